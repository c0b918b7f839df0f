//! What a target file may lead to: a sound axis, and everything else that can answer in its place.

use clock::Clock;
use jiff::SignedDuration;
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use protocols::vxp::sign::Credentials;
use simulators::{Connection, DocumentSystem, Draft, Face, Identity};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::certificates::{Certificates, Leaf};

/// The systems that the sound axis knows: agency, system id, secret.
const SYSTEMS: [(&str, &str, &str); 3] = [
    ("000.00.00.G15", "g15", "s3cret-of-g15"),
    ("000.00.00.H37", "h37", "s3cret-of-h37"),
    ("000.00.00.H41", "h41", "s3cret-of-h41"),
];

/// What answers at the address.
#[derive(Clone, Copy)]
pub enum Server {
    /// The reference axis.
    Axis,
    /// The reference axis that knows system g15 for another agency, and has a document for that one.
    OtherAgency,
    /// The reference axis whose own clock is this many seconds off; its HTTP dates are right.
    Off(i64),
    /// The reference axis behind TLS with this certificate.
    Tls(Leaf),
    /// Reads a request, answers these bytes and closes.
    Answers(&'static str),
    /// Answers without having been asked.
    Greets(&'static [u8]),
    /// Reads and never answers.
    Silent,
    /// Closes at once.
    Closes,
    /// Nobody listens.
    Nobody,
}

/// A server that ends with its owner.
pub struct Standing {
    pub port: u16,
    /// The axis at this port, or the one behind a front.
    axis: Option<Running>,
    task: Option<JoinHandle<()>>,
}

impl Drop for Standing {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl Server {
    pub async fn start(self, certificates: &Certificates) -> Standing {
        match self {
            Self::Axis => axis(Clock::system()).await,
            Self::Off(seconds) => {
                axis(Clock::system_shifted(SignedDuration::from_secs(seconds))).await
            }
            Self::OtherAgency => other_agency().await,
            Self::Tls(leaf) => tls(leaf, certificates).await,
            Self::Answers(text) => {
                each(move |mut stream| async move {
                    read_head(&mut stream).await;
                    let _ = stream
                        .write_all(text.replace('\n', "\r\n").as_bytes())
                        .await;
                    let _ = stream.shutdown().await;
                })
                .await
            }
            Self::Greets(bytes) => {
                each(move |mut stream| async move {
                    let _ = stream.write_all(bytes).await;
                    read_to_end(&mut stream).await;
                })
                .await
            }
            Self::Silent => each(|mut stream| async move { read_to_end(&mut stream).await }).await,
            Self::Closes => each(|stream| async move { drop(stream) }).await,
            Self::Nobody => {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let port = listener.local_addr().expect("an address").port();
                Standing {
                    port,
                    axis: None,
                    task: None,
                }
            }
        }
    }
}

/// A task for each connection.
async fn each<F, W>(answer: F) -> Standing
where
    F: Fn(TcpStream) -> W + Send + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    Standing {
        port,
        axis: None,
        task: Some(task),
    }
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if !matches!(stream.read_buf(&mut head).await, Ok(1..)) {
            return;
        }
    }
}

async fn read_to_end(stream: &mut TcpStream) {
    let mut bytes = [0; 1024];
    while matches!(stream.read(&mut bytes).await, Ok(1..)) {}
}

async fn open(clock: Clock) -> Axis {
    let axis = Axis::open(Settings::default(), Keep::Memory, clock).expect("an axis");
    for (agency, system, secret) in SYSTEMS {
        axis.register_agency(AgencyRecord::new(agency, agency))
            .await
            .expect("an agency");
        axis.register_system(agency, system, secret)
            .await
            .expect("a system");
    }
    axis
}

async fn serve(axis: &Axis) -> Standing {
    let running = axis
        .serve(([127, 0, 0, 1], 0).into())
        .await
        .expect("a port");
    let (_, port) = running.url.rsplit_once(':').expect("a port");
    Standing {
        port: port.parse().expect("a number"),
        axis: Some(running),
        task: None,
    }
}

async fn axis(clock: Clock) -> Standing {
    serve(&open(clock).await).await
}

async fn other_agency() -> Standing {
    let axis = open(Clock::system()).await;
    let (other, ..) = SYSTEMS[2];
    let (_, system, secret) = SYSTEMS[0];
    axis.register_system(other, system, secret)
        .await
        .expect("a system");
    let running = serve(&axis).await;
    let (agency, system, secret) = SYSTEMS[1];
    let connection = Connection {
        url: format!("http://127.0.0.1:{}", running.port),
        face: Face::Vxp,
        credentials: Credentials {
            system_id: system.to_owned(),
            secret: secret.to_owned(),
        },
    };
    let sender = DocumentSystem::new(
        Identity::new(agency, agency),
        connection,
        Clock::system(),
        1,
    );
    let draft = Draft::new("Công văn").to(&Identity::new(other, other));
    sender.send(draft).await.expect("the axis takes it");
    running
}

async fn tls(leaf: Leaf, certificates: &Certificates) -> Standing {
    let acceptor = certificates.acceptor(leaf);
    let mut behind = axis(Clock::system()).await;
    let port = behind.port;
    let mut front = each(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            if let Ok(mut axis) = TcpStream::connect(("127.0.0.1", port)).await {
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut axis).await;
            }
        }
    })
    .await;
    front.axis = behind.axis.take();
    front
}
