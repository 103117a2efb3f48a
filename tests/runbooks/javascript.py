"""The runner's modules from a test, without a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.search.javascript import MODULES, run_js

RUNNER: Path = MODULES.parent / "runbook"


def run(modules: tuple[str, ...], function: str, values: Any) -> Any:
    """The result of `async (kb, values) => …`, where kb holds the exports of the named modules."""
    return run_js(function, values, RUNNER, modules)
