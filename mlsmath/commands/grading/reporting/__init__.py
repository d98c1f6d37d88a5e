"""Reporting: feedback, the report on a class, tables, logs and what the terminal shows."""
