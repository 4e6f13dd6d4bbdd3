//! The thesaurus beside the index: opened, made where there is none, and what is to be said of it.

use findings::index::{Index, SearchRequest, SearchResults};
use findings::output;
use findings::query::Query;
use findings::semantics::{self, Lag, RelatedName, Source, Thesaurus};

use crate::error::CommandError;
use crate::queries;
use crate::ui::Ui;

/// Says that no thesaurus is kept where an engine is to be asked.
pub(crate) fn needs_folder(ui: &Ui) -> Result<(), CommandError> {
    match ui.asks_engine() {
        false => Ok(()),
        true => Err(CommandError::new(
            "an engine keeps no thesaurus: who asks for related names makes it, of all paragraphs",
        )
        .hint("leave out `--engine` (and FINDINGS_ENGINE), and name the folder by `--index`")),
    }
}

/// Widens a search by the names that are said in the company of what it asks for, and says which.
pub(crate) fn widened(
    request: &SearchRequest,
    index: &Index,
    ui: &Ui,
) -> Result<Query, CommandError> {
    let text = &request.query.text;
    if !semantics::may_be_said_otherwise(request) {
        let error =
            CommandError::new("`--also` widens one name, and this is a query of several parts");
        return Err(error.hint("`findings related NAME` lists names, to be put into it with OR"));
    }
    let thesaurus = open(index, ui)?;
    let names = semantics::taken_in(index, &thesaurus, request)?;
    ui.note(&output::taken_in(&names));
    match names.is_empty() {
        true => queries::parse(text),
        false => queries::parse(&semantics::widened(text, &names)),
    }
}

/// Lists the names that stand beside the answer to a search: what else it is said as or, where nothing
/// is found, what is nearest. No thesaurus is made for it.
pub(crate) fn beside(
    request: &SearchRequest,
    results: &SearchResults,
    index: &Index,
    ui: &Ui,
) -> Result<Vec<RelatedName>, CommandError> {
    if ui.asks_engine() || !request.advice || !semantics::may_be_said_otherwise(request) {
        return Ok(Vec::new());
    }
    let Some(thesaurus) = semantics::current(index, ui.index_dir()) else {
        return Ok(Vec::new());
    };
    Ok(match results.total {
        0 => semantics::nearest(index, &thesaurus, request)?,
        _ => semantics::said_as(index, &thesaurus, request)?,
    })
}

/// Opens the thesaurus of an index, and says what its reader should know of it; what an engine has must be
/// opened for everything.
pub(crate) fn open(index: &Index, ui: &Ui) -> Result<Thesaurus, CommandError> {
    if ui.asks_engine() {
        ui.note("made the thesaurus of all that the engine has, for this question");
        return Ok(Thesaurus::make(index)?);
    }
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
