//! Whether the axis can be offered where the target file says.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use record::{Cause, Text};
use tokio::net::TcpListener;

use super::{Check, Finding, Said};
use crate::target::{both, verbatim};

const FIELD: &str = "roles.axis.listen";

pub(super) async fn check(listen: Option<SocketAddr>) -> Vec<Finding> {
    let Some(address) = listen else {
        return Vec::new();
    };
    // The port is free again when the listener goes, before a run takes it.
    if let Err(error) = TcpListener::bind(address).await {
        let (found, fix) = why(address, &error);
        let said = Said {
            expected: both("an address that is free", "một địa chỉ còn trống"),
            found,
            fix,
        };
        return vec![Finding::wrong(
            Check::Machine,
            FIELD,
            Cause::Configuration,
            said,
        )];
    }
    let mut findings = Vec::new();
    if address.port() == 0 {
        let said = Said {
            expected: both("a fixed port", "một cổng cố định"),
            found: both(
                "port 0, another one in each run",
                "cổng 0, mỗi lần chạy một khác",
            ),
            fix: both(
                "write a port, for example 18080, and point the document system there",
                "ghi số cổng, ví dụ 18080, và trỏ hệ thống quản lý văn bản tới đó",
            ),
        };
        findings.push(Finding::warning(
            Check::Machine,
            FIELD,
            Cause::Configuration,
            said,
        ));
    }
    if !address.ip().is_loopback() {
        let said = Said {
            expected: both("an address of loopback", "địa chỉ nội bộ (loopback)"),
            found: both(
                format!("{address}, which other machines can reach during the run"),
                format!("{address}, máy khác có thể truy cập trong khi chạy"),
            ),
            fix: both(
                "write 127.0.0.1 unless the document system runs on another machine",
                "ghi 127.0.0.1, trừ khi hệ thống quản lý văn bản chạy trên máy khác",
            ),
        };
        findings.push(Finding::warning(
            Check::Machine,
            FIELD,
            Cause::Configuration,
            said,
        ));
    }
    if findings.is_empty() {
        let found = both(format!("{address} is free"), format!("{address} còn trống"));
        findings.push(Finding::ok(Check::Machine, FIELD, found));
    }
    findings
}

/// Why the address cannot be listened at, and what to do.
fn why(address: SocketAddr, error: &io::Error) -> (Text, Text) {
    match error.kind() {
        ErrorKind::AddrInUse => (
            both(
                format!("{address}, which another program uses"),
                format!("{address} đang được chương trình khác dùng"),
            ),
            both(
                "end that program, or choose another port and point the document system there",
                "tắt chương trình đó, hoặc chọn cổng khác và trỏ hệ thống quản lý văn bản tới đó",
            ),
        ),
        ErrorKind::AddrNotAvailable => (
            both(
                format!("{address}, which is no address of this machine"),
                format!("{address} không phải địa chỉ của máy này"),
            ),
            both(
                "write 127.0.0.1 or an address of this machine",
                "ghi 127.0.0.1 hoặc một địa chỉ của máy này",
            ),
        ),
        ErrorKind::PermissionDenied => (
            both(
                format!("{address}, which this user may not listen at"),
                format!("{address}, tài khoản này không được phép mở"),
            ),
            both("choose a port above 1023", "chọn cổng lớn hơn 1023"),
        ),
        _ => (
            verbatim(format!("{address}: {error}")),
            both("choose another address", "chọn địa chỉ khác"),
        ),
    }
}
