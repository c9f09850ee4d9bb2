//! The world outside: everything the browser sends anywhere but to loopback ends here, and is noted. The browser itself
//! asks its makers for updates and the time, whatever flags it has; pages must ask nobody.

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A proxy that leads nowhere. Browsers reach loopback without one.
pub struct Outside {
    /// host:port
    pub address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    /// Listens until the process ends.
    pub fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&requests);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = [0_u8; 1024];
                // A connection that says nothing is noted too.
                let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
                let count = stream.read(&mut head).unwrap_or_default();
                let line = String::from_utf8_lossy(&head[..count]).lines().next().unwrap_or_default().to_owned();
                noted.lock().expect("nobody panics").push(line);
            }
        });
        Self { address, requests }
    }

    /// The first lines of what came.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panics").clone()
    }
}
