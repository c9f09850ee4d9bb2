-- What is on file about people: temporary permissions (clause 15) and written delegations (clause 6). The record of the contract as JSON; the
-- component judges each time whether one holds.
CREATE TABLE permissions (
    id      INTEGER NOT NULL PRIMARY KEY,
    site    TEXT    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('grant', 'delegation')),
    json    TEXT    NOT NULL,
    given   INTEGER NOT NULL,
    by      TEXT    NOT NULL,
    revoked INTEGER,
    FOREIGN KEY (site, by) REFERENCES people (site, id)
) STRICT;

-- A permission is taken back, never changed.
CREATE TRIGGER permissions_refuse_change BEFORE UPDATE OF site, kind, json, given, by ON permissions
BEGIN SELECT RAISE(ABORT, 'permissions do not change'); END;
CREATE TRIGGER permissions_refuse_delete BEFORE DELETE ON permissions
BEGIN SELECT RAISE(ABORT, 'permissions do not go'); END;
