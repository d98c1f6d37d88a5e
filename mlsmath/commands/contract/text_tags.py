"""New tags in notebooks that are text: in the line that opens a cell, all else as it was."""

import json
import re
from collections.abc import Mapping, Sequence

BREAK = re.compile(r"\+\+\+[ \t]*(\{.*\})?[ \t]*")
PERCENT = re.compile(r"# ?%%[^\n]*\[(?:markdown|md)\][^\n]*")


def with_tags(text: str, starts: Sequence[int], tags: Mapping[int, Sequence[str]]) -> str | None:
    """Return a text with further tags on the cells of these numbers, from 0 on.

    `starts` has the line, from 1, on which each cell begins. In MyST a line `+++ {"tags": […]}`
    opens a cell, and is put in where there is none; in a script the line `# %% [markdown]` takes
    `tags=[…]`. None where neither can be, as in jupytext's own markdown.
    """
    lines = text.split("\n")
    for number in sorted(tags, reverse=True):
        at = starts[number] - 1
        above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), -1)
        opens = lines[above].rstrip("\r") if above >= 0 else ""
        end = "\r" if lines[at].endswith("\r") else ""
        if PERCENT.fullmatch(opens):
            if "tags=" in opens:
                return None
            lines[above] = f"{opens} tags={json.dumps(list(tags[number]))}{end}"
        elif match := BREAK.fullmatch(opens):
            metadata = json.loads(match[1] or "{}")
            metadata["tags"] = [*metadata.get("tags", []), *tags[number]]
            lines[above] = f"+++ {json.dumps(metadata, ensure_ascii=False)}{end}"
        elif "{code-cell}" in text:
            lines[at:at] = [f"+++ {json.dumps({'tags': list(tags[number])})}{end}", end]
        else:
            return None
    return "\n".join(lines)
