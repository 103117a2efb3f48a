"""What an edition shows of modules and paths, and the matrix of what they cover."""

from __future__ import annotations

import json

from kb.edition import Edition
from kb.pages.cards import WORDS_PER_MINUTE as CARDS
from kb.report.matrix import render_matrix
from kb.training.paths import build_studies, certifications_in
from kb.training.paths.matrix import build_matrix
from kb.training.paths.minutes import WORDS_PER_MINUTE, minutes_of
from kb.training.questions.read import read_study
from tests.conftest import article, library_of
from tests.training.paths.school import CERTIFICATIONS, module, school

PUBLIC, INTERNAL = Edition("public", "en"), Edition("internal", "en")


def test_durations() -> None:
    assert [minutes_of(text) for text in ("90m", "2h", "1d", None)] == [90, 120, 480, 0]
    assert WORDS_PER_MINUTE == CARDS


def test_a_hidden_step_is_left_out_and_not_counted() -> None:
    library = library_of(school(), ("en", "uk"))
    public, internal = (build_studies(library.for_edition(edition)) for edition in (PUBLIC, INTERNAL))
    assert [step.key for step in public.modules["KB-0022"].steps] == ["KB-0011/read", "lesson"]
    assert [step.key for step in internal.modules["KB-0022"].steps] == ["KB-0011/read", "KB-0013/rehearse", "lesson"]
    assert public.modules["KB-0022"].minutes == internal.modules["KB-0022"].minutes == 30
    assert sum(step.minutes for step in public.modules["KB-0022"].steps) == 30
    assert "CANARY" not in repr(public)


def test_the_path_knows_its_modules_their_order_and_what_comes_next() -> None:
    studies = build_studies(library_of(school(), ("en", "uk")).for_edition(PUBLIC))
    path = studies.paths[0]
    assert [m.place.title for m in path.modules] == ["Module A", "Module B"] and path.minutes == 60
    assert [place.id for place in path.modules[1].needs] == ["KB-0022"]
    following = studies.after("KB-0022")
    assert following and following[1] is path.modules[1]
    last = studies.after("KB-0023")
    assert last and last[1] is None
    assert [module.place.id for module, _ in studies.used_in("KB-0012")] == ["KB-0023"]


def test_a_step_follows_its_article_to_the_one_that_replaces_it() -> None:
    files = school()
    files["en/net/vpn.md"] = article("New text.", id="KB-0031", title="VPN", more="supersedes: [KB-0011]\n")
    for steps in ("{article: KB-0011}", "{article: KB-0031}"):
        files["en/academy/m1.md"] = module("KB-0022", "A", steps)
        studies = build_studies(library_of(files, ("en", "uk")).for_edition(PUBLIC))
        step = studies.modules["KB-0022"].steps[0]
        assert (step.key, step.also) == ("KB-0031/read", ("KB-0011/read",))


def test_the_print_changes_with_the_text_and_the_key_does_not() -> None:
    files = school()
    one = build_studies(library_of(files, ("en", "uk")).for_edition(PUBLIC)).modules["KB-0022"].steps[0]
    files["en/net/vpn.md"] = article("Another text.", id="KB-0011", title="VPN fails")
    other = build_studies(library_of(files, ("en", "uk")).for_edition(PUBLIC)).modules["KB-0022"].steps[0]
    assert one.key == other.key and one.print != other.print


def test_reading_the_questions_against_their_sources_changes_no_print() -> None:
    files = school()
    before = build_studies(library_of(files, ("en", "uk")).for_edition(PUBLIC)).modules["KB-0022"]
    text = str(files["en/academy/m1.md"])
    files["en/academy/m1.md"] = text.replace(
        "objective: OBJ-A-1\n", "objective: OBJ-A-1\n    source_hash: 0123456789ab\n"
    )
    assert files["en/academy/m1.md"] != text
    after = build_studies(library_of(files, ("en", "uk")).for_edition(PUBLIC)).modules["KB-0022"]
    assert [step.print for step in before.steps] == [step.print for step in after.steps]


def test_the_matrix_shows_holes_in_every_format() -> None:
    view = library_of(school(), ("en", "uk")).for_edition(PUBLIC)
    certifications = certifications_in(CERTIFICATIONS, "c.yml").by_key
    matrix = build_matrix(view, certifications, read_study(view).questions, "en")
    assert [(row.objective.partition("/")[0], row.holes) for row in matrix.rows] == [
        ("OBJ-A-1", ("few-questions",)),
        ("KB-0022", ("no-questions", "no-id")),
        ("OBJ-B-1", ("few-questions",)),
        ("KB-0023", ("no-questions", "no-id")),
    ]
    assert [(row.id, row.holes) for row in matrix.demands] == [("1.1", ()), ("1.2", ("no-material",))]
    values = json.loads(render_matrix([matrix], "json"))
    assert values[0]["material"] == ["KB-0011"] and values[0]["certificate"] == ["first-line 1.1"]
    assert render_matrix([matrix], "csv").count("\n") == 7
    assert render_matrix([matrix], "markdown").count("\n") == 8
    assert "HOLE: no material" in render_matrix([matrix], "text", holes_only=True)
    assert "CANARY" not in render_matrix([matrix], "json")
