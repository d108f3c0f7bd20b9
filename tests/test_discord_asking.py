"""People ask on Discord, each in their way, and are answered; the real client against the loopback server."""

import asyncio
import re

import discord
import pytest

from bot.answers.page import Column, Line, Page, Section, Table
from bot.client import replies, syncing
from bot.client.addressing import HELP, Seen, asked
from bot.client.throttle import Throttle, TooFastError
from bot.settings import Cooldown
from tests.discord_support import NO_PINGS, scene, until
from tests.loopback import Person

LONG = Page(
    "deals",
    "Deals " * 100,
    ("@everyone <@123456789012345678> " * 200,) * 20,
    tuple(
        Section(f"Part {n}", (Line("long " * 300),) * 9, Table((Column("a"),) * 3, (("x", "y" * 300, ""),) * 5000))
        for n in range(40)
    ),
    ("a note",) * 30,
    "footer " * 1000,
)


@pytest.mark.parametrize(
    "text",
    [
        "!drug AK112",
        "! drug AK112",
        "!DRUG ak-112",
        "！drug ＡＫ１１２",
        "!药物 依沃西",
        "{me} drug AK112",
        "{me} !drug AK112",
        "drug AK112 {me}",
        "{me}, what is AK112?",
    ],
)
async def test_every_way_of_asking_in_a_channel(store_path, text):
    async with scene(store_path) as at:
        said = await at.ana.says(at.general, text.format(me=at.me))
        post = await at.general.next_post()
        assert "AK112" in post.text
        assert len(post.embeds) == 1
        assert post.content == ""
        assert post.reference == said.id
        assert post.allowed_mentions == NO_PINGS
        await at.general.silent_for(0.1)


async def test_slash_commands(store_path):
    async with scene(store_path) as at:
        reply = await at.ana.slash(at.general, "drug", words="AK112")
        assert "AK112" in reply.text
        assert not reply.ephemeral
        assert not reply.deferred
        assert reply.post
        assert reply.post.allowed_mentions == {"parse": []}
        assert (await at.ana.slash(at.general, "deals")).embeds
        assert (await at.ana.slash(at.general, "about")).embeds
        assert "AK112" in (await at.ana.slash(at.ana.dm, "drug", words="依沃西")).text


async def test_any_text_in_a_direct_message(store_path):
    async with scene(store_path) as at:
        for text in ("!drug AK112", "what is AK112?"):
            await at.ana.says(at.ana.dm, text)
            assert "AK112" in (await at.ana.dm.next_post()).text


async def test_a_bare_mention_shows_help(store_path):
    async with scene(store_path) as at:
        assert (await at.asked(at.me)).text == (await at.asked("!help")).text


async def test_a_prefix_of_ones_own(store_path):
    async with scene(store_path, prefix="ro!") as at:
        assert "AK112" in (await at.asked("ro!drug AK112")).text
        missing = await at.asked("ro!deal")
        assert "ro!deal " in missing.text
        for question in (
            "ro!help",
            "ro!help deals",
            "ro!drug AK1112",
            "ro!sources",
            "ro!remind list",
            "ro!watching",
        ):
            told = await at.asked(question)
            assert "ro!" in f"{told.text} {told.labels}", question
            assert not re.search(r"(?<!ro)!\w", f"{told.text} {told.labels}"), question
        near = await at.asked("ro!drug AK1112")
        assert "ro!drug AK112" in near.labels
        assert "ivonescimab" in (await at.ana.presses(near, "ro!drug AK112")).text
        await at.ana.says(at.general, "!drug AK112")
        await at.general.silent_for()


async def test_ordinary_talk_is_left_alone(store_path):
    async with scene(store_path) as at:
        other = Person(at.server.world, at.server.world.add_user("other", bot=True))
        at.server.guild("Team").member(other)
        for text in ("who paid the largest upfront in 2025?", "!!!", "!", "deals 2025", "drug AK112", "hi @Readout"):
            await at.ana.says(at.general, text)
        await other.says(at.general, "!drug AK112")
        await at.ana.says(at.general, "", files={"a.txt": b"x"})
        await at.general.silent_for()


async def test_an_unknown_command_gets_a_suggestion(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!dael 3SBio Pfizer")
        assert "no command !dael" in post.text
        assert "did you mean !deal?" in post.text


async def test_a_question_after_the_prefix_is_a_question(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!who paid the largest upfront in 2025?")
        assert "no command" not in post.text


async def test_a_command_that_needs_words_says_so(store_path):
    async with scene(store_path) as at:
        assert (await at.asked("!deal")).content == "say which, as in !deal 3SBio Pfizer"


async def test_nobody_is_pinged(store_path):
    async with scene(store_path) as at:
        nasty = f"@everyone @here {at.ana.mention} `x` [a](http://evil.example)"
        await at.ana.says(at.general, f"!{nasty}")  # not even a command
        for text in (f"!search {nasty}", f"!drug {nasty}", f"!x{nasty}", f"{at.me} {nasty}"):
            await at.asked(text)
        for post in at.general.posts:
            assert post.pinged == []
            assert post.allowed_mentions == NO_PINGS
            assert "@everyone" not in post.text
            assert "](http" not in post.text


@pytest.mark.parametrize("embeds", [True, False])
async def test_a_long_answer_is_within_the_limits(store_path, embeds):
    async with scene(store_path, says=LONG) as at:
        if not embeds:
            at.general.deny("embed_links")
        post = await at.asked("!deals")
        assert bool(post.embeds) is embeds
        assert bool(post.content) is not embeds
        assert "more sections" in post.text
        reply = await at.ana.slash(at.general, "deals")
        assert reply.text
        assert not at.server.refusals


async def test_no_permission_to_send_is_logged(store_path, caplog):
    async with scene(store_path) as at:
        at.general.deny("send_messages")
        await at.ana.says(at.general, "!drug AK112")
        await until(lambda: f"no permission to answer in channel {at.general.id}" in caplog.text)
        assert not at.general.posts


async def test_without_the_history_an_answer_is_no_reply(store_path):
    async with scene(store_path) as at:
        at.general.deny("read_message_history")
        assert (await at.asked("!drug AK112")).reference is None
        assert (await at.asked("!deal")).reference is None


async def test_in_a_thread(store_path):
    async with scene(store_path) as at:
        await at.asked("!help")
        channel = at.client.get_channel(at.general.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
        thread = at.server.guild("Team").thread("talk")
        await at.ana.says(thread, "!drug AK112")
        post = await thread.next_post()
        assert "AK112" in post.text
        assert post.embeds


async def test_an_event_that_comes_twice_is_answered_once(store_path):
    async with scene(store_path) as at:
        at.server.gateway.duplicate("MESSAGE_CREATE")
        await at.asked("!drug AK112")
        await at.general.silent_for()
        at.server.gateway.duplicate("INTERACTION_CREATE")
        reply = await at.ana.slash(at.general, "drug", words="AK112")
        await asyncio.sleep(0.2)
        assert reply.followups == []
        assert not at.server.refusals


async def test_a_message_that_is_gone_is_answered_nevertheless(store_path):
    page = Page("help", "Here")
    async with scene(store_path, says=page, after=0.2) as at:
        said = await at.ana.says(at.general, "!help")
        await at.ana.deletes(said)
        assert "Here" in (await at.general.next_post()).text


async def test_people_see_that_a_long_answer_is_being_made(store_path, monkeypatch):
    monkeypatch.setattr(replies, "PATIENCE", 0.05)
    async with scene(store_path, says=Page("help", "At last"), after=0.3) as at:
        assert "At last" in (await at.asked("!help")).text
        assert at.general.typing == 1
        reply = await at.ana.slash(at.general, "help")
        assert reply.deferred
        assert "At last" in reply.text


async def test_completion(store_path):
    async with scene(store_path) as at:

        async def offered(command: str, typed: str) -> list[str]:
            found = await at.ana.autocompletes(at.general, command, words=typed)
            assert len(found) <= 25
            return [each["value"] for each in found]

        assert "ak112" in await offered("drug", "ak1")
        assert "ak112" in await offered("drug", "依沃")
        assert await offered("drug", "ivonesimab") == ["ak112"]
        assert await offered("company", "恒瑞") == ["hengrui"]
        assert "2025-05-20-3sbio-pfizer-ssgj-707" in await offered("deal", "3SBio Pfi")
        assert "HARMONi-3" in await offered("trial", "harmoni")
        assert len(await offered("company", "")) == 25
        assert await offered("drug", "@" * 3000) == []
        assert not at.server.refusals


async def test_commands_are_registered_only_when_they_changed(store_path):
    async with scene(store_path) as at:
        registered = at.server.world.commands[None]
        assert {"deals", "drug", "help", "about"} <= {each["name"] for each in registered.values()}
        route = "PUT /applications/*/commands"
        assert len(at.server.asked(route)) == 1
        assert not await syncing.sync(at.client.tree)
        assert len(at.server.asked(route)) == 1
        next(iter(registered.values()))["description"] = "something else"
        assert await syncing.sync(at.client.tree)
        assert len(at.server.asked(route)) == 2


@pytest.mark.parametrize(
    ("content", "direct", "question"),
    [
        ("!deals 2025", False, "!deals 2025"),
        ("!  deals", False, "!deals"),
        ("<@7> who?", False, "who?"),
        ("<@!7>\n!deals", False, "!deals"),
        ("so, <@7>: who?", False, "so,  : who?"),
        ("<@7>", False, HELP),
        ("<@8> who?", False, None),
        ("who?", False, None),
        ("who?", True, "who?"),
        ("", True, None),
        ("?!", True, "?!"),
        ("!?", False, None),
    ],
)
def test_what_is_asked(content, direct, question):
    assert asked(content, prefixes=("!",), me=7, direct=direct) == question


def test_only_the_last_ids_are_remembered():
    seen = Seen(keep=2)
    assert [seen.is_new(n) for n in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


def test_the_window_slides_and_the_notice_comes_once():
    now = [0.0]
    throttle = Throttle(Cooldown(2, 10), now=lambda: now[0])
    throttle.take(1)
    now[0] = 4
    throttle.take(1)
    throttle.take(2)
    with pytest.raises(TooFastError, match="in 6 seconds") as first:
        throttle.take(1)
    with pytest.raises(TooFastError) as second:
        throttle.take(1)
    assert (first.value.quiet, second.value.quiet) == (False, True)
    now[0] = 10
    throttle.take(1)
    with pytest.raises(TooFastError):
        throttle.take(1)
