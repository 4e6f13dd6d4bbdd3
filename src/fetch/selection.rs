//! Which of the documents that a site lists are wanted.

use std::collections::BTreeMap;

use crate::gazetteer::{Gazetteer, fold};
use crate::model::{Date, Kind};
use crate::query::spelling::nearest;
use crate::rules::Rules;

use super::error::FetchError;
use super::name::Linked;
use super::site::ListedBody;

/// The key of metadata that says a kind.
const KIND: &str = "kind";

/// What is wanted; nothing said is everything.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Bodies: by slug, by a part of their name, or by number.
    pub bodies: Vec<String>,
    /// Kinds, as a list says them, or else as the texts of links tell them.
    pub kinds: Vec<Kind>,
    /// The first day of publication. What has no day is wanted too.
    pub since: Option<Date>,
    /// Whether of each body and sort of document only the newest is wanted.
    pub latest: bool,
}

impl Selection {
    /// Keeps the bodies that are wanted.
    ///
    /// # Errors
    /// If there is none of a name.
    pub(super) fn bodies(
        &self,
        listed: Vec<ListedBody>,
        gazetteer: &Gazetteer,
    ) -> Result<Vec<ListedBody>, FetchError> {
        if self.bodies.is_empty() {
            return Ok(listed);
        }
        for wanted in &self.bodies {
            if !listed.iter().any(|body| is_called(body, wanted, gazetteer)) {
                let slugs = listed.iter().map(|body| slug_of(&body.name, gazetteer));
                let slugs: Vec<String> = slugs.collect();
                let near = nearest(wanted, slugs.iter().map(String::as_str));
                return Err(FetchError::NoSuchBody(wanted.clone(), near));
            }
        }
        let is_wanted = |body: &ListedBody| {
            let mut names = self.bodies.iter();
            names.any(|name| is_called(body, name, gazetteer))
        };
        Ok(listed.into_iter().filter(is_wanted).collect())
    }

    /// Keeps the documents that are wanted, and says what cannot be told.
    pub(super) fn documents(
        &self,
        mut documents: Vec<Linked>,
        rules: &Rules,
        doubts: &mut Vec<String>,
    ) -> Vec<Linked> {
        if !self.kinds.is_empty() {
            let mut untold = 0;
            documents.retain(|document| {
                let kinds = kinds(document, rules);
                untold += usize::from(kinds.is_empty());
                kinds.iter().any(|kind| self.kinds.contains(kind))
            });
            if untold > 0 {
                let documents = match untold {
                    1 => "1 document whose link names no known kind is",
                    _ => "documents whose links name no known kind are",
                };
                let count = if untold > 1 {
                    format!("{untold} ")
                } else {
                    String::new()
                };
                doubts.push(format!(
                    "{count}{documents} left out; without `--kind` nothing is"
                ));
            }
        }
        if let Some(since) = self.since {
            documents.retain(|document| document.published.is_none_or(|day| day >= since));
        }
        if self.latest {
            let mut newest: BTreeMap<(String, String, String), Date> = BTreeMap::new();
            for document in &documents {
                if let Some(day) = document.published {
                    let newest = newest.entry(series(document)).or_insert(day);
                    *newest = day.max(*newest);
                }
            }
            documents.retain(|document| {
                let newest = newest.get(&series(document));
                document.published.is_none_or(|day| newest == Some(&day))
            });
        }
        documents
    }
}

/// Lists the kinds of which a document may be.
fn kinds(document: &Linked, rules: &Rules) -> Vec<Kind> {
    let said = document.said(KIND).map(str::to_lowercase);
    match said.and_then(|slug| rules.terms().kind(&slug)) {
        Some(kind) => vec![kind],
        None => rules.kinds_of_link(&document.text),
    }
}

/// Names the series of documents of which one is the newest.
fn series(document: &Linked) -> (String, String, String) {
    let body = match document.urn.is_empty() {
        true => &document.body,
        false => &document.urn,
    };
    let kind = document.said(KIND).map(str::to_lowercase);
    (
        body.clone(),
        kind.unwrap_or_default(),
        fold(document.label()),
    )
}

fn slug_of(name: &str, gazetteer: &Gazetteer) -> String {
    let known = gazetteer.authority_in(name, None);
    known.map_or_else(|| super::name::short(name), |known| known.slug.clone())
}

fn is_called(body: &ListedBody, wanted: &str, gazetteer: &Gazetteer) -> bool {
    let name = fold(wanted);
    let slug = slug_of(&body.name, gazetteer);
    let known = gazetteer.authority_in(wanted, None);
    slug == wanted
        || known.is_some_and(|known| known.slug == slug && name.contains(&fold(&known.name)))
        || body.urn == wanted
        || (!name.is_empty() && fold(&body.name) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Url;

    fn document(id: u32, text: &str) -> Linked {
        Linked {
            url: Url::parse(&format!("https://a.org/file/{id}")).unwrap(),
            text: text.to_owned(),
            published: super::super::name::split_text(text).1,
            folder: Some("kent".to_owned()),
            body: "Kent".to_owned(),
            urn: "80476".to_owned(),
            page: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn documents_are_chosen_by_their_links() {
        let documents = || {
            vec![
                document(1, "Children's services inspection, PDF - 12 July 2024"),
                document(2, "Children’s services inspection, PDF - 1 May 2019"),
                document(3, "Children's services focused visit, PDF - 3 May 2022"),
                document(4, "Letter"),
            ]
        };
        let check = |selection: &Selection, expected: &[&str], doubt: &str| {
            let mut doubts = Vec::new();
            let chosen = selection.documents(documents(), Rules::builtin(), &mut doubts);
            let ids: Vec<_> = chosen
                .iter()
                .map(|document| document.url.last_segment())
                .collect();
            assert_eq!(ids, expected, "{selection:?}");
            assert!(doubts.join(" ").contains(doubt), "{doubts:?}");
        };
        let kind = |slug: &str| Rules::builtin().terms().kind(slug).unwrap();
        let all = Selection::default();
        check(&all, &["1", "2", "3", "4"], "");
        check(
            &Selection {
                kinds: vec![kind("focused-visit")],
                ..all.clone()
            },
            &["3"],
            "1 document whose",
        );
        check(
            &Selection {
                kinds: vec![kind("sif")],
                ..all.clone()
            },
            &["1", "2"],
            "",
        );
        let since = Some("2022-01-01".parse().unwrap());
        check(
            &Selection {
                since,
                ..all.clone()
            },
            &["1", "3", "4"],
            "",
        );
        check(
            &Selection {
                latest: true,
                ..all
            },
            &["1", "3", "4"],
            "",
        );
    }

    #[test]
    fn what_a_list_says_of_kinds_counts() {
        let listed = |id: u32, kind: &str| Linked {
            published: Some("2024-01-02".parse().unwrap()),
            notes: vec![("kind".to_owned(), kind.to_owned())],
            ..document(id, "")
        };
        let visit = Linked {
            published: Some("2023-01-02".parse().unwrap()),
            ..listed(2, "Focused-Visit")
        };
        let documents = vec![listed(1, "ilacs"), visit, listed(3, "")];
        let check = |selection: Selection, expected: &[&str]| {
            let chosen = selection.documents(documents.clone(), Rules::builtin(), &mut Vec::new());
            let ids = chosen.iter().map(|document| document.url.last_segment());
            assert_eq!(ids.collect::<Vec<_>>(), expected);
        };
        let visits = Selection {
            kinds: vec![Rules::builtin().terms().kind("focused-visit").unwrap()],
            ..Selection::default()
        };
        check(visits, &["2"]);
        let latest = Selection {
            latest: true,
            ..Selection::default()
        };
        check(latest, &["1", "2", "3"]);
    }

    #[test]
    fn bodies_are_chosen_by_any_of_their_names() {
        let body = |name: &str, urn: &str| ListedBody {
            name: name.to_owned(),
            urn: urn.to_owned(),
            url: Url::parse("https://a.org").unwrap(),
        };
        let listed = vec![body("Kent", "80476"), body("Southend-on-Sea", "80559")];
        let choose = |name: &str| {
            let selection = Selection {
                bodies: vec![name.to_owned()],
                ..Selection::default()
            };
            selection
                .bodies(listed.clone(), Gazetteer::builtin())
                .map(|bodies| bodies[0].urn.clone())
        };
        for name in [
            "southend-on-sea",
            "Southend-on-Sea",
            "Southend-on-Sea City Council",
            "80559",
        ] {
            assert_eq!(choose(name).unwrap(), "80559", "{name}");
        }
        let FetchError::NoSuchBody(_, near) = choose("southend-on-see").unwrap_err() else {
            panic!("found");
        };
        assert_eq!(near, ["southend-on-sea"]);
    }
}
