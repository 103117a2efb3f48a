"""What other sites answered, kept for some days in `.kb-cache`, so that nobody is asked twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kb.checks.rules.external_links import Answer

FINE_DAYS, GONE_DAYS = 14, 1


def still_holds(answer: Answer, day: date, today: date) -> bool:
    """A page that was there two weeks ago most likely is; one that was gone may have come back tomorrow."""
    age = (today - day).days
    return 0 <= age < (FINE_DAYS if answer.is_fine else GONE_DAYS if answer.is_gone else 0)


def read_answers(store: Path) -> dict[str, tuple[Answer, date]]:
    """Address → (answer, day). Nothing where there is no store, or a broken one."""
    try:
        rows = json.loads(store.read_text(encoding="utf-8"))
        return {
            url: (Answer(int(status), str(reason), str(moved)), date.fromisoformat(day))
            for url, (status, reason, moved, day) in rows.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_answers(
    store: Path, kept: Mapping[str, tuple[Answer, date]], fresh: Mapping[str, Answer], today: date
) -> None:
    """What still holds and what is new, if it was clear."""
    rows = {url: [*answer, day.isoformat()] for url, (answer, day) in kept.items() if still_holds(answer, day, today)}
    rows |= {url: [*answer, today.isoformat()] for url, answer in fresh.items() if answer.is_fine or answer.is_gone}
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        aside = store.with_suffix(".new")
        aside.write_text(json.dumps(rows, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")
        aside.replace(store)
    except OSError:
        return  # the next run asks again
