//! The shelf: the folder of what was fetched, which is also all that is remembered of it.
//!
//! A file comes in four steps, each of which leaves the folder in order whenever the process ends:
//!
//! 1. its bytes, in a hidden file `.ID.part`, until they are whole and on the disk (see `begun`);
//! 2. its notes, in a hidden file `.ID.planned`, which name the file that it is to be;
//! 3. the bytes take their name;
//! 4. the notes take theirs.
//!
//! From the second step on the file is there: a run that finds such notes goes on with them. Hidden files are no
//! reports: `ingest` passes them over. What a new content takes the place of is kept in a hidden
//! folder.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::corpus::{hash_bytes, read_bytes, sidecar_of};

use super::begun::{BEGUN, Beginning, Begun, note_of};
use super::disk::{failed, remove, sync_names, write};
use super::error::FetchError;
use super::notes::Notes;
use super::part::{PART, Part, take};
use super::visitor::Validators;

/// The file that is locked while somebody fetches into the folder.
const LOCK: &str = ".fetching";
/// The hidden folder of contents that others took the place of.
const REPLACED: &str = ".replaced";
const PLANNED: &str = "planned";
const NEW: &str = "new";
/// The note of where a file is to stand, below the folder; it is in hidden notes alone.
const TARGET: &str = "target";

/// A folder of fetched files, which nobody else fetches into.
#[derive(Debug)]
pub(super) struct Shelf {
    dir: PathBuf,
    /// What is there, by its address.
    pub(super) kept: BTreeMap<String, Kept>,
    /// What is there without an address, by the hash of its content: files that were put in order.
    unaddressed: BTreeMap<String, Kept>,
    /// Holds the lock until it is closed; none where nothing is to be written.
    _lock: Option<File>,
}

/// A file that is there.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Its path below the folder, with `/`.
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) validators: Validators,
    /// What is noted beside it.
    pub(super) notes: Notes,
    /// When its host was last asked whether it is still the same.
    pub(super) asked: SystemTime,
}

impl Shelf {
    /// Looks at a folder, and writes nothing.
    pub(super) fn look(dir: &Path) -> Result<Self, FetchError> {
        let mut shelf = Shelf {
            dir: dir.to_owned(),
            kept: BTreeMap::new(),
            unaddressed: BTreeMap::new(),
            _lock: None,
        };
        if dir.is_dir() {
            shelf.gather()?;
        }
        Ok(shelf)
    }

    /// Opens a folder, made if need be, and ends what was broken off in it.
    pub(super) fn open(dir: &Path) -> Result<Self, FetchError> {
        fs::create_dir_all(dir).map_err(failed(dir))?;
        let path = dir.join(LOCK);
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let lock = lock.map_err(failed(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FetchError::Locked(dir.to_owned())),
            // Some file systems have no locks; there is nothing more to do about it.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(FetchError::Io(path, error)),
        }
        let mut shelf = Shelf {
            dir: dir.to_owned(),
            kept: BTreeMap::new(),
            unaddressed: BTreeMap::new(),
            _lock: Some(lock),
        };
        shelf.recover()?;
        shelf.gather()?;
        Ok(shelf)
    }

    /// Lists the files of the folder itself and of the folders in it, sorted.
    fn files(&self) -> Result<Vec<PathBuf>, FetchError> {
        let mut files = Vec::new();
        let mut folders = vec![(self.dir.clone(), true)];
        while let Some((folder, is_top)) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
                let entry = entry.map_err(failed(&folder))?;
                let kind = entry.file_type().map_err(failed(&folder))?;
                let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                match kind.is_dir() {
                    true if is_top && !is_hidden => folders.push((entry.path(), false)),
                    true => {}
                    false => files.push(entry.path()),
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// Ends what was broken off: a file whose notes are written takes its name; any other goes, but
    /// for one of which only the rest need be asked for.
    fn recover(&self) -> Result<(), FetchError> {
        for path in self.files()? {
            if !is_hidden(&path) || !has_ending(&path, PLANNED) {
                continue;
            }
            let part = path.with_extension(PART);
            match self.planned(&path) {
                Some((target, notes)) if holds(&part, &notes) => {
                    self.place(&part, &path, &target, &notes)?;
                }
                Some((target, notes)) if holds(&target, &notes) => {
                    self.place_notes(&path, &target, &notes)?;
                }
                _ => fs::remove_file(&path).map_err(failed(&path))?,
            }
        }
        for path in self.files()?.into_iter().filter(|path| is_hidden(path)) {
            let has_begun = || Begun::read(&path.with_extension(PART)).is_some();
            let is_left = match path.extension().and_then(|ending| ending.to_str()) {
                Some(PART | BEGUN) => !has_begun(),
                ending => ending == Some(NEW),
            };
            if is_left {
                fs::remove_file(&path).map_err(failed(&path))?;
            }
        }
        Ok(())
    }

    /// Reads from hidden notes where the file is to stand.
    fn planned(&self, path: &Path) -> Option<(PathBuf, Notes)> {
        let notes = Notes::parse(&String::from_utf8(read_bytes(path).ok()?).ok()?);
        let target = notes.get(TARGET)?;
        let is_below = !target.starts_with(['/', '.']) && !target.contains("..");
        is_below.then(|| (self.dir.join(target), notes.clone()))
    }

    /// Reads the notes beside files.
    fn gather(&mut self) -> Result<(), FetchError> {
        for path in self.files()? {
            if is_hidden(&path) || !has_ending(&path, "pdf") {
                continue;
            }
            let beside = sidecar_of(&path);
            let Some(text) = read_bytes(&beside)
                .ok()
                .and_then(|b| String::from_utf8(b).ok())
            else {
                continue;
            };
            let notes = Notes::parse(&text);
            let (url, Some(sha256)) = (notes.get("url"), notes.get("sha256")) else {
                continue;
            };
            let below = path.strip_prefix(&self.dir).unwrap_or(&path);
            let asked = beside.metadata().and_then(|metadata| metadata.modified());
            let kept = Kept {
                path: below.to_string_lossy().replace('\\', "/"),
                sha256: sha256.to_owned(),
                validators: Validators {
                    etag: notes.get("etag").map(str::to_owned),
                    last_modified: notes.get("last_modified").map(str::to_owned),
                },
                asked: asked.unwrap_or(SystemTime::UNIX_EPOCH),
                notes: notes.clone(),
            };
            match url {
                Some(url) => self.kept.insert(url.to_owned(), kept),
                None => self.unaddressed.insert(sha256.to_owned(), kept),
            };
        }
        Ok(())
    }

    fn part_of(&self, id: &str) -> PathBuf {
        self.dir.join(format!(".{id}.{PART}"))
    }

    /// Returns how far the file at an address has come, if only its rest need be asked for.
    pub(super) fn begun(&self, id: &str, url: &str) -> Option<Begun> {
        Begun::read(&self.part_of(id)).filter(|begun| begun.beginning.url == url)
    }

    /// Forgets what has begun to come.
    pub(super) fn forget(&self, id: &str) -> Result<(), FetchError> {
        remove(&note_of(&self.part_of(id)))?;
        remove(&self.part_of(id))
    }

    /// Takes the bytes of a file in, behind those that are held already: see [`take`].
    pub(super) fn take(
        &self,
        id: &str,
        held: u64,
        beginning: Option<&Beginning>,
        from: impl Read,
    ) -> Result<Result<Part, io::Error>, FetchError> {
        take(&self.part_of(id), held, beginning, from)
    }

    /// Tells whether a file has the content that is noted of it.
    pub(super) fn is_intact(&self, kept: &Kept) -> bool {
        holds(&self.dir.join(&kept.path), &kept.notes)
    }

    /// Returns the file that has a content and no address, if it has that content still.
    pub(super) fn unaddressed(&self, sha256: &str) -> Option<&Kept> {
        let kept = self.unaddressed.get(sha256);
        kept.filter(|kept| self.is_intact(kept))
    }

    /// Names what stands where a file is to stand: a folder, or a file where its folder is to be.
    pub(super) fn barred(&self, target: &str) -> Option<String> {
        if self.dir.join(target).is_dir() {
            return Some(target.to_owned());
        }
        let folders = target.match_indices('/').map(|(at, _)| &target[..at]);
        let mut barring = folders.filter(|folder| self.dir.join(folder).is_file());
        barring.next().map(str::to_owned)
    }

    /// Takes away what came and is not kept.
    pub(super) fn drop_part(&self, part: &Part) -> Result<(), FetchError> {
        fs::remove_file(&part.path).map_err(failed(&part.path))
    }

    /// Gives a file that has come its name below the folder, with notes beside it.
    pub(super) fn keep(&self, part: &Part, target: &str, notes: &Notes) -> Result<(), FetchError> {
        let mut planned = notes.clone();
        planned.add(TARGET, target);
        let path = part.path.with_extension(PLANNED);
        write(&path, &planned.text())?;
        sync_names(&self.dir)?;
        self.place(&part.path, &path, &self.dir.join(target), &planned)
    }

    /// The third step, and the fourth.
    fn place(
        &self,
        part: &Path,
        hidden: &Path,
        target: &Path,
        notes: &Notes,
    ) -> Result<(), FetchError> {
        let folder = target.parent().unwrap_or(&self.dir);
        fs::create_dir_all(folder).map_err(failed(folder))?;
        if target.exists() {
            self.put_away(target)?;
        }
        fs::rename(part, target).map_err(failed(target))?;
        self.place_notes(hidden, target, notes)
    }

    /// The fourth step: the notes are written without what only hidden ones say.
    fn place_notes(&self, hidden: &Path, target: &Path, notes: &Notes) -> Result<(), FetchError> {
        let mut notes = notes.clone();
        notes.0.retain(|(key, _)| key != TARGET);
        let folder = target.parent().unwrap_or(&self.dir);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let new = folder.join(format!(".{name}.{NEW}"));
        write(&new, &notes.text())?;
        let beside = sidecar_of(target);
        fs::rename(&new, &beside).map_err(failed(&beside))?;
        sync_names(folder)?;
        fs::remove_file(hidden).map_err(failed(hidden))
    }

    /// Writes other notes beside a file; when it was asked for last stays as it was.
    pub(super) fn note(&self, kept: &Kept, notes: &Notes) -> Result<(), FetchError> {
        let beside = sidecar_of(&self.dir.join(&kept.path));
        let new = beside.with_file_name(format!(".{}.{NEW}", file_name(&beside)));
        write(&new, &notes.text())?;
        let file = File::options().append(true).open(&new);
        let set = file.and_then(|file| file.set_modified(kept.asked));
        set.map_err(failed(&new))?;
        fs::rename(&new, &beside).map_err(failed(&beside))?;
        sync_names(beside.parent().unwrap_or(&self.dir))
    }

    /// Puts a content away of which there is a newer one, under its name and hash.
    fn put_away(&self, path: &Path) -> Result<(), FetchError> {
        let bytes = read_bytes(path).map_err(failed(path))?;
        let below = path.strip_prefix(&self.dir).unwrap_or(path);
        let name = format!("{}-{}", &hash_bytes(&bytes)[..8], file_name(path));
        let to = self.dir.join(REPLACED).join(below).with_file_name(name);
        let folder = to.parent().unwrap_or(&self.dir);
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let beside = sidecar_of(path);
        if beside.exists() {
            fs::copy(&beside, sidecar_of(&to)).map_err(failed(&beside))?;
        }
        fs::rename(path, &to).map_err(failed(&to))
    }

    /// Remembers that a host was asked of a file just now, by the time of its notes.
    pub(super) fn asked_now(&self, kept: &Kept) -> Result<(), FetchError> {
        let path = sidecar_of(&self.dir.join(&kept.path));
        let file = File::options().append(true).open(&path);
        let set = file.and_then(|file| file.set_modified(SystemTime::now()));
        set.map_err(failed(&path))
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn is_hidden(path: &Path) -> bool {
    file_name(path).starts_with('.')
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

/// Tells whether a file has the content that notes speak of.
fn holds(path: &Path, notes: &Notes) -> bool {
    let hash = read_bytes(path).map(|bytes| hash_bytes(&bytes)).ok();
    hash.is_some() && hash.as_deref() == notes.get("sha256")
}
