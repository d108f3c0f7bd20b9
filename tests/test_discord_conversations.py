"""Conversations on Discord: replies and what is said next go on from an answer, as in the terminal; corrections change it."""

from datetime import timedelta

from bot.client import messages
from tests.discord_support import items, labels, scene

WHICH = "!deals Merck 2024"


async def test_a_question_back_is_answered_by_a_reply(store_path):
    async with scene(store_path) as at:
        for said in ("1", "Merck & Co", "the first", "默沙东"):
            back = await at.asked(WHICH)
            assert "Merck KGaA" in back.text
            await at.ana.says(at.general, said, reply_to=back)
            text = (await at.general.next_post()).text
            assert "Deals — 2024 · Merck & Co" in text or "交易 — 2024年 · 默沙东" in text, said
        assert not at.server.refusals


async def test_a_question_back_may_be_pressed_and_gone_on_from(store_path):
    async with scene(store_path) as at:
        back = await at.asked(f"{at.me} how many deals did Merck do in 2024?")
        reply = await at.ana.presses(back, items(back)[0]["custom_id"])
        assert "4 deals" in (reply.post or back).text
        assert "CN201" in (await at.asked(f"{at.me} which ones?")).text


async def test_a_nod_answers_a_question_back_that_offers_one_thing(store_path):
    async with scene(store_path) as at:
        back = await at.asked(f"{at.me} preclinical ADC deals in 2025")
        await at.ana.says(at.general, "yes", reply_to=back)
        assert "16 deals" in (await at.general.next_post()).text
        await at.ana.says(at.general, "thanks", reply_to=back)
        await at.general.silent_for()


async def test_each_person_has_a_conversation_in_each_channel(store_path):
    async with scene(store_path) as at:
        ben, other = at.server.guild("Team").member("ben"), at.server.guild("Team").text_channel("other")
        await at.asked(f"{at.me} what is AK112?")
        assert "Summit" in (await at.asked(f"{at.me} who has the US rights?")).text
        await ben.says(at.general, f"{at.me} who has the US rights?")
        assert "Summit" not in (await at.general.next_post()).text
        await at.ana.says(other, f"{at.me} who has the US rights?")
        assert "Summit" not in (await other.next_post()).text


async def test_show_all_turns_like_pages(store_path):
    async with scene(store_path) as at:
        await at.asked("!deals 2025")
        await at.asked(f"{at.me} only ADCs")
        post = await at.asked(f"{at.me} show all")
        assert "1–10 of 16" in post.text
        await at.ana.presses(post, next(b["custom_id"] for b in items(post) if b["custom_id"].startswith("a:next:")))
        assert "11–16 of 16" in post.text


async def test_a_reply_to_an_older_answer_goes_on_from_that(store_path):
    async with scene(store_path) as at:
        old = await at.asked("!deals 2024 ADC")
        await at.asked("!drug AK112")
        await at.ana.says(at.general, "what's the median?", reply_to=old)
        assert "Median upfront: $47M, disclosed for 8 of 14" in (await at.general.next_post()).text


async def test_replies_go_on_from_what_they_answer(store_path):
    async with scene(store_path) as at:
        first = await at.asked("!deals 2025")
        await at.asked("!drug AK112")
        await at.ana.says(at.general, "and in 2024?", reply_to=first)
        post = await at.general.next_post()
        assert post.text.splitlines()[0].endswith("2024")
        ben = at.server.guild("Team").member("ben")
        await ben.says(at.general, "only ADC", reply_to=post)
        assert "ADC" in (await at.general.next_post()).text.splitlines()[0]
        await ben.says(at.general, "thanks!", reply_to=post)
        said = await ben.says(at.general, "who?")
        await ben.says(at.general, "and in 2023?", reply_to=said)
        await at.general.silent_for(0.3)


async def test_an_edit_changes_the_answer_in_place(store_path):
    async with scene(store_path) as at:
        said = await at.ana.says(at.general, "!deal")
        post = await at.general.next_post()
        assert "say which" in post.content
        await at.ana.edits(said, "!deal 3SBio Pfizer")
        await post.next_edit()
        assert "3SBio" in post.text
        assert post.content == ""
        await at.ana.edits(said, "!deals 2025")
        await post.next_edit()
        assert "1 / 9" in labels(post)
        await at.ana.edits(said, "!deals")
        await post.next_edit()
        await at.ana.edits(said, "never mind")
        await at.general.silent_for(0.3)
        ask = await at.ana.says(at.general, f"{at.me} what is AK112?")
        post = await at.general.next_post()
        await at.ana.edits(ask, f"{at.me} what is SKB264?")
        await post.next_edit()
        assert "SKB264" in post.text


async def test_a_late_edit_is_left_alone(store_path, monkeypatch):
    monkeypatch.setattr(messages, "EDITED_WITHIN", timedelta(seconds=-1))
    async with scene(store_path) as at:
        said = await at.ana.says(at.general, "!drug AK112")
        post = await at.general.next_post()
        await at.ana.edits(said, "!drug SKB264")
        await at.general.silent_for(0.3)
        assert "AK112" in post.text
