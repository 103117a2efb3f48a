"""The handbook says what the code does: generated parts are fresh, and nothing that exists is missing."""

from __future__ import annotations

import re
import tomllib

import click
import pytest
import yaml

from kb.checks import check_library
from kb.cli import COMMANDS, main
from kb.codes import CODES
from kb.handbook import generated_parts, refresh
from kb.handbook.parts import LANGUAGES
from kb.handbook.refresh import part_names
from kb.library.blocks import COMMON, OWN
from kb.library.frontmatter import FrontMatter
from kb.library.lines import split_lines
from kb.options import Options, read_options
from kb.report import as_text
from kb.sources import read_library, read_settings, read_team
from tests.conftest import library_of
from tests.handbook.pages import ALL_PAGES, ROOT, page, page_names

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
STALE = "run `uv run python -m kb.handbook`"
both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(("language", "name"), ALL_PAGES)
def test_generated_parts_are_as_the_code_has_them(language: str, name: str) -> None:
    text = page(language, name)
    assert text == refresh(text, generated_parts(language)), STALE


@both
def test_every_generated_part_is_on_a_page(language: str) -> None:
    held = {part for name in page_names(language) for part in part_names(page(language, name))}
    assert held == set(generated_parts(language)), STALE


def test_both_languages_have_the_same_pages() -> None:
    assert page_names("uk") == page_names("en")
    assert len(page_names("uk")) >= 10


@both
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_with_each_of_its_options_is_documented(language: str, command: str) -> None:
    text = page(language, "commands")
    section = re.search(rf"^## kb {command}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, STALE
    made = main.get_command(click.Context(main), command)
    assert made is not None
    for option in (p for p in made.params if isinstance(p, click.Option) and not p.hidden):
        for spelling in option.opts:
            assert spelling in section[1]


@both
def test_every_option_is_documented(language: str) -> None:
    text = page(language, "options")
    assert [name for name in Options.model_fields if f"| `{name}` |" not in text] == []


@both
def test_every_code_is_documented(language: str) -> None:
    text = page(language, "problem-codes")
    assert [name for name in CODES if f"| `{name}`{{#{name.lower()}}} |" not in text] == []
    written = {code for _, page_name in ALL_PAGES for code in re.findall(r"\bKB\d{3}\b", page(language, page_name))}
    assert written <= set(CODES), "a page speaks of a code that does not exist"


@both
def test_every_key_and_block_is_documented(language: str) -> None:
    keys, blocks = page(language, "front-matter"), page(language, "how-to-write")
    assert [name for name in FrontMatter.model_fields if f"| `{name}` |" not in keys] == []
    assert [name for name in (*OWN, *COMMON) if f"`{name}`" not in blocks] == []


@both
def test_architecture_names_every_room_and_plugin(language: str) -> None:
    text = page(language, "architecture")
    rooms = [f"kb/{path.parent.name}" for path in (ROOT / "kb").glob("*/__init__.py")]
    assert [name for name in (*rooms, *PROJECT["entry-points"]["mkdocs.plugins"]) if f"| `{name}` |" not in text] == []


@both
def test_architecture_has_a_reason_for_each_dependency_and_for_no_other(language: str) -> None:
    text = page(language, "architecture")
    (table,) = re.findall(r"^\| (?:Dependency|Залежність) .*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    named = {name for row in table.split("\n")[2:] for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
    assert named == {re.split(r"[<>=~!\[; ]", wanted)[0] for wanted in PROJECT["dependencies"]}


@both
def test_no_page_has_a_problem(language: str) -> None:
    settings = read_settings(ROOT)
    team = read_team(settings.content, settings.prefix)
    problems = check_library(read_library(settings), frozenset(team.owners), settings.prefix)
    assert as_text([p for p in problems if p.path.startswith(f"content/{language}/handbook/")]) == ""


@pytest.mark.parametrize(("language", "name"), ALL_PAGES)
def test_no_page_has_a_heading_of_the_first_level(language: str, name: str) -> None:
    lines, code = split_lines(page(language, name))
    assert [line for number, line in enumerate(lines) if number not in code and line.startswith("# ")] == []


@both
def test_the_sample_of_kb_check_is_what_kb_check_prints(language: str) -> None:
    wrong = "---\nid: KB-0142\nvisibility: publik\ntitle: VPN\nstatsu: wip\nowner: desk\n---\n\nText.\n"
    printed = as_text(library_of({f"{language}/network/vpn.md": wrong}).problems)
    assert f"```text\n{printed}```" in page(language, "contribute")


@both
def test_the_sample_configuration_is_accepted(language: str) -> None:
    sample = re.search(r"```yaml\n(plugins:.*?)```", page(language, "options"), re.DOTALL)
    assert sample
    door, *others = yaml.safe_load(sample[1])["plugins"]
    assert read_options(door["kb/door"]).edit_url.endswith("{path}")
    assert {"kb/pages", "kb/audience", "kb/languages", "kb/shortlinks"} <= set(others)


@both
@pytest.mark.parametrize("name", ["front-matter", "how-to-write"])
def test_sample_front_matter_is_valid(language: str, name: str) -> None:
    for sample in re.findall(r"```yaml\n(.*?)```", page(language, name), re.DOTALL):
        whole = sample if sample.startswith("---") else f"---\nid: KB-1\ntitle: T\nvisibility: public\n{sample}---\n"
        assert as_text(library_of({f"{language}/a.md": whole}).problems) == ""


@both
def test_sample_blocks_are_valid(language: str) -> None:
    samples = re.findall(r"```markdown\n(.*?)```", page(language, "how-to-write"), re.DOTALL)
    assert len(samples) >= 4
    for sample in samples:
        text = f"---\nid: KB-1\ntitle: T\nvisibility: public\n---\n\n{sample}"
        assert as_text(library_of({f"{language}/a.md": text}).problems) == ""
