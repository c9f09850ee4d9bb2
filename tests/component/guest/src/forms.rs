//! Interface `forms`: the name of the form says what to do.

use crate::bindings::api::forms::{
    Context, Event, FormField, FormInfo, FormRequest, Guest, OversightFormRequest, Refusal, TemplateError,
};
use crate::{Component, misbehave};

/// More than any page may have.
const HUGE: usize = (8 << 20) + 1;

impl Guest for Component {
    fn kinds() -> Vec<FormInfo> {
        Vec::new()
    }

    fn fillable(_: Vec<Event>) -> Result<Vec<FormInfo>, Refusal> {
        Ok(vec![FormInfo { name: String::new(), title: String::new(), clause: String::new() }])
    }

    fn render(_: Vec<Event>, _: Context, request: FormRequest) -> Result<String, Refusal> {
        misbehave::obey(&request.form);
        Ok(if request.form == "huge" { " ".repeat(HUGE) } else { "<script>alert(1)</script>".to_owned() })
    }

    fn register_of(_: String) -> Option<String> {
        None
    }

    fn render_oversight(_: Context, request: OversightFormRequest) -> Result<String, Refusal> {
        misbehave::obey(&request.form);
        Ok(if request.form == "huge" { " ".repeat(HUGE) } else { "<script>alert(1)</script>".to_owned() })
    }

    fn default_template(_: String) -> Option<String> {
        None
    }

    fn fields(_: String) -> Vec<FormField> {
        Vec::new()
    }

    fn check_template(_: String, _: String) -> Result<(), Vec<TemplateError>> {
        Ok(())
    }
}
