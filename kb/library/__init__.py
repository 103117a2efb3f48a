"""The library: all articles of the content tree, read once, and the one door through which every edition sees them."""

from kb.library.article import Article
from kb.library.frontmatter import FrontMatter
from kb.library.library import Asset, Hidden, Library, RawFile, build_library
from kb.library.text import Section

__all__ = ["Article", "Asset", "FrontMatter", "Hidden", "Library", "RawFile", "Section", "build_library"]
