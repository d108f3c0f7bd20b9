"""The documents say what the program does: their transcripts are run, their tables compared, their examples asked."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.settings import Settings
from tests.docs import tables
from tests.docs.transcripts import ROOT, Sandbox, Transcript, documents, transcripts
from tests.store_support import bundled

DOCUMENTS = documents()
ALL = [each for file in DOCUMENTS for each in transcripts(file)]
MARKDOWN = [*DOCUMENTS, ROOT / "CHANGELOG.md", ROOT / "db" / "data" / "README.md"]
#: Pages whose commands stand without their output, and the test that runs them.
RUN_BY = {"files.md": "test_exports_cli.py"}
AGAIN = "if it is meant to be so, `make docs` writes it anew"


def named(value: object) -> str | None:
    if isinstance(value, Transcript):
        line = value.file.read_text(encoding="utf-8").count("\n", 0, value.start)
        return f"{value.file.name}:{line}"
    return value.name if isinstance(value, Path) else None


@pytest.mark.parametrize("file", [file for file in DOCUMENTS if any(transcripts(file))], ids=named)
def test_transcripts_are_what_the_program_prints(file, bundled_store_path, tmp_path):
    sandbox = Sandbox(tmp_path, bundled_store_path)
    for each in transcripts(file):
        if not each.reason:
            assert sandbox.play(each) == each.text, AGAIN


def test_what_is_not_run_says_why():
    assert ALL
    for each in ALL:
        assert each.commands(), f"{named(each)} has no line that begins with $"
        block_before = each.file.read_text(encoding="utf-8")[: each.start].rsplit("```console", 1)[0]
        assert each.reason or not block_before.rstrip().endswith("-->"), f"{named(each)} has a comment that is not read"
    assert sum(bool(each.reason) for each in ALL) <= len(ALL) / 3


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_every_fenced_block_is_a_transcript(file):
    """A command in any other block would be run by nobody."""
    fences = re.findall(r"^```(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    if by := RUN_BY.get(file.name):
        assert file.name in (ROOT / "tests" / by).read_text(encoding="utf-8")
    else:
        assert set(fences[::2]) <= {"console"}
        assert set(fences[1::2]) <= {""}


def indented() -> list[tuple[str, str]]:
    """Give the indented command lines of all pages, but those that need a token; three blanks stand before an explanation."""
    return [
        (file.name, line.strip().split("   ")[0])
        for file in DOCUMENTS
        for line in re.findall(
            r"^ {4}((?:readout|make) (?!discord).+)$", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]


@pytest.mark.parametrize(("page", "command"), indented())
def test_commands_without_their_output_work(page, command, bundled_store_path, tmp_path):
    sandbox = Sandbox(tmp_path, bundled_store_path)
    shown = sandbox.play(Transcript(ROOT / page, 0, 0, f"$ {command} >/dev/null; echo ended with $?\n", ""))
    assert shown.endswith("ended with 0\n"), shown


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_tables_are_what_is_declared(file):
    text = file.read_text(encoding="utf-8")
    assert tables.filled(text) == text, AGAIN


def test_the_tables_are_in_the_documents():
    shown = re.findall(r"<!-- begin: (\w+) -->", "".join(file.read_text(encoding="utf-8") for file in DOCUMENTS))
    assert set(shown) == set(tables.TABLES)


def test_the_settings_are_those_of_the_class_with_their_defaults():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`|–) \| (.+) \|$", tables.settings(), re.MULTILINE)
    fields = {field.validation_alias: field for field in Settings.model_fields.values()}
    assert {name for name, _, _ in rows} == set(fields)
    for name, shown, meaning in rows:
        default = fields[name].default
        by_hand = {"READOUT_DB": "", "READOUT_COOLDOWN": "20/10"}
        assert shown == by_hand.get(name, default or "")
        assert len(meaning) > 20


@pytest.mark.parametrize("file", MARKDOWN, ids=named)
def test_what_can_be_made_can_be_made(file):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named_targets = re.findall(r"(?:`|^\$ |^ {4}|\| )make ([a-z]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named_targets) <= targets


def test_every_target_says_what_it_is_for():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())
    documented = set(re.findall(r"^([a-z]+):.*?## \w", makefile, re.MULTILINE))
    assert phony == documented


@pytest.mark.parametrize("file", MARKDOWN, ids=named)
def test_links_lead_somewhere(file):
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = unquote(target).partition("#")
        to = (file.parent / path).resolve() if path else file
        assert to.exists(), target
        if anchor:
            assert anchor in headings(to), target


def headings(file: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def examples() -> list[str]:
    text = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
    asked = re.findall(r"^\| ask \|.*\n\|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [match[1] for table in asked for match in re.finditer(r"^\| `(.+?)` \|", table, re.MULTILINE)]


def test_examples_are_answered(ask):
    asked = examples()
    assert len(asked) > 50
    for text in asked:
        answer = ask(text)
        assert answer["kind"] not in ("unknown", "clarify"), text
        assert not answer["query"]["ignored"], text
        assert answer["rows"] or answer["kind"] == "about", text


@pytest.mark.parametrize(("what", "field"), [(each, field) for each, (_, _, field) in tables.WORDS.items()])
def test_the_words_narrow_an_answer_down(ask, what, field):
    command, literal, _ = tables.WORDS[what]
    for word in tables.words_of(literal):
        query = ask(f"!{command} {word}")["query"]
        assert query[command][field], word
        assert not query["ignored"], word


def test_the_keys_of_the_json_are_told(ask):
    page = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8").split("## As data")[1]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(ask("!about"))


def test_the_figures_of_the_first_page_are_those_of_the_facts():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    counts = re.findall(r"(\d+) (deals|drugs|milestones)\b", text.split("## ")[0])
    assert counts == [(str(len(bundled(name))), name) for name in ("deals", "drugs", "milestones")]
