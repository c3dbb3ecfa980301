"""Lines of a return as its pages show them: words instead of numbers, marks instead of codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import rating_html
from goldenthread.domain.collection.operations.returns import Conflict, Finding
from goldenthread.domain.collection.queries import AskedRow, Line
from goldenthread.domain.collection.rules.owed import STATES, WAITING
from goldenthread.engines.charts.figures import figure

FIELD_WORDS = {
    "value": "Value",
    "numerator": "Top number",
    "denominator": "Bottom number",
    "status": "How sure is this figure?",
    "status_reason": "Why is it not available?",
    "note": "Note",
    "reason": "Why does a figure that was stored change?",
    "context": "What is behind this figure?",
    "action_taken": "What has been done?",
    "action_planned": "What will be done?",
    "action_by": "By when?",
}
"""What each field of a figure is called on a page."""

ON_THE_GRID = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure on the page of a return: what was, the boxes to fill in, and what that would mean."""

    id: int
    version: int
    name: str
    where: str
    last_year: str
    last: str
    target: str
    parts: bool
    value: str
    numerator: str
    denominator: str
    numerator_label: str
    denominator_label: str
    worked_out: str
    mark: SafeString
    rating: str
    state: str
    locked: bool
    errors: tuple[str, ...]
    error_fields: frozenset[str]
    asks: tuple[str, ...]
    theirs: str
    query: AskedRow | None
    says: str
    needs_words: bool
    typed: bool


def shown(line: Line, number: Decimal | None, *, missing: str = "–") -> str:
    """Return a number of a line in its indicator's own unit."""
    return figure(number, unit=line.measure, decimals=line.decimals, missing=missing)


def target_of(line: Line) -> str:
    """Return the target of a line, or its expected range; nothing where there is neither."""
    target = line.target
    if target is None:
        return "–"
    if target.value is not None:
        return shown(line, target.value)
    if target.lower is not None and target.upper is not None:
        return f"{shown(line, target.lower)} to {shown(line, target.upper)}"
    return f"{shown(line, target.lower)} or more" if target.lower is not None else f"up to {shown(line, target.upper)}"


def where(line: Line, *, home: int) -> str:
    """Say what a figure is about beside its indicator: its own period, its place, its group."""
    parts = [line.period.label]
    if line.place_id != home:
        parts.append(line.place_name)
    if line.breakdown:
        parts.append(line.breakdown)
    return ", ".join(parts)


def mark(line: Line) -> SafeString:
    """Return the mark of a line: its rating once there is a value, else how it stands."""
    status = line.fields.get("status", "")
    if line.value is not None:
        return rating_html(line.rating)
    if status in {"not_available", "suppressed", "not_due"}:
        return rating_html("no_data", words.STATUS_WORDS[status].capitalize())
    return rating_html("not_due" if line.state == "not_due" else "no_data", STATES[line.state])


def rows(
    lines: Sequence[Line],
    *,
    home: int,
    findings: Sequence[Finding] = (),
    conflicts: Sequence[Conflict] = (),
    typed: Mapping[int, Mapping[str, str]] | None = None,
) -> list[Row]:
    """Return the rows of a return in its own order.

    ``findings`` are shown beside their figure, ``conflicts`` as what somebody else saved meanwhile; ``typed`` is what
    this reader has in the boxes and could not be saved.
    """
    said: dict[int, list[Finding]] = {}
    for one in findings:
        said.setdefault(one.expected_id, []).append(one)
    other = {one.expected_id: one for one in conflicts}
    return [
        _row(
            line,
            home=home,
            findings=said.get(line.id, []),
            conflict=other.get(line.id),
            mine=(typed or {}).get(line.id),
        )
        for line in lines
    ]


def _row(
    line: Line, *, home: int, findings: Sequence[Finding], conflict: Conflict | None, mine: Mapping[str, str] | None
) -> Row:
    fields = {**line.fields, **(mine or {})}
    parts = bool(line.numerator_label and line.denominator_label)
    return Row(
        id=line.id,
        version=line.version,
        name=line.indicator.name,
        where=where(line, home=home),
        last_year=shown(line, line.last_year),
        last=shown(line, line.last),
        target=target_of(line),
        parts=parts,
        value=fields.get("value", ""),
        numerator=fields.get("numerator", ""),
        denominator=fields.get("denominator", ""),
        numerator_label=line.numerator_label,
        denominator_label=line.denominator_label,
        worked_out=shown(line, line.value, missing="") if parts else "",
        mark=mark(line),
        rating=line.rating if line.value is not None else "",
        state=line.state,
        locked=line.state == "not_due",
        errors=tuple(one.sentence for one in findings),
        error_fields=frozenset(one.field for one in findings),
        asks=line.asks if not findings else (),
        theirs=_theirs(line, conflict),
        query=line.question,
        says=line.reason if line.value is not None else "",
        needs_words=line.value is not None and line.needs_words,
        typed=bool(line.draft),
    )


def _theirs(line: Line, conflict: Conflict | None) -> str:
    if conflict is None:
        return ""
    theirs = [conflict.theirs[name] for name in ON_THE_GRID if name in conflict.theirs]
    when = words.moment(conflict.saved_at)
    what = " of ".join(theirs) if len(theirs) == 2 else " ".join(theirs) or "nothing"
    return (
        f"{conflict.saved_by} saved {what} on {when}, while you were typing. Yours is in the box and not saved yet: "
        "save again to keep yours, or type theirs."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One figure on the page on which answers are checked before they are submitted."""

    id: int
    name: str
    where: str
    value: str
    was: str
    target: str
    mark: SafeString
    words: tuple[tuple[str, str], ...]
    changed: str


def answers(lines: Sequence[Line], *, home: int) -> list[Answer]:
    """Return what would be submitted: each figure with its rating and everything that is said of it."""
    return [
        Answer(
            id=line.id,
            name=line.indicator.name,
            where=where(line, home=home),
            value=_value(line),
            was=shown(line, line.last),
            target=target_of(line),
            mark=mark(line),
            words=tuple(
                (FIELD_WORDS[name], text)
                for name in (
                    "status_reason",
                    "note",
                    "reason",
                    "context",
                    "action_taken",
                    "action_planned",
                    "action_by",
                )
                if (text := line.fields.get(name, ""))
            ),
            changed=_changed(line),
        )
        for line in asked_for(lines)
    ]


def _value(line: Line) -> str:
    value = shown(line, line.value, missing="")
    top, bottom = line.fields.get("numerator", ""), line.fields.get("denominator", "")
    if value and top and bottom:
        return f"{value} ({top} of {bottom})"
    status = line.fields.get("status", "")
    return value or words.STATUS_WORDS.get(status, "Not entered")


def _changed(line: Line) -> str:
    if line.stored is None:
        return "new" if line.draft else ""
    if not line.draft or line.stored.value == line.value:
        return ""
    return f"was {shown(line, line.stored.value)}"


def asked_for(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are asked for by now; the others wait until their own period is over."""
    return [line for line in lines if line.state != "not_due"]


def due_words(lines: Sequence[Line]) -> str:
    """Say by when the next figure of a return is due, or that some are late already; nothing where all are in."""
    waiting = [line for line in asked_for(lines) if line.state in WAITING]
    late = sum(line.state == "late" for line in waiting)
    if late:
        return f"{words.counted(late, 'figure is', 'figures are')} late: they were due from {first_due(waiting)}."
    if waiting:
        return f"Due {first_due(waiting)}."
    return ""


def first_due(lines: Sequence[Line]) -> str:
    """Return the earliest day on which one of ``lines`` is due."""
    return words.day(min(line.due_on for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Figures of one indicator that are not asked for yet."""

    name: str
    period: str
    count: str
    due: str


def later(lines: Sequence[Line]) -> list[Later]:
    """Return what will be asked for later in the period, one line for each indicator and period."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.state == "not_due":
            groups.setdefault((line.indicator.name, line.period.label), []).append(line)
    return [
        Later(
            name=name,
            period=period,
            count=words.counted(len(mine), "figure", "figures"),
            due=words.day(mine[0].due_on),
        )
        for (name, period), mine in groups.items()
    ]


def counted(lines: Sequence[Line]) -> tuple[int, int]:
    """Return how many figures are asked for, and how many of them have an answer by now."""
    asked = asked_for(lines)
    done = [
        line for line in asked if line.value is not None or line.fields.get("status") in {"not_available", "suppressed"}
    ]
    return len(asked), len(done)


def their_words(conflict: Conflict | None) -> list[tuple[str, str]]:
    """Return what somebody else saved of a figure meanwhile, field by field, who and when first."""
    if conflict is None:
        return []
    return [
        ("Saved by", f"{conflict.saved_by}, {words.moment(conflict.saved_at)}"),
        *[(FIELD_WORDS[name], text) for name, text in conflict.theirs.items() if name in FIELD_WORDS],
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Something found about one figure, with the figure's name and its address on the page."""

    id: int
    name: str
    sentence: str


def located(findings: Sequence[Finding], *, lines: Sequence[Line]) -> list[Located]:
    """Return findings with the names of their figures, in the order found."""
    names = {line.id: f"{line.indicator.name}, {line.period.label}" for line in lines}
    return [Located(id=one.expected_id, name=names.get(one.expected_id, ""), sentence=one.sentence) for one in findings]
