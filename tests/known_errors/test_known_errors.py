"""Known errors: their state, whom they concern, what is checked, the command, the feed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner

from kb.cli import main
from kb.known_errors import Product, atom, banners, check_known_errors, known_errors, notices, read_products, state_of
from kb.library import Article, Library
from kb.strings import strings_for
from tests.conftest import article, library_of
from tests.sites import write_site

BODY = "## What happens\n\nA.\n\n## Who is affected\n\nB.\n\n## Workaround\n\nC.\n\n## Cause\n\nD.\n\n## When it will be mended\n\nE."
FACTS = {
    "type": "known-error",
    "problem": "P.",
    "workaround": "W.",
    "affected": {"win": "24H2"},
    "since": date(2026, 10, 14),
}
PRODUCTS = {
    "win": Product("win", {"": "Windows"}, "24H2"),
    "out": Product("out", {}, "2411", ("KB5061768",)),
    "any": Product("any"),
}


def error(id: str = "KB-0100", body: str = BODY, visibility: str = "public", **facts: Any) -> str:
    more = yaml.safe_dump({k: v for k, v in {**FACTS, **facts}.items() if v is not None}, allow_unicode=True)
    return article(body, id=id, title=f"Error {id}", visibility=visibility, more=more)


def one(text: str) -> Article:
    library = library_of({"en/known-errors/e.md": text})
    assert not library.problems, library.problems
    return library.articles[0]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "mitigated"),
        ({"workaround": None}, "open"),
        ({"fixed_in": "25H2"}, "mitigated"),
        ({"fixed_in": "24H2"}, "fixed"),
        ({"fixed_in": "KB5061768"}, "mitigated"),
        ({"affected": {"out": "*"}, "fixed_in": "KB5061768"}, "fixed"),
        ({"affected": {"out": "*"}, "fixed_in": "KB1111111, KB5061768"}, "fixed"),
        ({"affected": {"win": "*", "out": "*"}, "fixed_in": {"win": "24H2"}}, "mitigated"),
        ({"affected": {"win": "*", "out": "*"}, "fixed_in": {"win": "24H2", "out": "2411"}}, "fixed"),
        ({"affected": {"win": "*", "out": "*"}, "fixed_in": "24H2"}, "mitigated"),
        ({"affected": {"new": "*"}, "fixed_in": "1"}, "mitigated"),
        ({"affected": None, "applies_to": ["win"], "fixed_in": "24H2"}, "fixed"),
        ({"affected": None, "fixed_in": "24H2"}, "mitigated"),
    ],
)
def test_states(facts: dict[str, Any], state: str) -> None:
    assert state_of(one(error(**facts)), PRODUCTS).state == state


def test_an_archived_error_concerns_nobody() -> None:
    assert not state_of(one(error(status="archived")), {}).is_open and state_of(one(error()), {}).is_open


def banner_paths(others: dict[str, str], **facts: Any) -> set[str]:
    library = library_of({"en/k/e.md": error(**facts), **others})
    assert not library.problems, library.problems
    found = banners(known_errors(library.articles, PRODUCTS), library.articles)
    return set(found)


def other(id: str = "KB-0200", **facts: Any) -> str:
    return article("Text.", id=id, title=f"About {id}", more=yaml.safe_dump(facts) if facts else "")


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ({"related": ["KB-0200"]}, {}, True),
        ({}, {"related": ["KB-0100"]}, True),
        ({"related": ["KB-0200"], "fixed_in": "24H2"}, {}, False),
        ({"related": ["KB-0200"], "status": "archived"}, {}, False),
        ({"related": ["KB-0200"]}, {"type": "page"}, False),
        ({"symptoms": ["Error 809"]}, {"symptoms": ["it says error 809"], "applies_to": ["win"]}, True),
        ({"symptoms": ["Error 809"]}, {"symptoms": ["it says error 809"]}, False),
        ({"symptoms": ["0x0000011B here"]}, {"symptoms": ["код 0x0000011b"], "applies_to": ["win"]}, True),
        ({"symptoms": ["no mail comes in"]}, {"symptoms": ["No mail comes in!"], "applies_to": ["win"]}, True),
        ({"symptoms": ["slow"]}, {"symptoms": ["slow"], "applies_to": ["win"]}, False),
        ({"symptoms": ["in 2025"]}, {"symptoms": ["since 2025"], "applies_to": ["win"]}, False),
        ({"body": BODY + "\n\n[x](a.md)"}, {"applies_to": ["win"]}, True),
        ({"body": BODY + "\n\n[x](a.md)", "ticket_category": "net"}, {"ticket_category": "net"}, True),
        ({"body": BODY + "\n\n[x](a.md)"}, {}, False),
        ({}, {"applies_to": ["win"]}, False),
    ],
)
def test_whom_an_open_error_concerns(mine: dict[str, Any], theirs: dict[str, Any], wanted: bool) -> None:
    assert banner_paths({"en/k/a.md": other(**theirs)}, **mine) == ({"en/k/a.md"} if wanted else set())


def codes(*texts: str, products: dict[str, Product] | None = PRODUCTS) -> list[tuple[str, int]]:
    languages = ("en", "uk")
    library = library_of(dict(zip((f"{lang}/k/e.md" for lang in languages), texts, strict=False)), languages)
    found = list(check_known_errors(library, products, "content/"))
    assert all(p.message and p.hint and p.path.startswith("content/") for p in found)
    return [(p.code, p.line) for p in found]


UK_BODY = BODY.replace("What happens", "Що відбувається").replace("Who is affected", "Кого зачіпає").replace(
    "Workaround", "Обхідний шлях"
).replace("Cause", "Причина").replace("When it will be mended", "Коли виправлять")  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, ""),
        ({"workaround": None}, "KB630"),
        ({"affected": {"wim": "24H2"}}, "KB631"),
        ({"fixed_in": {"win": "25H2", "our": "1"}}, "KB631"),
        ({"affected": {"win": "<24H2"}, "fixed_in": "24H2"}, "KB632"),
        ({"notice": True, "visibility": "internal"}, "KB633"),
        ({"notice": True, "type": "article"}, "KB633"),
        ({"body": "## What happens\n\nA."}, "KB634"),
        ({"affected": {"win": "some"}}, "KB635"),
        ({"fixed_in": "KB5099999"}, "KB636"),
        ({"affected": {"any": "<2"}, "fixed_in": "2"}, ""),
        ({"affected": {"win": "*", "out": "*"}, "fixed_in": "25H2"}, "KB637"),
        ({"affected": {"win": ">=23H2"}, "fixed_in": "25H2"}, "KB637"),
        ({"fixed_in": {"out": "2412"}}, "KB637"),
        ({"affected": None}, "KB638"),
        ({"since": None}, "KB638"),
    ],
)
def test_checks(facts: dict[str, Any], code: str) -> None:
    found = codes(error(**facts))
    assert (code in {c for c, _ in found}) if code else found == [], found


def test_facts_are_the_same_in_each_language() -> None:
    assert codes(error(), error(body=UK_BODY)) == []
    assert [c for c, _ in codes(error(), error(body=UK_BODY, since=date(2026, 10, 15)))] == ["KB639"]


def test_without_a_list_of_products_nothing_is_said_of_them() -> None:
    assert codes(error(affected={"wim": "24H2"}), products=None) == []


def test_products_are_read_with_their_mistakes() -> None:
    raw = yaml.safe_load(
        "a: {name: {uk: А}, version: 2411, retired: 2025-10-14}\nb: {version: 2.10, versoin: 1, updates: x}\nc: 1\n"
    )
    found, problems = read_products(raw, "p.yml")
    assert found["a"].called("en") == "А" and found["a"].version == "2411" and found["b"].version == ""
    assert [p.message for p in problems] == [
        '`b.version` is "2.1", not text',
        '`b.updates` is "x", not a list of names',
        'unknown key "b.versoin"',
        'product "c" is not a mapping',
    ]


def feed_of(library: Library, site_url: str = "https://help.example.org/en/") -> ET.Element:
    words = strings_for("en")
    listed = notices(known_errors(library.articles, PRODUCTS), PRODUCTS, words)
    return ET.fromstring(atom(listed, "Desk & <Co>", site_url, "kb/notices/", words))


def test_the_feed_has_open_public_notices_only() -> None:
    library = library_of(
        {
            "en/k/a.md": error("KB-0101", notice=True, problem="a < b & c \x0b"),
            "en/k/b.md": error("KB-0102", notice=True, fixed_in="24H2"),
            "en/k/c.md": error("KB-0103"),
            "en/k/d.md": error("KB-0104", notice=True, visibility="internal"),
        }
    )
    root = feed_of(library)
    atom_name = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom_name}entry")
    assert [e.findtext(f"{atom_name}id") for e in entries] == ["tag:help.example.org,2000:notices/en/KB-0101"]
    assert entries[0].findtext(f"{atom_name}updated") == "2026-10-14T00:00:00Z"
    assert (entries[0].findtext(f"{atom_name}summary") or "").startswith("a < b & c")
    link = entries[0].find(f"{atom_name}link")
    assert link is not None and link.get("href") == "https://help.example.org/en/k/a/"
    empty = feed_of(library_of({"en/k/c.md": error()}), "")
    assert empty.findtext(f"{atom_name}updated") == "2000-01-01T00:00:00Z" and not empty.findall(f"{atom_name}entry")


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "uk/k/a.md": error("KB-0101", body=UK_BODY),
        "en/k/a.md": error("KB-0101"),
        "uk/k/b.md": error("KB-0102", body=UK_BODY, affected={"win": "<24H2"}, fixed_in="24H2"),
        ".kb/products.yml": "win: {name: Windows, version: 24H2}\n",
    }
    write_site(tmp_path, files)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(main, ["known-errors", *arguments])

    rows = json.loads(run("--format", "json").stdout)
    assert [(row["id"], row["state"], row["path"]) for row in rows] == [
        ("KB-0101", "mitigated", "content/uk/k/a.md"),
        ("KB-0102", "fixed", "content/uk/k/b.md"),
    ]
    assert "KB-0102" not in run("--open").stdout and "1 of 2" in run("--open").stderr
    assert run("--notices").stdout == "" and "KB-0101" in run("--product", "win", "--format", "markdown").stdout
    assert "win 24H2" in run().stdout and run("--format", "csv").stdout.startswith("state,id,title")
    checked = CliRunner().invoke(main, ["check", "--only", "KB632"])
    assert checked.stdout.startswith("content/uk/k/b.md:") and checked.exit_code == 0
