-- Sites that are walked through their public API (clause 8), one a connector, with how the last walk ended. `lease` keeps two walks apart.
CREATE TABLE watches (
    site      TEXT    NOT NULL,
    connector TEXT    NOT NULL,
    address   TEXT    NOT NULL,
    channel   TEXT    NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    lease     INTEGER NOT NULL DEFAULT 0,
    -- When the last walk began and ended, whether one was ever whole, and what stopped it: a code, empty when nothing did.
    begun     INTEGER,
    ended     INTEGER,
    walked    INTEGER NOT NULL DEFAULT 0,
    fault     TEXT    NOT NULL DEFAULT '',
    message   TEXT    NOT NULL DEFAULT '',
    shown     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, connector),
    FOREIGN KEY (site, connector) REFERENCES connectors (site, name)
) STRICT, WITHOUT ROWID;

-- Items that were public before the gate: their digest when they were first seen.
CREATE TABLE watch_before (
    site      TEXT    NOT NULL,
    connector TEXT    NOT NULL,
    item      TEXT    NOT NULL,
    digest    TEXT    NOT NULL,
    address   TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (site, connector, item)
) STRICT, WITHOUT ROWID;

-- What went around the gate, once an item and content. `incident` is the entry of register `incident`; 0 for a notice, null while none was made.
CREATE TABLE watch_findings (
    site      TEXT    NOT NULL,
    connector TEXT    NOT NULL,
    item      TEXT    NOT NULL,
    code      TEXT    NOT NULL,
    digest    TEXT    NOT NULL,
    address   TEXT    NOT NULL,
    what      TEXT    NOT NULL,
    incident  INTEGER,
    found     INTEGER NOT NULL,
    mended    INTEGER,
    PRIMARY KEY (site, connector, item, code, digest)
) STRICT, WITHOUT ROWID;
