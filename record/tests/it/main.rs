//! The record as a file: what is written reads back, whole or cut short.

mod events;
mod reading;
mod support;
