//! `findings themes --codebook --suggest`: other names for the codes of a code book.

use findings::output::{Asked, CodeSuggestions};
use findings::semantics::{self, SuggestRequest};
use findings::themes::Codebook;

use super::Themes;
use crate::concept_file;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::thesaurus;

impl Themes<'_> {
    pub(super) fn suggest(&self, book: &Codebook) -> Result<Outcome, CommandError> {
        let thesaurus = thesaurus::open(self.index, self.ui)?;
        let scope = self.scope(&self.query)?;
        let request = SuggestRequest {
            filters: self.filters.clone(),
            limit: self.args.limit(),
            concepts: concept_file::load(self.ui)?,
        };
        let suggested = semantics::suggested(self.index, &thesaurus, &scope, book, &request)?;
        let asked = Asked::new(&self.text, &scope);
        self.write(&CodeSuggestions {
            asked: &asked,
            book,
            suggested: &suggested,
        })?;
        let found = suggested.iter().map(|code| code.names.len() as u64).sum();
        Ok(Outcome::of(found))
    }
}
