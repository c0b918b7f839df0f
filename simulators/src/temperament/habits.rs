//! The knobs a temperament turns. Every default is what a sound client does; the writer and the client loop consult
//! them and nothing else knows about temperaments.

use serde::Deserialize;

/// All habits of one system.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Habits {
    /// How requests are made.
    pub transport: TransportHabits,
    /// How documents are written.
    pub package: PackageHabits,
    /// How statuses are written.
    pub status: StatusHabits,
    /// How lists are polled.
    pub polling: PollingHabits,
    /// What is done with what arrives.
    pub conduct: ConductHabits,
}

/// How requests to the axis are made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TransportHabits {
    /// Seconds this machine's clock runs ahead; negative: behind.
    pub clock_ahead_seconds: i64,
    /// One timestamp for the whole life of the client.
    pub timestamp_once: bool,
    /// Two hex digits for each byte of the file hash.
    pub pad_file_hash: bool,
    /// CRLF after the package.
    pub trailing_crlf: bool,
    /// Parameters of earlier calls come along with later ones.
    pub leak_headers: bool,
    /// `docid` for `docId`.
    pub doc_id_lower_case: bool,
    /// Business codes (`03`) where updateStatus wants words (`done`).
    pub numeric_ack_words: bool,
    /// A list that is not JSON, or breaks off, is taken for an empty one.
    pub garbage_list_is_empty: bool,
    /// A call that fails is made again at once, so many times.
    pub repeats_failures: u32,
}

impl Default for TransportHabits {
    fn default() -> TransportHabits {
        TransportHabits {
            clock_ahead_seconds: 0,
            timestamp_once: false,
            pad_file_hash: true,
            trailing_crlf: false,
            leak_headers: false,
            doc_id_lower_case: false,
            numeric_ack_words: false,
            garbage_list_is_empty: false,
            repeats_failures: 0,
        }
    }
}

/// Whose way of writing XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// The reference library's.
    #[default]
    Library,
    /// The .NET sample's: other element order, extra attributes, empty DigitalSignature.
    DotNet,
    /// The library's without any prefix.
    Unprefixed,
}

/// The form of new document ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdForm {
    /// A UUID.
    #[default]
    Uuid,
    /// `000.00.00.G22,2015/09/30,7816/VPCP-TTĐT`.
    Classic,
    /// The classic form with `yyyy-MM-dd`.
    ClassicHyphens,
}

/// What stands as organisation in the sender's trace header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TraceOrgan {
    /// The sender's code.
    #[default]
    Own,
    /// Nothing.
    Absent,
    /// The text `null`.
    TextNull,
}

/// What becomes of the urgency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriorityHabit {
    /// Written as it is.
    #[default]
    Kept,
    /// 2, 3 and 4 become 1.
    Collapsed,
    /// One too high, as far as the list goes.
    Shifted,
}

/// What happens to attachments while they are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Packing {
    /// By the reference library's rules.
    #[default]
    Library,
    /// Everything is zipped, also what the library leaves raw.
    ZipAll,
    /// Zipped, but still declared as what it was.
    ZipDeclaredRaw,
    /// Spreadsheets raw under the library's misspelt type.
    MislabelledSpreadsheets,
    /// Passed through a text string: bytes that are not UTF-8 become U+FFFD.
    ThroughText,
}

/// How documents are written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PackageHabits {
    /// Whose XML.
    pub dialect: Dialect,
    /// Text before the XML declaration.
    pub before_declaration: String,
    /// Form of document ids.
    pub document_id: IdForm,
    /// Leaves out the business part of ordinary documents.
    pub no_business: bool,
    /// Sender's trace header.
    pub trace_organ: TraceOrgan,
    /// An empty ResponseFor in documents that answer nothing.
    pub empty_answer: bool,
    /// Urgency.
    pub priority: PriorityHabit,
    /// Attachments.
    pub packing: Packing,
    /// What the format forbids is written all the same.
    pub unchecked: bool,
}

/// What stands as document id in a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerId {
    /// The id of the document.
    #[default]
    AsReceived,
    /// Issuer, date as `yyyy-MM-dd`, code; whatever the document's own id is.
    RebuiltWithHyphens,
}

/// How statuses are written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StatusHabits {
    /// `1` for `01`.
    pub one_digit: bool,
    /// No StaffInfo.
    pub no_staff: bool,
    /// Reference to the document.
    pub answer_id: AnswerId,
    /// No ResponseFor at all but an empty element.
    pub empty_answer: bool,
}

/// The windows asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WindowHabit {
    /// From the last poll less ten minutes until now.
    #[default]
    Overlapping,
    /// No window: everything that waits.
    None,
    /// From today to today, forgetting that the end is exclusive.
    SameDay,
    /// Thirty days back.
    Month,
}

/// How lists are polled.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PollingHabits {
    /// The windows asked for.
    pub window: WindowHabit,
    /// The next poll starts at this one's end even when an item could not be fetched, and nothing is asked twice.
    pub forgets_failures: bool,
    /// What is listed is acknowledged before it is fetched.
    pub acknowledges_first: bool,
    /// A package that cannot be read ends the round: what is listed behind it waits.
    pub stops_at_broken: bool,
    /// External entities that a package declares are read.
    pub reads_entities: bool,
}

/// Which recall notices are understood and sent; sent are statuses 13 where nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecallHabit {
    /// Status 13 and recall documents.
    #[default]
    Both,
    /// Status 13 only; recall documents lie unheeded.
    StatusOnly,
    /// Recall documents only; status 13 is stored and nothing follows.
    DocumentOnly,
    /// Both are understood; what the system itself recalls, it recalls by a document.
    ByDocument,
}

/// By what a document is recognised that is here already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognition {
    /// Its id, or its issuer, code and year.
    #[default]
    IdOrCode,
    /// Its id alone.
    Id,
    /// Its id, or its issuer and code whatever the year.
    CodeWithoutYear,
    /// Nothing, not even the transport's own id: whatever is listed is new.
    Nothing,
}

/// What is done with what arrives.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConductHabits {
    /// How a second copy of a document is recognised.
    pub recognises: Recognition,
    /// A second copy of a document is acknowledged as `fail`.
    pub duplicates_fail: bool,
    /// A document whose acknowledgement was not answered is forgotten: it is expected to come again.
    pub forgets_unanswered: bool,
    /// Changes (recall, update, replacement) are stored again at each delivery.
    pub repeats_changes: bool,
    /// A refusal is stored and never sent.
    pub keeps_refusals: bool,
    /// No automatic notice of arrival.
    pub no_arrival_notice: bool,
    /// Reports the end without the steps before it.
    pub skips_steps: bool,
    /// Documents of a kind other than new stay unacknowledged.
    pub ignores_change_acks: bool,
    /// Statuses that match no document stay unacknowledged.
    pub ignores_unmatched_acks: bool,
    /// A repeated status is acknowledged as `fail`.
    pub repeated_status_fails: bool,
    /// Only the first receiver of a package counts.
    pub first_receiver_only: bool,
    /// Statuses, recalls among them, are matched by number and notation alone, without the year.
    pub matches_without_year: bool,
    /// Recall forms.
    pub recall: RecallHabit,
    /// A recall that was agreed to is answered, and the document goes on all the same.
    pub goes_on_after_recall: bool,
    /// Damaged or misdirected documents are accepted unchecked.
    pub accepts_unchecked: bool,
    /// Ordinary documents leave this many working days after signing.
    pub sends_late_days: i32,
    /// Urgent documents queue like ordinary ones.
    pub no_priority_queue: bool,
}
