//! The site: the commit of the index that is open, until there is a newer one.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::options::Options;
use super::turns::Turns;
use crate::index::{Index, IndexError, SearchRequest};
use crate::query::{self, Field, Filters};

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

/// A commit of the index that is open.
pub(super) struct Opened {
    pub(super) index: Index,
    /// See [`Index::stamp`].
    pub(super) stamp: String,
    authorities: OnceLock<Vec<(String, String)>>,
    values: OnceLock<Vec<(Field, Vec<String>)>>,
}

impl Opened {
    fn open(options: &Options) -> Result<Self, IndexError> {
        // A commit that comes between the two is opened at the next request.
        let stamp = Index::stamp(&options.index)?;
        Ok(Opened {
            index: Index::open(&options.index)?,
            stamp,
            authorities: OnceLock::new(),
            values: OnceLock::new(),
        })
    }

    /// Lists the authorities that have reports, slugs with names, sorted by name; read once.
    pub(super) fn authorities(&self) -> Result<&[(String, String)], IndexError> {
        if let Some(known) = self.authorities.get() {
            return Ok(known);
        }
        let records = self.index.reports(&Filters::default())?;
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
        let facets = self.index.search(&request.totals())?.facets.into_iter();
        let values = facets.map(|facet| {
            let occurring = facet.values.into_iter().map(|value| value.value);
            let named = occurring.filter(|value| value != UNKNOWN);
            (facet.field, named.collect())
        });
        let values = values.collect();
        Ok(self.values.get_or_init(|| values))
    }
}

impl Site {
    pub(super) fn open(options: Options) -> Result<Self, IndexError> {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Site {
            opened: Mutex::new(Arc::new(Opened::open(&options)?)),
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
        if Index::stamp(&self.options.index).is_ok_and(|stamp| is_new(&stamp))
            && let Ok(newer) = Opened::open(&self.options)
        {
            *opened = Arc::new(newer);
        }
        opened.clone()
    }
}
