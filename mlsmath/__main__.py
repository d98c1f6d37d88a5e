"""`python -m mlsmath` is the command line."""

import sys

from mlsmath.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
