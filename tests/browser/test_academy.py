"""A path started, interrupted, continued after its content changed, and finished; progress in files; a mentor's word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import build, served
from tests.browser.kitchen import ROOT
from tests.browser.test_axe import violations
from tests.conftest import article
from tests.training.paths.school import CERTIFICATIONS, module, school

pytestmark = pytest.mark.browser

NEEDS = "prerequisites: [KB-0022]\n"
Rebuild = Callable[[dict[str, str]], None]


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for path, text in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(text), encoding="utf-8")


@pytest.fixture(scope="module")
def school_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Rebuild]]:
    """Address of a small academy, and what writes other files and builds it again."""
    folder = tmp_path_factory.mktemp("school")
    write(folder, {**school(), ".kb/certifications.yml": CERTIFICATIONS})
    config = folder / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with served(folder / "out" / "public") as address:

        def rebuild(files: dict[str, str]) -> None:
            write(folder, dict(files))
            build(config, folder / "out", "public/en", address)

        rebuild({})
        yield address + "/en/academy/", rebuild


@pytest.fixture
def home(school_site: tuple[str, Rebuild]) -> str:
    return school_site[0]


def states(page: Page) -> list[str | None]:
    expect(page.locator(".kb-map__state").last).not_to_be_empty()
    return [item.get_attribute("data-state") for item in page.locator(".kb-map > li").all()]


def tick(page: Page, name: str) -> None:
    box = page.get_by_role("checkbox", name=name)
    box.check()
    expect(box).to_be_checked()


def test_started_interrupted_continued_after_a_change_and_finished(
    context: BrowserContext, school_site: tuple[str, Rebuild]
) -> None:
    home, rebuild = school_site
    page = context.new_page()
    page.goto(home + "../net/vpn/")
    expect(page.locator("kb-study-tick:defined")).to_be_attached()
    expect(page.locator(".kb-study__used")).to_be_hidden()  # a reader with a problem is not studying
    page.goto(home)
    assert states(page) == ["open", "locked"]
    expect(page.locator(".kb-map__state").last).to_contain_text("Locked: “Module A” first")
    # The start leads into the first module; instant navigation replaces the page
    page.get_by_role("link", name="Start: Module A").click()
    page.get_by_role("link", name="Start: VPN fails").click()
    used = page.locator(".kb-study__used")
    expect(used.get_by_role("link", name="Module A")).to_be_visible()
    tick(page, "Done (VPN fails)")
    page.close()

    # Days later the article says something else, the second module's step is to be read, and the path is longer
    rebuild(
        {
            "en/net/vpn.md": article("The VPN is another one now.", id="KB-0011", title="VPN fails"),
            "en/academy/m2.md": module("KB-0023", "B", "{article: KB-0012, do: read}", NEEDS),
        }
    )
    page = context.new_page()
    page.goto(home + "path/")
    assert states(page) == ["begun", "locked"]
    page.get_by_role("link", name="Continue where you left: Module A").click()
    expect(page.locator(".kb-study__sum")).to_contain_text("of 30 min done")
    changed = page.locator(".kb-tick__state").first
    expect(changed).to_contain_text("Changed since you finished")
    expect(page.get_by_role("checkbox", name="Done (VPN fails)")).to_be_checked()
    changed.get_by_role("button", name="I have seen the change").click()
    expect(changed).to_be_empty()
    tick(page, "I have finished this lesson")
    expect(page.locator(".kb-study__on")).to_have_text("Everything is done.")
    page.get_by_role("link", name="Module B").last.click()
    tick(page, "Done (No Wi-Fi)")
    tick(page, "I have finished this lesson")
    page.goto(home + "path/")
    assert states(page) == ["done", "done"]
    expect(page.locator(".kb-study__sum")).to_contain_text("60 of 60 min done (100")

    # A step that is renamed afterwards keeps its mark
    rebuild({"en/academy/m2.md": module("KB-0023", "B", "{article: KB-0012, do: rehearse}", NEEDS)})
    page.goto(home + "m2/")
    expect(page.get_by_role("checkbox", name="Done (No Wi-Fi)")).to_be_checked()
    expect(page.locator(".kb-tick__state").first).to_contain_text("Changed since you finished")


def test_progress_goes_to_a_file_and_the_newer_record_wins(context: BrowserContext, home: str, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(home + "m1/")
    tick(page, "Done (VPN fails)")
    page.get_by_text("Your progress", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert saved["step"]["KB-0022:KB-0011/read"]["done"] is True

    saved["step"]["KB-0022:KB-0011/read"] |= {"done": False, "at": "2020-01-01T00:00:00Z"}
    saved["step"]["KB-0022:lesson"] = {"done": True, "at": "2026-01-01T00:00:00Z"}
    saved["step"]["KB-OLD:KB-9999/read"] = {"done": True, "at": "2026-01-01T00:00:00Z"}
    saved["step"]["__proto__"] = {"done": True}
    saved["question"]["Q-FUTURE-1"] = {"at": "2999-01-01T00:00:00Z"}
    file.write_text(json.dumps(saved), encoding="utf-8")
    chooser, status = page.locator("kb-study-file input"), page.locator("kb-study-file [role=status]")
    chooser.set_input_files(file)
    expect(status).to_contain_text("2 new records, 0 newer ones")
    expect(status).to_contain_text("Records left out because they can't be right: 2.")
    expect(page.get_by_role("checkbox", name="Done (VPN fails)")).to_be_checked()  # the older record lost
    expect(page.get_by_role("checkbox", name="I have finished this lesson")).to_be_checked()
    kept = json.loads(page.evaluate("localStorage.getItem('kb-progress')"))
    assert "KB-OLD:KB-9999/read" in kept["step"]  # what no page knows is kept

    for name, text, said in [
        ("json", "<html>", "not a file of progress"),
        ("format", '{"format": "other"}', "something else"),
        ("newer", '{"format": "poradnyk-progress", "version": 99}', "later version"),
        ("size", " " * 4_100_000, "too large"),
    ]:
        file.write_text(text, encoding="utf-8")
        chooser.set_input_files(file)
        expect(status, name).to_contain_text(said)
    assert json.loads(page.evaluate("localStorage.getItem('kb-progress')")) == kept


def test_a_mentor_confirms_and_the_record_says_what_it_is(context: BrowserContext, home: str) -> None:
    page = context.new_page()
    page.goto(home + "m1/")
    page.get_by_text("A mentor's confirmation").click()
    mentor = page.locator("kb-study-mentor")
    mentor.get_by_role("button", name="Confirm what is chosen").click()
    expect(mentor.locator("[role=status]")).to_contain_text("choose at least one objective")
    mentor.get_by_label("The mentor's name").fill("<b>Olena</b>")
    mentor.get_by_label("First goal of A").check()
    mentor.get_by_label("Date").fill("2026-11-02")
    mentor.get_by_role("button", name="Confirm what is chosen").click()
    expect(mentor.locator(".kb-mentor__word").first).to_contain_text("Confirmed by <b>Olena</b>, 2 November 2026")
    page.goto(home + "path/record/")
    page.get_by_label("The name to print").fill("Taras")
    expect(page.locator("[data-say=name]")).to_have_text("Taras")
    expect(page.locator(".kb-mentor__word").first).to_contain_text("Confirmed by <b>Olena</b>")
    expect(page.locator("[data-say=done]").first).to_have_text("not finished yet")
    page.emulate_media(media="print")
    expect(page.get_by_text("It is no certificate and no diploma.")).to_be_visible()
    expect(page.get_by_label("The name to print")).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(home + "m1/")
    page.get_by_text("A mentor's confirmation").click()
    page.get_by_role("button", name="Withdraw the confirmation: First goal of A").click()
    expect(page.locator(".kb-mentor__word").first).to_be_empty()


def test_by_keyboard_alone(context: BrowserContext, home: str) -> None:
    page = context.new_page()
    page.goto(home + "m1/")
    box = page.get_by_role("checkbox", name="Done (VPN fails)")
    expect(page.locator(".kb-study__on a")).to_be_visible()
    for _ in range(80):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page.locator(".kb-study__on a")).to_contain_text("Continue where you left")


@pytest.mark.parametrize("how", ["off", "full"])
def test_where_the_browser_keeps_nothing_the_page_says_so(context: BrowserContext, home: str, how: str) -> None:
    broken = "throw new DOMException('no', 'QuotaExceededError')"
    context.add_init_script(f"Storage.prototype.setItem = () => {{ {broken} }}")
    if how == "off":
        context.add_init_script(f"Storage.prototype.getItem = () => {{ {broken} }}")
    page = context.new_page()
    page.goto(home + "m1/")
    tick(page, "Done (VPN fails)")
    expect(page.locator(".kb-study__trouble")).to_contain_text("The browser keeps nothing")
    tick(page, "I have finished this lesson")
    expect(page.get_by_role("checkbox", name="Done (VPN fails)")).to_be_checked()


def test_a_damaged_or_newer_store_is_not_written_over(context: BrowserContext, home: str) -> None:
    page = context.new_page()
    page.goto(home + "m1/")
    page.evaluate("localStorage.setItem('kb-progress', '{damaged')")
    page.reload()
    expect(page.locator(".kb-study__trouble")).to_contain_text("damaged; it was put aside")
    tick(page, "Done (VPN fails)")
    assert page.evaluate("localStorage.getItem('kb-progress-unreadable')") == "{damaged"
    newer = '{"format": "poradnyk-progress", "version": 99}'
    page.evaluate("text => localStorage.setItem('kb-progress', text)", newer)
    page.reload()
    page.get_by_role("checkbox", name="Done (VPN fails)").click()
    expect(page.locator(".kb-study__trouble")).to_contain_text("a later version")
    assert page.evaluate("localStorage.getItem('kb-progress')") == newer


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1360, "light")])
def test_it_is_accessible(browser: Browser, home: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "path/", "m2/", "path/record/", "../net/wifi/"):
        page.goto(home + path)
        for summary in page.locator(".kb-study summary").all():
            summary.click()
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_it_reads_without_a_script(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + "path/")
    assert page.locator(".kb-map h3").all_inner_texts() == ["Module A", "Module B"]
    assert not page.locator(".kb-study input:visible, .kb-study button:visible, .kb-study progress:visible").count()
    page.get_by_role("link", name="Module B").first.click()
    expect(page.get_by_role("link", name="No Wi-Fi").first).to_be_visible()
    expect(page.locator(".kb-study__needs")).to_contain_text("Module A")
    context.close()


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ({"M:lesson": {"done": True}}, "done"),
        ({"M:lesson": {"done": True, "prints": {"e": "old"}}}, "changed"),
        ({"M:lesson": {"done": True, "prints": {"other": "old"}}}, "done"),
        ({"M:lesson": {"done": False}}, "open"),
        ({}, "open"),
    ],
)
def test_a_print_counts_in_its_own_edition(page: Page, home: str, steps: object, expected: str) -> None:
    page.goto(home)
    code = "async s => { const m = await import('/en/assets/kb/academy/study.js'); return m.moduleState(s, 'M', [['lesson', 9, 'new', [], []]], 'e').states[0] }"
    assert page.evaluate(code, steps) == expected


def test_versions_of_the_store_follow_one_another(page: Page, home: str) -> None:
    page.goto(home)
    code = """async () => {
      const { migrate } = await import('/en/assets/kb/academy/progress.js')
      const steps = { 1: (s) => ({ ...s, step: { a: 1 } }), 2: (s) => ({ ...s, exam: { ...s.step } }) }
      return [migrate({ format: 'poradnyk-progress', version: 1 }, steps, 3), migrate({ format: 'x', version: 1 }), migrate([])]
    }"""
    made = page.evaluate(code)
    assert made == [{"format": "poradnyk-progress", "version": 3, "step": {"a": 1}, "exam": {"a": 1}}, None, None]
