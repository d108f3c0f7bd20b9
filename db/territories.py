"""Which places the territory of a deal takes in: "worldwide ex Asia (Japan included)", "US, Canada, Europe"."""

import re

#: What stands in a territory for a place, besides its own name.
_NAMES = {
    "US": ("US", "USA", "United States", "North America"),
    "EU": ("EU", "EEA", "Europe", "European"),
    "Europe": ("EU", "EEA", "Europe", "European"),
    "UK": ("UK", "United Kingdom", "Europe"),
    "Canada": ("Canada", "North America"),
    "South Korea": ("South Korea", "Korea"),
}
_INCLUDED = re.compile(r"\(([^()]*) included\)")


def covers(territory: str, place: str) -> bool:
    """Tell whether rights for a territory are rights for a place; a territory that is not known covers nothing."""
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, _NAMES.get(place, (place,))))})\b", re.IGNORECASE)
    if any(named.search(included) for included in _INCLUDED.findall(territory)):
        return True
    granted, _, left_out = _INCLUDED.sub("", territory).partition(" ex ")
    if named.search(left_out):
        return False
    return granted.startswith("worldwide") or named.search(granted) is not None
