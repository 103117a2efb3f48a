"""Work that forked processes share: in order, with what they raise, and noticed where one is killed."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux alone")


def said(code: str) -> str:
    """What a program prints: a process with threads, as a test has, does not fork."""
    program = f"import os, signal, time\nfrom kb.sources.forked import ProcessKilled, can_fork, shared\n{dedent(code)}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_everything_is_done_in_order_by_others() -> None:
    code = """
    assert can_fork()
    here, big = os.getpid(), object()
    found = list(shared(lambda place: (place * place, os.getpid() != here, big is not None), 50, 2))
    print(found == [(place * place, True, True) for place in range(50)], can_fork())
    """
    assert said(code) == "True True"


def test_what_was_raised_comes_home() -> None:
    code = """
    def work(place):
        if place == 3:
            raise ValueError("three")
        return place
    seen = []
    try:
        for one in shared(work, 9, 2):
            seen.append(one)
    except ValueError as error:
        print(seen, error)
    """
    assert said(code) == "[0, 1, 2] three"


def test_a_killed_process_is_noticed() -> None:
    code = """
    def work(place):
        if place == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)
        return place
    try:
        print(list(shared(work, 50, 2)))
    except ProcessKilled as error:
        print(error)
    print(list(shared(abs, 3, 2)))
    """
    assert said(code) == "a process of this program was killed, perhaps for want of memory\n[0, 1, 2]"
