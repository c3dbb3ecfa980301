"""A page asks the database as often for 3,000 rows as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.domain.organisation import queries as organisation
from tests.entrypoints.many import settle_many
from tests.stories.council import address_of

PAGES = (
    "/",
    "/indicators/",
    "/indicators/N0000/",
    "/open-data/",
    "/open-data/indicators.csv",
    "/work/",
    "/work/scorecard/",
    "/work/scorecard/?place=T011",
    "/work/scorecard/scorecard.csv",
    "/work/indicators/N0000/",
    "/work/reports/",
    "/work/exceptions/",
    "/work/monitoring/",
    "/work/monitoring/monitoring.csv",
    "/work/audit/",
    "/plans/",
    "/plans/BOLD/",
    "/work/plans/",
    "/work/plans/BOLD/",
    "/work/plans/BOLD/plan.csv",
    "/work/plans/STEPS/outcome/",
    "/work/plans/loose-ends/",
    "/work/plans/compare/",
    "/work/thread/",
    "/work/thread/?as=table",
    "/work/thread/thread.csv",
    "/work/thread/BOLD-1/",
    "/work/priorities/BOLD-1/",
    "/work/priorities/BOLD-1.0/",
    "/work/priorities/BOLD-1.0/change/",
    "/work/milestones/M-0/",
    "/work/milestones/M-0/progress/",
)


def _counts(rows: int) -> dict[str, int]:
    settle_many(rows)
    user = organisation.user(email=address_of("performance"))
    assert user is not None
    client = Client()
    client.force_login(user, backend="goldenthread.entrypoints.workspace.accounts.backend.SignInBackend")
    found = {}
    for page in PAGES:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(page)
        assert answer.status_code == 200, page
        found[page] = len(asked)
    return found


@pytest.fixture(scope="module")
def counted() -> dict[int, dict[str, int]]:
    """The numbers of queries by rows, filled by the tests in order."""
    return {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [1, 3, pytest.param(3000, marks=pytest.mark.slow)])
def test_the_number_of_queries_does_not_grow(rows: int, counted: dict[int, dict[str, int]]) -> None:
    counted[rows] = _counts(rows)
    assert counted[rows] == counted.setdefault(1, counted[rows])
    assert max(counted[rows].values()) <= 40
