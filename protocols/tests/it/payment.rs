//! Payment messages: what is written is read, and every hash order agrees with the openssl command.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use protocols::payment::hash::{HashError, INIT, ORDERS, Scheme};
use protocols::payment::lookup::{Answer, Payable};
use protocols::payment::{Ask, Bill, Confirm, Fee, Init, InitReply, Item, keypay, read};
use serde_json::{Map, Value};

const SECRET: &str = "khoá-bí-mật-thử";

fn init() -> impl Strategy<Value = Init> {
    (
        "[A-Z0-9.]{1,20}",
        "dvc[A-Za-z0-9]{1,40}",
        1_i64..100_000_000,
        "\\PC{0,60}",
        "[0-9]{14}",
        "\\PC{0,40}",
    )
        .prop_map(
            |(partner, reference, amount, description, at, payer)| Init {
                partner,
                reference,
                amount: amount.to_string(),
                description,
                at,
                ip: "127.0.0.1".into(),
                bill: Bill {
                    procedure_code: "1.002820".into(),
                    service_code: "1.002820.01".into(),
                    payer,
                    fees: vec![Fee {
                        amount: amount.to_string(),
                        ..Fee::default()
                    }],
                    items: vec![Item {
                        purpose: "Lệ phí".into(),
                        amount: amount.to_string(),
                    }],
                    ..Bill::default()
                },
                ..Init::default()
            },
        )
}

proptest! {
    #[test]
    fn a_message_is_read_as_it_was_written(init in init()) {
        let sealed = init.sealed(SECRET);
        let written = serde_json::to_vec(&sealed).expect("plain data");
        let back: Init = read(&written).expect("readable");
        prop_assert_eq!(&back, &sealed);
        prop_assert_eq!(back.check(SECRET), Ok(()));
        prop_assert!(back.bill.flaws(back.amount.parse().expect("digits")).is_empty());
        let wrong = back.check("another").expect_err("another secret");
        let told_nothing = matches!(&wrong, HashError::Wrong { .. });
        prop_assert!(told_nothing);
        prop_assert!(!wrong.to_string().contains(&sealed.hash));
    }

    #[test]
    fn any_hashed_field_changed_is_seen(init in init(), at in 0..INIT.fields.len()) {
        let sealed = init.sealed(SECRET);
        let mut object = serde_json::to_value(&sealed).expect("plain data");
        let field = INIT.fields[at];
        let changed = format!("{}x", object[field].as_str().expect("text"));
        object[field] = Value::String(changed);
        prop_assert!(INIT.check(&object, SECRET).is_err());
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes: Vec<u8>, text in "\\PC{0,80}") {
        let _ = read::<Init>(&bytes);
        let _ = read::<Confirm>(text.as_bytes());
        let _ = read::<Ask>(text.as_bytes());
        let _ = Answer::read(&bytes);
    }
}

#[test]
fn another_order_is_refused_and_the_right_one_named() {
    let message = Init {
        partner: "H49".into(),
        reference: "dvc1".into(),
        amount: "135000".into(),
        ..Init::default()
    };
    let mut sorted = INIT.fields.to_vec();
    sorted.sort_unstable();
    let mut wrong = message.clone();
    wrong.hash = INIT.hash_reordered(&message, SECRET, &sorted);
    let told = wrong.check(SECRET).expect_err("another order").to_string();
    assert!(
        told.contains("SHA-256(LoaiBanTin|PhienBan|MaDoiTac|MaThamChieu|SoTien"),
        "{told}"
    );
    assert!(
        told.contains("found the hash of SHA-256(Ip|LoaiBanTin|"),
        "{told}"
    );
    let hmac = protocols::payment::Order {
        scheme: Scheme::HmacSha256,
        ..INIT
    };
    wrong.hash = hmac.hash(&message, SECRET);
    assert!(
        wrong
            .check(SECRET)
            .expect_err("an HMAC")
            .to_string()
            .contains("found the hash of HMAC-SHA256(")
    );
    wrong.hash.clear();
    assert!(matches!(
        wrong.check(SECRET),
        Err(HashError::Missing { .. })
    ));
}

/// `openssl dgst`, `None` when it is not installed.
fn openssl(arguments: &[&str], text: &str) -> Option<String> {
    let mut child = Command::new("openssl")
        .arg("dgst")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(text.as_bytes())
        .expect("openssl reads");
    let output = child.wait_with_output().expect("openssl ends");
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("text");
    Some(said.trim().rsplit(' ').next().expect("a hash").to_owned())
}

#[test]
fn every_order_agrees_with_openssl() {
    if openssl(&["-sha256"], "").is_none() {
        println!("skipped: openssl is not installed");
        return;
    }
    for order in ORDERS {
        let mut message = Map::new();
        for (at, field) in order.fields.iter().enumerate() {
            message.insert(
                (*field).to_owned(),
                Value::String(format!("giá trị {at} của {field}")),
            );
        }
        let values: Vec<&str> = order
            .fields
            .iter()
            .map(|f| message[*f].as_str().expect("text"))
            .collect();
        let key = format!("key:{SECRET}");
        let expected = match order.scheme {
            Scheme::Sha256WithSecretLast => {
                openssl(&["-sha256"], &format!("{}|{SECRET}", values.join("|")))
            }
            Scheme::HmacSha256 => openssl(
                &["-sha256", "-mac", "HMAC", "-macopt", &key],
                &values.join("|"),
            ),
            Scheme::HmacSha1 => openssl(
                &["-sha1", "-mac", "HMAC", "-macopt", &key],
                &values.concat(),
            ),
        };
        assert_eq!(
            Some(order.hash(&Value::Object(message.clone()), SECRET)),
            expected,
            "{}",
            order.message
        );
    }
}

#[test]
fn the_reply_to_init_is_json_inside_a_string() {
    let reply = InitReply::accepted("http://127.0.0.1/pay/1");
    let written = serde_json::to_string(&reply).expect("plain data");
    assert_eq!(
        written,
        r#"{"error_code":"0","message":"{\"UrlThanhToan\":\"http://127.0.0.1/pay/1\"}"}"#
    );
    assert_eq!(reply.url().as_deref(), Ok("http://127.0.0.1/pay/1"));
    let no_json = InitReply {
        message: "Thành công".into(),
        ..reply
    };
    assert!(no_json.url().is_err());
}

#[test]
fn the_reverse_look_up_means_the_inverse() {
    let payable = Answer::Payable(Box::new(Payable {
        code: "x20261123090000".into(),
        amount: "135000".into(),
        ..Payable::default()
    }));
    assert!(payable.write().starts_with(r#"{"error_code":"1""#));
    assert!(Answer::Nothing.write().starts_with(r#"{"error_code":"0""#));
    for answer in [payable, Answer::Nothing, Answer::Failed("không rõ".into())] {
        assert_eq!(Answer::read(answer.write().as_bytes()), answer);
    }
}

#[test]
fn cut_ids_of_keypay_collide() {
    let file = "1234567890123456789";
    assert_eq!(keypay::cut_id(file, "a1").len(), keypay::ID_LIMIT);
    assert_eq!(keypay::cut_id(file, "a1"), keypay::cut_id(file, "b2"));
    let create = keypay::Create {
        client_id: "c".into(),
        trans_amount: "1".into(),
        ..keypay::Create::default()
    }
    .sealed(SECRET);
    assert_eq!(create.check(SECRET), Ok(()));
    assert!(create.check("key 2").is_err());
}
