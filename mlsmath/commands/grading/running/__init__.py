"""Many notebooks at once, each watched from outside, its time, memory and output limited."""
