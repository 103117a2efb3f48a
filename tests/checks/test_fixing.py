"""`--fix` changes what is certain, and not one other byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.fixing import fixed_text
from kb.checks.policy import CheckPolicy
from kb.checks.quality import examine
from kb.checks.rule import Context
from kb.library import Article
from kb.sources import read_library, read_settings
from kb.sources.repair import repair
from tests.conftest import article, library_of
from tests.sites import write_site

HEAD = article("@", title="Printer does not print").split("@")[0]


def parsed(text: str) -> Article:
    (only,) = library_of({"en/a/b.md": text}).articles
    return only


def fixed(body: str) -> str:
    text = HEAD + body
    return fixed_text(text, parsed(text), lambda code: True)[0].removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        ("One. \nTwo.\n", "One.\nTwo.\n"),
        ("One.\t\n\n   \nTwo.\n", "One.\n\n\nTwo.\n"),
        ("One.\n\n\n", "One.\n"),
        ("One.  \nbroken on purpose.\n", "One.  \nbroken on purpose.\n"),
        ("```\ncode  \n\n```\n", "```\ncode  \n\n```\n"),
        ("# Printer does not print\n\nText.\n\n## A\n", "Text.\n\n## A\n"),
        ("# A\n\n## B\n\n# C\n", "## A\n\n### B\n\n## C\n"),
        ("### A\n\n#### B\n\n### C\n", "## A\n\n### B\n\n## C\n"),
        ("# printer  does not PRINT\n# A\n", "## A\n"),
    ],
)
def test_what_is_certain(body: str, becomes: str) -> None:
    assert fixed(body) == becomes


@pytest.mark.parametrize(
    "body",
    [
        "## A\n\n#### B\n",  # was B meant to be level 3, or is something missing?
        "# A\n\n### B\n",
        "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n",  # there is no level 7
        "Title\n=====\n\n### A\n",
        "```\n# comment\n```\n\n## A\n",
        "![](x.png)\n",
    ],
)
def test_what_is_not_certain_stays(body: str) -> None:
    assert fixed(body) == body


def test_line_ends_a_bom_and_the_header_stay_what_they_are() -> None:
    text = "\ufeff" + (HEAD + "One. \nTwo.").replace("\n", "\r\n").replace("title:", "title:  ")
    new, codes = fixed_text(text, parsed(text), lambda code: True)
    assert new == text.replace("One. ", "One.") and codes == ("KB741",)
    assert fixed_text(text, parsed(text), lambda code: code != "KB741") == (text, ())


def test_a_file_that_has_changed_since_is_left_alone() -> None:
    old = parsed(HEAD + "One. \n")
    assert fixed_text(HEAD + "Another. \n", old, lambda code: True) == (HEAD + "Another. \n", ())


@given(
    st.lists(
        st.sampled_from(["# A", "## B", "### C", "text", "text ", "text  ", "", "  ", "```", "- a ", "1. b", "    x "]),
        max_size=14,
    )
)
def test_fixing_twice_is_fixing_once_and_leaves_nothing_it_could_fix(lines: list[str]) -> None:
    body = "Begin.\n\n" + "\n".join(lines) + "\n"
    once = fixed(body)
    assert fixed(once) == once
    before, after = HEAD + body, HEAD + once
    assert "KB741" not in [code for code, _ in examine(parsed(after), Context(CheckPolicy())).findings]
    assert [s.text.split() for s in parsed(after).sections] == [s.text.split() for s in parsed(before).sections]


def test_files_are_replaced_whole_and_keep_their_mode(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/a.md": HEAD + "One. \n", "en/b.md": HEAD.replace("KB-0001", "KB-0002") + "Two.\n"})
    file = tmp_path / "content/en/a.md"
    file.chmod(0o640)
    settings = read_settings(tmp_path)
    assert repair(settings, read_library(settings).articles, lambda path, code: True) == {"en/a.md": ("KB741",)}
    assert file.read_text(encoding="utf-8") == HEAD + "One.\n" and file.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in file.parent.iterdir()) == ["a.md", "b.md"]
    assert repair(settings, read_library(settings).articles, lambda path, code: True) == {}
