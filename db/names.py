"""What a thing is called: the one table through which every name is looked up.

Names meet by their key, in which case, width, hyphens, blanks and the choice between traditional and simplified
characters do not matter: AK112, ak-112, "AK 112" and ＡＫ１１２ share one.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from sqlite_utils import Database

from db.rows import chunks, marks

_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ε": "epsilon"})
_NOT_IN_KEY = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

#: GB 2312 has the simplified characters, and these few besides that are written otherwise, alone or in some words.
_TRADITIONAL = re.compile(
    "[乾吒夥後徵拚捱摺於榘渖甯菸薹谘醣醯钜锺镟馀麴麽著]|么[九二元半叔喝女妹姓姨娘子弟正氏爸爹篇舅蛾]|[六姓老]么|"
    "[候反回待批盼答重]覆|覆[查核]|沈[船重默]|藉[助口手故此由端]|薰[心沐陶香]"
)

#: How near a name must be to what was typed to be offered, of 100.
NEAR = 70.0
#: How many names that share letters with the typed one are compared with it, and as many that begin like it.
_COMPARED = 200
#: What is typed, if longer than this, is cut into so many pieces.
_SHORT, _PIECES = 12, 4
#: No name is longer than this by much; what is typed beyond it is not compared.
_LONGEST_COMPARED = 64
#: How near a short Chinese name must be instead: two characters of four, or one of two, are shared.
_NEAR_CHINESE = 50.0
_SHORT_CHINESE = 6

#: Words that stand in company names and that people leave out; the longest first: "Biopharma" goes before "Pharma".
_COMPANY_WORDS = (
    r"(?:& co|kgaa|inc\.?|ltd\.?|group|holdings?|biopharmaceuticals?|biopharma|biosciences?|biotechnolog(?:y|ies)|"
    r"biotherapeutics|biotherapeutix|biologics?|biotech|bio|pharmaceuticals?|pharma|therapeutics|medicines?|oncology|"
    r"sciences?|technolog(?:y|ies)|laboratories|labs?)"
)
_COMPANY_TAIL = re.compile(rf"(?:[\s,-]+{_COMPANY_WORDS})+$", re.IGNORECASE)
_CHINESE_TAIL = re.compile(r"(?:生物制药|生物医药|生物技术|生物科技|制药|医药|药业|生物|集团|控股|科技|股份)+$")


def has_cjk(text: str) -> bool:
    """Tell whether the text has a Chinese character."""
    return _CJK.search(text) is not None


def _may_be_traditional(text: str) -> bool:
    try:
        "".join(_CJK.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return _TRADITIONAL.search(text) is not None


@functools.lru_cache(maxsize=4096)
def simplify(text: str) -> str:
    """Write traditional characters as simplified ones; other text is returned as it is."""
    if not _may_be_traditional(text):
        return text
    import zhconv  # noqa: PLC0415  its tables take a tenth of a second to load, and most texts need none

    return str(zhconv.convert(text, "zh-hans"))


def key(text: str) -> str:
    """Give the form of a name in which spelling variants meet; empty for text without a letter or digit."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_GREEK)
    return _NOT_IN_KEY.sub("", simplify(folded))


def short_company_names(name: str) -> Iterable[str]:
    """Give what people say for a company's full name: LaNova for LaNova Medicines, 恒瑞 for 恒瑞医药."""
    pattern, least = (_CHINESE_TAIL, 2) if has_cjk(name) else (_COMPANY_TAIL, 4)
    short = pattern.sub("", name)
    if short != name and len(short) >= least:
        yield short


@dataclass(frozen=True, slots=True)
class Named:
    """A name and what it names; ``field`` says which kind of name it is (code, alias, short …)."""

    entity_type: str
    entity_id: str
    field: str
    text: str
    key: str


def _named(row: dict[str, str]) -> Named:
    return Named(row["entity_type"], row["entity_id"], row["field"], row["text"], row["key"])


def find(db: Database, keys: Collection[str]) -> dict[str, list[Named]]:
    """Look up names by key: for each key that names something, all that it names, each once."""
    found: dict[str, list[Named]] = {}
    for part in chunks(list(keys)):
        rows = db.query(
            "SELECT entity_type, entity_id, min(field) AS field, text, key FROM name "
            f"WHERE key IN ({marks(part)}) "
            "GROUP BY key, entity_type, entity_id ORDER BY key, entity_type, entity_id",
            part,
        )
        for row in rows:
            found.setdefault(row["key"], []).append(_named(row))
    return found


def names_of(db: Database, entity_type: str, entity_id: str) -> list[Named]:
    """Give every name that a thing has, as recorded."""
    rows = db.query(
        "SELECT * FROM name WHERE entity_type = ? AND entity_id = ? ORDER BY field, position",
        [entity_type, entity_id],
    )
    return [_named(row) for row in rows]


def nearest(db: Database, text: str, *, types: Collection[str], limit: int = 3) -> list[Named]:
    """Give the things whose names are nearest to what was typed, nearest first, each thing once; empty if none is near.

    Only names that share a run of letters with the text are compared, so the cost does not grow with the number of
    names.
    """
    wanted = key(text)[:_LONGEST_COMPARED]
    # Of two names that are near enough, the longer has less than twice the letters of the shorter.
    lengths = (len(wanted) // 2, 2 * len(wanted))
    candidates = _sharing_letters(db, wanted, types, lengths) if wanted else []
    scored = sorted(((_nearness(wanted, named.key), named) for named in candidates), key=_best_first)
    nearest_of: dict[tuple[str, str], Named] = {}
    for score, named in scored:
        if score >= NEAR:
            nearest_of.setdefault((named.entity_type, named.entity_id), named)
    return list(nearest_of.values())[:limit]


def _best_first(scored: tuple[float, Named]) -> tuple[float, int, str]:
    score, named = scored
    return (-score, len(named.key), named.text)


def _nearness(wanted: str, held: str) -> float:
    """Tell how near two keys are, 0 to 100.

    A Chinese name carries in two characters what a Latin one does in ten letters, and ends in words that people mix up
    (医药 for 生物): two that differ only there, or in one character of a short name, are near.
    """
    ratio = fuzz.ratio(wanted, held)
    if not (has_cjk(wanted) and has_cjk(held)):
        return ratio
    bare = fuzz.ratio(_CHINESE_TAIL.sub("", wanted) or wanted, _CHINESE_TAIL.sub("", held) or held)
    ratio = max(ratio, bare - 1)
    return max(ratio, NEAR) if ratio >= _NEAR_CHINESE and len(wanted) <= _SHORT_CHINESE else ratio


def _sharing_letters(db: Database, wanted: str, types: Collection[str], lengths: tuple[int, int]) -> list[Named]:
    """Give the names that share a run of letters or their beginning with a key and are about as long."""
    rows = (*_sharing_runs(db, wanted, types, lengths), *_sharing_start(db, wanted, types, lengths))
    return list({row["id"]: _named(row) for row in rows}.values())


def _runs(wanted: str) -> list[str]:
    """Give the runs of letters, at least three long, one of which a name must have to be compared.

    Of a short key all of three letters; a longer one is cut into pieces, of which any name with fewer differences has one.
    """
    if len(wanted) <= _SHORT:
        return [wanted[place : place + 3] for place in range(len(wanted) - 2)]
    cuts = [round(place * len(wanted) / _PIECES) for place in range(_PIECES + 1)]
    return [wanted[start:end] for start, end in pairwise(cuts)]


def _sharing_runs(
    db: Database, wanted: str, types: Collection[str], lengths: tuple[int, int]
) -> Iterable[dict[str, Any]]:
    runs = " OR ".join(f'"{run}"' for run in dict.fromkeys(_runs(wanted)))
    if not runs:
        return ()
    # The "+" and CROSS JOIN keep SQLite to the index of letters.
    return db.query(
        "SELECT name.* FROM name_gram CROSS JOIN name ON name.id = name_gram.rowid WHERE name_gram MATCH ? "
        f"AND length(name.key) BETWEEN ? AND ? AND +entity_type IN ({marks(types)}) LIMIT ?",
        [runs, *lengths, *types, _COMPARED],
    )


def _sharing_start(
    db: Database, wanted: str, types: Collection[str], lengths: tuple[int, int]
) -> Iterable[dict[str, Any]]:
    """Find what begins alike: a short name that is misspelt may have no three letters left to share."""
    start = wanted[: 2 if len(wanted) >= 3 else 1]
    return db.query(
        "SELECT * FROM name INDEXED BY name_key WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ? "
        f"AND entity_type IN ({marks(types)}) ORDER BY abs(length(key) - ?) LIMIT ?",
        [start, start + "\U0010ffff", *lengths, *types, len(wanted), _COMPARED],
    )


def misspelt(db: Database, text: str, *, types: Collection[str]) -> Named | None:
    """Give the one thing whose name a word plainly misspells, one or two letters off; None if two are as near."""
    wanted = key(text)
    allowed = 1 if len(wanted) < 7 else 2
    candidates = _sharing_letters(db, wanted, types, (len(wanted) - allowed, len(wanted) + allowed))
    distances: dict[tuple[str, str], tuple[int, Named]] = {}
    for named in candidates:
        distance = OSA.distance(wanted, named.key, score_cutoff=allowed)
        thing = (named.entity_type, named.entity_id)
        if distance <= allowed and (thing not in distances or distance < distances[thing][0]):
            distances[thing] = (distance, named)
    near = sorted(distances.values(), key=lambda pair: pair[0])
    if not near or (len(near) > 1 and near[1][0] == near[0][0]):
        return None
    return near[0][1]


def starting(db: Database, text: str, *, entity_type: str, limit: int = 50) -> list[Named]:
    """Give the things of a kind that have a name starting like this."""
    wanted = key(text)
    if len(wanted) < (2 if has_cjk(wanted) else 4):
        return []
    rows = db.query(
        "SELECT * FROM name WHERE key > ? AND key < ? AND entity_type = ? ORDER BY key LIMIT ?",
        [wanted, wanted + "\U0010ffff", entity_type, limit],
    )
    return [_named(row) for row in rows]


def ending(db: Database, text: str, *, entity_type: str, limit: int = 4) -> list[Named]:
    """Give the things of a kind that have a name ending like this, such as the number of a code; three characters at least."""
    wanted = key(text)
    if len(wanted) < 3:
        return []
    rows = db.query(
        "SELECT name.* FROM name_gram CROSS JOIN name ON name.id = name_gram.rowid WHERE name_gram MATCH ? "
        "AND name.entity_type = ? AND substr(name.key, -length(?)) = ? ORDER BY name.key LIMIT ?",
        [f'"{wanted}"', entity_type, wanted, wanted, limit],
    )
    found = {each.entity_id: each for each in map(_named, rows)}
    return list(found.values())
