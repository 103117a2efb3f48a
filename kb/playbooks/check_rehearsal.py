"""A rehearsal can be played to its end from every scene, and teaches at every choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kb.playbooks.values import Mistake, Rehearsal, Scene
from kb.problem import did_you_mean


def check_rehearsal(rehearsal: Rehearsal) -> Iterator[Mistake]:
    """KB647 – KB652."""
    if not rehearsal.scenes:
        yield Mistake(rehearsal.line, "KB652", "the rehearsal has no scenes", "write `/// scene | start` inside it")
        return
    yield from _names(rehearsal.scenes)
    by_name: dict[str, Scene] = {}
    for scene in rehearsal.scenes:
        by_name.setdefault(scene.name, scene)
        yield from _choices(scene, {s.name for s in rehearsal.scenes})
    yield from _ways(rehearsal, by_name)


def check_loose(scenes: Sequence[Scene]) -> Iterator[Mistake]:
    """KB652: a scene outside a rehearsal."""
    for scene in scenes:
        hint = "put `//// rehearsal | Title` before the first scene and `////` after the last"
        yield Mistake(scene.line, "KB652", f'the scene "{scene.name}" stands in no rehearsal', hint)


def _names(scenes: Sequence[Scene]) -> Iterator[Mistake]:
    seen: dict[str, int] = {}
    for scene in scenes:
        if not scene.name or any(sign.isspace() for sign in scene.name):
            said = f'"{scene.name}" is no name of a scene' if scene.name else "the scene has no name"
            yield Mistake(scene.line, "KB652", said, "write one word: `/// scene | start`")
        elif scene.name in seen:
            hint = "give each scene a name of its own"
            yield Mistake(scene.line, "KB652", f'there is a scene "{scene.name}" at line {seen[scene.name]}', hint)
        seen.setdefault(scene.name, scene.line)


def _choices(scene: Scene, names: set[str]) -> Iterator[Mistake]:
    for choice in scene.choices:
        said = f'the choice "{choice.said[:50]}"'
        if not choice.next:
            yield Mistake(choice.line, "KB647", f"{said} leads to no scene", "end its feedback with `[Go on](#scene)`")
        elif choice.next not in names:
            hint = did_you_mean(choice.next, names) or f"scenes: {', '.join(sorted(names))}"
            yield Mistake(
                choice.line, "KB647", f'{said} leads to the scene "{choice.next}", which does not exist', hint
            )
        if not choice.feedback:
            hint = "say below it why it helps or does not, four columns in, after an empty line"
            yield Mistake(choice.line, "KB650", f"{said} has no feedback", hint)
    if scene.choices and not any(choice.good for choice in scene.choices):
        hint = "mark a good choice with `- [x]`, or add one"
        yield Mistake(scene.line, "KB651", f'no choice of the scene "{scene.name}" is a good one', hint)


def _ways(rehearsal: Rehearsal, by_name: Mapping[str, Scene]) -> Iterator[Mistake]:
    onward = {name: {c.next for c in scene.choices if c.next in by_name} for name, scene in by_name.items()}
    reached = _reach({rehearsal.scenes[0].name}, onward)
    for name, scene in by_name.items():
        if name not in reached:
            yield Mistake(scene.line, "KB648", f'no choice leads to the scene "{name}"', "link to it, or remove it")
    ends = {name for name, scene in by_name.items() if not scene.choices}
    if not ends:
        hint = "add a scene without choices that says what was reached"
        yield Mistake(rehearsal.line, "KB649", "the rehearsal has no end", hint)
        return
    backward = {name: {other for other, targets in onward.items() if name in targets} for name in by_name}
    can_end = _reach(ends, backward)
    for name, scene in by_name.items():
        # A choice that leads nowhere is told already; here the conversation goes in a circle
        if name in reached and name not in can_end and onward[name]:
            hint = "let a choice lead to a scene without choices"
            yield Mistake(scene.line, "KB649", f'from the scene "{name}" the conversation never ends', hint)


def _reach(start: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for name in ways[waiting.pop()] - reached:
            reached.add(name)
            waiting.append(name)
    return reached
