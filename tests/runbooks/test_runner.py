"""A runbook carried out on a phone: by touch, by keyboard, under a screen reader's tree."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.runbooks.fill import fill as filled
from kb.runbooks.read import read_runbook
from tests.browser.test_axe import violations
from tests.conftest import library_of
from tests.runbooks.site import LONG, PLACE, STEPS, files

pytestmark = pytest.mark.browser

HOSTILE = "x'; rm -rf / #\"$(id)`id`"


def pasted(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def fill(page: Page, gateway: str = "vpn.example.org", server: str = "VPN01", password: str = "") -> None:
    page.get_by_label("Name of the gateway").fill(gateway)
    page.get_by_label("Server").fill(server)
    if password:
        page.get_by_label("Password").fill(password)


def code(page: Page, name: str) -> str:
    return str(page.locator(f"[data-kb-cell={name}] code").evaluate("code => code.textContent")).rstrip("\n")


def test_by_touch_from_the_first_step_to_the_pasted_note(page: Page) -> None:
    fill(page)
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    expect(page.locator("#step-2 .kb-step__head")).to_be_focused()
    page.locator("#step-2").get_by_role("button", name="Did not work").tap()
    note = page.get_by_label("Note on step 2")
    expect(note).to_be_focused()
    note.fill("no answer; olena@example.org, password: hunter22")
    page.locator("#step-2 a").tap()
    expect(page.locator("#step-5 .kb-step__head")).to_be_focused()
    expect(page.locator("#step-3")).to_have_attribute("data-outcome", "skipped")
    expect(page.locator("#step-4 .kb-step__state")).to_contain_text("Skipped after step 2")
    assert page.url.endswith("#step-5")
    page.locator("#step-5").get_by_role("button", name="Done").tap()
    page.locator("#step-6").get_by_role("button", name="Done").tap()
    expect(page.get_by_role("heading", name="Ticket note")).to_be_focused()
    expect(page.get_by_role("button", name="To the note")).to_be_visible()
    page.get_by_role("button", name="Copy the note (Markdown)").tap()
    expect(page.locator(".kb-run__status")).to_contain_text("copied")
    text = pasted(page)
    assert text.startswith("**Runbook KB-0301: Gateway does not answer**")
    assert "- Step 1: Write down the time. · done, " in text and "- Steps 3–4: skipped after step 2" in text
    assert "vpn.example.org" in text and "olena@example.org" not in text and "hunter22" not in text
    assert "Nothing." in text.partition("What remains")[2]
    page.get_by_role("button", name="Copy as plain text").tap()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('Runbook KB-0301'))")


def test_by_keyboard_alone(page: Page) -> None:
    def to(name: str) -> None:
        for _ in range(40):
            if name in str(
                page.evaluate("document.activeElement.closest('[data-do], input, textarea, a')?.textContent ?? ''")
            ):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {name}")

    page.get_by_label("Name of the gateway").focus()
    page.keyboard.type("vpn.example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("VPN01")
    to("Start") if False else page.keyboard.press("Tab")
    page.get_by_role("button", name="To step 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#step-1 .kb-step__head")).to_be_focused()
    to("Done")
    page.keyboard.press("Enter")
    expect(page.locator("#step-2 .kb-step__head")).to_be_focused()
    to("Copy")
    page.keyboard.press("Space")
    expect(page.locator("#step-2 .kb-cell__status")).to_have_text("Copied")
    assert pasted(page) == "ping -c 4 vpn.example.org && echo VPN01"
    to("go to step 5")
    page.keyboard.press("Enter")
    expect(page.locator("#step-5 .kb-step__head")).to_be_focused()
    to("Copy the dangerous command")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".kb-confirm__text")).to_be_focused()
    assert "Restart" not in pasted(page)
    to("Yes, copy the dangerous command")
    page.keyboard.press("Enter")
    expect(page.locator("#step-5 [data-do=arm]")).to_be_focused()
    assert pasted(page) == "Restart-Computer 'VPN01' -Force"
    assert page.evaluate(
        "matchMedia('(hover: none)').matches || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
    )


def test_what_is_shown_is_what_is_copied_and_stays_in_its_argument(page: Page) -> None:
    fill(page, server=HOSTILE)
    for name, quoted in (("ping", "'x'\"'\"'; rm -rf / #\"$(id)`id`'"),):
        page.wait_for_function(
            "name => !document.querySelector(`[data-kb-cell=${name}] code`).textContent.includes('{{')", arg=name
        )
        assert quoted in code(page, name)
        page.locator("#step-2 [data-do=copy]").tap()
        expect(page.locator("#step-2 .kb-cell__status")).to_have_text("Copied")
        assert pasted(page) == code(page, name)
    # PowerShell 5.1 and cmd have no safe way to hold a double quote: nothing is filled in or copied
    page.locator("#step-3 [data-do=copy]").tap()
    expect(page.locator("#step-3 .kb-cell__status")).to_contain_text("cannot be handed to powershell safely")
    assert code(page, "services") == "Get-Service -ComputerName {{server}}"
    fill(page, server="it’s; $(Stop-Computer)")
    page.locator("#step-3 [data-do=copy]").tap()
    expect(page.locator("#step-3 .kb-cell__status")).to_have_text("Copied")
    assert pasted(page) == code(page, "services") == "Get-Service -ComputerName 'it’’s; $(Stop-Computer)'"
    # A line end that was pasted into a field does not get into a command
    page.get_by_label("Server").evaluate(
        "field => { field.value = 'a\\u2028b'; field.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    page.locator("#step-3 [data-do=copy]").tap()
    expect(page.locator("#step-3 .kb-cell__status")).to_contain_text("Not ready yet")
    assert code(page, "services") == "Get-Service -ComputerName {{server}}"


def test_the_page_and_the_terminal_fill_alike(page: Page) -> None:
    values = {"gateway": "vpn.example.org", "server": "it's; $(x) & `y`", "password": "S3cret word"}
    runbook = read_runbook(library_of({"en/desk/gateway.md": files()["en/desk/gateway.md"]}).articles[0])
    fill(page, *values.values())
    page.get_by_role("button", name="Show").tap()
    for cell in runbook.cells:
        assert cell.shell is not None
        assert code(page, cell.name) == filled(cell.command, cell.shell, runbook.inputs, values).command


def test_a_missing_value_leads_to_its_field_and_back(page: Page) -> None:
    page.locator("#step-3 [data-do=copy]").tap()
    page.locator("#step-3").get_by_role("button", name="fill in “Server”").tap()
    field = page.get_by_label("Server")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#kb-run-server-wrong")).to_contain_text("Fill in")
    page.keyboard.type("VPN01")
    expect(field).to_have_attribute("aria-invalid", "false")
    page.get_by_label("Name of the gateway").fill("a b")
    page.get_by_label("Name of the gateway").blur()
    expect(page.locator("#kb-run-gateway-wrong")).to_contain_text("For example: vpn.example.org")


def test_a_secret_is_covered_copied_in_full_and_kept_nowhere(page: Page, context: BrowserContext) -> None:
    fill(page, password="S3cret word")
    expect(page.locator("[data-kb-cell=login] code")).to_contain_text("••••••")
    page.locator("#step-4 [data-do=copy]").first.tap()
    expect(page.locator("#step-4 .kb-cell__status").first).to_have_text("Copied")
    assert pasted(page) == 'net use \\\\vpn.example.org "S3cret word" /user:VPN01'
    assert "S3cret" not in code(page, "login")
    page.get_by_role("button", name="Show").tap()
    assert '"S3cret word"' in code(page, "login")
    page.locator("#step-4").get_by_role("button", name="Note").tap()
    page.get_by_label("Note on step 4").fill("S3cret word was right")
    page.locator("#step-4").get_by_role("button", name="Done").tap()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    kept = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie")
    assert "VPN01" in kept and "S3cret" not in kept
    assert "S3cret" not in json.dumps(page.evaluate("document.querySelector('kb-runbook').record"))
    page.reload()
    expect(page.get_by_label("Server")).to_have_value("VPN01")
    expect(page.get_by_label("Password")).to_have_value("")


def test_variables_are_set_before_the_command(page: Page) -> None:
    fill(page)
    page.locator("#step-4 [data-do=copy]").nth(1).tap()
    expect(page.locator("#step-4 .kb-cell__status").nth(1)).to_have_text("Copied")
    assert pasted(page) == 'GATEWAY=vpn.example.org\nssh "$GATEWAY" uptime' == code(page, "env")


def test_a_dangerous_command_cannot_be_taken_by_selecting(page: Page) -> None:
    fill(page)
    select = "() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('kb-runbook')); getSelection().removeAllRanges(); getSelection().addRange(range); return getSelection().toString() }"
    text = page.evaluate(select)
    assert "Get-Service" in text and "Restart-Computer" not in text
    page.locator("#step-5 [data-do=arm]").tap()
    expect(page.locator(".kb-confirm")).to_contain_text("Server: VPN01")
    page.get_by_label("Server").fill("VPN02")
    expect(page.locator(".kb-confirm")).to_have_count(0)
    page.locator("#step-5 [data-do=arm]").tap()
    page.keyboard.press("Escape")
    expect(page.locator(".kb-confirm")).to_have_count(0)
    expect(page.locator("#step-5 [data-do=arm]")).to_be_focused()
    assert page.locator("[data-kb-cell=restart] .md-code__nav:visible").count() == 0


def test_a_reload_in_the_middle_loses_nothing(page: Page) -> None:
    fill(page)
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.locator("#step-2").get_by_role("button", name="Did not work").tap()
    page.get_by_label("Note on step 2").fill("no answer")
    page.reload()
    expect(page.locator("#step-1")).to_have_attribute("data-outcome", "done")
    expect(page.locator("#step-1 .kb-step__state")).to_have_text(re.compile(r"Done, \d\d:\d\d"))
    expect(page.get_by_label("Note on step 2")).to_have_value("no answer")
    expect(page.locator(".kb-run__count")).to_have_text("2 of 6 · did not work: 1")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-kb-cell=services] code")).to_contain_text("'VPN01'")
    page.get_by_role("button", name="Pause").tap()
    page.reload()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()


def test_going_away_and_coming_back_keeps_the_run(page: Page) -> None:
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.evaluate("window.same = true")
    page.locator(".kb-breadcrumbs a").last.click()
    expect(page.locator("kb-runbook")).to_have_count(0)
    page.go_back()
    expect(page.locator("#step-1")).to_have_attribute("data-outcome", "done")
    page.locator("#step-2").get_by_role("button", name="Done").tap()
    expect(page.locator(".kb-run__count")).to_have_text("2 of 6")


OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("broken", [OFF, FULL], ids=["off", "full"])
def test_without_storage_it_says_so_and_goes_on(context: BrowserContext, desk: str, broken: str) -> None:
    context.add_init_script(broken)
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(desk + PLACE)
    expect(page.locator("[data-message=storage]")).to_contain_text("does not keep this run")
    page.locator("[data-message=storage]").get_by_role("button", name="Hide").tap()
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.get_by_role("button", name="Copy the note (Markdown)").tap()
    expect(page.locator(".kb-run__status")).to_contain_text("copied")
    assert "Step 1: Write down the time. · done" in pasted(page)
    page.locator(".kb-breadcrumbs a").last.click()
    expect(page.locator("kb-runbook")).to_have_count(0)
    page.go_back()
    expect(page.locator("#step-1")).to_have_attribute("data-outcome", "done")
    page.reload()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("way", ["selection", "none"])
def test_without_the_clipboard_it_is_copied_otherwise_or_selected(context: BrowserContext, desk: str, way: str) -> None:
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    if way == "none":
        context.add_init_script("document.execCommand = () => false")
    page = context.new_page()
    page.goto(desk + PLACE)
    fill(page)
    page.locator("#step-5 [data-do=arm]").tap()
    page.get_by_role("button", name="Yes, copy the dangerous command").tap()
    if way == "selection":
        expect(page.locator("#step-5 .kb-cell__status")).to_have_text("Copied")
        expect(page.locator("#step-5 [data-do=arm]")).to_be_focused()
        assert pasted(page) == "Restart-Computer 'VPN01' -Force"
    else:
        expect(page.locator("#step-5 .kb-cell__status")).to_contain_text("copy it by hand")
        assert page.evaluate("getSelection().toString()").strip() == "Restart-Computer 'VPN01' -Force"
        page.get_by_role("button", name="Copy as plain text").tap()
        expect(page.locator(".kb-run__status")).to_contain_text("copy it by hand")
        assert page.evaluate("getSelection().toString()").startswith("Runbook KB-0301")


def test_undo_pause_and_starting_over(page: Page) -> None:
    page.locator("article .kb-prose > p a").first.tap()
    expect(page.locator("[data-message=branch]")).to_contain_text("On to step 3. Steps skipped: 2.")
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator("[data-outcome]")).to_have_count(0)
    done = page.locator("#step-1").get_by_role("button", name="Done")
    done.tap()
    expect(done).to_have_attribute("aria-pressed", "true")
    done.tap()
    expect(done).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Start over…").tap()
    page.get_by_role("button", name="Keep it").tap()
    expect(page.get_by_role("button", name="Start over…")).to_be_focused()
    fill(page)
    page.get_by_role("button", name="Start over…").tap()
    page.get_by_role("button", name="Yes, delete and start over").tap()
    expect(page.get_by_label("Server")).to_have_value("")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kb-run:'))") == []


def test_the_record_can_be_downloaded(page: Page) -> None:
    from kb.runbooks.record import from_json

    fill(page, password="S3cret word")
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the record").tap()
    run = from_json(json.loads(waiting.value.path().read_text(encoding="utf-8")))
    assert (run.runbook, run.steps[0].outcome, run.inputs[2].value) == ("KB-0301", "done", None)
    assert waiting.value.suggested_filename.startswith("KB-0301-")


def test_one_step_at_a_time(page: Page) -> None:
    page.get_by_role("button", name="One step at a time").tap()
    expect(page.locator(".kb-step:visible")).to_have_count(1)
    page.get_by_role("button", name="Next").tap()
    expect(page.locator("#step-2 .kb-step__head")).to_be_focused()
    expect(page.locator(".kb-step:visible")).to_have_count(1)
    page.locator("#step-2 a").tap()
    expect(page.locator("#step-5")).to_be_visible()
    page.evaluate("document.querySelector('kb-audience-switch [value=accessibility]').click()")
    expect(page.locator("kb-steps")).to_have_count(0)
    expect(page.locator(".kb-step:visible")).to_have_count(1)


def test_what_a_screen_reader_gets(page: Page) -> None:
    fill(page)
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    expect(page.get_by_role("status").filter(has_text="Step 1 done.")).to_have_count(1)
    group = page.get_by_role("group", name="Step 2", exact=True)
    names = [button.get_attribute("aria-label") for button in group.get_by_role("button").all()]
    assert names == ["Done, Step 2", "Did not work, Step 2", "Skip, Step 2", "Note, Step 2"]
    expect(page.locator("#step-2")).to_have_attribute("aria-current", "step")
    expect(page.get_by_role("region", name="Progress of the run").get_by_role("timer")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Steps carried out")).to_have_attribute("value", "1")
    expect(page.get_by_role("button", name="Copy, Step 2, ping")).to_be_visible()
    tree = page.locator("#step-2").aria_snapshot()
    assert "- paragraph: Step 2 of 6" in tree and 'button "Done, Step 2"' in tree
    page.locator("#step-5 [data-do=arm]").tap()
    expect(page.get_by_role("group", name="Copy the dangerous command…")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    fill(page, gateway="a b")
    page.get_by_label("Server").focus()
    page.locator("#step-1").get_by_role("button", name="Done").tap()
    page.locator("#step-2").get_by_role("button", name="Did not work").tap()
    page.locator("#step-2 a").tap()
    page.locator("#step-5 [data-do=arm]").tap()
    page.locator(".kb-run__preview summary").tap()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll("kb-runbook :is(button, input, textarea, summary)")]
          .filter(one => one.checkVisibility()).filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    )
    assert small == []


def test_hundreds_of_steps_stay_fluent(context: BrowserContext, desk: str) -> None:
    page = context.new_page()
    page.goto(desk + LONG)
    page.wait_for_selector("kb-runbook[data-running]")
    expect(page.locator(".kb-step__bar")).to_have_count(STEPS)
    times = page.evaluate(
        """async () => {
          const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
          const spent = async act => { const begin = performance.now(); act(); const script = performance.now() - begin; await frame(); return script }
          const clicks = []
          for (let n = 10; n <= 390; n += 10) clicks.push(await spent(() => document.querySelector(`#step-${n} [data-do=done]`).click()))
          const field = document.querySelector("#kb-run-gateway")
          const typing = []
          for (const value of ["v", "vp", "vpn", "vpn0"]) typing.push(await spent(() => {
            field.value = value
            field.dispatchEvent(new Event("input", { bubbles: true }))
          }))
          return { click: clicks.sort((a, b) => a - b)[Math.floor(clicks.length / 2)], typing: Math.max(...typing) }
        }"""
    )
    expect(page.locator("[data-kb-cell=c400] code")).to_have_text("ping -c 400 vpn0")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="To step 391").tap()
    expect(page.locator("#step-391 .kb-step__head")).to_be_focused()
    expect(page.locator("#step-391 .kb-step__head")).to_be_in_viewport()
    # Measured: 9 ms and 1 ms on a desk computer; several times as much would still not be felt
    assert times["click"] < 100 and times["typing"] < 100, times
