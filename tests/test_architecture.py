"""The parts know of each other what docs/architecture.md says, and nothing more."""

import ast
import graphlib
import re
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MEDIA = ("bot.client", "bot.terminal", "bot.cli", "discord", "rich", "prompt_toolkit", "click")

#: A package, and what no module of it may import.
FORBIDDEN = {
    "db": ("bot", "discord", "rich", "click", "prompt_toolkit"),
    "db.periods": ("sqlite3", "sqlite_utils", "db.store", "db.queries", "db.models"),
    "db.money": ("sqlite3", "sqlite_utils", "db.store", "db.queries", "db.models"),
    "db.queries": ("bot",),
    "db.reminders": ("bot", "discord"),
    "bot.language": ("bot.answers", "bot.render", "bot.charts", "bot.exports", "bot.calendars", *MEDIA),
    "bot.answers": ("bot.charts", "bot.exports", "bot.calendars", "bot.reminders", *MEDIA),
    "bot.charts": MEDIA,
    "bot.exports": MEDIA,
    "bot.calendars": MEDIA,
    "bot.reminders": MEDIA,
    "bot.terminal": ("discord", "bot.client"),
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("bot", "db", include_external_packages=True, cache_dir=None)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


@pytest.mark.parametrize(("package", "forbidden"), FORBIDDEN.items())
def test_nothing_is_imported_that_must_not_be_known(graph, package, forbidden):
    modules = {each for each in graph.modules if within(each, package)}
    assert modules, f"there is no {package}"
    wrong = {
        f"{module} imports {imported}"
        for module in modules
        for imported in graph.find_modules_directly_imported_by(module)
        for name in forbidden
        if within(imported, name) and not within(imported, package)
    }
    assert not wrong


def test_no_two_modules_import_each_other(graph):
    """Not even by way of others, late or for types alone."""
    own = {each for each in graph.modules if each.partition(".")[0] in ("bot", "db")}
    imports = {each: graph.find_modules_directly_imported_by(each) & own for each in own}
    assert len(list(graphlib.TopologicalSorter(imports).static_order())) == len(own)


def test_no_sql_stands_outside_the_store():
    statement = re.compile(
        r"\s*(SELECT\s.+\sFROM|INSERT\s.*INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s|PRAGMA\s)", re.DOTALL
    )
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.match(node.value)
    ]
    assert not found


def test_every_package_and_file_that_the_page_names_is_there():
    named = re.findall(r"`((?:db|bot|tests|bench)(?:/[\w./]+)?)`", PAGE)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_package_is_on_the_page():
    packages = [each.parent for top in ("bot", "db") for each in (ROOT / top).glob("*/__init__.py")]
    assert packages
    assert [each for each in packages if f"`{each.relative_to(ROOT).as_posix()}`" not in PAGE] == []


def test_no_file_has_grown_beyond_reading():
    """Tables of words may be long; everything else has one idea."""
    long = {
        str(file.relative_to(ROOT)): count
        for top in ("bot", "db")
        for file in (ROOT / top).rglob("*.py")
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 400 and "words_" not in file.name
    }
    assert set(long) <= set()
