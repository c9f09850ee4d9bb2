//! The editors of WordPress in a real browser: write, see a finding, mend it, hand in, publish after three signatures; then
//! change one character and be refused.

use crate::chromium::Chromium;
use crate::keyboard::{CONTROL, END};
use crate::site::Site;
use crate::wordpress::{block, item, start};
use serde_json::{Value, json};

/// The slip that is typed, and what it should be.
const SLIP: [&str; 2] = ["按步就班", "按部就班"];
/// Text that would run if anything of the panel were put in as HTML. `WordPress` escapes it in the title it shows itself.
const HOSTILE: &str = "<img src=x onerror=\"window.hit=1\">";

#[test]
fn from_the_first_word_to_the_refusal() {
    if browserless() {
        return;
    }
    let Some(site) = start() else { return };
    let desk = WordPress { page: Chromium::start("wordpress"), site };
    desk.log_in("bianji");
    let id = desk.write();
    desk.mend();
    desk.hand_in();
    desk.leave(id);
    site.sign(&item(id));
    desk.log_in("fabu");
    desk.publish(id);
    desk.change_one_character(id);
    desk.nothing_ran();
}

#[test]
fn the_classic_editor_shows_what_the_block_editor_shows() {
    if browserless() {
        return;
    }
    let Some(site) = start() else { return };
    let id = site.draft(&format!("关于经典编辑器的通知{HOSTILE}"), &block(&format!("各单位要{}推进工作。", SLIP[0])));
    let desk = WordPress { page: Chromium::start("wordpress-classic"), site };
    desk.log_in("bianji");
    desk.page.session.browser("Network.enable", &json!({}));
    desk.page.session.browser("Network.setExtraHTTPHeaders", &json!({"headers": {"X-Test-Classic": "1"}}));
    desk.open(id);
    desk.page
        .wait("the classic editor", "window.tinymce && tinymce.get('content') && tinymce.get('content').initialized");
    desk.finds(SLIP[0]);
    desk.page.picture("1-finding");
    // A second after its start WordPress's editor notes what it calls unchanged.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    desk.page.session.run("document.getElementById('content-html').click()");
    desk.page.session.run("document.getElementById('content').focus()");
    desk.page.session.press(&[CONTROL, END]);
    desk.page.session.enter("要再接再励。");
    desk.finds("再接再励");
    desk.fill_in();
    desk.press_submit();
    desk.page.wait("the request to save first", &desk.refusal_says("请先保存草稿"));
    desk.page.picture("2-unsaved");
    desk.nothing_ran();
}

/// Whether the person at the machine wants no browser; says so in one line.
fn browserless() -> bool {
    let is_one = |name: &str| std::env::var_os(name).is_some_and(|value| value == "1");
    let skip = is_one("XIANSHEN_SKIP_BROWSER") && std::env::var_os("CI").is_none();
    if skip {
        println!("跳过编辑器中的浏览器测试：已设 XIANSHEN_SKIP_BROWSER=1。");
    }
    skip
}

struct WordPress {
    page: Chromium,
    site: &'static Site,
}

impl WordPress {
    fn log_in(&self, login: &str) {
        let page = &self.page;
        page.session.must("DELETE", "/cookie", &json!(null));
        self.go("/wp-login.php");
        for field in ["user_login", "user_pass"] {
            page.wait("the form", &format!("document.getElementById('{field}')"));
            page.session.run(&format!("document.getElementById('{field}').focus()"));
            page.session.enter(login);
        }
        page.session.run("document.getElementById('loginform').submit()");
        page.wait("the administration", "location.pathname.startsWith('/wp-admin')");
    }

    fn go(&self, path: &str) {
        self.page.session.go(&format!("http://{}{path}", self.site.address));
    }

    fn open(&self, id: u64) {
        self.go(&format!("/wp-admin/post.php?post={id}&action=edit"));
        self.page.wait("the panel", "document.getElementById('xianshen')");
    }

    /// Closes the editor. WordPress keeps a post locked for some seconds after that; nobody waits for them here.
    fn leave(&self, id: u64) {
        self.go("/wp-admin/index.php");
        self.page.wait("the dashboard", "document.getElementById('dashboard-widgets')");
        assert_eq!(self.site.php("admin", &format!("delete_post_meta({id}, '_edit_lock'); echo 'ok';")), "ok");
    }

    /// Waits for the block editor, without the tour that it offers on the first visit.
    fn block_editor(&self) {
        let page = &self.page;
        page.wait("the block editor", "window.wp && wp.data && wp.data.select('core/editor').getCurrentPostId()");
        page.session.run("wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false)");
        page.wait("the title", "document.querySelector('.editor-post-title__input')");
        page.wait("the panel", "document.getElementById('xianshen')");
        page.wait("no tour", "!document.querySelector('.components-modal__screen-overlay')");
    }

    /// Types title and text; the findings follow.
    fn write(&self) -> u64 {
        let page = &self.page;
        self.go("/wp-admin/post-new.php");
        self.block_editor();
        page.session.run("document.querySelector('.editor-post-title__input').focus()");
        page.session.enter("关于块编辑器的通知");
        self.type_text(&format!("各单位要{}推进工作。", SLIP[0]));
        self.finds(SLIP[0]);
        assert!(self.text(".xianshen-stage").contains("尚未送审"));
        page.picture("1-finding");
        page.session.run("return wp.data.select('core/editor').getCurrentPostId()").as_u64().expect("a number")
    }

    /// Types the text into the only paragraph, in place of what is there.
    fn type_text(&self, text: &str) {
        let page = &self.page;
        let there = page.session.run("return Boolean(document.querySelector('[data-type=\"core/paragraph\"]'))");
        if there == json!(true) {
            page.session.run("document.querySelector('[data-type=\"core/paragraph\"]').focus()");
            page.session.press(&[CONTROL, 'a']);
        } else {
            page.session.run("document.querySelector('.block-editor-default-block-appender__content').click()");
            page.wait("a paragraph", "document.activeElement.dataset.type === 'core/paragraph'");
        }
        page.session.enter(text);
    }

    fn mend(&self) {
        self.type_text(&format!("各单位要{}推进工作。", SLIP[1]));
        self.page.wait("no finding", "document.querySelectorAll('.xianshen-findings > li').length === 0");
        self.page.wait("the count", "document.querySelector('.xianshen-count').textContent.includes('0')");
    }

    fn hand_in(&self) {
        let page = &self.page;
        // Nothing is chosen beforehand, and what is not decided is asked for.
        self.press_submit();
        page.wait("the question", &self.refusal_says("送审前请填写：公开属性、公开理由、来源文件、涉及领导人"));
        page.picture("2-undecided");
        self.fill_in();
        self.press_submit();
        page.wait("the state", "document.querySelector('.xianshen-stage').textContent.includes('等待初审')");
        assert!(self.text(".xianshen-missing").contains("初审"), "what is missing is named");
        assert_eq!(page.session.run("return document.querySelector('.xianshen-refusal').hidden"), true);
        page.picture("3-handed-in");
    }

    fn fill_in(&self) {
        let card = [
            ("openness", "active"),
            ("reason", "属于应当主动公开的信息"),
            ("classification", "not_secret"),
            ("leaders", "none"),
        ];
        for (field, value) in card {
            self.page.session.run(&format!("document.getElementById('xianshen-{field}').value = '{value}'"));
        }
    }

    /// Opens the part of the panel that hands in, and presses its button.
    fn press_submit(&self) {
        let press =
            "document.querySelector('.xianshen-card').open = true; document.querySelector('.xianshen-submit').click()";
        self.page.session.run(press);
        self.page.wait("an answer", "!document.querySelector('.xianshen-submit').disabled");
    }

    /// The publisher presses the editor's own buttons.
    fn publish(&self, id: u64) {
        let page = &self.page;
        self.open(id);
        self.block_editor();
        page.wait("the state", "document.querySelector('.xianshen-stage').textContent.includes('审查通过')");
        let next = self.text(".xianshen-stage");
        assert!(next.contains("发布员") && !next.contains("采编员"), "who is next, and nobody else: {next}");
        page.picture("4-cleared");
        self.press(".editor-post-publish-panel__toggle");
        self.press(".editor-post-publish-panel .editor-post-publish-button");
        page.wait("the publication", "wp.data.select('core/editor').isCurrentPostPublished()");
        page.wait("the state", "document.querySelector('.xianshen-stage').textContent.includes('已发布')");
        page.picture("5-published");
        assert!(self.site.is_public(id));
        let case = self.site.desk.case(&item(id));
        assert_eq!(case["view"]["stage"], "published", "{case}");
        let code = format!("echo Xianshen_Client::get('/items/post-{id}')['reported']['address'] ?? '';");
        let address = self.site.php("admin", &code);
        assert!(address.ends_with(&format!("?p={id}")), "the gate knows where it is: {address}");
        assert!(self.look_backs().contains(&item(id)), "{}", self.look_backs());
    }

    /// The open tasks of the section that handed in.
    fn look_backs(&self) -> String {
        self.site.desk.get("lin-xiao", "/api/tasks").ok().to_string()
    }

    /// One character more than was signed.
    fn change_one_character(&self, id: u64) {
        let page = &self.page;
        page.session.run("wp.data.dispatch('core/edit-post').closePublishSidebar()");
        page.wait("the text", "document.querySelector('[data-type=\"core/paragraph\"]')");
        page.session.run("document.querySelector('[data-type=\"core/paragraph\"]').focus()");
        page.session.press(&[END]);
        page.session.enter("！");
        self.press(".editor-post-publish-button");
        page.wait("the editor's notice", "document.querySelector('.components-notice.is-error')");
        let notice = self.text(".components-notice.is-error");
        assert!(notice.contains("第四条") && notice.contains("一个字的改动"), "{notice}");
        page.wait("the reason in the panel", &self.refusal_says("第四条"));
        page.picture("6-refused");
        let shown = self.site.reader(&format!("/?p={id}")).text();
        assert!(shown.contains(SLIP[1]) && !shown.contains('！'), "readers see what was signed");
    }

    /// Presses a button as soon as it can be pressed.
    fn press(&self, selector: &str) {
        let button = format!("document.querySelector('{selector}')");
        let ready = format!("{button} && !{button}.disabled && {button}.getAttribute('aria-disabled') !== 'true'");
        self.page.wait(selector, &ready);
        self.page.session.run(&format!("{button}.click()"));
    }

    #[track_caller]
    fn finds(&self, slip: &str) {
        let found = format!(
            "[...document.querySelectorAll('.xianshen-findings > li')].some((it) => it.textContent.includes('{slip}'))"
        );
        self.page.wait("the finding", &found);
    }

    fn refusal_says(&self, text: &str) -> String {
        let refusal = "document.querySelector('.xianshen-refusal')";
        format!("!{refusal}.hidden && {refusal}.textContent.includes('{text}')")
    }

    fn text(&self, selector: &str) -> String {
        let script = format!("return document.querySelector('{selector}').innerText");
        self.page.session.run(&script).as_str().unwrap_or_default().to_owned()
    }

    /// No text of the post ran as a script, and the panel caused no error.
    fn nothing_ran(&self) {
        assert_eq!(self.page.session.run("return typeof window.hit"), "undefined");
        let ours = |entry: &Value| {
            let message = entry["message"].as_str().unwrap_or_default();
            entry["level"] == "SEVERE" && message.contains("xianshen-gate/assets")
        };
        let errors: Vec<Value> = self.page.session.log("browser").into_iter().filter(ours).collect();
        assert_eq!(errors, Vec::<Value>::new());
    }
}
