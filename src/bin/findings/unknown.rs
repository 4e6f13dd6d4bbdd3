//! Options that a command does not know: which are near, and which command knows them.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// Says of an option that is not known which command knows it; that it could be a word of a query
/// behind `--` is no help to who meant an option.
pub(crate) fn explained(mut error: Error, command: &Command) -> Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let Some(name) = given.strip_prefix("--").map(str::to_owned) else {
        return error;
    };
    error.remove(ContextKind::Suggested);
    let name = name.split('=').next().unwrap_or_default();
    let knows = |command: &&Command| {
        command
            .get_arguments()
            .any(|arg| arg.get_long() == Some(name))
    };
    let knowing: Vec<_> = command.get_subcommands().filter(knows).collect();
    let knowing: Vec<_> = knowing
        .iter()
        .map(|known| format!("`{} {}`", command.get_name(), known.get_name()))
        .collect();
    if !knowing.is_empty() && error.get(ContextKind::SuggestedArg).is_none() {
        let said = format!("`--{name}` is an option of {}", knowing.join(", "));
        let tip = ContextValue::StyledStrs(vec![said.into()]);
        error.insert(ContextKind::Suggested, tip);
    }
    error
}
