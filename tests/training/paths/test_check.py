"""Each mistake in modules, paths and certificates has its code and its place; a sound academy has none."""

from __future__ import annotations

import pytest

from kb.training.paths import certifications_in
from kb.training.paths.check import check_paths
from kb.training.questions.read import read_study
from tests.conftest import article, library_of
from tests.training.paths.school import CERTIFICATIONS, module, school

FILE = "content/.kb/certifications.yml"


def found(files: dict[str, str | bytes], certificates: str = CERTIFICATIONS) -> list[tuple[str, str, str]]:
    library = library_of(files, ("en", "uk"))
    assert not library.problems
    certifications = certifications_in(certificates, FILE)
    problems = check_paths(library, certifications, read_study(library).questions, "content/")
    assert all(p.hint and (p.line > 1 or p.code == "KB502") for p in problems)
    return [(p.code, p.path, p.message) for p in problems]


def test_a_sound_academy_says_only_what_is_hidden_and_what_nobody_teaches() -> None:
    told = found(school())
    assert [code for code, _, _ in told] == ["KB831", "KB824"]
    assert "first-line 1.2" in told[0][2] and "KB-0013, which is internal" in told[1][2]


M1, M2, PATH = "en/academy/m1.md", "en/academy/m2.md", "en/academy/path.md"


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({M1: module("KB-0022", "A", "", "prerequisites: [KB-0023]\n")}, "KB820", "KB-0022 → KB-0023 → KB-0022"),
        ({M1: module("KB-0022", "A", "", "prerequisites: [KB-0022]\n")}, "KB820", "KB-0022 → KB-0022"),
        ({PATH: article(id="KB-0021", more="type: path\nmodules: [KB-0023]\n")}, "KB821", "is not in the path"),
        ({PATH: article(id="KB-0021", more="type: path\nmodules: [KB-0023, KB-0022]\n")}, "KB821", "comes only later"),
        ({M1: module("KB-0022", "A", "{article: KB-0999}")}, "KB822", "KB-0999"),
        ({PATH: article(id="KB-0021", more="type: path\nexams: [KB-0777]\n")}, "KB822", "`exams` names KB-0777"),
        ({PATH: article(id="KB-0021", more="type: path\nmodules: [KB-0011]\n")}, "KB823", "no module (article)"),
        ({M1: module("KB-0022", "A", "{article: KB-0023}")}, "KB823", "is a module"),
        ({M2: module("KB-0023", "A", "")}, "KB825", "OBJ-A-1 is defined in content/en/academy/m1.md"),
        ({"uk/academy/m1.md": module("KB-0022", "C", "{article: KB-0011}")}, "KB826", "`objectives` differ"),
        ({M1: module("KB-0022", "A", "").replace("objective: OBJ-A-1", "objective: OBJ-B-1")}, "KB827", "OBJ-A-1"),
        ({M1: article(id="KB-0022", more="type: module\n")}, "KB828", "no questions"),
        ({PATH: article(id="KB-0021", more="type: path\ncertification: frist-line\n")}, "KB830", "frist-line"),
        ({M1: module("KB-0022", "A", "", body="Long. " * 9000)}, "KB832", "is 30 minutes, but reading"),
        ({PATH: article(id="KB-0021", more="type: path\nmodules: [KB-0022]\nduration: 2h\n")}, "KB832", "take 30"),
    ],
)
def test_each_mistake(change: dict[str, str | bytes], code: str, says: str) -> None:
    told = [(path, message) for c, path, message in found({**school(), **change}) if c == code]
    assert told and any(says in message for _, message in told), told
    assert all(path.removeprefix("content/") in change for path, message in told if says in message)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: {name: {en: A}, objectives: [{id: 1.1, text: {en: T}}]}\n", "the number 1.1"),
        ("a: {name: A}\n", "`a.name`"),
        ("a: {nmae: {en: A}}\n", "nmae"),
        ("a: {name: {en: A}, url: 'javascript:alert(1)'}\n", "`a.url`"),
        ("a: {name: {en: A}}\na: 1\n", "stands twice"),
        ("- a\n", "is not a list of `key: value`"),
        ("a: [", "not valid YAML"),
        ("a: 1\n", "`a` is the number 1"),
    ],
)
def test_a_wrong_file_of_certificates_is_a_problem_not_a_crash(text: str, says: str) -> None:
    told = certifications_in("ok: {name: {en: Fine}}\n" + text if not text.startswith("-") else text, FILE)
    assert any(says in p.message and p.code == "KB502" and p.line for p in told.problems), told.problems


def test_a_certificate_that_names_what_nobody_teaches() -> None:
    wrong = CERTIFICATIONS.replace("OBJ-A-1", "OBJ-A-9")
    told = [message for code, _, message in found(school(), wrong) if code == "KB829"]
    assert told == ["first-line 1.1 names our objective OBJ-A-9, which no module has"]
