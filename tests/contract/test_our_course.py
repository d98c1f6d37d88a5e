"""Our own notebooks keep the contract."""

from pathlib import Path

from mlsmath.contract import check, load_concepts
from mlsmath.contract.reading import read_course
from mlsmath.contract.rules import measure

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def test_our_notebooks_keep_the_contract():
    assert [str(breach) for breach in check(NOTEBOOKS)] == []


def test_the_longest_wait_from_a_note_to_its_need_is_no_code_cell():
    course = read_course(NOTEBOOKS)
    assert course.notes
    for concept, note in course.notes.items():
        assert course.work_after(note).serves(concept)


def test_the_notes_say_it_in_words_symbols_and_numbers():
    for note in read_course(NOTEBOOKS).notes.values():
        size = measure(note.source)
        assert 20 < size.words <= 150
        assert size.has_symbols
        assert size.has_numbers


def test_each_concept_says_what_the_field_calls_it():
    assert [concept.id for concept in load_concepts().values() if not concept.elsewhere] == []
