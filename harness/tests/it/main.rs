//! The harness from outside: targets, governments, the tap and its record.

mod example_target;
mod external;
mod government;
mod preflight;
mod secrets;
mod support;
mod tap_exchanges;
mod tap_faults;
mod tap_limits;
