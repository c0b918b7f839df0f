//! The program from outside: what a user types, and what he gets.

mod listing;
mod mishaps;
mod program;
mod repeatable;
mod running;
mod serving;
mod wrong;
