//! An engine in the place of the index of a folder.

use std::path::Path;
use std::sync::Arc;

use super::holder::{Answering, Answers, Holder, Occurring};
use crate::engine::Reader;
use crate::index::{Index, IndexError, SearchRequest, Shown, SimilarRequest};
use crate::model::ReportId;
use crate::query::Filters;
use crate::themes::{self, SampleRequest};

/// An engine. What it keeps of a state serves all questions to it.
#[derive(Debug, Clone)]
pub struct Cluster(Arc<Reader>);

impl Cluster {
    /// Asks by a reader.
    pub fn new(reader: Reader) -> Self {
        Cluster(Arc::new(reader))
    }
}

impl Holder for Cluster {
    fn stamp(&self) -> Result<String, IndexError> {
        Ok(self.0.stamp()?)
    }

    fn open(&self) -> Result<Arc<dyn Answers>, IndexError> {
        Ok(Arc::new(self.clone()))
    }

    fn dir(&self) -> Option<&Path> {
        None
    }
}

impl Answers for Cluster {
    fn reports(&self) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_of_reports()?))
    }

    fn report(&self, id: &ReportId) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_with_reports(&[id])?))
    }

    fn request(&self, request: &SearchRequest, shown: Shown) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_for(request, shown)?))
    }

    fn requests(&self, requests: &[SearchRequest]) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_for_all(requests)?))
    }

    fn sample(
        &self,
        request: &SearchRequest,
        wanted: &SampleRequest,
    ) -> Result<Answering, IndexError> {
        let drawn = |index: &Index, request: &SearchRequest| {
            Ok(themes::sample(index, request, wanted)?.hits)
        };
        Ok(Arc::new(self.0.index_for_chosen(request, &drawn)?))
    }

    fn similar(&self, request: &SimilarRequest) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_for_similar(request)?))
    }

    fn selected(&self, filters: &Filters) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_of_selected(filters)?))
    }

    fn ledger(&self) -> Result<Answering, IndexError> {
        Ok(Arc::new(self.0.index_with_ledger()?))
    }

    fn occurring(&self, request: &SearchRequest) -> Result<Occurring, IndexError> {
        Ok(self.0.occurring(request)?)
    }
}
