"""What a new article of each type begins with. Each line in brackets is to be replaced by its writer."""

from __future__ import annotations

_ARTICLE_UK = """[Відповідь одним-двома реченнями: що це і скільки часу забере.]

## Що зробити

1. [Одна дія. Назвіть кнопку й скажіть, де вона.]
2. [Що має статися після цього.]

## Перевірка

[Як людина побачить, що все працює.]

## Якщо не допомогло

[Що надіслати службі підтримки: точний текст помилки, час, назва пристрою.]
"""

_ARTICLE_EN = """[The answer in one or two sentences: what it is and how long it takes.]

## What to do

1. [One action. Name the button and say where it is.]
2. [What should happen then.]

## Check

[How the person sees that it works.]

## If it did not help

[What to send to support: the exact text of the error, the time, the name of the device.]
"""

_RUNBOOK_UK = """## Що це означає

[Що сталося, одним реченням.]

## Вплив

[Кого зачіпає і наскільки терміново.]

## Діагностика

1. [Що перевірити.]

    ```powershell {name=ping-computer}
    Test-Connection {{computer}} -Count 4
    ```

    [Що там має бути.] Якщо ні, [перейдіть до кроку 2](#step-2).

## Усунення

2. [Дія.]

## Перевірка

3. [Як переконатися, що працює.]

## Ескалація

[Кому передати, коли і що додати до звернення.]
"""

_RUNBOOK_EN = """## Meaning

[What has happened, in one sentence.]

## Impact

[Whom it concerns and how urgent it is.]

## Diagnosis

1. [What to look at.]

    ```powershell {name=ping-computer}
    Test-Connection {{computer}} -Count 4
    ```

    [What it should show.] If it does not, [go to step 2](#step-2).

## Mitigation

2. [An action.]

## Verification

3. [How to make sure that it works.]

## Escalation

[Whom to hand over to, when, and what to attach.]
"""

_KNOWN_ERROR_UK = """## Проблема

[Що не так і чому.]

## Обхідний шлях

1. [Що допоможе, доки не виправлено.]

## Кого стосується

[Продукти й версії.]
"""

_KNOWN_ERROR_EN = """## Problem

[What is wrong, and why.]

## Workaround

1. [What helps until it is mended.]

## Who is affected

[Products and versions.]
"""

_PLAYBOOK_UK = """## Ситуація

[Коли це стається і чого людина хоче насправді.]

## Мета

[Що має бути ясно обом, коли розмова закінчиться.]

## Що казати

- «[Слова, які можна сказати.]»

## Так робіть

- [Дія, що допомагає.]

## Так не робіть

- [Дія, що шкодить, і чому.]

## Коли передавати

[Ознаки, за яких розмову передають, і кому.]

## Готові відповіді

/// reply | [Що каже ця відповідь.]
    channel: mail

Добрий день, {{name}}! [Текст відповіді.]

{{agent}}
///
"""

_PLAYBOOK_EN = """## Situation

[When it happens and what the person really wants.]

## Goal

[What both know when the call ends.]

## What to say

- “[Words that can be said.]”

## Do

- [An action that helps.]

## Don't

- [An action that hurts, and why.]

## When to escalate

[Signs that somebody else should take the call, and who.]

## Replies

/// reply | [What this reply says.]
    channel: mail

Hello, {{name}}! [The text of the reply.]

{{agent}}
///
"""

_MODULE_UK = """[Чого навчає цей модуль і навіщо це в роботі, двома-трьома реченнями.]

## [Перша думка]

[Коротко й на прикладі; подробиці є в статтях із кроків.]

## Практика

### [Завдання]

[Що зробити.]

/// solution | Зразок розв'язання
[Як це робить досвідчена людина.]
///

## Питання для самоперевірки

[Запитання до кожної цілі: їх вигляд описано в посібнику.]
"""

_MODULE_EN = """[What this module teaches and why the job needs it, in two or three sentences.]

## [The first thought]

[Short, with an example; the details are in the articles of the steps.]

## Practice

### [A task]

[What to do.]

/// solution | A model solution
[How somebody with experience does it.]
///

## Check yourself

[Questions for each objective: the handbook says how they are written.]
"""

_PATH_UK = "[Для кого цей шлях, що людина зможе наприкінці та скільки часу він забере.]\n"
_PATH_EN = "[For whom this path is, what one can do at the end, and how long it takes.]\n"

_PAGE_UK = "[Про що ця сторінка і кому вона потрібна.]\n"
_PAGE_EN = "[What this page is about and who needs it.]\n"

BODIES: dict[str, dict[str, str]] = {
    "uk": {
        "article": _ARTICLE_UK,
        "runbook": _RUNBOOK_UK,
        "known-error": _KNOWN_ERROR_UK,
        "playbook": _PLAYBOOK_UK,
        "module": _MODULE_UK,
        "path": _PATH_UK,
        "page": _PAGE_UK,
    },
    "en": {
        "article": _ARTICLE_EN,
        "runbook": _RUNBOOK_EN,
        "known-error": _KNOWN_ERROR_EN,
        "playbook": _PLAYBOOK_EN,
        "module": _MODULE_EN,
        "path": _PATH_EN,
        "page": _PAGE_EN,
    },
}
