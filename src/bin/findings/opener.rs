//! Opening a report at its page, in the system's viewer or in one of the user's choice.

use std::ffi::{OsStr, OsString};
use std::process::{Command, Stdio};

use findings::corpus::path_from_text;
use findings::index::ReportRecord;
use findings::output::{file_url, published_url};

use crate::error::CommandError;

const HINT: &str = "`--opener`, FINDINGS_OPENER or `opener` in the configuration file name a \
                    viewer: \"evince -p {page} {file}\"";

/// Opens a report at a page, and waits until what opens it has ended.
///
/// In the command, `{file}`, `{page}` and `{url}` stand for the file, the page and the address
/// of both; without any of them the address is its last word.
pub(crate) fn open(opener: &str, record: &ReportRecord, page: u32) -> Result<(), CommandError> {
    let file = path_from_text(&record.absolute);
    let is_there = file.is_file();
    let url = match published_url(record, Some(page)) {
        _ if is_there => file_url(&record.absolute, Some(page)),
        Some(url) => url,
        None => {
            return Err(
                CommandError::new(format!("the file `{}` is gone", record.absolute))
                    .hint("`findings check` lists the files that are missing"),
            );
        }
    };
    let line = if opener == "auto" { system() } else { opener };
    let words = shlex::split(line).filter(|words| !words.is_empty());
    let Some(mut words) = words else {
        return Err(CommandError::new(format!("`{line}` is no command")).hint(HINT));
    };
    if !["{file}", "{page}", "{url}"]
        .iter()
        .any(|name| line.contains(name))
    {
        words.push("{url}".to_owned());
    }
    let words = words.iter().map(|word| {
        let mut filled = OsString::new();
        for (at, part) in word.split("{file}").enumerate() {
            if at > 0 {
                filled.push(&file);
            }
            let part = part.replace("{page}", &page.to_string());
            filled.push(part.replace("{url}", &url));
        }
        filled
    });
    let words: Vec<OsString> = words.collect();
    let shown = words.join(OsStr::new(" "));
    let status = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .status()
        .map_err(|error| {
            let program = words[0].display();
            CommandError::new(format!("cannot run `{program}`: {error}")).hint(HINT)
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(CommandError::new(format!("`{}` failed: {status}", shown.display())).hint(HINT))
    }
}

/// Opens an address in the browser of the system, and does not wait for it.
#[cfg(feature = "serve")]
pub(crate) fn browse(url: &str) -> Result<(), CommandError> {
    let words = shlex::split(&system().replace("{url}", url)).unwrap_or_default();
    let Some((program, args)) = words.split_first() else {
        return Ok(());
    };
    let started = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started
        .map(drop)
        .map_err(|error| CommandError::new(format!("cannot run `{program}`: {error}")))
}

/// Returns the command of the system that opens an address.
const fn system() -> &'static str {
    if cfg!(windows) {
        "cmd /c start \"\" {url}"
    } else if cfg!(target_os = "macos") {
        "open {url}"
    } else {
        "xdg-open {url}"
    }
}
