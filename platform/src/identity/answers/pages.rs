//! The pages people see: plain HTML, everything escaped, no script, no picture, in Vietnamese.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// Text inside HTML and inside quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1f2937}\
main{max-width:24rem;margin:10vh auto;padding:2rem;background:#fff;border-top:6px solid #b91c1c}\
label{display:block;margin:.8rem 0 .2rem}input{width:100%;box-sizing:border-box;padding:.5rem;font:inherit}\
button,.other{display:block;width:100%;box-sizing:border-box;margin-top:1rem;padding:.6rem;font:inherit;text-align:center;\
border:1px solid #b91c1c;background:#b91c1c;color:#fff;text-decoration:none;cursor:pointer}\
.quiet{background:#fff;color:#b91c1c}.trouble{color:#b91c1c;font-weight:600}";

fn page(status: StatusCode, title: &str, inside: &str) -> Response {
    let title = escaped(title);
    let body = format!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{inside}</main></body></html>\n"
    );
    let fields = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, fields, body).into_response()
}

/// What the login page needs.
#[derive(Clone, Copy, Debug)]
pub struct Login<'a> {
    /// The login under way.
    pub key: &'a str,
    /// Who asks.
    pub client: &'a str,
    /// What was typed before.
    pub username: &'a str,
    /// What went wrong before.
    pub trouble: Option<&'a str>,
    /// The other provider's name.
    pub elsewhere: Option<&'a str>,
}

/// The login page.
pub fn login(status: StatusCode, login: &Login<'_>) -> Response {
    let key = escaped(login.key);
    let trouble = login.trouble.map_or_else(String::new, |text| {
        format!("<p class=\"trouble\" role=\"alert\">{}</p>", escaped(text))
    });
    let elsewhere = login.elsewhere.map_or_else(String::new, |_| {
        format!(
            "<a class=\"other quiet\" href=\"{}?sessionDataKey={key}\">Đăng nhập bằng VNeID</a>",
            super::router::ELSEWHERE
        )
    });
    let inside = format!(
        "<p>để tiếp tục với {}</p>{trouble}\
         <form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"sessionDataKey\" value=\"{key}\">\
         <label for=\"username\">Tên đăng nhập</label>\
         <input id=\"username\" name=\"username\" value=\"{}\" autocomplete=\"username\" maxlength=\"200\">\
         <label for=\"password\">Mật khẩu</label>\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" maxlength=\"200\">\
         <button type=\"submit\">Đăng nhập</button>\
         <button class=\"quiet\" type=\"submit\" name=\"cancel\" value=\"1\">Hủy</button></form>{elsewhere}",
        escaped(login.client),
        super::router::ANSWERED,
        escaped(login.username),
    );
    page(status, "Đăng nhập", &inside)
}

/// A page that only says something.
pub fn message(status: StatusCode, title: &str, text: &str) -> Response {
    page(status, title, &format!("<p>{}</p>", escaped(text)))
}

/// Asks whether to log out: nobody may be logged out by a link alone.
pub fn confirm_logout(action: &str, fields: &[(&str, &str)]) -> Response {
    let hidden: String = fields
        .iter()
        .map(|(name, value)| {
            let (name, value) = (escaped(name), escaped(value));
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
        })
        .collect();
    let inside = format!(
        "<p>Đăng xuất khỏi mọi hệ thống đã đăng nhập?</p><form method=\"post\" action=\"{}\">{hidden}\
         <button type=\"submit\" name=\"confirmed\" value=\"1\">Đăng xuất</button></form>",
        escaped(action)
    );
    page(StatusCode::OK, "Đăng xuất", &inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_a_page() {
        assert_eq!(
            escaped("<script>\"&'</script>"),
            "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"
        );
    }
}
