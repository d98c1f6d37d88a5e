"""What a submission may see and use on Linux: nearly nothing, and not much of it.

Two walls. Bubblewrap starts the fork server in a file system that holds Python, this package and
nothing of the instructor's, without network. Each notebook then runs in a fork of it that enters
namespaces of its own (user, mount, pid, ipc, network), with a private /tmp and home, and limits.
"""

import contextlib
import ctypes
import importlib.util
import os
import re
import shutil
import site
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = "/learner"
NEW_NAMESPACES = 0x10000000 | 0x00020000 | 0x20000000 | 0x08000000 | 0x40000000
PRIVATE = 0x4000 | 0x40000
NOSUID_NODEV = 2 | 4
SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/sbin", "/opt/python")
SETTINGS = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
    "/etc/mime.types",
)
EXCHANGE = ("/usr/local/share/nbgrader",)  # where nbgrader hands out and collects
FONT_LISTS = "fontlist*.json"  # what Matplotlib keeps of the fonts that it has found
ORDINARY = 61000
PROGRAMS = {  # the machine as seccomp knows it; execve and execveat
    "x86_64": (0xC000003E, 59, 322),
    "aarch64": (0xC00000B7, 221, 281),
}


@dataclass(frozen=True)
class Limits:
    """How much one notebook of a submission may use.

    Seconds in which no processor was free for it do not count. `memory` is for one process, and for
    all of them together; a cell's processes may together use `processors` times as much processor
    time as a cell has time; `recheck_seconds` is for all second looks; `output` is for a cell,
    `all_output` for all of them.
    """

    cell_seconds: float = 30.0
    total_seconds: float = 600.0
    recheck_seconds: float = 120.0
    processors: float = 2.0
    memory: int = 2**30
    file_size: int = 32 * 2**20
    disk: int = 64 * 2**20
    processes: int = 64
    output: int = 16 * 2**20
    all_output: int = 32 * 2**20


def bubblewrap() -> str | None:
    """Return where bubblewrap is, or None."""
    return shutil.which("bwrap") if sys.platform == "linux" else None


def command(program: Sequence[str]) -> list[str]:
    """Return the command that starts `program` inside bubblewrap."""
    words = [bubblewrap() or "bwrap", "--die-with-parent", "--new-session", "--unshare-net"]
    words += ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if os.getuid() == 0:
        # The superuser is under no limit of processes, so `drop_superuser` changes the user.
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-user"]
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    for path in SETTINGS:
        words += ["--ro-bind-try", path, path]
    words += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
    words += ["--perms", "1777", "--tmpfs", HOME]
    if own_tmp():
        words += ["--perms", "1777", "--tmpfs", "/tmp"]
    for path in _python():
        for parent in reversed(Path(path).parents[:-1]):
            words += ["--perms", "0755", "--dir", str(parent)]
        words += ["--ro-bind", path, path]
    for path in filter(os.path.isdir, EXCHANGE):
        words += ["--tmpfs", path, "--remount-ro", path]
    words += ["--dir", "/fonts"]
    for path in sorted(map(str, _fonts().glob(FONT_LISTS))):  # what else lies there is not shown
        words += ["--ro-bind-try", path, f"/fonts/{os.path.basename(path)}"]
    words += ["--remount-ro", "/", "--chdir", "/"]
    return [*words, *program]


def _python() -> list[str]:
    """Return the folders of Python and its packages; of our own, the package alone."""
    folders = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    folders |= {str(Path(sys.executable).resolve().parent.parent)}
    folders |= {path for path in site.getsitepackages() if os.path.isdir(path)}
    spec = importlib.util.find_spec("mlsmath")
    folders |= set((spec and spec.submodule_search_locations) or [])
    paths = {Path(os.path.abspath(path)) for path in folders} - {Path("/")}
    outside = [path for path in paths if not any(map(path.is_relative_to, SYSTEM))]
    return sorted(str(p) for p in outside if not any(o in p.parents for o in outside))


def _fonts() -> Path:
    given = os.environ.get("MPLCONFIGDIR")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(given) if given else cache / "matplotlib"


def own_tmp() -> bool:
    """Whether /tmp can be private: not where Python itself lies in it."""
    return not any(Path(path).is_relative_to("/tmp") for path in _python())


def environment() -> dict[str, str]:
    """Return the environment of the fork server: nothing of the instructor's."""
    kept = {name: os.environ[name] for name in ("TZ", "LD_LIBRARY_PATH") if name in os.environ}
    if not own_tmp():
        kept["TMPDIR"] = HOME
    return kept | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": HOME,
        "LANG": "C.UTF-8",
        "NBGRADER_EXECUTION": "autograde",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": f"{HOME}/.ipython",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def drop_superuser() -> None:
    """Become an ordinary user whom nobody else is, if we are the superuser."""
    if os.getuid() == 0:
        number = ORDINARY + os.getppid() % 1000 + int.from_bytes(os.urandom(1), "big") * 1000
        os.setgroups([])
        os.setgid(number)
        os.setuid(number)
        _libc().prctl(4, 1, 0, 0, 0)  # readable to itself, so that it can map its own user


def enter_namespaces() -> None:
    """Leave everything behind but the read-only tree; the caller then forks."""
    libc = _libc()
    user, group = os.getuid(), os.getgid()
    _must(libc.unshare(NEW_NAMESPACES), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        Path("/proc/self", name).write_text(text, encoding="ascii")


def make_private(limits: Limits) -> None:
    """Mount a /tmp and a home of its own, hide other processes, give up every privilege."""
    libc = _libc()
    _must(libc.mount(b"none", b"/", None, PRIVATE, None), "mount")
    size = f"size={limits.disk},mode=1777".encode()
    for place in (b"/tmp", HOME.encode(), b"/dev/shm"):
        if os.path.isdir(place) and (place != b"/tmp" or "TMPDIR" not in os.environ):
            _must(libc.mount(b"tmpfs", place, b"tmpfs", NOSUID_NODEV, size), "mount")
    if libc.mount(b"proc", b"/proc", b"proc", NOSUID_NODEV, None):
        _must(libc.mount(b"tmpfs", b"/proc", b"tmpfs", NOSUID_NODEV, b"size=4k"), "mount")
    libc.prctl(38, 1, 0, 0, 0)  # no new privileges
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _must(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def set_limits(limits: Limits, sandboxed: bool) -> None:
    """Limit memory, time, processes, files and the size of a file, for this process and its own.

    Processes are counted for a user in a namespace. Without a namespace of its own (or on Linux
    before 5.14, which does not tell them apart) those that run already are counted, too.
    """
    import resource

    release = [int(part) for part in re.findall(r"\d+", os.uname().release)[:2]]
    others = 0 if sandboxed and release >= [5, 14] else _threads()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    used = pages * resource.getpagesize()
    for what, value in (
        (resource.RLIMIT_AS, used + limits.memory),
        (resource.RLIMIT_CPU, int(limits.total_seconds) + 1),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NPROC, limits.processes + others),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        most = resource.getrlimit(what)[1]
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(what, (value, value))


def start_no_program() -> None:
    """Let this process and its forks start no program; where that cannot be, nothing at all."""
    import resource

    numbers = PROGRAMS.get(os.uname().machine)
    if numbers is None or not _forbid(*numbers):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _forbid(machine: int, *calls: int) -> bool:
    """Let system calls fail with EPERM from now on (a seccomp filter); return whether they do."""
    refuse = len(calls) + 3  # the place of the last instruction, counted from the second
    program = [
        (0x20, 0, 0, 4),  # load the kind of machine
        (0x15, 0, refuse, machine),
        (0x20, 0, 0, 0),  # load the number of the call
        (0x35, refuse - 2, 0, 0x40000000),  # numbers of another kind (x32)
        *((0x15, refuse - 3 - place, 0, call) for place, call in enumerate(calls)),
        (0x06, 0, 0, 0x7FFF0000),  # allow
        (0x06, 0, 0, 0x00050001),  # EPERM
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in program))
    whole = struct.pack("@HP", len(program), ctypes.addressof(code))
    libc = _libc()
    if libc.prctl(38, 1, 0, 0, 0):
        return False
    return not libc.prctl(22, 2, ctypes.create_string_buffer(whole), 0, 0)


def _threads() -> int:
    """Return how many threads this user's processes have."""
    count = 0
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal() and folder.stat().st_uid == os.getuid():
                count += len(list((folder / "task").iterdir()))
    return count


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _must(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
