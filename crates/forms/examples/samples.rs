//! Writes every shipped form with sample values into a folder, to be looked at and printed: `samples FOLDER`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("用法：samples 目录")?);
    for (name, data) in [("full", support::full()), ("empty", forms::Data::default())] {
        for kind in forms::Kind::ALL {
            std::fs::write(folder.join(format!("{}-{name}.html", kind.name())), forms::render(kind, None, &data)?)?;
        }
    }
    Ok(())
}
