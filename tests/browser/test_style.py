"""The course's style in JupyterLab: text below a fold, and printed sentences in a narrow window."""

import pytest

from mlsmath.commands.course.lab import STYLE

from .conftest import open_page

SENTENCE = "birds were left out because something was not measured, "
FOLD = "First.\\n\\n<details><summary>Fold</summary>\\n\\nIn it.\\n\\n</details>\\n\\nBelow."
FORMULA = r"The numbers of this bird are known, so $m = 3$, and the sum of the squares is 9."
CELLS = [
    f"print({SENTENCE!r} * 5)",
    f'from IPython.display import Markdown\nMarkdown("{FOLD}")',
    f"Markdown({FORMULA!r})",
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


def test_no_line_begins_with_the_comma_behind_a_formula(page):
    page.locator("mjx-container").wait_for()
    begun = page.locator("p:has(mjx-container)").evaluate(
        """paragraph => {
            const formula = paragraph.querySelector("mjx-container");
            const range = document.createRange();
            range.setStart(formula.nextSibling, 0);
            range.setEnd(formula.nextSibling, 1);
            const places = [];
            for (let width = 100; width < 500; width++) {
                paragraph.style.width = `${width}px`;
                const [before, comma] = [formula, range].map((one) => one.getBoundingClientRect());
                places.push(comma.left < before.left);
            }
            return places;
        }"""
    )
    assert not any(begun)
