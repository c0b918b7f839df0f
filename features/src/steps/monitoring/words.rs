//! Words of EMC's steps.

use protocols::emc::Stage;

use crate::params::{WordRow, WordTable, row, words_of};

/// How far a dossier is.
#[derive(Clone, Copy, Debug)]
pub struct StageWord(pub Stage);

impl WordTable for StageWord {
    const KIND: &'static str = "stage of a dossier";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("received", "đã tiếp nhận", Self(Stage::Received)),
            ("assigned", "đã phân công", Self(Stage::Assigned)),
            ("being processed", "đang xử lý", Self(Stage::Processing)),
            ("returned", "đã trả kết quả", Self(Stage::Returned)),
            ("gone another way", "trạng thái khác", Self(Stage::Other)),
        ]
    }
}

/// What EMC counts.
#[derive(Clone, Copy, Debug)]
pub struct MeasureWord(pub &'static str);

impl WordTable for MeasureWord {
    const KIND: &'static str = "measure";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("page views", "lượt xem trang", Self("views")),
            ("machine views", "lượt xem của máy", Self("bots")),
            ("submissions", "lượt nộp", Self("submits")),
            ("abandoned submissions", "lượt bỏ dở", Self("abandoned")),
            ("dossiers received", "hồ sơ tiếp nhận", Self("received")),
            ("dossiers assigned", "hồ sơ phân công", Self("assigned")),
            (
                "dossiers in processing",
                "hồ sơ đang xử lý",
                Self("processing"),
            ),
            ("dossiers returned", "hồ sơ đã trả", Self("returned")),
        ]
    }
}

/// How a dossier came in.
#[derive(Clone, Copy, Debug)]
pub struct ChannelWord {
    /// Online, else at the counter.
    pub online: bool,
}

impl WordTable for ChannelWord {
    const KIND: &'static str = "channel";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("online dossier", "hồ sơ trực tuyến", Self { online: true }),
            ("counter dossier", "hồ sơ trực tiếp", Self { online: false }),
        ]
    }
}

/// What names a person.
#[derive(Clone, Copy, Debug)]
pub struct PersonalWord(pub Personal);

/// See [`PersonalWord`].
#[derive(Clone, Copy, Debug)]
pub enum Personal {
    /// The personal number.
    Number,
    /// The old number.
    OldNumber,
    /// The telephone.
    Phone,
    /// The mail address.
    Mail,
}

impl WordTable for PersonalWord {
    const KIND: &'static str = "personal data";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            (
                "a personal number",
                "số định danh cá nhân",
                Self(Personal::Number),
            ),
            (
                "an old identity number",
                "số chứng minh nhân dân",
                Self(Personal::OldNumber),
            ),
            ("a telephone number", "số điện thoại", Self(Personal::Phone)),
            (
                "a mail address",
                "địa chỉ thư điện tử",
                Self(Personal::Mail),
            ),
        ]
    }
}

/// A message of a one-stop system that is not as documented.
#[derive(Clone, Copy)]
pub struct FlawWord(pub &'static WordRow<fn(&mut serde_json::Value)>);

/// Every such flaw.
pub const FLAWS: &[WordRow<fn(&mut serde_json::Value)>] = &[
    row(
        "with keys in lower case first letters",
        "với chữ cái đầu của khóa viết thường",
        |value| {
            let fields = value.as_object().cloned().unwrap_or_default();
            let lowered = fields.into_iter().map(|(key, value)| {
                let mut letters = key.chars();
                let first = letters
                    .next()
                    .map(|letter| letter.to_ascii_lowercase().to_string());
                (first.unwrap_or_default() + letters.as_str(), value)
            });
            *value = lowered.collect();
        },
    ),
    row(
        "with every value a text",
        "với mọi giá trị là chuỗi",
        |value| {
            for field in value
                .as_object_mut()
                .into_iter()
                .flatten()
                .map(|(_, field)| field)
            {
                if let serde_json::Value::Number(number) = field {
                    *field = serde_json::Value::String(number.to_string());
                }
            }
        },
    ),
    row(
        "with a user that is no JSON",
        "với User không phải JSON",
        |value| {
            value["User"] = "ID_local=7".into();
        },
    ),
    row("with status 7", "với trạng thái 7", |value| {
        value["Status"] = 7.into()
    }),
    row("without a site", "không có mã trang", |value| {
        value["SiteId"] = "".into()
    }),
    row(
        "without a procedure",
        "không có mã thủ tục",
        |value| value["CodeTTHC"] = "".into(),
    ),
    row(
        "for an unknown site",
        "cho một trang chưa đăng ký",
        |value| value["SiteId"] = 999_999.into(),
    ),
    row(
        "without a dossier code",
        "không có mã hồ sơ",
        |value| {
            value["CodeProfile"] = "".into();
            value["MaHoSo"] = "".into();
        },
    ),
    row(
        "at level 4 for a service of level 3",
        "ở mức 4 cho dịch vụ mức 3",
        |value| {
            value["Level"] = 4.into();
            value["CodeTTHC"] = "1.000894".into();
        },
    ),
];

impl WordTable for FlawWord {
    const KIND: &'static str = "flaw of an EMC message";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(FLAWS, Self)
    }
}

/// Bodies that are no messages.
#[derive(Clone, Copy)]
pub struct RubbishWord(pub &'static WordRow<Body>);

/// Makes a body.
pub type Body = fn() -> Vec<u8>;

/// Every such body.
pub const RUBBISH: &[WordRow<Body>] = &[
    row("no JSON at all", "dữ liệu không phải JSON", || {
        b"MaHoSo=1".to_vec()
    }),
    row(
        "a list instead of an object",
        "danh sách thay cho đối tượng",
        || b"[]".to_vec(),
    ),
    row("a body of a megabyte", "dữ liệu một megabyte", || {
        vec![b' '; 1 << 20]
    }),
    row(
        "JSON nested ten thousand deep",
        "JSON lồng mười nghìn tầng",
        || [b"[".repeat(10_000), b"]".repeat(10_000)].concat(),
    ),
];

impl WordTable for RubbishWord {
    const KIND: &'static str = "body that is no message";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(RUBBISH, Self)
    }
}

/// A site's state.
#[derive(Clone, Copy, Debug)]
pub struct StateWord(pub &'static str);

impl WordTable for StateWord {
    const KIND: &'static str = "state of a site";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("registered", "đã đăng ký", Self("registered")),
            ("waiting with its code", "đã cấp mã", Self("code-issued")),
            ("connected in part", "kết nối một phần", Self("partial")),
            ("connected", "đã kết nối", Self("connected")),
            ("interrupted", "bị gián đoạn", Self("interrupted")),
            ("verified", "đã xác nhận", Self("verified")),
            ("published", "đã công bố", Self("published")),
        ]
    }
}
