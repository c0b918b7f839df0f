//! The stream of tags and texts of one root element, bounded, with entities resolved and refused.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::{Limits, ReadError};
use super::{Namespace, Scope, chars};

/// Most attributes of one element; real packages have five.
const MOST_ATTRIBUTES: usize = 32;

/// Most namespace declarations in force at one place; real packages have three.
const MOST_DECLARATIONS: usize = 64;
/// Longest name of an element or attribute, in bytes, prefix included.
const LONGEST_NAME: usize = 256;

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// Local name.
    pub(crate) name: &'a str,
    /// Prefix, empty for none.
    pub(crate) prefix: &'a str,
    /// What the prefix means here.
    pub(crate) namespace: Namespace,
    /// The first attribute prefix that is not declared.
    pub(crate) undeclared_attribute: Option<&'a str>,
    /// Where the tag stands in the text.
    pub(crate) span: Range<usize>,
    /// `<x/>`: no [`Item::End`] follows.
    pub(crate) empty: bool,
}

/// What stands next in the text.
#[derive(Debug)]
pub(crate) enum Item<'a> {
    /// A start tag or an empty element.
    Start(Tag<'a>),
    /// An end tag, with its place.
    End(Range<usize>),
    /// Text with references resolved and line ends normalised.
    Text(Cow<'a, str>),
}

/// Reads the tags and texts of `text` up to the end of its root element.
pub(crate) struct Events<'a, 'l> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    limits: &'l Limits,
    scope: Scope<'a>,
    open: Vec<&'a str>,
    elements: usize,
    /// The encoding the XML declaration names.
    pub(crate) encoding: Option<String>,
    finished: bool,
}

impl<'a, 'l> Events<'a, 'l> {
    /// Starts at the first byte of `text`, which must be markup; `scope` holds what an outer document declared.
    pub(crate) fn new(text: &'a str, limits: &'l Limits, scope: Scope<'a>) -> Events<'a, 'l> {
        Events {
            text,
            reader: Reader::from_str(text),
            limits,
            scope,
            open: Vec::new(),
            elements: 0,
            encoding: None,
            finished: false,
        }
    }

    /// The next item, `None` after the end of the root element.
    pub(crate) fn next(&mut self) -> Result<Option<Item<'a>>, ReadError> {
        while !self.finished {
            let start = self.position();
            let event = self.reader.read_event().map_err(|e| self.not_xml(e))?;
            let span = start..self.position();
            let item = match event {
                Event::Start(tag) => Some(Item::Start(self.start(&tag, span, false)?)),
                Event::Empty(tag) => Some(Item::Start(self.start(&tag, span, true)?)),
                Event::End(_) => Some(self.end(span)),
                Event::Text(text) => self.text(text.xml10_content())?,
                Event::CData(text) if !self.open.is_empty() => {
                    Some(Item::Text(text.xml10_content()))
                }
                Event::CData(_) => return Err(self.not_xml("text outside the root element")),
                Event::GeneralRef(reference) => Some(self.reference(&reference)?),
                Event::Decl(declaration) if start == 0 => {
                    self.encoding = declaration
                        .encoding()
                        .and_then(Result::ok)
                        .map(Cow::into_owned);
                    None
                }
                Event::Decl(_) => {
                    return Err(self.not_xml("an XML declaration that does not stand first"));
                }
                Event::DocType(_) => return Err(ReadError::Doctype { at: self.at() }),
                Event::Eof => {
                    return Err(self.not_xml("the text ends before the root element does"));
                }
                Event::Comment(_) | Event::PI(_) => None,
            };
            if item.is_some() {
                return Ok(item);
            }
        }
        Ok(None)
    }

    /// The byte after what was read last.
    pub(crate) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    /// The path of the innermost open element.
    pub(crate) fn at(&self) -> String {
        if self.open.is_empty() {
            "the root".to_owned()
        } else {
            self.open.join("/")
        }
    }

    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        span: Range<usize>,
        empty: bool,
    ) -> Result<Tag<'a>, ReadError> {
        let depth = self.open.len() + 1;
        self.elements += 1;
        self.bound(depth, self.limits.depth, "levels of elements")?;
        self.bound(self.elements, self.limits.elements, "elements")?;
        let inside = self
            .text
            .get(span.start + 1..span.end.saturating_sub(1))
            .unwrap_or_default();
        let name_length = tag.name().0.len();
        self.bound(name_length, LONGEST_NAME, "bytes in a name")?;
        let full = inside.get(..name_length).unwrap_or_default();
        let undeclared_attribute = self.attributes(inside, name_length, empty, depth)?;
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let namespace = self.scope.resolve(prefix);
        if empty {
            self.scope.leave(depth);
            self.finished = self.open.is_empty();
        } else {
            self.open.push(name);
        }
        Ok(Tag {
            name,
            prefix,
            namespace,
            undeclared_attribute,
            span,
            empty,
        })
    }

    /// Takes in the declarations of a tag and finds the first attribute with an undeclared prefix.
    fn attributes(
        &mut self,
        inside: &'a str,
        from: usize,
        empty: bool,
        depth: usize,
    ) -> Result<Option<&'a str>, ReadError> {
        let content = if empty {
            inside.strip_suffix('/').unwrap_or(inside)
        } else {
            inside
        };
        let mut names: Vec<&'a str> = Vec::new();
        let mut attributes = Attributes::new(content, from);
        // The crate's own check for repeated names keeps every name of a tag however many there are.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|e| self.not_xml(e))?;
            let name = attribute.key.0;
            self.bound(name.len(), LONGEST_NAME, "bytes in a name")?;
            if names.contains(&name) {
                return Err(self.not_xml(format!("attribute `{name}` stands twice")));
            }
            names.push(name);
            self.bound(names.len(), MOST_ATTRIBUTES, "attributes of one element")?;
            match name.split_once(':') {
                None if name == "xmlns" => self.scope.declare(depth, "", &attribute.value),
                Some(("xmlns", prefix)) => self.scope.declare(depth, prefix, &attribute.value),
                _ => {}
            }
        }
        self.bound(
            self.scope.len(),
            MOST_DECLARATIONS,
            "namespace declarations",
        )?;
        let prefixes = names
            .iter()
            .filter_map(|n| n.split_once(':'))
            .map(|(prefix, _)| prefix);
        let undeclared = |p: &&str| *p != "xmlns" && self.scope.resolve(p) == Namespace::Undeclared;
        Ok(prefixes.into_iter().find(undeclared))
    }

    fn end(&mut self, span: Range<usize>) -> Item<'a> {
        self.scope.leave(self.open.len());
        self.open.pop();
        self.finished = self.open.is_empty();
        Item::End(span)
    }

    fn text(&self, text: Cow<'a, str>) -> Result<Option<Item<'a>>, ReadError> {
        match (self.open.is_empty(), chars::is_blank(&text)) {
            (false, _) => Ok(Some(Item::Text(text))),
            (true, true) => Ok(None),
            (true, false) => Err(self.not_xml("text outside the root element")),
        }
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Result<Item<'a>, ReadError> {
        let name: &str = reference;
        let numeric = name.starts_with('#');
        let character = if numeric {
            chars::numeric(name)
        } else {
            chars::predefined(name)
        };
        match character {
            Some(c) if !self.open.is_empty() => Ok(Item::Text(Cow::Owned(c.to_string()))),
            Some(_) => Err(self.not_xml("text outside the root element")),
            None if numeric => {
                Err(self.not_xml(format!("&{name}; stands for no character XML allows")))
            }
            None => Err(ReadError::Entity {
                at: self.at(),
                name: name.chars().take(80).collect(),
            }),
        }
    }

    fn bound(&self, found: usize, limit: usize, unit: &'static str) -> Result<(), ReadError> {
        if found <= limit {
            return Ok(());
        }
        Err(ReadError::TooLarge {
            at: self.at(),
            limit,
            unit,
            found: "more".to_owned(),
        })
    }

    pub(crate) fn not_xml(&self, problem: impl std::fmt::Display) -> ReadError {
        let before = self
            .text
            .as_bytes()
            .get(..self.position())
            .unwrap_or_default();
        ReadError::NotXml {
            at: self.at(),
            line: before.iter().filter(|b| **b == b'\n').count() + 1,
            problem: problem.to_string().chars().take(160).collect(),
        }
    }
}
