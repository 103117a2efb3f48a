"""What the commands need from mkdocs.yml, read without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from kb.options import Options, read_options

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


class SettingsError(Exception):
    """The configuration can't be used; the text says where and what to do."""


@dataclass(frozen=True)
class Settings:
    """A knowledge base on disk. `content` and `site` are absolute."""

    root: Path
    config: Path
    content: Path
    site: Path
    site_name: str
    site_url: str
    options: Options

    @property
    def prefix(self) -> str:
        """Content folder as it is shown in problems: `content/`."""
        try:
            return self.content.relative_to(self.root).as_posix() + "/"
        except ValueError:
            return self.content.as_posix() + "/"


def read_settings(start: Path, config_file: Path | None = None) -> Settings:
    """Find and read the configuration in `start`; SettingsError when there is none or it is broken."""
    config = config_file or next((start / name for name in CONFIG_NAMES if (start / name).is_file()), None)
    if config is None:
        raise SettingsError(
            f"no mkdocs.yml in {start}\nhint: go to the folder of the knowledge base, or begin one with `kb init my-kb`"
        )
    data = _load(config, depth=0)
    try:
        options = read_options(_plugin_options(data.get("plugins"), "kb/door"))
    except ValueError as error:
        raise SettingsError(f"{config.name}: KB501 {error}\nhint: the options are listed in the handbook") from None
    if not _lists_plugin(data.get("plugins"), "kb/door"):
        raise SettingsError(
            f"{config.name}: KB501 `kb/door` is not listed under `plugins`: nothing may be published without it\nhint: add it, or see the file that `kb init` writes"
        )
    root = config.parent.resolve()
    return Settings(
        root,
        config.resolve(),
        root / str(data.get("docs_dir") or "docs"),
        root / str(data.get("site_dir") or "site"),
        str(data.get("site_name") or ""),
        str(data.get("site_url") or ""),
        options,
    )


def settings_in(text: str, name: str) -> tuple[Options, str]:
    """(options, content folder from the configuration) in the text of a configuration; SettingsError when it can't be
    told from the text alone."""
    try:
        data = yaml.load(text, Loader=_Loader)
        if not isinstance(data, dict) or "INHERIT" in data:
            raise ValueError("it inherits, or is no mapping")
        return read_options(_plugin_options(data.get("plugins"), "kb/door")), str(data.get("docs_dir") or "docs")
    except (yaml.YAMLError, ValueError) as error:
        raise SettingsError(f"{name}: KB501 {error}") from None


def _load(path: Path, depth: int) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except OSError as error:
        raise SettingsError(f"{path}: KB501 can't be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}:{mark.column + 1}" if mark else path.name
        said = getattr(error, "problem", None) or str(error)
        raise SettingsError(f"{place}: KB501 not valid YAML: {said}\nhint: check quotes and indentation") from None
    if not isinstance(data, dict):
        raise SettingsError(f"{path.name}: KB501 is not a list of `key: value`\nhint: `kb init` writes a valid one")
    parent = data.pop("INHERIT", None)
    if isinstance(parent, str) and depth < 10:
        return _merged(_load(path.parent / parent, depth + 1), data)
    return data


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged


def _lists_plugin(plugins: Any, name: str) -> bool:
    entries = plugins if isinstance(plugins, list | dict) else []
    return any(entry == name or (isinstance(entry, dict) and name in entry) for entry in entries)


def _plugin_options(plugins: Any, name: str) -> dict[str, Any]:
    entries = plugins if isinstance(plugins, list) else [plugins] if isinstance(plugins, dict) else []
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get(name), dict):
            return dict(entry[name])
    return {}


class _Loader(yaml.SafeLoader):
    """Safe YAML that reads !ENV as MkDocs does and passes over tags that only MkDocs understands."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
