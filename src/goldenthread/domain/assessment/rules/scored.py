"""A judged indicator as pages and reports read it, and how many of them there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from goldenthread.domain.assessment.rules.methods import Answer, decimal_of, number_of, word_of
from goldenthread.engines.periods import Period
from goldenthread.engines.scoring import RATED, RATING_WORDS
from goldenthread.engines.scoring.summary import share


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One indicator in one reporting period, for one place and breakdown, with everything a page says of it."""

    indicator_id: int
    reference: str
    name: str
    kind: str
    frequency: str
    strategic: bool
    public: bool
    unit_code: str
    unit_name: str
    directorate_code: str
    directorate_name: str
    committee_code: str
    committee_name: str
    lead_officer: str
    chief_officer: str
    cabinet_member: str
    measure: str
    decimals: int
    polarity: str
    basis: str
    scheme: str
    tolerance: Decimal | None
    period: Period | None
    period_code: str
    period_label: str
    period_end: date | None
    place_code: str
    place_name: str
    breakdown: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    target: Decimal | None
    floor: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    previous: Decimal | None
    previous_label: str
    last_year: Decimal | None
    last_year_label: str
    status: str
    status_reason: str
    note: str
    as_at: date | None
    entered_at: datetime | None
    revision: int
    due_on: date | None
    late_days: int
    rating: str
    reason: str
    override: str
    override_reason: str
    direction_previous: str
    direction_previous_reason: str
    direction_last_year: str
    direction_last_year_reason: str
    direction: str
    direction_reason: str
    rule_version: str
    observation_id: int | None
    target_id: int | None
    definition_id: int | None
    inputs_digest: str
    methods: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def shown_rating(self) -> str:
        """The rating that is counted: the one set by hand where there is one, and then it is marked."""
        return self.override or self.rating

    @property
    def direction_trend(self) -> str:
        """The direction by trend, empty where it was not worked out; a refusal is an answer too."""
        found = self.methods.get("trend")
        return found.answer if found else ""

    @property
    def direction_trend_reason(self) -> str:
        """Why the trend says so."""
        found = self.methods.get("trend")
        return found.reason if found else ""

    @property
    def variation(self) -> str:
        """What the control chart says of the latest figure (a word of xmr), empty where there is no chart."""
        return word_of(self.methods, "xmr")

    @property
    def assurance(self) -> str:
        """Whether the target can be expected to be met: pass, fail, hit_or_miss or empty."""
        return str(number_of(self.methods, "xmr", "assurance") or "")

    @property
    def deteriorating(self) -> bool:
        """Whether any sign says that the indicator is significantly deteriorating."""
        return word_of(self.methods, "deterioration") == "deteriorating"

    @property
    def predicted(self) -> str:
        """Whether the year's target will be met: likely, uncertain, unlikely or empty."""
        return word_of(self.methods, "forecast") if self.year_end is not None else ""

    @property
    def year_end(self) -> Decimal | None:
        """The forecast of the year's figure."""
        return decimal_of(self.methods, "forecast", "year_end")

    @property
    def year_end_lower(self) -> Decimal | None:
        """The lower end of the forecast's 80% interval."""
        return decimal_of(self.methods, "forecast", "lower")

    @property
    def year_end_upper(self) -> Decimal | None:
        """The upper end of the forecast's 80% interval."""
        return decimal_of(self.methods, "forecast", "upper")

    @property
    def quartile(self) -> int | None:
        """The quartile among the comparators, 1 the best; None where there is none."""
        found = number_of(self.methods, "comparators", "quartile")
        return found if isinstance(found, int) else None

    @property
    def below_median(self) -> bool | None:
        """Whether the figure is worse than the comparators' median; None where that is not known."""
        found = number_of(self.methods, "comparators", "below_median")
        return found if isinstance(found, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts and shares. Shares are of the rated (Green, Amber, Red) only; grey states stand beside them."""

    total: int
    rated: int
    counts: dict[str, int]
    shares: dict[str, str]
    grey: dict[str, int]
    expected_range: dict[str, int]
    directions: dict[str, int]
    late: int
    provisional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An indicator whose rating is not what it was; ``why`` is the reason sentence of the rating it has now."""

    reference: str
    name: str
    was: str
    now: str
    why: str


def summary(scored: Sequence[Scored]) -> Summary:
    """Count the ratings and directions of ``scored``; shares are whole per cent of the rated, rounded half up."""
    ratings = [one.shown_rating for one in scored]
    counts = {code: ratings.count(code) for code in RATING_WORDS}
    rated = sum(counts[code] for code in RATED)
    shown = [one.direction for one in scored if one.value is not None]
    return Summary(
        total=len(scored),
        rated=rated,
        counts={code: counts[code] for code in RATED},
        shares={code: f"{share(part=counts[code], whole=rated)}%" if rated else "–" for code in RATED},
        grey={
            code: counts[code]
            for code in ("no_data", "not_due", "no_target", "no_judgement", "not_comparable")
            if counts[code]
        },
        expected_range={code: counts[code] for code in ("below", "within", "above") if counts[code]},
        directions={code: shown.count(code) for code in dict.fromkeys(shown)},
        late=sum(one.late_days > 0 for one in scored),
        provisional=sum(one.status in ("provisional", "estimated") for one in scored),
    )


def changes(before: Sequence[Scored], after: Sequence[Scored]) -> list[Change]:
    """Return the indicators in both lists whose rating changed, in the order of ``after``.

    Only changes from or to a colour are changes: an annual figure that is simply not due again is not news.
    """
    was = {one.reference: one.shown_rating for one in before}
    return [
        Change(reference=one.reference, name=one.name, was=was[one.reference], now=one.shown_rating, why=one.reason)
        for one in after
        if one.reference in was
        and was[one.reference] != one.shown_rating
        and (was[one.reference] in RATED or one.shown_rating in RATED)
    ]


def is_exception(one: Scored) -> bool:
    """Say whether an indicator belongs to a list of exceptions: Red, Amber and worsening, or late."""
    worsening = one.shown_rating == "amber" and one.direction == "worsening"
    return one.shown_rating == "red" or worsening or one.late_days > 0


def by_directorate(scored: Sequence[Scored]) -> list[tuple[str, str, Summary]]:
    """Return code, name and counts of each directorate, in the order in which ``scored`` first names it."""
    parts: dict[str, list[Scored]] = {}
    for one in scored:
        parts.setdefault(one.directorate_code, []).append(one)
    return [(code, members[0].directorate_name, summary(members)) for code, members in parts.items()]
