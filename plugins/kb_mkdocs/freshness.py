"""Plugin kb/freshness: how far an article can be trusted, and in internal editions the report on all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.freshness import Evidence, judge, judge_all
from kb.freshness.badge import REPORT_KEY, badge
from kb.freshness.report import Report, report
from kb.sources.clock import today
from kb.sources.evidence import count_broken, read_evidence
from kb.sources.rules import read_rules
from kb_mkdocs.door import DoorPlugin, door_of
from kb_mkdocs.options import NoOptions


class FreshnessPlugin(BasePlugin[NoOptions]):
    """Writes the context key `kb_freshness`: `badge` on an article's page, `report` on the report's, `url` of the report."""

    evidence: Evidence
    _report: File | None = None
    _teams: dict[str, str]

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        title = json.dumps(door.strings["freshness"], ensure_ascii=False)
        source = f"---\ntitle: {title}\ntemplate: freshness.html\n---\n"
        self._report = door.admit(File.generated(config, REPORT_KEY, content=source), "internal")
        if self._report is not None:
            files.append(self._report)
        self._teams = {key: owner.called(door.edition.language) for key, owner in door.team.owners.items()}
        self.evidence = self._read(door, Path(config.docs_dir))
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        row = judge(door.library.by_path[article.path], self.evidence) if article else None
        context["kb_freshness"] = {
            "badge": badge(row, door.edition, door.strings, self._teams, self.evidence.today) if row else None,
            "report": self._made(door) if page.file is self._report else None,
            "url": self._report.url if self._report else "",
        }
        return context

    def _read(self, door: DoorPlugin, content: Path) -> Evidence:
        """Links and git are for the team's eyes: a public edition does not ask for them."""
        internal = self._report is not None
        broken = count_broken(door.library) if internal else {}
        return read_evidence(content, door.team, today(), broken, read_rules(content), git=internal)

    def _made(self, door: DoorPlugin) -> Report:
        """Only of what the edition shows."""
        whole = (door.library.by_path[article.path] for article in door.view.articles)
        urls = {article.path: article.url for article in door.view.articles}
        topics = {
            article.topic: article.meta.title for article in door.view.articles if article.is_index and article.topic
        }
        return report(judge_all(whole, self.evidence), urls, door.strings, self.evidence.today, self._teams, topics)
