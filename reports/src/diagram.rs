//! Sequence diagrams: who sent what to whom, as one SVG element.
//!
//! The picture stands alone (well-formed XML, no style sheet needed, colours from `currentColor`) and lies in an
//! HTML page equally well. The offending exchange is framed, crossed and named, so that it is found without colour.
//! Numbers link to `#<anchor>-<number>`.

use maud::Markup;
use record::Exchange;

use crate::lang::Lang;

mod draw;
mod glyphs;
mod layout;

/// What to draw besides the exchanges.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Language of the few words in the picture.
    pub lang: Lang,
    /// The picture's title, for those who cannot see it.
    pub title: &'a str,
    /// Number of the offending exchange.
    pub offending: Option<u32>,
    /// What is written over the offending exchange.
    pub mark: &'a str,
    /// Beginning of the anchors that the numbers link to.
    pub anchor: &'a str,
}

/// The diagram, as a string of XML.
#[must_use]
pub fn sequence(exchanges: &[Exchange], options: &Options<'_>) -> String {
    markup(exchanges, options).into_string()
}

/// The diagram, as part of a page.
pub(crate) fn markup(exchanges: &[Exchange], options: &Options<'_>) -> Markup {
    draw::svg(&layout::plan(exchanges, options), options)
}

#[cfg(test)]
mod tests;
