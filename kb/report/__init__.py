"""Problems as text, JSON, GitHub annotations or SARIF."""

from kb.report.formats import FORMATS, as_text, render

__all__ = ["FORMATS", "as_text", "render"]
