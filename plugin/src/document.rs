//! Interface `document`.

use crate::Component;
use crate::bindings::api::document::{Change, Document, Guest};

impl Guest for Component {
    fn digest(document: Document) -> String {
        document::digest(&document.into())
    }

    fn case_digest(renditions: Vec<String>, card: String) -> String {
        document::case_digest(&renditions, &card)
    }

    fn compare(before: Document, after: Document) -> Vec<Change> {
        document::compare(&before.into(), &after.into()).into_iter().map(Into::into).collect()
    }
}
