"""`mlsmath site` and `handout`."""

import argparse
from pathlib import Path

from mlsmath.commands.cli.command import argument, command, execution, folder, path, whole_number


@command(
    folder(
        "folder",
        default=Path("build/site"),
        help="folder for the site; an older site there is replaced (default: %(default)s)",
    ),
    argument(
        "--pyodide",
        metavar="DIR",
        type=path,
        help="folder with a release of Pyodide, to be copied into the site (default: pages load "
        "Python from Pyodide's public distribution)",
    ),
    argument(
        "--github",
        metavar="OWNER/NAME",
        help="repository that publishes the site, for the links to Colab and Binder",
    ),
    argument(
        "--branch", default="gh-pages", help="branch that holds the site (default: %(default)s)"
    ),
    *execution(timeout=120),
    epilog="examples:\n"
    "  mlsmath site\n"
    "  mlsmath site public --github owner/name    with links to Colab and Binder\n"
    "  mlsmath site public --pyodide pyodide      Python's files too, from a local copy\n"
    "  python -m http.server --directory build/site    look at it",
)
def site(arguments: argparse.Namespace) -> int:
    """Build the course as a website, to read and to work in without installing anything.

    Build one folder that any web host can serve: every notebook as a page to read and, one click
    away, alive in the browser. The notebooks are run once while it is built. It needs more
    packages: pip install 'mlsmath[site]'
    """
    from mlsmath.commands.handout import write_handouts
    from mlsmath.commands.site import Hosted
    from mlsmath.commands.site.build import Options, build_site

    hosted = Hosted(arguments.github, arguments.branch) if arguments.github else None
    options = Options(arguments.pyodide, hosted, arguments.jobs, arguments.timeout, write_handouts)
    build_site(arguments.folder, options, say=lambda text: print(text, flush=True))
    print(f"The site is in {arguments.folder.resolve()}")
    return 0


@command(
    folder(
        "folder",
        default=Path("build/handout"),
        help="folder for the PDFs; older ones there are replaced (default: %(default)s)",
    ),
    argument(
        "--week", metavar="N", type=whole_number, help="write those of one week (default: all)"
    ),
    epilog="examples:\n  mlsmath handout\n  mlsmath handout --week 2",
)
def handout(arguments: argparse.Namespace) -> int:
    """Write the math as PDFs to print: a page a week, and each gradient line by line.

    Write for each week one page with its math: what each thing is, its symbol, an example in
    numbers, its Python. And for each cost the whole derivation of its gradient, every line with its
    rule, each line checked. It needs more packages: pip install 'mlsmath[handout]'
    """
    from mlsmath.commands.handout import write_handouts

    for page in write_handouts(arguments.folder, arguments.week):
        print(page.resolve(), flush=True)
    return 0
