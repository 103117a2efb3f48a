"""Versions are compared as people read them, and the order is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.known_errors.versions import compare, read_range
from kb.strings import strings_for

RISING = (
    ["21H2", "22H2", "23H2", "24H2", "25H2"],
    ["2409", "2411", "2411 (Build 18227.20152)", "2412"],
    ["10.0.26100.1", "10.0.26100.2314", "10.0.26100.10000", "10.0.26200"],
    ["1.0-beta1", "1.0-beta2", "1.0-rc1", "1.0", "1.0.1", "1.1", "1.10"],
    ["2022", "2022a", "2022b", "2025b", "2026a"],
    ["7.1", "7.1.1", "13"],
)


@pytest.mark.parametrize("rising", RISING, ids=lambda r: r[0])
def test_versions_rise(rising: list[str]) -> None:
    for place, one in enumerate(rising):
        for other in rising[place + 1 :]:
            assert (compare(one, other), compare(other, one)) == (-1, 1), (one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("1.0", "1.0.0"), ("24H2", "24h2"), ("v2.1", "2.1"), ("version 25H2", "25H2")]
)
def test_the_same_version(one: str, other: str) -> None:
    assert compare(one, other) == 0


@pytest.mark.parametrize("name", ["KB5061768", "", "next spring", "—"])
def test_a_name_is_no_version(name: str) -> None:
    assert compare(name, "24H2") is None and compare("24H2", name) is None


versions = st.text("0123456789.-abHr ", max_size=10).map(lambda t: "1" + t)


@given(versions, versions, versions)
def test_there_is_one_order(a: str, b: str, c: str) -> None:
    ab, ba, bc, ac = compare(a, b), compare(b, a), compare(b, c), compare(a, c)
    assert ab is not None and ba is not None and bc is not None and ac is not None
    assert ab == -ba
    assert not (ab <= 0 and bc <= 0) or ac <= 0


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("24H2", ["24H2"], ["24H1", "25H2", "KB1"]),
        ("23H2, 24H2", ["23H2", "24H2"], ["22H2"]),
        ("2411", ["2411", "2411 (Build 18227.20152)"], ["2412", "24"]),
        (">=2409,<2411", ["2409", "2410", "2410.5"], ["2408", "2411", "2412"]),
        (">2409, <=2411", ["2410", "2411"], ["2409", "2412"]),
        ("*", ["1", "anything"], []),
    ],
)
def test_ranges(text: str, inside: list[str], outside: list[str]) -> None:
    found = read_range(text)
    assert [v for v in inside if v not in found] == [] and [v for v in outside if v in found] == []


@pytest.mark.parametrize("text", ["", ",", "all", ">=", ">=2409, 2411", "<KB5061768", "24H2,,25H2"])
def test_what_is_no_range(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_range(text)


def test_ranges_in_words() -> None:
    assert read_range(">=2409,<2411").words(strings_for("uk")) == "від 2409, раніше за 2411"
    assert read_range("24H2").words(strings_for("en")) == "24H2"
    assert read_range("*").words(strings_for("en")) == "all versions"
