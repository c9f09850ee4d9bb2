//! The component as a file: what ships, what bakes, and what a hostile one can do to the host (nothing).

mod baking;
mod hostile;
mod hostile_accounts;
mod hostile_host;
mod hostile_registers;
mod image;
mod made;
mod packs;
mod refused;
mod shipped;
