"""What somebody types after !digest: "weekly mon 08:30", "daily 08:30 tz Europe/London", "off", 每周 周五 17:00."""

import re

from bot.i18n import _
from bot.reminders.errors import RefusedError

EVERY: dict[str, str] = {
    "weekly": "weekly",
    "daily": "daily",
    "off": "off",
    "每周": "weekly",
    "每天": "daily",
    "每日": "daily",
    "关闭": "off",
    "停止": "off",
}
#: Monday is 0.
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"(?<!\w)(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?!\w)|(?:周|星期)([一二三四五六日天])",
    re.IGNORECASE,
)
_CHINESE_DAYS = "一二三四五六日"


def read(text: str) -> tuple[str, int, str]:
    """Give how often ("weekly", "daily" or "off"), the weekday, and what else was said: the time of day, the time zone.

    Raises:
        RefusedError: it does not say how often.
    """
    said = text.strip().casefold()
    word = next((word for word in EVERY if said.startswith(word)), None)
    if word is None:
        raise RefusedError(_("say how often: !digest weekly mon 08:30, !digest daily 08:30, or !digest off"))
    rest = text.strip()[len(word) :]
    match = _DAY.search(rest)
    if match is None:
        return EVERY[word], 0, rest
    chinese = (match[2] or "").replace("天", "日")
    day = _CHINESE_DAYS.index(chinese) if chinese else DAYS.index(match[1][:3].lower())
    return EVERY[word], day, f"{rest[: match.start()]} {rest[match.end() :]}"
