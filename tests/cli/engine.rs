//! `--component`: a file that cannot be used ends with exit code 3 and the code of the check that failed.

use crate::program::{Folder, command, run, shown};
use std::process::Stdio;
use xianshen_tests::dist;

#[test]
fn files_that_are_not_ours() {
    let folder = Folder::new();
    let text = folder.file("good.txt", "本局开展讲座。");
    let shipped = std::fs::read(dist().join("xianshen.wasm")).expect("readable");
    let components = [
        (folder.file("garbage.wasm", "not WebAssembly"), "component-unreadable"),
        (folder.file("empty.wasm", ""), "component-unreadable"),
        (folder.file("short.wasm", &shipped[..shipped.len() / 2]), "component-unreadable"),
        (folder.file("module.wasm", b"\0asm\x01\0\0\0"), "component-not-ours"),
        (folder.file("component.wasm", b"\0asm\x0d\0\x01\0"), "component-not-ours"),
        (shown(&dist().join("xianshen-builder.wasm")), "component-not-ours"),
        (shown(&folder.path("missing.wasm")), "component-unreadable"),
    ];
    for (component, code) in components {
        let refused = run(["screen", "--component", &component, &text]);
        assert_eq!(refused.failure(), (3, code), "{component}: {}", refused.err);
        assert!(refused.err.contains(&component), "{}", refused.err);
        assert_eq!(refused.out, "");
    }
}

#[test]
fn the_environment_names_a_component_and_the_option_comes_first() {
    let folder = Folder::new();
    let text = folder.file("good.txt", "本局开展讲座。");
    let garbage = folder.file("garbage.wasm", "not WebAssembly");
    let shipped = shown(&dist().join("xianshen.wasm"));
    let code = |arguments: &[&str]| {
        let mut command = command();
        command.env("XIANSHEN_COMPONENT", &garbage).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("it starts").code()
    };
    assert_eq!(code(&["screen", &text]), Some(3));
    assert_eq!(code(&["screen", "--component", &shipped, &text]), Some(0));
}

/// Nothing is set: the program finds the component that was built beside it.
#[test]
fn the_built_program_finds_its_component() {
    let folder = Folder::new();
    let text = folder.file("good.txt", "本局开展讲座。");
    let mut command = command();
    let status = command.env_remove("XIANSHEN_COMPONENT").args(["screen", &text]).stdout(Stdio::null()).status();
    assert_eq!(status.expect("it starts").code(), Some(0));
}
