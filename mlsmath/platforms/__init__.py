"""The way between a learning platform and nbgrader's folders.

`roster`  reads who is in the class, from the platform's own export.
`returning`  gives points and feedback back: `sheets` fills the platform's table, `pages` packs.
"""
