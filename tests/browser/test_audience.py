"""The audience switch: keyboard, memory, address, other tabs, instant navigation, and what follows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

CHOSEN = "document.documentElement.dataset.kbAudience"
VPN = "/uk/net/vpn/"


def choose(page: Page, audience: str) -> None:
    page.click(".kb-menu--audience summary")
    page.check(f".kb-menu--audience [value={audience}]")
    page.keyboard.press("Escape")


def test_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site + VPN)
    page.focus(".kb-menu--audience summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(CHOSEN) == "novice"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").split() == [
        "Для",
        "кого:",
        "УсіНовачокДосвідченийДоступність",
    ]
    expect(page.locator(".kb-menu--audience .kb-menu__now")).to_have_text("Новачок", use_inner_text=True)
    expect(page.locator("#simple")).to_be_visible()
    expect(page.locator("#deep")).to_be_hidden()


def test_everyone_sees_all_with_labels(page: Page, site: str) -> None:
    page.goto(site + VPN)
    assert page.locator(".kb-audience__label:visible").all_inner_texts() == [
        "Для новачків",
        "Для досвідчених",
        "Для тих, хто користується засобами доступності",
    ]
    choose(page, "expert")
    assert page.locator(".kb-audience__label:visible").count() == 0


def test_remembered_in_address_and_for_the_next_visit(page: Page, site: str) -> None:
    page.goto(site + VPN)
    choose(page, "expert")
    assert page.url.endswith("?audience=expert")
    page.goto(site + "/en/net/")
    assert page.evaluate(CHOSEN) == "expert"
    choose(page, "all")
    assert "audience" not in page.url


def test_address_wins_over_memory(page: Page, site: str) -> None:
    page.goto(site + VPN)
    choose(page, "expert")
    page.goto(f"{site}{VPN}?audience=novice#simple")
    assert page.evaluate(CHOSEN) == "novice"
    page.goto(f"{site}{VPN}?audience=nonsense")
    assert page.evaluate(CHOSEN) == "novice"


def test_without_storage(context: BrowserContext, page: Page, site: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError') } })"
    )
    page.goto(site + VPN)
    choose(page, "novice")
    page.click(".kb-sidebar a:has-text('Багато')")
    expect(page.locator("h1")).to_have_text("Багато")
    assert page.evaluate(CHOSEN) == "novice"
    assert errors == []


def test_no_flash_of_the_wrong_text(context: BrowserContext, page: Page, site: str) -> None:
    page.goto(f"{site}{VPN}?audience=novice")
    context.add_init_script(
        """new MutationObserver((_, watcher) => {
          const block = document.querySelector(".kb-audience")
          if (!block) return
          window.first = document.documentElement.dataset.kbAudience
          watcher.disconnect()
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.goto(site + VPN)
    assert page.evaluate("window.first") == "novice"


def test_across_instant_navigation_and_back(page: Page, site: str) -> None:
    page.goto(site + VPN)
    choose(page, "novice")
    page.evaluate("window.same = true")
    page.click(".kb-sidebar a:has-text('VPN для новачка')")
    expect(page.locator("h1")).to_have_text("VPN для новачка")
    assert page.evaluate("window.same"), "a whole page was loaded"
    assert page.url.endswith("/net/novice/?audience=novice")
    choose(page, "expert")
    page.go_back()
    expect(page.locator("h1")).to_have_text("VPN не працює")
    assert page.evaluate(CHOSEN) == "expert"
    expect(page).to_have_url(f"{site}{VPN}?audience=expert")
    expect(page.locator("#simple")).to_be_hidden()


def test_other_tabs_follow(context: BrowserContext, page: Page, site: str) -> None:
    page.goto(site + VPN)
    other = context.new_page()
    other.goto(site + "/en/")
    choose(page, "accessibility")
    other.wait_for_function(f"{CHOSEN} === 'accessibility'")
    expect(other.locator(".kb-choice--home [value=accessibility]")).to_be_checked()


def test_home_cards_are_the_same_switch(page: Page, site: str) -> None:
    page.goto(site + "/uk/")
    assert page.locator(".kb-tile__count:visible").all_inner_texts() == ["4 статті", "30 статей"]
    page.check(".kb-choice--home [value=novice]")
    expect(page.locator(".kb-menu--audience [value=novice]")).to_be_checked()
    assert page.locator(".kb-tile__count:visible").all_inner_texts() == ["3 статті", "30 статей"]
    assert page.locator("#kb-needed + ul li:visible").all_inner_texts() == ["VPN не працює"]


def test_lists_follow_and_the_rest_is_one_click_away(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/?audience=novice")
    titles = page.locator(".kb-card__title:visible")
    assert titles.all_inner_texts() == ["VPN для новачка", "VPN не працює", "Лише українською"]
    button = page.locator(".kb-others button:visible")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    assert "VPN для досвідченого" in titles.all_inner_texts()
    expect(button).to_have_attribute("aria-expanded", "true")


def test_contents_follow(page: Page, site: str) -> None:
    page.goto(site + VPN)
    entries = page.locator("kb-toc a:visible")
    expect(entries).to_have_text(["Що зробити", "Просто", "Глибоко", "Зручно", "Перевірка"])
    choose(page, "expert")
    expect(entries).to_have_text(["Що зробити", "Глибоко", "Перевірка"])


def test_hash_into_a_hidden_block_shows_it(page: Page, site: str) -> None:
    page.goto(f"{site}{VPN}?audience=novice#deep")
    expect(page.locator("#deep")).to_be_in_viewport()
    expect(page.locator(".kb-audience__label:visible")).to_have_text("Для досвідчених")
    page.goto(f"{site}{VPN}?audience=novice#check")
    expect(page.locator("#deep")).to_be_hidden()


def test_article_for_others_says_so_and_offers_the_better_one(page: Page, site: str) -> None:
    page.goto(site + "/en/net/expert/?audience=novice")
    notice = page.locator(".kb-notice--other:visible")
    expect(notice).to_contain_text("This article is written for experienced readers.")
    notice.get_by_role("link", name="VPN for a newcomer").click()
    expect(page.locator("h1")).to_have_text("VPN for a newcomer")
    expect(page.locator(".kb-notice--other:visible")).to_have_count(0)


def test_edition_for_one_audience_needs_no_switch(page: Page, alone: str) -> None:
    page.goto(alone + "/en/net/vpn/?audience=novice")
    assert page.evaluate(CHOSEN) == "accessibility"
    expect(page.locator("kb-audience-switch")).to_have_count(0)
    expect(page.locator("kb-steps")).to_have_count(3 - 1)
    expect(page.locator(".kb-audience__label:visible")).to_have_count(0)
    assert page.locator("#simple, #deep").count() == 0


def test_without_script_everything_shows_with_labels(browser_without_script: Page, site: str) -> None:
    page = browser_without_script
    page.goto(f"{site}{VPN}?audience=novice")
    assert page.locator(".kb-audience__label:visible").count() == 3
    assert page.locator(".kb-menu:visible, .kb-needs-js:visible").count() == 0
    page.goto(site + "/uk/")
    assert page.locator(".kb-tile__count:visible").all_inner_texts() == ["4 статті", "30 статей"]
    assert page.locator(".kb-choice:visible").count() == 0


@pytest.fixture
def browser_without_script(context: BrowserContext) -> Page:
    assert context.browser is not None
    return context.browser.new_context(java_script_enabled=False).new_page()
