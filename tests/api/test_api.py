"""The HTTP API: answers, limits, and one clear sentence for whatever is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kb.api import MissingExtraError, create_app
from kb.search.agents import AgentsIndex
from kb.search.documents import FACETS
from kb.search.synonyms import Synonyms
from tests.search.test_agents import SYNONYMS, opened

testclient = pytest.importorskip("starlette.testclient", reason="the extra `serve` is not installed")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    index = opened(tmp_path_factory.mktemp("index"))

    def current() -> tuple[AgentsIndex, Synonyms]:
        return index, SYNONYMS

    return testclient.TestClient(create_app(current, "internal/uk"))


def test_search(client: Any) -> None:
    answer = client.get("/api/search", params={"q": "принтер", "limit": 1, "facets": "true"}).json()
    assert (answer["total"], answer["next"], len(answer["results"])) == (2, 1, 1)
    assert answer["results"][0]["id"] == "KB-0003"
    assert answer["facets"]["type"] == {"article": 1, "runbook": 1}
    after = client.get("/api/search", params={"q": "принтер", "limit": 1, "offset": 1}).json()
    assert (after["results"][0]["id"], after["next"]) == ("KB-0004", None)


def test_filters(client: Any) -> None:
    answer = client.get("/api/search", params=[("q", "принтер"), ("type", "runbook"), ("type", "module")]).json()
    assert [row["id"] for row in answer["results"]] == ["KB-0004"]


def test_article(client: Any) -> None:
    found = client.get("/api/articles/KB-0003").json()
    assert found["title"] == "Принтер не друкує"
    assert [s["anchor"] for s in found["sections"]] == ["", "очистити-чергу"]


def test_hidden_article_is_not_there(client: Any) -> None:
    answer = client.get("/api/articles/KB-0007")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "there is no article KB-0007 in internal/uk"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "parameter q is missing"),
        ("q=", "parameter q is missing"),
        ("q=" + "a" * 301, "it may have 300"),
        ("q=a&limit=0", "a number from 1 to 50"),
        ("q=a&limit=51", "a number from 1 to 50"),
        ("q=a&limit=ten", "a number from 1 to 50"),
        ("q=a&offset=-1", "a number from 0 to 1000"),
        ("q=a&offset=%D9%A1", "a number from 0 to 1000"),
        ("q=a&sort=x", 'unknown parameter "sort"'),
        ("q=a&type=" + "b" * 101, "too long"),
    ],
)
def test_mistakes_are_said(client: Any, query: str, said: str) -> None:
    answer = client.get(f"/api/search?{query}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]


def test_other_mistakes_are_json_too(client: Any) -> None:
    assert client.get("/api/nothing").json()["error"]["status"] == 404
    assert client.post("/api/search").json()["error"]["status"] == 405


@pytest.mark.parametrize("text", ["\0", "((", "\u202e", "a" * 300, "%"])
def test_hostile_queries_are_answered(client: Any, text: str) -> None:
    assert client.get("/api/search", params={"q": text}).status_code == 200


def test_description_fits_the_answers(client: Any) -> None:
    described = client.get("/api/openapi.json").json()
    named = {p["name"] for p in described["paths"]["/api/search"]["get"]["parameters"]}
    assert named == {"q", "limit", "offset", "facets", *FACETS}
    schemas = described["components"]["schemas"]
    answer = client.get("/api/search", params={"q": "принтер", "facets": "1"}).json()
    assert set(answer) == set(schemas["Answer"]["properties"])
    assert set(answer["results"][0]) == set(schemas["Result"]["properties"])
    assert set(client.get("/api/articles/KB-0003").json()) == set(schemas["Article"]["properties"])


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in sys.modules if n == "kb.api.app" or n.partition(".")[0] == "starlette"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    with pytest.raises(MissingExtraError, match="poradnyk\\[serve\\]"):
        create_app(lambda: (opened(tmp_path), SYNONYMS), "internal/uk")
