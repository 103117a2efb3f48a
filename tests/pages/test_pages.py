"""Topics, related articles, and the better article for another audience."""

from __future__ import annotations

from kb.edition import Edition
from kb.library import Library
from kb.pages import article_view, build_topics, home_view
from kb.pages.languages import alternates
from kb.pages.topics import alphabetical
from tests.conftest import article, library_of

LIBRARY = library_of(
    {
        "uk/index.md": article(id="KB-0001", title="Дім", more="type: page\nrelated: [KB-0012, KB-0010]\n"),
        "uk/net/index.md": article(id="KB-0002", title="Мережа", more="type: page\norder: 2\n"),
        "uk/net/a.md": article("[b](b.md)", id="KB-0010", title="Їжак", more="audience: [expert]\ntags: [vpn, wifi]\n"),
        "uk/net/b.md": article(
            id="KB-0011", title="Іній", more="audience: [novice, accessibility]\ntags: [vpn, wifi]\n"
        ),
        "uk/net/c.md": article(id="KB-0012", title="Яма", more="audience: [novice]\ntags: [vpn, wifi]\n"),
        "uk/net/d.md": article(id="KB-0013", title="Ґанок", visibility="internal"),
        "uk/mail/inner/e.md": article(id="KB-0014", title="Ємність"),
        "en/net/a.md": article(id="KB-0010", title="Hedgehog"),
    }
)


def view(edition: str = "public/uk") -> Library:
    return LIBRARY.for_edition(Edition.parse(edition))


def test_topics_count_what_is_in_them_and_below() -> None:
    topics = build_topics(view())
    assert [(t.key, t.title, t.count) for t in topics.by_key.values()] == [
        ("net", "Мережа", 3),
        ("mail", "Mail", 1),
        ("mail/inner", "Inner", 1),
    ]
    assert topics.by_key["net"].counts == {"novice": 2, "expert": 1, "accessibility": 1}
    assert [c.title for c in topics.by_key["net"].cards] == ["Іній", "Їжак", "Яма"]
    assert [t.key for t in topics.trail("mail/inner")] == ["mail", "mail/inner"]


def test_the_alphabet_is_ukrainian() -> None:
    words = ["Яма", "Ґанок", "Ємність", "Гора", "Дім", "Іній", "Їжак", "Йод", "Ель", "Жук"]
    assert sorted(words, key=alphabetical) == [
        "Гора",
        "Ґанок",
        "Дім",
        "Ель",
        "Ємність",
        "Жук",
        "Іній",
        "Їжак",
        "Йод",
        "Яма",
    ]


def test_around_an_article() -> None:
    library = view()
    seen = article_view(library.by_path["uk/net/a.md"], library, build_topics(library), "Мережа")
    assert [c.id for c in seen.related] == ["KB-0011", "KB-0012"]
    assert seen.previous and seen.previous.id == "KB-0011" and seen.next and seen.next.id == "KB-0012"
    assert {a: c.id for a, c in seen.better.items()} == {"novice": "KB-0012", "accessibility": "KB-0011"}
    assert seen.short_link == "kb/KB-0010/"


def test_the_home_page_shows_what_its_author_chose() -> None:
    library = view()
    index = library.by_path["uk/index.md"]
    assert [c.id for _, c in home_view(library, build_topics(library), index).needed] == ["KB-0012", "KB-0010"]
    assert (
        next(c.id for _, c in home_view(library, build_topics(library), None).needed) == "KB-0011"
    )  # the one that is linked to


def test_the_language_switch_leads_to_the_same_article() -> None:
    library = view()
    choice = {a.language: a for a in alternates(LIBRARY, library, Edition.parse("public/uk"), "net/a.md", "net/a/")}
    assert choice["en"].url == "../en/net/a/" and choice["en"].translated and choice["uk"].current
    other = {a.language: a for a in alternates(LIBRARY, library, Edition.parse("public/uk"), "net/b.md", "net/b/")}
    assert other["en"].url == "../en/net/b/" and not other["en"].translated


def test_what_a_study_path_names_stands_in_its_order() -> None:
    files = {
        "en/academy/index.md": article(id="KB-1", title="Academy", more="type: page\n"),
        "en/academy/a.md": article(id="KB-2", title="A: certificates"),
        "en/academy/b.md": article(id="KB-3", title="B: the second module", more="type: module\n"),
        "en/academy/c.md": article(id="KB-4", title="C: the first module", more="type: module\n"),
        "en/academy/d.md": article(id="KB-5", title="D: the path", more="type: path\nmodules: [KB-4, KB-3]\n"),
        "en/academy/e.md": article(id="KB-6", title="E: read this first", more="order: 1\n"),
    }
    topics = build_topics(library_of(files, ("en",)).for_edition(Edition("public", "en")))
    assert [card.id for card in topics.by_key["academy"].cards] == ["KB-6", "KB-5", "KB-4", "KB-3", "KB-2"]
