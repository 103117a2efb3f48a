"""`kb review`: confirm an article with evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings

if TYPE_CHECKING:
    from kb.library import Article, Library

METHODS = ("reproduced", "reviewed", "customer", "vendor")


@click.command("review")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    help="How you know: you did it yourself, read the text, a customer confirmed it, the vendor documents it.",
)
@click.option("--against", metavar="TEXT", help='What you checked it on, with the version: "Windows 11 24H2".')
@click.option(
    "--by", metavar="NAME", help="Who checked: a person, or a key of owners.yml; by default user.name of git."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the check; today by default.")
@click.option("--language", help="Only the version in this language; by default every one.")
@click.option(
    "--unchanged",
    is_flag=True,
    help="Declare that the last edit (a typo, a word) changed nothing that was verified: only the fingerprint is renewed.",
)
@settings_option
def command(
    ids: tuple[str, ...],
    method: str | None,
    against: str | None,
    by: str | None,
    on: datetime | None,
    language: str | None,
    unchanged: bool,
    settings: Settings,
) -> None:
    """Confirm the article ID: kb review KB-0142 --method reproduced --against "Windows 11 24H2"

    Writes `verified` with a fingerprint of the text, by which a later change is noticed. Nothing else in the file is
    touched, neither comments nor line ends.
    """
    from kb.freshness import stamp, stamp_unchanged
    from kb.sources.clock import today

    if unchanged and (method or against or by or on):
        fail("--unchanged confirms nothing new: leave out --method, --against, --by and --on")
    if not unchanged and not method:
        fail("how do you know? Give --method reproduced, reviewed, customer or vendor")
    evidence = (
        "" if unchanged else _line("--against", against, 'what did you check it on? Give --against "Windows 11 24H2"')
    )
    who = "" if unchanged else _reviewer(by, settings)
    day = on.date() if on else today()
    if day > today():
        fail(f"--on {day} is in the future")
    library, _ = read_or_fail(settings)
    articles = [article for wanted in ids for article in _find(library, wanted, language)]

    def edit(text: str) -> str:
        return (
            stamp_unchanged(text) if unchanged else stamp(text, on=day, by=who, against=evidence, method=method or "")
        )

    failed = False
    for article in articles:
        shown = settings.prefix + article.path
        failed |= not _write(settings.content / article.path, shown, edit)
        if article.meta.status in ("wip", "not-validated") and not unchanged:
            say(f"{shown}: its status is still {article.meta.status}")
    if len(articles) > len(ids) and not unchanged:
        say("every language version was confirmed; with --language only one of them is")
    if failed:
        raise SystemExit(FINDINGS)


def _line(option: str, given: str | None, missing: str) -> str:
    """One line of plain text; evidence that says nothing is refused."""
    text = " ".join((given or "").split())
    if not text:
        fail(missing)
    if not text.isprintable():
        fail(f"{option} has characters that can't be printed")
    if not any(sign.isalnum() for sign in text) or len(text) > 300:
        fail(
            f'{option} "{text[:60]}" says nothing: {missing}'
            if len(text) <= 300
            else f"{option} is longer than 300 characters"
        )
    return text


def _reviewer(by: str | None, settings: Settings) -> str:
    from kb.sources.git import user_name

    return _line(
        "--by",
        by if by is not None else user_name(settings.root),
        "who checked? Give --by olena, or set user.name of git",
    )


def _find(library: Library, wanted: str, language: str | None) -> list[Article]:
    from kb.problem import did_you_mean

    if language and language not in library.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(library.languages)}')
    known = library.by_id.get(wanted.upper(), ())
    if not known:
        near = (
            did_you_mean(wanted, [key.lower() for key in library.by_id]).upper().replace("DID YOU MEAN", "did you mean")
        )
        fail(f"no article has the id {wanted}" + (f"\nhint: {near}" if near else ""))
    found = [article for article in known if language in (None, article.language)]
    if not found:
        fail(f"{wanted} is not written in {language}; it is in {', '.join(article.language for article in known)}")
    return found


def _write(path: Path, shown: str, edit: Callable[[str], str]) -> bool:
    """Edit a file in place, byte for byte; False when it could not be done."""
    from kb.freshness import StampError

    try:
        before = path.read_bytes()
        after = edit(before.decode("utf-8")).encode("utf-8")
        if after != before:
            path.write_bytes(after)
    except StampError as error:
        say(f"error: {shown}: {error}")
        return False
    except (OSError, UnicodeDecodeError) as error:
        say(f"error: {shown}: {getattr(error, 'strerror', None) or error}")
        return False
    click.echo(shown)
    if after == before:
        say(f"{shown}: nothing to change")
    return True
