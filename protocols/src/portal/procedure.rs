//! Procedures, fields and agencies as the portal shares them (services §1.2); reply fields are upper case.

use serde::{Deserialize, Serialize};

/// A row of `LayDanhMucCoQuan`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agency {
    /// Its code.
    #[serde(rename = "MADONVI")]
    pub code: String,
    /// Its name.
    #[serde(rename = "TENDONVI")]
    pub name: String,
    /// Its level.
    #[serde(rename = "CAPDONVI")]
    pub level: String,
}

/// A row of `LayDanhMucLinhVuc`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Field {
    /// Its code, `G03-GD10`.
    #[serde(rename = "MALINHVUC")]
    pub code: String,
    /// Its name.
    #[serde(rename = "TENLINHVUC")]
    pub name: String,
    /// Its sector.
    #[serde(rename = "MANGANH")]
    pub sector: String,
}

/// A row of `LayDanhSachTTHC`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcedureRow {
    /// Its code.
    #[serde(rename = "MATTHC")]
    pub code: String,
    /// Its name.
    #[serde(rename = "TENTTHC")]
    pub name: String,
}

/// A procedure as `LayThuTuc` answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Procedure {
    /// Its name.
    #[serde(rename = "TENTTHC")]
    pub name: String,
    /// Its code.
    #[serde(rename = "MATTHC")]
    pub code: String,
    /// Code of the agency that announced it.
    #[serde(rename = "MACOQUANCONGBO")]
    pub announced_by: String,
    /// Its fields.
    #[serde(rename = "LINHVUCTHUCHIEN")]
    pub fields: Vec<Part>,
    /// Its steps, by case.
    #[serde(rename = "TRINHTUTHUCHIEN")]
    pub steps: Vec<StepCase>,
    /// How it is done.
    #[serde(rename = "CACHTHUCTHUCHIEN")]
    pub channels: Vec<Channel>,
    /// What is handed in, by case.
    #[serde(rename = "THANHPHANHOSO")]
    pub components: Vec<Case>,
    /// Who may ask.
    #[serde(rename = "DOITUONGTHUCHIEN")]
    pub objects: Vec<Named>,
    /// More on them.
    #[serde(rename = "MOTADOITUONGTHUCHIEN")]
    pub objects_note: String,
    /// What comes out.
    #[serde(rename = "KETQUATHUCHIEN")]
    pub results: Vec<Named>,
    /// Its legal grounds.
    #[serde(rename = "CANCUPHAPLY")]
    pub grounds: Vec<Named>,
    /// Who does it.
    #[serde(rename = "COQUANTHUCHIEN")]
    pub agencies: Vec<Agency>,
    /// Conditions.
    #[serde(rename = "YEUCAU")]
    pub conditions: String,
    /// 1: public.
    #[serde(rename = "TRANGTHAI")]
    pub state: String,
}

/// A field of a procedure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// Code.
    #[serde(rename = "MALINHVUC")]
    pub code: String,
    /// Name.
    #[serde(rename = "TENLINHVUC")]
    pub name: String,
}

/// The steps of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepCase {
    /// The case.
    #[serde(rename = "TRUONGHOP")]
    pub case: String,
    /// Its steps.
    #[serde(rename = "TRINHTU")]
    pub steps: Vec<Named>,
}

/// One way of doing it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Channel {
    /// 1 direct, 2 online, 3 public post.
    #[serde(rename = "KENH")]
    pub channel: String,
    /// How long it takes.
    #[serde(rename = "THOIGIAN")]
    pub terms: Vec<Term>,
}

/// A term and what it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    /// A number.
    #[serde(rename = "THOIGIANGIAIQUYET")]
    pub amount: String,
    /// Its unit, `Ngày làm việc`.
    #[serde(rename = "DONVITINH")]
    pub unit: String,
    /// More on it.
    #[serde(rename = "MOTA")]
    pub note: String,
    /// Fees.
    #[serde(rename = "PHILEPHI")]
    pub fees: Vec<ProcedureFee>,
}

/// A fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcedureFee {
    /// Code.
    #[serde(rename = "MAPHILEPHI")]
    pub code: String,
    /// Amount.
    #[serde(rename = "SOTIEN")]
    pub amount: String,
    /// Currency.
    #[serde(rename = "DONVI")]
    pub unit: String,
    /// More on it.
    #[serde(rename = "MOTA")]
    pub note: String,
}

/// The components of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Case {
    /// The case.
    #[serde(rename = "TRUONGHOP")]
    pub case: String,
    /// Its papers.
    #[serde(rename = "GIAYTO")]
    pub papers: Vec<Component>,
}

/// A paper to hand in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Component {
    /// Code.
    #[serde(rename = "MAGIAYTO")]
    pub code: String,
    /// Name.
    #[serde(rename = "TENGIAYTO")]
    pub name: String,
    /// Its form.
    #[serde(rename = "TENMAUDON")]
    pub form: String,
    /// Where the form is.
    #[serde(rename = "URL")]
    pub url: String,
}

/// A named part whose key differs with the list it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its code: `MAKETQUA` of a result, `SOVANBAN` of a ground; steps and objects have none.
    #[serde(
        alias = "MAKETQUA",
        alias = "SOVANBAN",
        rename = "MA",
        skip_serializing_if = "String::is_empty"
    )]
    pub code: String,
    /// Its name.
    #[serde(
        alias = "TENTRINHTU",
        alias = "TENDOITUONG",
        alias = "TENKETQUA",
        alias = "TENVANBAN",
        rename = "TEN"
    )]
    pub name: String,
}

impl Procedure {
    /// The procedure as JSON, each list with the keys the field knows.
    pub fn write(&self) -> serde_json::Value {
        // A struct of texts and lists always has a JSON form.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        rename(&mut value["DOITUONGTHUCHIEN"], "", "TENDOITUONG");
        rename(&mut value["KETQUATHUCHIEN"], "MAKETQUA", "TENKETQUA");
        rename(&mut value["CANCUPHAPLY"], "SOVANBAN", "TENVANBAN");
        if let Some(cases) = value["TRINHTUTHUCHIEN"].as_array_mut() {
            for case in cases {
                rename(&mut case["TRINHTU"], "", "TENTRINHTU");
            }
        }
        value
    }

    /// Which of the seven parts of a procedure are missing (services §2.7, indicator 1.3): name, steps, manner, components, term, object,
    /// agency.
    pub fn missing(&self) -> Vec<&'static str> {
        let term = self
            .channels
            .iter()
            .any(|channel| channel.terms.iter().any(|term| !term.amount.is_empty()));
        [
            ("name", !self.name.is_empty()),
            (
                "steps",
                self.steps.iter().any(|case| !case.steps.is_empty()),
            ),
            ("manner", !self.channels.is_empty()),
            (
                "components",
                self.components.iter().any(|case| !case.papers.is_empty()),
            ),
            ("term", term),
            ("object", !self.objects.is_empty()),
            ("agency", !self.agencies.is_empty()),
        ]
        .into_iter()
        .filter_map(|(part, there)| (!there).then_some(part))
        .collect()
    }
}

fn rename(list: &mut serde_json::Value, code: &str, name: &str) {
    for item in list.as_array_mut().into_iter().flatten() {
        let Some(map) = item.as_object_mut() else {
            continue;
        };
        for (from, to) in [("MA", code), ("TEN", name)] {
            if let Some(value) = map.shift_remove(from).filter(|_| !to.is_empty()) {
                map.insert(to.into(), value);
            }
        }
    }
}
