"""The way between a learning platform and nbgrader's folders.

`roster`  reads who is in the class, from the platform's own export.
"""
