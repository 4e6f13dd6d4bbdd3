//! `findings themes --codebook`: which reports have the themes of a code book.

use std::io::Write;
use std::path::Path;

use findings::output::{self, Asked, CodedReports};
use findings::themes::{self, Codebook, HandCoding, Scope};

use super::{FormatArg, Themes};
use crate::codebook_file;
use crate::coded_file;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Writes the code book itself in the exchange format, for which no index is needed.
pub(super) fn exchange(path: Option<&Path>, ui: &Ui) -> Result<Outcome, CommandError> {
    let Some(path) = path else {
        return Err(CommandError::new("`--format qdc` writes a code book")
            .hint("findings themes --codebook themes.toml --format qdc"));
    };
    let book = codebook_file::load(path)?;
    let mut out = ui.out();
    output::write_qdc(&mut out, &book)?;
    out.flush()?;
    Ok(Outcome::Done)
}

impl Themes<'_> {
    /// Writes the coded reports as a project.
    fn project(&self, book: &Codebook, scope: &Scope<'_>) -> Result<Outcome, CommandError> {
        let coded = themes::coded_texts(scope, book)?;
        let mut out = self.ui.out_of_bytes()?;
        output::write_qdpx(&mut out, book, &coded)?;
        out.flush()?;
        Ok(Outcome::of(coded.len() as u64))
    }

    /// Reads what one reader coded by hand.
    fn hand_coding(&self, path: &Path, book: &Codebook) -> Result<HandCoding, CommandError> {
        let mut coding = coded_file::load(
            path,
            &coded_file::coder_of(path, &[]),
            Some(book),
            || Ok(self.index),
            self.ui,
        )?;
        coded_file::keep_coders(&mut coding, &self.args.coder)?;
        // What the queries found is no reader's coding, though it came back with it.
        if self.args.coder.is_empty() {
            coding.keep_coders(|coder| coder != output::CODER);
        }
        let name = path.display();
        match &coding.coders()[..] {
            [_] => Ok(coding),
            [] => Err(CommandError::new(format!("{name}: no reader coded in it"))
                .hint("what findings coded comes back with what readers coded besides")),
            coders => Err(CommandError::new(format!(
                "{name}: {} readers coded in it",
                coders.len()
            ))
            .hint(format!("`--coder` names one of {}", coders.join(", ")))
            .hint("findings agreement compares readers with each other")),
        }
    }

    pub(super) fn codebook(&self, book: &Codebook) -> Result<Outcome, CommandError> {
        let scope = self.scope(&self.query)?;
        if self.args.format == FormatArg::Qdpx {
            return self.project(book, &scope);
        }
        let found = themes::code(&scope, book)?;
        if self.args.open.is_some() {
            let topics = found.coverage.topics.iter();
            return self.open_row(topics.map(|topic| topic.listing.as_str()));
        }
        let agreement = match &self.args.coded {
            Some(path) => themes::agreement(&scope, book, &self.hand_coding(path, book)?)?,
            None => Vec::new(),
        };
        let asked = Asked::new(&self.text, &scope);
        self.write(&CodedReports {
            asked: &asked,
            book,
            coding: &found,
            agreement: &agreement,
        })?;
        Ok(Outcome::of(found.coded.part))
    }
}
