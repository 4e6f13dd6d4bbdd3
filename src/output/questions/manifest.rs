//! Manifests: what the outputs of a study were made of, so that a second run can be compared.
//!
//! Nothing here depends on the clock or on where files lie: the same reports, program and study
//! give the same manifest.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::corpus::hash_bytes;
use crate::index::ReportRecord;
use crate::output::render::json;
use crate::output::words::label::count;

/// What a study was made of and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Manifest {
    /// Name and version of the program.
    pub program: String,
    /// The title of the study.
    pub title: String,
    /// What the study asks.
    pub description: String,
    /// The hash of each file that the study was read from, by what it is.
    pub inputs: BTreeMap<String, String>,
    /// The hash over the hashes of all reports of the index, sorted.
    pub corpus_sha256: String,
    /// The questions in their order.
    pub questions: Vec<ManifestQuestion>,
    /// The hash of the file of each report, by its id.
    pub reports: BTreeMap<String, String>,
}

/// A question and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct ManifestQuestion {
    /// Its name.
    pub name: String,
    /// The command that asks it.
    pub command: String,
    /// The hash of each file that it wrote, by the file's name.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// Describes a study before its questions are asked; hashes are SHA-256 in hexadecimal.
    pub fn new(title: &str, description: &str, records: &[ReportRecord]) -> Self {
        let mut hashes: Vec<&str> = records.iter().map(|r| r.sha256.as_str()).collect();
        hashes.sort_unstable();
        let reports = records.iter().map(|r| (r.id.to_string(), r.sha256.clone()));
        Manifest {
            program: concat!("findings ", env!("CARGO_PKG_VERSION")).to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            inputs: BTreeMap::new(),
            corpus_sha256: hash_bytes(hashes.join("\n").as_bytes()),
            questions: Vec::new(),
            reports: reports.collect(),
        }
    }

    /// Reads a manifest that was written before.
    ///
    /// # Errors
    /// A text that is no manifest.
    pub fn parse(text: &str) -> io::Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    /// Writes the manifest.
    ///
    /// # Errors
    /// A writer that fails.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        json::pretty(out, self)
    }

    /// Says what is different from an earlier run, one sentence a fact; nothing if nothing is.
    pub fn differences(&self, earlier: &Manifest) -> Vec<String> {
        let mut said = Vec::new();
        if self.program != earlier.program {
            said.push(format!(
                "made by {}, before by {}",
                self.program, earlier.program
            ));
        }
        said.extend(told("input", &earlier.inputs, &self.inputs));
        said.extend(told("report", &earlier.reports, &self.reports));
        let commands = |manifest: &Manifest| -> BTreeMap<String, String> {
            let questions = manifest.questions.iter();
            questions
                .map(|q| (q.name.clone(), q.command.clone()))
                .collect()
        };
        said.extend(told("question", &commands(earlier), &commands(self)));
        let outputs = |manifest: &Manifest| -> BTreeMap<String, String> {
            manifest
                .questions
                .iter()
                .flat_map(|q| q.outputs.clone())
                .collect()
        };
        said.extend(told("output", &outputs(earlier), &outputs(self)));
        said
    }
}

/// Says which names were added, removed, or have another value.
fn told(
    what: &str,
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    let list = |verb: &str, names: Vec<&String>| {
        let number = count(names.len() as u64, what);
        let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("{number} {verb}: {}", names.join(", ")))
    };
    let added = now.keys().filter(|name| !before.contains_key(*name));
    let removed = before.keys().filter(|name| !now.contains_key(*name));
    let changed = now
        .iter()
        .filter(|(name, value)| before.get(*name).is_some_and(|b| b != *value));
    let lines = [
        list("added", added.collect()),
        list("removed", removed.collect()),
        list("changed", changed.map(|(name, _)| name).collect()),
    ];
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Manifest, ManifestQuestion};
    use crate::output::testutil::{record, written};

    fn manifest() -> Manifest {
        let mut manifest = Manifest::new("t", "d", &[record()]);
        manifest.inputs.insert("study".to_owned(), "1".to_owned());
        manifest.questions.push(ManifestQuestion {
            name: "q".to_owned(),
            command: "findings themes".to_owned(),
            outputs: [("q.csv".to_owned(), "2".to_owned())].into(),
        });
        manifest
    }

    #[test]
    fn what_is_written_is_read() {
        let text = written(|out| manifest().write(out));
        assert_eq!(Manifest::parse(&text).unwrap(), manifest());
        assert!(Manifest::parse("{}").is_err());
    }

    #[test]
    fn says_what_changed() {
        let (before, mut now) = (manifest(), manifest());
        assert!(now.differences(&before).is_empty());
        let id = now.reports.keys().next().cloned().unwrap();
        now.reports.insert(id.clone(), "other".to_owned());
        now.reports
            .insert("new/2025/ilacs".to_owned(), "3".to_owned());
        now.questions[0]
            .outputs
            .insert("q.csv".to_owned(), "4".to_owned());
        assert_eq!(
            now.differences(&before),
            [
                "1 report added: new/2025/ilacs".to_owned(),
                format!("1 report changed: {id}"),
                "1 output changed: q.csv".to_owned(),
            ]
        );
    }
}
