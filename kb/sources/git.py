"""What git knows about the content: when each file last changed, and who works here."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kb.freshness import History

_COMMIT = "\x01"


def read_history(content: Path, bulk: frozenset[str] = frozenset()) -> History:
    """The day of each file's last change, by one call for all; commits whose hash begins with one of `bulk` don't count."""
    shallow = _git(content, ["rev-parse", "--is-shallow-repository"])
    if isinstance(shallow, _Failure):
        return History(note=f"git dates are left out: {shallow.why}")
    if shallow.strip() == "true":
        return History(
            note="git dates are left out: the clone is shallow, so they would be those of the clone; fetch the history (fetch-depth: 0)"
        )
    log = [
        "-c",
        "core.quotepath=off",
        "log",
        "-z",
        f"--format={_COMMIT}%H %as",
        "--name-only",
        "--no-renames",
        "--relative",
        "--",
        ".",
    ]
    out = _git(content, log)
    return (
        History(note=f"git dates are left out: {out.why}")
        if isinstance(out, _Failure)
        else History(_days(out, tuple(bulk)))
    )


def user_name(folder: Path) -> str:
    """`user.name` of git, or nothing."""
    out = _git(folder, ["config", "user.name"])
    return "" if isinstance(out, _Failure) else out.strip()


class _Failure:
    def __init__(self, why: str) -> None:
        self.why = why


def _git(folder: Path, command: Sequence[str]) -> str | _Failure:
    try:
        done = subprocess.run(["git", *command], cwd=folder, capture_output=True, timeout=60, check=False)
    except FileNotFoundError:
        return _Failure("git is not installed")
    except (OSError, subprocess.TimeoutExpired) as error:
        return _Failure(f"git gave no answer ({type(error).__name__})")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
        return _Failure(said or "git failed")
    return done.stdout.decode("utf-8", "surrogateescape")


def _days(log: str, bulk: tuple[str, ...]) -> dict[str, date]:
    """The newest commit comes first, so the first day that a path is seen with is its last change."""
    days: dict[str, date] = {}
    day: date | None = None
    for part in log.split("\0"):
        if part.startswith(_COMMIT):
            commit, _, written = part[1:].partition(" ")
            day = None if bulk and commit.startswith(bulk) else date.fromisoformat(written)
        elif part and day is not None:
            days.setdefault(part.removeprefix("\n"), day)
    return days
