//! The built program `xianshen`, as people and scripts call it: `screen`, `inspect` and `bake`.

mod bad_input;
mod bake;
mod engine;
mod inspect;
mod lines;
mod program;
mod same_report;
mod schema;
mod screen;
