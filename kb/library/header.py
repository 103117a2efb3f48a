"""From the text of a file to front matter and body, or to problems that name the line and column."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import ValidationError

from kb.library.frontmatter import ESSENTIAL, FrontMatter
from kb.problem import Problem, did_you_mean

MAX_BYTES = 2_000_000
MAX_HEADER = 64_000
MAX_DEPTH = 20
_OPEN = re.compile(r"\A\s*^---[ \t]*$", re.MULTILINE)
_CLOSE = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)
_US_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$")
_ISO_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}")
_KNOWN = frozenset(FrontMatter.model_fields)


class Parsed(NamedTuple):
    """What a file gave. `meta` is None when there is no article in it; `body_line` counts from 1."""

    meta: FrontMatter | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    key_lines: dict[str, int]


def parse(path: str, text: str) -> Parsed:
    """Split and validate one file. `text` has Unix line ends and no BOM. Never raises on bad input."""
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        what = "the front matter is not closed with a line of three hyphens" if opening else "there is no front matter"
        hint = "put the keys between two lines of three hyphens at the top of the file; `kb new article` writes a valid header"
        return Parsed(None, text, 1, (Problem(path, 1, 1, "KB101", what, hint),), {})
    header = text[opening.end() : closing.start()]
    first_line = text.count("\n", 0, opening.end()) + 1
    body = text[closing.end() :]
    body_line = text.count("\n", 0, closing.end()) + 1
    return _validate(path, header, first_line, body, body_line)


def _validate(path: str, header: str, first_line: int, body: str, body_line: int) -> Parsed:
    try:
        if len(header) > MAX_HEADER:
            raise yaml.YAMLError(f"the front matter is longer than {MAX_HEADER} characters")
        if _MAYBE_DEEP.search(header) and _too_deep(header):
            raise yaml.YAMLError(f"the front matter is nested more than {MAX_DEPTH} levels deep")
        data = _HANDLER.load(header)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        return Parsed(None, body, body_line, (_yaml_problem(path, header, first_line, error),), {})
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        found = (
            "empty"
            if data is None
            else f"a {type(data).__name__}"
            if not isinstance(data, dict)
            else "a mapping with a key that is no text"
        )
        problem = Problem(
            path,
            first_line + 1,
            1,
            "KB102",
            f"the front matter is {found}, not a list of `key: value`",
            "write one `key: value` a line",
        )
        return Parsed(None, body, body_line, (problem,), {})
    for key in [k for k, v in data.items() if v is None and k in _KNOWN]:
        # «owner:» with nothing behind it is the same as no owner
        del data[key]
    problems: list[Problem] = []
    meta: FrontMatter | None = None
    where = _Places(header, first_line)
    data = {key: _tuples(value) for key, value in data.items()}
    try:
        meta = FrontMatter.model_validate(data)
    except ValidationError as error:
        problems = [_problem(path, where, data, dict(e)) for e in error.errors(include_url=False, include_context=True)]
        wrong = {str(e["loc"][0]) for e in error.errors(include_url=False)}
        # One wrong value costs only itself, unless the article can't be without it.
        if not wrong & ESSENTIAL:
            meta = FrontMatter.model_validate({k: v for k, v in data.items() if k not in wrong})
    return Parsed(
        meta, body, body_line, tuple(problems), {key: where(key)[0] for key in data} if problems else where.cheap()
    )


def _tuples(value: Any) -> Any:
    """YAML lists become tuples, all the way down: the values are frozen."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return value


_MAYBE_DEEP = re.compile(r"(?:[\[{][^\[\]{}]*){20}|(?:[-?:][ \t]+){20}")


def _too_deep(header: str) -> bool:
    """Told from the stream of events, which needs no recursion."""
    depth = 0
    for event in yaml.parse(header, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML that refuses a key given twice, and in which only true and false are booleans (as in YAML 1.2):
    `on:` is a key and `no` a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key}" stands twice', key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


class _Handler(YAMLHandler):
    def load(self, fm: str, **kwargs: object) -> Any:
        if re.search(r"(?:^|[\s\[,:{-])[&*][\w-]+", re.sub(r"'[^']*'|\"[^\"]*\"", "''", fm)) and _has_alias(fm):
            raise yaml.YAMLError("anchors and aliases (& and *) are not accepted in front matter")
        return super().load(fm, Loader=_Loader)


def _has_alias(header: str) -> bool:
    return any(isinstance(token, yaml.AliasToken) for token in yaml.scan(header))


_HANDLER = _Handler()


def _yaml_problem(path: str, header: str, first_line: int, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (first_line + mark.line, mark.column + 1) if mark else (first_line + 1, 1)
    said = str(getattr(error, "problem", None) or error).strip().split("\n")[0] or type(error).__name__
    if "stands twice" in said:
        return Problem(path, line, column, "KB103", said, "keep one of the two")
    if mark is None and isinstance(error, ValueError):
        line, word = _impossible_date(header, first_line)
        if word:
            return Problem(
                path,
                line,
                1,
                "KB107",
                f'"{word}" is not a day of the calendar',
                "write a date as year-month-day: 2026-11-02",
            )
    hint = "check quotes, indentation and the space after each colon; quote text that contains a colon"
    return Problem(path, line, column, "KB102", f"the front matter is not valid YAML: {said}", hint)


def _impossible_date(header: str, first_line: int) -> tuple[int, str]:
    for number, line in enumerate(header.split("\n")):
        for word in re.findall(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ][\d:.Z+-]+)?", line):
            try:
                date.fromisoformat("-".join(part.zfill(2) for part in word[:10].strip("Tt ").split("-")))
            except ValueError:
                return first_line + number, word
    return first_line, ""


class _Places:
    """Line and column of a key or value in the header; composed only when somebody asks."""

    def __init__(self, header: str, first_line: int) -> None:
        self._header, self._first = header, first_line
        self._root: Any = None

    def __call__(self, *location: object) -> tuple[int, int]:
        if self._root is None:
            self._root = yaml.compose(self._header, Loader=_Loader)
        node, mark = self._root, self._root.start_mark
        for step in location:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == step), None)
                if pair is None:
                    break
                node, mark = (
                    pair[1],
                    (
                        pair[0]
                        if step == location[-1] and pair[1].start_mark.line != pair[0].start_mark.line
                        else pair[1]
                    ).start_mark,
                )
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return self._first + mark.line, mark.column + 1

    def written(self, *location: object) -> str:
        """A scalar as the author wrote it, or an empty string."""
        self()
        node = self._root
        for step in location:
            if isinstance(node, yaml.MappingNode):
                node = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def key(self, name: str) -> tuple[int, int]:
        """Where the key itself stands."""
        for number, line in enumerate(self._header.split("\n")):
            if re.match(rf"""\s*["']?{re.escape(name)}["']?\s*:""", line):
                return self._first + number, len(line) - len(line.lstrip()) + 1
        return self._first, 1

    def cheap(self) -> dict[str, int]:
        """Line of each top-level key, by text alone."""
        found = re.finditer(r"^([\w-]+)[ \t]*:", self._header, re.MULTILINE)
        return {m[1]: self._first + self._header.count("\n", 0, m.start()) for m in found}


def _problem(path: str, where: _Places, data: dict[str, Any], error: dict[str, Any]) -> Problem:
    location = error["loc"]
    key = ".".join(str(part) for part in location)
    kind = str(error["type"])
    if kind == "missing":
        line, column = where() if len(location) == 1 else where(*location[:-1])
        extra = _misspelt(str(location[-1]), data)
        hint = extra or f"add `{location[-1]}: …`" + (
            " (public, internal or restricted); until then the article is in no edition" if key == "visibility" else ""
        )
        return Problem(path, line, column, "KB104", f"`{key}` is missing", hint)
    if kind == "extra_forbidden":
        known = _known_beside(location)
        line, column = where.key(key) if len(location) == 1 else where(*location)
        hint = did_you_mean(str(location[-1]), known) or "see the list of keys in the handbook, or `kb schema`"
        return Problem(path, line, column, "KB106", f'unknown key "{key}"', hint)
    line, column = where(*location)
    value = error["input"]
    shown = _shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        # 0x00000709 is a number to YAML, but the author wrote an error code
        value = where.written(*location) or value
        shown = f"the number {value}"
    if "date" in kind or (
        isinstance(value, str) and (_US_DATE.match(value) or (_ISO_DATE.match(value) and kind == "date_type"))
    ):
        hint = (
            "write the date without quotes"
            if isinstance(value, str) and _ISO_DATE.match(value)
            else "write a date as year-month-day without quotes: 2026-11-02"
        )
        return Problem(path, line, column, "KB107", f"`{key}` is {shown}, not a date", hint)
    return Problem(path, line, column, "KB105", f"`{key}` is {shown}; {_wanted(error)}", _hint(error, value))


def _misspelt(name: str, data: dict[str, Any]) -> str:
    for key in data:
        if key not in _KNOWN and did_you_mean(key, [name]):
            return f'"{key}" looks like a misspelt "{name}": correct it'
    return ""


def _known_beside(location: tuple[Any, ...]) -> frozenset[str]:
    if len(location) == 1:
        return _KNOWN
    annotation = {"verified": "Verified", "exercised": "Exercised", "inputs": "Input"}.get(str(location[0]), "")
    from kb.library import frontmatter  # noqa: PLC0415

    model = getattr(frontmatter, annotation, None)
    return frozenset(model.model_fields) if model else frozenset()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"{'true' if value else 'false'}"
    if isinstance(value, datetime | date):
        return f"the date {value}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'"{value[:60]}…"' if len(value) > 60 else f'"{value}"'
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return "empty" if value is None else type(value).__name__


def _wanted(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    match str(error["type"]):
        case "literal_error":
            return f"accepted: {context.get('expected', '')}".replace("'", "")
        case "string_type":
            return "it must be text"
        case "tuple_type" | "list_type":
            return "it must be a list"
        case "string_pattern_mismatch":
            return "it must look like " + _PATTERNS.get(
                str(error["loc"][-1]), f"the pattern {context.get('pattern', '')}"
            )
        case "string_too_short":
            return "it must not be empty"
        case "string_too_long":
            return f"it may have at most {context.get('max_length')} characters"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "it must be a mapping, such as {on: 2026-11-02, by: service-desk}"
        case "int_type":
            return "it must be a whole number"
        case _:
            return str(error["msg"]).lower()


_PATTERNS = {"id": "KB-0142", "review_every": "90d, 26w, 6mo or 1y", "duration": "15m or 2h", "template": "home.html"}


def _hint(error: dict[str, Any], value: object) -> str:
    kind = str(error["type"])
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        return did_you_mean(str(value), words) or "use one of the accepted words"
    if kind == "string_type" and (isinstance(value, date | bool) or isinstance(error["input"], int | float)):
        return f'put it in quotes: "{value}"'
    if kind in ("tuple_type", "list_type") and isinstance(value, str):
        return f"write it as a list: [{value}]"
    return "see the list of keys in the handbook, or `kb schema`"
