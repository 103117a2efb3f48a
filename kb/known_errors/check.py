"""Checks of known errors: facts that are missing, contradict each other or can never become true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.known_errors.error import affected_products, fix_for, is_known_error, state_of
from kb.known_errors.product import Product
from kb.known_errors.versions import Range, key_of, read_range
from kb.library import Article, Library
from kb.problem import Problem, did_you_mean

SECTIONS = {
    "uk": ("Що відбувається", "Кого зачіпає", "Обхідний шлях", "Причина", "Коли виправлять"),
    "en": ("What happens", "Who is affected", "Workaround", "Cause", "When it will be mended"),
}
FACTS = ("affected", "since", "fixed_in", "notice")


def check_known_errors(library: Library, products: Mapping[str, Product] | None, prefix: str) -> Iterator[Problem]:
    """KB630 – KB639. `products` is None where there is no file of products: then nothing is said about them."""
    for article in library.articles:
        path = prefix + article.path
        if article.meta.notice and (article.meta.visibility != "public" or not is_known_error(article)):
            what = f"is {article.meta.visibility}" if is_known_error(article) else "is no known error"
            hint = "make it public, or take `notice` away"
            message = f"a public notice is asked for, but the article {what}"
            yield Problem(path, article.line_of("notice"), 1, "KB633", message, hint)
        if is_known_error(article) and article.meta.status != "archived":
            yield from _facts(article, path)
            yield from _versions(article, path)
            if products is not None:
                yield from _products(article, products, path, prefix)
            yield from _sections(article, path)
            yield from _translations(article, library, path, prefix)


def _facts(article: Article, path: str) -> Iterator[Problem]:
    meta = article.meta
    if not meta.workaround:
        hint = "write `workaround: …`, one sentence; if nothing helps, say what people should do meanwhile"
        yield Problem(path, 1, 1, "KB630", "the known error has no workaround", hint)
    if not affected_products(article):
        hint = 'write `affected: {windows-11: "24H2"}`'
        yield Problem(path, 1, 1, "KB638", "it is not said which product is affected", hint)
    if meta.since is None:
        yield Problem(path, 1, 1, "KB638", "it is not said since when the error is known", "write `since: 2026-10-14`")


def _versions(article: Article, path: str) -> Iterator[Problem]:
    meta, line = article.meta, article.line_of("affected")
    ranges: dict[str, Range] = {}
    for product, text in meta.affected.items():
        try:
            ranges[product] = read_range(text)
        except ValueError as error:
            hint = 'write "24H2", "23H2, 24H2", ">=2409,<2411" or "*"'
            yield Problem(path, line, 1, "KB635", f'`affected.{product}` is "{text}": {error}', hint)
    if isinstance(meta.fixed_in, str) and len(meta.affected) > 1:
        hint = "write fixed_in: {" + ", ".join(f'{name}: "…"' for name in meta.affected) + "}"
        message = "`fixed_in` is one version, but several products are affected"
        yield Problem(path, article.line_of("fixed_in"), 1, "KB637", message, hint)
    if isinstance(meta.fixed_in, dict):
        for product in meta.fixed_in:
            if meta.affected and product not in meta.affected:
                hint = did_you_mean(product, meta.affected) or "name it in `affected`, too"
                message = f"`fixed_in` names {product}, which is not in `affected`"
                yield Problem(path, article.line_of("fixed_in"), 1, "KB637", message, hint)
    for product, found in ranges.items():
        fix = fix_for(article, product)
        if fix and key_of(fix) is not None and (found.named or found.limits) and fix in found:
            hint = "let `affected` end before the version that mends it"
            message = f"{product} {fix} mends the error, but `affected` says that it has it"
            yield Problem(path, line, 1, "KB637", message, hint)


def _products(article: Article, products: Mapping[str, Product], path: str, prefix: str) -> Iterator[Problem]:
    fixed = article.meta.fixed_in
    for key, names in (("affected", article.meta.affected), ("fixed_in", fixed if isinstance(fixed, dict) else {})):
        for name in names:
            if name not in products:
                hint = did_you_mean(name, products) or f"add it to {prefix}.kb/products.yml"
                message = f'`{key}` names the product "{name}", which is not in {prefix}.kb/products.yml'
                yield Problem(path, article.line_of(key), 1, "KB631", message, hint)
    error = state_of(article, products)
    line = article.line_of("fixed_in")
    if error.state == "fixed":
        hint = "set `status: archived` when nobody needs it any more"
        yield Problem(path, line, 1, "KB632", "the versions in use have the fix: it is no longer shown as open", hint)
    for name, reached in error.reached.items():
        if reached is None:
            product = products[name]
            message = f'{name}: "{fix_for(article, name)}" can\'t be compared with "{product.version}", which is in use'
            hint = f"write a version, or add the update to `updates` of {name} in products.yml once it is installed"
            yield Problem(path, line, 1, "KB636", message, hint)


def _sections(article: Article, path: str) -> Iterator[Problem]:
    titles = {section.title.casefold() for section in article.sections if section.level == 2}
    missing = [name for name in SECTIONS.get(article.language, ()) if name.casefold() not in titles]
    if missing:
        said = ", ".join(f"«{name}»" for name in missing)
        hint = f"the sections are: {' · '.join(SECTIONS[article.language])}"
        yield Problem(path, article.body_line, 1, "KB634", f"missing: {said}", hint)


def _translations(article: Article, library: Library, path: str, prefix: str) -> Iterator[Problem]:
    """Told at the translation, against the first language that has the article."""
    versions = library.by_key[article.key]
    first = versions[next(language for language in library.languages if language in versions)]
    if first is article or not is_known_error(first):
        return
    for key in FACTS:
        if getattr(article.meta, key) != getattr(first.meta, key):
            message = f"`{key}` is not the same as in {prefix}{first.path}"
            yield Problem(path, article.line_of(key), 1, "KB639", message, "a fact is the same in every language")
