"""Hosts on one machine: each a network namespace with an address of its own, on one switch.

It needs Linux and the superuser. A host whose cable is pulled hears nothing more and says nothing
more; no program on it is told.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

SWITCH = "switch"
NET = "10.77.0."


class Network:
    """A switch, and the hosts that are plugged into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hosts: dict[str, str] = {}
        self.programs: list[subprocess.Popen] = []
        self._ip("netns", "add", self._space(SWITCH))
        self._ip("-n", self._space(SWITCH), "link", "add", "bridge", "type", "bridge")
        self._ip("-n", self._space(SWITCH), "link", "set", "bridge", "up")

    def add(self, host: str) -> str:
        """Plug in a host and return its address."""
        address = f"{NET}{len(self.hosts) + 1}"
        switch, space = self._space(SWITCH), self._space(host)
        self.hosts[host] = address
        self._ip("netns", "add", space)
        cable = ["link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", space]
        self._ip("-n", switch, *cable)
        self._ip("-n", switch, "link", "set", host, "master", "bridge", "up")
        self._ip("-n", space, "address", "add", f"{address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            self._ip("-n", space, "link", "set", device, "up")
        (self.folder / host).mkdir()
        return address

    def cut(self, host: str) -> None:
        """Pull a host's cable."""
        self._ip("-n", self._space(SWITCH), "link", "set", host, "down")

    def start(self, host: str, words: list[str], **more) -> subprocess.Popen:
        """Start a program on a host, in a folder of the host's; what it says goes to a file."""
        with self.said(host).open("ab") as log:
            program = subprocess.Popen(
                ["ip", "netns", "exec", self._space(host), *words],
                **{"cwd": self.folder / host, **more},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.programs.append(program)
        return program

    def said(self, host: str) -> Path:
        """Return the file with what the programs of a host say."""
        return self.folder / f"{host}.log"

    def close(self) -> None:
        """End every program, and take the network down."""
        for program in self.programs:
            program.terminate()
        for program in self.programs:
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        for name in (*self.hosts, SWITCH):
            with contextlib.suppress(subprocess.CalledProcessError):
                self._ip("netns", "delete", self._space(name))

    def _space(self, host: str) -> str:
        return f"mlsmath-{os.getpid()}-{host}"

    @staticmethod
    def _ip(*words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


def cannot() -> str:
    """Return why there can be no such hosts here, or ""."""
    if shutil.which("ip") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "network namespaces need Linux, iproute2 and the superuser"
    probe = ["ip", "netns", "exec", name := f"mlsmath-{os.getpid()}-probe", "true"]
    try:
        subprocess.run(["ip", "netns", "add", name], check=True, capture_output=True)
        subprocess.run(probe, check=True, capture_output=True)
        subprocess.run(["ip", "netns", "delete", name], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        return error.stderr.decode(errors="replace").strip()
    return ""


@contextlib.contextmanager
def network(folder: Path) -> Iterator[Network]:
    """Have a network for a while."""
    made = Network(folder)
    try:
        yield made
    finally:
        made.close()


def until(condition: Callable[[], bool], program: subprocess.Popen, every: float = 0.2) -> None:
    """Wait until something is so, as long as a program runs."""
    while not condition():
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = program.wait(every)
            assert condition(), f"the program ended before, with status {status}"
