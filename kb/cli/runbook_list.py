"""`kb runbook list`: the runbooks, when they were last carried out, and how that ended."""

from __future__ import annotations

from typing import Any

import click

from kb.cli.common import fail, read_or_fail, say, settings_option
from kb.sources import Settings

COLUMNS = {
    "id": "Id",
    "severity": "Severity",
    "service": "Service",
    "title": "Title",
    "alerts": "Alerts",
    "steps": "Steps",
    "duration": "Takes",
    "exercised": "Carried out",
    "outcome": "Outcome",
    "path": "File",
}


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--language", help="Language of the titles; the main one by default.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, markdown for a page, json and csv for programs.",
)
@settings_option
def command(words: tuple[str, ...], language: str | None, style: str, settings: Settings) -> None:
    """List the runbooks, the worst incidents first; with WORDs those whose id, title, service, alert or symptom has each.

    A runbook that is missing in the language stands there in another one.
    """
    from kb.library import Article
    from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown
    from kb.runbooks.read import read_runbook
    from kb.sources.runbooks import read_runbook_policy

    library, _ = read_or_fail(settings)
    if language and language not in library.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(library.languages)}')
    order = sorted(library.languages, key=lambda one: (one != (language or library.languages[0]), one))
    chosen: dict[str, Article] = {}
    for one in order:
        for article in library.articles:
            if article.meta.type == "runbook" and not article.is_index and article.language == one:
                chosen.setdefault(article.meta.id, article)
    policy, _ = read_runbook_policy(settings.content, settings.prefix)

    def says(article: Article) -> bool:
        meta = article.meta
        text = " ".join((meta.id, meta.title, meta.service or "", *meta.alerts, *meta.symptoms)).casefold()
        return all(word.casefold() in text for word in words)

    def row(article: Article) -> dict[str, Any]:
        meta, last = article.meta, article.meta.last_exercised
        return {
            "id": meta.id,
            "severity": meta.severity or "",
            "service": meta.service or "",
            "title": meta.title,
            "alerts": list(meta.alerts),
            "steps": len(read_runbook(article, policy).steps),
            "duration": meta.duration or "",
            "exercised": last.on.isoformat() if last else "",
            "outcome": (last.outcome or "") if last else "",
            "path": settings.prefix + article.path,
        }

    found = sorted((a for a in chosen.values() if says(a)), key=lambda a: (a.meta.severity or "P9", a.meta.id))
    rows = [row(article) for article in found]
    if style == "json":
        click.echo(rows_as_json(rows), nl=False)
    elif style == "csv":
        click.echo(rows_as_csv(list(COLUMNS), rows), nl=False)
    elif style == "markdown":
        click.echo(rows_as_markdown(COLUMNS, rows), nl=False)
    else:
        for one in rows:
            done = f"carried out {one['exercised']}" if one["exercised"] else "never carried out"
            steps = f"{one['steps']} steps" + (f", {one['duration']}" if one["duration"] else "")
            click.echo(f"{one['id']}  {one['severity'] or '--'}  {one['title']}")
            click.echo(f"    {one['path']}: {steps}; {done}" + (f", {one['outcome']}" if one["outcome"] else ""))
    say(f"{len(rows)} of {len(chosen)} runbooks")
