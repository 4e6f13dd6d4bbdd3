//! Lead inspectors: who led an inspection, wherever in the report it is said.
//!
//! A name is taken where a label stands before it ("Lead inspector:"), where a letter says who
//! came, and where someone is called the lead in the table of the team. What may be a name is told
//! by its words alone, so that running text yields none.

use crate::gazetteer::{Gazetteer, fold_contains};
use crate::layout::Block;
use crate::model::Inspector;
use crate::rules::FrontRules;

/// What a letter says before the names of those who came.
const CAME: [&str; 10] = [
    "inspectors for this visit were",
    "inspector for this visit was",
    "inspectors (hmi) for this visit were",
    "inspectors for the visit were",
    "inspector for the visit was",
    "inspectors were",
    "inspector was",
    "carried out by",
    "conducted by",
    "undertaken by",
];

/// Labels that may follow in the same paragraph; what they name is not who led.
const OTHER_LABELS: [&str; 11] = [
    "team inspector",
    "deputy lead",
    "quality assurance",
    "inspection date",
    "date of inspection",
    "dates of inspection",
    "report published",
    "published:",
    "age group",
    "shadow inspector",
    "type of inspection",
];

/// Someone who is called the lead is so in a line, not in a paragraph: bytes.
const MAX_LINE: usize = 200;

/// Finds the lead inspectors, wherever in the report they are named.
///
/// The rules have the labels that stand before a name, in lower case.
pub(super) fn lead_inspectors(
    blocks: &[Block],
    rules: &FrontRules,
    gazetteer: &Gazetteer,
) -> Vec<Inspector> {
    let found = (0..blocks.len()).find_map(|index| {
        let names = names_at(blocks, index, rules);
        (!names.is_empty()).then_some(names)
    });
    let names = found.unwrap_or_default();
    names.iter().map(|name| gazetteer.inspector(name)).collect()
}

/// Finds the names of those of whom a block says that they led or came.
fn names_at(blocks: &[Block], index: usize, rules: &FrontRules) -> Vec<String> {
    let text = &blocks[index].text;
    if let Some(after) = rules
        .inspectors
        .iter()
        .find_map(|label| after_label(text, label))
    {
        return names(&with_rest(after, blocks, index));
    }
    for after in who_came(text) {
        let names = names(&with_rest(after, blocks, index));
        if !names.is_empty() {
            return names;
        }
    }
    if of_another_body(blocks, index) {
        return Vec::new();
    }
    let of_inspectorate = rules.inspectors_alone || in_column(blocks, index, &["ofsted"]);
    who_leads(text, of_inspectorate)
}

/// Returns what stands behind a label, if a text begins with it.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut rest = text;
    for word in label.split(' ') {
        rest = rest.trim_start();
        let begins = rest.get(..word.len())?.eq_ignore_ascii_case(word);
        rest = begins.then(|| &rest[word.len()..])?;
    }
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    rest = rest.strip_prefix("(s)").unwrap_or(rest);
    let is_gap = |c: char| c == ':' || c.is_whitespace() || matches!(c, '–' | '-');
    rest = rest.trim_start_matches(is_gap);
    Some(rest.strip_prefix("on site:").unwrap_or(rest))
}

/// Adds the next block to a text that breaks off before a name or inside a list of them.
fn with_rest(text: &str, blocks: &[Block], index: usize) -> String {
    let text = text.trim_end();
    let is_broken = text.is_empty()
        || [",", " and", " &", " were", " was"].map(|end| text.ends_with(end)) != [false; 5];
    let mut whole = text.to_owned();
    if !is_broken {
        return whole;
    }
    let Some(next) = blocks.get(index + 1) else {
        return whole;
    };
    // A cell of several lines is one text.
    let same_cell = |block: &&Block| next.cell.is_some() && block.cell == next.cell;
    let more = blocks[index + 2..].iter().take_while(same_cell);
    for block in std::iter::once(next).chain(more) {
        whole.push_str(if whole.is_empty() { "" } else { " " });
        whole.push_str(&block.text);
        if block.cell.is_some() {
            whole.push(';');
        }
    }
    whole
}

/// Returns what stands behind each of the phrases that name those who came.
fn who_came(text: &str) -> impl Iterator<Item = &str> {
    // Most paragraphs are told apart by this alone. Offsets are those of the text: only ASCII
    // letters change.
    let says_inspector = |text: &str| text.contains("nspector") || text.contains("HMI");
    let lower = says_inspector(text).then(|| text.to_ascii_lowercase());
    CAME.into_iter().filter_map(move |phrase| {
        let after = &text[lower.as_ref()?.find(phrase)? + phrase.len()..];
        // Much is carried out by others.
        let sentence = &after[..sentence_end(after)];
        let of_inspectors = phrase.starts_with("inspector") || says_inspector(sentence);
        let ends = after.is_empty() || after.starts_with(char::is_whitespace);
        (ends && of_inspectors).then_some(after)
    })
}

/// Reads who a line of a team's table calls the lead: "Jo Petch, Ofsted HMI, lead inspector".
///
/// `of_ofsted` says that the column is that of the inspectorate, so that the line need not.
fn who_leads(text: &str, of_ofsted: bool) -> Vec<String> {
    if text.len() > MAX_LINE || !fold_contains(text, "lead") {
        return Vec::new();
    }
    let lower = text.to_ascii_lowercase();
    let lead = lower.find("lead inspector").or_else(|| {
        let end = lower.trim_end_matches([')', '.', ' ']);
        let before = end.strip_suffix("lead")?;
        before.ends_with([' ', '(', ',']).then_some(before.len())
    });
    let Some(lead) = lead else {
        return Vec::new();
    };
    let before = &text[..lead];
    let says_body = ["Ofsted", "HMI", "Majesty"]
        .iter()
        .any(|body| before.contains(body));
    let is_other = ["CQC", "Care Quality", "HMICFRS", "HMIP"]
        .iter()
        .any(|body| before.contains(body));
    if !(says_body || of_ofsted) || is_other || lower[..lead].trim_end().ends_with("deputy") {
        return Vec::new();
    }
    let names = names(before);
    if lower[lead..].starts_with("lead inspectors") {
        return names;
    }
    // Whoever stands before the lead in the same cell is of the team.
    names.into_iter().next_back().into_iter().collect()
}

/// Tells whether a block stands in a column of a table that is headed by another body.
fn of_another_body(blocks: &[Block], index: usize) -> bool {
    in_column(blocks, index, &["care quality commission", "cqc"])
}

/// Tells whether a block stands below one of some words, in the same column of a table.
fn in_column(blocks: &[Block], index: usize, heads: &[&str]) -> bool {
    let Some(cell) = blocks[index].cell else {
        return false;
    };
    blocks[..index].iter().rev().any(|block| {
        let above = block.cell.is_some_and(|other| {
            other.table == cell.table && other.column == cell.column && other.row < cell.row
        });
        above
            && heads
                .iter()
                .any(|head| block.text.trim().eq_ignore_ascii_case(head))
    })
}

/// Splits "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, HMI" into names. They end
/// where the sentence does, or where something is neither a name nor a title.
fn names(text: &str) -> Vec<String> {
    let text = text.replace(['\u{a0}', '\t'], " ");
    let lower = text.to_ascii_lowercase();
    let end = OTHER_LABELS
        .iter()
        .filter_map(|label| lower.find(label))
        .min();
    let text = &text[..end.unwrap_or(text.len())];
    let text = &text[..sentence_end(text)];
    let mut names = Vec::new();
    let pieces = text
        .split([',', ';', '(', ')', '/', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" – "));
    for piece in pieces {
        let words: Vec<&str> = piece
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| matches!(c, ':' | '–')))
            .filter(|word| !word.is_empty() && *word != "and" && *word != "&")
            .collect();
        // A title ends a name: "Ann Other HMI Bob Smith HMI".
        for run in words.split(|word| matches!(*word, "HMI" | "SHMI" | "HMIs")) {
            let run = without_titles(run);
            if run.is_empty() {
                continue;
            }
            if !is_name(run) {
                return names;
            }
            names.push(run.join(" ").trim_end_matches('.').to_owned());
        }
    }
    names
}

/// Finds where the first sentence ends. A full stop behind an initial or "Dr" ends none.
fn sentence_end(text: &str) -> usize {
    let mut from = 0;
    while let Some(stop) = text[from..].find(". ").map(|at| from + at) {
        let word = text[..stop].rsplit([' ', '.']).next().unwrap_or_default();
        let is_short =
            word.chars().count() == 1 || matches!(word, "Dr" | "Mr" | "Ms" | "Mrs" | "St");
        if !is_short {
            return stop;
        }
        from = stop + 1;
    }
    text.len()
}

/// Drops what people are before and behind their names. Two words are left where one of them is a
/// name that could be a title: "Jane Senior".
fn without_titles<'a, 'b>(mut words: &'a [&'b str]) -> &'a [&'b str] {
    if words.iter().all(|word| is_title(word)) {
        return &[];
    }
    while let [first, rest @ ..] = words
        && (is_title(first) && rest.len() >= 2 || is_address(first))
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && rest.len() >= 2
        && (is_title(last) || is_honour(last))
    {
        words = rest;
    }
    words
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase().replace('’', "'");
    matches!(
        word.as_str(),
        "hmi"
            | "shmi"
            | "hmis"
            | "scri"
            | "cqc"
            | "ofsted"
            | "ofsted's"
            | "senior"
            | "lead"
            | "deputy"
            | "his"
            | "her"
            | "majesty's"
            | "majestys"
            | "inspector"
            | "inspectors"
            | "designate"
            | "regulatory"
            | "social"
            | "care"
            | "regional"
            | "national"
            | "team"
            | "director"
            | "associate"
            | "additional"
            | "seconded"
            | "both"
            | "all"
            | "of"
            | "whom"
            | "who"
            | "are"
            | "is"
            | "two"
            | "three"
            | "the"
            | "on"
            | "site"
    )
}

fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame" | "Professor"
    )
}

fn is_honour(word: &str) -> bool {
    matches!(word, "OBE" | "MBE" | "CBE" | "QPM" | "DL")
}

/// Tells whether some words are the name of a person: two to five that begin with capitals, with
/// particles between them.
fn is_name(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is_inner = |word: &&str| is_capital(word) || is_particle(word);
    (2..=5).contains(&words.len())
        && is_capital(first)
        && is_capital(last)
        && last.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && words.iter().all(is_inner)
}

/// Tells whether a word may be part of a name: "Ann", "J.", "Thomson-Jones", "O’Neill", "d’Arcy".
fn is_capital(word: &str) -> bool {
    let lowered = ["d’", "d'", "o’", "o'"];
    let word = lowered
        .iter()
        .find_map(|begin| word.strip_prefix(begin))
        .unwrap_or(word);
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '’' | '\'' | '.');
    word.starts_with(char::is_uppercase) && word.chars().all(is_part) && !begins_prose(word)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "di"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ap"
            | "ab"
            | "st"
            | "y"
            | "e"
    )
}

/// Words with which sentences and the names of bodies begin or end, but no person's name.
fn begins_prose(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "this"
            | "these"
            | "that"
            | "they"
            | "there"
            | "when"
            | "while"
            | "where"
            | "we"
            | "it"
            | "in"
            | "on"
            | "at"
            | "as"
            | "by"
            | "for"
            | "from"
            | "during"
            | "after"
            | "since"
            | "most"
            | "some"
            | "inspector"
            | "inspectors"
            | "inspection"
            | "ofsted"
            | "council"
            | "borough"
            | "county"
            | "city"
            | "services"
            | "children"
            | "children’s"
            | "children's"
            | "report"
            | "visit"
            | "lead"
            | "dates"
            | "date"
            | "local"
            | "authority"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Role, TableCell};

    /// The labels of those who lead, in all families.
    fn rules() -> FrontRules {
        let labels = ["lead inspectors", "lead inspector", "reporting inspector"];
        FrontRules {
            inspectors: labels.map(str::to_owned).into(),
            ..FrontRules::default()
        }
    }

    /// Blocks of running text, and of cells where a text is `row|column|text`.
    fn blocks(texts: &[&str]) -> Vec<Block> {
        let cell = |text: &str| {
            let (row, rest) = text.split_once('|')?;
            let (column, rest) = rest.split_once('|')?;
            let cell = TableCell {
                table: 0,
                row: row.parse().ok()?,
                column: column.parse().ok()?,
            };
            Some((cell, rest.to_owned()))
        };
        let block = |text: &&str| match cell(text) {
            Some((cell, text)) => Block {
                cell: Some(cell),
                ..Block::plain(Role::Paragraph, text)
            },
            None => Block::plain(Role::Paragraph, (*text).to_owned()),
        };
        texts.iter().map(block).collect()
    }

    /// Compares the names that are found in some blocks.
    fn check(texts: &[&str], expected: &[&str]) {
        let found = lead_inspectors(&blocks(texts), &rules(), Gazetteer::builtin());
        let found: Vec<_> = found.iter().map(|i| i.printed.as_str()).collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn names_without_titles() {
        let check = |text: &str, expected: &[&str]| assert_eq!(names(text), expected, "{text}");
        check("Andy Whippey, HMI", &["Andy Whippey"]);
        check("Karen Wareing (HMI)", &["Karen Wareing"]);
        check("John Mitchell, Senior HMI", &["John Mitchell"]);
        check(
            "Amanda Maxwell, His Majesty’s Inspector",
            &["Amanda Maxwell"],
        );
        check("Neil Penswick HMI", &["Neil Penswick"]);
        check(
            "Rebecca Quested, His Majesty’s Inspector, and Matthew Reed, His Majesty’s Inspector",
            &["Rebecca Quested", "Matthew Reed"],
        );
        check("Jo Petch, Ofsted HMI, lead inspector", &["Jo Petch"]);
        check("Ofsted HMI Ann Other", &["Ann Other"]);
        check("Ann Other HMI Bob Smith HMI", &["Ann Other", "Bob Smith"]);
        check(
            "Ms Ann Other OBE & Dr Bob Smith",
            &["Ann Other", "Bob Smith"],
        );
        check(
            "Neil Penswick HMI Team inspectors: Ann Other HMI",
            &["Neil Penswick"],
        );
    }

    #[test]
    fn names_of_every_make() {
        for name in [
            "Fiona J Millns",
            "Fiona J. Millns",
            "A. B. Other",
            "Paula Thomson-Jones",
            "Jenny-ellen Scotland",
            "Siobhán O’Neill",
            "Jean d’Arcy",
            "Máire Ní Bhriain",
            "Anna van der Berg",
            "Luis de la Cruz",
            "De Andre Wilson",
            "Nhlanganiso Nyathi",
            "Jane Senior",
        ] {
            check(&[&format!("Lead inspector: {name}, HMI")], &[name]);
        }
    }

    #[test]
    fn labels_stand_before_names() {
        check(&["Lead inspector: Helen Cawston HMI"], &["Helen Cawston"]);
        check(
            &["Lead inspectors: Ann Other and Bob Smith, His Majesty’s Inspectors"],
            &["Ann Other", "Bob Smith"],
        );
        check(&["Reporting Inspector", "Ann Other HMI"], &["Ann Other"]);
        check(
            &[
                "0|0|Lead inspectors:",
                "0|1|Ann Other HMI",
                "0|1|Bob Smith HMI",
                "1|0|Jo Low HMI",
            ],
            &["Ann Other", "Bob Smith"],
        );
        check(
            &["Lead inspectors: Ann Other,", "Bob Smith HMI"],
            &["Ann Other", "Bob Smith"],
        );
        let found = lead_inspectors(
            &blocks(&["Inspector in charge – Ann Other"]),
            &FrontRules {
                inspectors: vec!["inspector in charge".to_owned()],
                ..FrontRules::default()
            },
            Gazetteer::builtin(),
        );
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn letters_name_who_came() {
        let check = |text: &str, expected: &[&str]| {
            let text = format!("This letter is on a visit to Anywhere on 5 May 2018. {text}");
            check(&[&text], expected);
        };
        let two = &["Ann Other", "Bob A Smith"];
        check(
            "Her Majesty’s Inspectors for this visit were Ann Other and Bob A Smith. It was fine.",
            two,
        );
        check(
            "Her Majesty’s Inspectors (HMI) for this visit were Ann Other and Bob A Smith.",
            two,
        );
        check(
            "The inspectors were Ann Other, HMI, and Bob A Smith, HMI.",
            two,
        );
        check(
            "The inspectors were Ann Other and Bob A Smith, both Her Majesty’s Inspectors. The quality assurance manager was Jo Low, Senior HMI.",
            two,
        );
        check(
            "The inspectors were Ann Other and Bob A Smith, all of whom are Her Majesty’s Inspectors (HMI).",
            two,
        );
        check(
            "The visit was carried out by Her Majesty’s Inspectors, Ann Other and Bob A Smith.",
            two,
        );
        check(
            "The visit was conducted by Ann Other and Bob A Smith, two of Her Majesty’s Inspectors.",
            two,
        );
        check(
            "Her Majesty’s inspectors were Ann Other and Bob A Smith. Jo Low, Her Majesty’s Inspector (Designate), shadowed the visit.",
            two,
        );
        check(
            "The inspector was Ann Other, His Majesty’s Inspector.",
            &["Ann Other"],
        );
    }

    #[test]
    fn a_list_may_go_on_in_the_next_block() {
        check(
            &[
                "The inspectors were Ann Other,",
                "Bob Smith and Jo Low, Her Majesty’s Inspectors.",
            ],
            &["Ann Other", "Bob Smith", "Jo Low"],
        );
        check(
            &[
                "Inspectors for this visit were Ann Other and Bob Smith",
                "Inspectors looked at plans.",
            ],
            &["Ann Other", "Bob Smith"],
        );
    }

    #[test]
    fn teams_of_two_columns_have_one_lead() {
        check(
            &[
                "0|0|Ofsted",
                "0|1|Care Quality Commission",
                "1|1|Claire Mason, Lead inspector",
                "1|0|Charlie Fordham, HMI, Lead inspector",
                "2|0|Julie Knight, Ofsted HMI",
            ],
            &["Charlie Fordham"],
        );
        check(
            &[
                "0|0|Ofsted",
                "0|1|CQC",
                "1|0|Ann Other, lead inspector",
                "1|1|Jo Low, lead inspector",
            ],
            &["Ann Other"],
        );
        check(
            &["Dave Gilkerson HMI, Ofsted Lead inspector Claire Mason, CQC Lead inspector"],
            &["Dave Gilkerson"],
        );
        check(&["Claire Mason, CQC Lead inspector"], &[]);
        check(&["Ann Other, Ofsted HMI, deputy lead inspector"], &[]);
        check(&["Ann Other HMI (lead)"], &["Ann Other"]);
        check(
            &["Ann Other HMI and Bob Smith HMI, Ofsted lead inspectors"],
            &["Ann Other", "Bob Smith"],
        );
    }

    #[test]
    fn running_text_names_nobody() {
        for text in [
            "Inspectors saw the plans for this visit.",
            "The inspectors were on site and met Ann Other.",
            "This visit was carried out by remote means. Inspectors used video calls.",
            "Audits undertaken by North Yorkshire Police are sound. Inspectors read them.",
            "Young people who spoke with inspectors were positive about Jane Smith.",
            "The lead inspector and the director of children’s services agreed arrangements with Ofsted.",
            "When Anna Smith, Ofsted lead inspector, came, leaders were ready.",
            "Lead inspectors discussed the findings with Ann Other.",
            "Lead inspector Ann Other met with leaders.",
            "The Director of Children’s Services takes the lead",
        ] {
            check(&[text], &[]);
        }
    }
}
