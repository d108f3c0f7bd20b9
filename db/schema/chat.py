"""The tables of the chat: reminders with their deliveries, what each server has set up, what buttons stand for."""

from sqlite_utils import Database

from db.schema.steps import MIGRATIONS, run


@MIGRATIONS()
def m007_reminders(db: Database) -> None:
    """Create the rules of reminders, what is owed under them, and the outbox of posts.

    ``due``, ``since`` and ``at`` are moments of the bot's clock, in UTC with whole seconds; ``*_real`` are Unix seconds of the
    machine's, in which leases and retries live. The indexes on milestones find the windows that open or close on a day.
    """
    moment = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'"
    target = "(target GLOB 'channel:[0-9]*' OR target GLOB 'dm:[0-9]*')"
    local = "GLOB '[0-2][0-9]:[0-5][0-9]'"
    run(
        db,
        [
            f"""CREATE TABLE reminder_rule (
                id INTEGER PRIMARY KEY,
                target TEXT NOT NULL CHECK {target},
                owner INTEGER NOT NULL,
                guild INTEGER,
                what TEXT NOT NULL,
                wanted TEXT NOT NULL CHECK (json_valid(wanted)),
                leads TEXT NOT NULL CHECK (leads GLOB '[0-9]*'),
                at TEXT NOT NULL CHECK (at {local}),
                tz TEXT NOT NULL CHECK (tz <> ''),
                mention INTEGER,
                muted TEXT NOT NULL CHECK (json_valid(muted)),
                since TEXT NOT NULL CHECK (since {moment}),
                state TEXT NOT NULL CHECK (state IN ('active', 'blocked', 'paused', 'removed')),
                reason TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX reminder_rule_slot ON reminder_rule (state, tz, at, leads)",
            "CREATE INDEX reminder_rule_target ON reminder_rule (target, state)",
            """CREATE TABLE reminder_scope (
                kind TEXT NOT NULL CHECK (kind IN ('drug', 'company', 'any')),
                key TEXT NOT NULL,
                rule INTEGER NOT NULL REFERENCES reminder_rule (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (kind, key, rule)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX reminder_scope_rule ON reminder_scope (rule)",
            f"""CREATE TABLE reminder_log (
                id INTEGER PRIMARY KEY,
                rule INTEGER REFERENCES reminder_rule (id) DEFERRABLE INITIALLY DEFERRED,
                target TEXT NOT NULL,
                at TEXT NOT NULL CHECK (at {moment}),
                who TEXT NOT NULL CHECK (who <> ''),
                said TEXT NOT NULL CHECK (said <> '')
            ) STRICT""",
            "CREATE INDEX reminder_log_target ON reminder_log (target, id)",
            f"""CREATE TABLE reminder_seen (
                kind TEXT NOT NULL CHECK (kind IN ('milestone', 'guidance', 'result')),
                key TEXT NOT NULL,
                milestone TEXT NOT NULL,
                at TEXT NOT NULL CHECK (at {moment}),
                PRIMARY KEY (kind, key)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX reminder_seen_at ON reminder_seen (at, milestone)",
            "CREATE INDEX reminder_seen_milestone ON reminder_seen (milestone)",
            f"""CREATE TABLE reminder_state (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                seen_change INTEGER,
                planned_until TEXT CHECK (planned_until {moment}),
                clock TEXT CHECK (clock IS NULL OR json_valid(clock))
            ) STRICT""",
            "INSERT INTO reminder_state VALUES (1, NULL, NULL, NULL)",
            f"""CREATE TABLE reminder_post (
                id INTEGER PRIMARY KEY,
                target TEXT NOT NULL CHECK {target},
                due TEXT NOT NULL CHECK (due {moment}),
                part INTEGER NOT NULL CHECK (part > 0),
                kind TEXT NOT NULL CHECK (kind IN ('reminder', 'catch-up', 'digest')),
                nonce TEXT NOT NULL UNIQUE CHECK (length(nonce) BETWEEN 8 AND 25),
                payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
                state TEXT NOT NULL CHECK (state IN ('owed', 'claimed', 'sent', 'given up', 'skipped')),
                holder TEXT NOT NULL DEFAULT '',
                lease_real REAL,
                attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
                retry_real REAL,
                first_real REAL,
                claimed_at TEXT CHECK (claimed_at {moment}),
                sent_at TEXT CHECK (sent_at {moment}),
                message INTEGER,
                reason TEXT NOT NULL DEFAULT '',
                UNIQUE (target, due, part),
                CHECK ((state = 'sent') = (message IS NOT NULL)),
                CHECK (state <> 'claimed' OR (lease_real IS NOT NULL AND payload IS NOT NULL))
            ) STRICT""",
            "CREATE INDEX reminder_post_open ON reminder_post (due, part) WHERE state IN ('owed', 'claimed')",
            "CREATE INDEX reminder_post_message ON reminder_post (message) WHERE message IS NOT NULL",
            f"""CREATE TABLE reminder_delivery (
                id INTEGER PRIMARY KEY,
                rule INTEGER NOT NULL REFERENCES reminder_rule (id) DEFERRABLE INITIALLY DEFERRED,
                milestone TEXT NOT NULL,
                guidance TEXT NOT NULL,
                point TEXT NOT NULL CHECK (point <> ''),
                label TEXT NOT NULL,
                target TEXT NOT NULL CHECK {target},
                due TEXT NOT NULL CHECK (due {moment}),
                planned_at TEXT NOT NULL CHECK (planned_at {moment}),
                post INTEGER REFERENCES reminder_post (id) DEFERRABLE INITIALLY DEFERRED,
                skipped TEXT NOT NULL DEFAULT '',
                UNIQUE (rule, milestone, guidance, point)
            ) STRICT""",
            # A day, a result or a beginning is owed once, whatever was said meanwhile; only moves may come again.
            """CREATE UNIQUE INDEX reminder_delivery_once ON reminder_delivery (rule, milestone, point)
               WHERE point NOT IN ('slip', 'pull-in', 'firmed')""",
            "CREATE INDEX reminder_delivery_entry ON reminder_delivery (target, milestone, guidance, point)",
            "CREATE INDEX reminder_delivery_post ON reminder_delivery (post) WHERE post IS NOT NULL",
            """CREATE INDEX reminder_delivery_waiting ON reminder_delivery (due)
               WHERE post IS NULL AND skipped = ''""",
            f"""CREATE TABLE reminder_digest (
                target TEXT PRIMARY KEY CHECK {target},
                owner INTEGER NOT NULL,
                guild INTEGER,
                weekday INTEGER CHECK (weekday BETWEEN 0 AND 6),
                at TEXT NOT NULL CHECK (at {local}),
                tz TEXT NOT NULL CHECK (tz <> ''),
                since TEXT NOT NULL CHECK (since {moment})
            ) STRICT""",
            "CREATE TABLE reminder_guild (guild INTEGER PRIMARY KEY, role INTEGER NOT NULL) STRICT",
            """CREATE INDEX milestone_opens ON milestone (span_start, id, drug)
               WHERE status IN ('expected', 'delayed')""",
            """CREATE INDEX milestone_closes ON milestone (span_end, id, drug)
               WHERE status IN ('expected', 'delayed')""",
        ],
    )


@MIGRATIONS()
def m008_chat(db: Database) -> None:
    """Create what buttons under answers stand for, and what each Discord server has set up."""
    run(
        db,
        [
            """CREATE TABLE answer_view (
                id INTEGER PRIMARY KEY,
                key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 8 AND 32),
                state TEXT NOT NULL CHECK (json_valid(state))
            ) STRICT""",
            """CREATE TABLE guild_settings (
                guild INTEGER PRIMARY KEY,
                language TEXT NOT NULL DEFAULT 'auto' CHECK (language IN ('auto', 'en', 'zh')),
                tz TEXT CHECK (tz <> ''),
                channel INTEGER
            ) STRICT""",
        ],
    )
