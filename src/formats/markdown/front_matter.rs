//! What stands before the text of a markdown file: YAML between lines of dashes, TOML between plus signs, a
//! title behind a percent sign, or labels as MultiMarkdown has them.

/// The fields that are of the text, in the order in which they stand.
const PRINTED: [&str; 3] = ["title", "subtitle", "abstract"];
/// Those that are about it, and would be taken for its title.
const ABOUT: [&str; 2] = ["author", "date"];

/// A line that is printed before the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) is_title: bool,
}

/// What stands before a text, parted from it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter<'t> {
    pub(super) lines: Vec<Line>,
    /// What is told about the text.
    pub(super) about: Vec<String>,
    pub(super) rest: &'t str,
}

/// Parts the text from what stands before it.
pub(super) fn split(text: &str) -> FrontMatter<'_> {
    let read = yaml(text)
        .or_else(|| toml(text))
        .or_else(|| percent(text))
        .or_else(|| labelled(text));
    let Some((fields, rest)) = read else {
        return FrontMatter {
            rest: text,
            ..FrontMatter::default()
        };
    };
    let of = |name: &'static str| {
        let fields = fields.iter().filter(move |(field, _)| field == name);
        fields.map(|(_, text)| text.clone())
    };
    let line = |name| {
        of(name).map(move |text| Line {
            text,
            is_title: name == "title",
        })
    };
    FrontMatter {
        lines: PRINTED.into_iter().flat_map(line).collect(),
        about: ABOUT.into_iter().flat_map(of).collect(),
        rest,
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

fn toml(text: &str) -> Option<(Fields, &str)> {
    let inside = text.strip_prefix("+++\n")?;
    let (inside, rest) = inside.split_once("\n+++")?;
    let mut fields = Vec::new();
    for line in inside.lines() {
        let line = line.trim();
        match line.split_once('=') {
            // Only the fields before the first table are of the text itself.
            _ if line.starts_with('[') => break,
            Some((name, value)) => {
                fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
            None if line.is_empty() || line.starts_with('#') => {}
            None => return None,
        }
    }
    let (_, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    (!fields.is_empty()).then(|| (cleaned(fields), rest))
}

/// Reads labels up to the first empty line; the first one is that of the title.
fn labelled(text: &str) -> Option<(Fields, &str)> {
    let is_title = |start: &str| start.eq_ignore_ascii_case("title:");
    text.get(.."title:".len()).filter(|start| is_title(start))?;
    let (inside, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let field = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
        is_name.then(|| (name.trim().to_lowercase(), value.trim().to_owned()))
    };
    let fields: Option<Fields> = inside.lines().map(field).collect();
    Some((cleaned(fields?), rest))
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

    fn check(text: &str, lines: &[&str], about: &[&str], rest: &str) {
        let found = split(text);
        let texts: Vec<&str> = found.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            (&texts[..], &found.about[..], found.rest),
            (
                lines,
                &about.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..],
                rest
            ),
            "{text}"
        );
    }

    #[test]
    fn fields_of_the_text_stand_before_it_and_others_are_about_it() {
        check(
            "---\ntitle: \"Visit: one\"\nlang: en\nauthor:\n  - Ada\n  - Bo\n---\nText",
            &["Visit: one"],
            &["Ada", "Bo"],
            "Text",
        );
        check(
            "---\ntitle: >\n  A long\n  title\n...\nText",
            &["A long title"],
            &[],
            "Text",
        );
        check("% Title\n% Ada\n\nText", &["Title"], &["Ada"], "\nText");
        check(
            "+++\ntitle = \"Visit\"\ndate = 2025-05-01\n[extra]\nauthor = 'x'\n+++\nText",
            &["Visit"],
            &["2025-05-01"],
            "Text",
        );
        check(
            "Title: Visit\nDate: 1 May 2025\n\nText",
            &["Visit"],
            &["1 May 2025"],
            "Text",
        );
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\n\nText\n\n---\n",
            "--- x\na: b\n---\n",
            "---\na: b\n",
            "+++\nText\n+++\n",
            "Title: Visit\nIt is late.\n\nText",
            "Text",
        ] {
            check(text, &[], &[], text);
        }
    }
}
