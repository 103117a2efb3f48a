"""The plugin of playbooks: what a page brings along, the list of situations, and nothing hidden in either."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

OTHERS = CONFIG["plugins"][1:]  # type: ignore[index]
REPLY = "## Goal\n\nThey know. More.\n\n## Replies\n\n/// reply | R\n{}, {{{{name}}}}!\n///\n"
FILES: dict[str, str | bytes] = {
    "en/open.md": article(
        REPLY.format("Hello"), id="KB-0001", title="Open", more="type: playbook\nsymptoms: [a cry]\n"
    ),
    "uk/open.md": article(
        "/// reply | R\nВітаю, {{name}}!\n///\n\n//// visibility | internal\n/// reply | CANARY title\nCANARY {{canary_slot}}\n///\n////",
        id="KB-0001",
        title="Відкритий",
    ),
    "en/half.md": article(REPLY.format("Half"), id="KB-0002", title="Half", more="type: playbook\n"),
    "uk/half.md": article(REPLY.format("CANARY"), id="KB-0002", title="CANARY", visibility="internal"),
    "en/closed.md": article(
        REPLY.format("CANARY") + "\n//// rehearsal | Try *it*\n/// scene | s\nx\n///\n////",
        id="KB-0003",
        title="CANARY closed",
        visibility="internal",
        more="type: playbook\nsymptoms: [CANARY cry]\n",
    ),
}


def build_edition(root: Path, edition: str, plugins: list[object] | None = None) -> dict[str, str]:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": edition}}
    mkdocs = write_site(root, FILES, plugins=plugins or [door, *OTHERS, "kb/playbooks"])
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    return {
        path.removeprefix(f"{edition}/"): data.decode("utf-8", "replace") for path, data in tree(root / "site").items()
    }


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build_edition(tmp_path_factory.mktemp("public"), "public/en")


def test_the_public_edition_has_no_list_and_nothing_hidden(public: dict[str, str]) -> None:
    assert not [path for path in public if "situations" in path and path.endswith(".html")]
    for path, text in public.items():
        if not path.startswith("assets/"):
            assert "CANARY" not in text and "canary" not in text and "kb/situations" not in text, path


def test_a_reply_brings_its_translation_as_plain_text(public: dict[str, str]) -> None:
    assert (
        '<pre data-kb-reply="reply-1" lang="uk" data-name="Українська">Вітаю, {{name}}!</pre>'
        in public["open/index.html"]
    )
    assert "data-kb-reply" not in public["half/index.html"]  # its translation is internal
    assert "How the person is addressed" in public["open/index.html"]


def test_the_internal_edition_lists_situations(tmp_path: Path) -> None:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": "internal/en"}}
    site = build_edition(tmp_path / "a", "internal/en", [door, *OTHERS, "kb/playbooks"])
    page = site["kb/situations/index.html"]
    assert "CANARY cry" in page and "a cry" in page and "They know." in page and "More." not in page
    assert 'href="../kb/situations/"' in site["open/index.html"]
    assert "data-kb-panel" in site["open/index.html"]
    assert '<a href="../../closed/#rehearsal-1">Try it</a>' in page
    # Two replies there and one here: nobody knows which is which
    assert "data-kb-reply" not in site["open/index.html"]
    again = build_edition(tmp_path / "b", "internal/en", ["kb/playbooks", *reversed(OTHERS), door])
    assert again["kb/situations/index.html"] == page and again["open/index.html"] == site["open/index.html"]
