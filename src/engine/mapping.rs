//! The documents that the engine holds, and their fields.
//!
//! A paragraph is found by its words as this program has them, which stand in the fields `stems`,
//! `terms` and `capitals`, parted by blanks; by its tags; by days and numbers. What it says stands in
//! `record`, which the engine keeps and does not read. The token fields are left out of what is
//! stored: they are made of the record.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::ClusterError;
use crate::corpus;
use crate::index::{TokenField, packed};
use crate::query::Field;

/// The form of what the engine holds: it grows with every change of it.
pub(super) const FORMAT: u64 = 2_000 + packed::FORMAT as u64;

/// Under what name an index says that it is one of ours.
pub(super) const OURS: &str = env!("CARGO_PKG_NAME");

/// So many values a filter of the engine takes.
pub(super) const VALUES: usize = 60_000;

/// A token or tag is at most so many bytes long. A tokenizer would cut a word of more than 255 characters
/// in two, and a keyword of more than 32,766 bytes is refused.
const LONGEST: usize = 200;
/// So much of a longer one is left, before the digest of all of it.
const LEFT: usize = 120;

/// What stands between a stem and its word; no word holds it.
const PART: &str = "/";

/// How many shards an index has, and how many copies of each beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) shards: u32,
    pub(super) replicas: u32,
}

/// Fields by their names.
pub(super) mod field {
    pub(in crate::engine) const CLASS: &str = "class";
    pub(in crate::engine) const GENERATION: &str = "generation";
    pub(in crate::engine) const VERSION: &str = "version";
    pub(in crate::engine) const REPORT: &str = "report";
    pub(in crate::engine) const PLACE: &str = "place";
    pub(in crate::engine) const STEMS: &str = "stems";
    pub(in crate::engine) const TERMS: &str = "terms";
    pub(in crate::engine) const CAPITALS: &str = "capitals";
    pub(in crate::engine) const LENGTH: &str = "length";
    pub(in crate::engine) const DAY: &str = "day";
    pub(in crate::engine) const NUMBER: &str = "number";
    pub(in crate::engine) const PAGE: &str = "page";
    pub(in crate::engine) const WORD: &str = "word";
    pub(in crate::engine) const STEM: &str = "stem";
    pub(in crate::engine) const RECORD: &str = "record";
    pub(in crate::engine) const OUTLINE: &str = "outline";
    pub(in crate::engine) const DEAD: &str = "dead";
    pub(in crate::engine) const PENDING: &str = "pending";
    pub(in crate::engine) const SHARE: &str = "share";
    pub(in crate::engine) const DONE: &str = "done";
    pub(in crate::engine) const ROOTS: &str = "roots";
}

/// What a document is.
pub(super) mod class {
    pub(in crate::engine) const PARAGRAPH: &str = "paragraph";
    pub(in crate::engine) const NOTE: &str = "note";
    pub(in crate::engine) const REPORT: &str = "report";
    pub(in crate::engine) const FILE: &str = "file";
    /// A word that stands or stood in some paragraph.
    pub(in crate::engine) const WORD: &str = "word";
    /// The state of the whole: one document.
    pub(in crate::engine) const STATE: &str = "state";
    /// The mark of an ingest that is at work: one document.
    pub(in crate::engine) const LOCK: &str = "lock";
    /// How far a share of an ingest is: a document each.
    pub(in crate::engine) const SHARE: &str = "share";
}

/// Names the field of a tag.
pub(super) fn tag(field: Field) -> String {
    format!("tag_{}", field.name().replace('-', "_"))
}

/// Names the field of tokens.
pub(super) fn tokens(of: TokenField) -> &'static str {
    match of {
        TokenField::Stems => field::STEMS,
        TokenField::Terms => field::TERMS,
        TokenField::Capitals => field::CAPITALS,
    }
}

/// Spells a token as the engine has it.
pub(super) fn token(token: &str) -> Cow<'_, str> {
    match token.contains('\0') {
        true => Cow::Owned(keyword(&token.replace('\0', PART)).into_owned()),
        false => keyword(token),
    }
}

/// Spells a tag as the engine has it: one that is too long by its beginning and a digest.
pub(super) fn keyword(value: &str) -> Cow<'_, str> {
    if value.len() <= LONGEST {
        return Cow::Borrowed(value);
    }
    let end = (0..=LEFT).rev().find(|end| value.is_char_boundary(*end));
    let beginning = &value[..end.unwrap_or(0)];
    Cow::Owned(format!("{beginning}~{}", digest(value)))
}

/// Spells what all tokens begin with that begin so, or that may.
pub(super) fn beginning(prefix: &str) -> String {
    let prefix = prefix.replace('\0', PART);
    let end = (0..=LEFT.min(prefix.len())).rev();
    let end = end.into_iter().find(|end| prefix.is_char_boundary(*end));
    prefix[..end.unwrap_or(0)].to_owned()
}

/// Returns a field that must be text.
pub(super) fn text(value: &Value) -> Result<&str, ClusterError> {
    value.as_str().ok_or(ClusterError::Unexpected("a field"))
}

/// Makes an id: 128 bits of a hash.
pub(super) fn digest(text: &str) -> String {
    let mut digest = corpus::hash_bytes(text.as_bytes());
    digest.truncate(32);
    digest
}

/// Describes a new index.
pub(super) fn index(shape: Shape) -> Value {
    let Shape { shards, replicas } = shape;
    json!({
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            // What is written is seen when an ingest says so.
            "refresh_interval": "-1",
            "analysis": {
                "tokenizer": {"words": {"type": "whitespace", "max_token_length": 1000}},
                "analyzer": {"words": {"type": "custom", "tokenizer": "words"}},
            },
        },
        "mappings": mapping(),
    })
}

/// Describes the fields.
pub(super) fn mapping() -> Value {
    let text = |options: &str| json!({"type": "text", "analyzer": "words", "norms": false, "index_options": options});
    let keyword = || json!({"type": "keyword"});
    let kept = || json!({"type": "keyword", "index": false, "doc_values": false});
    let mut properties = json!({
        field::CLASS: keyword(),
        field::GENERATION: {"type": "long"},
        field::VERSION: keyword(),
        field::REPORT: keyword(),
        field::PLACE: {"type": "integer"},
        field::STEMS: text("positions"),
        field::TERMS: text("docs"),
        field::CAPITALS: text("docs"),
        field::LENGTH: {"type": "integer"},
        // `strict_date` would take the 30th of February for the 1st of March.
        field::DAY: {"type": "date", "format": "yyyy-MM-dd"},
        field::NUMBER: {"type": "long"},
        field::PAGE: {"type": "long"},
        field::WORD: keyword(),
        field::STEM: keyword(),
        field::RECORD: kept(),
        field::OUTLINE: kept(),
        field::DEAD: kept(),
        field::PENDING: {"type": "long"},
        field::SHARE: keyword(),
        field::DONE: {"type": "boolean"},
        field::ROOTS: kept(),
    });
    for of in Field::ALL {
        properties[tag(*of)] = keyword();
    }
    json!({
        "dynamic": "strict",
        "_meta": {OURS: {"format": FORMAT}},
        "_routing": {"required": true},
        "_source": {"excludes": [field::STEMS, field::TERMS, field::CAPITALS]},
        "properties": properties,
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, beginning, keyword, token};
    use crate::query::fold;

    #[test]
    fn no_word_holds_what_parts_it_from_its_stem() {
        assert_eq!(fold::words("a/b").count(), 2);
        assert_eq!(token("visit\0visited"), "visit/visited");
    }

    #[test]
    fn long_tokens_are_told_apart() {
        let long = "ä".repeat(300);
        let (one, other) = (format!("{long}b"), format!("{long}c"));
        assert_ne!(keyword(&one), keyword(&other));
        assert!(keyword(&one).len() <= LONGEST && keyword(&one).starts_with(&beginning(&long)));
        assert!(!keyword(&one).contains(char::is_whitespace));
    }
}
