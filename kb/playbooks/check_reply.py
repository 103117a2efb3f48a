"""Replies: their options, their placeholders, and that both languages offer the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.library import Article
from kb.playbooks.policy import PlaybookPolicy
from kb.playbooks.reading import rehearsals, replies
from kb.playbooks.values import Mistake, Reply
from kb.problem import did_you_mean


def check_replies(found: Sequence[Reply], policy: PlaybookPolicy) -> Iterator[Mistake]:
    """KB642 (options, no text) and KB643 (placeholders that are not listed)."""
    for reply in found:
        for message, hint in reply.wrong:
            yield Mistake(reply.line, "KB642", f"reply: {message}", hint)
        if not reply.text:
            yield Mistake(reply.line, "KB642", "the reply has no text", "write it below the options and an empty line")
        for slot in reply.slots:
            if slot not in policy.placeholders:
                near = did_you_mean(slot, policy.placeholders)
                hint = (
                    near
                    or f"list it in content/.kb/policy.yml: `playbooks: {{placeholders: {{{slot}: {{uk: …, en: …}}}}}}`"
                )
                yield Mistake(reply.line, "KB643", f'the placeholder "{slot}" is not listed', hint)


def check_translation(article: Article, original: Article) -> Iterator[Mistake]:
    """KB644: replies and rehearsals that differ from those of the original in more than words."""
    own, first = replies(article), replies(original)
    if len(own) != len(first):
        line = own[0].line if own else article.line_of("title")
        message = f"{len(own)} replies here, {len(first)} in {original.path}"
        yield Mistake(line, "KB644", message, "give both languages the same replies, in the same order")
        return
    for reply, source in zip(own, first, strict=True):
        missing, more = set(source.slots) - set(reply.slots), set(reply.slots) - set(source.slots)
        if missing or more:
            said = ", ".join(
                [f"no {{{{{s}}}}}" for s in sorted(missing)] + [f"{{{{{s}}}}} besides" for s in sorted(more)]
            )
            hint = "placeholders have the same names in both languages"
            yield Mistake(reply.line, "KB644", f"the reply differs from {original.path}:{source.line}: {said}", hint)
        if (reply.audience, reply.channel) != (source.audience, source.channel):
            message = f"`for` or `channel` differ from {original.path}:{source.line}"
            yield Mistake(reply.line, "KB644", message, "give both languages the same replies, in the same order")
    scenes = [[scene.name for scene in rehearsal.scenes] for rehearsal in rehearsals(article)]
    if scenes != [[scene.name for scene in rehearsal.scenes] for rehearsal in rehearsals(original)]:
        line = next((rehearsal.line for rehearsal in rehearsals(article)), article.line_of("title"))
        hint = "give both languages the same scenes, in the same order"
        yield Mistake(line, "KB644", f"the scenes of the rehearsal differ from {original.path}", hint)
