//! The guard: which requests are let in, and what browsers are told of every response.
//!
//! A page of some other site can make a browser ask this one, under a name of its own that leads here
//! (DNS rebinding). So the name that is asked for must be one that this server is known by.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::address::{LONGEST, Route};
use super::failure::Failure;
use super::options::Options;

/// What pages may do: show themselves with the server's style sheet and script, and ask this server.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Lets a request in, or says why not.
pub(super) fn admit(options: &Options, request: &Request) -> Result<Route, Failure> {
    let uri = request.uri();
    let length = uri.path_and_query().map_or(0, |asked| asked.as_str().len());
    if length > LONGEST {
        let said = format!("an address has at most {LONGEST} bytes");
        return Err(Failure::new(StatusCode::URI_TOO_LONG, said)
            .hint("programs can send longer questions as JSON; on pages, ask for less at once"));
    }
    let route = Route::of(&options.base, uri.path());
    // What is spoken at the address of assistants is for their protocol to say.
    let is_call = route == Some(Route::Assistants);
    let takes_posts = route.as_ref().is_some_and(Route::takes_posts);
    let is_sent = is_call || (takes_posts && request.method() == Method::POST);
    if !is_sent && ![Method::GET, Method::HEAD].contains(request.method()) {
        let allowed = if takes_posts {
            "GET, HEAD, POST"
        } else {
            "GET, HEAD"
        };
        return Err(Failure::not_allowed(allowed));
    }
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(Failure::bad("a request names the host that it asks, once"));
    };
    let is_known = |host: &str| is_known(options, host);
    let is_asked_rightly = host.to_str().is_ok_and(is_known)
        && uri.authority().is_none_or(|host| is_known(host.as_str()));
    if !is_asked_rightly {
        let said = "this server is not known by the name that was asked for";
        return Err(Failure::new(StatusCode::MISDIRECTED_REQUEST, said)
            .hint("whoever serves this can allow the name with `--allow-host NAME`"));
    }
    if is_sent && !is_of_this_site(request.headers().get(ORIGIN), host) {
        let said = "pages of other sites may not ask for this";
        return Err(Failure::new(StatusCode::FORBIDDEN, said));
    }
    route.ok_or_else(|| Failure::not_found("there is no such page"))
}

/// Tells whether what asks is a page of this site, or no page at all.
fn is_of_this_site(origin: Option<&HeaderValue>, host: &HeaderValue) -> bool {
    let Some(origin) = origin else {
        return true;
    };
    let (Ok(origin), Ok(host)) = (origin.to_str(), host.to_str()) else {
        return false;
    };
    let site = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    site.is_some_and(|site| site.eq_ignore_ascii_case(host))
}

/// Tells whether the server is known by the name in a host, whatever its port.
fn is_known(options: &Options, host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    let listens_on = options.listen.ip();
    let address = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    if let Ok(address) = address.unwrap_or(&name).parse::<IpAddr>() {
        // Who listens everywhere has every address; a name must lead to one, an address is one.
        let loopback = [
            IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(Ipv6Addr::LOCALHOST),
        ];
        return address == listens_on || listens_on.is_unspecified() || loopback.contains(&address);
    }
    let allowed = options.hosts.iter();
    name == "localhost" || allowed.clone().any(|host| host.eq_ignore_ascii_case(&name))
}

/// Adds what browsers are to know of a response.
pub(super) fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let mut say = |name: HeaderName, value| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    say(CONTENT_SECURITY_POLICY, POLICY);
    say(X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(X_FRAME_OPTIONS, "DENY");
    // No other site is told; without any, browsers would not say whose form they send.
    say(REFERRER_POLICY, "same-origin");
    say(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    // It may be kept, and must be asked for again: a commit changes every answer.
    say(CACHE_CONTROL, "no-cache");
    response
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::{Options, is_known, is_of_this_site};
    use crate::query::Concepts;
    use crate::web::Log;

    fn check(listen: &str, host: &str, expected: bool) {
        let options = Options {
            neighbours: Default::default(),
            holder: std::sync::Arc::new(crate::web::Folder("index".into())),
            concepts: Concepts::builtin(),
            listen: listen.parse().unwrap(),
            hosts: vec!["findings.example".to_owned()],
            base: "/".parse().unwrap(),
            data: None,
            log: Log::None,
        };
        assert_eq!(is_known(&options, host), expected, "{listen} {host}");
    }

    #[test]
    fn other_sites_do_not_call() {
        let check = |origin: Option<&'static str>, expected: bool| {
            let origin = origin.map(HeaderValue::from_static);
            let host = HeaderValue::from_static("localhost:7878");
            assert_eq!(
                is_of_this_site(origin.as_ref(), &host),
                expected,
                "{origin:?}"
            );
        };
        for origin in [
            None,
            Some("http://localhost:7878"),
            Some("https://LOCALHOST:7878"),
        ] {
            check(origin, true);
        }
        for origin in [
            "null",
            "",
            "http://localhost",
            "http://localhost:7879",
            "http://evil.example",
            "localhost:7878",
            "file://localhost:7878",
        ] {
            check(Some(origin), false);
        }
    }

    #[test]
    fn a_server_has_few_names() {
        for host in [
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1:7878",
            "[::1]:7878",
            "[::1]",
            "findings.example",
            "Findings.Example:443",
        ] {
            check("127.0.0.1:7878", host, true);
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "192.0.2.1",
            "localhost.evil",
        ] {
            check("127.0.0.1:7878", host, false);
        }
        check("0.0.0.0:80", "192.0.2.1", true);
        check("192.0.2.1:80", "192.0.2.1:80", true);
        check("0.0.0.0:80", "evil.example", false);
    }
}
