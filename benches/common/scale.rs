//! Reports of any number without files: paragraphs as the reader would hand them to the index.
//!
//! A paragraph is a sentence or two of the generator's and then words whose frequencies follow
//! Zipf's law, as those of real texts do: an index of a hundred words would answer too fast.

use findings::index::{Edition, ReportRecord};
use findings::model::{
    Area, AreaGroup, Authority, AuthorityType, Date, DateSpan, Judgement, Language, Locator,
    Paragraph, Place, Report, Terms, WordBalance,
};
use findings::rules::Rules;

use super::generator::phrases::{CARE, LEADERSHIP, LEAVING, PROTECTION, Topic, expand};
use super::generator::random::Random;

/// Paragraphs of one report.
const EACH: u32 = 100;
/// Different words behind the generator's sentences.
const WORDS: usize = 40_000;

/// Calls `each` with reports until they hold so many paragraphs.
pub fn reports(paragraphs: u64, mut each: impl FnMut(&ReportRecord, &[Paragraph])) {
    let lexicon: Vec<String> = (0..WORDS).map(word).collect();
    let terms = Rules::builtin().terms();
    for place in 0..paragraphs.div_ceil(u64::from(EACH)) {
        let mut random = Random::new(place.wrapping_mul(0x9e37_79b9) ^ 11);
        let (record, paragraphs) = report(place, &lexicon, terms, &mut random);
        each(&record, &paragraphs);
    }
}

fn report(
    place: u64,
    lexicon: &[String],
    terms: &Terms,
    random: &mut Random,
) -> (ReportRecord, Vec<Paragraph>) {
    let (authority, visit) = (place % 150, place / 150);
    let year = 2013 + (visit % 13) as i16;
    // Beyond 13 visits the months, and then the days, keep reports of one authority apart.
    let month = 1 + (visit / 13 % 12) as i8;
    let day = 1 + (visit / 156 % 28) as i8;
    let end = Date::new(year, month, day).expect("it is a day of the calendar");
    let grade = |slug| terms.grade(slug).expect("the rules define it");
    let grades = ["outstanding", "good", "requires-improvement", "inadequate"].map(grade);
    let areas = [
        ("help-and-protection", "protection", PROTECTION as &[Topic]),
        ("children-in-care", "care", CARE),
        ("care-leavers", "care", LEAVING),
        ("leaders", "leadership", LEADERSHIP),
    ];
    let judgements = areas.map(|(area, group, _)| Judgement {
        area: Area::new(area),
        group: Some(AreaGroup::new(group)),
        grade: *random.pick(&grades),
    });
    let paragraphs = (1..=EACH).map(|number| {
        let area = random.below(areas.len());
        let topic = random.pick(areas[area].2);
        let good = grades[..2].contains(&judgements[area].grade);
        let sentences: &[&str] = if good { topic.good } else { topic.poor };
        let sentence: &str = sentences[random.below(sentences.len())];
        let mut text = expand(sentence, "the county", random);
        for _ in 0..random.between(20, 90) {
            text.push(' ');
            text.push_str(&lexicon[zipf(random)]);
        }
        Paragraph {
            locator: Locator {
                part: None,
                place: Place::Number(number),
            },
            section: terms.section("findings").expect("the rules define it"),
            area: Some(judgements[area].area.clone()),
            group: judgements[area].group.clone(),
            grade: Some(judgements[area].grade),
            heading: None,
            number: Some(number),
            page: number / 5 + 1,
            last_page: number / 5 + 1,
            text,
            notes: Vec::new(),
            note_of: None,
            references: Vec::new(),
            recognised: None,
        }
    });
    let paragraphs: Vec<_> = paragraphs.collect();
    let report = Report {
        language: Language::English,
        kind: terms.kind("ilacs").expect("the rules define it"),
        framework: terms.framework(if year >= 2023 {
            "ilacs-2023"
        } else {
            "ilacs-2018"
        }),
        authority: Some(Authority {
            slug: format!("authority-{authority}"),
            name: format!("Authority {authority}"),
            region: format!("region-{}", authority % 9),
            authority_type: AuthorityType("county-council".to_owned()),
            urn: None,
        }),
        provider: None,
        title: "Inspection".to_owned(),
        inspection: Some(DateSpan { start: end, end }),
        published: None,
        url: None,
        about: None,
        lead_inspectors: Vec::new(),
        overall: Some(judgements[3].grade),
        judgements: judgements.to_vec(),
        theme: None,
        paragraphs: Vec::new(),
        pages: EACH / 5,
        words: WordBalance::default(),
    };
    let record = ReportRecord {
        id: report.base_id(),
        report,
        paths: vec![format!("{place}.pdf")],
        absolute: String::new(),
        sha256: place.to_string(),
        bytes: 0,
        paragraphs: EACH,
        notes: 0,
        last_number: Some(EACH),
        warnings: Vec::new(),
        edition: Edition::default(),
    };
    (record, paragraphs)
}

/// Draws a word by Zipf's law: the word of rank *r* comes with a weight of 1 / *r*.
fn zipf(random: &mut Random) -> usize {
    let uniform = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
    let rank = ((WORDS as f64).ln() * uniform).exp();
    (rank as usize).min(WORDS) - 1
}

/// Makes up the word of a rank; no two are the same.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "le", "mu", "na", "po", "ri", "se", "tu",
        "va", "wo", "yi", "ze", "lo",
    ];
    let (mut rest, mut word) = (rank, String::from("x"));
    loop {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
        if rest == 0 {
            return word;
        }
    }
}
