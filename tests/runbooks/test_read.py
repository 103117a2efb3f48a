"""A runbook as it is read from an article, and the same steps in the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from kb.library import Article
from kb.runbooks.markup import prepared
from kb.runbooks.model import Runbook
from kb.runbooks.policy import DEFAULT_POLICY, RunbookPolicy
from kb.runbooks.read import read_runbook
from tests.conftest import article, library_of

EXTENSIONS = ["attr_list", "tables", "toc", "pymdownx.superfences", "kb_mkdocs.runbook_steps"]
BODY = """\
## Meaning

The gateway is silent.

1. Not a step.

## Diagnosis

1. Ping the **gateway**,
   twice.

    ```powershell {name=ping-gateway}
    Test-Connection {{computer}} -Count 4
    ```

    If there is no answer, [go to step 4](#step-4).

    1. Inner, no step.

2. Read the log.

    ```text
    An example: {{computer}}
    ```

### A part of it

3. Look again.

## Mitigation

- A hint, no step.

Words.

1. Restart it.

    ```bash {name="restart" danger=true}
    systemctl restart {{ service }}
    ssh "$COMPUTER"
    ```

    ```sh
    true
    ```

## Verification

5. It answers.

## Escalation

1. Not a step.
"""
INPUTS = "type: runbook\ninputs: [{name: computer}, {name: service}]\n"


def one(body: str, more: str = INPUTS, language: str = "en") -> Article:
    library = library_of({f"{language}/a.md": article(body, more=more)})
    assert not [p for p in library.problems if p.severity == "error"]
    return library.articles[0]


def html(found: Article, policy: RunbookPolicy = DEFAULT_POLICY) -> str:
    return Markdown(extensions=EXTENSIONS).convert(prepared(found, found.body, policy))


def steps_of(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li [^>]*id="step-(\d+)"', page)]


def test_steps_are_counted_through_the_runbook() -> None:
    runbook = read_runbook(one(BODY))
    assert [(s.number, s.written, s.role) for s in runbook.steps] == [
        (1, 1, "diagnosis"),
        (2, 2, "diagnosis"),
        (3, 3, "diagnosis"),
        (4, 1, "mitigation"),
        (5, 5, "verification"),
    ]
    assert [s.lead for s in runbook.steps][:2] == ["Ping the gateway, twice.", "Read the log."]
    assert [part.role for part in runbook.parts] == ["meaning", "diagnosis", "mitigation", "verification", "escalation"]
    assert runbook.steps[0].body.startswith("Ping the **gateway**,\n") and "\n```powershell {" in runbook.steps[0].body


def test_commands_branches_and_placeholders() -> None:
    runbook = read_runbook(one(BODY))
    assert [(c.name, c.named, c.shell, c.danger, c.placeholders) for c in runbook.cells] == [
        ("ping-gateway", True, "powershell", False, ("computer",)),
        ("step-2-1", False, None, False, ()),
        ("restart", True, "bash", True, ("service",)),
        ("step-4-2", False, "sh", False, ()),
    ]
    assert runbook.cells[0].command == "Test-Connection {{computer}} -Count 4"
    assert [(b.to, b.text) for b in runbook.steps[0].branches] == [(4, "go to step 4")] and len(runbook.links) == 1
    lines = (Path("x").name, *article(BODY, more=INPUTS).split("\n"))
    assert all("```" in lines[cell.line] for cell in runbook.cells)


def test_the_page_has_the_same_steps_and_commands() -> None:
    page = html(one(BODY))
    assert steps_of(page) == [1, 2, 3, 4, 5]
    assert '<ol class="kb-runbook__steps" start="4">' in page and page.count("kb-runbook__steps") == 4
    assert re.findall(r'data-kb-cell="([^"]*)" data-kb-shell="([^"]*)"', page) == [
        ("ping-gateway", "powershell"),
        ("restart", "bash"),
        ("step-4-2", "sh"),
    ]
    assert page.count("data-kb-danger") == 1
    assert page.count('<span class="kb-placeholder" data-name="computer">{{computer}}</span>') == 1
    assert page.count('data-name="service"') == 1 and "KbGap" not in page and "kb-runbook " not in page
    assert '<a class="kb-branch" data-kb-to="4" href="#step-4">' in page
    assert '<h2 data-kb-section="diagnosis" id="diagnosis">' in page
    assert "{{computer}}" in page.partition("An example")[2][:60]


def test_other_articles_are_left_byte_for_byte_alone() -> None:
    with_it, without = Markdown(extensions=EXTENSIONS), Markdown(extensions=EXTENSIONS[:-1])
    with_it.convert(prepared(one(BODY), BODY, DEFAULT_POLICY))
    assert with_it.reset().convert(BODY) == without.convert(BODY)


def test_a_team_names_its_sections() -> None:
    policy = RunbookPolicy.model_validate({"sections": {"en": {"diagnosis": ["Triage", "Diagnosis"]}}})
    found = one("## Triage:\n\n1. One.\n\n## Mitigation\n\n2. Two.\n")
    assert [s.role for s in read_runbook(found, policy).steps] == ["diagnosis", "mitigation"]
    assert steps_of(html(found, policy)) == [1, 2]


@pytest.mark.parametrize(
    ("body", "steps"),
    [
        ("1. One\n2. Two\n\n\n3. Three", 3),
        ("1. One\n\n    text\n\n2. Two\n\nWords\n\n3. Three", 3),
        ("Words\n1. no list", 0),
        ("- a\n\n1. joins the bullets", 0),
        ("1. a\n\n- joins the numbers", 2),
        ("1. a\n   1. counted, too", 2),
        ("1. a\n    1. inner", 1),
        ("1. a\n\n```sh\nx\n```\n\n2. b", 2),
        ("1. a\n\n    ```sh\n    1. x\n    ```\n\n    1. y", 1),
        ("> 1. quoted", 0),
        ("/// note\n1. in a block\n///\n\n1. a", 1),
        ("1. a\n\n    /// note\n    1. x\n    ///\n\n2. b", 2),
        ("    1. code", 0),
        ("1) other engines only", 0),
        ("<!-- 1. x\n\n2. y -->\n\n1. a", 1),
        ("1. a\n### Part\n2. b", 2),
        ("1.\tTab", 1),
        ("1.No space", 0),
    ],
)
def test_lists_are_read_as_the_page_reads_them(body: str, steps: int) -> None:
    found = one(f"## Diagnosis\n\n{body}\n")
    page = Markdown(extensions=[*EXTENSIONS, "pymdownx.blocks.admonition"]).convert(
        prepared(found, found.body, DEFAULT_POLICY)
    )
    assert (len(read_runbook(found).steps), steps_of(page)) == (steps, list(range(1, steps + 1)))


PIECES = st.sampled_from(
    [
        "1. a",
        "2. b",
        "- c",
        "1. a\n\n    deep\n",
        "1. a\n\n    ```sh\n    1. x\n    ```\n",
        "    1. in\n",
        "words",
        "",
        "",
        "### H",
        "\n```sh\n2. y\n```\n",
    ]
)
"""Lines as people write them; indented text and code stand after an empty line."""


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=12))
def test_whatever_is_written_both_count_the_same_steps(pieces: list[str]) -> None:
    found = one("## Diagnosis\n\n" + "\n".join(pieces) + "\n")
    assert steps_of(html(found)) == [step.number for step in read_runbook(found).steps]


def test_every_runbook_of_the_content_reads_the_same(request: pytest.FixtureRequest) -> None:
    root = Path(__file__).parents[2] / "content"
    paths = [p for p in sorted(root.glob("*/runbooks/*.md")) if "type: runbook" in p.read_text(encoding="utf-8")]
    library = library_of({p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in paths})
    assert paths
    for found in library.articles:
        runbook: Runbook = read_runbook(found)
        page = html(found)
        assert steps_of(page) == [step.number for step in runbook.steps] != [], found.path
        shown = re.findall(r'data-kb-cell="([^"]*)"', page)
        assert shown == [cell.name for cell in runbook.cells if cell.shell], found.path
