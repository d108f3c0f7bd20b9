"""Putting a server's scheduled events in step with firm dates: reads what is there, carries out the plan."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import discord

from bot.answers.wording import clauses, plural
from bot.calendars.entries import Entry
from bot.calendars.publish import Action, Cancel, Create, Draft, Move, Plan, Published, plan
from bot.client.errors import ToldError
from bot.i18n import N_, _

NOT_ALLOWED = N_("that needs the permission Manage Events")
I_MAY_NOT = N_("I may not make events here: that needs the permission Create Events")
_IN_STEP = N_("the server's events are in step with the firm dates already")
_SAID = {Create: N_("{events} created"), Move: N_("{events} moved"), Cancel: N_("{events} cancelled")}


def must_be_allowed(person: discord.abc.User, guild: discord.Guild) -> None:
    """Make sure that a person may have events made here, and the bot make them.

    Raises:
        ToldError: one of them may not.

    """
    if not isinstance(person, discord.Member) or not person.guild_permissions.manage_events:
        raise ToldError(_(NOT_ALLOWED))
    if not guild.me.guild_permissions.create_events:
        raise ToldError(_(I_MAY_NOT))


async def put_in_step(guild: discord.Guild, entries: Sequence[Entry], today: date, zone: ZoneInfo) -> str:
    """Create, move and cancel events; gives in a sentence what was done."""
    events = {event.id: event for event in await guild.fetch_scheduled_events(with_counts=False)}
    now = max(datetime.combine(today, time(), zone), datetime.now(zone))
    made = plan(entries, [_published(event, guild) for event in events.values()], now)
    for action in made.actions:
        await _carry_out(guild, events, action)
    return _told(made)


def _published(event: discord.ScheduledEvent, guild: discord.Guild) -> Published:
    # A marker in an event of somebody else is a copy of ours, and theirs to keep.
    own = event.creator_id == guild.me.id
    return Published(
        id=event.id,
        name=event.name,
        description=(event.description or "") if own else "",
        start=event.start_time,
        end=event.end_time,
        location=event.location or "",
        is_running=event.status is not discord.EventStatus.scheduled,
    )


async def _carry_out(guild: discord.Guild, events: dict[int, discord.ScheduledEvent], action: Action) -> None:
    if isinstance(action, Cancel):
        await events[action.event].delete(reason=action.why)
    elif isinstance(action, Move):
        draft = action.draft
        await events[action.event].edit(
            name=draft.name,
            description=draft.description,
            start_time=draft.start,
            end_time=draft.end,
            location=draft.location,
        )
    else:
        await _create(guild, action.draft)


async def _create(guild: discord.Guild, draft: Draft) -> None:
    await guild.create_scheduled_event(
        name=draft.name,
        description=draft.description,
        start_time=draft.start,
        end_time=draft.end,
        location=draft.location,
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
    )


def _told(made: Plan) -> str:
    counted = Counter(_SAID[type(action)] for action in made.actions)
    parts = [_(done, events=plural(count, "event")) for done, count in counted.items()]
    if made.no_room:
        parts.append(_("{count:,} found no room: a server has at most 100 events", count=made.no_room))
    return clauses(parts) or _(_IN_STEP)
