"""The quick look never says that nothing is there where the close look finds something, on pages written by an enemy."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library import Hidden
from kb.verify import Needles, SiteFile, build_needles
from kb.verify.kept import KeptNeedles, needles_to_bytes
from kb.verify.needles import names_of, words_of
from kb.verify.reading import Unreadable
from kb.verify.scan import _Close, _Scan
from tests.verify.plainly import found_plainly

HIDDEN = (
    Hidden("en/h.md", 1, "text", "one two three four."),
    Hidden("en/h.md", 2, "text", "Ключ пошук п'ять one two; three four one two"),
    Hidden("en/h.md", 3, "title", "пошук"),
    Hidden("en/h.md", 4, "title", "two one"),
    Hidden("en/h.md", 5, "heading", "ключ one п'ять"),
    Hidden("en/h.md", 6, "symptom", "one p two three"),
    Hidden("en/h.md", 7, "id", "KB-0777"),
    Hidden("en/h.md", 8, "text", "srv-mail01 x1y.z-2"),
    Hidden("en/h.md", 9, "path", "team/keys"),
    Hidden("en/h.md", 10, "contact", "four b"),
    Hidden("en/h.md", 11, "contact", "two two two"),
    Hidden("en/h.md", 12, "path", "team/index"),
    Hidden("en/h.md", 13, "id", "xk77-ab"),
)
NEEDLES = build_needles(HIDDEN, [], [])
SOME = build_needles(HIDDEN, ["One, two p", "three Four b", "x", ""], ["team/keys"], ["two one"])

SECRETS = [
    "one two three four", "ключ пошук п'ять one two", "three four one two", "пошук", "two one", "ключ one п'ять",
    "one p two three", "KB-0777", "kb-0777", "\u212ab-0777", "srv-mail01", "SRV-mail01é", "x1y.z-2", "four b", "two two two",
    "x\u212a77-ab",
]  # fmt: skip
GAPS = [" ", " ", " ", "\n", "\n\n", "\n \n", ", ", "—", "&nbsp;", "<b>", " </b>", " <i class=\"x\">", "<p>", " ` ", " > ", "&#32;",
        '" ', "' ", " <!-- ", "--> ", "]]>", "\n</div>\n", "\n<b>\n", "\n<p>p</p>\n", "=", " &lt; ", "<<b>", "_"]  # fmt: skip
INSIDE = ["", "", "", "", "", "", "\u00ad", "\u0301", "<b>", "</b>", "<wbr>", "&shy;", "<!-- -->"]
AROUND = [
    "{}", "<p>{}</p>", "<li>{}</li>", "<li>x <b>{}</b> y</li>", "<li><code>{}</code></li>", "\n<p>\n{}\n</p>\n", "<!-- {} -->",
    '<img alt="{}">', '<img alt="x > {} y">', '<img alt="x" title="{}"/>', "<i title='{}'>", "<i title= '{}'>", '<i title = "{}">',
    '<i y="b=">{}" z=">', '<i a=x y="{}">', '<i x=" {} > ">', "a=\"{}\"", "<![CDATA[{}]]>", "<div {}>", "<div class=\"{}\">z</div>",
    '<div data-x="{{&quot;a&quot;: &quot;{}&quot;}}">', "<div data-x='{{\"a\": [\"{}\"]}}'>", '<div data-x="[&quot;<b>{}</b>&quot;]">',
    '<a href="mailto:{}">', '<a href="../{}">', "<script>a = '{}'</script>", "<<b>p {}>", "<<b>p> {}", "<<b>p>{}</p>", '<p\n\n title="{}"\n>', "<b>{}",
    "</b>{}</i>", "{}</p>", "<a {} b", '"{}"', "`{}`", "x{}", "{}x", "{}é", "é{}", "{}_", "<i\n{}\n>", '<i a="\n<p>x</p>\n{}">',
]  # fmt: skip
LEADS = ['<a href="../team/keys/">', '<a href="../../en/team/keys.md#x">', "<a href='/en/team/'>", '<img srcset="x 1x, ../team/keys 2x">',
         '<a href="../team/k%65ys">', '<a href="&#46;./team/keys">', '<a href="../team">', '<a href="..">']  # fmt: skip
PLAIN = [
    "<p>gamma delta</p>", "<li>gamma</li>", "</div>", "<hr>", '<a href="..">x</a>', "<b>gamma</b>", '<img alt="delta" src="a">', "",
    "  <span>delta</span>", "gamma delta", "<h2 id=\"x\">gamma</h2>", " ", "<div class=\"a \">", "p", "x", "<p>x</p>",
    '<nav><a href="../team/">x</a></nav>', '<link href="../..">', "<p>x &amp; y</p>", "<br>", "<b>", "</b>", '<i title="it\'s">',
]  # fmt: skip


@st.composite
def secrets(draw: st.DrawFn) -> str:
    """Something hidden, written in an odd way in an odd place; or nothing hidden."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(LEADS))
    words = draw(st.sampled_from(SECRETS)).split(" ")
    gap = draw(st.sampled_from(GAPS)) if draw(st.booleans()) else " "
    places = draw(st.lists(st.integers(0, len(words)), max_size=2))
    text = "".join(f"{word}{gap if place in places else ' '}" for place, word in enumerate(words)).strip()
    inside = draw(st.sampled_from(INSIDE))
    middle = draw(st.integers(0, len(text)))
    text = text[:middle] + inside + text[middle:]
    how = draw(st.integers(0, 5))
    if how == 0:
        text = "".join(f"&#{ord(char)};" if char.isalpha() else char for char in text)
    elif how == 1:
        text = text.upper()
    return draw(st.sampled_from(AROUND)).format(text)


plain_lines = st.lists(st.sampled_from(PLAIN), max_size=4)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """At most one secret among lines that stand in many pages."""
    before, after = draw(plain_lines), draw(plain_lines)
    return "\n".join([*before, *([draw(secrets())] if draw(st.integers(0, 3)) else []), *after])


sites = st.lists(pages(), min_size=1, max_size=4).map(lambda some: ["\n".join(PLAIN)] * 2 + some * 3)


def found(scan: _Close, file: SiteFile) -> set[tuple[int, str]] | None:
    texts: dict[int, str] = {}
    scan.path(file.path, texts)
    try:
        scan.file(file.path, file.data, texts)
    except Unreadable:
        return None
    return {(number, "") for number in texts}


def agree(files: list[SiteFile], needles: Needles) -> None:
    scan, kept = _Scan(needles), KeptNeedles(needles_to_bytes(needles))
    close = _Close(kept)
    for file in files:
        plainly = found_plainly(file, needles)
        assert found(scan, file) == plainly, file
        assert named(found(close, file), kept.hidden) == named(plainly, needles.hidden), file


def named(found: set[tuple[int, str]] | None, hidden: Sequence[Hidden]) -> set[tuple[str, int]] | None:
    """By their places: what is kept is numbered anew."""
    return None if found is None else {(hidden[number].path, hidden[number].line) for number, _ in found}


def zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def page_of(place: int, text: str) -> SiteFile:
    """At some depth, so that the same address leads elsewhere."""
    return SiteFile(f"en/{'d/' * (place % 3)}p{place}/index.html", "", text.encode())


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(char):04x}" if char.isalpha() else char for char in text)


@pytest.mark.parametrize("needles", [NEEDLES, SOME], ids=["all", "some"])
@pytest.mark.parametrize("around", AROUND)
def test_each_secret_in_each_place(around: str, needles: Needles) -> None:
    known = "\n".join(PLAIN)
    texts = [known, known, around.format("delta"), around.format("delta")]
    for secret in SECRETS:
        for text in (
            secret,
            escaped(secret),
            secret.upper(),
            secret.replace(" ", "\n<b>\n"),
            secret.replace(" ", "<i>", 1),
        ):
            page = around.format(text)
            texts += [page, f"{known}\ngamma gamma\n</div>\n{page}\n<hr>\ngamma gamma\n{known}"]
    agree([page_of(place, text) for place, text in enumerate(texts)], needles)


@pytest.mark.parametrize("lead", LEADS)
def test_each_address_at_each_depth(lead: str) -> None:
    line = f"<hr>\n{lead}\n<hr>"
    for start in range(3):
        agree([page_of(start + place, line) for place in (0, 0, 0, 1, 2, 1, 2, 0)], NEEDLES)


def test_a_text_ends_where_known_lines_stood() -> None:
    """What is all of a text stays that when the lines between it and the next text are not looked into again."""
    known = "<p>gamma delta</p>\n<hr>"
    learnt = [f"{known}\ngamma {number}" for number in range(3)]
    agree([page_of(0, text) for text in (*learnt, f"two one\n{known}\nx")], NEEDLES)
    agree([page_of(0, text) for text in (*learnt, f"x\n{known}\ntwo one")], NEEDLES)


@pytest.mark.parametrize("value", ['"b="', '"b= "', '" b=\n"', '"="'])
def test_a_value_that_ends_as_one_begins_may_be_read_otherwise(value: str) -> None:
    """To whoever takes no name before the first `=`, the value begins where it ends here, and goes on over tags."""
    for name in ("@y", "y", "é;"):
        agree([page_of(0, f'<i {name}={value}>one <p>two three"')], NEEDLES)


@given(sites, st.sampled_from([NEEDLES, SOME]))
@settings(max_examples=300, deadline=None)
def test_pages(texts: list[str], needles: Needles) -> None:
    agree([page_of(place, text) for place, text in enumerate(texts)], needles)


KINDS = {
    "js": lambda text: ("en/x.js", text.encode()),
    "json": lambda text: ("en/x.json", json.dumps({"a": [text], text: 1}).encode()),
    "broken json": lambda text: ("en/x.json", text.encode()),
    "xml": lambda text: ("en/x.xml", text.encode()),
    "svg": lambda text: ("en/x.svg", text.encode()),
    "gzip": lambda text: ("en/x.html.gz", gzip.compress(text.encode())),
    "zip": lambda text: ("en/x.zip", zipped("team/x.html", text.encode())),
    "index": lambda text: ("en/kb/search/1/t/0.gz", gzip.compress(b"\0\1" + text.encode())),
    "index of json": lambda text: ("en/kb/search/1/c/0.gz", gzip.compress(json.dumps([text, {text: 1}]).encode())),
    "utf-16": lambda text: ("en/x.txt", ("\ufeff" + text).encode("utf-16-le")),
    "no text": lambda text: ("en/x.png", text.encode("utf-16-le")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_secret_in_each_kind_of_file(kind: str) -> None:
    for secret in SECRETS:
        for around in (
            "{}",
            "'{}'",
            "x '{}' \"{}\"",
            "`{}`",
            "é{}",
            "a\n{}\nb",
            "'\u00ad{}\u0301'",
            "<b>{}</b>",
            "['{}']",
        ):
            for text in (secret, escaped(secret), secret.upper(), secret.replace(" ", "\n")):
                agree([SiteFile(*_named(KINDS[kind](around.format(text, "x"))))], NEEDLES)


@given(pages(), st.sampled_from(sorted(KINDS)), st.sampled_from([NEEDLES, SOME]))
@settings(max_examples=300, deadline=None)
def test_other_files(text: str, kind: str, needles: Needles) -> None:
    agree([SiteFile(*_named(KINDS[kind](text)))], needles)


def _named(file: tuple[str, bytes]) -> tuple[str, str, bytes]:
    return file[0], file[0], file[1]


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_words_are_those_of_the_expression(text: str) -> None:
    from kb.verify.needles import _WORD, folded

    for long in (text, text * 1 + " пошук — " * 40 + text):
        assert words_of(long) == tuple(_WORD.findall(folded(long)))


@given(st.lists(st.sampled_from(SECRETS), max_size=3), st.lists(pages(), max_size=4), st.lists(pages(), max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_is_shown_is_forgiven_as_text_by_text(one: list[str], shown: list[str], hidden: list[str]) -> None:
    """Taken together, texts forgive what each of them forgives, and nothing more."""
    pieces = [*HIDDEN, *(Hidden("en/i.md", i, "text", text) for i, text in enumerate([" ".join(one), *hidden]))]
    shown = [text.replace("_zq_", "") for text in shown]
    together = build_needles(pieces, shown, [])
    plain = build_needles(pieces, [], [])
    said = [words_of(text) for text in shown]
    lines = [f" {' '.join(words)} " for words in said]
    left = {run for runs in plain.runs.values() for run, _ in runs if not _within(run, lines)}
    assert {run for runs in together.runs.values() for run, _ in runs} == left
    assert together.names.keys() == plain.names.keys() - {name for text in shown for name in names_of(text)}
    contacts = {words for words in plain.contacts if _within(words, lines)}
    assert together.whole.keys() == plain.whole.keys() - set(said) - contacts


def _within(words: tuple[str, ...], lines: list[str]) -> bool:
    return any(f" {' '.join(words)} " in line for line in lines)
