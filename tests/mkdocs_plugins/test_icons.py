"""Every icon that a page shows is in the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, article
from tests.mkdocs_plugins.test_kept import _built
from tests.sites import write_site

OURS = yaml.unsafe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
FILES = {
    "uk/net/index.md": article(id="KB-1", title="Мережа", more="type: page\nicon: material/wifi\n"),
    "uk/net/vpn.md": article(id="KB-2", title="VPN"),
    "uk/mail/index.md": article(id="KB-3", title="Пошта", more="type: page\nicon: fontawesome/solid/envelope\n"),
    "uk/mail/quota.md": article(id="KB-4", title="Квота"),
    "uk/odd/index.md": article(id="KB-5", title="Дивне", more="type: page\nicon: material/there-is-none\n"),
    "uk/odd/x.md": article(id="KB-6", title="Щось"),
    "uk/team/index.md": article(
        id="KB-7", title="Команда", more="type: page\nicon: material/rocket\n", visibility="internal"
    ),
    "uk/team/y.md": article(id="KB-8", title="Хтось", visibility="internal"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("icons")
    write_site(root, FILES, plugins=OURS["plugins"])
    return {
        path: data.decode()
        for path, data in _built(root, "public/uk", "site").items()
        if path.endswith((".html", ".css"))
    }


def test_pages_show_what_the_sheet_draws(site: dict[str, str]) -> None:
    drawn = set(
        re.findall(
            r"^\.(kb-icon--[\w-]+)\{--kb-icon:url\(\"data:image/svg\+xml,[^\"<>]+\"\)\}$",
            site["assets/kb/icons.css"],
            re.M,
        )
    )
    shown = {
        name for path, text in site.items() if path.endswith(".html") for name in re.findall(r"kb-icon--[\w-]+", text)
    }
    assert {
        "kb-icon--wifi",
        "kb-icon--fontawesome-solid-envelope",
        "kb-icon--bookmark-outline",
        "kb-icon--magnify",
    } <= shown
    assert shown - drawn == set()


def test_nothing_of_a_hidden_topic_is_told(site: dict[str, str]) -> None:
    assert "rocket" not in site["assets/kb/icons.css"]


def test_an_icon_that_no_sheet_holds_is_written_into_the_page(tmp_path: Path) -> None:
    write_site(tmp_path, {**FILES, "../overrides/partials/kb/footer.html": '{{ ("ro" ~ "cket") | icon }}'})
    settings = tmp_path / "mkdocs.yml"
    said = yaml.safe_load(settings.read_text(encoding="utf-8"))
    said["theme"]["custom_dir"] = "overrides"
    settings.write_text(yaml.safe_dump(said), encoding="utf-8")
    page = _built(tmp_path, "public/uk", "site")["net/vpn/index.html"].decode()
    assert '<span class="kb-icon kb-icon--own" aria-hidden="true"><svg' in page
