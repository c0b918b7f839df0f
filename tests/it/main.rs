//! The program from outside: what a user types, and what he gets.

mod explain;
mod listing;
mod program;
mod proving;
mod running;
mod serving;
mod wrong;
