"""Rows by their key: made where missing, changed where different, left alone where the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an upsert did: keys made, what was before and after in the rows changed, how many stayed."""

    new: tuple[str, ...] = ()
    changed: tuple[dict[str, Any], ...] = ()
    unchanged: int = 0

    @property
    def any(self) -> bool:
        """Something was stored."""
        return bool(self.new or self.changed)

    def as_data(self) -> dict[str, Any]:
        """What the audit event keeps."""
        return {
            "rows": len(self.new) + len(self.changed) + self.unchanged,
            "new": len(self.new),
            "revised": len(self.changed),
            "unchanged": self.unchanged,
            "new_keys": list(self.new),
            "changes": list(self.changed),
        }


@dataclass(slots=True)
class _Codes:
    """The codes of a model, both ways."""

    by_code: dict[str, int] = field(default_factory=dict)
    by_id: dict[int, str] = field(default_factory=dict)


def _codes(model: type[Model]) -> _Codes:
    pairs = list(model._default_manager.values_list("code", "pk"))
    return _Codes(by_code=dict(pairs), by_id={pk: code for code, pk in pairs})


def upsert(
    *,
    model: type[Model],
    key: str,
    rows: Sequence[Mapping[str, Any]],
    links: Mapping[str, type[Model]] | None = None,
) -> Changes:
    """Store ``rows`` (field name to value) in ``model`` by its ``key`` field and say what changed.

    ``links`` are the fields that hold the code of another record; a link to the same model may name a row of the same
    call. Belongs inside the caller's transaction; the caller records the event. Raises ``KeyError`` for unknown codes.
    """
    links = links or {}
    own = [name for name, target in links.items() if target is model]
    codes = {name: _codes(target) for name, target in links.items() if target is not model}
    existing = {
        getattr(one, key): one for one in model._default_manager.filter(**{f"{key}__in": [r[key] for r in rows]})
    }
    fresh = [row for row in rows if row[key] not in existing]
    made = model._default_manager.bulk_create(
        [model(**_fields(row, codes=codes, leave=own)) for row in fresh], batch_size=500
    )
    codes |= {name: _codes(model) for name in own}
    if own:
        for one, row in zip(made, fresh, strict=True):
            for name in own:
                setattr(one, f"{name}_id", _linked(row.get(name), codes[name]))
        linked = [one for one, row in zip(made, fresh, strict=True) if any(row.get(name) for name in own)]
        model._default_manager.bulk_update(linked, own, batch_size=500)
    changed, touched = [], []
    for row in rows:
        if row[key] not in existing:
            continue
        one = existing[row[key]]
        before = {
            name: codes[name].by_id.get(getattr(one, f"{name}_id")) if name in links else getattr(one, name)
            for name in row
        }
        different = [name for name in row if before[name] != row[name]]
        if different:
            for name, value in _fields({n: row[n] for n in different}, codes=codes, leave=()).items():
                setattr(one, name, value)
            touched.append(one)
            changed.append(
                {
                    "key": row[key],
                    "before": {name: before[name] for name in different},
                    "after": {name: row[name] for name in different},
                }
            )
    if touched:
        model._default_manager.bulk_update(touched, [name for name in rows[0] if name != key], batch_size=500)
    return Changes(
        new=tuple(str(row[key]) for row in fresh),
        changed=tuple(changed),
        unchanged=len(rows) - len(fresh) - len(changed),
    )


def _fields(row: Mapping[str, Any], *, codes: Mapping[str, _Codes], leave: Sequence[str]) -> dict[str, Any]:
    return {
        (f"{name}_id" if name in codes else name): (_linked(value, codes[name]) if name in codes else value)
        for name, value in row.items()
        if name not in leave
    }


def _linked(code: str | None, codes: _Codes) -> int | None:
    return codes.by_code[code] if code else None
