"""The data of the course: shipped in the package, never fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

UNITS = {
    "species": "",
    "island": "",
    "bill_length_mm": "mm",
    "bill_depth_mm": "mm",
    "flipper_length_mm": "mm",
    "body_mass_g": "g",
    "sex": "",
    "year": "",
}
WORDS = ("species", "island", "sex")
SOURCE = (
    "Palmer penguins, CC0. Measured by K. B. Gorman, T. D. Williams and W. R. Fraser (2014), "
    "PLoS ONE 9(3), e90081, doi:10.1371/journal.pone.0090081. Prepared by A. M. Horst, A. P. Hill "
    "and K. B. Gorman (2020), doi:10.5281/zenodo.3960218."
)


class Columns(Mapping[str, np.ndarray]):
    """Columns by name; one that is not there is refused with the names of those that are."""

    def __init__(self, columns: Mapping[str, np.ndarray]) -> None:
        self._columns = dict(columns)

    def __getitem__(self, name: str) -> np.ndarray:
        if not isinstance(name, str) or name not in self._columns:
            raise KeyError(_no_column(name, self))
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


class Penguins(Columns):
    """Columns by name, each an array with one entry for each penguin.

    `units` gives the unit of each column ("" for words and years), `left_out` counts the penguins
    that were left out, `note` says so in words, and `source` says who measured and whose licence.
    """

    units = UNITS
    source = SOURCE

    def __init__(self, columns: dict[str, np.ndarray], left_out: int, note: str) -> None:
        super().__init__(columns)
        self.left_out, self.note = left_out, note

    def __repr__(self) -> str:
        return f"Penguins({', '.join(self)}): {self.note}"


def load_penguins(require: str | Iterable[str] = ()) -> Penguins:
    """Load the Palmer penguins, and leave out those that lack a value which is required.

    Parameters
    ----------
    require : a column's name, or several
        A penguin without a value in one of these columns is left out. In the other columns, a
        number that was not measured is NaN, and a sex that was not recorded is "unknown".

    Raises
    ------
    ValueError
        If `require` is no name and no list of names, or there is no column of a name.

    Examples
    --------
    >>> load_penguins("body_mass_g").note
    '342 of 344 penguins; 2 left out because body_mass_g was not measured'
    """
    required = _names(require)
    rows = _rows()
    kept = [row for row in rows if all(row[name] != "NA" for name in required)]
    columns = {name: _column(name, [row[name] for row in kept]) for name in UNITS}
    note = f"{len(kept)} of {len(rows)} penguins"
    if len(kept) < len(rows):
        gaps = [name for name in required if any(row[name] == "NA" for row in rows)]
        note += f"; {len(rows) - len(kept)} left out because {' or '.join(gaps)} was not measured"
    return Penguins(columns, len(rows) - len(kept), note)


def _names(require: str | Iterable[str]) -> list[str]:
    try:
        names = [require] if isinstance(require, str) else list(dict.fromkeys(require))
    except TypeError:
        raise ValueError(
            f"require must be a column's name or a list of names, but it is {require!r}; the "
            f"columns are {', '.join(UNITS)}."
        ) from None
    for name in names:
        if not isinstance(name, str) or name not in UNITS:
            raise ValueError(f"require: {_no_column(name, UNITS)}.")
    return names


def _rows() -> list[dict[str, str]]:
    # Imported here, because they take longer to import than the whole of the math.
    import csv
    from importlib.resources import files

    path = files("mlsmath") / "datasets" / "penguins.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _column(name: str, texts: list[str]) -> np.ndarray:
    if name in WORDS:
        return np.array(["unknown" if text == "NA" else text for text in texts])
    if name == "year":
        return np.array(texts, dtype=int)
    return np.array(["nan" if text == "NA" else text for text in texts], dtype=float)


def _no_column(name: object, columns: Iterable[str]) -> str:
    return f"there is no column {name!r}; the columns are {', '.join(columns)}"
