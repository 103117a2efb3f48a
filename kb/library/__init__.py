"""The library: all articles of the content tree, read once, and the one door through which every edition sees them."""

from kb.library.article import Article, Section
from kb.library.frontmatter import FrontMatter
from kb.library.library import Asset, Library, RawFile, build_library

__all__ = ["Article", "Asset", "FrontMatter", "Library", "RawFile", "Section", "build_library"]
