"""The table of blocks that an article may use."""

from __future__ import annotations

from kb.edition import AUDIENCES, VISIBILITIES
from kb.handbook.markdown import code, table
from kb.library.blocks import COMMON, CONVERSATION, OWN, STUDY

_HEAD = {"en": ("Block", "What follows the bar"), "uk": ("Блок", "Що стоїть після риски")}
_VALUES = {
    "audience": {"en": "one or more, with commas: {}", "uk": "одне чи кілька через кому: {}"},
    "visibility": {"en": "exactly one: {}", "uk": "рівно одне: {}"},
}
_STUDY = {
    "question": {"en": "the id of the question: `Q-SAT-01`", "uk": "id запитання: `Q-SAT-01`"},
    "scenario": {"en": "the id of the scenario: `S-SAT-01`", "uk": "id ситуації: `S-SAT-01`"},
    "exam": {"en": "the title of the exam", "uk": "назва іспиту"},
    "solution": {"en": "a title, or nothing", "uk": "назва або нічого"},
}
_CONVERSATION = {
    "decision": {"en": "the question", "uk": "запитання"},
    "rehearsal": {"en": "the title of the conversation", "uk": "назва розмови"},
    "reply": {"en": "a title; `for`, `channel` and `lang` below it", "uk": "назва; нижче `for`, `channel` і `lang`"},
    "scene": {"en": "the name of the scene, one word: `start`", "uk": "назва сцени, одне слово: `start`"},
}
_OTHER = {"en": "a title, where the block takes one", "uk": "назва, якщо блок її приймає"}
_ACCEPTED = {"audience": AUDIENCES, "visibility": VISIBILITIES}


def blocks_table(language: str) -> str:
    """Our own blocks with their values, then all others in one row."""
    rows = [(code(name), _VALUES[name][language].format(", ".join(map(code, _ACCEPTED[name])))) for name in OWN]
    rows += [(code(name), _CONVERSATION[name][language]) for name in sorted(CONVERSATION)]
    rows += [(code(name), _STUDY[name][language]) for name in sorted(STUDY)]
    rows.append((", ".join(code(name) for name in sorted(COMMON)), _OTHER[language]))
    return table(_HEAD[language], rows)
