//! The client: how requests are sent.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Proxy};

use super::answer::{HttpAnswer, HttpBody};
use super::error::HttpError;
use super::proxies::Proxies;
use super::request::HttpRequest;

/// How requests are sent.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Who asks, as the header `user-agent` says it.
    pub user_agent: String,
    /// How long connecting may take.
    pub connect: Duration,
    /// How long nothing may come while an answer is read.
    pub read: Duration,
    /// How long one request may take, from its first byte to the last of its answer.
    pub whole: Duration,
    /// The proxies.
    pub proxies: Proxies,
    /// A file of certificates (PEM) that are trusted, in place of those of Mozilla that are built
    /// in.
    pub certificates: Option<PathBuf>,
}

impl ClientOptions {
    /// Takes proxies and certificates from the environment: see [`Proxies::from_env`], and
    /// `SSL_CERT_FILE`. Connecting may take 10 seconds, a pause 30, a request ten minutes.
    pub fn from_env(user_agent: &str) -> Self {
        ClientOptions {
            user_agent: user_agent.to_owned(),
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            whole: Duration::from_mins(10),
            proxies: Proxies::from_env(),
            certificates: env::var_os("SSL_CERT_FILE")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
        }
    }
}

/// Sends requests, and keeps connections for the next. It follows no redirects.
#[derive(Clone)]
pub struct Client {
    direct: Agent,
    /// The agents behind proxies, with which proxy.
    proxied: Vec<(String, Agent)>,
    proxies: Proxies,
}

impl Client {
    /// Makes a client; nothing is sent.
    ///
    /// # Errors
    /// A file of certificates that cannot be read or holds none; a proxy whose address is none, or
    /// of a kind that is not known; a user agent that no header may hold.
    ///
    /// # Examples
    /// ```no_run
    /// use findings::http::{Client, ClientOptions, HttpRequest, Url};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::new(&ClientOptions::from_env("example/1.0"))?;
    /// let url = Url::parse("https://example.org/robots.txt")?;
    /// let answer = client.send(HttpRequest::get(&url).at_most(500_000))?;
    /// let status = answer.status;
    /// println!("{status}: {} bytes", answer.into_bytes()?.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(options: &ClientOptions) -> Result<Self, HttpError> {
        // ureq 3.5 panics at the first request with one that cannot be sent.
        if ureq::http::HeaderValue::try_from(options.user_agent.as_str()).is_err() {
            return Err(HttpError::Header("user-agent".to_owned()));
        }
        let roots = match &options.certificates {
            Some(path) => RootCerts::from(certificates(path)?),
            None => RootCerts::WebPki,
        };
        let mut proxied: Vec<(String, Agent)> = Vec::new();
        let named = [&options.proxies.http, &options.proxies.https];
        for address in named.into_iter().flatten() {
            if !proxied.iter().any(|(known, _)| known == address) {
                let proxy = proxy(address)?;
                proxied.push((address.clone(), agent(options, roots.clone(), Some(proxy))));
            }
        }
        Ok(Client {
            direct: agent(options, roots, None),
            proxied,
            proxies: options.proxies.clone(),
        })
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// A status of 400 and above is an answer, no error.
    ///
    /// # Errors
    /// No connection, no secure one, no answer in time, an answer that is not HTTP, a header that cannot
    /// be sent.
    pub fn send(&self, request: HttpRequest<'_>) -> Result<HttpAnswer, HttpError> {
        let mut sent = ureq::http::Request::builder()
            .method(request.method.name())
            .uri(request.url.to_string());
        for (name, value) in &request.headers {
            let header = ureq::http::HeaderName::try_from(name.as_str());
            let mut value = ureq::http::HeaderValue::try_from(value.as_str())
                .map_err(|_| HttpError::Header(name.clone()))?;
            value.set_sensitive(name == "authorization");
            sent = sent.header(header.map_err(|_| HttpError::Header(name.clone()))?, value);
        }
        let proxy = self.proxies.of(request.url);
        let agent = self.agent(proxy);
        let invalid = |error: ureq::http::Error| HttpError::Protocol(error.to_string());
        let answered = match request.body {
            Some(body) => agent.run(sent.body(body).map_err(invalid)?),
            None => agent.run(sent.body(()).map_err(invalid)?),
        };
        let answered = answered.map_err(HttpError::from);
        let answered = answered.map_err(|error| match proxy {
            Some(_) => error.behind_proxy(),
            None => error,
        })?;
        let (head, body) = answered.into_parts();
        let headers = head.headers.iter().filter_map(|(name, value)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        });
        Ok(HttpAnswer {
            status: head.status.as_u16(),
            headers: headers.collect(),
            body: HttpBody(body.into_with_config().limit(request.most).reader()),
        })
    }

    fn agent(&self, proxy: Option<&str>) -> &Agent {
        let found = self
            .proxied
            .iter()
            .find(|(known, _)| Some(known.as_str()) == proxy);
        found.map_or(&self.direct, |(_, agent)| agent)
    }
}

/// Names the proxies only as they name themselves, for their addresses may hold passwords.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("proxies", &self.proxies)
            .finish_non_exhaustive()
    }
}

fn agent(options: &ClientOptions, roots: RootCerts, proxy: Option<Proxy>) -> Agent {
    Agent::config_builder()
        .user_agent(options.user_agent.as_str())
        // Nothing comes packed that was not asked for so.
        .accept_encoding("")
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(options.connect))
        .timeout_per_read(Some(options.read))
        .timeout_global(Some(options.whole))
        .proxy(proxy)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build()
        .into()
}

fn proxy(address: &str) -> Result<Proxy, HttpError> {
    // What is wrong with it is said, and not what it is: it may hold a password.
    Proxy::new(address).map_err(|_| {
        let known = "http, https, socks4, socks4a, socks5 and socks5h";
        HttpError::Proxy(format!(
            "its address is not of the form SCHEME://HOST:PORT; the schemes are {known}"
        ))
    })
}

fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, HttpError> {
    let fault = |why: String| HttpError::Certificates(path.to_owned(), why);
    let bytes = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&bytes) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(_) => return Err(fault("it is no PEM".to_owned())),
        }
    }
    match certificates.is_empty() {
        true => Err(fault("there are none in it".to_owned())),
        false => Ok(certificates),
    }
}
