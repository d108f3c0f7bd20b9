"""Talking in a terminal: one conversation, until the person leaves or the input ends."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from bot.app import Readout
from bot.conversation import Conversations
from bot.i18n import N_, _
from bot.spoken import Choice, speak_as_chosen
from bot.terminal import asking
from bot.terminal.files import Talk, with_files
from bot.terminal.language import with_language
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

LEAVE = frozenset({"quit", "exit", "!quit", "!exit", ":q", "bye"})
GREETING = (
    N_("Readout: China's innovative-drug deals and readouts, with sources. Try:"),
    "  !deals 2025",
    "  !drug AK112",
    N_("  who paid the largest upfront in 2025?"),
    N_("!help shows more; quit, exit or Ctrl-D leaves."),
)


def run(readout: Readout, usual: Choice = "auto") -> int:
    """Talk until the person leaves; with input piped in, answer each line. Gives the exit status.

    ``usual`` is the language of what is in none, until another is set with ``!language``.
    """
    screen = Screen(sys.stdout)
    speak_as_chosen(usual)
    conversations, key = Conversations(readout), "terminal"
    kept = Talk(partial(conversations.before, key), partial(conversations.remember, key))
    ask = with_language(with_files(readout, partial(conversations.ask, key), kept), usual)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from bot.terminal.prompt import open_prompt  # noqa: PLC0415  a pipe needs no line editing, and starts faster

        return talk(ask, screen, open_prompt())
    asking.answer_in_text(ask, spoken(asking.lines(sys.stdin.buffer)), screen)
    return 0


def spoken(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines on which something is said, up to the one that takes leave."""
    for line in lines:
        if line.strip().lower() in LEAVE:
            return
        if line.strip():
            yield line


def talk(ask: asking.Ask, screen: Screen, prompt: "PromptSession[str]") -> int:
    """Greet, then ask and answer by turns."""
    for line in GREETING:
        screen.say(_(line))
    for text in spoken(typed(prompt.prompt, screen)):
        try:
            screen.show(asking.answer(ask, text).page)
        except KeyboardInterrupt:
            screen.say(_("stopped"))
        screen.blank()
        screen.flush()
    return 0


def typed(read: Callable[[], str], screen: Screen) -> Iterator[str]:
    """Give what is typed, line by line. Ctrl-C clears the line, twice in a row it leaves, as does Ctrl-D."""
    stopped_before = False
    while True:
        try:
            line = read()
        except EOFError:
            return
        except KeyboardInterrupt:
            if stopped_before:
                return
            stopped_before = True
            screen.say(_("Ctrl-C once more leaves"))
            continue
        stopped_before = False
        yield line
