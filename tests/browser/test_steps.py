"""One step at a time: for the accessibility audience, by that choice, and undone with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

VPN = "/en/net/vpn/?audience=accessibility"


def test_one_step_with_previous_and_next(page: Page, site: str) -> None:
    page.goto(site + VPN)
    steps = page.locator("kb-steps").first
    shown = steps.locator("> ol > li:visible")
    expect(shown).to_have_text("Take a step A")
    expect(steps.get_by_role("status")).to_have_text("Step 1 of 4")
    steps.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("Take a step B")
    expect(steps.get_by_role("status")).to_have_text("Step 2 of 4")
    assert shown.evaluate("item => item.value") == 2
    steps.get_by_role("button", name="Previous step").click()
    expect(steps.get_by_role("status")).to_have_text("Step 1 of 4")


def test_ends_keep_the_focus(page: Page, site: str) -> None:
    page.goto(site + VPN)
    steps = page.locator("kb-steps").first
    following = steps.get_by_role("button", name="Next step")
    following.focus()
    for _ in range(5):
        page.keyboard.press("Enter")
    expect(steps.get_by_role("status")).to_have_text("Step 4 of 4")
    expect(following).to_have_attribute("aria-disabled", "true")
    expect(following).to_be_focused()


def test_all_steps_and_back(page: Page, site: str) -> None:
    page.goto(site + VPN)
    steps = page.locator("kb-steps").first
    steps.get_by_role("button", name="Show all steps").click()
    expect(steps.locator("> ol > li:visible")).to_have_count(4)
    steps.get_by_role("button", name="One step at a time").click()
    expect(steps.locator("> ol > li:visible")).to_have_count(1)


def test_undone_with_the_choice(page: Page, site: str) -> None:
    page.goto(site + VPN)
    expect(page.locator("kb-steps")).to_have_count(3)
    page.evaluate("document.querySelector('kb-audience-switch [value=all]').click()")
    expect(page.locator("kb-steps")).to_have_count(0)
    lists = page.locator(".kb-prose ol").first
    expect(lists.locator("> li:visible")).to_have_count(4)
    assert (
        lists.evaluate("list => [...list.attributes].length + list.querySelectorAll('[value], [hidden]').length") == 0
    )


def test_targets_are_large_and_nothing_moves(page: Page, site: str) -> None:
    page.goto(site + VPN)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input, nav a, .kb-contact a, .kb-links a, .kb-brand")]
          .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".kb-prose, .kb-hidden"))
          .filter(element => element.getBoundingClientRect().height < 44)
          .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert small == []
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(element => getComputedStyle(element).transitionDuration !== "0s" &&
            getComputedStyle(element).transitionProperty !== "none").length"""
    )
    assert moving == 0
