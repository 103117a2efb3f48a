"""`kb addresses`: where everything is, what leads there, and what was lost since a revision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from kb.addresses import Address
from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings

PROBLEM_FORMATS = ("text", "json", "github", "gitlab", "sarif")
LIST_FORMATS = ("text", "json", "csv", "markdown")


@click.command("addresses")
@click.option("--since", metavar="REVISION", help="Say what was lost since a branch, a tag or a commit.")
@click.option(
    "--format",
    "style",
    type=click.Choice(list(dict.fromkeys((*LIST_FORMATS, *PROBLEM_FORMATS)))),
    default="text",
    show_default=True,
    help="csv and markdown for the list; github, gitlab and sarif with --since.",
)
@settings_option
def command(since: str | None, style: str, settings: Settings) -> None:
    """List every address with its id, its headings and the earlier addresses that lead to it.

    With --since: addresses, headings and ids that were there at REVISION and lead nowhere now. Ends with 1 if an address
    or an id is lost, or a heading that other articles link to; `moved_from` and `supersedes` mend that.
    """
    if style not in (PROBLEM_FORMATS if since else LIST_FORMATS):
        fail(f"--format {style} is {'not for --since' if since else 'only for --since'}")
    if since is None:
        from kb.addresses import manifest

        library, _ = read_or_fail(settings)
        click.echo(_FORMATS[style](manifest(library)), nl=False)
        return
    _lost(settings, since, style)


def _lost(settings: Settings, since: str, style: str) -> None:
    from kb.addresses import lost_addresses
    from kb.cli.diff import read_both
    from kb.report import render
    from kb.sources.revisions import GitError
    from kb.sources.snapshots import read_snapshots

    try:
        states = read_snapshots(settings, since)
        old, new = read_both(states, settings.prefix)
    except GitError as error:
        fail(str(error))
    problems = lost_addresses(old, new, states.new.paths, settings.prefix)
    click.echo(render(problems, style), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    say(f"since {states.old.name}: {errors} lost, {len(problems) - errors} warning(s)")
    if errors:
        raise SystemExit(FINDINGS)


def _text(rows: Sequence[Address]) -> str:
    lines = []
    for row in rows:
        lines.append(f"/{row.url}  {row.id}  {row.visibility}\n")
        lines += [f"    from /{url}\n" for url in row.moved]
        lines += [f"    #{anchor}\n" for anchor in row.anchors]
    return "".join(lines)


def _json(rows: Sequence[Address]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def _cells(row: Address) -> tuple[str, ...]:
    return (f"/{row.url}", row.id, row.visibility, row.path, " ".join(row.anchors), " ".join(row.moved))


_HEAD = ("url", "id", "visibility", "path", "anchors", "moved")


def _csv(rows: Sequence[Address]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_HEAD, *map(_cells, rows)])
    return out.getvalue()


def _markdown(rows: Sequence[Address]) -> str:
    lines = [_HEAD, ("---",) * len(_HEAD), *(tuple(c.replace("|", "\\|") for c in _cells(row)) for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


_FORMATS = {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}
