"""queues.yml: what is wrong is named at its line, what is not said is internal, and the commands tell who answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.edition import Edition
from kb.escalation import Queue, check_escalations, directory, read_queues
from kb.escalation.hidden import hidden_contacts
from kb.problem import Problem
from kb.sources import read_library, read_settings
from kb.strings import strings_for
from kb.verify import SiteFile, build_needles, verify_site
from tests.conftest import ROOT, article, library_of
from tests.sites import write_site

NET = """net-l2:
  name: {uk: Мережа, en: Network}
  kind: team
  hours: {days: mon-fri, from: "08:00", to: "18:00", zone: Europe/Kyiv}
  contact: {email: canary-net@example.org, phone: CANARY extension 4711}
  sla: {P1: 15m, P2: 1h}
"""


def read(text: str) -> tuple[dict[str, Queue], list[tuple[str, int]]]:
    queues, problems = read_queues(text, "content/.kb/queues.yml", ("uk", "en"))
    assert all(p.message and p.hint for p in problems)
    return queues, [(p.code, p.line) for p in problems]


def test_a_valid_file_has_no_problem() -> None:
    queues, problems = read(NET)
    assert problems == [] and queues["net-l2"].visibility == "internal"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "kept"),
    [
        ("kind: team", "kind: tem", "KB620", 3, False),
        ("kind: team", "", "KB620", 1, False),
        ("Europe/Kyiv", "Europe/Kiyv", "KB622", 4, False),
        ("mon-fri", "mon-fry", "KB623", 4, False),
        ('"08:00"', "18:00", "KB623", 4, False),
        ('"08:00"', '"8 am"', "KB623", 4, False),
        ("{days: mon-fri", "[{days: mon-fri", "KB620", 5, False),
        ("  kind", "  visibility: pubic\n  kind", "KB620", 3, False),
        ("  kind", "  visibilty: restricted\n  kind", "KB624", 3, False),
        ("  kind", "  tier: 9\n  kind", "KB620", 3, True),
        ("zone: Eu", "zon: x, zone: Eu", "KB624", 4, True),
        ("contact:", "contakt:", "KB624", 5, True),
        ("canary-net@example.org", "nobody", "KB620", 5, True),
        ("  contact: {email: canary-net@example.org, phone: CANARY extension 4711}\n", "", "KB626", 1, True),
        ("P1: 15m", "P1: soon", "KB628", 6, True),
        ("P1: 15m", "P1: 2d", "KB628", 6, True),
        ("P2: 1h", "clock: always", "KB625", 6, True),
        (", en: Network", "", "KB627", 2, True),
        ("net-l2:", "Net L2:", "KB620", 1, False),
        (NET, "- a", "KB620", 1, False),
        (NET, "a: {b: 1, b: 2}", "KB620", 1, False),
        (NET, "a: [", "KB620", 2, False),
        (NET, "a: b", "KB620", 1, False),
    ],
)
def test_mistakes(old: str, new: str, code: str, line: int, kept: bool) -> None:
    assert old in NET
    queues, problems = read(NET.replace(old, new, 1))
    assert (code, line) in problems, problems
    assert ("net-l2" in queues) is kept


def test_an_unknown_key_costs_only_itself() -> None:
    queue = read(NET.replace("phone", "fone").replace("zone: E", "zon: x, zone: E"))[0]["net-l2"]
    assert queue.contact.email == "canary-net@example.org" and queue.spans


def test_a_runbook_names_a_queue_that_exists() -> None:
    library = library_of({"uk/a.md": article(more="type: runbook\nescalation: net-l3\n")})
    (problem,) = check_escalations(library, read(NET)[0], "content/")
    assert (problem.code, problem.path, problem.line) == ("KB621", "content/uk/a.md", 7) and "net-l2" in problem.hint
    assert not list(check_escalations(library, None, "content/"))


def test_an_edition_lists_only_what_it_may_show() -> None:
    queues, _ = read(NET + NET.replace("net-l2", "open").replace("  kind", "  visibility: public\n  kind"))
    public = directory(queues, Edition("public", "uk"), strings_for("uk"))
    internal = directory(queues, Edition("internal", "uk"), strings_for("uk"))
    assert [[card.key for card in page.cards] for page in public.pages] == [["open"]]
    assert [[card.key for card in page.cards] for page in internal.pages] == [["net-l2", "open"]]
    assert internal.pages[0].visibility == "public"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to canary-net@example.org today.", True),
        ('<a href="mailto:canary-net@example.org">mail</a>', True),
        ("<p>Call the CANARY extension 4711 now</p>", True),
        ("The network team", False),
    ],
)
def test_verification_knows_hidden_contacts(text: str, found: bool) -> None:
    def look(edition: Edition) -> tuple[Problem, ...]:
        needles = build_needles(hidden_contacts(read(NET)[0], edition), (), ())
        return verify_site([SiteFile("uk/index.html", "public/uk/index.html", text.encode())], needles, {}, frozenset())

    assert bool(look(Edition("public", "uk"))) is found
    assert not look(Edition("internal", "uk"))


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Any:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["queues", *arguments])


def test_the_command_says_who_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {".kb/queues.yml": NET, "uk/index.md": article()})
    evening = run(tmp_path, monkeypatch, "--at", "2026-11-23T19:00+02:00", "--format", "json")
    (row,) = json.loads(evening.stdout)
    assert (row["state"], row["opens"], row["due"]["P1"]) == (
        "closed",
        "2026-11-24T08:00+02:00",
        "2026-11-24T08:15+02:00",
    )
    morning = run(tmp_path, monkeypatch, "--at", "2026-11-23T10:00+02:00")
    assert "net-l2: there until 2026-11-23 18:00" in morning.stdout and morning.exit_code == 0
    assert run(tmp_path, monkeypatch, "--at", "teatime").exit_code == 2
    near = run(tmp_path, monkeypatch, "net-12")
    assert near.exit_code == 2 and 'did you mean "net-l2"?' in near.stderr
    for style in ("csv", "markdown"):
        assert "net-l2" in run(tmp_path, monkeypatch, "--format", style).stdout


def test_the_command_and_the_check_report_mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {".kb/queues.yml": NET.replace("Kyiv", "Kiyv"), "uk/index.md": article()})
    done = run(tmp_path, monkeypatch)
    assert done.exit_code == 1 and "content/.kb/queues.yml:4" in done.stderr and "KB622" in done.stderr
    checked = CliRunner().invoke(main, ["check", "--only", "KB622"])
    assert checked.exit_code == 1 and "KB622" in checked.stdout


def test_our_own_queues_are_fine() -> None:
    text = (ROOT / "content/.kb/queues.yml").read_text(encoding="utf-8")
    queues, problems = read_queues(text, "content/.kb/queues.yml", ("uk", "en"))
    assert problems == () and len(queues) == 12
    settings = read_settings(ROOT)
    library = read_library(settings)
    for language in ("uk", "en"):
        edition = Edition("public", language)
        shown = "\n".join(a.body for a in library.for_edition(edition).articles)
        addresses = {hidden.text for hidden in hidden_contacts(queues, edition) if "@" in hidden.text}
        assert addresses and [text for text in sorted(addresses) if text in shown] == []
