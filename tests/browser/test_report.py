"""The report of the internal edition: it sorts, filters, is accessible, and is whole without a script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def report(page: Page, internal: str) -> Page:
    page.goto(internal + "/uk/kb/freshness/")
    return page


def column(page: Page, number: int) -> list[str]:
    texts: list[str] = page.locator(f"kb-table tbody tr:visible > :nth-child({number})").all_inner_texts()
    return texts


def test_a_column_sorts_both_ways(report: Page) -> None:
    head = report.locator("kb-table thead th").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = column(report, 1)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(report, 1)[0] == up[-1] and len(set(up)) > 3


def test_words_and_choices_filter(report: Page) -> None:
    every = len(column(report, 1))
    report.get_by_role("searchbox").last.fill("внутр")
    shown = column(report, 1)
    assert 0 < len(shown) < every and all("Внутр" in title for title in shown)
    expect(report.locator("kb-table [role=status]")).to_contain_text(f"{len(shown)}")
    report.locator("kb-table input").fill("")
    report.locator("kb-table select").last.select_option(index=1)
    assert 0 < len(column(report, 4)) < every and len(set(column(report, 4))) == 1


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1360, "light")])
def test_it_is_accessible(browser: Browser, internal: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(internal + "/uk/kb/freshness/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_it_is_whole_without_a_script(browser: Browser, internal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(internal + "/uk/kb/freshness/")
    assert page.locator("kb-table tbody tr").count() > 3 and page.locator("kb-table button").count() == 0
    context.close()


def test_after_instant_navigation_it_works_too(page: Page, internal: str) -> None:
    page.goto(internal + "/uk/")
    page.locator('footer a[href*="kb/freshness"]').click()
    page.locator("kb-table thead button").first.wait_for()
    assert page.locator("kb-table thead button").count() == 6 and page.locator("kb-table input").count() == 1


@pytest.mark.parametrize(
    ("cells", "query", "chosen", "expected"),
    [
        (["VPN", "overdue"], "vpn OVER", [], True),
        (["VPN", "overdue"], "mail", [], False),
        (["VPN", "overdue"], "", [[1, "overdue"]], True),
        (["VPN", "overdue"], "", [[1, "current"]], False),
        (["VPN", "overdue"], "", [[1, ""]], True),
    ],
)
def test_matches(report: Page, cells: list[str], query: str, chosen: list[Any], expected: bool) -> None:
    code = "async ([c, q, v]) => (await import('/internal/uk/assets/kb/kb-table.js')).matches(c, q, v)"
    assert report.evaluate(code, [cells, query, chosen]) is expected


def test_compare(report: Page) -> None:
    code = "async ([a, b]) => Math.sign((await import('/internal/uk/assets/kb/kb-table.js')).compare(a, b, 'uk'))"
    pairs = [("9", "10", -1), ("г", "ґ", -1), ("а9", "а10", -1), ("", "1", -1), ("b", "b", 0)]
    assert [report.evaluate(code, [a, b]) for a, b, _ in pairs] == [sign for *_, sign in pairs]
