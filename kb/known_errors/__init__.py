"""Known errors: what is affected, whether it is mended where we are, and who must be told. Pure values."""

from kb.known_errors.check import check_known_errors
from kb.known_errors.error import KnownError, known_errors, state_of
from kb.known_errors.feed import atom
from kb.known_errors.product import Product, read_products
from kb.known_errors.related import Banner, banners
from kb.known_errors.view import ErrorCard, Notice, Register, error_card, notices, register

__all__ = [
    "Banner",
    "ErrorCard",
    "KnownError",
    "Notice",
    "Product",
    "Register",
    "atom",
    "banners",
    "check_known_errors",
    "error_card",
    "known_errors",
    "notices",
    "read_products",
    "register",
    "state_of",
]
