"""A tiny whole knowledge base on disk, from a few strings."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.conftest import article

CONFIG = {
    "site_name": "Desk",
    "site_url": "https://help.example.org/",
    "docs_dir": "content",
    "site_dir": "site",
    "theme": {"name": "material", "font": False},
    "plugins": [
        {"kb/door": {"languages": ["uk", "en"]}},
        "kb/pages",
        "kb/audience",
        "kb/languages",
        "kb/shortlinks",
        "kb/search",
    ],
    "markdown_extensions": [
        "kb_mkdocs.blocks",
        "admonition",
        "attr_list",
        "tables",
        "toc",
        "pymdownx.superfences",
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.details",
    ],
}

FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "en/index.md": article("Welcome.", id="KB-0001", title="Help", more="type: page\n"),
    "uk/network/vpn.md": article(
        "VPN не працює. Див. [внутрішнє](secret.md) і [Wi-Fi](wifi.md).\n\n![схема](img/open.png)\n\n/// visibility | internal\nCANARY-block ![x](img/closed.png)\n///\n\n"
        "- крок\n\n    /// audience | novice\n    Просто натисніть.\n    ///\n",
        id="KB-0002",
        title="VPN не під'єднується",
        more="tags: [vpn]\naudience: [novice]\n",
    ),
    "en/network/vpn.md": article("VPN fails.", id="KB-0002", title="VPN does not connect"),
    "uk/network/wifi.md": article(
        "Лише українською.", id="KB-0003", title="Wi-Fi без інтернету", more="audience: [expert]\n"
    ),
    "uk/network/secret.md": article(
        "CANARY-page ![x](img/closed.png)",
        id="KB-0004",
        title="CANARY таємниця",
        visibility="internal",
        more="tags: [canarytag]\n",
    ),
    "uk/network/none.md": "---\nid: KB-0005\ntitle: CANARY none\n---\nCANARY-none",
    "uk/hidden/only.md": article("CANARY-only", id="KB-0006", title="CANARY only", visibility="restricted"),
    "uk/network/img/open.png": b"\x89PNG open",
    "uk/network/img/closed.png": b"\x89PNG closed CANARY",
    "uk/network/img/orphan.png": b"\x89PNG orphan CANARY",
}


def write_site(root: Path, files: dict[str, str | bytes] | None = None, **config: object) -> Path:
    """Write content and mkdocs.yml; returns the configuration file."""
    for path, data in (FILES if files is None else files).items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    mkdocs = root / "mkdocs.yml"
    mkdocs.write_text(yaml.safe_dump({**CONFIG, **config}, allow_unicode=True), encoding="utf-8")
    return mkdocs


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
