//! Interface `forms`.

use crate::bindings::api::forms::{
    Context, Event, FormField, FormInfo, FormRequest, Guest, ItemRow, OversightFormRequest, Refusal, TemplateError,
};
use crate::oversight::{entries, read_profile, records};
use crate::{Component, convert};
use forms::{Field, Kind, Shape};

impl Guest for Component {
    fn kinds() -> Vec<FormInfo> {
        Kind::ALL.map(info).into()
    }

    fn fillable(history: Vec<Event>) -> Result<Vec<FormInfo>, Refusal> {
        let case =
            workflow::replay(&convert::history(history)).map_err(|failure| convert::unreadable_history(&failure))?;
        Ok(workflow::fillable(&case).into_iter().map(info).collect())
    }

    fn render(history: Vec<Event>, context: Context, request: FormRequest) -> Result<String, Refusal> {
        let history = convert::history(history);
        let case = workflow::replay(&history).map_err(|failure| convert::unreadable_history(&failure))?;
        let request = workflow::FormRequest {
            form: request.form,
            template: request.template,
            documents: request.documents.into_iter().map(Into::into).collect(),
            names: request.names.into_iter().collect(),
        };
        Ok(workflow::print(&history, &case, &context.profile, context.now, &request)?)
    }

    fn register_of(form: String) -> Option<String> {
        oversight::register_of(&form).map(str::to_owned)
    }

    fn render_oversight(context: Context, request: OversightFormRequest) -> Result<String, Refusal> {
        let profile = read_profile(&context.profile)?;
        let request = oversight::SheetRequest {
            records: records(&profile, (&request.first, &request.last), request.facts)?,
            form: request.form,
            template: request.template,
            entry: request.entry,
            section: request.section,
            history: entries(request.entries),
            rows: request.items.into_iter().map(row).collect(),
        };
        Ok(oversight::print(&request, &profile, &context.into())?)
    }

    fn default_template(form: String) -> Option<String> {
        Kind::of_name(&form).map(|kind| forms::default_template(kind).to_owned())
    }

    fn fields(form: String) -> Vec<FormField> {
        let mut flat = Vec::new();
        let fields = Kind::of_name(&form).map(forms::fields).unwrap_or_default();
        flatten("", &fields, &mut flat);
        flat
    }

    fn check_template(form: String, template: String) -> Result<(), Vec<TemplateError>> {
        let Some(kind) = Kind::of_name(&form) else {
            let message = format!("没有名为“{form}”的表单，可用的是 {}", Kind::ALL.map(Kind::name).join("、"));
            return Err(vec![TemplateError { line: 0, message }]);
        };
        let error = |error: forms::TemplateError| TemplateError { line: error.line, message: error.message };
        forms::check_template(kind, &template).map_err(|errors| errors.into_iter().map(error).collect())
    }
}

fn row(it: ItemRow) -> oversight::ItemRow {
    oversight::ItemRow {
        item: it.item,
        title: it.title,
        openness: it.openness,
        reviewer: it.reviewer,
        channels: it.channels,
    }
}

fn info(kind: Kind) -> FormInfo {
    FormInfo { name: kind.name().to_owned(), title: kind.title().to_owned(), clause: kind.clause().to_owned() }
}

/// Fields inside others behind their parent, with its name before theirs.
fn flatten(parent: &str, fields: &[Field], flat: &mut Vec<FormField>) {
    for field in fields {
        let name = if parent.is_empty() { field.name.to_owned() } else { format!("{parent}.{}", field.name) };
        let shape = match field.shape {
            Shape::Text => "text",
            Shape::Mark => "mark",
            Shape::Record => "record",
            Shape::List => "list",
        };
        flat.push(FormField {
            name: name.clone(),
            title: field.title.to_owned(),
            description: field.description.to_owned(),
            shape: shape.to_owned(),
        });
        flatten(&name, field.fields, flat);
    }
}
