//! The engine against the local index, over a real cluster: where `FINDINGS_TEST_ENGINE` gives the
//! address of one (`tests/engine/run` starts it), and told to be skipped elsewhere.

#![allow(
    clippy::print_stdout,
    reason = "long runs say what they grew from and what they skipped"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::Body;
use super::mapping::{class, field};
use super::snapshot::Snapshot;
use super::{Access, ClusterError, Credentials, Engine, Reader, ingest};
use crate::http::Method;
use crate::index::tests::oracle::random_queries;
use crate::index::{
    self, Explain, GroupBy, Index, IngestOptions, SearchRequest, SearchResults, Shown, Sort,
};
use crate::query::{Field, Filter, Filters, parse};

/// So many random queries are asked, unless `FINDINGS_TEST_ENGINE_QUERIES` says otherwise.
const QUERIES: usize = 300;

/// An index of the cluster that is deleted with the value, beside a local one.
struct Both {
    engine: Arc<Engine>,
    reader: Reader,
    local: PathBuf,
    folder: TempDir,
}

/// Makes an index of a name in the cluster; none where there is no cluster.
fn both(name: &str) -> Option<Both> {
    let Ok(url) = env::var("FINDINGS_TEST_ENGINE") else {
        println!("{name}: skipped, FINDINGS_TEST_ENGINE names no cluster");
        return None;
    };
    let address = format!("{url}/unit-{name}-{}", std::process::id());
    let access = Access::new(&address, Credentials::None, None).unwrap();
    let folder = TempDir::new().unwrap();
    let engine = Arc::new(Engine::new(&access).unwrap());
    Some(Both {
        reader: Reader::new(engine.clone()),
        engine,
        local: folder.path().join("index"),
        folder,
    })
}

impl Both {
    /// Ingests into both.
    fn ingest(&self, paths: &[PathBuf]) {
        let options = IngestOptions::default();
        let there = ingest(&self.engine, paths, &options, &|_| {}).unwrap();
        let here = index::ingest(&self.local, paths, &options, &|_| {}).unwrap();
        assert_eq!(there.files, here.files);
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join("reports").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn reports(&self) -> Vec<PathBuf> {
        vec![self.folder.path().join("reports")]
    }

    fn local(&self) -> Index {
        Index::open(&self.local).unwrap()
    }

    /// Asks both, which must answer alike but for suggestions; returns the answer.
    fn check(&self, local: &Index, request: &SearchRequest) -> SearchResults {
        let what = format!(
            "{} {:?} {:?}",
            request.query.text, request.sort, request.filters
        );
        let here = local.search(request);
        let there = self.reader.index_for(request, Shown::Hits);
        let (mut here, part) = match (here, there) {
            (Ok(here), Ok(there)) => (here, there),
            (Err(here), Err(there)) => {
                assert_eq!(here.to_string(), there.to_string(), "{what}");
                return local
                    .search(&SearchRequest::new(parse("").unwrap()))
                    .unwrap();
            }
            (here, there) => panic!("{what}: {:?} {:?}", here.err(), there.err()),
        };
        let there = part.search(request).unwrap();
        here.suggestions.clear();
        assert_eq!(format!("{here:#?}"), format!("{there:#?}"), "{what}");
        assert_eq!(
            ids(&local.absent(request).unwrap()),
            ids(&part.absent(request).unwrap()),
            "{what}"
        );
        here
    }

    /// Deletes the index behind the alias.
    fn delete(&self) -> Option<String> {
        let store = self.engine.store().ok()?;
        let path = format!("/{}", store.index);
        let deleted = self
            .engine
            .asker
            .expect(Method::Delete, &path, Body::Nothing);
        deleted.ok().map(|_| store.index)
    }
}

impl Drop for Both {
    fn drop(&mut self) {
        self.delete();
    }
}

fn ids(reports: &[index::ReportRecord]) -> Vec<&str> {
    reports.iter().map(|record| record.id.as_str()).collect()
}

fn request(text: &str) -> SearchRequest {
    SearchRequest {
        limit: Some(10),
        duplicates: true,
        advice: true,
        explain: Explain::Query,
        ..SearchRequest::new(parse(text).unwrap_or_else(|error| panic!("{}", error.render(text))))
    }
}

#[test]
fn random_queries_are_answered_as_by_the_local_index() {
    let Some(both) = both("random") else {
        return;
    };
    both.ingest(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")]);
    compare(&both, "the sample", QUERIES);
}

#[test]
fn random_queries_over_real_reports_are_answered_as_by_the_local_index() {
    let Ok(folder) = env::var("FINDINGS_TEST_ENGINE_REPORTS") else {
        println!("real reports: skipped, FINDINGS_TEST_ENGINE_REPORTS names no folder");
        return;
    };
    let Some(both) = both("real") else {
        return;
    };
    both.ingest(&[PathBuf::from(folder)]);
    compare(&both, "real reports", QUERIES);
}

/// Asks random queries of both, in every order, with facets and filters.
fn compare(both: &Both, name: &str, queries: usize) {
    let local = both.local();
    let queries = env::var("FINDINGS_TEST_ENGINE_QUERIES")
        .ok()
        .map_or(queries, |number| number.parse().unwrap());
    let sorts = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Authority];
    let (mut matching, mut hits) = (0, 0);
    for (at, (text, exact, sentence)) in random_queries(name, &local, queries).iter().enumerate() {
        let mut request = request(text);
        (request.exact, request.sentence) = (*exact, *sentence);
        request.sort = sorts[at % sorts.len()];
        request.limit = (at % 5 > 0).then_some(at % 7 * 3);
        request.context = usize::from(at % 11 == 0);
        request.facets = vec![
            Field::ALL[at % Field::ALL.len()],
            Field::Year,
            Field::Area,
            Field::Grade,
        ];
        if at % 6 == 0 {
            request.filters = Filters {
                since: Some("2019".parse().unwrap()),
                ..Filters::default()
            };
        }
        if at % 10 == 3 {
            request.explain = Explain::Scores;
        }
        let results = both.check(&local, &request);
        hits += results.total;
        matching += usize::from(results.total > 0);
    }
    println!("{queries} queries over {name}: {matching} match, {hits} hits");
    assert!(
        matching > queries / 10,
        "{matching} are too few to tell anything"
    );
}

#[test]
fn filters_and_facets_of_paragraphs_are_those_of_all_paragraphs() {
    let Some(both) = both("facets") else {
        return;
    };
    both.ingest(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")]);
    let local = both.local();
    for text in [
        "supervision",
        "",
        "section:notes",
        "area:leaders housing",
        "nonsense",
    ] {
        for facets in Field::ALL.chunks(6) {
            let mut request = request(text);
            request.facets = facets.to_vec();
            both.check(&local, &request);
        }
    }
    let request = request("plan");
    for by in [GroupBy::Report, GroupBy::Authority, GroupBy::Provider] {
        let part = both
            .reader
            .index_for(&request, Shown::Groups(by, 3))
            .unwrap();
        let (here, there) = (local.groups(&request, by, 3), part.groups(&request, by, 3));
        assert_eq!(
            format!("{:?}", here.unwrap()),
            format!("{:?}", there.unwrap())
        );
    }
    let unknown = both.check(
        &local,
        &SearchRequest {
            filters: Filters {
                fields: vec![Filter {
                    field: Field::Area,
                    any_of: vec!["leadrs".to_owned()],
                    none_of: Vec::new(),
                }],
                ..Filters::default()
            },
            ..request
        },
    );
    assert!(unknown.total > 0, "an unknown value is refused alike");
}

/// OPENSEARCH.md: "unordered over alternatives that share a word", "nested", "intervals".
#[test]
fn places_of_words_are_decided_here() {
    let Some(both) = both("places") else {
        return;
    };
    let words = ["care", "carer", "plan", "plans", "late", "review"];
    let mut text = "# Visit to Aford\n".to_owned();
    let mut state = 7_u32;
    for number in 1..=300 {
        text.push_str(&format!("\n{number}."));
        for _ in 0..8 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(&format!(" {}", words[(state >> 16) as usize % words.len()]));
        }
        text.push_str(".\n");
    }
    both.write("aford.md", &text);
    both.ingest(&both.reports());
    let local = both.local();
    let mut hits = 0;
    for text in [
        "(care OR carer) NEAR/1 (care OR plan)",
        "care NEAR/2 care",
        "(care ADJ/2 plan) NEAR/1 (late ADJ/1 review)",
        "(care NEAR/2 plan) ADJ/2 (late NEAR/1 care)",
        "\"care plan late\"~2",
        "\"care care\"",
        "\"plan late\" ADJ/1 (\"review care\" OR \"care late\")",
        "care NOT (plan NEAR/1 late)",
        "\"c* plan\"",
        "\"carr~1 plan\"",
    ] {
        let mut request = request(text);
        request.limit = None;
        hits += both.check(&local, &request).total;
    }
    assert!(hits > 300, "{hits}");
}

/// OPENSEARCH.md: "fuzzy: cut to 50 words a shard", "prefix in intervals fails above 128 words".
#[test]
fn near_spellings_and_beginnings_beyond_the_limits_of_the_engine() {
    let Some(both) = both("spellings") else {
        return;
    };
    let letters: Vec<char> = ('a'..='z').collect();
    let mut text = "# Visit to Aford\n".to_owned();
    for (number, a) in (1..).zip(&letters) {
        text.push_str(&format!("\n{number}. It says"));
        for b in &letters {
            text.push_str(&format!(" zuq{a}{b}or drift"));
        }
        text.push_str(".\n");
    }
    both.write("aford.md", &text);
    both.ingest(&both.reports());
    let local = both.local();
    for (text, total) in [
        ("zuqaaor~2", 26),
        ("zuqaaor~1", 26),
        ("\"zuq* drift\"", 26),
        ("zu*", 26),
    ] {
        assert_eq!(both.check(&local, &request(text)).total, total, "{text}");
    }
}

/// OPENSEARCH.md: "whitespace tokenizer: a word of more than 255 characters becomes two",
/// "keyword over 32,766 bytes: 400 for the item".
#[test]
fn words_and_names_that_are_too_long_for_the_engine() {
    let Some(both) = both("long") else {
        return;
    };
    let (long, longer) = ("w".repeat(300), "v".repeat(40_000));
    let text = format!(
        "# Visit to Aford\n\n1. Before {long} after it.\n\n2. Before {longer} after it.\n\n3. {long}x stands.\n"
    );
    both.write("aford.md", &text);
    both.ingest(&both.reports());
    let local = both.local();
    let wild = format!("{}*", &long[..250]);
    let phrase = format!("\"before {long} after\"");
    for text in [
        &*phrase,
        &long,
        &wild,
        "\"before after\"",
        "\"before after\"~1",
    ] {
        both.check(&local, &request(text));
    }
    assert_eq!(both.check(&local, &request(&phrase)).total, 1);
    assert_eq!(both.check(&local, &request(&wild)).total, 2);
}

/// OPENSEARCH.md: "BM25: replaced copies count until merged"; "one `_id` under two routing values".
#[test]
fn a_report_that_is_replaced_leaves_nothing() {
    let Some(both) = both("replaced") else {
        return;
    };
    both.write("bford.md", "# Visit to Bford\n\n1. Drift is rare here.\n");
    for round in 1..=5 {
        let text =
            format!("# Visit to Aford\n\n1. Drift in round {round} of reviews.\n\n2. Plans.\n");
        both.write("aford.md", &text);
        both.ingest(&both.reports());
    }
    let local = both.local();
    let results = both.check(&local, &request("drift"));
    assert_eq!(results.total, 2);
    assert_eq!(both.check(&local, &request("round")).total, 1);
    // A report of another name takes its place.
    both.write(
        "aford.md",
        "# Visit to Cford on 3 May 2024\n\n1. Drift of another kind.\n",
    );
    both.ingest(&both.reports());
    let local = both.local();
    assert_eq!(both.check(&local, &request("drift")).total, 2);
    let (here, there) = (
        local.reports(&Filters::default()).unwrap(),
        both.reader.index_of_reports().unwrap(),
    );
    assert_eq!(here, there.reports(&Filters::default()).unwrap());
    // Nothing of what was replaced is left, seen or not.
    let store = both.engine.store().unwrap();
    let snapshot = Snapshot::take(&both.engine, &store).unwrap();
    let texts = json!({"terms": {field::CLASS: [class::PARAGRAPH, class::NOTE]}});
    assert_eq!(snapshot.count(&texts).unwrap(), 2);
}

/// Names are settled among all reports: those whose files lie on another machine get new ones with what the
/// engine has of them.
#[test]
fn reports_of_other_machines_keep_their_paragraphs() {
    let Some(both) = both("machines") else {
        return;
    };
    let options = IngestOptions::default();
    for machine in 0..6 {
        let text = format!(
            "# Visit to Aford on 3 May 2024\n\n1. Drift of machine m{machine}.\n\n2. Of kind k{}.\n",
            machine * 7 % 5
        );
        let name = format!("machine{machine}/aford.md");
        let path = both.write(&name, &text);
        let folder = vec![path.parent().unwrap().to_owned()];
        index::ingest(&both.local, &folder, &options, &|_| {}).unwrap();
        ingest(&both.engine, &folder, &options, &|_| {}).unwrap();
        // The next machine does not have it; the local index keeps what it has read.
        std::fs::remove_file(path).unwrap();
    }
    let local = both.local();
    let names = |index: &Index| {
        let reports = index.reports(&Filters::default()).unwrap().into_iter();
        let names = reports.map(|record| (record.sha256, record.id, record.edition));
        names.collect::<Vec<_>>()
    };
    let there = both.reader.index_of_reports().unwrap();
    assert_eq!(names(&local).len(), 6);
    assert_eq!(names(&local), names(&there));
    let mut request = request("drift OR kind");
    request.limit = None;
    request.sort = Sort::Authority;
    let part = both.reader.index_for(&request, Shown::Hits).unwrap();
    let texts = |index: &Index| {
        let hits = index.search(&request).unwrap().hits.into_iter();
        let texts = hits.map(|hit| (hit.report.id.clone(), hit.paragraph.text));
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts(&local).len(), 12);
    assert_eq!(texts(&local), texts(&part));
}

/// OPENSEARCH.md: "`from` + `size` over 10,000", "terms aggregation, size 10", "cardinality".
#[test]
fn more_hits_than_the_engine_counts_or_lists_at_once() {
    let Some(both) = both("many") else {
        return;
    };
    for report in 0..30 {
        let mut text = format!("# Visit to Town{report} on {} May 2023\n", report % 28 + 1);
        for number in 1..=400 {
            text.push_str(&format!(
                "\n{number}. Drift of the kind k{}.\n",
                number * 31 % 397
            ));
        }
        both.write(&format!("town{report}.md"), &text);
    }
    both.ingest(&both.reports());
    let local = both.local();
    let mut request = SearchRequest {
        facets: vec![Field::Authority, Field::Year, Field::Kind],
        ..SearchRequest::new(parse("drift").unwrap())
    };
    request.limit = Some(3);
    assert_eq!(both.check(&local, &request).total, 12_000);
}

/// OPENSEARCH.md: "date fields: `strict_date` takes 2024-02-30 and stores 2024-03-01".
#[test]
fn days_that_are_none_are_refused_by_the_mapping() {
    let Some(both) = both("days") else {
        return;
    };
    both.write("aford.md", "# Visit to Aford on 3 May 2024\n\n1. Drift.\n");
    both.ingest(&both.reports());
    let store = both.engine.store().unwrap();
    let put = |document: &Value| {
        let path = format!("/{}/_doc/x?routing=x", store.index);
        let asker = &both.engine.asker;
        asker
            .ask(Method::Put, &path, Body::Json(document))
            .unwrap()
            .status
    };
    assert_eq!(put(&json!({field::DAY: "2024-02-30"})), 400);
    assert_eq!(put(&json!({field::DAY: 20_240_230})), 400);
    assert_eq!(put(&json!({"unheard_of": 1})), 400);
}

/// OPENSEARCH.md: "alias swapped while a point in time is open … deleted: 404".
#[test]
fn an_index_deleted_while_it_is_read() {
    let Some(both) = both("deleted") else {
        return;
    };
    both.write("aford.md", "# Visit to Aford\n\n1. Drift.\n");
    both.ingest(&both.reports());
    let store = both.engine.store().unwrap();
    let snapshot = Snapshot::take(&both.engine, &store).unwrap();
    both.delete().unwrap();
    let answer = snapshot.count(&json!({"match_all": {}}));
    assert!(matches!(answer, Err(ClusterError::Gone)), "{answer:?}");
    drop(snapshot);
    let answer = both.reader.index_of_reports().map(drop);
    assert!(
        matches!(answer, Err(ClusterError::NotFound(_))),
        "{answer:?}"
    );
}

/// What an ingest wrote that was killed before it could say so is not seen, and goes.
#[test]
fn what_was_not_finished_is_not_seen() {
    let Some(both) = both("unfinished") else {
        return;
    };
    both.write("aford.md", "# Visit to Aford\n\n1. Drift.\n");
    both.ingest(&both.reports());
    let store = both.engine.store().unwrap();
    let snapshot = Snapshot::take(&both.engine, &store).unwrap();
    let paragraph = json!({"term": {field::CLASS: class::PARAGRAPH}});
    let mut left = Value::Null;
    snapshot
        .for_each(&paragraph, &["*"], |hit| {
            left = hit["_source"].clone();
            Ok(())
        })
        .unwrap();
    left[field::GENERATION] = json!(snapshot.state.generation + 1);
    left[field::STEMS] = json!("drift");
    left[field::TERMS] = json!("drift/");
    drop(snapshot);
    let path = format!("/{}/_doc/left?routing=left&refresh=true", store.index);
    both.engine
        .asker
        .expect(Method::Put, &path, Body::Json(&left))
        .unwrap();
    let local = both.local();
    assert_eq!(both.check(&local, &request("drift")).total, 1);
    both.write("bford.md", "# Visit to Bford\n\n1. Drift too.\n");
    both.ingest(&both.reports());
    let local = both.local();
    assert_eq!(both.check(&local, &request("drift")).total, 2);
    let snapshot = Snapshot::take(&both.engine, &store).unwrap();
    assert_eq!(snapshot.count(&paragraph).unwrap(), 2);
}
