"""Reading reports: the draft of a quarter as it stands, and editions as they were frozen."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting.models import Edition, EditionFile, Publication
from goldenthread.domain.reporting.rules import EditionLine, Source, compose
from goldenthread.engines.documents import Document, from_json
from goldenthread.engines.periods import from_code, previous
from goldenthread.engines.rendering import FORMATS, Format, render

EDITION_FIELDS = tuple(
    field.attname for field in Edition._meta.concrete_fields if field.attname not in {"id", "event_id"}
)
"""What the audit event seals of an edition: all but its place in the table."""

REPORTS = {"qpr": "Quarterly Performance Report"}
"""Reports that can be composed, by the name commands use."""


class EditionNotFoundError(LookupError):
    """There is no such edition, or it is not for this reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition as lists show it."""

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
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """One file of an edition, as it was made when it was frozen."""

    content: bytes
    media_type: str
    file_name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was frozen, in a sentence."""

    sentence: str


def source(*, period: str, as_at: datetime, edition: EditionLine) -> Source:
    """Return what the report of ``period`` (a code) is made from, all as known at ``as_at``; a fixed number of queries.

    Public indicators only: an edition is published whole, and one that is kept off the public site must not come in by
    its back door. The scorecard of the workspace has them all.

    Raises NotFoundError for a period that cannot be read and NotSetUpError before a council was loaded.
    """
    reporting = from_code(period)
    before = previous(reporting)
    day = timezone.localdate(as_at)
    everything = assessment.scorecard(period=reporting.code, today=day, as_at=as_at)
    now = [one for one in everything if one.public]
    references = [one.reference for one in now]
    said = indicators.commentaries(indicators=[one.indicator_id for one in now], as_at=as_at)
    meant = indicators.definitions_of(indicators=[one.indicator_id for one in now], as_at=as_at)
    return Source(
        council=organisation.authority(),
        period=reporting,
        before_period=before,
        now=now,
        before=[one for one in assessment.scorecard(period=before.code, today=day, as_at=as_at) if one.public],
        withheld=len(everything) - len(now),
        series=indicators.series(references=references, until=reporting.end, as_at=as_at),
        commentary={one.reference: said[one.indicator_id] for one in now},
        definitions={one.reference: meant[one.indicator_id] for one in now},
        as_at=timezone.localtime(as_at),
        edition=edition,
    )


def document(*, period: str, as_at: datetime) -> Document:
    """Return the draft of the report of ``period`` as things stand at ``as_at``: nothing is stored."""
    line = EditionLine(name="Draft", day=timezone.localdate(as_at), draft=True)
    return compose(source(period=period, as_at=as_at, edition=line))


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
        formats=tuple(name for name in FORMATS if name in formats),
    )


def _edition(*, edition: int, published_only: bool) -> Edition:
    kept = Edition.objects.select_related("period", "frozen_by", "publication").filter(pk=edition)
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


def edition_of(*, period: str, number: int, published_only: bool = False) -> EditionRow:
    """Return the edition of the quarterly report with this number. Raises :class:`EditionNotFoundError`."""
    key = Edition.objects.filter(report="qpr", period__code=period, number=number).values_list("pk", flat=True).first()
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


def findings(*, rendered_again: bool = False) -> Iterator[Finding]:
    """Yield what is not as it was frozen: a changed document or file, other bytes when made again, a false publication.

    Everything is compared with the audit event, not with what stands beside it: who changes a file and its digest is
    found too.

    ``rendered_again`` makes every file anew from its document and compares it byte for byte, which takes seconds for
    each edition.
    """
    frozen = dict(audit.data_of(action="edition.frozen"))
    for one in Edition.objects.select_related("period").iterator(chunk_size=1):
        name = f"{one.title} {one.period.label}, edition {one.number}"
        said = frozen.pop(one.event_id, None)
        if said is None:
            yield Finding(sentence=f"{name}: no audit event froze it. It was put in by hand.")
            continue
        if hashlib.sha256(one.document.encode()).hexdigest() != said["document"]:
            yield Finding(sentence=f"{name}: the document is not the one that was frozen.")
            continue
        if content_seal([[getattr(one, field) for field in EDITION_FIELDS]]) != said.get("edition_sha256"):
            yield Finding(sentence=f"{name}: what is kept beside the document is not what was frozen.")
        files = {file.format: bytes(file.content) for file in one.files.all()}
        for form in sorted(files.keys() | said["files"].keys()):
            content = files.get(form)
            if content is None:
                yield Finding(sentence=f"{name}: the {form} file is missing.")
            elif hashlib.sha256(content).hexdigest() != said["files"].get(form):
                yield Finding(sentence=f"{name}: the {form} file is not the one that was frozen.")
            elif rendered_again and render(from_json(one.document), format=_format(form)) != content:
                yield Finding(sentence=f"{name}: the {form} file, made again from the document, is different.")
    for event in sorted(frozen):
        yield Finding(sentence=f"Event {event} froze an edition: it is missing.")
    yield from _unpublished()


def _unpublished() -> Iterator[Finding]:
    """Compare what is public with what the audit trail says was published."""
    said = {(event, data["document"]) for event, data in audit.data_of(action="edition.published")}
    kept = Publication.objects.select_related("edition__period").defer("edition__document", "edition__inputs")
    for one in kept.order_by("pk"):
        key = (one.event_id, one.edition.digest)
        if key not in said:
            name = f"{one.edition.title} {one.edition.period.label}, edition {one.edition.number}"
            yield Finding(sentence=f"{name}: it is public, and no audit event published it.")
        said.discard(key)
    for event, _ in sorted(said):
        yield Finding(sentence=f"Event {event} published an edition: it is public no longer.")


def _format(name: str) -> Format:
    return next(known for known in FORMATS if known == name)
