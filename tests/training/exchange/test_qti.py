"""The QTI package: whole, well-formed, the same bytes, and nothing hidden in it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

from kb.edition import Edition
from kb.training.exchange.portable import portable
from kb.training.exchange.qti import as_qti, item_xml
from tests.conftest import library_of
from tests.training.bank import files

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def test_the_package() -> None:
    questions = portable(library_of(files()).for_edition(Edition("public", "en"))).questions
    made = as_qti(questions, "A <bank>")
    assert made == as_qti(questions, "A <bank>")
    package = zipfile.ZipFile(BytesIO(made.data))
    texts = {name: package.read(name).decode() for name in package.namelist()}
    assert not any("CANARY" in text or "Q-SAT-99" in text for text in texts.values())
    trees = {name: ElementTree.fromstring(text) for name, text in texts.items()}
    listed = [file.get("href") for file in trees["imsmanifest.xml"].iter(f"{CP}file")]
    assert sorted(listed) == sorted(set(texts) - {"imsmanifest.xml"})
    named = {resource.get("identifier") for resource in trees["imsmanifest.xml"].iter(f"{CP}resource")}
    assert {need.get("identifierref") for need in trees["imsmanifest.xml"].iter(f"{CP}dependency")} < named
    assert [ref.get("href") for ref in trees["test.xml"].iter(f"{QTI}assessmentItemRef")] == [
        f"items/{q.id}.xml" for q in questions
    ]
    for question in questions:
        item = trees[f"items/{question.id}.xml"]
        shown = {e.get("identifier") for e in item.iter() if e.tag.endswith("Choice")}
        right = [
            value.text or "" for value in item.findall(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
        ]
        assert right
        if question.kind not in ("short", "numeric"):
            assert {id for value in right for id in value.split()} <= shown
        told = sum(bool(option.feedback) for option in question.options) + bool(question.feedback)
        assert len(item.findall(f"{QTI}modalFeedback")) == told


def test_what_a_text_must_not_do() -> None:
    question = portable(library_of(files()).for_edition(Edition("public", "en"))).questions[0]
    text = '<script>a()</script><b onclick="x()">B <p>open & "\x0b\n\n| a | b |\n|---|---|\n| 1<br> | 2 |\n\n```js\n</itemBody>\n```'
    xml = item_xml(replace(question, text=text, unit="<&>"))
    item = ElementTree.fromstring(xml)
    assert "a()" not in xml and "onclick" not in xml
    assert len(item.findall(f"{QTI}itemBody")) == 1
