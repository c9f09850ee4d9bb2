//! Hostile and large content, many posts at once, two editors at once.

use crate::wordpress::{TEXT, block, item, start};
use serde_json::json;

#[test]
fn hostile_content_is_text_in_every_message() {
    let Some(site) = start() else { return };
    let title = "</title><script>alert(1)</script>关于“><img src=x onerror=alert(2)>";
    let id = site.php(
        "admin",
        &format!("echo wp_insert_post(wp_slash(array('post_title' => '{title}', 'post_content' => '<script>alert(3)</script>', 'post_status' => 'draft')));"),
    );
    let id: u64 = id.parse().expect("a number");
    site.publish(id).refused("not-reviewed");
    let notices = site.php(
        "fabu",
        &format!("set_transient('xianshen_refusals_' . get_current_user_id(), array(array('id' => {id}, 'title' => get_post({id})->post_title, 'message' => '<script>alert(4)</script>'))); Xianshen_Channels::notices();"),
    );
    assert!(notices.contains("拒绝发布") && !notices.contains("<script") && !notices.contains("<img"), "{notices}");
    site.submit(id).ok();
    let page = site.desk.get("zhou-min", &format!("/api/items/{}", item(id))).ok();
    assert!(page["view"]["stage"] == "screened", "{page}");
}

#[test]
fn a_text_of_five_megabytes_is_decided_on() {
    let Some(site) = start() else { return };
    let long = TEXT.repeat(5 * 1024 * 1024 / TEXT.len());
    let code = format!(
        "echo wp_insert_post(array('post_title' => '关于长文的通知', 'post_author' => {}, 'post_status' => 'draft', 'post_content' => str_repeat('{TEXT}', {})));",
        site.users["bianji"].id,
        5 * 1024 * 1024 / TEXT.len()
    );
    let id: u64 = site.php("bianji", &code).parse().expect("a number");
    let answer = site.publish(id);
    // On a busy machine the engine's time runs out, which refuses too.
    let reason = answer.body["data"]["reason"].as_str().unwrap_or_default().to_owned();
    assert!(["not-reviewed", "engine-failure"].contains(&&*reason), "{}", answer.body);
    site.is_kept(id);
    assert_eq!(site.column(id, "length(post_content)"), long.chars().count().to_string());
}

#[test]
fn many_posts_at_once_are_all_kept_back() {
    let Some(site) = start() else { return };
    let code = format!(
        "$kept = 0; for ($i = 0; $i < 100; $i++) {{ $id = wp_insert_post(array('post_title' => '批量' . $i, 'post_content' => '{TEXT}', 'post_status' => 'draft')); \
         wp_update_post(array('ID' => $id, 'post_status' => 'publish')); if ('draft' === get_post_status($id)) {{ $kept++; }} }} echo $kept;"
    );
    assert_eq!(site.php("fabu", &code), "100");
}

#[test]
fn two_publishers_at_once_publish_once() {
    let Some(site) = start() else { return };
    let id = site.cleared("关于同时发布的通知");
    let publish = || std::thread::spawn(move || site.publish(id).status);
    let answers = [publish(), publish()].map(|thread| thread.join().expect("an answer"));
    assert!(answers.contains(&200), "{answers:?}");
    assert!(site.is_public(id));
    let events = site.desk.case(&item(id))["events"].as_array().expect("events").clone();
    assert_eq!(events.iter().filter(|event| event["kind"] == "published").count(), 1);
}

#[test]
fn a_secrecy_mark_stops_at_the_gate() {
    let Some(site) = start() else { return };
    let id = site.draft("关于标志的通知", &block("机密★10年"));
    let answer = site.rest("bianji", "POST", &format!("/xianshen/v1/posts/{id}/submit"), &json!({"card": {
        "openness": "active", "openness_reason": "属于应当主动公开的信息", "classification": "not_secret", "leaders": "none"
    }}));
    let message = answer.refused("secrecy-stop");
    assert!(!message.contains('★'), "{message}");
    site.publish(id).refused("secrecy-stop");
}
