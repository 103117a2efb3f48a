"""The world outside: files on disk, read once and handed to pure code."""

from kb.sources.content import read_content, read_library
from kb.sources.settings import Settings, SettingsError, read_settings
from kb.sources.team import Owner, Team, read_team

__all__ = ["Owner", "Settings", "SettingsError", "Team", "read_content", "read_library", "read_settings", "read_team"]
