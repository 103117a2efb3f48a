"""A value stays one argument: golden cases, and real shells where they are present."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.runbooks.quoting import SHELLS, Shell, quote

CASES = yaml.safe_load((Path(__file__).parent / "quoting.yml").read_text(encoding="utf-8"))
ALL: tuple[Shell, ...] = ("bash", "sh", "powershell", "cmd", "text")
HOSTILE = st.text(st.sampled_from("'\"`$();&|<>\\ \n\t%!^‘’‚‛-аЇa*~#{}") | st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['shell']}: {case['value']!r}")
def test_golden(case: dict[str, Any]) -> None:
    assert quote(case["value"], case["shell"]) == case["quoted"]


def test_every_shell_has_golden_cases() -> None:
    assert {case["shell"] for case in CASES} == set(ALL) == set(SHELLS.values())


@pytest.mark.parametrize("shell", ["bash", "sh"])
@settings(deadline=None, max_examples=25)
@given(values=st.lists(HOSTILE, max_size=30))
def test_a_real_shell_gives_the_values_back(shell: Shell, values: list[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    kept = [(value, quoted) for value in values if (quoted := quote(value, shell)) is not None]
    script = "".join(f"printf '%s\\0' {quoted}\n" for _, quoted in kept)
    done = subprocess.run([program, "-c", script], capture_output=True, check=True, timeout=20, cwd="/")
    assert done.stdout.decode().split("\0")[:-1] == [value for value, _ in kept] and done.stderr == b""


@settings(deadline=None)
@given(value=HOSTILE)
def test_powershell_reads_the_value_back(value: str) -> None:
    """By the rule of its grammar: the string ends at the first quote that is not doubled."""
    quoted = quote(value, "powershell")
    if quoted is None:
        return
    read, place = "", 1
    while place < len(quoted):
        if quoted[place] in "'‘’‚‛":
            if place + 1 >= len(quoted) or quoted[place + 1] not in "'‘’‚‛":
                break
            place += 1
        read += quoted[place]
        place += 1
    assert (read, place) == (value, len(quoted) - 1)


@settings(deadline=None)
@given(value=HOSTILE)
def test_a_program_started_by_cmd_reads_the_value_back(value: str) -> None:
    """By the rules of cmd (nothing in double quotes means anything but % ! ^) and of the C runtime's argument reader."""
    quoted = quote(value, "cmd")
    if quoted is None:
        return
    if not quoted.startswith('"'):
        assert quoted == value and not set(value) & set(' "&|<>()^%!;,=')
        return
    inner = quoted[1:-1]
    assert not set(inner) & set('"%!^\r\n\0')
    slashes = len(inner) - len(inner.rstrip("\\"))
    assert slashes % 2 == 0 and inner[: len(inner) - slashes // 2] == value
