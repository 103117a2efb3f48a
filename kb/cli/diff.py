"""`kb diff`: what a change does, for the one who has to agree to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from kb.cli.common import FINDINGS, fail, say, settings_option
from kb.library import Article, Library, RawFile, build_library
from kb.sources import Settings
from kb.sources.snapshots import Snapshot, Snapshots


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False, default="")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json", "csv"]),
    default="text",
    show_default=True,
    help="text for people, markdown for a pull request, json and csv for programs.",
)
@click.option(
    "--fail-on", type=click.Choice(["opened"]), help="End with 1 if something that was hidden becomes visible."
)
@settings_option
def command(base: str, head: str, style: str, fail_on: str | None, settings: Settings) -> None:
    """Say what a change does, since BASE: a branch, a tag or a commit, such as main.

    What becomes visible that was hidden comes first; then new text for readers, addresses lost, links broken,
    confirmations that no longer hold, and the articles touched, for which audiences, with the lines before and after.
    The change is the files as they are now, or HEAD where it is given; what came to BASE in the meantime is left out.
    Ends with 1 if an address is lost or a link broken.
    """
    from kb.addresses import lost_addresses
    from kb.diff import compare
    from kb.report.diff import DIFF_FORMATS
    from kb.sources.revisions import GitError
    from kb.sources.snapshots import read_snapshots

    try:
        states = read_snapshots(settings, base, head)
        old, new = read_both(states, settings.prefix)
    except GitError as error:
        fail(str(error))
    rows = compare(
        old,
        new,
        old_paths=states.old.paths,
        new_paths=states.new.paths,
        changed=states.changed,
        lost=lost_addresses(old, new, states.new.paths, settings.prefix),
        aside=states.aside,
        prefix=settings.prefix,
    )
    click.echo(DIFF_FORMATS[style](rows, settings.prefix), nl=False)
    say(f"compared {states.old.name} with {states.new.name}: {len(states.changed)} file(s) differ")
    bad = {"address", "link", *([fail_on] if fail_on else [])}
    if any(row.section in bad for row in rows):
        raise SystemExit(FINDINGS)


def read_both(states: Snapshots, prefix: str) -> tuple[Library, Library]:
    """Both libraries, as far as they matter for a comparison: in a large knowledge base that is a handful of articles."""
    from kb.diff import linked, scope_of

    changed = sorted(states.changed)
    same = sorted(states.new.paths - states.changed)
    assets = states.new.read(path for path in same if not path.lower().endswith(".md"))
    befores, afters = states.old.read(changed), states.new.read(changed)
    texts = {file.path: file for file in states.new.read(same) if file.data is not None}

    known: dict[str, Article] = {}

    def libraries(paths: Iterable[str]) -> tuple[Library, Library]:
        shared = [texts[path] for path in sorted(paths) if path in texts]
        old = _library(states.old, (*befores, *assets, *shared), prefix, known)
        faulty = {problem.path for problem in old.problems}
        # The same file is the same article on both sides, and in the next call: what it costs to find out is paid once
        known.update({a.path: a for a in old.articles if a.path in texts and prefix + a.path not in faulty})
        return old, _library(states.new, (*afters, *assets, *shared), prefix, known)

    scope = scope_of(*libraries(()), states.changed, states.old.paths, states.new.paths)
    if states.old.options != states.new.options or scope.everything:
        return libraries(texts)
    wanted = scope.paths | scope.picks((path, file.data or b"") for path, file in texts.items())
    found = libraries(wanted)
    more = linked(*found) - wanted
    return libraries(wanted | more) if more & texts.keys() else found


def _library(state: Snapshot, files: tuple[RawFile, ...], prefix: str, known: Mapping[str, Article]) -> Library:
    return build_library(files, state.options.languages, prefix, state.options.keep_assets, known)
