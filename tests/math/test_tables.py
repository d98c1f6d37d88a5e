"""Tables of one's own, as spreadsheet programs of many countries write them, and as shipped."""

import csv
import re
import socket
from importlib.resources import files

import numpy as np
import pytest

from mlsmath.tables import SHIPPED, Table, load_table


@pytest.fixture
def written(tmp_path):
    """Write a file of bytes or text, and load it."""

    def load(data, name="own.csv"):
        data = data.encode() if isinstance(data, str) else data
        (tmp_path / name).write_bytes(data)
        return load_table(tmp_path / name)

    return load


@pytest.mark.parametrize(("name", "rows", "numbers"), [("weather", 729, 6), ("cars", 234, 5)])
def test_a_shipped_table_is_what_its_file_says(name, rows, numbers):
    table = load_table(name)
    text = (files("mlsmath") / "datasets" / f"{name}.csv").read_text(encoding="utf-8")
    assert len(text.encode()) < 50_000
    lines = list(csv.DictReader(text.splitlines()))
    assert table.rows == len(lines) == rows
    assert list(table) == list(lines[0])
    assert len(table.numbers) == numbers
    for column in table:
        told = [line[column] for line in lines]
        if column in table.numbers:
            assert table[column].tolist() == [float(value) for value in told]
        else:
            assert table[column].tolist() == told
    assert "public domain" in table.source
    assert table.notes == ()
    readme = (files("mlsmath") / "datasets" / "README.md").read_text(encoding="utf-8")
    assert f"# {name}.csv" in readme


def test_tomorrow_is_the_next_line():
    table = load_table("weather")
    assert (table["warmest_tomorrow_c"][:-1] == table["warmest_c"][1:]).all()
    assert (table["rain_tomorrow_mm"][:-1] == table["rain_mm"][1:]).all()
    months = np.array([int(date[5:7]) for date in table["date"]])
    names = np.array(["winter", "spring", "summer", "autumn"])
    assert (table["season"] == names[months % 12 // 3]).all()


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    for name in SHIPPED:
        load_table(name)
    with pytest.raises(ValueError, match=r"nothing is fetched here\. Download the file"):
        load_table("https://example.org/own.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_whatever_stands_between_the_values(written, delimiter, ending):
    lines = ["name", "size", "note"], ["a", "1.5", "x y"], ["b", "-2e3", "z"]
    table = written(ending.join(delimiter.join(line) for line in lines))
    assert table["size"].tolist() == [1.5, -2000.0]
    assert table["note"].tolist() == ["x y", "z"]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_letters_are_written_in(written, coding):
    table = written("Größe;Prix\n1,5;été\n2;hiver\n".encode(coding))
    assert table["Größe"].tolist() == [1.5, 2.0]
    assert table["Prix"].tolist() == ["été", "hiver"]
    assert bool(table.notes) == (coding == "cp1252")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a;b\n1,5;x\n-0,25;x\n", [1.5, -0.25]),
        ("a;b\n1.234,5;x\n1.234;x\n", [1234.5, 1234.0]),
        ("a;b\n1.234;x\n2.5;x\n", [1.234, 2.5]),
        ('a,b\n"1,234.5",x\n"12,000",x\n', [1234.5, 12000.0]),
        ("a,b\n+3,x\n.5,x\n", [3.0, 0.5]),
        ("a,b\n\u22123,x\n1e-3,x\n", [-3.0, 0.001]),
        ("a,b\n 3 ,x\n4,x\n", [3.0, 4.0]),
        ("a;b\n1\xa0234,5;x\n1\u202f000;x\n", [1234.5, 1000.0]),
        ("a;b\n\u22123,5;x\n\u22122;x\n", [-3.5, -2.0]),
        ("a;b\n1,5E+03;x\n2;x\n", [1500.0, 2.0]),
        ('a,b\n"1" ,x\n"2", y\n', [1.0, 2.0]),
        ("sep=;\r\na;b\r\n1;x\r\n2;x\r\n", [1.0, 2.0]),
    ],
)
def test_numbers_in_many_spellings(written, text, numbers):
    assert written(text)["a"].tolist() == numbers


@pytest.mark.parametrize("gap", ["", "NA", "n/a", "NaN", "null", "None", "-", "?", "  "])
def test_what_is_missing_is_missing(written, gap):
    table = written(f"a,b,c\n1,x,1\n{gap},{gap},1\n3,y,1\n")
    assert np.isnan(table["a"]).tolist() == [False, True, False]
    assert table["b"].tolist() == ["x", "unknown", "y"]
    kept = table.complete(["a"])
    assert kept.rows == 2
    assert kept["b"].tolist() == ["x", "y"]
    assert "1 of 3 rows left out" in kept.notes[-1]
    assert table.complete("b").rows == 3
    assert "1 missing" in repr(table)


def test_a_column_that_is_nearly_numbers_says_which_value_is_not(written):
    lines = "\n".join(str(k) for k in range(9))
    table = written(f"a\n{lines}\n12 kg\n")
    assert table.words == ["a"]
    assert "1 of its 10 values is no number, such as '12 kg' in line 11" in table.notes[0]


def test_quoted_values_may_hold_anything(written):
    table = written('a,b\n1,"x, y"\n2,"line\nbreak"\n3,"say ""hi"""\n')
    assert table["b"].tolist() == ["x, y", "line\nbreak", 'say "hi"']


def test_names_that_are_empty_or_stand_twice_are_told_apart(written):
    assert list(written("a,,a,a\n1,2,3,4\n5,6,7,8\n")) == ["a", "column 2", "a (2)", "a (3)"]


@pytest.mark.parametrize("names", ["a,a,a (2)", "a (2),a,a", "column 2,,a", "a,a (2),a"])
def test_no_column_is_lost_to_a_name_that_looks_numbered(written, names):
    table = written(f"{names}\n1,2,3\n4,5,6\n")
    assert table.matrix(table).tolist() == [[1, 2, 3], [4, 5, 6]]
    assert {name for name in names.split(",") if name} <= set(table)


def test_empty_lines_do_not_count(written):
    assert written("\n\na,b\n1,2\n\n,\n3,4\n\n").rows == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "no line at all"),
        ("a,b\n", "no line below the names"),
        ("1,2\n3,4\n", "The first line of own.csv holds numbers alone: 1, 2. Write a line"),
        ('a,b\n"' + "1," * 70_000, "In line 2 of own.csv, or below it, .*never closed"),
        ('a,b\n1,"2\n3,4\n5,6\n', "In line 2 of own.csv, or below it, .*never closed"),
        ('\n\na,b\n\n1,"2\n3,4\n', r"In line 5 of own.csv, or below it, a double quote \(\"\)"),
        (b"\xff\xfea", "own.csv is damaged: it holds half a letter"),
        ("a,b\n1,2\n3,4".encode("utf-16")[:-1], "own.csv is damaged"),
        ("a\n1,5\n", "has 2 values, but there is 1 name"),
        ("a,b\n1,2,3\n", "Line 2 of own.csv has 3 values, but there are 2 names. .*double quotes"),
        ("a,b\n1,2\n3\n", "Line 3 of own.csv has 1 value, but there are 2 names. .*missing"),
        (b"PK\x03\x04rest", "own.csv is no csv file. Open it in your spreadsheet program"),
        (b"%PDF-1.7", "own.csv is no csv file"),
        (b"a,b\n\x00\x00,1\n", "own.csv is no csv file: it holds no text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(written, data, says):
    with pytest.raises(ValueError, match=says):
        written(data)


def test_a_file_that_is_not_there_names_those_that_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="Put your csv file into the folder of this notebook"):
        load_table("mine.csv")
    (tmp_path / "min.csv").write_text("a\n1\n")
    with pytest.raises(ValueError, match=r"The csv files there are min\.csv\. Check the spelling"):
        load_table("mine.csv")
    table = load_table("mine.csv", or_else="cars")
    assert table.stands_in_for == "mine.csv"
    assert "There is no file 'mine.csv' here" in table.notes[0]
    assert list(table) == list(load_table("cars"))
    assert load_table("min.csv", or_else="cars").stands_in_for == ""
    with pytest.raises(ValueError, match="or_else must be one of weather, cars"):
        load_table("mine.csv", or_else="penguins")


def test_a_made_column_is_added_and_the_old_table_stays():
    table = load_table("cars")
    made = table.with_column("diesel", table["fuel"] == "diesel")
    assert made["diesel"].sum() == 5
    assert "diesel" not in table
    assert made.numbers == [*table.numbers, "diesel"]
    assert made.with_column("first", [name[:1] for name in table["maker"]]).words[-1] == "first"
    with pytest.raises(ValueError, match="one value for each of the 234 rows"):
        table.with_column("diesel", [1, 2])
    for odd in ([None], [1j], [{}], [10**30]):
        with pytest.raises(ValueError, match="a number, a word, or True or False in each row"):
            table.with_column("odd", np.array(odd * 234))
    with pytest.raises(ValueError, match=r"^The name of a column must be text in quotes, .* 5"):
        table.with_column(5, np.ones(234))
    with pytest.raises(ValueError, match=r"^'mass' must have no masked values: put NaN in their"):
        table.with_column("mass", np.ma.masked_less(np.arange(234), 3))


def test_a_matrix_has_a_column_for_each_name():
    table = load_table("weather")
    X = table.matrix(["wind_m_s", "rain_mm"])
    assert X.shape == (729, 2)
    assert (X[:, 1] == table["rain_mm"]).all()
    assert table.matrix("wind_m_s").shape == (729, 1)
    with pytest.raises(ValueError, match=r"holds words, such as 'winter'.*table\['season'\]"):
        table.matrix(["season"])
    with pytest.raises(ValueError, match="at least one"):
        table.matrix([])


def test_what_a_table_refuses_names_its_columns():
    table = load_table("weather")
    with pytest.raises(KeyError, match="no column 'wind'; the columns are date, season"):
        table["wind"]
    with pytest.raises(KeyError, match="no column 3"):
        table[3]
    with pytest.raises(ValueError, match="No row has a number in each of the columns a, b"):
        Table({"a": np.array([1, np.nan]), "b": np.array([np.nan, 1])}).complete(["a", "b"])


@pytest.mark.parametrize("name", ["cars", "weather"])
def test_a_table_shows_each_column_in_lines_that_fit_a_narrow_window(name):
    table = load_table(name)
    lines = repr(table).splitlines()
    assert lines[0].startswith(f"{table.rows} rows, {len(table)} columns. ")
    assert [line.split()[0] for line in lines if re.match(r"  \w", line)] == list(table)
    assert all(len(line) <= 60 for line in lines)


def test_a_table_says_how_often_each_word_comes_and_lists_none_that_come_once():
    assert "suv (62)" in repr(load_table("cars"))
    assert re.search(r"\n  date +words, no two alike\n", repr(load_table("weather")))


def test_a_point_in_a_file_with_decimal_commas_parts_thousands(written):
    table = written("place;people;rain\na;1.234;0,5\nb;12.500;1,5\n")
    assert table["people"].tolist() == [1234, 12500]
    assert table["rain"].tolist() == [0.5, 1.5]
    (note,) = table.notes
    assert "people" in note
    assert "1.234 is 1234" in note


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ("1.234;0,5\n12.5;1,5\n", [1.234, 12.5]),  # a point that parts no thousands
        ("1.234;5\n12.500;7\n", [1.234, 12.5]),  # no decimal comma in the file
        ("1.234,5;5\n12.500;7\n", [1234.5, 12500]),  # both in one column
        ("1,5;5\n1.25;7\n", [1.5, 1.25]),
    ],
)
def test_other_points_are_read_as_they_were(written, lines, values):
    table = written(f"a;b\n{lines}")
    assert table["a"].tolist() == values
    assert table.notes == ()


ROWS = [f"{k},{(7 * k) % 40}" for k in range(40)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([f"row {line}" for line in ROWS] + ["Total,780"], "Line 42 says 'Total'"),
        ([f"row {line}" for line in ROWS] + ["Mean:,19.5"], "Line 42 says 'Mean:'"),
        ([*ROWS, ",780"], "far away from all others: 780 in line 42"),
        ([*ROWS[:9], "9,-4100", *ROWS[10:]], "far away from all others: -4100 in line 11"),
    ],
)
def test_a_row_of_sums_or_a_value_far_from_all_others_is_noted(written, lines, said):
    (note,) = written("a,b\n" + "\n".join(lines)).notes
    assert said in note


def test_a_word_of_the_table_and_a_few_large_values_are_not_noted(written):
    parts = [f"{'total' if k % 2 else 'part'},{k**3}" for k in range(40)]
    assert written("a,b\n" + "\n".join(parts)).notes == ()
    for name in SHIPPED:
        assert load_table(name).notes == ()
