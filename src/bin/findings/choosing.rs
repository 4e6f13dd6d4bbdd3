//! Options by which a search chooses its reports.

use clap::ValueEnum;
use findings::index::{Index, SearchRequest};
use findings::themes::Choosing;

use crate::error::CommandError;

/// Options by which a search chooses its reports.
#[derive(Debug, clap::Args)]
pub(crate) struct ChoosingArgs {
    /// Only the newest graded report of each authority, as authorities are now
    ///
    /// Of the kinds, frameworks and editions asked for, if any are; every other filter chooses among these.
    #[arg(long)]
    latest: bool,

    /// Only reports whose overall grade is lower than that of the report before
    #[arg(long)]
    declined: bool,

    /// Only reports that name the query among what must improve, as the graded report before did
    ///
    /// `findings track QUERY` lists them with what became of it.
    #[arg(long)]
    told_again: bool,

    /// Where all that is asked must meet
    ///
    /// With `report`, each part of the query may stand in another paragraph of the report, and every
    /// paragraph with one of them is a result; what is negated stands nowhere in it.
    #[arg(long, value_name = "PLACE", default_value = "paragraph")]
    #[arg(conflicts_with_all = ["any", "absent", "sentence"])]
    within: Within,
}

/// See [`ChoosingArgs::within`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Within {
    /// One paragraph
    Paragraph,
    /// One report
    Report,
}

impl ChoosingArgs {
    fn choosing(&self) -> Choosing {
        Choosing {
            latest: self.latest,
            declined: self.declined,
            told_again: self.told_again,
            within_report: self.within == Within::Report,
        }
    }

    /// Tells whether any of the options is given.
    pub(crate) fn choose(&self) -> bool {
        self.choosing().is_any()
    }

    /// Lists the searches that [`ChoosingArgs::narrow`] makes.
    pub(crate) fn searches(&self, request: &SearchRequest) -> Vec<SearchRequest> {
        self.choosing().searches(request)
    }

    /// Narrows a request to the reports that are chosen, and returns what is to be said of it.
    pub(crate) fn narrow(
        &self,
        index: &Index,
        request: &mut SearchRequest,
    ) -> Result<Option<String>, CommandError> {
        let choosing = self.choosing();
        if choosing.lacks_words(request) {
            return Err(CommandError::new("`--told-again` needs words")
                .hint("findings search --told-again '\"management oversight\"'"));
        }
        Ok(choosing.narrow(index, request)?)
    }
}
