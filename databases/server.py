"""A temporary PostgreSQL server for tests: the system's programs, a temporary folder, and a local socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["UnavailableError", "postgresql"]

_DEBIAN = Path("/usr/lib/postgresql")
_SECONDS = 60


class UnavailableError(Exception):
    """The reason why the server cannot be started."""


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server, yield the folder of its socket, and stop the server afterwards.

    PostgreSQL refuses to run as root. If the tests run as root, the server runs as the user `postgres`.

    Raises:
        UnavailableError: if the programs or the user are missing.
    """
    programs = _programs()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="securityunion-postgresql-"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "securityunion", "-E", "UTF8", "--locale=C", "--auth=trust", "-N"],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        # `--auth=trust` is safe: only the server's user and root can reach the socket, and no network port is open.
        options = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "log_min_messages=fatal")
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *(part for option in options for part in ("-c", option))],
            user=user,
            cwd=folder,
        )
        try:
            _wait(server, programs, folder)
            yield str(folder)
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown, which closes open connections
            server.wait(timeout=_SECONDS)
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda program: float(program.parts[-3]))
    if not versions:
        raise UnavailableError("PostgreSQL is not installed; run: apt-get install postgresql")
    return versions[-1].parent


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise UnavailableError("PostgreSQL does not run as root; create a user `postgres`") from None


def _wait(server: "subprocess.Popen[bytes]", programs: Path, folder: Path) -> None:
    for _ in range(_SECONDS * 10):
        if (
            subprocess.run(
                [programs / "pg_isready", "-q", "-h", folder, "-U", "securityunion", "-d", "postgres"], check=False
            ).returncode
            == 0
        ):
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start; its exit status is {server.poll()}")
