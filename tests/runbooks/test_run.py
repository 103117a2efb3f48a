"""What happens in a run, and values in commands."""

from __future__ import annotations

import pytest

from kb.library.frontmatter import Input
from kb.runbooks.fill import Filled, fill, mistake, needs
from kb.runbooks.quoting import Shell
from kb.runbooks.read import read_runbook
from kb.runbooks.run import begin, branch, decide, following, note, ran, recorded
from tests.conftest import article, library_of

AT = "2026-11-23T20:14:05+02:00"
BODY = "## Diagnosis\n\n" + "\n".join(f"{n}. Step {n}." for n in range(1, 7)) + "\n"
RUNBOOK = read_runbook(
    library_of(
        {"en/a.md": article(BODY, more="type: runbook\ninputs: [{name: pc}, {name: p, type: secret}]\n")}
    ).articles[0]
)


def test_a_branch_leaves_out_what_lies_between() -> None:
    run = branch(begin(RUNBOOK), 2, 5, AT)
    assert [(s.outcome, s.after) for s in run.steps] == [
        ("open", None),
        ("done", None),
        ("skipped", 2),
        ("skipped", 2),
        ("open", None),
        ("open", None),
    ]
    assert (following(run, 2), following(run, 5), following(run, 6)) == (5, 6, None)


def test_a_branch_backwards_opens_a_step_again() -> None:
    run = decide(decide(begin(RUNBOOK), 1, "done", AT), 2, "failed", AT, "no answer")
    again = branch(run, 2, 1, AT)
    assert [s.outcome for s in again.steps[:3]] == ["open", "failed", "open"] and following(again, 0) == 1
    assert [(b.start, b.to) for b in again.branches] == [(2, 1)]


def test_notes_and_commands_gather_at_their_step() -> None:
    run = ran(ran(note(note(begin(RUNBOOK), 1, "one"), 1, "two"), 1, "ping"), 1, "ping")
    run = decide(run, 1, "done", AT, "three")
    assert (run.steps[0].note, run.steps[0].commands) == ("one\ntwo\nthree", ("ping",))


def test_a_record_holds_no_secret() -> None:
    run = recorded(RUNBOOK, begin(RUNBOOK), {"pc": "PC-1", "p": "hunter2"}, started=AT, finished=AT, seconds=5)
    assert [(i.name, i.value) for i in run.inputs] == [("pc", "PC-1"), ("p", None)]
    assert "hunter2" not in str(run.as_json()) and run.result == "open"


INPUTS = (Input(name="pc"), Input(name="user-name"))


@pytest.mark.parametrize(
    ("shell", "command", "values", "filled"),
    [
        ("bash", "ping {{pc}}", {"pc": "a b"}, Filled("ping 'a b'")),
        ("bash", "ping {{ pc }}", {"pc": "{{user-name}}"}, Filled("ping '{{user-name}}'")),
        ("bash", "ping {{pc}}", {}, Filled("ping {{pc}}", ("pc",))),
        ("cmd", "ping {{pc}}", {"pc": "%x%"}, Filled("ping {{pc}}", (), ("pc",))),
        ("bash", "ping {{other}} {{.Name}}", {}, Filled("ping {{other}} {{.Name}}")),
        ("bash", 'id "$USER_NAME"', {"user-name": "$(id)"}, Filled("USER_NAME='$(id)'\nid \"$USER_NAME\"")),
        ("sh", 'id "${PC}x"', {"pc": "a"}, Filled('PC=a\nid "${PC}x"')),
        ("sh", 'id "$PC"', {}, Filled('id "$PC"', ("pc",))),
        ("bash", "echo $PCX $pc", {"pc": "a"}, Filled("echo $PCX $pc")),
        ("powershell", "ping {{pc}} $PC", {"pc": "it’s"}, Filled("ping 'it’’s' $PC")),
        ("text", "Restart {{pc}}!", {"pc": "it's"}, Filled("Restart it's!")),
    ],
)
def test_values_in_commands(shell: Shell, command: str, values: dict[str, str], filled: Filled) -> None:
    assert fill(command, shell, INPUTS, values) == filled
    assert set(filled.missing) <= set(needs(command, shell, INPUTS))


@pytest.mark.parametrize(
    ("kind", "pattern", "value", "wrong"),
    [
        ("hostname", None, "PC-0142", ""),
        ("hostname", None, "сервер.local", ""),
        ("hostname", None, "-t", "shape"),
        ("hostname", None, "a b", "shape"),
        ("user", None, "o.kovalenko", ""),
        ("user", None, "Олена Коваленко", ""),
        ("user", None, "-f", "shape"),
        ("number", None, "-3,5", ""),
        ("number", None, "3x", "shape"),
        ("email", None, "olena@example.org", ""),
        ("email", None, "olena", "shape"),
        ("text", None, "it's; $(x)", ""),
        ("text", None, "", "missing"),
        ("text", None, "a\nb", "unseen"),
        ("text", None, "a\u202eb", "unseen"),
        ("secret", None, "a\u200bb", "unseen"),
        ("text", "[A-Z]{2}|x", "AB", ""),
        ("text", "[A-Z]{2}|x", "ABC", "shape"),
        ("text", "[", "anything", ""),
        (None, None, "-x", ""),
    ],
)
def test_what_may_be_put_into_a_command(kind: str | None, pattern: str | None, value: str, wrong: str) -> None:
    given = Input.model_validate(
        {"name": "x"} | ({"type": kind} if kind else {}) | ({"pattern": pattern} if pattern else {})
    )
    assert mistake(given, value) == wrong
