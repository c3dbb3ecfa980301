"""Editions, publications and reviews, compared with the audit events that made them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.reporting.models import Edition, ExceptionReview, Publication
from goldenthread.engines.documents import from_json
from goldenthread.engines.rendering import FORMATS, Format, render

EDITION_FIELDS = tuple(
    field.attname for field in Edition._meta.concrete_fields if field.attname not in {"id", "event_id"}
)
"""What the audit event seals of an edition: all but its place in the table."""

REVIEW_FIELDS = tuple(
    field.attname for field in ExceptionReview._meta.concrete_fields if field.attname not in {"id", "event_id"}
)
"""What the audit event seals of a review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was frozen, in a sentence."""

    sentence: str


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
    yield from _unreviewed()


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


def _unreviewed() -> Iterator[Finding]:
    """Compare every review with the event that recorded it."""
    rows = {row[0]: row[1:] for row in ExceptionReview.objects.order_by("-id").values_list("event_id", *REVIEW_FIELDS)}
    known = 0
    for event, data in audit.data_of(action="exception.reviewed"):
        row = rows.get(event)
        known += row is not None
        if row is None:
            yield Finding(sentence=f"Event {event} reviewed an indicator of the exception report: it is missing.")
        elif content_seal([row]) != data.get("review_sha256"):
            yield Finding(sentence=f"Event {event} reviewed an indicator of the exception report: it is not as it was.")
    strange = ExceptionReview.objects.count() - known
    if strange > 0:
        yield Finding(sentence=f"Reviews were put in by hand, {strange:,} of them: no audit event made them.")


def _format(name: str) -> Format:
    return next(known for known in FORMATS if known == name)
