//! The connector's own verification of permit tokens, by PHP and OpenSSL alone: it needs neither a WordPress nor a gate.

use std::process::Command;

/// How many cases `php/permit.php` has.
const CASES: &str = "107";

#[test]
fn php_verifies_permit_tokens() {
    if crate::skipped() {
        return;
    }
    let here = env!("CARGO_MANIFEST_DIR");
    let scratch = std::env::temp_dir().join(format!("xianshen-php-permit-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).expect("a folder");
    let mut command = Command::new("php");
    command.arg(format!("{here}/wordpress/php/permit.php"));
    command.arg(format!("{here}/../host/connectors/wordpress")).arg(&scratch);
    let output = command.output().expect("PHP runs");
    std::fs::remove_dir_all(&scratch).expect("the folder goes");
    assert_eq!(String::from_utf8_lossy(&output.stdout), CASES, "{}", String::from_utf8_lossy(&output.stderr));
}
