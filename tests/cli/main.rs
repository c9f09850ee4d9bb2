//! The built program `xianshen`, as people and scripts call it.

mod bad_input;
mod bake;
mod encoding;
mod engine;
mod explain;
mod fix;
mod inspect;
mod lines;
mod program;
mod same_report;
mod scan;
mod schema;
mod screen;
mod suppress;
mod words;
mod words_trial;
