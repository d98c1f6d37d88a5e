"""The contrast of two colours as WCAG 2.1 defines it, and a picture as a dark page shows it."""

import base64
import io

import numpy as np
from PIL import Image

from mlsmath.pictures.dark import PALETTE_AT, image_attributes

PAGES = {"site": (20, 24, 30), "JupyterLab": (17, 17, 17)}  # behind the text of their dark themes


def luminance(rgb):
    share = np.asarray(rgb, dtype=float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def in_the_dark(png, page):
    """The pixels of the picture on a dark page, put together as its image's own code does."""
    told = image_attributes(png)
    chunks = base64.b64decode(told["data-dark"])
    dark = png[:PALETTE_AT] + chunks + png[int(told["data-rest"]) :]
    image = Image.open(io.BytesIO(dark)).convert("RGBA")
    ground = Image.new("RGBA", image.size, (*page, 255))
    return np.asarray(Image.alpha_composite(ground, image).convert("RGB"))
