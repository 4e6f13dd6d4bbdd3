//! Which proxy is used for which host, as curl does it.

use std::env;
use std::fmt;

use super::address::Url;

/// The proxies of each scheme, and the hosts that need none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The proxy for `http`.
    pub http: Option<String>,
    /// The proxy for `https`.
    pub https: Option<String>,
    /// Hosts that are asked without one, parted by commas or blanks: `example.org` stands for the
    /// hosts below it too, `*` for all.
    pub none: String,
}

impl Proxies {
    /// Reads `http_proxy`, `HTTPS_PROXY` and `ALL_PROXY`, each in small letters too, and `NO_PROXY`.
    ///
    /// A proxy is asked to connect through (`CONNECT`), for `http` too.
    ///
    /// `HTTP_PROXY` in capitals is not read, as curl does not: in programs behind a web server it
    /// is a header that anybody may send.
    pub fn from_env() -> Self {
        let set = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| env::var(name).ok());
            values.find(|value| !value.trim().is_empty())
        };
        let all = || set(&["all_proxy", "ALL_PROXY"]);
        Proxies {
            http: set(&["http_proxy"]).or_else(all),
            https: set(&["https_proxy", "HTTPS_PROXY"]).or_else(all),
            none: set(&["no_proxy", "NO_PROXY"]).unwrap_or_default(),
        }
    }

    /// Returns the proxy through which an address is asked.
    pub(super) fn of(&self, url: &Url) -> Option<&str> {
        let proxy = match url.is_secure() {
            true => self.https.as_deref(),
            false => self.http.as_deref(),
        };
        proxy.filter(|_| !self.spares(url.host()))
    }

    fn spares(&self, host: &str) -> bool {
        // The port is no part of a name; brackets keep those of an IPv6 address together.
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.trim_matches(['[', ']']);
        let mut spared = self.none.split([',', ' ']).map(str::trim);
        spared.any(|spared| {
            let spared = spared.to_ascii_lowercase();
            let spared = spared.trim_start_matches('.').trim_matches(['[', ']']);
            let below = || {
                name.strip_suffix(spared)
                    .is_some_and(|rest| rest.ends_with('.'))
            };
            !spared.is_empty() && (spared == "*" || spared == name || below())
        })
    }
}

/// Tells which are there, and not what they are, for their addresses may hold passwords.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http.is_some())
            .field("https", &self.https.is_some())
            .field("none", &self.none)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Proxies, Url};

    #[test]
    fn some_hosts_need_none() {
        let proxies = |none: &str| Proxies {
            http: Some("http://name:secret@p:1".to_owned()),
            https: None,
            none: none.to_owned(),
        };
        let check = |none: &str, url: &str, expected: bool| {
            let proxies = proxies(none);
            let found = proxies.of(&Url::parse(url).unwrap()).is_some();
            assert_eq!(found, expected, "{none} {url}");
        };
        check("", "http://a.org/", true);
        check("", "https://a.org/", false);
        check("a.org", "http://a.org:8080/", false);
        check("b.org, .A.org", "http://x.a.org/", false);
        check("a.org", "http://ba.org/", true);
        check("*", "http://a.org/", false);
        check("::1", "http://[::1]:8080/", false);
        assert!(!format!("{:?}", proxies("")).contains("secret"));
    }
}
