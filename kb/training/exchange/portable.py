"""The one way to questions that leave the house: of one edition, without what means something only here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.library import Library
from kb.training.questions.data import bank_of
from kb.training.questions.model import Question, Scenario

_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\[\]]*)\](?:\((?!(?:https?|mailto):)[^()\s]*(?:\s+\"[^\"]*\")?\))(\{[^{}]*\})?")


@dataclass(frozen=True)
class Portable:
    """Questions in the order of their ids, and what was taken out of them."""

    questions: tuple[Question, ...]
    lost: tuple[str, ...]


def portable(view: Library, module: str = "") -> Portable:
    """`view` is what an edition shows; `module` the id of an article, where only its own questions are asked for.

    Sources that the edition does not show are not named, addresses inside the knowledge base become their text, and the
    prints of sources stay here.
    """
    made = [_made(question, view) for question in bank_of(view).questions if not module or question.article == module]
    return Portable(tuple(question for question, _ in made), tuple(lost for _, each in made for lost in each))


def _made(question: Question, view: Library) -> tuple[Question, tuple[str, ...]]:
    texts = _Texts()
    q = replace(
        question,
        text=texts(question.text),
        options=tuple(replace(o, text=texts(o.text), feedback=texts(o.feedback), line=0) for o in question.options),
        pairs=tuple(replace(p, left=texts(p.left), right=texts(p.right), line=0) for p in question.pairs),
        headings=(texts(question.headings[0]), texts(question.headings[1])),
        items=tuple(texts(item) for item in question.items),
        feedback=texts(question.feedback),
        sources=tuple(source for source in question.sources if source.id in view.by_id),
        source_hash="",
        scenario=question.scenario and Scenario(question.scenario.id, texts(question.scenario.text)),
    )
    lost = [f"{q.id}: links into the knowledge base; their words stay"] if texts.links else []
    lost += [f"{q.id}: an image; its description stays"] if texts.images else []
    return q, tuple(lost)


class _Texts:
    def __init__(self) -> None:
        self.links = self.images = 0

    def __call__(self, text: str) -> str:
        parts = _CODE.split(text)
        parts[::2] = [_LINK.sub(self._said, part) for part in parts[::2]]
        return "".join(parts)

    def _said(self, match: re.Match[str]) -> str:
        if match[1]:
            self.images += 1
        else:
            self.links += 1
        return match[2]
