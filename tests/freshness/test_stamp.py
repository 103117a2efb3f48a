"""`verified` is written, and every other byte of the file stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.freshness import StampError, fingerprint, stamp, stamp_unchanged
from kb.library.header import parse

DAY = date(2026, 11, 23)
NEW = {"on": DAY, "by": "Олена П.", "against": "Windows 11 24H2", "method": "reproduced"}

_words = st.text("abcіїє '\"#:-,{}[]", min_size=1, max_size=12).map(
    lambda t: "x" + t.replace('"', "").replace("\\", "")
)
_comment = st.sampled_from(["", "  # why: «так»", "   ", " # {on: x}"])
_key_lines = st.sampled_from(
    [
        "owner: desk",
        'tags: ["a",  "b"]',
        "tags:\n  - a  # one\n  - b",
        "# verified: {on: 1999-01-01}",
        "description: >-\n  folded\n  text: here",
        "",
        "symptoms: ['it''s', \"x: y\"]",
        "title2: odd",
    ]
)
_verified = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "verified:",
            "verified: ~",
            "verified: {}",
            "verified: {on: 2026-01-02}",
            'verified:   { by: "me",on: 2026-01-02 , hash: deadbeef00 }',
            "verified: {on: 2026-01-02, against: , by: me,}",
            "verified:\n  on: 2026-01-02  # the day\n  # a reason\n  by: 'me'",
            "verified:\n    by: >-\n      two\n      words\n    on: 2026-01-02",
            "verified:\n  on: 2026-01-02\n  against: |\n    W\n",
            "'verified': {on: 2026-01-02,\n  by: me}",
            "verified: yes",
            "verified: [1]",
            'verified: {on: "2026-01-02", nonsense: 1}',
        ]
    ),
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file as somebody may have written it."""
    lines = [
        "id: KB-0001",
        "title: 'T'",
        "visibility: public" + draw(_comment),
        *draw(st.lists(_key_lines, max_size=4, unique_by=lambda k: k[:4])),
    ]
    entry = draw(_verified)
    if entry is not None:
        lines.insert(draw(st.integers(0, len(lines))), entry + (draw(_comment) if "\n" not in entry else ""))
    body = draw(st.text(st.characters(codec="utf-8", exclude_characters="\r\0\ufeff"), max_size=60))
    text = "---" + draw(st.sampled_from(["", "  "])) + "\n" + "\n".join(lines) + "\n---\n" + body
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def _lines_but_verified(text: str) -> list[str]:
    """The file without the lines of the entry: from its key to the next line that is not indented below it."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith(("verified:", "'verified':")):
            inside = True
            continue
        if inside and line.startswith(" ") and line.strip():
            continue
        inside = False
        kept.append(line)
    return kept


@settings(deadline=None)
@given(files())
def test_only_the_entry_changes(text: str) -> None:
    made = stamp(text, **NEW)  # type: ignore[arg-type]
    assert _lines_but_verified(made) == _lines_but_verified(text)
    unix = made.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse("x.md", unix)
    assert parsed.meta is not None and parsed.meta.verified is not None
    assert parsed.meta.verified.model_dump() == {**NEW, "hash": fingerprint(parsed.body)}


@settings(deadline=None)
@given(files())
def test_twice_is_once(text: str) -> None:
    made = stamp(text, **NEW)  # type: ignore[arg-type]
    assert stamp(made, **NEW) == made  # type: ignore[arg-type]
    assert stamp_unchanged(made) == made


@settings(deadline=None)
@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
def test_any_words_can_be_evidence(words: str) -> None:
    made = stamp("---\nid: KB-1\ntitle: T\nvisibility: public\n---\n", **{**NEW, "against": words})  # type: ignore[arg-type]
    meta = parse("x.md", made).meta
    assert meta is not None and meta.verified is not None and meta.verified.against == words


def test_comments_inside_the_entry_stay() -> None:
    text = "---\nid: KB-1\ntitle: T\nvisibility: public\nverified:\n  # every spring\n  on: 2026-01-02  # day\n  by: me # who\ntags: []\n---\nB\n"
    assert stamp(text, **NEW) == (  # type: ignore[arg-type]
        "---\nid: KB-1\ntitle: T\nvisibility: public\nverified:\n  # every spring\n  on: 2026-11-23  # day\n  by: Олена П. # who\n"
        f"  against: Windows 11 24H2\n  method: reproduced\n  hash: {fingerprint('B')}\ntags: []\n---\nB\n"
    )


def test_a_new_entry_stands_after_the_owner() -> None:
    text = "---\nid: KB-1\ntitle: T\nvisibility: public\nowner: desk # us\ntags: []\n---\nB\n"
    lines = stamp(text, **NEW).split("\n")  # type: ignore[arg-type]
    assert (
        lines[4] == "owner: desk # us"
        and lines[5].startswith("verified: {on: 2026-11-23, by: Олена П.,")
        and lines[6] == "tags: []"
    )


def test_unchanged_renews_the_fingerprint_alone() -> None:
    text = (
        "---\nid: KB-1\ntitle: T\nvisibility: public\nverified: {on: 2026-01-02, by: me, hash: 123456789abc}\n---\nB\n"
    )
    assert stamp_unchanged(text) == text.replace("123456789abc", fingerprint("B"))


@pytest.mark.parametrize(
    "text", ["---\nid: KB-1\ntitle: T\nvisibility: public\n---\nB\n", "no header", "---\n[\n---\n"]
)
def test_nothing_verified_is_not_unchanged(text: str) -> None:
    with pytest.raises(StampError):
        stamp_unchanged(text)


def test_digits_alone_stay_text() -> None:
    """A fingerprint without a letter would be a number to YAML."""
    from kb.library.header_edit import scalar

    assert scalar("123456789012") == '"123456789012"'
    assert scalar("12e4567890ab") == "12e4567890ab"
    assert scalar("no") == '"no"' and scalar("1.5") == '"1.5"' and scalar("a: b") == '"a: b"'
