//! `findings config`.

use findings::output::{Setting, Settings};

use crate::config::Config;
use crate::error::CommandError;
use crate::formats::SummaryFormat;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Print every setting, its value and where it comes from
///
/// An option comes before a variable, a variable before the configuration file, the file before
/// the default. The file is `$FINDINGS_CONFIG`, else `$XDG_CONFIG_HOME/findings/config.toml`,
/// else `~/.config/findings/config.toml`. It holds lines such as `limit = 20`, under the names of
/// the options whose defaults they are: `index`, `engine`, `engine-ca`, `concept-file`, `color`, `hyperlinks` and
/// `pager` of every command; `limit`, `format` and `sort` of `search`; `source` of `search`, `reports` and
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
    settings: Vec<Setting>,
) -> Result<Outcome, CommandError> {
    let (file, file_exists) = config.file();
    let settings = Settings {
        file,
        file_exists,
        settings,
    };
    ui.write(&settings, args.format)?;
    Ok(Outcome::Done)
}
