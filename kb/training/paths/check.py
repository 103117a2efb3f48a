"""What is wrong with modules, paths and certificates: circles, gaps, steps to nowhere, objectives that nothing covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from kb.edition import VISIBILITIES
from kb.library import Article, Library
from kb.problem import Problem, did_you_mean
from kb.training.paths.certifications import Certifications
from kb.training.paths.minutes import minutes_of, reading_minutes
from kb.training.questions.model import Question


def check_paths(
    library: Library, certifications: Certifications, questions: Sequence[Question], prefix: str
) -> tuple[Problem, ...]:
    """KB820 – KB832, in order of place. `questions` are those of the whole library."""
    modules = [a for a in library.articles if a.meta.type == "module"]
    paths = [a for a in library.articles if a.meta.type == "path"]
    found: list[Problem] = [*certifications.problems]
    for language in library.languages:
        found += _of_language(
            {a.meta.id: a for a in library.articles if a.language == language},
            [a for a in modules if a.language == language],
            [a for a in paths if a.language == language],
            [q for q in questions if q.language == language],
            certifications,
            prefix,
        )
    found += _translations(library, modules, prefix)
    found += _demands(certifications, modules, questions, prefix)
    return tuple(sorted(set(found)))


def _of_language(
    articles: dict[str, Article],
    modules: Sequence[Article],
    paths: Sequence[Article],
    questions: Sequence[Question],
    certifications: Certifications,
    prefix: str,
) -> Iterator[Problem]:
    asked = Counter(question.objective for question in questions)
    holding = Counter(question.article for question in questions)
    replaced = frozenset(old for article in articles.values() for old in article.meta.supersedes)
    for article in (*modules, *paths):
        yield from _circle(article, articles, prefix)
        yield from _named(article, articles, replaced, prefix)
        if article.meta.certification and article.meta.certification not in certifications.by_key:
            near = did_you_mean(article.meta.certification, certifications.by_key)
            known = ", ".join(certifications.by_key) or "the file is empty or missing"
            said = f'the certification "{article.meta.certification}" is not in {prefix}.kb/certifications.yml'
            yield _at(article, "certification", "KB830", said, near or f"known: {known}", prefix)
    yield from _twice(modules, prefix)
    for module in modules:
        yield from _questions(module, asked, holding, prefix)
        yield from _module_duration(module, articles, prefix)
    for path in paths:
        yield from _gaps(path, articles, prefix)
        yield from _path_duration(path, articles, prefix)


def _circle(article: Article, articles: dict[str, Article], prefix: str) -> Iterator[Problem]:
    """KB820: the way from an article through prerequisites back to itself."""
    start = article.meta.id
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop()
        for needed in articles[way[-1]].meta.prerequisites if way[-1] in articles else ():
            if needed == start:
                said = f"the prerequisites form a circle: {' → '.join([*way, start])}"
                yield _at(article, "prerequisites", "KB820", said, "decide which one comes first", prefix)
                return
            if needed not in seen:
                seen.add(needed)
                ways.append([*way, needed])


def _named(article: Article, articles: dict[str, Article], replaced: frozenset[str], prefix: str) -> Iterator[Problem]:
    """KB822, KB823, KB824: what the steps, modules and exams name."""
    meta = article.meta
    wanted = [("steps", step.article) for step in meta.steps]
    wanted += [("modules", id_) for id_ in meta.modules] + [("exams", id_) for id_ in meta.exams]
    for key, id_ in wanted:
        other = articles.get(id_)
        if other is None:
            if key == "steps" and id_ in replaced:
                continue
            near = did_you_mean(id_, (known for known in articles if known[:5] == id_[:5]))
            hint = near.replace("kb-", "KB-") or "correct the id, or remove it"
            yield _at(
                article, key, "KB822", f"`{key}` names {id_}, which no article of this language has", hint, prefix
            )
        elif key == "modules" and other.meta.type != "module":
            said = f"`modules` names {id_}, which is no module ({other.meta.type})"
            yield _at(article, key, "KB823", said, "name only modules, or set `type: module`", prefix)
        elif key == "steps" and other.meta.type in ("module", "path"):
            said = f"`steps` names {id_}, which is a {other.meta.type}"
            yield _at(article, key, "KB823", said, "name it in `prerequisites`, or in the `modules` of a path", prefix)
        elif _narrower(other, article):
            said = f"{meta.visibility}, but `{key}` names {id_}, which is {other.meta.visibility}"
            hint = f"in the {meta.visibility} edition it is left out and not counted; make sure that the rest is enough"
            yield _at(article, key, "KB824", said, hint, prefix)


def _twice(modules: Sequence[Article], prefix: str) -> Iterator[Problem]:
    """KB825: two modules, or one of them twice, define the same objective."""
    first: dict[str, Article] = {}
    for module in modules:
        for goal in module.meta.objectives:
            if not goal.id:
                continue
            if goal.id in first:
                other = f"{prefix}{first[goal.id].path}" if first[goal.id] is not module else "this module"
                said = f"the objective {goal.id} is defined in {other} already"
                hint = "give it an id of its own; questions and certificates could not tell them apart"
                yield _at(module, "objectives", "KB825", said, hint, prefix)
            else:
                first[goal.id] = module


def _questions(module: Article, asked: Counter[str], holding: Counter[str], prefix: str) -> Iterator[Problem]:
    """KB827, KB828."""
    named = [goal.id for goal in module.meta.objectives if goal.id]
    if not holding[module.meta.id] and not any(asked[id_] for id_ in named):
        hint = "write `/// question | Q-…` blocks in it, or in a bank with its objectives"
        yield _at(module, "id", "KB828", "the module has no questions", hint, prefix)
        return
    for id_ in named:
        if not asked[id_]:
            hint = f"write a question with `objective: {id_}`"
            yield _at(module, "objectives", "KB827", f"no question asks about the objective {id_}", hint, prefix)


def _gaps(path: Article, articles: dict[str, Article], prefix: str) -> Iterator[Problem]:
    """KB821: a prerequisite that the path leaves out, or has only later."""
    order = list(path.meta.modules)
    for place, id_ in enumerate(order):
        module = articles.get(id_)
        for needed in module.meta.prerequisites if module else ():
            if needed in order[:place] or needed not in articles:
                continue
            late = needed in order
            said = f"{id_} needs {needed}, which {'comes only later in' if late else 'is not in'} the path"
            hint = f"put {needed} before {id_} in `modules`"
            yield _at(path, "modules", "KB821", said, hint, prefix)


def _module_duration(module: Article, articles: dict[str, Article], prefix: str) -> Iterator[Problem]:
    """KB832: reading the steps alone takes longer than the module is said to."""
    stated = minutes_of(module.meta.duration)
    steps = [articles[step.article] for step in module.meta.steps if step.article in articles]
    needed = sum(reading_minutes(a.words["all"]) for a in (*steps, module))
    if stated and needed > stated:
        said = f"`duration` is {stated} minutes, but reading the module and its steps alone takes {needed}"
        yield _at(module, "duration", "KB832", said, f"write at least {needed}m, or leave steps out", prefix)


def _path_duration(path: Article, articles: dict[str, Article], prefix: str) -> Iterator[Problem]:
    stated = minutes_of(path.meta.duration)
    lengths = [minutes_of(articles[id_].meta.duration) for id_ in path.meta.modules if id_ in articles]
    total = sum(lengths)
    if stated and lengths and all(lengths) and stated != total:
        said = f"`duration` is {stated} minutes, but its modules take {total} together"
        yield _at(path, "duration", "KB832", said, f"write {total}m", prefix)


def _translations(library: Library, modules: Sequence[Article], prefix: str) -> Iterator[Problem]:
    """KB826: a translation has other objectives or steps."""
    for module in modules:
        main = next((v for lang in library.languages if (v := library.counterpart(module, lang))), module)
        if main is module or main.meta.type != "module":
            continue
        for key in ("objectives", "steps"):
            own, other = _ids(module, key), _ids(main, key)
            if own != other:
                differ = ", ".join(sorted(own ^ other))
                said = f"`{key}` differ from those of {prefix}{main.path}: {differ}"
                yield _at(module, key, "KB826", said, "progress is kept by these ids in every language", prefix)


def _ids(module: Article, key: str) -> frozenset[str]:
    if key == "objectives":
        return frozenset(goal.id for goal in module.meta.objectives if goal.id)
    return frozenset(f"{step.article}/{step.do}" for step in module.meta.steps)


def _demands(
    certifications: Certifications, modules: Sequence[Article], questions: Iterable[Question], prefix: str
) -> Iterator[Problem]:
    """KB829, KB831: what certificates demand, and what we have for it."""
    goals = {goal.id for module in modules for goal in module.meta.objectives if goal.id}
    asked = {question.objective for question in questions}
    path = f"{prefix}.kb/certifications.yml"
    for key, certification in certifications.by_key.items():
        for demand in certification.objectives:
            for ours in demand.ours:
                if ours not in goals:
                    said = f"{key} {demand.id} names our objective {ours}, which no module has"
                    near = get_close_matches(ours, sorted(goals), n=1)
                    hint = f'did you mean "{near[0]}"?' if near else "correct the id, or write the module"
                    yield Problem(path, demand.line, 1, "KB829", said, hint)
            met = [ours for ours in demand.ours if ours in goals]
            if not met:
                said = f"nothing of ours covers {key} {demand.id}"
                yield Problem(path, demand.line, 1, "KB831", said, "name our objectives in `ours`, or write a module")
            elif not any(ours in asked for ours in met):
                said = f"no question asks about what covers {key} {demand.id} ({', '.join(met)})"
                yield Problem(path, demand.line, 1, "KB831", said, "write questions with these objectives")


def _narrower(other: Article, article: Article) -> bool:
    return VISIBILITIES.index(other.meta.visibility) > VISIBILITIES.index(article.meta.visibility)


def _at(article: Article, key: str, code: str, said: str, hint: str, prefix: str) -> Problem:
    return Problem(prefix + article.path, article.line_of(key), 1, code, said, hint)
