"""Which deals or milestones are meant, in words."""

from collections.abc import Iterable, Mapping, Sequence

from bot.answers.times import spelled
from bot.answers.wording import alternatives, kind_name, listed, measure_name, usd
from bot.chinese import indication, target, territory
from bot.i18n import _, word
from db.filters import ABROAD, ONLY, WITHOUT, WORLDWIDE, AmountLimit, DealFilter, MilestoneFilter

#: So many countries are named; of more, the first and their number.
_COUNTRIES_SAID = 3


def limit_words(limit: AmountLimit) -> str:
    """Say a bound: "upfront ≥ $100M"."""
    low, high = limit.range.low, limit.range.high
    name = measure_name(limit.measure)
    if low is not None and low == high:
        return f"{name} = {usd(low)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if limit.range.low_inclusive else '>'} {usd(low)}")
    if high is not None:
        parts.append(f"{'≤' if limit.range.high_inclusive else '<'} {usd(high)}")
    return f"{name} {_(' and ').join(parts)}"


def describe_deals(
    wanted: DealFilter, companies: Mapping[str, str], drugs: Mapping[str, str], targets: Mapping[str, str]
) -> str:
    """Say which deals a filter means, the period first."""
    parts = [spelled(wanted.period)] if wanted.period else []
    for party in wanted.parties:
        names = alternatives(companies.get(each, each) for each in party.companies)
        sides = {"licensor": _("from {names}", names=names), "licensee": _("to {names}", names=names)}
        parts.append(sides.get(party.role, names))
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += [alternatives(mechanisms(wanted.targets, targets)), _words(wanted.modalities), _words(wanted.areas)]
    parts += [_("phase {phase}", phase=alternatives(wanted.phases))] if wanted.phases else []
    parts += [_words(wanted.types)]
    parts += [_words(wanted.statuses), _partners(wanted.countries)]
    parts += [_("with {kind} partners", kind=word(each)) for each in wanted.partner_kinds]
    parts += [_rights(each) for each in wanted.territories]
    parts += [limit_words(limit) for limit in wanted.amounts]
    parts += [_("{noun} undisclosed", noun=measure_name(each)) for each in wanted.undisclosed]
    parts += [_("{noun} disclosed", noun=measure_name(each)) for each in wanted.disclosed]
    if wanted.status_period:
        parts.append(_("by status in {period}", period=spelled(wanted.status_period)))
    parts += [_("in-licensing") if "in" in wanted.directions else ""]
    left_out = (describe_deals(each, companies, drugs, targets) for each in wanted.without)
    parts += [_("not {described}", described=described) for described in left_out if described]
    if wanted.scope.any_direction and wanted.scope.rows_all:
        parts.append(_("all kinds"))
    return " · ".join(part for part in parts if part)


def _rights(place: str) -> str:
    if place == ABROAD:
        return _("rights abroad")
    if place == WORLDWIDE:
        return _("worldwide rights")
    if place.startswith(WITHOUT):
        return _("rights outside {place}", place=territory(place.removeprefix(WITHOUT)))
    if place.startswith(ONLY):
        return _("rights in {place} alone", place=territory(place.removeprefix(ONLY)))
    return _("rights in {place}", place=territory(place))


def _partners(countries: Sequence[str]) -> str:
    """Say where the partners are, unless that is a long list: a whole continent is named by its number of countries."""
    if len(countries) > _COUNTRIES_SAID:
        first = listed(word(each) for each in countries[:2])
        return _("partner in one of {count} countries ({first} …)", count=len(countries), first=first)
    return alternatives([_("partner of {country}", country=word(each)) for each in countries])


def mechanisms(targets: Iterable[tuple[str, ...]], spelled: Mapping[str, str]) -> list[str]:
    """Say mechanisms from the keys of their parts, each part as the field spells it."""
    return [" × ".join(target(spelled.get(part, part.upper())) for part in parts) for parts in targets]


def describe_milestones(
    wanted: MilestoneFilter,
    companies: Mapping[str, str],
    drugs: Mapping[str, str],
    studies: Iterable[str],
    targets: Mapping[str, str],
) -> str:
    """Say which milestones a filter means."""
    parts = [word({"any": "", "done": "reached"}.get(wanted.state, wanted.state))]
    parts += [spelled(wanted.period)] if wanted.period else []
    parts += [drugs.get(each, each) for each in wanted.drugs]
    parts += [companies.get(each, each) for each in wanted.companies]
    parts += [alternatives(studies), alternatives(wanted.trials)]
    parts += [alternatives([kind_name(kind) for kind in wanted.kinds])]
    parts += [_("phase {phase}", phase=alternatives(wanted.phases))] if wanted.phases else []
    parts += [_words(wanted.regions), _words(wanted.areas), _words(wanted.modalities)]
    parts += [_("outside {places}", places=_words(wanted.outside))] if wanted.outside else []
    parts.append(alternatives(mechanisms(wanted.targets, targets)))
    parts += [indication(each) for each in wanted.indications]
    parts += list(wanted.mentions)
    if wanted.dateless:
        parts.append(_("no date known"))
    if wanted.slipped:
        parts.append(_("slipped"))
    return " · ".join(part for part in parts if part)


def _words(values: Iterable[str]) -> str:
    return alternatives(word(each) for each in values)
