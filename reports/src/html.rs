//! `report.html`: the run for people.
//!
//! One file that needs nothing else: no script, no network, one style sheet inside. It opens from a mail, in a
//! sandboxed frame and on paper. Status is always a sign and a word, never a colour alone.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use record::Run;

use crate::lang::Lang;
use crate::texts;
use crate::view::View;
use crate::words;

mod anchors;
mod cards;
mod evidence;
mod exchanges;
mod glance;
mod parts;
mod requirements;
mod scenarios;

const STYLE: &str = include_str!("html/style.css");

/// A page under way: what is shown, in which language, from which folder.
struct Page<'a> {
    view: View<'a>,
    lang: Lang,
    folder: &'a str,
}

/// The page; `folder` is the report folder as the reader would name it.
#[must_use]
pub fn page(run: &Run, lang: Lang, folder: &str) -> String {
    let page = Page {
        view: View::new(run),
        lang,
        folder,
    };
    document(&page).into_string()
}

fn document(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let look = words::look(page.view.verdict);
    html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="lienthong";
                title { (look.sign) " " (lang.say(look.word)) " – " (lang.say(texts::TITLE)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (glance::header(page))
                main {
                    (glance::figures(page))
                    (cards::section(page))
                    (requirements::section(page))
                    (scenarios::section(page))
                    (requirements::unreachable(page))
                    (glance::run(page))
                }
                footer {
                    p { (lang.say(texts::FOOT)) }
                    p { (lang.say(texts::VERDICT_DIGEST)) ": " code { (page.view.short_digest()) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
