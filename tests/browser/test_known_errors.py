"""The pages of known errors: accessible, as wide as the window, and the register filters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import build, served
from tests.browser.kitchen import ROOT
from tests.browser.test_axe import violations
from tests.mkdocs_plugins.test_known_errors import FILES

pytestmark = pytest.mark.browser
PAGES = ("", "k/open/", "net/a/", "kb/known-errors/", "kb/notices/")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("errors")
    for path, text in FILES.items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    config = root / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with served(root / "out") as address:
        build(config, root / "out", "internal/uk", address)
        yield f"{address}/internal/uk/"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1360, "light")])
def test_the_pages_are_accessible(browser: Browser, desk: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PAGES:
        page.goto(desk + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_the_register_filters_by_state(page: Page, desk: str) -> None:
    page.goto(desk + "kb/known-errors/")
    rows = page.locator("kb-table tbody tr")
    expect(rows.locator("visible=true")).to_have_count(3)
    page.get_by_label("Стан").select_option("виправлено")
    expect(rows.locator("visible=true")).to_have_count(1)
    expect(rows.locator("visible=true")).to_contain_text("Закрита")


def test_the_home_page_leads_to_the_notices_and_on(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_role("link", name="Усі оголошення").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Що зараз не працює")
    page.get_by_role("link", name="Відкрита <b>").click()
    expect(page.locator(".kb-known__card")).to_contain_text("є обхідний шлях")
