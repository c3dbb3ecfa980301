"""Results and ratings set by hand, compared with the audit events that made them."""

from collections.abc import Iterator

from goldenthread.domain.assessment.models import Assessment, MethodResult, Override, Result
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.audit.rules import content_seal

RESULT_FIELDS = tuple(
    field.attname for field in Result._meta.concrete_fields if field.attname not in {"id", "assessment_id"}
)
"""What an event seals of a result: all but its place in the table."""

METHOD_FIELDS = tuple(
    field.attname for field in MethodResult._meta.concrete_fields if field.attname not in {"id", "result_id"}
)
"""What an event seals of a method's answer, beside the indicator and the period of its result."""

OVERRIDE_FIELDS = tuple(
    field.attname for field in Override._meta.concrete_fields if field.attname not in {"id", "event_id"}
)


_NOTHING = content_seal([])


def findings() -> Iterator[str]:
    """Yield a sentence for each run of the rules and each rating set by hand that is not as its event says."""
    # Latest first, so that of two that name one event the first made stays.
    runs = dict(Assessment.objects.order_by("-id").values_list("event_id", "pk"))
    known = 0
    for event, data in audit.data_of(action="period.assessed"):
        run = runs.pop(event, None)
        if run is None:
            yield f"Event {event} stored results: they are missing."
            continue
        known += 1
        rows = Result.objects.filter(assessment_id=run).order_by("id").values_list(*RESULT_FIELDS)
        if content_seal(rows.iterator(chunk_size=1000)) != data.get("results_sha256"):
            yield f"Event {event} stored results (run {run}): at least one of them is not as it was."
        told = (
            MethodResult.objects.filter(result__assessment_id=run)
            .order_by("id")
            .values_list("result__indicator_id", "result__period_id", *METHOD_FIELDS)
        )
        # Runs from before the methods were kept have no seal of them, and no answers.
        if content_seal(told.iterator(chunk_size=1000)) != data.get("methods_sha256", _NOTHING):
            yield f"Event {event} stored what methods said (run {run}): at least one answer is not as it was."
    strange = Assessment.objects.count() - known
    if strange > 0:
        yield f"Runs of the rules were put in by hand, {strange:,} of them: no audit event made them."
    yield from _by_hand()


def _by_hand() -> Iterator[str]:
    rows = {row[0]: row[1:] for row in Override.objects.order_by("-id").values_list("event_id", *OVERRIDE_FIELDS)}
    known = 0
    for event, data in audit.data_of(action="rating.set_by_hand"):
        row = rows.get(event)
        known += row is not None
        if row is None:
            yield f"Event {event} set a rating by hand: it is missing."
        elif content_seal([row]) != data.get("override_sha256"):
            yield f"Event {event} set a rating by hand: it is not as it was."
    strange = Override.objects.count() - known
    if strange > 0:
        yield f"Ratings were set by hand in the database itself, {strange:,} of them: no audit event made them."
