"""The room for the output of a whole notebook: the rest is left out, and the points stay."""

from typing import Any

from mlsmath.commands.grading.sandbox import framing

SMALL = 2**18  # the result of a test up to this size is kept whole in any case
TINY = 2**14  # and what a cell that failed says of it
SHORT = 1000
WORDS = "The rest of this cell's output is left out: this notebook's output is too large.\n"


class Room:
    """How many bytes of output a notebook has left; none when something had to be left out."""

    def __init__(self, size: int) -> None:
        self.left = size

    def fit(self, told: dict[str, Any], is_test: bool) -> None:
        """Cut in place what a cell said, so that it fits, and mark it as `cut` if need be."""
        messages = told.get("messages")
        kept: list[Any] = []
        stream = ""
        for message in messages if isinstance(messages, list) else []:
            if self._takes(message):
                kept.append(message)
                continue
            if is_test and _is_result(message) and not any(map(_is_result, kept)):
                kept.append(_short_result(message))  # without one, a test gives all of its points
                if kept[-1] is message:
                    continue
            stream = "stderr" if "stderr" in (stream, _stream(message)) else "stdout"
        reply = told.get("reply") or {}
        if not self._takes(reply) and _size(reply) > TINY:
            told["reply"] = _short(reply)
            stream = stream or "stdout"
        if stream:
            content = {"name": stream, "text": WORDS}
            kept.append({"msg_type": "stream", "content": content})
            told |= {"messages": kept, "cut": True}

    def _takes(self, part: Any) -> bool:
        size = _size(part)
        self.left = self.left - size if size <= self.left else 0
        return self.left > 0


def _size(part: Any) -> int:
    return len(framing.encode(part))


def _is_result(message: Any) -> bool:
    return isinstance(message, dict) and message.get("msg_type") == "execute_result"


def _short_result(message: dict) -> dict:
    if _size(message) <= SMALL:
        return message
    try:
        text = str(message["content"]["data"]["text/plain"])
    except (KeyError, TypeError):
        text = ""
    return {**message, "content": {"data": {"text/plain": text[:SHORT]}, "metadata": {}}}


def _stream(message: Any) -> str:
    """Return where the words have to stand: on stderr they cost what the text there did."""
    content = message.get("content") if isinstance(message, dict) else None
    name = content.get("name") if isinstance(content, dict) else None
    return "stderr" if name == "stderr" else "stdout"


def _short(reply: dict) -> dict:
    """Return a reply without what is long in it: that of an error names it still."""
    short = {key: reply[key] for key in ("status", "execution_count") if key in reply}
    if "ename" in reply:
        name, value = (str(reply.get(key, ""))[:SHORT] for key in ("ename", "evalue"))
        short |= {"ename": name, "evalue": value, "traceback": [f"{name}: {value}"]}
    return short
