"""From files to a library: each is read once, and what is wrong with it is a problem, never an exception."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from kb.library.article import Article
from kb.library.door import INCLUDE
from kb.library.header import MAX_BYTES, parse
from kb.library.library import Library
from kb.library.values import Asset, RawFile, RawText
from kb.problem import Problem


def build_library(
    files: Iterable[RawFile],
    languages: tuple[str, ...],
    prefix: str = "content/",
    keep: tuple[str, ...] = (),
    known: Mapping[str, Article] | None = None,
) -> Library:
    """Read every file once. `prefix` goes before each path in problems, so that editors can open the place; `known` are
    articles, by path, that were read from the very same bytes before and had no problems."""
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
            article = (known or {}).get(file.path) or _article(file, language, prefix, problems)
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
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8" + (" (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "")
        problems.append(Problem(shown, line, 0, "KB100", f"byte 0x{data[error.start]:02X} is not UTF-8", hint))
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
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
    for match in INCLUDE.finditer(article.body) if "8<" in article.body else ():
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
