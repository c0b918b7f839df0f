//! The record as a file: what is written reads back, whole or cut short.

mod digests;
mod events;
mod reading;
mod support;
