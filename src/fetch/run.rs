//! A run: what is listed is looked up, what is new is brought.

use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use crate::corpus::{Copies, Means, Programs, read_all};
use crate::formats::{WebPage, web_page};
use crate::http::{Client, HttpBody, HttpError, Url};
use crate::model::{Budget, Date, Limit, Limits, Report, Source, today};
use crate::rules::Rules;

use super::error::{FetchError, UnlikeKnown, VisitError};
use super::name::{self, Linked};
use super::notes::Notes;
use super::selection::Selection;
use super::shelf::{Kept, Part, Shelf};
use super::site::{ListedBody, Site, total};
use super::visitor::{Pace, Validators, Visitor};

/// How often what could not be had is tried, over the whole run.
const ROUNDS: usize = 3;
/// After so many failures one after the other nobody goes on.
const SILENT: usize = 8;

/// Whence the addresses of documents come.
#[derive(Debug, Clone)]
pub enum Whence<'a> {
    /// The pages of a site.
    Site(&'a Site),
    /// A list.
    List(Vec<Linked>),
}

/// How it is fetched.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// How fast requests follow each other.
    pub pace: Pace,
    /// After how long a file that is there is asked for again, in case that it has changed.
    pub recheck: Duration,
    /// Whether it is only said what would be fetched.
    pub dry_run: bool,
    /// How much of one file is read.
    pub limits: Limits,
}

/// How far a run is.
#[derive(Debug, Clone, Copy)]
pub struct FetchProgress<'a> {
    /// Whether it fetches documents already; before, it looks for them.
    pub is_fetching: bool,
    /// Pages or documents that are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// Bytes that have come.
    pub bytes: u64,
    /// What comes now.
    pub name: &'a str,
}

/// A file that was fetched, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedFile {
    /// Where it is.
    pub url: String,
    /// What the link said.
    pub text: String,
    /// Day of publication, where it is known.
    pub published: Option<Date>,
    /// Its path below the folder; none of what would be fetched.
    pub path: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// Whether it took the place of another content under the same address.
    pub is_change: bool,
}

/// What could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The address.
    pub url: String,
    /// What the link said.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct FetchSummary {
    /// Whether nothing was fetched because nothing was to be.
    pub dry_run: bool,
    /// The bodies whose pages were looked at.
    pub bodies: usize,
    /// The documents that are wanted.
    pub documents: usize,
    /// Those that were fetched, or would be, in the order in which they are listed.
    pub fetched: Vec<FetchedFile>,
    /// Those that were there and are as they were.
    pub unchanged: usize,
    /// What could not be had.
    pub missed: Vec<Missed>,
    /// What is doubtful, in sentences.
    pub doubts: Vec<String>,
    /// The requests that were made.
    pub requests: u64,
    /// The bytes of documents that came.
    pub bytes: u64,
    /// Why the run ended before its end.
    pub stopped: Option<FetchError>,
}

/// Fetches what is wanted and not there yet into a folder.
///
/// # Errors
/// If the pages that lead to documents cannot be had or are not as they are known, or the folder cannot
/// be written. A document that cannot be had is no error; [`FetchSummary::missed`] lists it.
pub fn fetch(
    dir: &Path,
    whence: Whence<'_>,
    selection: &Selection,
    options: &FetchOptions,
    client: &Client,
    rules: &Rules,
    progress: &dyn Fn(FetchProgress<'_>),
) -> Result<FetchSummary, FetchError> {
    let shelf = match options.dry_run {
        true => Shelf::look(dir)?,
        false => Shelf::open(dir)?,
    };
    let mut run = Run {
        shelf,
        visitor: Visitor::new(client, options.pace),
        options,
        rules,
        progress,
        summary: FetchSummary {
            dry_run: options.dry_run,
            ..FetchSummary::default()
        },
    };
    let documents = match whence {
        Whence::List(documents) => documents,
        Whence::Site(site) => run.look(site, selection)?,
    };
    let mut documents = selection.documents(documents, rules, &mut run.summary.doubts);
    // A document to which several pages lead is fetched once, for the first of them.
    let mut seen = BTreeSet::new();
    documents.retain(|document| seen.insert(document.url.clone()));
    run.summary.documents = documents.len();
    match options.dry_run {
        true => run.plan(&documents),
        false => run.bring(documents)?,
    }
    run.summary.requests = run.visitor.requests;
    Ok(run.summary)
}

struct Run<'a> {
    shelf: Shelf,
    visitor: Visitor<'a>,
    options: &'a FetchOptions,
    rules: &'a Rules,
    progress: &'a dyn Fn(FetchProgress<'_>),
    summary: FetchSummary,
}

/// What became of a document.
enum Fate {
    Unchanged,
    Fetched(FetchedFile),
    Missed(VisitError),
}

impl Run<'_> {
    /// Looks at the pages of a site for documents.
    fn look(&mut self, site: &Site, selection: &Selection) -> Result<Vec<Linked>, FetchError> {
        let listed = self.list(site)?;
        let bodies = selection.bodies(listed)?;
        self.summary.bodies = bodies.len();
        let mut documents = Vec::new();
        let mut unlike = Vec::new();
        let mut failures = 0;
        for (done, body) in bodies.iter().enumerate() {
            self.tell(false, done, bodies.len(), &body.name);
            match self.documents(site, body) {
                Ok(Ok(found)) => {
                    failures = 0;
                    documents.extend(found);
                }
                Ok(Err(error)) => unlike.push(error),
                Err(VisitError::Later(wait)) => {
                    return Err(FetchError::Later(body.url.clone(), wait));
                }
                Err(error) => {
                    failures += 1;
                    if failures == SILENT {
                        return Err(FetchError::Silent(failures, error.to_string()));
                    }
                    self.miss(&body.url.to_string(), &body.name, &error.to_string());
                }
            }
        }
        // One page may be broken; where all are, it is the site that has changed.
        if documents.is_empty() && !unlike.is_empty() {
            return Err(FetchError::Unlike(unlike.remove(0)));
        }
        for error in unlike {
            self.miss(&error.url.to_string(), "", &error.to_string());
        }
        if documents.is_empty() && !bodies.is_empty() && self.summary.missed.is_empty() {
            let names = bodies.len();
            self.summary.doubts.push(format!(
                "no documents are linked on the pages of {names} authorities; links of the form \
                 HOST/v1/file/NUMBER were expected"
            ));
        }
        Ok(documents)
    }

    /// Reads the pages of the search.
    fn list(&mut self, site: &Site) -> Result<Vec<ListedBody>, FetchError> {
        let mut listed: Vec<ListedBody> = Vec::new();
        let mut said = None;
        let mut pages = 0;
        while let Some(url) = site.search(listed.len(), pages) {
            self.tell(false, listed.len(), listed.len(), "the list of authorities");
            let text = self.visitor.page(&url);
            let text = text.map_err(|error| FetchError::Page(url.clone(), error))?;
            let page = self.read(&url, &text).map_err(FetchError::Unlike)?;
            said = total(&page.text).or(said);
            let found = site
                .bodies(&url, &page, pages == 0)
                .map_err(FetchError::Unlike)?;
            let new = found
                .into_iter()
                .filter(|body| listed.iter().all(|l| l.url != body.url));
            let new: Vec<ListedBody> = new.collect();
            pages += 1;
            listed.extend(new);
        }
        if let Some(said) = said.filter(|said| *said != listed.len()) {
            let doubt = format!(
                "the site says {said} results, and {} are listed",
                listed.len()
            );
            self.summary.doubts.push(doubt);
        }
        let is_listed = |urn: &str| listed.iter().any(|body| body.urn == urn);
        let kept = self.shelf.kept.values();
        let gone = kept
            .map(|kept| kept.urn.as_str())
            .filter(|urn| !urn.is_empty());
        let mut gone: Vec<&str> = gone.filter(|urn| !is_listed(urn)).collect();
        gone.sort_unstable();
        gone.dedup();
        if !gone.is_empty() {
            let gone = gone.join(", ");
            let doubt = format!("files are here of bodies that the site does not list now: {gone}");
            self.summary.doubts.push(doubt);
        }
        Ok(listed)
    }

    fn documents(
        &mut self,
        site: &Site,
        body: &ListedBody,
    ) -> Result<Result<Vec<Linked>, UnlikeKnown>, VisitError> {
        let text = self.visitor.page(&body.url)?;
        let page = self.read(&body.url, &text);
        Ok(page.and_then(|page| site.documents(body, &page)))
    }

    fn read(&self, url: &Url, text: &str) -> Result<WebPage, UnlikeKnown> {
        web_page(text, &Budget::new(&self.options.limits)).map_err(|error| UnlikeKnown {
            url: url.clone(),
            expected: "a web page".to_owned(),
            found: error.to_string(),
        })
    }

    /// Says what would be fetched.
    fn plan(&mut self, documents: &[Linked]) {
        for document in documents {
            match self.shelf.kept.get(&document.url.to_string()) {
                Some(kept) if !self.is_due(kept) => self.summary.unchanged += 1,
                kept => self.summary.fetched.push(FetchedFile {
                    url: document.url.to_string(),
                    text: document.text.clone(),
                    published: document.published,
                    path: None,
                    bytes: 0,
                    is_change: kept.is_some(),
                }),
            }
        }
    }

    /// Fetches, and at the end tries again what could not be had.
    fn bring(&mut self, documents: Vec<Linked>) -> Result<(), FetchError> {
        let count = documents.len();
        let mut fetched: Vec<(usize, FetchedFile)> = Vec::new();
        let mut queue: VecDeque<(usize, Linked)> = documents.into_iter().enumerate().collect();
        // The failures of a host that stand one behind the other.
        let mut failures = 0;
        for round in 1..=ROUNDS {
            let mut again = VecDeque::new();
            while let Some((place, document)) = queue.pop_front() {
                let done = self.summary.unchanged + fetched.len() + self.summary.missed.len();
                self.tell(true, done, count, &document.text);
                let error = match self.one(&document)? {
                    Fate::Unchanged => {
                        self.summary.unchanged += 1;
                        failures = 0;
                        continue;
                    }
                    Fate::Fetched(file) => {
                        fetched.push((place, file));
                        failures = 0;
                        continue;
                    }
                    Fate::Missed(error) => error,
                };
                failures = match &error {
                    VisitError::Http(_) => failures + 1,
                    _ => 0,
                };
                if let VisitError::Later(wait) = error {
                    self.summary.stopped = Some(FetchError::Later(document.url.clone(), wait));
                } else if failures == SILENT {
                    self.summary.stopped = Some(FetchError::Silent(failures, error.to_string()));
                }
                if error.is_passing() && round < ROUNDS && self.summary.stopped.is_none() {
                    again.push_back((place, document));
                } else {
                    let url = document.url.to_string();
                    self.miss(&url, &document.text, &error.to_string());
                }
                if self.summary.stopped.is_some() {
                    break;
                }
            }
            queue.append(&mut again);
            if self.summary.stopped.is_some() {
                break;
            }
        }
        for (_, document) in queue {
            let url = document.url.to_string();
            self.miss(&url, &document.text, "the run ended before it could be had");
        }
        fetched.sort_by_key(|(place, _)| *place);
        self.summary.fetched = fetched.into_iter().map(|(_, file)| file).collect();
        Ok(())
    }

    fn is_due(&self, kept: &Kept) -> bool {
        let age = SystemTime::now().duration_since(kept.asked);
        age.is_ok_and(|age| age >= self.options.recheck)
    }

    /// Brings one document, if it is not there or is no longer the same.
    fn one(&mut self, document: &Linked) -> Result<Fate, FetchError> {
        let url = document.url.to_string();
        let kept = self.shelf.kept.get(&url).cloned();
        if kept.as_ref().is_some_and(|kept| !self.is_due(kept)) {
            return Ok(Fate::Unchanged);
        }
        let nothing = Validators::default();
        let known = kept.as_ref().map_or(&nothing, |kept| &kept.validators);
        let most = self.options.limits.get(Limit::Bytes);
        let answer = match self.visitor.get(&document.url, known, most) {
            Ok(answer) => answer,
            Err(error) => return Ok(Fate::Missed(error)),
        };
        if answer.status == 304
            && let Some(kept) = &kept
        {
            self.shelf.asked_now(kept)?;
            return Ok(Fate::Unchanged);
        }
        let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        let (etag, last_modified) = (header("etag"), header("last-modified"));
        let is_framed = ["content-length", "transfer-encoding"]
            .iter()
            .any(|name| answer.header(name).is_some());
        let part = match self.shelf.take(&document.id(), answer.body, |_| {})? {
            Ok(part) => part,
            Err(error) => return Ok(Fate::Missed(HttpBody::error(error).into())),
        };
        let checked = check(&part.path, is_framed);
        if let Some(error) = checked.map_err(|error| FetchError::Io(part.path.clone(), error))? {
            self.shelf.drop_part(&part)?;
            return Ok(Fate::Missed(error));
        }
        self.summary.bytes += part.bytes;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.sha256 == part.sha256) {
            self.shelf.asked_now(kept)?;
            self.shelf.drop_part(&part)?;
            return Ok(Fate::Unchanged);
        }
        let report = self.report(&part);
        let published = report.as_ref().and_then(|report| report.published);
        let published = document
            .published
            .or(published.map(|published| published.date));
        let path = match &kept {
            Some(kept) => kept.path.clone(),
            None => target(document, report.as_ref(), published),
        };
        let mut notes = Notes::default();
        notes.add("url", &url);
        notes.add("link_text", &document.text);
        let day = document.published.map(|day| day.to_string());
        notes.add("published", &day.unwrap_or_default());
        notes.add("urn", &document.urn);
        for (key, value) in &document.notes {
            notes.add(key, value);
        }
        notes.add("fetched", &today().to_string());
        notes.add("sha256", &part.sha256);
        notes.add("etag", &etag);
        notes.add("last_modified", &last_modified);
        let page = document.page.as_ref().map(ToString::to_string);
        notes.add("source", &page.unwrap_or_default());
        self.shelf.keep(&part, &path, &notes)?;
        Ok(Fate::Fetched(FetchedFile {
            url,
            text: document.text.clone(),
            published,
            path: Some(path),
            bytes: part.bytes,
            is_change: kept.is_some(),
        }))
    }

    /// Reads what has come, for the kind and the body; none where `ingest` will say why.
    fn report(&self, part: &Part) -> Option<Report> {
        let copies = [Copies {
            sha256: &part.sha256,
            found: vec![part.path.clone()],
            known: Vec::new(),
        }];
        let means = Means {
            rules: self.rules,
            limits: &self.options.limits,
            programs: &Programs::default(),
        };
        let report = Mutex::new(None);
        read_all(&copies, Some(1), means, |read| {
            if let (Ok(read), Ok(mut report)) = (read.report, report.lock()) {
                *report = Some(read.value);
            }
        });
        report.into_inner().ok()?
    }

    fn miss(&mut self, url: &str, text: &str, reason: &str) {
        self.summary.missed.push(Missed {
            url: url.to_owned(),
            text: text.to_owned(),
            reason: reason.to_owned(),
        });
    }

    fn tell(&self, is_fetching: bool, done: usize, total: usize, name: &str) {
        (self.progress)(FetchProgress {
            is_fetching,
            done,
            total,
            bytes: self.summary.bytes,
            name,
        });
    }
}

/// Names the place of a document below the folder.
fn target(document: &Linked, report: Option<&Report>, published: Option<Date>) -> String {
    let by_report = report.map(Report::base_id);
    let by_report = by_report
        .as_ref()
        .and_then(|id| id.as_str().split('/').next());
    let folder = document.folder.as_deref().or(by_report).map(name::short);
    let folder = folder.filter(|folder| !folder.is_empty());
    let kind = match report {
        Some(report) if report.kind.definition().source == Source::Primary => {
            report.kind.slug().to_owned()
        }
        _ => name::short(document.label()),
    };
    let stem = name::stem(published, &kind, &document.id());
    format!("{}/{stem}.pdf", folder.as_deref().unwrap_or("unknown"))
}

/// Tells what is wrong with what has come.
///
/// A file whose length nobody said may be cut short where the connection broke: its last lines tell.
fn check(path: &Path, is_framed: bool) -> io::Result<Option<VisitError>> {
    const LOOK: u64 = 1024;
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(LOOK).read_to_end(&mut head)?;
    let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    if !holds(&head, b"%PDF-") {
        let text = head
            .iter()
            .find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
        return Ok(Some(match text {
            Some(b'<') => VisitError::WebPage,
            _ => VisitError::NoPdf,
        }));
    }
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LOOK)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let is_whole = is_framed || holds(&tail, b"%%EOF");
    Ok((!is_whole).then(|| HttpError::Protocol("it ends before its end".to_owned()).into()))
}
