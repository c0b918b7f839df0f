//! Words of the steps about sign-on.

use simulators::relying_party::habits::{self, Habit};

use crate::params::WordTable;
use crate::step::Param as _;

/// A word of these vocabularies as Vietnamese readers see it, when it stands in an outline's table.
#[must_use]
pub fn in_vietnamese(value: &str) -> String {
    let known = [
        PortalHabit::in_vietnamese,
        AskFlaw::in_vietnamese,
        Misuse::in_vietnamese,
        Shown::in_vietnamese,
        Hint::in_vietnamese,
        Person::in_vietnamese,
    ];
    (known.iter().map(|translate| translate(value)))
        .find(|found| found != value)
        .unwrap_or_else(|| value.to_owned())
}

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A citizen.
    Citizen,
    /// A business.
    Business,
    /// An officer.
    Officer,
}

/// Somebody of the cast.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The name in English.
    pub en: &'static str,
    /// Whose account it is.
    pub kind: Kind,
    /// A number nobody else of the cast has.
    pub number: u32,
}

impl WordTable for Person {
    const KIND: &'static str = "somebody (citizen A, citizen B, business A, officer A)";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        let person = |en, vi, kind, number| (en, vi, Self { en, kind, number });
        vec![
            person("citizen A", "công dân A", Kind::Citizen, 1),
            person("citizen B", "công dân B", Kind::Citizen, 2),
            person("business A", "doanh nghiệp A", Kind::Business, 3),
            person("officer A", "cán bộ A", Kind::Officer, 4),
        ]
    }
}

/// A habit of real portals, as `simulators/relying-parties.toml` tells it.
pub struct PortalHabit(pub &'static Habit);

impl WordTable for PortalHabit {
    const KIND: &'static str = "habit of real portals";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        (habits::all().iter())
            .map(|habit| (habit.en.as_str(), habit.vi.as_str(), Self(habit)))
            .collect()
    }
}

macro_rules! vocabulary {
    ($(#[doc = $doc:literal])+ $name:ident, $kind:literal, $($variant:ident: $en:literal | $vi:literal,)+) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $en] $variant,)+
        }

        impl WordTable for $name {
            const KIND: &'static str = $kind;

            fn words() -> Vec<(&'static str, &'static str, Self)> {
                vec![$(($en, $vi, Self::$variant)),+]
            }
        }
    };
}

vocabulary! {
    /// What is wrong with a request to log somebody in.
    AskFlaw, "flaw of a login request",
    ForeignHost: "a redirect address on a foreign host" | "địa chỉ chuyển hướng thuộc máy chủ lạ",
    LongerPath: "a redirect address that is longer than the registered one" | "địa chỉ chuyển hướng dài hơn địa chỉ đã đăng ký",
    NoAddress: "no redirect address" | "thiếu địa chỉ chuyển hướng",
    UnknownClient: "a client nobody registered" | "mã ứng dụng chưa đăng ký",
    NoOpenid: "no scope openid" | "thiếu phạm vi openid",
    Implicit: "the response type token" | "kiểu phản hồi token",
    PlainChallenge: "a challenge that is not hashed" | "thử thách không băm",
    NoPerson: "prompt none while nobody is logged in" | "prompt none khi chưa ai đăng nhập",
}

vocabulary! {
    /// How a code is redeemed wrongly.
    Misuse, "misuse of a code",
    Twice: "a second time" | "lần thứ hai",
    OtherAddress: "with another redirect address" | "với địa chỉ chuyển hướng khác",
    NoVerifier: "without the verifier of its challenge" | "mà không có mã kiểm chứng của thử thách",
    OtherVerifier: "with the verifier of another challenge" | "với mã kiểm chứng của thử thách khác",
    WrongSecret: "with a wrong client secret" | "với khóa bí mật ứng dụng sai",
    MadeUp: "that it made up" | "tự bịa ra",
    NoGrant: "under an unknown grant type" | "với kiểu cấp quyền lạ",
}

vocabulary! {
    /// What a portal shows for the claims.
    Shown, "what is shown for the claims",
    Access: "its access token" | "mã truy cập của mình",
    Nothing: "nothing" | "không gì cả",
    MadeUp: "a token it made up" | "mã tự bịa ra",
    IdToken: "its ID token" | "id_token của mình",
    Refresh: "its refresh token" | "mã làm mới của mình",
    InAddress: "its access token in the address" | "mã truy cập đặt trong địa chỉ",
}

vocabulary! {
    /// What a logout link carries.
    Hint, "what a logout link carries",
    Nothing: "no token" | "không có mã nào",
    Unsigned: "a token without a signature" | "mã không có chữ ký",
    Forged: "a token with a changed signature" | "mã có chữ ký bị sửa",
    OfAnother: "a token of another portal" | "mã của cổng khác",
    ForeignAddress: "a foreign address to go to" | "địa chỉ lạ để chuyển đến",
}
