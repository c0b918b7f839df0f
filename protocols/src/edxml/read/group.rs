//! An element with only elements below it, checked against its vocabulary; and the values of its leaves.

use std::str::FromStr;

use super::super::xml::{Element, Namespace, Path, chars};
use super::super::{ReadError, ToleranceKind};
use super::Context;
use super::vocabulary::{self, Child};

/// A group that was looked over: its known children are each of the package's namespace, none stands twice that may
/// not, and every deviation is noted.
pub(super) struct Group<'e, 'a> {
    element: &'e Element<'a>,
    pub(super) path: &'e Path<'e>,
    known: vocabulary::Group,
}

impl<'e, 'a> Group<'e, 'a> {
    /// Looks a group over.
    pub(super) fn open(
        context: &mut Context<'_>,
        element: &'e Element<'a>,
        path: &'e Path<'e>,
        known: vocabulary::Group,
    ) -> Result<Group<'e, 'a>, ReadError> {
        let group = Group {
            element,
            path,
            known,
        };
        for child in &element.children {
            group.look_at(context, child)?;
        }
        for child in known.iter().filter(|c| !c.many) {
            if group.all(child.name).nth(1).is_some() {
                return Err(ReadError::Repeated {
                    at: path.child(child.name).to_string(),
                });
            }
        }
        group.note_order(context);
        if !chars::is_blank(&element.text) {
            context.note(ToleranceKind::StrayText, path, element.text.trim());
        }
        Ok(group)
    }

    /// The child of that name.
    pub(super) fn one(&self, name: &str) -> Option<&'e Element<'a>> {
        self.all(name).next()
    }

    /// The child of that name, or an error that names it.
    pub(super) fn required(&self, name: &str) -> Result<&'e Element<'a>, ReadError> {
        self.one(name)
            .ok_or_else(|| missing(&self.path.child(name)))
    }

    /// All children of that name.
    pub(super) fn all<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = &'e Element<'a>> + use<'n, 'e, 'a> {
        self.element.children.iter().filter(move |e| e.name == name)
    }

    /// The text of a child; `None` when it is absent or empty.
    pub(super) fn text(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<Option<String>, ReadError> {
        match self.one(name) {
            Some(element) => leaf(context, element, &self.path.child(name)),
            None => Ok(None),
        }
    }

    /// The text of a child that must be there.
    pub(super) fn required_text(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<String, ReadError> {
        let path = self.path.child(name);
        leaf(context, self.required(name)?, &path)?.ok_or_else(|| missing(&path))
    }

    /// The texts of all children of that name, empty ones left out.
    pub(super) fn texts(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<Vec<String>, ReadError> {
        let each = self.all(name).enumerate();
        each.filter_map(|(i, e)| leaf(context, e, &self.path.nth(name, i)).transpose())
            .collect()
    }

    /// A child's value by `parse`; what cannot be parsed is noted and read as absent.
    pub(super) fn value<T>(
        &self,
        context: &mut Context<'_>,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ReadError> {
        let Some(text) = self.text(context, name)? else {
            return Ok(None);
        };
        let value = parse(&text);
        if value.is_none() {
            context.note(ToleranceKind::ValueUnreadable, self.path.child(name), &text);
        }
        Ok(value)
    }

    /// A child's number; what is none is noted and read as absent.
    pub(super) fn number<T: FromStr>(
        &self,
        context: &mut Context<'_>,
        name: &str,
    ) -> Result<Option<T>, ReadError> {
        self.value(context, name, |text| text.parse().ok())
    }

    /// Whether the group is empty; then it is noted as an empty element and read as absent.
    pub(super) fn is_empty(&self, context: &mut Context<'_>) -> bool {
        let empty = self.element.children.is_empty();
        if empty {
            context.note(ToleranceKind::EmptyElement, self.path, "");
        }
        empty
    }

    fn look_at(&self, context: &mut Context<'_>, child: &Element<'_>) -> Result<(), ReadError> {
        let path = self.path.child(child.name);
        if let Some(prefix) = child.undeclared_attribute {
            context.note(
                ToleranceKind::UndeclaredPrefix,
                path,
                format_args!("attribute prefix `{prefix}`"),
            );
        }
        match (
            self.known.iter().find(|c| c.name == child.name),
            &child.namespace,
        ) {
            // The signature stands in the package's namespace or in that of XML signatures (domain §1.6).
            (Some(known), _) if known.name == "Signature" => Ok(()),
            (Some(_), Namespace::Other(_)) => {
                let found = child.namespace.to_string();
                Err(ReadError::WrongNamespace {
                    at: path.to_string(),
                    found,
                })
            }
            (Some(known), _) if known.extension => {
                context.note(ToleranceKind::ExtensionElement, path, "");
                Ok(())
            }
            (Some(known), _) => {
                note_prefix(context, child, &path, known.prefixed);
                Ok(())
            }
            (None, _) => {
                context.note(ToleranceKind::UnknownElement, path, "");
                Ok(())
            }
        }
    }

    fn note_order(&self, context: &mut Context<'_>) {
        let place = |e: &Element<'_>| self.known.iter().position(|c: &Child| c.name == e.name);
        let mut found: Vec<(usize, &str)> = self
            .element
            .children
            .iter()
            .filter_map(|e| Some((place(e)?, e.name)))
            .collect();
        if found.is_sorted_by_key(|(place, _)| *place) {
            return;
        }
        let id_last = found.last().is_some_and(|(_, name)| *name == "DocumentId");
        if id_last && self.element.name == "MessageHeader" {
            context.note(ToleranceKind::DocumentIdLast, self.path, "");
            found.pop();
        }
        if let Some(pair) = found.windows(2).find(|pair| pair[0].0 > pair[1].0) {
            context.note(
                ToleranceKind::ElementOrder,
                self.path,
                format_args!("{} before {}", pair[0].1, pair[1].1),
            );
        }
    }
}

/// The error for an absent or empty element.
pub(super) fn missing(path: &Path<'_>) -> ReadError {
    ReadError::Missing {
        at: path.to_string(),
    }
}

/// Notes a part of the package that a status has no use for.
pub(super) fn note_unused(context: &mut Context<'_>, group: &Group<'_, '_>, name: &str) {
    if group.one(name).is_some() {
        context.note(
            ToleranceKind::UnknownElement,
            group.path.child(name),
            "not part of a status",
        );
    }
}

/// Notes a prefix that is not the one the format writes.
pub(super) fn note_prefix(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
    prefixed: bool,
) {
    if element.namespace == Namespace::Undeclared {
        let detail = format_args!("element prefix `{}`", element.prefix);
        return context.note(ToleranceKind::UndeclaredPrefix, path, detail);
    }
    match (element.prefix, prefixed) {
        ("", true) if element.namespace == Namespace::None => {
            context.note(
                ToleranceKind::MissingPrefix,
                path,
                "nor is there a default namespace",
            );
        }
        ("", true) => context.note(ToleranceKind::MissingPrefix, path, ""),
        ("edXML", true) | ("", false) => {}
        (prefix, _) => context.note(ToleranceKind::OtherPrefix, path, format_args!("`{prefix}`")),
    }
}

/// The text of an element without children; `None` and a note when it is empty.
pub(super) fn leaf(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Option<String>, ReadError> {
    if let Some(child) = element.children.first() {
        context.note(ToleranceKind::UnknownElement, path.child(child.name), "");
    }
    let text = element.text.trim_matches(chars::is_space);
    if let Some(c) = chars::forbidden(text) {
        let found = format!("U+{:04X}", u32::from(c));
        return Err(ReadError::invalid(
            path,
            "characters that XML allows",
            &found,
        ));
    }
    if text.is_empty() {
        context.note(ToleranceKind::EmptyElement, path, "");
        return Ok(None);
    }
    if text.len() != element.text.len() {
        context.note(ToleranceKind::SurroundingSpace, path, "");
    }
    Ok(Some(text.to_owned()))
}
