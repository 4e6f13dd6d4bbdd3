//! Tantivy alone with its stock analyser: the same paragraphs without anything that findings
//! adds to them, as the yardstick of what indexing and searching text costs at least.

use std::ops::Bound;
use std::path::Path;

use findings::index::ReportRecord;
use findings::model::{Date, Paragraph};
use tantivy::aggregation::AggregationCollector;
use tantivy::collector::{Count, TopDocs};
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur, Query, QueryParser, RangeQuery, RegexQuery, TermSetQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexWriter, Order, Searcher, TantivyDocument, Term};

/// Memory of the writing thread; as much as findings gives its own.
const BUDGET: usize = 50_000_000;

/// What is indexed of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Its text, stored, and its stems with their positions.
    Body,
    /// That, and the words as they stand in a second field.
    Bodies,
    /// The first, with the tags that filters, orders and facets need.
    Tagged,
}

/// How a text is made a query, and what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The stock parser; the best hits.
    Parsed,
    /// A regular expression over stems.
    Pattern,
    /// A stem, then `~` and how many letters may differ.
    Fuzzy,
    /// Parsed; good and outstanding since 2019 alone.
    Filtered,
    /// Parsed; the newest.
    Newest,
    /// Parsed; findings names what says nearly the same as each hit, which tantivy cannot.
    Alike,
    /// Parsed; counts of grades, years and regions beside the best.
    Facets,
}

/// The fields of an index; a shape leaves some of them empty.
struct Fields {
    body: Field,
    words: Field,
    report: Field,
    grade: Field,
    region: Field,
    year: Field,
    day: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        body: builder.add_text_field("body", text("en_stem") | STORED),
        words: builder.add_text_field("words", text("default")),
        report: builder.add_text_field("report", STRING),
        grade: builder.add_text_field("grade", STRING | FAST),
        region: builder.add_text_field("region", STRING | FAST),
        year: builder.add_i64_field("year", INDEXED | FAST),
        day: builder.add_i64_field("day", INDEXED | FAST),
    };
    (builder.build(), fields)
}

/// Writes an index.
pub(crate) struct Writer {
    writer: IndexWriter,
    fields: Fields,
    shape: Shape,
}

impl Writer {
    /// Opens an index for writing, creating it where there is none; one thread writes.
    pub(crate) fn open(dir: &Path, shape: Shape) -> tantivy::Result<Writer> {
        let (schema, fields) = schema();
        let index = match dir.join("meta.json").exists() {
            true => Index::open_in_dir(dir)?,
            false => Index::create_in_dir(dir, schema)?,
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(BUDGET)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Writer {
            writer,
            fields,
            shape,
        })
    }

    /// Adds the paragraphs of a report.
    pub(crate) fn add(
        &self,
        record: &ReportRecord,
        paragraphs: &[Paragraph],
    ) -> tantivy::Result<()> {
        for paragraph in paragraphs {
            self.writer.add_document(self.document(record, paragraph))?;
        }
        Ok(())
    }

    /// Removes the paragraphs of a report.
    pub(crate) fn remove(&self, record: &ReportRecord) {
        self.writer.delete_term(Term::from_field_text(
            self.fields.report,
            record.id.as_str(),
        ));
    }

    /// Commits and waits until everything is on disk.
    pub(crate) fn commit(mut self) -> tantivy::Result<()> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()
    }

    fn document(&self, record: &ReportRecord, paragraph: &Paragraph) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.body, &paragraph.text);
        match self.shape {
            Shape::Body => {}
            Shape::Bodies => document.add_text(self.fields.words, &paragraph.text),
            Shape::Tagged => {
                document.add_text(self.fields.report, record.id.as_str());
                if let Some(grade) = paragraph.grade {
                    document.add_text(self.fields.grade, grade.slug());
                }
                if let Some(authority) = &record.report.authority {
                    document.add_text(self.fields.region, &authority.region);
                }
                if let Some(date) = record.day() {
                    document.add_i64(self.fields.year, date.year().into());
                    document.add_i64(self.fields.day, day(date));
                }
            }
        }
        document
    }
}

/// Makes a number of a day that sorts as days do.
fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Answers from the last commit.
pub(crate) struct Reader {
    searcher: Searcher,
    parser: QueryParser,
    fields: Fields,
}

impl Reader {
    /// Opens an index for reading.
    pub(crate) fn open(dir: &Path) -> tantivy::Result<Reader> {
        let (_, fields) = schema();
        let index = Index::open_in_dir(dir)?;
        let mut parser = QueryParser::for_index(&index, vec![fields.body]);
        parser.set_conjunction_by_default();
        Ok(Reader {
            searcher: index.reader()?.searcher(),
            parser,
            fields,
        })
    }

    /// Counts what matches.
    pub(crate) fn count(&self, ask: Ask, text: &str) -> tantivy::Result<u64> {
        let query = self.query(ask, text)?;
        Ok(self.searcher.search(&*query, &Count)? as u64)
    }

    /// Returns so many hits as snippets of HTML.
    pub(crate) fn hits(&self, ask: Ask, text: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let query = self.query(ask, text)?;
        let top = TopDocs::with_limit(limit);
        let addresses: Vec<_> = match ask {
            Ask::Newest => {
                let newest = top.order_by_fast_field::<i64>("day", Order::Desc);
                let found = self.searcher.search(&*query, &newest)?;
                found.into_iter().map(|(_, address)| address).collect()
            }
            Ask::Facets => {
                let both = (top.order_by_score(), facets());
                let (found, _) = self.searcher.search(&*query, &both)?;
                found.into_iter().map(|(_, address)| address).collect()
            }
            _ => {
                let found = self.searcher.search(&*query, &top.order_by_score())?;
                found.into_iter().map(|(_, address)| address).collect()
            }
        };
        let snippets = SnippetGenerator::create(&self.searcher, &*query, self.fields.body)?;
        let mut hits = Vec::new();
        for address in addresses {
            let document: TantivyDocument = self.searcher.doc(address)?;
            hits.push(snippets.snippet_from_doc(&document).to_html());
        }
        Ok(hits)
    }

    fn query(&self, ask: Ask, text: &str) -> tantivy::Result<Box<dyn Query>> {
        let body = self.fields.body;
        Ok(match ask {
            Ask::Pattern => Box::new(RegexQuery::from_pattern(text, body)?),
            Ask::Fuzzy => {
                let (stem, distance) = text.split_once('~').expect("it says how far");
                let distance = distance.parse().expect("that is a number");
                Box::new(FuzzyTermQuery::new(
                    Term::from_field_text(body, stem),
                    distance,
                    true,
                ))
            }
            Ask::Filtered => {
                let grade = |slug| Term::from_field_text(self.fields.grade, slug);
                let first = Term::from_field_i64(self.fields.day, 20_190_101);
                let clauses: Vec<Box<dyn Query>> = vec![
                    self.parser.parse_query(text)?,
                    Box::new(TermSetQuery::new(["good", "outstanding"].map(grade))),
                    Box::new(RangeQuery::new(Bound::Included(first), Bound::Unbounded)),
                ];
                let clauses = clauses.into_iter().map(|clause| (Occur::Must, clause));
                Box::new(BooleanQuery::new(clauses.collect()))
            }
            Ask::Parsed | Ask::Newest | Ask::Facets | Ask::Alike => {
                self.parser.parse_query(text)?
            }
        })
    }
}

fn facets() -> AggregationCollector {
    let terms = |field: &str| serde_json::json!({ "terms": { "field": field, "size": 50 } });
    let request = serde_json::json!({
        "grade": terms("grade"), "year": terms("year"), "region": terms("region"),
    });
    let request = serde_json::from_value(request).expect("it is a request");
    AggregationCollector::from_aggs(request, Default::default())
}
