"""The contact card in the browser: who answers now, the text to hand over, by keyboard and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import build, served
from tests.browser.kitchen import ROOT
from tests.browser.test_axe import violations
from tests.conftest import article
from tests.search.javascript import MODULES, run_js

pytestmark = pytest.mark.browser

QUEUES = """net:
  name: Network
  kind: team
  hours: {days: mon-fri, from: "08:00", to: "18:00", zone: Europe/Kyiv}
  contact: {email: net@example.org}
  on_call: {phone: the rota, note: P1 only}
  sla: {P1: 15m, P2: 1h}
  attach: [the log, the address]
third: {name: Third, kind: team, hours: always, contact: {email: t@example.org}}
desk: {name: Desk, kind: team, hours: {days: mon-fri, from: "08:00", to: "18:00", zone: Europe/Kyiv}, contact: {email: d@example.org}}
"""
RECORD = {
    "inputs": [
        {"name": "pc", "label": "Computer", "value": "PC-0142"},
        {"name": "pw", "label": "Password", "value": None},
    ],
    "steps": [
        {"number": 1, "text": "Ping it", "outcome": "done", "at": "2026-11-23T19:05:00+02:00", "note": ""},
        {"number": 2, "text": "Restart.", "outcome": "failed", "at": None, "note": "no $& answer"},
        {"number": 3, "text": "Wait", "outcome": "open", "at": None, "note": ""},
    ],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("desk")
    files = {
        ".kb/queues.yml": QUEUES,
        "en/index.md": article("Hello.", id="KB-0001", title="Help", more="type: page\n"),
        "en/vpn.md": article("Step.", id="KB-0002", title="VPN", more="severity: P2\nescalation: net\n"),
    }
    for path, text in files.items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with served(root / "out") as address:
        build(config, root / "out", "internal/en", address)
        yield f"{address}/internal/en/"


@pytest.fixture
def kyiv(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="Europe/Kyiv", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("at", "state", "said", "due"),
    [
        ("2026-11-23T10:00:00+02:00", "open", "There until 18:00.", "for P2 is due by 11:00"),
        ("2026-11-23T19:00:00+02:00", "on-call", "The queue opens Tuesday 08:00.", "due by Tuesday 09:00"),
        ("2026-11-28T10:00:00+02:00", "on-call", "The queue opens Monday 08:00.", "due by Monday 09:00"),
    ],
)
def test_it_says_who_answers_now(kyiv: Page, desk: str, at: str, state: str, said: str, due: str) -> None:
    kyiv.clock.set_fixed_time(at)
    kyiv.goto(desk + "vpn/")
    card = kyiv.locator("kb-escalation")
    expect(card).to_have_attribute("data-state", state)
    expect(card.locator(".kb-queue__now")).to_contain_text(said)
    expect(card.locator(".kb-queue__due")).to_contain_text(due)
    expect(card.locator("[data-now]:visible")).to_have_count(1)
    expect(card.locator(f"[data-when={state}] [data-now]")).to_be_visible()


def test_it_works_after_instant_navigation_too(kyiv: Page, desk: str) -> None:
    kyiv.clock.set_fixed_time("2026-11-23T10:00:00+02:00")
    kyiv.goto(desk)
    kyiv.evaluate("window.stayed = true")
    kyiv.get_by_role("link", name="VPN").first.click()
    card = kyiv.locator("kb-escalation")
    expect(card).to_have_attribute("data-state", "open")
    expect(card).to_have_css("display", "grid")
    assert kyiv.evaluate("window.stayed")


def test_a_queue_without_people_on_call_says_when_it_opens(kyiv: Page, desk: str) -> None:
    kyiv.clock.set_fixed_time("2026-11-23T19:00:00+02:00")
    kyiv.goto(desk + "kb/queues/")
    expect(kyiv.locator("kb-escalation").last.locator(".kb-queue__now")).to_have_text(
        "Closed now. Opens Tuesday 08:00."
    )


def test_the_text_follows_the_ticks_and_the_run_until_somebody_writes(kyiv: Page, desk: str) -> None:
    kyiv.clock.set_fixed_time("2026-11-23T19:10:00+02:00")
    kyiv.goto(desk + "vpn/")
    field = kyiv.get_by_label("Text to hand over")
    expect(field).to_have_value(_part("(no steps were carried out here yet)"))
    kyiv.get_by_label("the log").focus()
    kyiv.keyboard.press("Space")
    expect(field).to_have_value(_part("- the log"))
    kyiv.evaluate(
        """record => {
            const run = document.createElement("kb-runbook")
            Object.defineProperty(run, "record", { value: record })
            document.body.append(run)
            run.dispatchEvent(new CustomEvent("kb:run", { bubbles: true }))
        }""",
        RECORD,
    )
    expect(field).to_have_value(_part("2. Restart: failed (no $& answer)"))
    field.focus()
    kyiv.keyboard.press("Control+End")
    kyiv.keyboard.type("Olena")
    kyiv.get_by_label("the address").check()
    kyiv.get_by_role("button", name="Copy the text").click()
    expect(kyiv.locator(".kb-queue__copied")).to_contain_text("Gaps left to fill: 4")
    copied = kyiv.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("{{agent}}Olena") and "- the address" not in copied
    kyiv.get_by_role("button", name="Write it anew").click()
    expect(field).to_have_value(_part("- the address"))


def _part(text: str) -> Any:
    return re.compile(re.escape(text))


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1360, "light")])
def test_it_is_accessible(browser: Browser, desk: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("vpn/", "kb/queues/"):
        page.goto(desk + path)
        page.locator(".kb-queue__now").first.wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_without_a_script_everything_is_there(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + "vpn/")
    text = page.locator(".kb-escalation").inner_text()
    assert "net@example.org" in text and "the rota" in text and "Mon–Fri 08:00–18:00" in text
    assert "{{record}}" in page.locator("textarea").input_value()
    assert not page.get_by_role("button", name="Copy the text").is_visible()
    context.close()


def test_what_was_done_in_lines() -> None:
    words = {"done": "done", "failed": "failed", "left": "left"}
    code = "async (kb, [record, words]) => [kb.runLines(record, words, () => '19:05'), kb.runLines(null, words), kb.gaps('{{a}} {{b}}')]"
    lines, nothing, gaps = run_js(code, [RECORD, words], MODULES.parent / "escalation", ("handover.js",))
    assert lines == "Computer: PC-0142\n1. Ping it: done, 19:05\n2. Restart: failed (no $& answer)\nLeft: 3"
    assert nothing == "" and gaps == 2
