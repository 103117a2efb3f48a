"""Every problem code with its meaning, once: messages, SARIF rules and the handbook read it from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""An error fails a check, a warning fails it with `--strict`, a note never does."""


@dataclass(frozen=True)
class Code:
    """What a code means, in both languages of the handbook, and whether it fails a check."""

    severity: Severity
    en: str
    uk: str


def _error(en: str, uk: str) -> Code:
    return Code("error", en, uk)


def _warning(en: str, uk: str) -> Code:
    return Code("warning", en, uk)


def _note(en: str, uk: str) -> Code:
    return Code("note", en, uk)


CODES: dict[str, Code] = {
    # 1xx: the file and its front matter
    "KB100": _error(
        "The file can't be read as text: it is not UTF-8, holds NUL bytes, is larger than 2 MB, or leads out of the content folder.",
        "Файл неможливо прочитати як текст: не UTF-8, містить нульові байти, більший за 2 МБ або веде за межі теки вмісту.",
    ),
    "KB101": _error(
        "The article has no front matter, or it is not closed with a line of three hyphens.",
        "Стаття не має заголовкових даних, або їх не закрито рядком із трьох дефісів.",
    ),
    "KB102": _error(
        "The front matter is not valid YAML, or is not a list of `key: value`.",
        "Заголовкові дані не є правильним YAML або переліком `ключ: значення`.",
    ),
    "KB103": _error(
        "A key stands twice in the front matter; only one of the values could count.",
        "Ключ стоїть у заголовкових даних двічі, а врахувати можна лише одне значення.",
    ),
    "KB104": _error(
        "A required key is missing. Without `visibility` the article is in no edition.",
        "Бракує обов'язкового ключа. Без `visibility` стаття не потрапляє до жодного видання.",
    ),
    "KB105": _error(
        "A value has the wrong type or is not one of the accepted words.",
        "Значення має не той тип або не належить до дозволених слів.",
    ),
    "KB106": _warning(
        "The key is unknown; it is ignored.",
        "Невідомий ключ; його не враховано.",
    ),
    "KB107": _error(
        "A date is not a date: quoted, in another order than year-month-day, or not in the calendar.",
        "Дата не є датою: взята в лапки, не в порядку рік-місяць-день або такого дня немає в календарі.",
    ),
    # 2xx: blocks and the door
    "KB201": _error(
        "A block is never closed. The whole article stays out of every edition until it is.",
        "Блок не закрито. Доки це не виправлено, статті немає в жодному виданні.",
    ),
    "KB202": _error(
        "A closing line has no opening one, or blocks are nested wrongly. The whole article stays out of every edition.",
        "Рядок, що закриває блок, не має відкривного, або блоки вкладено неправильно. Статті немає в жодному виданні.",
    ),
    "KB203": _error(
        "The name of a block is unknown. The block is hidden.",
        "Невідома назва блоку. Блок приховано.",
    ),
    "KB204": _error(
        "The value of a visibility or audience block is missing or unknown. The block is hidden.",
        "Значення блоку visibility чи audience відсутнє або невідоме. Блок приховано.",
    ),
    "KB205": _error(
        "A line looks like a visibility or audience block but is not one. The whole article stays out of every edition.",
        "Рядок схожий на блок visibility чи audience, але ним не є. Статті немає в жодному виданні.",
    ),
    "KB206": _error(
        "The text includes another file past the door (`--8<--`). The line is removed.",
        "Текст вставляє інший файл в обхід дверей (`--8<--`). Рядок вилучено.",
    ),
    # 3xx: links and assets
    "KB301": _error(
        "A link leads to a file that does not exist.",
        "Посилання веде на файл, якого немає.",
    ),
    "KB302": _error(
        "A link leads to a heading that does not exist.",
        "Посилання веде на заголовок, якого немає.",
    ),
    "KB303": _warning(
        "A link leads to an article with a narrower visibility; in the wider edition only its text is shown.",
        "Посилання веде на статтю з вужчим доступом; у ширшому виданні видно лише його текст.",
    ),
    "KB304": _error(
        "A link or image leads out of the content folder.",
        "Посилання чи зображення веде за межі теки вмісту.",
    ),
    "KB305": _warning(
        "A file is used by no article; it is not published.",
        "Файл не використано в жодній статті; його не опубліковано.",
    ),
    "KB306": _warning(
        "A link leads to the other language; readers change language with the switch.",
        "Посилання веде іншою мовою; читачі змінюють мову перемикачем.",
    ),
    # 4xx: the library as a whole
    "KB401": _error(
        "Two articles of one language have the same id. The second stays out of every edition.",
        "Дві статті однієї мови мають однаковий id. Другої немає в жодному виданні.",
    ),
    "KB402": _warning(
        "An article and its translation have different ids.",
        "Стаття та її переклад мають різні id.",
    ),
    "KB403": _error(
        "An article refers to an id that does not exist.",
        "Стаття посилається на id, якого немає.",
    ),
    "KB404": _error(
        "Articles supersede each other in a circle.",
        "Статті замінюють одна одну по колу.",
    ),
    "KB405": _warning(
        "The owner is not in content/.kb/owners.yml, or none is given.",
        "Власника немає в content/.kb/owners.yml або його не вказано.",
    ),
    "KB406": _error(
        "The file is not in a language folder, or lies where the build writes its own pages (kb/).",
        "Файл не лежить у теці мови або лежить там, де збирання пише власні сторінки (kb/).",
    ),
    "KB407": _error(
        "Two files would get the same address.",
        "Два файли отримали б однакову адресу.",
    ),
    # 45x: the history of addresses
    "KB450": _error(
        "An address that readers may have saved leads nowhere: the article moved or is gone, and no `moved_from` names it.",
        "Адреса, яку могли зберегти читачі, нікуди не веде: статтю перенесено або вилучено, і жоден `moved_from` її не називає.",
    ),
    "KB451": _error(
        "A heading that other articles link to is gone, and no `moved_from` says where it is.",
        "Немає заголовка, на який посилаються інші статті, і жоден `moved_from` не каже, де він тепер.",
    ),
    "KB452": _warning(
        "A heading is gone that somebody may have saved a link to.",
        "Немає заголовка, посилання на який хтось міг зберегти.",
    ),
    "KB453": _error(
        "An id is gone: its short link and mentions in tickets lead nowhere. No article `supersedes` it.",
        "Зник id: його коротке посилання і згадки у зверненнях нікуди не ведуть. Жодна стаття не замінює його через `supersedes`.",
    ),
    "KB454": _error(
        "`moved_from` names an address or a heading that exists.",
        "`moved_from` називає адресу чи заголовок, що існує.",
    ),
    "KB455": _error(
        "Two articles claim the same earlier address.",
        "Дві статті заявляють ту саму попередню адресу.",
    ),
    "KB456": _error(
        "Entries of `moved_from` lead in a circle.",
        "Записи `moved_from` ведуть по колу.",
    ),
    "KB457": _error(
        "An entry of `moved_from` is not understood, or leads to a heading that does not exist.",
        "Запис `moved_from` незрозумілий або веде до заголовка, якого немає.",
    ),
    # 5xx: configuration and team data
    "KB501": _error(
        "The configuration is missing, is not valid YAML, or has a value that is not accepted.",
        "Налаштувань немає, це не правильний YAML або значення недопустиме.",
    ),
    "KB502": _error(
        "A file of team data (content/.kb/) is not valid.",
        "Файл даних команди (content/.kb/) неправильний.",
    ),
    # 60x, 61x: runbooks
    "KB600": _warning(
        "A runbook lacks a section that the team's policy requires.",
        "Інструкції бракує розділу, якого вимагають правила команди.",
    ),
    "KB601": _warning(
        "The sections of a runbook stand in another order.",
        "Розділи інструкції стоять в іншому порядку.",
    ),
    "KB602": _warning(
        "A runbook has no steps: its sections hold no numbered list.",
        "Інструкція не має кроків: у її розділах немає нумерованого списку.",
    ),
    "KB603": _error(
        "A branch leads to a step that does not exist, or its text names another one.",
        "Розгалуження веде до кроку, якого немає, або в тексті названо інший.",
    ),
    "KB604": _warning(
        "The number of a step, as written, is not the one that it has: steps are numbered through the whole runbook.",
        "Номер кроку в тексті не той, який він має: кроки нумеруються через усю інструкцію.",
    ),
    "KB605": _warning(
        "A runbook does not say how one sees that it worked: the section for that has no step.",
        "Інструкція не каже, як побачити, що все вийшло: у цьому розділі немає жодного кроку.",
    ),
    "KB606": _warning(
        "A translation of a runbook has other steps or commands than the original.",
        "Переклад інструкції має не ті кроки чи команди, що оригінал.",
    ),
    "KB607": _warning(
        "A second shell (ssh, eval, sh -c) reads a value once more: quotes hold only once, so it needs a pattern.",
        "Друга оболонка (ssh, eval, sh -c) читає значення ще раз: лапки діють лише раз, тож потрібен шаблон.",
    ),
    "KB608": _warning(
        "A command of a runbook has no name.",
        "Команда інструкції не має назви.",
    ),
    "KB609": _warning(
        "The name of a command stands twice in a runbook, or is not in small letters, digits and hyphens.",
        "Назва команди стоїть в інструкції двічі або складається не з малих літер, цифр і дефісів.",
    ),
    "KB610": _error(
        "A block is marked as a command, but nobody knows for which shell.",
        "Блок позначено як команду, але невідомо, для якої оболонки.",
    ),
    "KB611": _warning(
        "A command deletes, stops or restarts something and is not marked with `danger=true`.",
        "Команда щось видаляє, зупиняє чи перезапускає, але не має позначки `danger=true`.",
    ),
    "KB612": _error(
        "A placeholder in a command is not declared in `inputs`.",
        "Поле в команді не оголошено в `inputs`.",
    ),
    "KB613": _warning(
        "An input of a runbook is used by no command, or is declared twice.",
        "Значення інструкції не потрібне жодній команді або оголошене двічі.",
    ),
    "KB614": _error(
        "A placeholder stands inside quotes or another place where quoting can't protect: a value could break out of its argument.",
        "Поле стоїть у лапках або в іншому місці, де лапки не захистять: значення може вийти за межі свого аргументу.",
    ),
    "KB615": _warning(
        "The pattern of an input can't be read, or its example does not fit it.",
        "Шаблон значення неможливо прочитати або приклад йому не відповідає.",
    ),
    # 62x: queues
    "KB620": _error(
        "The file of queues, content/.kb/queues.yml, or a queue in it is not valid. A queue whose name, kind, hours or visibility is wrong is left out.",
        "Файл черг content/.kb/queues.yml або черга в ньому неправильні. Черги, у якої хибні name, kind, hours чи visibility, немає ніде.",
    ),
    "KB621": _error(
        "A runbook hands over to a queue that does not exist.",
        "Інструкція передає звернення черзі, якої немає.",
    ),
    "KB622": _error(
        "The time zone of a queue is unknown.",
        "Часовий пояс черги невідомий.",
    ),
    "KB623": _error(
        "The hours of a queue are not understood: days such as mon-fri, times in quotes.",
        "Години черги незрозумілі: дні на зразок mon-fri, час у лапках.",
    ),
    "KB624": _warning(
        "A key of a queue is unknown; it is ignored.",
        "Невідомий ключ черги; його не враховано.",
    ),
    "KB625": _warning(
        "A queue promises an answer day and night, but nobody answers outside its hours.",
        "Черга обіцяє відповідь цілодобово, але поза робочим часом ніхто не відповідає.",
    ),
    "KB626": _warning(
        "Nobody can reach a queue: it has no way of contact.",
        "З чергою неможливо зв'язатися: у неї немає жодного контакту.",
    ),
    "KB627": _warning(
        "A text of a queue lacks one of the site's languages.",
        "Тексту черги бракує однією з мов сайту.",
    ),
    "KB628": _error(
        "A promise of a queue (`sla`) is not a length of time, or a lesser incident is answered sooner than a worse one.",
        "Обіцянка черги (`sla`) не є проміжком часу або на меншу аварію відповідають швидше, ніж на більшу.",
    ),
    # 63x: known errors
    "KB630": _warning(
        "A known error has no workaround: readers learn what is wrong, but not what they can do.",
        "Відома помилка не має обхідного шляху: читачі знають, що сталося, але не знають, що робити.",
    ),
    "KB631": _error(
        "`affected` or `fixed_in` names a product that is not in content/.kb/products.yml.",
        "`affected` або `fixed_in` називає продукт, якого немає в content/.kb/products.yml.",
    ),
    "KB632": _note(
        "The versions in use have the fix: the known error has retired by itself and may be archived.",
        "Версії, якими тут користуються, вже виправлено: відома помилка закрилася сама, її можна архівувати.",
    ),
    "KB633": _error(
        "A public notice is asked for, but the article is not public, or is no known error.",
        "Просять показати оголошення, але стаття не public або не є відомою помилкою.",
    ),
    "KB634": _warning(
        "A section of a known error is missing.",
        "У відомій помилці бракує розділу.",
    ),
    "KB635": _error(
        "Affected versions are not understood.",
        "Уражені версії записано незрозуміло.",
    ),
    "KB636": _warning(
        "The version with the fix can't be compared with the version in use, so the known error never retires by itself.",
        "Версію з виправленням неможливо порівняти з тією, якою тут користуються, тож відома помилка сама не закриється.",
    ),
    "KB637": _warning(
        "`affected` and `fixed_in` contradict each other.",
        "`affected` і `fixed_in` суперечать одне одному.",
    ),
    "KB638": _warning(
        "It is not said which product or version a known error affects, or since when it is known.",
        "Не сказано, якого продукту чи версії стосується відома помилка або відколи про неї відомо.",
    ),
    "KB639": _error(
        "The translations of a known error state different facts.",
        "Переклади відомої помилки подають різні факти.",
    ),
    # 64x: playbooks, replies, rehearsals and decisions
    "KB640": _warning(
        "A playbook lacks a section, or has its sections in another order.",
        "Сценарію розмови бракує розділу, або його розділи йдуть в іншому порядку.",
    ),
    "KB642": _error(
        "An option of a reply is unknown or not accepted, or the reply has no text.",
        "Параметр готової відповіді невідомий чи недопустимий, або відповідь не має тексту.",
    ),
    "KB643": _warning(
        "A placeholder of a reply is not listed in the policy.",
        "Поля готової відповіді немає в переліку політики.",
    ),
    "KB644": _warning(
        "Replies or rehearsals differ between the languages in more than words.",
        "Готові відповіді чи репетиції різними мовами відрізняються не лише словами.",
    ),
    "KB645": _warning(
        "After an answer of a decision there is nothing to do, or the decision has no answers.",
        "Після відповіді в покроковому виборі нема чого робити, або варіантів відповіді немає.",
    ),
    "KB647": _error(
        "A choice of a rehearsal leads to no scene, or to one that does not exist.",
        "Варіант у репетиції не веде до жодної сцени або веде до тієї, якої немає.",
    ),
    "KB648": _warning(
        "No choice leads to a scene of a rehearsal.",
        "До сцени репетиції не веде жоден варіант.",
    ),
    "KB649": _error(
        "A rehearsal has no end, or can't reach it from a scene.",
        "Репетиція не має кінця, або його не досягти з якоїсь сцени.",
    ),
    "KB650": _warning(
        "A choice of a rehearsal has no feedback.",
        "Варіант у репетиції не має відгуку.",
    ),
    "KB651": _warning(
        "A scene of a rehearsal offers no good choice.",
        "У сцені репетиції немає жодного вдалого варіанта.",
    ),
    "KB652": _error(
        "A scene has no name, one that another scene has, or no rehearsal around it; or a rehearsal has no scenes.",
        "Сцена не має назви, має назву іншої сцени або стоїть поза репетицією; або репетиція не має сцен.",
    ),
    # 7xx: quality
    "KB701": _warning(
        "The title is not in the requester's words: too short, too long, in capitals, a sentence, or the language of a department.",
        "Назва не словами заявника: надто коротка чи довга, великими літерами, з крапкою або мовою відділу.",
    ),
    "KB702": _warning(
        "An article is about more than one issue.",
        "У статті більше ніж одна проблема.",
    ),
    "KB703": _warning(
        "A how-to doesn't say for which environment it holds.",
        "Покрокова стаття не каже, для якого середовища вона чинна.",
    ),
    "KB704": _warning(
        "A how-to doesn't say how one sees that it worked.",
        "Покрокова стаття не каже, як побачити, що все вийшло.",
    ),
    "KB705": _warning(
        "Steps have bullets instead of numbers.",
        "Кроки мають маркери замість номерів.",
    ),
    "KB706": _warning(
        "Something is left of the template, or marked as unfinished.",
        "Лишилося щось від заготовки або позначене недописаним.",
    ),
    "KB707": _warning(
        "Two articles say the same, or nearly.",
        "Дві статті кажуть те саме або майже те саме.",
    ),
    "KB711": _warning(
        "An image has no text, or one that says nothing about it.",
        "Зображення не має тексту або має такий, що нічого про нього не каже.",
    ),
    "KB712": _warning(
        "A heading skips a level, or is of the first level, which belongs to the title.",
        "Заголовок пропускає рівень або стоїть на рівні назви сторінки.",
    ),
    "KB713": _warning(
        "A step can be done by mouse alone.",
        "Крок можна виконати лише мишею.",
    ),
    "KB714": _warning(
        "An instruction rests on colour or place alone.",
        "Вказівка спирається лише на колір чи місце.",
    ),
    "KB715": _warning(
        "A video has no captions, or a sound no transcript.",
        "Відео не має субтитрів або звук не має стенограми.",
    ),
    "KB716": _warning(
        "A longer passage in another language doesn't say which.",
        "Довший уривок іншою мовою не каже, якою саме.",
    ),
    "KB721": _note(
        "The text is harder to read than its audience needs (LIX).",
        "Текст складніший, ніж потрібно його аудиторії (LIX).",
    ),
    "KB722": _warning(
        "A word that the glossary advises against.",
        "Слово, якого словник радить уникати.",
    ),
    "KB731": _warning(
        "Something looks like a key, a token or a password.",
        "Щось схоже на ключ, токен або пароль.",
    ),
    "KB732": _warning(
        "Something looks like real personal data: an address, a phone, card, account or tax number.",
        "Щось схоже на справжні особисті дані: адреса, номер телефону, картки, рахунку чи платника податків.",
    ),
    "KB741": _warning(
        "Spaces at the ends of lines, or empty lines at the end of the file.",
        "Пробіли наприкінці рядків або порожні рядки наприкінці файла.",
    ),
    "KB751": _warning(
        "A link leads to a page of another site that is gone (with `--external` only).",
        "Посилання веде на сторінку іншого сайту, якої вже немає (лише з `--external`).",
    ),
    # 80x and 81x: questions and exams
    "KB800": _error(
        "Something in a question block is not understood: an option, or text where none can stand. The question is left out.",
        "Щось у блоці запитання незрозуміле: параметр або текст, де його бути не може. Запитання не враховано.",
    ),
    "KB801": _error(
        "The id of a question or a scenario is missing or has the wrong form.",
        "Немає id запитання чи ситуації, або він має не той вигляд.",
    ),
    "KB802": _error(
        "Two questions, or two scenarios, of one language have the same id.",
        "Два запитання або дві ситуації однієї мови мають однаковий id.",
    ),
    "KB803": _error(
        "A question can't be answered: no right answer, too many, or too little to choose from. It is left out.",
        "На запитання неможливо відповісти: немає правильної відповіді, їх забагато або нема з чого вибирати. Його не враховано.",
    ),
    "KB804": _warning(
        "An answer doesn't say why it is right or wrong, or a question has no feedback.",
        "Відповідь не пояснює, чому вона правильна чи хибна, або запитання не має пояснення.",
    ),
    "KB805": _warning(
        "A question has no objective: no exam can ask it.",
        "Запитання не має навчальної цілі: жоден іспит не зможе його поставити.",
    ),
    "KB806": _error(
        "The objective of a question or an exam belongs to no module.",
        "Навчальна ціль запитання чи іспиту не належить жодному модулю.",
    ),
    "KB807": _warning(
        "A question doesn't say which article it is about, so that nobody notices when it is outdated.",
        "Запитання не каже, якої статті стосується, тож ніхто не помітить, що воно застаріло.",
    ),
    "KB808": _error(
        "The source of a question does not exist: no such article, or no such heading in it.",
        "Джерела запитання немає: немає такої статті або такого заголовка в ній.",
    ),
    "KB809": _warning(
        "The article that a question is about has changed since somebody read the question against it.",
        "Стаття, якої стосується запитання, змінилася, відколи запитання з нею звіряли.",
    ),
    "KB810": _note(
        "Nobody has read a question against its article yet; `kb academy accept` records it.",
        "Запитання ще ніхто не звіряв зі статтею; це записує `kb academy accept`.",
    ),
    "KB811": _warning(
        "A question or an exam and its translation differ in more than language: kind, objective, answers or their number.",
        "Запитання чи іспит і його переклад відрізняються не лише мовою: видом, ціллю, відповідями або їх кількістю.",
    ),
    "KB812": _warning(
        "A question is missing in the translation of its article.",
        "Запитання немає в перекладі його статті.",
    ),
    "KB813": _error(
        "A scenario has no text or no question.",
        "Ситуація не має тексту або запитань.",
    ),
    "KB814": _error(
        "An option of an exam is missing or has a value that is not accepted. The exam is left out.",
        "Параметра іспиту бракує або його значення недопустиме. Іспит не враховано.",
    ),
    "KB815": _warning(
        "There are fewer questions for an exam, or for a part of its blueprint, than it asks.",
        "Для іспиту або частини його плану запитань менше, ніж він ставить.",
    ),
    "KB816": _error(
        "A question or an answer has no text, or two answers say the same.",
        "Запитання чи відповідь без тексту, або дві відповіді кажуть те саме.",
    ),
    "KB817": _warning(
        "The source of a question can't be opened by everybody who sees the question.",
        "Джерело запитання можуть відкрити не всі, хто бачить запитання.",
    ),
    # 82x: modules and study paths
    "KB820": _error(
        "Prerequisites of modules form a circle.",
        "Передумови модулів утворюють коло.",
    ),
    "KB821": _warning(
        "A module of a path needs another one that the path leaves out, or has only later.",
        "Модуль шляху потребує іншого, якого в шляху немає або який стоїть у ньому пізніше.",
    ),
    "KB822": _error(
        "A step, a module or an exam is named that does not exist in this language.",
        "Названо крок, модуль або іспит, якого цією мовою немає.",
    ),
    "KB823": _error(
        "A path names something that is no module, or a module has another module as a step.",
        "Шлях називає не модуль, або модуль має кроком інший модуль.",
    ),
    "KB824": _note(
        "A module or path names an article with a narrower visibility; in the wider edition it is left out and not counted.",
        "Модуль або шлях називає статтю з вужчим доступом; у ширшому виданні її немає, і вона не рахується.",
    ),
    "KB825": _error(
        "An objective is defined twice.",
        "Ціль навчання визначено двічі.",
    ),
    "KB826": _warning(
        "A module and its translation have other objectives or steps; progress could not be carried over.",
        "Модуль і його переклад мають різні цілі або кроки; поступ не перенесеться.",
    ),
    "KB827": _warning(
        "No question asks about an objective.",
        "Жодне запитання не стосується цілі.",
    ),
    "KB828": _warning(
        "A module has no questions.",
        "Модуль не має запитань.",
    ),
    "KB829": _error(
        "A certificate names an objective of ours that no module has.",
        "Сертифікат називає нашу ціль, якої немає в жодному модулі.",
    ),
    "KB830": _error(
        "A module or path names a certificate that is not in content/.kb/certifications.yml.",
        "Модуль або шлях називає сертифікат, якого немає в content/.kb/certifications.yml.",
    ),
    "KB831": _warning(
        "An objective of a certificate has no material, or no questions.",
        "Для вимоги сертифіката немає матеріалу або запитань.",
    ),
    "KB832": _warning(
        "A duration can't be right: reading alone takes longer, or the modules of a path add up to something else.",
        "Тривалість неможлива: саме читання довше, або модулі шляху дають іншу суму.",
    ),
    # 84x: exchange with other systems
    "KB840": _error(
        "A file with foreign questions can't be read, or ends in the middle.",
        "Файл із чужими запитаннями неможливо прочитати, або він уривається.",
    ),
    "KB841": _error(
        "A question of a foreign file is malformed and left out; the others go on.",
        "Запитання чужого файла записане з помилкою, тож його не взято; решта йде далі.",
    ),
    "KB842": _warning(
        "A foreign question is of a kind that does not exist here, such as an essay. It is left out.",
        "Чуже запитання такого виду, якого тут немає, наприклад есе. Його не взято.",
    ),
    "KB843": _warning(
        "A foreign question was taken, but not everything in it.",
        "Чуже запитання взято, але не все, що в ньому було.",
    ),
    "KB844": _error(
        "A foreign question can't be answered, or can't be written as a block of ours. It is left out.",
        "На чуже запитання неможливо відповісти або його неможливо записати нашим блоком. Його не взято.",
    ),
    "KB845": _warning(
        "The id of a foreign question is taken; it got another one.",
        "Id чужого запитання вже зайнятий; воно дістало інший.",
    ),
    # 9xx: verification of a finished site
    "KB901": _error(
        "A text, title, id or path that this edition may not show is in the finished site.",
        "У готовому сайті є текст, назва, id або шлях, яких це видання не має показувати.",
    ),
    "KB902": _error(
        "A file that this edition may not show is in the finished site, possibly under another name.",
        "У готовому сайті є файл, якого це видання не має показувати, можливо, під іншою назвою.",
    ),
    "KB903": _error(
        "A file of the finished site can't be looked into and is not a known asset.",
        "У файл готового сайту неможливо заглянути, і це не відомий ресурс.",
    ),
}
