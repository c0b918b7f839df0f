//! What scenarios do to a sound package before it is sent: one table of named text edits.
//!
//! Edits work on the written XML, not on our model of it: a model would refuse most of them.

use protocols::edxml::NAMESPACE;

use crate::params::{WordRow, row};

/// Puts a flaw into a written package.
pub type Damage = fn(&str) -> Vec<u8>;

/// Every flaw that a scenario can name, as in “a package with …”.
pub const FLAWS: &[WordRow<Damage>] = &[
    row(
        "text that is no XML",
        "nội dung không phải XML",
        |_| b"Kinh gui: Van phong Chinh phu".to_vec(),
    ),
    row(
        "the namespace of an older schema",
        "không gian tên của lược đồ cũ",
        |xml| {
            xml.replace(NAMESPACE, "http://www.e-doc.vn/Schema/")
                .into_bytes()
        },
    ),
    row(
        "the namespace of another schema",
        "không gian tên của lược đồ khác",
        |xml| xml.replace(NAMESPACE, "http://www.go.vn/eDoc").into_bytes(),
    ),
    row("another root element", "phần tử gốc khác", |xml| {
        xml.replacen("<edXML ", "<EdXml ", 1)
            .replace("</edXML>", "</EdXml>")
            .into_bytes()
    }),
    row("a foreign root", "phần tử gốc lạ", |xml| {
        xml.replacen("<edXML ", "<VanBan ", 1)
            .replace("</edXML>", "</VanBan>")
            .into_bytes()
    }),
    row("an external entity", "thực thể ngoài", |xml| {
        with_doctype(xml, "<!ENTITY x SYSTEM \"file:///etc/passwd\">")
    }),
    row("entities that multiply", "thực thể nhân lên", |xml| {
        with_doctype(xml, &laughs())
    }),
    row(
        "an attachment cut short",
        "tệp đính kèm bị cắt cụt",
        |xml| {
            edit(xml, "ContentTransferEncoded", |content| {
                content[..content.len() - 3].to_owned()
            })
        },
    ),
    row(
        "a promulgation date of 2014/02/30",
        "ngày ban hành 2014/02/30",
        |xml| edit(xml, "PromulgationDate", |_| "2014/02/30".into()),
    ),
    row(
        "a promulgation date of 30/10/2020",
        "ngày ban hành 30/10/2020",
        |xml| edit(xml, "PromulgationDate", |_| "30/10/2020".into()),
    ),
    row(
        "a promulgation date in the future",
        "ngày ban hành trong tương lai",
        |xml| edit(xml, "PromulgationDate", |_| "2999/01/04".into()),
    ),
    row(
        "a subject of 5,000 characters",
        "trích yếu dài 5.000 ký tự",
        |xml| edit(xml, "Subject", |_| "ă".repeat(5_000)),
    ),
    row("an empty subject", "trích yếu rỗng", |xml| {
        edit(xml, "Subject", |_| String::new())
    }),
    row("no subject", "không có trích yếu", |xml| {
        without(xml, "Subject")
    }),
    row("no code", "không có số, ký hiệu văn bản", |xml| {
        without(xml, "Code")
    }),
    row("no code number", "không có số văn bản", |xml| {
        without(xml, "CodeNumber")
    }),
    row("no promulgation date", "không có ngày ban hành", |xml| {
        without(xml, "PromulgationDate")
    }),
    row("no sender", "không có nơi gửi", |xml| {
        without(xml, "From")
    }),
    row("no receiver", "không có nơi nhận", |xml| {
        without(xml, "To")
    }),
    row("the same receiver twice", "nơi nhận lặp lại", |xml| {
        let (start, end) = element(xml, "To");
        format!("{}{}{}", &xml[..end], &xml[start..end], &xml[end..]).into_bytes()
    }),
    row(
        "ten thousand nested elements",
        "mười nghìn phần tử lồng nhau",
        |xml| {
            let nested = format!(
                "{}{}",
                "<edXML:x>".repeat(10_000),
                "</edXML:x>".repeat(10_000)
            );
            insert_before(xml, "<edXML:Subject>", &nested)
        },
    ),
    row(
        "no Bussiness element",
        "không có phần tử Bussiness",
        |xml| without(xml, "Bussiness"),
    ),
    row(
        "its elements in another order",
        "các phần tử đảo thứ tự",
        |xml| {
            let (start, end) = element(xml, "Subject");
            let subject = xml[start..end].to_owned();
            let rest = format!("{}{}", &xml[..start], &xml[end..]);
            insert_before(&rest, "<edXML:From>", &subject)
        },
    ),
    row("another prefix", "tiền tố khác", |xml| {
        xml.replace("<edXML:", "<ns2:")
            .replace("</edXML:", "</ns2:")
            .replace("xmlns:edXML", "xmlns:ns2")
            .into_bytes()
    }),
    row("no prefixes", "không có tiền tố", |xml| {
        xml.replace("<edXML:", "<")
            .replace("</edXML:", "</")
            .into_bytes()
    }),
    row(
        "junk before the declaration",
        "ký tự rác trước khai báo XML",
        |xml| format!("1212{xml}").into_bytes(),
    ),
    row("a byte order mark", "dấu thứ tự byte (BOM)", |xml| {
        format!("\u{feff}{xml}").into_bytes()
    }),
    row(
        "junk after the root",
        "ký tự rác sau phần tử gốc",
        |xml| format!("{xml}\r\n\0\0").into_bytes(),
    ),
    row("an element nobody knows", "phần tử lạ", |xml| {
        insert_before(
            xml,
            "<edXML:Subject>",
            "<edXML:TaskForce>12</edXML:TaskForce>",
        )
    }),
    row(
        "an empty ResponseFor",
        "phần tử ResponseFor rỗng",
        |xml| insert_before(xml, "</edXML:MessageHeader>", "<edXML:ResponseFor/>"),
    ),
    row("steering type 0", "loại chỉ đạo 0", |xml| {
        insert_before(
            &remove(xml, "SteeringType"),
            "</edXML:MessageHeader>",
            "<edXML:SteeringType>0</edXML:SteeringType>",
        )
    }),
    row("document type 18", "loại văn bản 18", |xml| {
        let kind = "<edXML:DocumentType><edXML:Type>18</edXML:Type></edXML:DocumentType>";
        insert_before(&remove(xml, "DocumentType"), "<edXML:Subject>", kind)
    }),
    row(
        "a trace header without OrganId",
        "vết gửi không có OrganId",
        |xml| {
            let (start, end) = element(xml, "TraceHeader");
            let trace = remove(&xml[start..end], "OrganId");
            format!("{}{trace}{}", &xml[..start], &xml[end..]).into_bytes()
        },
    ),
    row(
        "a trace header naming “null”",
        "vết gửi ghi “null”",
        |xml| {
            let (start, end) = element(xml, "TraceHeader");
            let trace =
                String::from_utf8_lossy(&edit(&xml[start..end], "OrganId", |_| "null".into()))
                    .into_owned();
            format!("{}{trace}{}", &xml[..start], &xml[end..]).into_bytes()
        },
    ),
    row("two trace headers", "hai vết gửi", |xml| {
        let (start, end) = element(xml, "TraceHeader");
        let trace = &xml[start..end];
        // The unit that wrote the document stands before the office that sends it.
        let unit = String::from_utf8_lossy(&edit(trace, "OrganId", |_| "000.00.01.G12".into()))
            .into_owned();
        format!("{}{unit}{trace}{}", &xml[..start], &xml[end..]).into_bytes()
    }),
    row(
        "content ids without “cid:”",
        "mã tệp không có “cid:”",
        |xml| xml.replace(">cid:", ">").into_bytes(),
    ),
    row(
        "another type in the reference of the file",
        "loại tệp khác trong tham chiếu",
        |xml| {
            // The first ContentType stands in the manifest; the attachment's own stays.
            edit(xml, "ContentType", |_| "application/octet-stream".into())
        },
    ),
    row(
        "the shape of the .NET builder",
        "cấu trúc của bộ tạo .NET",
        |xml| {
            let (start, end) = element(xml, "DocumentId");
            let id = xml[start..end].to_owned();
            let last = insert_before(&remove(xml, "DocumentId"), "</edXML:MessageHeader>", &id);
            let attributes = "<edXML:TraceHeaderList id=\"t\" version=\"1.0\" mustUnderstand=\"1\" \
             actor=\"http://schemas.xmlsoap.org/soap/actor/next\">";
            String::from_utf8_lossy(&last)
                .replacen("<edXML:TraceHeaderList>", attributes, 1)
                .into_bytes()
        },
    ),
    row("a zip bomb", "tệp nén phình to", |xml| {
        let renamed = xml
            .replace("cong-van.pdf", "cong-van.txt")
            .replace("application/pdf", "application/zip");
        edit(&renamed, "ContentTransferEncoded", |_| zip_bomb())
    }),
    row(
        "content ids with “cid:” on one side only",
        "mã tệp chỉ có “cid:” ở một phía",
        |xml| xml.replacen(">cid:", ">", 1).into_bytes(),
    ),
    row(
        "another agency as its only receiver",
        "nơi nhận duy nhất là cơ quan khác",
        |xml| {
            let (start, end) = element(xml, "To");
            let to = String::from_utf8_lossy(&edit(&xml[start..end], "OrganId", |_| {
                "000.00.00.G22".into()
            }))
            .into_owned();
            format!("{}{to}{}", &xml[..start], &xml[end..]).into_bytes()
        },
    ),
    row(
        "an attachment that unpacks without end",
        "tệp đính kèm giải nén ra không ngừng",
        |xml| {
            let named = xml
                .replace("cong-van.pdf", "cong-van.txt")
                .replace("application/pdf", "application/zip");
            edit(&named, "ContentTransferEncoded", |_| crate::bomb::base64())
        },
    ),
    row("a ZIP declared as PDF", "tệp ZIP khai là PDF", |xml| {
        // The empty ZIP archive: an end-of-directory record alone.
        let zip = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
        edit(xml, "ContentTransferEncoded", |_| zip.into())
    }),
    row(
        "a PDF passed through a text",
        "tệp PDF bị hỏng do chuyển qua chuỗi văn bản",
        |xml| {
            edit(xml, "ContentTransferEncoded", |_| {
                "JVBERi0xLjMKJe+/ve+/ve+/ve+/vQo=".into()
            })
        },
    ),
];

/// The byte range of the first element of that name, whatever its prefix.
fn element(xml: &str, name: &str) -> (usize, usize) {
    let opening = [
        format!("<edXML:{name}>"),
        format!("<edXML:{name} "),
        format!("<{name}>"),
        format!("<{name} "),
    ];
    let start = opening
        .iter()
        .filter_map(|tag| xml.find(tag.as_str()))
        .min();
    let closing = [format!("</edXML:{name}>"), format!("</{name}>")];
    let end = start.and_then(|start| {
        closing
            .iter()
            .filter_map(|tag| {
                xml[start..]
                    .find(tag.as_str())
                    .map(|at| start + at + tag.len())
            })
            .min()
    });
    start.zip(end).unwrap_or((xml.len(), xml.len()))
}

/// The XML with the text of the first element of that name changed.
fn edit(xml: &str, name: &str, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    let (start, end) = element(xml, name);
    let whole = &xml[start..end];
    let (Some(open), Some(close)) = (whole.find('>'), whole.rfind("</")) else {
        return xml.as_bytes().to_vec();
    };
    let changed = change(&whole[open + 1..close]);
    format!(
        "{}{}{changed}{}{}",
        &xml[..start],
        &whole[..=open],
        &whole[close..],
        &xml[end..]
    )
    .into_bytes()
}

fn remove(xml: &str, name: &str) -> String {
    let (start, end) = element(xml, name);
    format!("{}{}", &xml[..start], &xml[end..])
}

fn without(xml: &str, name: &str) -> Vec<u8> {
    remove(xml, name).into_bytes()
}

fn insert_before(xml: &str, mark: &str, text: &str) -> Vec<u8> {
    xml.replacen(mark, &format!("{text}{mark}"), 1).into_bytes()
}

/// The package with a document type declaration whose entity `x` stands in the subject.
fn with_doctype(xml: &str, declarations: &str) -> Vec<u8> {
    let declared = xml.replacen(
        "<edXML ",
        &format!("<!DOCTYPE edXML [{declarations}]>\n<edXML "),
        1,
    );
    edit(&declared, "Subject", |_| "&x;".into())
}

/// Entities of which the last stands for a thousand million characters.
fn laughs() -> String {
    let mut text = String::from("<!ENTITY x0 \"ha\">");
    for level in 1..=9 {
        let inner = format!("&x{};", level - 1).repeat(10);
        text.push_str(&format!("<!ENTITY x{level} \"{inner}\">"));
    }
    text + "<!ENTITY x \"&x9;\">"
}

/// A small ZIP of eighty million zeros, in base64.
fn zip_bomb() -> String {
    const MEGABYTE: &[u8] = &[0; 1 << 20];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_level(Some(1));
    let begun = zip.start_file("cong-van.txt", options);
    let filled = begun.and_then(|()| {
        (0..80)
            .try_for_each(|_| std::io::Write::write_all(&mut zip, MEGABYTE))
            .map_err(Into::into)
    });
    let bytes = filled
        .and_then(|()| zip.finish())
        .map(std::io::Cursor::into_inner);
    base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        bytes.unwrap_or_default(),
    )
}
