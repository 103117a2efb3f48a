"""SCORM 1.2: the questions of a module as a page for an LMS, which learns status, score and time from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files

from kb.training.exchange.package import attribute, inline_xhtml, words, xhtml, zipped
from kb.training.exchange.values import Export
from kb.training.questions.draw import option_order, start_order
from kb.training.questions.labels import labels
from kb.training.questions.model import Question

PASS = 70
"""Per cent."""


def as_scorm(questions: Sequence[Question], title: str, id: str) -> Export:
    """The package. It asks nobody but the LMS: no address in it leads outside by itself."""
    own = files("kb.training.exchange").joinpath("scorm_files")
    content = {
        "imsmanifest.xml": _manifest(title, id).encode(),
        "index.html": _page(questions, title).encode(),
        "quiz.js": own.joinpath("quiz.js").read_bytes(),
        "style.css": own.joinpath("style.css").read_bytes(),
    }
    lost = ("the LMS learns the score as a whole, not each answer; objective, difficulty and sources stay here",)
    return Export(zipped(content), lost)


def _manifest(title: str, id: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{attribute(id)}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="ORG">
<organization identifier="ORG"><title>{attribute(title)}</title>
<item identifier="ITEM" identifierref="RES" isvisible="true"><title>{attribute(title)}</title><adlcp:masteryscore>{PASS}</adlcp:masteryscore></item>
</organization>
</organizations>
<resources>
<resource identifier="RES" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/><file href="quiz.js"/><file href="style.css"/>
</resource>
</resources>
</manifest>
"""


def _page(questions: Sequence[Question], title: str) -> str:
    language = questions[0].language if questions else "en"
    said = labels(language)
    boxes = "\n".join(_box(q, n, len(questions), said) for n, q in enumerate(questions, 1))
    told = {"right": "right", "wrong": "wrong", "passed": "exam_passed", "not-passed": "exam_not_passed"}
    data = " ".join(f'data-{name}="{attribute(said[key])}"' for name, key in told.items())
    return f"""<!DOCTYPE html>
<html lang="{attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{attribute(title)}</title>
<link rel="stylesheet" href="style.css">
<script type="module" src="quiz.js"></script>
</head>
<body>
<h1>{attribute(title)}</h1>
<p data-alone hidden>{attribute(said["exam_honest"])}</p>
<form data-pass="{PASS}" {data} autocomplete="off">
{boxes}
<button type="submit">{attribute(said["exam_submit"])}</button>
</form>
<p data-result role="status" tabindex="-1"></p>
</body>
</html>
"""


def _box(q: Question, number: int, total: int, said: Mapping[str, str]) -> str:
    scenario = xhtml(q.scenario.text) if q.scenario else ""
    key = json.dumps(_key(q), ensure_ascii=False, sort_keys=True)
    return f"""<fieldset id="{q.id}" aria-describedby="{q.id}-text" data-key="{attribute(key)}">
<legend>{attribute(said["exam_question"].format(n=number, total=total))}</legend>
<div id="{q.id}-text">{scenario}{xhtml(q.text)}</div>
<p><small>{attribute(said["ask_" + q.kind])}</small></p>
{_fields(q, number, said)}
<p data-mark role="status"></p>
<div data-why hidden>{_why(q, said)}</div>
</fieldset>"""


def _key(q: Question) -> dict[str, object]:
    if q.kind == "short":
        return {"accept": list(q.accept)}
    if q.kind == "numeric":
        return {"number": q.number, "tolerance": q.tolerance, "unit": q.unit}
    if q.kind == "true-false":
        return {"values": ["true" if q.truth else "false"]}
    if q.options:
        return {"values": [str(n) for n, option in enumerate(q.options) if option.right]}
    if q.pairs:
        return {"values": [str(n) for n in range(len(q.pairs))], "inOrder": True}
    return {"values": [str(n + 1) for n in start_order("scorm", q.id, len(q.items))], "inOrder": True}


def _fields(q: Question, number: int, said: Mapping[str, str]) -> str:
    name = f"q{number}"
    if q.kind in ("short", "numeric"):
        label = attribute(said["your_answer"])
        mode = ' inputmode="decimal"' if q.kind == "numeric" else ""
        return f'<label><span>{label}</span><input name="{name}"{mode}><span>{attribute(q.unit)}</span></label>'
    if q.options or q.kind == "true-false":
        kind = "checkbox" if q.kind == "multiple" else "radio"
        places = option_order("scorm", q.id, len(q.options))
        rows = [(str(n), inline_xhtml(q.options[n].text)) for n in places]
        rows = rows or [("true", attribute(said["true"])), ("false", attribute(said["false"]))]
        return "\n".join(
            f'<label><input type="{kind}" name="{name}" value="{value}"><span>{text}</span></label>'
            for value, text in rows
        )
    places = start_order("scorm", q.id, len(q.pairs or q.items))
    first = f'<option value="">{attribute(said["choose"])}</option>'
    if q.pairs:
        lefts = [inline_xhtml(pair.left) for pair in q.pairs]
        choices = "".join(f'<option value="{n}">{attribute(words(q.pairs[n].right))}</option>' for n in places)
    else:
        lefts = [inline_xhtml(q.items[n]) for n in places]
        choices = "".join(f'<option value="{n}">{n}</option>' for n in range(1, len(q.items) + 1))
    return "\n".join(
        f'<label class="row"><span>{left}</span><select name="{name}">{first}{choices}</select></label>'
        for left in lefts
    )


def _why(q: Question, said: Mapping[str, str]) -> str:
    rows = [
        f"<li>{'✓' if option.right else '✗'} {inline_xhtml(option.text)}{f': {inline_xhtml(option.feedback)}' if option.feedback else ''}</li>"
        for option in q.options
    ]
    rows += [f"<li>{inline_xhtml(pair.left)}: {inline_xhtml(pair.right)}</li>" for pair in q.pairs]
    right = f"<ul>{''.join(rows)}</ul>" if rows else ""
    if q.items:
        right = f"<ol>{''.join(f'<li>{inline_xhtml(item)}</li>' for item in q.items)}</ol>"
    if not right:
        unit = f" {q.unit}" if q.unit else ""
        slack = f" ± {q.tolerance}" if q.tolerance else ""
        answer = said["true" if q.truth else "false"] if q.kind == "true-false" else " / ".join(q.accept)
        answer = answer if q.number is None else f"{q.number}{slack}{unit}"
        right = f"<p>{attribute(said['right_answer'])}: {attribute(answer)}</p>"
    return right + (xhtml(q.feedback) if q.feedback else "")
