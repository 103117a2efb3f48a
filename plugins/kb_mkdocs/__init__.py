"""MkDocs plugins of Poradnyk: thin adapters between the domain (`kb`) and MkDocs."""
