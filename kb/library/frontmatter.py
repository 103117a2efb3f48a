"""The front matter: the type is its documentation, its validation and (through `kb schema`) the editor's help."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from kb.edition import Audience, Visibility

ArticleType = Literal["article", "runbook", "known-error", "playbook", "module", "path", "page"]
Status = Literal["wip", "not-validated", "validated", "archived"]

Id = Annotated[str, StringConstraints(pattern=r"^KB-[A-Z0-9]{1,12}$")]
Duration = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,4}(m|h|d|w|mo|y)$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""One line of text: not empty, at most 300 characters."""
ObjectiveId = Annotated[str, StringConstraints(pattern=r"^OBJ(-[A-Z0-9]{1,12}){1,3}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[\w][\w.+/-]*$", max_length=80)]


def _field(en: str, uk: str, default: Any = None, **more: Any) -> Any:
    return Field(default, description=en, json_schema_extra={"uk": uk}, **more)


def _list(en: str, uk: str) -> Any:
    return Field((), description=en, json_schema_extra={"uk": uk})


def _mapping(en: str, uk: str) -> Any:
    return Field(default_factory=dict, description=en, json_schema_extra={"uk": uk})


class _Strict(BaseModel):
    # A quoted date or a number for a title is refused, never converted: a guess would be a silent mistake.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Verified(_Strict):
    """The last confirmation that the article is true."""

    on: date = Field(
        description="Day of the check, as year-month-day without quotes.",
        json_schema_extra={"uk": "День перевірки: рік-місяць-день без лапок."},
    )
    by: Line | None = _field("Person or team that checked.", "Людина чи команда, яка перевірила.")
    against: Line | None = _field("What it was checked against, with the version.", "На чому перевірено, з версією.")
    method: Literal["reproduced", "reviewed", "customer", "vendor"] | None = _field(
        "How: reproduced it, reviewed the text, a customer confirmed, the vendor documents it.",
        "Як: відтворено, переглянуто текст, підтвердив користувач, описав постачальник.",
    )
    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8,64}$")] | None = _field(
        "Fingerprint of the text as it was checked; written by `kb review`.",
        "Відбиток тексту на час перевірки; його записує `kb review`.",
    )


class Exercised(_Strict):
    """One time that a runbook was carried out."""

    on: date = Field(
        description="Day, as year-month-day without quotes.",
        json_schema_extra={"uk": "День: рік-місяць-день без лапок."},
    )
    by: Line | None = _field("Who carried it out.", "Хто виконав.")
    outcome: Literal["worked", "worked-with-changes", "failed"] | None = _field(
        "How it ended: as written, only after changes, or not at all.",
        "Чим завершилося: спрацювало як написано, лише зі змінами чи не спрацювало.",
    )
    minutes: Annotated[int, Field(ge=0, le=100_000)] | None = _field(
        "How many minutes it took.", "Скільки хвилин тривало."
    )
    note: Line | None = _field("What was learnt, in one sentence.", "Що з'ясувалося, одним реченням.")


class _OneOrMore:
    """Marks a list of mappings for editors: one mapping may stand for a list of one. The reader of the header does that."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


def _form(value: Any) -> str:
    return "mapping" if isinstance(value, dict) else "text"


class Input(_Strict):
    """A value that a runbook asks for before its commands are shown."""

    name: Slug = Field(description="Name of the placeholder.", json_schema_extra={"uk": "Назва поля."})
    label: Line | None = _field("What the agent is asked for.", "Що запитати в агента.")
    type: Literal["text", "hostname", "user", "number", "secret", "email", "path"] | None = _field(
        "Kind of value; a secret is asked for without showing it and stored nowhere.",
        "Вид значення; secret (таємницю) вводять приховано й ніде не зберігають.",
    )
    pattern: Line | None = _field("Regular expression that the value must match.", "Регулярний вираз для значення.")
    example: Line | None = _field("An example.", "Приклад.")


def _rejoined(value: Any, key: str, known: frozenset[str]) -> Any:
    """`{id: X, text: Explain, why}`: to YAML the comma begins a key without a value; to its writer it is a comma."""
    if not isinstance(value, dict) or not isinstance(value.get(key), str):
        return value
    rest = [name for name, inner in value.items() if inner is None and name not in known]
    kept = {name: inner for name, inner in value.items() if name not in rest}
    return {**kept, key: ", ".join([value[key], *map(str, rest)])}


def _spelt_out(value: Any) -> Any:
    """A plain line is an objective without an id."""
    return {"text": value} if isinstance(value, str) else _rejoined(value, "text", frozenset({"id", "text"}))


def _step_spelt_out(value: Any) -> Any:
    return _rejoined(value, "note", frozenset({"article", "do", "note"}))


class StudyObjective(_Strict):
    """What a trainee can do afterwards. Certificates and questions name it by its id."""

    id: ObjectiveId | None = _field(
        "Its own id, the same in both languages and stable for ever: certificates, questions and progress hang on it.",
        "Власний id, однаковий обома мовами й незмінний: на ньому тримаються сертифікати, запитання і поступ.",
    )
    text: Line = Field(
        description="What the trainee can do, beginning with a verb.",
        json_schema_extra={"uk": "Що зможе той, хто навчається; починається з дієслова."},
    )


Objective = Annotated[StudyObjective, BeforeValidator(_spelt_out, json_schema_input_type=StudyObjective | Line)]
"""An objective of a module or path: with an id, or a plain line."""


class ModuleStep(_Strict):
    """One thing of a module to read or do."""

    article: Id = Field(
        description="The article, runbook or playbook that it is about.",
        json_schema_extra={"uk": "Стаття, інструкція чи розмовник, про які йдеться."},
    )
    do: Literal["read", "practise", "rehearse", "discuss"] = _field(
        "What to do with it.", "Що з нею зробити.", default="read"
    )
    note: Line | None = _field("A hint for this step, one line.", "Підказка до кроку, один рядок.")


Step = Annotated[ModuleStep, BeforeValidator(_step_spelt_out, json_schema_input_type=ModuleStep)]
"""A step of a module."""


class FrontMatter(_Strict):
    """The keys between the two `---` lines at the top of an article."""

    id: Id = Field(
        description="Stable for ever; the short link /kb/KB-0142/ and mentions in tickets hang on it. A translation has the same id.",
        json_schema_extra={
            "uk": "Незмінний назавжди; на ньому тримаються коротке посилання /kb/KB-0142/ і згадки у зверненнях. Переклад має той самий id."
        },
    )
    title: Line = Field(
        description="In the requester's words.",
        json_schema_extra={"uk": "Словами того, хто звертається."},
    )
    visibility: Visibility = Field(
        description="Who may open it: public, internal (the support team) or restricted (by agreement). Security; missing means not published.",
        json_schema_extra={
            "uk": "Хто може відкрити: public (усі), internal (команда підтримки), restricted (за домовленістю). Це безпека; без неї статтю не опубліковано."
        },
    )
    type: ArticleType = _field("What kind of text it is.", "Вид тексту.", default="article")
    description: Line | None = _field(
        "One sentence for lists and search results.", "Одне речення для переліків і результатів пошуку."
    )
    audience: tuple[Audience, ...] = _list(
        "For whom it is written. Comfort, never security; missing means everyone.",
        "Для кого написано. Це зручність, а не безпека; якщо немає, то для всіх.",
    )
    status: Status = _field(
        "State in Knowledge-Centered Service.", "Стан за Knowledge-Centered Service.", default="not-validated"
    )
    owner: Slug | None = _field(
        "Team or person, a key of content/.kb/owners.yml.", "Команда чи людина, ключ із content/.kb/owners.yml."
    )
    verified: Verified | None = _field("The last confirmation, as evidence.", "Останнє підтвердження, як свідчення.")
    review_every: Duration | None = _field(
        "How long a confirmation lasts: 90d, 26w, 6mo, 1y.", "Скільки діє підтвердження: 90d, 26w, 6mo, 1y."
    )
    applies_to: tuple[Slug, ...] = _list("Products it is about.", "Продукти, яких стосується.")
    symptoms: tuple[Line, ...] = _list(
        "What people say, see or type, and exact error codes; searched like titles.",
        "Що люди кажуть, бачать чи вводять, і точні коди помилок; у пошуку важать, як назва.",
    )
    ticket_category: Slug | None = _field(
        "Category in the ticket system; joins articles with tickets.",
        "Категорія в системі звернень; поєднує статті зі зверненнями.",
    )
    related: tuple[Id, ...] = _list(
        "Ids of articles to show beside it, first of all others.", "id статей, які показати поруч першими."
    )
    supersedes: tuple[Id, ...] = _list("Ids of articles that it replaces.", "id статей, які вона замінює.")
    moved_from: tuple[Line, ...] = _list(
        "Earlier addresses, `network/old-vpn/`, and headings, `#old -> new`, which lead to this article.",
        "Попередні адреси, `network/old-vpn/`, і заголовки, `#old -> new`, які ведуть до цієї статті.",
    )
    tags: tuple[Slug, ...] = _list(
        "Words to group by, the same in both languages.", "Слова для групування, однакові обома мовами."
    )
    order: int | None = _field(
        "Place among its neighbours; smaller comes first.", "Місце серед сусідів; менше число стоїть раніше."
    )
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")] | None = _field(
        "Icon of a topic, from the theme's set: material/wifi.", "Значок теми з набору оформлення: material/wifi."
    )
    template: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+\.html$")] | None = _field(
        "Page template, for pages only: home.html.", "Шаблон сторінки, лише для type: page: home.html."
    )
    # runbooks
    severity: Literal["P1", "P2", "P3", "P4", "P5"] | None = _field(
        "Runbook: severity of the incident, P1 the worst.", "Інструкція: важкість, P1 найвища."
    )
    service: Slug | None = _field("Runbook: the service it is for.", "Інструкція: сервіс.")
    alerts: tuple[Line, ...] = _list(
        "Runbook: names of alerts that lead here.", "Інструкція: назви сповіщень, що ведуть сюди."
    )
    duration: Duration | None = _field(
        "Runbook, module, path: how long it takes: 15m, 2h.", "Інструкція, модуль, шлях: скільки триває: 15m, 2h."
    )
    escalation: Slug | None = _field("Runbook: queue to hand over to.", "Інструкція: черга, якій передати.")
    inputs: tuple[Input, ...] = _list(
        "Runbook: values to ask for first.", "Інструкція: значення, які треба запитати спершу."
    )
    exercised: Annotated[tuple[Exercised, ...], _OneOrMore()] = _list(
        "Runbook: when it was carried out, one record for each time; `kb runbook record` adds one.",
        "Інструкція: коли виконано, запис для кожного разу; його додає `kb runbook record`.",
    )
    # known errors
    problem: Line | None = _field("Known error: the cause in one sentence.", "Відома помилка: причина одним реченням.")
    workaround: Line | None = _field(
        "Known error: what helps until it is mended.", "Відома помилка: що допоможе, доки не виправлено."
    )
    affected: dict[Slug, Line] = _mapping(
        "Known error: product → versions it is in, as text: `24H2`, `>=2409,<2411`.",
        "Відома помилка: продукт → версії, у яких вона є, текстом: `24H2`, `>=2409,<2411`.",
    )
    since: date | None = _field(
        "Known error: the day since which it is known.", "Відома помилка: з якого дня про неї відомо."
    )
    notice: bool = _field(
        "Known error: shown as a public notice while it is open; the article must be public.",
        "Відома помилка: показувати як оголошення, доки не виправлено; стаття має бути public.",
        default=False,
    )
    fixed_in: (
        Annotated[Annotated[Line, Tag("text")] | Annotated[dict[Slug, Line], Tag("mapping")], Discriminator(_form)]
        | None
    ) = _field(
        "Known error: the version that mends it; with several products, product → version.",
        "Відома помилка: версія з виправленням; для кількох продуктів: продукт → версія.",
    )
    # modules and study paths
    objectives: tuple[Objective, ...] = _list(
        "Module, path: what the trainee can do afterwards: `{id: OBJ-SAT-1, text: …}`, or a plain line.",
        "Модуль, шлях: що зможе той, хто навчається: `{id: OBJ-SAT-1, text: …}` або простий рядок.",
    )
    steps: tuple[Step, ...] = _list(
        "Module: what to read and do, in this order.", "Модуль: що прочитати й зробити, у цьому порядку."
    )
    modules: tuple[Id, ...] = _list("Path: ids of its modules, in this order.", "Шлях: id модулів, у цьому порядку.")
    exams: tuple[Id, ...] = _list("Path: ids of its mock exams.", "Шлях: id пробних іспитів.")
    prerequisites: tuple[Id, ...] = _list("Module, path: ids to finish first.", "Модуль, шлях: id, які пройти спершу.")
    certification: Slug | None = _field(
        "Module, path: a key of content/.kb/certifications.yml.",
        "Модуль, шлях: ключ із content/.kb/certifications.yml.",
    )

    @property
    def last_exercised(self) -> Exercised | None:
        """The newest exercise of a runbook, wherever it stands in the list."""
        return max(self.exercised, key=lambda done: done.on, default=None)

    @property
    def fixed_text(self) -> str:
        """The versions that mend a known error, as one line of text."""
        if isinstance(self.fixed_in, dict):
            return ", ".join(f"{product} {version}" for product, version in self.fixed_in.items())
        return self.fixed_in or ""


ESSENTIAL = frozenset({"id", "title", "visibility"})
"""Without these there is no article; any other wrong value costs only itself."""

ONE_OR_MORE = frozenset({"exercised"})
"""Lists for which a single mapping may stand."""
