"""Our own notebooks keep the contract."""

import re
from pathlib import Path

import pytest

from mlsmath.commands.contract import check, load_concepts, load_words
from mlsmath.commands.contract.features import load_features
from mlsmath.commands.contract.reading import read_course
from mlsmath.commands.contract.rules import measure

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module")
def course():
    return read_course(NOTEBOOKS)


def test_our_notebooks_keep_the_contract():
    assert [str(breach) for breach in check(NOTEBOOKS)] == []


def test_the_longest_wait_from_a_note_to_its_need_is_no_code_cell(course):
    assert course.notes
    for concept, note in course.notes.items():
        assert course.work_after(note).serves(concept)


def test_the_notes_say_it_in_words_symbols_and_numbers(course):
    for note in course.notes.values():
        size = measure(note.source)
        assert 20 < size.words <= 150
        assert size.has_symbols
        assert size.has_numbers


def test_a_note_is_short_however_its_words_are_counted(course):
    """Where each blank counts, those within a formula or a table, too."""
    shown = {
        f"{cell.notebook.name}: {cell.id}": re.sub(
            r"<details>.*?</details>", "", cell.source, flags=re.S
        )
        for cell in course.cells
        if cell.explains or cell.revisits
    }
    assert {
        name: len(text.split()) for name, text in shown.items() if len(text.split()) > 150
    } == {}


def test_each_concept_that_a_note_explains_says_what_the_field_calls_it(course):
    concepts, notes = load_concepts(), course.notes
    assert [name for name in notes if not concepts[name].elsewhere] == []


def test_words_and_python_and_both_names_are_judged(course):
    texts = course.texts
    assert len([tag for tag in texts if tag.startswith("python:")]) > 40
    assert len([tag for tag in texts if tag.startswith("names:")]) > 20


def test_nothing_is_listed_that_the_course_does_not_explain(course):
    texts = course.texts
    listed = [*(f"python:{name}" for name in load_features())]
    listed += [f"names:{name}" for name in load_words()]
    assert [tag for tag in listed if tag not in texts] == []
