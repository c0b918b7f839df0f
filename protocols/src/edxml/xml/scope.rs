//! Namespace declarations in scope.

use std::rc::Rc;

use super::super::NAMESPACE;

/// The namespace of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// The package's own, [`NAMESPACE`].
    Package,
    /// None at all.
    None,
    /// The prefix is not declared.
    Undeclared,
    /// Another.
    Other(Rc<str>),
}

impl Namespace {
    fn of(uri: &str) -> Namespace {
        match uri {
            NAMESPACE => Namespace::Package,
            "" => Namespace::None,
            other => Namespace::Other(Rc::from(other)),
        }
    }
}

impl std::fmt::Display for Namespace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Namespace::Package => write!(f, "`{NAMESPACE}`"),
            Namespace::None => f.write_str("none"),
            Namespace::Undeclared => f.write_str("a prefix without declaration"),
            Namespace::Other(uri) => write!(f, "`{}`", uri.chars().take(80).collect::<String>()),
        }
    }
}

/// The declarations of all open elements, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    declared: Vec<(usize, &'a str, Namespace)>,
}

impl<'a> Scope<'a> {
    /// The scope inside the header of a package we write: the default namespace and `edXML` are the package's.
    pub(crate) fn of_package() -> Scope<'a> {
        let declared = vec![
            (0, "", Namespace::Package),
            (0, super::super::PREFIX, Namespace::Package),
        ];
        Scope { declared }
    }

    /// Adds the declaration of `prefix` (empty: the default namespace) on an element at `depth`.
    pub(crate) fn declare(&mut self, depth: usize, prefix: &'a str, uri: &str) {
        self.declared.push((depth, prefix, Namespace::of(uri)));
    }

    /// How many declarations are in force.
    pub(crate) fn len(&self) -> usize {
        self.declared.len()
    }

    /// Forgets what the element at `depth` declared.
    pub(crate) fn leave(&mut self, depth: usize) {
        let kept = self
            .declared
            .iter()
            .rposition(|(d, _, _)| *d < depth)
            .map_or(0, |i| i + 1);
        self.declared.truncate(kept);
    }

    /// The namespace of `prefix`; the empty prefix is undeclared as [`Namespace::None`].
    pub(crate) fn resolve(&self, prefix: &str) -> Namespace {
        let found = self.declared.iter().rfind(|(_, p, _)| *p == prefix);
        match found {
            Some((_, _, namespace)) => namespace.clone(),
            None if prefix.is_empty() => Namespace::None,
            None if prefix == "xml" => Namespace::of("http://www.w3.org/XML/1998/namespace"),
            None => Namespace::Undeclared,
        }
    }
}
