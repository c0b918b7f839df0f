//! The wire formats from outside: what is read, written, checked and refused.

mod attachments;
mod checks;
mod golden;
mod hostile;
mod payment;
mod round_trip;
mod support;
mod trace;
mod xmllint;
