//! Indented XML, with the path of what is being written for the one error that can happen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::WriteError;
use super::super::xml::chars;

/// A package being written.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
    error: Option<WriteError>,
}

impl Xml {
    /// Begins with the XML declaration.
    pub(super) fn with_capacity(bytes: usize) -> Xml {
        let mut out = String::with_capacity(bytes);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Xml {
            out,
            open: Vec::new(),
            error: None,
        }
    }

    /// The bytes, or the first character that XML forbids.
    pub(super) fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.error {
            None => Ok(self.out.into_bytes()),
            Some(error) => Err(error),
        }
    }

    /// Writes an element with what `inside` writes; `attributes` begins with a blank or is empty.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &str,
        inside: impl FnOnce(&mut Xml),
    ) {
        self.start(name, attributes);
        self.out.push('\n');
        self.open.push(name);
        inside(self);
        self.open.pop();
        self.indent();
        self.end(name);
    }

    /// Writes an element that holds others.
    pub(super) fn group(&mut self, name: &'static str, inside: impl FnOnce(&mut Xml)) {
        self.element(name, "", inside);
    }

    /// Writes a value; an empty one is left out.
    pub(super) fn text(&mut self, name: &'static str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.start(name, "");
        self.escaped(name, value);
        self.end(name);
    }

    /// Writes a value if there is one.
    pub(super) fn optional(&mut self, name: &'static str, value: Option<&str>) {
        self.text(name, value.unwrap_or_default());
    }

    /// Writes anything that prints as plain text.
    pub(super) fn shown(&mut self, name: &'static str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.text(name, &value.to_string());
        }
    }

    /// Writes bytes as base64 in one line.
    pub(super) fn base64(&mut self, name: &'static str, attributes: &str, bytes: &[u8]) {
        self.start(name, attributes);
        STANDARD.encode_string(bytes, &mut self.out);
        self.end(name);
    }

    /// Writes an element that is XML already.
    pub(super) fn raw(&mut self, element: &str) {
        self.indent();
        self.out.push_str(element);
        self.out.push('\n');
        if let Some(character) = chars::forbidden(element) {
            self.refuse("Signature", character);
        }
    }

    fn start(&mut self, name: &str, attributes: &str) {
        self.indent();
        for part in ["<", name, attributes, ">"] {
            self.out.push_str(part);
        }
    }

    fn end(&mut self, name: &str) {
        for part in ["</", name, ">\n"] {
            self.out.push_str(part);
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.out.push_str("  ");
        }
    }

    fn escaped(&mut self, name: &'static str, value: &str) {
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // Unescaped, every reader would turn it into a line feed.
                '\r' => self.out.push_str("&#13;"),
                c if chars::allowed(c) => self.out.push(c),
                c => self.refuse(name, c),
            }
        }
    }

    fn refuse(&mut self, name: &str, character: char) {
        let names = self.open.iter().copied().chain([name]);
        let local = names.map(|n| n.rsplit(':').next().unwrap_or(n));
        let at = local.collect::<Vec<_>>().join("/");
        self.error
            .get_or_insert(WriteError::Character { at, character });
    }
}

/// Escapes text for an element, as [`Xml::text`] does; `None` when a character is forbidden.
pub(in super::super) fn escape(text: &str) -> Option<String> {
    let mut xml = Xml {
        out: String::new(),
        open: Vec::new(),
        error: None,
    };
    xml.escaped("", text);
    xml.error.is_none().then_some(xml.out)
}
