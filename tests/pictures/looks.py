"""What each picture looked like when somebody last looked at it: 24 blocks across, their colours.

A block is the mean colour of some 58 × 58 pixels. Where a line, points, a legend or a text is lost
or moved, or a colour is another, some blocks change. A Matplotlib that sets a number some pixels
further to the left changes none: a block may look like anything between its neighbours.

After a change that is meant, look at the picture, then write all looks anew:

    MLSMATH_NEW_LOOKS=yes pytest tests/pictures/test_every_picture.py -n0 -k looks
"""

import base64
import io
import json
import os
import zlib
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image

FILE = Path(__file__).with_name("looks.json")
ACROSS = 24
# How far a colour may be from its neighbours' of before, of 255; with another Matplotlib, a legend
# may have moved by half a block.
WORST, WORST_ELSEWHERE = 10, 44
HERE = ".".join(matplotlib.__version__.split(".")[:2])


def look(png):
    """The mean colour of each block, shape (down, 24, 3)."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    down = round(ACROSS * image.height / image.width)
    return np.asarray(image.resize((ACROSS, down), Image.Resampling.BOX)).astype(int)


def beyond(now, before):
    """How far each block is from what it and its neighbours were."""
    padded = np.pad(before, ((1, 1), (1, 1), (0, 0)), mode="edge")
    down, across, _ = before.shape
    near = [padded[i : i + down, j : j + across] for i in range(3) for j in range(3)]
    lowest, highest = np.min(near, axis=0), np.max(near, axis=0)
    return np.maximum(lowest - now, now - highest).max(axis=2)


def known():
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def check(name, png):
    """Hold a picture to the look it had, or take it for its look where that is asked for."""
    now, looks = look(png), known()
    if os.environ.get("MLSMATH_NEW_LOOKS"):
        packed = zlib.compress(now.astype(np.uint8).tobytes(), 9)
        looks |= {name: base64.b64encode(packed).decode("ascii"), "Matplotlib": HERE}
        text = json.dumps(dict(sorted(looks.items())), indent=0)
        FILE.write_text(text + "\n", encoding="utf-8", newline="\n")
        return
    assert name in looks, f"The look of {name} is not known: look at it, then write it (looks.py)."
    before = np.frombuffer(zlib.decompress(base64.b64decode(looks[name])), np.uint8)
    before = before.reshape(-1, ACROSS, 3).astype(int)
    assert now.shape == before.shape, f"{name} is higher or lower than it was."
    apart = np.maximum(beyond(now, before), beyond(before, now))
    down, across = np.unravel_index(apart.argmax(), apart.shape)
    most = WORST if looks["Matplotlib"] == HERE else WORST_ELSEWHERE
    assert apart.max() <= most, f"{name}: block {down} down, {across} across is another; see looks"
