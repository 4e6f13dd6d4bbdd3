//! Stamps: by the size and time of change of a file it is known not to have changed.
//!
//! As in git's index, a time that is too recent to tell (a file can change twice within a tick
//! of its clock) is not relied upon.

use std::fmt::Write;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::holding::holding;
use super::sidecar::sidecar_of;

/// The coarsest clock of a common file system (FAT's) ticks so seldom.
const TICK: Duration = Duration::from_secs(2);

/// Returns the stamp of a file as it is now; see [`super::Hashed`].
pub(super) fn stamp(path: &Path) -> String {
    let path = holding(path);
    let mut stamp = String::new();
    let now = SystemTime::now();
    for path in [path, &sidecar_of(path)] {
        // What cannot be asked for may come to be there later.
        let read = path.metadata().map(|metadata| changed(&metadata));
        match read {
            Ok(Some((bytes, time))) if time + TICK < now => {
                let since = time.duration_since(SystemTime::UNIX_EPOCH);
                let nanoseconds = since.unwrap_or_default().as_nanos();
                let _ = write!(stamp, "{bytes}@{nanoseconds};");
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => stamp.push(';'),
            Ok(_) | Err(_) => return String::new(),
        }
    }
    stamp
}

fn changed(metadata: &Metadata) -> Option<(u64, SystemTime)> {
    let time = metadata.modified().ok()?;
    Some((metadata.len(), time))
}
