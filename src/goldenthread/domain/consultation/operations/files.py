"""A consultation from files: rows in, each through the same door as a page; what is refused names its row."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.consultation import queries
from goldenthread.domain.consultation.operations.drafts import make_iteration
from goldenthread.domain.consultation.operations.endorsing import ask_for_endorsement, endorse
from goldenthread.domain.consultation.operations.log import add_comment, answer
from goldenthread.domain.consultation.operations.refusing import ConsultationError
from goldenthread.domain.delivery.operations import RefusedError
from goldenthread.domain.delivery.rules import Fault
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.operations import Changes

Row = Mapping[str, Any]
_COMMENT = ("item", "section", "person", "organisation", "workshop", "received_on", "text")


def _each(rows: Sequence[Row], store: Callable[[Row], bool | None]) -> Changes:
    """Store every row: ``store`` says True for new, False for changed, None for the same."""
    take_turn()
    new, changed, unchanged, faults = [], [], 0, []
    for place, row in enumerate(rows):
        key = " ".join(str(row[name]) for name in ("plan", "body", "iteration", "comment") if row.get(name))
        try:
            outcome = store(row)
        except ConsultationError as error:
            seen, _, rest = str(error).partition(". ")
            column = error.field if error.field in row else "plan"
            faults.append(
                Fault(
                    row=place,
                    column=column,
                    seen=seen.rstrip("."),
                    expected="a row that can be kept",
                    what_to_do=rest or "Correct the row.",
                )
            )
            continue
        if outcome is None:
            unchanged += 1
        elif outcome:
            new.append(key)
        else:
            changed.append({"key": key})
    if faults:
        raise RefusedError(faults)
    return Changes(new=tuple(new), changed=tuple(changed), unchanged=unchanged)


@transaction.atomic
def save_iterations(
    *, rows: Sequence[Row], by: Any, at: datetime, reason: str = "", request_id: str = "", source: Any = None
) -> Changes:
    """Make iterations (``plan``, ``iteration``, ``made_at``, ``made_by``, ``note``) of the words known at ``made_at``.

    Raises RefusedError with every row that cannot be kept.
    """

    def store(row: Row) -> bool | None:
        made = queries.drafts(plan=row["plan"])
        if any(one.number == row["iteration"] for one in made):
            return None
        if row["iteration"] != len(made) + 1:
            raise ConsultationError(
                f"Iteration {row['iteration']} would follow iteration {len(made)}. Number them without a gap.",
                field="iteration",
            )
        maker = organisation.user(email=row["made_by"]) if row["made_by"] else by
        if maker is None:
            raise ConsultationError(f"There is nobody with the address {row['made_by']}. Correct it.", field="made_by")
        moment = _moment(row["made_at"], at=at)
        make_iteration(plan=row["plan"], by=maker, at=moment, note=row["note"], request_id=request_id)
        return True

    return _each(rows, store)


def _moment(told: str, *, at: datetime) -> datetime:
    if not told:
        return at
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        raise ConsultationError(
            f"“{told}” is not a moment. Write it like 2026-07-01T09:30:00+01:00.", field="made_at"
        ) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > at:
        raise ConsultationError(f"“{told}” is still to come. Write when the iteration was made.", field="made_at")
    return moment


@transaction.atomic
def save_comments(
    *, rows: Sequence[Row], by: Any, at: datetime, reason: str = "", request_id: str = "", source: Any = None
) -> Changes:
    """Keep comments by ``plan``, ``iteration`` and ``comment`` (their number), each as it was received.

    Raises RefusedError, also for one that is kept already in other words.
    """

    def store(row: Row) -> bool | None:
        known = queries.log(plan=row["plan"], iteration=row["iteration"], number=row["comment"])
        given = {name: row[name] for name in _COMMENT}
        if known:
            if all(getattr(known[0], name) == value for name, value in given.items()):
                return None
            raise ConsultationError(
                f"Comment {known[0].reference} is kept as it was received, and this row says something else. "
                "Enter it under a new number.",
                field="comment",
            )
        add_comment(
            plan=row["plan"],
            iteration=row["iteration"],
            number=row["comment"],
            by=by,
            at=at,
            request_id=request_id,
            **given,
        )
        return True

    return _each(rows, store)


@transaction.atomic
def save_responses(
    *, rows: Sequence[Row], by: Any, at: datetime, reason: str = "", request_id: str = "", source: Any = None
) -> Changes:
    """Answer comments by ``plan``, ``iteration`` and ``comment``; another answer than before needs a reason.

    Raises RefusedError with every row that cannot be kept.
    """

    def store(row: Row) -> bool | None:
        found = queries.log(plan=row["plan"], iteration=row["iteration"], number=row["comment"])
        said = found[0].response if found else None
        given = {"text": row["text"], "changed": row["changed"], "what_changed": row["what_changed"]}
        given["passage"] = row["passage"]
        if said is not None and all(getattr(said, name) == value for name, value in given.items()):
            return None
        answer(
            plan=row["plan"],
            iteration=row["iteration"],
            comment=row["comment"],
            seen=said.number if said else 0,
            reason=row["reason"] or (reason if said else ""),
            by=by,
            at=at,
            request_id=request_id,
            **given,
        )
        return said is None

    return _each(rows, store)


@transaction.atomic
def save_endorsements(
    *, rows: Sequence[Row], by: Any, at: datetime, reason: str = "", request_id: str = "", source: Any = None
) -> Changes:
    """Keep who is asked to endorse a plan (``plan``, ``body``), and with an ``iteration`` that it was endorsed.

    Raises RefusedError with every row that cannot be kept.
    """

    def store(row: Row) -> bool | None:
        before = next((one for one in queries.bodies(plan=row["plan"]) if one.code == row["body"]), None)
        about: dict[str, Any] = {"plan": row["plan"], "by": by, "at": at, "request_id": request_id}
        asked = {name: row[name] for name in ("name", "kind", "due_on", "order")}
        after = ask_for_endorsement(**about, code=row["body"], **asked)
        given = {one.iteration for one in after.given}
        if row["iteration"] and row["iteration"] not in given:
            endorse(
                **about,
                body=row["body"],
                iteration=row["iteration"],
                given_on=row["given_on"] or at.date(),
                minute=row["minute"],
            )
            return True
        if before is None:
            return True
        return None if before == after else False

    return _each(rows, store)
