"""MkDocs plugins of Poradnyk: thin adapters between the domain (`kb`) and MkDocs."""

from importlib import import_module
from importlib.util import find_spec

if find_spec("mkdocs") is None and find_spec("properdocs") is not None:
    # ProperDocs is MkDocs' maintained fork: its own switch lends it the old name
    import_module("properdocs.replacement")
