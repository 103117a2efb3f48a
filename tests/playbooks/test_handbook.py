"""What the handbook says of playbooks is so: its examples have no problem, and it names every key."""

from __future__ import annotations

import re

import pytest

from kb.library.blocks import CHANNELS
from kb.playbooks import DEFAULT_POLICY, check_playbooks
from kb.playbooks.policy import PLACEHOLDERS, SECTIONS
from tests.conftest import ROOT, article, library_of


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_page_names_every_key_and_its_examples_are_right(language: str) -> None:
    page = (ROOT / "content" / language / "handbook" / "playbooks-and-rehearsals.md").read_text(encoding="utf-8")
    assert [key for key in (*SECTIONS["en"], *PLACEHOLDERS, *CHANNELS) if f"`{key}`" not in page] == []
    assert [name for name in SECTIONS[language].values() if name not in page] == []
    examples = re.findall(r"```markdown\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 3
    library = library_of({f"{language}/a.md": article("\n".join(examples))})
    assert list(check_playbooks(library, DEFAULT_POLICY)) == []
