"""The key `checks` of policy.yml: a wrong key costs only itself, and says where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.checks.policy import CheckPolicy, read_policy
from kb.checks.quality import wanted
from kb.problem import Problem
from kb.sources.checks import read_check_context
from kb.sources.team import Owner, Team

PATH = "content/.kb/policy.yml"


def test_nothing_said_is_the_policy_as_it_is() -> None:
    for raw in (None, {}, {"freshness": {"due": "30d"}}, [], "x"):
        assert read_policy(raw, PATH) == (CheckPolicy(), ())


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({"disabled": ["KB701"]}, 'unknown key "checks.disabled"'),
        ({"disable": ["KB301"]}, "can't be switched off"),
        ({"disable": ["KB799"]}, "no such code"),
        ({"disable": "KB701"}, "checks.disable"),
        ({"disable": ["title"]}, "checks.disable"),
        ({"accept": {"KB100": ["*"]}}, "can't be switched off"),
        ({"thresholds": {"similarity": 7}}, "checks.thresholds.similarity"),
        ({"thresholds": {"lix": {"en": {"novice": 1}}}}, "checks.thresholds.lix"),
        ([1], "`checks` is not"),
    ],
)
def test_a_mistake_is_a_problem_and_costs_only_itself(section: Any, says: str) -> None:
    both = {**section, "allow": ["example.net"]} if isinstance(section, dict) else section
    policy, problems = read_policy({"checks": both}, PATH)
    assert problems and all(p.code == "KB502" and p.path == PATH for p in problems)
    assert any(says in p.message for p in problems)
    assert not isinstance(section, dict) or policy.allow == ("example.net",)


def problem(code: str, path: str = "content/en/a/b.md") -> Problem:
    return Problem(path, 1, 1, code, "x")


def test_switches_and_places_but_never_errors() -> None:
    policy = CheckPolicy(disable=("KB701", "KB301"), accept={"KB711": ("en/a/*",)})
    found = [
        problem("KB701"),
        problem("KB301"),
        problem("KB711"),
        problem("KB711", "content/uk/c.md"),
        problem("KB712"),
    ]
    left = [(p.code, p.path) for p in wanted(found, policy, "content/")]
    assert left == [("KB301", "content/en/a/b.md"), ("KB711", "content/uk/c.md"), ("KB712", "content/en/a/b.md")]
    assert [p.code for p in wanted(found, policy, "content/", frozenset(["KB701"]))] == ["KB701"]


def test_the_files_of_the_team_are_read(tmp_path: Path) -> None:
    (tmp_path / ".kb").mkdir()
    (tmp_path / ".kb/glossary.yml").write_text(
        "- term: {en: ticket}\n  avoid: {en: [case]}\n- [a]\n- term: x\n", encoding="utf-8"
    )
    (tmp_path / ".kb/policy.yml").write_text("checks: {disable: [KB703]}\n", encoding="utf-8")
    team = Team({"desk": Owner("desk", {}, "desk@corp.com.ua")}, {"en": ({"url": "https://help.corp.com.ua/x"},)})
    context, problems = read_check_context(tmp_path, team)
    assert context.policy.disable == ("KB703",) and context.avoid == (("en", "case", "ticket"),)
    assert context.own_domains == {"corp.com.ua", "help.corp.com.ua"}
    assert [p.message.split(" is")[0] for p in problems] == ["term 2", "term 3"]


@pytest.mark.parametrize("name", ["glossary.yml", "policy.yml"])
@pytest.mark.parametrize("text", ["[", "\0", "&a *a", "a: b: c"])
def test_broken_files_are_problems(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / ".kb").mkdir()
    (tmp_path / ".kb" / name).write_text(text, encoding="utf-8")
    _, problems = read_check_context(tmp_path, Team())
    assert [p.code for p in problems] == ["KB502"] and name in problems[0].path
