//! Small vocabularies of the portal's steps.

use crate::params::WordTable;

/// As what a dossier is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// `isUpdating` False.
    New,
    /// `isUpdating` True.
    Changed,
}

impl WordTable for Sending {
    const KIND: &'static str = "new or changed";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("new", "mới", Self::New),
            ("changed", "cập nhật", Self::Changed),
        ]
    }
}

/// What is wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No `dstcode`.
    NoDestination,
    /// No session.
    NoSession,
    /// A session nobody was given.
    MadeUpSession,
    /// Another agency's code.
    OtherAgency,
    /// No service of that name.
    UnknownService,
    /// `=` for `:`, as the official samples print it.
    Equals,
    /// A key twice.
    KeyTwice,
    /// Deep nesting.
    Deep,
    /// Nothing.
    Empty,
    /// A text that is no JSON where data should be.
    TextInside,
}

impl WordTable for Wrong {
    const KIND: &'static str = "what is wrong with a call";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("without dstcode", "không có dstcode", Self::NoDestination),
            ("without a session", "không có phiên", Self::NoSession),
            (
                "with a made-up session",
                "với phiên bịa đặt",
                Self::MadeUpSession,
            ),
            (
                "in the name of another agency",
                "thay cho cơ quan khác",
                Self::OtherAgency,
            ),
            (
                "for a service that does not exist",
                "đến dịch vụ không tồn tại",
                Self::UnknownService,
            ),
            (
                "with = in place of :",
                "với dấu = thay cho dấu :",
                Self::Equals,
            ),
            ("with a key twice", "với một khóa lặp lại", Self::KeyTwice),
            ("nested 10,000 deep", "lồng nhau 10.000 tầng", Self::Deep),
            ("with an empty body", "với nội dung rỗng", Self::Empty),
            (
                "with a text inside that is no JSON",
                "với chuỗi bên trong không phải JSON",
                Self::TextInside,
            ),
        ]
    }
}
