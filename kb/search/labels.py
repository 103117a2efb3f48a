"""The words of the search in the browser, whole in every language, with plural forms by CLDR category."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kb.strings import strings_for

Labels = Mapping[str, str | Mapping[str, str]]

LABELS: dict[str, Labels] = {
    "uk": {
        "label": "Пошук у базі знань",
        "placeholder": "Що сталося? Слова, код помилки…",
        "results": "Результати пошуку",
        "count": {
            "one": "{n} результат",
            "few": "{n} результати",
            "many": "{n} результатів",
            "other": "{n} результату",
        },
        "hint": "Стрілками виберіть, Enter відкриває, Esc закриває",
        "loading": "Шукаю…",
        "none": "Нічого не знайдено за запитом «{query}»",
        "corrected": "Показано результати для «{query}»",
        "failed": "Пошук зараз недоступний: не вдалося прочитати покажчик.",
        "retry": "Спробувати ще раз",
        "topics": "Перегляньте теми",
        "contact": "Запитати службу підтримки про «{query}»",
        "recent": "Нещодавні запити",
        "forget": "Забути нещодавні запити",
        "forgotten": "Нещодавні запити забуто",
        "clear": "Очистити",
        "more": "Показати ще",
        "filters": "Уточнити",
        "audience": "Для кого",
        "type": "Вид",
        "product": "Продукт",
        "language": "Мова",
        "reset": "Без уточнень",
        "fallback": "іншою мовою",
        "archived": "в архіві",
        "shortcut": "Натисніть /, щоб шукати",
    },
    "en": {
        "label": "Search the knowledge base",
        "placeholder": "What happened? Words, an error code…",
        "results": "Search results",
        "count": {"one": "{n} result", "other": "{n} results"},
        "hint": "Choose with the arrow keys, Enter opens, Esc closes",
        "loading": "Searching…",
        "none": "Nothing found for “{query}”",
        "corrected": "Showing results for “{query}”",
        "failed": "Search is not available now: the index could not be read.",
        "retry": "Try again",
        "topics": "Browse the topics",
        "contact": "Ask the service desk about “{query}”",
        "recent": "Recent searches",
        "forget": "Forget recent searches",
        "forgotten": "Recent searches forgotten",
        "clear": "Clear",
        "more": "Show more",
        "filters": "Narrow down",
        "audience": "For whom",
        "type": "Kind",
        "product": "Product",
        "language": "Language",
        "reset": "No filters",
        "fallback": "in another language",
        "archived": "archived",
        "shortcut": "Press / to search",
    },
}


def labels_for(language: str) -> dict[str, object]:
    """Everything the element says, with the names of audiences, types and languages; English where there is no other."""
    strings = strings_for(language)
    names = {
        "audience": {key: name for key, name in strings.audience.items() if key != "all"},
        "type": dict(strings.type),
        "language": {known: strings_for(known).name for known in LABELS},
    }
    return {**LABELS.get(language, LABELS["en"]), "names": names}


def labels_script(language: str) -> str:
    """The module that the search in the browser takes its words from."""
    words = json.dumps(labels_for(language), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"export const LABELS = {words}\n"
