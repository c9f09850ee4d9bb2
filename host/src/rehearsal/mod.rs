//! A gate that misbehaves on purpose, for who writes a connector: `gate` plays the platform by one [`scene`] after the other, and [`run`] watches
//! that nothing becomes public without a clear yes. It stores nothing and judges no text.

mod gate;
mod requests;
pub mod run;
pub mod scene;
