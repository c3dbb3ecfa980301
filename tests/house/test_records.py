"""Records keep to themselves, and only the operations write: imports do not see that, these tests do."""

import pytest

from tests.house.records import foreign_models, ways_back, writes
from tests.house.tree import source_modules

WRITES_ELSEWHERE: dict[str, str] = {}
"""Path: the reason why a call in it that looks like a write is none, or why it must stand there."""


def test_no_package_imports_the_models_of_another() -> None:
    assert [line for path, text in source_modules() for line in foreign_models(path=path, text=text)] == []


def test_no_key_into_another_package_leaves_a_way_back() -> None:
    assert [line for path, text in source_modules() for line in ways_back(path=path, text=text)] == []


def test_only_operations_write() -> None:
    found = [line for path, text in source_modules() for line in writes(path=path, text=text)]
    assert [line for line in found if line.split(":")[0] not in WRITES_ELSEWHERE] == []


def test_every_exception_is_still_needed_and_says_why() -> None:
    texts = dict(source_modules())
    for path, reason in WRITES_ELSEWHERE.items():
        assert len(reason) > 20, path
        assert list(writes(path=path, text=texts[path])), f"{path} no longer writes: take it off the list"


@pytest.mark.parametrize(
    "line",
    [
        "from goldenthread.domain.audit.models import AuditEvent",
        "from goldenthread.domain.audit import models, queries",
        "import goldenthread.domain.audit.models as theirs",
        "def later():\n    from goldenthread.domain.audit.models import AuditEvent",
    ],
)
def test_a_borrowed_model_is_noticed(line: str) -> None:
    assert len(list(foreign_models(path="domain/reporting/queries.py", text=line))) == 1
    assert list(foreign_models(path="domain/audit/queries.py", text=line)) == []
    assert list(foreign_models(path="domain/models.py", text=line)) == []


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ('models.ForeignKey("goldenthread.Unit", on_delete=models.PROTECT)', 1),
        ('models.ForeignKey("goldenthread.Unit", on_delete=models.PROTECT, related_name="figures")', 1),
        ("models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)", 1),
        ('models.OneToOneField(to="goldenthread.Unit", on_delete=models.PROTECT)', 1),
        ('models.ForeignKey("goldenthread.Unit", on_delete=models.PROTECT, related_name="+")', 0),
        ('models.ForeignKey("self", on_delete=models.PROTECT)', 0),
        ('models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")', 0),
    ],
)
def test_a_way_back_is_noticed(key: str, found: int) -> None:
    assert len(list(ways_back(path="domain/reporting/models.py", text=f"unit = {key}"))) == found


@pytest.mark.parametrize(
    "line",
    [
        "figure.save()",
        "Figure.objects.create(value=1)",
        "Figure.objects.bulk_create(rows)",
        "Figure.objects.filter(id=1).update(value=2)",
        "rows.update(**changes)",
        "figure.delete()",
        "user.set_password(word); user.save(update_fields=['password'])",
        "cursor.execute('INSERT INTO goldenthread_place VALUES (1)')",
        "cursor.execute(f'DELETE FROM {table}')",
        "cursor.execute('''\n  UPDATE goldenthread_place SET name = 1''')",
        "cursor.copy(f'COPY {table} FROM STDIN')",
        "apps.get_model('goldenthread', 'Place')",
    ],
)
@pytest.mark.parametrize(
    "path", ["entrypoints/workspace/views.py", "domain/indicators/queries/series.py", "domain/fields.py"]
)
def test_a_write_elsewhere_is_noticed(path: str, line: str) -> None:
    assert len(list(writes(path=path, text=line))) == 1
    assert list(writes(path="domain/indicators/operations/figures.py", text=line)) == []
    assert list(writes(path="domain/indicators/operations.py", text=line)) == []


@pytest.mark.parametrize(
    "line",
    ["known.update(other)", "digest.update(b'1')", "'Update the figure'", "create(1)", "operations.create_user(by=by)"],
)
def test_what_is_no_write_is_left_alone(line: str) -> None:
    assert list(writes(path="entrypoints/workspace/views.py", text=line)) == []
