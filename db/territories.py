"""Which places the territory of a deal takes in: "worldwide ex Asia (Japan included)", "US, Canada, Europe"."""

import re
from functools import lru_cache

#: What stands in a territory for a place, besides its own name.
_NAMES = {
    "US": ("US", "USA", "United States", "North America"),
    "EU": ("EU", "EEA", "Europe", "European"),
    "Europe": ("EU", "EEA", "Europe", "European"),
    "UK": ("UK", "United Kingdom", "Europe"),
    "Canada": ("Canada", "North America"),
    "South Korea": ("South Korea", "Korea"),
}
_ASIDE = re.compile(r"\([^()]*\)")
_INCLUDED = re.compile(r"\(([^()]*) included\)")


@lru_cache(maxsize=10_000)
def covers(territory: str, place: str) -> bool:
    """Tell whether rights for a territory are rights for a place; a territory that is not known covers nothing."""
    named = _named(place)
    if any(named.search(included) for included in _INCLUDED.findall(territory)):
        return True
    granted, _, left_out = _INCLUDED.sub("", territory).partition(" ex ")
    if named.search(left_out):
        return False
    return granted.startswith("worldwide") or named.search(granted) is not None


@lru_cache(maxsize=10_000)
def is_only(territory: str, place: str) -> bool:
    """Tell whether rights for a territory are rights for one place and no other."""
    return _named(place).fullmatch(_ASIDE.sub("", territory).strip()) is not None


def _named(place: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _NAMES.get(place, (place,))))})\b", re.IGNORECASE)
