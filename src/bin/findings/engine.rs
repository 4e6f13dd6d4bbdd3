//! The engine that is asked in the place of a folder: where it is, and who asks.
//!
//! Passwords and keys come from the environment or from files, and never from the command line, where
//! others could read them.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use findings::engine::{Access, Credentials, Engine};

use crate::error::CommandError;
use crate::ui::Ui;

const USER: &str = "FINDINGS_ENGINE_USER";
const PASSWORD: &str = "FINDINGS_ENGINE_PASSWORD";
const KEY: &str = "FINDINGS_ENGINE_API_KEY";
/// Behind the name of a variable: the file that holds what the variable would.
const FILE: &str = "_FILE";

/// Makes ready to ask the engine, for several questions; none where a folder is asked.
pub(crate) fn of(ui: &Ui) -> Result<Option<Arc<Engine>>, CommandError> {
    Ok(access(ui)?.map(Arc::new))
}

/// Makes ready to ask the engine; none where a folder is asked.
pub(crate) fn access(ui: &Ui) -> Result<Option<Engine>, CommandError> {
    let Some(address) = ui.engine() else {
        return Ok(None);
    };
    let authority = ui.engine_ca().map(PathBuf::from);
    let access = Access::new(address, credentials()?, authority)?;
    Ok(Some(Engine::new(&access)?))
}

/// Reads who asks.
fn credentials() -> Result<Credentials, CommandError> {
    let user = env::var(USER).ok().filter(|user| !user.is_empty());
    let (password, key) = (secret(PASSWORD)?, secret(KEY)?);
    match (user, password, key) {
        (None, None, None) => Ok(Credentials::None),
        (None, None, Some(key)) => Ok(Credentials::Key(key)),
        (Some(user), Some(password), None) => Ok(Credentials::User(user, password)),
        (Some(_), None, None) => Err(CommandError::new(format!(
            "`{USER}` is set without a password"
        ))
        .hint(format!(
            "set {PASSWORD}, or {PASSWORD}{FILE} to a file that holds it"
        ))),
        (None, Some(_), None) => Err(CommandError::new(format!(
            "`{PASSWORD}` is set without `{USER}`"
        ))),
        (_, _, Some(_)) => Err(CommandError::new(format!(
            "`{KEY}` is set beside a user or a password"
        ))
        .hint("set one or the other")),
    }
}

/// Reads a secret from a variable, or from the file that another names.
fn secret(name: &str) -> Result<Option<String>, CommandError> {
    if let Some(secret) = env::var(name).ok().filter(|secret| !secret.is_empty()) {
        return Ok(Some(secret));
    }
    let Some(path) = env::var_os(format!("{name}{FILE}")).filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let path = PathBuf::from(path);
    let read = fs::read_to_string(&path);
    let secret = read.map_err(|error| CommandError::cannot_read(&path, &error))?;
    Ok(Some(secret.trim_end_matches(['\n', '\r']).to_owned()))
}
