"""Words in a row: "EGFR-mutated non-squamous NSCLC" is EGFR突变非鳞状NSCLC, word for word, codes as they are."""

import re
from collections.abc import Mapping

#: A code has a capital or a digit in it and is no name of a person or place: NSCLC, 2L+, PD-(L)1, TPS>=1%.
_CODE = re.compile(r"(?=\S*[A-Z0-9])(?!\(?[A-Z][a-z]{2,}\b)[A-Za-z0-9(<>][A-Za-z0-9()<>=%.:+±'-]*")
_JOINTS = ("+/-", "/", "+", "-")
_CHINESE = re.compile(r"[\u3400-\u9fff（）。，、]")


class Run:
    """Reads a row of terms and codes; a term that begins with a hyphen is set behind a code: "-mutated" is 突变."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = terms
        words = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
        self._term = re.compile(rf"(?:{words})(?![A-Za-z])")
        endings = "|".join(map(re.escape, (each for each in terms if each.startswith("-"))))
        self._ending = re.compile(rf"(?:{endings})(?![A-Za-z])") if endings else None

    def __call__(self, text: str) -> str | None:
        """Say a row of words; None if there is one that is neither a term nor a code."""
        said, place = "", 0
        while place < len(text):
            found = self._next(text, place)
            if found is None:
                return None
            part, end = found
            joint = "" if part[:1] and said and _closes(said[-1], part[0]) else " "
            said = f"{said}{joint if text[place - 1 : place] == ' ' else ''}{part}"
            place = end
            while place < len(text) and text[place] == " ":
                place += 1
        return said or None

    def _next(self, text: str, place: int) -> tuple[str, int] | None:
        if match := self._term.match(text, place):
            return self._terms[match.group()], match.end()
        if place:
            for joint in _JOINTS:
                if text.startswith(joint, place):
                    return joint.replace("+/-", "±"), place + len(joint)
        match = _CODE.match(text, place)
        if match is None:
            return None
        code = match.group()
        ending = next((each for each in self._ending.finditer(code)), None) if self._ending else None
        if ending:
            code = code[: ending.start()]
        return (code, place + len(code)) if code else None


def _closes(before: str, after: str) -> bool:
    """Tell whether two parts stand together without a blank, as Chinese does beside anything."""
    return bool(_CHINESE.match(before) or _CHINESE.match(after))
