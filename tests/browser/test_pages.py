"""Whole pages: no stranger is asked, nothing goes wrong in the console, languages, schemes, drawer, links."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

PATHS = ("/uk/", "/uk/net/", "/uk/net/vpn/", "/en/net/only/", "/en/many/a29/")


def test_no_third_party_and_no_errors(page: Page, site: str) -> None:
    asked: set[str] = set()
    wrong: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for path in PATHS:
        page.goto(site + path, wait_until="networkidle")
    page.click(".kb-sidebar a >> nth=0")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert wrong == []


def test_strict_content_security_policy_is_possible(context: BrowserContext, page: Page, site: str) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self'"

    def answer(route):  # type: ignore[no-untyped-def]
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    context.route("**/*", answer)
    page.goto(f"{site}/uk/net/vpn/?audience=accessibility", wait_until="networkidle")
    expect(page.locator("kb-steps")).to_have_count(3)
    assert wrong == []


@pytest.mark.parametrize("edition", ["public/uk", "public/en", "internal/uk"])
@pytest.mark.usefixtures("site", "internal")
def test_html_is_valid(built: Path, edition: str) -> None:
    for file in sorted((built / "out" / edition).rglob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(file.read_bytes())
        assert parser.errors == [], file
        ids = re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), f"{file}: an id twice"


def test_language_switch_leads_to_the_same_article(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/vpn/")
    page.click(".kb-languages a")
    expect(page).to_have_url(site + "/en/net/vpn/")
    assert page.locator("html").get_attribute("lang") == "en"
    link = page.locator(".kb-languages a")
    assert (link.get_attribute("hreflang"), link.get_attribute("lang")) == ("uk", "uk")
    hreflang = page.locator("head link[hreflang]")
    found = [(link.get_attribute("hreflang"), link.get_attribute("href")) for link in hreflang.all()]
    assert found == [("uk", f"{site}/uk/net/vpn/"), ("en", f"{site}/en/net/vpn/")]


def test_language_switch_follows_instant_navigation(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/")
    page.evaluate("window.same = true")
    page.click(".kb-card a:has-text('VPN не працює')")
    expect(page.locator("h1")).to_have_text("VPN не працює")
    assert page.evaluate("window.same")
    page.click(".kb-languages a")
    expect(page).to_have_url(site + "/en/net/vpn/")


def test_fallback_says_so_and_names_its_language(page: Page, site: str) -> None:
    page.goto(site + "/en/net/only/")
    expect(page.locator(".kb-notice").first).to_contain_text("not available in English yet")
    assert page.locator("h1").get_attribute("lang") == "uk"
    assert page.locator(".kb-prose").get_attribute("lang") == "uk"
    expect(page.locator(".kb-notice--wip")).to_contain_text("Draft")


def test_scheme_is_chosen_and_remembered(page: Page, site: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(site + "/uk/")
    light = page.evaluate(ground)
    page.click(".kb-menu--scheme summary")
    page.check(".kb-menu--scheme [value=dark]")
    dark = page.evaluate(ground)
    assert light != dark
    page.goto(site + "/en/net/vpn/")
    assert page.evaluate(ground) == dark


def test_drawer_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + "/uk/net/vpn/")
    drawer = page.locator(".kb-sidebar")
    expect(drawer).to_be_hidden()
    page.click(".kb-drawer-button")
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    page.click(".kb-drawer-button")
    drawer.get_by_role("link", name="Багато").click()
    expect(page.locator("h1")).to_have_text("Багато")
    context.close()


def test_long_topics_are_windowed(page: Page, site: str) -> None:
    page.goto(site + "/uk/many/a15/")
    expect(page.locator(".kb-sidebar__article")).to_have_count(24)
    expect(page.locator(".kb-sidebar [aria-current=page]")).to_have_text("Стаття 15")
    expect(page.locator(".kb-sidebar__more")).to_have_text("Уся тема")


def test_short_link_is_copied(context: BrowserContext, page: Page, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + "/uk/net/vpn/")
    page.click("kb-copy button")
    expect(page.locator("kb-copy [role=status]")).to_have_text("Скопійовано")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == site + "/uk/kb/KB-0101/"
    page.goto(link)
    expect(page).to_have_url(site + "/uk/net/vpn/")


def test_instant_navigation_moves_the_focus_to_the_heading(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/")
    page.wait_for_load_state("networkidle")
    page.focus(".kb-card a:has-text('VPN не працює')")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("VPN не працює")
    expect(page.locator("h1")).to_be_focused()


def test_edit_link(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/vpn/")
    link = page.get_by_role("link", name="Виправити цю сторінку")
    assert link.get_attribute("href") == "https://git.example.org/edit/content/uk/net/vpn.md"


def test_skip_link_comes_first(page: Page, site: str) -> None:
    page.goto(site + "/uk/net/vpn/")
    page.keyboard.press("Tab")
    expect(page.locator(".kb-skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#kb-content")
    expect(page.locator("#kb-content")).to_be_focused()


def test_copy_button_copies_its_own_code(context: BrowserContext, page: Page, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + "/uk/net/vpn/?audience=expert")
    page.locator("pre").nth(1).hover()
    page.locator("pre").nth(1).locator("[data-md-type=copy]").click()
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").startswith("def f(")


def test_missing_page_helps(page: Page, site: str) -> None:
    page.goto(site + "/en/net/nowhere/at/all/")
    expect(page.locator("h1")).to_have_text("There is no such page")
    page.get_by_role("link", name="Network").click()
    expect(page.locator("h1")).to_have_text("Network")
    expect(page).to_have_url(site + "/en/net/")


def test_internal_edition_says_so(page: Page, internal: str) -> None:
    page.goto(internal + "/uk/net/secret/")
    expect(page.locator(".kb-edition")).to_contain_text("Внутрішнє видання")
    expect(page.locator(".kb-article .kb-badge--internal")).to_be_visible()


def test_print_shows_the_article_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/uk/net/vpn/?audience=accessibility")
    page.emulate_media(media="print")
    for hidden in (".kb-header", ".kb-sidebar", ".kb-toc", ".kb-footer", ".kb-steps__bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("kb-steps").first.locator("> ol > li:visible")).to_have_count(4)
