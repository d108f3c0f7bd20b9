"""The tables of the store, as forward-only migrations.

A migration that has been released is never edited: what changes later is a new function below the last one.
"""

from collections.abc import Sequence

from sqlite_utils import Database, Migrations

from db.errors import StoreUnusableError

MIGRATIONS = Migrations("readout")

_DATE = "GLOB '[0-9][0-9][0-9][0-9]*'"


def _run(db: Database, statements: Sequence[str]) -> None:
    for statement in statements:
        db.execute(statement)


@MIGRATIONS()
def m001_bookkeeping(db: Database) -> None:
    """Create the generation counter that tells other processes of a change, and the log of all changes."""
    _run(
        db,
        [
            """CREATE TABLE store (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                generation INTEGER NOT NULL,
                created_at TEXT NOT NULL
            ) STRICT""",
            "INSERT INTO store VALUES (1, 0, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            """CREATE TABLE change (
                id INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,
                at TEXT NOT NULL,
                who TEXT NOT NULL CHECK (who <> ''),
                why TEXT NOT NULL,
                entity_type TEXT NOT NULL,
                entity_id TEXT NOT NULL,
                before TEXT CHECK (before IS NULL OR json_valid(before)),
                after TEXT CHECK (after IS NULL OR json_valid(after)),
                CHECK (before IS NOT NULL OR after IS NOT NULL)
            ) STRICT""",
            "CREATE INDEX change_entity ON change (entity_type, entity_id)",
            "CREATE INDEX change_batch ON change (batch)",
            """CREATE TRIGGER change_is_never_edited BEFORE UPDATE ON change
               BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END""",
            """CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
               BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END""",
        ],
    )


@MIGRATIONS()
def m002_names_and_sources(db: Database) -> None:
    """Create the one table of names, the sources, what they back, and the full text."""
    _run(
        db,
        [
            f"""CREATE TABLE source (
                url TEXT PRIMARY KEY,
                publisher TEXT NOT NULL,
                title TEXT NOT NULL,
                published TEXT CHECK (published {_DATE})
            ) STRICT""",
            """CREATE TABLE fact_source (
                entity_type TEXT NOT NULL,
                entity_id TEXT NOT NULL,
                position INTEGER NOT NULL,
                source TEXT NOT NULL REFERENCES source (url) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (entity_type, entity_id, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX fact_source_source ON fact_source (source)",
            """CREATE TABLE name (
                id INTEGER PRIMARY KEY,
                entity_type TEXT NOT NULL CHECK (entity_type IN ('company', 'drug', 'study', 'target')),
                entity_id TEXT NOT NULL,
                field TEXT NOT NULL,
                position INTEGER NOT NULL,
                text TEXT NOT NULL,
                key TEXT NOT NULL CHECK (key <> ''),
                UNIQUE (entity_type, entity_id, field, position)
            ) STRICT""",
            "CREATE INDEX name_key ON name (key)",
            "CREATE VIRTUAL TABLE name_gram USING fts5 (key, content='name', content_rowid='id', tokenize='trigram')",
            """CREATE TRIGGER name_added AFTER INSERT ON name
               BEGIN INSERT INTO name_gram (rowid, key) VALUES (new.id, new.key); END""",
            """CREATE TRIGGER name_removed AFTER DELETE ON name
               BEGIN INSERT INTO name_gram (name_gram, rowid, key) VALUES ('delete', old.id, old.key); END""",
            """CREATE TABLE document (
                id INTEGER PRIMARY KEY,
                entity_type TEXT NOT NULL,
                entity_id TEXT NOT NULL,
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                UNIQUE (entity_type, entity_id)
            ) STRICT""",
            """CREATE VIRTUAL TABLE document_text USING fts5
               (title, body, content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
            """CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
                   INSERT INTO document_text (rowid, title, body) VALUES (new.id, new.title, new.body);
               END""",
            """CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
                   INSERT INTO document_text (document_text, rowid, title, body)
                   VALUES ('delete', old.id, old.title, old.body);
               END""",
        ],
    )


@MIGRATIONS()
def m003_companies_drugs_trials(db: Database) -> None:
    """Create who and what: companies, drugs with their targets, trials."""
    _run(
        db,
        [
            """CREATE TABLE company (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL CHECK (name <> ''),
                country TEXT NOT NULL,
                hq TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('biotech', 'pharma', 'newco', 'cxo', 'other')),
                notes TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX company_country ON company (country)",
            """CREATE TABLE drug (
                id TEXT PRIMARY KEY,
                code TEXT,
                generic_name TEXT,
                modality TEXT CHECK (modality IN (
                    'small molecule', 'mAb', 'bispecific', 'trispecific', 'ADC', 'bispecific ADC', 'siRNA', 'peptide',
                    'fusion protein', 'cell therapy', 'in vivo cell therapy', 'gene therapy', 'radioligand', 'vaccine',
                    'platform', 'other')),
                area TEXT CHECK (area IN (
                    'oncology', 'immunology', 'metabolic', 'cardiovascular', 'hematology', 'respiratory',
                    'ophthalmology', 'infectious', 'CNS', 'other')),
                originator TEXT REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
                notes TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX drug_originator ON drug (originator)",
            "CREATE INDEX drug_modality ON drug (modality)",
            """CREATE TABLE drug_target (
                drug TEXT NOT NULL REFERENCES drug (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                target TEXT NOT NULL,
                PRIMARY KEY (drug, position)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE drug_target_part (
                drug TEXT NOT NULL REFERENCES drug (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                part TEXT NOT NULL,
                PRIMARY KEY (part, drug, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX drug_target_part_drug ON drug_target_part (drug)",
            f"""CREATE TABLE trial (
                nct_id TEXT PRIMARY KEY CHECK (nct_id GLOB 'NCT[0-9]*'),
                acronym TEXT NOT NULL,
                sponsor TEXT REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
                phase TEXT,
                indication TEXT NOT NULL,
                status TEXT NOT NULL,
                primary_completion TEXT CHECK (primary_completion {_DATE}),
                notes TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE trial_drug (
                trial TEXT NOT NULL REFERENCES trial (nct_id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                drug TEXT NOT NULL REFERENCES drug (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (trial, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX trial_drug_drug ON trial_drug (drug)",
            """CREATE TABLE trial_study (
                trial TEXT NOT NULL REFERENCES trial (nct_id) DEFERRABLE INITIALLY DEFERRED,
                study TEXT NOT NULL,
                PRIMARY KEY (study, trial)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX trial_study_trial ON trial_study (trial)",
        ],
    )


@MIGRATIONS()
def m004_deals(db: Database) -> None:
    """Create the deals with their parties, drugs and targets."""
    amounts = ", ".join(
        f"{column} INTEGER CHECK ({column} >= 0)"
        for column in (
            "upfront_usd",
            "milestones_usd",
            "total_usd",
            "equity_usd",
            "original_upfront",
            "original_milestones",
            "original_total",
        )
    )
    _run(
        db,
        [
            f"""CREATE TABLE deal (
                id TEXT PRIMARY KEY,
                announced TEXT NOT NULL CHECK (announced {_DATE}),
                announced_start TEXT NOT NULL,
                announced_end TEXT NOT NULL,
                assets_text TEXT NOT NULL,
                modality TEXT CHECK (modality IN (
                    'small molecule', 'mAb', 'bispecific', 'trispecific', 'ADC', 'bispecific ADC', 'siRNA', 'peptide',
                    'fusion protein', 'cell therapy', 'in vivo cell therapy', 'gene therapy', 'radioligand', 'vaccine',
                    'platform', 'other')),
                area TEXT CHECK (area IN (
                    'oncology', 'immunology', 'metabolic', 'cardiovascular', 'hematology', 'respiratory',
                    'ophthalmology', 'infectious', 'CNS', 'other')),
                deal_type TEXT NOT NULL CHECK (deal_type IN (
                    'license', 'option', 'collaboration', 'newco', 'acquisition', 'asset purchase', 'amendment')),
                direction TEXT NOT NULL CHECK (direction IN ('out', 'in', 'other')),
                territory TEXT NOT NULL,
                {amounts},
                original_currency TEXT CHECK (original_currency GLOB '[A-Z][A-Z][A-Z]'),
                royalties TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('announced', 'closed', 'expanded', 'terminated')),
                status_date TEXT CHECK (status_date {_DATE}),
                notes TEXT NOT NULL,
                CHECK (announced_start <= announced_end)
            ) STRICT""",
            # All that sums and breakdowns need, so that they never touch the wide rows themselves.
            """CREATE INDEX deal_figures ON deal (
                announced_end, announced_start, direction, deal_type, total_usd, upfront_usd, milestones_usd, equity_usd,
                modality, area, status, announced, id)""",
            "CREATE INDEX deal_newest ON deal (announced_end) WHERE length(announced) = 10",
            "CREATE INDEX deal_upfront ON deal (upfront_usd)",
            "CREATE INDEX deal_total ON deal (total_usd)",
            "CREATE INDEX deal_status ON deal (status)",
            "CREATE INDEX deal_modality ON deal (modality)",
            "CREATE INDEX deal_type ON deal (deal_type)",
            """CREATE TABLE deal_party (
                deal TEXT NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
                role TEXT NOT NULL CHECK (role IN ('licensor', 'licensee')),
                position INTEGER NOT NULL,
                company TEXT NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (deal, role, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX deal_party_company ON deal_party (company, role)",
            """CREATE TABLE deal_drug (
                deal TEXT NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                drug TEXT NOT NULL REFERENCES drug (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (deal, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX deal_drug_drug ON deal_drug (drug)",
            """CREATE TABLE deal_target (
                deal TEXT NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                target TEXT NOT NULL,
                PRIMARY KEY (deal, position)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE deal_target_part (
                deal TEXT NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                part TEXT NOT NULL,
                PRIMARY KEY (part, deal, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX deal_target_part_deal ON deal_target_part (deal)",
        ],
    )


@MIGRATIONS()
def m005_milestones(db: Database) -> None:
    """Create the milestones with every guidance they ever had.

    ``span_*`` and ``slips`` are worked out from the guidance (or from the day it happened) whenever either changes, so that questions
    about a period or about slips stay index look-ups.
    """
    _run(
        db,
        [
            f"""CREATE TABLE milestone (
                id TEXT PRIMARY KEY,
                drug TEXT NOT NULL REFERENCES drug (id) DEFERRABLE INITIALLY DEFERRED,
                trial TEXT NOT NULL,
                nct_id TEXT,
                kind TEXT NOT NULL CHECK (kind IN (
                    'trial-start', 'enrollment-complete', 'interim', 'topline', 'final-os', 'conference', 'filing',
                    'acceptance', 'pdufa', 'approval', 'reimbursement', 'other')),
                phase TEXT,
                indication TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('expected', 'done', 'delayed', 'missed', 'cancelled')),
                actual_date TEXT CHECK (actual_date {_DATE}),
                outcome TEXT NOT NULL,
                notes TEXT NOT NULL,
                span_start TEXT,
                span_end TEXT,
                slips INTEGER NOT NULL DEFAULT 0 CHECK (slips >= 0),
                CHECK (span_start <= span_end)
            ) STRICT""",
            "CREATE INDEX milestone_drug ON milestone (drug)",
            # In the order in which lists show them: what is still to come soonest first, what was reached newest first.
            """CREATE INDEX milestone_open ON milestone (span_end IS NULL, span_end, span_start, id, kind)
               WHERE status IN ('expected', 'delayed')""",
            """CREATE INDEX milestone_past ON milestone (span_end IS NULL, span_end DESC, id, span_start, kind)
               WHERE status NOT IN ('expected', 'delayed')""",
            "CREATE INDEX milestone_news ON milestone (actual_date) WHERE length(actual_date) = 10",
            "CREATE INDEX milestone_nct ON milestone (nct_id)",
            "CREATE INDEX milestone_slips ON milestone (slips) WHERE slips > 0",
            """CREATE TABLE milestone_company (
                milestone TEXT NOT NULL REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED,
                role TEXT NOT NULL CHECK (role IN ('company', 'partner')),
                position INTEGER NOT NULL,
                company TEXT NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (milestone, role, position)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX milestone_company_company ON milestone_company (company)",
            """CREATE TABLE milestone_region (
                milestone TEXT NOT NULL REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED,
                position INTEGER NOT NULL,
                region TEXT NOT NULL,
                PRIMARY KEY (milestone, position)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE milestone_study (
                milestone TEXT NOT NULL REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED,
                study TEXT NOT NULL,
                PRIMARY KEY (study, milestone)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX milestone_study_milestone ON milestone_study (milestone)",
            f"""CREATE TABLE guidance (
                id TEXT PRIMARY KEY,
                milestone TEXT NOT NULL REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED,
                said_on TEXT CHECK (said_on {_DATE}),
                guidance TEXT NOT NULL CHECK (guidance <> ''),
                window_start TEXT CHECK (window_start {_DATE}),
                window_end TEXT CHECK (window_end {_DATE}),
                kind TEXT NOT NULL CHECK (kind IN ('company', 'regulator', 'registry', 'press')),
                CHECK (window_start <= window_end),
                CHECK ((window_start IS NULL) = (window_end IS NULL))
            ) STRICT""",
            "CREATE INDEX guidance_milestone ON guidance (milestone)",
            "CREATE INDEX guidance_news ON guidance (said_on) WHERE length(said_on) = 10",
        ],
    )


@MIGRATIONS()
def m006_market_figures(db: Database) -> None:
    """Create the asserted figures. ``value`` is a decimal in text: it may be a percentage with a fraction, and is never a float."""
    _run(
        db,
        [
            f"""CREATE TABLE market_figure (
                id TEXT PRIMARY KEY,
                metric TEXT NOT NULL,
                subject TEXT NOT NULL,
                period TEXT NOT NULL,
                period_start TEXT CHECK (period_start {_DATE}),
                period_end TEXT CHECK (period_end {_DATE}),
                value TEXT CHECK (value GLOB '[0-9-]*'),
                qualifier TEXT CHECK (qualifier IN ('over', 'nearly', 'about', 'below', 'up to')),
                unit TEXT NOT NULL CHECK (unit IN (
                    'USD m', 'CNY m', 'percent', 'deals', 'drugs', 'projects', 'x', 'text')),
                text TEXT NOT NULL,
                asserted_by TEXT NOT NULL CHECK (asserted_by <> ''),
                published TEXT CHECK (published {_DATE}),
                notes TEXT NOT NULL,
                CHECK (period_start <= period_end)
            ) STRICT""",
            "CREATE INDEX market_figure_metric ON market_figure (metric, subject, period_start)",
            "CREATE INDEX market_figure_period ON market_figure (period_start, period_end)",
        ],
    )


@MIGRATIONS()
def m007_reminders(db: Database) -> None:
    """Create the rules of reminders, what is owed under them, and the outbox of posts.

    ``due``, ``since`` and ``at`` are moments of the bot's clock, in UTC with whole seconds; ``*_real`` are Unix seconds of the
    machine's, in which leases and retries live. The indexes on milestones find the windows that open or close on a day.
    """
    moment = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'"
    target = "(target GLOB 'channel:[0-9]*' OR target GLOB 'dm:[0-9]*')"
    local = "GLOB '[0-2][0-9]:[0-5][0-9]'"
    _run(
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
    _run(
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


#: The steps that this version knows: all of them are pending on an empty database.
KNOWN = frozenset(migration.name for migration in MIGRATIONS.pending(Database(memory=True)))


def migrate(db: Database) -> None:
    """Bring the tables up to this version, all steps or none.

    Raises:
        StoreUnusableError: the store was made by a newer version, or the file is some other database.
    """
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    if newer := applied - KNOWN:
        raise StoreUnusableError(
            f"the store is of a newer version of Readout than this one (it has {', '.join(sorted(newer))}): "
            "update Readout, or name another store with --db"
        )
    if not applied and any(not name.startswith("_sqlite") for name in db.table_names()):
        raise StoreUnusableError("the file is a database, but no Readout store: name another file with --db")
    if MIGRATIONS.pending(db):
        with db.atomic():
            MIGRATIONS.apply(db)
