"""Poradnyk: a support team's knowledge base as code. The domain; it knows nothing of MkDocs."""

__version__ = "0.1.0"
