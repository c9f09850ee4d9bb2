//! Tables written by `cargo xtask generate`.

pub(crate) mod traditional;
