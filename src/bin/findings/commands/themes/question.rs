//! Which of the questions of `findings themes` is asked.

use findings::query::Query;
use findings::themes::{Codebook, Company, Side, Topic};

use super::{Args, FormatArg, Themes, codebook};
use crate::build::{self, Purpose};
use crate::codebook_file;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::queries;
use crate::topics;
use crate::ui::Ui;

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    if !args.measured.is_empty() && !args.trend && !args.coverage && args.compare.is_none() {
        return Err(
            CommandError::new("`--query` is for `--trend`, `--coverage` and `--compare`")
                .hint("a query before the options says which paragraphs to look at"),
        );
    }
    let beside = [
        ("suggest", args.suggest),
        ("coded", args.coded.is_some()),
        ("open", args.open.is_some()),
    ];
    let exchanged = matches!(args.format, FormatArg::Qdc | FormatArg::Qdpx);
    if let Some((option, _)) = beside.iter().find(|(_, is_asked)| exchanged && *is_asked) {
        return Err(CommandError::new(format!(
            "`--{option}` has an answer of its own, which no exchange format holds"
        ))
        .hint("leave out `--format`, or ask for json, csv or html"));
    }
    if args.format == FormatArg::Qdc {
        return codebook::exchange(args.codebook.as_deref(), ui);
    }
    // The topics of a matrix are no query that narrows it.
    let text = match args.coverage {
        true => String::new(),
        false => args.query.join(" "),
    };
    let query = queries::parse(&text)?;
    let question = Question::read(args)?;
    if args.format == FormatArg::Qdpx && !matches!(question, Question::Codebook(_)) {
        return Err(CommandError::new("`--format qdpx` writes coded reports")
            .hint("findings themes --codebook themes.toml --format qdpx > project.qdpx"));
    }
    let mut filters = args.filters.filters(Some(&query));
    args.neighbours.widen(&mut filters, ui)?;
    let filters = match &question {
        Question::Codebook(book) => filters.with_defaults(&book.filters),
        _ => filters,
    };
    // The thesaurus is made of everything.
    let index = build::open_for(
        ui,
        match args.together || args.suggest {
            true => Purpose::Everything,
            false => Purpose::Selected(&filters),
        },
    )?;
    let command = Themes {
        filters,
        args,
        ui,
        index: &index,
        text,
        query,
    };
    match question {
        Question::Recurring => command.recurring(),
        Question::Contrast { a, b, queries } => command.contrast(a, b, queries),
        Question::Trend(queries) => command.trend(queries),
        Question::Coverage(topics) => command.coverage(&topics),
        Question::Collocates(company) => command.collocates(&company),
        Question::Codebook(book) if args.suggest => command.suggest(&book),
        Question::Codebook(book) => command.codebook(&book),
    }
}

/// What is asked, as far as it can be read without the index.
enum Question {
    Recurring,
    Contrast {
        a: Side,
        b: Side,
        queries: Vec<Query>,
    },
    Trend(Vec<Query>),
    Coverage(Vec<Topic>),
    Collocates(Company),
    Codebook(Codebook),
}

impl Question {
    fn read(args: &Args) -> Result<Self, CommandError> {
        let measured = || {
            let texts = args.measured.iter();
            texts
                .map(|text| queries::parse(text))
                .collect::<Result<Vec<_>, _>>()
        };
        if let Some(path) = &args.codebook {
            let book = codebook_file::load(path)?;
            return Ok(Question::Codebook(book));
        }
        if let Some(groups) = &args.compare {
            let queries = measured()?;
            let (a, b) = Side::pair(groups, args.with.as_deref())?;
            return Ok(Question::Contrast { a, b, queries });
        }
        if let Some(term) = &args.collocates {
            let company = Company::new(queries::parse(term)?, args.window)?;
            return Ok(Question::Collocates(company));
        }
        if args.coverage {
            let given = args.query.iter().chain(&args.measured);
            return Ok(Question::Coverage(topics::read(given)?));
        }
        if args.trend {
            return Ok(Question::Trend(measured()?));
        }
        Ok(Question::Recurring)
    }
}
