"""Anki: a deck of cards, by the library `genanki`. A card keeps its number, so that a new import renews it in its place."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

from kb.training.exchange.package import attribute, inline_xhtml, xhtml, zipped
from kb.training.exchange.values import Export, decimal, tags_of
from kb.training.questions.draw import option_order, start_order
from kb.training.questions.labels import labels
from kb.training.questions.model import Question

_STYLE = ".card { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; text-align: left; }"


def as_anki(questions: Sequence[Question], title: str, name: str, seconds: int) -> Export:
    """The deck as .apkg. `name` says which deck it is (`public/uk KB-0301`) and never changes; `seconds` is the time since
    1970 that the cards carry: Anki renews those that are older. ImportError where `genanki` is not installed."""
    import genanki  # noqa: PLC0415 - an extra

    model = genanki.Model(
        _number("poradnyk question"),
        "Poradnyk",
        fields=[{"name": "Id"}, {"name": "Question"}, {"name": "Answer"}],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(name), title)
    for q in questions:
        tags = [tag.replace(" ", "-") for tag in tags_of(q)]
        guid = genanki.guid_for("poradnyk", q.language, q.id)
        deck.add_note(genanki.Note(model, [q.id, _front(q), _back(q)], tags=tags, guid=guid))
    written = BytesIO()
    genanki.Package(deck).write_to_file(written, timestamp=float(seconds))
    with zipfile.ZipFile(written) as package:
        data = zipped({file: package.read(file) for file in sorted(package.namelist())})
    return Export(data, ("a card is turned over and judged by whoever learns; no answer is chosen or typed",))


def _number(text: str) -> int:
    """The same for ever, as Anki wants it: below 2³¹."""
    return int(sha256(text.encode()).hexdigest()[:8], 16) % (2**31 - 1) + 1


def _front(q: Question) -> str:
    words = labels(q.language)
    scenario = xhtml(q.scenario.text) if q.scenario else ""
    asked = f"{scenario}{xhtml(q.text)}<p><small>{attribute(words['ask_' + q.kind])}</small></p>"
    if q.options:
        return asked + _list([q.options[n].text for n in option_order("anki", q.id, len(q.options))])
    if q.pairs:
        places = start_order("anki", q.id, len(q.pairs))
        return asked + _list([pair.left for pair in q.pairs]) + _list([q.pairs[n].right for n in places])
    return asked + _list([q.items[n] for n in start_order("anki", q.id, len(q.items))])


def _back(q: Question) -> str:
    words = labels(q.language)
    rows = []
    for n in option_order("anki", q.id, len(q.options)):
        option = q.options[n]
        why = f"<br/>{inline_xhtml(option.feedback)}" if option.feedback else ""
        rows.append(f"<li>{'✓' if option.right else '✗'} {inline_xhtml(option.text)}{why}</li>")
    rows += [f"<li>{inline_xhtml(pair.left)}: {inline_xhtml(pair.right)}</li>" for pair in q.pairs]
    rows += [f"<li>{inline_xhtml(text)}</li>" for text in q.items]
    said = f"<ol>{''.join(rows)}</ol>" if q.items else f"<ul>{''.join(rows)}</ul>" if rows else ""
    if q.kind == "true-false":
        said = f"<p>{attribute(words['true' if q.truth else 'false'])}</p>"
    elif q.kind == "short":
        said = f"<p>{attribute(' / '.join(q.accept))}</p>"
    elif q.kind == "numeric" and q.number is not None:
        slack = f" ± {decimal(q.tolerance)}" if q.tolerance else ""
        said = f"<p>{attribute(f'{decimal(q.number)}{slack} {q.unit}'.strip())}</p>"
    return said + (xhtml(q.feedback) if q.feedback else "")


def _list(texts: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{inline_xhtml(text)}</li>' for text in texts)}</ul>" if texts else ""
