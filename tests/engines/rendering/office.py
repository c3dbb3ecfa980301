"""Office files of the sample report, made once for all tests, and ways to damage a copy."""

import io
import re
import zipfile
from functools import cache

from goldenthread.engines.charts.picture import Cache
from goldenthread.engines.rendering.excel import to_xlsx
from goldenthread.engines.rendering.word import to_docx
from tests.engines.rendering.sample import sample_document

DRAWN: Cache = {}


@cache
def sample_docx() -> bytes:
    return to_docx(sample_document(), cache=DRAWN)


@cache
def sample_xlsx() -> bytes:
    return to_xlsx(sample_document())


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def damaged(data: bytes, name: str, pattern: str, replacement: str) -> bytes:
    """Return a copy with the first match of ``pattern`` in a part replaced, or with a new part when there is none."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                text, count = re.subn(pattern, replacement, content.decode(), count=1, flags=re.DOTALL)
                assert count == 1, f"nothing to damage: {pattern} is not in {name}"
                content = text.encode()
            target.writestr(entry, content)
        if name not in source.namelist():
            target.writestr(name, replacement)
    return out.getvalue()
