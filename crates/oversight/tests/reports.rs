//! Tables by hand, and what holds for all of them.

use oversight::report;
use oversight::reports::{
    Attempt, ErrorClass, ErrorFact, ItemFact, KINDS, LookBackFact, Period, Records, Section, Share, blocked_attempts,
    error_rate, look_back, monthly, out_of_hours, overdue, ranking, return_rate, unscreened, withdrawals,
};
use proptest::prelude::*;

const PERIOD: Period = Period { from: 100, until: 200 };

fn section(id: &str) -> Section {
    Section { id: id.into(), name: format!("{id}科") }
}

fn item(item: &str, section: &str, handed_in_at: u64) -> ItemFact {
    ItemFact {
        item: item.into(),
        section: section.into(),
        handed_in_at: Some(handed_in_at),
        characters: 1_000,
        ..ItemFact::default()
    }
}

fn error(item: &str, class: ErrorClass, found_at: u64) -> ErrorFact {
    ErrorFact { item: item.into(), section: "a".into(), class, found_at, confirmed_at: found_at }
}

fn looked(due: u64, done_at: Option<u64>) -> Vec<LookBackFact> {
    vec![LookBackFact { due, done_at }]
}

fn records() -> Records {
    let out = |fact: ItemFact, at: u64| ItemFact { published_at: Some(at), screened: true, ..fact };
    Records {
        period: PERIOD,
        sections: vec![section("a"), section("b"), section("idle")],
        items: vec![
            ItemFact { returned: 2, overdue: 1, ..out(item("1", "a", 100), 150) },
            ItemFact { screened: false, out_of_hours: true, ..out(item("2", "a", 150), 160) },
            ItemFact { withdrawn_at: Some(300), look_backs: looked(180, Some(170)), ..out(item("3", "b", 199), 199) },
            ItemFact { look_backs: looked(180, Some(181)), ..item("4", "b", 200) },
            ItemFact { look_backs: looked(190, None), ..out(item("5", "b", 99), 99) },
        ],
        errors: vec![
            error("1", ErrorClass::Misspelling, 150),
            error("1", ErrorClass::GraveMisstatement, 900),
            error("2", ErrorClass::Other, 149),
            error("4", ErrorClass::Other, 500),
            error("unknown", ErrorClass::Other, 150),
        ],
        attempts: vec![
            Attempt { at: 150, section: "a".into(), clause: "8".into(), item: "6".into(), ..Attempt::default() },
            Attempt { at: 150, section: "b".into(), clause: "15".into(), ..Attempt::default() },
            Attempt { at: 200, section: "b".into(), clause: "8".into(), ..Attempt::default() },
        ],
    }
}

#[test]
fn error_rates() {
    let table = error_rate(&records());
    assert!(table.definition.contains("误报不计"));
    let a = &table.rows[0];
    assert_eq!((a.rate, a.errors, a.characters), (Share { part: 1, whole: 2, permille: Some(500) }, 2, 2_000));
    assert_eq!(a.per_10_000_hundredths, Some(1_000));
    assert_eq!(
        (a.classes.grave_misstatement, a.classes.misspelling, a.classes.other),
        (1, 1, 0),
        "before hand-over nothing counts"
    );
    assert_eq!((table.rows[1].rate.part, table.rows[1].rate.whole), (0, 1));
    assert_eq!((table.rows[2].rate.permille, table.rows[2].per_10_000_hundredths), (None, None));
    assert_eq!((table.total.rate.part, table.total.rate.whole), (1, 3));
}

#[test]
fn ranks() {
    let mut records = records();
    records.sections.push(section("d"));
    records.items.push(item("7", "d", 120));
    let rows: Vec<_> = ranking(&records).rows.into_iter().map(|row| (row.rank, row.row.section.id)).collect();
    assert_eq!(rows, [(1, "b".into()), (1, "d".into()), (3, "a".into()), (0, "idle".into())]);
}

#[test]
fn screening_and_attempts_are_apart() {
    let (out, blocked) = (unscreened(&records()), blocked_attempts(&records()));
    assert_eq!(
        (out.rows[0].items.as_slice(), out.total.share.part, out.total.share.whole),
        (["2".to_owned()].as_slice(), 1, 3)
    );
    assert_eq!((blocked.rows[0].count, blocked.rows[1].count, blocked.total.count), (1, 0, 1));
}

#[test]
fn plain_counts() {
    let records = records();
    assert_eq!(overdue(&records).total.items, ["1"]);
    assert_eq!(out_of_hours(&records).total.items, ["2"]);
    assert_eq!(withdrawals(&records).total.items, ["3"]);
    assert_eq!((return_rate(&records).total.share.part, return_rate(&records).total.returns), (1, 2));
    let look_back = look_back(&records).total;
    assert_eq!((look_back.done.part, look_back.in_time.part, look_back.done.whole), (2, 1, 3));
    assert_eq!(look_back.open, ["5"]);
}

#[test]
fn months() {
    let table = monthly(&records());
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.nil, row.handed_in, row.published, row.unscreened, row.errors)).collect();
    assert_eq!(rows, [(false, 2, 2, 1, 2), (false, 1, 1, 0, 0), (true, 0, 0, 0, 0)]);
    assert_eq!((table.total.handed_in, table.total.blocked_attempts, table.total.withdrawn), (3, 1, 0));
}

#[test]
fn by_name() {
    let records = records();
    for (kind, title) in KINDS {
        let first = report(kind, &records).unwrap_or_else(|refusal| panic!("{title}: {refusal:?}"));
        assert!(first.contains("\"definition\"") && first == report(kind, &records).unwrap());
    }
    assert_eq!(report("lottery", &records).unwrap_err().code, "unknown-report");
    let never = Records { period: Period { from: 2, until: 2 }, ..Records::default() };
    assert_eq!(report("monthly", &never).unwrap_err().code, "bad-period");
}

proptest! {
    /// Sections add up to the total, whatever the records are; a section that no list names is not lost.
    #[test]
    fn rows_add_up(
        facts in prop::collection::vec((0_u8..9, 0_u8..4, 0_u64..300, any::<u64>(), any::<bool>()), 0..30),
        errors in prop::collection::vec((0_u8..9, 0_u64..300), 0..20),
    ) {
        let names = ["a", "b", "c", "d"];
        let items = facts.into_iter().map(|(number, section, at, characters, screened)| ItemFact {
            item: number.to_string(), section: names[usize::from(section)].into(), handed_in_at: Some(at), published_at: Some(at + 1),
            characters, screened, ..ItemFact::default()
        }).collect();
        let errors = errors.into_iter().map(|(number, at)| error(&number.to_string(), ErrorClass::Other, at)).collect();
        let records = Records { period: PERIOD, sections: vec![section("a")], items, errors, attempts: Vec::new() };
        let table = error_rate(&records);
        prop_assert_eq!(table.rows.iter().map(|row| row.rate.whole).sum::<u64>(), table.total.rate.whole);
        prop_assert_eq!(table.rows.iter().map(|row| row.rate.part).sum::<u64>(), table.total.rate.part);
        prop_assert_eq!(table.rows.iter().map(|row| row.errors).sum::<u64>(), table.total.errors);
        prop_assert!(table.rows.iter().all(|row| row.rate.part <= row.rate.whole));
        let ranked = ranking(&records).rows;
        prop_assert_eq!(ranked.len(), table.rows.len());
        let published = unscreened(&records);
        prop_assert_eq!(published.rows.iter().map(|row| row.share.part).sum::<u64>(), published.total.share.part);
        let returns = monthly(&records);
        prop_assert_eq!(returns.rows.iter().map(|row| row.handed_in).sum::<u64>(), returns.total.handed_in);
    }
}
