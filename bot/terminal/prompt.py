"""The line that is typed into: editing, history and completion of commands."""

from collections.abc import Iterable, Iterator
from typing import Any

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.language.commands import COMMANDS, FILES, Command, Tool

OFFERED: tuple[Command | Tool, ...] = (*COMMANDS, *FILES)


class CommandCompleter(Completer):
    """Completes the name of a command, at the start of a line, with or without its sign."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        """Give the commands that begin like what is typed so far."""
        typed = document.text_before_cursor.lstrip()
        if typed and " " not in typed:
            yield from self._starting_with(typed)

    def _starting_with(self, typed: str) -> Iterator[Completion]:
        start = typed.removeprefix("!").lower()
        for command in OFFERED:
            if command.name.startswith(start) and (start or typed == "!"):
                yield Completion(f"!{command.name} ", -len(typed), f"!{command.name}", command.summary)


def open_prompt(**terminal: Any) -> PromptSession[str]:  # noqa: ANN401  whatever prompt_toolkit takes for its streams
    """Make the prompt; ``terminal`` can name other streams than the process's own."""
    return PromptSession(
        "› ",
        history=_history(),
        completer=CommandCompleter(),
        complete_while_typing=True,
        auto_suggest=AutoSuggestFromHistory(),
        **terminal,
    )


def _history() -> History:
    """Open what was typed in earlier talks, where a file can be kept for it."""
    file = user_state_path("readout", appauthor=False) / "chat-history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
