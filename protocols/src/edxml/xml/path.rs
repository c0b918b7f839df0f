//! Where an element stands, as people read it.

/// A path such as `edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]`, linked from the leaf to the root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'p> {
    above: Option<&'p Path<'p>>,
    name: &'p str,
    /// Place among siblings of the same name, from 1, where several may stand.
    index: Option<usize>,
}

impl<'p> Path<'p> {
    /// The path of the root.
    pub(crate) fn root(name: &'p str) -> Path<'p> {
        Path {
            above: None,
            name,
            index: None,
        }
    }

    /// The path of a child.
    pub(crate) fn child<'c>(&'c self, name: &'c str) -> Path<'c> {
        Path {
            above: Some(self),
            name,
            index: None,
        }
    }

    /// The path of the `index`-th child of that name, counted from 0.
    pub(crate) fn nth<'c>(&'c self, name: &'c str, index: usize) -> Path<'c> {
        Path {
            above: Some(self),
            name,
            index: Some(index + 1),
        }
    }
}

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}/")?;
        }
        f.write_str(self.name)?;
        match self.index {
            Some(index) => write!(f, "[{index}]"),
            None => Ok(()),
        }
    }
}
