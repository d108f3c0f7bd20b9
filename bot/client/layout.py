"""What stands under an answer: pages, details of its rows, menus for sorting and filtering, what else can be done with it."""

from collections.abc import Iterator

import discord

from bot.client import actions
from bot.client.asked import ANY
from bot.client.asking import Ready
from bot.client.errors import View
from bot.client.facets import DATED, FACETS_OF, SORTS, Facet
from bot.client.items import OPTION_TEXT, OPTIONS, Choose, Press, Pressed, button, cut, menu
from bot.i18n import N_, _, speaking
from bot.render.markdown import plain

#: So many suggestions become buttons.
SUGGESTIONS = 5
#: How many rows the menus of a list may be sorted and filtered from.
_WORTH_FILTERING = 2

PLACEHOLDERS: dict[Facet, str] = {
    "sort": N_("Sort by"),
    "year": N_("Any year"),
    "modality": N_("Any modality"),
    "partner": N_("Any partner"),
    "kind": N_("Any kind"),
    "phase": N_("Any phase"),
    "state": N_("Expected or reached"),
    "metric": N_("Any metric"),
    "subject": N_("Any subject"),
    "record": N_("Any kind of record"),
}

_PRIMARY = discord.ButtonStyle.primary


def under(ready: Ready, *, private: bool = False) -> View | None:
    """Lay out what stands under an answer, None if nothing does; ``private``: only one person sees the answer.

    It speaks the language of the answer. To be called in a running loop.
    """
    if ready.key is None:
        return None
    with speaking(ready.page.language):
        return _laid(ready, private=private)


def _laid(ready: Ready, *, private: bool) -> View | None:
    rows = _menus(ready) if ready.options is not None else _usual(ready, private=private)
    view = View(timeout=None)
    for number, row in enumerate(row for row in rows if row):
        for item in row:
            item.row = number
            view.add_item(item)
    return view if view.children else None


def _usual(ready: Ready, *, private: bool) -> Iterator[list[Press | Choose]]:
    yield _pages(ready)
    yield _details(ready)
    yield _suggestions(ready)
    if not _pages(ready):  # a message has five rows
        yield _more_suggestions(ready)
    yield _further(ready)
    yield _besides(ready, private=private)


def _press(ready: Ready, name: str, about: object = "") -> Pressed:
    return Pressed(name, ready.key or "", str(about))


def _pages(ready: Ready) -> list[Press | Choose]:
    last = ready.pages - 1
    if not last:
        return []
    at = ready.number
    return [
        button(_press(ready, "first"), "", emoji="⏮️", disabled=at == 0),
        button(_press(ready, "back", max(at - 1, 0)), "", emoji="◀️", disabled=at == 0),
        button(_press(ready, "jump", ready.pages), f"{at + 1:,} / {ready.pages:,}"),
        button(_press(ready, "next", min(at + 1, last)), "", emoji="▶️", disabled=at == last),
        button(_press(ready, "last", last), "", emoji="⏭️", disabled=at == last),
    ]


def _details(ready: Ready) -> list[Press | Choose]:
    options: dict[str, discord.SelectOption] = {}
    for section in ready.page.sections:
        table = section.table
        of_lines = ((line.about, (line.text, line.label)) for line in section.lines if line.about)
        of_rows = zip(table.keys, table.rows, strict=True) if table and table.keys else ()
        for (entity, id_), row in (*of_lines, *of_rows):
            value = f"{entity}:{id_}"
            if len(value) <= OPTION_TEXT and value not in options:
                cells = [shown for cell in row if (shown := plain(cell))]
                rest = cut(" · ".join(cells[1:]), OPTION_TEXT)
                options[value] = discord.SelectOption(
                    label=cut(cells[0] if cells else id_, OPTION_TEXT), value=value, description=rest or None
                )
    if not options:
        return []
    return [menu(_press(ready, "details", ready.number), _("Details of …"), list(options.values()))]


def _suggestions(ready: Ready) -> list[Press | Choose]:
    return [button(_press(ready, "ask", place), plain(each)) for place, each in _suggested(ready)[:SUGGESTIONS]]


def _more_suggestions(ready: Ready) -> list[Press | Choose]:
    """Offer in a menu what found no room as a button."""
    options = [
        discord.SelectOption(label=cut(plain(each), OPTION_TEXT), value=str(place))
        for place, each in _suggested(ready)[SUGGESTIONS:]
    ]
    return [menu(_press(ready, "ask"), _("More to ask …"), options)] if options else []


def _suggested(ready: Ready) -> list[tuple[int, str]]:
    return [(place, each) for place, each in enumerate(ready.answer.suggestions) if plain(each) and "…" not in each]


def _further(ready: Ready) -> list[Press | Choose]:
    row: list[Press | Choose] = []
    answer, asked = ready.answer, ready.asked
    if answer.query.kind in FACETS_OF and (asked.chosen or ready.pages > 1 or len(answer.rows) >= _WORTH_FILTERING):
        row.append(button(_press(ready, "menus", ready.number), _("Sort and filter"), emoji="🎚️"))
    row += [
        button(_press(ready, "do", name), _(action.label), emoji=action.emoji)
        for name in ready.actions
        if (action := actions.ACTIONS.get(name))
    ]
    return row


def _besides(ready: Ready, *, private: bool) -> list[Press | Choose]:
    """Lay out what is said of the whole answer: as of which day, and whether others may see it."""
    row: list[Press | Choose] = []
    answer, chosen = ready.answer, ready.asked.chosen.get("asof")
    if answer.query.kind in DATED and (answer.rows or chosen):
        label = _("as of {day}", day=chosen) if chosen else _("As of …")
        row.append(button(_press(ready, "asof"), label, emoji="🕰️"))
    if private and answer.rows:
        row.append(button(_press(ready, "share", ready.number), _("Share to channel"), emoji="📣", style=_PRIMARY))
    return row


def _menus(ready: Ready) -> Iterator[list[Press | Choose]]:
    options = dict(ready.options or {})
    if ready.answer.query.kind == "deals" and ready.answer.query.want == "overview":
        yield [_facet(ready, "sort", [(value, _(label)) for value, label in SORTS.items()], ready.answer.query.sort)]
    for facet, found in options.items():
        chosen = ready.asked.chosen.get(facet)
        if chosen or len(found) >= _WORTH_FILTERING:
            yield [_facet(ready, facet, [(ANY, _(PLACEHOLDERS[facet])), *found], chosen)]
    last: list[Press | Choose] = [button(_press(ready, "done"), _("Done"), emoji="✅", style=_PRIMARY)]
    if ready.asked.chosen:
        last.append(button(_press(ready, "reset"), _("Reset"), emoji="↩️"))
    yield last


def _facet(ready: Ready, facet: Facet, found: list[tuple[str, str]], chosen: str | None) -> Choose:
    shown = [(value, label) for value, label in found if value and len(value) <= OPTION_TEXT][:OPTIONS]
    if (
        chosen and chosen not in dict(shown) and len(chosen) <= OPTION_TEXT
    ):  # nothing fits it any more, or it is a rare one
        shown = [*shown[: OPTIONS - 1], (chosen, dict(found).get(chosen, chosen))]
    options = [
        discord.SelectOption(label=cut(plain(label), OPTION_TEXT) or value, value=value, default=value == chosen)
        for value, label in shown
    ]
    return menu(_press(ready, facet), _(PLACEHOLDERS[facet]), options)
