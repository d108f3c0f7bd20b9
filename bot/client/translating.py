"""What Discord shows of the commands, in the languages that there are catalogues of; their names stay the same everywhere."""

from typing import Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot import spoken
from bot.i18n import _, speaking, word

#: Discord's limit on descriptions.
_LONGEST = 100
_NAMES = (Where.command_name, Where.group_name, Where.parameter_name)


class CatalogueTranslator(app_commands.Translator):
    """Looks texts up in the catalogues; Discord shows the English where this gives None."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Translate a description, the name of a choice or an entry of the menu of a message."""
        language = spoken.of_locale(locale.value)
        if language == "auto" or (context.location in _NAMES and not _is_menu(context.data)):
            return None
        with speaking(language):
            of_choice = context.location is Where.choice_name
            said = word(string.message) if of_choice else _(string.message)
            said = _(string.message) if said == string.message else said
        return None if said == string.message else said[:_LONGEST]


def _is_menu(thing: Any) -> bool:  # noqa: ANN401  whatever is translated
    return isinstance(thing, app_commands.ContextMenu)
