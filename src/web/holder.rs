//! Who holds what is served: the index of a folder, or whatever else answers as one does.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::index::{Index, IndexError, SearchRequest, Shown, SimilarRequest};
use crate::model::ReportId;
use crate::query::{Field, Filters};
use crate::themes::SampleRequest;

/// An index that is open. It may be made for one question, and must be asked nothing else then.
pub type Answering = Arc<dyn Deref<Target = Index> + Send + Sync>;

/// Values of fields, in the order in which an index counts them.
pub type Occurring = Vec<(Field, Vec<String>)>;

/// Who holds what is served.
pub trait Holder: fmt::Debug + Send + Sync {
    /// Returns what tells its state from those before it; it is cheap.
    ///
    /// # Errors
    /// It cannot be asked.
    fn stamp(&self) -> Result<String, IndexError>;

    /// Opens its last state.
    ///
    /// # Errors
    /// It cannot be asked.
    fn open(&self) -> Result<Arc<dyn Answers>, IndexError>;

    /// Returns the folder of the index, where it is one.
    fn dir(&self) -> Option<&Path>;
}

/// A state of what a holder has. Each question is asked of what is opened for it.
///
/// All of it fails where the state cannot be asked.
pub trait Answers: Send + Sync {
    /// Opens what knows all reports, and maybe nothing of their paragraphs.
    ///
    /// # Errors
    /// See the trait.
    fn reports(&self) -> Result<Answering, IndexError>;

    /// Opens what knows a report with all that it says.
    ///
    /// # Errors
    /// See the trait.
    fn report(&self, id: &ReportId) -> Result<Answering, IndexError>;

    /// Opens what answers a request, of which some hits are shown.
    ///
    /// # Errors
    /// See the trait; a filter's value that no report has.
    fn request(&self, request: &SearchRequest, shown: Shown) -> Result<Answering, IndexError>;

    /// Opens what answers several requests, but for what belongs to hits.
    ///
    /// # Errors
    /// See the trait; a filter's value that no report has.
    fn requests(&self, requests: &[SearchRequest]) -> Result<Answering, IndexError>;

    /// Opens what a sample of what a request finds is drawn from.
    ///
    /// # Errors
    /// See the trait; a filter's value that no report has.
    fn sample(
        &self,
        request: &SearchRequest,
        wanted: &SampleRequest,
    ) -> Result<Answering, IndexError>;

    /// Opens what finds paragraphs similar to one.
    ///
    /// # Errors
    /// See the trait; a filter's value that no report has.
    fn similar(&self, request: &SimilarRequest) -> Result<Answering, IndexError>;

    /// Opens what counts all that reports say that pass the filters on reports; it must be filtered again.
    ///
    /// # Errors
    /// See the trait; a filter's value that no report has.
    fn selected(&self, filters: &Filters) -> Result<Answering, IndexError>;

    /// Opens what knows the ledger.
    ///
    /// # Errors
    /// See the trait.
    fn ledger(&self) -> Result<Answering, IndexError>;

    /// Lists the values of the facets of a request that occur in what it finds.
    ///
    /// # Errors
    /// See the trait.
    fn occurring(&self, request: &SearchRequest) -> Result<Occurring, IndexError>;
}

/// The index of a folder.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Holder for Folder {
    fn stamp(&self) -> Result<String, IndexError> {
        Index::stamp(&self.0)
    }

    fn open(&self) -> Result<Arc<dyn Answers>, IndexError> {
        Ok(Arc::new(Commit(Arc::new(Index::open(&self.0)?))))
    }

    fn dir(&self) -> Option<&Path> {
        Some(&self.0)
    }
}

/// A commit of the index of a folder, which answers every question.
struct Commit(Arc<Index>);

impl Commit {
    fn index(&self) -> Answering {
        Arc::new(self.0.clone())
    }
}

impl Answers for Commit {
    fn reports(&self) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn report(&self, _: &ReportId) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn request(&self, _: &SearchRequest, _: Shown) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn requests(&self, _: &[SearchRequest]) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn sample(&self, _: &SearchRequest, _: &SampleRequest) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn similar(&self, _: &SimilarRequest) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn selected(&self, _: &Filters) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn ledger(&self) -> Result<Answering, IndexError> {
        Ok(self.index())
    }

    fn occurring(&self, request: &SearchRequest) -> Result<Occurring, IndexError> {
        let facets = self.0.search(&request.totals())?.facets.into_iter();
        let values = facets.map(|facet| {
            let occurring = facet.values.into_iter().map(|value| value.value);
            (facet.field, occurring.collect())
        });
        Ok(values.collect())
    }
}
