//! Core module → component. The world is in the custom section that wit-bindgen embeds.

use anyhow::{Context as _, Result};
use wit_component::ComponentEncoder;

use super::{PLUGIN, Products, core_module};
use crate::output::Outcome;
use crate::stamp::{self, Inputs};
use crate::workspace::Workspace;

/// Writes the builder component. No adapter is given: a module that imports anything beyond its world is refused.
pub(super) fn encode(workspace: &Workspace, products: &Products) -> Result<Outcome> {
    let core = stamp::read(&core_module(workspace, &PLUGIN))?;
    let mut inputs = Inputs::of_step(include_str!("component.rs"), &workspace.root.join("Cargo.lock"))?;
    inputs.add("core", &core);
    stamp::refresh(&workspace.dist().join(".stamps").join("component"), inputs, || {
        let component = ComponentEncoder::default()
            .module(&core)
            .and_then(|encoder| encoder.validate(true).encode())
            .context("封装组件失败")?;
        stamp::write_if_changed(&products.builder, &component)?;
        Ok(vec![products.builder.clone()])
    })
}
