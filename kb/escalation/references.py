"""A runbook hands over to a queue that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.escalation.queue import Queue
from kb.library import Library
from kb.problem import Problem, did_you_mean


def check_escalations(library: Library, queues: Mapping[str, Queue] | None, prefix: str) -> Iterator[Problem]:
    """KB621. Silent when there is no file of queues."""
    if queues is None:
        return
    for article in library.articles:
        wanted = article.meta.escalation
        if wanted is not None and wanted not in queues:
            hint = did_you_mean(wanted, queues) or f"known: {', '.join(queues) or 'none'}"
            message = f'`escalation` names "{wanted}", which is not in {prefix}.kb/queues.yml'
            yield Problem(prefix + article.path, article.line_of("escalation"), 1, "KB621", message, hint)
