"""The form that a picture has where the page is dark: the lightness of its colours turned round.

A picture is kept as a PNG with a palette, so its dark form is the same file with another palette,
a kilobyte. What the browser draws has each colour twice. Hues stay: what is called red is red.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

GROUND, LIGHTEST = 0.21, 0.99  # the lightness of what was white, and of what was ink
INK_AT = 0.22
# Lightness is turned round along a curve. Below 1 it lifts the strong colours of marks, to be seen
# on the ground; the weak ones, of maps and of tints, lie under words and stay low. A strong one
# never becomes darker than it was: yellow and sky blue are seen on the dark ground as they are.
STRONG, WEAK, BETWEEN = 0.82, 1.12, (0.098, 0.116)
COLOURS = {"color", "edge", "halo", "ground", "frame", "low", "middle", "high"}  # in an item's look
PALETTE_AT = 33  # in a PNG file: after its signature and its header
FOLLOW = (
    # A page that changes its theme says so on its root or its body. No transition tells of it for
    # sure: JupyterLab hides all it shows in that moment. One observer looks after all pictures;
    # a function written here would keep this one in memory for good, an attribute's does not.
    "if(!window.mlsmathTheme){const ear=document.createElement('i');ear.setAttribute('onclick',"
    "`document.querySelectorAll('img[data-dark]').forEach(one=>one.onload?.())`);"
    "window.mlsmathTheme=new MutationObserver(ear.onclick);for(const one of "
    "[document.documentElement,document.body])window.mlsmathTheme.observe(one,{attributes:true})}"
    # What was not on the page while the theme changed looks again when it comes back.
    "this.seen=this.seen||new IntersectionObserver(()=>this.onload());this.seen.observe(this);"
    "if(!this.isConnected)return;"
    "const dark=getComputedStyle(this).color.match(/\\d+/g).slice(0,3).every(n=>n>127);"
    "if(dark===!!this.light)return;"
    "if(!dark){this.src=this.light;this.light='';return}"
    "this.light=this.src;"
    "const bytes=Uint8Array.from(atob(this.dataset.dark),c=>c.charCodeAt(0));"
    "fetch(this.src).then(f=>f.blob()).then(f=>{if(this.light)this.src=window.URL.createObjectURL("
    f"new Blob([f.slice(0,{PALETTE_AT}),bytes,f.slice(this.dataset.rest)],{{type:'image/png'}}))}})"
    ".catch(()=>{})"
)
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def darkened(rgb: npt.ArrayLike) -> npt.NDArray[np.uint8]:
    """Return colours of shape (k, 3), from 0 to 255, in their dark form.

    In Björn Ottosson's OKLab: lightness is turned round, hue stays, and chroma as far as the
    screen has it.
    """
    share = np.asarray(rgb, dtype=float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    below_white = np.clip((1 - lab[:, :1]) / (1 - INK_AT), 0, 1)
    chroma = np.hypot(lab[:, 1:2], lab[:, 2:])
    strength = np.interp(chroma, BETWEEN, (WEAK, STRONG))
    light = GROUND + (LIGHTEST - GROUND) * below_white**strength
    light += np.interp(chroma, BETWEEN, (0, 1)) * np.maximum(lab[:, :1] - light, 0)
    found = _to_linear(light, 0 * lab[:, 1:])
    for share in np.linspace(0, 1, 21):  # as much chroma as leaves each channel within its range
        more = _to_linear(light, lab[:, 1:] * share)
        found = np.where(((more > -1e-3) & (more < 1.001)).all(axis=1, keepdims=True), more, found)
    found = np.clip(found, 0, 1)
    share = np.where(found <= 0.0031308, found * 12.92, 1.055 * found ** (1 / 2.4) - 0.055)
    return np.round(255 * share).astype(np.uint8)


def _to_linear(light: npt.NDArray, chroma: npt.NDArray) -> npt.NDArray:
    lab = np.hstack([light, chroma])
    return (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T


def dark_look(look: Mapping[str, Any]) -> dict[str, Any]:
    """Return how an item looks where the page is dark; what ``stays`` keeps its colours."""
    found = dict(look)
    for name in COLOURS.intersection(look):
        given = look[name]
        if given and not look.get("stays"):
            found[name] = _hex(given) if isinstance(given, str) else darkened([given])[0].tolist()
    return found


def _hex(colour: str) -> str:
    from matplotlib.colors import to_hex, to_rgba

    *rgb, alpha = to_rgba(colour)
    dark = darkened([[255 * part for part in rgb]])[0] / 255
    return to_hex((*dark, alpha), keep_alpha=alpha < 1)


def image_attributes(png: bytes) -> dict[str, str]:
    """Return what makes an ``<img>`` of this picture follow its page, from light to dark and back.

    Its own ``onload`` puts the other palette into the file where the text of the page is light.
    Where such code is not run, the picture stays as it is.
    """
    if png[PALETTE_AT + 4 : PALETTE_AT + 8] != b"PLTE":
        return {}
    length = int.from_bytes(png[PALETTE_AT : PALETTE_AT + 4], "big")
    colours = np.frombuffer(png, np.uint8, length, PALETTE_AT + 8).reshape(-1, 3)
    shown = np.where((colours == 255).all(axis=1), 0, 255).astype(np.uint8)  # the ground is clear
    chunks = _chunk(b"PLTE", darkened(colours).tobytes()) + _chunk(b"tRNS", shown.tobytes())
    return {
        "class": "dark-light",  # the site's theme would put a white card behind it
        "data-dark": base64.b64encode(chunks).decode("ascii"),
        "data-rest": str(PALETTE_AT + 12 + length),
        "onload": FOLLOW,
        "style": "max-width:100%;height:auto",
    }


def _chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    ends = len(data).to_bytes(4, "big"), zlib.crc32(name + data).to_bytes(4, "big")
    return ends[0] + name + data + ends[1]
