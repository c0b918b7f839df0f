//! A trouble as it stands between the program and a sound axis.

use std::net::SocketAddr;
use std::path::Path;

use clock::Clock;
use harness::tap::{Endpoint, Tap};
use harness::{Recorder, Target};
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::troubles::{Change, Listener, Plant};

const TARGET: &str = r#"
[roles.axis]
binding = "external"
under_test = true
url = "URL"
vxp_path = "/XrdAdapter/adapter"
lgsp_path = ""
deadline = "400ms"
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "G15"
[[roles.axis.systems]]
agency = "000.00.00.H36"
name = "UBND tỉnh Lâm Đồng"
system_id = "h36"
secret_env = "H36"
"#;

/// A trouble as it stands: what must live while it is tried, and the target that leads into it.
pub struct Standing {
    pub target: Target,
    _axis: Option<(Axis, Running)>,
    _line: Option<Tap>,
    _listener: Option<tokio::task::JoinHandle<()>>,
}

const HERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

pub async fn raise(plant: &Plant) -> Standing {
    if let Plant::Listener(kind) = plant {
        let (url, listener) = listen(*kind).await;
        return Standing {
            target: target(&TARGET.replace("URL", &url), "secret of g15"),
            _axis: None,
            _line: None,
            _listener: listener,
        };
    }
    let now = Clock::system().now();
    let (clock, settings) = match plant {
        Plant::Clock(hours) => {
            let there = now
                .checked_add(jiff::SignedDuration::from_hours(*hours))
                .expect("a time");
            (
                Clock::controlled(there),
                Settings {
                    timestamp_max_age_seconds: 600,
                    timestamp_max_future_seconds: 600,
                    ..Settings::default()
                },
            )
        }
        Plant::Axis(defect) => (
            Clock::system(),
            Settings {
                defect: Some((*defect).to_owned()),
                ..Settings::default()
            },
        ),
        _ => (Clock::system(), Settings::default()),
    };
    let axis = Axis::open(settings, Keep::Memory, clock).expect("an axis");
    register(&axis, plant).await;
    let running = axis.serve(HERE).await.expect("it listens");
    let line = Tap::open(
        HERE,
        Endpoint::new("axis", &running.url),
        Clock::system(),
        Recorder::nowhere().scenario("line"),
    )
    .await
    .expect("a line");
    if let Plant::Line(rules) = plant {
        rules().into_iter().for_each(|rule| line.add_rule(rule));
    }
    let mut text = TARGET.replace("URL", line.url());
    if let Plant::File(find, replace) = plant {
        assert!(text.contains(find), "{find} stands in the file");
        text = text.replace(find, replace);
    }
    let secret = if let Plant::Secret(secret) = plant {
        secret
    } else {
        "secret of g15"
    };
    Standing {
        target: target(&text, secret),
        _axis: Some((axis, running)),
        _line: Some(line),
        _listener: None,
    }
}

async fn register(axis: &Axis, plant: &Plant) {
    for (code, name) in [
        ("000.00.00.G15", "Bộ Tư pháp"),
        ("000.00.00.H36", "UBND tỉnh Lâm Đồng"),
        ("000.00.00.H41", "UBND tỉnh Nghệ An"),
    ] {
        axis.register_agency(AgencyRecord::new(code, name))
            .await
            .expect("registered");
    }
    let second = match plant {
        Plant::Directory(Change::Nothing) => return,
        Plant::Directory(Change::OtherAgency) => "000.00.00.H41",
        _ => "000.00.00.H36",
    };
    axis.register_system("000.00.00.G15", "g15", "secret of g15")
        .await
        .expect("registered");
    axis.register_system(second, "h36", "secret of h36")
        .await
        .expect("registered");
    if matches!(plant, Plant::Directory(Change::Closed)) {
        axis.close_agency("000.00.00.H36").await.expect("closed");
    }
}

fn target(text: &str, first: &str) -> Target {
    let environment = |name: &str| {
        Some(if name == "G15" {
            first.to_owned()
        } else {
            "secret of h36".to_owned()
        })
    };
    Target::parse(Path::new("target.toml"), text, &environment).expect("the file is sound")
}

async fn listen(kind: Listener) -> (String, Option<tokio::task::JoinHandle<()>>) {
    if matches!(kind, Listener::Nobody) {
        // A port that no machine gives to anybody.
        return ("http://127.0.0.1:1".to_owned(), None);
    }
    let listener = TcpListener::bind(HERE).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let serve = async move {
        let mut taken = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            match kind {
                Listener::Mute => taken.push(stream),
                Listener::Mail => {
                    // Whoever hangs up early has seen enough.
                    let _ = stream.write_all(b"220 mail.example.vn ESMTP\r\n").await;
                    let _ = stream.read(&mut [0; 4096]).await;
                    taken.push(stream);
                }
                Listener::Nobody | Listener::Closing => drop(stream),
            }
        }
    };
    (url, Some(tokio::spawn(serve)))
}
