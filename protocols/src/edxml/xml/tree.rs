//! One element with all below it.

use std::borrow::Cow;
use std::ops::Range;

use super::super::ReadError;
use super::{Events, Item, Namespace, Tag, chars};

/// An element. Text borrows from the input, so that a large payload is not copied.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Local name.
    pub(crate) name: &'a str,
    /// Prefix, empty for none.
    pub(crate) prefix: &'a str,
    /// What the prefix means here.
    pub(crate) namespace: Namespace,
    /// The first attribute prefix that is not declared.
    pub(crate) undeclared_attribute: Option<&'a str>,
    /// All text directly inside, references resolved; blank text after a child is left out.
    pub(crate) text: Cow<'a, str>,
    /// The children in their order.
    pub(crate) children: Vec<Element<'a>>,
    /// Where the element stands in the text, end tag included.
    pub(crate) span: Range<usize>,
}

impl<'a> Element<'a> {
    fn new(tag: Tag<'a>) -> Element<'a> {
        Element {
            name: tag.name,
            prefix: tag.prefix,
            namespace: tag.namespace,
            undeclared_attribute: tag.undeclared_attribute,
            text: Cow::Borrowed(""),
            children: Vec::new(),
            span: tag.span,
        }
    }

    fn push_text(&mut self, text: Cow<'a, str>) {
        let beside_children = !self.children.is_empty();
        if beside_children && chars::is_blank(&text) {
            return;
        }
        if self.text.is_empty() || (beside_children && chars::is_blank(&self.text)) {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
    }
}

/// Reads the root element of `events`; `accept` sees the root's start tag before anything else is read.
pub(crate) fn read_element<'a>(
    events: &mut Events<'a, '_>,
    accept: impl FnOnce(&Tag<'a>) -> Result<(), ReadError>,
) -> Result<Element<'a>, ReadError> {
    let mut accept = Some(accept);
    let mut open: Vec<Element<'a>> = Vec::new();
    while let Some(item) = events.next()? {
        let closed = match item {
            Item::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.push_text(text);
                }
                None
            }
            Item::Start(tag) => {
                if let Some(accept) = accept.take() {
                    accept(&tag)?;
                }
                let empty = tag.empty;
                open.push(Element::new(tag));
                if empty { open.pop() } else { None }
            }
            Item::End(span) => open.pop().map(|mut element| {
                element.span.end = span.end;
                element
            }),
        };
        if let Some(element) = closed {
            match open.last_mut() {
                Some(above) => above.children.push(element),
                None => return Ok(element),
            }
        }
    }
    Err(events.not_xml("there is no root element"))
}

#[cfg(test)]
mod tests {
    use super::super::super::{Limits, NAMESPACE};
    use super::super::Scope;
    use super::*;

    fn tree(text: &str) -> Result<String, ReadError> {
        let limits = Limits {
            depth: 4,
            elements: 10,
            ..Limits::default()
        };
        let mut events = Events::new(text, &limits, Scope::default());
        read_element(&mut events, |_| Ok(())).map(|e| show(&e, text))
    }

    fn show(e: &Element<'_>, text: &str) -> String {
        let children: String = e.children.iter().map(|c| show(c, text)).collect();
        assert!(text[e.span.clone()].starts_with('<') && text[e.span.clone()].ends_with('>'));
        format!(
            "({}|{}|{} {:?}{children})",
            e.prefix, e.name, e.namespace, e.text
        )
    }

    #[test]
    fn names_texts_and_references() {
        let read = tree(
            "<?xml version='1.0'?><!--x--><a>\n <b>x&amp;<!-- c -->y&#x1EC7;<![CDATA[<z>]]></b> <c/>\r\n</a>",
        );
        insta::assert_snapshot!(read.expect("sound"), @r#"(|a|none "\n "(|b|none "x&yệ<z>")(|c|none ""))"#);
    }

    #[test]
    fn namespaces_and_prefixes_that_are_not_declared() {
        let text = format!(
            "<a xmlns='{NAMESPACE}' xmlns:p='urn:x'><p:b q:r='1'/><c xmlns=''><d/></c><q:e/></a>"
        );
        let read = tree(&text).expect("tolerable");
        insta::assert_snapshot!(read.replace(NAMESPACE, "NS"), @r#"(|a|`NS` ""(p|b|`urn:x` "")(|c|none ""(|d|none ""))(q|e|a prefix without declaration ""))"#);
    }

    #[test]
    fn what_is_refused() {
        let say = |text: &str| tree(text).expect_err("must be refused").to_string();
        insta::assert_snapshot!(say("<a><b></a>"), @"not well-formed XML at a/b, line 1: ill-formed document: expected `</b>`, but `</a>` was found");
        insta::assert_snapshot!(say("<a>\n<b>"), @"not well-formed XML at a/b, line 2: the text ends before the root element does");
        insta::assert_snapshot!(say("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), @"a DOCTYPE stands at the root: expected none, entities are never expanded");
        insta::assert_snapshot!(say("<a><b>&nbsp;</b></a>"), @"entity `&nbsp;` at a/b: expected only the five predefined entities and numeric references");
        insta::assert_snapshot!(say("<a>&#0;</a>"), @"not well-formed XML at a, line 1: &#0; stands for no character XML allows");
        insta::assert_snapshot!(say("<a><b><c><d><e/></d></c></b></a>"), @"a/b/c/d is too large: expected at most 4 levels of elements, found more");
        insta::assert_snapshot!(say(&format!("<a>{}</a>", "<b/>".repeat(10))), @"a is too large: expected at most 10 elements, found more");
        insta::assert_snapshot!(say("<a x='1' x='2'/>"), @"not well-formed XML at the root, line 1: attribute `x` stands twice");
        insta::assert_snapshot!(say("<a>&</a>"), @"not well-formed XML at a, line 1: ill-formed document: entity or character reference not closed: `;` not found before end of input");
        insta::assert_snapshot!(say("<a><?xml version='1.0'?></a>"), @"not well-formed XML at a, line 1: an XML declaration that does not stand first");
        let many: String = (0..40).map(|i| format!(" a{i}='1'")).collect();
        insta::assert_snapshot!(say(&format!("<a{many}/>")), @"the root is too large: expected at most 32 attributes of one element, found more");
    }
}
