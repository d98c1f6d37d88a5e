"""Files of an author, written whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path

from mlsmath.commands.contract.errors import ContractError


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into a file in one step; a stop in the middle leaves the old file.

    A link stays a link, and the file keeps its permissions. Raises `ContractError` where the file
    may not be written.
    """
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise ContractError(f"{path}: may not be written; allow it, or work on a copy.")
    file, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(file, "wb") as out:
            out.write(content)
        if path.exists():
            shutil.copymode(path, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
