//! Gherkin scenarios and the step library behind them.
//!
//! Feature files stand in one folder a system beside `src/`; the program carries them ([`files`]). A [`plan::Plan`]
//! expands and checks them before anything runs. Each step is defined once ([`steps`]), with an English and a
//! Vietnamese phrase over the same parameters ([`params`]).

mod answer;
mod blame;
mod bomb;
mod ended;
pub mod files;
mod flaws;
mod happenings;
pub mod library;
mod lint;
mod memory;
mod outline;
mod papers;
mod params;
mod phrase;
mod plain_http;
pub mod plan;
mod problem;
pub mod step;
mod steps;
pub mod tags;
pub mod titles;
mod troubles;
pub mod world;
