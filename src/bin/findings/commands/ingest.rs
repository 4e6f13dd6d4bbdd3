//! `findings ingest`.

#[cfg(feature = "engine")]
use std::num::NonZeroU32;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

use clap::ValueEnum;
use cpu_time::ProcessTime;
#[cfg(feature = "engine")]
use findings::corpus::Share;
use findings::corpus::{Programs, Root};
use findings::index::{self, IngestOptions};
use findings::model::{Limit, Limits, UnknownSlug};
use findings::output::{IngestCost, Ingested};

#[cfg(feature = "engine")]
use crate::build::Files;
use crate::build::{self, CORPUS, Extent, build};
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::outcome::Outcome;
use crate::thesaurus;
use crate::ui::Ui;

/// Read reports and bring the index up to date with them
///
/// Files that are in the index with the same content are left alone; files that have gone leave
/// it. What was read before and lies elsewhere stays. A file that is not a report is refused by name and reason, and the rest is indexed. The
/// index answers from its last state while it is written, and keeps that state if the writing is
/// broken off.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings ingest                      index `corpus`
  findings ingest reports/ news/       index two folders
  findings ingest --related            the same folders again, and the thesaurus anew
  findings ingest --ocr scans/         recognise pages that are pictures
  findings ingest --strict --quiet     for scripts: fail if a file was refused
  findings ingest --engine URL --share 3/8 reports/   the third of eight machines
  findings ingest --engine URL --settle reports/      when all eight have ended
  findings ingest --engine URL --rebuild --shards 12  the same reports in more shards")]
pub(crate) struct Args {
    /// Files and folders of reports [default: corpus; with `--rebuild` or `--related`, all that were read before]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Build the index anew, from these paths and all that were read into it before
    ///
    /// The old one answers until it is done. In an engine the new one stands beside it under the next
    /// number, and takes its place at once; what is not named here is carried over from the old one as it is.
    #[arg(long)]
    rebuild: bool,

    /// Let reports go with their files, however many
    ///
    /// Without it reports stay where their folder is not there, cannot be read or has no report in
    /// it any more, and where more than ten reports and more than a tenth of all would go: a disk
    /// may not be mounted. The exit code is 1 then. A folder that is gone for good leaves the index
    /// with `findings ingest --prune FOLDER`.
    #[arg(long)]
    prune: bool,

    /// How many files to read at a time [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Recognise the text of pages that are pictures, by programs of this machine
    ///
    /// `pdftoppm` or `mutool` makes pictures of pages and `tesseract` reads them: `apt install
    /// tesseract-ocr poppler-utils`. It takes seconds a page. Paragraphs that were recognised are
    /// marked with the confidence. Pages of pictures that were met before are read as soon as this is
    /// asked for and the programs are there. (Old Word files are read without being asked for, where
    /// LibreOffice, `antiword` or `catdoc` is there.)
    #[arg(
        long,
        value_name = "WHEN",
        num_args = 0..=1,
        require_equals = true,
        default_value = "never",
        default_missing_value = "always"
    )]
    ocr: Ocr,

    /// Make the thesaurus anew, which `findings related` asks
    ///
    /// It is made of the paragraphs of the index and kept beside it. Without this it is made by the
    /// first question that needs it, and stays as it is when reports come or go. Without a path, the
    /// folders that were read before are read again first, those that are there.
    #[arg(long)]
    related: bool,

    /// Read one share of the files, as one of several machines (with `--engine`)
    ///
    /// `3/8` is the third of eight: each of eight machines names its own, over the same folders at the
    /// same place. Which share a file belongs to its content decides. Shares run at once or one after the
    /// other, and again if they broke off; nothing of them is seen before `--settle`.
    #[cfg(feature = "engine")]
    #[arg(long, value_name = "K/N", conflicts_with_all = ["rebuild", "related", "prune"])]
    share: Option<Share>,

    /// Make seen what all shares of these files have handed over, all at once (with `--engine`)
    ///
    /// It is run once, after all shares: gives names to reports, and lets go those whose files have
    /// gone. Shares that are lacking are named, and nothing is lost then.
    #[cfg(feature = "engine")]
    #[arg(long, conflicts_with_all = ["share", "rebuild", "related"])]
    settle: bool,

    /// How many shards the index is to have that is made, first or by `--rebuild` (with `--engine`)
    ///
    /// Three unless it is said, or as many as before. docs/scale.md tells how many to take.
    #[cfg(feature = "engine")]
    #[arg(long, value_name = "N", conflicts_with = "related", value_parser = shards)]
    shards: Option<NonZeroU32>,

    /// Exit with 2 if a file was refused
    #[arg(long)]
    strict: bool,

    /// How the summary is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SummaryFormat,

    /// A CSV file that adds authorities, areas, headings or inspectors to the built-in ones
    ///
    /// Its columns tell what it holds: `slug,name,region,type,aliases` for authorities,
    /// `slug,name,group` for areas, `family,heading,role,slug` for headings, `printed,name` for
    /// inspectors. A file `gazetteer.csv` in a folder of reports is read without being named.
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,

    /// A folder of files of rules: kinds, frameworks and headings beside the built-in ones
    ///
    /// `findings frameworks` lists what is known and checks such files. A folder `rules` in a folder
    /// of reports is read without being named.
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,

    /// Read more or less of one file than usual: `seconds=60`, `unpacked=500000000`
    ///
    /// A file that passes a limit is refused, or read as far as the limit goes with the warning
    /// `incomplete`; which limit it was is said there. Limits are far above what the largest
    /// reports take, and keep a damaged or hostile file from stopping the others. Files that are
    /// in the index already are read again with `--rebuild`. The limits, each for one file:
    ///
    /// `bytes` (67108864) as it is stored; `unpacked` (100663296) bytes that its streams or parts
    /// unpack to in all; `stream` (25165824) bytes of one of them, or of one page; `objects`
    /// (1000000) of a PDF, or elements of another format; `looked` (201326592) bytes of objects of
    /// a PDF, each time that one is looked at; `glyphs` (500000) that fonts describe; `runs`
    /// (200000) of characters drawn by one operator; `text` (4194304) bytes; `depth` (200) of
    /// nesting; `blocks` (40000): paragraphs, headings, items, cells; `seconds` (20) that reading
    /// takes; `program` (60): seconds that a program outside takes, each time; `pictures` (200):
    /// pages that are recognised.
    #[arg(long, value_name = "NAME=NUMBER", value_parser = parse_limit)]
    limit: Vec<(Limit, u64)>,
}

/// When the text of pictures is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ocr {
    /// On pages that show nothing else
    Always,
    /// Not at all
    Never,
}

fn parse_limit(text: &str) -> Result<(Limit, u64), String> {
    let (name, number) = text
        .split_once('=')
        .ok_or("a limit is written as NAME=NUMBER, such as `seconds=60`")?;
    let limit = name.parse().map_err(|error: UnknownSlug| {
        let names: Vec<&str> = Limit::ALL.iter().map(|limit| limit.slug()).collect();
        format!("{error}; the limits are {}", names.join(", "))
    })?;
    match number.parse() {
        Ok(number) => Ok((limit, number)),
        Err(_) => Err(format!("`{number}` is no whole number")),
    }
}

/// Reads a number of shards: an index of the engine has 1024 at most.
#[cfg(feature = "engine")]
fn shards(text: &str) -> Result<NonZeroU32, String> {
    const MOST: u32 = 1024;
    let shards = text
        .parse()
        .ok()
        .filter(|shards: &NonZeroU32| shards.get() <= MOST);
    shards.ok_or_else(|| format!("`{text}` is no number from 1 to {MOST}"))
}

/// Lists what is to be read.
fn paths(args: &Args, ui: &Ui) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    if ui.asks_engine() {
        let default = (!args.rebuild).then(|| PathBuf::from(CORPUS));
        return default.into_iter().collect();
    }
    let before = index::roots(ui.index_dir());
    match before.is_empty() {
        // A rebuild reads them by itself.
        false if args.rebuild => Vec::new(),
        // The thesaurus is made of what there is, whether the folders of reports can be seen or not.
        false if args.related => {
            // Its name may lead elsewhere from this folder.
            let is_it = |root: &Root| Root::new(&root.given).is_ok_and(|named| named == *root);
            let is_there = |root: &Root| root.exists() && is_it(root);
            let there = before.into_iter().filter(is_there);
            there.map(|root| root.given).collect()
        }
        _ => vec![PathBuf::from(CORPUS)],
    }
}

/// Tells what is meant.
fn extent(args: &Args) -> Extent {
    #[cfg(feature = "engine")]
    return Extent {
        files: match args.share {
            Some(share) => Files::Share(share),
            None if args.settle => Files::Settling,
            None => Files::Whole,
        },
        shards: args.shards,
    };
    #[cfg(not(feature = "engine"))]
    {
        let _ = args;
        Extent::default()
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    if args.related {
        thesaurus::needs_folder(ui)?;
    }
    let paths = paths(args, ui);
    // A folder that is to be forgotten need not be there.
    let needed = paths.iter().filter(|_| !args.prune);
    for path in needed.chain(&args.gazetteer).chain(&args.rules) {
        CommandError::unless_there(path)?;
    }
    let options = IngestOptions {
        rebuild: args.rebuild,
        jobs: args.jobs.map(NonZeroUsize::get),
        gazetteer: args.gazetteer.clone(),
        rules: args.rules.clone(),
        prune: args.prune,
        limits: (args.limit.iter()).fold(Limits::default(), |limits, &(limit, most)| {
            limits.with(limit, most)
        }),
        programs: Programs::on_path(args.ocr == Ocr::Always),
        ..IngestOptions::default()
    };
    let (started, cpu_started) = (Instant::now(), ProcessTime::try_now().ok());
    let summary = build(ui, &paths, &options, extent(args))?;
    let cost = IngestCost {
        seconds: started.elapsed().as_secs_f64(),
        cpu_seconds: cpu_started
            .and_then(|started| started.try_elapsed().ok())
            .map_or(0.0, |elapsed| elapsed.as_secs_f64()),
    };
    let ingested = Ingested {
        summary: &summary,
        cost,
        verbose: ui.is_verbose(),
    };
    ui.write(&ingested, args.format)?;
    #[cfg(feature = "engine")]
    if let Some(share) = args.share {
        ui.note(&format!(
            "the share {share} is seen when all are settled, by `findings ingest --settle`"
        ));
    }
    for reason in &summary.held {
        ui.note(&format!("{reason}; `--prune` lets go what is gone"));
    }
    if args.related {
        thesaurus::remake(build::open(ui)?, ui)?;
    }
    let outcome = match summary.held.is_empty() {
        true => Outcome::Done,
        false => Outcome::Nothing,
    };
    match summary.refused {
        number @ 1.. if args.strict => {
            let files = if number == 1 {
                "file was"
            } else {
                "files were"
            };
            Err(CommandError::new(format!("{number} {files} refused"))
                .hint("without `--strict` this is no error"))
        }
        _ => Ok(outcome),
    }
}
