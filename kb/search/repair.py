"""Other readings of a word that means nothing: the wrong keyboard layout, and Ukrainian in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

_LATIN = re.compile(r"[A-Za-z]")
_EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_UK = "йцукенгшщзхїфівапролджєячсмитьбю'"
# Signs have no upper case: what is said last counts
_TO_UK = str.maketrans(
    dict(zip('{}:"<>~', "ХЇЖЄБЮ'", strict=True))
    | dict(zip(_EN.upper(), _UK.upper(), strict=True))
    | dict(zip(_EN, _UK, strict=True))
)
_TO_EN = str.maketrans(
    dict(zip("ыэъЫЭЪ", "s']S']", strict=True))
    | dict(zip(_UK.upper(), _EN.upper(), strict=True))
    | dict(zip(_UK, _EN, strict=True))
)

# Several ways to write one sound; the first is the official one of 2010, then what people type.
_SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shch", ("щ",)),
    ("sch", ("щ",)),
    ("zgh", ("зг",)),
    ("zh", ("ж",)),
    ("kh", ("х",)),
    ("ts", ("ц", "тс")),
    ("ch", ("ч",)),
    ("sh", ("ш",)),
    ("ya", ("я",)),
    ("ia", ("я", "іа")),
    ("ja", ("я",)),
    ("ye", ("є",)),
    ("ie", ("є", "іе")),
    ("je", ("є",)),
    ("yu", ("ю",)),
    ("iu", ("ю",)),
    ("ju", ("ю",)),
    ("yi", ("ї",)),
    ("a", ("а",)),
    ("b", ("б",)),
    ("c", ("ц", "к")),
    ("d", ("д",)),
    ("e", ("е",)),
    ("f", ("ф",)),
    ("g", ("г",)),
    ("h", ("г", "х")),
    ("i", ("і", "и")),
    ("j", ("й",)),
    ("k", ("к",)),
    ("l", ("л",)),
    ("m", ("м",)),
    ("n", ("н",)),
    ("o", ("о",)),
    ("p", ("п",)),
    ("q", ("к",)),
    ("r", ("р",)),
    ("s", ("с",)),
    ("t", ("т",)),
    ("u", ("у",)),
    ("v", ("в",)),
    ("w", ("в",)),
    ("x", ("кс",)),
    ("y", ("и", "й")),
    ("z", ("з",)),
    ("'", ("ь", "'")),
)
_MOST = 24


def other_layout(raw: str) -> str:
    """The same keys on the other layout: «ghbynth» is «принтер», «ьфшд» is mail."""
    return raw.translate(_TO_UK if _LATIN.search(raw) else _TO_EN)


def from_latin(word: str) -> tuple[str, ...]:
    """Ukrainian readings of a lower-case word in Latin letters, the likeliest first: «pryntera» is «принтера»."""
    sounds = list(_sounds(word))
    if len(word) < 3 or not sounds:
        return ()
    return tuple("".join(choice) for choice in islice(product(*sounds), _MOST))


def _sounds(word: str) -> Iterator[tuple[str, ...]]:
    place = 0
    while place < len(word):
        for latin, cyrillic in _SOUNDS:
            if word.startswith(latin, place):
                yield cyrillic
                place += len(latin)
                break
        else:
            return
