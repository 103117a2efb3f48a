"""`kb search` with a person at the terminal: numbers, further pages, reading, the browser."""

from __future__ import annotations

import webbrowser
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from kb.cli import main
from kb.cli.search_output import Page, print_found
from kb.cli.search_session import Desk, converse, readable
from kb.edition import Edition
from kb.search.agents import Hit
from kb.search.documents import FACETS
from tests.cli.test_search import site

__all__ = ["site"]

UK = Edition("internal", "uk")


def hit(number: int, title: str = "", **facets: tuple[str, ...]) -> Hit:
    values = {name: facets.get(name, ()) for name in FACETS} | {"type": ("runbook",), "language": ("uk",)}
    passage = (("Код ", False), ("809", True), (" у журналі", False))
    title = title or f"Стаття {number}"
    return Hit(f"KB-{number:04}", f"a{number}.md", f"a{number}/", title, 1.0, "Кроки", "кроки", passage, False, values)


def run(*lines: str, many: int = 25) -> tuple[str, list[str]]:
    """What a session writes, and what it asked for."""
    asked: list[str] = []
    left = iter(lines)

    def look(words: str, offset: int) -> Page:
        asked.append(f"{words}+{offset}")
        most = 0 if words == "нічого" else many
        found = tuple((UK, hit(n)) for n in range(offset + 1, min(offset + 10, most) + 1))
        return Page(words, found, most, "", offset)

    file = StringIO()
    desk = Desk(
        look=look,
        read=lambda found: f"# Тіло {found[1].id}\n\nТекст.",
        browse=lambda found: f"відкрито {found[1].id}",
        ask=lambda prompt: next(left, None),
    )
    asked.append(str(converse("vpn 809", desk, Console(file=file, width=100, highlight=False))))
    return file.getvalue(), asked


def test_colours_mark_what_matches() -> None:
    file = StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", width=100, highlight=False)
    print_found(console, "809", "VPN", 30, [(UK, hit(1)), (UK, hit(2, status=("archived",)))])
    said = file.getvalue()
    assert "\x1b[1;33m809\x1b[0m" in said
    assert "\x1b[1mVPN" in said and "ARCHIVED" in said and "1–2 of 30" in said


def test_nothing_in_the_text_gives_orders_to_the_terminal() -> None:
    file = StringIO()
    print_found(Console(file=file, width=100), "q\x1b[2J", "", 1, [(UK, hit(1, title="a\x1b]0;x\x07\u202eb"))])
    assert "\x1b" not in file.getvalue() and "\x07" not in file.getvalue() and "\u202e" not in file.getvalue()
    assert "\x1b" not in readable("a\x1b[31mb") and readable("a\x1b[31mb") == "a[31mb"


def test_enter_ends() -> None:
    said, asked = run("")
    assert "Стаття 10" in said and "Стаття 11" not in said
    assert asked == ["vpn 809+0", "True"]


def test_pages_are_numbered_through() -> None:
    said, asked = run("n", "12", "n", "n")
    assert asked == ["vpn 809+0", "vpn 809+10", "vpn 809+20", "True"]
    assert "Тіло KB-0012" in said and "21–25 of 25" in said and "that was all" in said


def test_a_number_that_is_not_there() -> None:
    said, asked = run("11", "0", "o 99")
    assert said.count("there is no") == 3 and asked == ["vpn 809+0", "True"]


def test_a_long_number_is_a_code() -> None:
    assert run("809")[1] == ["vpn 809+0", "809+0", "True"]


def test_other_words_search_anew() -> None:
    said, asked = run("нічого")
    assert asked == ["vpn 809+0", "нічого+0", "False"] and 'nothing found for "нічого"' in said


@pytest.mark.parametrize("typed", ["o 3", "o3", "O 3"])
def test_opens_in_the_browser(typed: str) -> None:
    assert "відкрито KB-0003" in run(typed)[0]


def test_blocks_are_readable() -> None:
    body = '## Кроки {#k}\n\n/// audience | novice\nПросто.\n///\n\n!!! warning "Увага"\n    Стережіться.\n\nДалі.\n\n```\n/// code\n    {#x}\n```\n'
    text = readable(body)
    assert "**audience · novice**" in text and "**Увага**" in text and "\nСтережіться." in text
    assert "## Кроки\n" in text and "\n/// code\n    {#x}\n" in text


def search(monkeypatch: pytest.MonkeyPatch, typed: str, *args: str) -> Result:
    monkeypatch.setattr("kb.cli.search.is_terminal", lambda: True)
    return CliRunner().invoke(main, ["search", *args], input=typed)


def test_reads_an_article(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = search(monkeypatch, "1\n\n", "KANARKA-77")
    assert found.exit_code == 0, found.output
    assert "  1  VPN не під'єднується  KB-0005" in found.stdout
    assert "Помилка 809." in found.stdout and "visibility · internal" in found.stdout


def test_what_is_hidden_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = search(monkeypatch, "1\n", "VPN", "--edition", "public/uk")
    assert "Помилка 809." in found.stdout
    assert "KANARKA" not in found.stdout and "затаєнець" not in found.stdout


def test_no_input_and_other_formats_ask_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = search(monkeypatch, "1\n", "VPN", "--no-input").stdout
    assert plain.startswith("KB-0005  VPN") and "number to read" not in plain
    assert "number to read" not in search(monkeypatch, "1\n", "VPN", "--format", "json").stdout


def test_the_address_of_a_page(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert "set site_url" in search(monkeypatch, "o 1\n", "черга").stdout
    assert not opened
    search(monkeypatch, "o 1\n", "скасування", "--site", "http://127.0.0.1:8000/")
    search(monkeypatch, "o 1\n", "vpn", "--edition", "public/uk", "--site", "https://help.example.org")
    assert opened == [
        "http://127.0.0.1:8000/internal/uk/printing/printer/#%D0%BE%D1%87%D0%B8%D1%81%D1%82%D0%B8%D1%82%D0%B8-%D1%87%D0%B5%D1%80%D0%B3%D1%83",
        "https://help.example.org/uk/network/vpn/",
    ]
    assert "no address" in search(monkeypatch, "o 1\n", "vpn", "--site", "javascript:alert(1)").stdout
