"""What beginners type by mistake, told in plain words.

`slip` holds what is told, `text` reads cells that are no Python, `meant` those that mean something
else (kinds in `raised` and `unnoticed`, which look at a `scene`), and `errors` says Python's own
errors in plain words.
"""
