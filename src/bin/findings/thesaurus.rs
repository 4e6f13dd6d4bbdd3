//! The thesaurus beside the index: opened, made where there is none, and what is to be said of it.

use findings::index::Index;
use findings::semantics::{self, Lag, Source, Thesaurus};

use crate::error::CommandError;
use crate::ui::Ui;

/// Opens the thesaurus of an index, and says what its reader should know of it.
pub(crate) fn open(index: &Index, ui: &Ui) -> Result<Thesaurus, CommandError> {
    let (thesaurus, source) = semantics::open(index, ui.index_dir())?;
    tell(&source, ui);
    Ok(thesaurus)
}

/// Makes the thesaurus of an index anew.
pub(crate) fn remake(index: &Index, ui: &Ui) -> Result<(), CommandError> {
    let (_, source) = semantics::remake(index, ui.index_dir())?;
    tell(&source, ui);
    Ok(())
}

fn tell(source: &Source, ui: &Ui) {
    match source {
        Source::Kept(lag) if lag.is_worth_a_word() => {
            let Lag { changed, reports } = lag;
            ui.note(&format!(
                "the thesaurus lags: {changed} of {reports} reports have come, gone or changed since \
                 it was made; `findings ingest --related` makes it anew"
            ));
        }
        Source::Kept(_) => {}
        Source::Made => ui.note("made the thesaurus of the index, which is kept beside it"),
        Source::Unkept(error) => ui.note(&format!("the thesaurus cannot be kept: {error}")),
    }
}
