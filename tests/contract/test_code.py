"""Code cells: Jupyter's own commands, comments and texts, stubs, what is not Python."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmath.commands.contract.code import read_code, read_snippet, unwritten


def python_of(source):
    code = read_code(source)
    assert code.error == ""
    return ast.unparse(code.tree)


@pytest.mark.parametrize(
    ("source", "python"),
    [
        ("%timeit np.sum(x)", "np.sum(x)"),
        ("%timeit -n 10 -r3 np.sum(x)", "np.sum(x)"),
        ("%time y = np.sum(x)", "y = np.sum(x)"),
        ("%%time\ny = 1", "y = 1"),
        ("%%timeit -n 5 y = 1\nz = y", "y = 1\nz = y"),
        ("\n%%capture out\ny = 1", "y = 1"),
        ("for i in x:\n    %timeit f(i)", "for i in x:\n    f(i)"),
        ("for i in x:\n    %matplotlib inline", "for i in x:\n    pass"),
        ("%matplotlib inline\ny = 1", "pass\ny = 1"),
        ("!pip list\ny = 1", "pass\ny = 1"),
        ("files = !ls\ny = 1", "files = None\ny = 1"),
        ("t = %timeit -o f(x)", "f(x)"),
        ("p = %pwd", "p = None"),
        ("np.sum?\ny = 1", "pass\ny = 1"),
        ("?np.sum\ny = 1", "pass\ny = 1"),
        ("np.sum??", "pass"),
        ("for i in x:\n    f(i)?", "for i in x:\n    pass"),
        ("%pwd\nnp.sum(x)  # why?", "pass\nnp.sum(x)"),
        ("a = 5\nb = a\\\n  %3", "a = 5\nb = a % 3"),
        ('text = """\n%s and !x\n"""', "text = '\\n%s and !x\\n'"),
        ("y = await f()", "y = await f()"),
        ("y = 1\r\nz = 2\r\n", "y = 1\nz = 2"),
        ("y = 1\n### BEGIN HIDDEN TESTS\nz = 2\n### END HIDDEN TESTS\nu = 3", "y = 1\nu = 3"),
        ("y = 1\n### BEGIN HIDDEN TESTS\nz = 2", "y = 1"),
        ("%%bash\nrm -r x", ""),
        ("%%html\n<b>sum</b>", ""),
        ("", ""),
    ],
)
def test_what_of_a_cell_is_python(source, python):
    assert python_of(source) == python


def test_a_warning_about_a_text_is_not_ours_to_give():
    assert python_of(r"s = '\sum'") == r"s = '\\sum'"


@pytest.mark.parametrize("source", ["print 'x'", "def f(:", "x = = 1", "  y = 1\n z = 2", "a\0b"])
def test_what_is_not_python_says_so(source):
    code = read_code(source)
    assert code.error != ""
    assert code.tree.body == []


@pytest.mark.parametrize(
    ("source", "idle"),
    [
        ("import numpy as np\nfrom math import pi", True),
        ("", True),
        ("# words", True),
        ("'words'", True),
        ("pass", True),
        ("import numpy as np\nnp.sum(x)", False),
        ("x = 1", False),
        ("def f(): ...", False),
    ],
)
def test_a_cell_that_only_imports_is_idle(source, idle):
    assert read_code(source).idle is idle


def test_comments_and_texts_with_blanks_are_read():
    source = (
        'def f():\n    """Return a sum."""\n    ### BEGIN SOLUTION\n    y = "key"  # my note\n'
        '    print(f"a text {y} here")\n    ### END SOLUTION\n#: aside'
    )
    texts = read_code(source).texts
    assert {"Return a sum.", "my note", "aside", "a text"} <= set(texts)
    assert not any("SOLUTION" in text or text == "key" for text in texts)


@pytest.mark.parametrize(
    ("source", "waits"),
    [
        ("def f():\n    raise NotImplementedError()", True),
        ("# YOUR CODE HERE", True),
        ("def f():\n    return 1", False),
        ("my_NotImplementedErrors = 1", False),
    ],
)
def test_a_stub_waits_for_its_answer(source, waits):
    assert unwritten(source) is waits


@pytest.mark.parametrize(
    ("source", "trees"),
    [("np.sum", 2), ("np.sum(x)", 1), ("x[0]", 1), ("no Python at all", 0), ("@", 0), ("", 1)],
)
def test_code_in_a_text(source, trees):
    assert len(read_snippet(source)) == trees


@settings(deadline=None)
@given(st.text())
def test_no_cell_makes_the_reader_fail(source):
    read_code(source)
    read_snippet(source)
    unwritten(source)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["%", "!", "?", "x", " ", "=", "\n", "%%", "timeit", "'"])))
def test_no_magic_makes_the_reader_fail(pieces):
    read_code("".join(pieces))
