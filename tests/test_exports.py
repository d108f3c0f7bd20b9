"""Files of answers: complete, the same when asked again, and never code."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.answers.model import Answer
from bot.answers.page import Page
from bot.app import Readout
from bot.exports import FORMS, NothingToGiveError, export
from bot.exports.safety import neutral, original
from bot.exports.table import flatten
from bot.language.query import Query
from tests.conftest import TODAY

ASKED = (
    "!deals 2025",
    "!drug AK112",
    "!company Akeso",
    "!milestones",
    "!market 2025",
    "!compare 2024 2025",
    "!trial HARMONi-3",
    "!sources ak112",
    "!search 恒瑞",
)
FORMULA_SIGNS = tuple("=+-@\t\r")


def made(rows: list[dict[str, Any]], title: str = "Made") -> Answer:
    return Answer(kind="deals", query=Query(kind="deals"), rows=tuple(rows), page=Page("deals", title))


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_sheet(data: bytes, title: str = "Rows") -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(data))[title].iter_rows(values_only=True)]


def as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("text", ASKED)
def test_every_row_and_column_comes_back(readout: Readout, text: str) -> None:
    answer = readout.ask(text, all_rows=True)
    flat = flatten(answer)
    assert {"id", "type"} <= set(flat.columns)
    if any("sources" in row for row in answer.rows):
        assert flat.columns[-1] == "sources"
    lines = read_csv(export(answer, "csv", TODAY).data)
    assert lines[0] == list(flat.columns)
    assert [[original(cell) for cell in line] for line in lines[1:]] == [
        [as_text(cell) for cell in row] for row in flat.rows
    ]
    sheet = read_sheet(export(answer, "xlsx", TODAY).data)
    assert sheet[0] == list(flat.columns)
    back = [[original(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet[1:]]
    assert back == [[None if cell == "" else cell for cell in row] for row in flat.rows]
    assert json.loads(export(answer, "json", TODAY).data) == json.loads(answer.model_dump_json())


def test_amounts_are_numbers_and_undisclosed_is_empty(readout: Readout) -> None:
    answer = readout.ask("!deals 2025", all_rows=True)
    rows = [
        dict(zip(*pair, strict=True))
        for sheet in [read_sheet(export(answer, "xlsx", TODAY).data)]
        for pair in ((sheet[0], row) for row in sheet[1:])
    ]
    assert len(rows) == 90
    assert sum(row["total_usd"] or 0 for row in rows) == sum(row["total_usd"] or 0 for row in answer.rows)
    assert [row["upfront_usd"] is None for row in rows] == [row["upfront_usd"] is None for row in answer.rows]


def test_figures_of_the_market_are_numbers(readout: Readout) -> None:
    flat = flatten(readout.ask("!market 2025", all_rows=True))
    values = [row[flat.columns.index("value")] for row in flat.rows]
    assert any(isinstance(value, int) for value in values)
    assert not any(isinstance(value, str) and value.replace(".", "").isdigit() for value in values)


def test_the_workbook_says_what_it_is(readout: Readout) -> None:
    answer = readout.ask("!deals 2025 ADC", all_rows=True)
    data = export(answer, "xlsx", TODAY).data
    about = {row[0]: row[1] for row in read_sheet(data, "About")[1:3]}
    assert about == {"answer": answer.page.title, "as of": "2026-11-22"}
    urls = [row[3] for row in read_sheet(data, "Sources")[1:]]
    assert urls == [source.url for source in answer.sources]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("!deals 2025 ADC", "readout-deals-2025-adc-or-bispecific-adc-2026-11-22.csv"),
        ("!drug AK112", "readout-ak112-ivonescimab-2026-11-22.csv"),
        ("!deals 2025 as of 2025-06-30", "readout-deals-2025-2025-06-30.csv"),
    ],
)
def test_names_are_stable(readout: Readout, text: str, name: str) -> None:
    assert export(readout.ask(text, all_rows=True), "csv", TODAY).name == name


@pytest.mark.parametrize("title", ["", "依沃西", "../../etc/passwd", "a" * 500, "\u202eevil\n\0"])
def test_names_are_plain_whatever_the_title(title: str) -> None:
    name = export(made([{"id": "a", "type": "deal"}], title), "csv", TODAY).name
    assert name.isascii()
    assert len(name) <= 100
    assert not set(name) & set('/\\:*?"<>| \n\0')
    assert name.startswith("readout-")
    assert "--" not in name


def test_the_sentence_counts() -> None:
    answer = made([{"id": "a", "type": "deal"}, {"id": "b", "type": "company"}, {"id": "c", "type": "company"}])
    assert export(answer, "csv", TODAY).sentence == "Made: 1 deal, 2 companies"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_without_rows_there_is_a_sentence_and_no_file(readout: Readout, form: Any) -> None:
    with pytest.raises(NothingToGiveError, match="nothing to put into a file: The store holds no such deal"):
        export(readout.ask("!deals 1999", all_rows=True), form, TODAY)


def test_any_answer_is_json(readout: Readout) -> None:
    assert json.loads(export(readout.ask("xyzzy plugh"), "json", TODAY).data)["kind"] == "unknown"


@pytest.mark.parametrize("form", FORMS)
def test_the_same_answer_is_the_same_content(readout: Readout, form: Any) -> None:
    answer = readout.ask("!deals 2025", all_rows=True)
    first, second = (export(answer, form, TODAY).data for _ in range(2))
    if form == "xlsx":  # the archive notes the time that it was packed at
        assert read_sheet(first) == read_sheet(second)
    else:
        assert first == second


texts = st.text(max_size=80) | st.builds(
    "{}{}{}".format, st.sampled_from(["", "'", " ", "''"]), st.sampled_from(FORMULA_SIGNS), st.text(max_size=40)
)


@given(st.lists(st.tuples(texts, texts, st.integers(-(10**14), 10**14)), min_size=1, max_size=5))
def test_no_text_becomes_a_formula(cells: list[tuple[str, str, int]]) -> None:
    answer = made([{"id": one, "type": two, "amount": number} for one, two, number in cells])
    lines = read_csv(export(answer, "csv", TODAY).data)
    # The amount is a number, which may begin with a minus; all else is text.
    assert not any(cell.startswith(FORMULA_SIGNS) for line in lines for cell in line[:2])
    assert [int(line[2]) for line in lines[1:]] == [number for *_, number in cells]
    sheet = load_workbook(io.BytesIO(export(answer, "xlsx", TODAY).data))["Rows"]
    for row in sheet.iter_rows(min_row=2):
        assert not any(str(cell.value or "").startswith(FORMULA_SIGNS) for cell in row[:2])
        assert all(cell.data_type != "f" for cell in row)


@given(texts)
def test_what_was_neutralised_can_be_read_back(text: str) -> None:
    assert not neutral(text).startswith(FORMULA_SIGNS)
    assert original(neutral(text)) == text


def test_columns_that_rows_bring_are_no_formulas_either() -> None:
    assert read_csv(export(made([{"=cmd()": 1}]), "csv", TODAY).data)[0] == ["'=cmd()"]


def test_cells_too_long_for_a_spreadsheet_are_cut_and_say_so() -> None:
    answer = made([{"id": "x" * 40_000, "type": "deal"}])
    assert read_sheet(export(answer, "xlsx", TODAY).data)[1][0].endswith("… (cut)")
    assert len(read_csv(export(answer, "csv", TODAY).data)[1][0]) == 40_000


def test_numbers_that_a_spreadsheet_would_round_stay_exact() -> None:
    assert flatten(made([{"id": 10**18}])).rows == ((str(10**18),),)


def test_the_day_is_the_one_passed_in() -> None:
    answer = made([{"id": "a", "type": "deal"}])
    book = load_workbook(io.BytesIO(export(answer, "xlsx", date(2026, 1, 2)).data))
    assert str(book.properties.created).startswith("2026-01-02")
