//! The harness from outside: targets, governments, the tap and its record.

mod doctor;
mod example_target;
mod external;
mod government;
mod secrets;
mod support;
mod tap_exchanges;
mod tap_faults;
mod tap_limits;
