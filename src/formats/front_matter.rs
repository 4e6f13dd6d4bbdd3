//! What stands before the text of a markdown file: YAML between lines of dashes, or a title behind
//! percent signs, as pandoc and the makers of web sites read it.

/// The fields that are printed, in the order in which they are.
const PRINTED: [&str; 5] = ["title", "subtitle", "author", "date", "abstract"];

/// A line that is printed before the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) is_title: bool,
}

/// Parts the text from what stands before it.
pub(super) fn split(text: &str) -> (Vec<Line>, &str) {
    match yaml(text).or_else(|| percent(text)) {
        Some((fields, rest)) => {
            let mut lines = Vec::new();
            for name in PRINTED {
                for (_, text) in fields.iter().filter(|(field, _)| field == name) {
                    lines.push(Line {
                        text: text.clone(),
                        is_title: name == "title",
                    });
                }
            }
            (lines, rest)
        }
        None => (Vec::new(), text),
    }
}

/// Fields with their texts.
type Fields = Vec<(String, String)>;

fn yaml(text: &str) -> Option<(Fields, &str)> {
    let first = text.lines().next()?;
    let inside = text
        .strip_prefix("---")
        .filter(|_| first.trim_end() == "---")?;
    let mut at = text.len().saturating_sub(inside.len());
    let mut fields: Fields = Vec::new();
    for line in inside.split_inclusive('\n') {
        at = at.saturating_add(line.len());
        let line = line.trim_end();
        if matches!(line, "---" | "...") {
            let printed = fields.iter().any(|(name, _)| !name.is_empty());
            return printed.then(|| (cleaned(fields), text.get(at..).unwrap_or_default()));
        }
        let item = line.trim_start().strip_prefix("- ");
        match (line.split_once(':'), fields.last_mut()) {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            // An item of a list, or the rest of a text that goes over several lines.
            (_, Some((name, _))) if item.is_some() => {
                let name = name.clone();
                fields.push((name, item.unwrap_or_default().to_owned()));
            }
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((name, value)), _) if !line.starts_with([' ', '\t']) => {
                fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
            // A line of another kind: this is no YAML but a text between two rules.
            _ => return None,
        }
    }
    None
}

fn percent(text: &str) -> Option<(Fields, &str)> {
    let mut fields = Vec::new();
    let mut rest = text;
    for name in ["title", "author", "date"] {
        let Some(line) = rest.strip_prefix('%') else {
            break;
        };
        let (line, behind) = line.split_once('\n').unwrap_or((line, ""));
        fields.push((name.to_owned(), line.trim().to_owned()));
        rest = behind;
    }
    (!fields.is_empty()).then(|| (cleaned(fields), rest))
}

/// Takes off quotation marks and the signs of texts over several lines; leaves out empty fields.
fn cleaned(fields: Fields) -> Fields {
    let clean = |value: &str| {
        let value = value.trim();
        let value = match value.split_once(char::is_whitespace) {
            Some(("|" | ">" | "|-" | ">-", rest)) => rest.trim(),
            _ => value,
        };
        let quoted = |quote: char| {
            let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
            Some(inner.to_owned())
        };
        match (quoted('"'), quoted('\'')) {
            (Some(inner), _) => inner.replace("\\\"", "\""),
            (_, Some(inner)) => inner.replace("''", "'"),
            _ => value.to_owned(),
        }
    };
    let fields = fields
        .into_iter()
        .map(|(name, value)| (name, clean(&value)));
    fields.filter(|(_, value)| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &[&str], rest: &str) {
        let (found, behind) = split(text);
        let found: Vec<&str> = found.iter().map(|line| line.text.as_str()).collect();
        assert_eq!((&found[..], behind), (lines, rest), "{text}");
    }

    #[test]
    fn printed_fields_stand_before_the_text() {
        check(
            "---\ntitle: \"Visit: one\"\nlang: en\nauthor:\n  - Ada\n  - Bo\n---\nText",
            &["Visit: one", "Ada", "Bo"],
            "Text",
        );
        check(
            "---\ntitle: >\n  A long\n  title\n...\nText",
            &["A long title"],
            "Text",
        );
        check("% Title\n% Ada\n\nText", &["Title", "Ada"], "\nText");
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\n\nText\n\n---\n",
            "--- x\na: b\n---\n",
            "---\na: b\n",
            "Text",
        ] {
            check(text, &[], text);
        }
    }
}
