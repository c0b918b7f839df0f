//! The portal over real sockets.

mod indicators;
mod model;
mod pages;
mod syncing;
mod world;
