"""What the academy adds to a page: the plan of a module, the map of a path, the start, the record, the matrix."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kb.edition import Edition
from kb.library import Article
from kb.strings import Strings
from kb.training.paths.certifications import Certification
from kb.training.paths.matrix import Matrix
from kb.training.paths.model import Module, Path, Studies, StudyStep

MATRIX_KEY = "kb/matrix.md"
SCRIPTED = "study_"
"""The words that scripts need begin like this; templates read the others themselves."""


@dataclass(frozen=True)
class Award:
    """The certificate that a module or path prepares for."""

    name: str
    by: str
    url: str


@dataclass(frozen=True)
class StudyPage:
    """The context key `kb_academy`. Only what the page shows is set; `words` are those of the scripts, as JSON."""

    edition: str
    words: str
    module: Module | None = None
    path: Path | None = None
    """The path that the page is about, or that the module belongs to."""
    following: Module | None = None
    start: tuple[Path, ...] = ()
    record: Path | None = None
    used: tuple[tuple[Module, StudyStep], ...] = ()
    award: Award | None = None
    matrix: Matrix | None = None
    matrix_url: str = ""

    @property
    def record_url(self) -> str:
        """Where the record of the path is."""
        return self.path.place.url + "record/" if self.path else ""


def record_key(path: Path) -> str:
    """The generated page of a path's record: `academy/path/record.md`."""
    return f"{path.key.removesuffix('.md')}/record.md"


def study_page(
    article: Article | None,
    key: str,
    studies: Studies,
    certifications: Mapping[str, Certification],
    edition: Edition,
    strings: Strings,
) -> StudyPage | None:
    """What the page of this file shows of the academy; None for nothing. `article` is None for a generated page."""
    make = _Maker(studies, certifications, edition.path, strings)
    if article is not None and article.meta.id in studies.modules:
        return make.module(studies.modules[article.meta.id])
    for path in studies.paths:
        if key == path.key:
            return make.path(path)
        if key == record_key(path):
            return make.record(path)
    started = tuple(path for path in studies.paths if key == path.key.rpartition("/")[0] + "/index.md")
    if started:
        return StudyPage(edition.path, script_words(strings), start=started)
    used = studies.used_in(article.meta.id) if article is not None else ()
    return StudyPage(edition.path, script_words(strings), used=used) if used else None


def script_words(strings: Strings) -> str:
    """The words that the elements say, as JSON."""
    words = {key.removeprefix(SCRIPTED): strings[key] for key in sorted(strings.text) if key in _SAID}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


_SAID = frozenset(
    SCRIPTED + name
    for name in [
        "done",
        "changed",
        "quoted",
        "seen",
        "progress",
        "progress_name",
        "state_done",
        "state_begun",
        "state_open",
        "state_locked",
        "begin",
        "continue",
        "finished",
        "forget_sure",
        "forgotten",
        "taken",
        "refused",
        "error_size",
        "error_json",
        "error_format",
        "error_newer",
        "error_unkept",
        "error_bad",
        "error_broken",
        "mentor_none",
        "mentor_future",
        "mentor_kept",
        "confirmed",
        "withdraw",
        "withdraw_short",
        "record_not",
        "record_part",
    ]
)


@dataclass(frozen=True)
class _Maker:
    studies: Studies
    certifications: Mapping[str, Certification]
    edition: str
    strings: Strings

    def module(self, module: Module) -> StudyPage:
        after = self.studies.after(module.place.id)
        path, following = after or (None, None)
        award = self._award(module.certification)
        words = script_words(self.strings)
        return StudyPage(self.edition, words, module=module, path=path, following=following, award=award)

    def path(self, path: Path) -> StudyPage:
        return StudyPage(self.edition, script_words(self.strings), path=path, award=self._award(path.certification))

    def record(self, path: Path) -> StudyPage:
        award = self._award(path.certification)
        return StudyPage(self.edition, script_words(self.strings), path=path, record=path, award=award)

    def _award(self, key: str) -> Award | None:
        found = self.certifications.get(key)
        language = self.strings.language
        return Award(found.called(language), found.given_by(language), found.url) if found else None
