//! Looking: the pages of a site are read for the documents to which they lead.

use crate::formats::{WebPage, web_page};
use crate::http::Url;
use crate::model::Budget;

use super::error::{FetchError, UnlikeKnown, VisitError};
use super::name::Linked;
use super::run::{Run, SILENT};
use super::selection::Selection;
use super::site::{ListedBody, Site, total};

impl Run<'_> {
    /// Looks at the pages of a site for documents.
    pub(super) fn look(
        &mut self,
        site: &Site,
        selection: &Selection,
    ) -> Result<Vec<Linked>, FetchError> {
        let listed = self.list(site)?;
        let bodies = selection.bodies(listed, self.rules.gazetteer())?;
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
            let pages = match bodies.len() {
                1 => "the page of the authority".to_owned(),
                names => format!("the pages of {names} authorities"),
            };
            self.summary.doubts.push(format!(
                "no documents are linked on {pages}; links of the form HOST/v1/file/NUMBER were expected"
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
        if listed.is_empty() {
            let doubt = "the search of the site lists no authorities; it may have changed";
            self.summary.doubts.push(doubt.to_owned());
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
        let gone = kept.filter_map(|kept| kept.notes.get("urn"));
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
        Ok(page.and_then(|page| site.documents(body, &page, self.rules.gazetteer())))
    }

    fn read(&self, url: &Url, text: &str) -> Result<WebPage, UnlikeKnown> {
        web_page(text, &Budget::new(&self.options.limits)).map_err(|error| UnlikeKnown {
            url: url.clone(),
            expected: "a web page".to_owned(),
            found: error.to_string(),
        })
    }
}
