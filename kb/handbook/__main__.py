"""`python -m kb.handbook`: make the generated parts of the handbook anew, in the folder that holds mkdocs.yml."""

from __future__ import annotations

import sys
from pathlib import Path

from kb.handbook.commands import commands_help
from kb.handbook.parts import LANGUAGES, generated_parts
from kb.handbook.refresh import refresh, with_commands


def main(root: Path) -> int:
    """Write the pages that differ and name them; 2 when there is no handbook."""
    found = 0
    for language in LANGUAGES:
        parts = generated_parts(language)
        for path in sorted((root / "content" / language / "handbook").glob("*.md")):
            found += 1
            old = path.read_text(encoding="utf-8")
            new = refresh(with_commands(old, commands_help()), parts)
            if new != old:
                path.write_text(new, encoding="utf-8", newline="\n")
                print(path.relative_to(root).as_posix())
    if not found:
        print(f"error: no content/*/handbook in {root}: run this in the folder that holds mkdocs.yml", file=sys.stderr)
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
