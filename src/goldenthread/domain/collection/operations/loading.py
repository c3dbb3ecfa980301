"""Loading files: one transaction, every problem at once, nothing stored unless all is well."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.collection.operations import council, planning, revised
from goldenthread.domain.collection.operations.batch import Batch, FileCount, Progress, Setting
from goldenthread.domain.collection.permissions import units_to_load_for
from goldenthread.domain.collection.rules import reading
from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.files import BY_NAME, in_order
from goldenthread.domain.collection.rules.findings import Findings, without
from goldenthread.domain.organisation.operations import setup_person
from goldenthread.engines.spreadsheets import Problem, Sheet, read_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """A file as it came: its kind (a name in FILE_KINDS), its name for people, its bytes or where they are."""

    kind: str
    name: str
    content: bytes | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOutcome:
    """What became of a load. ``stored`` is false for a dry run and whenever a problem stood in the way."""

    stored: bool
    problems: tuple[Problem, ...]
    counts: tuple[FileCount, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems that must be mended."""
        return tuple(problem for problem in self.problems if problem.severity == "refused")

    @property
    def questioned(self) -> tuple[Problem, ...]:
        """The problems that may be accepted with a reason."""
        return tuple(problem for problem in self.problems if problem.severity == "questioned")


class _NotStoredError(Exception):
    """Ends the transaction without a trace."""


def load(
    *,
    files: Sequence[IncomingFile],
    by: Any,
    at: datetime,
    reason: str = "",
    accept_warnings: bool = False,
    dry_run: bool = False,
    request_id: str = "",
    progress: Progress | None = None,
) -> LoadOutcome:
    """Check ``files`` together and store them in one transaction, or say everything that is wrong and store nothing.

    ``by`` is the user who loads (None: the built-in set-up person), ``at`` an aware moment. Loading the same content
    again stores nothing and leaves no event. Questions are stored only with ``accept_warnings`` and a ``reason``, and
    are kept in the file's audit event. ``dry_run`` keeps nothing. Raises ``KeyError`` for an unknown kind.
    """
    setting = Setting(
        by=by, at=at, reason=reason.strip(), request_id=request_id, accept_warnings=accept_warnings, progress=progress
    )
    return take_in(files=files, setting=setting, dry_run=dry_run)


def take_in(
    *, files: Sequence[IncomingFile], setting: Setting, dry_run: bool = False, source: Mapping[str, Any] | None = None
) -> LoadOutcome:
    """Do what :func:`load` promises; ``source`` replaces the file's name and hash in the events of typed-in figures."""
    ordered = [files[place] for place in in_order([(file.kind, file.name) for file in files])]
    setting.targets_follow = any(file.kind == "targets" for file in files)
    problems: list[Problem] = []
    counts: list[FileCount] = []
    stored = True
    try:
        with transaction.atomic():
            take_turn()
            if setting.by is None:
                setting.by = setup_person(at=setting.at)
            setting.units = units_to_load_for(setting.by, on=timezone.localdate(setting.at))
            for number, file in enumerate(ordered):
                later = [one for one in ordered[number + 1 :] if one.kind == file.kind]
                counts.append(_take(file, setting=setting, later=later, problems=problems, source=source))
            problems += _unreasoned(problems, setting)
            refused = any(problem.severity == "refused" for problem in problems)
            if refused or dry_run or (problems and not setting.accept_warnings):
                stored = False
                raise _NotStoredError
            if not any(count.new or count.revised for count in counts):
                raise _NotStoredError
    except _NotStoredError:
        pass
    return LoadOutcome(stored=stored, problems=tuple(problems), counts=tuple(counts))


def _unreasoned(problems: Sequence[Problem], setting: Setting) -> list[Problem]:
    questions = sum(problem.severity == "questioned" for problem in problems)
    if not (questions and setting.accept_warnings and not setting.reason):
        return []
    return [
        Problem(
            file="the whole load",
            seen=f"{'a question was' if questions == 1 else f'{questions} questions were'} accepted without a reason",
            expected="a reason",
            what_to_do="Say why they are right: --reason.",
        )
    ]


def _take(
    file: IncomingFile,
    *,
    setting: Setting,
    later: list[IncomingFile],
    problems: list[Problem],
    source: Mapping[str, Any] | None,
) -> FileCount:
    """Read, check and store one file; its problems are added to ``problems``."""
    kind = BY_NAME[file.kind]
    setting.tell(f"Reading {file.name}", 0, 0)
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    sheet = read_sheet(content, name=file.name, columns=reading.specs(kind))
    about = source or {"file": file.name, "sha256": hashlib.sha256(content).hexdigest()}
    del content
    batch = _batch(kind, file, sheet=sheet, source=about)
    if later and kind.revisions:
        batch.later = _said_again(batch, later)
    if not batch.sound:
        setting.unreadable.add(kind.name)
    elif kind.key:
        named = {key.lower() if kind.name == "people" else key for key in sheet.frame[kind.key[0]].unique() if key}
        setting.declared[kind.name] = setting.declared.get(kind.name, set()) | named
    del sheet
    count = FileCount(file=file.name, kind=kind.name, rows=batch.frame.height)
    if batch.sound:
        setting.tell(f"Checking {file.name}", 0, batch.frame.height)
        room = planning if kind.name in planning.KINDS else revised if kind.revisions else council
        count = room.store(batch, setting)
        problems += sorted(batch.findings.problems, key=lambda problem: problem.row or 0)
    else:
        problems += batch.findings.problems
    setting.refused = setting.refused or any(problem.severity == "refused" for problem in problems)
    return replace(count, rows=batch.rows)


def _batch(kind: FileKind, file: IncomingFile, *, sheet: Sheet, source: Mapping[str, Any]) -> Batch:
    findings = Findings(file=file.name, sheet=sheet.sheet, problems=list(sheet.problems))
    # Without rows, with a header that is not the kind's, or with more faults than are known row by row, nothing more
    # can be said of the file.
    rest = sheet.refused - sum(problem.severity == "refused" for problem in sheet.problems)
    unreadable = (
        sheet.frame.is_empty() or rest > 0 or any(problem.row is None or problem.row == 1 for problem in sheet.problems)
    )
    findings.bad = {problem.row for problem in sheet.problems if problem.row is not None and problem.row > 1}
    if rest > 0:
        findings.whole_file(
            seen=f"{rest:,} more cells were refused", expected="", what_to_do="Mend those listed, then load again."
        )
    frame = without(sheet.frame, findings.bad)
    return Batch(
        kind=kind,
        name=file.name,
        frame=reading.filled(frame, kind=kind),
        findings=findings,
        sound=not unreadable,
        source=dict(source),
        rows=sheet.frame.height,
    )


def _said_again(batch: Batch, later: list[IncomingFile]) -> pl.DataFrame:
    """Return the numbers of the rows whose key, as typed, stands in a later file too."""
    key = list(batch.kind.key)
    typed = [pl.col(name).cast(pl.String).fill_null("") for name in key]
    seen = [
        read_sheet(
            file.content if isinstance(file.content, bytes) else file.content.read_bytes(),
            name=file.name,
            columns=reading.specs(batch.kind),
        ).frame.select(typed)
        for file in later
    ]
    return batch.frame.select("row", *typed).join(pl.concat(seen).unique(), on=key, how="semi").select("row")
