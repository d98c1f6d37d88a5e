"""Outside the walls: many notebooks at once, each watched, its time, memory and output limited."""
