//! Whether the document system under test can be made to act: programs that are there, addresses that answer.

use std::path::{Path, PathBuf};

use futures::future::join_all;
use record::Cause;
use url::Url;

use super::{Check, Finding, Said, reach};
use crate::target::{Action, Call, HeaderText, Target, both, placeholders, verbatim};

/// Header fields whose value is a secret, in lower case.
const SECRET_HEADERS: [&str; 5] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "x-api-key",
    "x-secretkey",
];

pub(super) async fn check(target: &Target) -> Vec<Finding> {
    let calls = (target.document_system.iter()).flat_map(|role| role.stimuli.calls());
    let each = calls.map(|(action, call)| async move {
        match call {
            Call::Command(words) => vec![command(action, &words[0])],
            Call::Http {
                address, headers, ..
            } => {
                let plain = headers.iter().filter_map(|(name, value)| match value {
                    HeaderText::Plain(_) => secret_in_the_file(action, name),
                    HeaderText::Secret(_) => None,
                });
                std::iter::once(reachable(action, address).await)
                    .chain(plain)
                    .collect()
            }
        }
    });
    join_all(each).await.into_iter().flatten().collect()
}

fn field(action: Action, key: &str) -> String {
    format!("roles.document-system.stimulus.{action}.{key}")
}

fn command(action: Action, program: &str) -> Finding {
    let field = field(action, "command");
    if placeholders(program).next().is_some() {
        let why = both(
            "the program is known only when its placeholders are filled in",
            "chỉ biết chương trình khi đã điền các chỗ trống",
        );
        return Finding::not_checked(Check::Machine, &field, why);
    }
    let (found, fix) = match look_for(program) {
        Look::Runs => {
            let found = both(format!("{program} is there"), format!("có {program}"));
            return Finding::ok(Check::Machine, &field, found);
        }
        Look::NotExecutable => (
            both(
                format!("{program}, which may not be executed"),
                format!("{program} không có quyền thực thi"),
            ),
            both(format!("chmod +x {program}"), format!("chmod +x {program}")),
        ),
        Look::Missing => (
            both(
                format!("no {program}, looked for where this program is started and in PATH"),
                format!("không có {program} ở nơi khởi động chương trình và trong PATH"),
            ),
            both(
                "correct the path: it begins where the program is started, not beside the target file",
                "sửa đường dẫn: tính từ nơi khởi động chương trình, không phải từ tệp đích",
            ),
        ),
    };
    let said = Said {
        expected: both("a program that can be run", "chương trình chạy được"),
        found,
        fix,
    };
    Finding::wrong(Check::Machine, &field, Cause::Configuration, said)
}

enum Look {
    Runs,
    NotExecutable,
    Missing,
}

fn look_for(program: &str) -> Look {
    let candidates: Vec<PathBuf> = if program.contains('/') {
        vec![PathBuf::from(program)]
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path)
            .map(|folder| folder.join(program))
            .collect()
    };
    let files: Vec<&PathBuf> = candidates.iter().filter(|path| path.is_file()).collect();
    match files.iter().any(|path| executable(path)) {
        true => Look::Runs,
        false if files.is_empty() => Look::Missing,
        false => Look::NotExecutable,
    }
}

#[cfg(unix)]
fn executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata()
        .is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn executable(path: &Path) -> bool {
    path.is_file()
}

/// Only a connection: a request would make the system act.
async fn reachable(action: Action, address: &str) -> Finding {
    let field = field(action, "http");
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    let (Some(url), false) = (&url, host.is_empty() || host.contains(['{', '%'])) else {
        let why = both(
            "the address is known only when its placeholders are filled in",
            "chỉ biết địa chỉ khi đã điền các chỗ trống",
        );
        return Finding::not_checked(Check::Machine, &field, why);
    };
    match reach::connect(url).await {
        Ok(reached) => {
            let at = reached.address;
            Finding::ok(
                Check::Machine,
                &field,
                both(
                    format!("{at} accepts connections"),
                    format!("{at} nhận kết nối"),
                ),
            )
        }
        Err(trouble) => Finding {
            check: Check::Machine,
            field,
            ..trouble.finding(
                "the test interface of the document system",
                "giao diện kiểm thử của hệ thống quản lý văn bản",
            )
        },
    }
}

fn secret_in_the_file(action: Action, name: &str) -> Option<Finding> {
    let secret = SECRET_HEADERS.contains(&name.to_lowercase().as_str());
    secret.then(|| {
        let said = Said {
            expected: both(
                "no secret in the target file",
                "tệp đích không chứa khóa bí mật",
            ),
            found: verbatim(format!("{name} = •••")),
            fix: both(
                format!("put the value into an environment variable: headers_env = {{ {name} = \"NAME\" }}"),
                format!("đưa giá trị vào biến môi trường: headers_env = {{ {name} = \"NAME\" }}"),
            ),
        };
        Finding::warning(Check::File, &field(action, &format!("headers.{name}")), Cause::Configuration, said)
    })
}
