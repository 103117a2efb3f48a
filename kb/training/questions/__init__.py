"""Questions of lessons and banks, and the mock exams drawn from them."""

from kb.training.questions.model import (
    KINDS,
    QUESTION_ID,
    SCENARIO_ID,
    Exam,
    Kind,
    Option,
    Pair,
    Question,
    Scenario,
    Source,
)

__all__ = [
    "KINDS",
    "QUESTION_ID",
    "SCENARIO_ID",
    "Exam",
    "Kind",
    "Option",
    "Pair",
    "Question",
    "Scenario",
    "Source",
]
