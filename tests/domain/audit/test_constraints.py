"""The promises of the audit trail, each broken once on the real database."""

import pytest
from django.db import IntegrityError

from tests.domain.breaches import Cases, Row, variants, write

CASES: Cases = {
    "audit_sequence_from_one": ("AuditEvent", [{"sequence": 0}, {"sequence": -1}]),
    "audit_says_who_did_what": ("AuditEvent", [{"action": ""}, {"actor_name": ""}, {"subject": ""}]),
    "audit_never_its_own_link": ("AuditEvent", [{"previous_hash": "c" * 64, "hash": "c" * 64}]),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "change"), variants(CASES))
def test_the_database_refuses_it_by_name(constraint: str, model: str, change: Row) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write(model=model, change=change)
