//! Real reports for tests, which run over them where `FINDINGS_REPORTS` names their folder.
//!
//! Each such test says on the terminal, past what is kept of passing tests, whether it read them;
//! `.ci/run` counts these lines. Tests inside the library use this file too.

// Each test file uses its own part of this.
#![allow(dead_code)]

use std::io::Write;
use std::path::PathBuf;

/// Returns the folder of real reports, if there is one.
pub(crate) fn real_reports() -> Option<PathBuf> {
    let folder = std::env::var_os("FINDINGS_REPORTS").map(PathBuf::from);
    match folder {
        Some(_) => tell("read"),
        None => no_real_reports("FINDINGS_REPORTS is not set"),
    }
    folder
}

/// Returns the path of a file that lies beside the folder of real reports, if there is one.
pub(crate) fn beside_real_reports(file: &str) -> Option<PathBuf> {
    let path = std::env::var_os("FINDINGS_REPORTS").map(|folder| PathBuf::from(folder).join(file));
    if let Some(path) = path.as_ref().filter(|path| !path.exists()) {
        no_real_reports(&format!("there is no {}", path.display()));
        return None;
    }
    real_reports().and(path)
}

/// Says why the test that runs does not read real reports.
pub(crate) fn no_real_reports(why: &str) {
    tell(&format!("not read ({why})"));
}

fn tell(what: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let line = format!("real reports: {what} by {test}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
