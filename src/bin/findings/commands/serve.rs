//! `findings serve`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
#[cfg(feature = "engine")]
use findings::engine::Reader;
use findings::gazetteer::Neighbours;
#[cfg(feature = "engine")]
use findings::web::Cluster;
use findings::web::{self, BasePath, Folder, Holder, Log, Options, ServeError};

use crate::build::{self, Purpose};
use crate::concept_file;
#[cfg(feature = "engine")]
use crate::engine;
use crate::error::CommandError;
use crate::neighbours;
use crate::opener;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Where it listens unless told otherwise.
pub(crate) const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7878);

/// Serve the reports to browsers, and to programs as JSON
///
/// Pages work without scripts and ask no other host for anything. A new `findings ingest` is seen
/// without a restart. With `--engine` it answers the same; samples and searches within whole reports say that
/// they need the index of a folder. Who may read what is served is not asked: on other machines' networks, put it
/// behind a proxy with sign-in (docs/serve.md).
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings serve --open                                   for oneself, in the browser
  findings serve --listen 127.0.0.1:8000
  findings serve --allow-host reports.example --base-path /findings    behind a proxy
  findings serve --neighbours neighbours.csv              statistical neighbours, to look at together
  findings serve --data /srv/findings                     keeps long lists of quotations, and code books

It ends with Ctrl-C or SIGTERM, when what has been asked is answered.")]
pub(crate) struct Args {
    /// The address to listen on; port 0 takes one that is free
    #[arg(long, value_name = "ADDRESS", default_value_t = LISTEN)]
    listen: SocketAddr,

    /// Open the browser
    #[arg(long)]
    open: bool,

    /// Answer to this name too, as a proxy passes it on
    ///
    /// Requests for other names than that of the machine itself are refused: pages of other sites
    /// could otherwise read what is served here.
    #[arg(long, value_name = "NAME", value_parser = host)]
    allow_host: Vec<String>,

    /// The path below which everything is, where a proxy passes it on
    #[arg(long, value_name = "PATH", default_value = "/")]
    base_path: BasePath,

    /// Keep in this folder what addresses do not hold
    ///
    /// Lists of paragraphs to quote and code books that are longer than an address may be. Without it
    /// the server writes nothing, and its pages say what they cannot keep.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// A CSV file `authority,neighbour[,rank]`: pages lead from one authority to it with its neighbours
    ///
    /// Authorities stand in it by name or by identifier. It is read once.
    #[arg(long, value_name = "FILE")]
    neighbours: Option<PathBuf>,

    /// Log every request on standard error
    #[arg(long, value_name = "FORM", default_value = "none")]
    log: LogArg,
}

/// See [`Args::log`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogArg {
    /// Nothing
    None,
    /// A line each
    Text,
    /// A line of JSON each
    Json,
}

impl From<LogArg> for Log {
    fn from(log: LogArg) -> Self {
        match log {
            LogArg::None => Log::None,
            LogArg::Text => Log::Text,
            LogArg::Json => Log::Json,
        }
    }
}

/// Takes the name of a host alone: names are compared without what else an address has.
fn host(given: &str) -> Result<String, &'static str> {
    let is_numbers = given.starts_with('[') && given.ends_with(']');
    if given.contains("://") || given.contains('/') {
        return Err("a name alone, such as reports.example, without `https://` and path");
    }
    if given.contains(':') && !is_numbers {
        return Err("a name alone, such as reports.example, without a port");
    }
    match given.is_empty() {
        true => Err("a name is not empty"),
        false => Ok(given.to_owned()),
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let holder = holder(ui)?;
    let neighbours = match &args.neighbours {
        Some(path) => neighbours::load(path, &*build::open_for(ui, Purpose::Reports)?)?,
        None => Neighbours::default(),
    };
    let options = Options {
        holder,
        neighbours,
        concepts: concept_file::load(ui)?,
        listen: args.listen,
        hosts: args.allow_host.clone(),
        base: args.base_path.clone(),
        data: args.data.clone(),
        log: args.log.into(),
    };
    web::serve(options, |address| greet(args, ui, address)).map_err(|error| match error {
        ServeError::Index(error) => error.into(),
        error @ ServeError::Listen(..) => CommandError::new(error.to_string())
            .hint("`--listen 127.0.0.1:0` takes a port that is free"),
        error => CommandError::new(error.to_string()),
    })?;
    Ok(Outcome::Done)
}

/// Returns who holds what is served. An index is made where there is none yet, as for every question.
pub(crate) fn holder(ui: &Ui) -> Result<Arc<dyn Holder>, CommandError> {
    #[cfg(feature = "engine")]
    if let Some(engine) = engine::of(ui)? {
        return Ok(Arc::new(Cluster::new(Reader::new(engine))));
    }
    drop(build::opened(ui)?);
    Ok(Arc::new(Folder(ui.index_dir().to_owned())))
}

/// Says where to find it.
fn greet(args: &Args, ui: &Ui, address: SocketAddr) {
    if !address.ip().is_loopback() {
        ui.note("whoever reaches this address can read every report: there is no sign-in");
    }
    let url = format!("http://{address}{}/", args.base_path);
    ui.note(&format!("serving at {url}"));
    if args.open
        && let Err(error) = opener::browse(&url)
    {
        ui.report(&error);
    }
}
