"""The process in which a submission runs, its walls, and its messages to those outside."""
