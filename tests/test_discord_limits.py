"""Every message that answers a command is one that Discord accepts, whatever the store holds."""

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.app import Readout
from bot.client import completion, files, layout
from bot.client.asking import Asking, Place, Ready
from bot.client.facets import FACETS_OF
from bot.client.lookup import listed
from bot.language.commands import COMMANDS
from bot.render import discord as drawing
from bot.render.markdown import size
from db.errors import QueryTimeoutError
from db.queries.completion import complete
from db.store import Store
from db.tables import TABLES
from tests import extreme_facts
from tests.conftest import TODAY
from tests.discord_support import scene
from tests.loopback.limits import check_choices, check_message

_PLACE = Place(2**63, 2**63 - 1, 2**63 - 2)
_COMMAND_OF_TABLE = {"company": "company", "drug": "drug", "deal": "deal", "trial": "trial"}
EXAMPLES = [f"!{example}" for command in COMMANDS for example in (command.name, *command.examples)]


def _name(number: int) -> str:
    return extreme_facts.NASTY[number % len(extreme_facts.NASTY)]


def asking_of(store: Store) -> Asking:
    return Asking(Readout(store, today=lambda: TODAY), ZoneInfo("Asia/Shanghai"), content_refused=True)


async def accepted(ready: Ready) -> None:
    """Check all forms of a message: as a card and as text, for all and for one person."""
    embeds = [embed.to_dict() for embed in drawing.embeds(ready.page, ready.zone)]
    content = drawing.text(ready.page, ready.zone)
    for private in (False, True):
        view = layout.under(ready, private=private)
        components = view.to_components() if view else []
        check_message({"embeds": embeds, "components": components})
        check_message({"content": content, "components": components})
        for row in components:
            for item in row["components"]:
                for option in item.get("options", ()):
                    assert all(size(option.get(key) or "") <= 100 for key in ("label", "value", "description"))
                assert size(item.get("label") or "") <= 80


async def all_pages(asking: Asking, text: str, *, most: int = 3) -> int:
    """Check an answer with its first pages and its last, and its menus; gives the number of pages."""
    try:
        ready = asking.text(_PLACE, text)
    except QueryTimeoutError as error:  # a sentence, on a slow machine
        check_message({"content": drawing.sentence(str(error))})
        return 0
    await accepted(ready)
    for number in {*range(1, min(ready.pages, most)), ready.pages - 1} - {0}:
        page = asking.query(_PLACE, ready.asked, number)
        assert page.number == number, text
        await accepted(page)
    if facets := FACETS_OF.get(ready.answer.query.kind):
        menus = asking.query(_PLACE, ready.asked, menus=True)
        await accepted(menus)
        await accepted(asking.query(_PLACE, ready.asked.choosing("asof", "2025-06-30")))
        for facet in facets:
            found = [("newest", "")] if facet == "sort" else (menus.options or {}).get(facet)
            if found:  # where there is no deal there is nothing to choose
                await accepted(asking.query(_PLACE, ready.asked.choosing(facet, found[-1][0]), menus=True))
    return ready.pages


def ids(store: Store) -> list[tuple[str, str]]:
    with store.read() as db:
        return [
            (table.name, row["id"])
            for table in TABLES
            if table.name not in ("guidance", "source")
            for row in db.query(f"SELECT {table.key} AS id FROM {table.name} ORDER BY 1")
        ]


async def test_every_example(store):
    asking = asking_of(store)
    for text in EXAMPLES:
        await all_pages(asking, text)


@pytest.mark.parametrize("text", ["!milestones 2015-2030", "!deals all deals", "which ADCs are there?"])
async def test_no_row_falls_between_pages(store, text):
    asking = asking_of(store)
    first = asking.text(_PLACE, text)
    seen: list[tuple[str, str]] = []
    for number in range(first.pages):
        page = asking.query(_PLACE, first.asked, number).page
        parts = [part for embed in drawing.embeds(page, first.zone) for part in _parts(embed)]
        left_out = [
            int(each.replace(",", "")) for each in re.findall(r"… and ([\d,]+) more$", "\n".join(parts), re.MULTILINE)
        ]
        tables = [section.table for section in page.sections if section.table]
        assert sum(left_out) == sum(table.more for table in tables), number
        seen += [key for table in tables if table.first is not None for key in table.keys]
    assert len(seen) == len(set(seen))
    assert len(seen) == len(asking.readout.ask(text, all_rows=True).rows)


def _parts(embed: discord.Embed) -> list[str]:
    return [embed.description or "", *(field.value or "" for field in embed.fields)]


async def test_three_hundred_records(store):
    asking = asking_of(store)
    for table, id_ in random.Random(300).sample(ids(store), 300):
        for text in (f"!{_COMMAND_OF_TABLE[table]} {id_}" if table in _COMMAND_OF_TABLE else id_, f"!sources {id_}"):
            await all_pages(asking, text, most=2)


@pytest.fixture(scope="module")
def extreme_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("extreme") / "readout.db"
    extreme_facts.make(path).close()
    return path


@pytest.fixture(scope="module")
def extreme(extreme_path: Path) -> Iterator[Store]:
    with Store(extreme_path) as store:
        yield store


async def test_made_facts_of_extreme_length(extreme):
    asking = asking_of(extreme)
    for text in EXAMPLES:
        await all_pages(asking, text)
    seen: dict[str, int] = {}
    for table, id_ in ids(extreme):
        if "xxx" in id_ or table == "trial":
            seen[table] = seen.get(table, 0) + 1
            if seen[table] <= 6:
                command = _COMMAND_OF_TABLE.get(table)
                await all_pages(asking, f"!{command} {id_}" if command else id_, most=2)
                await all_pages(asking, f"!sources {id_}", most=2)
    assert set(seen) >= {"company", "drug", "deal", "trial", "milestone"}
    for name in extreme_facts.NASTY:
        for text in (f"!search {name[:40]}", name[:80]):
            await all_pages(asking, text, most=2)


async def test_five_thousand_deals_in_a_year(extreme):
    asking = asking_of(extreme)
    assert await all_pages(asking, f"!deals {extreme_facts.YEAR}") == extreme_facts.DEALS // 10
    assert await all_pages(asking, f"!deals {extreme_facts.YEAR} top 25") == 3
    await all_pages(asking, f"!milestones {extreme_facts.YEAR}-{extreme_facts.YEAR + 2}")
    await all_pages(asking, f"!compare {extreme_facts.YEAR} {extreme_facts.YEAR - 1}")


async def test_what_is_offered_and_listed(extreme):
    with extreme.read() as db:
        for entity in ("company", "drug", "deal", "trial"):
            for start in ("", "c", "d1", "依", "🙂", "@everyone", *extreme_facts.NASTY):
                found = completion.offered(complete(db, entity, start))
                check_choices({"choices": [choice.to_dict() for choice in found]})
                assert all(size(choice.name) <= 100 for choice in found), start
    asking = asking_of(extreme)
    keys = [(table, id_) for table, id_ in ids(extreme) if table in ("company", "drug")]
    labels = {kind: {id_: _name(n) for n, (_, id_) in enumerate(keys)} for kind in ("drug", "company")}
    ready = asking.text(_PLACE, "!help")
    await accepted(asking.page(_PLACE, ready.asked, listed(keys, labels)))


#: Commands that are no questions, of the strangest and the longest that there is.
TOOLS = (
    "!chart deals {year}",
    "!chart deals {year} by month",
    "!chart bubbles deals {year}",
    "!chart partners deals {year}",
    "!chart licensors deals {year}",
    "!chart deals by modality",
    "!chart milestones {year}-{next}",
    "!chart drug {drug}",
    "!chart company {company}",
    "!chart timeline {drug}",
    "!export csv deals {year}",
    "!export csv deals June {year}",
    "!export xlsx milestones {year}-{next}",
    "!export json drug {drug}",
    "!export csv search {name}",
    "!calendar",
    "!calendar {drug}",
    "!calendar publish",
    "!remind here {drug}",
    "!remind me company {company}",
    "!remind here all 60d 7d",
    "!remind list",
    "!watch {drug}",
    "!watching",
    "!next",
    "!digest weekly",
    "!why",
    "!comps {drug}",
    "!settings",
    "!settings timezone {name}",
    "!setup",
    "!help chart",
    "!help remind",
)


async def test_what_is_no_question_is_accepted_too(extreme_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "readout.db"
    shutil.copy(extreme_path, path)
    with Store(path) as store:
        keys = dict(reversed([each for each in ids(store) if "xxx" in each[1]]))
    words = {
        "year": extreme_facts.YEAR,
        "next": extreme_facts.YEAR + 2,
        "drug": keys["drug"],
        "company": keys["company"],
        "name": _name(5)[:80],
    }
    async with scene(path) as at:
        team = at.server.guild("Team")
        team.member(at.ana, roles=(team.role("Desk", "manage_events", "manage_channels", "manage_guild"),))
        team.grant_bot(team.role("Maker", "create_events"))
        for text in TOOLS:
            post = await at.asked(text.format(**words))
            assert post.content or post.embeds or post.attachments, text
            assert "error " not in post.content, text
            gives_file = text.startswith(("!chart", "!export", "!calendar")) and text != "!calendar publish"
            assert bool(post.attachments) == gives_file or post.content == files.TOO_LARGE, (text, post.content)
        assert not at.server.refusals
