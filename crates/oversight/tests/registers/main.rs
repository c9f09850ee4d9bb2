//! The registers through their public face, command by command.

mod duty;
mod people;
mod replay;
mod superiors;
mod support;
