//! The single values of a target file. One that cannot be used is noted; where the reading goes on without it, the
//! default stands in.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use toml::Spanned;

use super::error::{both, verbatim};
use super::read::Reader;
use super::structure::nearest;
use super::{Authority, Binding};

impl Reader<'_> {
    pub(super) fn binding(&self, written: Option<&Spanned<String>>, default: Binding) -> Binding {
        let Some(written) = written else {
            return default;
        };
        let known = [
            ("embedded", Binding::Embedded),
            ("external", Binding::External),
            ("simulated", Binding::Simulated),
        ];
        // An axis is never simulated: that word is for document systems.
        let known = &known[..if default == Binding::Simulated { 3 } else { 2 }];
        let found = written.get_ref().as_str();
        if let Some((_, binding)) = known.iter().find(|(word, _)| *word == found) {
            return *binding;
        }
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let fix = match found {
            "container" => both(
                "containers come later; start the image yourself and bind it as external",
                "chưa hỗ trợ container; hãy tự khởi động ảnh và khai báo là external",
            ),
            found => nearest(found, &words),
        };
        self.wrong(
            &written.span(),
            both("a binding", "cách gắn vai (binding)"),
            verbatim(format!("`{found}`")),
            fix,
        );
        // What was meant, so that the other fields are judged by it.
        let meant = words
            .iter()
            .zip(known)
            .min_by_key(|(word, _)| strsim::damerau_levenshtein(found, word));
        meant.map_or(default, |(_, (_, binding))| *binding)
    }

    /// The certificates of a PEM file.
    pub(super) fn authority(&self, written: &Spanned<String>) -> Option<Authority> {
        let file = Path::new(written.get_ref());
        let expected = || {
            both(
                "a PEM file with the certificate of an authority",
                "tệp PEM có chứng thư của tổ chức chứng thực",
            )
        };
        let pem = match std::fs::read(file) {
            Ok(pem) => pem,
            Err(error) => {
                self.wrong(
                    &written.span(),
                    expected(),
                    verbatim(format!("{}: {error}", file.display())),
                    both(
                        "correct the path, which begins where the program is started, or make the file readable",
                        "sửa đường dẫn (tính từ nơi khởi động chương trình) hoặc cấp quyền đọc tệp",
                    ),
                );
                return None;
            }
        };
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        match certificates {
            Ok(certificates) if !certificates.is_empty() => Some(Authority {
                file: file.to_owned(),
                certificates,
                pem,
            }),
            _ => {
                self.wrong(
                    &written.span(),
                    expected(),
                    both("no certificate in the file", "tệp không có chứng thư nào"),
                    both(
                        "convert it: openssl x509 -inform der -in ca.cer -out ca.pem",
                        "chuyển đổi: openssl x509 -inform der -in ca.cer -out ca.pem",
                    ),
                );
                None
            }
        }
    }

    pub(super) fn listen(&self, written: &Spanned<String>) -> Option<SocketAddr> {
        let address = written.get_ref().parse().ok();
        if address.is_none() {
            self.wrong(
                &written.span(),
                both("an IP address and a port", "địa chỉ IP và cổng"),
                verbatim(format!("`{}`", written.get_ref())),
                both(
                    "write for example listen = \"127.0.0.1:18080\"",
                    "ví dụ: listen = \"127.0.0.1:18080\"",
                ),
            );
        }
        address
    }

    pub(super) fn duration(
        &self,
        written: Option<&Spanned<String>>,
        default: Duration,
    ) -> Duration {
        let Some(written) = written else {
            return default;
        };
        let positive = (written.get_ref().parse::<jiff::SignedDuration>().ok())
            .and_then(|duration| Duration::try_from(duration).ok())
            .filter(|duration| !duration.is_zero());
        positive.unwrap_or_else(|| {
            self.wrong(
                &written.span(),
                both(
                    "a duration longer than nothing",
                    "khoảng thời gian lớn hơn 0",
                ),
                verbatim(format!("`{}`", written.get_ref())),
                both(
                    "write for example \"10s\", \"2m\" or \"1h30m\"",
                    "ví dụ \"10s\", \"2m\" hoặc \"1h30m\"",
                ),
            );
            default
        })
    }

    /// The content of an environment variable. It is a secret, and so may be what stands where its name should.
    pub(super) fn variable(&self, name: &Spanned<String>) -> Option<String> {
        let variable = name.get_ref();
        let value = (self.environment)(variable);
        let shown = if value.is_some() || looks_like_a_name(variable) {
            verbatim(variable.as_str())
        } else {
            both("so named in the file", "có tên ghi trong tệp")
        };
        let (found, fix) = match &value {
            None if is_a_name(variable) => (
                both(
                    format!("the variable {}, which is not set", shown.en),
                    format!("biến {} chưa được đặt", shown.vi),
                ),
                both(
                    format!(
                        "set it before the run: export {}=…",
                        name_or_example(variable)
                    ),
                    format!("đặt trước khi chạy: export {}=…", name_or_example(variable)),
                ),
            ),
            None => (
                both(
                    "something that cannot be such a name (not shown: it may be the secret itself)",
                    "chuỗi không thể là tên biến (không hiển thị vì có thể chính là khóa bí mật)",
                ),
                both(
                    "write the name of a variable, for example AXIS_SECRET; a secret that stood in a file should be changed",
                    "ghi tên biến, ví dụ AXIS_SECRET; khóa bí mật đã lộ trong tệp thì nên đổi",
                ),
            ),
            Some(value) if value.trim().is_empty() => (
                both(
                    format!("the variable {variable}, which is empty"),
                    format!("biến {variable} đang rỗng"),
                ),
                both(
                    format!("set it before the run: export {variable}=…"),
                    format!("đặt trước khi chạy: export {variable}=…"),
                ),
            ),
            Some(value) if value.trim() != value || value.contains(char::is_control) => (
                both(
                    format!(
                        "the variable {variable}, which holds a line break or white space at an end"
                    ),
                    format!("biến {variable} có dấu xuống dòng hoặc khoảng trắng ở đầu, cuối"),
                ),
                both(
                    format!(
                        "set it without: export {variable}=\"$(cat FILE)\" drops the line break"
                    ),
                    format!(
                        "đặt lại cho sạch: export {variable}=\"$(cat TỆP)\" sẽ bỏ dấu xuống dòng"
                    ),
                ),
            ),
            Some(_) => return value,
        };
        let expected = both(
            "a secret in an environment variable",
            "khóa bí mật trong biến môi trường",
        );
        self.wrong(&name.span(), expected, found, fix);
        None
    }
}

/// Whether an environment variable may have this name.
fn is_a_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether it is more likely a variable's name than a secret: capitals, and words or short.
fn looks_like_a_name(text: &str) -> bool {
    is_a_name(text)
        && !text.contains(|c: char| c.is_ascii_lowercase())
        && (text.contains('_') || text.len() < 16)
}

fn name_or_example(text: &str) -> &str {
    if looks_like_a_name(text) {
        text
    } else {
        "NAME"
    }
}
