"""Put repaired texts into the place of the files that they were read from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from kb.checks.fixing import fixed_text
from kb.library import Article
from kb.sources.settings import Settings


def repair(
    settings: Settings, articles: tuple[Article, ...], wanted: Callable[[str, str], bool]
) -> dict[str, tuple[str, ...]]:
    """Path → codes that were repaired there. `wanted` tells for a path and a code whether it may be. OSError when a file
    can't be written: those before it are written whole."""
    done = {}
    for article in articles:
        file = settings.content / article.path
        old = file.read_bytes().decode("utf-8")
        new, codes = fixed_text(old, article, lambda code, path=article.path: wanted(path, code))  # type: ignore[misc]
        if new != old:
            _replace(file.resolve(), new.encode("utf-8"))
            done[article.path] = codes
    return done


def _replace(file: Path, data: bytes) -> None:
    """A reader sees the old file or the new one, never half of it."""
    mode = file.stat().st_mode
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(mode)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
