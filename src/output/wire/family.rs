//! Families of documents: everything that their files say, by the keys of the files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Area, Section};
use crate::rules::{
    Boilerplate, Family, FrameworkRules, FrontEnd, FrontRules, KindRules, LineTest, Meaning, Part,
    Recognition, Rules,
};

/// A family with everything that its file says.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct FamilyRow<'a> {
    pub(in crate::output) family: &'a str,
    pub(in crate::output) inspectorate: Option<&'a str>,
    pub(in crate::output) source: &'static str,
    pub(in crate::output) inspects: &'static str,
    pub(in crate::output) unseen: Option<&'a str>,
    pub(in crate::output) file: &'a str,
    pub(in crate::output) built_in: bool,
    pub(in crate::output) headings: usize,
    pub(in crate::output) kinds: Vec<KindRow<'a>>,
    pub(in crate::output) recognised_by: Vec<RecognitionRow<'a>>,
    pub(in crate::output) frameworks: Vec<FrameworkRow<'a>>,
    pub(in crate::output) fields: BTreeMap<String, Vec<String>>,
    pub(in crate::output) scale: Option<&'a str>,
    pub(in crate::output) grades: Vec<GradeRow<'a>>,
    pub(in crate::output) areas: Vec<AreaRow<'a>>,
    pub(in crate::output) sections: Vec<SectionRow>,
    pub(in crate::output) other_headings: BTreeMap<String, Vec<String>>,
    pub(in crate::output) outline: BTreeMap<String, Vec<String>>,
    pub(in crate::output) themes: Vec<ThemeRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct KindRow<'a> {
    pub(in crate::output) kind: &'static str,
    pub(in crate::output) title: &'static str,
    pub(in crate::output) graded: bool,
    pub(in crate::output) successive: bool,
    pub(in crate::output) outcome: bool,
    pub(in crate::output) part: Option<&'a str>,
    pub(in crate::output) areas: Vec<&'a str>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct RecognitionRow<'a> {
    pub(in crate::output) kind: &'static str,
    pub(in crate::output) tests: Vec<String>,
    pub(in crate::output) file: &'a str,
    pub(in crate::output) line: u32,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct FrameworkRow<'a> {
    pub(in crate::output) framework: &'static str,
    pub(in crate::output) title: &'static str,
    pub(in crate::output) since: Option<String>,
    pub(in crate::output) until: Option<String>,
    pub(in crate::output) tests: Vec<String>,
    pub(in crate::output) areas: Vec<&'a str>,
    pub(in crate::output) areas_if_named: Vec<&'a str>,
    pub(in crate::output) overall: bool,
    pub(in crate::output) start: Option<&'static str>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct GradeRow<'a> {
    pub(in crate::output) grade: &'static str,
    pub(in crate::output) title: &'static str,
    pub(in crate::output) rank: Option<u32>,
    pub(in crate::output) words: Vec<&'a str>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct AreaRow<'a> {
    pub(in crate::output) area: String,
    pub(in crate::output) name: Option<&'a str>,
    pub(in crate::output) group: Option<&'a str>,
    pub(in crate::output) headings: Vec<String>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct SectionRow {
    pub(in crate::output) section: &'static str,
    pub(in crate::output) finding: bool,
    pub(in crate::output) improvement: bool,
    pub(in crate::output) headings: Vec<String>,
}

#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct ThemeRow<'a> {
    pub(in crate::output) framework: &'static str,
    pub(in crate::output) theme: &'a str,
    pub(in crate::output) phrase: &'a str,
}

impl<'a> FamilyRow<'a> {
    /// Describes a family.
    pub(in crate::output) fn new(family: &'a Family, rules: &'a Rules) -> Self {
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
            built_in: family.is_built_in,
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
