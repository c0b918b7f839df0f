//! Slips as text and as a page to print.

use std::fmt::Write as _;

use super::slips::Slip;

/// Plain text.
#[must_use]
pub fn text(slip: &Slip) -> String {
    let mut out = format!("{}\n{}\n", slip.agency, slip.form.title());
    if !slip.code.is_empty() {
        let _ = writeln!(out, "Mã hồ sơ: {}", slip.code);
    }
    for (label, value) in &slip.lines {
        let _ = writeln!(out, "{label}: {value}");
    }
    if let Some(rating) = &slip.rating {
        let _ = writeln!(out, "Phiếu đánh giá: {rating}");
    }
    let _ = writeln!(out, "Ngày {}", day(slip));
    if !slip.signed_by.is_empty() {
        let _ = writeln!(out, "Ký số: {}", slip.signed_by);
    }
    out
}

/// A page of the form's size, nothing in it that runs.
#[must_use]
pub fn html(slip: &Slip) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>{0}</title><style>@page{{size:{1}}}\
         body{{font-family:serif}}dt{{font-weight:bold}}.ma{{font-family:monospace}}</style><p>{2}</p><h1>{0}</h1>",
        slip.form.title(),
        slip.form.paper(),
        escaped(&slip.agency),
    );
    if !slip.code.is_empty() {
        let _ = write!(out, "<p class=\"ma\">Mã hồ sơ: {}</p>", escaped(&slip.code));
    }
    out.push_str("<dl>");
    for (label, value) in &slip.lines {
        let _ = write!(out, "<dt>{label}</dt><dd>{}</dd>", escaped(value));
    }
    out.push_str("</dl>");
    if let Some(rating) = &slip.rating {
        let _ = write!(out, "<p>Phiếu đánh giá: {}</p>", escaped(rating));
    }
    let _ = write!(out, "<p>Ngày {}</p>", day(slip));
    if !slip.signed_by.is_empty() {
        let _ = write!(out, "<p>Ký số: {}</p>", escaped(&slip.signed_by));
    }
    out.push_str("</html>");
    out
}

fn day(slip: &Slip) -> String {
    slip.at.strftime("%d/%m/%Y %H:%M").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
