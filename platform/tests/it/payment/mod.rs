//! The payment platform over HTTP, with a bank and a partner nobody of the platform wrote.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};
use clock::Clock;
use jiff::SignedDuration;
use jiff::civil::date;
use platform::payment::bank_wire::{Notice, Order, Result as BankResult};
use platform::payment::{Bank, Partner, Payment, Settings};
use platform::{Component, Keep, Opening, Running, serve};
use protocols::payment::{Ask, Bill, Confirm, ConfirmReply, Init, InitReply, QueryReply, hash};

mod model;

const SECRET: &str = "partner-secret";
const BANK_SECRET: &str = "bank-secret";

/// How the bank answers `collect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    Pays,
    Refuses,
    Late,
    OtherAmount,
    Silent,
}

/// Bank and partner in one place: what each saw is the truth the platform is measured by.
struct Outside {
    habit: Habit,
    collected: BTreeMap<String, i64>,
    partner_takes: bool,
    confirmed: Vec<Confirm>,
}

type Shared = Arc<Mutex<Outside>>;

async fn bank(
    State(outside): State<Shared>,
    Path(what): Path<String>,
    Json(order): Json<Order>,
) -> Result<Json<Notice>, http::StatusCode> {
    assert!(order.is_sound(BANK_SECRET));
    let mut outside = outside.lock().expect("whole");
    let habit = outside.habit;
    if what == "collect" && habit != Habit::Refuses {
        let amount = if habit == Habit::OtherAmount {
            order.amount + 1
        } else {
            order.amount
        };
        outside
            .collected
            .entry(order.order.clone())
            .or_insert(amount);
    }
    match (habit, what.as_str()) {
        (Habit::Silent, _) => Err(http::StatusCode::BAD_GATEWAY),
        (Habit::Late, "collect") => Ok(Json(
            Notice {
                order: order.order,
                ..Notice::default()
            }
            .sealed(BANK_SECRET),
        )),
        _ => Ok(Json(notice(&outside, &order.order))),
    }
}

fn notice(outside: &Outside, order: &str) -> Notice {
    let amount = outside.collected.get(order).copied();
    Notice {
        order: order.to_owned(),
        result: if amount.is_some() {
            BankResult::Paid
        } else {
            BankResult::Refused
        },
        amount: amount.unwrap_or(0),
        movement: if amount.is_some() {
            format!("M-{order}")
        } else {
            String::new()
        },
        check: String::new(),
    }
    .sealed(BANK_SECRET)
}

async fn partner(
    State(outside): State<Shared>,
    Json(confirm): Json<Confirm>,
) -> Json<ConfirmReply> {
    confirm.check(SECRET).expect("a sound hash");
    let mut outside = outside.lock().expect("whole");
    let outcome = if outside.partner_takes { "00" } else { "99" };
    let reply = ConfirmReply {
        outcome: outcome.into(),
        reference: confirm.reference.clone(),
        ..ConfirmReply::default()
    };
    outside.confirmed.push(confirm);
    Json(reply)
}

struct World {
    payment: Payment,
    clock: Clock,
    running: Running,
    outside: Shared,
    others: Running,
    http: reqwest::Client,
}

async fn raise(keep: Keep, outside: Option<(Shared, Running)>) -> World {
    let clock = Clock::controlled(date(2026, 11, 23).at(14, 0, 0, 0));
    let (outside, others) = match outside {
        Some(known) => known,
        None => {
            let outside: Shared = Arc::new(Mutex::new(Outside {
                habit: Habit::Pays,
                collected: BTreeMap::new(),
                partner_takes: true,
                confirmed: Vec::new(),
            }));
            let router = Router::new()
                .route("/bank/{what}", post(bank))
                .route("/DvcPayment/Confirm", post(partner))
                .with_state(outside.clone());
            let others = serve::serve(
                router,
                platform::Limits::default(),
                ([127, 0, 0, 1], 0).into(),
            )
            .await
            .expect("bound");
            (outside, others)
        }
    };
    let payment = Payment::open(Opening {
        settings: Settings::default(),
        keep,
        clock: clock.clone(),
        public_url: "http://payment.example".into(),
    })
    .expect("opened");
    for code in ["H49", "H50"] {
        payment
            .register_partner(Partner {
                code: code.into(),
                name: "UBND tỉnh".into(),
                secret: SECRET.into(),
                confirm_url: format!("{}/DvcPayment/Confirm", others.url),
                return_url: String::new(),
            })
            .await
            .expect("kept");
    }
    let bank = Bank {
        code: "VCB".into(),
        name: "Vietcombank <b>".into(),
        secret: BANK_SECRET.into(),
        url: format!("{}/bank", others.url),
    };
    payment.register_bank(bank).await.expect("kept");
    let running = payment
        .serve(([127, 0, 0, 1], 0).into())
        .await
        .expect("bound");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .tls_certs_only([])
        .build()
        .expect("a client");
    World {
        payment,
        clock,
        running,
        outside,
        others,
        http,
    }
}

impl World {
    fn init(&self, reference: &str) -> Init {
        Init {
            partner: "H49".into(),
            reference: reference.into(),
            amount: "135000".into(),
            description: "Lệ phí đổi giấy phép lái xe".into(),
            at: protocols::payment::time::write(self.clock.now()),
            ip: "127.0.0.1".into(),
            bill: Bill {
                payer: "Nguyễn Thị Ngọc Ánh".into(),
                agency_name: "Sở Giao thông vận tải tỉnh Quảng Ninh".into(),
                procedure_name: "Đổi giấy phép lái xe do ngành Giao thông vận tải cấp".into(),
                ..Bill::default()
            },
            ..Init::default()
        }
    }

    async fn send(&self, message: &impl serde::Serialize) -> Vec<u8> {
        let url = format!("{}/payment", self.running.url);
        self.http
            .post(url)
            .json(message)
            .send()
            .await
            .expect("answered")
            .bytes()
            .await
            .expect("whole")
            .to_vec()
    }

    async fn begin(&self, init: Init) -> InitReply {
        serde_json::from_slice(&self.send(&init.sealed(SECRET)).await).expect("a reply")
    }

    async fn choose(&self, reply: &InitReply, form: &'static str) -> String {
        let url = reply
            .url()
            .expect("accepted")
            .replace("http://payment.example", &self.running.url);
        let request = self
            .http
            .post(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form);
        request
            .send()
            .await
            .expect("answered")
            .text()
            .await
            .expect("a page")
    }

    async fn query(&self, reference: &str) -> QueryReply {
        let ask = Ask::new("QUERY", "H49", reference, self.clock.now()).sealed(SECRET);
        serde_json::from_slice(&self.send(&ask).await).expect("a reply")
    }

    fn outside(&self) -> std::sync::MutexGuard<'_, Outside> {
        self.outside.lock().expect("whole")
    }
}

const PAY: &str = "action=pay&bank=VCB";

#[tokio::test]
async fn a_payment_from_init_to_receipt() {
    let world = raise(Keep::Memory, None).await;
    let reply = world.begin(world.init("dvc1")).await;
    assert_eq!(world.query("dvc1").await.state, "3");
    let again = world.begin(world.init("dvc1")).await;
    assert_eq!(again, reply, "the same INIT begins nothing new");
    let page = world.choose(&reply, PAY).await;
    assert!(page.contains("data-state=\"paid\""), "{page}");
    assert!(
        world
            .choose(&reply, PAY)
            .await
            .contains("data-state=\"paid\"")
    );
    assert_eq!(world.query("dvc1").await.state, "1");
    let confirmed = world.outside().confirmed.clone();
    assert_eq!(confirmed.len(), 1);
    assert_eq!(
        (confirmed[0].outcome.as_str(), confirmed[0].amount.as_str()),
        ("00", "135000")
    );
    let bill = world
        .send(&Ask::new("GET_BILL", "H49", "dvc1", world.clock.now()).sealed(SECRET))
        .await;
    assert!(bill.starts_with(b"%PDF-1.4"));
    match pdftotext(&bill) {
        None => println!("skipped: pdftotext is not installed"),
        Some(text) => {
            for expected in [
                "Nguyễn Thị Ngọc Ánh",
                "135000 đồng",
                "Đổi giấy phép lái xe",
                "Quảng Ninh",
                "dvc1",
            ] {
                assert!(text.contains(expected), "{expected} in {text}");
            }
        }
    }
    let day = world
        .send(&Ask::new("RECONCILE", "H49", "20261123", world.clock.now()).sealed(SECRET))
        .await;
    assert!(String::from_utf8(day).expect("text").contains("dvc1,GD"));
    let audit = world.payment.audit().await.expect("read");
    assert!(audit.is_sound(), "{audit:?}");
    assert_eq!(audit.recounted["partner:H49"], -135_000);
}

fn pdftotext(pdf: &[u8]) -> Option<String> {
    let mut child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(pdf)
        .expect("read");
    Some(String::from_utf8(child.wait_with_output().expect("ends").stdout).expect("text"))
}

#[tokio::test]
async fn what_is_wrong_is_refused_by_name() {
    let world = raise(Keep::Memory, None).await;
    let refused = |init: Init| async { world.begin(init).await };
    let twelve = protocols::payment::time::write_twelve_hours(world.clock.now());
    for (init, code, word) in [
        (
            Init {
                at: twelve,
                ..world.init("a")
            },
            "07",
            "12-hour",
        ),
        (
            Init {
                amount: "0".into(),
                ..world.init("a")
            },
            "04",
            "SoTien",
        ),
        (
            Init {
                amount: "135.000".into(),
                ..world.init("a")
            },
            "04",
            "SoTien",
        ),
        (
            Init {
                version: "1.0.5".into(),
                ..world.init("a")
            },
            "01",
            "PhienBan",
        ),
        (
            Init {
                partner: "H99".into(),
                ..world.init("a")
            },
            "02",
            "MaDoiTac",
        ),
        (world.init("hai dòng"), "01", "MaThamChieu"),
    ] {
        let reply = refused(init).await;
        assert_eq!(reply.error_code, code, "{reply:?}");
        assert!(reply.message.contains(word), "{reply:?}");
    }
    let mut fields = hash::INIT.fields.to_vec();
    fields.sort_unstable();
    let mut other = world.init("a");
    other.hash = hash::INIT.hash_reordered(&other, SECRET, &fields);
    let reply: InitReply = serde_json::from_slice(&world.send(&other).await).expect("a reply");
    assert_eq!(reply.error_code, "03");
    assert!(
        reply.message.contains("SHA-256(LoaiBanTin|PhienBan|"),
        "{reply:?}"
    );
    world.begin(world.init("b")).await.url().expect("accepted");
    let other = Init {
        amount: "115000".into(),
        ..world.init("b")
    };
    assert_eq!(world.begin(other).await.error_code, "05");
    let foreign = Ask::new("QUERY", "H50", "b", world.clock.now()).sealed(SECRET);
    let reply: QueryReply = serde_json::from_slice(&world.send(&foreign).await).expect("a reply");
    assert_eq!((reply.outcome.as_str(), reply.state.as_str()), ("06", ""));
    let log = world.payment.log(0, 100).await.expect("read");
    assert_eq!(log.iter().filter(|line| line.outcome != "00").count(), 9);
    assert!(world.payment.journal().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_confirm_that_is_not_taken_is_sent_again_until_it_is() {
    let world = raise(Keep::Memory, None).await;
    world.outside().partner_takes = false;
    let reply = world.begin(world.init("dvc1")).await;
    world.choose(&reply, PAY).await;
    assert_eq!(world.payment.deliver_due().await.expect("kept").waiting, 1);
    assert_eq!(world.outside().confirmed.len(), 1, "not before its time");
    world
        .clock
        .advance(SignedDuration::from_mins(1))
        .expect("controlled");
    world.outside().partner_takes = true;
    let delivery = world.payment.deliver_due().await.expect("kept");
    assert_eq!((delivery.taken, delivery.waiting), (1, 0));
    let confirmed = world.outside().confirmed.clone();
    assert_eq!(confirmed.len(), 2);
    assert_eq!(confirmed[0], confirmed[1]);
}

#[tokio::test]
async fn another_amount_pays_nothing_and_is_not_lost() {
    let world = raise(Keep::Memory, None).await;
    world.outside().habit = Habit::OtherAmount;
    let reply = world.begin(world.init("dvc1")).await;
    world.choose(&reply, PAY).await;
    assert_eq!(world.query("dvc1").await.state, "4");
    let audit = world.payment.audit().await.expect("read");
    assert!(audit.is_sound());
    assert_eq!(audit.recounted["suspense"], -135_001);
}
