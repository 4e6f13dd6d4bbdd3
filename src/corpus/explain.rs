//! Why a document was taken for what it was taken for.

use std::path::Path;

use super::opened::Help;
use super::programs::Aid;
use super::read::{Bytes, Means, guard};
use super::refusal::Refusal;
use crate::model::{Budget, Kind, Report, Warned};
use crate::report::{self, Attempt};

/// How a document was recognised, and what was read from it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FileExplanation {
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

/// Reads a file as [`super::read_all`] does, and says why it was taken for what it was.
///
/// # Errors
/// If it is no report that can be read.
pub fn explain_file(path: &Path, means: Means<'_>) -> Result<FileExplanation, Refusal> {
    let Means {
        rules,
        limits,
        programs,
    } = means;
    let budget = Budget::new(limits);
    let aid = Aid::default();
    let help = Help {
        programs,
        aid: &aid,
    };
    let file = Bytes::read(path, &budget)?;
    guard(|| {
        let opened = file.open(rules, help, &budget)?;
        let sidecar = file.metadata();
        let origin = opened.origin(&file.name, sidecar);
        let recognised = report::recognise(&opened.blocks, &origin, rules)
            .expect("the last family of the rules takes every document");
        let mut read = opened.report(&file.name, sidecar, rules);
        read.warnings.extend(file.sidecar.warning());
        Ok(FileExplanation {
            family: recognised.family.name.clone(),
            kind: recognised.kind,
            file: recognised.file.to_owned(),
            line: recognised.line,
            because: recognised.because,
            tried: recognised.tried,
            read,
        })
    })
}
