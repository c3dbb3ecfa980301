"""Editions as they were frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models.fields.json import KT

from goldenthread.domain.reporting.models import Edition, EditionFile
from goldenthread.engines.documents import Document, from_json
from goldenthread.engines.rendering import FORMATS, Format

EDITION_FIELDS = tuple(
    field.attname for field in Edition._meta.concrete_fields if field.attname not in {"id", "event_id"}
)
"""What the audit event seals of an edition: all but its place in the table."""


class EditionNotFoundError(LookupError):
    """There is no such edition, or it is not for this reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition as lists show it. ``view`` is full, exception or strategic."""

    id: int
    report: str
    title: str
    period_code: str
    period_label: str
    number: int
    as_at: datetime
    frozen_at: datetime
    frozen_by: str
    published_at: datetime | None
    digest: str
    note: str
    view: str
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """One file of an edition, as it was made when it was frozen."""

    content: bytes
    media_type: str
    file_name: str
    digest: str


def next_number(*, report: str, period: str) -> int:
    """Return the number that the next edition of ``report`` for ``period`` bears."""
    last = (
        Edition.objects.filter(report=report, period__code=period)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return (last or 0) + 1


def editions(*, published_only: bool = False) -> list[EditionRow]:
    """Return the editions, newest period first, then newest edition; two queries."""
    kept = Edition.objects.select_related("period", "frozen_by", "publication").defer("document", "inputs")
    kept = kept.annotate(view=KT("inputs__view"))
    if published_only:
        kept = kept.filter(publication__isnull=False)
    formats: dict[int, list[str]] = {}
    for edition_id, name in EditionFile.objects.values_list("edition_id", "format"):
        formats.setdefault(edition_id, []).append(name)
    return [_row(one, formats=formats.get(one.pk, [])) for one in kept.order_by("-period__end", "-number")]


def _row(one: Edition, *, formats: list[str]) -> EditionRow:
    publication = getattr(one, "publication", None)
    return EditionRow(
        id=one.pk,
        report=one.report,
        title=one.title,
        period_code=one.period.code,
        period_label=one.period.label,
        number=one.number,
        as_at=one.as_at,
        frozen_at=one.frozen_at,
        frozen_by=one.frozen_by.name,
        published_at=publication.published_at if publication else None,
        digest=one.digest,
        note=one.note,
        view=getattr(one, "view", None) or "full",
        formats=tuple(name for name in FORMATS if name in formats),
    )


def _edition(*, edition: int, published_only: bool) -> Edition:
    kept = Edition.objects.select_related("period", "frozen_by", "publication").filter(pk=edition)
    kept = kept.annotate(view=KT("inputs__view"))
    if published_only:
        kept = kept.filter(publication__isnull=False)
    found = kept.first()
    if found is None:
        raise EditionNotFoundError("There is no such edition.")
    return found


def edition(*, edition: int, published_only: bool = False) -> EditionRow:
    """Return one edition. Raises :class:`EditionNotFoundError`; an unpublished one is not found by the public."""
    found = _edition(edition=edition, published_only=published_only)
    return _row(found, formats=list(found.files.values_list("format", flat=True)))


def edition_of(*, period: str, number: int, report: str = "qpr", published_only: bool = False) -> EditionRow:
    """Return the edition of ``report`` with this number. Raises :class:`EditionNotFoundError`."""
    key = Edition.objects.filter(report=report, period__code=period, number=number).values_list("pk", flat=True).first()
    if key is None:
        raise EditionNotFoundError("There is no such edition.")
    return edition(edition=key, published_only=published_only)


def edition_document(*, edition: int, published_only: bool = False) -> Document:
    """Return the document of an edition as it was frozen. Raises :class:`EditionNotFoundError`."""
    return from_json(_edition(edition=edition, published_only=published_only).document)


def edition_file(
    *,
    edition: int,
    format: str,  # noqa: A002 - the word a caller looks for
    published_only: bool = False,
) -> EditionContent:
    """Return one file of an edition. Raises :class:`EditionNotFoundError` where edition or format is not there."""
    found = _edition(edition=edition, published_only=published_only)
    file = found.files.filter(format=format).first()
    if file is None:
        raise EditionNotFoundError("This edition has no file in that format.")
    kind = FORMATS[_format(file.format)]
    return EditionContent(
        content=bytes(file.content),
        media_type=kind.media_type,
        file_name=f"{found.report}-{found.period.code}-edition-{found.number}{kind.ending}",
        digest=file.digest,
    )


def _format(name: str) -> Format:
    return next(known for known in FORMATS if known == name)
