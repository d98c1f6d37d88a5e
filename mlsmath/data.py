"""The data of the course: shipped in the package, never fetched."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import numpy as np

SOURCE = (
    "Palmer penguins, public domain (CC0): Gorman, Williams and Fraser (2014), PLoS ONE 9(3), "
    "e90081; prepared by Horst, Hill and Gorman (2020), doi:10.5281/zenodo.3960218."
)
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


class Penguins(Mapping[str, np.ndarray]):
    """The penguins' measurements by name, each an array with one entry for each penguin."""

    units = UNITS
    source = SOURCE

    def __init__(self, columns: dict[str, np.ndarray], left_out: int, note: str) -> None:
        self._columns = columns
        self.left_out = left_out
        self.note = note

    def __getitem__(self, name: str) -> np.ndarray:
        try:
            return self._columns[name]
        except KeyError:
            raise KeyError(f"no column {name!r}; the columns are {', '.join(UNITS)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Penguins({', '.join(self)}): {self.note}."


def load_penguins(require: str | Iterable[str] = ()) -> Penguins:
    """Load the Palmer penguins, leaving out birds that lack a value in a column of `require`.

    A value that was not measured is NaN, and the sex of a bird "unknown", in the columns that
    are not required.
    """
    required = [require] if isinstance(require, str) else list(require)
    for name in required:
        if name not in UNITS:
            raise ValueError(
                f"require names no column {name!r}; the columns are {', '.join(UNITS)}."
            )
    path = files("mlsmath") / "datasets" / "penguins.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if all(row[name] != "NA" for name in required)]
    gaps = [name for name in required if any(row[name] == "NA" for row in rows)]
    columns = {name: _column(name, [row[name] for row in kept]) for name in UNITS}
    left_out = len(rows) - len(kept)
    note = f"{len(kept)} of {len(rows)} penguins"
    if left_out:
        note += f"; {left_out} left out because {' or '.join(gaps)} was not measured"
    return Penguins(columns, left_out, note)


def _column(name: str, texts: list[str]) -> np.ndarray:
    if name in WORDS:
        return np.array(["unknown" if text == "NA" else text for text in texts])
    if name == "year":
        return np.array(texts, dtype=int)
    return np.array([float("nan") if text == "NA" else float(text) for text in texts])
