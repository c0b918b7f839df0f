//! As much of HTML as it takes to fill in a form and to follow a link. Hostile pages are only text here: nothing runs.

/// A form of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it goes, as written.
    pub action: String,
    /// Whether it is sent as a body.
    pub post: bool,
    /// Its fields with their values; buttons are not pressed.
    pub fields: Vec<(String, String)>,
    /// The field for a password.
    pub password: Option<String>,
    /// The field before it, where a name is typed.
    pub username: Option<String>,
}

/// One tag: its name, its attributes, and where it ends.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    end: usize,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let mut named = self.attributes.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }
}

/// The forms of a page, in order.
#[must_use]
pub fn forms(page: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    for tag in tags(page) {
        match tag.name.as_str() {
            "form" => {
                inside = true;
                forms.push(Form {
                    action: tag.get("action").unwrap_or_default().to_owned(),
                    post: tag
                        .get("method")
                        .is_some_and(|way| way.eq_ignore_ascii_case("post")),
                    ..Form::default()
                });
            }
            "/form" => inside = false,
            "input" if inside => {
                if let Some(form) = forms.last_mut() {
                    add_field(form, &tag);
                }
            }
            _ => {}
        }
    }
    forms
}

fn add_field(form: &mut Form, tag: &Tag) {
    let Some(name) = tag.get("name").filter(|name| !name.is_empty()) else {
        return;
    };
    let kind = tag.get("type").unwrap_or("text").to_ascii_lowercase();
    match kind.as_str() {
        "submit" | "button" | "image" | "reset" | "file" => return,
        "checkbox" | "radio" if tag.get("checked").is_none() => return,
        "password" if form.password.is_none() => form.password = Some(name.to_owned()),
        "text" | "email" | "tel" if form.password.is_none() => {
            form.username = Some(name.to_owned())
        }
        _ => {}
    }
    form.fields.push((
        name.to_owned(),
        tag.get("value").unwrap_or_default().to_owned(),
    ));
}

/// The links of a page: their text without tags, and where they go.
#[must_use]
pub fn links(page: &str) -> Vec<(String, String)> {
    let all: Vec<Tag> = tags(page).collect();
    let mut links = Vec::new();
    for tag in all.iter().filter(|tag| tag.name == "a") {
        let rest = page.get(tag.end..).unwrap_or_default();
        let text = rest.split("</a").next().unwrap_or_default();
        if let Some(target) = tag.get("href") {
            links.push((plain(text), target.to_owned()));
        }
    }
    links
}

/// The text of a piece of HTML, without its tags.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    unescaped(out.trim())
}

fn tags(page: &str) -> impl Iterator<Item = Tag> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + page.get(at..)?.find('<')? + 1;
            at = start;
            if let Some(tag) = tag(page, start) {
                at = tag.end;
                return Some(tag);
            }
        }
    })
}

fn tag(page: &str, start: usize) -> Option<Tag> {
    let bytes = page.as_bytes();
    let name_end = (start..bytes.len()).find(|at| {
        let byte = bytes[*at];
        byte == b'>' || byte.is_ascii_whitespace() || (byte == b'/' && *at > start)
    })?;
    let name = page.get(start..name_end)?.to_ascii_lowercase();
    if !name
        .trim_start_matches('/')
        .starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return None;
    }
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at =
            (at..bytes.len()).find(|at| !bytes[*at].is_ascii_whitespace() && bytes[*at] != b'/')?;
        if bytes[at] == b'>' {
            return Some(Tag {
                name,
                attributes,
                end: at + 1,
            });
        }
        let key_end = (at..bytes.len()).find(|at| {
            matches!(bytes[*at], b'=' | b'>' | b'/') || bytes[*at].is_ascii_whitespace()
        })?;
        let key = page.get(at..key_end.max(at + 1))?.to_ascii_lowercase();
        at = key_end.max(at + 1);
        let mut value = String::new();
        if bytes.get(at) == Some(&b'=') {
            let (text, after) = attribute(page, at + 1)?;
            value = unescaped(text);
            at = after;
        }
        attributes.push((key, value));
    }
}

/// The value that begins here, and where it ends.
fn attribute(page: &str, start: usize) -> Option<(&str, usize)> {
    let bytes = page.as_bytes();
    match bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let end = (start + 1..bytes.len()).find(|at| bytes[*at] == *quote)?;
            Some((page.get(start + 1..end)?, end + 1))
        }
        _ => {
            let end = (start..bytes.len())
                .find(|at| bytes[*at] == b'>' || bytes[*at].is_ascii_whitespace())?;
            Some((page.get(start..end)?, end))
        }
    }
}

/// The entities that matter in attributes; others stay as they are.
fn unescaped(text: &str) -> String {
    let mut out = text.to_owned();
    for (entity, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&#61;", "="),
        ("&#x3D;", "="),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, plain);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_login_form_is_found_among_others() {
        let page = "<FORM action='/search'><input name=q></FORM>\
            <form method=\"POST\" action=\"../auth?a=1&amp;b=2\"><input type=hidden name=key value=\"&lt;k&gt;\"/>\
            <input type=text name=\"user\"><input disabled type=password name=pw><input type=submit name=go value=Go></form>\
            <p><a class=x href=/other><b>Đăng nhập</b> khác</a>";
        let found = forms(page);
        assert_eq!(found.len(), 2);
        let login = &found[1];
        assert!(login.post);
        assert_eq!(login.action, "../auth?a=1&b=2");
        assert_eq!(
            (login.username.as_deref(), login.password.as_deref()),
            (Some("user"), Some("pw"))
        );
        assert_eq!(login.fields[0], ("key".into(), "<k>".into()));
        assert_eq!(
            links(page),
            [("Đăng nhập khác".to_owned(), "/other".to_owned())]
        );
    }

    proptest! {
        #[test]
        fn no_page_breaks_the_reader(page in "[<>/='\"a-zđ &;]{0,200}") {
            let _ = (forms(&page), links(&page));
        }
    }
}
