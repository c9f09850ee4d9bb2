//! An agency's own templates of printed forms: a folder with files named as the forms, checked when it is loaded.

use std::{collections::BTreeMap, path::Path};

use crate::component::{EngineFailure, Reviewer};

/// The largest template that is read, bytes; the component has the same limit.
const TEMPLATE_BYTES: u64 = 256 * 1024;
/// What a template's file name ends with.
const ENDING: &str = "html";

/// Templates by the form's name; a form without one uses the shipped template.
#[derive(Debug, Clone, Default)]
pub struct Templates(BTreeMap<String, String>);

/// Why templates were not taken over.
#[derive(Debug, thiserror::Error)]
pub enum TemplatesError {
    /// Everything that is wrong, each with file and line.
    #[error("{}", .0.join("\n"))]
    Invalid(Vec<String>),
    /// The component gave no answer.
    #[error(transparent)]
    Engine(#[from] EngineFailure),
}

impl Templates {
    /// Reads and checks a folder. Files that do not end with `.html` are left alone.
    ///
    /// # Errors
    /// [`TemplatesError`]; all errors of all files are named at once.
    pub fn read(folder: &Path, reviewer: &Reviewer) -> Result<Self, TemplatesError> {
        let unreadable = |path: &Path, error: &std::io::Error| format!("{}：无法读取（{error}）", path.display());
        let (mut templates, mut faults) = (BTreeMap::new(), Vec::new());
        let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| TemplatesError::Invalid(vec![unreadable(folder, &error)]))?;
        let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == ENDING)) {
            let form = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            match read_template(&path) {
                Err(error) => faults.push(unreadable(&path, &error)),
                Ok(text) => match reviewer.check_template(&form, &text)? {
                    Ok(()) => drop(templates.insert(form, text)),
                    Err(errors) => faults.extend(errors.into_iter().map(|error| match error.line {
                        0 => format!("{}：{}", path.display(), error.message),
                        line => format!("{} 第 {line} 行：{}", path.display(), error.message),
                    })),
                },
            }
        }
        if faults.is_empty() { Ok(Self(templates)) } else { Err(TemplatesError::Invalid(faults)) }
    }

    /// The agency's template of a form.
    #[must_use]
    pub fn get(&self, form: &str) -> Option<&String> {
        self.0.get(form)
    }
}

fn read_template(path: &Path) -> std::io::Result<String> {
    if std::fs::metadata(path)?.len() > TEMPLATE_BYTES {
        return Err(std::io::Error::other(format!("超过 {} KB", TEMPLATE_BYTES / 1024)));
    }
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8(bytes).map_err(|_| std::io::Error::other("不是 UTF-8 编码，请另存为 UTF-8"))?;
    // Editors on Windows put a mark in front that is no part of the page.
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}
