//! Reading files of rules: every key, slug and date is checked, and what is wrong or of no use is
//! an error that names file and line.

use std::path::Path;

use super::conditions::{Conditions, LineTest, TextTest};
use super::family::{
    AboutRule, Family, FrameworkRules, FrontEnd, FrontRules, KindRules, OutlineRules, Recognition,
    ReferenceElement, References, SecondaryRules, ThemeRule,
};
use super::heading::{Boilerplate, Headings, Meaning, Part};
use super::{Rules, Scale};
use crate::gazetteer::{fold, fold_heading};
use crate::model::{
    Area, AreaDefinition, AreaGroup, Date, Framework, FrameworkDefinition, Grade, GradeDefinition,
    Kind, KindDefinition, Section, SectionDefinition, Source, Terms,
};
use crate::query::spelling::nearest;
use crate::toml_file::{Text, TomlError, TomlFile, TomlTable};

type Read<T> = Result<T, TomlError>;

const GRADE_KEYS: &[&str] = &[
    "slug", "title", "short", "letter", "rank", "given", "printed", "phrases",
];
const SECTION_KEYS: &[&str] = &["slug", "finding", "improvement", "notes"];
const AREA_KEYS: &[&str] = &["slug", "name", "group", "other_body"];
const HEADING_KEYS: &[&str] = &[
    "area",
    "section",
    "inside",
    "part",
    "part_findings",
    "main_part",
    "aside",
    "apart",
    "boilerplate",
    "closed",
    "contents",
    "end",
];
const CONDITION_KEYS: &[&str] = &[
    "letter",
    "starts",
    "contains",
    "lines",
    "sentences",
    "rows",
    "no_rows",
    "headings",
    "texts",
];
const FAMILY_KEYS: &[&str] = &[
    "inspectorate",
    "unseen",
    "inspects",
    "scale",
    "words_of",
    "kind",
    "recognise",
    "framework",
    "title",
    "inspected",
    "published",
    "inspector",
    "provider",
    "identifiers",
    "authority",
    "overall",
    "outcome",
    "front",
    "outline",
    "section",
    "area",
    "grade",
    "headings",
    "theme",
    "references",
    "secondary",
    "months",
];

/// Returns the name of a file without folder and ending.
pub(super) fn name_of(file: &TomlFile) -> String {
    let stem = Path::new(file.name()).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Reads what all families share; returns the order in which they are tried.
pub(super) fn common(rules: &mut Rules, file: &TomlFile) -> Read<Vec<String>> {
    let table = file.table(&[
        "families",
        "findings",
        "scale",
        "references",
        "section",
        "area",
        "headings",
    ])?;
    for scale in table.tables("scale", &["name", "grade"])? {
        let mut made = Scale::named(&scale.required("name")?);
        for grade in scale.tables("grade", GRADE_KEYS)? {
            add_grade(&mut rules.terms, &mut made, &grade)?;
        }
        rules.scales.push(made);
    }
    for row in table.tables("references", &["name", "names", "element"])? {
        rules
            .references
            .push((row.required("name")?, references(&row)?));
    }
    sections(&mut rules.terms, &table, false)?;
    areas(&mut rules.terms, &table, false)?;
    rules.findings = section(&rules.terms, &table, "findings")?;
    rules.common = headings(&rules.terms, &table)?;
    let order = table.texts("families")?.into_iter();
    Ok(order.map(|name| name.text).collect())
}

/// Reads a file that adds to a family: `extends` names it.
pub(super) fn extend(rules: &mut Rules, file: &TomlFile) -> Read<()> {
    let table = file.table(&["extends", "section", "area", "headings", "recognise"])?;
    sections(&mut rules.terms, &table, false)?;
    areas(&mut rules.terms, &table, false)?;
    let name = table.required("extends")?;
    let names: Vec<_> = rules.families.iter().map(|f| f.name.clone()).collect();
    let Some(at) = names.iter().position(|known| *known == name) else {
        let error = table.error_at("extends", format!("there is no family `{name}`"));
        return Err(with_near(error, &name, names));
    };
    let more = headings(&rules.terms, &table)?;
    let recognitions = recognitions(&rules.terms, file, &table)?;
    check_reach(&table, &recognitions, &rules.families[at])?;
    let family = &mut rules.families[at];
    for (heading, meaning) in more.written() {
        family.headings.add(&heading, meaning);
    }
    family.recognitions.splice(0..0, recognitions);
    Ok(())
}

/// Reads a family.
pub(super) fn family(rules: &mut Rules, file: &TomlFile) -> Read<Family> {
    let table = file.table(FAMILY_KEYS)?;
    let name = name_of(file);
    let inspectorate = table.text("inspectorate")?;
    let scale = scale(rules, &table, &name)?;
    let replaces = rules.family(&name).is_some();
    let terms = &mut rules.terms;
    let new_sections = sections(terms, &table, replaces)?;
    let new_areas = areas(terms, &table, replaces)?;
    let secondary = table.table("secondary")?;
    let source = match secondary {
        Some(_) => Source::Secondary,
        None => Source::Primary,
    };
    let kinds = kinds(terms, &table, &inspectorate, source)?;
    let mut headings = headings(terms, &table)?;
    let frameworks = frameworks(terms, &table)?;
    let family = Family {
        recognitions: recognitions(terms, file, &table)?,
        front: front(terms, &table)?,
        outline: outline(terms, &table)?,
        themes: themes(terms, &table)?,
        references: match table.text("references")?.as_str() {
            "" => None,
            name => match rules.references.iter().find(|(known, _)| known == name) {
                Some((_, references)) => Some(references.clone()),
                None => {
                    let message = format!("there are no references `{name}`");
                    return Err(table.error_at("references", message));
                }
            },
        },
        secondary: match secondary {
            Some(table) => Some(secondary_rules(terms, &table)?),
            None => None,
        },
        findings: match rules.findings {
            Some(section) => section,
            None => return Err(table.error("no common file names the section of findings")),
        },
        not_graded: match rules.terms.not_graded() {
            Some(grade) => grade,
            None => return Err(table.error("no common file says what stands for no grade")),
        },
        other_bodies: rules
            .terms
            .areas
            .iter()
            .filter(|area| area.is_of_other_body)
            .map(|area| area.area.clone())
            .collect(),
        inspects_provider: match table.text("inspects")?.as_str() {
            "" | "authority" => false,
            "provider" => true,
            _ => {
                let message = "`inspects` is \"authority\" or \"provider\"";
                return Err(table.error_at("inspects", message));
            }
        },
        unseen: table.text("unseen")?,
        file: file.name().to_owned(),
        is_built_in: false,
        name,
        inspectorate,
        kinds,
        frameworks,
        scale,
        headings: Headings::default(),
    };
    check_use(&table, &family, &headings, &new_sections, &new_areas)?;
    check_reach(&table, &family.recognitions, &family)?;
    if family.secondary.is_none() {
        headings.add_common(&rules.common);
    }
    Ok(Family { headings, ..family })
}

/// Finds what a file defines and nothing uses.
fn check_use(
    table: &TomlTable<'_>,
    family: &Family,
    headings: &Headings,
    new_sections: &[(Section, u32)],
    new_areas: &[(Area, u32)],
) -> Read<()> {
    let unused = |what: &str, slug: &str, line| {
        let mut error = table.error(format!("nothing uses the {what} `{slug}`"));
        error.line = line;
        Err(error)
    };
    let meanings: Vec<&Meaning> = headings.iter().map(|(_, meaning)| meaning).collect();
    for (section, line) in new_sections {
        let by_heading = meanings.iter().any(|meaning| match meaning {
            Meaning::Section { section: named, .. } => named == section,
            Meaning::Aside(named) => *named == Some(*section),
            _ => false,
        });
        let starts = family.frameworks.iter().filter_map(|rules| rules.start);
        let mut starts = starts.chain(family.outline.start);
        if !by_heading && !starts.any(|start| start == *section) {
            return unused("section", section.slug(), *line);
        }
    }
    let has_heading = |area: &Area| {
        meanings.iter().any(|meaning| match meaning {
            Meaning::Area(named, _) => named == area,
            Meaning::Part(Part::Of(named)) | Meaning::PartFindings(Part::Of(named)) => {
                named == area
            }
            _ => false,
        })
    };
    for (area, line) in new_areas {
        if !has_heading(area) {
            return unused("area", area.slug(), *line);
        }
    }
    for rules in &family.kinds {
        let mut recognised = family.recognitions.iter();
        if !recognised.any(|recognition| recognition.kind == rules.kind) {
            let message = format!(
                "nothing recognises the kind `{}`: [[recognise]]",
                rules.kind
            );
            return Err(table.error_at("kind", message));
        }
    }
    let of_frameworks = family.frameworks.iter();
    let of_frameworks =
        of_frameworks.flat_map(|rules| rules.areas.iter().chain(&rules.areas_if_named));
    let of_kinds = family.kinds.iter().flat_map(|rules| &rules.areas);
    let of_rows = family
        .recognitions
        .iter()
        .flat_map(|rules| &rules.when.rows);
    for area in of_frameworks.chain(of_kinds).chain(of_rows) {
        if !has_heading(area) {
            let message = format!("the area `{area}` is expected, and no heading names it");
            return Err(table.error_at("framework", message));
        }
    }
    Ok(())
}

/// Finds what would take every document, and leave none to the families behind it.
fn check_reach(table: &TomlTable<'_>, recognitions: &[Recognition], family: &Family) -> Read<()> {
    let mut reaching = recognitions.iter().filter(|rules| rules.when.is_empty());
    match reaching.next() {
        Some(rules) if family.secondary.is_none() => {
            let message = format!(
                "every document would be taken for `{}`: [[recognise]] asks for nothing",
                rules.kind
            );
            let mut error = table.error(message);
            error.line = rules.line;
            Err(error)
        }
        _ => Ok(()),
    }
}

fn with_near(error: TomlError, name: &str, known: Vec<String>) -> TomlError {
    TomlError {
        near: nearest(name, known),
        ..error
    }
}

fn slug_of(table: &TomlTable<'_>, slug: &str) -> Read<()> {
    let is_slug = slug
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match is_slug && !slug.is_empty() {
        true => Ok(()),
        false => Err(table.error(format!(
            "`{slug}` is no slug: small letters, digits, hyphens"
        ))),
    }
}

fn scale(rules: &mut Rules, table: &TomlTable<'_>, family: &str) -> Read<Scale> {
    let grades = table.tables("grade", GRADE_KEYS)?;
    let name = table.text("scale")?;
    if !grades.is_empty() {
        let mut scale = Scale::named(if name.is_empty() { family } else { &name });
        for grade in grades {
            add_grade(&mut rules.terms, &mut scale, &grade)?;
        }
        let shared = table.text("words_of")?;
        if !shared.is_empty() {
            scale.include(&shared_scale(rules, table, "words_of", &shared)?);
        }
        rules.scales.retain(|known| known.name != scale.name);
        rules.scales.push(scale.clone());
        return Ok(scale);
    }
    if name.is_empty() {
        return Ok(Scale::default());
    }
    shared_scale(rules, table, "scale", &name)
}

fn shared_scale(rules: &Rules, table: &TomlTable<'_>, key: &str, name: &str) -> Read<Scale> {
    match rules.scales.iter().find(|scale| scale.name == name) {
        Some(scale) => Ok(scale.clone()),
        None => {
            let names = rules
                .scales
                .iter()
                .map(|scale| scale.name.clone())
                .collect();
            let error = table.error_at(key, format!("there is no scale `{name}`"));
            Err(with_near(error, name, names))
        }
    }
}

fn add_grade(terms: &mut Terms, scale: &mut Scale, table: &TomlTable<'_>) -> Read<()> {
    let slug = table.required("slug")?;
    slug_of(table, &slug)?;
    let or = |text: String, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            text
        }
    };
    let title = or(table.text("title")?, &slug.replace('-', " "));
    let rank = table.text("rank")?;
    let rank = match rank.as_str() {
        "" => None,
        rank => Some(
            rank.parse()
                .map_err(|_| table.error_at("rank", format!("`{rank}` is no whole number")))?,
        ),
    };
    let letter = or(table.text("letter")?, "-");
    let mut printed = texts(table, "printed")?;
    let phrases = texts(table, "phrases")?;
    let is_given = table.text("given")? != "false";
    if printed.is_empty() && phrases.is_empty() && is_given {
        printed.push(title.clone());
    }
    let definition = GradeDefinition {
        short: or(table.text("short")?, &title),
        letter: letter.chars().next().unwrap_or('-'),
        scale: scale.name.clone(),
        rank,
        is_given,
        order: terms.grades.len() as u32,
        title,
        slug,
    };
    // A scale that another has words of in common shares its grades only by their slugs.
    let grade = match terms.grade(&definition.slug) {
        Some(known) if known.definition().scale == definition.scale => {
            let order = known.definition().order;
            let grade = Grade::define(GradeDefinition {
                order,
                ..definition
            });
            let place = terms.grades.iter_mut().find(|other| **other == grade);
            if let Some(place) = place {
                *place = grade;
            }
            grade
        }
        Some(known) => {
            let message = format!(
                "the grade `{}` is of the scale `{}` already",
                known.slug(),
                known.definition().scale
            );
            return Err(table.error_at("slug", message));
        }
        None => {
            let grade = Grade::define(definition);
            terms.grades.push(grade);
            grade
        }
    };
    scale.add(grade, &printed, &phrases);
    Ok(())
}

/// Reads the sections that a file defines; one that takes another's place may define them anew.
fn sections(terms: &mut Terms, table: &TomlTable<'_>, replaces: bool) -> Read<Vec<(Section, u32)>> {
    let mut new = Vec::new();
    for row in table.tables("section", SECTION_KEYS)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let known = terms.section(&slug);
        if known.is_some() && !replaces {
            return Err(row.error(format!("there is a section `{slug}` already")));
        }
        let section = Section::define(SectionDefinition {
            is_finding: row.switch("finding")?,
            is_improvement: row.switch("improvement")?,
            is_notes: row.switch("notes")?,
            order: known.map_or(terms.sections.len() as u32, |known| {
                known.definition().order
            }),
            slug,
        });
        terms.sections.retain(|other| *other != section);
        terms.sections.push(section);
        terms.sections.sort();
        new.push((section, row.line));
    }
    Ok(new)
}

/// Reads the areas that a file defines; one that takes another's place may define them anew.
fn areas(terms: &mut Terms, table: &TomlTable<'_>, replaces: bool) -> Read<Vec<(Area, u32)>> {
    let mut new = Vec::new();
    for row in table.tables("area", AREA_KEYS)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let group = row.text("group")?;
        let area = Area::new(slug);
        let known = terms.areas.iter().position(|known| known.area == area);
        let definition = AreaDefinition {
            name: row.required("name")?,
            group: (!group.is_empty()).then(|| AreaGroup::new(group)),
            is_of_other_body: row.switch("other_body")?,
            area: area.clone(),
        };
        match known {
            Some(at) if replaces => terms.areas[at] = definition,
            Some(_) => return Err(row.error(format!("there is an area `{area}` already"))),
            None => terms.areas.push(definition),
        }
        new.push((area, row.line));
    }
    Ok(new)
}

fn kinds(
    terms: &mut Terms,
    table: &TomlTable<'_>,
    inspectorate: &str,
    source: Source,
) -> Read<Vec<KindRules>> {
    let keys = [
        "slug",
        "title",
        "graded",
        "successive",
        "outcome",
        "part",
        "areas",
        "links",
    ];
    let mut kinds = Vec::new();
    for row in table.tables("kind", &keys)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let known = terms.kind(&slug);
        let kind = Kind::define(KindDefinition {
            title: row.required("title")?,
            inspectorate: inspectorate.to_owned(),
            source,
            is_graded: row.switch("graded")?,
            is_successive: row.switch("successive")?,
            has_outcome: row.switch("outcome")?,
            order: known.map_or(terms.kinds.len() as u32, |known| known.definition().order),
            slug,
        });
        terms.kinds.retain(|other| *other != kind);
        terms.kinds.push(kind);
        terms.kinds.sort();
        kinds.push(KindRules {
            kind,
            part: match row.text("part")?.as_str() {
                "" => None,
                slug => Some(area_named(terms, &row, "part", slug)?),
            },
            areas: area_list(terms, &row, "areas")?,
            links: folded(&row, "links")?,
        });
    }
    if kinds.is_empty() {
        return Err(table.error("a family has a kind: [[kind]]"));
    }
    Ok(kinds)
}

fn recognitions(terms: &Terms, file: &TomlFile, table: &TomlTable<'_>) -> Read<Vec<Recognition>> {
    let keys = [&["kind"], CONDITION_KEYS].concat();
    let mut recognitions = Vec::new();
    for row in table.tables("recognise", &keys)? {
        recognitions.push(Recognition {
            kind: kind_named(terms, &row, &row.required("kind")?)?,
            when: conditions(terms, &row)?,
            file: file.name().to_owned(),
            line: row.line,
        });
    }
    Ok(recognitions)
}

fn frameworks(terms: &mut Terms, table: &TomlTable<'_>) -> Read<Vec<FrameworkRules>> {
    let own = [
        "slug",
        "title",
        "since",
        "until",
        "areas",
        "areas_if_named",
        "overall",
        "start",
    ];
    let keys = [&own[..], CONDITION_KEYS].concat();
    let mut frameworks = Vec::new();
    for row in table.tables("framework", &keys)? {
        let slug = row.required("slug")?;
        slug_of(&row, &slug)?;
        let title = row.text("title")?;
        let framework = match terms.framework(&slug) {
            Some(known) if title.is_empty() || known.definition().title == title => known,
            known => {
                let order = known.map_or(terms.frameworks.len() as u32, |f| f.definition().order);
                let framework = Framework::define(FrameworkDefinition { slug, title, order });
                terms.frameworks.retain(|other| *other != framework);
                terms.frameworks.push(framework);
                terms.frameworks.sort();
                framework
            }
        };
        frameworks.push(FrameworkRules {
            framework,
            when: conditions(terms, &row)?,
            since: date(&row, "since")?,
            until: date(&row, "until")?,
            areas: area_list(terms, &row, "areas")?,
            areas_if_named: area_list(terms, &row, "areas_if_named")?,
            has_overall: row.text("overall")? != "false",
            start: section(terms, &row, "start")?,
        });
    }
    Ok(frameworks)
}

fn date(table: &TomlTable<'_>, key: &str) -> Read<Option<Date>> {
    let text = table.text(key)?;
    if text.is_empty() {
        return Ok(None);
    }
    let date = text.parse();
    date.map(Some)
        .map_err(|_| table.error_at(key, format!("`{text}` is no date such as \"2026-04-27\"")))
}

fn texts(table: &TomlTable<'_>, key: &str) -> Read<Vec<String>> {
    let texts = table.texts(key)?.into_iter();
    Ok(texts.map(|text| text.text).collect())
}

/// Reads texts in the form in which lines are compared.
fn folded(table: &TomlTable<'_>, key: &str) -> Read<Vec<String>> {
    let mut folded = Vec::new();
    for Text { text, .. } in table.texts(key)? {
        // A space at an end is wanted: it ends a word.
        let before = if text.starts_with(' ') { " " } else { "" };
        let behind = if text.ends_with(' ') { " " } else { "" };
        let words = fold(&text);
        if words.is_empty() {
            return Err(table.error_at(key, format!("`{key}` holds no words")));
        }
        folded.push(format!("{before}{words}{behind}"));
    }
    Ok(folded)
}

fn conditions(terms: &Terms, table: &TomlTable<'_>) -> Read<Conditions> {
    let mut lines = line_tests(table, "lines")?;
    let own = line_test(table)?;
    if own != LineTest::default() {
        lines.push(own);
    }
    let mut texts = Vec::new();
    for row in table.tables("texts", &["words", "least", "distinct"])? {
        let least = row.text("least")?;
        texts.push(TextTest {
            words: folded(&row, "words")?,
            least: match least.as_str() {
                "" => 1,
                least => least
                    .parse()
                    .map_err(|_| row.error_at("least", format!("`{least}` is no number")))?,
            },
            distinct: row.switch("distinct")?,
        });
    }
    Ok(Conditions {
        letter: table.switch("letter")?,
        lines,
        sentences: line_tests(table, "sentences")?,
        rows: area_list(terms, table, "rows")?,
        no_rows: area_list(terms, table, "no_rows")?,
        headings: area_list(terms, table, "headings")?,
        texts,
    })
}

fn line_tests(table: &TomlTable<'_>, key: &str) -> Read<Vec<LineTest>> {
    let tests = table.tables(key, &["starts", "contains"])?.into_iter();
    tests.map(|test| line_test(&test)).collect()
}

fn line_test(table: &TomlTable<'_>) -> Read<LineTest> {
    Ok(LineTest {
        starts: folded(table, "starts")?,
        contains: folded(table, "contains")?,
    })
}

fn kind_named(terms: &Terms, table: &TomlTable<'_>, slug: &str) -> Read<Kind> {
    terms.kind(slug).ok_or_else(|| {
        let error = table.error_at("kind", format!("there is no kind `{slug}`"));
        let known = terms.kinds.iter().map(|kind| kind.slug().to_owned());
        with_near(error, slug, known.collect())
    })
}

fn section_named(terms: &Terms, table: &TomlTable<'_>, key: &str, slug: &str) -> Read<Section> {
    terms.section(slug).ok_or_else(|| {
        let error = table.error_at(key, format!("there is no section `{slug}`"));
        let known = terms.sections.iter();
        let known = known.map(|section| section.slug().to_owned());
        with_near(error, slug, known.collect())
    })
}

fn section(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Option<Section>> {
    match table.text(key)?.as_str() {
        "" => Ok(None),
        slug => section_named(terms, table, key, slug).map(Some),
    }
}

fn section_list(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Vec<Section>> {
    let slugs = table.texts(key)?.into_iter();
    slugs
        .map(|slug| section_named(terms, table, key, &slug.text))
        .collect()
}

fn area_named(terms: &Terms, table: &TomlTable<'_>, key: &str, slug: &str) -> Read<Area> {
    let area = Area::new(slug.to_owned());
    match terms.area(&area) {
        Some(_) => Ok(area),
        None => {
            let error = table.error_at(key, format!("there is no area `{slug}`"));
            let known = terms.areas.iter();
            let known = known.map(|known| known.area.slug().to_owned());
            Err(with_near(error, slug, known.collect()))
        }
    }
}

fn area_list(terms: &Terms, table: &TomlTable<'_>, key: &str) -> Read<Vec<Area>> {
    let slugs = table.texts(key)?.into_iter();
    slugs
        .map(|slug| area_named(terms, table, key, &slug.text))
        .collect()
}

fn front(terms: &Terms, table: &TomlTable<'_>) -> Read<FrontRules> {
    let mut front = FrontRules {
        end: front_end(table)?,
        ..FrontRules::default()
    };
    if let Some(title) = table.table("title")? {
        title.check(&["lines", "largest", "until", "names"])?;
        front.title_largest = title.switch("largest")?;
        front.title = line_tests(&title, "lines")?;
        front.title_until = folded(&title, "until")?;
        for Text { text, line } in title.texts("names")? {
            let Some((before, behind)) = text.split_once("{}") else {
                let mut error = title.error("a title has a place {} for the name");
                error.line = line;
                return Err(error);
            };
            front.title_names.push((fold(before), fold(behind)));
        }
    }
    if let Some(dates) = table.table("inspected")? {
        dates.check(&[
            "labels",
            "sentences",
            "last_day",
            "month",
            "anywhere",
            "month_first",
        ])?;
        front.inspected_last = folded(&dates, "last_day")?;
        front.inspected_month = dates.switch("month")?;
        front.inspected_anywhere = dates.switch("anywhere")?;
        front.inspected = folded(&dates, "labels")?;
        front.inspected_sentences = line_tests(&dates, "sentences")?;
        front.month_first = dates.switch("month_first")?;
    }
    if let Some(published) = table.table("published")? {
        published.check(&["labels", "anywhere", "alone"])?;
        front.published_anywhere = published.switch("anywhere")?;
        front.published = folded(&published, "labels")?;
        front.published_alone = published.switch("alone")?;
    }
    if let Some(inspector) = table.table("inspector")? {
        inspector.check(&["labels", "alone", "expected"])?;
        front.inspectors_alone = inspector.switch("alone")?;
        front.inspectors = folded(&inspector, "labels")?;
        front.expects_inspector = inspector.switch("expected")?;
    }
    if let Some(provider) = table.table("provider")? {
        provider.check(&["labels", "below", "largest"])?;
        front.provider_largest = provider.switch("largest")?;
        front.provider = folded(&provider, "labels")?;
        front.provider_below = folded(&provider, "below")?;
    }
    if let Some(identifiers) = table.table("identifiers")? {
        for Text { text: name, .. } in identifiers.keys() {
            slug_of(&identifiers, &name)?;
            let labels = folded(&identifiers, &name)?;
            front.identifiers.push((name, labels));
        }
    }
    if let Some(authority) = table.table("authority")? {
        authority.check(&["labels", "sentences"])?;
        front.authority = folded(&authority, "labels")?;
        front.authority_sentences = line_tests(&authority, "sentences")?;
    }
    if let Some(overall) = table.table("overall")? {
        overall.check(&["sentences"])?;
        front.overall = line_tests(&overall, "sentences")?;
    }
    front.outcome = section(terms, table, "outcome")?;
    front.months = folded(table, "months")?;
    if !matches!(front.months.len(), 0 | 12) {
        return Err(table.error_at("months", "a year has 12 months"));
    }
    Ok(front)
}

fn front_end(table: &TomlTable<'_>) -> Read<FrontEnd> {
    let Some(front) = table.table("front")? else {
        return Ok(FrontEnd::Nowhere);
    };
    front.check(&["ends", "behind", "before"])?;
    let (behind, before) = (folded(&front, "behind")?, folded(&front, "before")?);
    match (
        front.text("ends")?.as_str(),
        behind.is_empty(),
        before.is_empty(),
    ) {
        ("table", true, true) => Ok(FrontEnd::Table),
        ("page", true, true) => Ok(FrontEnd::Page),
        ("", false, true) => Ok(FrontEnd::Behind(behind)),
        ("", true, false) => Ok(FrontEnd::Before(before)),
        _ => Err(front
            .error("front matter ends = \"table\" or \"page\", or behind or before some lines")),
    }
}

fn outline(terms: &Terms, table: &TomlTable<'_>) -> Read<OutlineRules> {
    let Some(table) = table.table("outline")? else {
        return Ok(OutlineRules::default());
    };
    table.check(&[
        "start",
        "chapters",
        "nested",
        "overall_chapter",
        "boxed",
        "without_tables",
        "bodies_in",
        "table_heads",
        "without_areas",
        "introductions",
        "grade_labels",
        "grade_sentences",
        "tails",
        "weak",
        "own_headings",
        "most_items",
    ])?;
    let mut nested = Vec::new();
    if let Some(rows) = table.table("nested")? {
        for Text { text: inner, .. } in rows.keys() {
            let outer = rows.required(&inner)?;
            nested.push((
                area_named(terms, &rows, &inner, &inner)?,
                area_named(terms, &rows, &inner, &outer)?,
            ));
        }
    }
    let most = table.text("most_items")?;
    Ok(OutlineRules {
        start: section(terms, &table, "start")?,
        chapters: table.switch("chapters")?,
        nested,
        overall_chapter: table.switch("overall_chapter")?,
        boxed: section_list(terms, &table, "boxed")?,
        without_tables: section_list(terms, &table, "without_tables")?,
        bodies_in: section_list(terms, &table, "bodies_in")?,
        table_heads: folded(&table, "table_heads")?,
        without_areas: section_list(terms, &table, "without_areas")?,
        introductions: section_list(terms, &table, "introductions")?,
        grade_labels: folded(&table, "grade_labels")?,
        grade_sentences: line_tests(&table, "grade_sentences")?,
        tails: texts(&table, "tails")?,
        weak: folded(&table, "weak")?,
        own_headings: table.switch("own_headings")?,
        most_items: match most.as_str() {
            "" => 0,
            most => most
                .parse()
                .map_err(|_| table.error_at("most_items", format!("`{most}` is no number")))?,
        },
    })
}

fn headings(terms: &Terms, table: &TomlTable<'_>) -> Read<Headings> {
    let mut made = Headings::default();
    let Some(table) = table.table("headings")? else {
        return Ok(made);
    };
    table.check(HEADING_KEYS)?;
    let mut add = |file: &TomlTable<'_>, written: Text, meaning: Meaning| {
        let wrong = |message: String| {
            let mut error = file.error(message);
            error.line = written.line;
            Err(error)
        };
        let folded = fold_heading(&written.text);
        if folded.is_empty() {
            return wrong(format!("`{}` holds no words", written.text));
        }
        let open = if written.text.ends_with('*') { "*" } else { "" };
        let known = format!("{folded}{open}");
        if made.written().iter().any(|(other, _)| *other == known) {
            return wrong(format!(
                "a second meaning for `{}` is never used",
                written.text
            ));
        }
        made.add(&written.text, meaning);
        Ok(())
    };
    for key in [
        "area",
        "section",
        "inside",
        "part",
        "part_findings",
        "aside",
    ] {
        let Some(rows) = table.table(key)? else {
            continue;
        };
        for Text { text: slug, .. } in rows.keys() {
            let meaning = match key {
                "area" => Meaning::Area(area_named(terms, &rows, &slug, &slug)?, None),
                "part" => Meaning::Part(Part::Of(area_named(terms, &rows, &slug, &slug)?)),
                "part_findings" => {
                    Meaning::PartFindings(Part::Of(area_named(terms, &rows, &slug, &slug)?))
                }
                _ => {
                    let section = section_named(terms, &rows, &slug, &slug)?;
                    match key {
                        "aside" => Meaning::Aside(Some(section)),
                        _ => Meaning::Section {
                            section,
                            inside: key == "inside",
                        },
                    }
                }
            };
            for written in rows.texts(&slug)? {
                add(&rows, written, meaning.clone())?;
            }
        }
    }
    for (key, meaning) in [
        ("main_part", Meaning::Part(Part::Main)),
        ("apart", Meaning::Aside(None)),
        ("boilerplate", Meaning::Boilerplate(Boilerplate::Open)),
        ("closed", Meaning::Boilerplate(Boilerplate::Closed)),
        ("contents", Meaning::Boilerplate(Boilerplate::Contents)),
        ("end", Meaning::End),
    ] {
        for written in table.texts(key)? {
            add(&table, written, meaning.clone())?;
        }
    }
    Ok(made)
}

fn themes(terms: &Terms, table: &TomlTable<'_>) -> Read<Vec<ThemeRule>> {
    let mut themes = Vec::new();
    for row in table.tables("theme", &["framework", "slug", "phrases"])? {
        let name = row.required("framework")?;
        let Some(framework) = terms.framework(&name) else {
            let known = terms.frameworks.iter().map(|f| f.slug().to_owned());
            let error = row.error_at("framework", format!("there is no framework `{name}`"));
            return Err(with_near(error, &name, known.collect()));
        };
        let slug = row.required("slug")?;
        for phrase in folded(&row, "phrases")? {
            themes.push(ThemeRule {
                framework,
                phrase,
                slug: slug.clone(),
            });
        }
    }
    Ok(themes)
}

fn references(table: &TomlTable<'_>) -> Read<References> {
    let lower = |texts: Vec<String>| -> Vec<String> {
        texts.iter().map(|text| text.to_lowercase()).collect()
    };
    let mut elements = Vec::new();
    for row in table.tables("element", &["slug", "words", "named"])? {
        let named = lower(texts(&row, "named")?);
        elements.push(ReferenceElement {
            slug: row.required("slug")?,
            words: lower(texts(&row, "words")?),
            named: (1..).zip(named).collect(),
        });
    }
    Ok(References {
        names: lower(texts(table, "names")?),
        elements,
    })
}

fn secondary_rules(terms: &Terms, table: &TomlTable<'_>) -> Read<SecondaryRules> {
    table.check(&["body", "quotation", "about"])?;
    let mut about = Vec::new();
    for row in table.tables("about", &["kind", "words", "since"])? {
        about.push(AboutRule {
            kind: kind_named(terms, &row, &row.required("kind")?)?,
            words: folded(&row, "words")?,
            since: date(&row, "since")?,
        });
    }
    Ok(SecondaryRules {
        body: section_named(terms, table, "body", &table.required("body")?)?,
        quotation: section_named(terms, table, "quotation", &table.required("quotation")?)?,
        about,
    })
}
