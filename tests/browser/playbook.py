"""A small knowledge base of playbooks: everything that a conversation can have."""

from __future__ import annotations

from tests.conftest import article

ANGRY = """Короткий вступ.

/// decision | Що ви чуєте?
- Крик

    Чи є образи?

    - Так
        - Назвіть межу. Див. [репетицію](#rehearsal-1)
        - Не кладіть слухавку першими
    - Ні
        - Дайте договорити
- Мовчання
    - Спитайте ще раз
///

## Ситуація

Людина дзвонить утретє.

## Мета

Людина знає, що буде далі. Друге речення.

## Що казати

- «Слухаю вас.»

/// audience | novice
- «Зробимо це разом, крок за кроком.»
///

/// audience | expert
- «Бачу у журналі код 809.»
///

## Так робіть

- Слухайте. Докладніше в [іншій](bad-news.md).

## Так не робіть

- Не перебивайте.

## Коли передавати

Коли погрожують.

## Готові відповіді

/// reply | Підтверджуємо, що почули
    for: novice
    channel: mail

Добрий день, {{name}}! Ми взялися.

- Номер: {{ticket}}
- [Стан](https://help.example.org/)

З повагою,
{{agent}}
///

/// reply | Підтверджуємо, що почули
    for: expert
    channel: mail

{{name}}, код 809. {{agent}}
///

/// reply | Обіцяємо
    channel: chat

Напишу о {{time}}.
///

//// rehearsal | Абонент телефонує втретє
Ви агент. Мета: домовитися.

/// scene | start
> «Я телефоную вже втретє!»

- [ ] «Заспокойтеся, будь ласка.»

    Так людина чує, що вона винна. [Далі](#angrier)

- [x] «Три дзвінки - це забагато, розумію.»

    Ви назвали те, що сталося. [Далі](#good-end)
///

/// scene | angrier
> «Не кажіть мені, що робити!»

- [x] «Перепрошую. Слухаю вас.»

    Ви повернули розмову. [Далі](#good-end)

- [ ] «Такі правила.»

    Правила нічого не пояснюють. [Далі](#angrier)
///

/// scene | good-end
Домовилися.
///
////
"""

ENGLISH = """## Replies

/// reply | We heard you
    for: novice
    channel: mail

Hello, {{name}}! We are on it.

- Number: {{ticket}}
- [State](https://help.example.org/)

Best regards,
{{agent}}
///

/// reply | We heard you
    for: expert
    channel: mail

{{name}}, code 809. {{agent}}
///

/// reply | A promise
    channel: chat

I will write at {{time}}.
///
"""

BAD = "\n\n".join(
    f"## {name}\n\nТекст."
    for name in ("Ситуація", "Мета", "Що казати", "Так робіть", "Так не робіть", "Коли передавати", "Готові відповіді")
)


def files() -> dict[str, str]:
    """Path → text of the content folder."""
    angry = "type: playbook\nsymptoms: [абонент кричить, покличте вашого керівника]\n"
    bad = "type: playbook\nsymptoms: [усе зламалося, коли вже запрацює]\n"
    return {
        "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
        "en/index.md": article("Welcome.", id="KB-0001", title="Help", more="type: page\n"),
        "uk/net/vpn.md": article(
            "Звичайна [стаття](open.md).\n\n## Далі\n\nТекст.", id="KB-0002", title="VPN не працює"
        ),
        "uk/net/open.md": article(BAD, id="KB-0006", title="Відкритий сценарій", more="type: playbook\n"),
        "uk/playbooks/index.md": article(
            "Сценарії.", id="KB-0003", title="Розмови", more="type: page\n", visibility="internal"
        ),
        "uk/playbooks/angry.md": article(
            ANGRY, id="KB-0004", title="Розлючений абонент", more=angry, visibility="internal"
        ),
        "en/playbooks/angry.md": article(
            ENGLISH, id="KB-0004", title="An angry caller", more=angry, visibility="internal"
        ),
        "uk/playbooks/bad-news.md": article(BAD, id="KB-0005", title="Погані новини", more=bad, visibility="internal"),
    }
