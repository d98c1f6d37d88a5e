"""What beginners type by mistake, told in plain words. It knows nothing else of this package.

A `Slip` (`slip`) is one or two sentences: what it is, and what to type. Four ways lead to one:

- `text` reads cells that are no Python: it proposes mends (of `characters`, `lines`, `marks`,
  `brackets`, `words`, of `formulas` typed as on paper and of what is `missing`, made of `pieces`)
  and tells one only if Python reads the mended cell.
- `meant` reads Python that means something else: kinds that end in an error (of `signs`, `calls`,
  `items`, `names`), in a wrong answer (`unnoticed`) or in either (`rounds`) look at the syntax
  tree and at what happened (a `scene`). What one piece of code tells by its form alone is a row of
  the table in `forms`, a piece of Python with `holes`: begin there to add a kind.
- `state` keeps in mind which cells of a notebook ran or failed, and `unknown` leads from a name
  that is missing to the cell, here or in another notebook (`places`), that makes it.
- `errors` says Python's own errors in plain words, where nothing above fits.

`notebook` shows it where a cell fails; `mlsmath.checks` asks for it where an answer is wrong.
"""
