//! From the tables of the other roles to [`ServiceRole`]s.

use toml::Spanned;

use super::error::{both, nothing, verbatim};
use super::file;
use super::read::Reader;
use super::service::{Account, SERVICES, ServiceKind, ServiceRole};
use super::structure::nearest;
use super::{AxisRole, Binding};

impl Reader<'_> {
    /// Every role beside the axis and its document system that the file names.
    pub(super) fn services(&self, roles: &mut file::Roles) -> Vec<ServiceRole> {
        let mut read = Vec::new();
        for kind in SERVICES {
            let written = match kind.role {
                "portal" => roles.portal.take(),
                "one-stop" => roles.one_stop.take(),
                "identity" => roles.identity.take(),
                "payment" => roles.payment.take(),
                "monitoring" => roles.monitoring.take(),
                "licences" => roles.licences.take(),
                "population" => roles.population.take(),
                "health" => roles.health.take(),
                _ => roles.post.take(),
            };
            read.extend(written.map(|written| self.service(kind, written.into_inner())));
        }
        self.reachable(&read);
        read
    }

    fn service(&self, kind: &'static ServiceKind, written: file::Service) -> ServiceRole {
        let binding = match self.binding(written.binding.as_ref(), kind.binding) {
            // What is ours is ours, whichever word was used.
            Binding::External => Binding::External,
            _ => kind.binding,
        };
        let external = binding == Binding::External;
        let field = format!("roles.{}", kind.role);
        let url = (written.url.as_ref()).and_then(|url| self.url(url, [&None, &None]));
        match &written.url {
            None if external => self.at(
                &format!("{field}.url"),
                both(
                    format!("the address of {}", kind.en),
                    format!("địa chỉ của {}", kind.vi),
                ),
                nothing(),
                both(
                    "add url = \"https://host.example\", the address below which its paths lie",
                    "thêm url = \"https://host.example\", địa chỉ mà dưới đó có các đường dẫn",
                ),
            ),
            Some(written) if !external => self.wrong(
                &written.span(),
                both(
                    format!("no address, because {} is ours", kind.en),
                    format!("không có địa chỉ, vì {} do chương trình đảm nhiệm", kind.vi),
                ),
                both("one", "có địa chỉ"),
                both(
                    "remove url, or set binding = \"external\"",
                    "bỏ url, hoặc đặt binding = \"external\"",
                ),
            ),
            _ => {}
        }
        let ours = kind.ours(written.under_test);
        let deadline = if external {
            AxisRole::DEADLINE
        } else {
            AxisRole::EMBEDDED_DEADLINE
        };
        ServiceRole {
            binding,
            url,
            ca: (written.ca_file.as_ref()).and_then(|file| self.authority(file)),
            listen: (written.listen.as_ref()).and_then(|listen| self.listen(listen)),
            deadline: self.duration(written.deadline.as_ref(), deadline),
            patience: self.duration(written.patience.as_ref(), ours.patience),
            accounts: (written.accounts.into_iter().enumerate())
                .filter_map(|(index, account)| {
                    self.account(&format!("{field}.accounts[{index}]"), account.into_inner())
                })
                .collect(),
            ..ours
        }
    }

    fn account(&self, field: &str, account: file::Account) -> Option<Account> {
        let agency = self.required(field, "agency", account.agency);
        let id = self.required(field, "id", account.id);
        let secret = match &account.secret_env {
            Some(variable) => self.variable(variable),
            None => self.required(field, "secret_env", None),
        };
        Some(Account {
            field: field.to_owned(),
            at: account.at.and_then(|at| self.known_role(&at)),
            name: account.name.or_else(|| agency.clone())?,
            agency: agency?,
            id: id?,
            secret: secret?,
            address: account.address,
        })
    }

    fn known_role(&self, at: &Spanned<String>) -> Option<String> {
        let found = at.get_ref();
        if ServiceKind::of(found).is_some() {
            return Some(found.clone());
        }
        let known: Vec<&str> = SERVICES.iter().map(|kind| kind.role).collect();
        self.wrong(
            &at.span(),
            both("a role", "một vai"),
            verbatim(format!("`{found}`")),
            nearest(found, &known),
        );
        None
    }

    /// A real one-stop system must find our portal.
    fn reachable(&self, services: &[ServiceRole]) {
        let find = |role: &str| services.iter().find(|service| service.kind.role == role);
        let real = |service: &&ServiceRole| service.binding == Binding::External;
        let portal = find("portal");
        let found = portal.is_some_and(|portal| portal.listen.is_some() || real(&portal));
        if find("one-stop").filter(real).is_some() && !found {
            self.at(
                "roles.portal.listen",
                both(
                    "a fixed address of the portal, because a real one-stop system must find it",
                    "địa chỉ cố định của Cổng, vì hệ thống một cửa thật phải tìm được Cổng",
                ),
                nothing(),
                both(
                    "add [roles.portal] with listen = \"127.0.0.1:18081\" (any free address) and point the one-stop system there",
                    "thêm [roles.portal] với listen = \"127.0.0.1:18081\" (địa chỉ trống bất kỳ) và trỏ hệ thống một cửa tới đó",
                ),
            );
        }
    }
}
