"""The penguins as shipped."""

import numpy as np
import pytest

from mlsmath.data import load_penguins

COLUMNS = [
    "species",
    "island",
    "bill_length_mm",
    "bill_depth_mm",
    "flipper_length_mm",
    "body_mass_g",
    "sex",
    "year",
]


def test_all_penguins():
    birds = load_penguins()
    assert list(birds) == COLUMNS
    assert len(birds) == len(COLUMNS)
    assert all(type(column) is np.ndarray and column.shape == (344,) for column in birds.values())
    assert birds.left_out == 0
    assert birds.note == "344 of 344 penguins"
    species, counts = np.unique(birds["species"], return_counts=True)
    # Counts and means as Gorman, Williams and Fraser's data are described by their authors.
    assert dict(zip(species.tolist(), counts.tolist(), strict=True)) == {
        "Adelie": 152,
        "Chinstrap": 68,
        "Gentoo": 124,
    }
    assert set(birds["island"].tolist()) == {"Biscoe", "Dream", "Torgersen"}
    assert set(birds["sex"].tolist()) == {"female", "male", "unknown"}
    assert set(birds["year"].tolist()) == {2007, 2008, 2009}
    assert np.nanmean(birds["flipper_length_mm"]) == pytest.approx(200.915, abs=1e-3)
    assert np.nanmean(birds["body_mass_g"]) == pytest.approx(4201.754, abs=1e-3)
    assert np.isnan(birds["bill_length_mm"]).sum() == 2
    assert (birds["sex"] == "unknown").sum() == 11


def test_missing_values_are_left_out_and_counted():
    birds = load_penguins(require=("flipper_length_mm", "body_mass_g"))
    assert birds.left_out == 2
    assert birds.note == (
        "342 of 344 penguins; 2 left out because flipper_length_mm or body_mass_g was not measured"
    )
    assert not np.isnan(birds["flipper_length_mm"]).any()
    assert all(len(column) == 342 for column in birds.values())


def test_only_columns_with_gaps_are_blamed():
    assert load_penguins(require="sex").note == (
        "333 of 344 penguins; 11 left out because sex was not measured"
    )
    birds = load_penguins(require=["species", "year", "body_mass_g"])
    assert birds.note.endswith("2 left out because body_mass_g was not measured")
    assert load_penguins(require=["species"]).note == "344 of 344 penguins"


def test_four_measurements_of_complete_birds():
    names = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "sex", "body_mass_g"]
    birds = load_penguins(require=names)
    assert len(birds["sex"]) == 333
    assert set(birds["sex"].tolist()) == {"female", "male"}


def test_units_and_source_are_named():
    birds = load_penguins()
    assert list(birds.units) == COLUMNS
    for name, unit in birds.units.items():
        assert name.endswith(f"_{unit}") if unit else birds[name].dtype.kind in "Ui"
    assert "CC0" in birds.source
    assert "Gorman" in birds.source
    assert repr(birds).startswith("Penguins(species, island, ")


def test_each_load_is_its_own():
    load_penguins()["body_mass_g"][:] = 0
    assert np.nanmin(load_penguins()["body_mass_g"]) == 2700


def test_unknown_columns_are_refused_with_the_known_ones():
    for wrong in ("mass", ["species", "mass"]):
        with pytest.raises(ValueError, match=r"require: there is no column 'mass'; .*body_mass_g"):
            load_penguins(require=wrong)
    with pytest.raises(KeyError, match=r"there is no column 'mass'; .*body_mass_g"):
        load_penguins()["mass"]
    assert "mass" not in load_penguins()


@pytest.mark.parametrize("wrong", [None, 3, [["sex"]], [3]])
def test_what_names_no_column_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^require.*; the columns are .*body_mass_g"):
        load_penguins(require=wrong)


def test_several_columns_at_once_are_no_column():
    with pytest.raises(KeyError, match=r"no column \['sex', 'year'\]; .*body_mass_g"):
        load_penguins()[["sex", "year"]]


def test_a_column_that_is_required_twice_is_named_once():
    assert load_penguins(["sex", "sex"]).note.endswith("because sex was not measured")
