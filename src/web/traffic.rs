//! Traffic: what is told of each request, in a log and as numbers.

use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::response::Response;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use tracing::Level;

use super::failure::Failure;
use super::page::Page;

/// Upper bounds of durations, in seconds; the last of them is the deadline of a question.
const BOUNDS: [f64; 9] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];

/// How requests are logged, on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Log {
    /// Not at all.
    #[default]
    None,
    /// A line each, for people.
    Text,
    /// A line of JSON each.
    Json,
}

impl Log {
    /// Begins to log, unless something does already.
    pub(super) fn begin(self) {
        let format = tracing_subscriber::fmt()
            .with_max_level(Level::INFO)
            // `target` is what was asked for, and not a part of the program.
            .with_target(false)
            .with_writer(std::io::stderr);
        // Whoever uses the library may have a log of its own, which stays.
        let _ = match self {
            Log::None => Ok(()),
            Log::Text => format.with_ansi(false).try_init(),
            Log::Json => format.json().flatten_event(true).try_init(),
        };
    }
}

/// What requests are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    page: Name,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    page: Name,
}

/// The name of a page: words of the program, never of a stranger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Name(&'static str);

impl EncodeLabelValue for Name {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        self.0.encode(encoder)
    }
}

/// The numbers of all requests since the start.
#[derive(Debug)]
pub(super) struct Traffic {
    registry: Registry,
    requests: Family<Labels, Counter>,
    durations: Family<Asked, Histogram>,
}

impl Traffic {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("findings");
        let requests = Family::<Labels, Counter>::default();
        registry.register("requests", "Requests answered", requests.clone());
        let histogram = || Histogram::new(BOUNDS);
        let durations = Family::<Asked, Histogram>::new_with_constructor(histogram);
        registry.register(
            "request_duration_seconds",
            "Time from request to response",
            durations.clone(),
        );
        Traffic {
            registry,
            requests,
            durations,
        }
    }

    /// Counts a response, and logs it.
    pub(super) fn count(&self, seen: &Seen, page: &'static str, response: &Response) {
        let page = Name(page);
        let status = response.status().as_u16();
        let took = seen.since.elapsed();
        self.requests.get_or_create(&Labels { page, status }).inc();
        self.durations
            .get_or_create(&Asked { page })
            .observe(took.as_secs_f64());
        tracing::info!(
            method = %seen.method,
            target = %seen.target,
            page = page.0,
            status,
            milliseconds = milliseconds(took),
            "request"
        );
    }

    /// Answers with the numbers, as OpenMetrics.
    pub(super) fn page(&self) -> Result<Page, Failure> {
        let mut text = String::new();
        encode(&mut text, &self.registry).map_err(|_| Failure::fault())?;
        Ok(Page::metrics(text))
    }
}

/// A duration with the digits that mean something.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}

/// What of a request is told when it is answered.
pub(super) struct Seen {
    since: Instant,
    method: String,
    target: String,
}

impl Seen {
    pub(super) fn of(request: &Request) -> Self {
        Seen {
            since: Instant::now(),
            method: request.method().to_string(),
            target: request.uri().to_string(),
        }
    }
}
