//! Codes, tokens and sessions against a model of a few lines: whatever is asked in whatever order, the provider agrees with it.

use jiff::SignedDuration;
use proptest::prelude::*;
use simulators::browser::Browser;
use simulators::relying_party::Habits;

use crate::support::*;

/// Something that happens; numbers pick one of what there is.
#[derive(Clone, Copy, Debug)]
enum Act {
    Login,
    Redeem(usize),
    RedeemAsOther(usize),
    Refresh(usize),
    Revoke(usize),
    Logout(usize),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Login),
        4 => (0..8usize).prop_map(Act::Redeem),
        1 => (0..8usize).prop_map(Act::RedeemAsOther),
        3 => (0..8usize).prop_map(Act::Refresh),
        1 => (0..8usize).prop_map(Act::Revoke),
        1 => (0..8usize).prop_map(Act::Logout),
        2 => prop_oneof![Just(1), Just(30), Just(61), Just(1_801)].prop_map(Act::Wait),
    ]
}

/// One login: its code, and the tokens made from it, newest last.
#[derive(Default)]
struct Grant {
    code: String,
    given: i64,
    used: bool,
    dead: bool,
    tokens: Vec<Pair>,
}

struct Pair {
    access: String,
    refresh: String,
    id_token: String,
    given: i64,
    turned: bool,
}

struct Run {
    provider: Provider,
    ours: Portal,
    theirs: Portal,
    now: i64,
    grants: Vec<Grant>,
}

impl Run {
    async fn login(&mut self) {
        let mut browser = Browser::new();
        let address = format!(
            "{}/oauth2/authorize?response_type=code&client_id=a&redirect_uri={}&scope=openid",
            self.provider.url,
            self.ours.party.callback()
        );
        browser.open(&address).await.expect("a page");
        let page = browser
            .log_in(&citizen(1).username, PASSWORD)
            .await
            .expect("a page");
        self.grants.push(Grant {
            code: page.query("code").expect("a code"),
            given: self.now,
            ..Grant::default()
        });
    }

    fn keep(&mut self, index: usize, answer: &serde_json::Value) {
        let text = |name: &str| answer[name].as_str().expect(name).to_owned();
        let pair = Pair {
            access: text("access_token"),
            refresh: text("refresh_token"),
            id_token: text("id_token"),
            given: self.now,
            turned: false,
        };
        self.grants[index].tokens.push(pair);
    }

    async fn redeem(&mut self, index: usize) {
        let callback = self.ours.party.callback();
        let code = self.grants[index].code.clone();
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", &callback),
        ];
        let (_, heard) = self
            .ours
            .party
            .ask_for_tokens(&fields)
            .await
            .expect("an answer");
        let (now, grant) = (self.now, &mut self.grants[index]);
        let good = !grant.used && !grant.dead && now < grant.given + 60;
        grant.dead |= grant.used;
        assert_eq!(heard.status == 200, good, "redeem {index}: {}", heard.body);
        if good {
            grant.used = true;
            self.keep(index, &serde_json::from_str(&heard.body).expect("JSON"));
        }
    }

    async fn refresh(&mut self, index: usize, which: usize) {
        let Some(count) = Some(self.grants[index].tokens.len()).filter(|count| *count > 0) else {
            return;
        };
        let which = which % count;
        let token = self.grants[index].tokens[which].refresh.clone();
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token.as_str()),
        ];
        let (_, heard) = self
            .ours
            .party
            .ask_for_tokens(&fields)
            .await
            .expect("an answer");
        let (now, grant) = (self.now, &mut self.grants[index]);
        let pair = &mut grant.tokens[which];
        let good = !grant.dead && !pair.turned && now < pair.given + 86_400;
        grant.dead |= pair.turned;
        assert_eq!(heard.status == 200, good, "refresh {index}: {}", heard.body);
        if good {
            pair.turned = true;
            self.keep(index, &serde_json::from_str(&heard.body).expect("JSON"));
        }
    }

    async fn act(&mut self, act: Act) {
        let pick = |number: usize, of: usize| (of > 0).then(|| number % of);
        let of = self.grants.len();
        match act {
            Act::Login => self.login().await,
            Act::Redeem(number) => {
                if let Some(index) = pick(number, of) {
                    self.redeem(index).await;
                }
            }
            Act::RedeemAsOther(number) => {
                if let Some(index) = pick(number, of) {
                    let code = self.grants[index].code.clone();
                    assert!(self.theirs.party.redeem(&code, None).await.is_err());
                }
            }
            Act::Refresh(number) => {
                if let Some(index) = pick(number, of) {
                    self.refresh(index, number).await;
                }
            }
            Act::Revoke(number) => {
                if let Some(index) = pick(number, of)
                    && let Some(pair) = self.grants[index].tokens.last()
                {
                    let heard = self
                        .ours
                        .party
                        .revoke(&pair.access, "")
                        .await
                        .expect("an answer");
                    assert_eq!(heard.status, 200);
                    self.grants[index].dead = true;
                }
            }
            Act::Logout(number) => {
                if let Some(index) = pick(number, of)
                    && let Some(pair) = self.grants[index].tokens.last()
                {
                    let address = format!(
                        "{}/oidc/logout?id_token_hint={}",
                        self.provider.url, pair.id_token
                    );
                    assert_eq!(
                        Browser::new().open(&address).await.expect("a page").status,
                        200
                    );
                    self.grants[index].dead = true;
                }
            }
            Act::Wait(seconds) => {
                self.now += seconds;
                self.provider
                    .clock
                    .advance(SignedDuration::from_secs(seconds))
                    .expect("controlled");
            }
        }
    }

    async fn agree(&self) {
        for (index, grant) in self.grants.iter().enumerate() {
            for pair in &grant.tokens {
                let active = self
                    .ours
                    .party
                    .introspect(&pair.access)
                    .await
                    .expect("an answer")
                    .active;
                assert_eq!(
                    active,
                    !grant.dead && self.now < pair.given + 1_800,
                    "token of login {index}"
                );
            }
        }
        let (counted, again) = self.provider.identity.audit().await.expect("audit");
        assert_eq!(counted, again);
        assert_eq!(
            counted.logins,
            u64::try_from(self.grants.len()).expect("few")
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_provider_agrees_with_the_model(acts in prop::collection::vec(act(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let provider = Provider::sound().await;
            provider.citizen(1).await;
            let ours = provider.portal("a", Habits::default()).await;
            let theirs = provider.portal("b", Habits::default()).await;
            let mut run = Run { provider, ours, theirs, now: 0, grants: Vec::new() };
            for act in acts {
                run.act(act).await;
            }
            run.agree().await;
        });
    }
}
