"""A tiny git repository that holds a knowledge base."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.sites import write_site

Files = dict[str, str | bytes]


def git(folder: Path, *words: str) -> str:
    """Run git, whatever the machine's own settings are."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Olena",
        "GIT_AUTHOR_EMAIL": "olena@example.org",
        "GIT_COMMITTER_NAME": "Olena",
        "GIT_COMMITTER_EMAIL": "olena@example.org",
        "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
        "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
    }
    found = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return found.stdout.strip()


def repository(folder: Path, files: Files, **config: object) -> Path:
    """A repository on the branch main with one commit of these articles."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    write_site(folder, files, **config)
    return commit(folder, "base")


def commit(folder: Path, message: str, files: Files | None = None, remove: tuple[str, ...] = ()) -> Path:
    """Write and remove articles, and commit everything."""
    for path, data in (files or {}).items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    for path in remove:
        (folder / "content" / path).unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return folder
