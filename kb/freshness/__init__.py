"""Which articles can still be believed, told from evidence: who checked what, when, and what has happened since."""

from kb.freshness.evidence import Evidence, Feedback, History
from kb.freshness.judge import STATES, Row, State, judge, judge_all
from kb.freshness.policy import DEFAULT_POLICY, Policy, read_policy
from kb.freshness.stamp import StampError, stamp, stamp_unchanged
from kb.library.fingerprint import fingerprint

__all__ = [
    "DEFAULT_POLICY",
    "STATES",
    "Evidence",
    "Feedback",
    "History",
    "Policy",
    "Row",
    "StampError",
    "State",
    "fingerprint",
    "judge",
    "judge_all",
    "read_policy",
    "stamp",
    "stamp_unchanged",
]
