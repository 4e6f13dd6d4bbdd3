//! The choice of names that may be related: what is tried, and what is the same but for inflections.

use std::iter::Peekable;

use super::asked::{Asked, Candidate, contains, stems};
use super::related_request::RelatedRequest;
use super::thesaurus::{Direction, Thesaurus};
use crate::index::Index;

/// A name that is counted.
pub(super) struct Tried {
    pub(super) text: String,
    pub(super) likeness: f32,
    pub(super) is_spelt: bool,
    pub(super) is_known: bool,
    /// Its place in the thesaurus, if it was found there.
    unit: Option<usize>,
    stems: Vec<String>,
    /// Other inflections of it that are as near.
    pub(super) variants: Vec<String>,
}

/// What chooses the names that are counted.
pub(super) struct Choosing<'a> {
    asked: &'a Asked,
    thesaurus: &'a Thesaurus,
    request: &'a RelatedRequest,
    /// The direction that names are not to be as near to.
    away: Option<Direction>,
    listed: Listed,
    pub(super) tried: Vec<Tried>,
}

impl<'a> Choosing<'a> {
    /// Nothing is tried yet. Names are left out that are as near to `away`.
    pub(super) fn new(
        asked: &'a Asked,
        thesaurus: &'a Thesaurus,
        request: &'a RelatedRequest,
        away: Option<Direction>,
    ) -> Self {
        Choosing {
            asked,
            thesaurus,
            request,
            away,
            listed: Listed::default(),
            tried: Vec::new(),
        }
    }

    /// Notes that a name that was tried is not in the answer.
    pub(super) fn drop(&mut self, at: usize) {
        self.listed.drop(at);
    }

    /// Tries the next candidates: all that are spelt out, and so many others as there is room for.
    pub(super) fn try_next(
        &mut self,
        candidates: &mut Peekable<impl Iterator<Item = (f32, Candidate)>>,
        room: usize,
    ) {
        let most = self.tried.len() + room;
        let least = self.request.least;
        loop {
            let is_full = self.tried.len() >= most;
            let next = candidates.next_if(|(likeness, name)| {
                matches!(name, Candidate::Spelt(_)) || !is_full && *likeness >= least
            });
            match next {
                Some((likeness, name)) => self.try_one(likeness, name),
                None => return,
            }
        }
    }

    fn try_one(&mut self, likeness: f32, name: Candidate) {
        let thesaurus = self.thesaurus;
        let text = name.text(thesaurus);
        let stems = stems(&text);
        let is_away = |away: &Direction| match &name {
            Candidate::Unit(unit) => thesaurus.likeness(*unit, away) >= likeness,
            Candidate::Spelt(_) => false,
        };
        if name.is_statement(thesaurus)
            || self.asked.is_part_of(&stems)
            || self.away.as_ref().is_some_and(is_away)
        {
            return;
        }
        if let Some(at) = self.listed.same(&stems) {
            if let Some(at) = at {
                let name = &mut self.tried[at];
                if name.text != text && !name.variants.contains(&text) {
                    name.variants.push(text);
                }
            }
            return;
        }
        let known = Index::relation(&self.request.concepts, &self.request.words, &text);
        if !self.request.lists(known) {
            self.listed.add(stems, None);
            return;
        }
        self.listed.add(stems.clone(), Some(self.tried.len()));
        self.tried.push(Tried {
            text,
            likeness,
            is_spelt: matches!(name, Candidate::Spelt(_)),
            is_known: known.is_some(),
            unit: match name {
                Candidate::Unit(unit) => Some(unit),
                Candidate::Spelt(_) => None,
            },
            stems,
            variants: Vec::new(),
        });
    }

    /// Tells whether a name that was counted is listed, by its place and whether it stands apart from the one
    /// asked for.
    pub(super) fn is_wanted(&self, at: usize, stands_apart: bool) -> bool {
        let tried = &self.tried[at];
        let Some(unit) = tried.unit else {
            return true;
        };
        let is_behind = || {
            let asked = self.asked;
            asked.is_behind_another(self.thesaurus, unit, &tried.stems)
        };
        (!self.request.apart || stands_apart) && (!self.request.mutual || !is_behind())
    }
}

/// The stems of names that have been looked at, with their places among those tried.
#[derive(Default)]
struct Listed(Vec<(Vec<String>, Option<usize>)>);

impl Listed {
    /// Finds a name of which another is an inflection or a part.
    fn same(&self, stems: &[String]) -> Option<Option<usize>> {
        let (known, at) = self.0.iter().find(|(known, _)| contains(known, stems))?;
        Some(at.filter(|_| known.len() == stems.len()))
    }

    fn add(&mut self, stems: Vec<String>, at: Option<usize>) {
        self.0.push((stems, at));
    }

    /// Notes that a name is not in the answer.
    fn drop(&mut self, at: usize) {
        for (_, listed) in &mut self.0 {
            *listed = listed.filter(|listed| *listed != at);
        }
    }
}
