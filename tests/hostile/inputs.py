"""Hostile and broken articles: path → (bytes, code that must be named; empty where the file is odd but right)."""

from __future__ import annotations

import itertools

_count = itertools.count(1000)


def _article(
    body: str, more: str = "", title: str = '"Odd article"', visibility: str = "public", id: str = ""
) -> bytes:
    number = id or f"KB-{next(_count)}"
    return f"---\nid: {number}\ntitle: {title}\nvisibility: {visibility}\nowner: desk\n{more}---\n\n{body}\n".encode()


def _header(header: str) -> bytes:
    """Without its essentials the article is nowhere; one wrong optional value costs only itself."""
    text = "Kept text" if header.startswith(_ESSENTIALS) else "HOSTILE text"
    return f"---\n{header}\n---\n\n{text}\n".encode()


_ESSENTIALS = "id: KB-9"
_GOOD = "id: KB-{n}\ntitle: T\nvisibility: public\nowner: desk\n"

BROKEN_HEADERS = {
    "no-header": (b"HOSTILE text\n", "KB101"),
    "unclosed": (b"---\nid: KB-1\n", "KB101"),
    "toml": (b"+++\nid='x'\n+++\nHOSTILE", "KB101"),
    "json": (b'{"id": "KB-1"}\nHOSTILE', "KB101"),
    "four-hyphens": (b"----\nid: KB-1\n----\nHOSTILE", "KB101"),
    "text-first": (b"HOSTILE\n---\nid: KB-1\ntitle: x\nvisibility: public\n---\n", "KB101"),
    "empty-file": (b"", "KB101"),
    "only-bom": (b"\xef\xbb\xbf", "KB101"),
    "dots-end": (b"---\nid: KB-1\n...\nHOSTILE", "KB101"),
    "html": (b"<html><body>HOSTILE", "KB101"),
    "utf16": ("---\nid: KB-1\n---\nHOSTILE".encode("utf-16"), "KB100"),
    "latin1": ("---\nid: KB-1\ntitle: é\nvisibility: public\n---\nHOSTILE".encode("latin-1"), "KB100"),
    "cp1251": ("---\nid: KB-1\ntitle: Привіт\nvisibility: public\n---\nHOSTILE".encode("cp1251"), "KB100"),
    "nul": (_article("HOSTILE \0 x"), "KB100"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "KB100"),
    "gzip": (b"\x1f\x8b\x08\x00HOSTILE\xff", "KB100"),
    "truncated-utf8": (_article("HOSTILE")[:-1] + b"\xd0", "KB100"),
    "surrogates": (_article("HOSTILE") + b"\xed\xa0\x80", "KB100"),
    "huge": (_article("HOSTILE " * 300_000), "KB100"),
    "huge-header": (_header("id: KB-1\ntitle: " + "x" * 70_000), "KB102"),
    "yaml-list": (_header("- a\n- b"), "KB102"),
    "yaml-scalar": (_header("just text"), "KB102"),
    "yaml-empty": (_header(""), "KB102"),
    "yaml-comment": (_header("# nothing"), "KB102"),
    "yaml-tab": (_header("id: KB-1\n\ttitle: x"), "KB102"),
    "yaml-colon": (_header("id: KB-1\ntitle: a: b\nvisibility: public"), "KB102"),
    "yaml-quote": (_header('id: KB-1\ntitle: "x\nvisibility: public'), "KB102"),
    "yaml-bracket": (_header("id: KB-1\naudience: [novice\nvisibility: public"), "KB102"),
    "yaml-bomb": (_header("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]"), "KB102"),
    "yaml-self": (_header("a: &a [*a]"), "KB102"),
    "yaml-merge": (_header("x: &x {visibility: public}\n<<: *x\nid: KB-1\ntitle: T"), "KB102"),
    "yaml-python": (_header("id: !!python/object/apply:os.system ['echo HOSTILE']"), "KB102"),
    "yaml-binary": (_header("id: KB-1\ntitle: !!binary SGk=\nvisibility: public"), "KB105"),
    "yaml-set": (_header("id: KB-1\ntitle: !!set {a}\nvisibility: public"), "KB105"),
    "yaml-two-documents": (b"---\nid: KB-1\ntitle: x\n--- \nvisibility: public\n---\nHOSTILE", "KB104"),
    "yaml-deep": (_header("a: " + "[" * 3000 + "]" * 3000), "KB102"),
    "yaml-deep-dashes": (_header("a:\n  " + "- " * 3000 + "x"), "KB102"),
    "yaml-complex-key": (_header("? [a, b]\n: c"), "KB102"),
    "yaml-number-key": (_header("1: x\nid: KB-1"), "KB102"),
    "yaml-directive": (_header("%YAML 9.9\nid: KB-1"), "KB102"),
    "yaml-control": (_header("id: KB-1\ntitle: a\x07b\nvisibility: public"), "KB102"),
    "yaml-date-13": (_header(_GOOD.format(n=9001) + "verified: {on: 2026-13-01}"), "KB107"),
    "yaml-date-us": (_header(_GOOD.format(n=9002) + "verified: {on: 12/31/2026}"), "KB107"),
    "yaml-date-quoted": (_header(_GOOD.format(n=9003) + 'verified: {on: "2026-01-01"}'), "KB107"),
    "yaml-date-time": (_header(_GOOD.format(n=9004) + "verified: {on: 2026-01-01 10:00:00}"), "KB107"),
    "yaml-date-number": (_header(_GOOD.format(n=9005) + "verified: {on: 20260101}"), "KB107"),
    "no-id": (_header("title: T\nvisibility: public"), "KB104"),
    "no-title": (_header("id: KB-1\nvisibility: public"), "KB104"),
    "no-visibility": (_header("id: KB-1\ntitle: HOSTILE"), "KB104"),
    "null-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibility: ~"), "KB104"),
    "empty-title": (_header('id: KB-1\ntitle: "  "\nvisibility: public'), "KB105"),
    "long-title": (_header(f"id: KB-1\ntitle: {'x' * 400}\nvisibility: public"), "KB105"),
    "list-title": (_header("id: KB-1\ntitle: [a]\nvisibility: public"), "KB105"),
    "map-title": (_header("id: KB-1\ntitle: {a: b}\nvisibility: public"), "KB105"),
    "bool-title": (_header("id: KB-1\ntitle: true\nvisibility: public"), "KB105"),
    "float-title": (_header("id: KB-1\ntitle: 1.5\nvisibility: public"), "KB105"),
    "nan-title": (_header("id: KB-1\ntitle: .nan\nvisibility: public"), "KB105"),
    "date-title": (_header("id: KB-1\ntitle: 2026-01-01\nvisibility: public"), "KB105"),
    "list-id": (_header("id: [KB-1]\ntitle: T\nvisibility: public"), "KB105"),
    "path-id": (_header("id: ../../etc\ntitle: T\nvisibility: public"), "KB105"),
    "slash-id": (_header("id: KB-1/2\ntitle: T\nvisibility: public"), "KB105"),
    "newline-id": (_header('id: "KB-1\\n"\ntitle: T\nvisibility: public'), "KB105"),
    "capital-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibility: PUBLIC"), "KB105"),
    "spaced-visibility": (_header('id: KB-1\ntitle: HOSTILE\nvisibility: "public "'), "KB105"),
    "list-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibility: [public, internal]"), "KB105"),
    "cyrillic-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibility: рublic"), "KB105"),
    "zero-width-visibility": (_header('id: KB-1\ntitle: HOSTILE\nvisibility: "pub\\u200blic"'), "KB105"),
    "twice-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibility: internal\nvisibility: public"), "KB103"),
    "misspelt-visibility": (_header("id: KB-1\ntitle: HOSTILE\nvisibilty: public"), "KB104"),
    "nested-visibility": (_header("id: KB-1\ntitle: HOSTILE\nmeta: {visibility: public}"), "KB104"),
    "string-audience": (_header(_GOOD.format(n=9010) + "audience: novice"), "KB105"),
    "wrong-audience": (_header(_GOOD.format(n=9011) + "audience: [boss]"), "KB105"),
    "wrong-status": (_header(_GOOD.format(n=9012) + "status: published"), "KB105"),
    "wrong-type": (_header(_GOOD.format(n=9013) + "type: recipe"), "KB105"),
    "template-path": (_header(_GOOD.format(n=9014) + "template: ../../etc/passwd"), "KB105"),
    "icon-path": (_header(_GOOD.format(n=9015) + "icon: ../../../etc/passwd"), "KB105"),
    "huge-number": (_header(_GOOD.format(n=8916) + "order: " + "9" * 5000), "KB102"),
    "float-order": (_header(_GOOD.format(n=9017) + "order: 1.5"), "KB105"),
    "unknown-key": (_header(_GOOD.format(n=9018) + "colour: red"), "KB106"),
    "owner-number": (_header("id: KB-9019\ntitle: T\nvisibility: public\nowner: 7"), "KB105"),
    "input-pattern": (_header(_GOOD.format(n=9020) + "inputs: [{label: x}]"), "KB104"),
}

BROKEN_BLOCKS = {
    name: (_article(body), code)
    for name, (body, code) in {
        "block-unclosed": ("/// visibility | internal\nHOSTILE", "KB201"),
        "block-unclosed-in-list": ("- x\n\n    /// visibility | internal\n    HOSTILE", "KB201"),
        "block-stray": ("HOSTILE\n\n///", "KB202"),
        "block-crossed": ("//// note\n/// visibility | internal\nHOSTILE\n////\n///", "KB202"),
        "block-same-nesting": (
            "/// visibility | internal\n/// visibility | public\nHOSTILE\n///\nHOSTILE\n///",
            "KB202",
        ),
        "block-unknown": ("/// secret\nHOSTILE\n///", "KB203"),
        "block-misspelt": ("/// visiblity | internal\nHOSTILE\n///", "KB203"),
        "block-value": ("/// visibility | everyone\nHOSTILE\n///", "KB204"),
        "block-no-value": ("/// visibility\nHOSTILE\n///", "KB204"),
        "block-audience-value": ("/// audience | novise\nHOSTILE\n///", "KB204"),
        "block-html-value": ("/// visibility | <b>internal</b>\nHOSTILE\n///", "KB204"),
        "block-two-slashes": ("// visibility | internal\nHOSTILE\n//", "KB205"),
        "block-colons": ("::: visibility internal\nHOSTILE\n:::", "KB205"),
        "block-capital": ("/// VISIBILITY | internal\nHOSTILE\n///", "KB205"),
        "block-equals": ("/// visibility = internal\nHOSTILE\n///", "KB205"),
        "block-full-width": ("／／／ visibility | internal\nHOSTILE", "KB205"),
        "block-many": ("/// visibility | internal\nHOSTILE\n///\n\n" * 500 + "/// x", "KB201"),
        "snippet": ('--8<-- "uk/secret.md"', "KB206"),
        "snippet-block": ("--8<--\n../../../etc/passwd\n--8<--", "KB206"),
        "snippet-semicolon": (';--8<-- "x"', "KB206"),
    }.items()
}

BROKEN_LINKS = {
    name: (_article(body), code)
    for name, (body, code) in {
        "link-missing": ("[x](missing.md)", "KB301"),
        "link-empty-folder": ("[x](nowhere/)", "KB301"),
        "link-anchor": ("[x](../good.md#nowhere)", "KB302"),
        "link-own-anchor": ("[x](#nowhere)", "KB302"),
        "link-out": ("[x](../../../../etc/passwd)", "KB304"),
        "link-out-encoded": ("[x](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "KB304"),
        "link-out-backslash": ("[x](..\\..\\..\\windows\\win.ini)", "KB304"),
        "link-out-image": ("![x](../../../../etc/passwd)", "KB304"),
        "link-out-html": ('<img src="../../../../etc/passwd">', "KB304"),
        "link-out-definition": ("[x][y]\n\n[y]: ../../../../etc/passwd", "KB304"),
        "link-nul": ("[x](a%00.md)", "KB304"),
        "link-dot-kb": ("![x](../../.kb/owners.yml)", "KB304"),
        "link-other-language": ("[x](../../en/index.md)", "KB306"),
        "link-absolute": ("[x](/etc/passwd)", "KB301"),
        "link-image-missing": ("![x](nothing.png)", "KB301"),
        "link-brackets": ("[" * 3000 + "x](missing.md)", "KB301"),
        "related-missing": ("x", "KB403"),
        "prerequisite-missing": ("x", "KB403"),
    }.items()
}
BROKEN_LINKS["related-missing"] = (_article("x", "related: [KB-777777]\n"), "KB403")
BROKEN_LINKS["prerequisite-missing"] = (_article("x", "prerequisites: [KB-777777]\n"), "KB403")
BROKEN_LINKS["cycle-a"] = (_article("x", "supersedes: [KB-8002]\n", id="KB-8001"), "KB404")
BROKEN_LINKS["cycle-b"] = (_article("x", "supersedes: [KB-8003]\n", id="KB-8002"), "KB404")
BROKEN_LINKS["cycle-c"] = (_article("x", "supersedes: [KB-8001]\n", id="KB-8003"), "KB404")
BROKEN_LINKS["cycle-self"] = (_article("x", "supersedes: [KB-8004]\n", id="KB-8004"), "KB404")
BROKEN_LINKS["id-twice-1"] = (_article("x", id="KB-8010"), "")
BROKEN_LINKS["id-twice-2"] = (_article("HOSTILE", id="KB-8010"), "KB401")

ODD_BUT_RIGHT = {
    "crlf": (_article("Fine.").replace(b"\n", b"\r\n"), ""),
    "bom": (b"\xef\xbb\xbf" + _article("Fine."), ""),
    "cr": (_article("Fine.").replace(b"\n", b"\r"), ""),
    "no-text": (_article(""), ""),
    "xss-title": (_article("x", title='"<script>alert(1)</script> & \\"q\\" {{ 7*7 }}"'), ""),
    "xss-symptom": (_article("x", 'symptoms: ["<img src=x onerror=alert(2)>"]\n'), ""),
    "xss-against": (_article("x", 'verified: {on: 2026-01-01, against: "<script>alert(3)</script>"}\n'), ""),
    "xss-description": (_article("x", "description: \"\\\"><script>alert(4)</script>\"\n"), ""),
    "jinja": (_article("{{ config }} {% raw %} ${x} <%= y %>"), ""),
    "long-line": (_article("word " * 50_000), ""),
    "long-word": (_article("x" * 100_000), ""),
    "backticks": (_article("`" * 5000 + " " + "`" * 4999), ""),
    "stars": (_article("*" * 5000), ""),
    "quotes": (_article("> " * 60 + "deep"), ""),
    "rtl": (_article("\u202e\u2066 abc \u2069", title='"\\u202eevil"'), ""),
    "emoji": (_article("👩🏽‍💻 текст", title='"👩🏽‍💻"'), ""),
    "назва з пробілами": (_article("x"), ""),
    "name%20encoded": (_article("x"), ""),
    "name#hash": (_article("x"), ""),
    "name;semi&amp": (_article("x"), ""),
    "'quote'": (_article("x"), ""),
    "-dash": (_article("x"), ""),
}  # fmt: skip

CASES: dict[str, tuple[bytes, str]] = {**BROKEN_HEADERS, **BROKEN_BLOCKS, **BROKEN_LINKS, **ODD_BUT_RIGHT}
