"""How to talk with people: decisions, replies and rehearsals as values, what is wrong with them, and what an agent sees."""

from kb.playbooks.check import check_playbooks
from kb.playbooks.policy import DEFAULT_POLICY, PlaybookPolicy, read_policy
from kb.playbooks.reading import decisions, rehearsals, replies
from kb.playbooks.values import Choice, Decision, Item, Rehearsal, Reply, Scene

__all__ = [
    "DEFAULT_POLICY",
    "Choice",
    "Decision",
    "Item",
    "PlaybookPolicy",
    "Rehearsal",
    "Reply",
    "Scene",
    "check_playbooks",
    "decisions",
    "read_policy",
    "rehearsals",
    "replies",
]
