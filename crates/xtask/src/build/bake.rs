//! Builder component, rows and model → the component that ships. Baking lives in the host; this only calls it.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::Products;
use crate::output::Outcome;
use crate::process;
use crate::stamp::{self, Inputs};
use crate::workspace::Workspace;

/// Bakes when the builder, the rows, the model or the host changed.
pub(super) fn bake(workspace: &Workspace, products: &Products) -> Result<Outcome> {
    let host = workspace.host();
    let mut inputs = Inputs::of_step(include_str!("bake.rs"), &workspace.root.join("Cargo.lock"))?;
    let model = workspace.root.join("crates").join("corrector").join("data").join("model.bin");
    for file in [&products.builder, &products.rows, &model, &host] {
        inputs.add_file(file)?;
    }
    stamp::refresh(&workspace.dist().join(".stamps").join("bake"), inputs, || {
        let baked = workspace.dist().join(".xianshen.wasm.baked");
        let mut command = Command::new(&host);
        command.arg("bake").arg("--builder").arg(&products.builder).arg("--rows").arg(&products.rows);
        command.arg("--model").arg(&model);
        process::run(command.arg("-o").arg(&baked))?;
        // A changed host mostly bakes the same bytes: then what depends on the component stays as it is.
        stamp::write_if_changed(&products.component, &stamp::read(&baked)?)?;
        fs::remove_file(&baked)?;
        Ok(vec![products.component.clone()])
    })
}
