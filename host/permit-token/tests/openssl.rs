//! OpenSSL 3 accepts what we sign, and reads our keys: a connector needs nothing of ours.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use permit_token::{SecretKey, Token};
use std::path::PathBuf;
use std::process::Command;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn has_openssl_3() -> bool {
    let version = Command::new("openssl").arg("version").output();
    version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("OpenSSL 3"))
}

/// As `host/README.md` tells connectors to do it.
fn openssl_verifies(folder: &Folder, key: &str, claims: &[u8], signature: &[u8]) -> bool {
    let key = folder.file("key.pem", key.as_bytes());
    let (claims, signature) = (folder.file("claims", claims), folder.file("signature", signature));
    let mut command = Command::new("openssl");
    command.args(["pkeyutl", "-verify", "-pubin", "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]);
    command.arg("-inkey").arg(key).arg("-in").arg(claims).arg("-sigfile").arg(signature);
    command.output().unwrap().status.success()
}

#[test]
fn openssl_verifies_a_token() {
    if !has_openssl_3() {
        // Debian and macOS have it; where it is missing there is nothing to compare with.
        return;
    }
    let folder = Folder(std::env::temp_dir().join(format!("xianshen-openssl-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    for _ in 0..8 {
        // Several keys: r and s have leading zeros now and then.
        let key = SecretKey::generate().unwrap();
        let token = Token::sign(&key, "{\"item\":\"一\"}".as_bytes()).unwrap();
        let [_, _, claims, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        let (claims, signature) = (URL_SAFE_NO_PAD.decode(claims).unwrap(), URL_SAFE_NO_PAD.decode(signature).unwrap());
        assert!(openssl_verifies(&folder, key.public().to_pem(), &claims, &signature));
        assert!(!openssl_verifies(&folder, key.public().to_pem(), b"{}", &signature));
        let secret = folder.file("secret.pem", key.to_pem().unwrap().as_bytes());
        let derived = Command::new("openssl").args(["pkey", "-pubout", "-in"]).arg(secret).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&derived.stdout), key.public().to_pem(), "OpenSSL reads the secret key too");
    }
}
