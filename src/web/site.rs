//! The site: the state of what is served that is open, until there is a newer one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;

use super::failure::Failure;
use super::holder::{Answering, Answers, Holder};
use super::options::Options;
use super::turns::Turns;
use crate::index::{Index, IndexError, SearchRequest, SearchResults};
use crate::query::{self, Field, Filters};
use crate::semantics::{self, RelatedName, Thesaurus};

/// How many requests are held at once, answered or waiting.
const HELD: usize = 256;
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
}

/// A state of what is served that is open.
pub(super) struct Opened {
    /// Knows all reports, and maybe nothing of their paragraphs.
    pub(super) reports: Answering,
    /// Opens what else is asked.
    pub(super) answers: Arc<dyn Answers>,
    /// Knows everything, where that can be held.
    everything: Option<Answering>,
    /// See [`Holder::stamp`].
    pub(super) stamp: String,
    authorities: OnceLock<Vec<(String, String)>>,
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
            everything: answers.everything()?,
            answers,
            stamp,
            authorities: OnceLock::new(),
            values: OnceLock::new(),
            dir: holder.dir().map(Path::to_owned),
            taught: Mutex::default(),
        })
    }

    /// Returns what knows everything.
    pub(super) fn everything(&self) -> Result<&Index, Failure> {
        match &self.everything {
            Some(everything) => Ok(everything),
            None => Err(Failure::new(
                StatusCode::NOT_IMPLEMENTED,
                "this cannot be asked of an engine, only of the index of a folder",
            )
            .hint("it can be asked without `sample`, `within` and `told-again`")),
        }
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
    pub(super) fn open(options: Options) -> Result<Self, IndexError> {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Site {
            opened: Mutex::new(Arc::new(Opened::open(&*options.holder)?)),
            options,
            // As many questions are answered at once as there are processors.
            turns: Turns::new(HELD, processors.max(2), DEADLINE),
        })
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
