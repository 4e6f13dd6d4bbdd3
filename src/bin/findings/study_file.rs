//! The file of a study: questions for one corpus, each turned into a command of this program.
//!
//! A question has the options of the command that asks it, under their names, so that there is
//! one list of options and values for both.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use findings::toml_file::{Text, TomlTable};

use crate::codebook_file::read_toml;
use crate::error::CommandError;

/// What asks a question of some kind.
#[derive(Debug, Clone, Copy)]
struct Kind {
    name: &'static str,
    /// The command with the options that make it this kind.
    words: &'static [&'static str],
    /// The option that takes the query; none where the command itself does.
    query_option: Option<&'static str>,
}

const fn kind(name: &'static str, words: &'static [&'static str]) -> Kind {
    Kind {
        name,
        words,
        query_option: None,
    }
}

/// Every kind.
const KINDS: [Kind; 8] = [
    kind("search", &["search"]),
    kind("reports", &["reports"]),
    kind("track", &["track"]),
    kind("recurring", &["themes"]),
    kind("trend", &["themes", "--trend"]),
    kind("contrast", &["themes"]),
    Kind {
        query_option: Some("--collocates"),
        ..kind("collocates", &["themes"])
    },
    kind(CODEBOOK, &["themes"]),
];

/// The kind that has the files of the study besides.
const CODEBOOK: &str = "codebook";

/// A study.
#[derive(Debug)]
pub(crate) struct Study {
    pub(crate) title: String,
    pub(crate) description: String,
    /// The files that it consists of: what each is, and its path.
    pub(crate) inputs: Vec<(&'static str, PathBuf)>,
    pub(crate) questions: Vec<Question>,
    /// The folder against which paths in the file are read.
    folder: PathBuf,
}

/// A question of a study.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) formats: Vec<String>,
    words: Vec<String>,
    /// Options whose values are files of the study.
    files: Vec<(&'static str, String)>,
    query: String,
    query_option: Option<&'static str>,
    place: String,
}

impl Question {
    /// Returns the words of the command, without a format, as they are typed in the study's
    /// folder.
    pub(crate) fn command(&self) -> Vec<String> {
        self.words(Path::new(""), None)
    }

    fn words(&self, folder: &Path, format: Option<&str>) -> Vec<String> {
        let mut words = vec!["findings".to_owned()];
        words.extend(self.words.iter().cloned());
        for (option, file) in &self.files {
            words.push(format!("--{option}={}", folder.join(file).display()));
        }
        words.extend(format.map(|format| format!("--format={format}")));
        match self.query_option {
            _ if self.query.is_empty() => {}
            Some(option) => words.push(format!("{option}={}", self.query)),
            None => words.extend(["--".to_owned(), self.query.clone()]),
        }
        words
    }

    /// Says where the question stands, for messages.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }
}

impl Study {
    /// Reads a study.
    pub(crate) fn load(path: &Path) -> Result<Self, CommandError> {
        let file = read_toml(path)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let table = file.table(&[
            "title",
            "description",
            "codebook",
            "coded",
            "filters",
            "question",
        ])?;
        let mut files = Vec::new();
        for key in ["codebook", "coded"] {
            let name = table.text(key)?;
            if !name.is_empty() {
                files.push((key, name));
            }
        }
        let filters = match table.table("filters")? {
            Some(filters) => options(&filters)?,
            None => Vec::new(),
        };
        let mut names = BTreeSet::new();
        let mut questions = Vec::new();
        let keys = ["name", "kind", "query", "formats", "filters", "options"];
        for table in table.tables("question", &keys)? {
            let question = question(path, &table, &filters, &files)?;
            if !names.insert(question.name.clone()) {
                let message = format!("a second question `{}`", question.name);
                return Err(table.error(message).into());
            }
            questions.push(question);
        }
        if questions.is_empty() {
            return Err(CommandError::from(table.error("a study needs a question"))
                .hint("[[question]]\nname = \"…\"\nkind = \"recurring\""));
        }
        let mut inputs = vec![("study", path.to_owned())];
        inputs.extend(files.iter().map(|(what, name)| (*what, folder.join(name))));
        Ok(Study {
            title: table.required("title")?,
            description: table.text("description")?.trim().to_owned(),
            inputs,
            questions,
            folder,
        })
    }

    /// Returns the words of the command that asks a question in a format.
    pub(crate) fn words(&self, question: &Question, format: &str) -> Vec<String> {
        question.words(&self.folder, Some(format))
    }

    /// Returns the folder in which outputs are kept unless another is named.
    pub(crate) fn default_output(&self) -> PathBuf {
        self.folder.join("output")
    }
}

/// Returns the ending of a file in a format.
pub(crate) fn extension(format: &str) -> &str {
    match format {
        "text" | "table" => "txt",
        "markdown" => "md",
        format => format,
    }
}

fn question(
    path: &Path,
    table: &TomlTable<'_>,
    filters: &[(String, Vec<String>)],
    files: &[(&'static str, String)],
) -> Result<Question, CommandError> {
    let name = table.required("name")?;
    if !name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    {
        let error = table.error(format!("`{name}` is no name of files"));
        return Err(CommandError::from(error).hint("small letters, digits and hyphens"));
    }
    let wanted = table.required("kind")?;
    let Some(kind) = KINDS.into_iter().find(|kind| kind.name == wanted) else {
        let names = KINDS.map(|kind| kind.name).join(", ");
        let error = table.error(format!("there is no kind `{wanted}`"));
        return Err(CommandError::from(error).hint(format!("one of {names}")));
    };
    let takes_files = kind.name == CODEBOOK;
    if takes_files && files.is_empty() {
        return Err(table.error("the study names no `codebook`").into());
    }
    let mut own = match table.table("filters")? {
        Some(own) => options(&own)?,
        None => Vec::new(),
    };
    for (name, values) in filters {
        if own.iter().all(|(other, _)| other != name) {
            own.push((name.clone(), values.clone()));
        }
    }
    if let Some(table) = table.table("options")? {
        own.extend(options(&table)?);
    }
    let mut words: Vec<String> = kind.words.iter().map(|word| (*word).to_owned()).collect();
    for (name, values) in own {
        for value in values {
            match value.as_str() {
                "true" => words.push(format!("--{name}")),
                "false" => {}
                value => words.push(format!("--{name}={value}")),
            }
        }
    }
    let formats: Vec<String> = table
        .texts("formats")?
        .into_iter()
        .map(|text| text.text)
        .collect();
    Ok(Question {
        place: format!("{}:{}: question `{name}`", path.display(), table.line),
        name,
        formats: match formats.is_empty() {
            true => vec!["json".to_owned()],
            false => formats,
        },
        words,
        files: if takes_files {
            files.to_vec()
        } else {
            Vec::new()
        },
        query: table.text("query")?.trim().to_owned(),
        query_option: kind.query_option,
    })
}

/// Reads options under their names.
fn options(table: &TomlTable<'_>) -> Result<Vec<(String, Vec<String>)>, CommandError> {
    let read = |key: Text| {
        let values = table.texts(&key.text)?;
        Ok((
            key.text,
            values.into_iter().map(|value| value.text).collect(),
        ))
    };
    table.keys().into_iter().map(read).collect()
}
