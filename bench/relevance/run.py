"""Ask every engine every question and print what came of it: `python -m bench.relevance.run [--tune] [ENGINE …]`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from statistics import mean

from bench.relevance.engines import ENGINES, Answers, ask
from bench.relevance.material import library_of
from bench.relevance.queries import CLASSES, Question, questions

EXTRA = ("lunr as in Material", "Pagefind")
"""Those that need something installed first."""


def main() -> None:
    """Tables in Markdown, one for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", default=[name for name in ENGINES if name not in EXTRA])
    parser.add_argument("--tune", action="store_true", help="the third that weights may be chosen on")
    parser.add_argument("--most", type=int, default=150, help="questions of a class")
    parser.add_argument("--misses", type=int, default=0, help="print so many questions that were answered wrongly")
    given = parser.parse_args()
    for language in ("uk", "en"):
        library = library_of(language)
        asked = [q for q in questions(library.articles, language, given.most) if q.tune == given.tune]
        counts = ", ".join(f"{kind} {sum(q.kind == kind for q in asked)}" for kind in CLASSES)
        print(f"\n### {language}: {len(library.articles)} pages, {len(asked)} questions ({counts})\n", flush=True)
        print("| | success@1 | MRR@10 | nothing found | " + " | ".join(CLASSES) + " |")
        print("|---|" + "---|" * (len(CLASSES) + 3))
        for name in given.engines:
            answers, _ = ask(name, library, [q.text for q in asked])
            print(row(name, asked, answers), flush=True)
            for question, found in [(q, f) for q, f in zip(asked, answers, strict=True) if rank(q, f) != 1][
                : given.misses
            ]:
                print("   ", question.kind, "|", question.text, "|", sorted(question.answers)[:2], "|", found[:2])


def row(name: str, asked: Sequence[Question], answers: Answers) -> str:
    """One line: means over classes, then success at rank 1 of each class, in per cent."""
    ranks = [(q.kind, rank(q, found), bool(found)) for q, found in zip(asked, answers, strict=True)]
    kinds = [kind for kind in CLASSES if any(k == kind for k, _, _ in ranks)]
    first = {kind: mean(r == 1 for k, r, _ in ranks if k == kind) for kind in kinds}
    # A class of a few questions is shown, but would weigh too much in a mean
    weighty = [kind for kind in kinds if sum(k == kind for k, _, _ in ranks) >= 10]
    reciprocal = mean(mean(1 / r if r else 0.0 for k, r, _ in ranks if k == kind) for kind in weighty)
    empty = mean(not found for _, _, found in ranks)
    cells = [f"{100 * first[kind]:.0f}" if kind in first else "–" for kind in CLASSES]
    figures = f"**{100 * mean(first[kind] for kind in weighty):.1f}** | {100 * reciprocal:.1f} | {100 * empty:.1f}"
    return f"| {name} | {figures} | " + " | ".join(cells) + " |"


def rank(question: Question, found: Sequence[str]) -> int:
    """Place of the first right page, 0 where there is none."""
    return next((place for place, key in enumerate(found, 1) if key in question.answers), 0)


if __name__ == "__main__":
    main()
