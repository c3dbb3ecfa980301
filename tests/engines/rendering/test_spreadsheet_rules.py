"""The workbook follows the checklist, and the checker sees a breach of each rule when one is planted."""

import pytest

from tests.engines.rendering.office import damaged, sample_xlsx
from tests.engines.rendering.spreadsheet_rules import CHECKED, check

CONTENTS, NOTES, TABLE, CHARTS = (f"xl/worksheets/sheet{number}.xml" for number in (2, 3, 6, 7))
STYLES, STRINGS, BOOK, MARKED = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/tables/table5.xml"


def cell(words: str) -> str:
    return rf'<c r="D7" t="inlineStr"><is><t>{words}</t></is></c>'


FAULTS = [
    (1, TABLE, r"<tableParts.*?</tableParts>", ""),
    (2, MARKED, r'displayName="\w+"', 'displayName="Table1"'),
    (2, MARKED, r'displayName="\w+"', 'displayName="notes"'),
    (3, TABLE, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'),
    (4, TABLE, r'(<row r="8"[^>]*>).*?</row>', r"\1</row>"),
    (5, MARKED, 'name="Latest"', 'name="Newest"'),
    (5, MARKED, "<table ", '<table headerRowCount="0" '),
    (6, CHARTS, r'(<col min="1" max="1" width=")[\d.]+', r"\g<1>9"),
    (7, MARKED, "<tableColumns", '<autoFilter ref="A5:H35"/><tableColumns'),
    (7, TABLE, r'<sheetView workbookViewId="0"/>', '<sheetView workbookViewId="0"><pane ySplit="1"/></sheetView>'),
    (8, TABLE, r'<c r="D7".*?</c>', ""),
    (8, TABLE, r'<c r="D7".*?</c>', cell("[q]")),
    (9, BOOK, r'sheetId="4"', 'sheetId="4" state="hidden"'),
    (9, TABLE, r'<col min="1"', '<col hidden="1" min="1"'),
    (10, TABLE, r'width="[\d.]+"', 'width="99"'),
    (10, TABLE, r'width="[\d.]+"', 'width="3"'),
    (11, STRINGS, "<t>Latest</t>", "<t>Latest*</t>"),
    (11, STYLES, '<sz val="12"/>', '<vertAlign val="superscript"/><sz val="12"/>'),
    (12, STRINGS, "<t>Worsening</t>", "<t>Worsening [note 1]</t>"),
    (12, NOTES, "</sheetData>", '<row r="90"><c r="A90" t="inlineStr"><is><t>[note 4]</t></is></c></row></sheetData>'),
    (13, TABLE, r'<c r="D7".*?</c>', cell("about five")),
    (14, BOOK, 'name="Notes"', 'name="Remarks"'),
    (16, STRINGS, "<t>Data of the charts</t>", "<t>Click here</t>"),
    (16, STRINGS, "<t>Data of the charts</t>", "<t>https://downland.example/charts</t>"),
    (17, STYLES, '<sz val="12"/>', '<sz val="9"/>'),
    (17, STYLES, '<sz val="12"/>', '<i/><sz val="12"/>'),
    (17, STYLES, '<name val="Arial"/>', '<name val="Comic Sans MS"/>'),
    (18, STYLES, '<cellStyle name="Heading 1"[^>]*>', ""),
    (19, STRINGS, "<t>Latest</t>", "<t>Latest #</t>"),
    (20, TABLE, "<tableParts", "<headerFooter><oddHeader>Draft</oddHeader></headerFooter><tableParts"),
    (20, TABLE, "<tableParts", "<drawing/><tableParts"),
    (21, STYLES, "<left/>", '<left style="thin"/>'),
    (22, STYLES, r'(<xf numFmtId="16\d" fontId="\d" )fillId="0"', r'\1fillId="1"'),
    (23, TABLE, "<tableParts", '<conditionalFormatting sqref="A1"/><tableParts'),
    (24, STYLES, r'<color theme="1"/>', '<color rgb="FFBBBBBB"/>'),
    (25, "xl/media/image1.png", "", "picture"),
    (26, "xl/vbaProject.bin", "", "macro"),
    (27, BOOK, 'name="Chart data"', 'name="Sheet1"'),
    (27, BOOK, 'name="Chart data"', 'name="contents"'),
    (28, "xl/worksheets/sheet1.xml", "<sheetData>.*</sheetData>", "<sheetData/>"),
    (29, TABLE, r'<c r="A2".*?</c>', ""),
    (30, MARKED, 'ref="A5', 'ref="B5'),
    (31, TABLE, "</sheetData>", '<row r="90"><c r="A90"><v>1</v></c></row></sheetData>'),
    (32, TABLE, r'(<tablePart r:id="\w+"/>)', r"\1\1"),
    (35, "docProps/core.xml", "<dc:language>.*?</dc:language>", ""),
    (35, "docProps/core.xml", "<dc:title>.*?</dc:title>", ""),
    (36, BOOK, "<workbookView ", '<workbookView activeTab="2" '),
    (
        36,
        TABLE,
        r'<sheetView workbookViewId="0"/>',
        '<sheetView workbookViewId="0"><selection activeCell="C9"/></sheetView>',
    ),
]


def test_the_workbook_follows_every_rule() -> None:
    assert check(sample_xlsx()) == []


@pytest.mark.parametrize(("rule", "name", "pattern", "replacement"), FAULTS)
def test_a_planted_fault_is_caught(rule: int, name: str, pattern: str, replacement: str) -> None:
    found = check(damaged(sample_xlsx(), name, pattern, replacement))
    assert rule in {finding.rule for finding in found}


def test_every_rule_that_a_machine_can_check_has_a_planted_fault() -> None:
    assert {rule for rule, *_ in FAULTS} == CHECKED
