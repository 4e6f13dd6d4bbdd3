//! Old Word files: read by programs outside, as what they write of them.

use super::programs::{Installed, Program};
use super::workshop::{Failure, Workshop};
use crate::formats::FileFormat;
use crate::model::Limits;

/// Names of files in the workshop.
const INPUT: &str = "input.doc";
const OUTPUT: &str = "input.docx";

/// Has a program write an old Word file in a format that is read here.
pub(super) fn convert(
    bytes: &[u8],
    by: Installed<'_>,
    limits: &Limits,
) -> Result<(Vec<u8>, FileFormat), Failure> {
    let workshop = Workshop::new(by.program, INPUT, bytes, limits)?;
    let run = |args: &[&str]| workshop.run(by, args);
    let (written, format) = match by.program {
        Program::Soffice => {
            // Its settings too are made anew, so that any number run at a time.
            let profile = workshop.path().join("profile");
            let profile = format!("-env:UserInstallation=file://{}", profile.display());
            let convert = ["--headless", "--norestore", "--convert-to", "docx", INPUT];
            run(&[&[profile.as_str()], &convert[..]].concat())?;
            (workshop.take(by.program, OUTPUT)?, FileFormat::Docx)
        }
        // A paragraph is a line.
        Program::Antiword => (
            run(&["-m", "UTF-8.txt", "-w", "0", INPUT])?,
            FileFormat::Plain,
        ),
        _ => (run(&["-w", "-d", "utf-8", INPUT])?, FileFormat::Plain),
    };
    match written.iter().all(u8::is_ascii_whitespace) {
        true => Err(Failure::nothing(by.program)),
        false => Ok((written, format)),
    }
}
