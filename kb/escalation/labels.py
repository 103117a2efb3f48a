"""The words that the contact card's script needs."""

from __future__ import annotations

import json

from kb.strings import Strings

_WORDS = {
    "open": "escalation_open",
    "openAlways": "escalation_open_always",
    "onCall": "escalation_on_call",
    "closed": "escalation_closed",
    "closedFar": "escalation_closed_far",
    "due": "escalation_due",
    "noRecord": "escalation_no_record",
    "nothing": "escalation_nothing",
    "copied": "escalation_copied",
    "byHand": "escalation_by_hand",
    "done": "escalation_step_done",
    "failed": "escalation_step_failed",
    "skipped": "escalation_step_skipped",
    "left": "escalation_step_left",
}


def labels_json(words: Strings) -> str:
    """As the value of one attribute."""
    labels = {name: words[key] for name, key in _WORDS.items()}
    return json.dumps({"language": words.language, **labels}, ensure_ascii=False, separators=(",", ":"))
