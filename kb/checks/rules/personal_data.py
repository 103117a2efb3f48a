"""No personal data stands in a text: phone, card and account numbers, tax numbers, addresses of people.

Examples are easily taken from real tickets. Found: bank cards (Luhn), bank accounts (IBAN, mod 97), Ukrainian tax
numbers (control digit, beside a word that says what it is), international phone numbers, and e-mail addresses that may be a
person's, outside of the domains for examples (RFC 2606) and of the team's own, as owners.yml and contact.yml give them. The policy's `allow`
takes numbers, addresses and domains that may be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB732"
UK = """У тексті немає особистих даних: номерів телефонів, карток, рахунків, податкових номерів, адрес людей.

Приклади легко потрапляють сюди зі справжніх звернень. Знаходить банківські картки (Лун), рахунки (IBAN, mod 97), податкові
номери (контрольна цифра, поряд слово, що це таке), міжнародні номери телефонів та адреси, що можуть належати людині, поза доменами для прикладів
(RFC 2606) і власними доменами команди з owners.yml та contact.yml. Ключ `allow` у політиці перелічує номери, адреси
й домени, які можна оприлюднити.
"""

_CARD = re.compile(r"[0-9]{4}[ -]?[0-9]{4,6}[ -]?[0-9]{4,5}(?:[ -]?[0-9]{4})?(?![\w-]|\.\d)")
_IBAN = re.compile(r"[A-Z][A-Z][0-9][0-9](?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_TAX = re.compile(
    r"(?:рнокпп|іпн\b|податков\w*|ідентифікаційн\w* (?:код|номер)|tax (?:number|id)|\btin\b)[^\n\d]{0,30}(?<!\d)(\d{10})(?!\d)"
)
_TEN = re.compile(r"[0-9]{10}")
_PHONE = re.compile(r"(?:\+|00)(?!0)\d{1,3}[ (.-]{0,2}\d{1,4}[). -]{0,2}\d{2,4}(?:[ .-]?\d{2,4}){1,3}(?![\w/-]|[.,]\d)")
_EMAIL = re.compile(
    r"(?<![\w.+%/:@-])(?P<user>[A-Za-z0-9][A-Za-z0-9._%+-]*)@(?P<domain>(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24})(?![\w@/:-]|\.\w)"
)
_EXAMPLES = re.compile(
    r"(?:^|\.)(?:example(?:\.(?:com|org|net|edu|ua))?|test|invalid|localhost|local|internal|acme\.com|contoso\.com|fabrikam\.com)$|приклад",
    re.IGNORECASE,
)
_FICTIONAL = re.compile(
    r"^\+?(?:1\d{3}55501\d\d|447700900\d{3}|44\d{2,4}4960\d{3}|380000\d+|38\d{3}0000000|\d*(\d)\1{6,})$"
)
_TEST_CARD = re.compile(
    r"^(?:4111111111111111|4242424242424242|5555555555554444|378282246310005|6011111111111117|4012888888881881|4000\d{12}|(\d)\1+)$"
)
_ROLE = re.compile(
    r"^(?:git|user(?:name)?|you|your|name|someone|me|root|foo|bar|[A-Z\d]+)$|-"
    r"|(?i:support|help|info|desk|team|admin|service|contact|request|sales|office|reply|master|security|abuse|privacy|press|jobs|billing"
    r"|travel|account|payroll|finance|benefit|feedback|news|access|helpdesk|notification|alert|agent|hello|mail|hr$|^hr)"
)
"""The part before the @ where nobody in particular is meant: a box of a team, or a stand-in."""
_REMOVED = str.maketrans("", "", " -().")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the number or address, once for each article."""
    body = page.article.body
    allowed = {entry.translate(_REMOVED).lower() for entry in context.policy.allow}
    for what, start, value in _found(page, context):
        bare = value.translate(_REMOVED).lower()
        if bare not in allowed:
            allowed.add(bare)  # once for each article
            before = body.count("\n", 0, start)
            shown = value if what == "e-mail address" else f"{value[:4]}…{value[-2:]}"
            hint = "put an example in its place (example.org, +380 00 000 00 00), or list it under `checks.allow` in the policy"
            yield Finding(
                page.line(before), start - body.rfind("\n", 0, start), f'"{shown}" looks like a real {what}', hint
            )


def _found(page: Page, context: Context) -> Iterator[tuple[str, int, str]]:
    body = page.article.body
    if "@" in body:
        own = context.own_domains | {entry.lower() for entry in context.policy.allow}
        for match in _EMAIL.finditer(body):
            domain = match["domain"].lower()
            shown = not any(domain == d or domain.endswith("." + d) for d in own)
            if shown and not _EXAMPLES.search(domain) and not _ROLE.search(match["user"]):
                yield "e-mail address", match.start(), match[0]
    for match in _PHONE.finditer(body):
        digits = re.sub(r"\D", "", match[0]).removeprefix("00")
        if 10 <= len(digits) <= 15 and not match[0].isdigit() and not _FICTIONAL.match(digits) and _alone(body, match):
            yield "phone number", match.start(), match[0]
    for match in _CARD.finditer(body):
        digits = re.sub(r"\D", "", match[0])
        if (
            digits[0] in "23456"
            and _is_card(match[0])
            and luhn(digits)
            and not _TEST_CARD.match(digits)
            and _alone(body, match)
        ):
            yield "card number", match.start(), match[0]
    for match in _IBAN.finditer(body):
        if iban(match[0].replace(" ", "")) and _alone(body, match):
            yield "account number", match.start(), match[0]
    for match in _TAX.finditer(page.low_body) if _TEN.search(body) else ():
        if tax_number(match[1]) and len(set(match[1])) > 2:
            yield "tax number", match.start(1), match[1]


def _alone(body: str, match: re.Match[str]) -> bool:
    """Not the end of something longer."""
    return match.start() == 0 or not re.match(r"[\w+(./-]", body[match.start() - 1])


def _is_card(text: str) -> bool:
    """Sixteen digits in a row or in groups of four; a long number in a log is none."""
    return bool(re.fullmatch(r"\d{16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3\d{3}[ -]?\d{6}[ -]?\d{5}", text))


def luhn(digits: str) -> bool:
    """The check sum of bank cards."""
    doubled = [int(d) * 2 - (9 if int(d) > 4 else 0) if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def iban(text: str) -> bool:
    """ISO 13616: moved round and read as a number, the rest by 97 is 1."""
    moved = text[4:] + text[:4]
    return len(text) >= 15 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def tax_number(digits: str) -> bool:
    """The control digit of the Ukrainian registration number of a taxpayer."""
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % 11 % 10 == int(digits[9])
