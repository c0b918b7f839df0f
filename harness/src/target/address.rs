//! The address of an axis, and the paths of its faces below it.

use record::Text;
use toml::Spanned;
use url::Url;

use super::error::{both, verbatim};
use super::read::Reader;

/// What was expected, what was found, and what to do.
type Mistake = Box<[Text; 3]>;

impl Reader<'_> {
    /// An address; `paths` are those of the faces, which must not stand in it too.
    pub(super) fn url(
        &self,
        written: &Spanned<String>,
        paths: [&Option<String>; 2],
    ) -> Option<Url> {
        let url = address(written.get_ref()).and_then(|url| above(url, paths));
        match url {
            Ok(url) => Some(url),
            Err(mistake) => {
                let [expected, found, fix] = *mistake;
                self.wrong(&written.span(), expected, found, fix);
                None
            }
        }
    }

    /// A path below the address; none when it is empty, which says that there is no such face.
    pub(super) fn path(&self, written: Option<&Spanned<String>>, default: &str) -> Option<String> {
        let Some(written) = written else {
            return Some(default.to_owned());
        };
        let path = written.get_ref().trim_end_matches('/');
        if path.is_empty() {
            return None;
        }
        if !path.starts_with('/') || path.contains(['?', '#', ' ']) {
            self.wrong(
                &written.span(),
                both(
                    "a path that begins with `/`, or nothing",
                    "đường dẫn bắt đầu bằng `/`, hoặc để trống",
                ),
                verbatim(format!("`{}`", path.split('?').next().unwrap_or_default())),
                both(
                    "write for example \"/v1\", or \"\" when the axis has no such face",
                    "ví dụ \"/v1\", hoặc \"\" khi trục không có giao diện đó",
                ),
            );
            return Some(default.to_owned());
        }
        Some(path.to_owned())
    }
}

/// An http or https address and nothing beside it.
fn address(text: &str) -> Result<Url, Mistake> {
    if text.contains('@') {
        return Err(Box::new([
            both(
                "an address without user and password",
                "địa chỉ không có tên và mật khẩu",
            ),
            both(
                "one with them (not shown)",
                "địa chỉ có kèm tên, mật khẩu (không hiển thị)",
            ),
            both(
                "take them out; secrets are named by environment variable (secret_env)",
                "bỏ đi; khóa bí mật được nêu bằng tên biến môi trường (secret_env)",
            ),
        ]));
    }
    // A query may hold a key, so nothing after `?` is shown.
    let shown = text.split(['?', '#']).next().unwrap_or_default();
    let found = match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => both(
            format!("`{shown}` (scheme {})", url.scheme()),
            format!("`{shown}` (giao thức {})", url.scheme()),
        ),
        Ok(url) if url.query().is_some() || url.fragment().is_some() => {
            return Err(Box::new([
                both(
                    "an address without query and fragment",
                    "địa chỉ không có phần ? và #",
                ),
                both(
                    format!("`{shown}` with a query or a fragment"),
                    format!("`{shown}` kèm truy vấn (?) hoặc đoạn (#)"),
                ),
                both(
                    "end the address before ? and #",
                    "bỏ phần từ ? hoặc # trở đi",
                ),
            ]));
        }
        Ok(url) => return Ok(url),
        Err(error) => verbatim(format!("`{shown}` ({error})")),
    };
    Err(Box::new([
        both("an http or https address", "địa chỉ http hoặc https"),
        found,
        both(
            "write for example url = \"https://axis.example.vn\"",
            "ví dụ: url = \"https://axis.example.vn\"",
        ),
    ]))
}

/// The address, when it does not end in the path of a face, which is added to it.
fn above(url: Url, paths: [&Option<String>; 2]) -> Result<Url, Mistake> {
    let below = url.path().trim_end_matches('/');
    let Some(path) = (paths.into_iter().flatten()).find(|path| below.ends_with(path.as_str()))
    else {
        return Ok(url);
    };
    Err(Box::new([
        both(
            "an address above the faces",
            "địa chỉ phía trên đường dẫn của hai giao diện",
        ),
        both(
            format!("`{url}`, which already ends in the path {path}"),
            format!("`{url}`, đã có sẵn đường dẫn {path} ở cuối"),
        ),
        both(
            format!("take {path} out of url: vxp_path and lgsp_path are added to it"),
            format!("bỏ {path} khỏi url: vxp_path và lgsp_path được nối thêm vào"),
        ),
    ]))
}
