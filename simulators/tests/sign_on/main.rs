//! Sign-on from outside: our provider with our portals and browsers, and with a client that nobody here wrote.

mod chained;
mod hostile;
mod independent;
mod logins;
mod logout;
mod model;
mod support;
