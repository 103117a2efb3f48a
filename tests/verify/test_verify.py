"""Verification: every way in which something hidden could be in a finished site is found, and nothing else is."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile

import pytest

from kb.edition import Edition
from kb.library import Hidden, Library
from kb.verify import KeptNeedles, SiteFile, build_needles, verify_few, verify_site
from kb.verify.kept import needles_to_bytes
from kb.verify.scan import _Close
from tests.conftest import article, library_of

HIDDEN_TEXT = "The master key lies under the third flower pot behind the server room door."
LIBRARY = library_of(
    {
        "en/open/guide.md": article(
            "Everyone may read how to start the computer in the morning.\n\n## Common steps\n\nDo it.",
            title="Starting the computer",
        ),
        "en/team/keys.md": article(
            f"{HIDDEN_TEXT}\n\n## Where the spare batteries are\n\nAsk srv-vault07 for them.\n\n## Common steps\n\nDo it.",
            id="KB-0777",
            title="Keys of the server room",
            visibility="internal",
            more='symptoms: ["the vault keeper is on holiday"]\n',
        ),
        "en/open/mixed.md": article(
            "Seen.\n\n/// visibility | internal\nNever promise the customer a refund before the manager agrees.\n///",
            id="KB-0003",
        ),
        "en/bad.md": "---\nid: KB-0900\ntitle: Unfinished\n---\nThis sentence has no visibility and must not be seen anywhere.",
        "en/dup.md": article(
            "Half a block that nobody closed hides this whole long sentence.\n\n/// visibility | internal\nx",
            id="KB-0004",
            title="Broken block article here",
        ),
    }
)


def verify(
    path: str, data: str | bytes, library: Library = LIBRARY, hidden_assets: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    view = library.for_edition(Edition("public", "en"))
    visible = [text for a in view.articles for text in (a.meta.title, a.body, *(s.title for s in a.sections))]
    needles = build_needles(
        library.hidden_from(Edition("public", "en")), visible, {a.key.removesuffix(".md") for a in view.articles}
    )
    raw = data.encode() if isinstance(data, str) else data
    return [
        (p.code, p.message)
        for p in verify_site([SiteFile(path, "public/" + path, raw)], needles, hidden_assets or {}, frozenset())
    ]


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


LEAKS: dict[str, tuple[str, str | bytes]] = {
    "sentence": ("en/x/index.html", f"<p>{HIDDEN_TEXT}</p>"),
    "sentence in other case and marks": ("en/x/index.html", f"<p>{HIDDEN_TEXT.upper().replace(' ', '  ')}</p>"),
    "sentence with inline tags": (
        "en/x/index.html",
        "<p>The <b>master</b> key <code>lies</code> under the <a href='#'>third</a> flower pot</p>",
    ),
    "excerpt": (
        "en/x/index.html",
        "<p>… lies under the pot; behind the server room door.</p>".replace(
            "lies under the pot; ", "third flower pot "
        ),
    ),
    "entities": ("en/x/index.html", "<p>" + "".join(f"&#{ord(c)};" for c in HIDDEN_TEXT) + "</p>"),
    "comment": ("en/x/index.html", f"<!-- {HIDDEN_TEXT} -->"),
    "attribute": ("en/x/index.html", f'<img alt="{HIDDEN_TEXT}">'),
    "title in the navigation": ("en/x/index.html", "<nav><a>Keys of the server room</a></nav>"),
    "heading": ("en/x/index.html", "<li>Where the spare batteries are</li>"),
    "symptom": ("en/x/index.html", "<li>the vault keeper is on holiday</li>"),
    "identifier": ("en/x/index.html", "<code>ssh root@srv-vault07</code>"),
    "id": ("en/x/index.html", "<p>see KB-0777 for it</p>"),
    "link": ("en/x/index.html", '<a href="../team/keys/">here</a>'),
    "link to the source": ("en/x/index.html", '<a href="../../en/team/keys.md#x">here</a>'),
    "block of a shown article": (
        "en/open/mixed/index.html",
        "<p>Never promise the customer a refund before the manager agrees.</p>",
    ),
    "article without visibility": (
        "en/x/index.html",
        "<p>This sentence has no visibility and must not be seen anywhere.</p>",
    ),
    "ambiguous article": ("en/x/index.html", "<p>Half a block that nobody closed hides this whole long sentence.</p>"),
    "page": ("en/team/keys/index.html", "<p>moved</p>"),
    "short link": ("en/kb/KB-0777/index.html", "<p>moved</p>"),
    "json": ("en/search.json", json.dumps({"docs": [{"text": HIDDEN_TEXT}]})),
    "json escaped": ("en/search.json", json.dumps({"t": "Ключ — " + HIDDEN_TEXT}, ensure_ascii=True)),
    "json location": ("en/search.json", json.dumps({"location": "team/keys/"})),
    "json key": ("en/search.json", json.dumps({HIDDEN_TEXT: 1})),
    "json with html": ("en/search.json", json.dumps({"t": f"<p>{HIDDEN_TEXT}</p>"})),
    "broken json": ("en/search.json", '{"t": "' + HIDDEN_TEXT),
    "script": ("en/x.js", f'const a = "{HIDDEN_TEXT}";'),
    "script template": ("en/x.js", f"const a = `{HIDDEN_TEXT}`;"),
    "stylesheet": ("en/x.css", f'a::after {{ content: "{HIDDEN_TEXT}" }}'),
    "sitemap": ("en/sitemap.xml", "<urlset><url><loc>https://example.org/en/team/keys/</loc></url></urlset>"),
    "sitemap gz": (
        "en/sitemap.xml.gz",
        gzip.compress(b"<urlset><url><loc>https://example.org/en/team/keys/</loc></url></urlset>"),
    ),
    "feed": (
        "en/feed.xml",
        f"<item><title>Keys of the server room</title><description><![CDATA[<p>{HIDDEN_TEXT}</p>]]></description></item>",
    ),
    "gzip of anything": ("en/shard.bin", gzip.compress(HIDDEN_TEXT.encode())),
    "gzip twice": ("en/shard.gz", gzip.compress(gzip.compress(HIDDEN_TEXT.encode()))),
    "zip": ("en/site.zip", zipped("a/b.html", f"<p>{HIDDEN_TEXT}</p>")),
    "zip name": ("en/site.zip", zipped("en/team/keys.md", "x")),
    "utf-16": ("en/x.txt", ("\ufeff" + HIDDEN_TEXT).encode("utf-16-le")),
    "svg": ("en/x.svg", f"<svg><text>{HIDDEN_TEXT}</text></svg>"),
    "no extension": ("en/LICENSE", HIDDEN_TEXT),
    "bom html": ("en/x.html", b"\xef\xbb\xbf<p>" + HIDDEN_TEXT.encode() + b"</p>"),
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found(name: str) -> None:
    found = verify(*LEAKS[name])
    assert "KB901" in [code for code, _ in found], found


def test_the_problem_says_what_and_where_from() -> None:
    code, message = verify("en/x/index.html", "<li>Where the spare batteries are</li>")[0]
    assert code == "KB901" and "en/team/keys.md:11" in message and "heading" in message


CLEAN = {
    "what is shown": (
        "en/open/guide/index.html",
        "<h1>Starting the computer</h1><p>Everyone may read how to start the computer in the morning.</p><h2>Common steps</h2>",
    ),
    "common words": ("en/x/index.html", "<p>The keys of a keyboard. The server is in the room.</p>"),
    "another id": ("en/x/index.html", "<p>KB-0001 and KB-07770</p>"),
    "empty": ("en/x.json", ""),
    "our scripts": ("en/x.js", "export const a = (b) => b ? 1 : 2;"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_what_may_be_shown_is_no_finding(name: str) -> None:
    assert verify(*CLEAN[name]) == []


def test_a_hidden_file_is_found_under_any_name() -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
    assert [
        c for c, _ in verify("en/cat.png", data, hidden_assets={hashlib.sha256(data).hexdigest(): "en/plan.png"})
    ] == ["KB902", "KB903"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(range(128, 256)) * 40,
        b"\x89PNG" + bytes(range(256)) * 9,
        b"\x1f\x8bbroken",
        b"PK\x03\x04broken",
    ],
)
def test_what_cannot_be_looked_into_is_refused(data: bytes) -> None:
    assert [c for c, _ in verify("en/x.bin2", data)] == ["KB903"]


def test_known_files_need_no_looking_into() -> None:
    data = b"\x89PNG" + bytes(range(256)) * 9
    needles = build_needles([], [], [])
    assert (
        verify_site([SiteFile("a.png", "a.png", data)], needles, {}, frozenset({hashlib.sha256(data).hexdigest()}))
        == ()
    )


@pytest.mark.parametrize("hidden", [True, False])
def test_what_was_looked_into_before_is_not_looked_into_again(hidden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neighbours have most texts in common, and a compressed file says what the file beside it says."""
    needles = build_needles([Hidden("uk/a.md", 1, "text", "one two three four")], [], [])
    kept = KeptNeedles(needles_to_bytes(needles))
    text = b"<p>one two three four</p><p>five</p>" if hidden else b"<p>five</p><p>six</p>"
    looked: list[str] = []
    plain = _Close._hits
    monkeypatch.setattr(_Close, "_hits", lambda self, text: looked.append(text) or plain(self, text))
    files = [SiteFile(path, path, data) for path, data in (("uk/a.html", text), ("uk/b.html", text), ("uk/c.xml", text), ("uk/c.xml.gz", gzip.compress(text)))]  # fmt: skip
    found = verify_few(files, kept, {}, frozenset())
    assert [problem.path for problem in found] == ([file.path for file in files] if hidden else [])
    assert sorted(looked) == sorted(["five"] + ["one two three four"] * 4 if hidden else ["five", "six"])
