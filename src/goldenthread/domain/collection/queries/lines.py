"""Every line of a return as its page shows it: what was, what is asked, what was typed, and what that would mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from goldenthread.domain.collection.models import Expected
from goldenthread.domain.collection.queries.register import AskedRow, locked_periods, questions_of
from goldenthread.domain.collection.queries.standing import standings
from goldenthread.domain.collection.rules import drafts, live, owed, plausible
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.indicators.queries import CommentaryRow, DefinitionRow, Figure, IndicatorRow, TargetRow
from goldenthread.domain.indicators.rules import break_between, definition_for, target_for
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Period, from_code, same_period_last_year

LOOK_BACK = timedelta(days=3 * 366)
"""How far back a line looks: enough months to say what is usual, and the same period last year of an annual figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure that is owed. ``fields`` is what its form shows: what was typed, else what is stored.

    ``rating`` and ``reason`` are of the typed value where there is one, else of the stored one; ``asks`` are questions
    about the typed value. ``question`` is an open query of an approver; ``state`` a key of ``owed.STATES``.
    """

    id: int
    owed_id: int
    indicator: IndicatorRow
    period: Period
    place_id: int
    place_name: str
    place_code: str
    breakdown: str
    due_on: date
    measure: str
    decimals: int
    polarity: str
    numerator_label: str
    denominator_label: str
    last: Decimal | None
    last_label: str
    last_year: Decimal | None
    last_year_label: str
    target: TargetRow | None
    stored: Figure | None
    commentary: CommentaryRow | None
    draft: Mapping[str, str]
    version: int
    saved_by: str
    saved_at: datetime | None
    value: Decimal | None
    rating: str
    reason: str
    asks: tuple[str, ...]
    questions: tuple[AskedRow, ...]
    state: str

    @property
    def question(self) -> AskedRow | None:
        """The last word of a query that is still open, or None."""
        last = self.questions[-1] if self.questions else None
        return last if last is not None and last.kind != "closed" else None

    @property
    def fields(self) -> dict[str, str]:
        """What the form shows: what was typed, and where nothing was, what is stored."""
        return {**self.stored_fields, **self.draft} if self.draft else self.stored_fields

    @property
    def stored_fields(self) -> dict[str, str]:
        """What is stored, as somebody would type it."""
        shown: dict[str, str] = {}
        if self.stored is not None:
            numbers = {"value": self.stored.value, "numerator": self.stored.numerator}
            numbers["denominator"] = self.stored.denominator
            shown |= {name: format(number, "f") for name, number in numbers.items() if number is not None}
            shown |= {
                "status": self.stored.status,
                "status_reason": self.stored.status_reason,
                "note": self.stored.note,
            }
        if self.commentary is not None:
            said = self.commentary
            shown |= {name: getattr(said, name) for name in ("context", "action_taken", "action_planned")}
            shown["action_by"] = said.action_by.isoformat() if said.action_by else ""
        return {name: text for name, text in shown.items() if text}

    @property
    def needs_words(self) -> bool:
        """A Red without an explanation: context, and what is being done about it."""
        return self.rating == "red" and not drafts.explains(self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the lines of several returns are judged by, read once."""

    figures: Mapping[indicators.Key, Sequence[Figure]]
    targets: Mapping[indicators.Key, Sequence[TargetRow]]
    definitions: Mapping[int, Sequence[DefinitionRow]]
    commentary: Mapping[tuple[int, str], CommentaryRow]
    questions: Mapping[int, Sequence[AskedRow]]
    indicators: Mapping[int, IndicatorRow]
    places: Mapping[int, tuple[str, str]]
    standing: Mapping[int, str]
    locked: Mapping[str, datetime]


def lines(*, returns: Iterable[int], today: date, with_drafts: bool = True) -> dict[int, list[Line]]:
    """Return every line of these returns (ids), in the council's order of indicators; a fixed number of queries.

    Without drafts a line is what was stored: what an officer is still typing is nobody else's business yet.
    """
    wanted = list(returns)
    kept = list(
        Expected.objects.filter(owed_id__in=wanted)
        .select_related("owed__period", "saved_by", "period")
        .order_by("owed_id", "indicator__order", "indicator__reference", "period__end", "place__order", "breakdown")
    )
    if not kept:
        return {one: [] for one in wanted}
    around = _around(kept, returns=wanted)
    council = organisation.authority()
    opened = [_Open(one, around, draft=one.draft if with_drafts else {}) for one in kept]
    rated = live.ratings(
        [
            live.Typed(
                value=one.value,
                status=one.status,
                definition=one.definition,
                target=one.target,
                last_year=one.last_year.value if one.last_year and not one.broken else None,
            )
            for one in opened
        ],
        scheme=council.scheme,
        tolerance=council.tolerance,
    )
    found: dict[int, list[Line]] = {one: [] for one in wanted}
    for one, (rating, reason) in zip(opened, rated, strict=True):
        found[one.row.owed_id].append(one.line(rating=rating, reason=reason, around=around, today=today))
    return found


def _around(kept: Sequence[Expected], *, returns: Sequence[int]) -> _Around:
    ids = {one.indicator_id for one in kept}
    known = {row.id: row for row in indicators.indicators() if row.id in ids}
    first, last = min(one.period.end for one in kept), max(one.period.end for one in kept)
    said = indicators.commentaries(indicators=ids)
    return _Around(
        figures=indicators.figures_by_key(indicators=ids, since=first - LOOK_BACK, until=last),
        targets=indicators.targets_by_key(indicators=ids),
        definitions=indicators.definitions_of(indicators=ids),
        commentary={(row.indicator_id, row.period_code): row for rows in said.values() for row in rows},
        questions=questions_of(expected=[one.pk for one in kept]),
        indicators=known,
        places={place.id: (place.code, place.name) for place in organisation.places()}
        | {(council := organisation.authority()).place_id: (council.place_code, council.place_name)},
        standing={one: word for one, (word, _) in standings(returns=returns).items()},
        locked=locked_periods(),
    )


class _Open:
    """A line while it is being put together."""

    def __init__(self, row: Expected, around: _Around, *, draft: Mapping[str, str]) -> None:
        self.row = row
        self.draft = draft
        self.period = from_code(row.period.code)
        key = (row.indicator_id, row.place_id, row.breakdown)
        figures = [one for one in around.figures.get(key, ()) if one.period.kind == self.period.kind]
        by_code = {one.period.code: one for one in figures}
        self.stored = by_code.get(self.period.code)
        self.earlier = [one for one in figures if one.period.end < self.period.end and one.value is not None]
        ago = same_period_last_year(self.period)
        self.last_year = by_code.get(ago.code) if ago else None
        definitions = around.definitions[row.indicator_id]
        self.definition = definition_for(definitions, period=self.period)
        basis = self.definition.basis if self.definition else "single"
        self.target = target_for(around.targets.get(key, ()), period=self.period, basis=basis)
        self.broken = bool(
            self.last_year and break_between(definitions, earlier=self.last_year.period, later=self.period)
        )
        measure = self.definition.measure if self.definition else "number"
        self.typed = drafts.typed_value(draft, measure=measure) if drafts.says_something(draft) else None
        if drafts.says_something(draft):
            self.value, self.status = self.typed, draft.get("status", "final" if self.typed is not None else "")
        else:
            self.value = self.stored.value if self.stored else None
            self.status = self.stored.status if self.stored else ""

    def line(self, *, rating: str, reason: str, around: _Around, today: date) -> Line:
        """Return the line, with its place in the life of a figure."""
        row, definition = self.row, self.definition
        questions = tuple(around.questions.get(row.pk, ()))
        standing = owed.Standing(
            period_end=self.period.end,
            due_on=row.due_on,
            entered=self.stored is not None,
            queried=bool(questions) and questions[-1].kind != "closed",
            signed=around.standing.get(row.owed_id) == "approved",
            locked=row.owed.period.code in around.locked,
        )
        code, name = around.places.get(row.place_id, ("", ""))
        last = self.earlier[-1] if self.earlier else None
        return Line(
            id=row.pk,
            owed_id=row.owed_id,
            indicator=around.indicators[row.indicator_id],
            period=self.period,
            place_id=row.place_id,
            place_name=name,
            place_code=code,
            breakdown=row.breakdown,
            due_on=row.due_on,
            measure=definition.measure if definition else "number",
            decimals=definition.decimals if definition else 0,
            polarity=definition.polarity if definition else "none",
            numerator_label=definition.numerator_label if definition else "",
            denominator_label=definition.denominator_label if definition else "",
            last=last.value if last else None,
            last_label=last.period.label if last else "",
            last_year=self.last_year.value if self.last_year else None,
            last_year_label=self.last_year.period.label if self.last_year else "",
            target=self.target,
            stored=self.stored,
            commentary=around.commentary.get((row.indicator_id, self.period.code)),
            draft=self.draft,
            version=row.version,
            saved_by=row.saved_by.name if row.saved_by else "",
            saved_at=row.saved_at,
            value=self.value,
            rating=rating,
            reason=reason,
            asks=tuple(self._asks()),
            questions=questions,
            state=owed.state(standing, today=today),
        )

    def _asks(self) -> list[str]:
        if self.typed is None or self.definition is None:
            return []
        usual = plausible.Usual(
            earlier=[one.value for one in self.earlier if one.value is not None],
            measure=self.definition.measure,
            decimals=self.definition.decimals,
        )
        return plausible.questions(self.typed, usual=usual)
