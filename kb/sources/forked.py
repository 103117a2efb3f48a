"""Work that several processes share. They are forked, so that what the work needs is theirs, and has not to be sent."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")


class ProcessKilled(Exception):
    """The system has ended one of the processes."""


def can_fork() -> bool:
    """Where threads run, a forked process could inherit a lock that nobody will open; other systems can't, or should not."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def shared(work: Callable[[int], T], number: int, processes: int) -> Iterator[T]:
    """`work(0)`, `work(1)`, …, in this order: each is done by the next process that has nothing to do. What it returns, and
    what it raises, is sent. ProcessKilled where that can't be."""
    global _work  # noqa: PLW0603 - forked processes inherit it
    _work = work
    gc.freeze()  # a collection in a child would copy every page of memory it touches
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_one, range(number))
    except BrokenProcessPool:
        raise ProcessKilled("a process of this program was killed, perhaps for want of memory") from None
    finally:
        _work = None
        gc.unfreeze()


_work: Callable[[int], Any] | None = None


def _one(place: int) -> Any:
    assert _work is not None
    return _work(place)
