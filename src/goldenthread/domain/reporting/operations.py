"""Freezing a report as an edition, and making it public."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.reporting import queries
from goldenthread.domain.reporting.models import Edition, EditionFile, Publication
from goldenthread.domain.reporting.queries import EditionRow
from goldenthread.domain.reporting.rules import EditionLine, Source, compose
from goldenthread.engines.documents import digest, to_json
from goldenthread.engines.rendering import FORMATS, render


class FreezeError(ValueError):
    """An edition cannot be frozen; the sentence says why and what to do."""


class PublishError(ValueError):
    """An edition cannot be published; the sentence says why and what to do."""


def freeze(
    *, period: str, by: Any, at: datetime, note: str = "", as_at: datetime | None = None, request_id: str = ""
) -> EditionRow:
    """Freeze the report of ``period`` (a code) with its inputs, in all formats, and return the edition.

    The figures are those known at ``as_at`` (``at`` when None): a correction entered later does not reach it. A second
    edition of a period needs a ``note`` that says what is new. The files are made before the transaction begins, so
    that nobody waits for them; if another edition came first meanwhile, this one is refused.

    Raises :class:`FreezeError`, and as ``reporting.queries.source`` does.
    """
    number = queries.next_number(report="qpr", period=period)
    if number > 1 and not note.strip():
        raise FreezeError(f"Edition {number - 1} exists already. Say what is new in edition {number}.")
    known = as_at or at
    if known > at:
        raise FreezeError("The figures cannot be those known in the future: choose a moment that has passed.")
    line = EditionLine(name=f"Edition {number}", day=timezone.localdate(at), draft=False, note=note.strip())
    source = queries.source(period=period, as_at=known, edition=line)
    if not source.now:
        raise FreezeError(f"There are no indicators in {source.period.label}: there is nothing to freeze.")
    document = compose(source)
    files = {name: render(document, format=name) for name in FORMATS}
    with transaction.atomic():
        take_turn()
        if queries.next_number(report="qpr", period=period) != number:
            raise FreezeError(f"Edition {number} was frozen by somebody else a moment ago. Look at it first.")
        stored = Edition(
            report="qpr",
            period_id=period_ids(periods=[source.period])[source.period.code],
            number=number,
            title=document.title,
            as_at=known,
            frozen_at=at,
            frozen_by=by,
            rule_version=source.now[0].rule_version,
            document=to_json(document),
            digest=digest(document),
            inputs=_inputs(source),
            note=note.strip(),
        )
        event = record(
            action="edition.frozen",
            subject=f"edition qpr {period} {number}",
            by=by,
            at=at,
            reason=note,
            request_id=request_id,
            data={
                "document": digest(document),
                "as_at": known,
                "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
                "edition_sha256": content_seal([[getattr(stored, name) for name in queries.EDITION_FIELDS]]),
            },
        )
        stored.event = event
        stored.save(force_insert=True)
        EditionFile.objects.bulk_create(
            [
                EditionFile(edition=stored, format=name, content=content, digest=hashlib.sha256(content).hexdigest())
                for name, content in files.items()
            ]
        )
    return queries.edition(edition=stored.pk)


def _inputs(source: Source) -> dict[str, list[list[object]]]:
    """Name the very revisions that went in: (indicator reference, observation, target, definition, inputs digest)."""
    return {
        name: [
            [one.reference, one.observation_id, one.target_id, one.definition_id, one.inputs_digest] for one in scored
        ]
        for name, scored in (("now", source.now), ("before", source.before))
    }


def publish(*, edition: int, by: Any, at: datetime, request_id: str = "") -> EditionRow:
    """Make an edition public from now on. Raises EditionNotFoundError, or :class:`PublishError` if it is already."""
    row = queries.edition(edition=edition)
    with transaction.atomic():
        take_turn()
        if Publication.objects.filter(edition_id=edition).exists():
            raise PublishError("This edition is published already.")
        event = record(
            action="edition.published",
            subject=f"edition {row.report} {row.period_code} {row.number}",
            by=by,
            at=at,
            request_id=request_id,
            data={"document": row.digest},
        )
        Publication.objects.create(edition_id=edition, published_at=at, published_by=by, event=event)
    return queries.edition(edition=edition)
