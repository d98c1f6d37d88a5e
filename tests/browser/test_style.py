"""The course's style in JupyterLab: text below a fold, and printed sentences in a narrow window."""

import pytest

from mlsmath.commands.course.lab import STYLE

from .conftest import open_page

SENTENCE = "birds were left out because something was not measured, "
FOLD = "First.\\n\\n<details><summary>Fold</summary>\\n\\nIn it.\\n\\n</details>\\n\\nBelow."
FORMULA = r"The numbers of this bird are known, so $m = 3$, and the sum of the squares is 9."
PYTHON = "In the loop of this cell we divide by `2 * m`, and there it is done for all the birds."
CELLS = [
    f"print({SENTENCE!r} * 5)",
    f'from IPython.display import Markdown\nMarkdown("{FOLD}")',
    f"Markdown({FORMULA!r})",
    f"Markdown({PYTHON!r})",
]


@pytest.fixture(scope="module")
def page(jupyter, chromium):
    page = open_page(jupyter, chromium, CELLS, "style.ipynb", dense=1, width=700)
    page.add_style_tag(path=STYLE / "custom.css")
    page.get_by_text("Below.", exact=True).wait_for()
    yield page
    page.context.close()


def test_a_paragraph_stands_off_the_fold_above_it(page):
    fold = page.locator(".jp-OutputArea-output details").bounding_box()
    below = page.get_by_text("Below.", exact=True).bounding_box()
    assert below["y"] - (fold["y"] + fold["height"]) >= 10


def test_a_printed_sentence_goes_to_the_next_line_between_two_words(page):
    lines = page.locator(".jp-OutputArea-output pre").first.evaluate(
        """pre => {
            const text = pre.firstChild.firstChild ?? pre.firstChild, lines = [];
            for (const { index, 0: word } of text.data.matchAll(/\\S+/g)) {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                lines.push([...range.getClientRects()].map(({ top }) => top));
            }
            return lines;
        }"""
    )
    assert {len(tops) for tops in lines} == {1}
    assert len({tops[0] for tops in lines}) > 2


def widths(page, kind, begun):
    """Return for a hundred widths of the paragraph with such an element what is so at each."""
    page.locator(f"p > {kind}").wait_for()
    return page.locator(f"p:has(> {kind})").evaluate(
        f"""paragraph => {{
            const inside = paragraph.querySelector("{kind}"), range = document.createRange();
            range.setStart(inside.nextSibling, 0);
            range.setEnd(inside.nextSibling, 1);
            const found = [];
            for (let width = 200; width < 600; width++) {{
                paragraph.style.width = `${{width}}px`;
                found.push({begun});
            }}
            paragraph.style.width = "";
            return found;
        }}"""
    )


BEHIND = "range.getBoundingClientRect().left < inside.getBoundingClientRect().left"


@pytest.mark.parametrize("kind", ["mjx-container", "code"])
def test_no_line_begins_with_the_comma_behind_a_formula_or_code(page, kind):
    assert not any(widths(page, kind, BEHIND))


def test_python_in_a_sentence_is_broken_only_where_there_is_little_room(page):
    pieces = "inside.getClientRects().length"
    assert max(widths(page, "code", pieces)) == 2
    page.set_viewport_size({"width": 1000, "height": 900})
    assert max(widths(page, "code", pieces)) == 1
    page.set_viewport_size({"width": 700, "height": 900})
