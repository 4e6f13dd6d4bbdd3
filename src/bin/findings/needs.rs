//! Options that mean something beside another alone, or nothing beside one.
//!
//! clap holds `requires` itself, but lets an option pass without the one that it requires where a third
//! stands there that the required one conflicts with: `--count --seed 3` passes though `--seed` requires
//! `--sample`. Nothing that is said is to do nothing, so what passed is looked at once more.

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::error::CommandError;

/// Of a command, an option and those of which one must stand beside it.
const NEEDS: [(&str, &str, &str); 12] = [
    ("search", "seed", "sample"),
    ("search", "by", "sample"),
    ("search", "kwic_sort", "kwic"),
    ("themes", "with", "compare"),
    ("themes", "by", "trend"),
    ("themes", "silent", "coverage"),
    ("themes", "window", "collocates"),
    ("themes", "coded", "codebook"),
    ("themes", "coder", "coded"),
    ("themes", "suggest", "codebook"),
    ("reports", "ascii", "matrix"),
    ("fetch", "moves", "from"),
];

/// Of a command, an option, one that does nothing beside it, and one beside which it does.
const IDLE: [(&str, &str, &str, &str); 5] = [
    ("themes", "codebook", "limit", "suggest"),
    ("themes", "codebook", "all", "suggest"),
    ("themes", "codebook", "min_hits", ""),
    ("themes", "codebook", "min_reports", ""),
    ("themes", "codebook", "min_authorities", ""),
];

/// Looks for options that would do nothing.
///
/// # Errors
/// The first of them, with what it needs.
pub(crate) fn check(matches: &ArgMatches) -> Result<(), CommandError> {
    let Some((command, options)) = matches.subcommand() else {
        return Ok(());
    };
    let is_said = |name: &str| {
        options.ids().any(|id| id == name)
            && options.value_source(name) == Some(ValueSource::CommandLine)
    };
    let option = |name: &str| match name {
        "moves" => "--move".to_owned(),
        name => format!("--{}", name.replace('_', "-")),
    };
    for (of, name, needed) in NEEDS {
        if of == command && is_said(name) && !is_said(needed) {
            let message = format!("`{}` needs `{}`", option(name), option(needed));
            return Err(CommandError::new(message).hint("without it, it would do nothing"));
        }
    }
    for (of, beside, name, but) in IDLE {
        if of == command && is_said(beside) && is_said(name) && !is_said(but) {
            let message = format!(
                "`{}` does nothing beside `{}`",
                option(name),
                option(beside)
            );
            return Err(CommandError::new(message).hint("leave it out"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{IDLE, NEEDS, check};
    use crate::Cli;

    #[test]
    fn what_would_do_nothing_is_refused() {
        let said = |line: &str| {
            let matches = Cli::command().try_get_matches_from(line.split(' '));
            match matches {
                Ok(matches) => check(&matches).map_err(|error| error.message().to_owned()),
                Err(error) => panic!("{line}: {error}"),
            }
        };
        assert_eq!(said("findings search x --sample 3 --seed 2"), Ok(()));
        assert_eq!(said("findings search x --limit 3"), Ok(()));
        let refused = [
            ("search x --count --seed 2", "`--seed` needs `--sample`"),
            ("search x --count --by year", "`--by` needs `--sample`"),
            (
                "search x --count --kwic-sort R1",
                "`--kwic-sort` needs `--kwic`",
            ),
            (
                "themes --compare x --window 4",
                "`--window` needs `--collocates`",
            ),
            ("themes --trend --silent", "`--silent` needs `--coverage`"),
            (
                "themes --codebook c --limit 3",
                "`--limit` does nothing beside `--codebook`",
            ),
        ];
        for (line, expected) in refused {
            assert_eq!(said(&format!("findings {line}")), Err(expected.to_owned()));
        }
        assert_eq!(
            said("findings themes --codebook c --suggest --limit 3"),
            Ok(())
        );
    }

    #[test]
    fn options_are_those_of_their_commands() {
        let cli = Cli::command();
        let needs = NEEDS.map(|(command, one, other)| (command, one, other));
        let idle = IDLE.map(|(command, one, other, _)| (command, one, other));
        for (command, one, other) in needs.into_iter().chain(idle) {
            let Some(command) = cli.find_subcommand(command) else {
                continue;
            };
            for name in [one, other] {
                let is_known = command.get_arguments().any(|arg| arg.get_id() == name);
                assert!(is_known, "{} {name}", command.get_name());
            }
        }
    }
}
