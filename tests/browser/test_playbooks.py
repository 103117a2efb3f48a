"""Decisions, replies, rehearsals and the panel beside a call, as an agent uses them: by keyboard, and in the tree that a
screen reader gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import build, served
from tests.browser.kitchen import ROOT
from tests.browser.playbook import files
from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with playbooks."""
    folder = tmp_path_factory.mktemp("desk")
    for path, text in files().items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    """Address of its internal edition."""
    with served(folder / "out") as address:
        build(folder / "mkdocs.yml", folder / "out", "internal/uk", address)
        yield f"{address}/internal/uk"


@pytest.fixture(scope="module")
def public(folder: Path) -> Iterator[str]:
    """Address of its public edition."""
    with served(folder / "out" / "public") as address:
        build(folder / "mkdocs.yml", folder / "out", "public/uk", address)
        yield f"{address}/uk"


ANGRY = "/playbooks/angry/"


def test_a_decision_by_keyboard(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY)
    guide = page.get_by_role("group", name="Покроковий вибір: Що ви чуєте?")
    expect(guide.locator(".kb-decision__list").first).to_be_hidden()
    guide.get_by_role("button", name="Крик").press("Enter")
    question = guide.get_by_text("Чи є образи?", exact=True).and_(page.locator(".kb-decision__question"))
    expect(question).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(guide.locator(".kb-decision__do > div")).to_have_text(
        ["Назвіть межу. Див. репетицію", "Не кладіть слухавку першими"]
    )
    expect(guide.get_by_role("list", name="Ваші відповіді").get_by_role("listitem")).to_have_text(["Крик", "Так"])
    expect(guide.get_by_role("status")).to_have_text("Ваші відповіді: Крик → Так")
    guide.get_by_role("button", name="Назад").press("Enter")
    expect(question).to_be_focused()
    guide.get_by_role("button", name="Спочатку").press("Enter")
    expect(guide.get_by_role("button", name="Крик")).to_be_focused()
    guide.get_by_role("button", name="Показати все одразу").click()
    expect(guide.get_by_text("Спитайте ще раз")).to_be_visible()


def test_a_rehearsal_to_its_end_and_again(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY)
    play = page.get_by_role("group", name="Репетиція: Абонент телефонує втретє")
    play.get_by_role("button", name="Почати").press("Enter")
    expect(play.get_by_text("Сцена 1", exact=True).and_(page.locator(":focus"))).to_be_visible()
    play.get_by_role("button", name="Заспокойтеся").press("Enter")
    expect(page.locator(":focus")).to_have_text("Ви сказали: «Заспокойтеся, будь ласка.»")
    expect(play.get_by_role("status")).to_have_text("Можна краще")
    page.reload()
    play.get_by_role("button", name="Далі").press("Enter")
    expect(play.locator(".kb-rehearsal__stage blockquote")).to_contain_text("Не кажіть мені")
    page.reload()
    play.get_by_role("button", name="Перепрошую").press("Enter")
    play.get_by_role("button", name="Далі").press("Enter")
    expect(play.get_by_role("status")).to_have_text("Відповідей, що допомогли: 1 із 2")
    turns = play.get_by_role("list", name="Ваша розмова").get_by_role("listitem")
    expect(turns).to_have_count(2)
    expect(turns.first).to_contain_text("Так людина чує")
    play.get_by_role("button", name="Пройти ще раз").press("Enter")
    expect(play.get_by_role("button", name="Три дзвінки")).to_be_visible()


def test_all_scenes_and_an_address_inside(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY + "#rehearsal-1-angrier")
    expect(page.locator("#rehearsal-1-angrier")).to_be_in_viewport()
    page.get_by_role("button", name="Проходити сцену за сценою").click()
    expect(page.locator("#rehearsal-1-angrier")).to_be_hidden()


def test_a_reply_is_filled_and_copied_as_plain_text(context: BrowserContext, desk: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(desk + ANGRY)
    reply = page.locator("#reply-1")
    reply.get_by_role("textbox", name="Як звертаються до людини").fill("Олено <b>")
    reply.get_by_role("textbox", name="Ваше ім'я").fill("Тарас")
    reply.get_by_role("button", name="Копіювати текст").press("Enter")
    expect(reply.get_by_role("status")).to_have_text("Скопійовано. Ще не заповнено: Номер звернення")
    copied = "Добрий день, Олено <b>! Ми взялися.\n\n- Номер: {{ticket}}\n- Стан (https://help.example.org/)\n\nЗ повагою,\nТарас"
    assert page.evaluate("navigator.clipboard.readText()") == copied
    reply.get_by_role("group", name="Мова відповіді").get_by_role("button", name="English").click()
    expect(reply.locator("blockquote:visible")).to_have_attribute("lang", "en")
    reply.get_by_role("button", name="Копіювати текст").click()
    expect(reply.get_by_role("status")).to_contain_text("Скопійовано")
    page.wait_for_function(
        "async () => (await navigator.clipboard.readText()).startsWith('Hello, Олено <b>! We are on it.')"
    )
    page.get_by_role("group", name="Для кого ця відповідь").get_by_role("button", name="Для досвідчених").click()
    expect(page.locator("#reply-1")).to_be_hidden()
    expect(page.locator("#reply-2").get_by_role("textbox", name="Як звертаються")).to_have_value("Олено <b>")
    page.reload()
    expect(page.locator("#reply-1").get_by_role("textbox", name="Ваше ім'я")).to_have_value("Тарас")
    expect(page.locator("#reply-1").get_by_role("textbox", name="Як звертаються")).to_have_value("")


def test_without_a_clipboard_the_text_stands_ready(page: Page, desk: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(desk + ANGRY)
    page.locator("#reply-3").get_by_role("button", name="Копіювати текст").click()
    box = page.locator("#reply-3 textarea")
    expect(box).to_be_focused()
    assert box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == "Напишу о {{time}}."


def test_the_panel_stays_while_pages_change(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Тримати поруч під час розмови").press("Enter")
    panel = page.get_by_role("complementary", name="Підказка до розмови")
    expect(panel.get_by_role("heading", name="Розлючений абонент")).to_be_focused()
    expect(panel.get_by_role("heading", level=3)).to_have_text(
        ["Мета", "Що казати", "Так робіть", "Так не робіть", "Коли передавати", "Готові відповіді"]
    )
    panel.get_by_role("group", name="З ким говорите").get_by_role("button", name="Досвідчений").click()
    expect(panel.get_by_text("Бачу у журналі")).to_be_visible()
    expect(panel.get_by_text("Зробимо це разом")).to_be_hidden()
    expect(panel.locator("kb-reply:visible")).to_have_count(2)
    # By instant navigation, then by a whole new page: the link in the panel leads to the right place from both
    page.evaluate("window.stays = true")
    panel.get_by_role("link", name="іншій").click()
    expect(page.get_by_role("heading", level=1, name="Погані новини")).to_be_visible()
    expect(panel.get_by_text("Бачу у журналі")).to_be_visible()
    assert page.evaluate("window.stays")
    page.goto(desk + "/net/vpn/")
    expect(panel.get_by_text("Бачу у журналі")).to_be_visible()
    expect(panel.get_by_text("Зробимо це разом")).to_be_hidden()
    panel.get_by_role("textbox", name="Час").fill("12:30")
    panel.get_by_role("link", name="іншій").click()
    expect(page.get_by_role("heading", level=1, name="Погані новини")).to_be_visible()
    panel.get_by_role("button", name="Закрити").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(panel).to_be_hidden()


def test_the_situation_is_found_in_ones_own_words(page: Page, desk: str) -> None:
    page.goto(desk + "/net/vpn/")
    page.wait_for_function("Boolean(customElements.get('kb-call'))")
    page.get_by_role("link", name="На дзвінку").click()
    panel = page.get_by_role("complementary", name="Підказка до розмови")
    expect(panel.get_by_role("button", name="Розлючений абонент")).to_be_visible()
    panel.get_by_role("searchbox", name="Що зараз на лінії?").fill("абоненти кричать")
    expect(panel.get_by_role("status")).to_have_text("Показано 1 із 3")
    panel.get_by_role("button", name="Розлючений абонент").press("Enter")
    expect(panel.get_by_role("heading", level=3).first).to_have_text("Мета")
    page.goto(desk + "/kb/situations/")
    expect(page.get_by_role("heading", level=2, name="Погані новини")).to_be_visible()
    panel.get_by_role("button", name="Закрити").click()
    page.get_by_role("button", name="Тримати поруч під час розмови: Погані новини").click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("Погані новини")


def test_a_public_playbook_after_instant_navigation(page: Page, public: str) -> None:
    page.goto(public + "/net/vpn/", wait_until="networkidle")
    page.evaluate("window.stays = true")
    page.locator("article").get_by_role("link", name="стаття").click()
    page.get_by_role("button", name="Тримати поруч під час розмови").click()
    panel = page.get_by_role("complementary", name="Підказка до розмови")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Відкритий сценарій")
    expect(panel.get_by_role("button", name="Інша ситуація")).to_have_count(0)
    assert page.evaluate("window.stays")


def test_from_the_search_in_one_click(page: Page, desk: str) -> None:
    page.goto(desk + "/net/vpn/")
    page.locator(".kb-header").get_by_role("combobox").fill("абонент кричить")
    found = page.get_by_role("option")
    expect(found.first).to_contain_text("Розлючений абонент")
    page.wait_for_function("Boolean(customElements.get('kb-call'))")
    found.first.get_by_text("Підказка до розмови").click()
    panel = page.get_by_role("complementary", name="Підказка до розмови")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Розлючений абонент")
    assert "/net/vpn/" in page.url


def test_a_window_of_its_own(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Тримати поруч під час розмови").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="В окремому вікні").click()
    small = opened.value
    expect(small.get_by_role("heading", level=3).first).to_have_text("Мета")
    expect(small.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("complementary", name="Підказка до розмови")).to_be_hidden()


def test_a_sheet_on_a_phone(browser: Browser, desk: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Тримати поруч під час розмови").click()
    panel = page.get_by_role("complementary", name="Підказка до розмови")
    expect(panel.get_by_role("heading", level=3).first).to_be_visible()
    box = panel.bounding_box()
    assert box and box["y"] > 250 and box["width"] == 390 and box["y"] + box["height"] == 844
    panel.get_by_role("button", name="Згорнути").click()
    expect(panel.get_by_role("button", name="Розгорнути")).to_have_attribute("aria-expanded", "false")
    expect(panel.get_by_role("heading", level=3).first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_a_script_everything_stands_there(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + ANGRY)
    expect(page.get_by_text("Спитайте ще раз")).to_be_visible()
    expect(page.get_by_text("{{agent}}").first).to_be_visible()
    expect(page.get_by_role("button", name="Тримати поруч під час розмови")).to_be_hidden()
    page.locator("#rehearsal-1-start summary").nth(1).click()
    page.locator("#rehearsal-1-start").get_by_role("link", name="Далі").click()
    expect(page.locator("#rehearsal-1-good-end")).to_be_in_viewport()
    page.get_by_role("link", name="На дзвінку").click()
    expect(page.get_by_role("link", name="Погані новини")).to_be_visible()
    context.close()


def test_paper_shows_everything_once(page: Page, desk: str) -> None:
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Почати").click()
    page.emulate_media(media="print")
    expect(page.locator("#rehearsal-1-angrier blockquote")).to_be_visible()
    expect(page.locator("#rehearsal-1-start").get_by_text("Ви назвали те, що сталося.")).to_be_visible()
    expect(page.locator(".kb-rehearsal__stage")).to_be_hidden()
    expect(page.get_by_text("Спитайте ще раз")).to_be_visible()
    expect(page.locator("#reply-2")).to_be_visible()
    expect(page.locator(".kb-reply__field").first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, desk: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Почати").click()
    page.get_by_role("button", name="Заспокойтеся").click()
    page.get_by_role("button", name="Крик").click()
    page.get_by_role("button", name="Тримати поруч").click()
    expect(
        page.get_by_role("complementary", name="Підказка до розмови").get_by_role("heading", level=3).first
    ).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("storage", ["off", "full"])
def test_storage_may_be_off_or_full(page: Page, desk: str, storage: str) -> None:
    thrown = "throw new DOMException('no', 'SecurityError')"
    page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {{ get() {{ {thrown} }} }})"
        if storage == "off"
        else f"Storage.prototype.setItem = () => {{ {thrown} }}"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(desk + ANGRY)
    page.get_by_role("button", name="Почати").click()
    page.get_by_role("button", name="Три дзвінки").click()
    expect(page.locator(".kb-rehearsal__stage")).to_contain_text("Це допомагає")
    page.get_by_role("button", name="Тримати поруч").click()
    expect(
        page.get_by_role("complementary", name="Підказка до розмови").get_by_role("heading", level=3).first
    ).to_be_visible()
    assert [error for error in errors if "kb-" in error] == []
