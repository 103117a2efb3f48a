"""Questions, practice and an exam in a real browser: by keyboard, across a reload, without scripts, from a folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser

EXAM = "/academy/exam/"
LESSON = "/academy/m01/"
PRACTICE = "/kb/academy/practice/"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the element has the focus: what can't be reached so, no keyboard reaches."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def exam_as_printed(folder: Path, seed: str) -> list[dict[str, Any]]:
    """What a mentor gets for the same number."""
    command = [sys.executable, "-m", "kb", "academy", "exam", "KB-0320", "--seed", seed, "--edition", "public/en"]
    done = subprocess.run(
        [*command, "--format", "json"], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)[0]["questions"]
    return found


def answer_by_keyboard(page: Page, row: dict[str, Any]) -> None:
    """Answer rightly, with the key that the mentor has."""
    form = page.locator(".kb-form")
    if row["kind"] == "single":
        place = "ABC".index(row["key"])
        tab_to(page, form.locator("input").first)
        page.keyboard.press("Space")
        for _ in range(place):
            page.keyboard.press("ArrowDown")
    elif row["kind"] == "multiple":
        for letter in row["key"].split(", "):
            tab_to(page, form.locator("input").nth("ABC".index(letter)))
            page.keyboard.press("Space")
    elif row["kind"] == "numeric":
        tab_to(page, form.locator("input"))
        page.keyboard.type("0,5 ms")
    elif row["kind"] == "matching":
        for place, left in enumerate(row["left"]):
            tab_to(page, form.locator("select").nth(place))
            page.keyboard.type({"1": "one", "2": "two", "3": "three"}[left])
    elif row["kind"] == "ordering":
        for place, item in enumerate(("First", "Second", "Third")):
            up = form.get_by_role("button", name=f"Move up: {item}")
            tab_to(page, up)
            while form.locator("li").nth(place).locator(".kb-form__text").inner_text() != item:
                page.keyboard.press("Enter")
                expect(up).to_be_focused()
            page.evaluate("document.querySelector('.kb-exam__title').focus()")  # Tab goes on from the top
    else:
        raise AssertionError(row["kind"])


def test_an_exam_by_keyboard_alone_and_again_from_its_number(tab: Page, bank_site: str, bank_folder: Path) -> None:
    printed = exam_as_printed(bank_folder, "42")
    tab.goto(bank_site + EXAM)
    tab_to(tab, tab.get_by_label("Number of the exam"))
    tab.keyboard.type("42")
    tab.keyboard.press("Enter")
    for number, row in enumerate(printed, 1):
        title = tab.get_by_role("heading", name=f"Question {number} of {len(printed)}")
        expect(title).to_be_focused()
        expect(tab.locator(".kb-exam__text")).to_contain_text(re.sub(r"[`*]|\]\(.*?\)|\[", "", row["text"]))
        if "options" in row:
            assert tab.locator(".kb-form__option label").all_inner_texts() == row["options"]
        answer_by_keyboard(tab, row)
        tab_to(
            tab, tab.get_by_role("button", name="Next" if number < len(printed) else "Review and finish", exact=True)
        )
        tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Review and finish")).to_be_focused()
    expect(tab.get_by_text("Answered 6 of 6; flagged: 0.")).to_be_visible()
    tab_to(tab, tab.get_by_role("button", name="Finish and see the result"))
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Passed")).to_be_focused()
    expect(tab.get_by_text("6 of 6 (100 %), 70 % needed")).to_be_visible()
    expect(tab.get_by_text("Exam 42, questions of edition")).to_be_visible()
    kept = tab.evaluate("JSON.parse(localStorage.getItem('kb-progress'))")
    assert kept["exam"]["KB-0320"]["passed"] and kept["exam"]["KB-0320"]["title"] == "Trial"
    assert set(kept["question"]) == {row["id"] for row in printed}


def test_answers_and_flags_survive_a_reload_and_what_was_wrong_is_to_be_read(tab: Page, bank_site: str) -> None:
    tab.goto(bank_site + EXAM)
    tab.get_by_label("Number of the exam").fill("42")
    tab.get_by_role("button", name="Start").click()
    for _ in range(2):
        tab.get_by_role("button", name="Next", exact=True).click()
    expect(tab.get_by_role("heading", name="Question 3 of 6")).to_be_visible()
    tab.get_by_label("Three").check()
    tab.get_by_label("Flag, to come back to it").check()
    tab.reload()
    tab.get_by_role("button", name="Continue the one begun").click()
    expect(tab.get_by_role("heading", name="Question 3 of 6")).to_be_visible()
    expect(tab.get_by_label("Three")).to_be_checked()
    tab.get_by_role("button", name="Review and finish").click()
    expect(tab.get_by_role("button", name="Question 3 of 6: answered, flagged")).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator(".kb-exam__paper > ol > li")).to_have_count(6)
    expect(tab.locator(".kb-exam__paper")).to_be_visible()
    expect(tab.get_by_role("button", name="Finish and see the result")).to_be_hidden()
    tab.emulate_media(media="screen")
    expect(tab.locator(".kb-exam__paper")).to_be_hidden()
    tab.get_by_role("button", name="Finish and see the result").click()
    expect(tab.get_by_text("Not answered: 5. Finish all the same?")).to_be_visible()
    tab.get_by_role("button", name="Yes, finish").click()
    expect(tab.get_by_role("heading", name="Not passed yet")).to_be_visible()
    assert tab.locator(".kb-exam__read a").all_inner_texts() == ["The VPN", "Module"]
    assert [row.split() for row in tab.locator(".kb-exam__table tbody tr").all_inner_texts()] == [
        ["Second", "0", "/", "4"],
        ["First", "0", "/", "2"],
    ]
    href = tab.locator(".kb-exam__read a").last.get_attribute("href")
    assert href == f"{bank_site}/academy/m01/#parts"
    tab.reload()
    tab.get_by_role("button", name="Continue the one begun").click()
    expect(tab.get_by_role("heading", name="Not passed yet")).to_be_visible()


def test_the_clock_warns_and_can_be_extended_or_switched_off(tab: Page, bank_site: str) -> None:
    tab.clock.install()
    tab.goto(bank_site + EXAM)
    tab.get_by_role("button", name="Start").click()
    expect(tab.get_by_role("timer")).to_have_text("10:00 left")
    tab.clock.fast_forward(5 * 60_000 + 1_000)
    expect(tab.get_by_role("alert").filter(has_text="Less than five minutes")).to_be_visible()
    tab.get_by_role("button", name="Add 10 minutes").click()
    expect(tab.get_by_role("timer")).to_contain_text("14:5")
    tab.clock.fast_forward(20 * 60_000)
    expect(tab.get_by_role("alert").filter(has_text="The time is over")).to_be_visible()
    tab.get_by_role("button", name="Next", exact=True).click()  # nothing is taken away
    tab.get_by_role("button", name="Switch the clock off").click()
    expect(tab.get_by_role("timer")).to_have_text("No time limit")
    expect(tab.get_by_role("button", name="Add 10 minutes")).to_be_hidden()
    expect(tab.locator("h2.kb-exam__title")).to_be_focused()


def test_a_lesson_says_at_once_and_remembers_the_first_try(tab: Page, bank_site: str) -> None:
    tab.goto(bank_site + LESSON)
    question = tab.locator("#q-sat-01")
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_role("status")).to_have_text("Answer first.")
    question.get_by_label("80").check()
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_role("status")).to_have_text("Wrong")
    expect(question.get_by_text("That is HTTP.").locator("visible=true")).to_have_count(1)
    expect(question.get_by_role("button", name="Try again")).to_be_focused()
    question.get_by_role("button", name="Try again").click()
    question.get_by_label("443").check()
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_role("status")).to_have_text("Right")
    card = tab.evaluate("JSON.parse(localStorage.getItem('kb-progress')).question['Q-SAT-01']")
    assert card["right"] is False and card["seen"] == 1
    matching = tab.locator("#q-comm-02")
    for label, item in (("1", "0"), ("2", "2"), ("3", "1")):  # one, three, two
        matching.get_by_label(label, exact=True).select_option(item)
    expect(matching.locator(".kb-form__chosen", has_text="than there is room for")).to_have_count(1)
    matching.get_by_role("button", name="Check").click()
    expect(matching.get_by_role("status")).to_have_text("Partly right: 1 of 3")


def test_practice_asks_again_what_was_not_known(tab: Page, bank_site: str) -> None:
    tab.goto(bank_site + PRACTICE)
    tab.get_by_label("Objective").select_option(label="First")
    expect(tab.get_by_text("For today: 0 · new: 4")).to_be_visible()
    tab.get_by_role("button", name="Start").click()
    expect(tab.locator("h2")).to_have_text("1 of 4")
    first = tab.locator(".kb-exam__text").inner_text()
    tab.get_by_role("button", name="Show the answer").click()
    tab.get_by_role("button", name="Next").click()
    expect(tab.locator("h2")).to_have_text("2 of 5")
    for number in (3, 4, 5):
        tab.get_by_role("button", name="Show the answer").click()
        tab.get_by_role("button", name="Next").click()
        expect(tab.locator("h2")).to_contain_text(f"{number} of")
    assert tab.locator(".kb-exam__text").inner_text() == first
    expect(tab.get_by_role("link", name="The VPN")).to_have_count(0)  # no hint before the answer


def test_without_a_script_the_answer_is_in_closed_details(browser: Browser, bank_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(bank_site + LESSON)
    question = page.locator("#q-sat-01")
    expect(question.locator(".kb-question__options li")).to_have_text(["443", "80", "22"])
    expect(question.get_by_text("That is HTTP.")).to_be_hidden()
    question.locator("summary").click()
    expect(question.get_by_text("That is HTTP.")).to_be_visible()
    page.goto(bank_site + EXAM)
    expect(page.get_by_text("To take the exam here you need JavaScript.")).to_be_visible()
    expect(page.get_by_text("This is self-assessment")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1200, "light")])
def test_it_is_accessible(browser: Browser, bank_site: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(bank_site + LESSON)
    page.locator("kb-question[data-live]").first.wait_for()
    for name in ("Show the answer",) * 9:
        page.get_by_role("button", name=name).first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(bank_site + EXAM)
    page.get_by_role("button", name="Start").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name="Question 1 of 6").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Review and finish").click()
    page.get_by_role("heading", name="Review and finish").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Finish and see the result").click()
    page.get_by_role("button", name="Yes, finish").click()
    page.get_by_role("heading", name="Not passed yet").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_after_instant_navigation_it_works_too(tab: Page, bank_site: str) -> None:
    tab.goto(bank_site + LESSON)
    tab.locator("kb-question[data-live]").first.wait_for()
    tab.get_by_role("link", name="Practice", exact=True).click()
    expect(tab.get_by_text("For today: 0 · new: 9")).to_be_visible()
    tab.go_back()
    tab.locator("kb-question[data-live]").first.wait_for()
    assert tab.locator("#q-sat-01 .kb-form").count() == 1


def test_from_a_folder_without_a_server(tab: Page, offline_site: Path) -> None:
    assert b"CANARY" not in (offline_site / "kb/academy/questions.js").read_bytes()
    tab.goto((offline_site / "academy/exam/index.html").as_uri())
    tab.get_by_role("button", name="Start").click()
    expect(tab.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    tab.goto((offline_site / "academy/m01/index.html").as_uri())
    expect(tab.locator("kb-question[data-live]")).to_have_count(9)
