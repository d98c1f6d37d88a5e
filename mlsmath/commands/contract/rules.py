"""The rules of the just-in-time contract, each one function over the whole course in order."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mlsmath.commands.contract.entries import did_you_mean
from mlsmath.commands.contract.prose import last_paragraph, measure
from mlsmath.commands.contract.reading import PREFIXES, Cell, Course, place_of, tagged

MOST_WORDS = 150
MOST_DISPLAYED = 1
OPTIONAL = "need-not-read"  # the tag of a code cell that a reader may skip
SKIPPABLE = re.compile(r"\bneed\s+not\s+(?:be\s+)?read\b", re.I)  # what the text above it says
MARKUP = re.compile(r"[*`$]|^_|_$")


@dataclass(frozen=True)
class Breach:
    """One place where the contract is broken: where, which concept and rule, and what to do."""

    notebook: str
    cell_number: int
    cell_id: str
    line: int
    concept: str
    rule: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        """Return the breach on one line."""
        place = f"{self.notebook}, {place_of(self.cell_number, self.cell_id)}"
        about = f"{self.concept}, {self.rule}" if self.concept else self.rule
        return " ".join(f"{place}: {about}: {self.wrong}; {self.mend}.".split())


def all_breaches(course: Course) -> list[Breach]:
    """Return every breach of every rule, in the order of the cells."""
    rules = (
        *(readable, nothing_early, nothing_late, nothing_idle, built_on_ground, short),
        *(both_names, python_too),
    )
    found = [
        (cell.position, breach)
        for rule in rules
        for cell, breach in rule(course)
        if cell.notebook.judged
    ]
    return [breach for _, breach in sorted(found, key=lambda pair: pair[0])]


Found = Iterator[tuple[Cell, Breach]]


def readable(course: Course) -> Found:
    """Rule 0: code is Python, and every tag names a concept in a cell that can carry it."""
    for cell in course.cells:
        if cell.error:
            yield _breach(cell, "", "readable", f"not Python: {cell.error}", "mend the code")
        for prefix in PREFIXES:
            known, kind, file = _named_by(course, prefix)
            for name in tagged(cell.tags, prefix):
                if name not in known:
                    wrong = f"the tag {prefix}:{name} names no {kind}"
                    hint = did_you_mean(name, known).strip(" ()")
                    mend = f"{hint} or add it to a {file} beside the notebooks"
                    yield _breach(cell, name, "readable", wrong, mend.removeprefix(" or "))
                elif prefix != "needs" and cell.kind != "markdown":
                    wrong = f"the tag {prefix}:{name} stands on a {cell.kind} cell"
                    other = ", or use needs:" if prefix in ("explains", "revisits") else ""
                    mend = f"move it to the markdown cell that explains {name}{other}"
                    yield _breach(cell, name, "readable", wrong, mend)
        for concept in cell.explains if cell.kind == "markdown" else ():
            first = course.notes[concept]
            if first is not cell and concept in course.concepts:
                wrong = f"explained already in {first.seen_from(cell)}"
                mend = f"tag this cell revisits:{concept} if it says more, else take the tag away"
                yield _breach(cell, concept, "readable", wrong, mend)
        for concept in cell.revisits:
            first = course.notes.get(concept)
            if concept in course.concepts and (first is None or first.position >= cell.position):
                wrong = "revisited before it was explained"
                mend = f"tag the first note explains:{concept}"
                yield _breach(cell, concept, "readable", wrong, mend)


def nothing_early(course: Course) -> Found:
    """Rule 1: no cell needs a concept whose note comes later, or has none."""
    for cell in course.cells:
        for need in cell.needs.values():
            note = course.notes.get(need.concept)
            if not need.demands or need.concept not in course.concepts:
                continue
            if need.concept in cell.revisits:  # rule 0 speaks of a visit that comes too soon
                continue
            if note is None:
                wrong = f"{need.sign} needs it and no note explains it"
                mend = f"add a note tagged explains:{need.concept} before, or write it without"
                yield _breach(cell, need.concept, "nothing early", wrong, mend)
            elif note.position > cell.position:
                wrong = f"{need.sign} needs it and its note comes later, in {note.seen_from(cell)}"
                mend = "move the note before this cell, or write this cell without it"
                yield _breach(cell, need.concept, "nothing early", wrong, mend)

    yield from _words_early(course)


def _words_early(course: Course) -> Found:
    """Words of words.toml, and the field's, before they are explained, where a course does so."""
    names_words = any(tag.startswith("names:") for tag in course.texts)
    names_both = any(_elsewhere(cell) is not None for cell, _ in _notes(course))
    for term in course.terms:
        if not (names_words if term.is_word else names_both):
            continue
        home = course.home(term.tags)
        if home is None and not term.is_word:
            continue
        rule = "nothing early" if term.is_word else "both names"
        tags = " or ".join(term.tags)
        for cell in course.cells[: home.position if home else None]:
            if term.name not in cell.words:
                continue
            wrong = f'"{cell.words[term.name]}" stands here and no text tagged {tags} comes before'
            mend = "say it in our words, or explain it before"
            if home is not None:
                wrong = f'"{cell.words[term.name]}" is explained later, in {home.seen_from(cell)}'
            yield _breach(cell, term.name, rule, wrong, mend)


def nothing_late(course: Course) -> Found:
    """Rule 2: the first code cell that needs a note's concept is the next code cell."""
    for note, concept, first in _not_used_next(course):
        if first is None:
            continue
        following = course.work_after(note)
        place = first.seen_from(note)
        wrong = f"no code cell follows in this notebook; the first need is {place}"
        if following is not None:
            wrong = f"{following.place} stands between it and its first need, {place}"
        mend = f"move the note directly before {place}"
        yield _breach(note, concept, "nothing late", wrong, mend)


def nothing_idle(course: Course) -> Found:
    """Rule 3: every note is needed by the code cell that follows it."""
    for note, concept, first in _not_used_next(course):
        if first is None:
            wrong = "no code cell after this note needs it"
            mend = (
                "let the next code cell use it (tag that cell "
                f"needs:{concept} if it does and its code does not show it), or drop the note"
            )
            yield _breach(note, concept, "nothing idle", wrong, mend)


def built_on_ground(course: Course) -> Found:
    """Rule 4: what a concept builds on has its note before."""
    for concept, note in course.notes.items():
        if concept not in course.concepts:
            continue
        for below in course.concepts[concept].builds_on:
            ground = course.notes.get(below)
            if ground is None:
                mend = f"add a note tagged explains:{below} before this one"
                yield _breach(note, concept, "built on ground", f"{below} has no note", mend)
            elif ground.position > note.position:
                wrong = f"it builds on {below}, explained later in {ground.seen_from(note)}"
                yield _breach(note, concept, "built on ground", wrong, f"explain {below} first")


def short(course: Course) -> Found:
    """Rule 5: a note is one concept, short, and said in words, in symbols and with numbers."""
    for cell in course.cells:
        concepts = [name for name in (*cell.explains, *cell.revisits) if name in course.concepts]
        if not concepts or cell.kind != "markdown":
            continue
        name, size = concepts[0], measure(cell.source)
        if len(concepts) > 1:
            wrong = f"one note explains {len(concepts)} concepts ({', '.join(concepts)})"
            yield _breach(cell, name, "short", wrong, "write one note for each")
        if size.words > MOST_WORDS:
            wrong = f"the note has {size.words} words outside folds, at most {MOST_WORDS} fit"
            mend = "shorten it, or move the general case into a fold “Go deeper (optional)”"
            yield _breach(cell, name, "short", wrong, mend)
        if size.displayed > MOST_DISPLAYED:
            wrong = f"the note displays {size.displayed} formulas outside folds, one fits"
            yield _breach(cell, name, "short", wrong, "keep one and move the others into a fold")
        if not size.has_symbols:
            wrong = "the note has no formula, so it is not said in symbols"
            yield _breach(cell, name, "short", wrong, "write it between $…$ as well")
        if not size.has_numbers:
            wrong = "the note has no number, so it is not said with the data at hand"
            yield _breach(cell, name, "short", wrong, "work it out with two or three real numbers")


def _named_by(course: Course, prefix: str) -> tuple[Collection[str], str, str]:
    """Return the ids that may follow a prefix, what they name, and the file that holds them."""
    if prefix == "names":
        return course.words, "word", "words.toml"
    if prefix == "python":
        return course.features, "feature of Python", "python.toml"
    return course.concepts, "concept", "concepts.toml"


def both_names(course: Course) -> Found:
    """Rule 6: a note ends with what others call its thing, where the notes of a course do so."""
    lines = [(cell, concept, _elsewhere(cell)) for cell, concept in _notes(course)]
    if all(line is None for _, _, line in lines):
        return
    for cell, concept, line in lines:
        names = [entry.field for entry in course.concepts[concept].elsewhere]
        if not names or concept in cell.revisits:
            continue
        if line is None:
            wrong = "the note does not end with what others call it"
            mend = f"end it with a line *Elsewhere … {', '.join(names)}.*"
            yield _breach(cell, concept, "both names", wrong, mend)
            continue
        for name in names:
            if _bare(name) not in line:
                wrong = f'its line "Elsewhere" lacks "{name}"'
                mend = "name it there, or take it out of elsewhere in concepts.toml"
                yield _breach(cell, concept, "both names", wrong, mend)


def python_too(course: Course) -> Found:
    """Rule 7: Python is explained before the code that uses it, where a course does so at all.

    Each notebook hears of a feature once, at its first use: one text mends them all.
    """
    if not any(tag.startswith("python:") for tag in course.texts):
        return
    for notebook in course.notebooks:
        told: set[str] = set()
        for cell in notebook.cells:
            if OPTIONAL in cell.tags:
                if not _said_optional(cell):
                    wrong = f"the tag {OPTIONAL} stands on it and the text above does not say so"
                    yield _breach(cell, "", "Python, too", wrong, 'write "you need not read" there')
                continue
            for name, wrong, mend in _unexplained(course, cell):
                if name not in told and not cell.waits:
                    told.add(name)
                    yield _breach(
                        cell, name if name in course.features else "", "Python, too", wrong, mend
                    )


def _unexplained(course: Course, cell: Cell) -> Iterator[tuple[str, str, str]]:
    """Yield the Python of a cell that comes too early: its name, what is wrong, how to mend it."""
    for name, sign in cell.features.items():
        home = course.home([f"python:{name}"])
        if home is None:
            mend = f"explain it before, in a text tagged python:{name}, or write it without"
            yield name, f"{sign} needs it and no text explains it", mend
        elif home.position > cell.position:
            wrong = f"{sign} needs it and it is explained later, in {home.seen_from(cell)}"
            yield name, wrong, "explain it before this cell, or write this cell without it"
    for sign in cell.strange:
        wrong = f"{sign} is nothing that python.toml or a concept knows"
        yield sign, wrong, "add it to python.toml and explain it, or write it without"


def _said_optional(cell: Cell) -> bool:
    texts = [c for c in cell.notebook.cells[: cell.number - 1] if c.kind == "markdown"]
    return bool(texts and SKIPPABLE.search(texts[-1].source))


def _elsewhere(cell: Cell) -> str | None:
    """Return the line that ends a note with the field's words, bare; None where there is none."""
    line = _bare(last_paragraph(cell.source))
    return line if line.startswith("elsewhere") else None


def _bare(text: str) -> str:
    return MARKUP.sub("", " ".join(text.split())).lower()


def _notes(course: Course) -> Iterator[tuple[Cell, str]]:
    for cell in course.cells:
        if cell.kind == "markdown":
            for concept in (*cell.explains, *cell.revisits):
                if concept in course.concepts:
                    yield cell, concept


def _not_used_next(course: Course) -> Iterator[tuple[Cell, str, Cell | None]]:
    """Yield the notes that the next code cell does not need, with the first one that does."""
    for note, concept in _notes(course):
        following = course.work_after(note)
        if following is None or not following.serves(concept):
            later = (cell for cell in course.cells[note.position + 1 :] if cell.works)
            yield note, concept, next((one for one in later if one.surely_needs(concept)), None)


def _breach(cell: Cell, concept: str, rule: str, wrong: str, mend: str) -> tuple[Cell, Breach]:
    place = (cell.notebook.name, cell.number, cell.id, cell.line)
    return cell, Breach(*place, concept, rule, wrong, mend)
