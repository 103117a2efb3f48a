"""The search where readers meet it: on the pages of a whole site, and from a folder on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("offline") / "site"
    words = [sys.executable, "-m", "kb", "build", "--offline", "--edition", "public/uk", "--edition", "public/en"]
    subprocess.run([*words, "--site-dir", str(out)], cwd=ROOT, check=True, capture_output=True)
    return out


def test_the_slash_key_leads_to_the_field_that_is_seen(page: Page, real: str) -> None:
    page.goto(real + "/uk/")
    page.wait_for_function("document.querySelector('kb-search[data-place=hero]').input")
    page.keyboard.press("/")
    expect(page.locator("kb-search[data-place=hero] input")).to_be_focused()
    page.keyboard.type("впн не підключаеться")
    expect(page.locator(".kb-search__title").first).to_have_text("VPN не під'єднується")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/vpn-does-not-connect/**")
    expect(page.locator("h1")).to_have_text("VPN не під'єднується")
    # After instant navigation the header's search works
    page.locator("kb-search[data-place=header] input").fill("0x00000709")
    expect(page.locator("kb-search[data-place=header] .kb-search__title").first).to_contain_text("ринтер")


def test_everything_works_from_a_folder_on_disk(page: Page, folder: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((folder / "public/uk/index.html").as_uri())
    field = page.locator("kb-search[data-place=hero] input")
    field.fill("принтер друкує порожні")
    expect(page.locator(".kb-search__title").first).to_have_text("Принтер друкує порожні сторінки")
    field.press("Enter")
    page.wait_for_url("**/printing/blank-pages/index.html*")
    page.goto((folder / "public/uk/printing/blank-pages/index.html").as_uri() + "?audience=expert")
    expect(page.locator("html")).to_have_attribute("data-kb-audience", "expert")
    page.locator(".kb-languages a, a[hreflang=en]").first.click()
    page.wait_for_url("**/public/en/printing/blank-pages/index.html*")
    assert errors == []
