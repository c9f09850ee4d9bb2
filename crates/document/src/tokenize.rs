//! The one use of the HTML tokenizer, so that its code, by far the largest of this crate, is in a module once.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;
use std::ops::Range;

/// Read `source` as HTML and hand over every event with its byte range. Never fails; broken markup is read as browsers read it.
pub(crate) fn tokenize(source: &str, each: &mut dyn FnMut(&CallbackEvent<'_>, Range<usize>)) {
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
            each(&event, span.start..span.end);
            None
        });
    emitter.naively_switch_states(true);
    // The callback yields no tokens: asking for the first reads the whole source.
    let _ = Tokenizer::new_with_emitter(source, emitter).next();
}
