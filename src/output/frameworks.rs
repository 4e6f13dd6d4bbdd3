//! Families of documents: a row each, or one whole.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::label::count;
use super::screen::paint;
use super::table::{self, Column};
use super::{Screen, json};
use crate::model::{Area, Section};
use crate::rules::{
    Boilerplate, Family, FrameworkRules, FrontEnd, FrontRules, KindRules, LineTest, Meaning, Part,
    Recognition, Rules,
};

/// A family with everything that its file says.
#[derive(Serialize)]
struct FamilyRow<'a> {
    family: &'a str,
    inspectorate: Option<&'a str>,
    source: &'static str,
    inspects: &'static str,
    unseen: Option<&'a str>,
    file: &'a str,
    built_in: bool,
    headings: usize,
    kinds: Vec<KindRow<'a>>,
    recognised_by: Vec<RecognitionRow<'a>>,
    frameworks: Vec<FrameworkRow<'a>>,
    fields: BTreeMap<String, Vec<String>>,
    scale: Option<&'a str>,
    grades: Vec<GradeRow<'a>>,
    areas: Vec<AreaRow<'a>>,
    sections: Vec<SectionRow>,
    other_headings: BTreeMap<String, Vec<String>>,
    outline: BTreeMap<String, Vec<String>>,
    themes: Vec<ThemeRow<'a>>,
}

#[derive(Serialize)]
struct KindRow<'a> {
    kind: &'static str,
    title: &'static str,
    graded: bool,
    successive: bool,
    outcome: bool,
    part: Option<&'a str>,
    areas: Vec<&'a str>,
}

#[derive(Serialize)]
struct RecognitionRow<'a> {
    kind: &'static str,
    tests: Vec<String>,
    file: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct FrameworkRow<'a> {
    framework: &'static str,
    title: &'static str,
    since: Option<String>,
    until: Option<String>,
    tests: Vec<String>,
    areas: Vec<&'a str>,
    areas_if_named: Vec<&'a str>,
    overall: bool,
    start: Option<&'static str>,
}

#[derive(Serialize)]
struct GradeRow<'a> {
    grade: &'static str,
    title: &'static str,
    rank: Option<u32>,
    words: Vec<&'a str>,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    area: String,
    name: Option<&'a str>,
    group: Option<&'a str>,
    headings: Vec<String>,
}

#[derive(Serialize)]
struct SectionRow {
    section: &'static str,
    finding: bool,
    improvement: bool,
    headings: Vec<String>,
}

#[derive(Serialize)]
struct ThemeRow<'a> {
    framework: &'static str,
    theme: &'a str,
    phrase: &'a str,
}

impl<'a> FamilyRow<'a> {
    fn new(family: &'a Family, rules: &'a Rules) -> Self {
        let headings = Sorted::of(family);
        FamilyRow {
            family: &family.name,
            inspectorate: told(&family.inspectorate),
            source: family
                .kinds
                .first()
                .map_or("", |rules| rules.kind.source().slug()),
            inspects: match family.inspects_provider {
                true => "provider",
                false => "authority",
            },
            unseen: told(&family.unseen),
            file: &family.file,
            built_in: is_built_in(family),
            headings: family.headings.own().len(),
            kinds: family.kinds.iter().map(KindRow::from).collect(),
            recognised_by: family
                .recognitions
                .iter()
                .map(RecognitionRow::from)
                .collect(),
            frameworks: family.frameworks.iter().map(FrameworkRow::from).collect(),
            fields: fields(family),
            scale: told(&family.scale.name),
            grades: family
                .scale
                .grades
                .iter()
                .map(|grade| GradeRow {
                    grade: grade.slug(),
                    title: grade.title(),
                    rank: grade.definition().rank,
                    words: family.scale.words(*grade).collect(),
                })
                .collect(),
            areas: headings
                .areas
                .into_iter()
                .map(|(area, headings)| AreaRow {
                    name: rules.terms().area(&area).map(|known| known.name.as_str()),
                    group: rules.terms().group_of(&area).map(|group| group.slug()),
                    area: area.slug().to_owned(),
                    headings,
                })
                .collect(),
            sections: headings
                .sections
                .into_iter()
                .map(|(section, headings)| SectionRow {
                    section: section.slug(),
                    finding: section.is_finding(),
                    improvement: section.is_improvement(),
                    headings,
                })
                .collect(),
            other_headings: headings.others,
            outline: outline(family),
            themes: family
                .themes
                .iter()
                .map(|rule| ThemeRow {
                    framework: rule.framework.slug(),
                    theme: &rule.slug,
                    phrase: &rule.phrase,
                })
                .collect(),
        }
    }
}

impl<'a> From<&'a KindRules> for KindRow<'a> {
    fn from(rules: &'a KindRules) -> Self {
        let definition = rules.kind.definition();
        KindRow {
            kind: rules.kind.slug(),
            title: rules.kind.title(),
            graded: definition.is_graded,
            successive: definition.is_successive,
            outcome: definition.has_outcome,
            part: rules.part.as_ref().map(Area::slug),
            areas: slugs(&rules.areas),
        }
    }
}

impl<'a> From<&'a Recognition> for RecognitionRow<'a> {
    fn from(rules: &'a Recognition) -> Self {
        RecognitionRow {
            kind: rules.kind.slug(),
            tests: rules.when.tests(),
            file: &rules.file,
            line: rules.line,
        }
    }
}

impl<'a> From<&'a FrameworkRules> for FrameworkRow<'a> {
    fn from(rules: &'a FrameworkRules) -> Self {
        FrameworkRow {
            framework: rules.framework.slug(),
            title: &rules.framework.definition().title,
            since: rules.since.map(|date| date.to_string()),
            until: rules.until.map(|date| date.to_string()),
            tests: rules.when.tests(),
            areas: slugs(&rules.areas),
            areas_if_named: slugs(&rules.areas_if_named),
            overall: rules.has_overall,
            start: rules.start.map(Section::slug),
        }
    }
}

/// The headings of a family by what they mean, in folded form.
#[derive(Default)]
struct Sorted {
    areas: BTreeMap<Area, Vec<String>>,
    sections: BTreeMap<Section, Vec<String>>,
    /// By the key of the file under which they stand.
    others: BTreeMap<String, Vec<String>>,
}

impl Sorted {
    fn of(family: &Family) -> Self {
        let mut sorted = Sorted::default();
        for (heading, meaning) in family.headings.own() {
            let key = match meaning {
                Meaning::Area(area, _) => {
                    sorted.areas.entry(area).or_default().push(heading);
                    continue;
                }
                Meaning::Section {
                    section,
                    inside: false,
                } => {
                    sorted.sections.entry(section).or_default().push(heading);
                    continue;
                }
                Meaning::Section { section, .. } => format!("inside.{section}"),
                Meaning::Part(Part::Main) => "main_part".to_owned(),
                Meaning::Part(Part::Of(area)) => format!("part.{area}"),
                Meaning::PartFindings(Part::Main) => "part_findings".to_owned(),
                Meaning::PartFindings(Part::Of(area)) => format!("part_findings.{area}"),
                Meaning::Aside(Some(section)) => format!("aside.{section}"),
                Meaning::Aside(None) => "apart".to_owned(),
                Meaning::Boilerplate(Boilerplate::Open) => "boilerplate".to_owned(),
                Meaning::Boilerplate(Boilerplate::Closed) => "closed".to_owned(),
                Meaning::Boilerplate(Boilerplate::Contents) => "contents".to_owned(),
                Meaning::End => "end".to_owned(),
            };
            sorted.others.entry(key).or_default().push(heading);
        }
        sorted
    }
}

/// Says where the fields of the front matter stand, by the keys of the file.
fn fields(family: &Family) -> BTreeMap<String, Vec<String>> {
    let front: &FrontRules = &family.front;
    let label = |words: &String| format!("behind `{words}`");
    let labels = |words: &[String]| words.iter().map(label).collect::<Vec<_>>();
    let tests = |what: &str, tests: &[LineTest]| {
        let said = tests.iter().map(|test| format!("{what} {test}"));
        said.collect::<Vec<_>>()
    };
    let when = |holds: bool, words: &str| holds.then(|| words.to_owned());
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |key: &str, said: Vec<String>| {
        if !said.is_empty() {
            fields.entry(key.to_owned()).or_default().extend(said);
        }
    };
    add("title", tests("a line", &front.title));
    let above = front.title_until.iter();
    add(
        "title",
        above
            .map(|words| format!("the lines above `{words}`"))
            .collect(),
    );
    let named = front.title_names.iter();
    let named = named.map(|(before, behind)| format!("names the body: `{before} {{}} {behind}`"));
    add(
        "title",
        named
            .map(|said| said.replace(" `", "`").replace(":`", ": `"))
            .collect(),
    );
    add("inspected", labels(&front.inspected));
    add("inspected", tests("a sentence", &front.inspected_sentences));
    let month_first = when(front.month_first, "dates in digits begin with the month");
    add("inspected", month_first.into_iter().collect());
    add("published", labels(&front.published));
    let alone = when(front.published_alone, "a date alone on a line");
    add("published", alone.into_iter().collect());
    add("inspector", labels(&front.inspectors));
    let expected = when(front.expects_inspector, "doubted where there is none");
    add("inspector", expected.into_iter().collect());
    add("provider", labels(&front.provider));
    let below = front.provider_below.iter();
    add(
        "provider",
        below.map(|words| format!("below `{words}`")).collect(),
    );
    for (name, words) in &front.identifiers {
        add(&format!("identifiers.{name}"), labels(words));
    }
    add("authority", labels(&front.authority));
    add("authority", tests("a sentence", &front.authority_sentences));
    add("overall", tests("a sentence", &front.overall));
    let outcome = front
        .outcome
        .map(|section| format!("the words of `{section}`"));
    add("outcome", outcome.into_iter().collect());
    let lines = |place: &str, lines: &[String]| {
        let said = lines.iter().map(|line| format!("{place} `{line}`"));
        said.collect::<Vec<_>>()
    };
    add(
        "front",
        match &front.end {
            FrontEnd::Nowhere => Vec::new(),
            FrontEnd::Table => vec!["ends with the table of judgements".to_owned()],
            FrontEnd::Page => vec!["ends with the first page".to_owned()],
            FrontEnd::Behind(openings) => lines("ends behind", openings),
            FrontEnd::Before(openings) => lines("ends before", openings),
        },
    );
    fields
}

/// Says how chapters are built, by the keys of the file.
fn outline(family: &Family) -> BTreeMap<String, Vec<String>> {
    let rules = &family.outline;
    let sections = |of: &[Section]| of.iter().map(ToString::to_string).collect::<Vec<_>>();
    let switch = |on: bool| {
        if on {
            vec!["true".to_owned()]
        } else {
            Vec::new()
        }
    };
    let nested = rules.nested.iter();
    let rows = [
        ("start", sections(rules.start.as_slice())),
        ("chapters", switch(rules.chapters)),
        (
            "nested",
            nested
                .map(|(inner, outer)| format!("{inner} in {outer}"))
                .collect(),
        ),
        ("overall_chapter", switch(rules.overall_chapter)),
        ("boxed", sections(&rules.boxed)),
        ("without_tables", sections(&rules.without_tables)),
        ("bodies_in", sections(&rules.bodies_in)),
        ("table_heads", rules.table_heads.clone()),
        ("weak", rules.weak.clone()),
        (
            "most_items",
            match rules.most_items {
                0 => Vec::new(),
                most => vec![most.to_string()],
            },
        ),
    ];
    let rows = rows.into_iter().filter(|(_, said)| !said.is_empty());
    rows.map(|(key, said)| (key.to_owned(), said)).collect()
}

fn slugs(areas: &[Area]) -> Vec<&str> {
    areas.iter().map(Area::slug).collect()
}

fn told(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Tells whether a family is as it is compiled in.
fn is_built_in(family: &Family) -> bool {
    let known = Rules::builtin().family(&family.name);
    known.is_some_and(|known| known.file == family.file)
}

/// Says where a family comes from.
fn origin(family: &Family) -> &str {
    match is_built_in(family) {
        true => "built in",
        false => &family.file,
    }
}

#[derive(Serialize)]
struct Families<'a> {
    families: Vec<FamilyRow<'a>>,
}

/// Writes all families whole as an object, in the order in which they are tried.
pub fn write_frameworks_json(out: &mut impl Write, rules: &Rules) -> io::Result<()> {
    let families = rules.families().iter();
    let families = families
        .map(|family| FamilyRow::new(family, rules))
        .collect();
    json::pretty(out, &Families { families })
}

/// Writes a row a family, in the order in which they are tried.
pub fn write_frameworks_text(
    out: &mut impl Write,
    rules: &Rules,
    screen: &Screen,
) -> io::Result<()> {
    let columns = [
        Column::left("family"),
        Column::left("kinds"),
        Column::left("frameworks"),
        Column::left("scale"),
        Column::right("headings"),
        Column::left("inspectorate"),
        Column::left("from"),
        Column::left("unseen"),
    ];
    let rows = rules.families().iter().map(|family| {
        let kinds = family.kinds.iter().map(|rules| rules.kind.slug());
        vec![
            family.name.clone(),
            kinds.collect::<Vec<_>>().join(", "),
            framework_slugs(family).join(", "),
            family.scale.name.clone(),
            family.headings.own().len().to_string(),
            family.inspectorate.clone(),
            origin(family).to_owned(),
            family.unseen.clone(),
        ]
    });
    table::write(out, &columns, &rows.collect::<Vec<_>>(), screen)?;
    let families = rules.families();
    let frameworks = families.iter().flat_map(framework_slugs);
    let frameworks: std::collections::BTreeSet<_> = frameworks.collect();
    let kinds: usize = families.iter().map(|family| family.kinds.len()).sum();
    writeln!(
        out,
        "\n{}, {}, {}; tried in this order",
        count(families.len() as u64, "family"),
        count(kinds as u64, "kind"),
        count(frameworks.len() as u64, "framework"),
    )
}

#[derive(Serialize)]
struct Checked<'a> {
    in_order: bool,
    files: &'a [String],
    families: usize,
}

/// Says that files of rules are in order, as an object.
pub fn write_checked_json(out: &mut impl Write, files: &[String], rules: &Rules) -> io::Result<()> {
    let (in_order, families) = (true, rules.families().len());
    json::pretty(
        out,
        &Checked {
            in_order,
            files,
            families,
        },
    )
}

/// Says that files of rules are in order, for people.
pub fn write_checked_text(out: &mut impl Write, files: &[String], rules: &Rules) -> io::Result<()> {
    for file in files {
        let made = rules.families().iter().find(|family| family.file == *file);
        match made {
            Some(family) => writeln!(out, "{file}: the family `{}`", family.name)?,
            None => writeln!(out, "{file}: adds to what is there")?,
        }
    }
    writeln!(out, "{} in order", count(files.len() as u64, "file"))
}

/// Lists the frameworks of a family, none twice.
fn framework_slugs(family: &Family) -> Vec<&'static str> {
    let mut slugs = Vec::new();
    for rules in &family.frameworks {
        let slug = rules.framework.slug();
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

/// Writes a family whole as an object.
pub fn write_framework_json(
    out: &mut impl Write,
    family: &Family,
    rules: &Rules,
) -> io::Result<()> {
    json::pretty(out, &FamilyRow::new(family, rules))
}

/// Writes a family whole for people.
pub fn write_framework_text(
    out: &mut impl Write,
    family: &Family,
    rules: &Rules,
    screen: &Screen,
) -> io::Result<()> {
    let row = FamilyRow::new(family, rules);
    writeln!(out, "{}", paint(screen.palette.title, row.family))?;
    if let Some(inspectorate) = row.inspectorate {
        writeln!(out, "  inspectorate: {inspectorate}")?;
    }
    writeln!(out, "  inspects: {}", row.inspects)?;
    let built_in = if row.built_in { ", built in" } else { "" };
    writeln!(out, "  file: {}{built_in}", row.file)?;
    if let Some(unseen) = row.unseen {
        writeln!(out, "  unseen: {unseen}")?;
    }
    let kinds = row.kinds.iter().map(kind_lines);
    block(out, "kinds", kinds, screen)?;
    let recognised = row.recognised_by.iter().map(|rules| {
        let place = format!("{} ({}:{})", rules.kind, rules.file, rules.line);
        (place, or(&rules.tests, "whatever it says"))
    });
    block(
        out,
        "recognised by the first that holds",
        recognised,
        screen,
    )?;
    let frameworks = row.frameworks.iter().map(framework_lines);
    block(
        out,
        "frameworks, of which the first holds",
        frameworks,
        screen,
    )?;
    block(out, "fields", row.fields.into_iter(), screen)?;
    let grades = row.grades.iter().map(|grade| {
        let rank = grade
            .rank
            .map_or(String::new(), |rank| format!(", rank {rank}"));
        let words = grade.words.iter().map(|words| format!("`{words}`"));
        (format!("{}{rank}", grade.grade), words.collect())
    });
    let scale = format!("scale {}, the best first", row.scale.unwrap_or_default());
    block(out, &scale, grades, screen)?;
    let areas = row.areas.into_iter().map(|area| {
        let group = area
            .group
            .map_or(String::new(), |group| format!(" ({group})"));
        (format!("{}{group}", area.area), area.headings)
    });
    block(out, "areas and their headings", areas, screen)?;
    let sections = row.sections.into_iter().map(|section| {
        let role = match (section.finding, section.improvement) {
            (_, true) => ", must improve",
            (true, _) => ", findings",
            _ => "",
        };
        (format!("{}{role}", section.section), section.headings)
    });
    block(out, "sections and their headings", sections, screen)?;
    block(
        out,
        "other headings",
        row.other_headings.into_iter(),
        screen,
    )?;
    block(out, "outline", row.outline.into_iter(), screen)?;
    let themes = row.themes.iter().map(|rule| {
        let phrase = vec![format!("`{}`", rule.phrase)];
        (format!("{} ({})", rule.theme, rule.framework), phrase)
    });
    block(out, "themes", themes, screen)
}

fn kind_lines(kind: &KindRow<'_>) -> (String, Vec<String>) {
    let mut said = vec![kind.title.to_owned()];
    let switches = [
        (kind.graded, "graded by area"),
        (kind.successive, "compared with the one before"),
        (kind.outcome, "ends in an outcome"),
    ];
    let on = switches.iter().filter(|(on, _)| *on);
    said.extend(on.map(|(_, words)| (*words).to_owned()));
    said.extend(kind.part.map(|part| format!("a part on its own: {part}")));
    if !kind.areas.is_empty() {
        said.push(format!("areas: {}", kind.areas.join(", ")));
    }
    (kind.kind.to_owned(), said)
}

fn framework_lines(rules: &FrameworkRow<'_>) -> (String, Vec<String>) {
    let mut said = Vec::new();
    said.extend(rules.since.as_ref().map(|date| format!("since {date}")));
    said.extend(rules.until.as_ref().map(|date| format!("until {date}")));
    said.extend(rules.tests.iter().cloned());
    if !rules.areas.is_empty() {
        said.push(format!("areas: {}", rules.areas.join(", ")));
    }
    if !rules.areas_if_named.is_empty() {
        said.push(format!("if named: {}", rules.areas_if_named.join(", ")));
    }
    if !rules.overall {
        said.push("no overall grade".to_owned());
    }
    (rules.framework.to_owned(), said)
}

fn or(said: &[String], otherwise: &str) -> Vec<String> {
    match said {
        [] => vec![otherwise.to_owned()],
        said => said.to_vec(),
    }
}

/// Writes names, each with lines below it; nothing where there are none.
fn block(
    out: &mut impl Write,
    title: &str,
    rows: impl Iterator<Item = (String, Vec<String>)>,
    screen: &Screen,
) -> io::Result<()> {
    for (at, (name, lines)) in rows.enumerate() {
        if at == 0 {
            writeln!(out, "\n{}", paint(screen.palette.title, title))?;
        }
        writeln!(out, "  {}", paint(screen.palette.place, name))?;
        for line in lines {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testutil::written;

    #[test]
    fn every_family_is_written_whole() {
        let rules = Rules::builtin();
        let json = written(|out| write_frameworks_json(out, rules));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let families = json["families"].as_array().unwrap();
        assert_eq!(families.len(), rules.families().len());
        for (row, family) in families.iter().zip(rules.families()) {
            assert_eq!(row["built_in"], true);
            let text = written(|out| write_framework_text(out, family, rules, &Screen::plain()));
            for (heading, _) in family.headings.own() {
                assert!(
                    text.contains(&format!("    {heading}\n")),
                    "{heading}: {text}"
                );
            }
            for grade in &family.scale.grades {
                let line = format!("\n  {}", grade.slug());
                assert!(text.contains(&line), "{line}: {text}");
            }
            assert!(!text.contains(" \n"), "{text}");
        }
    }

    #[test]
    fn the_list_names_each_once() {
        let text = written(|out| write_frameworks_text(out, Rules::builtin(), &Screen::plain()));
        for family in Rules::builtin().families() {
            let row = format!("\n{} ", family.name);
            assert_eq!(text.matches(&row).count(), 1, "{text}");
        }
    }
}
