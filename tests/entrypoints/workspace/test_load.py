"""Loading: nothing is stored unseen, and an upload belongs to whoever sent it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators import queries as indicators
from goldenthread.entrypoints.workspace.collection import uploads
from tests.stories.council import MISTAKES


@pytest.fixture(autouse=True)
def _folder(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]


def _send(client: Client, content: bytes, *, name: str = "observations.csv", kind: str = "") -> str:
    answer = client.post("/work/load/", {"upload": SimpleUploadedFile(name, content), "kind": kind})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_good_file_is_shown_then_stored_once(client_of: Callable[[str], Client], tmp_path: Path) -> None:
    client = client_of("performance")
    address = _send(client, (MISTAKES / "observations-mended.csv").read_bytes())
    before = audit.head()
    assert "8 new, 0 revised and 0 unchanged rows" in client.get(address).content.decode()
    assert audit.head() == before
    assert client.post(address, {"reason": ""})["Location"] == "/work/load/done/"
    assert len(indicators.series(references=["ASC01"])["ASC01"]) == 7
    assert list((tmp_path / "uploads").iterdir()) == []
    assert client.get(address).status_code == 404
    assert "8 new" in client.get("/work/load/done/").content.decode()


def test_a_data_officer_of_one_part_loads_for_it_and_not_for_others(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    theirs = _send(client, b"indicator,period,value\nHT01,Q3 2022/23,25\n")
    page = client.get(theirs).content.decode()
    assert "HT01 belongs to Highways and transport, for which you may not load figures" in page
    own = _send(client, b"indicator,period,value\nASC02,Q3 2022/23,25\n")
    assert "1 new, 0 revised and 0 unchanged rows" in client.get(own).content.decode()


def test_a_bad_file_cannot_be_stored(client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    address = _send(client, (MISTAKES / "observations-mistaken.csv").read_bytes())
    before = audit.head()
    assert "2 problems in your files" in client.post(address, {"reason": "Please"}).content.decode()
    assert audit.head() == before


def test_an_upload_belongs_to_its_sender(client_of: Callable[[str], Client]) -> None:
    address = _send(client_of("officer"), b"indicator,period,value\nASC02,Q3 2022/23,25\n")
    assert client_of("performance").get(address).status_code == 404
    assert client_of("performance").post(address, {}).status_code == 404


def test_a_question_needs_a_tick_and_a_reason(client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    target = b"indicator,period,target,floor,apportion\nCYP01,2023/24,5,4,same\n"
    address = _send(client, target, name="targets.csv")
    assert "Are these right?" in client.get(address).content.decode()
    html = client.post(address, {}).content.decode()
    assert "Tick the box if the figures are right" in html
    assert "Say why these figures are right" in html
    assert client.post(address, {"accept": "on", "reason": "The measure starts anew."}).status_code == 302


def test_a_revision_needs_a_reason_and_is_kept_with_it(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    address = _send(client, b"indicator,period,value\nASC02,Q2 2022/23,26\n")
    assert "0 new, 1 revised and 0 unchanged rows" in client.get(address).content.decode()
    assert "Say why figures that are stored already change" in client.post(address, {"reason": " "}).content.decode()
    assert client.post(address, {"reason": "Two visits were counted twice."}).status_code == 302
    latest = indicators.revisions(reference="ASC02")[0]
    assert (latest.number, latest.reason, latest.entered_by) == (2, "Two visits were counted twice.", "Olu Officer")


def test_the_performance_team_brings_in_other_councils(client_of: Callable[[str], Client]) -> None:
    client = client_of("performance")
    groups = b"group,name,kind,order,area,area_name\nNN,Similar counties,nearest_neighbours,1,C1,Fenshire\n"
    address = _send(client, groups, name="comparator_groups.csv")
    assert "comparator groups</td>" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 302
    values = b"indicator,period,area,value,source,licence\nASC01,Q2 2022/23,C1,71,Returns,OGL v3.0\n"
    address = _send(client, values, name="others.csv", kind="comparators")
    assert client.post(address, {"reason": ""}).status_code == 302
    (line,) = indicators.comparators_of(reference="ASC01")
    assert (line.area_name, str(line.value), line.source, line.licence) == ("Fenshire", "71", "Returns", "OGL v3.0")


def test_kinds_of_file_are_offered_in_words(client_of: Callable[[str], Client]) -> None:
    html = client_of("performance").get("/work/load/").content.decode()
    assert '<option value="comparator_groups">Comparator groups</option>' in html


@pytest.mark.parametrize(
    ("role", "name", "kind", "said"),
    [
        ("officer", "comparators.csv", "", "cannot be loaded here"),
        ("officer", "targets.csv", "", "cannot be loaded here"),
        ("performance", "people.csv", "", "cannot be loaded here"),
        ("performance", "figures.csv", "", "does not say what is in the file"),
        ("performance", "figures.csv", "people", "Select a valid choice"),
    ],
)
def test_what_may_not_come_this_way_is_refused(
    client_of: Callable[[str], Client], role: str, name: str, kind: str, said: str
) -> None:
    answer = client_of(role).post("/work/load/", {"upload": SimpleUploadedFile(name, b"a,b\n1,2\n"), "kind": kind})
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_nothing_chosen_and_an_empty_file_are_said(client_of: Callable[[str], Client]) -> None:
    client = client_of("officer")
    assert "Choose a file" in client.post("/work/load/", {}).content.decode()
    answer = client.post("/work/load/", {"upload": SimpleUploadedFile("observations.csv", b"")})
    assert "That file is empty" in answer.content.decode()


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('{"owner": 1, "files": []}')
    for token in ("..", "../", "x" * 31, "a/b" * 20, ""):
        assert uploads.files(token, owner=1) is None


def test_what_nobody_confirmed_is_swept(client_of: Callable[[str], Client], tmp_path: Path) -> None:
    import os

    client = client_of("officer")
    address = _send(client, b"indicator,period,value\nASC02,Q3 2022/23,25\n")
    kept = next((tmp_path / "uploads").iterdir())
    os.utime(kept, (0, 0))
    uploads.sweep()
    assert not kept.exists()
    assert client.get(address).status_code == 404
