//! Faults of the program itself: told in a line, never as a panic.

use std::panic::{AssertUnwindSafe, Location, PanicHookInfo, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

/// Where the last fault happened.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command; the error says what its fault was, and where.
///
/// A fault in reading a report is caught where the report is read, and costs that report alone.
/// `RUST_BACKTRACE` brings the whole story back.
pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        set_hook(Box::new(note));
    }
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        let text = text.unwrap_or_else(|| "unknown".to_owned());
        let place = PLACE.lock().unwrap_or_else(PoisonError::into_inner).take();
        place.map_or_else(|| text.clone(), |place| format!("{text} ({place})"))
    })
}

fn note(info: &PanicHookInfo<'_>) {
    let place = info.location().map(Location::to_string);
    *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_fault_is_a_line() {
        assert_eq!(caught(|| 1), Ok(1));
        let fault = caught(|| -> u8 { panic!("no {}", 1) });
        assert!(fault.is_err_and(|what| what.starts_with("no 1")));
    }
}
