"""Uploads between checking and confirming: kept on the server under a random name, deleted afterwards.

Only the session that sent an upload knows its name, and only the person who sent it may use it.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from goldenthread.domain.collection.operations import IncomingFile

LARGEST = 100 * 1024 * 1024
"""Bytes of one upload, all its files together."""
KEPT_FOR = 60 * 60
"""Seconds for which an upload waits for its confirmation."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An uploaded file and the kind of rows it holds."""

    kind: str
    file: UploadedFile[Any]


def _folder() -> Path:
    return Path(settings.DATA) / "uploads"


def sweep() -> None:
    """Delete uploads that nobody confirmed in time."""
    if not _folder().exists():
        return
    oldest = time.time() - KEPT_FOR
    for kept in _folder().iterdir():
        if kept.is_dir() and kept.stat().st_mtime < oldest:
            shutil.rmtree(kept, ignore_errors=True)


def keep(files: Sequence[Named], *, owner: int) -> str:
    """Store ``files`` for ``owner`` and return the random name under which they are found again."""
    sweep()
    token = secrets.token_urlsafe(32)
    place = _folder() / token
    place.mkdir(parents=True, mode=0o700)
    listed = []
    for number, one in enumerate(files):
        with (place / str(number)).open("wb") as target:
            for chunk in one.file.chunks():
                target.write(chunk)
        listed.append({"kind": one.kind, "name": Path(str(one.file.name)).name})
    (place / "list.json").write_text(json.dumps({"owner": owner, "files": listed}), encoding="utf-8")
    return token


def files(token: str, *, owner: int) -> list[IncomingFile] | None:
    """Return the files kept under ``token`` for ``owner``; None when there are none, or no longer."""
    if not _TOKEN.fullmatch(token):
        return None
    place = _folder() / token
    try:
        listed = json.loads((place / "list.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if listed["owner"] != owner:
        return None
    return [
        IncomingFile(kind=one["kind"], name=one["name"], content=place / str(number))
        for number, one in enumerate(listed["files"])
    ]


def forget(token: str) -> None:
    """Delete what is kept under ``token``."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder() / token, ignore_errors=True)
