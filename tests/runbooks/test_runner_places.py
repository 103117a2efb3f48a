"""The runner where things differ: a folder on disk, no script, a strict policy, two tabs, paper, time that passes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kb.runbooks.labels import LABELS
from kb.runbooks.runner import runner_view
from tests.conftest import article, library_of
from tests.runbooks.site import PLACE, write_runbooks

pytestmark = pytest.mark.browser


def test_from_a_folder_on_disk(browser: Browser, tmp_path: Path) -> None:
    config = write_runbooks(tmp_path)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kb", "build", "--offline", "--edition", "internal/en"]
    done = subprocess.run(
        [*command, "-f", str(config), "--site-dir", str(out)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((out / "internal/en/desk/gateway/index.html").as_uri())
    page.get_by_label("Server").fill("VPN01")
    page.locator("#step-3 [data-do=copy]").click()
    expect(page.locator("#step-3 .kb-cell__status")).to_have_text("Copied")
    page.locator("#step-1").get_by_role("button", name="Done").click()
    page.locator("#step-2 a").click()
    expect(page.locator("#step-5 .kb-step__head")).to_be_focused()
    page.reload()
    expect(page.locator(".kb-run__count")).to_have_text("4 of 6")
    expect(page.get_by_label("Server")).to_have_value("VPN01")
    # A path on this computer says nothing to those who read the ticket
    assert page.evaluate("document.querySelector('kb-runbook').record.address") == ""
    assert wrong == []
    context.close()


def test_without_a_script_it_is_a_numbered_runbook(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + PLACE)
    expect(page.locator("ol > li.kb-step")).to_have_count(6)
    expect(page.locator("[data-kb-cell=services] code")).to_have_text("Get-Service -ComputerName {{server}}")
    expect(page.locator("kb-runbook button")).to_have_count(0)
    expect(page.locator("#step-2 a")).to_have_attribute("href", "#step-5")
    context.close()


def test_without_steps_there_is_nothing_to_carry_out(context: BrowserContext, desk: str) -> None:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(desk + PLACE.replace("gateway", "prose"), wait_until="networkidle")
    page.wait_for_function("Boolean(customElements.get('kb-runbook'))")
    expect(page.locator("kb-runbook button")).to_have_count(0)
    assert page.evaluate("document.querySelector('kb-runbook').record") is None
    assert wrong == []


def test_controls_in_a_text_of_another_language_name_their_own(context: BrowserContext, desk: str) -> None:
    page = context.new_page()
    page.goto(desk + PLACE.replace("gateway", "only"))
    page.get_by_role("button", name="Done, Step 1").tap()
    expect(page.locator(".kb-prose")).to_have_attribute("lang", "uk")
    for control in (".kb-step__head", ".kb-step__bar", ".kb-cell__bar"):
        expect(page.locator(control)).to_have_attribute("lang", "en")


def test_under_a_strict_policy(context: BrowserContext, desk: str) -> None:
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self'"
    wrong: list[str] = []

    def answer(route):  # type: ignore[no-untyped-def]
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(desk + PLACE)
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.get_by_role("button", name="Copy as plain text").tap()
    expect(page.locator(".kb-run__status")).to_contain_text("copied")
    with page.expect_download():
        page.get_by_role("button", name="Download the record").tap()
    assert wrong == []


def test_the_theme_may_put_the_page_in_anew(page: Page) -> None:
    """Material fetches a page again at the first jump within it."""
    page.get_by_label("Password").fill("S3cret word")
    page.get_by_label("Server").fill("VPN01")
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.evaluate("window.before = document.querySelector('kb-runbook')")
    page.evaluate("location.hash = '#verification'")
    page.wait_for_function(
        "document.querySelector('kb-runbook[data-running]') && document.querySelector('kb-runbook') !== window.before"
    )
    expect(page.get_by_label("Password")).to_have_value("S3cret word")
    expect(page.get_by_label("Server")).to_have_value("VPN01")
    expect(page.locator(".kb-run__count")).to_have_text("1 of 6")
    expect(page.locator("kb-runbook .kb-step__bar")).to_have_count(6)


def test_two_tabs_show_one_run(page: Page, context: BrowserContext, desk: str) -> None:
    other = context.new_page()
    other.goto(desk + PLACE)
    other.wait_for_selector("kb-runbook[data-running]")
    page.get_by_label("Server").fill("VPN01")
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    expect(other.locator("#step-1")).to_have_attribute("data-outcome", "done")
    expect(other.get_by_label("Server")).to_have_value("VPN01")
    other.locator("#step-2").get_by_role("button", name="Skip").tap()
    expect(page.locator(".kb-run__count")).to_have_text("2 of 6")


def test_time_pauses_and_the_expected_duration(context: BrowserContext, desk: str) -> None:
    page = context.new_page()
    page.clock.install(time="2026-11-23T10:00:00Z")
    page.goto(desk + PLACE)
    page.wait_for_selector("kb-runbook[data-running]")
    # From here on it moves only when the test says so
    page.clock.pause_at("2026-11-23T10:05:00Z")
    time = page.get_by_role("timer")
    expect(time).to_have_text("00:00 of 20 min")
    page.get_by_role("button", name="Start", exact=True).tap()
    page.clock.run_for("05:00")
    expect(time).to_have_text("05:00 of 20 min")
    page.get_by_role("button", name="Pause").tap()
    page.clock.run_for("10:00")
    expect(time).to_have_text("05:00 of 20 min")
    page.get_by_role("button", name="Resume").tap()
    page.clock.run_for("15:01")
    page.clock.run_for(100)
    expect(page.locator(".kb-run__bar")).to_have_attribute("data-late", "")
    expect(page.get_by_role("status").filter(has_text="20 minutes meant for this runbook are over")).to_have_count(1)
    page.get_by_role("button", name="Finish").tap()
    assert page.evaluate("document.querySelector('kb-runbook').record.seconds") == 1201


def test_paper_has_the_run_without_controls_and_secrets(page: Page) -> None:
    page.get_by_label("Password").fill("S3cret word")
    page.get_by_role("button", name="Show").tap()
    page.locator("#step-2").get_by_role("button", name="Did not work").tap()
    page.get_by_label("Note on step 2").fill("no answer")
    page.get_by_role("button", name="One step at a time").tap()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".kb-step:visible")).to_have_count(6)
    expect(page.get_by_label("Note on step 2")).to_be_visible()
    expect(page.locator("kb-runbook button:visible")).to_have_count(0)
    assert "S3cret" not in page.locator("kb-runbook").inner_text()
    expect(page.get_by_label("Password")).to_have_attribute("type", "password")


def test_both_languages_have_the_same_words() -> None:
    assert LABELS["uk"].keys() == LABELS["en"].keys()
    gaps = {
        language: {key: re.findall(r"\{\w+\}", text) for key, text in words.items()}
        for language, words in LABELS.items()
    }
    assert {key: sorted(found) for key, found in gaps["uk"].items()} == {
        key: sorted(found) for key, found in gaps["en"].items()
    }


def test_what_the_page_tells_is_only_what_to_ask_for() -> None:
    more = (
        "type: runbook\nduration: 1h\nexercised: [{on: 2026-11-02, by: CANARY, note: CANARY}]\n"
        "inputs:\n  - {name: pc, label: Computer, type: hostname, example: PC-1}\n  - {name: pw, type: secret, example: CANARY}\n"
    )
    view = runner_view(library_of({"en/a.md": article(more=more)}).articles[0], "en")
    assert view is not None and view.minutes == 60
    assert "CANARY" not in repr(view)
    assert re.search(r'"name": "pc", "label": "Computer", "type": "hostname", "example": "PC-1"', view.inputs)
    assert runner_view(library_of({"en/a.md": article()}).articles[0], "en") is None
