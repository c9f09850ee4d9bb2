//! The detector against a real WordPress (clause 8): whatever goes around the gate is found, and nothing else.

use crate::site::Site;
use crate::wordpress::{TEXT, block, item};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use std::time::Duration;
use xianshen_tests::program;

/// A content that the system renders: quotes, dashes, ellipses, lines, a link, a character in a reference.
const RENDERED: &str = "他说:\"九月开展\",欢迎'企业'参加...\n第二行 - 说明 &amp; 备注\n\n<a href=\"http://example.com/a?b=1&amp;c=2\">附件</a>";

/// One walk.
struct Walked {
    code: i32,
    json: Value,
}

impl Walked {
    fn open(&self, item: &str) -> Vec<&Value> {
        self.json["open"].as_array().expect("a list").iter().filter(|it| it["item"] == item).collect()
    }

    #[track_caller]
    fn one(&self, item: &str, code: &str) -> &Value {
        let open = self.open(item);
        assert_eq!(open.len(), 1, "{}", self.json);
        assert_eq!(open[0]["code"], code, "{}", self.json);
        open[0]
    }

    fn count(&self, name: &str) -> u64 {
        self.json["walks"][0][name].as_u64().unwrap_or_else(|| panic!("{name} in {}", self.json))
    }

    fn opened(&self) -> usize {
        self.json["walks"][0]["opened"].as_array().map_or(usize::MAX, Vec::len)
    }
}

impl Site {
    /// Runs the command; the server's own walk may be on its way.
    fn detect(&self) -> Walked {
        for _ in 0..100 {
            let mut command = Command::new(program());
            command.args(["detect", "wordpress", "--demo", "--json", "--settle", "0", "--data"]).arg(&self.data);
            let output = command.output().expect("the program runs");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            if said.contains("not-walked") {
                std::thread::sleep(Duration::from_millis(200));
                continue;
            }
            let text = String::from_utf8_lossy(&output.stdout);
            let json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}{said}"));
            return Walked { code: output.status.code().unwrap_or(-1), json };
        }
        panic!("somebody else walks for ever");
    }

    fn sql(&self, sql: &str) {
        let code = format!("global $wpdb; echo false === $wpdb->query({}) ? 'no' : 'ok';", quoted(sql));
        assert_eq!(self.php("admin", &code), "ok", "{sql}");
    }

    /// A post that somebody wrote into the database.
    fn planted(&self, title: &str, date: &str) -> u64 {
        let code = format!(
            "global $wpdb; $wpdb->insert($wpdb->posts, array('post_title' => '{title}', 'post_content' => '没有审过的正文', \
             'post_status' => 'publish', 'post_type' => 'post', 'post_name' => uniqid('x'), 'post_date' => '{date}', \
             'post_date_gmt' => '{date}', 'post_modified' => '{date}', 'post_modified_gmt' => '{date}', 'post_excerpt' => '', \
             'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '')); echo $wpdb->insert_id;"
        );
        self.php("admin", &code).parse().expect("a number")
    }

    fn incidents(&self) -> Value {
        self.desk.get("lin-xiao", "/api/registers/incident").ok()
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[test]
fn what_goes_around_the_gate_is_found_once_and_told_when_it_is_mended() {
    if crate::skipped() {
        return;
    }
    let site = Site::start("detect");
    let old = site.planted("启用以前的旧稿", "2020-01-01 00:00:00");
    let plain = site.live("关于“比对”的通知 - 甲");
    let rendered = site.draft("关于R&D的\"通知\"", RENDERED);
    site.clear(rendered);
    site.publish(rendered).ok();
    let address = format!("http://{}", site.address);
    crate::site::connector(
        &["watch", "wordpress", "--minutes", "10080", "--channel", "portal", "--address", &address],
        &site.data,
    );

    // A clean site.
    let clean = site.detect();
    assert_eq!((clean.code, clean.json["open"].as_array().map(Vec::len)), (0, Some(0)), "{}", clean.json);
    assert_eq!(
        (clean.count("shown"), clean.count("as_cleared"), clean.count("from_before")),
        (3, 2, 1),
        "{}",
        clean.json
    );
    assert!(site.incidents()["entries"].as_array().is_some_and(Vec::is_empty));

    raw_sql(&site, plain);
    filters(&site, plain, rendered);
    never_cleared(&site, old);
    taken_down(&site, plain);
    a_secret(&site, rendered);
}

fn raw_sql(site: &Site, plain: u64) {
    let name = item(plain);
    site.sql(&format!("UPDATE wp_posts SET post_content = replace(post_content, '九月', '十月') WHERE ID = {plain}"));
    let changed = site.detect();
    assert_eq!((changed.code, changed.opened()), (1, 1), "{}", changed.json);
    let finding = changed.one(&name, "changed");
    let what = finding["what"].as_str().expect("words");
    assert!(what.contains("少了“九”") && what.contains("多了“十”"), "{what}");
    let register = site.incidents();
    let incident = &register["state"]["incidents"][0];
    assert_eq!((&incident["source"], &incident["item"]), (&json!("monitoring"), &json!(name)), "{register}");
    assert_eq!(incident["id"], finding["incident"]);
    // The same content is the same incident.
    let again = site.detect();
    assert_eq!((again.code, again.opened()), (1, 0), "{}", again.json);
    assert_eq!(site.incidents()["sequence"], register["sequence"]);
    let page = site.desk.get("lin-xiao", "/api/detector").ok();
    assert_eq!((&page["open"][0]["item"], &page["before_count"]), (&json!(name), &json!(1)), "{page}");
    // Put right: the register knows, people close.
    site.sql(&format!("UPDATE wp_posts SET post_content = replace(post_content, '十月', '九月') WHERE ID = {plain}"));
    let mended = site.detect();
    assert_eq!((mended.code, mended.json["open"].as_array().map(Vec::len)), (0, Some(0)), "{}", mended.json);
    let register = site.incidents();
    assert!(register["state"]["incidents"][0]["recovered_at"].is_u64(), "{register}");
    assert_eq!(register["tasks"][0]["code"], "closing-due", "{register}");
}

fn filters(site: &Site, plain: u64, rendered: u64) {
    let plugin = site.folder.join("wp-content/mu-plugins/mu-bad.php");
    let code = "<?php add_filter('the_content', function ($text) { return $text . '<a href=\"https://bet.example/\">&#8203;</a>'; });";
    fs::write(&plugin, code).expect("written");
    let bad = site.detect();
    assert_eq!((bad.code, bad.opened()), (1, 3), "every item, the old one too: {}", bad.json);
    for id in [plain, rendered] {
        let what = bad.one(&item(id), "changed")["what"].as_str().expect("words").to_owned();
        assert!(what.contains("//bet.example/"), "{what}");
    }
    fs::remove_file(&plugin).expect("removed");
    let good = site.detect();
    assert_eq!((good.code, good.json["open"].as_array().map(Vec::len)), (0, Some(0)), "{}", good.json);
}

fn never_cleared(site: &Site, old: u64) {
    // The date is whatever who wrote it says.
    let planted = site.planted("没有审过的", "2019-01-01 00:00:00");
    let found = site.detect();
    assert_eq!((found.code, found.opened()), (1, 1), "{}", found.json);
    found.one(&item(planted), "never-cleared");
    site.sql(&format!("DELETE FROM wp_posts WHERE ID = {planted}"));
    site.sql(&format!("UPDATE wp_posts SET post_content = '改过的旧稿' WHERE ID = {old}"));
    let found = site.detect();
    assert!(found.open(&item(planted)).is_empty(), "{}", found.json);
    found.one(&item(old), "changed-from-before");
    site.sql(&format!("UPDATE wp_posts SET post_content = '没有审过的正文' WHERE ID = {old}"));
    assert_eq!(site.detect().code, 0);
}

fn taken_down(site: &Site, plain: u64) {
    let name = item(plain);
    // Not shown, and nobody said so: a notice.
    site.sql(&format!("UPDATE wp_posts SET post_status = 'draft' WHERE ID = {plain}"));
    let gone = site.detect();
    assert_eq!(gone.code, 0, "{}", gone.json);
    assert_eq!(gone.one(&name, "gone")["incident"], 0);
    site.sql(&format!("UPDATE wp_posts SET post_status = 'publish' WHERE ID = {plain}"));
    assert!(site.detect().open(&name).is_empty());
    // Taken down, and there again.
    site.rest("bianji", "POST", &format!("/wp/v2/posts/{plain}"), &json!({"status": "draft"})).ok();
    let down = site.detect();
    assert!(down.open(&name).is_empty(), "{}", down.json);
    site.sql(&format!("UPDATE wp_posts SET post_status = 'publish' WHERE ID = {plain}"));
    let shown = site.detect();
    assert_eq!(shown.code, 1);
    shown.one(&name, "still-shown");
    site.sql(&format!("DELETE FROM wp_posts WHERE ID = {plain}"));
    assert_eq!(site.detect().code, 0);
}

fn a_secret(site: &Site, rendered: u64) {
    let name = item(rendered);
    site.sql(&format!("UPDATE wp_posts SET post_content = '机密★10年' WHERE ID = {rendered}"));
    let found = site.detect();
    let what = found.one(&name, "changed")["what"].as_str().expect("words").to_owned();
    assert!(!what.contains('★') && what.contains("国家秘密标志"), "{what}");
    let register = site.incidents();
    let incident = register["state"]["incidents"].as_array().and_then(|all| all.last()).expect("an incident");
    assert_eq!(incident["grave"], true, "{incident}");
    for file in ["xianshen.db", "xianshen.db-wal"] {
        let bytes = fs::read(site.data.join(file)).unwrap_or_default();
        let mark = "机密★10年".as_bytes();
        assert!(!bytes.windows(mark.len()).any(|it| it == mark), "{file} keeps the text");
    }
    site.clear_block_again(rendered);
}

impl Site {
    /// What was published is put back from the record of the gate: a text that is as it was cleared is fine again.
    fn clear_block_again(&self, id: u64) {
        let code = format!(
            "global $wpdb; $wpdb->update($wpdb->posts, array('post_content' => {}), array('ID' => {id}));",
            quoted(RENDERED)
        );
        self.php("admin", &code);
        assert_eq!(self.detect().code, 0);
        // The ordinary way goes on working.
        let next = self.draft("关于比对之后的通知", &block(TEXT));
        self.clear(next);
        self.publish(next).ok();
        assert_eq!(self.detect().code, 0);
    }
}
