//! Whoever builds the component, wherever, gets the same bytes.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::build::{PLUGIN, compile_plugin, core_module};
use crate::folder;
use crate::stamp;
use crate::tidy::files;
use crate::workspace::Workspace;

/// Compiles the plugin of a copy of this checkout, in another folder and with another target folder, and compares the
/// core modules. What follows, encoding and baking, reads nothing but its inputs.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("another place");
    let copy = workspace.elsewhere(folder.join("checkout"), folder.join("target"));
    let names: Vec<PathBuf> = files::paths(&workspace.root)?.into_iter().map(PathBuf::from).collect();
    folder::copy_listed(&workspace.root, &copy.root, &names)?;
    compile_plugin(&copy)?;
    if stamp::read(&core_module(workspace, &PLUGIN))? != stamp::read(&core_module(&copy, &PLUGIN))? {
        bail!("在另一个目录里编译出的组件不同：路径或环境进入了组件");
    }
    Ok(())
}
