"""An IPython shell that answers as a kernel's does, without a kernel's sockets and threads.

The shell, its display hook, its publisher and its compiler are ipykernel's own. What they would
send through ZeroMQ is collected in a list, in order; `replay` reads it as nbclient would.
"""

import asyncio
import base64
import builtins
import contextlib
import getpass
import io
import os
import sys
import types
from collections.abc import Callable
from typing import Any

import comm
from comm.base_comm import BaseComm, CommManager
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from mlsmath.commands.grading.sandbox import framing


class Recorder(Session):
    """Takes the place of a session: messages are kept, not sent."""

    def __init__(self) -> None:
        super().__init__(key=b"")
        self.kept: list[dict[str, Any]] = []
        self.size = 0
        self.limit = 2**24
        self.cell = ""

    def msg(self, msg_type: str, content: Any = None, *_: Any, **__: Any) -> dict[str, Any]:  # noqa: D102
        return {"msg_type": msg_type, "content": content or {}}

    def send(  # noqa: D102
        self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **more: Any
    ) -> Any:
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        buffers = more.get("buffers") or []
        message["buffers"] = [base64.b64encode(bytes(part)).decode() for part in buffers]
        message["parent"] = self.cell
        size = len(framing.encode(message))
        shares = 2 if message["msg_type"] == "execute_result" else 1  # it may say the points
        if self.size + size <= shares * self.limit:
            self.size += size
            self.kept.append(message)
        return message

    def take(self) -> list[dict[str, Any]]:
        """Return what was kept, and keep nothing of it."""
        kept, self.kept, self.size = self.kept, [], 0
        return kept


class Stream(io.TextIOBase):
    """What `sys.stdout` and `sys.stderr` are in a kernel."""

    encoding = "UTF-8"
    errors = None

    def __init__(self, recorder: Recorder, name: str, catch: bool) -> None:
        super().__init__()
        self.name = name
        self._recorder = recorder
        self._text: list[str] = []
        self._size = 0
        self._caught = os.memfd_create(name) if catch else None
        self._read = 0
        if self._caught is not None:
            os.dup2(self._caught, 1 if name == "stdout" else 2)

    def writable(self) -> bool:  # noqa: D102
        return True

    def isatty(self) -> bool:  # noqa: D102
        return False

    def write(self, text: str) -> int:  # noqa: D102
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self._size <= self._recorder.limit:
            self._text.append(text[: self._recorder.limit])
            self._size += len(text)
        return len(text)

    def close(self) -> None:
        """Stay open, as a kernel's streams do."""

    def flush(self) -> None:
        """Keep what was written, by Python or beside it, as a message."""
        if self._caught is not None:
            more = os.pread(self._caught, self._recorder.limit, self._read)
            if more:
                self._read += len(more)
                self._text.append(more.decode("utf-8", "replace"))
        text, self._text, self._size = "".join(self._text), [], 0
        if text:
            self._recorder.send(None, "stream", {"name": self.name, "text": text})


def flush() -> None:
    """Keep what was written; a notebook may have replaced its streams."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


class Asker:
    """Answers `input()` with the refusal of a kernel that nobody sits at."""

    _allow_stdin = False
    raw_input: Callable[..., str] = Kernel.raw_input
    getpass: Callable[..., str] = Kernel.getpass


class StandIn:
    """What widgets and magics ask of `get_ipython().kernel`."""

    eventloop = None

    def __init__(self, recorder: Recorder) -> None:
        self.session = recorder
        self.iopub_socket = None
        self.comm_manager = comm.get_comm_manager()
        self.shell_handlers: dict[str, Any] = {}

    def get_parent(self, channel: str | None = None) -> dict[str, Any]:  # noqa: D102
        return {"header": {"msg_id": self.session.cell}}

    @property
    def _parent_header(self) -> dict[str, Any]:
        return self.get_parent()


class Compiler(XCachingCompiler):
    """Names the code of a cell as a kernel with the usual /tmp does."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:  # noqa: D102
        name = super().get_code_name(raw_code, code, number)
        return os.path.join("/tmp", f"ipykernel_{os.getpid()}", os.path.basename(name))


def make_shell(recorder: Recorder) -> ZMQInteractiveShell:
    """Return the shell of this process; there is one."""
    manager = CommManager()

    class RecordedComm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **keys: Any,
        ) -> None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            recorder.send(None, msg_type, content, buffers=buffers)

    comm.create_comm = RecordedComm
    comm.get_comm_manager = lambda: manager
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.HistoryManager.hist_file = ":memory:"
    shell = ZMQInteractiveShell.instance(
        config=settings,
        user_module=types.ModuleType("__main__"),
        kernel=StandIn(recorder),
        compiler_class=Compiler,
    )
    sys.modules["__main__"] = shell.user_module
    shell.displayhook.session = recorder
    shell.displayhook.topic = b"execute_result"
    shell.display_pub.session = recorder
    return shell


def run_cell(shell: ZMQInteractiveShell, loop: asyncio.AbstractEventLoop, source: str) -> dict:
    """Run a cell and return the reply that a kernel would give."""
    return loop.run_until_complete(_run_cell(shell, source))


def _words(error: BaseException | None) -> str:
    try:
        return str(error)
    except Exception:
        return "an error that cannot be shown"


async def _result(shell: ZMQInteractiveShell, source: str) -> Any:
    """Run a cell as ipykernel does: apart from others where it waits for something."""
    if "await" in source or "async" in source or shell.input_transformers_post:
        problem = None
        try:
            transformed = shell.transform_cell(source)
        except Exception:
            transformed, problem = source, sys.exc_info()
        told: dict[str, Any] = {"transformed_cell": transformed, "preprocessing_exc_tuple": problem}
        if shell.should_run_async(source, **told):
            result = None
            try:
                result = await asyncio.ensure_future(
                    shell.run_cell_async(source, store_history=True, silent=False, **told)
                )
            finally:
                shell.events.trigger("post_execute")
                shell.events.trigger("post_run_cell", result)
            return result
    return shell.run_cell(source, store_history=True, silent=False)


async def _run_cell(shell: ZMQInteractiveShell, source: str) -> dict:
    asker = Asker()
    before = builtins.input, getpass.getpass
    builtins.input, getpass.getpass = asker.raw_input, asker.getpass
    count = shell.execution_count
    try:
        result = await _result(shell, source)
    finally:
        builtins.input, getpass.getpass = before
    flush()
    reply = {"status": "ok", "execution_count": count}
    failed = not result.success or getattr(shell, "_last_traceback_during_displayhook", False)
    if failed:
        error = result.error_before_exec or result.error_in_exec
        reply |= {
            "status": "error",
            "ename": type(error).__name__,
            "evalue": _words(error),
            "traceback": shell._last_traceback or [],
        }
    return reply
