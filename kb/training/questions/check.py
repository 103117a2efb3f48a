"""What is wrong with questions and exams beyond their own lines: ids, objectives, sources, translations, supply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from kb.edition import VISIBILITIES
from kb.library import Article, Library
from kb.problem import Problem, did_you_mean
from kb.training.questions.draw import entry_of, shares
from kb.training.questions.model import Exam, Question
from kb.training.questions.read import Study, read_study
from kb.training.questions.rot import article_of, judge_questions


def check_study(
    library: Library, prefix: str, study: Study | None = None, certifications: Collection[str] | None = None
) -> Iterator[Problem]:
    """KB800 – KB817. `study` is what was read from the library with this prefix, where it was read already; without
    `certifications` those of exams are not looked at."""
    study = study or read_study(library, prefix)
    yield from study.problems
    objectives = {o.id for article in library.articles for o in article.meta.objectives if o.id}
    yield from _twice(study, prefix)
    for question in study.questions:
        yield from _feedback(question, prefix)
        yield from _objective(question, objectives, prefix)
        yield from _sources(question, library, prefix)
    yield from _rot(study, library, prefix)
    yield from _translations(study, library, prefix)
    for exam in study.exams:
        yield from _supply(exam, study, objectives, library, prefix)
        if exam.certification and certifications is not None and exam.certification not in certifications:
            message = f'the exam: the certification "{exam.certification}" is not in {prefix}.kb/certifications.yml'
            hint = did_you_mean(exam.certification, certifications)
            yield Problem(prefix + exam.path, exam.line, 1, "KB814", message, hint or "add it there, or correct it")


def _twice(study: Study, prefix: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[str, int]] = {}
    found = [(q.language, q.id, q.path, q.line) for q in study.questions]
    found += [(article.language, s.id, article.path, s.line) for article, s in study.scenarios]
    for language, id, path, line in found:
        known = first.setdefault((language, id), (path, line))
        if known != (path, line):
            message = f"the id {id} belongs to {prefix}{known[0]}:{known[1]}"
            yield Problem(prefix + path, line, 1, "KB802", message, "take the next free number")


def _feedback(question: Question, prefix: str) -> Iterator[Problem]:
    place = prefix + question.path
    for option in question.options:
        if not option.feedback:
            why = "right" if option.right else "wrong"
            message = f'question {question.id}: "{option.text[:50]}" does not say why it is {why}'
            yield Problem(place, option.line, 1, "KB804", message, "add a paragraph to it, indented by four")
    if not question.options and not question.feedback:
        message = f"question {question.id} has no feedback"
        yield Problem(place, question.line, 1, "KB804", message, "add a line that begins with > at the end")


def _objective(question: Question, known: set[str], prefix: str) -> Iterator[Problem]:
    place = (prefix + question.path, question.line, 1)
    if not question.objective:
        message = f"question {question.id} has no objective: no exam can ask it"
        yield Problem(*place, "KB805", message, "add `objective: OBJ-…`, an id of a module's objectives")
    elif question.objective not in known:
        near = (
            did_you_mean(question.objective, [o.lower() for o in known]).upper().replace("DID YOU MEAN", "did you mean")
        )
        message = f"question {question.id}: no module has the objective {question.objective}"
        yield Problem(*place, "KB806", message, near or "correct it, or add it to a module")


def _sources(question: Question, library: Library, prefix: str) -> Iterator[Problem]:
    place = (prefix + question.path, question.line, 1)
    if not question.sources:
        message = f"question {question.id} does not say which article it is about"
        yield Problem(*place, "KB807", message, "add `source: KB-…`")
    asked_in = library.by_path[question.path].meta.visibility
    for source in question.sources:
        article = article_of(source, question.language, library)
        if article is None:
            near = (
                did_you_mean(source.id, [id.lower() for id in library.by_id])
                .upper()
                .replace("DID YOU MEAN", "did you mean")
            )
            yield Problem(*place, "KB808", f"question {question.id}: no article has the id {source.id}", near)
            continue
        if source.anchor and source.anchor not in {section.anchor for section in article.sections}:
            near = did_you_mean(source.anchor, {s.anchor for s in article.sections if s.anchor})
            message = f"question {question.id}: {source.id} has no heading #{source.anchor}"
            yield Problem(*place, "KB808", message, near or f"see the headings of {prefix}{article.path}")
        if VISIBILITIES.index(article.meta.visibility) > VISIBILITIES.index(asked_in):
            message = f"question {question.id} is {asked_in}, its source {source.id} {article.meta.visibility}"
            yield Problem(*place, "KB817", message, "name a source that its readers may open")


def _rot(study: Study, library: Library, prefix: str) -> Iterator[Problem]:
    unread: dict[str, list[Question]] = {}
    for judged in judge_questions(study.questions, library):
        question = judged.question
        if judged.state == "changed":
            message = f"question {question.id}: {', '.join(map(str, question.sources))} has changed since"
            hint = f"read the question against it, then `kb academy accept {question.id}`"
            yield Problem(prefix + question.path, question.line, 1, "KB809", message, hint)
        elif judged.state == "never":
            unread.setdefault(question.path, []).append(question)
    for path, questions in unread.items():
        message = f"{len(questions)} question(s), from {questions[0].id} on, were never read against their sources"
        yield Problem(prefix + path, questions[0].line, 1, "KB810", message, "read them, then `kb academy accept`")


def _translations(study: Study, library: Library, prefix: str) -> Iterator[Problem]:
    by_language: dict[str, dict[str, Question]] = {}
    for question in study.questions:
        by_language.setdefault(question.language, {}).setdefault(question.id, question)
    main, *others = library.languages
    for language in others:
        for id, question in by_language.get(language, {}).items():
            original = by_language.get(main, {}).get(id)
            if original is not None and (said := _difference(original, question)):
                message = f"question {id}: {said} (in {prefix}{original.path}:{original.line})"
                yield Problem(prefix + question.path, question.line, 1, "KB811", message, "let both ask the same")
    yield from _exam_pairs(study, library, prefix)
    broken = {problem.path for problem in study.problems if problem.severity == "error"}
    for versions in library.by_key.values():
        yield from _missing(versions, by_language, broken, prefix)


def _exam_pairs(study: Study, library: Library, prefix: str) -> Iterator[Problem]:
    first: dict[str, Exam] = {}
    for exam in sorted(study.exams, key=lambda exam: library.languages.index(exam.language)):
        original = first.setdefault(exam.article, exam)
        for name in ("questions", "minutes", "pass_mark", "blueprint", "partial"):
            one, other = getattr(original, name), getattr(exam, name)
            if one != other:
                said = (
                    "the blueprint is another"
                    if name == "blueprint"
                    else f"`{name.removesuffix('_mark')}` is {other}, but {one}"
                )
                message = f"the exam: {said} (in {prefix}{original.path}:{original.line})"
                yield Problem(prefix + exam.path, exam.line, 1, "KB811", message, "let both ask the same")


def _difference(one: Question, other: Question) -> str:
    pairs = (
        ("is {1}, but {0}", one.kind, other.kind),
        ("is about {1}, but {0}", one.objective or "nothing", other.objective or "nothing"),
        ("has {1} answers, but {0}", len(one.options), len(other.options)),
        ("has {1} pairs, but {0}", len(one.pairs), len(other.pairs)),
        ("has {1} items, but {0}", len(one.items), len(other.items)),
        ("the right answers are {1}, but {0}", _rights(one), _rights(other)),
        ("the answer is {1}, but {0}", _answer(one), _answer(other)),
        ("has the difficulty {1}, but {0}", one.difficulty, other.difficulty),
    )
    return next((text.format(first, second) for text, first, second in pairs if first != second), "")


def _rights(question: Question) -> str:
    return ", ".join(str(place) for place, option in enumerate(question.options, 1) if option.right)


def _answer(question: Question) -> str:
    truth = "" if question.truth is None else str(question.truth).lower()
    return truth or ("" if question.number is None else f"{question.number} ± {question.tolerance}")


def _missing(
    versions: Mapping[str, Article], by_language: dict[str, dict[str, Question]], broken: set[str], prefix: str
) -> Iterator[Problem]:
    for article in versions.values():
        for language, other in versions.items():
            if language == article.language or prefix + other.path in broken:
                continue
            own = (q for q in by_language.get(article.language, {}).values() if q.path == article.path)
            for question in own:
                if question.id not in by_language.get(language, {}):
                    message = f"question {question.id} is not in {prefix}{other.path}"
                    yield Problem(prefix + article.path, question.line, 1, "KB812", message, "translate it")


def _supply(exam: Exam, study: Study, known: set[str], library: Library, prefix: str) -> Iterator[Problem]:
    place = (prefix + exam.path, exam.line, 1)
    entries = [name for name, _ in exam.blueprint]
    for name in entries:
        if not any(entry_of(objective, [name]) for objective in known):
            yield Problem(*place, "KB806", f"the exam: no module has an objective {name} or {name}-…", "correct it")
    level = VISIBILITIES.index(library.by_path[exam.path].meta.visibility)
    pool = {
        question.id: entry_of(question.objective, entries)
        for question in study.questions
        if question.language == exam.language
        and VISIBILITIES.index(library.by_path[question.path].meta.visibility) <= level
    }
    there = Counter(pool.values())
    for name, share in shares(exam.blueprint, exam.questions):
        if there[name] < share:
            message = f"the exam asks {share} question(s) of {name}; there are {there[name]}"
            yield Problem(*place, "KB815", message, "write more, or give it less weight")
