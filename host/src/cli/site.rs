//! Which site a command is about.

use crate::storage::Store;

/// The site that was named, or the only one the store has.
pub(super) async fn of(store: &Store, named: Option<&str>) -> Result<String, (&'static str, String)> {
    let sites = store.sites().await.map_err(|error| ("data", error.to_string()))?;
    choose(named, &sites)
}

/// The site that was named, or the only one there is.
pub(super) fn choose(given: Option<&str>, sites: &[String]) -> Result<String, (&'static str, String)> {
    match (given, sites) {
        (Some(site), _) => Ok(site.to_owned()),
        (None, [site]) => Ok(site.clone()),
        (None, _) => Err(("which-site", format!("请用 --site 指明站点：{}", sites.join("、")))),
    }
}
