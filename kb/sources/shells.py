"""Runs a command of a runbook, in a shell that this computer has."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from kb.runbooks.quoting import Shell

_PROGRAMS: dict[Shell, tuple[str, ...]] = {
    "bash": ("bash",),
    "sh": ("sh",),
    "powershell": ("pwsh", "powershell"),
    "cmd": ("cmd",),
    "text": (),
}


def find_shell(shell: Shell) -> str | None:
    """The path of its program; None where there is none."""
    return next((path for name in _PROGRAMS[shell] if (path := shutil.which(name))), None)


def execute(shell: Shell, program: str, command: str) -> int:
    """The exit code. What it prints goes to stderr, since stdout is for the ticket note; it may ask at the terminal."""
    sys.stderr.flush()
    if shell in ("bash", "sh") and os.name == "posix":
        return _from_pipe(program, command)
    if shell == "powershell":
        coded = base64.b64encode(command.encode("utf-16-le")).decode()
        return _call([program, "-NoProfile", "-EncodedCommand", coded])
    if shell == "cmd":
        # One line after another, up to the first that fails; a string, since cmd has rules of its own for quotes
        return next((code for line in command.split("\n") if (code := _call(f'"{program}" /d /s /c "{line}"'))), 0)
    return _call([program, "-c", command])


def _from_pipe(program: str, command: str) -> int:
    """Through a pipe of its own: as an argument, a secret would stand in the list of processes, and stdin stays free."""
    reading, writing = os.pipe()
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as script:
            script.write(command + "\n")
        return _call([program, f"/dev/fd/{reading}"], (reading,))
    finally:
        os.close(reading)


def _call(command: Sequence[str] | str, keep: tuple[int, ...] = ()) -> int:
    try:
        return subprocess.run(command, stdout=sys.__stderr__, pass_fds=keep, check=False).returncode
    except KeyboardInterrupt:
        return 130
