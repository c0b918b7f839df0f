//! The packages that tries send: those of `fixtures/packages`, changed where a try says so.

use protocols::edxml::{self, Limits, Package};

use super::tries::Try;

macro_rules! carried {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../../fixtures/packages/", $name)))),*]
    };
}

/// The packages that the program carries.
const CARRIED: &[(&str, &[u8])] = carried! {
    "bad/base64-cut-short.edxml"
    "bad/billion-laughs.edxml"
    "bad/cut-short.edxml"
    "bad/date-day-first.edxml"
    "bad/date-that-does-not-exist.edxml"
    "bad/duplicate-to.edxml"
    "bad/external-entity.edxml"
    "bad/no-subject.edxml"
    "bad/not-xml.edxml"
    "bad/over-long.edxml"
    "bad/recall-of-nothing.edxml"
    "bad/status-code-unknown.edxml"
    "bad/wrong-namespace-go.edxml"
    "bad/wrong-root.edxml"
    "bad/zip-bomb.edxml"
    "byte-order-mark.edxml"
    "content-ids.edxml"
    "dotnet.edxml"
    "empty-response-for.edxml"
    "manifest-mismatch.edxml"
    "new.edxml"
    "no-business.edxml"
    "recall.edxml"
    "replacement-characters.edxml"
    "replacement.edxml"
    "status-01.edxml"
    "status-02.edxml"
    "status-03.edxml"
    "status-05.edxml"
    "status-13.edxml"
    "status-15.edxml"
    "status-one-digit.edxml"
    "trace-null.edxml"
    "unknown-elements.edxml"
    "unprefixed.edxml"
    "update.edxml"
    "xlsx-zipped.edxml"
    "zip-declared-as-pdf.edxml"
};

/// The package of that name as a try sends it; none when the program carries no such package.
pub fn package(of: &Try, name: &str) -> Option<Vec<u8>> {
    let (_, bytes) = CARRIED.iter().find(|(known, _)| *known == name)?;
    if of.package.as_deref() != Some(name) || of.replace.is_empty() {
        return Some(bytes.to_vec());
    }
    // Only packages of text are changed; `replace` of another one would be seen by the test that tries everything.
    let text = String::from_utf8_lossy(bytes).into_owned();
    let changed = (of.replace.iter()).fold(text, |text, (old, new)| text.replace(old, new));
    Some(changed.into_bytes())
}

/// Who sends a package to whom, as the transport headers must say it.
#[derive(Debug)]
pub struct Cover {
    pub from: String,
    pub to: Vec<String>,
    /// `edoc` or `status`.
    pub kind: &'static str,
}

/// Reads the cover from the package; one that cannot be read is addressed as all others of the fixtures are.
pub fn cover(package: &[u8]) -> Cover {
    match edxml::read(package, &Limits::default()).map(|read| read.package) {
        Ok(Package::Document(document))
            if !document.from.id.is_empty() && !document.to.is_empty() =>
        {
            Cover {
                from: document.from.id,
                to: document
                    .to
                    .into_iter()
                    .map(|organisation| organisation.id)
                    .collect(),
                kind: "edoc",
            }
        }
        Ok(Package::Status(status)) => Cover {
            from: status.from.id,
            to: status.answers.organ_id.into_iter().collect(),
            kind: "status",
        },
        _ => Cover {
            from: "000.00.00.G22".into(),
            to: vec!["000.00.00.H37".into()],
            kind: "edoc",
        },
    }
}
