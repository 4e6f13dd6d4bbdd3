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

#[test]
fn a_letter_is_signed_by_who_led() {
    check(
        &[
            "It was.",
            "Yours sincerely",
            "Ann Example",
            "Her Majesty’s Inspector",
        ],
        &["Ann Example"],
    );
    check(
        &["Yours faithfully,", "Ann Example, HMI", "Ambleford"],
        &["Ann Example"],
    );
    // Others sign for their body.
    check(
        &["Yours sincerely", "Ann Example", "National Director"],
        &[],
    );
    check(&["Yours is the earth.", "Help is early."], &[]);
}
