//! The commands of the contract that carry no document, as typed calls: each takes the history and the context and gives events or a refusal.

use super::bindings::{
    Confirmation, Context, Digest, Event, Evidence, FindingAnswer, Handover, Look, Proofreading, RequestLetter,
    ReturnReason, Signing, WrittenAnswer,
};
use super::calls::{Decision, call, decision};
use super::failure::EngineFailure;
use super::{Reviewer, instance, size};

/// One method a command; what is written behind the interface is the function of the contract.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) = $interface:ident . $function:ident;)*) => {
        impl Reviewer {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// [`EngineFailure`].
                pub fn $name(
                    &self,
                    history: &[Event],
                    context: &Context,
                    $($argument: $type),*
                ) -> Result<Decision, EngineFailure> {
                    let input = size::case(history, context) $(+ size::json(&$argument))*;
                    let answer = call!(self, input, $interface.$function(history, context $(, $argument)*))?;
                    decision(answer, history, context)
                }
            )*
        }
    };
}

commands! {
    /// Record evidence of the named correction system (clause 8).
    record_evidence(evidence: &Evidence) = xianshen_review_review.call_record_evidence;
    /// Answer a finding (clauses 8 and 11).
    dispose_finding(answer: &FindingAnswer) = xianshen_review_review.call_dispose_finding;
    /// Mark the item as important (clause 6).
    mark_important(criterion: &str, reason: &str) = xianshen_review_review.call_mark_important;
    /// Take the mark away (clause 6).
    unmark_important(reason: &str) = xianshen_review_review.call_unmark_important;
    /// Proofread a leaders' item as one of two further people (clause 7).
    proofread(digest: &Digest, proofreading: &Proofreading) = xianshen_review_review.call_proofread;
    /// State that a report on leaders keeps the central rules (clause 7).
    state_compliance(digest: &Digest, statement: &str) = xianshen_review_review.call_state_compliance;
    /// Draw up a letter that asks whether the content is secret, or others for their opinion (clause 10).
    request_determination(letter: &RequestLetter) = xianshen_review_determination.call_request_determination;
    /// Record that a letter was sent (clause 10).
    record_sending(handover: &Handover) = xianshen_review_determination.call_record_sending;
    /// Record that the body has received it (clause 10).
    record_receipt(handover: &Handover) = xianshen_review_determination.call_record_receipt;
    /// Record a reminder (clause 10).
    record_reminder(handover: &Handover) = xianshen_review_determination.call_record_reminder;
    /// Record the written answer (clause 10).
    record_answer(answer: &WrittenAnswer) = xianshen_review_determination.call_record_answer;
    /// Our own decision whether to publish (clause 10).
    decide_openness(digest: &Digest, publish: bool, reason: &str) = xianshen_review_determination.call_decide_openness;
    /// Take a letter back that has no answer (clause 10).
    withdraw_request(request: u64, reason: &str) = xianshen_review_determination.call_withdraw_request;
    /// State the section's opinion and basis for filing (clause 6).
    propose_filing(digest: &Digest, opinion: &str, basis: &str) = xianshen_review_filing.call_propose_filing;
    /// Approve the filing (clause 6).
    approve_filing(digest: &Digest, opinion: &str) = xianshen_review_filing.call_approve_filing;
    /// Hand the filing form in to 综合协调科 (clause 6).
    hand_in_form(digest: &Digest, number: &str) = xianshen_review_filing.call_hand_in_form;
    /// Receive what was filed (clause 6).
    receive_filing(digest: &Digest) = xianshen_review_filing.call_receive_filing;
    /// Hand what was filed on (clause 6).
    hand_on_filing(digest: &Digest, recipient: &str) = xianshen_review_filing.call_hand_on_filing;
    /// Sign one level (clause 6).
    sign(signing: &Signing) = xianshen_review_review.call_sign;
    /// Return to the editor with reasons; voids the round's signatures (clause 6).
    return_to_editor(reasons: &[ReturnReason]) = xianshen_review_review.call_return_to_editor;
    /// Take all open permits of the case back (clause 4).
    revoke(reason: &str) = xianshen_review_permit.call_revoke;
    /// Look back at what is live (clause 16).
    look_back(look: &Look) = xianshen_review_look_back.call_look_back;
    /// Take everything of the item down (clause 16).
    withdraw(reason: &str) = xianshen_review_look_back.call_withdraw;
    /// Put the data centre's confirmation on record (clause 16).
    confirm_takedown(confirmation: &Confirmation) = xianshen_review_look_back.call_confirm_takedown;
    /// Record that a channel was looked at (clause 16).
    check_channel(channel: &str, note: &str) = xianshen_review_look_back.call_check_channel;
    /// Close the withdrawal (clause 16).
    close_withdrawal(note: &str) = xianshen_review_look_back.call_close_withdrawal;
}
