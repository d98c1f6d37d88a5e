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


class Server:
    """The process of a fork server, and the way to it; `jobs` are at work in it now.

    `told` is what it has been told to import.
    """

    def __init__(self, sandboxed: bool) -> None:
        self.way, theirs = socket.socketpair()
        self.jobs = 0
        self.told: tuple | None = None
        self._ending = threading.Lock()
        self._ended = False
        kind = "sandbox" if sandboxed else "open"
        fonts = "/fonts" if sandboxed else str(isolation._fonts())
        program = [
            sys.executable,
            "-I",
            "-m",
            "mlsmath.commands.grading.running.fork_server",
            str(theirs.fileno()),
        ]
        program += [kind, fonts]
        with theirs:
            self.process = subprocess.Popen(
                isolation.command(program) if sandboxed else program,
                env=isolation.environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        self._said: list[bytes] = []
        assert self.process.stderr is not None
        self._listener = threading.Thread(
            target=self._listen, args=[self.process.stderr], daemon=True
        )
        self._listener.start()

    def ask(self, imports: list[str] | None, modules: list[str] | None) -> dict:
        """Tell the process what to import; return its answer, or why there is none."""
        about = {"imports": imports, "modules": modules, "home": os.path.expanduser("~")}
        try:
            framing.send(self.way, about)
            return framing.receive(self.way, time.monotonic() + START_SECONDS)
        except framing.WireError as error:
            self._listener.join(timeout=1)
            return {"broken": b"".join(self._said).decode(errors="replace") or str(error)}

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self._said.append(line)
                del self._said[:-50]

    def end(self) -> None:
        """End the process and everything that it started."""
        with self._ending:
            if self._ended:
                return
            self._ended = True
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.way.close()


class Warm:
    """One fork server for all threads, started when first needed and again when it has gone.

    `imports` and `modules` may be said later, while it is on its way (see `begin`), and more
    modules at any time. `users` is for those who share it.
    """

    def __init__(
        self, imports: list[str] | None, modules: list[str] | None, sandboxed: bool
    ) -> None:
        self.imports = imports
        self.modules = modules
        self.sandboxed = sandboxed
        self.users = 0
        self.stopped = False
        self._server: Server | None = None
        self._servers: set[Server] = set()
        self._turn = threading.Lock()  # for what is said to the server
        self._starting = threading.Lock()

    def run(self, job: dict) -> dict:
        """Run a job and return the supervisor's report, or what went wrong in its place."""
        limits = isolation.Limits(**job["limits"])
        seconds = limits.total_seconds + limits.recheck_seconds + len(job["cells"]) * 5
        number = secrets.token_hex(16)
        kept = {"cells": job["cells"], "number": number}
        told = {key: value for key, value in job.items() if key not in kept}
        with self._turn:
            server = self._connect()
            server.jobs += 1
        until = time.monotonic() + seconds * SLOWEST + SPARE_SECONDS
        folder = None if self.sandboxed else tempfile.mkdtemp(prefix="mlsmath-grade-")
        end, theirs = socket.socketpair()
        try:
            with theirs, self._turn:
                framing.send(server.way, {"job": True})
                socket.send_fds(server.way, [b"!"], [theirs.fileno()])
            # Two messages: the tests come when the process that runs the notebook is on its own.
            framing.send(end, {**told, "sandbox": self.sandboxed, "folder": folder})
            framing.send(end, kept)
            report = framing.receive(end, until, largest=2**30)
            if "broken" not in report and report.get("number") != number:
                raise framing.WireError("an answer to another question")
            return report
        except (framing.WireError, OSError, ValueError) as error:
            self._retire(server)
            return {"broken": str(error)}
        finally:
            end.close()
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            with self._turn:
                server.jobs -= 1
                self._end_if_idle(server)

    def takes(self, setup: dict) -> bool:
        """Whether it has imported what is asked for, or can import the rest; that it then does."""
        imports, modules = setup["imports"], setup["modules"]
        if self.stopped or self.sandboxed != setup["sandbox"]:
            return False
        if self.imports is None or self.modules is None:
            self.imports, self.modules = imports, modules
        if self.imports != imports or not set(self.modules) <= set(modules):
            return False
        self.modules = modules
        return True

    def begin(self) -> Server:
        """Start the process; it imports what every notebook needs, and waits to be told more."""
        with self._starting:
            if self.stopped:
                raise GradingError("grading was stopped")
            self._server = server = Server(self.sandboxed)
            self._servers.add(server)
        return server

    def _connect(self) -> Server:
        """Return a process that lives and has imported what is asked for."""
        server = self._server
        if server is None or server.process.poll() is not None:
            if server is not None:
                self._retire(server)
                self._end_if_idle(server)
            server = self.begin()
        wanted = self.imports, self.modules
        if server.told == wanted:
            return server
        answer = server.ask(*wanted)
        if "broken" in answer:
            self._retire(server)
            self._end_if_idle(server)
            last = answer["broken"].strip().splitlines()[-1]
            raise GradingError(
                "the sandbox cannot be started here "
                f"({last}). Mend that, or grade without it: add --no-sandbox"
                if self.sandboxed
                else f"the process that runs notebooks cannot be started: {last}"
            )
        server.told = wanted
        return server

    def _retire(self, server: Server) -> None:
        """Give a process no more jobs; those that are at work in it come to their end."""
        if self._server is server:
            self._server = None

    def _end_if_idle(self, server: Server) -> None:
        if server is not self._server and not server.jobs:
            server.end()
            self._servers.discard(server)

    def stop(self) -> None:
        """End the fork server and everything that it started, for good."""
        with self._starting:
            self.stopped = True
            servers = list(self._servers)
        for server in servers:
            server.end()
