//! How much a package may cost us. No legal text states a limit (domain §4 end), so these are ours.

/// Bounds on hostile input; what exceeds one is refused before the work is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest package in bytes, checked before a byte is parsed. 96 MiB holds a 50 MiB file in base64 and more.
    pub package_bytes: usize,
    /// Largest attachment in bytes after base64 (50 MiB, the limit two integrators set; domain §1.7).
    pub attachment_bytes: usize,
    /// Deepest nesting of elements; the format needs 10.
    pub depth: usize,
    /// Most elements; a receiver list of 20,000 needs 180,000.
    pub elements: usize,
    /// Largest file that may come out of a ZIP, in bytes: the bound against ZIP bombs.
    pub unzipped_bytes: u64,
}

const MIB: usize = 1024 * 1024;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            package_bytes: 96 * MIB,
            attachment_bytes: 50 * MIB,
            depth: 32,
            elements: 250_000,
            unzipped_bytes: 50 * MIB as u64,
        }
    }
}
