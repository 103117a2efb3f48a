"""`kb check`: everything that is wrong with the content, at its line."""

from __future__ import annotations

from collections import Counter

import click

from kb.cli.common import FINDINGS, fail, say, settings_option
from kb.sources import Settings


@click.command("check")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    show_default=True,
    help="text for people, github for annotations, gitlab for its code quality report, json and sarif for programs.",
)
@click.option(
    "--only", multiple=True, metavar="CODES", help="Show nothing but these codes, KB711,KB713, or a family, KB7."
)
@click.option(
    "--disable", multiple=True, metavar="CODES", help="Leave out these warnings, besides those of the policy."
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@settings_option
def command(style: str, only: tuple[str, ...], disable: tuple[str, ...], strict: bool, settings: Settings) -> None:
    """Check all articles: front matter, blocks, links, ids, owners, and quality.

    Each problem is printed with its file and line, a code (see the handbook) and what to do. Nothing is changed. An error
    fails the check; a warning does with --strict; a note never does.
    """
    from kb.addresses import check_moved
    from kb.checks import check_library
    from kb.checks.quality import check_quality, wanted
    from kb.report import render
    from kb.sources import SettingsError, read_team
    from kb.sources.checks import read_check_context
    from kb.sources.examined import read_examined
    from kb.sources.rules import read_rules

    chosen, left_out = _codes(only, "--only"), _codes(disable, "--disable")
    team = read_team(settings.content, settings.prefix)
    context, wrong = read_check_context(settings.content, team, settings.prefix)
    try:
        library, examined = read_examined(settings, context)
    except SettingsError as error:
        fail(str(error))
    owners = frozenset(team.owners) if team.known else None
    found = {
        *check_library(library, owners, settings.prefix),
        *check_quality(library, examined, context.policy, settings.prefix),
        *check_moved(library, settings.prefix),
        *team.problems,
        *read_rules(settings.content, settings.prefix).problems,
        *wrong,
    }
    policy = context.policy.model_copy(update={"disable": (*context.policy.disable, *left_out)})
    problems = tuple(sorted(wanted(found, policy, settings.prefix, frozenset(chosen))))
    click.echo(render(problems, style), nl=False)
    counts = Counter(p.severity for p in problems)
    notes = f", {counts['note']} note(s)" if counts["note"] else ""
    say(f"{len(library.articles)} articles, {counts['error']} error(s), {counts['warning']} warning(s){notes}")
    if counts["error"] or (strict and counts["warning"]):
        raise SystemExit(FINDINGS)


def _codes(words: tuple[str, ...], option: str) -> tuple[str, ...]:
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
