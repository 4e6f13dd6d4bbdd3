//! Bringing: what is listed is looked up, what is new is brought.

use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;
use std::time::SystemTime;

use crate::corpus::{Copies, Means, Programs, read_all};
use crate::http::{Client, HttpAnswer, HttpBody, HttpError, Url};
use crate::model::{Date, Limit, Report, Source, today};
use crate::rules::Rules;

use super::begun::Beginning;
use super::error::{FetchError, VisitError};
use super::name::{self, Ids, Linked};
use super::notes::Notes;
use super::part::Part;
use super::run::{FetchOptions, Run, SILENT};
use super::selection::Selection;
use super::shelf::{Kept, Shelf};
use super::site::Site;
use super::summary::{FetchProgress, FetchSummary, FetchedFile};
use super::visitor::{Validators, Visitor, Wanted};

/// How often what could not be had is tried, over the whole run.
const ROUNDS: usize = 3;

/// Whence the addresses of documents come.
#[derive(Debug, Clone)]
pub enum Whence<'a> {
    /// The pages of a site.
    Site(&'a Site),
    /// A list.
    List(Vec<Linked>),
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
        ids: Ids::default(),
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
    let kept: Vec<Url> = run
        .shelf
        .kept
        .keys()
        .filter_map(|url| Url::parse(url).ok())
        .collect();
    run.ids = Ids::of(documents.iter().map(|document| &document.url).chain(&kept));
    run.summary.documents = documents.len();
    match options.dry_run {
        true => run.plan(&documents),
        false => run.bring(documents)?,
    }
    run.summary.requests = run.visitor.requests;
    Ok(run.summary)
}

/// An answer, with how many bytes are there that it goes on from; or why there is none.
type Answered = Result<(HttpAnswer, u64), VisitError>;

/// What became of a document.
enum Fate {
    Unchanged,
    Fetched(FetchedFile),
    Missed(VisitError),
}

impl Run<'_> {
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
        if let Some(kept) = &kept {
            self.correct(kept, document)?;
            if !self.is_due(kept) {
                return Ok(Fate::Unchanged);
            }
        }
        // Of a file that was damaged here the whole is asked for.
        let intact = kept.clone().filter(|kept| self.shelf.is_intact(kept));
        let nothing = Validators::default();
        let known = intact.as_ref().map_or(&nothing, |kept| &kept.validators);
        let (answer, held) = match self.ask(document, known)? {
            Ok(answered) => answered,
            Err(error) => return Ok(Fate::Missed(error)),
        };
        if answer.status == 304
            && let Some(kept) = &intact
        {
            self.shelf.asked_now(kept)?;
            return Ok(Fate::Unchanged);
        }
        let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        let (etag, last_modified) = (header("etag"), header("last-modified"));
        let beginning = Beginning::of(&document.url, &answer);
        let id = self.ids.id(document);
        let taken = self
            .shelf
            .take(&id, held, beginning.as_ref(), answer.body)?;
        let part = match taken {
            Ok(part) => part,
            Err(error) => return Ok(Fate::Missed(HttpBody::error(error).into())),
        };
        let checked = check(&part.path);
        if let Some(error) = checked.map_err(|error| FetchError::Io(part.path.clone(), error))? {
            self.shelf.drop_part(&part)?;
            return Ok(Fate::Missed(error));
        }
        self.summary.bytes += part.bytes.saturating_sub(held);
        if let Some(kept) = intact.as_ref().filter(|kept| kept.sha256 == part.sha256) {
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
            None => target(document, &id, report.as_ref(), published),
        };
        let mut notes = Notes::default();
        notes.add("url", &url);
        notes.0.extend(said(document).0);
        notes.add("fetched", &today().to_string());
        notes.add("sha256", &part.sha256);
        notes.add("etag", &etag);
        notes.add("last_modified", &last_modified);
        let page = document.page.as_ref().map(ToString::to_string);
        notes.add("source", &page.unwrap_or_default());
        // What was put in order here has the content already, and takes the address.
        if let Some(there) = self
            .shelf
            .unaddressed(&part.sha256)
            .filter(|_| kept.is_none())
        {
            let mut noted = there.notes.clone();
            noted.correct(&notes);
            self.shelf.note(there, &noted)?;
            self.shelf.asked_now(there)?;
            self.shelf.drop_part(&part)?;
            return Ok(Fate::Unchanged);
        }
        if let Some(name) = self.shelf.barred(&path) {
            self.shelf.drop_part(&part)?;
            return Ok(Fate::Missed(VisitError::Barred(name)));
        }
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

    /// Takes over what is said of a file that is there and was said otherwise: by a list, or by a link
    /// whose text has changed. What somebody else has noted stays while the link is as it was.
    fn correct(&mut self, kept: &Kept, document: &Linked) -> Result<(), FetchError> {
        let said = said(document);
        let is_link_same = kept.notes.get("link_text") == said.get("link_text");
        if document.page.is_some() && is_link_same {
            return Ok(());
        }
        let mut notes = kept.notes.clone();
        let changes = notes.correct(&said);
        if changes.is_empty() {
            return Ok(());
        }
        let told = changes
            .iter()
            .map(|(key, former, now)| match former.as_str() {
                "" => format!("{key} is `{now}`"),
                former => format!("{key} is `{now}`, and was `{former}`"),
            });
        let told = told.collect::<Vec<_>>().join("; ");
        let doubt = format!("{}: it is said of it now that {told}", kept.path);
        self.summary.doubts.push(doubt);
        self.shelf.note(kept, &notes)?;
        if let Some(kept) = self.shelf.kept.get_mut(&document.url.to_string()) {
            kept.notes = notes;
        }
        Ok(())
    }

    /// Asks for a document, or for the rest of it where it has begun to come; returns the answer, and how
    /// many bytes are there that it goes on from.
    fn ask(&mut self, document: &Linked, known: &Validators) -> Result<Answered, FetchError> {
        let (url, id) = (&document.url, self.ids.id(document));
        let most = self.options.limits.get(Limit::Bytes);
        let begun = self.shelf.begun(&id, &url.to_string());
        let begun = begun.filter(|begun| begun.held < most);
        if let Some(begun) = &begun {
            let wanted = Wanted::File {
                known,
                begun: Some(begun),
            };
            match self.visitor.get(url, wanted, most) {
                Ok(answer) if begun.goes_on_in(&answer) => return Ok(Ok((answer, begun.held))),
                // A part that is not the one that was asked for, or none of this length.
                Ok(HttpAnswer { status: 206, .. }) | Err(VisitError::Status(416)) => {}
                // The whole comes, of another content or from a host without ranges.
                answered => return Ok(answered.map(|answer| (answer, 0))),
            }
            self.shelf.forget(&id)?;
        }
        let wanted = Wanted::File { known, begun: None };
        let answered = self.visitor.get(url, wanted, most);
        Ok(answered.and_then(|answer| match answer.status {
            206 => Err(
                HttpError::Protocol("a part came, and the whole was asked for".to_owned()).into(),
            ),
            _ => Ok((answer, 0)),
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
}

/// Notes what a link or a list says of a document.
fn said(document: &Linked) -> Notes {
    let mut notes = Notes::default();
    notes.add("link_text", &document.text);
    let day = document.published.map(|day| day.to_string());
    notes.add("published", &day.unwrap_or_default());
    notes.add("urn", &document.urn);
    for (key, value) in &document.notes {
        notes.add(key, value);
    }
    notes
}

/// Names the place of a document below the folder.
fn target(document: &Linked, id: &str, report: Option<&Report>, published: Option<Date>) -> String {
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
    let stem = name::stem(published, &kind, id);
    format!("{}/{stem}.pdf", folder.as_deref().unwrap_or("unknown"))
}

/// Tells what is wrong with what has come.
///
/// A file may be cut short although as much came as was announced, or nobody said how much there is:
/// its last kilobyte tells, where readers of PDF look for its end (ISO 32000-1, annex H, note 18).
fn check(path: &Path) -> io::Result<Option<VisitError>> {
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
    let is_whole = holds(&tail, b"%%EOF");
    Ok((!is_whole).then_some(VisitError::Cut))
}
