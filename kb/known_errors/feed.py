"""The public notices as an Atom feed. No clock: an entry is as old as the article says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from kb.known_errors.view import Notice
from kb.strings import Strings

FEED = "kb/notices.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_FIRST = date(2000, 1, 1)
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(listed: Sequence[Notice], site_name: str, site_url: str, page_url: str, words: Strings) -> bytes:
    """The feed of one edition; `site_url` is its address, empty where it has none (then links are relative)."""
    host = urlsplit(site_url).hostname or "poradnyk.invalid"
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _text(root, "title", f"{site_name}: {words['notices']}")
    _text(root, "subtitle", words["notices_lead"])
    _text(root, "id", f"tag:{host},2000:notices/{words.language}")
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _address(site_url, page_url)})
    if site_url:
        own = {"rel": "self", "type": "application/atom+xml", "href": urljoin(site_url, FEED)}
        ET.SubElement(root, "link", own)
    _text(root, "updated", _time(max((n.updated for n in listed if n.updated), default=_FIRST)))
    ET.SubElement(ET.SubElement(root, "author"), "name").text = _clean(site_name)
    for notice in listed:
        _entry(root, notice, host, site_url, words)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, notice: Notice, host: str, site_url: str, words: Strings) -> None:
    card = notice.card
    entry = ET.SubElement(root, "entry", {"xml:lang": card.language} if card.language else {})
    _text(entry, "title", card.title)
    _text(entry, "id", f"tag:{host},2000:notices/{words.language}/{card.id}")
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _address(site_url, card.url)})
    if card.since:
        _text(entry, "published", _time(card.since))
    _text(entry, "updated", _time(notice.updated or _FIRST))
    for product in card.products:
        ET.SubElement(entry, "category", {"term": _clean(product)})
    said = [card.problem, f"{words['notices_do']} {card.workaround}" if card.workaround else card.state_hint]
    ET.SubElement(entry, "summary", {"type": "text"}).text = _clean("\n\n".join(filter(None, said)))


def _address(site_url: str, url: str) -> str:
    # From kb/notices.xml the root of the edition is one folder up
    return urljoin(site_url, url) if site_url else f"../{url}"


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Without what XML has no place for."""
    return _NOT_XML.sub("", text)
