"""One factory per kind of record: the smallest record that the database accepts, with what the test cares about."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from goldenthread.domain.assessment.models import Assessment, MethodResult, Override, Result
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.audit.operations import record
from goldenthread.domain.calendar.models import Period
from goldenthread.domain.indicators.models import (
    Commentary,
    ComparatorArea,
    ComparatorGroup,
    ComparatorMember,
    ComparatorValue,
    Definition,
    Indicator,
    Observation,
    Target,
)
from goldenthread.domain.organisation.models import (
    Authority,
    Committee,
    Place,
    Post,
    PostHolding,
    RoleAssignment,
    Unit,
    UnitPlacement,
    User,
)
from goldenthread.domain.reporting.models import Edition, EditionFile, ExceptionReview, Publication
from goldenthread.engines.periods.period import from_code

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


PASSWORD = "a long enough pass phrase"


@cache
def _hashed() -> str:
    """Once for all: a good hash is slow on purpose."""
    return make_password(PASSWORD)


def place(*, code: str = "X10000000", name: str = "Downland", kind: str = "county", **fields: Any) -> Place:
    """The county, unless told otherwise; made once."""
    return Place.objects.get_or_create(code=code, defaults={"name": name, "kind": kind, **fields})[0]


def authority(**fields: Any) -> Authority:
    """The council."""
    defaults = {"name": "Downland County Council", "short_name": "Downland", "place": place(), "scheme": "floor"}
    return Authority.objects.get_or_create(id=1, defaults=defaults | fields)[0]


def unit(*, code: str = "ADULT", name: str = "Adult social care", kind: str = "directorate", **fields: Any) -> Unit:
    """A directorate."""
    return Unit.objects.get_or_create(code=code, defaults={"name": name, "kind": kind, **fields})[0]


def committee(*, code: str = "CAB", name: str = "Cabinet") -> Committee:
    """A committee."""
    return Committee.objects.get_or_create(code=code, defaults={"name": name})[0]


def post(*, code: str = "DIR", title: str = "Director of Adult Social Care", kind: str = "chief_officer") -> Post:
    """A post."""
    return Post.objects.get_or_create(code=code, defaults={"title": title, "kind": kind})[0]


def user(*, email: str = "officer@downland.example", name: str = "Data Officer", role: str = "", **fields: Any) -> User:
    """A person; with ``role`` also a role over the whole council."""
    defaults = {"name": name, "joined_at": NOON, "password": _hashed(), **fields}
    made = User.objects.get_or_create(email=email, defaults=defaults)[0]
    if role:
        RoleAssignment.objects.get_or_create(user=made, role=role)
    return made


def holding(*, post: Post, user: User, **fields: Any) -> PostHolding:
    """Somebody holds a post: for ever, unless told otherwise."""
    return PostHolding.objects.create(post=post, user=user, **fields)


def placement(*, unit: Unit, parent: Unit | None, starts: date, **fields: Any) -> UnitPlacement:
    """A unit moves to ``parent`` on a day."""
    return UnitPlacement.objects.create(unit=unit, parent=parent, starts=starts, **fields)


def period(code: str = "FY2026-Q1") -> Period:
    """The period with this code."""
    known = from_code(code)
    return Period.objects.get_or_create(
        code=code, defaults={"kind": known.kind, "start": known.start, "end": known.end, "label": known.label}
    )[0]


def event(**fields: Any) -> AuditEvent:
    """An event in the chain."""
    defaults = {"action": "test.made", "subject": "test", "by": None, "at": NOON}
    return record(**(defaults | fields))


def _recorded(fields: dict[str, Any]) -> dict[str, Any]:
    defaults = {"number": 1, "entered_at": NOON, "reason": "", **fields}
    if "entered_by" not in defaults:
        defaults["entered_by"] = user()
    if "event" not in defaults:
        defaults["event"] = event()
    return defaults


def indicator(*, reference: str = "AS07", define: bool = True, **fields: Any) -> Indicator:
    """A quarterly percentage, higher is better, defined since 2020 unless ``define`` is False."""
    defaults = {"name": "Assessments completed within 6 weeks", "frequency": "quarter", "unit": unit()}
    made, new = Indicator.objects.get_or_create(reference=reference, defaults=defaults | fields)
    if new and define:
        definition(indicator=made)
    return made


def definition(*, indicator: Indicator, valid_from: date = date(2020, 4, 1), **fields: Any) -> Definition:
    """A definition."""
    defaults = {"description": "Share of assessments", "measure": "percent", "decimals": 1, "polarity": "higher"}
    return Definition.objects.create(indicator=indicator, valid_from=valid_from, **_recorded(defaults | fields))


def observation(*, indicator: Indicator, period: Period, value: Any = "83.4", **fields: Any) -> Observation:
    """A final figure of the county."""
    return Observation.objects.create(
        indicator=indicator,
        period=period,
        value=value,
        **_recorded({"place": fields.pop("place", None) or place(), **fields}),
    )


def target(*, indicator: Indicator, period: Period, value: Any = "85", **fields: Any) -> Target:
    """A target."""
    return Target.objects.create(
        indicator=indicator,
        period=period,
        value=value,
        **_recorded({"place": fields.pop("place", None) or place(), **fields}),
    )


def comparator_group(*, code: str = "NN", name: str = "Similar counties", **fields: Any) -> ComparatorGroup:
    """A group of nearest neighbours."""
    defaults = {"name": name, "kind": "nearest_neighbours", "order": 1, **fields}
    return ComparatorGroup.objects.get_or_create(code=code, defaults=defaults)[0]


def comparator_area(*, code: str = "C1", name: str = "Fenshire") -> ComparatorArea:
    """Another council."""
    return ComparatorArea.objects.get_or_create(code=code, defaults={"name": name})[0]


def comparator_member(**fields: Any) -> ComparatorMember:
    """Another council in the group."""
    defaults = {"group": comparator_group(), "area": comparator_area(), "role": "member"}
    return ComparatorMember.objects.create(**(defaults | fields))


def comparator_value(*, indicator: Indicator, period: Period, value: Any = "71.2", **fields: Any) -> ComparatorValue:
    """A published figure of another council."""
    defaults = {"area": comparator_area(), "source": "Published statistics", "licence": "Open Government Licence v3.0"}
    return ComparatorValue.objects.create(
        indicator=indicator, period=period, value=value, **_recorded(defaults | fields)
    )


def commentary(*, indicator: Indicator, period: Period, **fields: Any) -> Commentary:
    """What the service says."""
    return Commentary.objects.create(
        indicator=indicator, period=period, **_recorded({"context": "Demand rose.", **fields})
    )


def assessment(*, period: Period, **fields: Any) -> Assessment:
    """A run of the rules."""
    defaults: dict[str, Any] = {
        "made_at": NOON,
        "rule_version": "1",
        "on": NOON.date(),
        "results": 1,
        "changed": 1,
        "inputs_digest": "0" * 64,
    }
    return Assessment.objects.create(period=period, made_by=user(), event=event(), **(defaults | fields))


def result(*, indicator: Indicator, period: Period, **fields: Any) -> Result:
    """What the rules said."""
    defaults: dict[str, Any] = {
        "number": 1,
        "rating": "green",
        "reason": "Green: it is.",
        "rule_version": "1",
        "value": "1",
        "direction_previous": "same",
        "direction_previous_reason": "Same.",
        "direction_last_year": "same",
        "direction_last_year_reason": "Same.",
        "inputs_digest": "0" * 64,
        "place": place(),
    }
    return Result.objects.create(
        indicator=indicator, period=period, assessment=assessment(period=period), **(defaults | fields)
    )


def method_result(*, indicator: Indicator, period: Period, **fields: Any) -> MethodResult:
    """What one method said of a result."""
    defaults: dict[str, Any] = {
        "method": "trend",
        "answer": "no_clear_trend",
        "reason": "No clear trend.",
        "version": "1",
        "points": 36,
        "window_start": "2023-04",
        "window_end": "2026-03",
        "numbers": {"slope": "0.1"},
    }
    return MethodResult.objects.create(result=result(indicator=indicator, period=period), **(defaults | fields))


def edition(*, period: Period, **fields: Any) -> Edition:
    """A frozen report, without files."""
    defaults: dict[str, Any] = {
        "report": "qpr",
        "number": 1,
        "title": "Quarterly Performance Report",
        "as_at": NOON,
        "frozen_at": NOON,
        "rule_version": "1",
        "document": "{}",
        "digest": "0" * 64,
        "note": "",
    }
    return Edition.objects.create(period=period, frozen_by=user(), event=event(), **(defaults | fields))


def override(*, indicator: Indicator, period: Period, **fields: Any) -> Override:
    """A rating set by hand."""
    defaults: dict[str, Any] = {"number": 1, "rating": "green", "reason": "Late paper.", "entered_at": NOON}
    return Override.objects.create(
        indicator=indicator,
        period=period,
        place=place(),
        approver=post(),
        entered_by=user(),
        event=event(),
        **(defaults | fields),
    )


def edition_file(*, period: Period, **fields: Any) -> EditionFile:
    """One file of an edition."""
    defaults: dict[str, Any] = {"format": "html", "content": b"<p>", "digest": "0" * 64}
    return EditionFile.objects.create(edition=edition(period=period), **(defaults | fields))


def publication(*, period: Period) -> Publication:
    """An edition made public."""
    return Publication.objects.create(
        edition=edition(period=period), published_at=NOON, published_by=user(), event=event()
    )


def exception_review(*, indicator: Indicator, period: Period, **fields: Any) -> ExceptionReview:
    """An indicator kept on a quarter's exception report."""
    defaults: dict[str, Any] = {"number": 1, "decision": "kept", "seen_digest": "0" * 64, "entered_at": NOON}
    return ExceptionReview.objects.create(
        indicator=indicator, period=period, entered_by=user(), event=event(), **(defaults | fields)
    )
