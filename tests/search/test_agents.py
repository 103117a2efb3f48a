"""The agents' index: what is found, what survives damage and crowding, and what may never be found."""

from __future__ import annotations

import gzip
import json
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.cli.agents_index import sync_agents
from kb.edition import Edition
from kb.search.agents import AgentsIndex, Answer, cuts, edits
from kb.search.browser import browser_files, browser_index, browser_version
from kb.search.documents import Document, document
from kb.search.engine import rows
from kb.search.store import DamagedIndexError, fingerprints, open_index, spellings, update_index, write_index
from kb.search.synonyms import Synonyms, check_synonyms
from tests.conftest import article, library_of

FILES: dict[str, str | bytes] = {
    "uk/printing/printer.md": article(
        "Винна черга.\n\n## Очистити чергу\n\nСкасуйте документи. Код 0x00000709, служба `Print_Spooler`.",
        id="KB-0003",
        title="Принтер не друкує",
        more='audience: [novice]\napplies_to: [printing]\nsymptoms: ["документ завис"]\n',
    ),
    "uk/printing/blank.md": article(
        "Принтер видає чисті аркуші.", id="KB-0004", title="Порожні сторінки", more="type: runbook\nseverity: P2\n"
    ),
    "uk/network/vpn.md": article(
        "Помилка 809.\n\n/// visibility | internal\nКод KANARKA-77 і слово затаєнець.\n///\n",
        id="KB-0005",
        title="VPN не під'єднується",
    ),
    "uk/network/old.md": article("Старий VPN.", id="KB-0006", title="Стара мережа", more="status: archived\n"),
    "uk/network/secret.md": article(
        "Пароль до комутатора: ПТАШЕНЯ-42.", id="KB-0007", title="Схованка адміністратора", visibility="restricted"
    ),
    "en/network/wifi.md": article("Join the network again.", id="KB-0008", title="Wi-Fi keeps dropping"),
}
SYNONYMS = check_synonyms([["впн", "VPN"], ["вай-фай", "wi-fi"], ["аркуш", "сторінка"]])


def opened(folder: Path, edition: str = "internal/uk", files: dict[str, str | bytes] = FILES) -> AgentsIndex:
    view = library_of(files).for_edition(Edition.parse(edition))
    write_index(folder, map(document, view.articles))
    return AgentsIndex(open_index(folder), spellings(folder))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> AgentsIndex:
    return opened(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("принтера не друкують", "KB-0003"),
        ("скасувати документ", "KB-0003"),
        ("завис", "KB-0003"),
        ("0x709", "KB-0003"),
        ("709", "KB-0003"),
        ("print spooler", "KB-0003"),
        ("print-spooler", "KB-0003"),
        ("PRINT_SPOOLER", "KB-0003"),
        ("KB-0004", "KB-0004"),
        ("kb 0005", "KB-0005"),
        ("809", "KB-0005"),
        ("під’єднатися vpn", "KB-0005"),
        ("підʼєднання VPN", "KB-0005"),
        ("впн", "KB-0005"),
        ("вай фай", "KB-0008"),
        ("wifi", "KB-0008"),
        ("droping", "KB-0008"),
        ("прнитер друкує", "KB-0003"),
        ("ghbynth lhere'", "KB-0003"),
        ("pryntera drukuie", "KB-0003"),
        ("прин", "KB-0003"),
        ("порожні сторін", "KB-0004"),
    ],
)
def test_finds(index: AgentsIndex, text: str, id: str) -> None:
    hits = index.search(text, SYNONYMS).hits
    assert hits and hits[0].id == id, [(h.id, h.score) for h in hits]


def test_the_section_that_answers(index: AgentsIndex) -> None:
    hit = index.search("скасування документів", SYNONYMS).hits[0]
    assert (hit.heading, hit.anchor) == ("Очистити чергу", "очистити-чергу")
    assert [part for part, on in hit.passage if on] == ["Скасуйте", "документи"]


def test_says_what_it_understood(index: AgentsIndex) -> None:
    assert index.search("ghbynth", SYNONYMS).corrected == "принтер"
    assert index.search("прнитер не працює", SYNONYMS).corrected.startswith("принтер")
    assert index.search("принтер", SYNONYMS).corrected == ""


def test_filters_and_facets(index: AgentsIndex) -> None:
    found = index.search("принтер", SYNONYMS, {"type": ["runbook"]}, with_facets=True)
    assert [hit.id for hit in found.hits] == ["KB-0004"]
    assert found.facets["severity"] == {"P2": 1}
    # Written for nobody in particular is written for everyone
    assert {hit.id for hit in index.search("принтер", SYNONYMS, {"audience": ["expert"]}).hits} == {"KB-0004"}
    assert not index.search("принтер", SYNONYMS, {"type": ["module"]}).hits


def test_archived_is_found_and_comes_second(index: AgentsIndex) -> None:
    hits = index.search("VPN", SYNONYMS).hits
    assert [(hit.id, hit.archived) for hit in hits] == [("KB-0005", False), ("KB-0006", True)]


def test_a_sentence_as_it_stands_comes_first(tmp_path: Path) -> None:
    near = article("Черга друку завмерла після оновлення драйвера принтера.", id="KB-0021", title="Новини")
    far = "Принтера драйвера. Оновлення друку. Після черга. Завмерла. "
    other = article(far * 3, id="KB-0022", title="Драйвера принтера черга друку")
    found = opened(tmp_path, files={"uk/a.md": near, "uk/b.md": other})
    hits = found.search("черга друку завмерла після оновлення драйвера", Synonyms()).hits
    assert [hit.id for hit in hits] == ["KB-0021", "KB-0022"]
    assert found.search("друку драйвера черга", Synonyms()).hits[0].id == "KB-0022"


def test_pages(index: AgentsIndex) -> None:
    first, second = (index.search("принтер", SYNONYMS, limit=1, offset=n).hits for n in (0, 1))
    assert [h.id for h in (*first, *second)] == [h.id for h in index.search("принтер", SYNONYMS).hits]
    assert index.search("принтер", SYNONYMS, offset=99).hits == ()


HOSTILE = [
    "",
    " \t\n",
    "\0",
    "принтер\0",
    "((((",
    '"',
    "AND OR NOT",
    "title:* OR [a TO",
    "*",
    "?" * 500,
    "а" * 100_000,
    "слово " * 5_000,
    "\u202eпринтер\u202c",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\ud83d\ude00",
    "\ud800",
    "0x" + "0" * 300,
    "a_b-c.d/e:f@g" * 50,
    "-" * 300,
    "'" * 300,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_query_is_answered(index: AgentsIndex, text: str) -> None:
    assert isinstance(index.search(text, SYNONYMS), Answer)


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_text_breaks_it(index: AgentsIndex, text: str) -> None:
    index.search(text, SYNONYMS, with_facets=True)


def test_direction_marks_change_nothing(index: AgentsIndex) -> None:
    assert index.search("\u202eпринтер\u202c", SYNONYMS).hits[0].id == index.search("принтер", SYNONYMS).hits[0].id


@pytest.mark.parametrize("name", ["current.json", "words.json", "documents.json", ".pst", ".trm", ".toc"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_damage_is_noticed_and_repaired(tmp_path: Path, name: str, how: str) -> None:
    opened(tmp_path).close()
    file = next(f for f in sorted(tmp_path.rglob("*")) if f.name.endswith(name))
    data = file.read_bytes()
    file.unlink()
    if how != "gone":
        file.write_bytes(data[: len(data) // 2] if how == "cut" else data[:-9] + b"x" * 9)
    with pytest.raises(DamagedIndexError):
        open_index(tmp_path)
    view = library_of(FILES).for_edition(Edition.parse("internal/uk"))
    sync_agents(tmp_path, view)
    found = AgentsIndex(open_index(tmp_path), spellings(tmp_path))
    assert found.search("принтер", Synonyms()).hits[0].id == "KB-0003"


def test_another_version_is_not_read(tmp_path: Path) -> None:
    opened(tmp_path).close()
    pointer = json.loads((tmp_path / "current.json").read_text())
    (tmp_path / "current.json").write_text(json.dumps({**pointer, "version": "0-0"}))
    with pytest.raises(DamagedIndexError):
        open_index(tmp_path)


def test_an_update_is_as_good_as_writing_anew(tmp_path: Path) -> None:
    opened(tmp_path / "a").close()
    changed = dict(FILES)
    changed["uk/printing/blank.md"] = article("Замініть картридж.", id="KB-0004", title="Бліді аркуші")
    del changed["uk/network/old.md"]
    view = library_of(changed).for_edition(Edition.parse("internal/uk"))
    sync_agents(tmp_path / "a", view)
    write_index(tmp_path / "b", map(document, view.articles))
    assert fingerprints(tmp_path / "a") == fingerprints(tmp_path / "b")
    assert spellings(tmp_path / "a") == spellings(tmp_path / "b")
    one, two = (AgentsIndex(open_index(tmp_path / n), spellings(tmp_path / n)) for n in "ab")
    for text in ("аркуш", "картридж", "vpn", "стара мережа", "чисті"):
        assert [h.id for h in one.search(text, SYNONYMS).hits] == [h.id for h in two.search(text, SYNONYMS).hits]
    assert not one.search("чисті", SYNONYMS).hits


def test_what_was_withdrawn_leaves_no_spelling(tmp_path: Path) -> None:
    opened(tmp_path).close()
    update_index(tmp_path, [], ["printing/printer.md"])
    found = AgentsIndex(open_index(tmp_path), spellings(tmp_path))
    assert "черга" not in spellings(tmp_path)
    assert not found.search("черг", SYNONYMS).hits
    assert found.by_id("KB-0003") is None


def test_an_open_index_outlives_its_replacement(tmp_path: Path) -> None:
    old = opened(tmp_path)
    opened(tmp_path).close()
    assert old.search("принтер", SYNONYMS).hits


def test_two_writers_do_not_harm_each_other(tmp_path: Path) -> None:
    view = library_of(FILES).for_edition(Edition.parse("internal/uk"))
    errors: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(3):
                write_index(tmp_path, map(document, view.articles))
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not errors
    found = AgentsIndex(open_index(tmp_path), spellings(tmp_path))
    assert found.search("принтер", SYNONYMS).hits


HIDDEN = ("KANARKA", "KANARKA-77", "затаєнець", "ПТАШЕНЯ", "схованка", "KB-0007", "комутатора", "secret")


@pytest.mark.parametrize("text", [*HIDDEN, "затаєн", "пташен", "kanark", "kanarks", "схвоанка", "KB-000"])
def test_hidden_is_not_findable(tmp_path: Path, text: str) -> None:
    found = opened(tmp_path, "public/uk").search(text, SYNONYMS)
    seen = json.dumps([[h.id, h.title, h.text] for h in found.hits], ensure_ascii=False).lower() + found.corrected
    assert not any(word.lower() in seen for word in HIDDEN)


@pytest.mark.parametrize("offline", [False, True])
def test_hidden_is_in_no_byte(tmp_path: Path, offline: bool) -> None:
    view = library_of(FILES).for_edition(Edition.parse("public/uk"))
    files = browser_files(view, SYNONYMS, offline=offline)
    index = opened(tmp_path, "public/uk")
    index.close()
    everything = [gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for data in files.values()]
    everything += [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    stems = ("kanark", "затаєн", "пташен", "схованк", "комутатор", "kb-0007", "kb0007")
    for data in everything:
        text = data.decode("utf-8", "ignore").lower()
        assert not any(stem in text for stem in stems)


def test_the_readers_index_is_the_same_every_time() -> None:
    view = library_of(FILES).for_edition(Edition.parse("public/uk"))
    again = library_of(dict(reversed(FILES.items()))).for_edition(Edition.parse("public/uk"))
    assert browser_files(view, SYNONYMS) == browser_files(again, SYNONYMS)
    assert json.loads(browser_files(view, SYNONYMS)["kb/search/index.json"])["version"] == browser_version(
        view, SYNONYMS
    )


def test_what_was_weighed_before_gives_the_same_files() -> None:
    view = library_of(FILES).for_edition(Edition.parse("public/uk"))
    known: dict[str, Document] = {}
    first = browser_index(view, SYNONYMS, known=known).files
    assert len(known) == len(view.articles)
    assert browser_index(view, SYNONYMS, known=known).files == first == browser_files(view, SYNONYMS)


@pytest.mark.parametrize("some", [1, 2, 3, len(FILES)])
def test_it_does_not_matter_how_many_are_looked_at_together(some: int, monkeypatch: pytest.MonkeyPatch) -> None:
    view = library_of(FILES).for_edition(Edition.parse("public/uk"))
    assert len(view.articles) > 3
    files = browser_files(view, SYNONYMS)
    monkeypatch.setattr("kb.search.shards.SOME", some)
    assert browser_files(view, SYNONYMS) == files


def test_mistakes() -> None:
    assert {"принтер", "прнтер", "рпинтер"} & set(edits("прнитер")) == {"принтер", "прнтер"}
    assert list(cuts("abc")) == ["ac", "ab"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("слова", "is not a list"),
        ([["vpn", 2]], "group 1 is not a list of words"),
        ([["vpn"]], "group 1 has fewer than two"),
        ([["vpn", "VPN"]], "group 1 has fewer than two"),
        ([["a", "b"], ["b", "c"]], "shares a word with group 1"),
    ],
)
def test_synonyms_are_checked(data: object, said: str) -> None:
    assert said in check_synonyms(data).problems[0].message


def test_postings_in_blocks_are_those_that_come_one_by_one(tmp_path: Path) -> None:
    opened(tmp_path).close()
    update_index(tmp_path, [], ["printing/blank.md"])
    view = library_of(FILES).for_edition(Edition.parse("internal/uk"))
    update_index(tmp_path, [document(a) for a in view.articles if a.meta.id == "KB-0003"])
    reader = open_index(tmp_path).reader()
    assert len(list(reader.leaf_readers())) > 1 and reader.has_deletions()
    terms = [term for field, term in reader.all_terms() if field == "all"]
    assert len(terms) > 20
    for term in terms:
        matcher, slow = reader.postings("all", term), []
        while matcher.is_active():
            slow.append((matcher.id(), matcher.weight()))
            matcher.next()
        blocks = rows(reader, "all", term.decode())
        assert [pair for ids, weights in blocks for pair in zip(ids, weights, strict=True)] == slow
