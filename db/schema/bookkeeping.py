"""How the store keeps account of itself: its generation, the log of changes, names, sources and the full text."""

from sqlite_utils import Database

from db.schema.steps import DATE, MIGRATIONS, run


@MIGRATIONS()
def m001_bookkeeping(db: Database) -> None:
    """Create the generation counter that tells other processes of a change, and the log of all changes."""
    run(
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
    run(
        db,
        [
            f"""CREATE TABLE source (
                url TEXT PRIMARY KEY,
                publisher TEXT NOT NULL,
                title TEXT NOT NULL,
                published TEXT CHECK (published {DATE})
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
