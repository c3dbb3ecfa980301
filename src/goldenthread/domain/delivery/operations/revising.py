"""Adding revisions: a row that says something new becomes the next number of its key; a row that does not, nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.audit.rules import content_seal
from goldenthread.domain.delivery.rules import Fault
from goldenthread.domain.organisation.operations import Changes


class RefusedError(ValueError):
    """Nothing was stored: ``faults`` says what is wrong with which row, and what to do."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; the message is their sentences."""
        self.faults = tuple(sorted(faults, key=lambda fault: fault.row))
        super().__init__(" ".join(dict.fromkeys(fault.sentence for fault in self.faults)))


class ChangedMeanwhileError(Exception):
    """Somebody else changed it after the editor had opened it; nothing was stored.

    ``code`` is what was edited, ``number`` the revision now stored, ``theirs`` its fields, ``by`` and ``at`` who and
    when: to be shown beside the words that were not stored.
    """

    def __init__(self, *, code: str, number: int, theirs: Mapping[str, Any], by: str, at: datetime) -> None:
        """Keep the other's words."""
        self.code, self.number, self.theirs, self.by, self.at = code, number, dict(theirs), by, at
        super().__init__(
            f"{by} changed {code} while you were writing. Nothing of yours was stored: "
            "read the new words, then save again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who writes, when, why, from where: what every operation is told, and what its event keeps."""

    by: Any
    at: datetime
    reason: str = ""
    request_id: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)

    def event(self, *, action: str, subject: str, data: Mapping[str, Any], private: bool = False) -> Any:
        """Record the event. A private one keeps no reason: the audit trail has more readers than the record."""
        return record(
            action=action,
            subject=subject,
            by=self.by,
            at=self.at,
            reason="" if private else self.reason,
            request_id=self.request_id,
            data={**self.source, **data},
        )


def codes_of(model: str, *, field: str = "code") -> dict[str, int]:
    """Return the id of every record of ``model`` (its name) by its code."""
    return dict(apps.get_model("goldenthread", model)._default_manager.values_list(field, "pk"))


def append(
    *,
    model: type[Model],
    key: Sequence[str],
    contents: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    name: Callable[[Mapping[str, Any]], str],
    action: str,
    subject: str,
    writing: Writing,
    private: Callable[[Mapping[str, Any]], bool] = lambda row: False,
    settle: Callable[[dict[str, Any], Any], Iterable[Fault]] = lambda row, before: (),
    reasons: bool = True,
) -> Changes:
    """Store ``rows`` as revisions of ``model`` with one audit event, in the caller's transaction; return what changed.

    A row has the columns of ``key`` and ``contents`` (keys of other records by id) and may have ``reason``,
    ``entered_at`` and ``entered_by_id`` (history), ``seen`` (the number of the revision that an editor saw) and
    ``final``: False where a later row of the same load is about the same key, so that it is no change if any stored
    revision of its moment (of any, where it tells none) says the same. ``settle`` is told each row that changes
    something and the revision before it (or None), may complete the row, and returns its faults. Private rows leave no
    words in the event, only their seal. Without ``reasons`` a change needs none, and a row that tells its history keeps
    its own, said or not.

    Raises RefusedError for a change without a reason and for what ``settle`` found; ChangedMeanwhileError.
    """
    take_turn()
    owner = key[0]
    stored: dict[tuple[Any, ...], list[Any]] = {}
    owners = sorted({row[owner] for row in rows})
    for start in range(0, len(owners), 5_000):
        found = model._default_manager.filter(**{f"{owner}__in": owners[start : start + 5_000]})
        for one in found.select_related("entered_by").order_by(*key, "number"):
            stored.setdefault(tuple(getattr(one, part) for part in key), []).append(one)
    faults: list[Fault] = []
    fresh: list[tuple[dict[str, Any], int, Any]] = []
    new: list[str] = []
    changed: list[dict[str, Any]] = []
    unchanged = 0
    for place, given in enumerate(rows):
        kept = stored.get(tuple(given[part] for part in key), [])
        last = kept[-1] if kept else None
        if "seen" in given and last is not None and given["seen"] != last.number:
            raise ChangedMeanwhileError(
                code=name(given),
                number=last.number,
                theirs={part: getattr(last, part) for part in contents},
                by=last.entered_by.name,
                at=last.entered_at,
            )
        compared = kept[-1:] if given.get("final", True) else _of_its_moment(kept, given)
        if any(all(getattr(one, part) == given[part] for part in contents) for one in compared):
            unchanged += 1
            continue
        whole = writing.reason if last and (reasons or not given.get("entered_at")) else ""
        row = dict(given) | {"reason": given.get("reason") or whole}
        if reasons and last is not None and not row["reason"]:
            faults.append(
                Fault(
                    row=place,
                    column="reason",
                    seen=f"this changes {name(given)}, which is already stored, and gives no reason",
                    expected="a reason for every change",
                    what_to_do="Say why it changes.",
                )
            )
        faults += settle(row, last)
        fresh.append((row, 1 if last is None else last.number + 1, last))
        secret = private(row)
        if last is None:
            new.append(name(row))
        elif secret:
            changed.append({"key": name(row)})
        else:
            parts = [part for part in contents if getattr(last, part) != row[part]]
            before, after = ({part: _plain(at(part)) for part in parts} for at in (last.__getattribute__, row.get))
            changed.append({"key": name(row), "before": before, "after": after})
    if faults:
        raise RefusedError(faults)
    changes = Changes(new=tuple(new), changed=tuple(changed), unchanged=unchanged)
    if changes.any:
        seal = content_seal([tuple(_plain(row[part]) for part in (*key, *contents)) for row, _, _ in fresh])
        secret = any(private(row) for row, _, _ in fresh)
        data = {**changes.as_data(), "content": seal}
        event = writing.event(action=action, subject=subject, data=data, private=secret)
        model._default_manager.bulk_create(
            [
                model(
                    **{part: row[part] for part in (*key, *contents)},
                    **row.get("extra", {}),
                    number=number,
                    reason=row["reason"],
                    entered_at=row.get("entered_at") or writing.at,
                    entered_by_id=row.get("entered_by_id") or writing.by.pk,
                    event=event,
                )
                for row, number, _ in fresh
            ],
            batch_size=500,
        )
    return changes


def _of_its_moment(kept: Sequence[Any], given: Mapping[str, Any]) -> list[Any]:
    """What a row of history may repeat: words that came back later are two revisions, not one."""
    moment = given.get("entered_at")
    return [one for one in kept if moment is None or one.entered_at == moment]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | None.__class__) else str(value)
