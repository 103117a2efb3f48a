"""New things: an article with a valid header, and a whole knowledge base to begin with."""

from kb.scaffold.article import NewArticle, new_article
from kb.scaffold.site import site_files

__all__ = ["NewArticle", "new_article", "site_files"]
