"""Looking for garbage is put off, not given up."""

from __future__ import annotations

import gc

from kb.collection import no_collection


def test_what_was_made_meanwhile_is_not_looked_through_at_once() -> None:
    with no_collection():
        assert not gc.isenabled()
        made = [[number] for number in range(20_000)]
    young = {id(thing) for thing in gc.get_objects(generation=0)}
    assert gc.isenabled()
    assert not any(id(thing) in young for thing in made)


def test_garbage_is_still_found() -> None:
    before = gc.get_freeze_count()
    with no_collection():
        circle: list[object] = []
        circle.append(circle)
        del circle
    assert gc.get_freeze_count() == before
    assert gc.collect() > 0


def test_whoever_has_put_it_off_already_is_heeded() -> None:
    with no_collection():
        with no_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
