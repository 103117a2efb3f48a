"""Ask git about the content: what a revision held, and what differs from it. Nothing is ever checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LINK = "120000"


class GitError(Exception):
    """Git can't answer; the text says why and what to do."""


@dataclass(frozen=True)
class Blob:
    """A file of a revision. `link` is set for a symbolic link, whose bytes are the path it leads to."""

    id: str
    link: bool = False


@dataclass(frozen=True)
class Repository:
    """The repository that a folder lies in. `folder` must exist."""

    folder: Path

    def commit(self, revision: str) -> str:
        """The id of the commit that a person named; GitError with a hint when there is none."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode or revision.startswith("-"):
            raise GitError(f'git knows no revision "{revision}"\nhint: {self._instead_of(revision)}')
        return found.stdout.decode().split()[-1]

    def fork_point(self, base: str, head: str) -> str:
        """Where the history of `head` left that of `base`: what came to `base` since is no change of ours."""
        found = self.ask("merge-base", base, head)
        if found.returncode == 0:
            return found.stdout.decode().split("\n", maxsplit=1)[0]
        if self.shallow:
            raise GitError(
                f"this clone is shallow, and the two revisions have no commit in common in it\nhint: {_DEEPER}"
            )
        return base

    @property
    def shallow(self) -> bool:
        """Whether the history was cut when it was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def path_of(self, folder: Path) -> str:
        """A folder from the top of the repository: `docs/content`, or `` for the top itself."""
        top = Path(os.fsdecode(self.need("rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
        resolved = folder.resolve()
        if not resolved.is_relative_to(top):
            raise GitError(f"{folder} is not inside the git repository {top}")
        path = resolved.relative_to(top).as_posix()
        return "" if path == "." else path

    def files(self, commit: str, folder: str) -> dict[str, Blob]:
        """Path from `folder` → file, of everything below it in a revision; empty where the folder was not there yet."""
        found = self.ask("ls-tree", "--full-tree", "-r", "-z", f"{commit}:{folder}")
        if found.returncode:
            return {}
        files = {}
        for entry in found.stdout.split(b"\0"):
            head, _, path = entry.partition(b"\t")
            if path:
                mode, kind, name = head.decode().split()
                if kind == "blob":
                    files[os.fsdecode(path)] = Blob(name, mode == _LINK)
        return files

    def text(self, commit: str, path: str) -> bytes | None:
        """The bytes of one file of a revision, or None."""
        found = self.ask("cat-file", "blob", f"{commit}:{path}")
        return None if found.returncode else found.stdout

    def changed(self, commit: str, folder: Path) -> frozenset[str]:
        """Paths below a folder of the working tree that differ from a revision, files that git ignores included."""
        plain = ("--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "-z", "--relative")
        tracked = self.need("diff", *plain, commit, "--", ".", folder=folder)
        untracked = self.need("ls-files", "-z", "--others", "--", ".", folder=folder)
        return frozenset(os.fsdecode(path) for path in (tracked + untracked).split(b"\0") if path)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The bytes of many files, in one call."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        answer = self.need("cat-file", "--batch", data="\n".join(wanted).encode() + b"\n")
        return dict(_split(answer))

    def need(self, *words: str, data: bytes | None = None, folder: Path | None = None) -> bytes:
        """What git answers; GitError with its first line when it refuses."""
        found = self.ask(*words, data=data, folder=folder)
        if found.returncode:
            said = found.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
            raise GitError(f"git {words[0]}: {said or f'exit code {found.returncode}'}")
        return found.stdout

    def ask(
        self, *words: str, data: bytes | None = None, folder: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """What git answers, good or bad; GitError when there is no git."""
        # English answers whatever the system speaks; no lock, so that somebody's own git is never disturbed
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        place = folder or self.folder
        try:
            return subprocess.run(
                ["git", *words], cwd=place, input=data, capture_output=True, check=False, env=environment
            )
        except FileNotFoundError:
            raise GitError("git is not installed, or not on the PATH\nhint: https://git-scm.com/downloads") from None

    def _instead_of(self, revision: str) -> str:
        if not self.ask("rev-parse", "--verify", "--quiet", f"refs/remotes/origin/{revision}").returncode:
            return f"did you mean origin/{revision}?"
        return f"this clone is shallow: {_DEEPER}" if self.shallow else "`git branch --all` lists the branches"


_DEEPER = "`git fetch --unshallow`; in a workflow of GitHub `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`"


def open_repository(folder: Path) -> Repository:
    """The repository that holds a folder; GitError when there is none."""
    repository = Repository(folder)
    found = repository.ask("rev-parse", "--is-inside-work-tree")
    if found.returncode or found.stdout.strip() != b"true":
        said = found.stderr.decode("utf-8", "replace")
        if "dubious ownership" in said:
            raise GitError(f"git does not trust {folder}\nhint: git config --global --add safe.directory {folder}")
        raise GitError(f"{folder} is not in a git repository\nhint: `git init`, and commit the content")
    return repository


def _split(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """`<id> blob <size>`, the bytes, a line end; and so on. What is missing in a partial clone is left out."""
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        words = answer[place:end].decode().split()
        place = end + 1
        if len(words) == 3:
            size = int(words[2])
            yield words[0], answer[place : place + size]
            place += size + 1
