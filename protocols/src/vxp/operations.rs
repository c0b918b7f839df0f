//! The table of operations of domain §3.1.

/// One operation of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Last segment of the path.
    pub name: &'static str,
    /// HTTP method.
    pub method: &'static str,
    /// Logical headers it takes, beside `systemid`, `timestamp` and `Content-Type`.
    pub headers: &'static [HeaderRule],
    /// What its body is.
    pub body: Body,
    /// Where the answer's payload stands.
    pub answer: Payload,
}

/// A logical header of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderRule {
    /// Name without prefix, in the library's spelling; compared without regard to case.
    pub name: &'static str,
    /// Whether the call makes no sense without it.
    pub required: bool,
}

/// What a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing, or `{}`.
    Empty,
    /// The package's bytes, followed by CRLF when the operator's library sends it.
    Package,
    /// A [`super::Registration`] as JSON.
    Registration,
}

/// Where the answer's payload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The envelope alone.
    None,
    /// Member `DocId`.
    DocId,
    /// Member `data`, an array.
    List,
    /// Member `data`, base64 of a package.
    Base64,
    /// Member `count`.
    Count,
    /// The package itself, no envelope.
    Raw,
}

const fn must(name: &'static str) -> HeaderRule {
    HeaderRule {
        name,
        required: true,
    }
}

const fn may(name: &'static str) -> HeaderRule {
    HeaderRule {
        name,
        required: false,
    }
}

const fn post(
    name: &'static str,
    headers: &'static [HeaderRule],
    body: Body,
    answer: Payload,
) -> Operation {
    Operation {
        name,
        method: "POST",
        headers,
        body,
        answer,
    }
}

const fn get(name: &'static str, headers: &'static [HeaderRule], answer: Payload) -> Operation {
    Operation {
        name,
        method: "GET",
        headers,
        body: Body::Empty,
        answer,
    }
}

const LIST: &[HeaderRule] = &[
    must("servicetype"),
    must("messagetype"),
    may("fromDate"),
    may("toDate"),
    may("pageSize"),
    may("pageIndex"),
];

/// Every operation (domain §3.1).
pub const OPERATIONS: &[Operation] = &[
    post(
        "sendEdoc",
        &[
            must("from"),
            must("to"),
            must("servicetype"),
            must("messagetype"),
            must("hash-file"),
        ],
        Body::Package,
        Payload::DocId,
    ),
    post("getReceivedEdocList", LIST, Body::Empty, Payload::List),
    post("getSentEdocList", LIST, Body::Empty, Payload::List),
    post(
        "getEdoc",
        &[must("docId"), may("filePath")],
        Body::Empty,
        Payload::Base64,
    ),
    get("downloadEdoc", &[must("docId")], Payload::Raw),
    post(
        "updateStatus",
        &[must("docId"), must("status"), may("description")],
        Body::Empty,
        Payload::None,
    ),
    post("getAgenciesList", &[], Body::Empty, Payload::List),
    post(
        "getAgenciesListQD20",
        &[may("level")],
        Body::Empty,
        Payload::List,
    ),
    post(
        "getSynchronizeUnit",
        &[may("version")],
        Body::Empty,
        Payload::List,
    ),
    post("getListUnit", &[], Body::Empty, Payload::List),
    post("registerAgency", &[], Body::Registration, Payload::None),
    post(
        "deleteAgency",
        &[must("AgencyCode")],
        Body::Empty,
        Payload::None,
    ),
    get("countReceiveEdoc", &[], Payload::Count),
    get("countReceiveStatus", &[], Payload::Count),
];

/// The operation of that name, compared as the path is: exactly.
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for known in OPERATIONS {
            assert_eq!(operation(known.name), Some(known));
        }
        assert_eq!(OPERATIONS.len(), 14);
        assert_eq!(operation("sendedoc"), None);
        assert_eq!(operation("sendStatus"), None);
    }
}
