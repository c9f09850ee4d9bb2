-- Own passwords (clause 14), as Argon2id hashes. No hash: the person has set none, or an administrator has voided it (`must_change`).
CREATE TABLE passwords (
    site        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    hash        TEXT,
    set_at      INTEGER,
    must_change INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, person),
    CHECK ((hash IS NULL) = (set_at IS NULL)),
    FOREIGN KEY (site, person) REFERENCES people (site, id)
) STRICT, WITHOUT ROWID;

-- Wrong passwords of the last day, and those being tried. `key` is a person's id, an address, or for an id that nobody has one of 4,096 groups: what
-- somebody types there may be a password in the wrong field, and is never kept.
CREATE TABLE password_attempts (
    id   INTEGER NOT NULL PRIMARY KEY,
    site TEXT    NOT NULL,
    key  TEXT    NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
CREATE INDEX password_attempts_key ON password_attempts (site, key, at);

-- What a person must hear about their own account: a second address, a password that somebody else knows.
CREATE TABLE account_alerts (
    id      INTEGER NOT NULL PRIMARY KEY,
    site    TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    code    TEXT    NOT NULL,
    message TEXT    NOT NULL,
    FOREIGN KEY (site, person) REFERENCES people (site, id)
) STRICT;
CREATE INDEX account_alerts_person ON account_alerts (site, person, at);

-- Where a session is used from; a session from before has no address and counts as another one.
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- Who must set a new password before anything else.
ALTER TABLE session_people ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
