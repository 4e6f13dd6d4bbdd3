//! What is made once, when it is first asked for.

use std::sync::OnceLock;

use crate::index::IndexError;

/// What takes longer to make than it saves a few times is kept once it was asked for so often: a search from
/// a shell asks a few times.
pub(in crate::index) const OFTEN: usize = 8;

/// Returns what a cell holds, or makes it.
pub(in crate::index) fn once<T>(
    cell: &OnceLock<T>,
    make: impl FnOnce() -> Result<T, IndexError>,
) -> Result<&T, IndexError> {
    match cell.get() {
        Some(known) => Ok(known),
        None => {
            let made = make()?;
            Ok(cell.get_or_init(|| made))
        }
    }
}
