"""Every written form that is promised, and every refusal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.periods import AmbiguousPeriodError, Kind, PeriodError, from_code, parse

READ = """
2011/12                         FY2011
2011/2012                       FY2011
2011 to 2012                    FY2011
2011-2012                       FY2011
2012-13                         FY2012
1999/00                         FY1999
1999/2000                       FY1999
FY 2011/12                      FY2011
FY11/12                         FY2011
Financial year 2011/12          FY2011
Q1 2011/12                      FY2011-Q1
q1 2011/12                      FY2011-Q1
2011/12 Q1                      FY2011-Q1
2011/12-Q1                      FY2011-Q1
Q1 2011-12                      FY2011-Q1
Q1 2011–12                      FY2011-Q1
2011-12 Q1                      FY2011-Q1
Quarter 1 2011/12               FY2011-Q1
Q4 2011/12                      FY2011-Q4
1st quarter of 2011/12          FY2011-Q1
Quarter 1, 2011/12              FY2011-Q1
Apr 2011 - Jun 2011             FY2011-Q1
Apr - Jun 2011                  FY2011-Q1
Apr-Jun 11                      FY2011-Q1
Q1 (April to June) 2011/12      FY2011-Q1
Q1 2011 (Apr-Jun)               FY2011-Q1
Q2 2011 (Apr-Jun)               CY2011-Q2
1 April - 30 June 2011          FY2011-Q1
Jan 2012 - Mar 2012             FY2011-Q4
2011-04-01/P3M                  FY2011-Q1
Quarter ending June 2011        FY2011-Q1
year ending March 2012          FY2011
Financial year ended 31 March 2012  FY2011
Apr 2011 to Mar 2012            FY2011
H1 2011/12                      FY2011-H1
2011/12 H1                      FY2011-H1
Half year 1 2011/12             FY2011-H1
Second half 2011/12             FY2011-H2
2011 Q2                         CY2011-Q2
2011Q2                          CY2011-Q2
2011-Q2                         CY2011-Q2
Q2 2011                         CY2011-Q2
2011                            CY2011
2021.0                          CY2021
Calendar year 2011              CY2011
Jan 2011 - Dec 2011             CY2011
H2 2011                         CY2011-H2
AY 2011/12                      AY2011
Academic year 2011/12           AY2011
2011/12 academic year           AY2011
Autumn term 2011/12             AY2011-T1
Autumn 2011                     AY2011-T1
Spring 2012                     AY2011-T2
Summer term 2011/12             AY2011-T3
April 2011                      2011-04
Apr-11                          2011-04
April-11                        2011-04
Jun 11                          2011-06
Sept 2011                       2011-09
1993 01                         1993-01
2009 10                         2009-10
2011M04                         2011-04
201104                          2011-04
04/2011                         2011-04
January 2011/12                 2012-01
1 to 30 June 2011               2011-06
week 14 2011                    2011-W14
W14 2011                        2011-W14
w/e 10/04/2011                  2011-W14
week commencing 4 April 2011    2011-W14
01/04/2011                      2011-04-01
30 June 2011                    2011-06-30
As at: 30 June 2011             2011-06-30
20110630.0                      2011-06-30
as at 30 June 2011              2011-06-30
Thursday 30th June 2011         2011-06-30
June 30, 2011                   2011-06-30
30/06/11                        2011-06-30
2011-06-30T00:00:00             2011-06-30
29/02/2012                      2012-02-29
2018 to 2020                    2018-01-01..2020-12-31
2009-2011                       2009-01-01..2011-12-31
2009 - 11                       2009-01-01..2011-12-31
1985-87                         1985-01-01..1987-12-31
2011-13                         2011-01-01..2013-12-31
1984-1988                       1984-01-01..1988-12-31
1998-00                         1998-01-01..2000-12-31
2007/08 to 2008/09              2007-04-01..2009-03-31
2018/19 - 20/21                 2018-04-01..2021-03-31
2010-11 to 2012-13              2010-04-01..2013-03-31
2011-12 to 2012-01              2011-12-01..2012-01-31
2007/08-2008/09                 2007-04-01..2009-03-31
Financial years 2009/10 to 2011/12  2009-04-01..2012-03-31
12 months to June 2011          2010-07-01..2011-06-30
Apr 2011 - Aug 2011             2011-04-01..2011-08-31
Q1 to Q3 2011/12                2011-04-01..2011-12-31
"""
CODES = [line.rsplit(maxsplit=1) for line in READ.strip().splitlines()]


@pytest.mark.parametrize(("text", "code"), CODES)
def test_reads_what_people_write(text: str, code: str) -> None:
    assert parse(text.strip()).period.code == code
    assert parse(f"\u00a0 {text.strip().upper()}\t").period.code == code


@pytest.mark.parametrize("code", sorted({code for _, code in CODES} - {"2009-10"}))
def test_reads_its_own_codes(code: str) -> None:
    assert parse(code).period.code == code


@pytest.mark.parametrize(
    ("text", "code", "note"),
    [
        ("2001-2005 (baseline)", "2001-01-01..2005-12-31", "baseline"),
        ("2019/20 [Note 5]", "FY2019", "Note 5"),
        ("2019/20 (provisional) [Note 5]", "FY2019", "provisional; Note 5"),
        ("2019/20¹", "FY2019", "¹"),
        ("2019/20*", "FY2019", "*"),
        ("2011/12 out-turn", "FY2011", "out-turn"),
        ("Q1 2011/12 (April to June)", "FY2011-Q1", "April to June"),
    ],
)
def test_keeps_the_note(text: str, code: str, note: str) -> None:
    found = parse(text)
    assert (found.period.code, found.note) == (code, note)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("2011-12", "financial_year", "FY2011"),
        ("2011-12", "year", "FY2011"),
        ("2011-12", "academic year", "AY2011"),
        ("2011-12", "Month", "2011-12"),
        ("201112", "month", "2011-12"),
        ("2011/12", "academic_year", "AY2011"),
        ("2011", "financial_year", "FY2011"),
        ("2011", "academic-year", "AY2011"),
        ("2011", "year", "CY2011"),
        ("11/12", "financial_year", "FY2011"),
        ("2011 Q2", "quarter", "CY2011-Q2"),
        ("2011 Q2", "financial_quarter", "FY2011-Q2"),
        ("2011 Q2", Kind.QUARTER, "FY2011-Q2"),
        ("Jan 2011 - Mar 2011", "calendar_quarter", "CY2011-Q1"),
        ("Apr 2011 - Jun 2011", "range", "2011-04-01..2011-06-30"),
        ("2008-11", None, "2008-11"),
        ("2008-11", "month", "2008-11"),
        ("1999-01", "range", "1999-01-01..2001-12-31"),
        ("2008-11", "range", "2008-01-01..2011-12-31"),
        ("2008-11", "calendar_year", "2008-01-01..2011-12-31"),
        ("2011 to 2012", "range", "2011-01-01..2012-12-31"),
        ("2007-08 to 2008-09", "financial_year", "2007-04-01..2009-03-31"),
        ("01/04/2011", "month", "2011-04"),
        ("01/04/2011", "day", "2011-04-01"),
        ("2011/04", "month", "2011-04"),
        ("Wave 3 (1 May 2018 to 30 June 2018)", "wave", "WAVE2018-05-01..2018-06-30"),
        ("Wave 3: May 2018 to June 2018", "survey wave", "WAVE2018-05-01..2018-06-30"),
    ],
)
def test_the_type_decides(text: str, kind: str | None, code: str) -> None:
    assert parse(text, kind=kind).period.code == code


def test_a_wave_keeps_its_name() -> None:
    found = parse("Wave 3 (1 May 2018 to 30 June 2018)", kind="wave").period
    assert (found.label, found.start, found.end) == ("Wave 3", date(2018, 5, 1), date(2018, 6, 30))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2011/13", "not consecutive"),
        ("Q1 2011/13", "not consecutive"),
        ("2011/04", "not consecutive"),
        ("2011-12", "financial_year or month"),
        ("201112", "financial_year or month"),
        ("2007-08 to 2008-09", "could be"),
        ("Q5 2011/12", "no quarter 5"),
        ("Q0 2011", "no calendar quarter 0"),
        ("2011-00", "before it starts"),
        ("06/30/2011", "day first"),
        ("31/02/2011", "28 days"),
        ("30/06/0011", "1800"),
        ("Friday 30 June 2011", "Thursday"),
        ("2011-W53", "no week 53"),
        ("W0 2011", "no week 0"),
        ("2020 to 2018", "before it starts"),
        ("1990 - 01", "before it starts"),
        ("Jun 2011 - Apr 2011", "before it starts"),
        ("FY11", "2011/12"),
        ("CY2011/12", "calendar year"),
        ("Q1 CY2011/12", "two kinds of year"),
        ("Autumn FY2011", "another kind of year"),
        ("Term 2 2011/12", "which terms"),
        ("Q1 2011/12 (Jan-Mar)", r"months \(Jan-Mar\) that are not those of Q1 2011/12"),
        ("9999/00", "out of reach"),
        ("", "empty"),
        ("   ", "empty"),
        *((text, "not a period") for text in (
            "11/12", "11-Apr", "1 April", "Winter 2011", "12", "1,234", "2011.5", "n/a", "Q1", "2011/12 Q", "-", "/",
            "2011/", "to", "2011 to", "=1+1", "2011/12/", "x" * 5000, "(provisional)", "[", "2011 2012", "20112",
        )),
    ],
)  # fmt: skip
def test_refuses_and_never_guesses(text: str, words: str) -> None:
    with pytest.raises(PeriodError, match=words) as refused:
        parse(text)
    if text.strip():
        assert text[:40] in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Q1 2011/12", "month"),
        ("2011/12", "calendar_year"),
        ("2011-12", "calendar_year"),
        ("2011 to 2012", "calendar_year"),
        ("2011", "quarter"),
        ("2011-12", "quarter"),
        ("Q1 2011/12", "calendar_quarter"),
        ("2018 to 2020", "financial_year"),
        ("April 2011", "week"),
    ],
)
def test_refuses_what_contradicts_the_type(text: str, kind: str) -> None:
    with pytest.raises(PeriodError, match="the type says"):
        parse(text, kind=kind)


def test_refuses_an_unknown_type() -> None:
    with pytest.raises(PeriodError, match=r"type 'fortnight' is not known.*financial_year"):
        parse("2011/12", kind="fortnight")


PIECES = st.sampled_from([
    "2011", "2012", "11", "12", "2011/12", "-", "/", " to ", "Q1", "q5", "H1", "FY", "AY", "CY", "april",
    "Jun", "week", "W53", "term", "autumn", "(x)", "[n]", "*", "year", "ending", "quarter", "30", "31",
    "12 months", "as at", "..", "P3M", "p99999m", "0", "00", "9999", "0000", "'", "m13", "first half",
    "2nd", "w/e", "w/c", "wave", ":", ",", "²", "٢", "９", "1800", "2199", "of", "from", "2200",
])  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "-", "/"])), min_size=1, max_size=6).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


@given(TEXTS | st.sampled_from([text for text, _ in CODES]), st.sampled_from([None, *Kind]))
def test_whatever_is_typed_is_read_or_refused(text: str, kind: Kind | None) -> None:
    try:
        period = parse(text, kind=kind).period
    except PeriodError:
        return
    assert period.start <= period.end
    assert kind is None or period.kind in {kind, Kind.RANGE}
    assert from_code(period.code) == period
    assert parse(period.label, kind=period.kind).period == period


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Academic 2011/12", None, "AY2011"),
        ("Calendar 2011", None, "CY2011"),
        ("2011/12 financial", None, "FY2011"),
        ("2011-12", "months", "2011-12"),
        ("2011 Q2", "quarters", "CY2011-Q2"),
        ("1 May 2018 to 30 June 2018", "custom survey wave", "WAVE2018-05-01..2018-06-30"),
    ],
)
def test_short_words_for_kinds_of_year_and_plural_types(text: str, kind: str | None, code: str) -> None:
    assert parse(text, kind=kind).period.code == code


@pytest.mark.parametrize("year", [1985, 1999, 2000, 2004, 2009, 2011, 2012, 2024])
def test_the_code_of_a_month_is_that_month_unless_it_is_two_consecutive_years(year: int) -> None:
    for month in range(1, 13):
        code = f"{year}-{month:02}"
        if month == (year + 1) % 100:
            with pytest.raises(AmbiguousPeriodError):
                parse(code)
        else:
            assert parse(code).period.code == code
