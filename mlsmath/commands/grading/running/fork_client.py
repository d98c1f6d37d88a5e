"""Start a fork server, give it jobs, end it."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO

from mlsmath.commands.grading.errors import GradingError
from mlsmath.commands.grading.running.watch import SLOWEST
from mlsmath.commands.grading.sandbox import framing, isolation

START_SECONDS = 120
SPARE_SECONDS = 60


class Warm:
    """One fork server, started when first needed and again when it has gone.

    `imports` and `modules` may be said later, while it is on its way (see `begin`), and more
    modules at any time: `ready` is then set to False.
    """

    def __init__(
        self, imports: list[str] | None, modules: list[str] | None, sandboxed: bool
    ) -> None:
        self.imports = imports
        self.modules = modules
        self.sandboxed = sandboxed
        self.ready = False
        self.process: subprocess.Popen | None = None
        self.end: socket.socket | None = None
        self.starting = threading.Lock()
        self.stopped = False

    def run(self, job: dict) -> dict:
        """Run a job and return the supervisor's report, or what went wrong in its place."""
        server = self._connect()
        limits = isolation.Limits(**job["limits"])
        seconds = limits.total_seconds + limits.recheck_seconds + len(job["cells"]) * 5
        until = time.monotonic() + seconds * SLOWEST + SPARE_SECONDS
        folder = None if self.sandboxed else tempfile.mkdtemp(prefix="mlsmath-grade-")
        number = secrets.token_hex(16)
        kept = {"cells": job["cells"], "number": number}
        told = {key: value for key, value in job.items() if key not in kept}
        end, theirs = socket.socketpair()
        try:
            with theirs:
                framing.send(server, {"job": True})
                socket.send_fds(server, [b"!"], [theirs.fileno()])
            # Two messages: the tests come when the process that runs the notebook is on its own.
            framing.send(end, {**told, "sandbox": self.sandboxed, "folder": folder})
            framing.send(end, kept)
            report = framing.receive(end, until, largest=2**30)
            if "broken" not in report and report.get("number") != number:
                raise framing.WireError("an answer to another question")
            return report
        except (framing.WireError, OSError, ValueError) as error:
            self._end()
            return {"broken": str(error)}
        finally:
            end.close()
            if folder:
                shutil.rmtree(folder, ignore_errors=True)

    def lacks_only_modules(self, setup: dict) -> bool:
        """Whether all that it has imported is asked for, so that it can import the rest."""
        asked = setup["imports"], setup["sandbox"]
        there = self.modules is not None and set(self.modules) <= set(setup["modules"])
        return there and (self.imports, self.sandboxed) == asked

    def begin(self) -> socket.socket:
        """Start the process; it imports what every notebook needs, and waits to be told more."""
        ours, theirs = socket.socketpair()
        kind = "sandbox" if self.sandboxed else "open"
        fonts = "/fonts" if self.sandboxed else str(isolation._fonts())
        program = [
            sys.executable,
            "-I",
            "-m",
            "mlsmath.commands.grading.running.fork_server",
            str(theirs.fileno()),
        ]
        program += [kind, fonts]
        with theirs, self.starting:
            if self.stopped:
                ours.close()
                raise GradingError("grading was stopped")
            self.process = process = subprocess.Popen(
                isolation.command(program) if self.sandboxed else program,
                env=isolation.environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            self.end = ours
        self.said: list[bytes] = []
        assert process.stderr is not None
        self.listener = threading.Thread(target=self._listen, args=[process.stderr], daemon=True)
        self.listener.start()
        return ours

    def _connect(self) -> socket.socket:
        """Return the way to a process that lives and has imported what is asked for."""
        process, server = self.process, self.end
        if process is None or process.poll() is not None or server is None:
            self._end()
            server = self.begin()
        elif self.ready:
            return server
        try:
            home = os.path.expanduser("~")
            about = {"imports": self.imports, "modules": self.modules, "home": home}
            framing.send(server, about)
            answer = framing.receive(server, time.monotonic() + START_SECONDS)
        except framing.WireError as error:
            self.listener.join(timeout=1)
            answer = {"broken": b"".join(self.said).decode(errors="replace") or str(error)}
        if "broken" in answer:
            self._end()
            last = answer["broken"].strip().splitlines()[-1]
            raise GradingError(
                "the sandbox cannot be started here "
                f"({last}). Mend that, or grade without it: add --no-sandbox"
                if self.sandboxed
                else f"the process that runs notebooks cannot be started: {last}"
            )
        self.ready = True
        return server

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self.said.append(line)
                del self.said[:-50]

    def stop(self) -> None:
        """End the fork server and everything that it started, for good."""
        with self.starting:
            self.stopped = True
        self._end()

    def _end(self) -> None:
        process, end, self.process, self.end = self.process, self.end, None, None
        self.ready = False
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if end is not None:
            end.close()
