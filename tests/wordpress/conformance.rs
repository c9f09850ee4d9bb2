//! The connector of WordPress passes the rehearsal that every connector is asked to pass, and one that does not ask does not.

use crate::desk::SITE;
use crate::site::Site;
use std::fs;
use std::process::{Command, Output};
use xianshen_tests::program;

const PUBLISH: &str = "$id = wp_insert_post(array('post_title' => '预演', 'post_content' => '正文', 'post_status' => 'draft')); \
    wp_update_post(array('ID' => $id, 'post_status' => 'publish')); echo \"\\npost-$id\\n\";";
const PUBLIC: &str =
    "$id = (int) substr(getenv('XIANSHEN_ITEM'), 5); exit('publish' === get_post_status($id) ? 0 : 1);";

fn rehearse(token: &str, publish: &str, public: &str) -> (Output, String) {
    let mut command = Command::new(program());
    command.args(["connector", "rehearse", "--site", SITE, "--token", token, "--publish", publish, "--public", public]);
    let output = command.output().expect("the program runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output, said)
}

#[test]
fn wordpress_passes_the_rehearsal() {
    if crate::skipped() {
        return;
    }
    let site = Site::start("conformance");
    fs::write(site.folder.join("publish.txt"), PUBLISH).expect("written");
    fs::write(site.folder.join("public.txt"), PUBLIC).expect("written");
    let folder = site.folder.display();
    let publish = format!("cd '{folder}' && TEST_GATE=address=$XIANSHEN_ADDRESS php run.php fabu < publish.txt");
    let public = format!("cd '{folder}' && php run.php '' < public.txt");
    let (output, said) = rehearse(&site.token, &publish, &public);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("19 项中 19 项通过"), "{said}");
}

#[test]
fn a_connector_that_does_not_ask_fails() {
    let (output, said) = rehearse("t", "echo item-1", "true");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("没有就这件稿件向平台要许可") && said.contains("平台没有放行，稿件却公开了"), "{said}");
    // One that publishes nothing at all fails by the twins.
    let (output, said) = rehearse("t", "echo item-1", "false");
    assert!(output.status.code() == Some(1) && said.contains("平台放行了，稿件却没有公开"), "{said}");
    let (output, said) = rehearse("t", "true", "false");
    assert!(output.status.code() == Some(1) && said.contains("最后一行没有打印稿件编号"), "{said}");
}
