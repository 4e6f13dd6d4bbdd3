//! `findings fetch`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap_complete::ArgValueCompleter;
use findings::corpus;
use findings::fetch::{
    self, FetchError, FetchOptions, Pace, Selection, Site, VisitError, Whence, arrange, carry_out,
    listed,
};
use findings::http::{Client, ClientOptions, HttpError};
use findings::index::read_rules;
use findings::model::{Kind, Limits, PartialDate};
use findings::output::{Arranged, Fetched};
use findings::query::spelling;
use findings::rules::Rules;

use crate::build::CORPUS;
use crate::complete;
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::outcome::Outcome;
use crate::progress::FetchBar;
use crate::ui::Ui;

/// Fetch published reports into a folder, and keep them current
///
/// Looks through Ofsted's website for the reports of local authorities' children's services
/// (inspections, focused and monitoring visits, joint and area SEND inspections) and brings what
/// is not there yet to `reports/AUTHORITY/DATE-KIND-NUMBER.pdf`, with a file `.meta` beside each that says
/// where it is from. One request is made at a time and one a second; robots.txt is heeded. A run that is broken
/// off goes on where it was when it is started again; what could not be had is listed, and exits with
/// 1. Then `findings ingest reports` reads them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings fetch --authority kent --dry-run          what would be fetched
  findings fetch                                     everything, in about half an hour
  findings fetch --kind focused-visit --since 2024   one kind, from a day on
  findings fetch --from list.csv --to prisons        addresses of your own, in a column `url`
  findings fetch --from downloads                    where files of any names would go
  findings fetch --from downloads --move             move them there

Proxies are those of HTTPS_PROXY, ALL_PROXY and NO_PROXY; SSL_CERT_FILE names certificates to trust in
place of Mozilla's, which are built in. docs/fetch.md tells the rest.")]
pub(crate) struct Args {
    /// The folder that reports are fetched into
    #[arg(long, value_name = "DIR", default_value = "reports")]
    to: PathBuf,

    /// Only of this authority, by its name, slug or number on the site; can be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    #[arg(add = ArgValueCompleter::new(complete::authorities))]
    authority: Vec<String>,

    /// Only of this kind, as the list says or as far as links tell it: those of one text lead to several kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    #[arg(add = ArgValueCompleter::new(complete::linked_kinds))]
    kind: Vec<String>,

    /// Only what was published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,

    /// Of each authority and sort of document only the newest
    #[arg(long)]
    latest: bool,

    /// Say what would be fetched, and fetch the pages that tell it alone
    #[arg(long)]
    dry_run: bool,

    /// A CSV file of addresses in place of the site, or a folder of files to put in order
    ///
    /// The file has a column `url`, and if wanted `link_text` and what a file `.meta` may say:
    /// `published`, `kind`, `authority`, `provider`, `title`, `urn`. The files of a folder go
    /// where their own text tells; that is only said, until `--move` is given.
    #[arg(long, value_name = "PATH", conflicts_with = "authority")]
    from: Option<PathBuf>,

    /// Move the files of the folder that `--from` names
    #[arg(long = "move", requires = "from", conflicts_with = "dry_run")]
    moves: bool,

    /// Ask after so many days whether a file that is there has changed: 30, if it is not said
    #[arg(long, value_name = "DAYS")]
    recheck: Option<u32>,

    /// The least time between two requests, in seconds: 1, if it is not said; robots.txt may ask for more
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pace: Option<Duration>,

    /// How long nothing may come before a request is given up, in seconds: 30, if it is not said
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// How those who run the site can reach you: said to it with each request
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,

    /// Where the site stands: for mirrors, and for tests
    #[arg(long, value_name = "URL", hide = true)]
    site: Option<String>,

    /// How the summary is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SummaryFormat,
}

/// After how many days a file that is there is asked for again.
const RECHECK: u32 = 30;

impl Args {
    /// Names an option that is said and has no meaning for files that are here already.
    fn of_fetching(&self) -> Option<&'static str> {
        let said = [
            ("--kind", !self.kind.is_empty()),
            ("--since", self.since.is_some()),
            ("--latest", self.latest),
            ("--recheck", self.recheck.is_some()),
            ("--pace", self.pace.is_some()),
            ("--timeout", self.timeout.is_some()),
            ("--contact", self.contact.is_some()),
        ];
        let mut said = said.into_iter().filter(|(_, is_said)| *is_said);
        said.next().map(|(option, _)| option)
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse()
        .ok()
        .filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("`{text}` is no number of seconds up to 3600"))
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let sample = Path::new(CORPUS);
    let is_sample = match (args.to.canonicalize(), sample.canonicalize()) {
        (Ok(to), Ok(sample)) => to == sample,
        _ => args.to == sample,
    };
    if is_sample {
        let message = format!("`{CORPUS}` is the folder of the sample, to which nothing is added");
        return Err(CommandError::new(message).hint("`--to reports` is the default"));
    }
    let mut beside = corpus::beside(&args.to);
    if let Some(folder) = args.from.as_ref().filter(|from| from.is_dir()) {
        if let Some(option) = args.of_fetching() {
            let message = format!("`{option}` is for what is fetched, and these files are here");
            return Err(CommandError::new(message).hint("all files of the folder are put in order"));
        }
        // What `ingest` would read beside the files, it reads of their folder.
        let here = corpus::beside(folder);
        beside.gazetteers.extend(here.gazetteers);
        beside.rules.extend(here.rules);
        beside.gazetteers.dedup();
        beside.rules.dedup();
        let (rules, _) = read_rules(&beside.gazetteers, &beside.rules)?;
        return put_in_order(folder, args, &rules, ui);
    }
    let (rules, _) = read_rules(&beside.gazetteers, &beside.rules)?;
    match &args.from {
        _ if args.moves => Err(CommandError::new("`--move` needs a folder in `--from`")),
        Some(list) => {
            let csv = corpus::read_bytes(list);
            let csv = csv.map_err(|error| CommandError::cannot_read(list, &error))?;
            let listed = listed(&csv, &rules)
                .map_err(|error| CommandError::new(format!("{}: {error}", list.display())))?;
            bring(Whence::List(listed), args, &rules, ui)
        }
        None => {
            let site = match &args.site {
                Some(address) => Site::at(address)
                    .map_err(|error| CommandError::new(format!("`--site`: {error}")))?,
                None => Site::default(),
            };
            bring(Whence::Site(&site), args, &rules, ui)
        }
    }
}

fn bring(whence: Whence<'_>, args: &Args, rules: &Rules, ui: &Ui) -> Result<Outcome, CommandError> {
    let selection = Selection {
        bodies: args.authority.clone(),
        kinds: match whence {
            Whence::List(_) => listed_kinds(&args.kind, rules)?,
            Whence::Site(_) => linked_kinds(&args.kind, rules)?,
        },
        since: args.since.map(PartialDate::first),
        latest: args.latest,
    };
    let options = FetchOptions {
        pace: Pace {
            between: args.pace.unwrap_or(Pace::default().between),
            ..Pace::default()
        },
        recheck: Duration::from_hours(24) * args.recheck.unwrap_or(RECHECK),
        dry_run: args.dry_run,
        limits: Limits::default(),
    };
    let version = env!("CARGO_PKG_VERSION");
    let agent = match &args.contact {
        Some(contact) => format!("findings/{version} (+{contact})"),
        None => format!("findings/{version}"),
    };
    let from_env = ClientOptions::from_env(&agent);
    let client = Client::new(&ClientOptions {
        read: args.timeout.unwrap_or(from_env.read),
        ..from_env
    })?;
    let started = Instant::now();
    let bar = FetchBar::begin(ui.is_quiet());
    let fetched = fetch::fetch(
        &args.to,
        whence,
        &selection,
        &options,
        &client,
        rules,
        &|progress| bar.update(progress),
    );
    bar.finish();
    let summary = fetched?;
    let fetched = Fetched {
        summary: &summary,
        seconds: started.elapsed().as_secs_f64(),
        verbose: ui.is_verbose(),
    };
    ui.write(&fetched, args.format)?;
    let is_whole = summary.missed.is_empty() && summary.stopped.is_none();
    Ok(if is_whole {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

/// Finds the kinds of these names, which a list may say.
fn listed_kinds(names: &[String], rules: &Rules) -> Result<Vec<Kind>, CommandError> {
    let find = |name: &String| {
        rules.terms().kind(name).ok_or_else(|| {
            let known = rules.terms().kinds.iter().map(|kind| kind.slug());
            CommandError::new(format!("no kind `{name}`"))
                .did_you_mean(&spelling::nearest(name, known))
                .hint("`findings frameworks` lists them")
        })
    };
    names.iter().map(find).collect()
}

/// Finds the kinds of these names among those that links tell.
fn linked_kinds(names: &[String], rules: &Rules) -> Result<Vec<Kind>, CommandError> {
    let known = || rules.linked_kinds();
    let find = |name: &String| {
        known().find(|kind| kind.slug() == name).ok_or_else(|| {
            let near = spelling::nearest(name, known().map(|kind| kind.slug()));
            let all: Vec<&str> = known().map(|kind| kind.slug()).collect();
            CommandError::new(format!("no kind `{name}` is told by links"))
                .did_you_mean(&near)
                .hint(format!("they tell {}", all.join(", ")))
        })
    };
    names.iter().map(find).collect()
}

fn put_in_order(
    folder: &Path,
    args: &Args,
    rules: &Rules,
    ui: &Ui,
) -> Result<Outcome, CommandError> {
    let plan = arrange(folder, &args.to, rules, &Limits::default())?;
    if args.moves {
        carry_out(&plan, &args.to)?;
    }
    let arranged = Arranged {
        plan: &plan,
        is_done: args.moves,
    };
    ui.write(&arranged, args.format)?;
    if !args.moves && !plan.moves.is_empty() {
        ui.note("nothing is moved yet; `--move` does it");
    }
    Ok(Outcome::Done)
}

impl From<HttpError> for CommandError {
    fn from(error: HttpError) -> Self {
        let said = CommandError::new(error.to_string());
        match error {
            HttpError::Proxy(_) => said.hint("HTTPS_PROXY and ALL_PROXY name it"),
            HttpError::Certificates(..) => said.hint("SSL_CERT_FILE names the file"),
            HttpError::Header(_) => {
                said.hint("`--contact` is one line, without control characters")
            }
            _ => said,
        }
    }
}

impl From<FetchError> for CommandError {
    fn from(error: FetchError) -> Self {
        let said = CommandError::new(error.to_string());
        match error {
            FetchError::NoSuchBody(_, near) => said.did_you_mean(&near),
            FetchError::Unlike(_) => said
                .hint("the site may have changed since this version was made; nothing was lost")
                .hint("`findings fetch --from LIST.csv` fetches from a list of addresses"),
            FetchError::Page(_, VisitError::Http(HttpError::Tls(_))) => {
                said.hint("SSL_CERT_FILE names certificates to trust, where a proxy has its own")
            }
            FetchError::Page(_, VisitError::Http(HttpError::Proxy(_))) => {
                said.hint("http_proxy, HTTPS_PROXY and ALL_PROXY name it")
            }
            FetchError::Page(_, VisitError::Forbidden | VisitError::Slow(_)) => {
                said.hint("so those who run the site wish it; ask them, or fetch by hand")
            }
            FetchError::Page(_, ref error) if error.is_lasting() => said
                .hint("the site may have moved since this version was made; nothing was lost")
                .hint("`findings fetch --from LIST.csv` fetches from a list of addresses"),
            FetchError::Page(..) | FetchError::Silent(..) | FetchError::Later(..) => {
                said.hint("what was fetched is whole; run it again later, and it goes on")
            }
            FetchError::Io(_, error) if error.kind() == ErrorKind::StorageFull => {
                said.hint("the disk is full; make room and run it again, and it goes on")
            }
            FetchError::Locked(_) => said.hint("wait until it has ended"),
            _ => said,
        }
    }
}
