"""Near-duplicates: found once, in one language, and not by what a template gives to all."""

from __future__ import annotations

import random

from kb.checks.policy import CheckPolicy
from kb.checks.quality import check_quality, examine
from kb.checks.rule import Context
from kb.problem import Problem
from tests.conftest import article, library_of

WORDS = [f"word{n}" for n in range(3000)]


def text(seed: int, length: int = 400) -> str:
    chosen = random.Random(seed).choices(WORDS, k=length)
    return "\n\n".join(" ".join(chosen[i : i + 50]) + "." for i in range(0, length, 50))


def duplicates(bodies: dict[str, str], least: float = 0.7, more: dict[str, str] | None = None) -> list[Problem]:
    files = {
        path: article(body, id=f"KB-{n:04d}", title=f"Title number {n}", more=(more or {}).get(path, ""))
        for n, (path, body) in enumerate(bodies.items())
    }
    library = library_of(dict(files))
    policy = CheckPolicy.model_validate({"thresholds": {"similarity": least}})
    examined = {a.path: examine(a, Context(policy)) for a in library.articles}
    return [p for p in check_quality(library, examined, policy, "content/") if p.code == "KB707"]


def test_a_pair_is_reported_once_at_the_second_path() -> None:
    changed = text(1).replace("word71", "term71")
    (problem,) = duplicates({"en/a.md": text(1), "en/b.md": changed, "en/c.md": text(2)})
    assert problem.path == "content/en/b.md" and "content/en/a.md" in problem.message and "about" in problem.message


def test_a_copy_is_found_however_many_there_are() -> None:
    found = duplicates({f"en/{n:02d}.md": text(1) for n in range(30)})
    assert [p.path for p in found] == [f"content/en/{n:02d}.md" for n in range(1, 30)]


def test_other_languages_templates_and_half_of_a_text_are_no_duplicates() -> None:
    assert duplicates({"en/a.md": text(1), "uk/a.md": text(1)}) == []
    assert duplicates({f"en/{n:02d}.md": text(0) + "\n\n" + text(n, 100) for n in range(1, 25)}) == []
    assert duplicates({"en/a.md": text(1) + text(2), "en/b.md": text(1) + text(3)}) == []
    code = "```\n" + text(1) + "\n```\n\n"
    assert duplicates({"en/a.md": code + text(2, 100), "en/b.md": code + text(3, 100)}) == []


def test_archived_and_superseded_articles_are_left_out() -> None:
    bodies = {"en/a.md": text(1), "en/b.md": text(1)}
    assert duplicates(bodies, more={"en/a.md": "status: archived\n"}) == []
    assert duplicates(bodies, more={"en/b.md": "supersedes: [KB-0000]\n"}) == []


def test_the_share_is_about_right() -> None:
    words = text(1, 2000).split()
    mixed = " ".join(words[:1700] + text(5, 300).split())  # 15 % of each differ: 1700 of 2300 runs in common
    (problem,) = duplicates({"en/a.md": " ".join(words), "en/b.md": mixed}, least=0.5)
    share = int(problem.message.split("about ")[1].split(" %")[0])
    assert abs(share - 74) <= 8
