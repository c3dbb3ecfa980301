"""Office files are zip files, and zip files remember when they were made. This makes them forget.

Entry order and contents stay; dates, the maker's system and permissions become constants, so that the same document
gives the same bytes on any day, in any time zone and on any machine with the same libraries.
"""

import io
import zipfile
from collections.abc import Callable, Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip file can name; Office writes the same."""

_ALREADY_SMALL = (".png", ".jpg", ".jpeg", ".gif")

Edit = Callable[[str], str]


def steady(data: bytes, *, edits: Mapping[str, Edit] | None = None) -> bytes:
    """Return the zip file ``data`` with nothing in it that depends on when or where it was written.

    ``edits`` changes text parts on the way: a function from the text of the named part to its new text. Raises
    :class:`KeyError` when a named part is not in the file: an edit that silently does nothing is a fault.
    """
    pending = dict(edits or {})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in pending:
                content = pending.pop(name)(content.decode()).encode()
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            stored = name.lower().endswith(_ALREADY_SMALL)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=None if stored else 6)
    if pending:
        raise KeyError(f"These parts are not in the file: {', '.join(sorted(pending))}.")
    return out.getvalue()
