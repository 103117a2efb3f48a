"""Highlighted code, without what is worked out for each piece of code and is the same for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
from pygments.styles import get_style_by_name  # type: ignore[import-untyped]
from pymdownx.highlight import Highlight, HighlightExtension

from kb_mkdocs.insides import is_known


class QuickHighlight(Highlight):  # type: ignore[misc]
    """Same markup. The lexer of a language is looked up once; a style sheet, of which the markup shows nothing, is not made."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.noclasses:
            self.pygments_style: Any = _Unlisted(self.pygments_style)

    def get_lexer(self, src: str, language: str | None, inline: bool, stripnl: bool) -> tuple[Any, str | None]:
        if self.guess_lang:
            return super().get_lexer(src, language, inline, stripnl)  # type: ignore[no-any-return]
        extended = self.get_extended_language(language)[1] if language else {}
        key = (language, self.default_lang, str(extended))
        if key not in _lexers:
            lexer, name = super().get_lexer(src, language, inline, stripnl)
            _lexers[key] = (type(lexer), name)
        kind, name = _lexers[key]
        return kind(**{"stripnl": stripnl, **extended}), name


_lexers: dict[tuple[str | None, str, str], tuple[Any, str | None]] = {}


class _Unlisted:
    """A style that names no kinds of tokens: where classes stand for styles, only a style sheet has a use for them."""

    def __init__(self, style: Any) -> None:
        self._style = get_style_by_name(style) if isinstance(style, str) else style

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)


def highlight_quickly(md: Markdown) -> None:
    """For all that asks the extension for the highlighter: fences and inline code."""
    for extension in md.registeredExtensions:
        if type(extension) is HighlightExtension and is_known(HighlightExtension) and is_known(HtmlFormatter):
            extension.get_pymdownx_highlighter = lambda: QuickHighlight  # type: ignore[attr-defined]
