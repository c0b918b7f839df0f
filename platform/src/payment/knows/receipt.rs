//! The receipt (biên lai) of GET_BILL: a PDF that needs no font file.

use std::collections::BTreeMap;

use protocols::payment::Bill;

use super::glyphs::{self, Glyph};

/// Most characters of a line; longer ones wrap at a space.
const LINE: usize = 88;
/// Lines of a page.
const PAGE: usize = 46;
/// Most distinct characters of one font.
const CODES: usize = 254;

/// What the receipt shows beside the bill.
#[derive(Clone, Debug)]
pub struct Paid<'a> {
    /// `MaGiaoDich`.
    pub number: &'a str,
    /// `MaThamChieu`.
    pub reference: &'a str,
    /// Amount in đồng.
    pub amount: i64,
    /// The bank that paid.
    pub bank: &'a str,
    /// When, `yyyyMMddHHmmss`.
    pub at: &'a str,
}

/// The receipt as PDF.
#[must_use]
pub fn pdf(paid: &Paid<'_>, bill: &Bill) -> Vec<u8> {
    write(&lines(paid, bill))
}

fn lines(paid: &Paid<'_>, bill: &Bill) -> Vec<String> {
    let amount = paid.amount.to_string();
    let payer = if bill.payer_id.is_empty() {
        bill.payer.clone()
    } else {
        format!("{} ({})", bill.payer, bill.payer_id)
    };
    let mut rows = vec![
        ("BIÊN LAI THU PHÍ, LỆ PHÍ ĐIỆN TỬ".to_owned(), String::new()),
        ("Đơn vị thu".to_owned(), bill.agency_name.clone()),
        ("Người nộp".to_owned(), payer),
        ("Địa chỉ".to_owned(), bill.payer_address.clone()),
        ("Mã hồ sơ".to_owned(), bill.dossier.clone()),
        ("Thủ tục".to_owned(), bill.procedure_name.clone()),
        ("Nội dung".to_owned(), bill.purpose.clone()),
    ];
    let fees = bill
        .fees
        .iter()
        .map(|fee| (fee.name.clone(), format!("{} đồng", fee.amount)));
    rows.extend(fees);
    rows.extend([
        ("Tổng số tiền".to_owned(), format!("{amount} đồng")),
        ("Ngân hàng".to_owned(), paid.bank.to_owned()),
        ("Thời gian giao dịch".to_owned(), paid.at.to_owned()),
        ("Mã giao dịch".to_owned(), paid.number.to_owned()),
        ("Mã tham chiếu".to_owned(), paid.reference.to_owned()),
    ]);
    rows.into_iter()
        .flat_map(|(name, value)| match value.is_empty() {
            true if name.starts_with("BIÊN LAI") => wrapped(&name),
            true => Vec::new(),
            false => wrapped(&format!("{name}: {value}")),
        })
        .collect()
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let word: String = word.chars().take(LINE).collect();
        let last = lines.last_mut().expect("one is always there");
        if last.is_empty() {
            *last = word;
        } else if last.chars().count() + 1 + word.chars().count() <= LINE {
            last.push(' ');
            last.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// The distinct characters of a text, each with a code from 1.
fn font(lines: &[String]) -> (BTreeMap<char, u8>, Vec<Glyph>) {
    let (mut codes, mut glyphs) = (BTreeMap::new(), Vec::new());
    for character in std::iter::once('?').chain(lines.iter().flat_map(|line| line.chars())) {
        if glyphs.len() < CODES
            && !codes.contains_key(&character)
            && let Some(glyph) = glyphs::glyph(character)
        {
            glyphs.push(glyph);
            codes.insert(character, glyphs.len() as u8);
        }
    }
    (codes, glyphs)
}

fn write(lines: &[String]) -> Vec<u8> {
    let (codes, glyphs) = font(lines);
    let pages: Vec<&[String]> = lines.chunks(PAGE).collect();
    // 1 catalogue, 2 pages, 3 Helvetica, 4 the font, 5 its Unicode, then each page with its content, then the glyphs.
    let first_glyph = 6 + 2 * pages.len();
    let kids: Vec<String> = (0..pages.len())
        .map(|page| format!("{} 0 R", 6 + 2 * page))
        .collect();
    let each = |write: &dyn Fn(usize, &Glyph) -> String| -> String {
        glyphs
            .iter()
            .enumerate()
            .map(|(at, glyph)| write(at, glyph))
            .collect()
    };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            kids.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /StandardEncoding >>"
            .to_owned(),
        format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [-50 -250 1100 1200] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 \
             /LastChar {} /Widths [{}] /Encoding << /Type /Encoding /Differences [1 {}] >> /CharProcs << {} >> \
             /Resources << /Font << /H 3 0 R >> >> /ToUnicode 5 0 R >>",
            glyphs.len(),
            each(&|_, glyph| format!("{} ", glyph.width)),
            each(&|at, _| format!("/g{at} ")),
            each(&|at, _| format!("/g{at} {} 0 R ", first_glyph + at)),
        ),
        stream(&unicode(&glyphs)),
    ];
    for page in pages {
        let content = objects.len() + 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /T 4 0 R >> >> /Contents {content} 0 R >>"
        ));
        objects.push(stream(&shown(page, &codes)));
    }
    objects.extend(glyphs.iter().map(|glyph| stream(&glyph.drawing)));
    file(&objects)
}

fn shown(page: &[String], codes: &BTreeMap<char, u8>) -> String {
    let mut text = "BT /T 11 Tf 16 TL 50 790 Td ".to_owned();
    for line in page {
        let hex: String = line
            .chars()
            .map(|character| format!("{:02x}", codes.get(&character).unwrap_or(&1)))
            .collect();
        text.push_str(&format!("<{hex}> Tj T* "));
    }
    text + "ET"
}

fn unicode(glyphs: &[Glyph]) -> String {
    let mut map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def \
                   1 begincodespacerange <01> <ff> endcodespacerange\n"
        .to_owned();
    // A block may hold a hundred rows.
    for (block, rows) in glyphs.chunks(100).enumerate() {
        map.push_str(&format!("{} beginbfchar\n", rows.len()));
        for (at, glyph) in rows.iter().enumerate() {
            map.push_str(&format!(
                "<{:02x}> <{:04x}>\n",
                block * 100 + at + 1,
                glyph.character as u32
            ));
        }
        map.push_str("endbfchar\n");
    }
    map + "endcmap CMapName currentdict /CMap defineresource pop end end"
}

fn stream(content: &str) -> String {
    format!(
        "<< /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = bytes.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        end.push_str(&format!("{place:010} 00000 n \n"));
    }
    end.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    bytes.extend(end.bytes());
    bytes
}
