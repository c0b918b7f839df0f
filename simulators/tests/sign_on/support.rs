//! A provider, portals and people.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU16, Ordering};

use clock::Clock;
use jiff::civil::date;
use platform::identity::{Account, Client, Identity, Realm, Settings};
use platform::serve::serve;
use platform::{Component, Keep, Limits, Opening, Running};
use protocols::oidc::claims::{Claims, Level};
use protocols::oidc::jws::Algorithm;
use simulators::browser::Browser;
use simulators::relying_party::{Habits, Membership, RelyingParty};

pub const PASSWORD: &str = "mat khau 1";

/// A free port, another one each time, below those that a machine gives to whoever asks for any: nobody takes it meanwhile.
pub fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 19_000 + u16::try_from(std::process::id() % 900).unwrap_or(0);
    let untried = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed));
    let is_free = |port: &u16| std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let port = untried.take(1_000).find(is_free).expect("a free port");
    (Ipv4Addr::LOCALHOST, port).into()
}

pub struct Provider {
    pub identity: Identity,
    pub url: String,
    pub clock: Clock,
    _running: Running,
}

pub fn monday() -> Clock {
    Clock::controlled(date(2026, 11, 23).at(9, 0, 0, 0))
}

pub async fn provider(settings: Settings, clock: &Clock, keep: Keep) -> Provider {
    let address = free_address();
    let url = format!("http://{address}");
    let identity = Identity::open(Opening {
        settings,
        keep,
        clock: clock.clone(),
        public_url: url.clone(),
    })
    .expect("opened");
    let running = identity.serve(address).await.expect("served");
    Provider {
        identity,
        url,
        clock: clock.clone(),
        _running: running,
    }
}

pub struct Portal {
    pub party: RelyingParty,
    _running: Running,
}

impl Provider {
    pub async fn sound() -> Self {
        provider(Settings::default(), &monday(), Keep::Memory).await
    }

    pub async fn portal(&self, id: &str, habits: Habits) -> Portal {
        self.portal_in(id, habits, Realm::Citizens, Algorithm::Rs256)
            .await
    }

    pub async fn portal_in(
        &self,
        id: &str,
        habits: Habits,
        realm: Realm,
        algorithm: Algorithm,
    ) -> Portal {
        let address = free_address();
        let membership = Membership {
            provider: self.url.clone(),
            client_id: id.into(),
            client_secret: format!("secret of {id}"),
            level: "LoA1".into(),
            own_url: format!("http://{address}"),
        };
        let party = RelyingParty::new(membership, habits, self.clock.clone(), 7);
        self.identity
            .register_client(client_of(&party, realm, algorithm))
            .await
            .expect("registered");
        let running = serve(party.router(), Limits::default(), address)
            .await
            .expect("served");
        Portal {
            party,
            _running: running,
        }
    }

    pub async fn citizen(&self, number: u32) -> Account {
        let account = citizen(number);
        self.identity
            .register_accounts(vec![account.clone()])
            .await
            .expect("registered");
        account
    }

    pub async fn outcomes(&self, operation: &str) -> Vec<String> {
        let log = self.identity.log(0, 10_000).await.expect("log");
        log.into_iter()
            .filter(|line| line.operation == operation)
            .map(|line| line.outcome)
            .collect()
    }
}

pub fn client_of(party: &RelyingParty, realm: Realm, algorithm: Algorithm) -> Client {
    let membership = party.membership();
    Client {
        id: membership.client_id.clone(),
        secret: Some(membership.client_secret.clone()),
        name: "Cổng dịch vụ công".into(),
        realm,
        redirects: vec![party.callback()],
        after_logout: vec![format!("{}/", membership.own_url)],
        back_channel: Some(format!("{}/backchannel", membership.own_url)),
        algorithm,
    }
}

pub fn citizen(number: u32) -> Account {
    let id = format!("000095{number:06}");
    Account {
        realm: Realm::Citizens,
        username: id.clone(),
        password: PASSWORD.into(),
        level: Level::One,
        claims: Claims {
            sub: format!("sub-{number}"),
            kind: Some("1".into()),
            tech_id: Some(format!("tech-{number}")),
            personal_id: Some(id),
            name: Some(format!("Nguyễn Văn {number}")),
            phone: Some(format!("0000{number:06}")),
            ..Claims::default()
        },
    }
}

/// A browser that has logged in at a portal.
pub async fn logged_in(portal: &Portal, account: &Account) -> Browser {
    let mut browser = Browser::new();
    let page = browser
        .open(&portal.party.login_address("/ho-so?x=1"))
        .await
        .expect("the login page");
    assert_eq!(page.status, 200, "{}", page.body);
    let page = browser
        .log_in(&account.username, PASSWORD)
        .await
        .expect("logged in");
    assert_eq!(
        (page.status, page.query("x").as_deref()),
        (200, Some("1")),
        "{}",
        page.body
    );
    browser
}
