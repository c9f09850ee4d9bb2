//! The built program `xianshen`, as people and scripts call it: `screen`, `inspect`, `bake` and `words`.

mod bad_input;
mod bake;
mod engine;
mod inspect;
mod lines;
mod program;
mod same_report;
mod schema;
mod screen;
mod words;
mod words_trial;
