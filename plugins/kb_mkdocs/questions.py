"""Plugin kb/questions: the page for practising, and the file of questions that practice and exams read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.training.questions.data import FILE, FOLDER, Bank, bank_json, bank_of
from kb.training.questions.labels import labels, labels_json
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions

PRACTICE = FOLDER + "practice.md"
_BLOCKS = frozenset({"question", "exam", "solution"})


class QuestionsPlugin(BasePlugin[NoOptions]):
    """Writes the context key `kb_study`: on pages with questions where to practise, on the practice page its words."""

    bank: Bank
    _practice: File | None = None

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self.bank = bank_of(door.view)
        self._practice = None
        if self.bank.questions:
            title = json.dumps(labels(door.edition.language)["practice"], ensure_ascii=False)
            source = f"---\ntitle: {title}\ntemplate: practice.html\n---\n"
            self._practice = door.admit(File.generated(config, PRACTICE, content=source), door.edition.visibility)
            if self._practice is not None:
                files.append(self._practice)
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        words = labels(door.edition.language)
        names = {block.name for block in article.blocks.found} if article else set()
        if page.file is self._practice:
            context["kb_study"] = {"words": words, "json": labels_json(door.edition.language)}
        elif names & _BLOCKS:
            asks = bool(names & {"question", "exam"}) and self._practice is not None
            context["kb_study"] = {"words": words, "practice": self._practice.url if asks and self._practice else ""}
        else:
            context["kb_study"] = None
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self.bank.questions:
            return
        data = bank_json(self.bank, door_of(config).view)
        offline = "kb/offline" in config.plugins
        target = Path(config.site_dir, f"{FILE}.{'js' if offline else 'json'}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"globalThis.kbQuestions = " + data if offline else data)
