"""Conversations on Discord: replies and what is said next in the channel go on from an answer, as in the terminal."""

from tests.discord_support import items, scene

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
