//! End to end: the running host over HTTP and the real program, one file a subject.

mod accounts;
mod archive;
mod contract;
mod desk;
mod detector;
mod engine;
mod forms;
mod hostile;
mod http;
mod kill;
mod links;
mod log;
mod look_back;
mod permissions;
mod permits;
mod program;
mod public_page;
mod publish;
mod race;
mod redaction;
mod registers;
mod reports;
mod requests;
mod rescreening;
mod secrecy;
mod sql;
