"""The words of the interface, whole in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.plural import PluralRule

from kb.edition import AUDIENCES

_UK = PluralRule(
    {"one": "n mod 10 is 1 and n mod 100 is not 11", "few": "n mod 10 in 2..4 and n mod 100 not in 12..14"}
)
_EN = PluralRule({"one": "n is 1"})


@dataclass(frozen=True)
class Strings:
    """One language. `forms` are plural forms by CLDR category (one, few, other)."""

    language: str
    name: str
    audience: Mapping[str, str]
    audience_for: Mapping[str, str]
    audience_hint: Mapping[str, str]
    visibility: Mapping[str, str]
    status: Mapping[str, str]
    status_hint: Mapping[str, str]
    type: Mapping[str, str]
    text: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]

    def __getitem__(self, key: str) -> str:
        return self.text[key]

    def count(self, noun: str, number: int) -> str:
        """«5 статей», «1 article»."""
        rule = _UK if self.language == "uk" else _EN
        forms = self.forms[noun]
        return f"{number} {forms.get(rule(number), forms['other'])}"

    def date(self, day: date) -> str:
        """A day as people write it: «2 листопада 2026 р.», “2 November 2026”."""
        return format_date(day, "long", locale="uk" if self.language == "uk" else "en_GB")

    def for_audiences(self, audiences: Sequence[str]) -> str:
        """«Для новачків і досвідчених»; «Для всіх» when nobody or everybody is named."""
        words = [self.audience_for[a] for a in AUDIENCES if a in audiences]
        if len(words) in (0, len(AUDIENCES)):
            return self.text["for_all"]
        last = f" {self.text['and']} {words[-1]}" if words[1:] else words[0]
        return f"{self.text['for']} {', '.join(words[:-1])}{last}"

    def language_name(self, language: str) -> str:
        """A language's name for itself."""
        return strings_for(language).name


def strings_for(language: str) -> Strings:
    """The words of a language; English where there are none of its own."""
    return _ALL.get(language, _ALL["en"])


_ALL = {
    "uk": Strings(
        language="uk",
        name="Українська",
        audience={"all": "Усі", "novice": "Новачок", "expert": "Досвідчений", "accessibility": "Доступність"},
        audience_for={
            "novice": "новачків",
            "expert": "досвідчених",
            "accessibility": "тих, хто користується засобами доступності",
        },
        audience_hint={
            "all": "Усе разом, з позначками, що для кого",
            "novice": "Крок за кроком, простими словами",
            "expert": "Стисло: команди, журнали, причини",
            "accessibility": "Клавіатура, читання з екрана, більший шрифт, по одному кроку",
        },
        visibility={"public": "Для всіх", "internal": "Лише для команди підтримки", "restricted": "Обмежений доступ"},
        status={
            "wip": "Чернетка",
            "not-validated": "Ще не підтверджено",
            "validated": "Підтверджено",
            "archived": "В архіві",
        },
        status_hint={
            "wip": "Цей текст ще пишуть. У ньому можуть бути помилки.",
            "not-validated": "Розв'язання описано, але ще ніхто не підтвердив, що воно допомагає.",
            "archived": "Цю статтю більше не оновлюють. Перевірте, чи немає новішої.",
        },
        type={
            "article": "Стаття",
            "runbook": "Інструкція для агента",
            "known-error": "Відома помилка",
            "playbook": "Сценарій розмови",
            "module": "Навчальний модуль",
            "path": "Навчальний шлях",
            "page": "Сторінка",
        },
        text={
            "for": "Для",
            "and": "і",
            "for_all": "Для всіх",
            "skip": "Перейти до вмісту",
            "home": "Головна",
            "main_menu": "Порадник: головне",
            "topics": "Теми",
            "language": "Мова",
            "search": "Пошук",
            "search_hint": "Наприклад: принтер не друкує",
            "search_go": "Шукати",
            "reading_for": "Для кого",
            "choose_audience": "Як вам зручніше читати?",
            "choose_audience_hint": "Статті, переліки й сам вигляд сторінок підлаштуються. Вибір запам'ятаємо на цьому пристрої.",
            "scheme": "Вигляд",
            "scheme_auto": "Як у системі",
            "scheme_light": "Світлий",
            "scheme_dark": "Темний",
            "internal_edition": "Внутрішнє видання",
            "internal_edition_hint": "Лише для команди підтримки: не пересилайте посилань назовні",
            "greeting": "Чим допомогти?",
            "browse": "Оберіть тему",
            "needed": "Найпотрібніше",
            "sections": "Розділи",
            "articles": "Статті",
            "left_out": "Ще {} для інших читачів.",
            "show": "Показати",
            "hide": "Сховати",
            "other_topics": "Інші теми",
            "breadcrumbs": "Ви тут",
            "browse_articles": "Теми та статті",
            "close": "Закрити",
            "more_in_topic": "Уся тема",
            "toc": "На цій сторінці",
            "owner": "Відповідає",
            "verified": "Перевірено",
            "verified_against": ":",
            "not_verified": "Ще не перевірено",
            "symptoms": "Це про вас, якщо…",
            "related": "Схожі статті",
            "neighbours": "Сусідні статті",
            "previous": "Попередня",
            "next": "Наступна",
            "contact": "Не допомогло?",
            "contact_hint": "Зверніться до нас: відповість людина. Назвіть статтю, яку прочитали, і скажіть, що вже спробували.",
            "short_link": "Коротке посилання",
            "copy": "Копіювати",
            "copied": "Скопійовано",
            "print": "Друкувати",
            "edit": "Виправити цю сторінку",
            "page_tools": "Дії зі статтею",
            "written": "Цю статтю написано",
            "better": "Для вас є інша:",
            "no_better": "Окремої для вас поки немає: скористайтеся цією або напишіть нам.",
            "outdated": "Відколи це перекладено, кроки в оригіналі змінилися. Звірте з ним:",
            "fallback": "Українською цієї статті поки немає. Показуємо мовою оригіналу:",
            "not_found": "Такої сторінки немає",
            "not_found_hint": "Мабуть, її перенесли або в адресі помилка. Пошукайте своїми словами чи оберіть тему.",
            "go_home": "На головну",
            "steps": "Кроки",
            "step": "Крок {n} з {total}",
            "step_previous": "Попередній крок",
            "step_next": "Наступний крок",
            "steps_all": "Показати всі кроки",
            "steps_one": "По одному кроку",
            "stale_banner": "Цю статтю давно не перевіряли (востаннє {}), і щось могло змінитися. Якщо крок не збігається з тим, що ви бачите, напишіть нам.",
            "method_reproduced": "виконано крок за кроком",
            "method_reviewed": "перечитано",
            "method_customer": "підтвердила людина, якій допомогло",
            "method_vendor": "за документацією постачальника",
            "state_product-retired": "продукт застарів",
            "state_invalidated": "текст змінився",
            "state_overdue": "прострочено",
            "state_never-verified": "не перевірено",
            "state_orphaned": "без власника",
            "state_due-soon": "скоро строк",
            "state_current": "чинна",
            "why_product-retired": "продукт, про який ідеться, більше не підтримують",
            "why_invalidated": "текст змінився після перевірки",
            "why_overdue": "перегляд мав бути {} (прострочено на {})",
            "why_never-verified": "статтю ще ніхто не перевірив",
            "why_orphaned": "у статті немає відомого власника",
            "why_due-soon": "перегляд має бути {}",
            "finding_broken-links": "непрацюючих посилань: {}",
            "finding_negative-feedback": "читачі, яким не допомогло: {}",
            "finding_some-products-retired": "більше не підтримують: {}",
            "finding_not-exercised": "востаннє виконано {}",
            "finding_not-exercised_never": "ще ніхто не виконував",
            "finding_changed-since": "змінено в git {}, після перевірки",
            "finding_future-date": "дата перевірки в майбутньому: {}",
            "team_note": "Для команди:",
            "freshness": "Чи правдиві статті",
            "freshness_lead": "Найтерміновіше спершу; станом на {}",
            "freshness_fine": "Усі статті мають чинне свідчення.",
            "freshness_states": "Стани",
            "freshness_forecast": "Переглядів на тиждень",
            "freshness_forecast_hint": "Перший стовпчик: усе, що вже чекає, і перегляди цього тижня.",
            "freshness_week": "Тиждень від",
            "freshness_reviews": "Перегляди",
            "freshness_by_owner": "За власниками",
            "freshness_by_topic": "За темами",
            "freshness_work": "Потребують роботи",
            "freshness_all": "Усього",
            "freshness_list": "Що потребує перегляду",
            "freshness_more": "Ще {}: їх покаже `kb stale`.",
            "freshness_topic": "Тема",
            "freshness_state": "Стан",
            "freshness_article": "Стаття",
            "freshness_due": "Строк",
            "freshness_why": "Чому",
            "freshness_nobody": "нікого",
            "freshness_top": "без теми",
            "filter": "Фільтр",
            "filter_any": "усі",
            "filter_count": "Показано {n} із {total}",
            "sort_by": "Упорядкувати:",
        },
        forms={
            "article": {"one": "стаття", "few": "статті", "other": "статей"},
            "day": {"one": "день", "few": "дні", "other": "днів"},
            "minute": {"one": "хвилина", "few": "хвилини", "other": "хвилин"},
            "reading": {"one": "хвилина читання", "few": "хвилини читання", "other": "хвилин читання"},
        },
    ),
    "en": Strings(
        language="en",
        name="English",
        audience={
            "all": "Everyone",
            "novice": "Newcomer",
            "expert": "Experienced",
            "accessibility": "Accessibility",
        },
        audience_for={
            "novice": "newcomers",
            "expert": "experienced readers",
            "accessibility": "people who use accessibility tools",
        },
        audience_hint={
            "all": "The whole text, labelled by reader",
            "novice": "Step by step, in plain words",
            "expert": "Brief: commands, logs, causes",
            "accessibility": "Keyboard, screen reader, larger type, one step at a time",
        },
        visibility={"public": "For everyone", "internal": "For the support team only", "restricted": "Restricted"},
        status={"wip": "Draft", "not-validated": "Not validated yet", "validated": "Validated", "archived": "Archived"},
        status_hint={
            "wip": "This text is still being written. It may contain mistakes.",
            "not-validated": "A solution is described, but nobody has confirmed yet that it helps.",
            "archived": "This article is no longer kept up to date. See whether there is a newer one.",
        },
        type={
            "article": "Article",
            "runbook": "Runbook",
            "known-error": "Known error",
            "playbook": "Playbook",
            "module": "Training module",
            "path": "Study path",
            "page": "Page",
        },
        text={
            "for": "For",
            "and": "and",
            "for_all": "For everyone",
            "skip": "Skip to content",
            "home": "Home",
            "main_menu": "Main",
            "topics": "Topics",
            "language": "Language",
            "search": "Search",
            "search_hint": "For example: printer does not print",
            "search_go": "Search",
            "reading_for": "For",
            "choose_audience": "How do you like to read?",
            "choose_audience_hint": "Articles, lists and the look of the pages follow. We remember your choice on this device.",
            "scheme": "Appearance",
            "scheme_auto": "Same as system",
            "scheme_light": "Light",
            "scheme_dark": "Dark",
            "internal_edition": "Internal edition",
            "internal_edition_hint": "For the support team only: do not send links outside",
            "greeting": "How can we help?",
            "browse": "Choose a topic",
            "needed": "Most needed",
            "sections": "Sections",
            "articles": "Articles",
            "left_out": "{} more for other readers.",
            "show": "Show",
            "hide": "Hide",
            "other_topics": "Other topics",
            "breadcrumbs": "You are here",
            "browse_articles": "Topics and articles",
            "close": "Close",
            "more_in_topic": "Whole topic",
            "toc": "On this page",
            "owner": "Looked after by",
            "verified": "Checked on",
            "verified_against": " with",
            "not_verified": "Not checked yet",
            "symptoms": "This is for you if…",
            "related": "Related articles",
            "neighbours": "Neighbouring articles",
            "previous": "Previous",
            "next": "Next",
            "contact": "Still stuck?",
            "contact_hint": "Get in touch: a person answers. Say which article you read and what you have tried.",
            "short_link": "Short link",
            "copy": "Copy",
            "copied": "Copied",
            "print": "Print",
            "edit": "Edit this page",
            "page_tools": "Article tools",
            "written": "This article is written",
            "better": "There is one for you:",
            "no_better": "There is no separate one for you yet: use this one, or ask us.",
            "outdated": "The steps of the original have changed since this was translated. Compare with it:",
            "fallback": "This article is not available in English yet. It is shown in its own language:",
            "not_found": "There is no such page",
            "not_found_hint": "It may have moved, or the address has a mistake. Search in your own words or choose a topic.",
            "go_home": "Go to the home page",
            "steps": "Steps",
            "step": "Step {n} of {total}",
            "step_previous": "Previous step",
            "step_next": "Next step",
            "steps_all": "Show all steps",
            "steps_one": "One step at a time",
            "stale_banner": "Nobody has checked this article for a while (the last time was on {}), and things may have changed. If a step does not match what you see, tell us.",
            "method_reproduced": "carried out step by step",
            "method_reviewed": "read through",
            "method_customer": "confirmed by a person it helped",
            "method_vendor": "by the vendor's documentation",
            "state_product-retired": "product retired",
            "state_invalidated": "text changed",
            "state_overdue": "overdue",
            "state_never-verified": "never verified",
            "state_orphaned": "no owner",
            "state_due-soon": "due soon",
            "state_current": "current",
            "why_product-retired": "the product it is about is retired",
            "why_invalidated": "the text has changed since it was verified",
            "why_overdue": "the review was due on {} (late by {})",
            "why_never-verified": "nobody has verified the article yet",
            "why_orphaned": "the article has no known owner",
            "why_due-soon": "the review is due on {}",
            "finding_broken-links": "broken links: {}",
            "finding_negative-feedback": "readers who were not helped: {}",
            "finding_some-products-retired": "retired: {}",
            "finding_not-exercised": "last carried out on {}",
            "finding_not-exercised_never": "never carried out",
            "finding_changed-since": "changed in git on {}, after it was verified",
            "finding_future-date": "verified in the future: {}",
            "team_note": "For the team:",
            "freshness": "Are the articles still true?",
            "freshness_lead": "The most urgent first; as of {}",
            "freshness_fine": "There is valid evidence for every article.",
            "freshness_states": "States",
            "freshness_forecast": "Reviews by week",
            "freshness_forecast_hint": "The first bar: all that waits already, and this week's reviews.",
            "freshness_week": "Week of",
            "freshness_reviews": "Reviews",
            "freshness_by_owner": "By owner",
            "freshness_by_topic": "By topic",
            "freshness_work": "Need work",
            "freshness_all": "All",
            "freshness_list": "What needs a review",
            "freshness_more": "{} more: `kb stale` shows them.",
            "freshness_topic": "Topic",
            "freshness_state": "State",
            "freshness_article": "Article",
            "freshness_due": "Due",
            "freshness_why": "Why",
            "freshness_nobody": "nobody",
            "freshness_top": "no topic",
            "filter": "Filter",
            "filter_any": "any",
            "filter_count": "{n} of {total} shown",
            "sort_by": "Sort by",
        },
        forms={
            "article": {"one": "article", "other": "articles"},
            "day": {"one": "day", "other": "days"},
            "minute": {"one": "minute", "other": "minutes"},
            "reading": {"one": "minute to read", "other": "minutes to read"},
        },
    ),
}
