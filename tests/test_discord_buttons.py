"""What stands under answers on Discord, pressed by people through the real client."""

import threading
from datetime import timedelta

import pytest

from bot.app import Readout
from bot.client import actions, forms, presses, showing
from bot.client import client as client_module
from bot.client.actions import Action
from bot.client.client import ReadoutClient
from db import views
from db.errors import StoreError
from db.store import Store
from tests.discord_support import TODAY, items, labels, scene, settings, until
from tests.loopback import PATIENT, connect


async def test_a_long_list_is_turned_like_pages(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        assert "1–10 of" in post.text
        assert "1 / 9" in labels(post)
        seen = [post.text]
        for press in ("next", "next", "back", "last", "first"):
            button = next(each["custom_id"] for each in items(post) if each["custom_id"].startswith(f"a:{press}:"))
            await at.ana.presses(post, button)
            seen.append(post.text)
        assert "11–20 of" in seen[1]
        assert "21–30 of" in seen[2]
        assert seen[3] == seen[1]
        assert "81–" in seen[4]
        assert "1–10 of" in seen[5]
        form = await at.ana.presses(post, "1 / 9")
        await at.ana.submits(form, Page="4")
        assert "31–40 of" in post.text
        form = await at.ana.presses(post, "4 / 9")
        await at.ana.submits(form, Page="99999")
        assert "81–" in post.text
        form = await at.ana.presses(post, "9 / 9")
        told = await at.ana.submits(form, Page="four")
        assert told.content == forms.NO_PAGE
        assert not at.server.refusals


def _menu(post, name):
    return next(each for each in items(post) if each["custom_id"].startswith(f"c:{name}:"))


async def test_sorting_and_filtering(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2024-2025")
        await at.ana.presses(post, "Sort and filter")
        await at.ana.selects(post, _menu(post, "year")["custom_id"], "2025")
        assert "2025" in post.text.splitlines()[0]
        await at.ana.selects(post, _menu(post, "modality")["custom_id"], "ADC")
        assert "ADC" in post.text
        await at.ana.selects(post, _menu(post, "sort")["custom_id"], "newest")
        [default] = [each["value"] for each in _menu(post, "sort")["options"] if each.get("default")]
        assert default == "newest"
        await at.ana.selects(post, _menu(post, "partner")["custom_id"], _menu(post, "partner")["options"][1]["value"])
        narrowed = post.text
        await at.ana.presses(post, "Done")
        assert "Sort and filter" in labels(post)
        assert post.text == narrowed
        await at.ana.presses(post, "Sort and filter")
        await at.ana.selects(post, _menu(post, "year")["custom_id"], "any")
        await at.ana.presses(post, "Reset")
        assert "Reset" not in labels(post)
        assert "2024 to 2025" in post.text
        await at.ana.says(at.general, "only ADC", reply_to=post)
        assert "ADC" in (await at.general.next_post()).text
        assert not at.server.refusals


async def test_details_of_a_row_are_for_one_person_until_shared(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025 top 3")
        reply = await at.ana.selects(post, "Details of …", items(post)[0]["options"][0]["value"])
        assert reply.ephemeral
        assert "Share to channel" in labels(reply.post)
        shared = await at.ana.presses(reply, "Share to channel")
        public = await shared.next_followup()
        assert not public.ephemeral
        assert public.text == reply.text
        assert "Share to channel" not in labels(reply.post)
        for question in ("!milestones", "!drug AK112"):
            post = await at.asked(question)
            menu = next(each for each in items(post) if each["custom_id"].startswith("c:details"))
            reply = await at.ana.selects(post, "Details of …", menu["options"][0]["value"])
            assert reply.ephemeral
            assert reply.embeds
        assert not at.server.refusals


async def test_a_question_back_becomes_the_answer(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!company merck")
        assert len(labels(post)) >= 2
        await at.ana.presses(post, labels(post)[0])
        assert "Merck" in post.text.splitlines()[0]
        assert post.edited
        post = await at.asked("!dael 3SBio Pfizer")
        await at.ana.presses(post, labels(post)[0])
        assert "3SBio" in post.text


async def test_a_list_of_drugs_is_turned_and_told_of(store_path):
    async with scene(store_path) as at:
        post = await at.asked(f"{at.me} which ADCs are there?")
        assert "1–10 of" in post.text
        first = _menu(post, "details")["options"][0]
        await at.ana.presses(post, items(post)[3]["custom_id"])
        assert "11–20 of" in post.text
        assert _menu(post, "details")["options"][0] != first
        reply = await at.ana.selects(post, "Details of …", _menu(post, "details")["options"][0]["value"])
        assert reply.ephemeral


async def test_where_cards_are_forbidden_buttons_give_text(store_path):
    async with scene(store_path) as at:
        at.general.deny("embed_links")
        post = await at.asked("!deals 2025")
        assert not post.embeds
        await at.ana.presses(post, items(post)[3]["custom_id"])
        assert "11–20 of" in post.content
        reply = await at.ana.selects(post, "Details of …", _menu(post, "details")["options"][0]["value"])
        assert reply.content
        assert not reply.embeds


async def test_help_runs_its_examples(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!help deals")
        assert "!deals 2025" in labels(post)
        reply = await at.ana.presses(post, "!deals 2025")
        assert reply.post is not None
        assert reply.post.id != post.id
        assert "Deals" in reply.text
        assert not reply.ephemeral


async def test_only_who_asked_may_press(store_path):
    async with scene(store_path) as at:
        ben = at.server.guild("Team").member("ben")
        post = await at.asked("!deals 2025")
        before = post.text
        reply = await ben.presses(post, "1 / 9")
        assert reply.ephemeral
        assert reply.content.startswith("these buttons are for the person who asked")
        assert "!deals 2025" in reply.content
        assert post.text == before


async def test_after_a_restart_buttons_go_on(store_path):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        await at.client.close()
        with Store(store_path) as store:
            again = ReadoutClient(Readout(store, today=lambda: TODAY), settings(), guild_ready_timeout=0.05)
            async with connect(again, at.server):
                await at.ana.presses(post, items(post)[3]["custom_id"])
                assert "11–20 of" in post.text
                with store.jot() as db:
                    db.execute("DELETE FROM answer_view")
                reply = await at.ana.presses(post, items(post)[3]["custom_id"])
                told = await reply.next_followup()
                assert told.ephemeral
                assert told.content == presses.GONE
                assert all(each["disabled"] for each in items(post))


async def test_a_form_of_an_earlier_run_is_answered(store_path, monkeypatch):
    monkeypatch.setattr(client_module, "_UNKNOWN_PRESS", 0.1)
    async with scene(store_path) as at:
        form = await at.ana.presses(await at.asked("!deals 2025"), "1 / 9")
        await at.client.close()
        with Store(store_path) as store:
            again = ReadoutClient(Readout(store, today=lambda: TODAY), settings(), guild_ready_timeout=0.05)
            async with connect(again, at.server):
                reply = await at.ana.submits(form, Page="2")
                assert reply.content == client_module.UNKNOWN_PRESS
                assert reply.ephemeral


async def test_they_end(store_path, monkeypatch):
    monkeypatch.setattr(showing, "LIFETIME", timedelta(0))
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        await until(lambda: all(each["disabled"] for each in items(post)))
        monkeypatch.setattr(at.client.endings, "start", lambda *_: None)
        post = await at.asked("!deals 2024")
        reply = await at.ana.presses(post, items(post)[3]["custom_id"])
        told = await reply.next_followup()
        assert told.content.startswith(presses.ENDED)
        assert "!deals 2024" in told.content
        assert all(each["disabled"] for each in items(post))


def _held_up(at, monkeypatch) -> threading.Event:
    """Let answers wait for an event."""
    query, go_on = at.client.asking.query, threading.Event()

    def slowly(*args, **named):
        assert go_on.wait(PATIENT)
        return query(*args, **named)

    monkeypatch.setattr(at.client.asking, "query", slowly)
    return go_on


async def test_two_presses_at_once(store_path, monkeypatch):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        button = items(post)[3]["custom_id"]
        go_on = _held_up(at, monkeypatch)
        first = await at.ana.presses(post, button, wait=False)
        second = await at.ana.presses(post, button, wait=False)
        await second.settle()
        go_on.set()
        await first.settle()
        assert second.content == presses.BUSY
        assert second.ephemeral
        assert "11–20 of" in post.text


async def test_a_press_that_comes_twice_and_one_that_takes_long(store_path, monkeypatch):
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        at.server.gateway.duplicate("INTERACTION_CREATE")
        await at.ana.presses(post, items(post)[3]["custom_id"])
        assert "11–20 of" in post.text
        monkeypatch.setattr(showing, "PATIENCE", 0.05)
        go_on = _held_up(at, monkeypatch)
        wanted = _menu(post, "details")["options"][0]["value"]
        reply = await at.ana.selects(post, "Details of …", wanted, wait=False)
        await until(lambda: reply.deferred)
        go_on.set()
        await reply.settle()
        assert reply.deferred
        assert reply.ephemeral
        assert reply.embeds
        assert not at.server.refusals


async def test_what_nobody_knows_of_is_answered(store_path, monkeypatch):
    monkeypatch.setattr(client_module, "_UNKNOWN_PRESS", 0.1)
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        for each in items(post):
            each["custom_id"] = each["custom_id"].replace(":", "?")
        reply = await at.ana.presses(post, items(post)[3]["custom_id"])
        assert reply.content == client_module.UNKNOWN_PRESS
        assert reply.ephemeral


async def test_without_the_store_answers_go_without_buttons(store_path, monkeypatch):
    def full(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(views, "keep", full)
    async with scene(store_path) as at:
        post = await at.asked("!deals 2025")
        assert post.embeds
        assert not post.components


async def test_extensions_offer_actions(store_path, monkeypatch):
    monkeypatch.setattr(actions, "ACTIONS", {})
    pressed = []

    async def run(interaction, query):
        pressed.append(query)
        await interaction.response.send_message("a chart", ephemeral=True)

    async def fail(interaction, query):
        raise ZeroDivisionError

    monkeypatch.setattr(presses, "ACTIONS", actions.ACTIONS)
    async with scene(store_path) as at:
        actions.register(Action("chart", "Chart", "📊", lambda answer: answer.kind == "deals", run))
        actions.register(Action("csv", "CSV", "📄", lambda answer: True, fail))
        post = await at.asked("!deals 2025")
        reply = await at.ana.presses(post, "Chart")
        assert reply.content == "a chart"
        assert pressed[0].kind == "deals"
        assert "something went wrong" in (await at.ana.presses(post, "CSV")).content
        del actions.ACTIONS["chart"]
        assert (await at.ana.presses(post, "Chart")).content == presses.NOT_OFFERED
        assert "Chart" not in labels(await at.asked("!drug AK112"))
    with pytest.raises(ValueError, match="no name"):
        actions.register(Action("No!", "", "", lambda answer: True, run))


async def test_help_asks_more_than_there_are_buttons_for(store_path):
    async with scene(store_path) as at:
        post = await at.asked(f"{at.me} what can I ask?")
        menu = _menu(post, "ask")
        offered = {each["value"]: each["label"] for each in menu["options"]}
        buttons = labels(post)[:5]
        assert "who paid the largest upfront in 2025?" in buttons
        assert not set(buttons) & set(offered.values())
        assert "!comps PD-1xVEGF" in offered.values()
        for value, label in offered.items():
            reply = await at.ana.selects(post, menu["custom_id"], value)
            assert reply.embeds
            assert "❓" not in reply.text.splitlines()[0], label
        assert not at.server.refusals


@pytest.mark.parametrize(
    "text", ["!compare AK112 SSGJ-707", "!compare 2024 2025", "!market 2025", "!market BIOSECURE", "!drug AK112"]
)
async def test_a_chart_is_offered_only_where_there_is_one(store_path, text):
    async with scene(store_path) as at:
        post = await at.asked(text)
        assert ("Chart" in labels(post)) == (text != "!market BIOSECURE")
        if "Chart" in labels(post):
            given = (await at.ana.presses(post, "Chart")).post
            assert given
            assert given.attachments
