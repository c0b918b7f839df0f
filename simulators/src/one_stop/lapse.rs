//! What a one-stop system can do wrong, one word each. A sound one does none of it; the table of habits and the defects name them.

use serde::Deserialize;

/// One wrong (or merely unusual) way of doing things. What is said here is what the system does when it has the lapse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lapse {
    // codes
    /// Two dossiers of a day get one number (two nodes, one counter each; services §8.22).
    RepeatedNumbers,
    /// The number is not filled up to four digits.
    ShortNumber,
    /// After 9,999 the number has five digits (services §8.22).
    LongNumber,
    /// After 9,999 counting begins again at 1.
    NumberWraps,
    /// The date in the code is not that of reception but the next day's.
    CodeOfTomorrow,
    /// The agency in the code is another one's.
    ForeignCode,
    /// The agency in the code stands leaf first whatever the day.
    LeafFirstAlways,
    /// The agency in the code stands root first whatever the day.
    RootFirstAlways,
    /// The number goes on from day to day.
    NumberNeverRestarts,
    /// The portal is told another code than the applicant (services §8.13).
    SecondCode,
    // reception
    /// Papers handed in at the counter are not scanned.
    NoScan,
    /// No receipt slip.
    NoReceipt,
    /// A receipt for an immediate result that nobody asked for.
    ReceiptAlways,
    /// The receipt has no code.
    ReceiptWithoutCode,
    /// The receipt has no due date.
    ReceiptWithoutDue,
    /// What has an immediate result is not entered in the system.
    ImmediateNotSynced,
    /// What comes by post is refused.
    NoPost,
    /// What comes online is refused.
    NoOnline,
    /// Refused without a slip.
    NoRefusalSlip,
    /// A refusal needs no reason.
    RefusesWithoutReason,
    /// What is not yet accepted or already decided can be accepted and refused again.
    AcceptsAnything,
    /// The rating form is not offered with the slips.
    NoRatingOffer,
    /// Slips are not signed.
    UnsignedSlips,
    /// Slips print what applicants wrote as markup.
    RawSlips,
    // supplements
    /// A supplement request has no slip.
    NoSupplementSlip,
    /// The slip has no reason.
    SlipWithoutReason,
    /// Only the first missing item is told.
    FirstItemOnly,
    /// A second request is made during reception.
    AsksTwice,
    /// Anybody may supplement.
    AnybodySupplements,
    /// Closed before the deadline has passed.
    ClosesEarly,
    /// The deadline is one day too early (services §8.26).
    DeadlineDayEarly,
    /// After a return for completion the term goes on instead of beginning anew.
    TermGoesOn,
    /// Supplementing does not move the due date.
    SupplementKeepsDue,
    /// What is not eligible can be given back at any time.
    ReturnsLate,
    /// Notices go by e-mail only.
    EmailOnly,
    /// Notices go by SMS only.
    SmsOnly,
    /// A missing supplement is not told at all.
    SupplementUntold,
    /// A missing supplement is told twice.
    SupplementToldTwice,
    // time
    /// The holidays of the current year only (services §8.25).
    HolidaysOfThisYear,
    /// Holidays are working days.
    NoHolidays,
    /// Due dates may fall on days off: the calendar's days are counted.
    CalendarDays,
    /// Forwarded the same day at whatever hour: what came before 15:00 waits for the next morning.
    WaitsForMorning,
    /// What came after 15:00 waits a day longer.
    TransfersDayLate,
    /// What is submitted online waits for the next working day.
    OnlineWaits,
    /// What is handed in online is answered within three days only.
    AnswersLate,
    // processing
    /// Steps are not logged.
    NoSteps,
    /// Steps are logged without place and participants.
    BareSteps,
    /// Steps are logged without who did them.
    NamelessSteps,
    /// A consultation has no deadline.
    ConsultsWithoutDeadline,
    /// An unanswered consultation is not reported.
    UnansweredUnreported,
    /// Agencies that work together get the dossier one after the other.
    Sequential,
    /// No agency leads.
    NobodyLeads,
    /// The result of the upper level stays there.
    UpperKeepsResult,
    /// A refusal after appraisal has no slip.
    AppraisalWithoutSlip,
    /// A refusal after appraisal is possible after the due date without apology.
    LateRefusal,
    // lateness
    /// Nobody is warned that the due date is near.
    NoWarning,
    /// No apology slip.
    NoApologySlip,
    /// An apology without a reason is taken.
    ApologyWithoutReason,
    /// The due date stays although a new one was promised.
    DueUnchanged,
    /// The applicant is not told of the new date.
    ApologyUntold,
    /// A second new appointment is made.
    SecondAppointment,
    // results
    /// The applicant is not told that the result is there.
    ReadyUntold,
    /// The result is not kept.
    ForgetsResult,
    /// A replaced result is deleted.
    DeletesCancelled,
    /// Originals are not given back.
    KeepsOriginals,
    /// A result is returned before it is there.
    ReturnsAnything,
    /// Correcting the agency's own mistake is charged.
    ChargesMending,
    /// A loss is mended without an apology.
    LossWithoutApology,
    /// A withdrawn, refused or returned dossier can be worked on.
    EndsAreOpen,
    /// Anybody may withdraw.
    AnybodyWithdraws,
    // money
    /// No fee is asked.
    NoFee,
    /// A fee can be paid in cash only.
    CashOnly,
    /// No proof is asked of who does not pay at the counter.
    NoProof,
    /// Paid twice, counted twice.
    PaidTwice,
    // people
    /// A second judgement replaces the first.
    RatesTwice,
    /// The public look-up shows the applicant.
    LookupShowsNames,
    /// The public look-up knows nothing.
    NoLookup,
    /// The look-up knows the wrong status.
    LookupStale,
    /// Rounding of indicators cuts instead.
    CutsIndicators,
    /// Lateness counts as on time.
    FlatteringIndicators,
    /// Grades are one step too good.
    KindGrades,
    /// There is no tracking book.
    NoBook,
    /// There is no list of papers and forms.
    NoForms,
    /// There are no statistics.
    NoStatistics,
    // synchronisation
    /// Nothing is synchronised.
    NoSync,
    /// Always sent as new.
    NeverUpdates,
    /// Progress is sent although the dossier was not taken.
    ProgressAnyway,
    /// Success is read from the message (services §8.2).
    BelievesMessage,
    /// The session is used for ever (services §8.7).
    SessionForEver,
    /// A failed call is not repeated.
    NoRetry,
    /// A stopped dossier has an empty status (services §8.10).
    EmptyStatus,
    /// 5, 6 and 8 are sent as 9 (services §8.12).
    OpenAsDone,
    /// The telephone stands as fax (services §8.16).
    PhoneAsFax,
    /// Names and texts over the portal's limits (services §8.18).
    LongTexts,
    /// No channel (services §8.20).
    NoChannel,
    /// Minutes where the month belongs (services §8.24).
    MinutesForMonths,
    /// Half days: 14:00 is written 02 (services §8.23).
    TwelveHours,
    /// No fees in what is synchronised.
    NoFeesSynced,
    /// No result papers in what is synchronised.
    NoResultsSynced,
    /// No papers in what is synchronised.
    NoPapersSynced,
    /// No field code.
    NoFieldCode,
}
