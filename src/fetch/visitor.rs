//! The visitor: asks for one thing at a time, and behaves.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::http::{Client, HttpAnswer, HttpRequest, Url};

use super::begun::Begun;
use super::error::VisitError;
use super::robots::Robots;

/// The name by which `robots.txt` speaks to this program.
const NAME: &str = "findings";
/// How often one request is made again.
const AGAIN: u32 = 3;
/// How many redirects follow each other.
const REDIRECTS: usize = 5;
/// The most bytes of a `robots.txt` that count, and of a web page.
const ROBOTS_BYTES: u64 = 512 << 10;
const PAGE_BYTES: u64 = 16 << 20;

/// How fast requests follow each other.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The least time between the beginnings of two requests.
    pub between: Duration,
    /// The longest time that anybody waits because a host asks for it.
    pub patience: Duration,
}

impl Default for Pace {
    /// One request a second, and ten minutes of patience.
    fn default() -> Self {
        Pace {
            between: Duration::from_secs(1),
            patience: Duration::from_mins(10),
        }
    }
}

/// What is known of a file that was fetched before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What is asked for at an address.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// A text, which may come packed.
    Page,
    /// A file, if it is not the one that is known; of one that has begun to come, the rest.
    File {
        known: &'a Validators,
        begun: Option<&'a Begun>,
    },
}

impl Wanted<'_> {
    /// Says it in the headers of a request.
    fn ask<'a>(self, request: HttpRequest<'a>) -> HttpRequest<'a> {
        let Wanted::File { known, begun } = self else {
            return request.header("accept-encoding", "gzip");
        };
        // Places in a file are those of its own bytes, and a PDF is packed already.
        let mut headers = vec![("accept-encoding", "identity".to_owned())];
        headers.extend(known.etag.clone().map(|etag| ("if-none-match", etag)));
        let day = known.last_modified.clone();
        headers.extend(day.map(|day| ("if-modified-since", day)));
        if let Some(begun) = begun {
            headers.push(("range", format!("bytes={}-", begun.held)));
            headers.push(("if-range", begun.beginning.etag.clone()));
        }
        let add =
            |request: HttpRequest<'a>, (name, value): (&str, String)| request.header(name, &value);
        headers.into_iter().fold(request, add)
    }
}

/// Asks hosts for pages and files.
#[derive(Debug)]
pub(super) struct Visitor<'a> {
    client: &'a Client,
    pace: Pace,
    robots: BTreeMap<String, Result<Robots, String>>,
    last: Option<Instant>,
    /// The requests that were made.
    pub(super) requests: u64,
    random: RandomState,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(client: &'a Client, pace: Pace) -> Self {
        Visitor {
            client,
            pace,
            robots: BTreeMap::new(),
            last: None,
            requests: 0,
            random: RandomState::new(),
        }
    }

    /// Reads a web page.
    pub(super) fn page(&mut self, url: &Url) -> Result<String, VisitError> {
        let mut again = 0;
        loop {
            let answer = self.get(url, Wanted::Page, PAGE_BYTES)?;
            match answer.into_bytes() {
                Ok(bytes) => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                Err(error) if error.is_passing() && again < AGAIN => {
                    self.back_off(again);
                    again += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Asks for an address until there is an answer of success, or of 304 where something is known
    /// of it; or until it is clear that there is none.
    pub(super) fn get(
        &mut self,
        url: &Url,
        wanted: Wanted<'_>,
        most: u64,
    ) -> Result<HttpAnswer, VisitError> {
        let mut url = url.clone();
        let mut redirects = 0;
        let mut again = 0;
        loop {
            self.may_ask(&url)?;
            let answered = self.send(&url, wanted, most);
            let (error, wait) = match answered {
                Ok(answer) if answer.is_success() || answer.status == 304 => return Ok(answer),
                Ok(answer) => {
                    if let Some(target) = answer.redirect() {
                        let target = redirected(&url, target)?;
                        redirects += 1;
                        if redirects > REDIRECTS {
                            return Err(VisitError::Circle);
                        }
                        url = target;
                        continue;
                    }
                    (VisitError::Status(answer.status), answer.retry_after())
                }
                Err(error) => (error, None),
            };
            if !error.is_passing() {
                return Err(error);
            }
            match wait {
                Some(wait) if wait > self.pace.patience => return Err(VisitError::Later(wait)),
                _ if again == AGAIN => return Err(error),
                Some(wait) => sleep(wait),
                None => self.back_off(again),
            }
            again += 1;
        }
    }

    /// Waits longer each time, and never twice as long as anybody else.
    fn back_off(&self, again: u32) {
        let wait = self.pace.between * 2_u32.saturating_pow(again + 1);
        let lot = (self.random.hash_one(self.requests) % 1_000) as f64 / 1_000.0;
        sleep(wait.mul_f64(0.5 + lot).min(self.pace.patience));
    }

    fn send(&mut self, url: &Url, wanted: Wanted<'_>, most: u64) -> Result<HttpAnswer, VisitError> {
        let host = self.robots.get(url.host());
        let asked_for = host.and_then(|robots| robots.as_ref().ok()?.delay);
        let between = asked_for.unwrap_or_default().max(self.pace.between);
        if let Some(last) = self.last {
            sleep(between.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
        self.requests += 1;
        let request = HttpRequest::get(url).at_most(most);
        Ok(self.client.send(wanted.ask(request))?)
    }

    /// Asks `robots.txt` of a host, once.
    fn may_ask(&mut self, url: &Url) -> Result<(), VisitError> {
        if !self.robots.contains_key(url.host()) {
            let robots = self.robots_of(url);
            self.robots.insert(url.host().to_owned(), robots);
        }
        match self.robots.get(url.host()) {
            Some(Ok(robots)) if robots.allows(url.path_and_query()) => match robots.delay {
                Some(delay) if delay > self.pace.patience => Err(VisitError::Slow(delay)),
                _ => Ok(()),
            },
            Some(Err(why)) => Err(VisitError::NoRobots(why.clone())),
            _ => Err(VisitError::Forbidden),
        }
    }

    /// Reads what a host asks programs to leave. Where there is no such file, everything may be
    /// asked; where the host cannot say, nothing (RFC 9309, section 2.3.1).
    fn robots_of(&mut self, url: &Url) -> Result<Robots, String> {
        let file = url.join("/robots.txt");
        let mut file = file.map_err(|error| error.to_string())?;
        let (mut again, mut redirects) = (0, 0);
        loop {
            let sent = self.send(&file, Wanted::Page, ROBOTS_BYTES);
            let error = match sent {
                Ok(answer) if answer.is_success() => match answer.into_bytes() {
                    Ok(bytes) => return Ok(Robots::parse(&String::from_utf8_lossy(&bytes), NAME)),
                    Err(error) => VisitError::from(error),
                },
                Ok(answer) if answer.redirect().is_some() && redirects < REDIRECTS => {
                    let target = answer.redirect().unwrap_or_default();
                    file = redirected(&file, target).map_err(|error| error.to_string())?;
                    redirects += 1;
                    continue;
                }
                Ok(answer) if matches!(answer.status, 300..=499) && answer.status != 429 => {
                    return Ok(Robots::default());
                }
                Ok(answer) => {
                    match answer.retry_after() {
                        Some(wait) if wait > self.pace.patience => {
                            return Err(VisitError::Later(wait).to_string());
                        }
                        Some(wait) if again < AGAIN => sleep(wait),
                        _ => {}
                    }
                    VisitError::Status(answer.status)
                }
                Err(error) => error,
            };
            if again == AGAIN || !error.is_passing() {
                return Err(error.to_string());
            }
            self.back_off(again);
            again += 1;
        }
    }
}

/// Returns where an answer leads from an address, if that is on the same site.
fn redirected(from: &Url, target: &str) -> Result<Url, VisitError> {
    let elsewhere = |_| VisitError::Elsewhere(target.to_owned());
    let to = from.join(target).map_err(elsewhere)?;
    match is_same_site(from, &to) {
        true => Ok(to),
        false => Err(VisitError::Elsewhere(to.host().to_owned())),
    }
}

/// Tells whether an address is of the site of another: of a host whose name ends as that one's does
/// without its first part, as `files.example.org` does beside `reports.example.org`. A site that is
/// secure leads to nothing that is not.
pub(super) fn is_same_site(one: &Url, other: &Url) -> bool {
    let is_as_secure = other.is_secure() || !one.is_secure();
    let (site, name) = (site_of(one.host()), name_of(other.host()));
    let is_below = || {
        name.strip_suffix(site)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    is_as_secure && (name == site || is_below())
}

/// Returns a host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn site_of(host: &str) -> &str {
    let name = name_of(host);
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let is_address = name.starts_with('[') || name.split('.').all(is_number);
    match name.split_once('.') {
        Some((_, rest)) if !is_address && !is_everybodys(rest) => rest,
        _ => name,
    }
}

/// Tells whether anybody may have a name below this one: below `org`, and below `gov.uk` or `com.au`.
fn is_everybodys(name: &str) -> bool {
    match name.split_once('.') {
        None => true,
        Some((second, top)) => top.len() == 2 && second.len() <= 3,
    }
}

#[cfg(test)]
mod tests {
    use super::{Url, is_same_site};

    #[test]
    fn hosts_of_one_site() {
        let check = |one: &str, other: &str, expected: bool| {
            let url = |text: &str| Url::parse(text).unwrap();
            assert_eq!(
                is_same_site(&url(one), &url(other)),
                expected,
                "{one} {other}"
            );
        };
        check(
            "https://reports.ofsted.gov.uk",
            "https://files.ofsted.gov.uk/1",
            true,
        );
        check(
            "https://reports.ofsted.gov.uk",
            "http://files.ofsted.gov.uk/1",
            false,
        );
        check(
            "http://reports.ofsted.gov.uk",
            "https://files.ofsted.gov.uk/1",
            true,
        );
        check(
            "https://reports.ofsted.gov.uk",
            "https://ofsted.gov.uk/1",
            true,
        );
        check(
            "https://reports.ofsted.gov.uk",
            "https://files.api.ofsted.gov.uk/1",
            true,
        );
        check(
            "https://reports.ofsted.gov.uk",
            "https://files.notofsted.gov.uk/1",
            false,
        );
        check("https://ofsted.gov.uk", "https://dfe.gov.uk", false);
        check("https://www.estyn.org", "https://a.org", false);
        check("https://www.hiqa.ie", "https://files.hiqa.ie", true);
        check("http://127.0.0.1:1", "http://127.0.0.1:2", true);
        check("http://127.0.0.1:1", "http://128.0.0.1:2", false);
        check("http://localhost:1", "http://localhost", true);
    }
}
