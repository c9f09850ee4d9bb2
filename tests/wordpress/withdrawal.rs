//! Taking down works without the gate, and is reported when it is back.

use crate::wordpress::{item, start};
use serde_json::json;

const DOWN: &str = "address=http://127.0.0.1:9";

/// What the host knows about an item, as the connector asks.
fn reported(site: &crate::site::Site, id: u64) -> String {
    let code = format!("echo Xianshen_Client::get('/items/post-{id}')['reported']['state'] ?? '';");
    site.php("admin", &code)
}

#[test]
fn the_address_is_reported_and_a_withdrawal_too() {
    let Some(site) = start() else { return };
    let id = site.live("关于撤下的通知甲");
    assert_eq!(reported(site, id), "published");
    let address = site.php("admin", &format!("echo Xianshen_Client::get('/items/post-{id}')['reported']['address'];"));
    assert!(address.contains(&format!("p={id}")), "{address}");
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &json!({"status": "draft"})).ok();
    assert!(!site.is_public(id));
    assert_eq!(reported(site, id), "withdrawn");
}

#[test]
fn taking_down_works_while_the_gate_is_down_and_is_reported_later() {
    let Some(site) = start() else { return };
    let (one, two) = (site.live("关于撤下的通知乙"), site.live("关于撤下的通知丙"));
    let down = [("X-Test-Gate", DOWN)];
    site.rest_with("luren", "POST", &format!("/wp/v2/posts/{one}"), &json!({"status": "draft"}), &down).ok();
    site.rest_with("fabu", "DELETE", &format!("/wp/v2/posts/{two}"), &json!({}), &down).ok();
    assert!(!site.is_public(one) && !site.is_public(two));
    site.php("admin", "do_action('xianshen_flush');");
    assert_eq!((reported(site, one), reported(site, two)), ("withdrawn".to_owned(), "withdrawn".to_owned()));
    assert_eq!(site.desk.case(&item(one))["view"]["stage"], "published", "the record of the case stays");
}
