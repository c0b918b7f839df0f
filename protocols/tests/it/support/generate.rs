//! Documents and statuses at random: every field, Vietnamese text, characters that need escaping.

use jiff::civil::{Date, DateTime, date};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use protocols::attachments::pack;
use protocols::edxml::*;

/// A text without white space at its ends, of at most `most` characters.
fn text(most: usize) -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => prop::sample::select("aăâđêôơưỳĐƯƠ TrầnThịệ0123456789".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("<>&\"'\r\n\t]/;,.-_=+()%{}#@!".chars().collect::<Vec<_>>()),
        // Signs that composition (NFC) leaves alone, so that lengths are what they seem.
        1 => prop::char::ranges(vec![
            '!'..='~', '\u{A1}'..='\u{2FF}', '\u{4E00}'..='\u{4FFF}', '\u{1F300}'..='\u{1F5FF}',
        ].into()),
    ];
    vec(character, 1..most.min(60))
        .prop_map(|chars| chars.into_iter().collect::<String>().trim().to_owned())
        .prop_filter("not empty", |t| !t.is_empty())
}

fn day() -> impl Strategy<Value = Date> {
    (1950i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| date(y, m, d))
}

fn time() -> impl Strategy<Value = DateTime> {
    (day(), 0i8..24, 0i8..60, 0i8..60).prop_map(|(d, h, m, s)| d.at(h, m, s, 0))
}

fn organ_id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}",
        "[A-Z][0-9]{2}(\\.[A-Z0-9]{1,6}){0,3}"
    ]
}

fn organisation(id: impl Strategy<Value = String>) -> impl Strategy<Value = Organisation> {
    let texts = (
        of(text(200)),
        of(text(200)),
        of(text(60)),
        of(text(20)),
        of(text(20)),
        of(text(60)),
    );
    (id, of("[a-z]{1,8}@[a-z]{1,8}\\.vn"), texts).prop_map(|(id, email, texts)| {
        let (in_charge, name, address, telephone, fax, website) = texts;
        Organisation {
            id,
            in_charge,
            name,
            address,
            email,
            telephone,
            fax,
            website,
        }
    })
}

fn receivers() -> impl Strategy<Value = Vec<Organisation>> {
    prop::collection::btree_set("[0-9]{3}\\.01\\.[0-9]{2}\\.[A-Z][0-9]{2}", 1..5).prop_flat_map(
        |ids| {
            ids.into_iter()
                .map(|id| organisation(Just(id)))
                .collect::<Vec<_>>()
        },
    )
}

fn answering() -> impl Strategy<Value = Answering> {
    (of(organ_id()), of(text(40)), text(60), of(day())).prop_map(
        |(organ_id, code, id, promulgated)| Answering {
            organ_id,
            code,
            document_id: Some(id),
            promulgated,
        },
    )
}

fn staff() -> impl Strategy<Value = Staff> {
    (
        of(text(40)),
        text(40),
        of("[a-z]{1,8}@[a-z]{1,8}\\.vn"),
        of(text(20)),
    )
        .prop_map(|(department, name, email, mobile)| Staff {
            department,
            name: Some(name),
            email,
            mobile,
        })
}

fn other() -> impl Strategy<Value = Other> {
    let priority = prop::sample::select(Priority::ALL.to_vec());
    let numbers = (of(0u16..1000), of(0u16..1000), of(any::<bool>()));
    (
        priority,
        of(text(60)),
        of(text(10)),
        numbers,
        vec(text(40), 0..3),
    )
        .prop_map(
            |(priority, sphere, notation, (copies, pages, direction), appendixes)| Other {
                priority: Some(priority),
                sphere,
                notation,
                copies,
                pages,
                direction,
                appendixes,
            },
        )
}

fn changes() -> impl Strategy<Value = Changes> {
    let receiver = (organ_id(), any::<bool>())
        .prop_map(|(organ_id, added)| ReceiverChange { organ_id, added });
    (any::<bool>(), any::<bool>(), vec(receiver, 0..3)).prop_map(
        |(document_changed, receivers_changed, receivers)| Changes {
            document_changed,
            receivers_changed,
            receivers,
        },
    )
}

fn business() -> impl Strategy<Value = Business> {
    let replaced =
        (text(60), vec(organ_id(), 0..3)).prop_map(|(document_id, organ_ids)| Replaced {
            document_id,
            organ_ids,
        });
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let parts = (
        of(text(60)),
        of(any::<bool>()),
        of(changes()),
        vec(replaced, 1..3),
        of(staff()),
    );
    (kind, text(60), parts).prop_map(|(kind, id, (reason, paper, changes, replaces, staff))| {
        Business {
            kind,
            document_id: Some(id),
            reason,
            paper,
            changes,
            replaces,
            staff,
        }
    })
}

fn attachments() -> impl Strategy<Value = Vec<Attachment>> {
    let name = (
        "[A-Za-zđĐ][A-Za-zđĐ0-9 ]{0,20}",
        prop::sample::select(vec!["pdf", "docx", "xlsx", "zip", "txt", ""]),
    )
        .prop_map(|(stem, extension)| format!("{stem}.{extension}"));
    let one = (name, vec(any::<u8>(), 1..200), of(text(30)));
    vec(one, 0..3).prop_map(|list| {
        let packed = list
            .into_iter()
            .enumerate()
            .map(|(i, (name, content, description))| {
                let id = uuid::Uuid::from_u128(i as u128 + 1);
                Attachment {
                    description,
                    ..pack(&name, &content, id)
                }
            });
        packed.collect()
    })
}

const SIGNATURE: &str =
    "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">\r\n<SignedInfo/></Signature>";

/// A document that the strict writer takes.
pub fn document() -> impl Strategy<Value = Document> {
    let trace = (organ_id(), time()).prop_map(|(id, at)| Trace {
        organ_id: Some(id),
        at: Some(at),
    });
    let signer =
        (of(text(60)), of(text(60)), text(50)).prop_map(|(competence, position, name)| Signer {
            competence,
            position,
            full_name: Some(name),
        });
    let kind =
        (1i64..3, of(any::<i64>()), of(text(60))).prop_map(|(number, detail, name)| DocumentKind {
            number,
            detail,
            name,
        });
    let head = (
        organisation(organ_id()),
        receivers(),
        of(text(60)),
        text(11),
        text(30),
        of(text(50)),
        day(),
    );
    let middle = (
        of(kind),
        text(60),
        of(text(60)),
        of(signer),
        of(day()),
        of(other()),
    );
    let tail = (
        vec(answering(), 0..3),
        of(1i64..4),
        vec(text(60), 0..3),
        vec(trace, 1..3),
        business(),
    );
    (
        head,
        middle,
        tail,
        of(Just(SIGNATURE.to_owned())),
        attachments(),
    )
        .prop_map(|(head, middle, tail, signature, attachments)| {
            let (from, to, id, number, notation, place, promulgated) = head;
            let (kind, subject, content, signer, due, other) = middle;
            let (answers, steering, places, traces, business) = tail;
            let code = Code {
                number: cut(&number, 11),
                notation: cut(&notation, 30),
            };
            let business = Some(business);
            Document {
                from,
                to,
                id,
                code,
                place,
                promulgated,
                kind,
                subject,
                content,
                signer,
                due,
                other,
                answers,
                steering,
                places,
                traces,
                business,
                signature,
                attachments,
            }
        })
}

fn cut(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    cut.trim().to_owned()
}

/// A status that the strict writer takes.
pub fn status() -> impl Strategy<Value = Status> {
    let answers = (organ_id(), text(40), text(60), of(day())).prop_map(
        |(organ_id, code, id, promulgated)| Answering {
            organ_id: Some(organ_id),
            code: Some(code),
            document_id: Some(id),
            promulgated,
        },
    );
    let code = prop::sample::select(StatusCode::ALL.to_vec());
    (
        organisation(organ_id()),
        answers,
        of(staff()),
        code,
        of(text(60)),
        time(),
    )
        .prop_map(|(from, answers, staff, code, description, at)| Status {
            from,
            answers,
            staff,
            code,
            description,
            at,
        })
}
