//! A WordPress for the tests, unpacked under the target folder: Debian's packages without what they pull in, and the SQLite drop-in from npm, so that
//! no database server runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Tool, debian_tool};
use crate::process;
use crate::workspace::Workspace;

/// PHP with what WordPress needs of it.
const PHP: [&str; 5] = ["php-cli", "php-sqlite3", "php-xml", "php-mbstring", "php-curl"];
/// WordPress in Chinese with its theme, and the scripts that Debian keeps in packages of their own.
const PACKAGES: [&str; 6] = [
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentythree",
    "php-getid3",
    "libjs-cropper",
    "libjs-underscore",
];
/// The npm package that carries the SQLite drop-in of the WordPress project, and where it lies in it.
const NPM: &str = "@wp-playground/wordpress-builds@0.9.19";
const DROP_IN: &str = "package/src/sqlite-database-integration/sqlite-database-integration.zip";

/// The folder of a WordPress that only lacks its configuration.
pub(crate) fn wordpress(workspace: &Workspace) -> Tool {
    let php = || {
        let file = process::find_program("php")?;
        let modules = process::capture(Command::new(&file).arg("-m")).ok()?;
        ["pdo_sqlite", "mbstring", "curl", "dom"].iter().all(|name| modules.contains(name)).then_some(file)
    };
    if let Tool::Missing(line) = debian_tool(php, &PHP, "PHP（WordPress 连接器测试）") {
        return Tool::Missing(line);
    }
    let folder = workspace.target.join("wordpress");
    let site = folder.join("site");
    if site.join("wp-content/plugins/sqlite-database-integration/db.copy").is_file() {
        return Tool::Found(site);
    }
    match prepare(&folder) {
        Ok(()) => Tool::Found(site),
        Err(error) => {
            let line =
                "没有 WordPress（连接器测试）：需要 Debian 的 apt-get、dpkg-deb，以及 npm 和 tar，并能访问软件源";
            Tool::Missing(format!("{line}；{error:#}"))
        }
    }
}

/// Everything is made beside its place and moved there last: a run that was broken off leaves nothing half.
fn prepare(folder: &Path) -> Result<()> {
    let (tree, site) = (folder.join("tree"), folder.join("site"));
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(&tree)?;
    let download = || process::run(Command::new("apt-get").args(["-q", "download"]).args(PACKAGES).current_dir(folder));
    // A machine that has everything else may never have fetched the lists of packages.
    if download().is_err() {
        process::run(Command::new("apt-get").args(["-q", "update"]))?;
        download()?;
    }
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "deb") {
            process::run(Command::new("dpkg-deb").arg("-x").args([&file, &tree]))?;
        }
    }
    let made = tree.join("usr/share/wordpress");
    replace_links(&made, &tree)?;
    process::capture(Command::new("npm").args(["pack", NPM, "--silent"]).current_dir(folder))?;
    process::run(
        Command::new("tar").args(["xzf", "wp-playground-wordpress-builds-0.9.19.tgz", DROP_IN]).current_dir(folder),
    )?;
    let plugins = made.join("wp-content/plugins");
    unzip(&folder.join(DROP_IN), &plugins)?;
    fs::rename(plugins.join("sqlite-database-integration-main"), plugins.join("sqlite-database-integration"))?;
    let _ = fs::remove_file(made.join("wp-config.php"));
    fs::rename(made, site)?;
    fs::remove_file(folder.join("wp-playground-wordpress-builds-0.9.19.tgz"))?;
    fs::remove_dir_all(tree).context("无法删除解包目录")
}

/// Debian's WordPress points at files of other packages: each link becomes the file it means, or goes where the machine has none.
fn replace_links(folder: &Path, tree: &Path) -> Result<()> {
    for name in crate::folder::files_under(folder)? {
        let link = folder.join(&name);
        let Ok(target) = fs::read_link(&link) else { continue };
        let file = match target.strip_prefix("/") {
            Ok(_) => target.clone(),
            // Relative links leave the folder of WordPress, for /usr/share.
            Err(_) => tree
                .join("usr/share")
                .join(target.components().filter(|it| it.as_os_str() != "..").collect::<std::path::PathBuf>()),
        };
        fs::remove_file(&link)?;
        if file.is_file() {
            fs::copy(file, link)?;
        }
    }
    Ok(())
}

fn unzip(archive: &Path, into: &Path) -> Result<()> {
    let file = fs::File::open(archive).with_context(|| format!("读取失败：{}", archive.display()))?;
    zip::ZipArchive::new(file)?.extract(into).context("解包 SQLite 驱动失败")
}
