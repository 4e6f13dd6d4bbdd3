//! The site: what is known of how an inspectorate publishes, and nothing else knows it.
//!
//! A search lists the bodies, so many a page; each has a page of its own whose address ends with
//! its number; documents are links to a host for files, which say what they are and when they
//! were published. All of it is told by where links lead and by their words: no class, no place.

use std::collections::BTreeSet;

use crate::formats::WebPage;
use crate::gazetteer::Gazetteer;
use crate::http::{InvalidUrl, Url};
use crate::model::Provider;

use super::error::UnlikeKnown;
use super::name::{Linked, date_within, split_text};
use super::visitor::is_same_site;

/// The site of Ofsted's reports.
const OFSTED: &str = "https://reports.ofsted.gov.uk/";
/// Its search for local authorities that provide children's services.
const SEARCH: &str = "search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12";
/// The most bodies that it lists on one page.
const ROWS: usize = 100;
/// Far more pages than there are bodies.
const MOST_PAGES: usize = 50;

/// A site that publishes reports of local authorities.
#[derive(Debug, Clone)]
pub struct Site {
    base: Url,
    rows: usize,
}

/// A body that the site lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListedBody {
    pub(super) name: String,
    pub(super) urn: String,
    pub(super) url: Url,
}

impl Default for Site {
    fn default() -> Self {
        Site::at(OFSTED).expect("the address is of the form that is read")
    }
}

impl Site {
    /// Returns a site of the same shape that stands elsewhere: a mirror, or one of a test.
    ///
    /// # Errors
    /// An address that is none.
    pub fn at(base: &str) -> Result<Self, InvalidUrl> {
        Ok(Site {
            base: Url::parse(base)?,
            rows: ROWS,
        })
    }

    /// Asks for fewer bodies on a page.
    #[must_use]
    pub fn with_rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// Returns the address of the site.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// Returns the page of the search that begins after so many bodies; none where there should
    /// be no more.
    pub(super) fn search(&self, listed: usize, pages: usize) -> Option<Url> {
        let query = format!("{SEARCH}&start={listed}&rows={}", self.rows);
        let is_more = pages < MOST_PAGES && listed == pages * self.rows;
        self.base.join(&query).ok().filter(|_| is_more)
    }

    /// Lists the bodies of a page of the search.
    ///
    /// # Errors
    /// A page that names none and does not end the list, or more than it may.
    pub(super) fn bodies(
        &self,
        url: &Url,
        page: &WebPage,
        is_first: bool,
    ) -> Result<Vec<ListedBody>, UnlikeKnown> {
        let mut bodies: Vec<ListedBody> = Vec::new();
        let base = base(url, page);
        for link in &page.links {
            let Some((target, urn)) = base.join(&link.target).ok().and_then(|t| self.body(t))
            else {
                continue;
            };
            // Of several links to one body those that say something count: the rest are pictures.
            match bodies.iter_mut().find(|body| body.url == target) {
                Some(body) if body.name.is_empty() => body.name.clone_from(&link.text),
                Some(_) => {}
                None => bodies.push(ListedBody {
                    name: link.text.clone(),
                    urn,
                    url: target,
                }),
            }
        }
        let unlike = |found: String| UnlikeKnown {
            url: url.clone(),
            expected: format!(
                "links of the form {}provider/TYPE/NUMBER, at most {} of them",
                self.base, self.rows
            ),
            found,
        };
        match (bodies.len(), total(&page.text)) {
            (0, Some(0)) => Ok(bodies),
            (0, _) if is_first => Err(unlike(seen(page))),
            // The end of a list may be a page without any, if it is one of the search at all.
            (0, None) if !self.leads_to_search(url, page) => Err(unlike(seen(page))),
            (many, _) if many > self.rows => Err(unlike(format!("{many} of them"))),
            _ => Ok(bodies),
        }
    }

    /// Tells whether an address is that of a body, and returns its number.
    fn body(&self, url: Url) -> Option<(Url, String)> {
        let mut parts = url.path().trim_matches('/').rsplit('/');
        let (urn, _, word) = (parts.next()?, parts.next()?, parts.next()?);
        let is_number = !urn.is_empty() && urn.bytes().all(|byte| byte.is_ascii_digit());
        let is_body = is_number && word == "provider" && url.host() == self.base.host();
        let urn = urn.to_owned();
        is_body.then_some((url, urn))
    }

    fn leads_to_search(&self, url: &Url, page: &WebPage) -> bool {
        let base = base(url, page);
        let mut links = page.links.iter();
        links.any(|link| {
            base.join(&link.target).is_ok_and(|target| {
                target.host() == self.base.host() && target.path() == url.path()
            })
        })
    }

    /// Lists the documents of the page of a body.
    ///
    /// # Errors
    /// A page that has none and is not the body's either.
    pub(super) fn documents(
        &self,
        body: &ListedBody,
        page: &WebPage,
        gazetteer: &Gazetteer,
    ) -> Result<Vec<Linked>, UnlikeKnown> {
        let mut seen_urls = BTreeSet::new();
        let mut documents = Vec::new();
        let base = base(&body.url, page);
        for link in &page.links {
            let Ok(url) = base.join(&link.target) else {
                continue;
            };
            if !self.is_file(&url) || !seen_urls.insert(url.clone()) {
                continue;
            }
            let published = split_text(&link.text).1;
            let published = published
                .or_else(|| date_within(&link.text))
                .or_else(|| date_within(&link.around));
            let authority = gazetteer.authority_in(&body.name, published);
            let slug = match authority {
                Some(authority) => authority.slug.clone(),
                None => Provider::named(&body.name).slug,
            };
            documents.push(Linked {
                url,
                text: link.text.clone(),
                published,
                folder: Some(slug).filter(|slug| !slug.is_empty()),
                body: body.name.clone(),
                urn: body.urn.clone(),
                page: Some(body.url.clone()),
                notes: Vec::new(),
            });
        }
        let names_body = page.text.contains(&body.name) || page.text.contains(&body.urn);
        match documents.is_empty() && !names_body {
            true => Err(UnlikeKnown {
                url: body.url.clone(),
                expected: format!(
                    "a page that names {} ({}), with links of the form HOST/v1/file/NUMBER",
                    body.name, body.urn
                ),
                found: seen(page),
            }),
            false => Ok(documents),
        }
    }

    /// Tells whether an address is that of a published file.
    fn is_file(&self, url: &Url) -> bool {
        let mut parts = url.path().trim_matches('/').rsplit('/');
        let (id, word) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        !id.is_empty() && word == "file" && is_same_site(&self.base, url)
    }
}

/// Says what a page is, for those who wonder that it is not another.
fn seen(page: &WebPage) -> String {
    let name = [&page.heading, &page.title]
        .into_iter()
        .find(|name| !name.is_empty());
    let name = name.map_or("a page without a heading".to_owned(), |name| {
        format!("a page “{}”", name.chars().take(80).collect::<String>())
    });
    format!("{name} with {} links, none of them such", page.links.len())
}

/// Reads how many bodies a page says that were found: the number before “results”.
pub(super) fn total(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut pairs = words.windows(2).filter_map(|pair| {
        let word = pair[1]
            .trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase();
        let is_results = word == "results" || word == "result";
        let number = pair[0].replace(',', "");
        number.parse().ok().filter(|_| is_results)
    });
    pairs.next_back()
}

/// Returns the address from which the links of a page are told.
fn base(url: &Url, page: &WebPage) -> Url {
    let base = page.base.as_ref().and_then(|base| url.join(base).ok());
    base.unwrap_or_else(|| url.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::web_page;
    use crate::model::Budget;

    fn read(text: &str) -> WebPage {
        web_page(text, &Budget::default()).unwrap()
    }

    fn site() -> Site {
        Site::default().with_rows(2)
    }

    #[test]
    fn bodies_are_links_to_their_pages() {
        let site = site();
        let url = site.search(0, 0).unwrap();
        assert!(url.to_string().ends_with("&start=0&rows=2"), "{url}");
        let page = read(
            "<h1>3 results</h1><a href='/provider/44/80559'><img></a>\
             <h3><a href=/provider/44/80559>Southend-on-Sea</a></h3><a href=/provider/16/x>No</a>\
             <a href='https://elsewhere.org/provider/44/1'>No</a><a href=/provider/44/80557>Slough</a>",
        );
        let bodies = site.bodies(&url, &page, true).unwrap();
        let names: Vec<_> = bodies
            .iter()
            .map(|body| (body.name.as_str(), body.urn.as_str()))
            .collect();
        assert_eq!(names, [("Southend-on-Sea", "80559"), ("Slough", "80557")]);
        assert_eq!(total(&page.text), Some(3));
        assert!(site.search(2, 1).is_some());
        assert!(site.search(3, 2).is_none());
    }

    #[test]
    fn pages_that_are_not_as_known_say_what_they_are() {
        let site = site();
        let url = site.search(2, 1).unwrap();
        let error = |text: &str, is_first| site.bodies(&url, &read(text), is_first).unwrap_err();
        let said = error("<title>Sorry</title><a href=/>Home</a>", true).to_string();
        assert!(
            said.contains("provider/TYPE/NUMBER") && said.contains("“Sorry” with 1 links"),
            "{said}"
        );
        error("<title>Sorry</title>", false);
        assert_eq!(
            site.bodies(&url, &read("<a href='?start=0'>Back</a>"), false),
            Ok(Vec::new())
        );
        assert_eq!(site.bodies(&url, &read("0 results"), true), Ok(Vec::new()));
        let links =
            "<a href=/provider/1/1>A</a><a href=/provider/1/2>B</a><a href=/provider/1/3>C</a>";
        assert!(error(links, true).found.contains("3 of them"));
    }

    #[test]
    fn documents_are_links_to_files() {
        let site = site();
        let body = ListedBody {
            name: "Cumberland".to_owned(),
            urn: "2733690".to_owned(),
            url: Url::parse("https://reports.ofsted.gov.uk/provider/44/2733690").unwrap(),
        };
        let page = read(
            "<h1>Cumberland</h1><ul>\
             <li><a href='https://files.ofsted.gov.uk/v1/file/50252240'>Report\
             <span>Children's services inspection, pdf - 12 july 2024</span></a>\
             <li>Focused visit, 3 May 2023 <a href='//files.ofsted.gov.uk/v1/file/2'>Letter</a>\
             <li><a href='https://files.ofsted.gov.uk/v1/file/2'>The same</a>\
             <li><a href='https://files.elsewhere.org/v1/file/3'>Elsewhere</a></ul>",
        );
        let from_base = read("<base href='/files/'><a href='file/50000002'>Letter</a>");
        let documents = |page: &WebPage| site.documents(&body, page, Gazetteer::builtin());
        let found = documents(&page).unwrap();
        let dates: Vec<_> = found
            .iter()
            .map(|document| {
                document
                    .published
                    .map(|date| date.to_string())
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(dates, ["2024-07-12", "2023-05-03"]);
        assert_eq!(found[0].folder.as_deref(), Some("cumberland"));
        assert_eq!(
            documents(&from_base).unwrap()[0].url.to_string(),
            "https://reports.ofsted.gov.uk/files/file/50000002"
        );
        assert_eq!(documents(&read("<h1>Cumberland</h1>")), Ok(Vec::new()));
        let error = documents(&read("<h1>Down for maintenance</h1>")).unwrap_err();
        assert!(
            error.to_string().contains("Down for maintenance"),
            "{error}"
        );
    }
}
