"""Questions whose source has changed, and the stamp."""

from __future__ import annotations

import re

from kb.library.fingerprint import fingerprint
from kb.training.questions.read import read_study
from kb.training.questions.rot import judge_questions, stamped
from tests.conftest import article, library_of
from tests.training.bank import files


def states(found: dict[str, str | bytes]) -> dict[str, str]:
    library = library_of(found)
    judged = judge_questions(read_study(library).questions, library)
    return {row.question.id: row.state for row in judged if row.question.language == "en"}


def accepted(found: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Everything accepted, as `kb academy accept --all` does it."""
    library = library_of(found)
    stamps: dict[str, dict[int, str]] = {}
    for row in judge_questions(read_study(library).questions, library):
        stamps.setdefault(row.question.path, {})[row.question.line] = row.now
    return {**found, **{path: stamped(str(found[path]), places) for path, places in stamps.items()}}


def test_never_then_current_then_changed() -> None:
    assert set(states(files()).values()) == {"never"}
    done = accepted(files())
    assert set(states(done).values()) == {"current"}
    done["en/net/vpn.md"] = article("About something else.", id="KB-0101", title="The VPN")
    found = states(done)
    assert found["Q-SAT-02"] == "changed"
    assert found["Q-SAT-01"] == "current"  # its source is the lesson


def test_only_the_named_section_counts_and_form_does_not() -> None:
    done = accepted(files())
    lesson = str(done["en/academy/m01.md"])
    done["en/academy/m01.md"] = lesson.replace("Lesson.", "Another beginning.").replace("about parts", "about\nparts")
    assert states(done)["Q-SAT-01"] == "current"
    done["en/academy/m01.md"] = lesson.replace("about parts", "about bits")
    assert states(done)["Q-SAT-01"] == "changed"


def test_a_question_may_change_without_its_source() -> None:
    done = accepted(files())
    done["en/academy/m01.md"] = str(done["en/academy/m01.md"]).replace("That is SSH.", "That is for SSH.")
    assert set(states(done).values()) == {"current"}


def test_the_stamp_changes_one_line_and_nothing_else() -> None:
    text = "\ufeff---\r\nid: x\r\n---\r\n\r\n/// question | Q-A-01\r\n    objective: OBJ-A-1  # why\r\n\r\nT?\r\n///\r\n  \rlast"
    once = stamped(text, {5: "0123456789ab"})
    assert once == text.replace("# why\r\n", "# why\r\n    source_hash: 0123456789ab\r\n")
    twice = stamped(once, {5: "ffffffffffff"})
    assert twice == once.replace("0123456789ab", "ffffffffffff")
    assert stamped(text, {}) == text


def test_the_stamp_is_no_change_of_the_text() -> None:
    text = str(files()["en/academy/m01.md"])
    done = str(accepted(files())["en/academy/m01.md"])
    assert len(re.findall("source_hash", done)) == 9
    assert fingerprint(text) == fingerprint(done)
