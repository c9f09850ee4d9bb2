//! The screener in a browser: the same code and the same pack as the component, so the editor sees what the gate will say.
//!
//! Only a preview: what counts is the report the host's component gives. Both name the pack's digest, so a page can tell when they differ.

use document::Document;
use lexicon::Lexicon;
use screener::Options;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// An engine with a pack loaded.
#[wasm_bindgen]
pub struct Preview {
    lexicon: Lexicon,
}

#[wasm_bindgen]
impl Preview {
    /// Load a pack: the bytes of `base.pack`, or what the host serves as `/preview/pack`.
    ///
    /// # Errors
    /// Throws when the bytes are not a whole pack of a format this engine reads.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Preview, JsError> {
        Lexicon::load(pack)
            .map(|lexicon| Self { lexicon })
            .map_err(|error| JsError::new(&format!("词库不能使用：{error:?}")))
    }

    /// Use a model of the corrector from now on: what the host serves as `/preview/model`.
    ///
    /// # Errors
    /// Throws when the bytes are not a whole model of a format this engine reads; nothing is changed then.
    pub fn load_model(&mut self, model: Vec<u8>) -> Result<(), JsError> {
        self.lexicon.attach(model).map_err(|error| JsError::new(&format!("统计模型不能使用：{error:?}")))
    }

    /// Screen a document.
    ///
    /// `document` and `options` are the JSON that the host's `POST /api/screen` takes under these names; an empty `options` stands for the
    /// defaults. Returns the report's JSON, byte for byte what the host answers for the same pack.
    ///
    /// # Errors
    /// Throws when the JSON does not have this form, the profile is not valid, or the document is larger than 16 MiB.
    pub fn screen(&self, document: &str, options: &str) -> Result<String, JsError> {
        let document: Document = parse("document", document)?;
        let options: Options = if options.is_empty() { Options::default() } else { parse("options", options)? };
        match screener::screen(&document, &self.lexicon, &options) {
            Ok(report) => Ok(report.to_json()),
            Err(screener::ScreeningError::InvalidProfile(message)) => {
                Err(JsError::new(&format!("invalid-profile: {message}")))
            }
            Err(screener::ScreeningError::DocumentTooLarge(bytes)) => {
                Err(JsError::new(&format!("document-too-large: 内容有 {bytes} 字节，超过 16 MiB 的上限")))
            }
        }
    }

    /// What this engine is: JSON with `engine`, `pack`, `terms` and `rules`, as in the component's identity, and `model`.
    #[must_use]
    pub fn engine(&self) -> String {
        serde_json::json!({
            "engine": screener::ENGINE,
            "model": self.lexicon.model_digest(),
            "pack": self.lexicon.digest(),
            "rules": screener::RULES.len(),
            "terms": self.lexicon.len(),
        })
        .to_string()
    }
}

fn parse<'j, T: serde::Deserialize<'j>>(what: &str, json: &'j str) -> Result<T, JsError> {
    serde_json::from_str(json).map_err(|error| JsError::new(&format!("invalid-{what}: {error}")))
}

/// What the JSON texts hold, for TypeScript.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
