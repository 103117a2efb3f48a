"""Look into a finished site for anything that it may not show. Nothing here trusts what built it."""

from kb.verify.building import build_needles
from kb.verify.kept import KeptNeedles
from kb.verify.needles import Needles, words_of
from kb.verify.scan import SiteFile, verify_few, verify_site

__all__ = ["KeptNeedles", "Needles", "SiteFile", "build_needles", "verify_few", "verify_site", "words_of"]
