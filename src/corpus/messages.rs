//! Messages that carry several documents, which are found with them.

use std::path::Path;

use rayon::prelude::*;

use super::attached::{documents, is_carrier};
use super::discover::ReportFile;
use super::pool::in_pool;
use super::stamp::stamp;
use crate::model::{Budget, Limit, Limits};

/// What is known of a message from an earlier run.
#[derive(Debug, Clone)]
pub struct KnownMessage {
    /// See [`super::Hashed`].
    pub stamp: String,
    /// The names of the documents that are files of their own.
    pub documents: Vec<String>,
}

/// Lists the documents that are attached to those of some files that are messages and carry several.
/// `known` tells what is known of a message, which is taken where the stamp says that it still holds.
pub fn attached_files(
    files: &[ReportFile],
    jobs: Option<usize>,
    limits: &Limits,
    known: &(dyn Fn(&ReportFile) -> Option<KnownMessage> + Sync),
) -> Vec<ReportFile> {
    let names = |file: &ReportFile| match known(file) {
        Some(known) if !known.stamp.is_empty() && known.stamp == stamp(&file.absolute) => {
            known.documents
        }
        _ => names(&file.absolute, limits),
    };
    let listed = |file: &ReportFile| {
        let of_name = |name: String| ReportFile {
            path: format!("{}/{name}", file.path),
            absolute: file.absolute.join(name),
        };
        names(file).into_iter().map(of_name).collect::<Vec<_>>()
    };
    let is_carrier = |file: &&ReportFile| is_carrier(&file.path);
    let messages: Vec<&ReportFile> = files.iter().filter(is_carrier).collect();
    in_pool(jobs, || messages.into_par_iter().flat_map(listed).collect())
}

/// Lists the documents of a message that are files of their own; none where it carries but one, cannot
/// be read, or is too large, which is told when it is read itself.
fn names(message: &Path, limits: &Limits) -> Vec<String> {
    let size = message
        .metadata()
        .map_or(u64::MAX, |metadata| metadata.len());
    if size > limits.get(Limit::Bytes) {
        return Vec::new();
    }
    match documents(message, &Budget::new(limits)) {
        Ok(documents) if documents.len() > 1 => documents.into_iter().map(|it| it.name).collect(),
        _ => Vec::new(),
    }
}
