"""Material's style sheet, put into a cascade layer, so that ours wins without a fight over specificity."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ADDRESS = "assets/kb/material.css"


def layered_material(files: Files, config: MkDocsConfig) -> File | None:
    """The generated style sheet; None where the theme is not Material (its own file has a hash in its name)."""
    for file in files:
        if file.abs_src_path and fnmatch(file.src_uri, "assets/stylesheets/main.*.min.css"):
            css = Path(file.abs_src_path).read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
            css = css.partition("/*# sourceMappingURL")[0]
            return File.generated(config, ADDRESS, content=f"@layer material{{{css}}}\n")
    return None
