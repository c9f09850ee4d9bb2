//! The account as its person meets it, by keyboard alone: signing in, a wrong password, setting one, signing out and in, the question about a
//! second address.

use crate::chromium::Chromium;
use crate::program::{Folder, Server};
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;

const PASSWORD: &str = "Qz7#mLk2v";

#[test]
fn from_a_link_to_a_password_and_back_in() {
    if crate::skipped() {
        return;
    }
    let folder = Folder::new("accounts-page");
    let server = Server::start(&folder.join("data"), |_| {});
    let page = Chromium::start("accounts");
    page.session.go(&format!("http://{}/", server.address));
    page.wait("the form", "document.querySelector('#case #sign-in')");
    sign_in(&page, "wrong-Password7");
    page.wait("the refusal", "document.querySelector('#sign-in .bad')?.textContent.includes('人员编号或密码不正确')");
    page.picture("1-wrong");
    fits(&page, "signing-in");

    let link = format!("http://{}/link/{}", server.address, server.links["lin-xiao"]);
    page.in_new_tab(|page| {
        page.session.go(&link);
        page.press_button("我是林晓，登录");
        page.wait("the end of signing in", "location.pathname === '/signed-in'");
        page.picture("2-signed-in");
    });
    page.wait("the person in the head", "document.querySelector('#people [aria-pressed=true]')");
    page.wait("what to do", "document.getElementById('alerts').textContent.includes('自行设置登录密码')");
    page.press_button("密码");
    enter(&page, "password-new", "Zuschwach1");
    enter(&page, "password-again", "Zuschwach1");
    page.press_button("设置密码");
    page.wait("what is wrong", "document.querySelector('#password .bad')?.textContent.includes('缺少符号')");
    page.picture("3-weak");
    enter(&page, "password-new", PASSWORD);
    enter(&page, "password-again", "Qz7#mLk2w");
    page.press_button("设置密码");
    page.wait("that they differ", "document.querySelector('#password .bad')?.textContent.includes('不一致')");
    enter(&page, "password-again", PASSWORD);
    page.press_button("设置密码");
    page.wait("that it is done", "document.getElementById('account').textContent.includes('密码已更换')");
    page.wait("no more to do", "!document.getElementById('alerts').textContent.includes('自行设置登录密码')");
    page.picture("4-set");

    page.press_button("全部退出");
    page.wait("the form again", "document.querySelector('#case #sign-in')");
    elsewhere(&server.address, PASSWORD);
    sign_in(&page, PASSWORD);
    page.wait("the question", "document.querySelector('[role=alertdialog]')?.textContent.includes('127.0.0.2')");
    page.picture("5-question");
    fits(&page, "the-question");
    page.press_button("是我本人，退出那边并登录");
    page.wait("the person in the head", "document.querySelector('#people [aria-pressed=true]')");
    page.wait("the case", "document.querySelector('#case .panel') && !document.querySelector('#case #sign-in')");
    page.wait("the alert", "document.getElementById('alerts').textContent.includes('127.0.0.2')");
    page.picture("6-alert");
    fits(&page, "the-alert");
}

/// Empties a field and types into it.
fn enter(page: &Chromium, id: &str, text: &str) {
    page.tab_to(&format!("it.id === '{id}'"));
    page.session.run("document.activeElement.value = ''");
    page.session.enter(text);
}

fn sign_in(page: &Chromium, password: &str) {
    enter(page, "sign-in-person", "lin-xiao");
    enter(page, "sign-in-password", password);
    page.press_button("登录");
}

/// Somebody signs in from another address of this machine.
fn elsewhere(server: &str, password: &str) {
    let server: SocketAddr = server.parse().expect("an address");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4()?;
        socket.bind("127.0.0.2:0".parse().expect("an address"))?;
        socket.connect(server).await?.into_std()
    });
    let mut stream = stream.expect("the server listens");
    stream.set_nonblocking(false).expect("a socket");
    let body = json!({"person": "lin-xiao", "password": password}).to_string();
    let head = format!(
        "POST /api/sign-in HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\nX-Xianshen: 1\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// No sideways scrolling on a small telephone.
fn fits(page: &Chromium, what: &str) {
    page.resize(375, 812);
    page.picture(&format!("narrow-{what}"));
    let over = page.session.run("const it = document.documentElement; return it.scrollWidth - it.clientWidth");
    assert_eq!(over, json!(0), "{what} scrolls sideways");
    page.resize(1280, 1000);
}
