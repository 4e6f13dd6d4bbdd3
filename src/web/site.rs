//! The site: the state of what is served that is open, until there is a newer one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Semaphore;

use super::failure::Failure;
use super::holder::{Answering, Answers, Holder};
use super::options::Options;
use super::serve_error::ServeError;
use super::short::ShortNames;
use super::store::{Drawer, Store};
use super::turns::Turns;
use crate::index::{Index, IndexError, SearchRequest, SearchResults};
use crate::query::{self, Field, Filters};
use crate::semantics::{self, RelatedName, Thesaurus};

/// How many requests are held at once, answered or waiting.
const HELD: usize = 256;
/// How many exports are sent at once: each reads as long as somebody takes it.
const EXPORTS: usize = 2;
/// How long a request may take, waiting included.
const DEADLINE: Duration = Duration::from_secs(10);

/// The fields of which values are offered in forms, beside the authority.
const OFFERED: [Field; 6] = [
    Field::Kind,
    Field::Region,
    Field::Overall,
    Field::Area,
    Field::Grade,
    Field::Section,
];
/// The value that stands for none.
pub(super) const UNKNOWN: &str = "none";

/// What is served.
pub(super) struct Site {
    pub(super) options: Options,
    opened: Mutex<Arc<Opened>>,
    pub(super) turns: Turns,
    /// One for each export that is being sent.
    pub(super) exports: Arc<Semaphore>,
    /// Where is kept what addresses do not hold, if anywhere.
    store: Option<Store>,
}

/// A state of what is served that is open.
pub(super) struct Opened {
    /// Knows all reports, and maybe nothing of their paragraphs.
    pub(super) reports: Answering,
    /// Opens what else is asked.
    pub(super) answers: Arc<dyn Answers>,
    /// See [`Holder::stamp`].
    pub(super) stamp: String,
    authorities: OnceLock<Vec<(String, String)>>,
    short_names: OnceLock<Arc<ShortNames>>,
    values: OnceLock<Vec<(Field, Vec<String>)>>,
    /// Where a thesaurus may be.
    dir: Option<PathBuf>,
    taught: Mutex<Taught>,
}

/// The thesaurus that was last found beside the index, and which that was.
#[derive(Default)]
struct Taught {
    stamp: Option<String>,
    thesaurus: Option<Arc<Thesaurus>>,
}

impl Opened {
    fn open(holder: &dyn Holder) -> Result<Self, IndexError> {
        // A commit that comes between the two is opened at the next request.
        let stamp = holder.stamp()?;
        let answers = holder.open()?;
        Ok(Opened {
            reports: answers.reports()?,
            answers,
            stamp,
            authorities: OnceLock::new(),
            short_names: OnceLock::new(),
            values: OnceLock::new(),
            dir: holder.dir().map(Path::to_owned),
            taught: Mutex::default(),
        })
    }

    /// Returns what its answers depend on besides their addresses.
    pub(super) fn state(&self) -> String {
        let thesaurus = self.dir.as_deref().and_then(Index::stamp_of_thesaurus);
        format!("{} {}", self.stamp, thesaurus.unwrap_or_default())
    }

    /// Lists the names of the reports that stand beside the answer to a search: what else it is said as
    /// or, where nothing is found, what is nearest. Nothing is made for it.
    pub(super) fn said_as(
        &self,
        request: &SearchRequest,
        results: &SearchResults,
    ) -> Result<Vec<RelatedName>, IndexError> {
        if !request.advice || !semantics::may_be_said_otherwise(request) {
            return Ok(Vec::new());
        }
        match (self.thesaurus(), results.total) {
            (None, _) => Ok(Vec::new()),
            (Some(thesaurus), 0) => semantics::nearest(&self.reports, &thesaurus, request),
            (Some(thesaurus), _) => semantics::said_as(&self.reports, &thesaurus, request),
        }
    }

    /// Returns the thesaurus and the index that it stands beside, or says that there is none.
    pub(super) fn taught(&self) -> Result<(Arc<Thesaurus>, &Index), Failure> {
        if self.dir.is_none() {
            let said = "an engine keeps no thesaurus, which related names are asked of";
            let hint = "`findings related` makes one for each question";
            return Err(Failure::new(StatusCode::NOT_IMPLEMENTED, said).hint(hint));
        }
        let thesaurus = self.thesaurus().ok_or_else(|| {
            Failure::not_found("no thesaurus of these reports has been made")
                .hint("whoever serves this can make one: `findings ingest --related`")
        })?;
        Ok((thesaurus, &self.reports))
    }

    /// Tells whether there is a thesaurus.
    pub(super) fn is_taught(&self) -> bool {
        self.thesaurus().is_some()
    }

    /// Returns the thesaurus that was made of this commit, or nearly; read once.
    fn thesaurus(&self) -> Option<Arc<Thesaurus>> {
        let dir = self.dir.as_deref()?;
        let stamp = Index::stamp_of_thesaurus(dir);
        // It is replaced in one step.
        let mut taught = self.taught.lock().unwrap_or_else(PoisonError::into_inner);
        if taught.stamp != stamp {
            let thesaurus = semantics::current(&self.reports, dir).map(Arc::new);
            *taught = Taught { stamp, thesaurus };
        }
        taught.thesaurus.clone()
    }

    /// Lists the authorities that have reports, slugs with names, sorted by name; read once.
    pub(super) fn authorities(&self) -> Result<&[(String, String)], IndexError> {
        if let Some(known) = self.authorities.get() {
            return Ok(known);
        }
        let records = self.reports.reports(&Filters::default())?;
        let authorities = records
            .into_iter()
            .filter_map(|record| record.report.authority);
        let mut named: Vec<_> = authorities.map(|of| (of.slug, of.name)).collect();
        named.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        named.dedup();
        Ok(self.authorities.get_or_init(|| named))
    }

    /// Returns the short names of paragraphs; made once.
    pub(super) fn short_names(&self) -> Result<Arc<ShortNames>, IndexError> {
        if let Some(known) = self.short_names.get() {
            return Ok(known.clone());
        }
        let records = self.reports.reports(&Filters::default())?;
        let names = ShortNames::of(records.into_iter().map(|record| record.id));
        Ok(self.short_names.get_or_init(|| Arc::new(names)).clone())
    }

    /// Lists the values that occur of some fields, in the order of the index; read once.
    pub(super) fn values(&self) -> Result<&[(Field, Vec<String>)], IndexError> {
        if let Some(known) = self.values.get() {
            return Ok(known);
        }
        let refused = |error| IndexError::Refused {
            query: String::new(),
            error,
        };
        let request = SearchRequest {
            facets: OFFERED.to_vec(),
            ..SearchRequest::new(query::parse("").map_err(refused)?)
        };
        let mut values = self.answers.occurring(&request)?;
        for (_, values) in &mut values {
            values.retain(|value| value != UNKNOWN);
        }
        Ok(self.values.get_or_init(|| values))
    }
}

impl Site {
    pub(super) fn open(options: Options) -> Result<Self, ServeError> {
        let store = options
            .data
            .as_deref()
            .map(|dir| Store::open(dir).map_err(|error| ServeError::Data(dir.to_owned(), error)));
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Site {
            store: store.transpose()?,
            opened: Mutex::new(Arc::new(
                Opened::open(&*options.holder).map_err(ServeError::Index)?,
            )),
            options,
            // As many questions are answered at once as there are processors.
            exports: Arc::new(Semaphore::new(EXPORTS)),
            turns: Turns::new(HELD, processors.max(2), DEADLINE),
        })
    }

    /// Tells whether anything is kept here that addresses do not hold.
    pub(super) fn keeps(&self) -> bool {
        self.store.is_some()
    }

    /// Tells how many bytes of what is kept an address may hold. What stands in one stands in every
    /// address of its page, so that it is little where there is another place for it.
    pub(super) fn room(&self) -> usize {
        match self.keeps() {
            true => 1024,
            false => 7 * 1024,
        }
    }

    /// Keeps a text that no address holds, and returns its name; `what` says what would be lost.
    pub(super) fn keep(&self, drawer: Drawer, text: &str, what: &str) -> Result<String, Failure> {
        let Some(store) = &self.store else {
            let said = format!("an address is too short for {what}, and no more is kept here");
            return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said).hint(
                "whoever serves this can have longer ones kept: `findings serve --data DIR`",
            ));
        };
        store.keep(drawer, text)
    }

    /// Returns what is kept under a name, if anything is.
    pub(super) fn kept(&self, drawer: Drawer, name: &str) -> Option<String> {
        self.store.as_ref()?.text(drawer, name)
    }

    /// Returns the last commit; where it cannot be opened, the one before it still answers.
    pub(super) fn current(&self) -> Arc<Opened> {
        // Whoever panicked with it left it whole: it is replaced in one step.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |stamp: &String| *stamp != opened.stamp;
        if self
            .options
            .holder
            .stamp()
            .is_ok_and(|stamp| is_new(&stamp))
            && let Ok(newer) = Opened::open(&*self.options.holder)
        {
            *opened = Arc::new(newer);
        }
        opened.clone()
    }
}
