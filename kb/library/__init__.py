"""The library: all articles of the content tree, read once, and the one door through which every edition sees them."""

from kb.library.article import Article
from kb.library.assembly import build_library
from kb.library.door import Earlier
from kb.library.frontmatter import FrontMatter
from kb.library.library import Library
from kb.library.text import Section
from kb.library.values import Asset, Hidden, RawFile

__all__ = ["Article", "Asset", "Earlier", "FrontMatter", "Hidden", "Library", "RawFile", "Section", "build_library"]
