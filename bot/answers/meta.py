"""Answers about Readout itself: help, about, and what could not be answered."""

from bot.answers.context import Context, Found
from bot.answers.page import Line, Page, Section
from bot.i18n import N_, _, word
from bot.language.commands import COMMAND_OF, COMMANDS, FILES, OF_THE_TALK, ON_DISCORD, TOOL_OF, Command, Tool
from bot.language.query import Query
from db.queries import deals, milestones, things

_QUESTIONS = (
    N_("who paid the largest upfront in 2025?"),
    N_("has AK112 been approved in China?"),
    N_("what is expected in H1 2027?"),
    "2025年首付款最高的三笔交易",
)


def help_(_context: Context, query: Query) -> Found:
    """Show all commands, or one with its examples."""
    if command := COMMAND_OF.get(query.words) or TOOL_OF.get(query.words):
        # The examples of a tool are no questions: no button can ask them.
        suggestions = [f"!{example}" for example in command.examples if isinstance(command, Command)]
        return Found("help", _of_one(command), suggestions=suggestions)
    commands = tuple(Line(_(each.summary), f"!{each.name}") for each in COMMANDS)
    commands += tuple(Line(_(each.summary), f"!{each.name}") for each in OF_THE_TALK)
    files = tuple(Line(_(each.summary), f"!{each.name}") for each in FILES)
    on_discord = tuple(Line(_(each.summary), f"!{each.name}") for each in ON_DISCORD)
    questions = tuple(Line(_(each)) for each in _QUESTIONS)
    page = Page(
        "help",
        _("Readout answers questions about deals, drugs, trials and milestones of China's innovative drugs"),
        (_("Type a command, or ask in your own words, in English or Chinese."),),
        (
            Section(_("Commands"), commands),
            Section(_("Pictures and files"), files),
            Section(_("On Discord besides"), on_discord),
            Section(_("Questions"), questions),
        ),
        footer=_("!help deals shows what can stand after !deals"),
    )
    examples = [f"!{each.examples[0]}" for each in COMMANDS if each.examples]
    return Found("help", page, suggestions=[*examples[:3], *map(_, _QUESTIONS), *examples[3:]])


def _of_one(command: Command | Tool) -> Page:
    lines = tuple(Line(f"!{example}") for example in command.examples)
    words = f"!{command.name} {f'<{_(command.words)}>' if command.words else ''}".strip()
    aliases = tuple(Line(f"!{alias}") for alias in command.aliases)
    sections = tuple(Section(title, found) for title, found in ((_("Examples"), lines), (_("Also"), aliases)) if found)
    return Page("help", words, (_(command.summary),), sections, footer=_("!help lists all commands"))


def about(context: Context, _query: Query) -> Found:
    """Say what Readout is, how much it holds and up to when."""
    counts = things.holdings(context.db)
    deal_end, news_end = deals.coverage_end(context.db), milestones.coverage_end(context.db)
    held = tuple(Line(f"{count:,}", word(name.replace("_", " "))) for name, count in counts.items())
    until = (
        Line(str(deal_end or "–"), _("newest deal")),
        Line(str(news_end or "–"), _("newest milestone news")),
    )
    page = Page(
        "help",
        _("About Readout"),
        (
            _(
                "Deals, drugs, trials, milestones and market figures of China's innovative drugs, each with its sources."
            ),
            _("It reports what the store holds, says who asserted it, and says so when it does not know."),
        ),
        (Section(_("In the store"), held), Section(_("Up to"), until)),
        footer=_("as of {day}", day=context.today),
    )
    return Found("about", page)


def unanswered(context: Context, query: Query) -> Found:
    """Say why a question is not answered, and what could be asked."""
    message = query.message[:1].upper() + query.message[1:] if query.message else _("That was not understood")
    ending = "" if message.endswith(("?", ".", "!", "？", "。")) else _(".")
    lines = tuple(Line(each) for each in query.suggestions)
    page = Page(
        "question",
        message + ending,
        (),
        (Section(_("Try"), lines),) if lines else (),
        footer=_("as of {day}", day=context.today),
    )
    return Found(query.kind, page, suggestions=query.suggestions)
