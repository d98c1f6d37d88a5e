"""Messages between processes: JSON with its length before it, and a limit on the length.

What comes out of a sandbox is read with `json` alone. Nothing is unpickled.
"""

import json
import select
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct("!I")
LARGEST = 64 * 2**20


class WireError(Exception):
    """The other side has gone, or has sent what is no message."""


class TooLongError(WireError):
    """The other side has sent more than the limit."""


class LateError(WireError):
    """The other side has not answered in time."""


def encode(message: Any) -> bytes:
    """Return the bytes of a message."""
    body = json.dumps(message, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(body)) + body


def send(end: socket.socket, message: Any) -> None:
    """Send a message, or raise WireError."""
    try:
        end.sendall(encode(message))
    except OSError as error:
        raise WireError(str(error)) from error


def receive(end: socket.socket, until: float | None = None, largest: int = LARGEST) -> Any:
    """Return the next message; `until` is on the clock of `time.monotonic`."""
    (length,) = LENGTH.unpack(_exactly(end, LENGTH.size, until))
    if length > largest:
        raise TooLongError(f"a message of {length} bytes")
    try:
        return json.loads(_exactly(end, length, until).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise WireError("a message that is not JSON") from error


def _exactly(end: socket.socket, count: int, until: float | None) -> bytes:
    parts = []
    while count:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0 or not select.select([end], [], [], left)[0]:
                raise LateError("no answer in time")
        try:
            part = end.recv(min(count, 2**20))
        except OSError as error:
            raise WireError(str(error)) from error
        if not part:
            raise WireError("the other side has gone")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
