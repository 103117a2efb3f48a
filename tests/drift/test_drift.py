"""Translations that drift from their original, told by content."""

from __future__ import annotations

import pytest
import yaml

from kb.drift import Baseline, Records, as_yaml, changes, judge, outdated_steps, prints_of, read_records
from kb.edition import Edition
from kb.library import Library
from tests.conftest import article, library_of

Files = dict[str, str | bytes]

UK = "Вступ.\n\n## Що зробити\n\n1. Натисніть **Пуск**.\n2. Зачекайте.\n\n## Довідка\n\nТекст."
EN = "Lead.\n\n## What to do\n\n1. Select **Start**.\n2. Wait.\n\n## More\n\nText."
FILES: Files = {"uk/a.md": article(UK), "en/a.md": article(EN)}


def records_of(library: Library) -> Records:
    return {key: {lang: prints_of(a) for lang, a in versions.items()} for key, versions in library.by_key.items()}


def state(after: Files) -> tuple[str, int, bool, tuple[str, ...]]:
    then = records_of(library_of(FILES))["a.md"]
    (row,) = judge(library_of(after), {"en/a.md": Baseline(then["uk"], then["en"], "record")})
    return row.state, row.changes, row.steps, row.titles


def uk(old: str, new: str) -> Files:
    assert old in UK
    return {**FILES, "uk/a.md": article(UK.replace(old, new))}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (FILES, ("current", 0, False, ())),
        (uk("Зачекайте", "Почекайте хвилину"), ("behind", 1, True, ("Що зробити",))),
        (uk("Текст.", "Інший текст."), ("behind", 1, False, ("Довідка",))),
        (uk("Вступ.", "Інший вступ."), ("behind", 1, False, ("",))),
        (uk("\n\n## Довідка\n\nТекст.", ""), ("behind", 1, False, ())),
        (uk("## Довідка", "## Нове\n\nЩось.\n\n## Довідка"), ("behind", 1, False, ("Нове",))),
        (uk("**Пуск**", "__Пуск__"), ("current", 0, False, ())),
        (uk("Зачекайте.\n\n##", "Зачекайте.   \n\n\n##"), ("current", 0, False, ())),
        ({**FILES, "en/a.md": article(EN.replace("Text.", "More."))}, ("original-behind", 1, False, ("More",))),
        ({"uk/a.md": article(UK + "!"), "en/a.md": article(EN + "!")}, ("to-compare", 1, False, ("Довідка",))),
        ({**FILES, "uk/a.md": article(UK, more="owner: other\ntags: [x]\n".replace("owner: other\n", ""))}, ("current", 0, False, ())),
        ({**FILES, "uk/a.md": article(UK, title="Інша назва")}, ("behind", 1, False, ("Інша назва",))),
        ({"uk/a.md": article(UK)}, ("missing", 0, False, ())),
    ],
)  # fmt: skip
def test_states(after: Files, expected: tuple[str, int, bool, tuple[str, ...]]) -> None:
    assert state(after) == expected


def test_without_a_baseline_nothing_is_guessed() -> None:
    (row,) = judge(library_of(FILES), {})
    assert row.state == "unknown"


def test_an_article_that_began_in_the_other_language_is_its_own_original() -> None:
    (row,) = judge(library_of({"en/a.md": article(EN)}), {})
    assert (row.state, row.path, row.original) == ("missing", "uk/a.md", "en/a.md")


def test_records_survive_the_file() -> None:
    hidden = article(UK + "\n\n/// visibility | internal\n1. Потайний крок.\n///")
    library = library_of({**FILES, "uk/a b'\"#.md": hidden, "en/a b'\"#.md": article(EN)})
    records = records_of(library)
    text = as_yaml(records)
    assert read_records(yaml.safe_load(text), "x") == (records, ())
    assert as_yaml(dict(reversed(records.items()))) == text
    assert set(records["a b'\"#.md"]["uk"]) == {"public", "internal"}


@pytest.mark.parametrize(
    "data",
    [
        [],
        "x",
        1,
        {"a.md": 1},
        {"a.md": {"uk": {}}},
        {"a.md": {"uk": {"public": "xyz"}}},
        {1: {2: {"secret": "9f3c1a2b"}}},
    ],
)
def test_a_broken_file_is_named(data: object) -> None:
    records, problems = read_records(data, "content/.kb/translations.yml")
    assert records == {} and [p.code for p in problems] == ["KB502"]


def outdated(after: Files, visibility: str = "public", before: Files = FILES) -> str:
    library = library_of(after)
    edition = Edition.parse(f"{visibility}/en")
    page = next(a for a in library.for_edition(edition).articles if a.key == "a.md")
    return outdated_steps(page, library, records_of(library_of(before)), edition)


def test_readers_are_told_of_steps_alone() -> None:
    assert outdated(FILES) == ""
    assert outdated(uk("Зачекайте", "Почекайте")) == "uk"
    assert outdated(uk("Текст.", "Інший текст.")) == ""
    after = {**uk("Зачекайте", "Почекайте"), "en/a.md": article(EN.replace("Wait", "Wait a minute"))}
    assert outdated(after) == ""  # its editor has seen the original


def test_readers_are_told_nothing_of_what_they_may_not_see() -> None:
    block = "\n\n/// visibility | internal\n1. Потайний крок {}.\n///"
    before: Files = {**FILES, "uk/a.md": article(UK + block.format(1))}
    after: Files = {**FILES, "uk/a.md": article(UK + block.format(2))}
    assert outdated(after, before=before) == ""
    assert outdated(after, "internal", before=before) == "uk"
    secret: Files = {**uk("Зачекайте", "Почекайте")}
    secret["uk/a.md"] = str(secret["uk/a.md"]).replace("visibility: public", "visibility: internal")
    assert outdated(secret) == ""


@pytest.mark.parametrize("body", ["", "\n\n", "## A", "/// visibility | internal\nx\n///", "1. x", "```\n1. x\n```"])
def test_texts_with_next_to_nothing_in_them(body: str) -> None:
    (one,) = library_of({"uk/a.md": article(body)}).articles
    assert changes(prints_of(one), one).count == 0


def test_prints_do_not_depend_on_form() -> None:
    (one,) = library_of({"uk/a.md": article("Текст  про й.\n\n- раз")}).articles
    (two,) = library_of({"uk/a.md": article("Текст\nпро й.\n\n* раз\n")}).articles
    assert prints_of(one) == prints_of(two) and changes(prints_of(one), two).count == 0
