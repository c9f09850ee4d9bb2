//! Conformance: the same cases through the crate, the component and the running host, asserting the clause of every refusal.

mod accounts;
mod case;
mod component_driver;
mod crate_driver;
mod host_driver;
mod judges;

use case::{Case, Deed, Outcome, Step};
use std::fs;
use std::path::PathBuf;

/// Runs the steps of one case.
trait Driver {
    /// Take a step at a time in milliseconds UTC.
    fn take(&mut self, step: &Step, now: u64) -> Outcome;
    /// What the answers asked for under clause 10 are due, as the person sees it.
    fn due(&mut self, step: &Step, now: u64) -> Vec<String>;
}

/// When every case begins: Monday 2025-03-03, 09:30 in Asia/Shanghai.
const START: u64 = 1_740_965_400_000;

#[test]
fn through_the_crate() {
    run_all("crate", |settings| Box::new(crate_driver::CrateDriver::new(settings)));
}

#[test]
fn through_the_component() {
    run_all("component", |settings| Box::new(component_driver::ComponentDriver::new(settings)));
}

#[test]
fn through_the_host() {
    run_all("host", |settings| Box::new(host_driver::HostDriver::new(settings)));
}

#[test]
fn every_article_has_a_passing_and_a_refusing_case() {
    for article in (1..=21).map(|number| number.to_string()) {
        let of_article = |clause: &str| clause.split('.').next() == Some(article.as_str());
        let cases: Vec<_> = cases().into_iter().filter(|(_, case)| of_article(&case.clause)).collect();
        let refusing =
            |case: &Case| case.step.iter().flat_map(|step| &step.refused).any(|refused| of_article(&refused.clause));
        assert!(cases.iter().any(|(_, case)| refusing(case)), "article {article} has no refusing case");
        assert!(cases.iter().any(|(_, case)| !refusing(case)), "article {article} has no passing case");
    }
}

fn run_all(driver: &str, start: impl Fn(&str) -> Box<dyn Driver>) {
    let (mut ran, mut failed) = (0, Vec::new());
    for (path, case) in cases() {
        if case.drivers.is_empty() || case.drivers.iter().any(|name| name == driver) {
            failed.extend(run(&path, &case, start(&case.settings()).as_mut()).err());
            ran += 1;
        }
    }
    assert!(ran > 0, "no case for {driver}");
    assert!(failed.is_empty(), "{} of {ran} cases through the {driver}:\n{}", failed.len(), failed.join("\n"));
}

fn run(path: &std::path::Path, case: &Case, driver: &mut dyn Driver) -> Result<(), String> {
    let mut now = START;
    for (number, step) in (1..).zip(&case.step) {
        now += step.after_minutes * 60_000;
        let expected = if step.refused.is_empty() {
            Outcome::Done(step.events.clone())
        } else {
            Outcome::Refused(step.refused.clone())
        };
        let outcome = if matches!(step.what, Deed::File) { file(driver, now) } else { driver.take(step, now) };
        let due = if step.due.is_empty() { Vec::new() } else { driver.due(step, now) };
        if due != step.due {
            return Err(format!("{}, step {number}: due {due:?}, expected {:?}", path.display(), step.due));
        }
        if outcome != expected {
            let (path, person, title) = (path.display(), &step.person, &case.title);
            return Err(format!("{path}, step {number}: {person} — {title}\n  {outcome:?}\n  expected {expected:?}"));
        }
    }
    Ok(())
}

/// All steps of filing; the first refusal ends them.
fn file(driver: &mut dyn Driver, now: u64) -> Outcome {
    let mut kinds = Vec::new();
    for (person, step) in xianshen_tests::FILING {
        let what = Deed::Filing { step: step.to_owned(), with: serde_json::Map::new() };
        let (events, due, refused) = (Vec::new(), Vec::new(), Vec::new());
        let (person, network) = (person.to_owned(), case::Network::Office);
        match driver.take(&Step { person, network, after_minutes: 0, what, events, due, refused }, now) {
            Outcome::Done(more) => kinds.extend(more),
            refused @ Outcome::Refused(_) => return refused,
        }
    }
    Outcome::Done(kinds)
}

/// How a case writes a due day.
fn due_text(day: &str, provisional: bool, overdue: bool) -> String {
    let mark = if provisional { " 暂定" } else { "" };
    let late = if overdue { " 逾期" } else { "" };
    format!("{day}{mark}{late}")
}

fn cases() -> Vec<(PathBuf, Case)> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/cases"));
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(root).expect("the cases are there") {
        for file in fs::read_dir(folder.expect("readable").path()).expect("readable") {
            paths.push(file.expect("readable").path());
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("readable");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let asserts =
            |step: &Step| step.refused.is_empty() || step.refused.iter().any(|refused| !refused.clause.is_empty());
        assert!(case.step.iter().all(asserts), "{}: a refusal without a clause", path.display());
        (path, case)
    };
    paths.into_iter().map(read).collect()
}
