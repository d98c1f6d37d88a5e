"""The reading half of the site as HTML: the pages around the notebooks, and Sphinx."""

import io
import re
import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from mlsmath.commands.contract import GUIDE
from mlsmath.commands.course.errors import CourseError
from mlsmath.commands.course.glossary import names_page, notation_page
from mlsmath.commands.site import front, reference, search
from mlsmath.commands.site.concept_map import map_page
from mlsmath.commands.site.front import TITLE
from mlsmath.commands.site.templating import fill

SHARED = (
    ("commands/site/static", "favicon.svg"),
    ("commands/site/static", "page.js"),
    ("commands/site/static", search.SCRIPT),
    ("commands/site/static", "site.css"),
    ("pictures", "overlay.js"),
    ("pictures", "overlay.css"),
)
SETTINGS = {
    "project": TITLE,
    "html_title": TITLE,
    "author": "The mlsmath authors",
    "copyright": "the mlsmath authors. Text: CC BY 4.0. Code: MIT. Data: CC0",
    "language": "en",
    "extensions": ["myst_nb", *reference.EXTENSIONS],
    **reference.SETTINGS,
    "nb_execution_mode": "off",
    "nb_code_prompt_show": "Set-up: the helpers that this page fetches",
    "nb_code_prompt_hide": "Set-up: the helpers that this page fetches",
    "nb_render_markdown_format": "myst",  # outputs hold tables and formulas too
    "myst_enable_extensions": ["dollarmath", "amsmath"],
    "myst_heading_anchors": 4,
    "myst_heading_slug_func": "mlsmath.commands.course.glossary.anchor",
    "mathjax_path": "mathjax/tex-chtml.js",
    "html_theme": "sphinx_book_theme",
    "html_static_path": ["_static"],
    "html_favicon": "_static/favicon.svg",
    "html_css_files": ["overlay.css", "site.css"],
    "html_js_files": [("page.js", {"type": "module"})],
    "mathjax_options": {"type": "text/plain"},  # page.js runs it, after the first picture
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_copy_source": False,
    "html_last_updated_fmt": None,
    "html_theme_options": {
        "back_to_top_button": False,  # it would lie over pictures
        "home_page_in_toc": False,  # the name of the site above the menu leads there
        "logo": {"text": TITLE},
        "navbar_end": [],
        "navbar_persistent": [],
        "navbar_start": [],
        "show_navbar_depth": 1,
        "show_toc_level": 2,
        "use_download_button": False,
        "use_fullscreen_button": False,
    },
}


def write_front_matter(
    place: Path,
    course: Path,
    weeks: list[tuple[str, dict[str, str]]],
    handouts: Iterable[str] = (),
) -> None:
    """Write the pages around the notebooks, and what all pages share, into `place`.

    `handouts` are the names of PDFs in the folder `handout` of the site.
    """
    static = place / "_static"
    tables = {"notation": notation_page(weeks, course), "words": names_page(weeks, course)}
    pages = {
        "index": front.front_page(weeks, static / "pictures", [*handouts]),
        "instructors": front.instructors_page(weeks),
        "map": map_page(weeks, course),
        GUIDE.stem: GUIDE.read_text(encoding="utf-8"),
        **reference.reference_pages(),
    }
    for name, text in tables.items():
        pages[name] = text.replace("## ", "# ", 1).replace("\n### ", "\n## ")
    for name, text in pages.items():
        (place / f"{name}.md").write_text(text, encoding="utf-8")
    for folder, name in SHARED:
        text = files("mlsmath").joinpath(folder, name).read_text(encoding="utf-8")
        (static / name).write_text(text, encoding="utf-8", newline="\n")
    _copy_mathjax(static / "mathjax")


def run_sphinx(
    place: Path,
    target: Path,
    about: Mapping[str, str],
    terms: search.Terms,
    address: str = "",
) -> None:
    """Make HTML of the pages in `place`. Raises CourseError for any warning: a link without aim.

    `about` has a description for each page, `terms` what the search finds there first, `address`
    is where the site will be published.
    """
    from sphinx.application import Sphinx

    said = io.StringIO()
    app = Sphinx(
        str(place),
        None,
        str(target),
        str(place / ".doctrees"),
        "html",
        confoverrides={**SETTINGS, "exclude_patterns": [".doctrees", "_static"]},
        status=None,
        warning=said,
    )
    app.set_html_assets_policy("always")  # MathJax too: page.js takes it where a formula is
    app.connect("html-page-context", partial(_add_meta, about, address))
    app.connect("doctree-resolved", _hold_stops)
    search.connect(app, terms)
    reference.connect(app)
    app.build()
    _thin(target / "_static" / "scripts" / "fontawesome.js")
    warnings = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue()).strip().replace(f"{place}/", "")
    if warnings:
        raise CourseError(f"The pages have faults: {warnings}")


def _hold_stops(_: Any, page: Any, __: str) -> None:
    """Keep a full stop or a comma on the line of the formula before it."""
    from docutils import nodes

    for formula in list(page.findall(nodes.math)):
        parent, place = formula.parent, formula.parent.index(formula)
        after = parent[place + 1] if place + 1 < len(parent) else None
        if not isinstance(after, nodes.Text) or not (stop := re.match(r"[.,;:?!)]+", after)):
            continue
        held = nodes.inline("", "", classes=["mlsmath-held"])
        parent[place : place + 2] = [held, nodes.Text(after[stop.end() :])]
        held += [formula, nodes.Text(stop[0])]


def _add_meta(
    about: Mapping[str, str], address: str, _: Any, page: str, __: str, context: dict, ___: Any
) -> None:
    """Say in a page's head what it is about, for search engines and for links to it."""
    if page == "index":
        context["docstitle"] = ""  # the page's own title says it already
    context["metatags"] = context.get("metatags", "") + fill(
        "meta.html",
        title=TITLE if page == "index" else context.get("title") or TITLE,
        description=about.get(page, front.SENTENCE),
        picture=f"{address}_static/pictures/{front.PICTURE}-1.png",
    )


def _thin(icons: Path) -> None:
    """Take away a script of 1.6 MB that draws icons: the style sheet has the same, as a font."""
    if icons.exists():
        icons.write_text("// The icons come from the font in the style sheet.\n", encoding="utf-8")


def _copy_mathjax(target: Path) -> None:
    """Copy MathJax and its fonts out of the installed package, so that no other host is asked."""
    try:
        installed = distribution("sphinx-mathjax-offline")
    except PackageNotFoundError as error:
        raise CourseError(
            "MathJax is not installed; install what the site needs: pip install 'mlsmath[site]'"
        ) from error
    wanted = ("tex-chtml.js", "output/chtml/fonts/woff-v2/", "a11y/assistive-mml.js")
    for file in installed.files or ():
        _, found, inner = file.as_posix().partition("static/mathjax/")
        if found and inner.startswith(wanted):
            (target / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(file.locate())), target / inner)
