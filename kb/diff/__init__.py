"""What a change does: two states of the library compared, for the one who has to agree to it."""

from kb.diff.compare import compare
from kb.diff.rows import SECTIONS, Row
from kb.diff.scope import Scope, linked, scope_of

__all__ = ["SECTIONS", "Row", "Scope", "compare", "linked", "scope_of"]
