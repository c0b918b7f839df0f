//! The language of what people read: asked for, or the locale's.

use reports::Lang;

/// The language asked for by `--lang`, else the locale's, else English.
pub fn choose(asked: Option<&str>) -> Lang {
    let locale = sys_locale::get_locale().unwrap_or_default();
    match asked.unwrap_or(&locale).get(..2) {
        Some(code) if code.eq_ignore_ascii_case("vi") => Lang::Vi,
        _ => Lang::En,
    }
}
