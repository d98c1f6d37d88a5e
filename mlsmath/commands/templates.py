"""Pages with places to fill: files for Jinja that lie beside the code that fills them."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape


def templates_in(folder: Path) -> Environment:
    """Return the templates in a folder; those that end in .html escape what they are given."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
