"""Scoring: a second look at what a notebook earned, the points, and nbgrader's gradebook."""
