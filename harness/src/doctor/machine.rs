//! What the embedded government needs of this machine: a port of loopback, room for files, a plausible clock.

use std::io::Write as _;

use clock::Clock;
use record::Cause;
use tokio::net::TcpListener;

use super::{Check, Finding, Said};
use crate::target::{both, verbatim};

/// What one scenario may write: the embedded axis on disk and its packages.
const ROOM_MIB: usize = 16;
/// Years for which the calendar of holidays is known, from the year of this program on.
const YEARS: std::ops::RangeInclusive<i16> = 2026..=2030;

pub(super) async fn check() -> Vec<Finding> {
    let roles = both(
        "no target file: every role is played by Lienthong itself",
        "không có tệp đích: Lienthong tự đóng mọi vai",
    );
    let room = tokio::task::spawn_blocking(room).await;
    let room = room.unwrap_or_else(|error| Err(std::io::Error::other(error)));
    vec![
        Finding::ok(Check::File, "roles", roles),
        port(TcpListener::bind(("127.0.0.1", 0)).await),
        folder(room),
        year(Clock::system().now().year()),
    ]
}

fn port(bound: std::io::Result<TcpListener>) -> Finding {
    let error = match bound {
        Ok(_) => {
            let found = both(
                "a port of 127.0.0.1 can be opened",
                "mở được cổng trên 127.0.0.1",
            );
            return Finding::ok(Check::Machine, "machine.loopback", found);
        }
        Err(error) => error,
    };
    let said = Said {
        expected: both("to open a port of 127.0.0.1", "mở được cổng trên 127.0.0.1"),
        found: verbatim(error.to_string()),
        fix: both(
            "bring the loopback interface up, and allow programs to listen at it",
            "bật giao diện loopback và cho phép chương trình mở cổng trên đó",
        ),
    };
    Finding::wrong(
        Check::Machine,
        "machine.loopback",
        Cause::Configuration,
        said,
    )
}

/// Writes as much as a scenario may, and takes it away again.
fn room() -> std::io::Result<()> {
    let mut file = tempfile::tempfile()?;
    let mebibyte = vec![1; 1 << 20];
    for _ in 0..ROOM_MIB {
        file.write_all(&mebibyte)?;
    }
    file.flush()
}

fn folder(written: std::io::Result<()>) -> Finding {
    let folder = std::env::temp_dir();
    let folder = folder.display();
    let Err(error) = written else {
        let found = both(
            format!("{ROOM_MIB} MiB can be written to the folder for temporary files"),
            format!("ghi được {ROOM_MIB} MiB vào thư mục tạm"),
        );
        return Finding::ok(Check::Machine, "machine.temp", found);
    };
    let said = Said {
        expected: both(
            format!("to write {ROOM_MIB} MiB to {folder}"),
            format!("ghi được {ROOM_MIB} MiB vào {folder}"),
        ),
        found: verbatim(error.to_string()),
        fix: both(
            "make room there, or name another folder in the environment variable TMPDIR",
            "giải phóng dung lượng, hoặc chỉ thư mục khác bằng biến môi trường TMPDIR",
        ),
    };
    Finding::wrong(Check::Machine, "machine.temp", Cause::Configuration, said)
}

fn year(year: i16) -> Finding {
    if YEARS.contains(&year) {
        let found = both(
            format!("the clock says {year}"),
            format!("đồng hồ chỉ năm {year}"),
        );
        return Finding::ok(Check::Clock, "machine.clock", found);
    }
    let said = Said {
        expected: both(
            format!("a year from {} to {}", YEARS.start(), YEARS.end()),
            format!("năm từ {} đến {}", YEARS.start(), YEARS.end()),
        ),
        found: verbatim(year.to_string()),
        fix: both(
            "set the clock of this machine; holidays of other years are not known",
            "chỉnh đồng hồ máy này; ngày nghỉ của các năm khác chưa có trong lịch",
        ),
    };
    Finding::warning(Check::Clock, "machine.clock", Cause::Configuration, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity;

    #[test]
    fn a_full_disk_and_a_dead_battery_are_named() {
        let full = folder(Err(std::io::ErrorKind::StorageFull.into()));
        assert_eq!(
            (full.severity, full.field.as_str()),
            (Severity::Wrong, "machine.temp")
        );
        assert!(full.fix.expect("a fix").en.contains("TMPDIR"));
        assert_eq!(year(1970).severity, Severity::Warning);
        assert_eq!(year(2026).severity, Severity::Ok);
        let denied = port(Err(std::io::ErrorKind::PermissionDenied.into()));
        assert_eq!(denied.cause, Some(Cause::Configuration));
    }
}
