"""The tables of facts: companies, drugs, trials and deals, each with its lists."""

from sqlite_utils import Database

from db.schema.steps import DATE, MIGRATIONS, run

#: What drugs and deals are alike classed by.
_KINDS = """modality TEXT CHECK (modality IN (
                    'small molecule', 'mAb', 'bispecific', 'trispecific', 'ADC', 'bispecific ADC', 'siRNA', 'peptide',
                    'fusion protein', 'cell therapy', 'in vivo cell therapy', 'gene therapy', 'radioligand', 'vaccine',
                    'platform', 'other')),
                area TEXT CHECK (area IN (
                    'oncology', 'immunology', 'metabolic', 'cardiovascular', 'hematology', 'respiratory',
                    'ophthalmology', 'infectious', 'CNS', 'other'))"""


@MIGRATIONS()
def m003_companies_drugs_trials(db: Database) -> None:
    """Create who and what: companies, drugs with their targets, trials."""
    run(
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
            f"""CREATE TABLE drug (
                id TEXT PRIMARY KEY,
                code TEXT,
                generic_name TEXT,
                {_KINDS},
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
                primary_completion TEXT CHECK (primary_completion {DATE}),
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
    run(
        db,
        [
            f"""CREATE TABLE deal (
                id TEXT PRIMARY KEY,
                announced TEXT NOT NULL CHECK (announced {DATE}),
                announced_start TEXT NOT NULL,
                announced_end TEXT NOT NULL,
                assets_text TEXT NOT NULL,
                {_KINDS},
                deal_type TEXT NOT NULL CHECK (deal_type IN (
                    'license', 'option', 'collaboration', 'newco', 'acquisition', 'asset purchase', 'amendment')),
                direction TEXT NOT NULL CHECK (direction IN ('out', 'in', 'other')),
                territory TEXT NOT NULL,
                {amounts},
                original_currency TEXT CHECK (original_currency GLOB '[A-Z][A-Z][A-Z]'),
                royalties TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('announced', 'closed', 'expanded', 'terminated')),
                status_date TEXT CHECK (status_date {DATE}),
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
