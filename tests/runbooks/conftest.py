"""The internal edition with the runbooks, served, and readers in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import build, served
from tests.runbooks.site import PLACE, write_runbooks

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the folder in which the edition lies."""
    folder: Path = tmp_path_factory.mktemp("desk")
    config = write_runbooks(folder)
    with served(folder / "out") as address:
        build(config, folder / "out", "internal/en", address)
        yield address


@pytest.fixture
def context(browser: Browser, desk: str) -> Iterator[BrowserContext]:
    """An agent with a phone."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, desk: str) -> Page:
    """The runbook, ready to be carried out."""
    page = context.new_page()
    page.goto(desk + PLACE)
    page.wait_for_selector("kb-runbook[data-running]")
    return page
