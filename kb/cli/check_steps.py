"""The steps of `kb check`: the codes that were named, what is wrong, repairs, other sites, the sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from kb.cli.common import fail, say
from kb.sources import Settings

if TYPE_CHECKING:  # imported where they are needed, so that every other command starts at once
    from kb.checks.policy import CheckPolicy
    from kb.checks.quality import Examined
    from kb.library import Library
    from kb.problem import Problem
    from kb.sources import Team


def judge(
    settings: Settings, library: Library, team: Team, examined: dict[str, Examined], policy: CheckPolicy
) -> set[Problem]:
    """Everything that is wrong, as far as the files tell."""
    from kb.addresses import check_moved
    from kb.checks import check_library
    from kb.checks.quality import check_quality
    from kb.escalation import check_escalations
    from kb.known_errors import check_known_errors
    from kb.playbooks import check_playbooks
    from kb.runbooks.check import check_runbooks
    from kb.sources.playbooks import read_playbook_policy
    from kb.sources.products import load_products
    from kb.sources.queues import load_queues
    from kb.sources.rules import read_rules
    from kb.sources.runbooks import read_runbook_policy
    from kb.sources.study import study_problems

    owners = frozenset(team.owners) if team.known else None
    queues = load_queues(settings.content, settings.prefix, settings.options.languages)
    playbooks, unread = read_playbook_policy(settings.content, settings.prefix)
    runbooks, wrong = read_runbook_policy(settings.content, settings.prefix)
    return {
        *check_library(library, owners, settings.prefix),
        *check_quality(library, examined, policy, settings.prefix),
        *check_moved(library, settings.prefix),
        *study_problems(library, settings.content, settings.prefix),
        *check_playbooks(library, playbooks, settings.prefix),
        *unread,
        *check_runbooks(library, runbooks, settings.prefix),
        *wrong,
        *check_known_errors(library, load_products(settings.content)[0], settings.prefix),
        *check_escalations(library, queues.by_key if queues.known else None, settings.prefix),
        *queues.problems,
        *team.problems,
        *read_rules(settings.content, settings.prefix).problems,
    }


def repair_files(settings: Settings, library: Library, policy: CheckPolicy, only: frozenset[str]) -> None:
    """Write what is certain, and say where."""
    from kb.checks.quality import is_wanted
    from kb.sources.repair import repair

    try:
        done = repair(settings, library.articles, lambda path, code: is_wanted(code, path, policy, only))
    except OSError as error:
        fail(f"{error.filename or settings.content}: can't be written: {error.strerror}")
    for path, codes in done.items():
        say(f"{settings.prefix}{path}: repaired {', '.join(codes)}")


def ask_sites(settings: Settings, library: Library, policy: CheckPolicy, day: date) -> Iterator[Problem]:
    """Ask other sites; what could not be judged is said, and is no problem."""
    from kb.checks.rules.external_links import find_addresses, judge
    from kb.sources.external import ask_all

    addresses = tuple(find_addresses(library.articles, policy.external_skip))
    answers = ask_all((a.url for a in addresses), day, settings.root / ".kb-cache" / "external.json")
    unclear = sorted(url for url, answer in answers.items() if not answer.is_fine and not answer.is_gone)
    say(f"{len(answers)} addresses of other sites, {len(unclear)} of them could not be judged")
    for url in unclear:
        answer = answers[url]
        say(f"    {url}: {f'{answer.status} ' if answer.status else ''}{answer.reason}")
    for url, answer in sorted(answers.items()):
        if answer.moved:
            say(f"    {url}: moved for good to {answer.moved}")
    return judge(addresses, answers, settings.prefix)


def show_sample(
    settings: Settings, library: Library, problems: tuple[Problem, ...], size: int, day: date, style: str
) -> None:
    from kb.checks.standard import sample, score
    from kb.report.standard import render_scores

    scores = score(sample(library.articles, size, day), problems, settings.prefix)
    click.echo(render_scores(scores, style, day, settings.prefix), nl=False)
    say(f"{len(scores)} of {len(library.articles)} articles, drawn by the day {day.isoformat()}")


def chosen_codes(words: tuple[str, ...], option: str) -> tuple[str, ...]:
    """`KB711,KB713` or a family, `KB7` → codes; the end where one does not exist or can't be switched off."""
    from kb.checks.policy import refused
    from kb.codes import CODES
    from kb.problem import did_you_mean

    written = [code.strip().upper() for word in words for code in word.split(",") if code.strip()]
    codes: list[str] = []
    for code in written:
        family = [name for name in CODES if name.startswith(code)]
        if len(code) < 5 and family and code.startswith("KB"):
            codes += [name for name in family if option == "--only" or not refused(name)]
            continue
        codes.append(code)
        if code not in CODES:
            near = did_you_mean(code, [name.lower() for name in CODES]).upper().replace("DID YOU MEAN", "did you mean")
            fail(f'{option}: there is no code "{code}"' + (f"; {near}" if near else ""))
        if option == "--disable" and refused(code):
            fail(f"{option}: {code}: {refused(code)}")
    return tuple(codes)
