"""`kb drift`: which translations no longer say what their original says."""

from __future__ import annotations

from typing import get_args

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, say_problems, settings_option
from kb.drift.judge import State
from kb.library import Library
from kb.sources import Settings


@click.command("drift")
@click.option(
    "--accept", "accepted", multiple=True, metavar="ID", help="Record that the languages of an article match."
)
@click.option("--begin", is_flag=True, help="Record every pair that matches by what git knows, to begin with.")
@click.option("--language", help="Translations into this language only.")
@click.option("--all", "whole", is_flag=True, help="List translations that are up to date or missing, too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json", "csv"]),
    default="text",
    show_default=True,
    help="text for people, markdown for an issue, json and csv for programs.",
)
@click.option(
    "--fail-on", type=click.Choice(["behind", "steps"]), help="End with 1 if a translation is behind, or its steps."
)
@settings_option
def command(
    accepted: tuple[str, ...],
    begin: bool,
    language: str | None,
    whole: bool,
    style: str,
    fail_on: str | None,
    settings: Settings,
) -> None:
    """Say which translations have drifted from their original, section by section.

    A translation counts as matching since somebody said so (--accept, kept in content/.kb/translations.yml), or else since
    its text last changed in git. What counts is what the texts say, not dates; the original is the first language of the
    configuration. Where steps are outdated by the record, the page says so to its readers.
    """
    from kb.drift import judge
    from kb.report.drift import DRIFT_FORMATS
    from kb.sources.translations import baselines, read_translations

    if language and language not in settings.options.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(settings.options.languages)}')
    library, _ = read_or_fail(settings)
    records, problems = read_translations(settings.content, settings.prefix)
    if problems:
        say_problems(problems)
        raise SystemExit(FINDINGS)
    known, note = baselines(library, records, settings.content)
    rows = judge(library, known)
    if accepted or begin:
        keys = _keys(library, accepted) | (
            {library.by_path[r.path].key for r in rows if r.state == "current"} if begin else set()
        )
        _record(settings, library, records, keys)
        return
    shown = [
        r for r in rows if (not language or r.path.startswith(f"{language}/")) and (whole or r.state not in _QUIET)
    ]
    click.echo(DRIFT_FORMATS[style](shown, settings.prefix), nl=False)
    if note:
        say(f"note: {note}")
    counts = [f"{sum(r.state == state for r in rows)} {state}" for state in get_args(State)]
    say(", ".join(counts))
    if fail_on and any(r.state == "behind" and (r.steps or fail_on == "behind") for r in shown):
        raise SystemExit(FINDINGS)


_QUIET = ("current", "missing")


def _keys(library: Library, words: tuple[str, ...]) -> set[str]:
    """Keys of the articles that a person named: by id, by file, or by what translations share."""
    found = set()
    for word in words:
        path = word.removeprefix("./").split("content/")[-1]
        articles = library.by_id.get(word) or tuple(a for a in library.articles if path in (a.path, a.key))
        if not articles:
            fail(f'"{word}" is no article\nhint: give an id, KB-0142, or a file, network/vpn.md')
        found |= {article.key for article in articles}
    return found


def _record(settings: Settings, library: Library, records: object, keys: set[str]) -> None:
    from kb.drift import as_yaml, prints_of
    from kb.drift.records import FILE

    assert isinstance(records, dict)
    new = {
        key: {lang: prints_of(a) for lang, a in library.by_key[key].items()}
        for key in keys
        if len(library.by_key[key]) > 1
    }
    kept = {key: value for key, value in records.items() if key in library.by_key}
    path = settings.content / FILE
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(as_yaml({**kept, **new}), encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{path}: {error.strerror}", FINDINGS)
    click.echo(f"{settings.prefix}{FILE}")
    say(f"{len(new)} article(s) recorded; commit the file together with the text")
