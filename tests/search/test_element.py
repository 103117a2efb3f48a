"""<kb-search> as a person meets it: a small static page in a real Chromium, under a strict policy."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kb.edition import Edition
from kb.search.browser import browser_files
from kb.search.labels import labels_script
from kb.search.synonyms import check_synonyms
from kb_mkdocs.classic import classic_script
from tests.conftest import article, library_of
from tests.search.javascript import MODULES

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/printing/index.md": article("Усе про друк.", id="KB-0002", title="Друк", more="type: page\n"),
    "uk/printing/printer.md": article(
        "Найчастіше винна черга.\n\n## Очистити чергу\n\nВідкрийте <b>чергу</b> й скасуйте документи. Код 0x00000709.",
        id="KB-0003",
        title="Принтер не друкує",
        more='audience: [novice]\napplies_to: [printing]\nsymptoms: ["документ завис"]\n',
    ),
    "uk/printing/blank.md": article(
        "Принтер видає чисті аркуші: замініть картридж.", id="KB-0004", title="Порожні сторінки", more="type: runbook\n"
    ),
    "uk/network/vpn.md": article(
        "Перевірте пароль.\n\n/// visibility | internal\nCANARY secret\n///\n",
        id="KB-0005",
        title="VPN не під'єднується",
    ),
    "uk/network/hidden.md": article("Таємний принтер CANARY.", id="KB-0006", title="Прихована", visibility="internal"),
    "en/network/vpn.md": article("Check it.", id="KB-0005", title="VPN does not connect"),
    "en/network/wifi.md": article(
        "Forget the network and join it.", id="KB-0007", title="Wi-Fi <img src=x onerror=alert(1)>"
    ),
}


def page(script: str, base: str = "./") -> str:
    return (
        f'<!doctype html><html lang="uk"><meta charset="utf-8"><title>t</title><link rel="icon" href="/icon.svg">{script}'
        f'<link rel="stylesheet" href="/search.css"><body><p><button id="before">x</button></p>'
        f'<kb-search class="kb-search" data-base="{base}" data-language="uk" '
        f'data-contact="mailto:help@example.org?subject={{query}}"><form class="kb-search__form" role="search">'
        f'<input class="kb-search__input" type="search" name="q" aria-label="Пошук"></form></kb-search><main>text</main>'
    )


def write_site(root: Path, offline: bool = False) -> None:
    view = library_of(FILES).for_edition(Edition("public", "uk"))
    synonyms = check_synonyms([["впн", "VPN"]])
    files = browser_files(view, synonyms, directory_urls=not offline, offline=offline)
    if offline:
        modules = root / "modules"
        shutil.copytree(MODULES, modules)
        (modules / "labels.js").write_text(labels_script("uk"), encoding="utf-8")
        files["kb/search/kb-search.js"] = classic_script(modules, ["kb-search.js"]).encode()
        files["index.html"] = page('<script src="kb/search/kb-search.js" defer></script>').encode()
    else:
        files |= {f"js/{path.name}": path.read_bytes() for path in MODULES.glob("*.js")}
        files["js/labels.js"] = labels_script("uk").encode()
        files["index.html"] = page('<script type="module" src="/js/kb-search.js"></script>').encode()
        files["other/index.html"] = page('<script type="module" src="/js/kb-search.js"></script>', "../").encode()
        files["lost/index.html"] = page('<script type="module" src="/js/kb-search.js"></script>', "/lost/").encode()
        files["icon.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        files["search.css"] = (MODULES.parent / "search.css").read_bytes()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    write_site(root)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="uk-UA")
    found = context.new_page()
    found.said = []
    found.on("console", lambda message: found.said.append(message.text))
    found.on("pageerror", lambda error: found.said.append(str(error)))
    yield found
    context.close()


def ask(tab: Any, text: str) -> list[str]:
    # The former answer stands until the new one comes: clear its announcement, and wait for the next.
    tab.evaluate("document.querySelector('kb-search').status?.replaceChildren()")
    tab.fill("kb-search input", text)
    tab.wait_for_function(
        "() => { const s = document.querySelector('kb-search').status?.textContent; return s && s !== 'Шукаю…' }"
    )
    tab.wait_for_timeout(250)
    return [t.strip() for t in tab.locator(".kb-search__title").all_inner_texts()]


def test_finds_marks_and_announces(site: str, tab: Any) -> None:
    tab.goto(site)
    assert ask(tab, "скасувати документ")[0] == "Принтер не друкує"
    assert tab.locator("[role=status]").inner_text().endswith("результат")
    assert "документи" in tab.locator(".kb-search__option >> nth=0").locator("mark").all_inner_texts()
    assert tab.locator(".kb-search__heading").first.inner_text() == "Очистити чергу"
    assert tab.locator("kb-search b").count() == 0
    assert tab.said == []


def test_keys_walk_the_list_and_open(site: str, tab: Any) -> None:
    tab.goto(site)
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    assert len(ask(tab, "принтер")) == 2
    field = tab.locator("kb-search input")
    assert field.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert tab.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    tab.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    tab.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    tab.keyboard.press("ArrowDown")
    tab.wait_for_timeout(200)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/printing/printer/**")


def test_query_is_in_the_address(site: str, tab: Any) -> None:
    tab.goto(site + "/other/?q=%D0%B2%D0%BF%D0%BD")
    tab.wait_for_selector(".kb-search__option")
    assert tab.locator(".kb-search__title").first.inner_text() == "VPN не під'єднується"
    ask(tab, "принтер")
    assert "q=%D0%BF" in tab.url
    assert tab.locator(".kb-search__link").first.get_attribute("href").startswith(f"{site}/printing/printer/")


def test_filters_narrow_and_count(site: str, tab: Any) -> None:
    tab.goto(site)
    ask(tab, "принтер")
    button = tab.locator("[data-facet=type][data-value=runbook]")
    assert button.inner_text().endswith("1")
    button.click()
    tab.wait_for_function("() => document.querySelectorAll('.kb-search__option').length === 1")
    assert tab.locator(".kb-search__title").inner_text() == "Порожні сторінки"
    assert tab.locator("[data-facet=type][data-value=runbook]").get_attribute("aria-pressed") == "true"


def test_understands_layout_and_mistakes(site: str, tab: Any) -> None:
    tab.goto(site)
    assert ask(tab, "ghbynth")[0] == "Принтер не друкує"
    assert "принтер" in tab.locator(".kb-search__corrected").inner_text()
    assert ask(tab, "прнитер")[0] == "Принтер не друкує"
    assert ask(tab, "709")[0] == "Принтер не друкує"


def test_empty_state_helps(site: str, tab: Any) -> None:
    tab.goto(site)
    assert ask(tab, "щщщщщ") == []
    assert "Друк" in tab.locator(".kb-search__topics").inner_text()
    assert tab.locator(".kb-search__contact").get_attribute("href").endswith("subject=%D1%89%D1%89%D1%89%D1%89%D1%89")


def test_recent_searches(site: str, tab: Any) -> None:
    tab.goto(site)
    ask(tab, "принтер")
    tab.locator(".kb-search__link").first.click()
    tab.goto(site)
    tab.focus("kb-search input")
    assert tab.locator(".kb-search__option").all_inner_texts() == ["принтер"]
    tab.locator("[data-do=forget]").click()
    assert tab.locator(".kb-search__option").count() == 0


def test_works_without_storage(site: str, browser: Any) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })")
    tab.goto(site)
    assert ask(tab, "принтер")
    context.close()


def test_a_missing_index_is_said(site: str, tab: Any) -> None:
    tab.goto(site + "/lost/")
    tab.fill("kb-search input", "принтер")
    tab.wait_for_selector("[data-do=retry]")
    assert "недоступний" in tab.locator(".kb-search__panel").inner_text()


def test_markup_in_titles_stays_text(site: str, tab: Any) -> None:
    tab.goto(site)
    assert ask(tab, "wi-fi network") == ["Wi-Fi <img src=x onerror=alert(1)>"]
    assert tab.locator("kb-search img").count() == 0
    assert tab.locator(".kb-search__title").get_attribute("lang") == "en"


def test_comes_back_after_instant_navigation(site: str, tab: Any) -> None:
    tab.goto(site)
    ask(tab, "принтер")
    tab.evaluate(
        "() => { const s = document.querySelector('kb-search'); s.remove(); history.pushState({}, '', '/other/'); document.body.append(s) }"
    )
    assert ask(tab, "принтер")
    assert tab.locator(".kb-search__panel").count() == 1
    assert tab.locator(".kb-search__link").first.get_attribute("href").startswith(f"{site}/printing/")


def test_opened_from_a_folder(tmp_path: Path, tab: Any) -> None:
    write_site(tmp_path, offline=True)
    tab.goto((tmp_path / "index.html").as_uri())
    assert ask(tab, "принтер")[0] == "Принтер не друкує"
    assert "/printing/printer.html" in tab.locator(".kb-search__link").first.get_attribute("href")
