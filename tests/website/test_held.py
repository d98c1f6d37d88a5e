"""A full stop does not begin a line: it stays with the formula before it."""

import pytest

from mlsmath.commands.site.frame import _hold_stops

nodes = pytest.importorskip("docutils.nodes")


def test_a_mark_stays_with_its_formula_and_no_letter_is_lost():
    said = ["Here are ", "m", "), and ", "a", " then ", "b", ".", "c"]
    page = nodes.paragraph()
    page += [nodes.math(one, one) if one.isalpha() else nodes.Text(one) for one in said]
    _hold_stops(None, page, "index")
    held = [one.astext() for one in page.children if isinstance(one, nodes.inline)]
    assert held == ["m),", "b."]
    assert page.astext() == "".join(said)
    assert len([*page.findall(nodes.math)]) == 4
