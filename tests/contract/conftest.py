"""Small courses, written into a temporary folder cell by cell."""

import json
from pathlib import Path

import pytest

from mlsmath.commands.contract import check


def cell(kind, source, *tags, **more):
    number = more.pop("id", None)
    metadata = {"tags": list(tags), **more}
    return {"cell_type": kind, "id": number, "metadata": metadata, "source": source}


class Maker:
    """Makes cells, notebooks and courses, and checks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def code(self, source, *tags, **more):
        return cell("code", source, *tags, **more)

    def text(self, source, *tags, **more):
        return cell("markdown", source, *tags, **more)

    def note(self, concept, source=None, **more):
        source = source or "### Math note\n\nLike a jar of beans. Take $a = 1.5$ and go on.\n"
        return cell("markdown", source, f"explains:{concept}", **more)

    def again(self, concept, source=None):
        return {
            **self.note(concept, source),
            "metadata": {"tags": [f"revisits:{concept}"]},
        }

    def need(self, *concepts):
        return cell("code", "z = 1", *(f"needs:{concept}" for concept in concepts))

    def write(self, name, *cells, **metadata):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        named = [
            {**cell, "id": cell["id"] or f"cell-{number}"}
            for number, cell in enumerate(cells, start=1)
        ]
        content = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": named}
        path.write_text(json.dumps(content), encoding="utf-8", newline="\n")
        return path

    def breaches(self, *cells, before=()):
        """Check one notebook; the concepts `before` are explained and used in an earlier one."""
        ground = [part for name in before for part in (self.note(name), self.need(name))]
        if ground:
            self.write("week0/01.ipynb", *ground)
        self.write("week1/01.ipynb", *cells)
        return [breach for breach in check(self.folder) if breach.notebook == "week1/01.ipynb"]

    def found(self, *cells, before=()):
        """Return (cell number, concept, rule) of each breach."""
        breaches = self.breaches(*cells, before=before)
        return [(breach.cell_number, breach.concept, breach.rule) for breach in breaches]


@pytest.fixture
def make(tmp_path):
    return Maker(tmp_path)
