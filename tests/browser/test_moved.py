"""Earlier addresses in a real browser: the heading that was asked for comes along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("earlier", "present"),
    [
        ("/en/old/vpn/", "/en/net/vpn/"),
        ("/en/old/vpn/#check", "/en/net/vpn/#check"),
        ("/en/old/vpn/#proof", "/en/net/vpn/#check"),
        ("/en/old/vpn/?audience=expert#deep", "/en/net/vpn/?audience=expert#deep"),
        ("/en/net/expert/#from-expert", "/en/net/vpn/#what"),
        ("/en/net/vpn/#older", "/en/net/vpn/#older"),
    ],
)
def test_an_earlier_address_leads_on(page: Page, site: str, earlier: str, present: str) -> None:
    page.goto(site + earlier)
    expect(page).to_have_url(site + present)
    expect(page.locator("h1")).to_have_text("The VPN does not work")


def test_a_heading_of_its_own_stays(page: Page, site: str) -> None:
    page.goto(site + "/en/net/expert/#nowhere")
    expect(page.locator("h1")).to_have_text("VPN for an expert")
    expect(page).to_have_url(site + "/en/net/expert/#nowhere")


def test_an_earlier_heading_of_the_same_page_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/en/old/vpn/")
    expect(page).to_have_url(site + "/en/net/vpn/")
    page.goto(site + "/en/net/vpn/#older")
    box = page.locator("#check").bounding_box()
    assert box is not None and 0 <= box["y"] < 400
    context.close()
