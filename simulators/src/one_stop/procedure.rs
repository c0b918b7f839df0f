//! A procedure as the one-stop system's own list holds it.

use clock::Term;
use protocols::dossier::Level;

/// An administrative procedure (thủ tục hành chính) that the one-stop unit receives dossiers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Its national code, `1.002820`.
    pub code: String,
    /// Its Vietnamese name.
    pub name: String,
    /// Field code, `G04-GT01`.
    pub field: String,
    /// Name of the field.
    pub field_name: String,
    /// How long processing may take.
    pub term: Term,
    /// Fee in đồng; 0 when free.
    pub fee: u64,
    /// How far it is online.
    pub level: Level,
    /// The result is given at once, without a slip unless asked for (ND 61/2018 Art. 17.4).
    pub immediate: bool,
    /// Code and name of the paper that is its result; nothing when it gives none.
    pub result: Option<(String, String)>,
    /// Code and name of each paper it asks for.
    pub components: Vec<(String, String)>,
    /// A sector law sets another time for returning what is not eligible (ND 61/2018 Art. 19.4).
    pub own_return_term: bool,
}

impl Procedure {
    /// A plain procedure: so many working days, one paper asked for, one paper as result, at the highest level.
    ///
    /// # Panics
    /// Never: 4 is a level.
    #[must_use]
    pub fn plain(code: &str, name: &str, field: &str, working_days: u32, fee: u64) -> Procedure {
        Procedure {
            code: code.to_owned(),
            name: name.to_owned(),
            field: field.to_owned(),
            field_name: format!("Lĩnh vực {field}"),
            term: Term::WorkingDays(working_days),
            fee,
            level: Level::of(4).expect("4 is a level"),
            immediate: false,
            result: Some((format!("KQ.{code}"), format!("Kết quả: {name}"))),
            components: vec![("TP01".to_owned(), "Đơn đề nghị".to_owned())],
            own_return_term: false,
        }
    }
}
