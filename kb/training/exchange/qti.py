"""QTI 2.1: a content package with one file for each question, and a test of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from kb.training.exchange.package import attribute, inline_xhtml, xhtml, zipped
from kb.training.exchange.values import Export, decimal
from kb.training.questions.draw import start_order
from kb.training.questions.labels import labels
from kb.training.questions.model import Question

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_QTI = (
    'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"'
)
_PACKAGE = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/imscp_v1p1.xsd"'
)


def as_qti(questions: Sequence[Question], title: str) -> Export:
    """The package. Texts are HTML."""
    lost = ["every question: objective, difficulty and sources"]
    for q in questions:
        lost += [f"{q.id}: the headings of its two columns"] if any(q.headings) else []
        if q.scenario:
            lost.append(f"{q.id}: that it shares the situation {q.scenario.id}; its text stands before the question")
    files = {"imsmanifest.xml": _manifest(questions), "test.xml": _test(questions, title)}
    files |= {f"items/{question.id}.xml": item_xml(question) for question in questions}
    return Export(zipped({name: text.encode() for name, text in files.items()}), tuple(lost))


def item_xml(q: Question) -> str:
    """One item: what is right, what is shown, how it is marked, and what is said afterwards."""
    cardinality, base, right = _response(q)
    values = "".join(f"<value>{attribute(value)}</value>" for value in right)
    scenario = f"<div>{xhtml(q.scenario.text)}</div>\n" if q.scenario else ""
    notes = [(f"C{n}", option.feedback) for n, option in enumerate(q.options) if option.feedback]
    notes += [("GENERAL", q.feedback)] if q.feedback else []
    shown = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{id}" showHide="show">{xhtml(text)}</modalFeedback>\n'
        for id, text in notes
    )
    chosen = '<variable identifier="RESPONSE"/>' if q.options else ""
    return f"""{_HEAD}<assessmentItem {_QTI} identifier="{q.id}" title="{q.id}" adaptive="false" timeDependent="false"{_language(q)}>
<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}"><correctResponse>{values}</correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
<itemBody>
{scenario}<div>{xhtml(q.text)}</div>
{_interaction(q)}
</itemBody>
<responseProcessing>
<responseCondition><responseIf>{_condition(q)}<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>
<responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseElse></responseCondition>
<setOutcomeValue identifier="FEEDBACK"><multiple>{chosen}<baseValue baseType="identifier">GENERAL</baseValue></multiple></setOutcomeValue>
</responseProcessing>
{shown}</assessmentItem>
"""


def _language(q: Question) -> str:
    return f' xml:lang="{attribute(q.language)}"' if q.language else ""


def _response(q: Question) -> tuple[str, str, list[str]]:
    """Cardinality, base type, the right values."""
    if q.options:
        right = [f"C{n}" for n, option in enumerate(q.options) if option.right]
        return ("multiple" if q.kind == "multiple" else "single"), "identifier", right
    if q.kind == "true-false":
        return "single", "identifier", ["TRUE" if q.truth else "FALSE"]
    if q.kind == "short":
        return "single", "string", [q.accept[0]]
    if q.kind == "numeric" and q.number is not None:
        return "single", "float", [decimal(q.number)]
    if q.pairs:
        return "multiple", "directedPair", [f"L{n} R{n}" for n in range(len(q.pairs))]
    return "ordered", "identifier", [f"C{n}" for n in range(len(q.items))]


def _interaction(q: Question) -> str:
    named = 'responseIdentifier="RESPONSE"'
    if q.options or q.kind == "true-false":
        words = labels(q.language)
        rows = [(f"C{n}", inline_xhtml(option.text)) for n, option in enumerate(q.options)]
        rows = rows or [("TRUE", attribute(words["true"])), ("FALSE", attribute(words["false"]))]
        choices = "".join(f'<simpleChoice identifier="{id}">{text}</simpleChoice>\n' for id, text in rows)
        most, mixed = ("0" if q.kind == "multiple" else "1"), ("true" if q.options else "false")
        return f'<choiceInteraction {named} shuffle="{mixed}" maxChoices="{most}">\n{choices}</choiceInteraction>'
    if q.kind in ("short", "numeric"):
        unit = f" {attribute(q.unit)}" if q.unit else ""
        return f'<p><textEntryInteraction {named} expectedLength="{10 if unit else 30}"/>{unit}</p>'
    places = start_order("qti", q.id, len(q.pairs or q.items))
    if q.items:
        choices = "".join(
            f'<simpleChoice identifier="C{n}">{inline_xhtml(q.items[n])}</simpleChoice>\n' for n in places
        )
        return f'<orderInteraction {named} shuffle="true">\n{choices}</orderInteraction>'
    sets = [
        "".join(f'<simpleAssociableChoice identifier="{side}{n}" matchMax="1">{text}</simpleAssociableChoice>\n' for n, text in rows)
        for side, rows in (
            ("L", [(n, inline_xhtml(pair.left)) for n, pair in enumerate(q.pairs)]),
            ("R", [(n, inline_xhtml(q.pairs[n].right)) for n in places]),
        )
    ]  # fmt: skip
    inside = "".join(f"<simpleMatchSet>\n{one}</simpleMatchSet>\n" for one in sets)
    return f'<matchInteraction {named} shuffle="true" maxAssociations="{len(q.pairs)}">\n{inside}</matchInteraction>'


def _condition(q: Question) -> str:
    said = '<variable identifier="RESPONSE"/>'
    if q.kind == "short":
        each = "".join(
            f'<stringMatch caseSensitive="false">{said}<baseValue baseType="string">{attribute(text)}</baseValue></stringMatch>'
            for text in q.accept
        )
        return f"<or>{each}</or>"
    if q.kind == "numeric" and q.number is not None:
        slack = decimal(q.tolerance)
        mode = f'toleranceMode="absolute" tolerance="{slack} {slack}"' if q.tolerance else 'toleranceMode="exact"'
        return f'<equal {mode}>{said}<correct identifier="RESPONSE"/></equal>'
    return f'<match>{said}<correct identifier="RESPONSE"/></match>'


def _test(questions: Sequence[Question], title: str) -> str:
    refs = "".join(f'<assessmentItemRef identifier="{q.id}" href="items/{q.id}.xml"/>\n' for q in questions)
    return f"""{_HEAD}<assessmentTest {_QTI} identifier="TEST" title="{attribute(title)}">
<testPart identifier="PART" navigationMode="nonlinear" submissionMode="individual">
<assessmentSection identifier="SECTION" title="{attribute(title)}" visible="true">
{refs}</assessmentSection>
</testPart>
</assessmentTest>
"""


def _manifest(questions: Sequence[Question]) -> str:
    needs = "".join(f'<dependency identifierref="R-{q.id}"/>\n' for q in questions)
    items = "".join(
        f'<resource identifier="R-{q.id}" type="imsqti_item_xmlv2p1" href="items/{q.id}.xml"><file href="items/{q.id}.xml"/></resource>\n'
        for q in questions
    )
    return f"""{_HEAD}<manifest {_PACKAGE} identifier="MANIFEST">
<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="R-TEST" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>
{needs}</resource>
{items}</resources>
</manifest>
"""
