//! `findings config`.

use std::io::Write;

use clap::ArgMatches;
use findings::output;

use crate::Outcome;
use crate::config::Config;
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::ui::Ui;

/// Print every setting, its value and where it comes from
///
/// An option comes before a variable, a variable before the configuration file, the file before
/// the default. The file is `$FINDINGS_CONFIG`, else `$XDG_CONFIG_HOME/findings/config.toml`,
/// else `~/.config/findings/config.toml`. It holds lines such as `limit = 20`, under the names of
/// the options whose defaults they are: `index`, `color`, `hyperlinks` and `pager` of every
/// command; `limit`, `format` and `sort` of `search`; `source` of `search`, `reports` and
/// `export`; `opener` of `show`; `ocr` of `ingest`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example of a file:
  index = \"/home/ada/reports/index\"
  limit = 20
  sort = \"newest\"
  pager = \"never\"
  opener = \"evince -p {page} {file}\"")]
pub(crate) struct Args {
    /// How settings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SummaryFormat,
}

pub(crate) fn run(
    args: &Args,
    ui: &Ui,
    config: &Config,
    matches: &ArgMatches,
) -> Result<Outcome, CommandError> {
    let settings = config.settings(matches);
    let (path, exists) = config.file();
    let file = (path.as_deref(), exists);
    let mut out = ui.out();
    match args.format {
        SummaryFormat::Text => output::write_settings_text(&mut out, file, &settings, &ui.screen)?,
        SummaryFormat::Json => output::write_settings_json(&mut out, file, &settings)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}
