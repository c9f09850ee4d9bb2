-- The registers of oversight (clauses 5, 8, 12, 13 and 16 to 20): what was entered, in order. Only the component reads `body`; `hash` chains a
-- row to the one before it in its register (`oversight.link`).
CREATE TABLE registers (
    site     TEXT    NOT NULL,
    register TEXT    NOT NULL,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    kind     TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    TEXT    NOT NULL,
    clause   TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    PRIMARY KEY (site, register, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER registers_refuse_update BEFORE UPDATE ON registers
BEGIN SELECT RAISE(ABORT, 'registers are append-only'); END;
CREATE TRIGGER registers_refuse_delete BEFORE DELETE ON registers
BEGIN SELECT RAISE(ABORT, 'registers are append-only'); END;
