"""The course as a website without a server: pages to read, and the same notebooks alive.

`pages` decides what a reader sees, `frame` makes it HTML with Sphinx; `live` builds JupyterLite
beside it, whose Python is `pyodide` with `wheels` of this environment.
"""

from mlsmath.commands.site.pages import Hosted

__all__ = ["Hosted"]
