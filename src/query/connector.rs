//! Connectors: what says how near to each other its two sides stand, as it is written here and elsewhere.
//!
//! `NEAR/5` and `ADJ/5` are this language's own; others write `W/5`, `AROUND(5)`, `adj3`, `/5`, `/s`.

/// What a connector asks of what stands on its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connector<'a> {
    /// So many words at most between them; in this order, if it counts.
    Words { digits: &'a str, ordered: bool },
    /// One paragraph.
    Paragraph,
    /// One sentence.
    Sentence,
}

impl<'a> Connector<'a> {
    /// Recognises those of this language, whatever stands for their number.
    pub(super) fn own(raw: &'a str) -> Option<Self> {
        for (beginning, ordered) in [("NEAR/", false), ("ADJ/", true)] {
            if let Some(digits) = raw.strip_prefix(beginning) {
                return Some(Connector::Words { digits, ordered });
            }
        }
        None
    }

    /// Recognises those of others, which are connectors between two parts alone.
    pub(super) fn of_others(raw: &'a str) -> Option<Self> {
        let name = raw.trim_end_matches(|c: char| c.is_ascii_digit());
        let (name, bound) = match raw.split_once(['/', '(', '+', ':']) {
            Some((name, bound)) if raw.contains('(') => (name, bound.strip_suffix(')')?),
            Some(parts) => parts,
            None => (name, &raw[name.len()..]),
        };
        let begins = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_bare = !raw.contains(['/', '(', '+', ':']);
        let ordered = match name {
            "" if is_bare || raw.contains(['(', ':']) => return None,
            "" => raw.starts_with('+'),
            _ if begins(&["near", "within"]) => false,
            _ if begins(&["adj", "pre"]) => true,
            // Alone with a number these are names of places and roads.
            _ if is_bare => return None,
            _ if begins(&["w", "n", "around"]) => false,
            _ if begins(&["next", "onear"]) => true,
            _ => return None,
        };
        let is_number = !bound.is_empty() && bound.bytes().all(|byte| byte.is_ascii_digit());
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(bound));
        match bound {
            digits if is_number => Some(Connector::Words { digits, ordered }),
            _ if is(&["s", "sent", "sentence"]) => Some(Connector::Sentence),
            _ if is(&["p", "para", "paragraph"]) => Some(Connector::Paragraph),
            _ => None,
        }
    }

    /// Recognises words that are connectors elsewhere, and what would be one here.
    pub(super) fn nearly(raw: &str) -> Option<String> {
        let said = match raw {
            "or" | "XOR" | "and/or" | "AND/OR" => "OR",
            "not" | "EXCEPT" | "WITHOUT" => "NOT",
            "near" | "AROUND" => "NEAR/10",
            "adj" | "NEXT" => "ADJ/0",
            "SAME" => "AND",
            "ANDNOT" | "BUTNOT" => "NOT",
            _ => {
                let (name, digits) = raw.split_at_checked(1)?;
                let is_number = (1..3).contains(&digits.len())
                    && digits.bytes().all(|byte| byte.is_ascii_digit());
                return match name {
                    "N" | "n" if is_number => Some(format!("NEAR/{digits}")),
                    "W" | "w" if is_number => Some(format!("ADJ/{digits}")),
                    _ => None,
                };
            }
        };
        Some(said.to_owned())
    }
}
