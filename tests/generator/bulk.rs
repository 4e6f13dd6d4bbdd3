//! Reports from a seed: any number, of every kind, with traps at random.

use super::calendar::{day, iso};
use super::cover::long_date;
use super::lines::break_lines;
use super::metrics::Face;
use super::page::MEASURE;
use super::phrases::{ANYWHERE, CARE, IMPROVEMENT, LEADERSHIP, LEAVING, PROTECTION, Topic, expand};
use super::random::Random;
use super::spec::{Item, Kind, Labels, MARK, Part, Report, Suffix, Traps, Turn};

const FIRST: [&str; 12] = [
    "Amber", "Brindle", "Cinder", "Dapple", "Ember", "Fennel", "Gorse", "Juniper", "Larkspur",
    "Mallow", "Osier", "Tansy",
];
const LAST: [&str; 5] = ["combe", "mere", "holt", "stow", "wick"];
const INSPECTORS: [&str; 8] = [
    "Hesper Quillan",
    "Jocasta Merle",
    "Ambrose Tindall",
    "Cosima Wray",
    "Balthazar Crane",
    "Emeline Stroud",
    "Lucian Hartnell",
    "Isolde Brackenbury",
];

const BEFORE: [&str; 16] = [
    "", "Upper ", "Lower ", "Great ", "Little ", "Old ", "New ", "Market ", "Abbots ", "Kings ",
    "Long ", "High ", "Nether ", "Over ", "Priors ", "Temple ",
];
/// Reports that are made for one authority.
const EACH: u64 = 6;

/// Returns the names of the authorities that a number of reports is made for.
pub fn authorities(reports: u64) -> Vec<String> {
    (0..reports.div_ceil(EACH)).map(authority).collect()
}

/// Returns an authority's name; after 960 of them, names get a number.
fn authority(place: u64) -> String {
    let place = place as usize;
    let first = FIRST[place % FIRST.len()];
    let rest = place / FIRST.len();
    let last = LAST[rest % LAST.len()];
    let rest = rest / LAST.len();
    let name = format!("{}{first}{last}", BEFORE[rest % BEFORE.len()]);
    match rest / BEFORE.len() {
        0 => name,
        number => format!("{name} {}", number + 1),
    }
}

/// Makes the report that has a place in the sequence of a seed.
pub fn report(seed: u64, place: u64) -> Report {
    let mut random = Random::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ place);
    let authority = authority(place / EACH);
    let kind = kind(&mut random);
    // Steps within a prime number of fortnights: no two reports on one authority meet.
    let (first_week, fortnights, weekday) = match kind {
        Kind::Ilacs => (210, 193, 3),
        Kind::SifTables => (32, 19, 4),
        Kind::SifBoxes => (76, 67, 5),
        Kind::SifReinspection => (130, 47, 6),
        Kind::JtaiEarly | Kind::FocusedVisit => (220, 41, 7),
        Kind::JtaiLate => (450, 67, 3),
        Kind::AreaSend => (470, 53, 4),
    };
    let week = first_week + (place % EACH * 37 + place / EACH * 11) % fortnights * 2;
    let long = random.chance(60) && !matches!(kind, Kind::AreaSend | Kind::JtaiLate);
    let start = 5 + week as u32 * 7;
    let end = start + if long { 11 } else { 4 };
    let mut maker = Maker {
        random,
        authority,
        kind,
        numbers: kind == Kind::Ilacs,
    };
    let grades = maker.grades(start);
    let mut parts = maker.parts(&grades);
    let dates = maker.dates(start, end);
    if let Some(sentence) = opening(kind, &maker.authority, &dates) {
        parts.insert(0, part("opening", None, vec![Item::Plain(sentence)]));
    }
    let traps = maker.traps();
    // A weekday of its own for each kind keeps the file names apart.
    let published = end + 35 + weekday;
    let outcome = (kind == Kind::AreaSend).then(|| "send-inconsistent".to_owned());
    let lead = (*maker.random.pick(&INSPECTORS)).to_owned();
    Report {
        kind,
        slug: maker.authority.to_lowercase().replace(' ', "-"),
        title_name: maker.authority.clone(),
        dates,
        authority: maker.authority,
        start: iso(start),
        end: iso(end),
        published: iso(published),
        lead: if matches!(kind, Kind::JtaiEarly | Kind::JtaiLate) {
            String::new()
        } else {
            lead
        },
        grades,
        outcome,
        addressees: Vec::new(),
        parts,
        traps,
    }
}

fn kind(random: &mut Random) -> Kind {
    match random.below(100) {
        0..55 => Kind::Ilacs,
        55..73 => Kind::SifBoxes,
        73..80 => Kind::SifTables,
        80..84 => Kind::SifReinspection,
        84..88 => Kind::JtaiEarly,
        88..93 => Kind::JtaiLate,
        93..98 => Kind::AreaSend,
        _ => Kind::FocusedVisit,
    }
}

struct Maker {
    random: Random,
    authority: String,
    kind: Kind,
    numbers: bool,
}

impl Maker {
    fn dates(&mut self, start: u32, end: u32) -> String {
        let ((year, month, first), (last_year, last_month, last)) = (day(start), day(end));
        let (from, to) = (long_date(&iso(start)), long_date(&iso(end)));
        if self.kind.is_sif() {
            return format!("{from} – {to}");
        }
        let month_name = from.split(' ').nth(1).unwrap_or_default();
        match self.random.below(3) {
            0 if (year, month) == (last_year, last_month) => {
                format!("{first} to {last} {month_name} {year}")
            }
            1 if year == last_year => format!("{first} {month_name} to {to}"),
            _ => format!("{from} to {to}"),
        }
    }

    fn grade(&mut self) -> String {
        let grades = [
            "outstanding",
            "good",
            "good",
            "requires-improvement",
            "inadequate",
        ];
        (*self.random.pick(&grades)).to_owned()
    }

    fn grades(&mut self, start: u32) -> Vec<(String, String)> {
        let areas: &[&str] = match self.kind {
            Kind::Ilacs if iso(start).as_str() >= "2023-01-16" => &[
                "leaders",
                "help-and-protection",
                "children-in-care",
                "care-leavers",
                "overall",
            ],
            Kind::Ilacs => &[
                "leaders",
                "help-and-protection",
                "children-in-care-and-care-leavers",
                "overall",
            ],
            Kind::SifTables | Kind::SifBoxes => &[
                "help-and-protection",
                "children-looked-after",
                "adoption",
                "care-leavers",
                "leadership-management-governance",
                "lscb",
                "overall",
            ],
            Kind::SifReinspection => &[
                "help-and-protection",
                "children-looked-after",
                "adoption",
                "care-leavers",
                "leadership-management-governance",
                "overall",
            ],
            _ => &[],
        };
        areas
            .iter()
            .map(|&area| (area.to_owned(), self.grade()))
            .collect()
    }

    fn parts(&mut self, grades: &[(String, String)]) -> Vec<Part> {
        match self.kind {
            Kind::Ilacs => self.ilacs(grades),
            Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => self.sif(grades),
            Kind::AreaSend => self.send(),
            _ => self.letter(),
        }
    }

    fn ilacs(&mut self, grades: &[(String, String)]) -> Vec<Part> {
        let mut parts = vec![
            self.paragraphs("summary", None, 2, 4, false),
            self.bullets("improvement", None, 3, 7),
        ];
        let areas = grades
            .iter()
            .filter(|(area, _)| area != "overall" && area != "leaders");
        for (area, grade) in areas.chain(grades.iter().filter(|(area, _)| area == "leaders")) {
            let good = matches!(grade.as_str(), "good" | "outstanding");
            parts.push(self.paragraphs("findings", Some(area), 6, 18, good));
        }
        parts
    }

    fn sif(&mut self, grades: &[(String, String)]) -> Vec<Part> {
        let mut recommendations = self.bullets("improvement", None, 6, 14);
        for item in &mut recommendations.items {
            if let Item::Bullet(text) = item {
                *item = Item::Paragraph(std::mem::take(text));
            }
        }
        let mut parts = vec![
            self.paragraphs("summary", None, 4, 9, false),
            recommendations,
            self.bullets("young-people-summary", None, 3, 6),
        ];
        for (area, grade) in grades.iter().filter(|(area, _)| area != "overall") {
            let good = matches!(grade.as_str(), "good" | "outstanding");
            if !matches!(area.as_str(), "adoption" | "care-leavers") {
                parts.push(self.paragraphs("summary", Some(area), 1, 4, good));
            }
            parts.push(self.paragraphs("findings", Some(area), 8, 24, good));
        }
        parts
    }

    fn letter(&mut self) -> Vec<Part> {
        let early = self.kind == Kind::JtaiEarly;
        let mut parts = Vec::new();
        if early {
            parts.push(self.paragraphs("summary", None, 2, 4, true));
            parts.push(self.bullets("strengths", None, 5, 12));
            parts[1].heading = Some("Key strengths".to_owned());
            parts.push(self.bullets("areas-for-improvement", None, 5, 12));
        } else {
            parts.push(self.paragraphs("headline-findings", None, 2, 4, true));
            parts.push(self.bullets("what-needs-to-improve", None, 3, 6));
            parts.push(self.paragraphs("main-findings", None, 10, 26, true));
        }
        let mut study = self.paragraphs("practice-study", None, 1, 2, true);
        study.heading = Some("Practice study: highly effective practice".to_owned());
        if self.kind != Kind::FocusedVisit {
            parts.push(study);
            parts.push(self.paragraphs("next-steps", None, 1, 1, true));
        }
        parts
    }

    fn send(&mut self) -> Vec<Part> {
        let outcome = "The local area partnership’s arrangements lead to inconsistent experiences \
                       and outcomes for children and young people with special educational needs \
                       and/or disabilities (SEND). The local area partnership must work jointly \
                       to make improvements.";
        vec![
            part(
                "inspection-outcome",
                None,
                vec![Item::Paragraph(outcome.to_owned())],
            ),
            self.paragraphs("context", None, 1, 2, true),
            self.paragraphs("what-is-it-like", None, 4, 9, true),
            self.bullets("what-is-effective", None, 4, 8),
            self.bullets("needs-to-do-better", None, 4, 8),
            self.rows("priority-action"),
            self.paragraphs("areas-for-improvement", None, 2, 5, false),
        ]
    }

    fn rows(&mut self, section: &str) -> Part {
        let rows = self.random.between(2, 5);
        let body = format!("{} Council and NHS {} ICB", self.authority, self.authority);
        let items = (0..rows)
            .map(|_| {
                let sentences = self.random.between(2, 6);
                Item::Row(body.clone(), self.sentences(PROTECTION, sentences, false))
            })
            .collect();
        part(section, None, items)
    }

    fn bullets(&mut self, section: &str, area: Option<&str>, low: usize, high: usize) -> Part {
        let mut templates = IMPROVEMENT.to_vec();
        self.random.shuffle(&mut templates);
        let count = self.random.between(low, high);
        let items = (0..count)
            .map(|n| {
                let mut text = expand(
                    templates[n % templates.len()],
                    &self.authority,
                    &mut self.random,
                );
                if n >= templates.len() {
                    text = self.sentences(LEADERSHIP, 1, false);
                }
                Item::Bullet(text)
            })
            .collect();
        part(section, area, items)
    }

    fn paragraphs(
        &mut self,
        section: &str,
        area: Option<&str>,
        low: usize,
        high: usize,
        good: bool,
    ) -> Part {
        let topics = match area {
            Some("help-and-protection" | "lscb") => PROTECTION,
            Some("care-leavers") => LEAVING,
            Some("leaders" | "leadership-management-governance") => LEADERSHIP,
            Some(_) => CARE,
            None if self.random.chance(50) => LEADERSHIP,
            None => PROTECTION,
        };
        let mut items = Vec::new();
        for _ in 0..self.random.between(low, high) {
            let sentences = self.random.between(3, 9);
            let mut text = self.sentences(topics, sentences, good);
            if self.numbers && section == "findings" && self.random.chance(8) {
                text = self.stray_number(&text);
            }
            let note = self.random.chance(4) && text.contains(". ");
            if note {
                text = text.replacen(". ", &format!(".{MARK} "), 1);
            }
            items.push(Item::Paragraph(text));
            if note {
                let words = "These are figures of the authority’s own and have not been checked.";
                items.push(Item::Note(words.to_owned()));
            }
        }
        part(section, area, items)
    }

    fn sentences(&mut self, topics: &[Topic], count: usize, good: bool) -> String {
        let topic = self.random.pick(topics);
        let lead = if good == self.random.chance(80) {
            topic.good
        } else {
            topic.poor
        };
        let mut templates = vec![*self.random.pick(lead)];
        let mut others = ANYWHERE.to_vec();
        self.random.shuffle(&mut others);
        templates.extend(others.into_iter().take(count.saturating_sub(1)));
        let sentences: Vec<String> = templates
            .into_iter()
            .map(|template| expand(template, &self.authority, &mut self.random))
            .collect();
        sentences.join(" ")
    }

    /// Puts a sentence in front of a paragraph whose end, a number and a stop, begins a line.
    fn stray_number(&mut self, text: &str) -> String {
        let fillers = [
            "",
            "often ",
            "in most cases ",
            "now ",
            "with growing confidence ",
            "still ",
        ];
        for filler in fillers {
            for more in fillers {
                let words = format!(
                    "Workers {filler}ask {more}what life is like for children aged 16 and 17. {text}"
                );
                let lines =
                    break_lines(&words, Face::Regular, 12.0, MEASURE - 28.0, MEASURE - 28.0);
                if lines.iter().any(|line| line.starts_with("17. ")) {
                    return words;
                }
            }
        }
        text.to_owned()
    }

    fn traps(&mut self) -> Traps {
        let random = &mut self.random;
        Traps {
            plain_headings: random.chance(35),
            layout_tables: random.chance(25),
            untagged: random.chance(2),
            tight_numbers: random.chance(15),
            split_quotes: random.chance(50),
            fragments: random.chance(40),
            spaceless: false,
            private_bullets: random.chance(50),
            mapped_notes: random.chance(50),
            wrong_foot: random.chance(5),
            split_inspector: random.chance(30),
            stopless_number: random.chance(5).then_some(34),
            lone_number: random.chance(8).then_some(12),
            suffix: *random.pick(&[Suffix::Colon, Suffix::Colon, Suffix::Capital, Suffix::Verb]),
            labels: *random.pick(&[
                Labels::Apart,
                Labels::Inside,
                Labels::Inside,
                Labels::Untagged,
            ]),
            turn: *random.pick(&[Turn::Item, Turn::Item, Turn::Paragraph, Turn::Labelled]),
        }
    }
}

/// Returns the sentence with which a letter opens and says when the inspection took place.
fn opening(kind: Kind, authority: &str, dates: &str) -> Option<String> {
    match kind {
        Kind::JtaiEarly => Some(format!(
            "Between {}, Ofsted and its partner inspectorates carried out a joint inspection of \
             the multi-agency response to abuse and neglect in {authority}.",
            dates.replace(" to ", " and ")
        )),
        Kind::JtaiLate => Some(format!(
            "This inspection took place from {dates}. It was carried out by inspectors from \
             Ofsted and its partner inspectorates."
        )),
        Kind::FocusedVisit => Some(format!(
            "This letter summarises the findings of the focused visit to {authority} children’s \
             services on {dates}."
        )),
        _ => None,
    }
}

fn part(section: &str, area: Option<&str>, items: Vec<Item>) -> Part {
    Part {
        section: section.to_owned(),
        area: area.map(str::to_owned),
        heading: None,
        items,
    }
}
