//! The program from outside: what a user types, and what he gets.

mod doctor;
mod explain;
mod listing;
mod mishaps;
mod program;
mod proving;
mod repeatable;
mod running;
mod serving;
mod wrong;
