"""Pages that need no look after an edit: the others are looked at, and what is kept is what a build of everything writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.library import Library
from kb_mkdocs.around import Edited, same_hidden, untouched
from tests.conftest import article, library_of
from tests.mkdocs_plugins.test_driver import (
    EDITS,
    Edit,
    Site,
    asset,
    audience,
    body,
    configuration,
    delete,
    extension,
    option,
    published_by_hand,
    rename,
    team,
    template,
    title,
)

INTERNAL, PUBLIC = Edition.parse("internal/uk"), Edition.parse("public/uk")
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/mail/index.md": article("Про [друк](../print/jam.md).", id="KB-0010", title="Пошта"),
    "uk/mail/full.md": article("Див. [VPN](../net/vpn.md#sub).", id="KB-0011", title="Скринька повна"),
    "uk/mail/lost.md": article("Немає листів.", id="KB-0012", title="Листи", more="related: [KB-0031]\n"),
    "uk/mail/old/pop.md": article("Протокол POP.", id="KB-0013", title="POP"),
    "uk/mail/old/imap.md": article("Протокол IMAP.", id="KB-0014", title="IMAP"),
    "uk/net/vpn.md": article("## Sub\n\nДив. [Wi-Fi](wifi.md).", id="KB-0021", title="VPN"),
    "uk/net/wifi.md": article("Без інтернету.", id="KB-0022", title="Wi-Fi"),
    "uk/net/secret.md": article("CANARY", id="KB-0023", title="CANARY", visibility="internal"),
    "uk/net/proxy.md": article("![схема](proxy.png)", id="KB-0024", title="Проксі", more="type: runbook\n"),
    "uk/net/proxy.png": b"\x89PNG",
    "uk/print/jam.md": article("Папір.", id="KB-0031", title="Зім'ято папір"),
    "uk/print/toner.md": article("Тонер. Див. KB-0011.", id="KB-0032", title="Тонер"),
    "uk/study/module.md": article(
        "Урок.", id="KB-0041", title="Урок", more="type: module\nsteps: [{article: KB-0022}]\n"
    ),
    "uk/alone/one.md": article("Сама.", id="KB-0051", title="Сама"),
    "en/mail/full.md": article("Full.", id="KB-0011", title="Mailbox full"),
}


def looked_at(
    files: dict[str, str | bytes], changes: dict[str, str | bytes | None], edition: Edition = INTERNAL
) -> set[str]:
    """Pages of articles and topics that are looked at after these changes; None removes a file."""
    before = library_of(files)
    after = library_of({path: data for path, data in {**files, **changes}.items() if data is not None})
    edited = [Edited(before.by_path.get(path), after.by_path.get(path)) for path in changes]
    return _pages(after, edition) - untouched(after, edition, edited)


def _pages(library: Library, edition: Edition) -> set[str]:
    view = library.for_edition(edition)
    return {article.key for article in view.articles} | {f"{topic}/index.md" for topic in view.topics}


ALL = _pages(library_of(FILES), INTERNAL)
ALWAYS = {"index.md", "study/module.md"}
"""The home page, and what is read by others as a whole."""


def test_a_title_is_shown_in_its_topic_and_where_somebody_names_it() -> None:
    seen = looked_at(FILES, {"uk/print/jam.md": article("Папір.", id="KB-0031", title="Інше")})
    assert seen - ALWAYS == {"print/index.md", "print/jam.md", "print/toner.md", "mail/index.md", "mail/lost.md"}


def test_a_link_is_seen_from_both_ends() -> None:
    seen = looked_at(FILES, {"uk/mail/full.md": article("Порожньо.", id="KB-0011", title="Скринька")})
    assert seen - ALWAYS == {"mail/index.md", "mail/full.md", "mail/lost.md", "net/vpn.md", "print/toner.md"}


def test_a_topic_counts_what_is_below_it() -> None:
    seen = looked_at(FILES, {"uk/mail/old/new.md": article("Нове.", id="KB-0090", title="Нове")})
    assert {"mail/index.md", "mail/full.md", "mail/old/index.md", "mail/old/pop.md"} <= seen
    assert not seen & {"print/jam.md", "net/vpn.md", "print/index.md"}


def test_who_hoped_for_a_new_article_is_looked_at() -> None:
    files = {**FILES, "uk/print/toner.md": article("[Нове](../net/new.md)", id="KB-0032", title="Тонер")}
    assert "print/toner.md" in looked_at(files, {"uk/net/new.md": article("Є.", id="KB-0091", title="Є")})


def test_a_picture_that_others_show_as_well_is_no_matter() -> None:
    picture: str | bytes = article("![схема](proxy.png)", id="KB-0095", title="Ще одна")
    seen = looked_at(FILES, {"uk/net/more.md": picture})
    assert "net/more.md" in seen and "print/jam.md" not in seen


EVERYTHING: dict[str, dict[str, str | bytes | None]] = {
    "the only one of its topic goes": {"uk/alone/one.md": None},
    "the first one of a topic": {"uk/fresh/one.md": article("Нове.", id="KB-0092", title="Нове")},
    "a module names it": {"uk/net/wifi.md": article("Без мережі.", id="KB-0022", title="Інше")},
    "the page of a topic": {"uk/mail/index.md": article("Про пошту.", id="KB-0010", title="Листування")},
    "a known error": {"uk/net/k.md": article("Опис.", id="KB-0093", title="Збій", more="type: known-error\n")},
    "it was elsewhere before": {"uk/net/vpn.md": article("Текст.", id="KB-0021", more="moved_from: [net/old/]\n")},
    "it takes the place of another": {"uk/net/vpn.md": article("Текст.", id="KB-0021", more="supersedes: [KB-0024]\n")},
    "a picture is used no longer": {"uk/net/proxy.md": article("Текст.", id="KB-0024", more="type: runbook\n")},
    "more visible than its topic": {"uk/alone/two.md": article("Ні.", id="KB-0094", visibility="internal")},
}  # fmt: skip


@pytest.mark.parametrize("change", EVERYTHING.values(), ids=EVERYTHING)
def test_everything_is_looked_at(change: dict[str, str | bytes | None]) -> None:
    assert looked_at(FILES, change) >= ALL - {"alone/one.md", "alone/index.md"}


def test_what_is_hidden_in_who_names_it_is_no_matter() -> None:
    partly = article("/// visibility | internal\nДив. KB-0031.\n///", id="KB-0096", title="Почасти")
    seen = looked_at({**FILES, "uk/net/partly.md": partly}, {"uk/print/jam.md": article("Папір.", id="KB-0031")})
    assert "net/partly.md" in seen and "net/vpn.md" not in seen


def test_what_is_hidden() -> None:
    library = library_of(FILES)
    shown, hidden = library.by_path["uk/net/vpn.md"], library.by_path["uk/net/secret.md"]
    assert same_hidden([Edited(shown, shown)], PUBLIC) and same_hidden([Edited(None, hidden)], INTERNAL)
    assert not same_hidden([Edited(shown, shown), Edited(hidden, None)], PUBLIC)
    partly = library_of({"uk/a.md": article("/// visibility | internal\nТак.\n///")}).by_path["uk/a.md"]
    assert not same_hidden([Edited(shown, partly)], PUBLIC) and same_hidden([Edited(shown, partly)], INTERNAL)
    called = library_of({"uk/a.md": article("/// visibility | internal\nТак.\n///", title="Інша")}).by_path["uk/a.md"]
    assert called.meta.title != partly.meta.title and same_hidden([Edited(partly, called)], PUBLIC)
    noted = "type: runbook\nexercised: [{on: 2026-10-01, by: team, outcome: worked, note: Довго чекали.}]\n"
    told = library_of({"uk/a.md": article("Крок.", more=noted)}).by_path["uk/a.md"]
    assert not same_hidden([Edited(shown, told)], PUBLIC) and same_hidden([Edited(shown, told)], INTERNAL)


class Wide(Site):
    """Several topics that know of each other."""

    def __init__(self, root: Path, edition: str = "internal/uk") -> None:
        super().__init__(root, edition)
        for path in sorted((root / "content").rglob("*.md")):
            path.unlink()
        for name, data in FILES.items():
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            self.path(name).write_bytes(data.encode() if isinstance(data, str) else data)


ARTICLES_ALONE = [edit for edit in EDITS if edit not in (asset, template, configuration, extension, option, team)]


@pytest.mark.parametrize("edition", ["internal/uk", "public/uk", "internal/en"])
@given(edits=st.lists(st.tuples(st.sampled_from(ARTICLES_ALONE), st.integers(0, 20)), min_size=1, max_size=4))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_edits_of_articles_give_what_mkdocs_gives(
    edition: str, edits: list[tuple[Edit, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Wide(tmp_path_factory.mktemp("wide"), edition)
    site.fast()
    for edit, which in edits:
        edit(site, which)
        site.same()


@pytest.mark.parametrize("edit", [title, body, delete, rename, audience, published_by_hand])
def test_each_article_in_turn(edit: Edit, tmp_path: Path) -> None:
    site = Wide(tmp_path)
    site.fast()
    for which in (3, 6, 9, 12):
        edit(site, which)
        site.same()
