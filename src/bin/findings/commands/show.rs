//! `findings show`.

use std::io::Write;

use clap::ValueEnum;
use findings::index::ReportRecord;
use findings::model::{Paragraph, ReportId};
use findings::output::{self, Format, Outline, Passage, RowFormat};
use findings::query::Filters;
use findings::query::spelling::nearest;

use crate::build::{self, Purpose};
use crate::complete;
use crate::error::CommandError;
use crate::opener;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Show a paragraph with its neighbours, or a report as an outline
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings show southend-on-sea/2024-10-25/ilacs         the outline of a report
  findings show southend-on-sea/2024-10-25/ilacs#28      a paragraph
  findings show southend-on-sea/2024-10-25/ilacs#28 --cite
  findings show southend-on-sea/2024-10-25/ilacs#28 --format bibtex
  findings show southend-on-sea/2024-10-25/ilacs#28 --open")]
pub(crate) struct Args {
    /// A paragraph, `REPORT#PLACE`, or a report, as results print them
    #[arg(add = complete::ids())]
    id: String,

    /// How many paragraphs to show before and after [default: 1; none in documents and references]
    #[arg(long, short = 'C', value_name = "N")]
    context: Option<usize>,

    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ShowFormat,

    /// Print a citation instead
    #[arg(long, conflicts_with_all = ["format", "context"])]
    cite: bool,

    /// Open the file at the page instead
    #[arg(long, conflicts_with_all = ["format", "context", "cite"])]
    open: bool,

    /// The command that opens files
    ///
    /// `{file}`, `{page}` and `{url}` stand for the file, the page and the address of both.
    /// `auto` is what the system has.
    #[arg(
        long,
        value_name = "COMMAND",
        env = "FINDINGS_OPENER",
        default_value = "auto"
    )]
    opener: String,
}

/// See [`Args::format`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// A quotation with its source, or an outline with headings
    Markdown,
    /// The same for a word processor
    Docx,
    /// A reference for reference managers
    Ris,
    /// A reference for LaTeX and pandoc
    Bibtex,
}

impl From<ShowFormat> for Format {
    fn from(format: ShowFormat) -> Self {
        match format {
            ShowFormat::Text => Format::Text,
            ShowFormat::Json => Format::Json,
            ShowFormat::Markdown => Format::Markdown,
            ShowFormat::Docx => Format::Docx,
            ShowFormat::Ris => Format::Rows(RowFormat::Ris),
            ShowFormat::Bibtex => Format::Rows(RowFormat::Bibtex),
        }
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let (report, locator) = match args.id.split_once('#') {
        Some((report, locator)) => (report, Some(locator)),
        None => (args.id.as_str(), None),
    };
    let report = ReportId::new(report);
    let index = build::open_for(ui, Purpose::Those(&[&report]))?;
    let Some(record) = index.report(&report)? else {
        let names = index
            .reports(&Filters::default())?
            .into_iter()
            .map(|r| r.id.to_string());
        return Err(
            CommandError::not_found(format!("there is no report `{report}`"))
                .did_you_mean(&nearest(report.as_str(), names))
                .hint("`findings reports` lists them"),
        );
    };
    let paragraphs = index.paragraphs(&report)?;
    match locator {
        None => show_report(args, ui, &record, &paragraphs)?,
        Some(locator) => show_paragraph(args, ui, &record, &paragraphs, locator)?,
    }
    Ok(Outcome::Done)
}

/// Opens a report's file at a page.
fn opened(args: &Args, ui: &Ui, record: &ReportRecord, page: u32) -> Result<(), CommandError> {
    // One that cannot be read is told of by what opens it.
    if let Ok(Some(false)) = record.is_as_read() {
        ui.note(
            "the file has changed since it was read, and what is on the page with it; `findings ingest` reads \
             it again",
        );
    }
    opener::open(&args.opener, record, page)
}

fn show_report(
    args: &Args,
    ui: &Ui,
    record: &ReportRecord,
    paragraphs: &[Paragraph],
) -> Result<(), CommandError> {
    if args.open {
        return opened(args, ui, record, 1);
    }
    if args.cite {
        return cite(&output::cite_report(record), ui);
    }
    if args.context.is_some() {
        let error = CommandError::new("a whole report has no paragraphs around it");
        return Err(error.hint("`--context` is for one paragraph: findings show REPORT#PLACE"));
    }
    ui.write(&Outline { record, paragraphs }, args.format)
}

fn show_paragraph(
    args: &Args,
    ui: &Ui,
    record: &ReportRecord,
    paragraphs: &[Paragraph],
    locator: &str,
) -> Result<(), CommandError> {
    let default = match args.format {
        ShowFormat::Markdown | ShowFormat::Docx => 0,
        ShowFormat::Text | ShowFormat::Json => 1,
        ShowFormat::Ris | ShowFormat::Bibtex => 0,
    };
    let context = args.context.unwrap_or(default);
    if context > 0 && matches!(args.format.into(), Format::Rows(_)) {
        let error = CommandError::new("a reference is to one paragraph, without `--context`");
        return Err(error.hint("`--format json` and `markdown` hold the paragraphs around it"));
    }
    let Some(passage) = Passage::around(record, paragraphs, locator, context) else {
        let places = paragraphs.iter().map(|p| p.locator.to_string());
        // One number is as near as another.
        let near = match locator.parse::<u32>() {
            Ok(_) => Vec::new(),
            Err(_) => nearest(locator, places),
        };
        return Err(CommandError::not_found(format!(
            "there is no paragraph `{locator}` in `{}`",
            record.id
        ))
        .did_you_mean(&near)
        .hint(format!("`findings show {}` lists them", record.id)));
    };
    if args.open {
        return opened(args, ui, record, passage.paragraph.page);
    }
    if args.cite {
        return cite(&output::cite_paragraph(record, passage.paragraph), ui);
    }
    ui.write(&passage, args.format)
}

fn cite(citation: &str, ui: &Ui) -> Result<(), CommandError> {
    let mut out = ui.out();
    writeln!(out, "{citation}")?;
    Ok(out.flush()?)
}
