//! The web: everything that the index answers, as pages and as an API, over HTTP.
//!
//! A page is a plain value made of an index that is open; only this file and `site` know of threads
//! and sockets. Pages work without scripts, ask no other host for anything, and have addresses that say
//! all there is to say: a link is a citation. What a stranger may do is decided in `guard`.

mod address;
mod assistant;
#[cfg(feature = "engine")]
mod cluster;
mod failure;
mod files;
mod guard;
mod holder;
mod kept;
mod openapi;
mod options;
mod page;
mod pages;
mod parameter;
mod problem;
mod question;
mod reading;
mod site;
mod tool;
mod tools;
mod traffic;
mod turns;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ETAG, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower_http::compression::CompressionLayer;

use crate::index::IndexError;
pub use address::{BasePath, InvalidBasePath};
use address::{Links, Route};
use assistant::{Assistant, OverHttp};
#[cfg(feature = "engine")]
pub use cluster::Cluster;
use failure::Failure;
pub use holder::{Answering, Answers, Folder, Holder, Occurring};
pub use options::Options;
use page::Page;
use site::Site;
pub use traffic::Log;
use traffic::{Seen, Traffic};

/// How long requests that are being answered may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Reports that nothing can be served.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The index cannot be opened.
    Index(IndexError),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// The system has no threads or signals to give.
    System(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Index(error) => error.fmt(f),
            ServeError::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            ServeError::System(error) => write!(f, "cannot serve: {error}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::Index(error) => Some(error),
            ServeError::Listen(_, error) | ServeError::System(error) => Some(error),
        }
    }
}

/// Serves until the process is told to stop (SIGTERM, or an interrupt from the keyboard), then answers
/// what has been asked and returns. `ready` is called once with the address that is listened on.
///
/// # Errors
/// An index that does not open, or an address that cannot be listened on.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    run(listen(options, ready))
}

/// Runs to the end what is served, and lets go of what is not at its end by then.
fn run(serving: impl Future<Output = Result<(), ServeError>>) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    let served = runtime.block_on(serving);
    // A search that is not at its end is of no use to anybody any more.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn listen(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    options.log.begin();
    let address = options.listen;
    let told = Told::new().map_err(ServeError::System)?;
    let site = Arc::new(Site::open(options).map_err(ServeError::Index)?);
    let unheard = |error| ServeError::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(unheard)?;
    ready(listener.local_addr().map_err(unheard)?);
    let (stop, stopped) = oneshot::channel::<()>();
    let served = Arc::new(Served {
        traffic: Traffic::new(),
        assistants: Assistant::new(site.clone()).over_http(),
        site,
    });
    let router = Router::new()
        .fallback(answer)
        .layer(CompressionLayer::new())
        .with_state(served);
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        // It is told by being let go of.
        let _ = stopped.await;
    });
    let server = tokio::spawn(async { server.await });
    told.wait().await;
    drop(stop);
    match tokio::time::timeout(GRACE, server).await {
        Ok(Ok(ended)) => ended.map_err(ServeError::System),
        // What takes longer is left.
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// Answers an assistant on standard input and output until the input ends, or until the process is told
/// to stop.
///
/// # Errors
/// An index that does not open, or what is said over standard input and is no Model Context Protocol.
pub fn assist(options: Options) -> Result<(), ServeError> {
    run(async {
        let told = Told::new().map_err(ServeError::System)?;
        let site = Arc::new(Site::open(options).map_err(ServeError::Index)?);
        tokio::select! {
            ended = Assistant::new(site).over_stdio() => ended.map_err(ServeError::System),
            () = told.wait() => Ok(()),
        }
    })
}

/// What answers requests.
struct Served {
    site: Arc<Site>,
    traffic: Traffic,
    assistants: OverHttp,
}

/// The ways in which the system tells a process to stop.
struct Told {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Told {
    fn new() -> io::Result<Self> {
        Ok(Told {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Answers a request, whatever it is.
async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let seen = Seen::of(&request);
    let (page, response) = answered(&served, request).await;
    served.traffic.count(&seen, page, &response);
    guard::secured(response)
}

/// Answers a request, and names the page that it asks for.
async fn answered(served: &Served, request: Request) -> (&'static str, Response) {
    let site = served.site.clone();
    let base = site.options.base.clone();
    let links = Links::new(&base);
    let for_programs = Route::is_for_programs(&base, request.uri().path());
    let route = match guard::admit(&site.options, &request) {
        Ok(route) => route,
        Err(failure) => return ("refused", failed(&failure, for_programs, &links)),
    };
    let page = route.name();
    let answered = match route {
        Route::Style => Ok(page::style().respond(&request)),
        Route::Description => {
            openapi::description(&links).map(|described| described.respond(&request))
        }
        Route::Metrics => served.traffic.page().map(IntoResponse::into_response),
        Route::Assistants => Ok(assistant::answer(&served.assistants, request).await),
        Route::Health => Ok(Page::text("ok\n").into_response()),
        Route::File(id) => files::file(site, id, request).await,
        route => answer_from_index(site, route, Asked::of(&request)).await,
    };
    let response = answered.unwrap_or_else(|failure| failed(&failure, for_programs, &links));
    (page, response)
}

/// What of a request its answer depends on.
struct Asked {
    /// Path and parameters.
    target: String,
    /// The parameters.
    query: String,
    /// The tags of answers that are known already.
    known: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Asked {
            target: request.uri().to_string(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            known: request.headers().get(IF_NONE_MATCH).cloned(),
        }
    }
}

async fn answer_from_index(
    site: Arc<Site>,
    route: Route,
    asked: Asked,
) -> Result<Response, Failure> {
    let visited = site.clone();
    site.turns
        .run(move || {
            let Asked {
                target,
                query,
                known,
            } = asked;
            let opened = visited.current();
            let tag = page::tag(&opened.state(), &target);
            if let Some(unchanged) = page::unchanged(known.as_ref(), &tag) {
                return Ok(unchanged);
            }
            let visit = pages::Visit {
                site: &visited,
                opened: &opened,
                links: Links::new(&visited.options.base),
            };
            let page = match route {
                Route::Search => pages::search::search(&visit, &query)?,
                Route::Absent => pages::absent::absent(&visit, &query)?,
                Route::Report(id) => pages::report::report(&visit, &id, &query)?,
                Route::Authority(slug) => pages::authority::authority(&visit, &slug, &query)?,
                Route::Corpus => pages::corpus::corpus(&visit, &query)?,
                Route::Help => pages::help::help(&visit, &query)?,
                Route::Tool(tool) => tools::page(&visit, tool, &query)?,
                Route::Data(tool, named) => tools::data(&visit, tool, named.as_deref(), &query)?,
                Route::Style
                | Route::Description
                | Route::Metrics
                | Route::Assistants
                | Route::Health
                | Route::File(_) => {
                    return Err(Failure::not_found("no such page"));
                }
            };
            let mut response = page.into_response();
            if response.status() == StatusCode::OK {
                response.headers_mut().insert(ETAG, tag);
            }
            Ok(response)
        })
        .await
}

/// Tells why there is no answer: people by a page, programs by a problem.
fn failed(failure: &Failure, for_programs: bool, links: &Links<'_>) -> Response {
    let page = match for_programs {
        true => problem::problem(failure),
        false => pages::failure::failure(failure, links),
    };
    let mut response = page.into_response();
    if let Some(seconds) = failure.retry_after {
        let value = HeaderValue::from(seconds);
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    if failure.status == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = HeaderValue::from_static("GET, HEAD");
        response
            .headers_mut()
            .insert(axum::http::header::ALLOW, allowed);
    }
    response
}
