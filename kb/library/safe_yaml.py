"""YAML of a header, read safely: no objects, no aliases, no key twice, no depths, no surprises with on and off."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from kb.library.simple_yaml import load_simple

MAX_HEADER = 64_000
MAX_DEPTH = 20


def load(header: str) -> Any:
    """The value of a header; yaml.YAMLError, ValueError, OverflowError or RecursionError when it can't be read."""
    if len(header) > MAX_HEADER:
        raise yaml.YAMLError(f"the front matter is longer than {MAX_HEADER} characters")
    simple = load_simple(header)
    return load_any(header) if simple is None else simple


def load_any(header: str) -> Any:
    """The same, with a parser of all YAML."""
    if _MAYBE_DEEP.search(header) and _too_deep(header):
        raise yaml.YAMLError(f"the front matter is nested more than {MAX_DEPTH} levels deep")
    return _HANDLER.load(header)


_MAYBE_DEEP = re.compile(r"(?:[\[{][^\[\]{}]*){20}|(?:[-?:][ \t]+){20}")


def _too_deep(header: str) -> bool:
    """Told from the stream of events, which needs no recursion."""
    depth = 0
    for event in yaml.parse(header, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


class Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
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
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_MAYBE_ALIAS = re.compile(r"(?:^|[\s\[,:{-])[&*][\w-]+")


class _Handler(YAMLHandler):
    def load(self, fm: str, **kwargs: object) -> Any:
        if ("*" in fm or "&" in fm) and _MAYBE_ALIAS.search(_QUOTED.sub("''", fm)) and _has_alias(fm):
            raise yaml.YAMLError("anchors and aliases (& and *) are not accepted in front matter")
        return super().load(fm, Loader=Loader)


def _has_alias(header: str) -> bool:
    return any(isinstance(token, yaml.AliasToken) for token in yaml.scan(header))


_HANDLER = _Handler()
