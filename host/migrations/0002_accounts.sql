-- People and how they sign in. Secrets are kept only as SM3 hashes.

CREATE TABLE people (
    site    TEXT NOT NULL,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    section TEXT NOT NULL,
    roles   TEXT NOT NULL, -- JSON list
    PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- One-time sign-in links.
CREATE TABLE links (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    site       TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    used       INTEGER,
    FOREIGN KEY (site, person) REFERENCES people (site, id)
) STRICT, WITHOUT ROWID;

-- Browsers that have used a link.
CREATE TABLE sessions (
    id         INTEGER NOT NULL PRIMARY KEY,
    token_hash TEXT    NOT NULL UNIQUE,
    site       TEXT    NOT NULL,
    active     TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    FOREIGN KEY (site, active) REFERENCES people (site, id)
) STRICT;

-- The people whose own link was used in a browser: only among them may it switch.
CREATE TABLE session_people (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    person  TEXT    NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;
