//! Topics: queries, or files of them, under the names that their lines give.

use std::fs;
use std::path::Path;

use findings::themes::Topic;

use crate::error::CommandError;
use crate::queries;

/// Reads topics from arguments: the name of a file stands for the queries in it.
pub(crate) fn read<'a>(
    given: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<Topic>, CommandError> {
    let mut topics = Vec::new();
    for text in given {
        if !Path::new(text).is_file() {
            topics.push(topic(text, text)?);
            continue;
        }
        let lines = fs::read_to_string(text)
            .map_err(|error| CommandError::cannot_read(Path::new(text), &error))?;
        let lines = lines.strip_prefix('\u{FEFF}').unwrap_or(&lines);
        for line in lines.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // A query holds no `=` between spaces: before a word it belongs to it.
            let (name, query) = line.split_once(" = ").unwrap_or((line, line));
            topics.push(topic(name.trim(), query.trim())?);
        }
    }
    for (at, topic) in topics.iter().enumerate() {
        if topics[..at].iter().any(|other| other.name == topic.name) {
            return Err(CommandError::new(format!(
                "two topics are called `{}`",
                topic.name
            )));
        }
    }
    Ok(topics)
}

fn topic(name: &str, text: &str) -> Result<Topic, CommandError> {
    Ok(Topic {
        name: name.to_owned(),
        query: queries::parse(text)?,
    })
}
