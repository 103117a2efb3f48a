"""Foreign material that nobody here wrote: problems, never tracebacks, and good articles still load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.checks import check_library
from kb.edition import Edition
from kb.library import RawFile, build_library
from kb.library.header import parse
from tests.conftest import article

GOOD = RawFile("en/good.md", article("Good.", id="KB-GOOD").encode())


def load(files: list[Path], root: Path) -> None:
    raw = [RawFile("en/" + f.relative_to(root).as_posix(), f.read_bytes()) for f in files]
    library = build_library([*raw, GOOD], ("en", "uk"))
    assert "en/good.md" in library.by_path
    accounted = {a.path for a in (*library.articles, *library.refused)} | {w.path for w in library.withheld}
    named = {p.path.removeprefix("content/") for p in library.problems}
    assert {r.path for r in raw} <= accounted | named  # nothing is lost without a word
    for problem in check_library(library, frozenset({"desk"}), "content/"):
        assert problem.code and problem.message and problem.path
    for visibility in ("public", "internal"):
        library.for_edition(Edition(visibility, "en"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "folder",
    [
        "handbook-18f",
        "accessibility-a11yproject",
        "runbooks-openshift",
        "runbooks-prometheus",
        "docs-en-uk-fastapi",
        "torture/frontmatter",
    ],
)
def test_foreign_repositories(folder: str, corpora: Path) -> None:
    files = sorted((corpora / folder).rglob("*.md"))
    assert len(files) > 2
    load(files, corpora)


@pytest.mark.parametrize("folder", ["handbook-18f", "runbooks-openshift", "docs-en-uk-fastapi"])
def test_foreign_text_below_a_valid_header(folder: str, corpora: Path) -> None:
    """Blocks, links, sections and words of real text, thousands of pages of it."""
    raw = []
    for number, file in enumerate(sorted((corpora / folder).rglob("*.md"))):
        body = file.read_bytes().decode("utf-8", "replace").replace("\0", "")
        raw.append(
            RawFile(
                f"en/{file.relative_to(corpora).as_posix()}",
                article(body, id=f"KB-{number:04d}", title=f"T{number}").encode(),
            )
        )
    library = build_library(raw, ("en", "uk"))
    for a in library.articles:
        assert a.sections is not None and a.words["all"] >= 0 and a.links is not None
    refused = [p for p in library.problems if p.code.startswith("KB2")]
    assert len(refused) <= len(raw) * 0.02, refused[:5]  # real text is not mistaken for blocks


def test_every_yaml_of_the_suite(corpora: Path) -> None:
    cases = sorted((corpora / "torture/yaml").rglob("*.yaml"))
    assert len(cases) > 100
    for case in cases:
        parsed = parse(case.name, f"---\n{case.read_text(encoding='utf-8')}\n---\nText\n")
        assert parsed.meta is not None or parsed.problems


def test_naughty_strings_as_title_and_as_body(corpora: Path) -> None:
    strings = json.loads((corpora / "torture/blns/blns.json").read_text(encoding="utf-8"))
    for number, text in enumerate(strings):
        header = f"---\nid: KB-{number}\ntitle: {json.dumps(text)}\nvisibility: public\n---\n{text}\n"
        build_library([RawFile("en/a.md", header.encode("utf-8", "replace")), GOOD], ("en",)).for_edition(
            Edition("public", "en")
        )
        parse("a.md", f"---\nid: KB-1\ntitle: {text}\nvisibility: public\n---\n")
