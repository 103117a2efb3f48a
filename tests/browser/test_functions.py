"""The pure functions of the browser's modules."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def call(page: Page, site: str) -> Any:
    """call("audience.js", "withAudience", …) → what the function returns."""
    page.goto(site + "/en/net/vpn/")

    def run(module: str, name: str, *arguments: object) -> Any:
        code = "async ([path, name, values]) => (await import(path))[name](...values)"
        return page.evaluate(code, [f"/en/assets/kb/{module}", name, list(arguments)])

    return run


@pytest.mark.parametrize(
    ("address", "audience", "expected"),
    [
        ("https://h/x/", "novice", "https://h/x/?audience=novice"),
        ("https://h/x/?q=a#b", "expert", "https://h/x/?q=a&audience=expert#b"),
        ("https://h/x/?audience=novice#b", "all", "https://h/x/#b"),
    ],
)
def test_with_audience(call: Any, address: str, audience: str, expected: str) -> None:
    assert call("audience.js", "withAudience", address, audience) == expected


@pytest.mark.parametrize(("query", "expected"), [("?audience=expert", "expert"), ("?audience=boss", None), ("", None)])
def test_audience_in(call: Any, query: str, expected: str | None) -> None:
    assert call("audience.js", "audienceIn", f"https://h/x/{query}") == expected


def test_wording(call: Any) -> None:
    assert call("kb-steps.js", "wording", "Крок {n} з {total}", 2, 6) == "Крок 2 з 6"


@pytest.mark.parametrize("anchor", ["", "#", "#nothing", "#%E0%A4%A"])
def test_target_of_nothing(call: Any, anchor: str) -> None:
    assert call("hash.js", "target", anchor) is None
