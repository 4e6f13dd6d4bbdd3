//! `findings track`.

use findings::output::{TrackedItems, TrackedTheme};
use findings::query::Field;
use findings::themes::{self, TrackedPair};

use crate::build::{self, Purpose};
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::{CellArgs, ThemeFormatArg};
use crate::neighbours::NeighbourArgs;
use crate::outcome::Outcome;
use crate::queries;
use crate::ui::Ui;

/// Follow what must improve from each graded report to the next
///
/// Improvement items, recommendations and priority actions of a report are compared with those
/// of the authority's next graded report, and with what it finds. Without a theme, each item is
/// named again, dropped or new by its words; with one, a report names the theme if one of its
/// items matches. Pairs of reports are always successive; filters choose the pairs of which both
/// reports pass, and those on paragraphs choose the items. An authority that took over from
/// another is compared with it, and marked; where it took over from several, its items count once, and
/// are new if none of these was asked for them. What a safeguarding board is asked is left out.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings track --authority southend-on-sea
  findings track '\"management oversight\"'
  findings track '\"management oversight\"' --authority kent --neighbours neighbours.csv
  findings track --format csv > items.csv")]
pub(crate) struct Args {
    /// The theme, as a query; without one, every item is followed
    theme: Vec<String>,

    /// How many findings of the later report to quote on each item or theme
    ///
    /// As text, 1 with `--authority`, or else none and so the totals alone; as data, all.
    #[arg(long, value_name = "N")]
    quotes: Option<usize>,

    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ThemeFormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    neighbours: NeighbourArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let text = args.theme.join(" ");
    let theme = queries::parse(&text)?;
    let mut filters = args.filters.filters(None);
    args.neighbours.widen(&mut filters, ui)?;
    let index = &build::open_for(ui, Purpose::Selected(&filters))?;
    let of_some = filters
        .fields
        .iter()
        .any(|filter| filter.field == Field::Authority && !filter.any_of.is_empty());
    let quotes = args.quotes.unwrap_or(match args.format {
        ThemeFormatArg::Text => usize::from(of_some),
        _ => usize::MAX,
    });
    let format = args.cells.of(args.format)?;
    let pairs = if text.is_empty() {
        let tracked = themes::track(index, &filters)?;
        let pairs = &tracked;
        ui.write(&TrackedItems { pairs, quotes }, format)?;
        let has_items = |pair: &&TrackedPair| !pair.items.is_empty() || pair.items_now > 0;
        tracked.iter().filter(has_items).count()
    } else {
        let told = themes::told(index, &theme, &filters)?;
        let pairs = told.pairs.len();
        let told = &told;
        ui.write(&TrackedTheme { told, quotes }, format)?;
        pairs
    };
    Ok(Outcome::of(pairs as u64))
}
