//! What scenarios do to a request on its way to the axis: one table of named damages.

use bytes::Bytes;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::{dates, vxp};
use simulators::{Call, Spoil};

use crate::params::{WordRow, row};

/// Puts a trouble into a call made at that moment.
pub type Spoiling = fn(Call, DateTime) -> Call;

/// Every trouble that a scenario can name, as in “a document with …”.
pub const TROUBLES: &[WordRow<Spoiling>] = &[
    row("a wrong secret", "khóa bí mật sai", |call, _| {
        call.spoil(Spoil::Secret("not the secret".into()))
    }),
    row(
        "an unknown system id",
        "mã hệ thống không có",
        |call, _| call.spoil(Spoil::SystemId("NOBODY.SYS".into())),
    ),
    row("no signature", "không có chữ ký", |call, _| {
        call.spoil(Spoil::Omit("XroadVnpt-hash-header".into()))
    }),
    row(
        "no signed headers",
        "không có danh sách tiêu đề được ký",
        |call, _| call.spoil(Spoil::Omit("XroadVnpt-sign-header".into())),
    ),
    row(
        "a header changed after signing",
        "tiêu đề bị sửa sau khi ký",
        |call, _| {
            call.spoil(Spoil::Replace(
                "XroadVnpt-timestamp".into(),
                "01012019T000000+0000".into(),
            ))
        },
    ),
    row(
        "its receivers changed after signing",
        "nơi nhận bị sửa sau khi ký",
        |call, _| {
            // The sender is an agency that everybody knows.
            let own = call.parameter("from").unwrap_or_default();
            let to = serde_json::json!([own]).to_string();
            call.spoil(Spoil::Replace("XroadVnpt-to".into(), to))
        },
    ),
    row(
        "a signed header sent twice",
        "tiêu đề đã ký gửi hai lần",
        |call, _| {
            call.spoil(Spoil::Duplicate(
                "XroadVnpt-systemid".into(),
                "NOBODY.SYS".into(),
            ))
        },
    ),
    row(
        "a timestamp two days old",
        "dấu thời gian cũ hai ngày",
        |call, now| stamped(call, now, -48),
    ),
    row(
        "a timestamp two hours old",
        "dấu thời gian cũ hai giờ",
        |call, now| stamped(call, now, -2),
    ),
    row(
        "a timestamp two hours ahead",
        "dấu thời gian nhanh hai giờ",
        |call, now| stamped(call, now, 2),
    ),
    row(
        "a timestamp that is no time",
        "dấu thời gian không hợp lệ",
        |call, _| call.spoil(Spoil::Timestamp("yesterday".into())),
    ),
    row(
        "a padded file hash",
        "mã băm tệp đủ 64 ký tự",
        |call, _| {
            let hash = vxp::file_hash(&call.body);
            call.spoil(Spoil::FileHash(hash))
        },
    ),
    row(
        "an unpadded file hash",
        "mã băm tệp không bù số 0",
        |call, _| {
            let hash = vxp::file_hash_unpadded(&call.body);
            call.spoil(Spoil::FileHash(hash))
        },
    ),
    row(
        "the file hash of another package",
        "mã băm của gói tin khác",
        |call, _| call.spoil(Spoil::FileHash(vxp::file_hash(b"another package"))),
    ),
    row(
        "a body changed on the way",
        "nội dung bị sửa trên đường truyền",
        |call, _| {
            let mut body = call.body.to_vec();
            if let Some(byte) = body.iter_mut().rev().find(|byte| byte.is_ascii_digit()) {
                *byte = if *byte == b'1' { b'2' } else { b'1' };
            }
            call.spoil(Spoil::Body(body.into()))
        },
    ),
    row(
        "line ends after the package",
        "ký tự xuống dòng sau gói tin",
        |call, _| {
            let body: Bytes = [&call.body[..], b"\r\n"].concat().into();
            call.spoil(Spoil::Body(body))
        },
    ),
    row(
        "a receiver list that is no JSON list",
        "danh sách nơi nhận không phải mảng JSON",
        |call, _| with_parameter(call, "to", "000.00.00.H36"),
    ),
    row(
        "a message type nobody knows",
        "loại gói tin lạ",
        |call, _| with_parameter(call, "messagetype", "letter"),
    ),
    row(
        "its signed headers in another order",
        "các tiêu đề ký theo thứ tự khác",
        |mut call, _| {
            call.parameters.reverse();
            call
        },
    ),
    row(
        "a body that is no JSON",
        "nội dung không phải JSON",
        |call, _| call.spoil(Spoil::Body(Bytes::from_static(b"{\"code\": H41, "))),
    ),
];

fn stamped(call: Call, now: DateTime, hours: i64) -> Call {
    let then = now
        .checked_add(SignedDuration::from_hours(hours))
        .unwrap_or(now);
    call.spoil(Spoil::Timestamp(dates::vxp_timestamp(then)))
}

fn with_parameter(mut call: Call, name: &str, value: &str) -> Call {
    for (key, found) in &mut call.parameters {
        if key.eq_ignore_ascii_case(name) {
            value.clone_into(found);
        }
    }
    call
}
