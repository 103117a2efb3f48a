"""The SCORM package: what is in it, and what an LMS learns from it in a real browser."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from kb.edition import Edition
from kb.training.exchange.portable import portable
from kb.training.exchange.scorm import as_scorm
from tests.conftest import library_of
from tests.training.bank import files

LMS = """<!DOCTYPE html><title>LMS</title><script>
window.said = {}; window.calls = []
window.API = {
  LMSInitialize: () => { calls.push("init"); return "true" },
  LMSGetValue: (name) => said[name] ?? "not attempted",
  LMSSetValue: (name, value) => { said[name] = value; return "true" },
  LMSCommit: () => { calls.push("commit"); return "true" },
  LMSFinish: () => { calls.push("finish"); return "true" },
}
</script><iframe src="package/index.html" width="900" height="900"></iframe>"""


def package(language: str = "en") -> zipfile.ZipFile:
    questions = portable(library_of(files()).for_edition(Edition("public", language)), "KB-0301").questions
    made = as_scorm(questions, "A <module>", "KB-0301")
    assert made == as_scorm(questions, "A <module>", "KB-0301")
    return zipfile.ZipFile(BytesIO(made.data))


def test_the_package() -> None:
    found = package("uk")
    manifest = ElementTree.fromstring(found.read("imsmanifest.xml"))
    listed = [element.get("href") for element in manifest.iter() if element.tag.endswith("}file")]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(found.namelist())
    page = found.read("index.html").decode()
    assert page.count("<fieldset") == 9 and '<html lang="uk">' in page
    for name in found.namelist():
        assert b"CANARY" not in found.read(name)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def lms(tmp_path: Path) -> Iterator[str]:
    package().extractall(tmp_path / "package")
    (tmp_path / "lms.html").write_text(LMS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.browser
def test_an_lms_learns_status_score_and_time(lms: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lms + "lms.html")
    page.wait_for_function("said['cmi.core.lesson_status'] === 'incomplete'")
    sco = page.frame_locator("iframe")
    sco.get_by_role("button").click()
    page.wait_for_function("said['cmi.core.lesson_status'] === 'failed'")
    assert page.evaluate("said['cmi.core.score.raw']") == "0"

    sco.locator("#Q-SAT-01 input[value='0']").check()
    for place in (0, 1):
        sco.locator(f"#Q-SAT-02 input[value='{place}']").check()
    sco.locator("#Q-SAT-03 input").nth(1).check()
    sco.locator("#Q-SAT-04 input").fill("  domain name SYSTEM. ")
    sco.locator("#Q-COMM-01 input").fill("0,6 ms")
    for place in range(3):
        sco.locator("#Q-COMM-02 select").nth(place).select_option(str(place))
        item = sco.locator("#Q-COMM-03 label").nth(place)
        rank = ["First", "Second", "Third"].index(item.locator("span").inner_text()) + 1
        item.locator("select").select_option(str(rank))
    sco.locator("#Q-COMM-10 input[value='0']").check()
    sco.locator("#Q-COMM-11 input[value='1']").check()
    sco.get_by_role("button").press("Enter")
    page.wait_for_function("said['cmi.core.lesson_status'] === 'passed'")
    said = page.evaluate("said")
    assert said["cmi.core.score.raw"] == "89" and said["cmi.core.score.max"] == "100"
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.00", said["cmi.core.session_time"])
    assert "8 / 9" in sco.locator("[data-result]").inner_text()
    assert sco.locator("#Q-COMM-11").get_attribute("data-state") == "wrong"
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("calls.at(-1) === 'finish'")
    assert all(url.startswith((lms, "about:")) for url in asked)
    page.close()


@pytest.mark.browser
def test_without_an_lms_it_says_what_it_is(lms: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(lms + "package/index.html")
    page.wait_for_selector("[data-alone]:not([hidden])")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
