"""`kb academy import`: questions of other systems as a bank of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, say_problems, settings_option
from kb.sources import Settings

if TYPE_CHECKING:
    from kb.training.exchange.values import Import

FORMATS = ("gift", "moodle", "aiken")
MAX_BYTES = 20_000_000


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "style", type=click.Choice(FORMATS), required=True, help="moodle is Moodle XML.")
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The article to write; it must not exist.")
@click.option(
    "--ids", default="Q-IMP", show_default=True, metavar="PREFIX", help="For questions without an id of ours."
)
@click.option("--owner", default="", help="Team or person, a key of content/.kb/owners.yml.")
@settings_option
def command(files: tuple[Path, ...], style: str, into: Path, ids: str, owner: str, settings: Settings) -> None:
    """Take questions from other systems: kb academy import quiz.gift --format gift --into content/uk/academy/banks/quiz.md

    Writes one article with all questions, internal and unfinished until somebody has read it. What could not be taken is
    named with file and line; everything else goes on. Nothing is overwritten. Ends with 1 when a question was left out.
    """
    from kb.training.exchange.into import admit, bank_markdown, next_article_id
    from kb.training.questions.model import QUESTION_ID
    from kb.training.questions.read import read_study

    if not QUESTION_ID.fullmatch(f"{ids}-001"):
        fail(f'--ids "{ids}": write a beginning such as Q-IMP')
    target = (Path.cwd() / into).resolve()
    languages = settings.options.languages
    inside = target.is_relative_to(settings.content.resolve())
    language = target.relative_to(settings.content.resolve()).parts[0] if inside else ""
    if language not in languages or target.suffix != ".md":
        places = " or ".join(f"{settings.prefix}{one}/" for one in languages)
        fail(f"--into {into}: it must be a file that ends in .md, below {places}")
    if target.exists():
        fail(f"{into} exists already; nothing was written\nhint: name another file")
    library, team = read_or_fail(settings)
    taken = {q.id for q in read_study(library).questions if q.language == language}
    found = admit([(str(file), _read(file, style)) for file in files], taken, ids)
    if found.problems:
        say_problems(found.problems, 200)
    broken = any(problem.severity == "error" or problem.code == "KB842" for problem in found.problems)
    if not found.questions:
        fail("no question could be taken; nothing was written", FINDINGS)
    owners = list(team.owners)
    title = target.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    text = bank_markdown(title, next_article_id(library), owner or (owners[0] if owners else "nobody"), found.questions)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        fail(f"{into}: {error.strerror}", FINDINGS)
    click.echo(str(into))
    say(f"{len(found.questions)} question(s) taken; read them, give them objectives and sources, then run `kb check`")
    if broken:
        raise SystemExit(FINDINGS)


def _read(file: Path, style: str) -> Import:
    from kb.problem import Problem
    from kb.training.exchange.aiken import from_aiken
    from kb.training.exchange.gift import from_gift
    from kb.training.exchange.moodle_read import from_moodle
    from kb.training.exchange.values import Import

    def refused(message: str, hint: str = "") -> Import:
        return Import((), (Problem(str(file), 0, 0, "KB840", message, hint),))

    try:
        if file.stat().st_size > MAX_BYTES:
            return refused("it has more than 20 MB", "divide it")
        data = file.read_bytes()
    except OSError as error:
        return refused(f"it can't be read: {error.strerror}")
    if style == "moodle":
        return from_moodle(data, str(file))
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError as error:
        return refused(f"it is not UTF-8 (byte {error.start})", "save it as UTF-8")
    return from_gift(text, str(file)) if style == "gift" else from_aiken(text, str(file))
