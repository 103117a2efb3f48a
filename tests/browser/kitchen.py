"""A small knowledge base with everything in it that a page can show."""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def write_kitchen(folder: Path) -> Path:
    """Content and the project's own mkdocs.yml; returns the configuration file."""
    for path, text in files().items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    own = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    edit = "- kb/door:\n      edit_url: https://git.example.org/edit/{path}"
    config.write_text(own.replace("- kb/door:", edit, 1), encoding="utf-8")
    return config


def files() -> dict[str, str]:
    found = {".kb/contact.yml": yaml.safe_dump(dict.fromkeys(("uk", "en"), CONTACT), allow_unicode=True)}
    for lang, words in (("uk", UK), ("en", EN)):
        found[f"{lang}/index.md"] = _page("KB-0001", words["hello"], "type: page\nrelated: [KB-0101, KB-0103]", "")
        found[f"{lang}/net/index.md"] = _page(
            "KB-0010", words["net"], "type: page\nicon: wifi\norder: 10", words["intro"]
        )
        found[f"{lang}/many/index.md"] = _page("KB-0011", words["many"], "type: page\norder: 20", words["intro"])
        found[f"{lang}/net/vpn.md"] = _page("KB-0101", words["vpn"], VPN, BODY.format(**words))
        found[f"{lang}/net/novice.md"] = _page(
            "KB-0102", words["novice"], "audience: [novice]\nticket_category: vpn", words["intro"]
        )
        found[f"{lang}/net/expert.md"] = _page(
            "KB-0103", words["expert"], "audience: [expert]\nticket_category: vpn", words["intro"]
        )
        for number in range(30):
            title = f"{words['article']} {number:02}"
            found[f"{lang}/many/a{number:02}.md"] = _page(
                f"KB-2{number:02}", title, "status: validated", words["intro"]
            )
    found["uk/net/only.md"] = _page("KB-0104", "Лише українською", "status: wip", UK["intro"])
    found["uk/net/secret.md"] = _page("KB-0105", "Внутрішня", "type: runbook", UK["intro"]).replace(
        "public", "internal"
    )
    return found


def _page(id: str, title: str, more: str, body: str) -> str:
    return f"---\nid: {id}\ntitle: {title}\nvisibility: public\n{more}\n---\n\n{body}\n"


CONTACT = [
    {"label": "Mail", "text": "desk@example.org", "url": "mailto:desk@example.org"},
    {"label": "Phone", "text": "Line 100"},
]
VPN = """description: One sentence about it.
symptoms: [Error 809, It does not start]
status: validated
owner: desk
ticket_category: vpn
verified: {on: 2026-10-27, against: Windows 11}
moved_from: [old/vpn/, "#proof -> check", "#older -> proof", "net/expert/#from-expert -> what"]"""
UK = {
    "hello": "Вітаємо",
    "net": "Мережа",
    "many": "Багато",
    "vpn": "VPN не працює",
    "novice": "VPN для новачка",
    "expert": "VPN для досвідченого",
    "article": "Стаття",
    "intro": "Перше речення, яке пояснює, про що тут ідеться.",
    "what": "Що зробити",
    "simple": "Просто",
    "deep": "Глибоко",
    "comfort": "Зручно",
    "step": "Зробіть крок",
    "check": "Перевірка",
}
EN = {
    "hello": "Welcome",
    "net": "Network",
    "many": "Many",
    "vpn": "The VPN does not work",
    "novice": "VPN for a newcomer",
    "expert": "VPN for an expert",
    "article": "Article",
    "intro": "A first sentence that says what this is about.",
    "what": "What to do",
    "simple": "Simple",
    "deep": "Deep",
    "comfort": "Comfort",
    "step": "Take a step",
    "check": "Check",
}
BODY = """{intro} [{net}](index.md), `code`, ++ctrl+alt+del++.[^1]

## {what} {{#what}}

1. {step} A
2. {step} B

    - {step} b
    - {step} bb

3. {step} C
4. {step} D

/// audience | novice
### {simple} {{#simple}}

1. {step} 1
2. {step} 2
3. {step} 3
///

/// audience | expert
### {deep} {{#deep}}

```powershell
Get-NetAdapter | Where-Object Status -eq "Up" # a comment that makes the line so long that it has to scroll sideways
$x = 12 + 0x00000709
```

```python
def f(x: int) -> str:  # why
    return f"{{x}}" if x > 1 else None
```
///

/// audience | accessibility
### {comfort} {{#comfort}}

1. {step} I
2. {step} II
3. {step} III
///

!!! note
    {intro}

!!! warning
    {intro}

!!! danger
    {intro}

??? tip "{check}"
    {intro}

/// tab | {simple}
{intro}
///

/// tab | {deep}
{intro}
///

| A | B | C | D | E | F |
|---|---|---|---|---|---|
| {intro} | {intro} | {intro} | {intro} | {intro} | `0x00000709-0x0000011b-0x00000bcb` |

- [x] {step}
- [ ] {step}

> {intro}

Term
:   {intro}

## {check} {{#check}}

{intro}

[^1]: {intro}
"""
