"""What makes deals comparable with those over a drug."""

from bot.i18n import _
from bot.language.reading import Reading
from db import derived, records
from db.connection import Connection
from db.filters import DealFilter, Scope
from db.models import Drug


def comparable(db: Connection, reading: Reading, wanted: DealFilter) -> DealFilter:
    """Turn the drugs named into what they are comparable by: their targets, else their modality and area."""
    wanted = wanted.model_copy(update={"phases": reading.phases()})
    found = records.load(db, Drug, wanted.drugs)
    if not found:
        return wanted
    alike: dict[str, object] = {"targets": derived.mechanisms(found)}
    by = _("comparable by target; deals over {drugs} itself are among them")
    if not alike["targets"]:
        alike = {
            "modalities": wanted.modalities or tuple(dict.fromkeys(each.modality for each in found if each.modality)),
            "areas": wanted.areas or tuple(dict.fromkeys(each.area for each in found if each.area)),
        }
        by = _("comparable by modality and area, as no target is recorded; deals over {drugs} itself are among them")
    reading.assumed.append(by.format(drugs=", ".join(drug.label for drug in found)))
    return wanted.model_copy(update={**alike, "drugs": (), "scope": Scope()})
