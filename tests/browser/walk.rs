//! The first page as a person without a mouse goes through it: write, mend, hand in, sign as three, publish, read; then
//! change one character and be refused.

use crate::chromium::Chromium;
use crate::keyboard::{BACKSPACE, CONTROL, END, ENTER, SPACE};
use crate::program::{Folder, Server, verify_log};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn from_the_first_word_to_the_refusal() {
    if crate::skipped() {
        return;
    }
    let folder = Folder::new("walk");
    let data = folder.join("data");
    let server = Server::start(&data, |_| {});
    let walk = Walk { page: Chromium::start("walk"), server };
    walk.write();
    walk.mend();
    walk.sign_in("lin-xiao", "林晓");
    walk.hand_in();
    walk.same_findings_as_the_gate();
    walk.answer_the_rest();
    walk.sign("初审");
    walk.propose();
    for (id, name, level) in [("zhou-min", "周敏", "复审"), ("chen-yuan", "陈远", "三审")] {
        walk.sign_in(id, name);
        walk.sign(level);
    }
    walk.press_and_read("审批报送", "已审批报送");
    walk.switch_to("林晓");
    walk.press_and_read("填报备案表", "备案表已交综合协调科");
    walk.sign_in("wu-jing", "吴静");
    walk.press_and_read("接收报送", "已接收");
    let address = walk.publish();
    walk.change_one_character(&address);
    walk.stop_at_a_state_secret();
    walk.nothing_went_wrong_or_out();
    verify_log(&data).passes();
}

/// A person at the page of a server.
pub struct Walk {
    pub page: Chromium,
    pub server: Server,
}

impl Walk {
    /// Types the sample article; marks and findings come while nobody is signed in.
    fn write(&self) {
        let page = &self.page;
        page.session.go(&format!("http://{}/", self.server.address));
        page.wait("the preview", "document.getElementById('summary').textContent.includes('开始输入')");
        page.wait("the comparison with the gate", "document.getElementById('parity').textContent.includes('同一词库')");
        page.picture("1-first-sight");
        self.fits("the empty page");
        let sample = page.session.run_async("return (await import('/assets/words.js')).SAMPLE");
        page.tab_to("it.id === 'title'");
        page.session.enter(sample["title"].as_str().expect("a title"));
        page.tab_to("it.id === 'body'");
        page.session.enter(sample["body"].as_str().expect("a body"));
        page.wait("three findings", "document.querySelectorAll('#findings > li').length === 3");
        page.wait("three marks", "document.querySelectorAll('.marks mark').length === 3");
        let marked =
            page.session.run("return [...document.querySelectorAll('.marks mark')].map((it) => it.textContent)");
        assert_eq!(marked, json!(["准确定", "按步就班", "迫不急待"]));
        assert!(self.text("#findings").contains("依据"), "every finding names its basis");
        self.marks_lie_under_the_text();
        page.picture("2-findings");
        self.fits("findings");
        self.page.session.run("document.querySelector('#findings .finding details summary').click()");
        self.page.wait(
            "why the rule says so",
            "[...document.querySelectorAll('.rule h3')].some((it) => it.textContent === '依据')",
        );
    }

    /// A mark must lie exactly under its letters: both layers wrap alike.
    fn marks_lie_under_the_text(&self) {
        let script = "const area = document.getElementById('body'), marks = area.parentElement.querySelector('.marks'); \
                      return [area.scrollHeight === marks.scrollHeight, area.scrollHeight <= area.clientHeight]";
        assert_eq!(
            self.page.session.run(script),
            json!([true, true]),
            "the layers differ in height, or text is cut off"
        );
    }

    /// Applies two suggestions; the third finding stays.
    fn mend(&self) {
        let page = &self.page;
        for left in [2, 1] {
            page.tab_to("it.tagName === 'BUTTON' && it.textContent.startsWith('采纳')");
            page.session.press(&[ENTER]);
            page.wait("one finding less", &format!("document.querySelectorAll('#findings > li').length === {left}"));
        }
        let body = page.session.run("return document.getElementById('body').value");
        let body = body.as_str().expect("text");
        assert!(body.contains("准确性") && !body.contains("准确定"), "the suggestion is in the text: {body}");
    }

    /// Opens a one-time link in a tab of its own, as a link in a terminal opens.
    pub fn sign_in(&self, id: &str, name: &str) {
        let link = format!("http://{}/link/{}", self.server.address, self.server.links[id]);
        self.page.in_new_tab(|page| {
            page.session.go(&link);
            page.wait("the name", &format!("document.body.textContent.includes('{name}')"));
            page.press_button(&format!("我是{name}，登录"));
            page.wait("the end of signing in", "location.pathname === '/signed-in'");
        });
        let pressed = "document.querySelector('#people [aria-pressed=true]')";
        self.page.wait("the person in the head", &format!("{pressed} && {pressed}.textContent.includes('{name}')"));
        self.page.wait("the case", "document.querySelector('#case .panel')");
    }

    fn hand_in(&self) {
        self.page.picture("3-signed-in");
        let sent = self.requests().into_iter().filter(|(method, url)| method == "POST" && url.contains("/api/"));
        assert_eq!(sent.collect::<Vec<_>>(), [], "nothing is sent before it is handed in");
        // Nothing of the card is chosen beforehand, and what is not decided is asked for.
        self.press_and_read("提交审查", "公开属性");
        self.choose("openness", "active");
        self.page.tab_to("it.id === 'openness-reason'");
        self.page.session.enter("属于应当主动公开的信息");
        self.choose("classification", "not_secret");
        self.choose("leaders", "none");
        self.page.picture("3-card");
        self.fits("the card");
        self.press_and_read("提交审查", "已提交");
        self.page.picture("4-handed-in");
        self.fits("findings to answer");
    }

    /// The page's own report, the gate's report and the recorded one have the same digest.
    fn same_findings_as_the_gate(&self) {
        let digests = self.page.session.run_async(
            "const json = async (path, more) => (await fetch(path, more)).json(); \
             const item = new URLSearchParams(location.hash.slice(1)).get('item'); \
             const { profile } = await json('/api/me'); \
             const [rendition] = (await json(`/api/items/${item}`)).view.renditions; \
             const document = await json(`/api/items/${item}/documents/${encodeURIComponent(rendition.digest)}`); \
             const options = { encoding: 'utf-8', as_of: Date.now(), profile }; \
             const worker = new Worker('/assets/worker.js', { type: 'module' }); \
             const preview = await new Promise((resolve, reject) => { \
               worker.onmessage = ({ data }) => data.kind === 'report' ? resolve(data.report) \
                 : data.kind === 'ready' ? data.engine.model && worker.postMessage({ id: 1, document, options }) \
                 : reject(data.reason); \
             }); \
             worker.terminate(); \
             const headers = { 'X-Xianshen': '1', 'Content-Type': 'application/json' }; \
             const body = JSON.stringify({ document, options }); \
             const gate = await json('/api/screen', { method: 'POST', headers, body }); \
             return { preview: preview.digest, gate: gate.digest, recorded: rendition.report, \
                      document: preview.document === rendition.digest }",
        );
        let preview = &digests["preview"];
        assert!(preview.as_str().is_some_and(|digest| digest.starts_with("sm3:")), "{digests}");
        assert_eq!((preview, preview), (&digests["gate"], &digests["recorded"]), "{digests}");
        assert_eq!(digests["document"], true, "page and gate give the text the same digest");
    }

    fn answer_the_rest(&self) {
        let page = &self.page;
        let panel = self.text("#case");
        assert!(panel.contains("需要答复的筛查发现（1）") && panel.contains("迫不急待"), "{panel}");
        page.tab_to("it.placeholder === '理由'");
        page.session.enter("引用来信原文，予以保留。");
        self.press_and_read("记录处理意见", "已记录处理意见");
    }

    fn sign(&self, level: &str) {
        let page = &self.page;
        // Without the statement it is refused, and the page says why.
        self.press_and_read(&format!("签署{level}"), "没有通过");
        page.tab_to("it.id === 'secrecy-checked'");
        page.session.press(&[SPACE]);
        // The six gates, the level's duties, the proofreading: nothing is ticked beforehand.
        let boxes = "#case form input[type=checkbox]:not([id^=reason-])";
        let rest = page.session.run(&format!(
            "return [...document.querySelectorAll('{boxes}')].filter((it) => !it.checked && it.id !== 'proof-none').map((it) => it.id)"
        ));
        for id in rest.as_array().expect("boxes").iter().filter_map(Value::as_str) {
            page.back_to(&format!("it.id === '{id}'"));
            page.session.press(&[SPACE]);
        }
        self.press_and_read(&format!("签署{level}"), "校对");
        self.choose("proof-method", "read_through");
        page.back_to("it.id === 'proof-none'");
        page.session.press(&[SPACE]);
        self.press_and_read(&format!("签署{level}"), &format!("{level}已签署"));
        page.picture(&format!("5-signed-{level}"));
    }

    /// The section's opinion; the basis stands there from the card.
    fn propose(&self) {
        self.page.tab_to("it.id === 'filing-opinion'");
        self.page.session.enter("拟在门户网站公开");
        self.press_and_read("提出报送意见", "已提出报送意见");
        self.page.picture("5-proposed");
    }

    /// Acts as somebody who is signed in in this browser already.
    fn switch_to(&self, name: &str) {
        let page = &self.page;
        page.back_to(&format!("it.tagName === 'BUTTON' && it.textContent.startsWith('{name}')"));
        page.session.press(&[ENTER]);
        let pressed = "document.querySelector('#people [aria-pressed=true]')";
        page.wait("the person in the head", &format!("{pressed}.textContent.includes('{name}')"));
        page.wait("the page to be ready", "!document.getElementById('case').inert");
    }

    /// Publishes, opens the public address and returns it.
    fn publish(&self) -> String {
        let page = &self.page;
        self.press_and_read("发布", "已发布");
        page.wait("the address", "document.querySelector('#outcome a[href^=\"/public/\"]')");
        page.tab_to("it.tagName === 'A' && it.pathname.startsWith('/public/')");
        let address = page.session.run("return document.activeElement.href");
        let address = address.as_str().expect("an address").to_owned();
        page.picture("6-published");
        self.fits("the sheet");
        page.in_new_tab(|page| {
            page.session.go(&address);
            let text = page.session.run("return document.body.innerText");
            let text = text.as_str().expect("text");
            assert!(text.contains("关于优化营商环境有关工作的公告") && text.contains("权威性和准确性"), "{text}");
            assert_eq!(page.session.run("return document.scripts.length"), 0);
            page.picture("7-public");
            self.fits("the public page");
        });
        address
    }

    /// One character more than was signed.
    fn change_one_character(&self, address: &str) {
        let page = &self.page;
        page.back_to("it.id === 'body'");
        page.session.press(&[CONTROL, END]);
        page.session.enter("！");
        self.press_and_read("发布", "第四条");
        let outcome = self.text("#outcome");
        assert!(outcome.contains("闸门拒绝发布") && outcome.contains("怎么办"), "{outcome}");
        page.picture("8-refused");
        self.fits("the refusal");
        page.back_to("it.id === 'body'");
        page.session.press(&[BACKSPACE]);
        let public = page.session.run_async(&format!("return (await fetch('{address}')).text()"));
        assert!(!public.as_str().expect("a page").contains('！'), "the public sees what was signed");
    }

    /// A marked text is not shown, and not sent even when somebody presses the button.
    fn stop_at_a_state_secret(&self) {
        let page = &self.page;
        self.switch_to("林晓");
        page.press_button("新建稿件");
        // The text just published is not the beginning of another item.
        page.wait("an empty page", "document.getElementById('body').value === ''");
        page.wait("an empty case", "document.getElementById('case').textContent.includes('提交审查')");
        page.back_to("it.id === 'body'");
        page.session.enter("机密★10年");
        page.wait("the warning", "!document.getElementById('secrecy').hidden");
        assert_eq!(page.session.run("return document.querySelectorAll('#findings > li, .marks mark').length"), 0);
        let submissions =
            "return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('/submit')).length";
        let before = page.session.run(submissions);
        self.press_and_read("提交审查", "不会把它发送出去");
        assert_eq!(page.session.run(submissions), before, "nothing was sent");
        page.picture("9-secrecy");
        self.fits("the warning");
    }

    /// Chooses in a list, as the arrow keys do.
    fn choose(&self, id: &str, value: &str) {
        self.page.tab_to(&format!("it.id === '{id}'"));
        self.page.session.run(&format!(
            "const list = document.getElementById('{id}'); list.value = '{value}'; \
             list.dispatchEvent(new Event('change', {{ bubbles: true }})); return list.value"
        ));
    }

    /// Presses a button and waits for its outcome.
    pub fn press_and_read(&self, button: &str, said: &str) {
        self.page.press_button(button);
        self.page.wait(said, &format!("document.getElementById('outcome').textContent.includes('{said}')"));
        self.page.wait("the page to be ready", "!document.getElementById('case').inert");
    }

    pub fn text(&self, selector: &str) -> String {
        let script = format!("return document.querySelector('{selector}').innerText");
        self.page.session.run(&script).as_str().unwrap_or_default().to_owned()
    }

    /// No sideways scrolling on a small telephone.
    pub fn fits(&self, what: &str) {
        self.page.resize(375, 812);
        self.page.picture(&format!("narrow-{}", what.replace(' ', "-")));
        let over = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        if self.page.session.run(over) != json!(0) {
            let wide = "const width = document.documentElement.clientWidth + 1; return [...document.querySelectorAll('*')] \
                        .filter((it) => it.getBoundingClientRect().right > width) \
                        .map((it) => `${it.tagName} ${it.id} ${it.className}`).slice(0, 8)";
            panic!("{what} scrolls sideways at 375 pixels because of {}", self.page.session.run(wide));
        }
        self.page.resize(1280, 1000);
    }

    /// Every request of the pages so far, as (method, address).
    fn requests(&self) -> Vec<(String, String)> {
        let request = |entry: &Value| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            let request = &message["params"]["request"];
            let sent = message["method"] == "Network.requestWillBeSent";
            sent.then(|| Some((request["method"].as_str()?.to_owned(), request["url"].as_str()?.to_owned())))?
        };
        self.page.session.log("performance").iter().filter_map(request).collect()
    }

    /// No error in the console, no request to anywhere but this server.
    fn nothing_went_wrong_or_out(&self) {
        let own = format!("http://{}/", self.server.address);
        let all: BTreeSet<String> = self.requests().into_iter().map(|(_, url)| url).collect();
        let foreign = all.iter().filter(|url| !url.starts_with(&own) && !url.starts_with("data:"));
        assert_eq!(foreign.collect::<Vec<_>>(), Vec::<&String>::new(), "requests to elsewhere");
        let errors = self.page.session.log("browser").into_iter().filter(|entry| entry["level"] == "SEVERE");
        // A refusal is an answer with status 403, which browsers note as a failed load.
        let expected = |message: &str| {
            message.contains("403") && ["/check", "/sign", "/submit"].iter().any(|step| message.contains(step))
        };
        let unexpected: Vec<Value> = errors.filter(|entry| !entry["message"].as_str().is_some_and(expected)).collect();
        assert_eq!(unexpected, Vec::<Value>::new(), "errors in the console");
    }
}
