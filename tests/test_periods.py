"""Periods as values, and every phrase that the documentation lists."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from db.periods import MEANINGS, PartialDate, Period, PeriodError, parse_period

TODAY = date(2026, 11, 22)
DOCS = Path(__file__).parent.parent / "docs" / "periods.md"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def doc_rows(columns: int) -> list[list[str]]:
    lines = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if len(row) == columns and row[0] not in {"phrase", "words", "---"}]


def window(text: str, today: date = TODAY) -> tuple[str, str]:
    period = parse_period(text, today=today)
    return str(period.start or ""), str(period.end or "")


@pytest.mark.parametrize(("phrase", "today", "start", "end", "canonical"), doc_rows(5))
def test_documented_phrase(phrase, today, start, end, canonical):
    period = parse_period(phrase, today=date.fromisoformat(today))
    assert (period.start, period.end, period.text) == (day(start), day(end), canonical)
    assert parse_period(canonical, today=date(2001, 2, 28)) == period


def test_the_documentation_is_there():
    assert len(doc_rows(5)) > 150


def test_meanings_are_documented_and_their_examples_are_phrases():
    rows = doc_rows(4)
    assert rows == [[meaning.words, meaning.words_zh, meaning.means, meaning.example] for meaning in MEANINGS]
    for meaning in MEANINGS:
        assert parse_period(meaning.example, today=TODAY)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("  ＦＹ２０２５ ", "2025-01-01", "2025-12-31"),
        ("２０２６年Ｑ３", "2026-07-01", "2026-09-30"),
        ("during   the  first HALF of 2026", "2026-01-01", "2026-06-30"),
        ("過去兩年", "2024-11-22", "2026-11-22"),
        ("這週", "2026-11-16", "2026-11-22"),
        ("下個月", "2026-12-01", "2026-12-31"),
        ("後年", "2028-01-01", "2028-12-31"),
        ("2024年以來", "2024-01-01", ""),
        ("2025 年 5 月 20 日", "2025-05-20", "2025-05-20"),
        ("2023 — 2025", "2023-01-01", "2025-12-31"),
        ("Q3’26", "2026-07-01", "2026-09-30"),
        ("(2025).", "2025-01-01", "2025-12-31"),
        ("on 15 Feb 2026", "2026-02-15", "2026-02-15"),
    ],
)
def test_spelling_does_not_matter(text, start, end):
    assert window(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "today", "start", "end"),
    [
        ("last 12 months", "2024-02-29", "2023-02-28", "2024-02-29"),
        ("2023 YTD", "2024-02-29", "2023-01-01", "2023-02-28"),
        ("last quarter", "2026-01-15", "2025-10-01", "2025-12-31"),
        ("last half", "2026-01-15", "2025-07-01", "2025-12-31"),
        ("next quarter", "2026-12-31", "2027-01-01", "2027-03-31"),
        ("this week", "2026-11-23", "2026-11-23", "2026-11-29"),
        ("last month", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("next month", "2026-01-31", "2026-02-01", "2026-02-28"),
        ("by end of 2024", "2026-11-22", "", "2024-12-31"),
        ("by end of 2026", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("rest of 2027", "2026-11-22", "2027-01-01", "2027-12-31"),
        ("YTD", "2026-01-01", "2026-01-01", "2026-01-01"),
        ("Nov to Feb", "2026-11-22", "2026-11-01", "2027-02-28"),
        ("Nov to Feb 2026", "2026-11-22", "2025-11-01", "2026-02-28"),
        ("last May", "2026-05-10", "2025-05-01", "2025-05-31"),
        ("around 2026-02", "2026-11-22", "2026-01-01", "2026-03-31"),
    ],
)
def test_relative_words_count_from_the_day_given(text, today, start, end):
    assert window(text, date.fromisoformat(today)) == (start, end)


@pytest.mark.parametrize(
    ("text", "part_of_message"),
    [
        ("2025-02-30", "2025-02-28"),
        ("2025-13-01", "month 13"),
        ("2026年13月", "month 13"),
        ("13/13/2026", "month 13"),
        ("Q5 2026", "Q1 to Q4"),
        ("2025年第五季度", "Q1 to Q4"),
        ("H3", "H1 and H2"),
        ("1850", "1900 to 2100"),
        ("3000年", "1900 to 2100"),
        ("9999", "1900 to 2100"),
        ("last 9999 years", "too many"),
        ("last 0 days", "from 1 up"),
        ("next 99999 days", "1900 to 2100"),
        ("2025 to 2023", "earlier date first"),
        ("2024 and 2025", "more than one period"),
        ("2027 YTD", "not begun"),
        ("first 30 months of 2025", "12 months"),
        ("", "type for example"),
        ("soon", "type for example"),
        ("AK112", "type for example"),
        ("deals in 2025", "type for example"),
        ("60d", "type for example"),
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(text, part_of_message):
    with pytest.raises(PeriodError, match=r"\.$") as refused:
        parse_period(text, today=TODAY)
    assert part_of_message in refused.value.message
    assert refused.value.readings == []


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/2026", ["2026-03-04", "2026-04-03"]),
        ("3.4.2026", ["2026-03-04", "2026-04-03"]),
        ("May-25", ["2025-05", "2026-05-25"]),
    ],
)
def test_two_readings_are_both_offered(text, readings):
    with pytest.raises(PeriodError) as refused:
        parse_period(text, today=TODAY)
    assert refused.value.readings == readings
    for reading in readings:
        assert parse_period(reading, today=TODAY).text == reading


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025", "2024"),
        ("H1 2026", "H2 2025"),
        ("Q1 2026", "Q4 2025"),
        ("2025-05", "2025-04"),
        ("2025-01", "2024-12"),
        ("early 2026", "late 2025"),
        ("end of 2026", "2026-11"),
        ("2024 to 2025", "2022 to 2023"),
        ("H2 2025 to H1 2026", "H2 2024 to H1 2025"),
        ("2025-05-20", "2025-05-19"),
        ("2026-08-24 to 2026-11-22", "2026-05-25 to 2026-08-23"),
        ("2026-09-01 to 2026-09-30", "2026-08-02 to 2026-08-31"),
        ("2026-01-01 to 2026-11-22", "2025-01-01 to 2025-11-22"),
        ("2024-01-01 to 2024-02-29", "2023-01-01 to 2023-02-28"),
        ("2025-01 to 2025-10", "2024-01 to 2024-10"),
        ("2024-01 to 2024-02", "2023-01 to 2023-02"),
        ("2025-01 to 2025-02", "2024-01 to 2024-02"),
    ],
)
def test_period_before(text, before):
    earlier = parse_period(text, today=TODAY).before()
    assert earlier is not None
    assert earlier.text == before
    assert parse_period(before, today=TODAY) == earlier


@pytest.mark.parametrize("text", ["since 2024", "before 2024", "1900", "1900-01-01"])
def test_no_period_before(text):
    assert parse_period(text, today=TODAY).before() is None


def test_contains_and_overlaps():
    def period(text: str) -> Period:
        return parse_period(text, today=TODAY)

    assert period("2025").contains(period("2025-05"))
    assert not period("2025").contains(period("H2 2025 to H1 2026"))
    assert period("2025").overlaps(period("H2 2025 to H1 2026"))
    assert not period("2025").overlaps(period("2026"))
    assert period("since 2024").contains(period("since 2025"))
    assert not period("2025").contains(period("since 2025"))
    assert period("since 2024").overlaps(period("before 2025"))
    assert not period("since 2024").overlaps(period("before 2024"))
    assert period("until 2024").contains(period("before 2024"))


def test_days_of_a_period():
    assert parse_period("2024", today=TODAY).days == 366
    assert parse_period("since 2024", today=TODAY).days is None
    assert parse_period("2025-05-20", today=TODAY).is_day
    assert not parse_period("2025-05", today=TODAY).is_day


def test_period_as_a_field():
    class Question(BaseModel):
        period: Period

    question = Question(period=parse_period("since 2024", today=TODAY))
    assert question.model_dump_json() == '{"period":{"start":"2024-01-01","end":null,"text":"since 2024"}}'
    assert Question.model_validate_json(question.model_dump_json()) == question
    assert len({question.period, parse_period("since 2024", today=TODAY)}) == 1
    with pytest.raises(ValidationError):
        question.period.start = TODAY  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end"), [(None, None), (date(2026, 1, 2), date(2026, 1, 1))])
def test_a_period_is_a_span(start, end):
    with pytest.raises(ValidationError):
        Period(start=start, end=end, text="x")


def test_partial_dates():
    class Row(BaseModel):
        said_on: PartialDate

    row = Row.model_validate({"said_on": "2025-05"})
    assert row.said_on.span == parse_period("2025-05", today=TODAY)
    assert row.model_dump_json() == '{"said_on":"2025-05"}'
    assert row.model_dump() == {"said_on": "2025-05"}
    assert Row(said_on=PartialDate.of(date(2025, 5, 20))).said_on.is_day
    assert Row.model_json_schema()["properties"]["said_on"]["type"] == "string"
    with pytest.raises(ValidationError, match="2025-05-20"):
        Row.model_validate({"said_on": "May 2025"})


def test_partial_dates_sort_by_the_last_day_they_can_mean():
    texts = ["2025-12-30", "2025-12", "2025", "2025-12-31", "2025-01", "2024"]
    ordered = sorted(PartialDate(text) for text in texts)
    assert [str(item) for item in ordered] == ["2024", "2025-01", "2025-12-30", "2025", "2025-12", "2025-12-31"]
    assert PartialDate("2025") == PartialDate(" 2025 ")
    assert PartialDate("2025").last == date(2025, 12, 31)
    assert PartialDate("2025").first == date(2025, 1, 1)


@pytest.mark.parametrize("text", ["", "25", "2025-5", "2025-02-30", "1899", "2025-00", "２０２５", "x"])
def test_what_is_no_partial_date(text):
    with pytest.raises(ValueError, match="is"):
        PartialDate(text)
