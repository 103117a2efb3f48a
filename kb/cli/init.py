"""`kb init`: a knowledge base of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.common import FINDINGS, fail, say


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="What the site is called; by default made of the folder's name.")
def command(folder: Path, name: str | None) -> None:
    """Begin a knowledge base in FOLDER.

    It gets content to start from, the configuration, editor settings and workflows for GitHub and GitLab, and builds at
    once. Files that are there already are left alone and named.
    """
    from kb.scaffold import site_files

    title = name or folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Help"
    if '"' in title or "\n" in title or "\\" in title:
        fail("the name may have no quotation marks, backslashes or line ends")
    kept = []
    try:
        for path, text in site_files(title).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with target.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
            except FileExistsError:
                kept.append(path)
    except OSError as error:
        fail(f"{error.filename or folder}: {error.strerror}", FINDINGS)
    if kept:
        say(
            f"{len(kept)} file(s) were there already and are as they were: {', '.join(kept[:5])}{' …' if len(kept) > 5 else ''}"
        )
    click.echo(str(folder))
    say(f"next: cd {folder} && kb serve")
