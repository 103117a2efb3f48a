"""A small bank with a question of every kind, and an exam, in two languages."""

from __future__ import annotations

from tests.conftest import article

OBJECTIVES = "objectives:\n  - {id: OBJ-SAT-1, text: First}\n  - {id: OBJ-COMM-1, text: Second}\n"

BODY = """Lesson.

## Parts {#parts}

A paragraph about parts.

## Check

/// question | Q-SAT-01
    objective: OBJ-SAT-1
    difficulty: 2
    source: KB-0301#parts

Which port does `HTTPS` use? [VPN](../net/vpn.md#x)

- [x] 443

    The *standard* port.
- [ ] 80

    That is HTTP.

- [ ] 22

    That is SSH.
///

/// question | Q-SAT-02
    objective: OBJ-SAT-1
    source: KB-0101

Which are right?

- [x] One
- [x] Two
- [ ] Three

> All that is needed.
///

/// question | Q-SAT-03
    type: true-false
    answer: false
    objective: OBJ-SAT-1
    source: KB-0101

The sun is cold.

> It is hot.
///

/// question | Q-SAT-04
    type: short
    accept: [DNS, "Domain Name System"]
    objective: OBJ-SAT-1
    source: KB-0101

Which service knows names?

> Names and numbers.
///

/// question | Q-COMM-01
    type: numeric
    answer: 0.5
    tolerance: 0.1
    unit: ms
    objective: OBJ-COMM-1
    source: KB-0101

How long?

> Not long.
///

/// question | Q-COMM-02
    type: matching
    objective: OBJ-COMM-1
    source: KB-0101

Match.

| Number | Word |
|---|---|
| 1 | one |
| 2 | two |
| 3 | three, which takes far more words than there is room for in the narrow box on a telephone |

> Easy.
///

/// question | Q-COMM-03
    type: ordering
    objective: OBJ-COMM-1
    source: KB-0101

Order.

1. First
2. Second
3. Third

> By number.
///

//// scenario | S-COMM-01
A printer stands still.

/// question | Q-COMM-10
    objective: OBJ-COMM-1
    source: KB-0101

What do you ask?

- [x] What it shows

    That tells most.
- [ ] Nothing

    Then you know nothing.
///

/// question | Q-COMM-11
    objective: OBJ-COMM-1
    source: KB-0101

And then?

- [x] Since when

    Yes.
- [ ] Who bought it

    That helps nobody.
///
////
"""
EXAM = """/// exam | Trial
    questions: 6
    minutes: 10
    pass: 70
    blueprint: {OBJ-SAT: 1, OBJ-COMM: 2}

Take your time.
///
"""
SECRET = """/// question | Q-SAT-99
    objective: OBJ-SAT-1
    source: KB-0101

What is the CANARY-42 of the second internal bank?

- [x] The CANARY-43 answer that nobody outside may see

    Because CANARY-44 explains it to the team.
- [ ] A CANARY-45 that is wrong

    No.
///
"""


def files(body: str = BODY) -> dict[str, str | bytes]:
    """Path → text."""
    found: dict[str, str | bytes] = {}
    for lang in ("uk", "en"):
        found[f"{lang}/index.md"] = article("Hello.", id="KB-0001", title="Home", more="type: page\n")
        found[f"{lang}/net/vpn.md"] = article("About it.", id="KB-0101", title="The VPN")
        module = article(body, id="KB-0301", title="Module", more=f"type: module\n{OBJECTIVES}")
        found[f"{lang}/academy/m01.md"] = module
        found[f"{lang}/academy/exam.md"] = article(EXAM, id="KB-0320", title="An exam", more="type: page\n")
        found[f"{lang}/academy/bank.md"] = article(SECRET, id="KB-0330", title="CANARY bank", visibility="internal")
    return found
