"""Every piece of text that an edition may not show: what verification looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.edition import Edition
from kb.library.article import Article
from kb.library.blocks import Block
from kb.library.text import Section, find_sections
from kb.library.values import Hidden, RawText


def hidden_text(
    articles: Iterable[Article], refused: Iterable[Article], withheld: Iterable[RawText], edition: Edition
) -> Iterator[Hidden]:
    """Every piece of text, in every language, that the edition's visibility may not show."""
    articles, refused = tuple(articles), tuple(refused)
    yield from _of_questions(articles, refused, edition)
    for article in articles:
        if edition.admits(article.meta.visibility):
            yield from _of_blocks(article, edition)
            if edition.visibility == "public":
                yield from _of_exercises(article)
        else:
            yield from _of_article(article)
    for article in refused:
        yield from _of_article(article)
    for raw in withheld:
        yield Hidden(raw.path, 0, "path", raw.path.partition("/")[2].removesuffix(".md"))
        yield from _of_text(raw.path, raw.text, 1)


def _of_article(article: Article) -> Iterator[Hidden]:
    yield Hidden(article.path, article.line_of("id"), "id", article.meta.id)
    yield Hidden(article.path, 0, "path", article.key.removesuffix(".md"))
    yield Hidden(article.path, article.line_of("title"), "title", article.meta.title)
    for text in filter(None, (article.meta.description, article.meta.problem, article.meta.workaround)):
        yield Hidden(article.path, 1, "text", text)
    for key in ("objectives", "steps"):
        for text in _lines_of(article, key):
            yield Hidden(article.path, article.line_of(key), "text", text)
    for text in article.meta.symptoms:
        yield Hidden(article.path, article.line_of("symptoms"), "symptom", text)
    for text in article.meta.alerts:
        yield Hidden(article.path, article.line_of("alerts"), "symptom", text)
    for label in filter(None, (given.label for given in article.meta.inputs)):
        yield Hidden(article.path, article.line_of("inputs"), "text", label)
    yield from _of_exercises(article)
    yield from _of_sections(article.path, article.sections)


def _lines_of(article: Article, key: str) -> Iterator[str]:
    entries = article.meta.objectives if key == "objectives" else article.meta.steps
    yield from filter(None, (getattr(entry, "text" if key == "objectives" else "note") for entry in entries))


def _of_exercises(article: Article) -> Iterator[Hidden]:
    """What was learnt when a runbook was carried out is the team's, whoever may read the runbook."""
    for done in article.meta.exercised:
        if done.note:
            yield Hidden(article.path, article.line_of("exercised"), "text", done.note)


def _of_blocks(article: Article, edition: Edition) -> Iterator[Hidden]:
    def hidden(block: Block) -> bool:
        return not block.values or (block.name == "visibility" and not edition.admits(block.values[0]))

    lines = article.body.split("\n") if any(map(hidden, article.blocks.found)) else []
    for block in article.blocks.found:
        if hidden(block):
            text = "\n".join(lines[block.start + 1 : block.end])
            yield from _of_text(article.path, text, article.body_line + block.start + 1)


def _of_questions(articles: Iterable[Article], refused: Iterable[Article], edition: Edition) -> Iterator[Hidden]:
    """Ids of hidden questions, unless one that is shown has the same (a translation may be hidden), and the answers
    among their options, which are no text of the page."""
    found = [
        (article, block, _is_hidden(article, block, edition))
        for article in articles
        for block in article.blocks.found
        if block.name in ("question", "scenario")
    ]
    shown = {block.values for _, block, hidden in found if not hidden}
    found += [(a, b, True) for a in refused for b in a.blocks.found if b.name in ("question", "scenario")]
    for article, block, hidden in found:
        line = article.body_line + block.start
        if hidden and block.values not in shown and block.values[0]:
            yield Hidden(article.path, line, "id", block.values[0])
        if hidden:
            for option in article.body.split("\n")[block.start + 1 : block.end]:
                answer = _ANSWER.match(option)
                if answer is None and not option.startswith("    "):
                    break
                if answer:
                    yield Hidden(article.path, line, "text", answer[1])


_ANSWER = re.compile(r"\s+(?:accept|answer):\s*(.*)")


def _is_hidden(article: Article, block: Block, edition: Edition) -> bool:
    """Its article, or a block around it, is not for this edition."""
    around = (b for b in article.blocks.found if b.name == "visibility" and b.start < block.start and block.end < b.end)
    return not edition.admits(article.meta.visibility) or any(
        not b.values or not edition.admits(b.values[0]) for b in around
    )


def _of_text(path: str, body: str, first_line: int) -> Iterator[Hidden]:
    yield from _of_sections(path, find_sections(body, first_line))


def _of_sections(path: str, sections: Iterable[Section]) -> Iterator[Hidden]:
    for section in sections:
        if section.title:
            yield Hidden(path, section.line, "heading", section.title)
        for line in section.text.split("\n"):
            yield Hidden(path, section.line, "text", line)
