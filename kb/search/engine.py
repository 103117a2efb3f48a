"""What we use of Whoosh, and all of it. The release of 2016 makes newer Pythons warn when they compile its files, which
readers of a terminal need not know; a drop-in successor under the same name works as well."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # noqa: F401  # compiled here, where nobody is warned
    from whoosh.fields import ID, STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Frequency
    from whoosh.index import EmptyIndexError, FileIndex

__all__ = ["ID", "STORED", "EmptyIndexError", "FieldType", "FileIndex", "FileStorage", "Frequency", "Schema"]
