"""`kb academy accept`: the question still holds; the print of its source is written into it."""

from __future__ import annotations

from collections.abc import Mapping

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings


@click.command("accept")
@click.argument("ids", metavar="[Q-ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every question whose source has changed or was never read.")
@click.option("--language", help="Only the questions in this language; by default every one.")
@settings_option
def command(ids: tuple[str, ...], everything: bool, language: str | None, settings: Settings) -> None:
    """Confirm that questions agree with their sources: kb academy accept Q-SAT-01

    Read them first: this writes `source_hash`, by which a later change of the source is noticed. Nothing else in the
    file is touched, neither comments nor line ends.
    """
    from kb.problem import did_you_mean
    from kb.training.questions.read import read_study
    from kb.training.questions.rot import judge_questions

    if bool(ids) == everything:
        fail("name the questions, or give --all" if everything is False else "give either names or --all")
    library, _ = read_or_fail(settings)
    if language and language not in library.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(library.languages)}')
    judged = judge_questions(read_study(library, settings.prefix).questions, library)
    known = {row.question.id for row in judged}
    for id in ids:
        if id.upper() not in known:
            near = did_you_mean(id, [k.lower() for k in known]).upper().replace("DID YOU MEAN", "did you mean")
            fail(f"no question has the id {id}" + (f"\nhint: {near}" if near else ""))
    named = {id.upper() for id in ids}
    wanted = [r for r in judged if (everything or r.question.id in named) and language in (None, r.question.language)]
    stamps: dict[str, dict[int, str]] = {}
    for row in wanted:
        if row.state in ("changed", "never"):
            stamps.setdefault(row.question.path, {})[row.question.line] = row.now
        elif row.state != "current" and not everything:
            say(f"{row.question.id}: {'its source is missing' if row.state == 'missing' else 'it names no source'}")
    failed = [path for path, places in sorted(stamps.items()) if not _write(settings, path, places)]
    count = sum(len(places) for path, places in stamps.items() if path not in failed)
    say(f"{count} question(s) accepted in {len(stamps) - len(failed)} file(s)")
    if failed:
        raise SystemExit(FINDINGS)


def _write(settings: Settings, path: str, places: Mapping[int, str]) -> bool:
    from kb.training.questions.rot import stamped

    file, shown = settings.content / path, settings.prefix + path
    try:
        before = file.read_bytes().decode("utf-8")
        after = stamped(before, places)
        if after != before:
            file.write_bytes(after.encode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        say(f"error: {shown}: {getattr(error, 'strerror', None) or error}")
        return False
    click.echo(shown)
    return True
