"""The made clock of a store, kept so that a restart goes on from where it is."""

import json
from datetime import datetime

from sqlite_utils import Database

from db.rows import scalar


def anchored(db: Database, start: datetime, speed: float, now: float) -> float:
    """Give the Unix time at which a made clock was started: now, unless the store knows it. Within a write.

    Another clock than the last begins a time of its own: what was planned is planned from its start on.
    """
    wanted = {"start": start.isoformat(), "speed": speed}
    held = json.loads(scalar(db, "SELECT clock FROM reminder_state") or "{}")
    if {key: held.get(key) for key in wanted} == wanted:
        return float(held["anchor"])
    db.execute(
        "UPDATE reminder_state SET clock = ?, planned_until = NULL",
        [json.dumps({**wanted, "anchor": now})],
    )
    return now
