"""Files, pictures and calendars on Discord: the real client against the loopback server."""

import json
from pathlib import Path
from typing import Any

import discord
import icalendar
import pytest

from bot.client import files, publishing
from db import importing
from db.store import Store
from tests.discord_support import Scene, scene
from tests.test_exports import read_csv, read_sheet


def content(at: Scene, post: Any) -> tuple[str, bytes]:
    """The one file that a message carries: its name, and what is in it."""
    [attached] = post.attachments
    return at.server.world.files[int(attached["id"])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("!export csv deals 2025 ADC", "readout-deals-2025-adc-or-bispecific-adc-2026-11-22.csv"),
        ("!export deals 2025 ADC", "readout-deals-2025-adc-or-bispecific-adc-2026-11-22.csv"),
        ("!export xlsx deals 2025 ADC", "readout-deals-2025-adc-or-bispecific-adc-2026-11-22.xlsx"),
        ("!export JSON deals 2025 ADC", "readout-deals-2025-adc-or-bispecific-adc-2026-11-22.json"),
        ("!导出 csv !deals 2025 ADC", "readout-deals-2025-adc-adc-2026-11-22.csv"),
        ("!chart deals 2025", "readout-deals-2025-2026-11-22.png"),
        ("!calendar AK112", "readout-milestones-ak112-2026-11-22.ics"),
        ("!calendar", "readout-milestones-expected-2026-11-22.ics"),
    ],
)
async def test_files_come_as_attachments(bundled_store_path: Path, text: str, name: str) -> None:
    async with scene(bundled_store_path) as at:
        post = await at.asked(text)
        named, data = content(at, post)
        assert named == name
        rows = at.client.readout.ask("!deals 2025 ADC", all_rows=True).rows
        if name.endswith("csv"):
            assert len(read_csv(data)) == len(rows) + 1
        elif name.endswith("xlsx"):
            assert len(read_sheet(data)) == len(rows) + 1
        elif name.endswith("json"):
            assert len(json.loads(data)["rows"]) == len(rows)
        elif name.endswith("ics"):
            assert icalendar.Calendar.from_ical(data).events
        else:
            assert data.startswith(b"\x89PNG")
        assert post.content
        assert not at.server.refusals


@pytest.mark.parametrize(
    "text", ["{me} chart deals 2025", "{me} !chart deals 2025", "{me}！chart deals 2025", "！图表 deals 2025"]
)
async def test_a_mention_and_the_sign_may_stand_together(bundled_store_path: Path, text: str) -> None:
    async with scene(bundled_store_path) as at:
        assert content(at, await at.asked(text.format(me=at.me)))[0].endswith(".png")


async def test_without_words_they_speak_of_the_answer_before(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        first = await at.asked("!deals 2024")
        await at.asked("!milestones AK112")
        assert content(at, await at.asked("!calendar"))[0] == "readout-milestones-expected-2026-11-22.ics"
        assert "milestones-ak112" in content(at, await at.asked("!export xlsx"))[0]
        await at.ana.says(at.general, "!chart", reply_to=first)
        assert "deals-2024" in content(at, await at.general.next_post())[0]
        assert not at.server.refusals


async def test_slash_commands_give_the_same(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        reply = await at.ana.slash(at.general, "export", form="xlsx", words="deals 2025")
        assert content(at, reply.post)[0].endswith(".xlsx")
        reply = await at.ana.slash(at.general, "chart", words="deals by quarter")
        assert content(at, reply.post)[0].endswith(".png")
        assert not at.server.refusals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!export csv", "say what of, as in !export csv deals 2025"),
        ("!export", "say what of, as in !export csv deals 2025"),
        ("!chart", "say what of, as in !chart deals by quarter"),
        ("!chart sources ak112", "no picture shows that"),
        ("!export csv deals 1999", "nothing to put into a file"),
        ("!calendar !deals 2025", "nothing to put into a calendar"),
    ],
)
async def test_what_cannot_be_given_is_said(bundled_store_path: Path, text: str, said: str) -> None:
    async with scene(bundled_store_path) as at:
        post = await at.asked(text)
        assert said in post.content
        assert not post.attachments


async def test_without_the_permission_to_attach_a_sentence_says_so(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        at.server.guild("Team").everyone(without=("attach_files",))
        assert (await at.asked("!export csv deals 2025")).content == files.NO_FILES
        assert not at.server.refusals


@pytest.mark.parametrize(("press", "ending"), [("Chart", "png"), ("CSV", "csv"), ("Calendar", "ics")])
async def test_buttons_under_answers_give_files(bundled_store_path: Path, press: str, ending: str) -> None:
    async with scene(bundled_store_path) as at:
        post = await at.asked("!milestones AK112")
        given = await at.ana.presses(post, press)
        assert content(at, given.post)[0].endswith(f".{ending}")
        assert not at.server.refusals


async def test_only_answers_that_suit_have_the_buttons(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        labels = (await at.asked("!deals 2025")).labels
        assert {"Chart", "CSV"} <= set(labels)
        assert "Calendar" not in labels
        assert not {"Chart", "CSV", "Calendar"} & set((await at.asked("!help")).labels)


def firm(store: Store, folder: Path, day: str, said_on: str) -> None:
    """Let a milestone be announced for one far-off day."""
    (folder / "sources.csv").write_text(
        "url,publisher,title,published\nhttps://example.com/firm,Example,A date,2026-11-20\n"
    )
    (folder / "guidance.csv").write_text(
        "milestone,said_on,guidance,window_start,window_end,kind,sources\n"
        f"ak112-harmoni-3-squamous-topline,{said_on},{day},{day},{day},company,https://example.com/firm\n"
    )
    importing.import_path(store, folder, who="test")


async def test_events_are_kept_in_step_with_firm_dates(store_path: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    async with scene(store_path) as at:
        team = at.server.guild("Team")
        assert (await at.asked("!calendar publish")).content == publishing.NOT_ALLOWED
        team.member(at.ana, roles=(team.role("Desk", "manage_events"),))
        team.grant_bot(team.role("Maker", "create_events"))
        store = at.client.readout.store

        firm(store, facts, "2089-12-14", "2026-11-20")
        assert "created" in (await at.asked("!calendar publish")).content
        assert "in step" in (await at.asked("!calendar publish")).content
        [event] = [each for each in team.events if "ak112-harmoni-3-squamous-topline" in str(each["description"])]
        assert str(event["scheduled_start_time"]).startswith("2089-12-14")

        firm(store, facts, "2090-01-20", "2026-11-21")
        assert (await at.asked("!calendar publish")).content == "1 event moved"
        [moved] = [each for each in team.events if "ak112-harmoni-3-squamous-topline" in str(each["description"])]
        assert (moved["id"], str(moved["scheduled_start_time"])[:10]) == (event["id"], "2090-01-20")
        assert not at.server.refusals


async def test_events_are_for_servers(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        room = at.ana.dm
        await at.ana.says(room, "!calendar publish")
        assert "servers" in (await room.next_post()).content


def test_the_invitation_asks_for_what_files_need() -> None:
    from bot.client.client import PERMISSIONS  # noqa: PLC0415

    assert PERMISSIONS.attach_files
    assert discord.Permissions(attach_files=True) <= PERMISSIONS


async def test_a_file_of_a_corrected_command_takes_the_place_of_the_one_before(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        said = await at.ana.says(at.general, "!chart deals 2024")
        post = await at.general.next_post()
        for text, name in (
            ("!chart deals 2025", "deals-2025-2026"),
            ("!export xlsx deals 2023", "deals-2023"),
            ("!calendar AK112", "milestones-ak112"),
            ("!导出 deals 2022", "deals-2022"),
        ):
            await at.ana.edits(said, text)
            await post.next_edit()
            assert name in content(at, post)[0]
        await at.ana.edits(said, "!chart deals 1999")
        await post.next_edit()
        assert not post.attachments
        assert "nothing to draw" in post.content
        await at.ana.edits(said, "!chart deals 2021")
        await post.next_edit()
        await at.ana.edits(said, "!deals 2025")
        await post.next_edit()
        assert not post.attachments
        assert "1 / 9" in post.labels
        await at.ana.edits(said, "!calendar publish")
        await at.general.silent_for(0.3)
        assert not at.server.guild("Team").events
        assert not at.server.refusals


async def test_a_reply_to_a_file_goes_on_from_what_it_shows(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        picture = await at.asked("!chart deals 2025 ADC")
        await at.asked("!drug AK112")
        await at.ana.says(at.general, "and in 2024?", reply_to=picture)
        assert "2024" in (await at.general.next_post()).text.splitlines()[0]
        await at.asked("!chart deals 2025 ADC")
        assert "2023" in (await at.asked(f"{at.me} and in 2023?")).text.splitlines()[0]
        shown = await at.asked("!deals 2025 ADC")
        pressed = await at.ana.presses(shown, "Chart")
        await at.asked("!drug AK112")
        await at.ana.says(at.general, "and in 2022?", reply_to=pressed.post)
        assert "2022" in (await at.general.next_post()).text.splitlines()[0]


async def test_a_picture_may_be_asked_for_in_a_sentence(bundled_store_path: Path) -> None:
    async with scene(bundled_store_path) as at:
        said = await at.ana.says(at.general, f"{at.me} chart of total deal value by year")
        post = await at.general.next_post()
        assert content(at, post)[0].endswith(".png")
        await at.ana.edits(said, f"{at.me} chart of market upfront")
        await post.next_edit()
        assert "market" in content(at, post)[0]
        assert "out licensing upfront" in post.content
        assert "nothing to draw" in (await at.asked(f"{at.me} chart of deals 1999")).content
        pressed = await at.ana.presses(await at.asked("!market 2025"), "Chart")
        assert content(at, pressed.post)[0].endswith(".png")
        assert not at.server.refusals
