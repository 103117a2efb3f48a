"""Quoting and masking in the browser: the same golden cases as in Python, and real shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from kb.runbooks.masking import mask
from kb.runbooks.notes import WORDS, mask_words
from kb.runbooks.quoting import Shell, quote
from tests.runbooks.javascript import run

HERE = Path(__file__).parent

HOSTILE = [
    "it's; rm -rf / #",
    '"; echo CANARY; "',
    "$(echo CANARY)",
    "`echo CANARY`",
    "${HOME}",
    "a && echo CANARY || b | c > d < e &",
    "'\"'\"'; echo CANARY; '\"'\"'",
    "*?[a]{b,c}~!x!",
    "\\",
    "\\'",
    "-n",
    "комп’ютер «так»",
]


def cases(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))


def test_quoting_as_in_python() -> None:
    golden = cases("quoting")
    got = run(("quoting.js",), "(kb, all) => all.map(one => kb.quote(one.value, one.shell))", golden)
    assert got == [case["quoted"] for case in golden]


def test_masking_as_in_python() -> None:
    golden = cases("masking")
    got = run(("masking.js",), "(kb, all) => all.map(one => kb.mask(one.text, one.secrets ?? []))", golden)
    assert got == [case["masked"] for case in golden]


def test_notes_as_in_python() -> None:
    golden = cases("notes")
    values = [{**case, "words": WORDS[case["run"]["language"]]} for case in golden]
    for one in values:
        one["masks"] = mask_words(one["words"])
    write = """(kb, all) => all.map(one => {
      const run = kb.masked(one.run, one.secrets, one.masks)
      return {
        markdown: kb.ticketNote(run, one.words, "markdown"), plain: kb.ticketNote(run, one.words, "plain"),
        notes_masked: run.steps.map(step => step.note).filter(Boolean),
      }
    })"""
    got = run(("masking.js", "record.js", "note.js"), write, values)
    assert got == [{key: case[key] for key in ("markdown", "plain", "notes_masked")} for case in golden]


def test_both_agree_on_anything() -> None:
    """Random pieces of what is dangerous, the same at each run."""
    random = Random(6)
    pieces = [
        *"'\"`$();&|<>\\ %!^‘’‚‛-аЇa*~#{}\t\n\x1b\x9b＂",
        "\u2028",
        "password: ",
        "пароль ",
        "+380441234567",
        "a@b.co",
        "0" * 16,
    ]
    values = ["".join(random.choices(pieces, k=random.randint(0, 12))) for _ in range(400)]
    both = "(kb, all) => all.map(v => [...['bash', 'sh', 'powershell', 'cmd', 'text'].map(s => kb.quote(v, s)), kb.mask(v, ['#{}'])])"
    got = run(("quoting.js", "masking.js"), both, values)
    shells: tuple[Shell, ...] = ("bash", "sh", "powershell", "cmd", "text")
    assert got == [[*(quote(value, shell) for shell in shells), mask(value, ["#{}"])] for value in values]


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_a_real_shell_gives_the_values_back(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    quoted = run(
        ("quoting.js",),
        "(kb, all) => all.map(([value, shell]) => kb.quote(value, shell))",
        [[v, shell] for v in HOSTILE],
    )
    script = "".join(f"printf '%s\\0' {one}\n" for one in quoted)
    done = subprocess.run([program, "-c", script], capture_output=True, check=True, timeout=20, cwd="/")
    assert done.stdout.decode().split("\0")[:-1] == HOSTILE


@pytest.mark.parametrize(
    ("input", "value", "expected"),
    [
        ({"type": "hostname"}, "PC-0142", ""),
        ({"type": "hostname"}, "", "missing"),
        ({"type": "hostname"}, "-t", "shape"),
        ({"type": "hostname"}, "a b", "shape"),
        ({"type": "number"}, "12x", "shape"),
        ({"type": "email"}, "olena@example.org", ""),
        ({"type": "email"}, "olena", "shape"),
        ({"type": "text"}, "it's; $(x)", ""),
        ({"type": "text"}, "a\nb", "unseen"),
        ({"type": "text"}, "a\u202eb", "unseen"),
        ({"type": "text"}, "a\u200bb", "unseen"),
        ({"type": "text", "pattern": "[A-Z]{2}|x"}, "AB", ""),
        ({"type": "text", "pattern": "[A-Z]{2}|x"}, "ABC", "shape"),
        ({"type": "text", "pattern": "["}, "anything", ""),
    ],
)
def test_what_may_be_put_into_a_command(input: dict[str, str], value: str, expected: str) -> None:
    assert run(("inputs.js",), "(kb, [input, value]) => kb.mistake(input, value)", [input, value]) == expected
