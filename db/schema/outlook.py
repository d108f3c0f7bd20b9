"""The tables of what is expected and of what is asserted: milestones with their guidance, market figures."""

from sqlite_utils import Database

from db.schema.steps import DATE, MIGRATIONS, run


@MIGRATIONS()
def m005_milestones(db: Database) -> None:
    """Create the milestones with every guidance they ever had.

    ``span_*`` and ``slips`` are worked out from the guidance (or from the day it happened) whenever either changes, so that questions
    about a period or about slips stay index look-ups.
    """
    run(
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
                actual_date TEXT CHECK (actual_date {DATE}),
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
                said_on TEXT CHECK (said_on {DATE}),
                guidance TEXT NOT NULL CHECK (guidance <> ''),
                window_start TEXT CHECK (window_start {DATE}),
                window_end TEXT CHECK (window_end {DATE}),
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
    run(
        db,
        [
            f"""CREATE TABLE market_figure (
                id TEXT PRIMARY KEY,
                metric TEXT NOT NULL,
                subject TEXT NOT NULL,
                period TEXT NOT NULL,
                period_start TEXT CHECK (period_start {DATE}),
                period_end TEXT CHECK (period_end {DATE}),
                value TEXT CHECK (value GLOB '[0-9-]*'),
                qualifier TEXT CHECK (qualifier IN ('over', 'nearly', 'about', 'below', 'up to')),
                unit TEXT NOT NULL CHECK (unit IN (
                    'USD m', 'CNY m', 'percent', 'deals', 'drugs', 'projects', 'x', 'text')),
                text TEXT NOT NULL,
                asserted_by TEXT NOT NULL CHECK (asserted_by <> ''),
                published TEXT CHECK (published {DATE}),
                notes TEXT NOT NULL,
                CHECK (period_start <= period_end)
            ) STRICT""",
            "CREATE INDEX market_figure_metric ON market_figure (metric, subject, period_start)",
            "CREATE INDEX market_figure_period ON market_figure (period_start, period_end)",
        ],
    )
