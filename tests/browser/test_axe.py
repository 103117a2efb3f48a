"""No page breaks a rule of WCAG 2.2 AA that a machine can see: light, dark, both languages, each audience, phone, desktop."""

from __future__ import annotations

from importlib.resources import files
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIENCES = ("all", "novice", "expert", "accessibility")
PHONE, DESKTOP = 360, 1360


def violations(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    result = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations'], iframes: false })", RULES)
    return [f"{v['id']}: {node['html'][:160]}" for v in result["violations"] for node in v["nodes"]]


def everywhere(browser: Browser, address: str, width: int, scheme: str, audiences: tuple[str, ...] = AUDIENCES) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    for audience in audiences:
        page.evaluate("value => document.querySelector(`kb-audience-switch [value=${value}]`).click()", audience)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert violations(page) == [], f"{address} {width} {scheme} {audience}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than the window: {audience}"
    context.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), list(product(("uk", "en"), (PHONE, DESKTOP), ("light", "dark")))
)
def test_article(browser: Browser, site: str, language: str, width: int, scheme: str) -> None:
    everywhere(browser, f"{site}/{language}/net/vpn/", width, scheme)


@pytest.mark.parametrize("path", ["", "net/", "many/a10/", "nowhere/"])
@pytest.mark.parametrize(("language", "width", "scheme"), [("uk", PHONE, "dark"), ("en", DESKTOP, "light")])
def test_other_pages(browser: Browser, site: str, path: str, language: str, width: int, scheme: str) -> None:
    everywhere(browser, f"{site}/{language}/{path}", width, scheme)


@pytest.mark.parametrize("path", ["", "net/", "net/secret/", "net/only/"])
def test_internal_edition(browser: Browser, internal: str, path: str) -> None:
    everywhere(browser, f"{internal}/uk/{path}", DESKTOP, "dark", ("all",))


@pytest.mark.parametrize("path", ["", "accounts/", "devices/computer-slow/"])
def test_real_content(browser: Browser, real: str, path: str) -> None:
    everywhere(browser, f"{real}/uk/{path}", PHONE, "light", ("all", "accessibility"))


def test_open_menus_and_drawer(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/uk/net/vpn/", wait_until="networkidle")
    for opener in (".kb-menu--audience summary", ".kb-menu--scheme summary", ".kb-drawer-button"):
        page.click(opener)
        assert violations(page) == [], opener
        page.keyboard.press("Escape")
    context.close()
