-- Tables of the gate. Every row names its site: one host serves many agencies, and no query crosses a site.
-- Times are milliseconds UTC. Digests and hashes are `sm3:` and 64 hexadecimal digits.

-- One row an item that was ever handed in.
CREATE TABLE cases (
    site    TEXT    NOT NULL,
    item    TEXT    NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (site, item)
) STRICT, WITHOUT ROWID;

-- The truth: what happened in each case, in order. `hash` chains a row to the one before it (`review.link`).
CREATE TABLE events (
    site    TEXT    NOT NULL,
    item    TEXT    NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq > 0),
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    clause  TEXT    NOT NULL,
    digest  TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    hash    TEXT    NOT NULL,
    PRIMARY KEY (site, item, seq),
    FOREIGN KEY (site, item) REFERENCES cases (site, item)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- Content handed in, once for each digest; only texts without a secrecy mark get here.
CREATE TABLE documents (
    site   TEXT NOT NULL,
    item   TEXT NOT NULL,
    digest TEXT NOT NULL,
    json   TEXT NOT NULL,
    PRIMARY KEY (site, item, digest),
    FOREIGN KEY (site, item) REFERENCES cases (site, item)
) STRICT;

-- A digest means one content for ever: the text behind a signature cannot be exchanged.
CREATE TRIGGER documents_refuse_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents do not change'); END;

-- What the public sees now, one row a channel; written with the `published` event in one transaction.
CREATE TABLE live (
    site    TEXT    NOT NULL,
    item    TEXT    NOT NULL,
    channel TEXT    NOT NULL,
    digest  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (site, item, channel),
    FOREIGN KEY (site, item, digest) REFERENCES documents (site, item, digest)
) STRICT, WITHOUT ROWID;

-- Records of the host itself: refusals, engine failures, secrecy stops. Never a text or a fragment of one.
CREATE TABLE audit (
    seq    INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
    at     INTEGER NOT NULL,
    site   TEXT    NOT NULL,
    item   TEXT    NOT NULL,
    person TEXT    NOT NULL,
    code   TEXT    NOT NULL,
    clause TEXT    NOT NULL,
    rule   TEXT    NOT NULL,
    digest TEXT    NOT NULL,
    hash   TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_refuse_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
