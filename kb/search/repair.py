"""Other readings of a word that means nothing: the wrong keyboard layout, and Ukrainian in Latin letters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_UK = "йцукенгшщзхїфівапролджєячсмитьбю'"
_TO_UK = str.maketrans(_EN + _EN.upper() + '{}:"<>~', _UK + _UK.upper() + "ХЇЖЄБЮ'")
_TO_EN = str.maketrans(_UK + _UK.upper() + "ыэъЫЭЪ", _EN + _EN.upper() + "s']S']")

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
    latin = sum(raw.count(c) + raw.count(c.upper()) for c in "qwertyuiopasdfghjklzxcvbnm")
    return raw.translate(_TO_UK if latin else _TO_EN)


def from_latin(word: str) -> tuple[str, ...]:
    """Ukrainian readings of a lower-case word in Latin letters, the likeliest first: «pryntera» is «принтера»."""
    sounds = list(_sounds(word))
    if len(word) < 3 or not sounds:
        return ()
    ambiguous = [options if len(options) > 1 else options[:1] for options in sounds]
    readings: list[str] = []
    for choice in product(*ambiguous):
        readings.append("".join(choice))
        if len(readings) == _MOST:
            break
    return tuple(readings)


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
