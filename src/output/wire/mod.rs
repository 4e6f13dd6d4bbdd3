//! Wire types: the fields of JSON and CSV output, which scripts rely on.
//!
//! Fields are added, never renamed. CSV takes its columns from the same types.

mod advice;
mod contrast;
mod family;
mod neighbourhood;
mod pairs;
mod shares;

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

pub(super) use self::advice::{OfferRow, SaidAsRow, SuggestionRow};
pub(super) use self::contrast::{ContrastRow, SideRow};
pub(super) use self::family::{FamilyRow, FrameworkRow, KindRow};
use self::neighbourhood::{ContextRow, ExplanationRow, NearRow};
pub(super) use self::pairs::{EchoRow, PairRow, PlaceRow};
pub(super) use self::shares::{ReliabilityRow, ReportShareRow, ShareRow};
use crate::index::{Facet, FacetValue, Hit, Likeness, ReportRecord};
use crate::model::{
    Area, Grade, Inspector, Judgement, Paragraph, Reference, Report, ReportId, Warning, WordBalance,
};
use crate::output::words::figures::rounded;
use crate::output::words::{citation, label, link};

/// A paragraph with everything that places it.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct ParagraphRow<'a> {
    id: String,
    report_id: &'a str,
    authority: Option<&'a str>,
    authority_name: Option<&'a str>,
    region: Option<&'a str>,
    kind: &'static str,
    framework: Option<&'static str>,
    inspection_start: Option<String>,
    inspection_end: Option<String>,
    published: Option<String>,
    lead_inspector: Option<String>,
    area: Option<&'a str>,
    area_group: Option<&'a str>,
    grade: Option<&'static str>,
    overall_grade: Option<&'static str>,
    section: &'static str,
    heading: Option<&'a str>,
    number: Option<u32>,
    page: u32,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    score: Option<f32>,
    source: &'static str,
    path: Option<&'a str>,
    also_in: Vec<String>,
    nearly_in: Vec<NearRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<ContextRow<'a>>,
    provider: Option<&'a str>,
    provider_name: Option<&'a str>,
    #[serde(serialize_with = "by_name")]
    #[schemars(with = "BTreeMap<String, String>")]
    identifiers: &'a [(String, String)],
    references: Vec<ReferenceRow<'a>>,
    language: Option<&'static str>,
    edition: u32,
    editions: u32,
    replaced_by: Option<&'a str>,
    recognised_confidence: Option<u8>,
    note_of: Option<String>,
    last_page: u32,
    title: &'a str,
    inspectorate: Option<&'static str>,
    citation: String,
    url: Option<String>,
    body_url: Option<String>,
}

impl<'a> ParagraphRow<'a> {
    /// Describes a paragraph that was not searched for.
    pub(in crate::output) fn new(record: &'a ReportRecord, paragraph: &'a Paragraph) -> Self {
        let report = &record.report;
        let authority = report.authority.as_ref();
        let provider = report.provider.as_ref();
        ParagraphRow {
            id: label::paragraph_id(record, paragraph),
            report_id: record.id.as_str(),
            authority: authority.map(|authority| authority.slug.as_str()),
            authority_name: authority.map(|authority| authority.name.as_str()),
            region: authority.map(|authority| authority.region.as_str()),
            kind: report.kind.slug(),
            framework: report.framework.map(|framework| framework.slug()),
            inspection_start: report.inspection.map(|span| span.start.to_string()),
            inspection_end: report.inspection.map(|span| span.end.to_string()),
            published: report.published.map(|published| published.date.to_string()),
            lead_inspector: inspectors(report, |lead| &lead.name),
            area: paragraph.area.as_ref().map(Area::slug),
            area_group: paragraph.group.as_ref().map(|group| group.slug()),
            grade: paragraph.grade.map(Grade::slug),
            overall_grade: report.overall.map(Grade::slug),
            section: paragraph.section.slug(),
            heading: paragraph.heading.as_deref(),
            number: paragraph.number,
            page: paragraph.page,
            text: &paragraph.text,
            highlights: Vec::new(),
            score: None,
            source: report.source().slug(),
            path: record.paths.first().map(String::as_str),
            also_in: Vec::new(),
            nearly_in: Vec::new(),
            explanation: None,
            context: None,
            provider: provider.map(|provider| provider.slug.as_str()),
            provider_name: provider.map(|provider| provider.name.as_str()),
            identifiers: identifiers(report),
            references: paragraph
                .references
                .iter()
                .map(ReferenceRow::from)
                .collect(),
            language: report.language.code(),
            edition: record.edition.number,
            editions: record.edition.of,
            replaced_by: record.edition.replaced_by.as_ref().map(ReportId::as_str),
            recognised_confidence: paragraph.recognised,
            note_of: (paragraph.note_of.as_ref()).map(|of| label::locator_id(record, of)),
            last_page: paragraph.last_page,
            title: &report.title,
            inspectorate: inspectorate(report),
            citation: citation::source(report, Some(paragraph)),
            url: link::published_url(record, Some(paragraph.page)),
            body_url: link::body_url(record),
        }
    }

    /// Describes a hit with the paragraphs around it.
    pub(in crate::output) fn in_context(hit: &'a Hit) -> Self {
        ParagraphRow {
            context: Some(ContextRow::new(hit)),
            ..ParagraphRow::from(hit)
        }
    }
}

impl<'a> From<&'a Hit> for ParagraphRow<'a> {
    fn from(hit: &'a Hit) -> Self {
        ParagraphRow {
            highlights: code_points(&hit.paragraph.text, &hit.highlights),
            score: Some(hit.score),
            also_in: hit.also_in.iter().map(ToString::to_string).collect(),
            nearly_in: hit.nearly_in.iter().map(NearRow::from).collect(),
            explanation: hit.explanation.as_ref().map(ExplanationRow::from),
            ..ParagraphRow::new(&hit.report, &hit.paragraph)
        }
    }
}

/// A match with the rest of its paragraph on either side.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct ConcordanceRow<'a> {
    id: String,
    left: &'a str,
    node: &'a str,
    right: &'a str,
    date: Option<String>,
    authority: Option<&'a str>,
    authority_name: Option<&'a str>,
    region: Option<&'a str>,
    kind: &'static str,
    framework: Option<&'static str>,
    area: Option<&'a str>,
    area_group: Option<&'a str>,
    grade: Option<&'static str>,
    overall_grade: Option<&'static str>,
    section: &'static str,
    number: Option<u32>,
    page: u32,
    report_id: &'a str,
    source: &'static str,
    provider: Option<&'a str>,
    provider_name: Option<&'a str>,
}

impl<'a> ConcordanceRow<'a> {
    /// Describes the match at a byte range of the hit's text.
    pub(in crate::output) fn new(hit: &'a Hit, node: &Range<usize>) -> Self {
        let row = ParagraphRow::new(&hit.report, &hit.paragraph);
        ConcordanceRow {
            id: row.id,
            left: row.text[..node.start].trim_end(),
            node: &row.text[node.clone()],
            right: row.text[node.end..].trim_start(),
            date: hit.report.day().map(|date| date.to_string()),
            authority: row.authority,
            authority_name: row.authority_name,
            region: row.region,
            kind: row.kind,
            framework: row.framework,
            area: row.area,
            area_group: row.area_group,
            grade: row.grade,
            overall_grade: row.overall_grade,
            section: row.section,
            number: row.number,
            page: row.page,
            report_id: row.report_id,
            source: row.source,
            provider: row.provider,
            provider_name: row.provider_name,
        }
    }
}

/// A paragraph that is like another.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct SimilarRow<'a> {
    #[serde(flatten)]
    paragraph: ParagraphRow<'a>,
    own_authority: bool,
    resemblance: f32,
    near_duplicate: bool,
}

impl<'a> SimilarRow<'a> {
    /// Describes a hit and how it is like the paragraph asked about.
    pub(in crate::output) fn new(hit: &'a Hit, likeness: Likeness) -> Self {
        SimilarRow {
            paragraph: ParagraphRow::from(hit),
            own_authority: likeness.own_authority,
            resemblance: likeness.resemblance,
            near_duplicate: likeness.is_near_duplicate(),
        }
    }
}

/// A paragraph that says the same as another in other words.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct RewordedRow<'a> {
    #[serde(flatten)]
    paragraph: ParagraphRow<'a>,
    likeness: f32,
}

impl<'a> RewordedRow<'a> {
    /// Describes a hit and how like it is to the text asked about.
    pub(in crate::output) fn new(hit: &'a Hit, likeness: f32) -> Self {
        RewordedRow {
            paragraph: ParagraphRow::from(hit),
            likeness,
        }
    }
}

/// A report with everything known of it but its paragraphs.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct ReportRow<'a> {
    report_id: &'a str,
    authority: Option<&'a str>,
    authority_name: Option<&'a str>,
    region: Option<&'a str>,
    kind: &'static str,
    framework: Option<&'static str>,
    title: &'a str,
    inspection_start: Option<String>,
    inspection_end: Option<String>,
    published: Option<String>,
    lead_inspector: Option<String>,
    overall_grade: Option<&'static str>,
    #[serde(serialize_with = "by_area")]
    #[schemars(with = "BTreeMap<String, String>")]
    grades: &'a [Judgement],
    outcome: Option<&'static str>,
    theme: Option<&'a str>,
    paragraphs: u32,
    last_number: Option<u32>,
    pages: u32,
    source: &'static str,
    path: Option<&'a str>,
    sha256: &'a str,
    warnings: Vec<WarningRow<'a>>,
    published_source: Option<&'static str>,
    url: Option<&'a str>,
    lead_inspector_printed: Option<String>,
    about: Option<&'a str>,
    provider: Option<&'a str>,
    provider_name: Option<&'a str>,
    #[serde(serialize_with = "by_name")]
    #[schemars(with = "BTreeMap<String, String>")]
    identifiers: &'a [(String, String)],
    language: Option<&'static str>,
    edition: u32,
    editions: u32,
    replaced_by: Option<&'a str>,
    inspectorate: Option<&'static str>,
    citation: String,
    body_url: Option<String>,
}

/// Returns who inspected; none of what is no inspection.
fn inspectorate(report: &Report) -> Option<&'static str> {
    let name = report.kind.definition().inspectorate.as_str();
    (!name.is_empty()).then_some(name)
}

impl<'a> From<&'a ReportRecord> for ReportRow<'a> {
    fn from(record: &'a ReportRecord) -> Self {
        let report = &record.report;
        let authority = report.authority.as_ref();
        let provider = report.provider.as_ref();
        ReportRow {
            report_id: record.id.as_str(),
            authority: authority.map(|authority| authority.slug.as_str()),
            authority_name: authority.map(|authority| authority.name.as_str()),
            region: authority.map(|authority| authority.region.as_str()),
            kind: report.kind.slug(),
            framework: report.framework.map(|framework| framework.slug()),
            title: &report.title,
            inspection_start: report.inspection.map(|span| span.start.to_string()),
            inspection_end: report.inspection.map(|span| span.end.to_string()),
            published: report.published.map(|published| published.date.to_string()),
            lead_inspector: inspectors(report, |lead| &lead.name),
            overall_grade: report.overall.map(Grade::slug),
            grades: &report.judgements,
            outcome: report.outcome().map(Grade::slug),
            theme: report.theme.as_deref(),
            paragraphs: record.paragraphs,
            last_number: record.last_number,
            pages: report.pages,
            source: report.source().slug(),
            path: record.paths.first().map(String::as_str),
            sha256: &record.sha256,
            warnings: record.warnings.iter().map(WarningRow::from).collect(),
            published_source: report.published.map(|published| published.source.slug()),
            url: report.url.as_deref(),
            lead_inspector_printed: inspectors(report, |lead| &lead.printed),
            about: report.about.as_ref().map(ReportId::as_str),
            provider: provider.map(|provider| provider.slug.as_str()),
            provider_name: provider.map(|provider| provider.name.as_str()),
            identifiers: identifiers(report),
            language: report.language.code(),
            edition: record.edition.number,
            editions: record.edition.of,
            replaced_by: record.edition.replaced_by.as_ref().map(ReportId::as_str),
            inspectorate: inspectorate(report),
            citation: citation::source(report, None),
            body_url: link::body_url(record),
        }
    }
}

/// A cross-reference.
#[derive(Debug, JsonSchema, Serialize)]
struct ReferenceRow<'a> {
    element: &'a str,
    number: u32,
}

impl<'a> From<&'a Reference> for ReferenceRow<'a> {
    fn from(reference: &'a Reference) -> Self {
        ReferenceRow {
            element: &reference.element,
            number: reference.number,
        }
    }
}

/// A warning.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct WarningRow<'a> {
    kind: &'static str,
    message: &'a str,
    page: Option<u32>,
}

impl<'a> From<&'a Warning> for WarningRow<'a> {
    fn from(warning: &'a Warning) -> Self {
        WarningRow {
            kind: warning.kind.slug(),
            message: &warning.message,
            page: warning.page,
        }
    }
}

/// How many words of a report went where; the first four add up to the last.
#[derive(Debug, Clone, Copy, JsonSchema, Serialize)]
pub(in crate::output) struct WordRow {
    findings: u64,
    other: u64,
    boilerplate: u64,
    apparatus: u64,
    total: u64,
}

impl From<WordBalance> for WordRow {
    fn from(words: WordBalance) -> Self {
        WordRow {
            findings: words.findings,
            other: words.other,
            boilerplate: words.boilerplate,
            apparatus: words.apparatus,
            total: words.total(),
        }
    }
}

/// How often a value of a field occurs among the hits.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct FacetRow<'a> {
    value: &'a str,
    paragraphs: u64,
    reports: u64,
    distinct: u64,
    reports_searched: u64,
    reports_compared: u64,
    compared_searched: u64,
    share: Option<f64>,
}

/// The same on its own, with the name of the field.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct FieldRow<'a> {
    field: &'static str,
    #[serde(flatten)]
    value: FacetRow<'a>,
}

impl<'a> FieldRow<'a> {
    pub(in crate::output) fn new(facet: &Facet, value: &'a FacetValue) -> Self {
        FieldRow {
            field: facet.field.name(),
            value: FacetRow::from(value),
        }
    }
}

impl<'a> From<&'a FacetValue> for FacetRow<'a> {
    fn from(value: &'a FacetValue) -> Self {
        FacetRow {
            value: &value.value,
            paragraphs: value.paragraphs,
            reports: value.reports,
            distinct: value.distinct,
            reports_searched: value.reports_searched,
            reports_compared: value.reports_compared,
            compared_searched: value.compared_searched,
            share: value.share().map(rounded),
        }
    }
}

/// Serialises facets as an object of lists, by the names of their fields.
pub(in crate::output) struct FacetMap<'a>(pub(in crate::output) &'a [Facet]);

impl Serialize for FacetMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|facet| {
            let rows: Vec<_> = facet.values.iter().map(FacetRow::from).collect();
            (facet.field.name(), rows)
        }))
    }
}

fn by_area<S: Serializer>(judgements: &&[Judgement], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(judgements.iter().map(|j| (j.area.slug(), j.grade.slug())))
}

fn by_name<S: Serializer>(
    identifiers: &&[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(identifiers.iter().map(|(name, value)| (name, value)))
}

/// Lists what registers know the provider by.
fn identifiers(report: &Report) -> &[(String, String)] {
    let provider = report.provider.as_ref();
    provider.map_or(&[], |provider| &provider.identifiers)
}

/// Joins the names of the lead inspectors in one of their spellings.
fn inspectors(report: &Report, spelling: impl Fn(&Inspector) -> &String) -> Option<String> {
    let names: Vec<_> = report
        .lead_inspectors
        .iter()
        .map(|lead| spelling(lead).as_str())
        .collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// Turns sorted byte ranges of a text into ranges of its code points.
fn code_points(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut byte, mut point) = (0, 0);
    let mut advance = |to: usize| {
        point += text[byte..to].chars().count();
        byte = to;
        point
    };
    ranges
        .iter()
        .map(|range| [advance(range.start), advance(range.end)])
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ParagraphRow, ReportRow, code_points};
    use crate::output::testutil::{hit, of_provider, record, references};

    fn keys(value: &serde_json::Value) -> String {
        let keys: Vec<_> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        keys.join(", ")
    }

    #[test]
    fn hits_keep_their_fields() {
        let hit = hit();
        let row = serde_json::to_value(ParagraphRow::from(&hit)).unwrap();
        assert_eq!(
            keys(&row),
            "id, report_id, authority, authority_name, region, kind, framework, \
             inspection_start, inspection_end, published, lead_inspector, area, area_group, \
             grade, overall_grade, section, heading, number, page, text, highlights, score, \
             source, path, also_in, nearly_in, provider, provider_name, identifiers, \
             references, language, edition, editions, replaced_by, recognised_confidence, \
             note_of, last_page, title, inspectorate, citation, url, body_url"
        );
        assert_eq!(row["id"], "harrowmere/2024-10-25/ilacs#28");
        assert_eq!(row["area_group"], "care");
        assert_eq!(row["inspection_end"], "2024-10-25");
    }

    #[test]
    fn reports_keep_their_fields() {
        let record = record();
        let row = serde_json::to_value(ReportRow::from(&record)).unwrap();
        assert_eq!(
            keys(&row),
            "report_id, authority, authority_name, region, kind, framework, title, \
             inspection_start, inspection_end, published, lead_inspector, overall_grade, \
             grades, outcome, theme, paragraphs, last_number, pages, source, path, sha256, \
             warnings, published_source, url, lead_inspector_printed, about, provider, \
             provider_name, identifiers, language, edition, editions, replaced_by, inspectorate, \
             citation, body_url"
        );
        assert_eq!(
            keys(&row["grades"]),
            "help-and-protection, children-in-care"
        );
    }

    #[test]
    fn providers_and_references_are_named() {
        let mut hit = hit();
        hit.report = Arc::new(of_provider());
        hit.paragraph.references = references();
        let row = serde_json::to_value(ParagraphRow::from(&hit)).unwrap();
        assert_eq!(row["provider"], "larkhill-house");
        assert_eq!(row["provider_name"], "Larkhill House");
        assert_eq!(row["identifiers"], serde_json::json!({"urn": "103980"}));
        assert_eq!(
            row["references"],
            serde_json::json!([
                {"element": "outcome", "number": 4},
                {"element": "enabler", "number": 2}
            ])
        );
        let row = serde_json::to_value(ReportRow::from(&*hit.report)).unwrap();
        assert_eq!(row["provider"], "larkhill-house");
        assert_eq!(row["identifiers"]["urn"], "103980");
    }

    #[test]
    fn highlights_count_code_points() {
        let hit = hit();
        let row = ParagraphRow::from(&hit);
        let [start, end] = row.highlights[0];
        let marked: String = row.text.chars().skip(start).take(end - start).collect();
        assert_eq!(marked, "life-story work");
        assert_eq!(
            code_points("é–é", &[0..2, 2..5, 5..7]),
            [[0, 1], [1, 2], [2, 3]]
        );
    }
}
