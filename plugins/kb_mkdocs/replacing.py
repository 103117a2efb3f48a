"""Gives articles of a published site another text: pages and search index, verified, in every edition that shows them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.edition import Edition
from kb.search.documents import document
from kb.search.patch import Change as Edit
from kb.search.patch import Patch, patch_index
from kb.search.synonyms import check_synonyms
from kb.sources import Settings, Team
from kb.sources.publish import publish_changes, staging_folder
from kb.sources.synonyms import read_synonyms
from kb.sources.translations import read_translations
from kb_mkdocs.published import publishing_mark
from kb_mkdocs.quick import Change, NotQuick, Published, Replaced, same_around
from kb_mkdocs.search import state_file


@dataclass(frozen=True)
class Pages:
    """The pages of one edition with their new texts."""

    place: Published
    pages: tuple[Replaced, ...]


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
        self._places = [Published(settings, team, e, site / e.path, cache, site_url) for e in editions]

    def pages(self, changes: Sequence[Change]) -> tuple[Pages, ...]:
        """The pages with their new texts, verified. NotQuick; nothing is written."""
        for change in changes:
            reason = same_around(change, self._editions, self._settings.options.languages, self._records)
            if reason:
                raise NotQuick(f"{change.new.path}: {reason}")
        found = []
        for place in self._places:
            pages = tuple(page for change in changes if (page := place.replaced(change)) is not None)
            place.verify({page.path: page.data for page in pages})
            found.append(Pages(place, pages))
        return tuple(found)

    def patches(self, found: Sequence[Pages]) -> tuple[Patch | None, ...]:
        """What that means for the search index of each edition, verified. NotQuick where it has to be written wholly."""
        return tuple(self._patch(one) for one in found)

    def publish(self, found: Sequence[Pages], patches: Sequence[Patch | None]) -> None:
        """Put pages, and where there are patches the search index, in their places."""
        for one, patch in zip(found, patches, strict=True):
            if not one.pages and patch is None:
                continue
            stage = staging_folder(one.place.folder)
            try:
                for page in one.pages:
                    _write(stage / page.path, page.data)
                    one.place.cache.replace(page.old.key, page.kept)
                self._publish(one.place, stage, patch)
            finally:
                shutil.rmtree(stage, ignore_errors=True)

    def _patch(self, one: Pages) -> Patch | None:
        """None where nothing is to be done."""
        if not one.pages:
            return None
        place, changes = one.place, [Edit(document(page.old), document(page.new)) for page in one.pages]
        try:
            state = state_file(self._cache, place.edition).read_bytes()
        except OSError:
            raise NotQuick("the state of the search index is not known") from None
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

    def _publish(self, place: Published, stage: Path, patch: Patch | None) -> None:
        mark = publishing_mark(self._cache, place.edition)
        if patch is None:
            publish_changes(stage, (), place.folder, mark)
            return
        for path, data in patch.writes.items():
            _write(stage / path, data)
        publish_changes(stage, patch.removes, place.folder, mark, [(patch.folder, patch.renamed)])
        _write(state_file(self._cache, place.edition), patch.state)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
