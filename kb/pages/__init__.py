"""What a page shows beside its text: cards, topics, breadcrumbs, related articles, the home page. Pure values."""

from kb.pages.article import ArticleView, article_view
from kb.pages.cards import Card, card
from kb.pages.home import HomeView, home_view
from kb.pages.sidebar import Sidebar, sidebar
from kb.pages.topics import Topic, Topics, build_topics

__all__ = [
    "ArticleView",
    "Card",
    "HomeView",
    "Sidebar",
    "Topic",
    "Topics",
    "article_view",
    "build_topics",
    "card",
    "home_view",
    "sidebar",
]
