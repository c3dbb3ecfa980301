"""The Word file follows our rules, and the checker sees a breach of each rule when one is planted."""

import pytest

from tests.engines.rendering.office import damaged, sample_docx
from tests.engines.rendering.word_rules import CHECKED, check

BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"

FAULTS = [
    ("title", CORE, "<dc:title>.*?</dc:title>", ""),
    ("author", CORE, "<dc:creator>.*?</dc:creator>", ""),
    ("language", CORE, "<dc:language>.*?</dc:language>", ""),
    ("language", STYLES, r"<w:lang [^>]*/>", ""),
    ("headings", BODY, 'w:val="Heading2"', 'w:val="Heading4"'),
    ("lists", BODY, r"<w:numPr>.*?</w:numPr>", ""),
    ("table header", BODY, "<w:tblHeader/>", ""),
    ("first column", BODY, 'w:firstColumn="1"', 'w:firstColumn="0"'),
    ("split row", BODY, "<w:cantSplit/>", ""),
    ("merged cells", BODY, r"(<w:tcW [^>]*/>)", r'\1<w:gridSpan w:val="2"/>'),
    ("alternative text", BODY, r'(<wp:docPr [^>]*)descr="[^"]+"', r'\1descr=""'),
    ("empty paragraph", BODY, "<w:tbl>", "<w:p/><w:tbl>"),
    ("link text", BODY, r"e-mail the performance team", "here"),
    ("link text", BODY, r"how figures are rated", "https://downland.example/how"),
    ("dead link", BODY, r'w:anchor="[^"]+"', 'w:anchor="nowhere"'),
    ("page number", "word/footer1.xml", "PAGE", "DATE"),
    ("update prompt", "word/settings.xml", "<w:zoom", '<w:updateFields w:val="1"/><w:zoom'),
    ("contrast", BODY, '<w:color w:val="8A4B00"/>', '<w:color w:val="FFC000"/>'),
    ("contents", BODY, " TOC ", " NOTHING "),
]


def test_the_word_file_follows_every_rule() -> None:
    assert check(sample_docx()) == []


@pytest.mark.parametrize(("rule", "name", "pattern", "replacement"), FAULTS)
def test_a_planted_fault_is_caught(rule: str, name: str, pattern: str, replacement: str) -> None:
    found = check(damaged(sample_docx(), name, pattern, replacement))
    assert rule in {finding.rule for finding in found}


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, *_ in FAULTS} == CHECKED
