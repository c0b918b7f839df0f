//! Values of a target file that can be used but make little sense.

use std::time::Duration;

use protocols::agencies;
use protocols::identifiers::{Form, agency_key, form, normalised};
use record::{Cause, Text};

use super::{Check, Finding, Said};
use crate::target::{AxisRole, Binding, System, Target, both, verbatim};

/// What a sound target says, in one line.
pub(super) fn summary(target: &Target) -> Finding {
    let roles = target.roles();
    let role = |role: &record::RoleBinding| {
        let tested = if role.under_test { " *" } else { "" };
        format!("{} {}{tested}", role.role, role.binding)
    };
    let roles: Vec<String> = roles.iter().map(role).collect();
    let (roles, systems) = (roles.join(", "), target.axis.systems.len());
    let found = both(
        format!("{roles}; {systems} systems of the axis (* under test)"),
        format!("{roles}; {systems} hệ thống của trục (* được kiểm thử)"),
    );
    Finding::ok(Check::File, "roles", found)
}

pub(super) fn check(target: &Target) -> Vec<Finding> {
    let axis = &target.axis;
    let external = axis.binding == Binding::External;
    let own = target.document_system.iter().flat_map(|role| &role.system);
    let systems: Vec<&System> = axis.systems.iter().chain(own).collect();
    let mut findings: Vec<Finding> = systems.iter().flat_map(|system| agency(system)).collect();
    findings.extend(same_secret(&systems));
    if external {
        findings.extend(sensible(
            "roles.axis.deadline",
            axis.deadline,
            Duration::from_secs(1)..=Duration::from_secs(120),
        ));
        findings.extend(few_systems(axis));
    } else if !axis.systems.is_empty() {
        findings.push(unused(
            "roles.axis.systems",
            both(
                "systems only with an external axis",
                "chỉ khai báo hệ thống khi trục ở bên ngoài",
            ),
            both(
                "remove them, or set binding = \"external\"",
                "bỏ đi, hoặc đặt binding = \"external\"",
            ),
        ));
    }
    let encrypted = axis.url.as_ref().is_some_and(|url| url.scheme() == "https");
    if axis.ca.is_some() && !encrypted {
        findings.push(unused(
            "roles.axis.ca_file",
            both(
                "ca_file only with an https address",
                "chỉ dùng ca_file khi địa chỉ là https",
            ),
            both("remove it, or write https", "bỏ đi, hoặc ghi https"),
        ));
    }
    if let Some(role) = &target.document_system
        && role.binding == Binding::External
    {
        findings.extend(sensible(
            "roles.document-system.patience",
            role.patience,
            Duration::from_secs(5)..=Duration::from_secs(3600),
        ));
    }
    findings
}

/// Whether one of these roles is under test, when a real system takes part.
pub(super) fn under_test(target: &Target, roles: &[&str]) -> Option<Finding> {
    let known = target.roles();
    let tested = |role: &&str| {
        let same = |known: &record::RoleBinding| known.role == **role && known.under_test;
        known.iter().any(same)
    };
    let none_is = target.has_external() && !roles.is_empty() && !roles.iter().any(tested);
    none_is.then(|| {
        let wanted = roles.join(", ");
        let said = Said {
            expected: both(
                format!("one of these roles under test, because the profile asks for it: {wanted}"),
                format!("một trong các vai sau được kiểm thử, theo hồ sơ đã chọn: {wanted}"),
            ),
            found: both("none of them", "không có vai nào"),
            fix: both(
                format!(
                    "add under_test = true to [roles.{}], or choose another --profile",
                    roles[0]
                ),
                format!(
                    "thêm under_test = true vào [roles.{}], hoặc chọn --profile khác",
                    roles[0]
                ),
            ),
        };
        let field = format!("roles.{}.under_test", roles[0]);
        Finding::wrong(Check::File, &field, Cause::Configuration, said)
    })
}

fn warning(field: &str, expected: Text, found: Text, fix: Text) -> Finding {
    let said = Said {
        expected,
        found,
        fix,
    };
    Finding::warning(Check::File, field, Cause::Configuration, said)
}

fn unused(field: &str, expected: Text, fix: Text) -> Finding {
    let found = both("one that is never used", "có mà không bao giờ dùng");
    warning(field, expected, found, fix)
}

fn sensible(
    field: &str,
    found: Duration,
    range: std::ops::RangeInclusive<Duration>,
) -> Option<Finding> {
    if range.contains(&found) {
        return None;
    }
    let (least, most) = (range.start().as_secs(), range.end().as_secs());
    let fix = match found < *range.start() {
        true => both(
            "give it more time: a slow moment would look like a failure",
            "tăng lên: một lúc chậm sẽ bị coi là lỗi",
        ),
        false => both(
            "give it less time: a run waits as long for each answer that never comes",
            "giảm xuống: lần chạy sẽ chờ lâu như vậy cho mỗi câu trả lời không bao giờ đến",
        ),
    };
    Some(warning(
        field,
        both(
            format!("between {least} s and {most} s"),
            format!("từ {least} đến {most} giây"),
        ),
        verbatim(format!("{} ms", found.as_millis())),
        fix,
    ))
}

/// The code of a system: whether it is one, whether the national directory has it, and whether both forms agree.
fn agency(system: &System) -> Vec<Finding> {
    let mut findings = Vec::new();
    let codes = [
        ("agency", Some(&system.agency)),
        ("qd20", system.qd20.as_ref()),
    ];
    for (key, code) in codes {
        let Some(code) = code else { continue };
        if form(&normalised(code)) == Form::Irregular {
            findings.push(warning(
                &format!("{}.{key}", system.field),
                both(
                    "a code such as 000.00.00.G15 (QCVN 102:2016) or G15.01 (QĐ 20/2020/QĐ-TTg)",
                    "mã như 000.00.00.G15 (QCVN 102:2016) hoặc G15.01 (QĐ 20/2020/QĐ-TTg)",
                ),
                verbatim(format!("`{code}`")),
                both(
                    "correct it unless the axis really lists the agency so",
                    "sửa lại, trừ khi trục thật sự ghi mã cơ quan như vậy",
                ),
            ));
        }
    }
    if !findings.is_empty() {
        return findings;
    }
    let key = agency_key(&system.agency);
    let listed = agencies::all().iter().find(|listed| {
        agency_key(&listed.code) == key
            || listed
                .qd20
                .as_ref()
                .is_some_and(|code| agency_key(code) == key)
    });
    let Some(listed) = listed else {
        return vec![warning(
            &format!("{}.agency", system.field),
            both(
                "an agency of the national directory",
                "cơ quan có trong danh mục quốc gia",
            ),
            both(
                format!(
                    "`{}`, which the list of this program does not have",
                    system.agency
                ),
                format!(
                    "`{}`, không có trong danh mục của chương trình",
                    system.agency
                ),
            ),
            both(
                "check the code for a slip of the pen; new agencies may be missing",
                "kiểm tra xem có gõ nhầm không; cơ quan mới có thể chưa có",
            ),
        )];
    };
    let known = listed
        .qd20
        .clone()
        .or_else(|| protocols::identifiers::to_qd20(&listed.code));
    match (&system.qd20, known) {
        (Some(written), Some(known)) if agency_key(written) != agency_key(&known) => vec![warning(
            &format!("{}.qd20", system.field),
            both(
                format!("{known}, the code of {}", listed.name),
                format!("{known}, mã của {}", listed.name),
            ),
            verbatim(format!("`{written}`")),
            both(
                "correct agency or qd20: they name two agencies",
                "sửa agency hoặc qd20: hai mã là của hai cơ quan khác nhau",
            ),
        )],
        _ => Vec::new(),
    }
}

fn same_secret(systems: &[&System]) -> Option<Finding> {
    let (second, first) = systems.iter().enumerate().find_map(|(index, one)| {
        let secret = |system: &System| system.credentials.secret.clone();
        let earlier = systems[..index]
            .iter()
            .find(|other| secret(other) == secret(one));
        earlier.map(|earlier| (one, earlier))
    })?;
    Some(warning(
        &format!("{}.secret_env", second.field),
        both(
            "a secret of its own for each system",
            "mỗi hệ thống một khóa bí mật riêng",
        ),
        both(
            format!("the same content as {}.secret_env", first.field),
            format!("trùng nội dung với {}.secret_env", first.field),
        ),
        both(
            "check that the variable is the one of this system",
            "kiểm tra biến có đúng của hệ thống này không",
        ),
    ))
}

fn few_systems(axis: &AxisRole) -> Option<Finding> {
    (axis.systems.len() == 1).then(|| {
        warning(
            "roles.axis.systems",
            both("two systems or more", "từ hai hệ thống trở lên"),
            both("one", "một"),
            both(
                "add a second [[roles.axis.systems]]; without it most scenarios do not apply",
                "thêm [[roles.axis.systems]] thứ hai; nếu không, phần lớn kịch bản không áp dụng được",
            ),
        )
    })
}
