"""What the browser makes of a series, written a second time, in Python."""

import itertools

import numpy as np

PLACES = ("low", "middle", "high")


def at(control, place):
    """A value of a control: its ends and its middle, or the one among its choices."""
    if control.choices:
        last = len(control.choices) - 1
        return control.choices[{"low": 0, "middle": last // 2, "high": last}[place]]
    steps = round((control.high - control.low) / control.step)
    k = {"low": 0, "middle": steps // 2, "high": steps}[place]
    value = control.low + k * control.step
    return int(value) if isinstance(control.value, int) else round(value, 10)


def everywhere(scene):
    """Every combination of the ends and the middle of all controls."""
    for places in itertools.product(PLACES, repeat=len(scene.controls)):
        yield {c.name: at(c, place) for c, place in zip(scene.controls, places, strict=True)}


def check_followers(scene):
    """Hold what the browser reads to what the functions give, at both ends and the middle."""
    from mlsmath.pictures.scene import _control, _series

    by_name = {control.name: control for control in scene.controls}
    controls = [_control(control) for control in scene.controls]
    for follower in scene._followers:
        told = None
        for values in everywhere(scene):
            if told is None or follower.ask:
                told = _series(follower, follower.data(by_name, values), by_name)
            found, meant = read(told, controls, values), follower.at(values)
            if isinstance(meant, str):
                assert found == meant
                continue
            scale = np.nanmax(np.abs(meant), initial=1e-9)
            close = np.isclose(found, meant, rtol=1e-5, atol=1e-5 * scale, equal_nan=True)
            assert close.all(), (values, found, meant)


def read(told, controls, values):
    """The numbers or the words of a series that was told to the browser."""
    chosen = [values[control["name"]] for control in controls]
    frame = 0
    for i in told["over"]:
        control = controls[i]
        if control["choices"]:
            grid = np.array(control["choices"])
        else:
            steps = round((control["high"] - control["low"]) / control["step"])
            grid = control["low"] + control["step"] * np.arange(steps + 1)
        frame = frame * len(grid) + int(np.argmin(np.abs(grid - chosen[i])))
    if "words" in told:
        return told["words"][frame]
    data = np.frombuffer(told["data"], f"<{told['kind']}").reshape(told["shape"])[frame]
    u = [
        (chosen[i] - middle) / reach
        for i, (middle, reach) in zip(told["smooth"], told["scale"], strict=True)
    ]
    terms = [np.prod([at**p for at, p in zip(u, power, strict=True)]) for power in told["powers"]]
    numbers = data.astype(float) @ np.array(terms)
    through = {
        "": lambda z: z,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "softplus": lambda z: np.logaddexp(0, z),
        "square": np.square,
        "abs": np.abs,
    }[told["through"]](numbers)
    reduced = {"": None, "mean": through.mean(), "sum": through.sum(), "count": (through > 0).sum()}
    return through if told["reduce"] == "" else np.array([reduced[told["reduce"]]], dtype=float)
