//! The web: everything that the index answers, as pages and as an API, over HTTP.
//!
//! A page is a plain value made of an index that is open; only this file and `site` know of threads
//! and sockets. Pages work without scripts, ask no other host for anything, and have addresses that say
//! all there is to say: a link is a citation. What a stranger may do is decided in `guard`.

mod address;
mod answering;
mod arguments;
mod assistant;
#[cfg(feature = "engine")]
mod cluster;
mod connections;
mod cursor;
mod export;
mod failure;
mod files;
mod guard;
mod holder;
mod kept;
mod multipart;
mod openapi;
mod options;
mod page;
mod pages;
mod parameter;
mod posted;
mod problem;
mod question;
mod reading;
mod serve_error;
mod short;
mod site;
mod store;
mod tool;
mod tools;
mod traffic;
mod turns;
mod workers;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower_http::compression::CompressionLayer;

pub use address::{BasePath, InvalidBasePath};
use answering::{Served, answer};
use assistant::Assistant;
#[cfg(feature = "engine")]
pub use cluster::Cluster;
use connections::Connections;
pub use holder::{Answering, Answers, Folder, Holder, Occurring};
pub use options::Options;
pub use serve_error::ServeError;
use site::Site;
pub use traffic::Log;

/// How long requests that are being answered may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

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
    let site = Arc::new(Site::open(options)?);
    let unheard = |error| ServeError::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(unheard)?;
    ready(listener.local_addr().map_err(unheard)?);
    let (stop, stopped) = oneshot::channel::<()>();
    let served = Arc::new(Served::new(site));
    let router = Router::new()
        .fallback(answer)
        .layer(CompressionLayer::new())
        .with_state(served);
    let server = axum::serve(Connections::new(listener), router).with_graceful_shutdown(async {
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
        let site = Arc::new(Site::open(options)?);
        tokio::select! {
            ended = Assistant::new(site).over_stdio() => ended.map_err(ServeError::System),
            () = told.wait() => Ok(()),
        }
    })
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
