"""Gives articles of a published site another text: pages and search index, verified, in every edition that shows them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from kb.edition import Edition
from kb.search.documents import document
from kb.search.patch import Change as Edit
from kb.search.patch import Patch, patch_index
from kb.search.state import State as IndexState
from kb.search.synonyms import check_synonyms
from kb.sources import Settings, Team
from kb.sources.publish import publish_changes, staging_folder
from kb.sources.synonyms import read_synonyms
from kb.sources.translations import read_translations
from kb_mkdocs.placed import Change as NoteChange
from kb_mkdocs.placed import Row, State
from kb_mkdocs.published import mark_of, publishing_mark, stamps
from kb_mkdocs.quick import Change, NotQuick, Published, Replaced, same_around
from kb_mkdocs.search import state_file


@dataclass(frozen=True)
class Pages:
    """The pages of one edition with their new texts; and the note of what was published, as it was before they were made."""

    place: Published
    pages: tuple[Replaced, ...]
    state: State | None

    def published(self) -> Pages:
        """Now that the pages are in their place: no more of them, and the note as it is now."""
        return Pages(self.place, (), self.place.note.state())


class Replacing:
    """The editions of a site as they were built. NotQuick where that is no ground to stand on."""

    def __init__(
        self,
        settings: Settings,
        team: Team,
        editions: Sequence[Edition],
        site: Path,
        cache: Path,
        site_url: str | None = None,
    ) -> None:
        self._settings, self._editions, self._cache = settings, editions, cache
        self._records, _ = read_translations(settings.content)
        self._synonyms = check_synonyms(read_synonyms(settings.content)[0])
        self._published = partial(Published, settings, team, cache=cache, site_url=site_url)
        self._site = site

    @cached_property
    def _places(self) -> list[Published]:
        """Made when it is known that they are needed: for that, MkDocs is configured."""
        return [self._published(edition, self._site / edition.path) for edition in self._editions]

    def ready(self) -> None:
        """For a program that waits, so that the first text is not slower than the others."""
        for place in self._places:
            place.ready()

    def pages(self, changes: Sequence[Change]) -> tuple[Pages, ...]:
        """The pages with their new texts, verified. NotQuick; nothing is written."""
        for change in changes:
            reason = same_around(change, self._editions, self._settings.options.languages, self._records)
            if reason:
                raise NotQuick(f"{change.new.path}: {reason}")
        found = []
        for place in self._places:
            state = place.note.state()
            pages = tuple(page for change in changes if (page := place.replaced(change)) is not None)
            place.verify({page.path: page.data for page in pages})
            found.append(Pages(place, pages, state))
        return tuple(found)

    def patches(self, found: Sequence[Pages]) -> tuple[Patch | None, ...]:
        """What that means for the search index of each edition, verified. NotQuick where it has to be written wholly."""
        return tuple(self._patch(one) for one in found)

    def publish(self, found: Sequence[Pages], patches: Sequence[Patch | None]) -> None:
        """Put pages, and where there are patches the search index, in their places."""
        for one, patch in zip(found, patches, strict=True):
            if one.pages or patch:
                self._publish(one, patch)

    def _patch(self, one: Pages) -> Patch | None:
        """None where nothing is to be done."""
        if not one.pages:
            return None
        place, changes = one.place, [Edit(document(page.old), document(page.new)) for page in one.pages]
        try:
            state = IndexState.from_bytes(state_file(self._cache, place.edition).read_bytes())
        except OSError:
            state = None
        if state is None:
            raise NotQuick("the state of the search index is not known")
        patch = patch_index(
            lambda path: (place.folder / path).read_bytes(),
            state,
            changes,
            self._synonyms,
            place.edition.language,
            directory_urls=place.directory_urls,
        )
        if patch is None:
            raise NotQuick("the search index has to be written wholly")
        place.verify(patch.writes)
        return patch

    def _publish(self, one: Pages, patch: Patch | None) -> None:
        place, stage = one.place, staging_folder(one.place.folder)
        files = {page.path: page.data for page in one.pages} | dict(patch.writes if patch else {})
        gone = patch.removes if patch else ()
        names = ((patch.folder, patch.renamed),) if patch else ()
        try:
            for path, data in files.items():
                _write(stage / path, data)
            for page in one.pages:
                place.cache.replace(page.old.key, page.kept)
            note = partial(_note, one, _rows(stage, files), gone, names)
            publish_changes(stage, gone, place.folder, publishing_mark(self._cache, place.edition), names, note)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        if patch:
            _write(state_file(self._cache, place.edition), patch.state)


def _rows(stage: Path, files: Mapping[str, bytes]) -> dict[str, Row]:
    return {path: Row(stamp, mark_of(path, files[path])) for path, stamp in stamps(stage, files).items()}


def _note(one: Pages, rows: Mapping[str, Row], gone: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> None:
    """What is known of the edition, where anything is."""
    if one.state:
        shown = {page.old.key: page.shown for page in one.pages}
        one.place.note.change(NoteChange(one.state.number, one.state.made, rows, gone, shown, names))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
