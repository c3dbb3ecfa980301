"""A small council for pages to show: eight indicators over six quarters, and one person of every role."""

from pathlib import Path

from django.utils import timezone

from goldenthread.domain.collection.operations import IncomingFile, load
from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.organisation import operations as organisation

HERE = Path(__file__).parent
FILES = HERE / "council"
MISTAKES = HERE / "mistakes"
PASSWORD = "harbour lantern fourteen"
FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ROLES = ("officer", "approver", "director", "member", "performance", "auditor", "administrator")


def address_of(role: str) -> str:
    """Return the e-mail address of the person who holds ``role``."""
    return f"{role}@westmarch.example"


def settle() -> None:
    """Load the council and give everybody the same password."""
    now = timezone.now()
    files = [
        IncomingFile(kind=kind.name, name=f"{kind.name}.csv", content=FILES / f"{kind.name}.csv")
        for kind in FILE_KINDS
        if (FILES / f"{kind.name}.csv").exists()
    ]
    outcome = load(files=files, by=None, at=now, reason="The first load", accept_warnings=True)
    assert outcome.stored, [problem.sentence for problem in outcome.refused]
    for role in ROLES:
        organisation.set_password(email=address_of(role), password=PASSWORD, by=None, at=now)
