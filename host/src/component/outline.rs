//! What a WebAssembly file says of itself, read without compiling or running it.

use wasmparser::{Encoding, Parser, Payload};

/// Custom section with the identity JSON.
pub const IDENTITY_SECTION: &str = "xianshen.identity";
/// Custom section with the pack bytes, for the browser preview.
pub const PACK_SECTION: &str = "xianshen.pack";

/// The outer form of a WebAssembly file.
#[derive(Debug, Default)]
pub struct Outline<'a> {
    /// True for a component, false for a core module.
    pub component: bool,
    /// Names that the component or module imports.
    pub imports: Vec<String>,
    /// Names that it exports, in order.
    pub exports: Vec<String>,
    /// The bytes of `xianshen.identity`, when it is there.
    pub identity: Option<&'a [u8]>,
    /// The bytes of `xianshen.pack`, when it is there.
    pub pack: Option<&'a [u8]>,
    /// The bytes of every core module inside a component, in order.
    pub modules: Vec<&'a [u8]>,
}

/// Read the outline of `bytes`.
///
/// # Errors
/// The reader's reason, when `bytes` is not WebAssembly or breaks off.
pub fn read(bytes: &[u8]) -> Result<Outline<'_>, String> {
    let mut outline = Outline { component: Parser::is_component(bytes), ..Outline::default() };
    // Nested modules and components follow their section as payloads of their own and end with `End`.
    let mut depth = 0_u32;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|error| error.to_string())?;
        match payload {
            Payload::ModuleSection { unchecked_range, .. } => {
                if depth == 0 {
                    outline.modules.extend(bytes.get(unchecked_range));
                }
                depth = depth.saturating_add(1);
            }
            Payload::ComponentSection { .. } => depth = depth.saturating_add(1),
            Payload::End(_) if depth > 0 => depth = depth.saturating_sub(1),
            payload if depth == 0 => outline.take(payload).map_err(|error| error.to_string())?,
            _ => {}
        }
    }
    Ok(outline)
}

impl<'a> Outline<'a> {
    fn take(&mut self, payload: Payload<'a>) -> wasmparser::Result<()> {
        match payload {
            Payload::Version { encoding, .. } => self.component = encoding == Encoding::Component,
            Payload::ComponentImportSection(section) => {
                for import in section {
                    self.imports.push(import?.name.name.to_owned());
                }
            }
            Payload::ComponentExportSection(section) => {
                for export in section {
                    self.exports.push(export?.name.name.to_owned());
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    self.imports.push(format!("{}.{}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    self.exports.push(export?.name.to_owned());
                }
            }
            Payload::CustomSection(section) => match section.name() {
                IDENTITY_SECTION => self.identity = Some(section.data()),
                PACK_SECTION => self.pack = Some(section.data()),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_component_has_nothing() {
        let bytes = wasm_encoder::Component::new().finish();
        let outline = read(&bytes).unwrap();
        assert!(outline.component);
        assert!(outline.imports.is_empty() && outline.exports.is_empty() && outline.identity.is_none());
    }

    #[test]
    fn other_bytes_are_an_error() {
        assert!(read(b"PK\x03\x04").is_err());
        assert!(read(b"").is_err());
    }
}
