"""Sources, best first: what a company or regulator published itself, then known press, then the rest."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from bot.answers.times import spelled
from bot.i18n import _
from db.models import Source

#: At most so many sources stand under an answer in chat; all of them are a command away.
SHOWN = 3

#: Whose pages are what, by the end of the host name; what is named nowhere comes last.
_RELEASES = (
    "prnewswire.com",
    "globenewswire.com",
    "businesswire.com",
    "sec.gov",
    "hkexnews.hk",
    "investegate.co.uk",
    "londonstockexchange.com",
    "cninfo.com.cn",
    "jnj.com",
    "remegen.com",
    "sanegenebio.com",
    "argobiopharma.com",
    "cstonepharma.com",
    "wuxibiologics.com",
    "wuxixdc.com",
    "wuxiapptec.com",
    "hspharm.com",
    "keymedbio.com",
    "iasobio.com",
    "hillgene.com",
    "dualitybiologics.com",
    "chiesi.com",
    "inno-n.com",
    "smmttx.com",
    "akesobio.com",
    "pfizer.com",
    "merck.com",
    "msdclinicaltrials.com",
    "merckclinicaltrials.com",
    "jnjmedicalconnect.com",
)
_REGULATORS = (
    "fda.gov",
    "nmpa.gov.cn",
    "cde.org.cn",
    "ema.europa.eu",
    "clinicaltrials.gov",
    "gov.cn",
    "gov.uk",
    "hra.nhs.uk",
    "congress.gov",
    "nih.gov",
)
_KNOWN_PRESS = (
    "fiercebiotech.com",
    "fiercepharma.com",
    "endpts.com",
    "biospace.com",
    "bioworld.com",
    "biocentury.com",
    "statnews.com",
    "reuters.com",
    "bloomberg.com",
    "bnnbloomberg.ca",
    "ft.com",
    "nikkei.com",
    "caixinglobal.com",
    "yicaiglobal.com",
    "scmp.com",
    "chinadaily.com.cn",
    "pharmaphorum.com",
    "thepharmaletter.com",
    "oncologypipeline.com",
    "pharmaceutical-technology.com",
    "clinicaltrialsarena.com",
    "genengnews.com",
    "pharmtech.com",
    "ascopost.com",
    "nasdaq.com",
    "1stoncology.com",
    "precisionmedicineonline.com",
    "businesstimes.com.sg",
    "business-standard.com",
    "pmlive.com",
    "36kr.com",
    "flcube.com",
    "biospectrumasia.com",
    "stocktitan.net",
)
_RANKS: tuple[tuple[str, ...], ...] = (_RELEASES, _REGULATORS, _KNOWN_PRESS)
_RELEASE_PATHS = ("press-release", "pressrelease", "bizwire", "prnews", "newsrelease")


def rank(source: Source) -> int:
    """Give the class of a source: 0 company release or filing, 1 regulator or registry, 2 known press, 3 the rest."""
    if source.url.startswith("urn:"):
        return 2
    parts = urlsplit(source.url)
    host = (parts.hostname or "").removeprefix("www.")
    for place, hosts in enumerate(_RANKS):
        if any(host == each or host.endswith(f".{each}") for each in hosts):
            is_release = place == 2 and any(word in parts.path.casefold() for word in _RELEASE_PATHS)
            return 0 if is_release else place
    return 3


def ranked(sources: Sequence[Source]) -> list[Source]:
    """Order sources by class, within a class as they were given."""
    return sorted(sources, key=rank)


def cite(source: Source) -> str:
    """Name a source in a few words: who published it, and when if that is known."""
    name = source.publisher or urlsplit(source.url).hostname or source.url
    return f"{name}, {spelled(source.published)}" if source.published else name


def footer(sources: Sequence[Source], command_id: str, as_of: date) -> str:
    """Give the line under an answer: the best sources, how to see all, and the day that the answer speaks of."""
    names = list(dict.fromkeys(cite(source) for source in sources))
    shown = [f"{number} {name}" for number, name in enumerate(names[:SHOWN], start=1)]
    more = len(sources) - len(shown)
    parts = []
    if shown:
        sources_said = _("Sources: {names}", names=" · ".join(shown))
        parts.append(f"{sources_said} {_('… and {count:,} more', count=more)}" if more else sources_said)
    if more and command_id:
        parts.append(_("all: {command}", command=f"!sources {command_id}"))
    parts.append(_("as of {day}", day=as_of))
    return "   ".join(parts)
