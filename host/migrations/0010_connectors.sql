-- Connectors: programs of a content management system that ask the gate on behalf of its people. The token is kept only as its SM3 hash.
CREATE TABLE connectors (
    site       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    token_hash TEXT    NOT NULL UNIQUE,
    created    INTEGER NOT NULL,
    revoked    INTEGER,
    PRIMARY KEY (site, name)
) STRICT, WITHOUT ROWID;

-- What a connector reported about an item: where readers find it, or that it was taken down. The truth about what was cleared is in `events`.
CREATE TABLE connector_items (
    site      TEXT    NOT NULL,
    item      TEXT    NOT NULL,
    connector TEXT    NOT NULL,
    state     TEXT    NOT NULL CHECK (state IN ('published', 'withdrawn')),
    address   TEXT    NOT NULL,
    person    TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (site, item),
    FOREIGN KEY (site, connector) REFERENCES connectors (site, name)
) STRICT, WITHOUT ROWID;
