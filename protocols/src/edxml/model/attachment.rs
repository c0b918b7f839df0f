//! An attached file.

/// One attached file as the package carries it. [`crate::attachments`] packs, unpacks and inspects it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The id that joins manifest and payload, without the `cid:` the wire puts before it.
    pub content_id: String,
    /// The file's real name with its extension.
    pub name: String,
    /// Free text.
    pub description: Option<String>,
    /// The declared type, such as `application/pdf`; `application/zip` for what the library zips.
    pub content_type: String,
    /// The payload: base64 undone, a ZIP around the file **not** undone.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Attachment {
    /// Names the payload's length instead of printing megabytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachment")
            .field("content_id", &self.content_id)
            .field("name", &self.name)
            .field("description", &self.description)
            .field("content_type", &self.content_type)
            .field("bytes", &format_args!("[{} bytes]", self.bytes.len()))
            .finish()
    }
}
