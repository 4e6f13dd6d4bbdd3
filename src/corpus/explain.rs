//! Why a document was taken for what it was taken for.

use std::path::Path;

use super::read::{Bytes, Opened, Refusal, guard};
use crate::model::{Budget, Kind, Limits, Report, Warned};
use crate::report::{self, Attempt};
use crate::rules::Rules;

/// How a document was recognised, and what was read from it.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The name of the family.
    pub family: String,
    /// The kind.
    pub kind: Kind,
    /// The file of rules that recognised it; empty where no rule did.
    pub file: String,
    /// The line of that file, counted from 1.
    pub line: u32,
    /// Which tests held.
    pub because: Vec<String>,
    /// What was tried before and failed, in its order.
    pub tried: Vec<Attempt>,
    /// What was read, with what is doubtful about it.
    pub read: Warned<Report>,
}

/// Reads a file as [`super::read_file`] does, and says why it was taken for what it was.
///
/// # Errors
/// If it is no report that can be read.
pub fn explain_file(path: &Path, rules: &Rules, limits: &Limits) -> Result<Explanation, Refusal> {
    let budget = Budget::new(limits);
    let file = Bytes::read(path, &budget)?;
    guard(|| {
        let opened = Opened::of(&file.bytes, &file.name, &budget)?;
        let origin = opened.origin(&file.name, file.sidecar.text.as_deref());
        let recognised = report::recognise(&opened.blocks, &origin, rules)
            .expect("the last family of the rules takes every document");
        let read = report::read(&opened.blocks, &origin, rules);
        let warnings = opened.warnings.iter().cloned().chain(read.warnings);
        let warnings = warnings.chain(file.sidecar.warning());
        Ok(Explanation {
            family: recognised.family.name.clone(),
            kind: recognised.kind,
            file: recognised.file.to_owned(),
            line: recognised.line,
            because: recognised.because,
            tried: recognised.tried,
            read: Warned {
                warnings: warnings.collect(),
                value: read.value,
            },
        })
    })
}
