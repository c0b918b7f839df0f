//! The axis over real sockets: raw HTTP in, what any client of the field would see out.

mod bad_input;
mod client;
mod crash;
mod directory;
mod http_bounds;
mod lgsp;
mod life;
mod model;
mod operator;
mod packages;
mod payment;
mod portal;
mod receiving;
mod sending;
mod store;
