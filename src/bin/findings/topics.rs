//! Topics: queries, or files of them, under the names that their lines give.

use std::fs;
use std::path::Path;

use findings::themes::Topic;

use crate::error::CommandError;

/// Reads topics from arguments: the name of a file stands for the queries in it.
pub(crate) fn read<'a>(
    given: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<Topic>, CommandError> {
    let mut topics = Vec::new();
    for text in given {
        let path = Path::new(text);
        if path.is_file() {
            let unread = |error| CommandError::cannot_read(path, &error);
            let lines = fs::read_to_string(path).map_err(unread)?;
            topics.extend(Topic::lines(&lines)?);
        } else {
            topics.push(Topic::new(text, text)?);
        }
    }
    Ok(Topic::told_apart(topics)?)
}
