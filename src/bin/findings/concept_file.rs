//! The file of concepts that a user may put in place of the one compiled in.

use std::fs;
use std::sync::Arc;

use findings::query::{Concepts, QueryError};

use crate::error::CommandError;
use crate::ui::Ui;

/// Reads the user's file, or else takes what is compiled in.
pub(crate) fn load(ui: &Ui) -> Result<Arc<Concepts>, CommandError> {
    let Some(path) = ui.concept_file() else {
        return Ok(Concepts::builtin());
    };
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| CommandError::cannot_read(path, &error))?;
    let concepts =
        Concepts::parse(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).map_err(|wrong| {
            let message = format!("`{name}`, line {}: {}", wrong.line, wrong.error.message);
            CommandError::query(
                &wrong.text,
                QueryError {
                    message,
                    ..wrong.error
                },
            )
        })?;
    Ok(Arc::new(concepts))
}
