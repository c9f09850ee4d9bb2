//! The registers through their public face, command by command.

mod duty;
mod people;
mod printed;
mod replay;
mod superiors;
mod support;
