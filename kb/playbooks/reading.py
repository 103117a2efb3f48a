"""Reads the blocks `decision`, `reply`, `rehearsal` and `scene` of an article. No text makes it fail."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

from kb.edition import AUDIENCES, Audience
from kb.library import Article
from kb.library.blocks import CHANNELS, CONVERSATION, Block
from kb.library.lines import split_lines
from kb.library.text import plain_line
from kb.playbooks.lists import read_items
from kb.playbooks.values import Choice, Decision, Item, Rehearsal, Reply, Scene
from kb.problem import did_you_mean

SLOT = re.compile(r"\{\{[ \t]*([^{}\n]{1,60}?)[ \t]*\}\}")
_MARK = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+(?P<said>.*)$", re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]*\]\(#(?P<scene>[^()\s]+)\)")
_OPTION = re.compile(r"^[ ]{4,}\S")


def speaks(article: Article) -> bool:
    """Whether it has any of the four blocks."""
    return any(block.name in CONVERSATION for block in article.blocks.found)


def decisions(article: Article) -> tuple[Decision, ...]:
    """All decisions of an article, in order."""
    return tuple(
        Decision(_title(block), _line(article, block.start), _items(article, block))
        for block in _of(article, "decision")
    )


def replies(article: Article) -> tuple[Reply, ...]:
    """All replies of an article, in order."""
    return tuple(_reply(article, block) for block in _of(article, "reply"))


def rehearsals(article: Article) -> tuple[Rehearsal, ...]:
    """All rehearsals of an article, in order."""
    return tuple(
        Rehearsal(
            _title(block),
            _line(article, block.start),
            tuple(_scene(article, inner) for inner in _of(article, "scene") if within(inner, block)),
        )
        for block in _of(article, "rehearsal")
    )


def loose_scenes(article: Article) -> tuple[Scene, ...]:
    """Scenes that stand in no rehearsal."""
    around = tuple(_of(article, "rehearsal"))
    return tuple(
        _scene(article, scene) for scene in _of(article, "scene") if not any(within(scene, block) for block in around)
    )


def within(inner: Block, outer: Block) -> bool:
    return outer.start < inner.start and inner.end < outer.end


def _of(article: Article, name: str) -> Iterator[Block]:
    return (block for block in article.blocks.found if block.name == name)


def _title(block: Block) -> str:
    return plain_line(block.values[0]) if block.values else ""


def _line(article: Article, index: int) -> int:
    return article.body_line + index


def _content(article: Article, block: Block) -> tuple[tuple[str, ...], range, int]:
    """(all lines, indices of what stands in the block after its options, the block's column)."""
    lines = split_lines(article.body).lines
    opening = lines[block.start].expandtabs(4)
    base = len(opening) - len(opening.lstrip())
    start = block.start + 1
    while start < block.end and _OPTION.match(lines[start].expandtabs(4)[base:]):
        start += 1
    return lines, range(start, block.end), base


def _items(article: Article, block: Block) -> tuple[Item, ...]:
    lines, numbers, base = _content(article, block)
    found = read_items(lines, numbers, split_lines(article.body).code, base)
    return tuple(_moved(item, article.body_line) for item in found)


def _moved(item: Item, by: int) -> Item:
    return Item(item.line + by, item.text, item.more, tuple(_moved(child, by) for child in item.children))


def _scene(article: Article, block: Block) -> Scene:
    choices = tuple(filter(None, (_choice(item) for item in _items(article, block))))
    return Scene(block.values[0].strip() if block.values else "", _line(article, block.start), choices)


def _choice(item: Item) -> Choice | None:
    marked = _MARK.match(item.text)
    if marked is None:
        return None
    inside = [*item.more, *(child.text for child in item.children)]
    links = _LINK.findall(" ".join([marked["said"], *inside]))
    feedback = " ".join(plain_line(_LINK.sub("", text)) for text in inside).strip()
    return Choice(item.line, marked["mark"] != " ", plain_line(marked["said"]), feedback, links[-1] if links else "")


def _reply(article: Article, block: Block) -> Reply:
    lines, numbers, base = _content(article, block)
    options, wrong = _options("\n".join(line[base:] for line in lines[block.start + 1 : numbers.start]))
    text = textwrap.dedent("\n".join(lines[n] for n in numbers)).strip()
    audience, unknown = _audience(options.get("for", ""))
    channel, language = options.get("channel", ""), options.get("lang", "")
    wrong += unknown
    if channel and channel not in CHANNELS:
        hint = did_you_mean(channel, CHANNELS) or f"accepted: {', '.join(CHANNELS)}"
        wrong.append((f'"{channel}" is no channel', hint))
        channel = ""
    if language and not re.fullmatch(r"[a-z]{2,3}", language):
        wrong.append((f'"{language}" is no language', "write a code, such as uk or en"))
        language = ""
    slots = tuple(dict.fromkeys(SLOT.findall(text)))
    return Reply(_title(block), _line(article, block.start), text, audience, channel, language, slots, tuple(wrong))


def _options(written: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    if not written.strip():
        return {}, []
    try:
        found: Any = yaml.safe_load(textwrap.dedent(written))
    except (yaml.YAMLError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return {}, [("its options are not `key: value`", "write `for: novice`, and an empty line before the text")]
    known = ("for", "channel", "lang", "attrs")
    wrong = [
        (f'unknown option "{key}"', did_you_mean(str(key), known) or f"accepted: {', '.join(known[:3])}")
        for key in found
        if key not in known
    ]
    return {str(key): "" if value is None else str(value).strip() for key, value in found.items()}, wrong


def _audience(written: str) -> tuple[tuple[Audience, ...], list[tuple[str, str]]]:
    words = [word.strip() for word in written.split(",") if word.strip()]
    wrong = [
        (f'"{word}" is no audience', did_you_mean(word, AUDIENCES) or f"accepted: {', '.join(AUDIENCES)}")
        for word in words
        if word not in AUDIENCES
    ]
    return tuple(a for a in AUDIENCES if a in words), wrong
