"""The library, and the door: `for_edition` is the only way from what was read to what is shown."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb.edition import Edition
from kb.library.article import Article
from kb.library.blocks import Block, strip_blocks
from kb.library.header import MAX_BYTES, parse
from kb.library.links import cut_links
from kb.library.text import find_sections
from kb.problem import Problem

_INCLUDE = re.compile(r"^.*(?:-{1,}8<-{1,}|;--8<--).*$", re.MULTILINE)
_SHORT = re.compile(r"^(?:[\w-]+/)?kb/(KB-[A-Z0-9]+)$")


@dataclass(frozen=True)
class RawFile:
    """A file of the content folder. `data` is None for an asset, which is never read here; `error` says why it could
    not be read."""

    path: str
    data: bytes | None = None
    error: str = ""


@dataclass(frozen=True)
class Asset:
    """A file that is not Markdown. `path` is from the content folder."""

    path: str

    @property
    def language(self) -> str:
        return self.path.partition("/")[0]

    @property
    def key(self) -> str:
        return self.path.partition("/")[2]


@dataclass(frozen=True)
class RawText:
    """The text of a file whose front matter could not be used."""

    path: str
    text: str


@dataclass(frozen=True)
class Hidden:
    """A piece of text that an edition may not show. `kind`: id, path, title, symptom, heading or text."""

    path: str
    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class Library:
    """Articles and assets in order of path. `edition` is None for the whole library."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]
    keep: tuple[str, ...] = ()
    edition: Edition | None = None
    refused: tuple[Article, ...] = field(default=())
    """Articles that were read but are in no edition, because something about them is not safe to show."""
    withheld: tuple[RawText, ...] = field(default=())
    """Files that gave no article at all: their text is in no edition either."""

    @cached_property
    def _existing(self) -> frozenset[str]:
        """Every file that was read, shown or not."""
        articles = (*self.articles, *self.refused)
        return frozenset(
            [*(a.path for a in articles), *(a.path for a in self.assets), *(raw.path for raw in self.withheld)]
        )

    @cached_property
    def by_path(self) -> Mapping[str, Article]:
        return {article.path: article for article in self.articles}

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Article, ...]]:
        """Id → the articles that have it, one per language."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            found.setdefault(article.meta.id, []).append(article)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Article]]:
        """Key → language → article: an article and its translations."""
        found: dict[str, dict[str, Article]] = {}
        for article in self.articles:
            found.setdefault(article.key, {})[article.language] = article
        return found

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """All folders that hold articles, with their parents, without the top."""
        found: set[str] = set()
        for article in self.articles:
            topic = article.topic
            while topic and topic not in found:
                found.add(topic)
                topic = posixpath.dirname(topic)
        return tuple(sorted(found))

    def for_edition(self, edition: Edition) -> Library:
        """What this edition may show, in its language, with a visible fallback for what is not translated.

        Hidden articles, blocks, links and assets are gone from the result; nothing downstream needs to filter again.
        """
        shown = [a for a in self.articles if self._shows(a, edition)]
        own = {a.key for a in shown if a.language == edition.language}
        # Archived, or for another audience: that is no missing translation
        barred = {
            a.key for a in self.articles if a.language == edition.language and edition.admits(a.meta.visibility)
        } - own
        order = [edition.language, *(lang for lang in self.languages if lang != edition.language)]
        taken: dict[str, Article] = {}
        for language in order:
            for article in shown:
                if article.language == language and article.key not in taken and article.key not in barred:
                    taken[article.key] = article if article.key in own else replace(article, fallback=True)
        ids = {a.meta.id for a in taken.values()}
        folders = _folders(taken.values())
        stripped = [self._strip(a, edition) for a in sorted(taken.values(), key=lambda a: a.key)]
        assets = self._used_assets(stripped, edition)
        files = {asset.path for asset in assets}

        def known(path: str, language: str) -> bool:
            short = _SHORT.match(path)
            if short:
                return short[1] in ids
            own, _, key = path.partition("/")
            if path in files:
                return True
            # A page may be linked by its file, its address, or (a topic without an index of its own) its folder
            page = (
                key in taken
                or key + ".md" in taken
                or key in folders
                or (posixpath.dirname(key) in folders and key.endswith("/index.md"))
            )
            return own == language and (page or not key)

        cut = tuple(_cut(a, known, self._existing) for a in stripped)
        return Library(cut, assets, (), self.languages, self.keep, edition)

    def hidden_from(self, edition: Edition) -> Iterator[Hidden]:
        """Every piece of text, in every language, that the edition's visibility may not show."""
        for article in (*self.articles, *self.refused):
            if edition.admits(article.meta.visibility) and article not in self.refused:
                yield from self._hidden_blocks(article, edition)
                continue
            yield Hidden(article.path, article.line_of("id"), "id", article.meta.id)
            yield Hidden(article.path, 0, "path", article.key.removesuffix(".md"))
            yield Hidden(article.path, article.line_of("title"), "title", article.meta.title)
            for text in filter(None, (article.meta.description, article.meta.problem, article.meta.workaround)):
                yield Hidden(article.path, 1, "text", text)
            for text in article.meta.symptoms:
                yield Hidden(article.path, article.line_of("symptoms"), "symptom", text)
            yield from _hidden_text(article.path, article.body, article.body_line)
        for raw in self.withheld:
            yield Hidden(raw.path, 0, "path", raw.path.partition("/")[2].removesuffix(".md"))
            yield from _hidden_text(raw.path, raw.text, 1)

    def _hidden_blocks(self, article: Article, edition: Edition) -> Iterator[Hidden]:
        lines = article.body.split("\n")
        for block in article.blocks.found:
            if not block.values or (block.name == "visibility" and not edition.admits(block.values[0])):
                text = "\n".join(lines[block.start + 1 : block.end])
                yield from _hidden_text(article.path, text, article.body_line + block.start + 1)

    def counterpart(self, article: Article, language: str) -> Article | None:
        """The same article in another language."""
        return self.by_key.get(article.key, {}).get(language)

    def _shows(self, article: Article, edition: Edition) -> bool:
        if not edition.admits(article.meta.visibility):
            return False
        if article.meta.status == "archived" and edition.visibility == "public":
            return False
        return not (edition.audience and article.meta.audience and edition.audience not in article.meta.audience)

    def _strip(self, article: Article, edition: Edition) -> Article:
        def shows(block: Block) -> bool:
            if not block.values:
                return False
            if block.name == "visibility":
                return edition.admits(block.values[0])
            if block.name == "audience" and edition.audience:
                return edition.audience in block.values
            return True

        body = strip_blocks(article.body, article.blocks, shows)
        if "8<" in body:
            body = _INCLUDE.sub("", body)
        return article if body == article.body else replace(article, body=body)

    def _used_assets(self, articles: Iterable[Article], edition: Edition) -> tuple[Asset, ...]:
        """Assets that the shown text uses, and those that the configuration keeps. All others stay out."""
        known = {asset.path: asset for asset in self.assets}
        used = {link.target for article in articles for link in article.links if link.target in known}
        kept = {
            p
            for p, a in known.items()
            if a.language == edition.language and any(fnmatch.fnmatch(a.key, pattern) for pattern in self.keep)
        }
        return tuple(known[path] for path in sorted(path for path in used | kept if path is not None))


def _hidden_text(path: str, body: str, first_line: int) -> Iterator[Hidden]:
    for section in find_sections(body, first_line):
        if section.title:
            yield Hidden(path, section.line, "heading", section.title)
        for line in section.text.split("\n"):
            yield Hidden(path, section.line, "text", line)


def _cut(article: Article, known: Callable[[str, str], bool], existing: frozenset[str]) -> Article:
    body = cut_links(
        article.path,
        article.body,
        lambda path: known(path, article.language),
        lambda path: path in existing or path + ".md" in existing,
    )
    return article if body == article.body else replace(article, body=body)


def _folders(articles: Iterable[Article]) -> set[str]:
    found = set()
    for article in articles:
        topic = article.topic
        while topic and topic not in found:
            found.add(topic)
            topic = posixpath.dirname(topic)
    return found


def build_library(
    files: Iterable[RawFile], languages: tuple[str, ...], prefix: str = "content/", keep: tuple[str, ...] = ()
) -> Library:
    """Read every file once. `prefix` goes before each path in problems, so that editors can open the place."""
    articles: list[Article] = []
    refused: list[Article] = []
    assets: list[Asset] = []
    withheld: list[RawText] = []
    problems: list[Problem] = []
    ids: dict[tuple[str, str], Article] = {}
    for file in sorted(files, key=lambda f: f.path):
        language = file.path.partition("/")[0]
        markdown = file.path.lower().endswith(".md")
        if file.error:
            problems.append(
                Problem(
                    prefix + file.path, 0, 0, "KB100", file.error, "save it as UTF-8 text inside the content folder"
                )
            )
        elif language not in languages or "/" not in file.path or _reserved(file.path):
            if markdown:
                where = (
                    "lies in kb/, which the build writes itself"
                    if _reserved(file.path)
                    else f"is not below {' or '.join(lang + '/' for lang in languages)}"
                )
                problems.append(
                    Problem(prefix + file.path, 0, 0, "KB406", f"the file {where}; it is in no edition", "move it")
                )
        elif not markdown:
            assets.append(Asset(file.path))
        else:
            article = _article(file, language, prefix, problems)
            if article is None:
                withheld.append(
                    RawText(file.path, (file.data or b"")[:MAX_BYTES].decode("utf-8", "ignore").replace("\0", " "))
                )
                continue
            twin = ids.get((language, article.meta.id))
            if twin is not None:
                problems.append(
                    Problem(
                        prefix + file.path,
                        article.line_of("id"),
                        1,
                        "KB401",
                        f"the id {article.meta.id} belongs to {prefix}{twin.path}",
                        "take a new id: `kb new` gives the next free one",
                    )
                )
                refused.append(article)
            elif article.blocks.ambiguous:
                refused.append(article)
            else:
                ids[language, article.meta.id] = article
                articles.append(article)
    articles = _one_address(articles, refused, problems, prefix)
    return Library(
        tuple(articles), tuple(assets), tuple(sorted(problems)), languages, keep, None, tuple(refused), tuple(withheld)
    )


def _reserved(path: str) -> bool:
    return path.split("/")[1:2] == ["kb"]


def _article(file: RawFile, language: str, prefix: str, problems: list[Problem]) -> Article | None:
    shown = prefix + file.path
    data = file.data or b""
    if len(data) > MAX_BYTES:
        problems.append(
            Problem(
                shown, 0, 0, "KB100", f"the file has {len(data):,} bytes; an article may have {MAX_BYTES:,}", "split it"
            )
        )
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8" + (" (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "")
        problems.append(Problem(shown, line, 0, "KB100", f"byte 0x{data[error.start]:02X} is not UTF-8", hint))
        return None
    if "\0" in text:
        problems.append(
            Problem(
                shown,
                text.count("\n", 0, text.index("\0")) + 1,
                0,
                "KB100",
                "the text holds a NUL character",
                "remove it; perhaps the file is not text",
            )
        )
        return None
    parsed = parse(shown, text)
    problems.extend(parsed.problems)
    if parsed.meta is None:
        return None
    article = Article(
        file.path, language, parsed.meta, parsed.body, parsed.body_line, tuple(sorted(parsed.key_lines.items()))
    )
    problems.extend(replace_path(p, shown) for p in article.blocks.problems)
    for match in _INCLUDE.finditer(article.body) if "8<" in article.body else ():
        line = article.body_line + article.body.count("\n", 0, match.start())
        problems.append(
            Problem(
                shown,
                line,
                1,
                "KB206",
                f'"{match[0].strip()[:60]}" includes a file past the door',
                "copy the text, or link to the article that has it",
            )
        )
    return article


def replace_path(problem: Problem, path: str) -> Problem:
    """The same problem, at the path that a person can open."""
    return Problem(path, problem.line, problem.column, problem.code, problem.message, problem.hint)


def _one_address(
    articles: list[Article], refused: list[Article], problems: list[Problem], prefix: str
) -> list[Article]:
    """Keep one article per address: `vpn.md` and `vpn/index.md`, or `VPN.md` and `vpn.md` where case does not count."""
    taken: dict[tuple[str, str], Article] = {}
    kept = []
    for article in articles:
        address = (article.language, article.url.lower())
        if address in taken:
            problems.append(
                Problem(
                    prefix + article.path,
                    0,
                    0,
                    "KB407",
                    f"the address /{article.url} belongs to {prefix}{taken[address].path}",
                    "rename one of the two",
                )
            )
            refused.append(article)
        else:
            taken[address] = article
            kept.append(article)
    return kept
