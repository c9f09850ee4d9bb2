-- Originals of public versions (clause 9), apart from what was handed in: no list, view, comparison, form or export reads this table. The record
-- of the contract (`redaction.sealed-original`) as JSON; the component judges each time who may read it. No row of `cases` is needed: an
-- original is sealed before anything is handed in.
CREATE TABLE originals (
    site    TEXT    NOT NULL,
    item    TEXT    NOT NULL,
    number  INTEGER NOT NULL CHECK (number > 0),
    at      INTEGER NOT NULL,
    editor  TEXT    NOT NULL,
    section TEXT    NOT NULL,
    version TEXT    NOT NULL, -- what the card of the public version says: seal and list, as JSON
    json    TEXT    NOT NULL,
    PRIMARY KEY (site, item, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER originals_refuse_update BEFORE UPDATE ON originals
BEGIN SELECT RAISE(ABORT, 'originals do not change'); END;
CREATE TRIGGER originals_refuse_delete BEFORE DELETE ON originals
BEGIN SELECT RAISE(ABORT, 'originals do not go'); END;
