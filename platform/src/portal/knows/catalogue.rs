//! The procedures that the portal shows: its copy of the national database of administrative procedures.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use protocols::portal::Procedure;
use serde::Serialize;

use super::national;

/// How much of a procedure can be done online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Online {
    /// Information only (level 1 and 2 until 2022).
    #[default]
    None,
    /// In part, `một phần` (level 3 until 2022).
    Partial,
    /// From beginning to end, `toàn trình` (level 4 until 2022).
    Full,
}

impl Online {
    /// Level 1 to 4 of TT 32/2017/TT-BTTTT Art. 5; forms to download are not told apart.
    pub fn level(self) -> u8 {
        match self {
            Online::None => 2,
            Online::Partial => 3,
            Online::Full => 4,
        }
    }
}

/// A procedure with what the portal knows beside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcedureRecord {
    /// The procedure.
    pub procedure: Procedure,
    /// How much is online.
    pub online: Online,
    /// Why it is not `toàn trình`; must be public from 2026-07-01 (NĐ 224/2026 Art. 14).
    pub why_not_full: String,
    /// Whether it costs a fee.
    pub fee: bool,
    /// Whether its result is a document.
    pub gives_document: bool,
    /// Whether citizens ask for it (not only businesses).
    pub citizens: bool,
    /// Longest term in working days; 0 when it has none.
    pub term_days: u32,
    /// When it was decided.
    pub decided: Option<Date>,
    /// When it took effect.
    pub effective: Option<Date>,
    /// When it was published in the database.
    pub published: Option<Date>,
}

/// All procedures, in the order of their codes.
#[derive(Clone, Debug)]
pub struct Catalogue {
    list: Vec<ProcedureRecord>,
    by_code: HashMap<String, usize>,
}

impl Catalogue {
    /// A catalogue of these; of two with one code the latter counts.
    pub fn new(procedures: Vec<ProcedureRecord>) -> Catalogue {
        let sorted: BTreeMap<String, ProcedureRecord> = procedures
            .into_iter()
            .map(|record| (record.procedure.code.clone(), record))
            .collect();
        let list: Vec<ProcedureRecord> = sorted.into_values().collect();
        let by_code = list
            .iter()
            .enumerate()
            .map(|(index, record)| (record.procedure.code.clone(), index))
            .collect();
        Catalogue { list, by_code }
    }

    /// The synthetic nation's of a seed. The usual one is made once in a process.
    pub fn national(seed: u64) -> Arc<Catalogue> {
        const USUAL: u64 = 1;
        static MADE: LazyLock<Arc<Catalogue>> =
            LazyLock::new(|| Arc::new(Catalogue::new(national::procedures(USUAL))));
        match seed {
            USUAL => MADE.clone(),
            seed => Arc::new(Catalogue::new(national::procedures(seed))),
        }
    }

    /// All of them.
    pub fn all(&self) -> &[ProcedureRecord] {
        &self.list
    }

    /// The procedure of a code; the code of a province's variant (`1.002820.000.00.00.H22`) finds the central one when it has none of
    /// its own.
    pub fn find(&self, code: &str) -> Option<&ProcedureRecord> {
        let code = code.trim();
        let central = || {
            let end = code.match_indices('.').nth(1)?.0;
            self.by_code.get(&code[..end])
        };
        let index = self.by_code.get(code).or_else(central)?;
        self.list.get(*index)
    }

    /// Procedures whose code or name contains a text, letter case ignored.
    pub fn search<'a>(&'a self, text: &str) -> impl Iterator<Item = &'a ProcedureRecord> {
        let text = text.trim().to_lowercase();
        self.list.iter().filter(move |record| {
            record.procedure.name.to_lowercase().contains(&text)
                || record.procedure.code.contains(&text)
        })
    }
}
