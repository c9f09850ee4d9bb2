//! The pages of the administration: classic editor, quick edit, bulk edit, restoring a revision, the trash, the settings.

use crate::http::{self, Answer};
use crate::site::Site;
use crate::wordpress::{TEXT, block, start};

/// A browser of a signed-in user.
struct Browser<'s> {
    site: &'s Site,
    cookies: String,
}

impl Site {
    fn browser(&self, login: &str) -> Browser<'_> {
        let form = format!("log={login}&pwd={login}&testcookie=1");
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Cookie", "wordpress_test_cookie=WP%20Cookie%20check"),
        ];
        let answer = http::send(&self.address, "POST", "/wp-login.php", &headers, form.as_bytes()).expect("an answer");
        let set = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let cookies: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
        assert!(cookies.iter().any(|cookie| cookie.starts_with("wordpress_logged_in")), "{}", answer.text());
        Browser { site: self, cookies: cookies.join("; ") }
    }
}

impl Browser<'_> {
    fn send(&self, method: &str, path: &str, form: &str) -> Answer {
        let headers = [
            ("Cookie", self.cookies.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("X-Test-Classic", "1"),
        ];
        http::send(&self.site.address, method, path, &headers, form.as_bytes()).expect("WordPress answers")
    }

    fn get(&self, path: &str) -> String {
        self.send("GET", path, "").text()
    }

    /// The publish button of the classic editor.
    fn publish(&self, id: u64, content: &str) -> Answer {
        let page = self.get(&format!("/wp-admin/post.php?post={id}&action=edit"));
        let nonce = between(&page, "name=\"_wpnonce\" value=\"", "\"");
        let (title, author) = (self.site.column(id, "post_title"), self.site.users["bianji"].id);
        let form = format!(
            "action=editpost&post_ID={id}&post_type=post&post_author={author}&_wpnonce={nonce}&post_title={}&content={}&publish=1&original_post_status=draft",
            encoded(&title),
            encoded(content)
        );
        self.send("POST", "/wp-admin/post.php", &form)
    }
}

/// What stands between two texts.
#[track_caller]
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("{start} is not in {text}")).1;
    rest.split_once(end).expect("an end").0
}

/// A form's value.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn the_classic_editor() {
    let Some(site) = start() else { return };
    let browser = site.browser("fabu");
    let id = site.draft("关于页面编辑的通知甲", &block(TEXT));
    let answer = browser.publish(id, &block(TEXT));
    assert!(answer.status == 403 && answer.text().contains("先审闸门拒绝发布"), "{} {}", answer.status, answer.text());
    site.is_kept(id);
    site.clear(id);
    let answer = browser.publish(id, &block(&TEXT.replace("九月", "十月")));
    assert!(answer.status == 403 && answer.text().contains("一个字的改动"), "{}", answer.text());
    let answer = browser.publish(id, &block(TEXT));
    assert_eq!(answer.status, 302, "{}", answer.text());
    assert!(site.is_public(id));
}

#[test]
fn quick_edit() {
    let Some(site) = start() else { return };
    let browser = site.browser("fabu");
    let id = site.draft("关于快速编辑的通知", &block(TEXT));
    let page = browser.get("/wp-admin/edit.php");
    let nonce = between(&page, "name=\"_inline_edit\" value=\"", "\"").to_owned();
    let (date, author) = (site.column(id, "post_date"), site.users["bianji"].id);
    let (day, time) = date.split_once(' ').expect("a date");
    let (day, time): (Vec<&str>, Vec<&str>) = (day.split('-').collect(), time.split(':').collect());
    let publish = || {
        let form = format!(
            "action=inline-save&post_type=post&post_ID={id}&post_author={author}&edit_date=true&post_status=publish&_status=publish&_inline_edit={nonce}&post_title={}\
             &post_view=list&screen=edit-post&aa={}&mm={}&jj={}&hh={}&mn={}&ss={}",
            encoded("关于快速编辑的通知"),
            day[0],
            day[1],
            day[2],
            time[0],
            time[1],
            time[2]
        );
        browser.send("POST", "/wp-admin/admin-ajax.php", &form)
    };
    let answer = publish();
    assert!(answer.status == 200 && answer.text().contains("先审闸门拒绝发布"), "{}", answer.text());
    assert!(!answer.text().contains("<tr"), "the row is not replaced as if it had worked");
    site.is_kept(id);
    site.clear(id);
    let answer = publish();
    assert!(answer.text().contains("<tr"), "{}", answer.text());
    assert!(site.is_public(id));
}

#[test]
fn bulk_edit_lets_the_cleared_ones_out_and_names_the_others() {
    let Some(site) = start() else { return };
    let browser = site.browser("piliang");
    let cleared = site.cleared("关于批量编辑的通知甲");
    let draft = site.draft("关于<b>批量</b>编辑的通知乙", &block(TEXT));
    let page = browser.get("/wp-admin/edit.php");
    let nonce = between(&page, "name=\"_wpnonce\" value=\"", "\"").to_owned();
    let form = format!(
        "post_type=post&action=edit&bulk_edit=Update&_wpnonce={nonce}&post%5B%5D={cleared}&post%5B%5D={draft}&_status=publish\
         &post_author=-1&comment_status=&ping_status=&sticky=-1&post_parent=-1&page_template=-1"
    );
    let answer = browser.send("GET", &format!("/wp-admin/edit.php?{form}"), "");
    assert_eq!(answer.status, 302, "{}", answer.text());
    assert!(answer.header("location").contains("updated=1"), "{}", answer.header("location"));
    assert!(site.is_public(cleared));
    site.is_kept(draft);
    let list = browser.get("/wp-admin/edit.php");
    assert!(list.contains("先审闸门拒绝发布《"), "the list says which one and why");
    assert!(!list.contains("拒绝发布《关于<b>"), "a title is text");
}

#[test]
fn a_restored_revision_does_not_change_what_readers_see() {
    let Some(site) = start() else { return };
    let browser = site.browser("fabu");
    let id = site.draft("关于恢复版本的通知", &block(&TEXT.replace("九月", "八月")));
    // Each change leaves a version.
    for text in ["本局定于八月开展调查。", TEXT] {
        let content = serde_json::json!({"content": block(text)});
        site.rest("bianji", "POST", &format!("/wp/v2/posts/{id}"), &content).ok();
    }
    let old = site.php(
        "admin",
        &format!("foreach (wp_get_post_revisions({id}) as $r) {{ if (false !== strpos($r->post_content, '八月')) {{ echo $r->ID; break; }} }}"),
    );
    site.clear(id);
    site.publish(id).ok();
    let nonce_code = format!("echo wp_create_nonce('restore-post_{old}');");
    // A page's nonce belongs to its session, so the page is asked for it.
    let page = browser.get(&format!("/wp-admin/revision.php?revision={old}"));
    let link =
        between(&page, &format!("revision={old}&action=restore&_wpnonce="), "\"").trim_end_matches('\\').to_owned();
    assert_ne!(link, site.php("fabu", &nonce_code), "another session has another nonce");
    let answer =
        browser.send("GET", &format!("/wp-admin/revision.php?revision={old}&action=restore&_wpnonce={link}"), "");
    assert!(answer.status == 403 && answer.text().contains("先审闸门拒绝发布"), "{} {}", answer.status, answer.text());
    assert!(site.reader(&format!("/?p={id}")).text().contains("九月"));
}

#[test]
fn the_settings_say_what_is_wrong_and_never_show_the_token() {
    let Some(site) = start() else { return };
    let browser = site.browser("admin");
    let page = browser.get("/wp-admin/options-general.php?page=xianshen-gate");
    assert!(page.contains("连接器令牌") && !page.contains(&site.token), "the token is not on the page");
    let diagnose = |failure: &str| site.php_with("admin", "echo implode('|', Xianshen_Admin::diagnose());", failure);
    assert!(diagnose("").starts_with("正常："), "{}", diagnose(""));
    assert!(diagnose("site=other").contains("站点不符"));
    assert!(diagnose("token=xsc_wrong").contains("令牌无效"));
    assert!(diagnose("address=http://127.0.0.1:9").contains("无法连接"));
    let editor = site.browser("fabu").send("POST", "/wp-admin/admin-post.php", "action=xianshen_test");
    assert_eq!(editor.status, 403, "only an administrator tests");
    let forged = browser.send("POST", "/wp-admin/admin-post.php", "action=xianshen_test&_wpnonce=x");
    assert_eq!(forged.status, 403, "and only from the page");
}
