"""`kb known-errors`: which known errors are open here, and which have retired."""

from __future__ import annotations

from collections import Counter

import click

from kb.cli.common import read_or_fail, say, say_problems, settings_option
from kb.sources import Settings


@click.command("known-errors")
@click.option("--open", "only_open", is_flag=True, help="Only those that are neither fixed nor archived.")
@click.option("--notices", is_flag=True, help="Only those that are shown as a public notice now.")
@click.option("--product", "names", multiple=True, help="Only those of this product; may be repeated.")
@click.option("--language", help="Which version of an article is listed; the main language by default.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, markdown for a page, json and csv for programs.",
)
@settings_option
def command(
    only_open: bool, notices: bool, names: tuple[str, ...], language: str | None, style: str, settings: Settings
) -> None:
    """List the known errors, those known last first.

    An error is fixed when the versions in use (content/.kb/products.yml) have the fix for every product that it
    affects; until then it is mitigated where there is a workaround, else open. Nothing is changed.
    """
    from kb.known_errors import known_errors
    from kb.report.known_errors import render_known_errors
    from kb.sources.products import load_products

    library, _ = read_or_fail(settings)
    products, problems = load_products(settings.content, settings.prefix)
    order = [language or library.languages[0], *library.languages]
    once = [
        next(versions[lang] for lang in (*order, *versions) if lang in versions) for versions in library.by_key.values()
    ]
    errors = known_errors(once, products or {})
    listed = [
        error
        for error in errors
        if (error.is_open or not (only_open or notices))
        and (not notices or (error.article.meta.notice and error.article.meta.visibility == "public"))
        and (not names or set(names) & set(error.reached))
    ]
    click.echo(render_known_errors(listed, products or {}, style, settings.prefix), nl=False)
    if products is None:
        say(f"there is no {settings.prefix}.kb/products.yml: nothing retires by itself")
    if problems:
        say_problems(problems)
    counts = Counter(error.state for error in listed)
    said = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    say(f"{len(listed)} of {len(errors)} known errors{f': {said}' if said else ''}")
