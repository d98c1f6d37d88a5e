"""Why the slope of x² is 2x: a square that grows by two strips and a corner."""

from __future__ import annotations

from .arguments import Number
from .bindings import affine, choice, quadratic
from .drawn import by_hand
from .marks import Item, Rects, Sticks, Text
from .picture import Picture
from .scene import Scene, round_down
from .style import GREEN, INK, ORANGE, POINT, VERMILLION, new_figure, number

SHARES = (1, 0.7, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02, 0.01)


def draw_growing_square(x: float = 3.0, h: float = 1.0) -> Picture:
    """Draw a square with the side x that grows by h: two strips x · h and a corner h · h.

    The area grows by 2xh + h². Divided by h, that is 2x + h, which settles at 2x.
    """
    return growing_square_by_hand.still(x, h)


@by_hand
def growing_square_by_hand(x: Number = 3.0, h: Number = 1.0) -> Scene:
    """Let the learner make h, by which a square with the side x grows, smaller.

    The value is read and set as ``.h``. Without a kernel it shows one still picture.
    """
    if x <= 0:
        raise ValueError(f"x is a side, so it must be above 0, but it is {number(x)}.")
    longest = round_down(0.4 * x)
    if not 0 < h <= longest:
        raise ValueError(
            f"h must be above 0 and at most {number(longest)}, so that all fits into the picture, "
            f"but it is {number(h)}."
        )
    steps = (float(f"{share * longest:.3g}") for share in SHARES)
    figure = new_figure(height=4.8)
    axes = figure.subplots()
    axes.set(xlim=(-0.2 * x, 2.45 * x), ylim=(-0.16 * x, 1.62 * x), aspect="equal")
    axes.set_axis_off()
    axes.fill([0, x, x, 0], [0, 0, x, x], color=POINT, alpha=0.25, lw=0)
    axes.plot([0, x, x, 0, 0], [0, 0, x, x, 0], color=POINT, lw=2)
    axes.text(x / 2, x / 2, f"x · x = {number(x * x)}", ha="center", va="center", color=INK)
    axes.text(x / 2, -0.07 * x, f"x = {number(x)}", ha="center", va="center", color=INK)

    end, strip = affine(lambda h: x + h), affine(lambda h: x * h)
    middle, corner = affine(lambda h: x + h / 2), quadratic(lambda h: h * h)
    items: list[Item] = [
        Rects(axes, x, 0, end, x, color=ORANGE, alpha=0.55, edge=INK),
        Rects(axes, 0, x, x, end, color=GREEN, alpha=0.45, edge=INK),
        Rects(axes, x, x, end, end, color=VERMILLION, alpha=0.8, edge=INK),
        Sticks(axes, x, -0.02 * x, end, -0.02 * x, color=INK, width=2),
        Text(axes, "at", "h = {h}", {"h": affine(lambda h: h)}, x=middle, y=-0.07 * x,
             align="left"),
        Text(axes, "at", "strip: x · h = {strip}", {"strip": strip}, x=end, y=x / 2,
             align="left", offset=(8, 0)),
        Text(axes, "at", "strip: x · h = {strip}", {"strip": strip}, x=x / 2, y=end,
             align="center", offset=(-14, 11)),
        Text(axes, "at", "corner: h · h = {corner}", {"corner": corner}, x=end, y=end,
             align="left", offset=(8, 0)),
        Text(axes, "title",
             "growth of the area:  {strip} + {strip} + {corner} = {growth:4}\n"
             "growth / h = {slope:4}, and 2x = " + number(2 * x),
             {"strip": strip, "corner": corner, "growth": quadratic(lambda h: 2 * x * h + h * h),
              "slope": affine(lambda h: 2 * x + h)}, lines=2),
    ]  # fmt: skip

    def tell(h: float) -> str:
        growth = 2 * x * h + h * h
        return (
            f"A square with the side x = {number(x)} and the area {number(x * x)}. Its side grows "
            f"by h = {number(h)}. Two strips are new, on the right and on top, each x · h = "
            f"{number(x * h)}, and a small corner, h · h = {number(h * h)}. Together the area "
            f"grows by {number(growth, 4)}. Divided by h that is {number(2 * x + h, 4)}; "
            f"2x is {number(2 * x)}."
        )

    control = choice("h", "step h", steps, h)
    return Scene(figure, (control,), items, tell=tell, play="h", down=True)
