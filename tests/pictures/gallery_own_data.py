"""The picture for one's own data, on the shipped tables, with many groups and with one row."""

import numpy as np

from mlsmath import pictures
from mlsmath.tables import load_table

WEATHER = load_table("weather")
CARS = load_table("cars")
DAYS = slice(None, None, 5)

PURE_NUMBERS_OF_OWN_DATA = ("true target", "predicted target")
UNITS_OF_OWN_DATA = ("(°C)", "(km/l)")

OWN_DATA = {
    "by-group": lambda x, y, xs, ys: pictures.draw_predicted_by_group(
        WEATHER["warmest_tomorrow_c"][DAYS],
        0.75 * WEATHER["warmest_c"][DAYS] + 4,
        WEATHER["season"][DAYS],
        target="warmest tomorrow",
        unit="°C",
    ),
    "by-group-many": lambda x, y, xs, ys: pictures.draw_predicted_by_group(
        CARS["city_km_per_l"],
        12 - 1.4 * CARS["engine_litres"],
        CARS["maker"],
        target="way in the city",
        unit="km/l",
    ),
    "by-group-none": lambda x, y, xs, ys: pictures.draw_predicted_by_group(y, 0.5 * x + 4.2),
    "by-group-long": lambda x, y, xs, ys: pictures.draw_predicted_by_group(
        ys, 40 - ys, np.where(xs > 0, "a name that is far too long", "another name, as long")
    ),
    "by-group-one": lambda x, y, xs, ys: pictures.draw_predicted_by_group([4], [3], ["only one"]),
}
