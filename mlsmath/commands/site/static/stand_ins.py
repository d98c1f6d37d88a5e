"""Run as soon as Python runs: modules that stand in for what IPython imports and no page uses.

So a page need not wait for SQLite, which keeps a history, and for the terminal, a third of IPython.
"""

import sys
import types


class Error(Exception):
    """Any error of SQLite."""


class Connection:
    """A connection to a database, of which there is none."""


sqlite3 = types.ModuleType("sqlite3", "SQLite is not in this browser's Python.")
sqlite3.Connection = Connection
sqlite3.DatabaseError = sqlite3.IntegrityError = sqlite3.OperationalError = Error
terminal = types.ModuleType("IPython.terminal.embed", "There is no terminal in a browser.")
terminal.embed = None
sys.modules |= {module.__name__: module for module in (sqlite3, terminal)}
