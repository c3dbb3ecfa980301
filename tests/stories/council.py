"""A small council for pages to show: eight indicators over six quarters, and one person of every role."""

from pathlib import Path

from django.utils import timezone

from goldenthread.domain.collection.operations import IncomingFile, load
from goldenthread.domain.collection.rules.files import FILE_KINDS
from goldenthread.domain.organisation import operations as organisation

HERE = Path(__file__).parent
FILES = HERE / "council"
LATER = HERE / "later"
"""What was said of the plans in the months after: dates that moved, words that changed."""
MISTAKES = HERE / "mistakes"
MONTHS = HERE / "months"
EXCEPTIONS = HERE / "exceptions"
AGREEMENT = HERE / "agreement"
PASSWORD = "harbour lantern fourteen"
FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ROLES = ("officer", "approver", "director", "member", "performance", "auditor", "administrator")


def address_of(role: str) -> str:
    """Return the e-mail address of the person who holds ``role``."""
    return f"{role}@westmarch.example"


def settle() -> None:
    """Load the council and give everybody the same password."""
    _load(FILES)
    _load(LATER)
    for role in ROLES:
        organisation.set_password(email=address_of(role), password=PASSWORD, by=None, at=timezone.now())


def settle_months() -> None:
    """Load two indicators with three years of months, one with a fall that is real, and what others published."""
    _load(MONTHS)


def settle_exceptions() -> None:
    """Load the months, and what others published of the second: one indicator deteriorates, one is below the median."""
    settle_months()
    _load(EXCEPTIONS)


def settle_agreement() -> None:
    """Load an agreement with two partners, each with an outcome, an indicator and a milestone, who can sign in."""
    _load(AGREEMENT)
    for name in ("partner", "other"):
        organisation.set_password(email=address_of(name), password=PASSWORD, by=None, at=timezone.now())


def _load(folder: Path) -> None:
    files = [
        IncomingFile(kind=kind.name, name=f"{kind.name}.csv", content=folder / f"{kind.name}.csv")
        for kind in FILE_KINDS
        if (folder / f"{kind.name}.csv").exists()
    ]
    outcome = load(files=files, by=None, at=timezone.now(), reason="The first load", accept_warnings=True)
    assert outcome.stored, [problem.sentence for problem in outcome.refused]
