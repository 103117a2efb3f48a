"""Plugin kb/academy: study paths and modules, the record of study, and for the team the matrix of what is covered."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.sources.study import read_certifications
from kb.training.paths import Certifications, Studies, build_studies
from kb.training.paths.matrix import build_matrix
from kb.training.paths.page import MATRIX_KEY, StudyPage, record_key, script_words, study_page
from kb.training.questions.read import read_study
from kb_mkdocs.door import DoorPlugin, door_of
from kb_mkdocs.options import NoOptions


class AcademyPlugin(BasePlugin[NoOptions]):
    """Writes the context key `kb_academy`: None on a page that has nothing to do with the academy."""

    studies: Studies
    certifications: Certifications
    _matrix: File | None = None

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self.studies = build_studies(door.view)
        self.certifications = read_certifications(Path(config.docs_dir))
        for path in self.studies.paths:
            source = _source(f"{door.strings['study_record']}: {path.place.title}", "study-record.html")
            record = door.admit(File.generated(config, record_key(path), content=source), path.visibility)
            if record is not None and record.src_uri not in files.src_uris:
                files.append(record)
        self._matrix = None
        if self.studies.modules:
            source = _source(door.strings["matrix"], "study-matrix.html")
            self._matrix = door.admit(File.generated(config, MATRIX_KEY, content=source), "internal")
            if self._matrix is not None:
                files.append(self._matrix)
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        if page.file is self._matrix:
            context["kb_academy"] = self._matrix_page(door)
            return context
        shown = study_page(
            door.article(page),
            page.file.src_uri,
            self.studies,
            self.certifications.by_key,
            door.edition,
            door.strings,
        )
        if shown is not None and shown.start and self._matrix is not None:
            shown = replace(shown, matrix_url=self._matrix.url)
        context["kb_academy"] = shown
        return context

    def _matrix_page(self, door: DoorPlugin) -> StudyPage:
        questions = read_study(door.view).questions
        matrix = build_matrix(door.view, self.certifications.by_key, questions, door.edition.language)
        return StudyPage(door.edition.path, script_words(door.strings), matrix=matrix)


def _source(title: str, template: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ntemplate: {template}\n---\n"
