//! 排名 by error rate (clause 17): the lowest rate first, equal rates with equal ranks.

use super::{ErrorRateRow, Records, Table, error_rate};
use serde::Serialize;
use std::cmp::Ordering;

const DEFINITION: &str =
    "按错误率由低到高排名，错误率相同的按每万字错误数，仍相同的名次并列；本时段没有报送的科室不参加排名，列在最后。";

/// One section with its rank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RankedRow {
    /// From 1; 0 for a section that handed in nothing, and for the total.
    pub rank: u64,
    /// Its error rate.
    pub row: ErrorRateRow,
}

/// Sections by error rate. A ranking never leads to a talk by itself: that takes a superior's notice (clause 18).
#[must_use]
pub fn ranking(records: &Records) -> Table<RankedRow> {
    let table = error_rate(records);
    let (mut ranked, idle): (Vec<_>, Vec<_>) = table.rows.into_iter().partition(|row| row.rate.whole > 0);
    // Stable: equal rows stay in the sections' order.
    ranked.sort_by(compare);
    let mut rows: Vec<RankedRow> = Vec::new();
    for (place, row) in (1..).zip(ranked) {
        let equal = rows.last().filter(|last| compare(&last.row, &row) == Ordering::Equal);
        let rank = equal.map_or(place, |last| last.rank);
        rows.push(RankedRow { rank, row });
    }
    rows.extend(idle.into_iter().map(|row| RankedRow { rank: 0, row }));
    Table { definition: DEFINITION, period: table.period, rows, total: RankedRow { rank: 0, row: table.total } }
}

fn compare(one: &ErrorRateRow, other: &ErrorRateRow) -> Ordering {
    one.rate.compare(&other.rate).then_with(|| {
        let density = |row: &ErrorRateRow| super::Share::new(row.errors, row.characters);
        density(one).compare(&density(other))
    })
}
