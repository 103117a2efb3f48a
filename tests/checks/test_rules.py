"""Each rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

import pytest

from kb.checks.policy import CheckPolicy
from kb.checks.registry import RULES
from kb.checks.rule import Context
from kb.codes import CODES
from tests.checks.reading import QUIET, codes, findings

STEPS = "1. Open the lid.\n2. Press the button.\n"
KROKY = "1. Відкрийте кришку.\n2. Натисніть кнопку.\n"
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\n"
TOKEN = "ghp_" + "a1B2" * 9

WRONG = {
    "KB706": [
        ("[One action. Name the button and say where it is.]", "en"),
        ("1. [Одна дія. Назвіть кнопку.]", "uk"),
        ("- “[Words that can be said.]”", "en"),
        ("- Do: […]", "en"),
        ("Text. TODO: ask the network team.", "en"),
        ("| a | b |\n|---|---|\n| [some text] | x |", "en"),
    ],
    "KB711": [
        ("![](x.png)", "en"),
        ("![IMG_2041.png](x.png)", "en"),
        ("![screenshot](x.png)", "en"),
        ("![Image of a printer](x.png)", "en"),
        ("![Знімок екрана налаштувань](x.png)", "uk"),
        ("![скріншот](x.png)", "uk"),
        ('<img src="x.png">', "en"),
        ('<img src="x.png" alt="photo">', "en"),
        ("[![](x.png)](https://example.org)", "en"),
    ],
    "KB712": [("# Title\n\nText.", "en"), ("### Deep\n\nText.", "en"), ("## A\n\n#### B\n\nText.", "en")],
    "KB713": [
        ("1. Click **Next**.", "en"),
        ("Then right-click the file and choose **Open**.", "en"),
        ("1. Drag the file into the window.", "en"),
        ("1. Двічі клацніть значок **Мережа**.", "uk"),
        ("Наведіть курсор на назву.", "uk"),
    ],
    "KB714": [
        ("1. Select the green button.", "en"),
        ("1. Press the button on the right.", "en"),
        ("Required fields are marked in red.", "en"),
        ("1. Натисніть зелену кнопку.", "uk"),
        ("1. Виберіть значок у правому верхньому куті.", "uk"),
        ("Обов'язкові поля позначено червоним.", "uk"),
    ],
    "KB715": [
        ('<video src="a.mp4"></video>', "en"),
        ("![A tour of the menu](tour.mp4)", "en"),
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', "en"),
        ("[Запис](talk.mp3)", "uk"),
    ],
    "KB716": [
        ("Напис: Your account has been locked because of too many failed attempts to sign in.", "uk"),
        ("It says: не вдалося під'єднатися до мережі, бо ваш обліковий запис заблоковано до ранку понеділка.", "en"),
    ],
    "KB731": [
        (f"```\n{KEY}```", "en"),
        (f"token: {TOKEN}", "en"),
        ("`curl https://olena:Kv4rtal88@files.example.org/`", "en"),
        ("Пароль: Zima2026kyiv", "uk"),
        ("```\nexport DB_PASSWORD=n0tAnEx4mpl3\n```".replace("n0tAnEx4mpl3", "Tr0ub4dor7"), "en"),
    ],
    "KB732": [
        ("Write to olena.petrenko@ukrposhta-desk.com.ua.", "en"),
        ("Call +380 44 279 12 34.", "en"),
        ("Card 4539 1488 0343 6467.", "en"),
        ("IBAN UA213223130000026007233566001", "en"),
        ("РНОКПП 3184710691", "uk"),
    ],
    "KB741": [("One line. \nNext.", "en"), ("A paragraph.  \n\nNext.", "en"), ("- item\t\n- item", "en")],
    "KB705": [
        ("## What to do\n\n- Open the lid.\n- Press the button.\n- Close the lid.", "en"),
        ("## Що зробити\n\n- Відкрийте кришку.\n- Натисніть кнопку.\n- Закрийте кришку.", "uk"),
    ],
    "KB704": [(STEPS, "en"), (KROKY, "uk")],
    "KB702": [
        ("## Problem 1\n\nText.\n\n## Problem 2\n\nText.", "en"),
        ("## Ознаки\n\nТекст.\n\n## Ознаки\n\nТекст.", "uk"),
    ],
}

RIGHT = {
    "KB706": [
        ("See [the page](x.md), [that one][ref] and [ref].\n\n[ref]: https://example.org", "en"),
        ("- [ ] A task that is open.\n- [x] A task that is done.", "en"),
        ("Text.[^1]\n\n[^1]: A note with words.", "en"),
        ("```\n[global]\nworkgroup = [your group name.]\n```", "en"),
        ("Press [Enter] or [Ctrl].", "en"),
        ("> “It is hard [...] and there is no rule.”", "en"),
        ("Add it to your todo list.", "en"),
    ],
    "KB711": [
        ("![The print queue with two documents](x.png)", "en"),
        ('<img src="x.png" alt="">', "en"),
        ("```\n![](x.png)\n```", "en"),
        ("Write `![](x.png)`.", "en"),
        ("![](tour.mp4)\n\n[Transcript](tour.md)", "en"),
        ("![Зображення або відео, які не відкриваються](x.png)", "uk"),
    ],
    "KB712": [("## A\n\n### B\n\n## C\n\nText.", "en"), ("```\n# comment\n```\n\n## A\n\nText.", "en")],
    "KB713": [
        ("1. Select **Next**.", "en"),
        ("1. Right-click the file, or press Shift+F10.", "en"),
        ("If you clicked a bad link, tell us.", "en"),
        ("Attackers want you to click the link.", "en"),
        (
            "/// audience | novice\n1. Click **Next**.\n///\n\n/// audience | accessibility\n1. Press Tab, then Enter.\n///",
            "en",
        ),
        ("1. Натисніть **Далі**.", "uk"),
        ("The click-through rate.", "en"),
        ("Writing “Click here” helps nobody.", "en"),
        ("Turn it on by triple clicking the side button.", "en"),
        ("<dt>Drag-and-drop attributes</dt>", "en"),
    ],
    "KB714": [
        ("1. Select the green button **Next**.", "en"),
        ("1. Select **Next** at the bottom right.", "en"),
        ("1. Press the button “Next” on the right.", "en"),
        ("1. Open the Issues tab in the right column.", "en"),
        ("A red light means that there is no ink.", "en"),
        ("1. Натисніть зелену кнопку **Далі**.", "uk"),
        ("Принтер стоїть праворуч від входу.", "uk"),
    ],
    "KB715": [
        ('<video src="a.mp4"><track kind="captions" src="a.vtt"></video>', "en"),
        ("[Recording](talk.mp3), [transcript](talk.md)", "en"),
        ("```\n<video src='a.mp4'></video>\n```", "en"),
    ],
    "KB716": [
        ("Відкрийте **Settings → Accessibility → Captions** і ввімкніть.", "uk"),
        ("Напис: Your account has been locked because of too many failed attempts to sign in.\n{lang=en}", "uk"),
        (
            "/// html | div[lang=en]\nYour account has been locked because of too many failed attempts to sign in.\n///",
            "uk",
        ),
        ("Працює з Codex, Claude Code, Cursor, GitHub Copilot, Gemini, Pi, Open Code, Visual Studio.", "uk"),
        ("[приклад](https://example.org/a/very-long-way/with/many/parts/of/words/in/it/one/two)", "uk"),
        ("`Your account has been locked because of too many failed attempts to sign in`", "uk"),
    ],
    "KB731": [
        ("Password: <your password>", "en"),
        ("password: required", "en"),
        ("`--token=$TOKEN1234`", "en"),
        ("`postgres://user:password@db.example.org`", "en"),
        ("The secret is in vault/path/2024.", "en"),
        ("[calendar](https://calendar.example.org/u/0/selfsched?sstoken=UUYtMlFDQlRoTG10)", "en"),
    ],
    "KB732": [
        ("Write to service-desk@example.org or git@github.com.", "en"),
        ("Write to it-support@vendor.com.ua, FEHB@opm.com.ua or helpdesk@vendor.com.ua.", "en"),
        ("The error is 0x80070005 at 2026-11-02 10:15.", "en"),
        ("Card 4111 1111 1111 1111.", "en"),
        ("Build 4539 1488 0343 6468.", "en"),
        ("Call +380 00 000 00 00.", "en"),
        ("10.0.0.1 and 192.168.100.200", "en"),
        ("`docker pull registry@sha256:abc`", "en"),
    ],
    "KB741": [("One line,  \nbroken on purpose.", "en"), ("```\ncode  \n```", "en")],
    "KB705": [
        ("## What to do\n\n- If it is locked: open it.\n- If it is open: close it.\n- If neither: call us.", "en"),
        ("## Before you start\n\n- Open the lid.\n- Press the button.\n- Close the lid.", "en"),
        ("## What to do\n\nSome suggestions:\n\n- Restart it.\n- Install the update.\n- Switch to the cable.", "en"),
        ("## What to do\n\n- the red one\n- the green one\n- the blue one", "en"),
    ],
    "KB704": [
        (STEPS + "\n## Check\n\nText.", "en"),
        (STEPS + "\nThe page should open.", "en"),
        (KROKY + "\nПереконайтеся, що папір вийшов.", "uk"),
        ("1. Only one step.", "en"),
    ],
    "KB702": [("## Windows\n\n### Steps\n\nA.\n\n## macOS\n\n### Steps\n\nB.", "en")],
}


@pytest.mark.parametrize(("code", "body", "language"), [(c, *case) for c, cases in WRONG.items() for case in cases])
def test_a_rule_finds_what_it_is_for(code: str, body: str, language: str) -> None:
    assert code in codes(body, language)


@pytest.mark.parametrize(("code", "body", "language"), [(c, *case) for c, cases in RIGHT.items() for case in cases])
def test_a_rule_leaves_alone_what_only_looks_like_it(code: str, body: str, language: str) -> None:
    assert code not in codes(body, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("VPN", "en"),
        ("The printer does not print.", "en"),
        ("PRINTER DOES NOT PRINT", "en"),
        ("Procedure for resetting passwords", "en"),
        ("Issues regarding authentication", "en"),
        ("Щодо питання доступу до мережі", "uk"),
        ("Порядок надання доступу", "uk"),
        ("Word " * 30, "en"),
    ],
)
def test_titles_in_the_wrong_words(title: str, language: str) -> None:
    assert "KB701" in codes("Text.", language, title=title)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("I can't sign in", "en"),
        ("Error 0x00000709: the printer is not found", "en"),
        ("VPN LAN DHCP", "en"),
        ("Що робити, коли забули пароль?", "uk"),
        ("Files, photos etc.", "en"),
    ],
)
def test_titles_in_the_requesters_words(title: str, language: str) -> None:
    assert "KB701" not in codes("Text.", language, title=title)


def test_runbooks_may_have_technical_names() -> None:
    assert codes("Text.", title="etcdDown", more="type: runbook\nservice: etcd\n") == []


@pytest.mark.parametrize(
    "title",
    ["The printer does not print and the scanner won't start up", "Принтер не друкує та сканер не вмикається зовсім"],
)
def test_two_complaints_in_a_title(title: str) -> None:
    language = "en" if title.isascii() else "uk"
    assert "KB702" in codes("Text.", language, title=title)
    assert "KB702" not in codes("Text.", language, title="I forgot my password or it is not accepted")


def test_the_environment_must_be_said_somewhere() -> None:
    body = STEPS + "\n## Check\n\nText."
    assert "KB703" in codes(body, more="")
    assert "KB703" not in codes(body, more="applies_to: [windows-11]\n")
    assert "KB703" not in codes(body + "\n\n## Applies to\n\nWindows.", more="")
    assert "KB703" not in codes(body, more="type: page\n")


def test_words_of_the_glossary_also_declined_but_not_when_quoted() -> None:
    context = Context(
        CheckPolicy(), (("en", "end user", "requester"), ("uk", "тікет", "звернення"), ("uk", "ЧП", "інцидент"))
    )
    assert codes("End users wait.", context=context) == ["KB722"]
    assert codes("Створіть тікети.", "uk", context=context) == ["KB722"]
    assert codes("Це ЧП.", "uk", context=context) == ["KB722"]
    for quoted in ("Люди кажуть «тікет».", "`тікет`", "Кажуть “тікет”."):
        assert codes(quoted, "uk", context=context) == []
    (finding,) = [f for _, f in findings("Створіть тікет. Тікет!", "uk", context=context)]
    assert "звернення" in finding.hint


LONG = (
    "Відповідальність користувачів передбачає використання корпоративного обладнання відповідно до затверджених регламентів інформаційної безпеки підприємства, "
    * 12
)


def test_lix_is_counted_for_each_audience_and_is_only_a_note() -> None:
    found = [f for code, f in findings(LONG, "uk", more=QUIET + "audience: [novice, expert]\n") if code == "KB721"]
    assert [f.message.split()[3].strip(",") for f in found] == ["novice", "expert"]
    assert CODES["KB721"].severity == "note"
    easy = "The cat sat on the mat. It was warm. Then it went out to eat. " * 20
    assert "KB721" not in codes(easy)
    shut = f"/// audience | expert\n{LONG}\n///\n\n" + "Кіт спав. Було тепло. Він пішов на двір. " * 6
    found = [f for code, f in findings(shut, "uk", more=QUIET + "audience: [novice, expert]\n") if code == "KB721"]
    assert [f.message.split()[3].strip(",") for f in found] == ["expert"]


def test_what_may_be_published_is_allowed_by_policy_and_by_the_teams_own_domains() -> None:
    mail, phone = "Write to olena@corp.com.ua.", "Call +380 44 279 12 34."
    assert codes(mail) == ["KB732"]
    assert codes(mail, context=Context(CheckPolicy(), own_domains=frozenset(["corp.com.ua"]))) == []
    assert codes(mail, context=Context(CheckPolicy(allow=("olena@corp.com.ua",)))) == []
    assert codes(phone, context=Context(CheckPolicy(allow=("+380442791234",)))) == []


def test_a_finding_does_not_repeat_the_secret() -> None:
    for code, finding in findings(f"token {TOKEN} and 4539 1488 0343 6467"):
        assert code in ("KB731", "KB732")
        assert TOKEN not in finding.message + finding.hint and "0343" not in finding.message


def test_the_extra_adds_more_forms_of_secrets() -> None:
    pytest.importorskip("detect_secrets")
    ((code, finding),) = findings("SG." + "a1" * 11 + "." + "b2" * 21 + "c")
    assert code == "KB731" and "SendGrid" in finding.message


def test_findings_point_at_the_line_of_the_file() -> None:
    ((code, finding),) = findings("Text.\n\n```\ncode\n```\n\nSee ![](x.png).")
    assert (code, finding.line, finding.column) == ("KB711", 15, 5)


def test_every_rule_has_a_code_and_is_documented_in_both_languages() -> None:
    assert [r.code for r in RULES] == sorted({r.code for r in RULES})
    for rule in RULES:
        assert rule.code in CODES
        for text in (rule.en, rule.uk):
            first, gap, rest = text.partition("\n\n")
            assert gap and first.endswith((".", "LIX.")) and len(rest) > 80, rule.code
        assert any("а" <= c <= "я" for c in rule.uk)
    assert {r.code for r in RULES} == {c for c in CODES if c.startswith("KB7")}
