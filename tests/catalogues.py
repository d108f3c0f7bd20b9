"""The catalogues of other languages: which texts the code says, and whether the catalogues have them.

python -m tests.catalogues        add new texts to the catalogues (to be translated by hand), drop those gone, compile
"""

import ast
import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

import bot
from bot import i18n
from bot.answers.wording import KIND_NAMES, MEASURE_NAMES
from bot.language.query import Want
from db import data, tables, vocabulary
from db.filters import Dimension, Measure

#: A text as the catalogues know it: its context (None: a sentence or a title) and the English.
Text = tuple[str | None, str]

CODE = Path(bot.__file__).parent
_DATA = Path(data.__file__).parent
#: Functions whose literal argument at a place is looked up, with the context that it is looked up in.
_SAYING: dict[str, tuple[int, str | None]] = {
    "_": (0, None),
    "N_": (0, None),
    "word": (0, i18n.WORD),
    "disclosed": (2, i18n.WORD),
    "plural": (1, i18n.COUNT),
}
#: Vocabularies whose words answers show.
_VOCABULARIES = (
    vocabulary.CompanyKind,
    vocabulary.Modality,
    vocabulary.Area,
    vocabulary.DealType,
    vocabulary.DealStatus,
    vocabulary.GuidanceKind,
    vocabulary.Qualifier,
    vocabulary.EntityType,
    Measure,
    Dimension,
)
#: Wants that are shown as a word, and states that milestones are asked for in.
_SHOWN: tuple[Want | str, ...] = (
    "licensor", "licensee", "mean", "median", "quartiles", "highest", "lowest", "reached", "expected", "overdue", "missed", "cancelled",
    "figure",
)  # fmt: skip
#: Columns of the bundled facts that hold words from a small set.
_COLUMNS = (
    ("companies", "country"),
    ("milestones", "region"),
    ("trials", "status"),
    ("market_figures", "metric"),
    ("market_figures", "subject"),
)
#: Units that stand behind a number.
_UNITS = ("deals", "drugs", "projects")
#: Catalogues that are made from another one; their translations are not to be edited.
DERIVED = {"zh_TW": "zh"}
#: The heads of catalogues have to give a day; a file of which nothing changed is to stay as it is.
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def catalogue_file(language: str) -> Path:
    """Give where a language's catalogue lies."""
    return i18n.LOCALES / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"


def languages() -> list[str]:
    """Give the languages that there are catalogues of."""
    return sorted(each.name for each in i18n.LOCALES.iterdir() if each.is_dir())


def texts() -> dict[Text, list[tuple[str, int]]]:
    """Give all texts that answers say, with where they stand in the code.

    Babel's own extractor does not look into f-strings; the syntax tree has all calls alike.
    """
    found: dict[Text, list[tuple[str, int]]] = {}
    for file in sorted(CODE.rglob("*.py")):
        name = file.relative_to(CODE.parent).as_posix()
        for line, text in _said_in(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(text, []).append((name, line))
    for each in _words():
        found.setdefault((i18n.WORD, each), [])
    for each in (*vocabulary.words(Dimension), *_UNITS):
        found.setdefault((i18n.COUNT, each), [])
    return found


def _said_in(tree: ast.AST) -> Iterator[tuple[int, Text]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYING:
            place, context = _SAYING[node.func.id]
            said = node.args[place] if place < len(node.args) else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                yield node.lineno, (context, said.value)
        elif isinstance(node, ast.Call):
            yield from _described_in(node)


def _described_in(call: ast.Call) -> Iterator[tuple[int, Text]]:
    """Give what the decorators of commands say of them and of their options, for Discord to show."""
    all_of_it = isinstance(call.func, ast.Attribute) and call.func.attr == "describe"
    for keyword in call.keywords:
        said = keyword.value
        if (
            (all_of_it or keyword.arg == "description")
            and isinstance(said, ast.Constant)
            and isinstance(said.value, str)
        ):
            yield call.lineno, (None, said.value)


def _words() -> Iterable[str]:
    for each in _VOCABULARIES:
        yield from vocabulary.words(each)
    yield from (KIND_NAMES.get(each, each) for each in vocabulary.words(vocabulary.MilestoneKind))
    yield from MEASURE_NAMES.values()
    yield from (table.file.replace("_", " ") for table in tables.TABLES)
    yield from _SHOWN
    companies = {row["id"] for row in _rows("companies")}
    for file, column in _COLUMNS:
        for row in _rows(file):
            yield from (
                part.strip().replace("-", " ") if file == "market_figures" else part.strip()
                for part in row[column].split(";")
                if part.strip() and part not in companies
            )


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_DATA / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def read(language: str) -> Catalog:
    """Read a catalogue."""
    with catalogue_file(language).open("rb") as stream:
        return pofile.read_po(stream, locale=language, domain=i18n.DOMAIN)


def messages(catalogue: Catalog) -> dict[Text, Message]:
    """Give the messages of a catalogue by their text."""
    return {(each.context, str(each.id)): each for each in catalogue if each.id}


def compiled(catalogue: Catalog) -> bytes:
    """Give the form of a catalogue that is read when answers are made."""
    out = io.BytesIO()
    mofile.write_mo(out, catalogue)
    return out.getvalue()


def brought_up_to_date(language: str) -> Catalog:
    """Give a catalogue that has exactly the texts of the code, translated as far as they were, or as the one it is made from is."""
    origin = DERIVED.get(language)
    old = messages(read(origin or language))
    new = Catalog(
        locale=language,
        domain=i18n.DOMAIN,
        project="Readout",
        version="0.1.0",
        msgid_bugs_address="Readout",
        last_translator="Readout",
        language_team=language,
        header_comment="# Readout",
        fuzzy=False,
    )
    new.creation_date = new.revision_date = _DAY
    for (context, text), places in sorted(texts().items(), key=lambda each: (each[0][0] or "", each[0][1])):
        files = list({name: (name, line) for name, line in reversed(places)}.values())
        known = old.get((context, text))
        said = str(known.string) if known else ""
        new.add(text, i18n.in_traditional(said) if origin else said, locations=files, context=context)
    return new


def main() -> int:
    """Bring all catalogues up to date; gives 1 if something is left to translate."""
    missing = 0
    for language in sorted(languages(), key=lambda each: each in DERIVED):
        file = catalogue_file(language)
        catalogue = brought_up_to_date(language)
        with file.open("wb") as stream:
            pofile.write_po(stream, catalogue, width=0, include_lineno=False)
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        empty = [text for text, message in messages(catalogue).items() if not message.string]
        missing += len(empty)
        print(f"{language}: {len(catalogue)} texts, {len(empty)} to translate", *empty, sep="\n  ")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
