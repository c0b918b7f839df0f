//! What a file is by its first bytes, and what its type says it should be.

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Magic {
    Pdf,
    /// ZIP, and with it docx, xlsx, pptx, odt.
    Zip,
    /// The container of doc, xls and ppt.
    Ole,
    Png,
    Jpeg,
    Unknown,
}

impl Magic {
    /// Looks at the first bytes.
    pub(super) fn of(bytes: &[u8]) -> Magic {
        const TABLE: [(&[u8], Magic); 6] = [
            (b"%PDF-", Magic::Pdf),
            (b"PK\x03\x04", Magic::Zip),
            (b"PK\x05\x06", Magic::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Magic::Ole),
            (b"\x89PNG\r\n\x1A\n", Magic::Png),
            (b"\xFF\xD8\xFF", Magic::Jpeg),
        ];
        TABLE
            .into_iter()
            .find(|(start, _)| bytes.starts_with(start))
            .map_or(Magic::Unknown, |(_, magic)| magic)
    }

    /// What a file with this extension begins with, when that is fixed.
    pub(super) fn expected(extension: &str) -> Option<Magic> {
        match extension {
            "pdf" => Some(Magic::Pdf),
            "zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" => Some(Magic::Zip),
            "xls" | "ppt" => Some(Magic::Ole),
            "png" => Some(Magic::Png),
            "jpg" | "jpeg" => Some(Magic::Jpeg),
            // Word writes doc as OLE, RTF or even HTML.
            _ => None,
        }
    }

    /// What a file with this extension is for people, when its first bytes are those of something else for certain.
    pub(super) fn instead_of(self, extension: &str) -> Option<&'static str> {
        let no_doc = matches!(self, Magic::Pdf | Magic::Png | Magic::Jpeg);
        (extension == "doc" && no_doc).then_some("a Word file")
    }

    /// The name people know.
    pub(super) fn name(self) -> &'static str {
        match self {
            Magic::Pdf => "PDF",
            Magic::Zip => "ZIP",
            Magic::Ole => "OLE (doc, xls)",
            Magic::Png => "PNG",
            Magic::Jpeg => "JPEG",
            Magic::Unknown => "nothing known",
        }
    }
}

/// Whether files with this extension are text, in which U+FFFD may stand by right.
pub(super) fn is_text(extension: &str) -> bool {
    [
        "txt", "xml", "edxml", "html", "htm", "csv", "json", "md", "log",
    ]
    .contains(&extension)
}
