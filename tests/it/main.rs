//! The program from outside: what a user types, and what he gets.

mod doctor;
mod listing;
mod program;
mod running;
mod serving;
mod wrong;
