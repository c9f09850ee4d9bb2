//! Printed forms and what a case rests on, as typed calls.

use super::bindings::{
    CaseBasis, Context, Event, FormField, FormInfo, FormRequest, OversightFormRequest, Refusal, ReplayFailure,
    TemplateError,
};
use super::calls::{call, told};
use super::failure::EngineFailure;
use super::{Reviewer, instance, size, verify};

impl Reviewer {
    /// All forms, in the order of the regulation.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn form_kinds(&self) -> Result<Vec<FormInfo>, EngineFailure> {
        let kinds = call!(self, 0, xianshen_review_forms.call_kinds())?;
        verify::form_infos(&kinds)?;
        Ok(kinds)
    }

    /// The forms that this case has something to fill in.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn fillable_forms(&self, history: &[Event]) -> Result<Result<Vec<FormInfo>, Refusal>, EngineFailure> {
        let answer = call!(self, size::history(history), xianshen_review_forms.call_fillable(history))?;
        told(answer, |forms| verify::form_infos(forms))
    }

    /// A form of this case as a complete page (clauses 6, 9 and 10).
    ///
    /// # Errors
    /// [`EngineFailure`]; a document over the limit is refused here, before the component sees it.
    pub fn render_form(
        &self,
        history: &[Event],
        context: &Context,
        request: &FormRequest,
    ) -> Result<Result<String, Refusal>, EngineFailure> {
        request.documents.iter().try_for_each(|document| self.check_size(document))?;
        let documents: usize = request.documents.iter().map(size::document).sum();
        let template = request.template.as_ref().map_or(0, String::len);
        let input = size::case(history, context) + documents + template + size::pairs(&request.names);
        let answer = call!(self, input, xianshen_review_forms.call_render(history, context, request))?;
        told(answer, |page| verify::form_page(page))
    }

    /// The register that a form of oversight is filled from, empty for a return; none for a name that is no such form's.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn register_of_form(&self, form: &str) -> Result<Option<String>, EngineFailure> {
        call!(self, form.len(), xianshen_review_forms.call_register_of(form))
    }

    /// A form of oversight as a complete page (clauses 4, 8, 18 and 20).
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn render_oversight_form(
        &self,
        context: &Context,
        request: &OversightFormRequest,
    ) -> Result<Result<String, Refusal>, EngineFailure> {
        let input = size::case(&[], context) + size::json(request);
        let answer = call!(self, input, xianshen_review_forms.call_render_oversight(context, request))?;
        told(answer, |page| verify::form_page(page))
    }

    /// The shipped template of a form; none for a name that is no form's.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn default_template(&self, form: &str) -> Result<Option<String>, EngineFailure> {
        call!(self, form.len(), xianshen_review_forms.call_default_template(form))
    }

    /// What a template of a form can name.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn form_fields(&self, form: &str) -> Result<Vec<FormField>, EngineFailure> {
        call!(self, form.len(), xianshen_review_forms.call_fields(form))
    }

    /// Check an agency's template; every error is named with its line.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn check_template(&self, form: &str, template: &str) -> Result<Result<(), Vec<TemplateError>>, EngineFailure> {
        let input = form.len() + template.len();
        call!(self, input, xianshen_review_forms.call_check_template(form, template))
    }

    /// The digests that a history names: what an archive of the case must hold.
    ///
    /// # Errors
    /// [`EngineFailure`].
    pub fn rests_on(&self, history: &[Event]) -> Result<Result<CaseBasis, ReplayFailure>, EngineFailure> {
        let answer = call!(self, size::history(history), xianshen_review_archive.call_rests_on(history))?;
        if let Ok(basis) = &answer {
            verify::basis(basis)?;
        }
        Ok(answer)
    }
}
