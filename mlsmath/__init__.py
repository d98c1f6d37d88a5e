"""The small NumPy package under the course: the math, and what makes it a course."""

__version__ = "0.1.0"
