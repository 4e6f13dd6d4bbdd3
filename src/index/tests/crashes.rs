//! What is left of an index when the power goes, the process is killed or the disk is full, between
//! any two steps of a writer: the old state or the new one exactly, and the next writer finishes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::*;
use crate::index::IndexError;
use crate::index::disk::{FileSystem, META, Storage, WriteDirectory};
use crate::index::threads::lock;

/// Files by name.
type Files = BTreeMap<PathBuf, Inode>;

/// What a file holds, and how much of it is on disk.
#[derive(Debug, Clone, Default)]
struct Inode(Arc<Mutex<(Vec<u8>, usize)>>);

/// A disk that may lose what was not waited for.
#[derive(Debug, Default)]
struct Model {
    /// Files as a process sees them.
    seen: Files,
    /// Files as their names are on disk.
    named: Files,
}

/// What is found after a failure.
#[derive(Debug, Clone, Copy)]
enum Failure {
    /// The process was killed: all that it did is there.
    Kill,
    /// The power went: what was not waited for is lost.
    Power,
    /// The power went when names were on disk and what their files hold was not.
    NamesAlone,
}

impl Model {
    /// Takes what is in a directory for what is on disk.
    fn of(dir: &Path) -> Self {
        let mut files = Files::new();
        for entry in fs::read_dir(dir).expect("it lists") {
            let path = entry.expect("it lists").path();
            let bytes = fs::read(&path).expect("it reads");
            let length = bytes.len();
            let name = PathBuf::from(path.file_name().expect("it has a name"));
            files.insert(name, Inode(Arc::new(Mutex::new((bytes, length)))));
        }
        Model {
            seen: files.clone(),
            named: files,
        }
    }

    /// Makes a directory of what a failure leaves.
    fn after(&self, failure: Failure) -> TempDir {
        let dir = TempDir::new().expect("a temporary directory");
        let files = match failure {
            Failure::Kill | Failure::NamesAlone => &self.seen,
            Failure::Power => &self.named,
        };
        for (name, inode) in files {
            let (bytes, synced) = &*lock(&inode.0);
            let left = match failure {
                Failure::Kill => bytes.as_slice(),
                Failure::Power | Failure::NamesAlone => &bytes[..*synced],
            };
            fs::write(dir.path().join(name), left).expect("it is written");
        }
        dir
    }
}

/// What is done between steps.
type Between = dyn Fn(&Model) + Send + Sync;

/// A directory whose every step is followed in a model.
struct Watched {
    files: FileSystem,
    model: Mutex<Model>,
    /// How many steps were taken.
    steps: Mutex<usize>,
    /// The step from which the disk is full.
    full_from: usize,
    between: Box<Between>,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watched")
    }
}

impl Watched {
    /// Takes a step, in the model and on disk, if there is room for it.
    fn step<T>(
        &self,
        takes_room: bool,
        step: impl FnOnce(&mut Model) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut model = lock(&self.model);
        let mut steps = lock(&self.steps);
        *steps += 1;
        if takes_room && *steps > self.full_from {
            return Err(ErrorKind::StorageFull.into());
        }
        (self.between)(&model);
        step(&mut model)
    }
}

impl Storage for Watched {
    fn create(&self, name: &Path) -> io::Result<File> {
        self.step(true, |model| {
            let file = self.files.create(name)?;
            model.seen.insert(name.to_owned(), Inode::default());
            Ok(file)
        })
    }

    fn write(&self, name: &Path, file: &File, bytes: &[u8]) -> io::Result<usize> {
        self.step(true, |model| {
            let written = self.files.write(name, file, bytes)?;
            lock(&model.seen[name].0).0.extend(&bytes[..written]);
            Ok(written)
        })
    }

    fn sync(&self, name: &Path, file: &File) -> io::Result<()> {
        self.step(true, |model| {
            self.files.sync(name, file)?;
            // A file may have been removed that others wait for.
            if let Some(inode) = model.seen.get(name) {
                let (bytes, synced) = &mut *lock(&inode.0);
                *synced = bytes.len();
            }
            Ok(())
        })
    }

    fn sync_names(&self) -> io::Result<()> {
        self.step(false, |model| {
            model.named = model.seen.clone();
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(false, |model| {
            self.files.rename(from, to)?;
            let inode = model.seen.remove(from).expect("it is there");
            model.seen.insert(to.to_owned(), inode);
            Ok(())
        })
    }

    fn remove(&self, name: &Path) -> io::Result<()> {
        self.step(false, |model| {
            self.files.remove(name)?;
            model.seen.remove(name);
            Ok(())
        })
    }
}

/// Runs a writer over a directory that is watched; returns the steps that it took.
fn watch(
    dir: &Path,
    full_from: usize,
    between: Box<Between>,
    write: impl Fn(IndexWriter) -> Result<(), IndexError>,
) -> (usize, Result<(), IndexError>) {
    let storage = Arc::new(Watched {
        files: FileSystem(dir.to_owned()),
        model: Mutex::new(Model::of(dir)),
        steps: Mutex::new(0),
        full_from,
        between,
    });
    let directory = WriteDirectory::over(dir.to_owned(), storage.clone()).expect("it opens");
    let written = IndexWriter::over(dir, directory, false).and_then(write);
    let steps = *lock(&storage.steps);
    (steps, written)
}

/// Everything that an index answers, as text.
fn state(dir: &Path) -> String {
    let index = match Index::open(dir) {
        Ok(index) => index,
        Err(IndexError::NotFound(_)) => return "none".to_owned(),
        Err(error) => panic!("{error}"),
    };
    let reports = index.reports(&Default::default()).expect("it reads");
    let mut state: Vec<_> = reports
        .iter()
        .map(|record| {
            let paragraphs = index.paragraphs(&record.id).expect("it reads");
            let texts: Vec<_> = paragraphs.into_iter().map(|it| it.text).collect();
            format!("{} {texts:?}", record.id)
        })
        .collect();
    let files = index.files().expect("it reads");
    state.extend(files.into_iter().map(|file| file.absolute));
    state.push(search(&index, "one OR two").total.to_string());
    assert_eq!(
        Index::damaged_files(dir).expect("it reads"),
        Vec::<String>::new()
    );
    state.join("\n")
}

fn reports(range: std::ops::Range<u32>) -> Vec<(ReportRecord, Vec<Paragraph>)> {
    let day = |day: u32| format!("2024-01-{day:02}");
    range
        .map(|number| report("aford", &day(number + 1), &["one", "two", "three"]))
        .collect()
}

/// Many small commits, so that the next one merges segments and removes files.
fn old() -> TempDir {
    let dir = TempDir::new().expect("a temporary directory");
    for (record, paragraphs) in reports(0..5) {
        let mut writer = IndexWriter::open(dir.path(), false).expect("it opens");
        writer
            .add_report(&record, &paragraphs)
            .expect("it is added");
        writer.set_file(&file(&format!("{}.pdf", record.id), &record.id));
        writer.commit().expect("it commits");
    }
    dir
}

/// Adds, replaces and removes.
fn change(mut writer: IndexWriter) -> Result<(), IndexError> {
    for (record, paragraphs) in reports(3..8) {
        writer.add_report(&record, &paragraphs[..2])?;
        writer.set_file(&file(&format!("{}.pdf", record.id), &record.id));
    }
    let (gone, _) = &reports(0..1)[0];
    writer.remove_report(&gone.id)?;
    writer.remove_file(&format!("/{}.pdf", gone.id));
    writer.commit()
}

fn copy(from: &Path) -> TempDir {
    Model::of(from).after(Failure::Kill)
}

/// The states before and after [`change`].
fn states(old: &Path) -> [String; 2] {
    let new = copy(old);
    change(IndexWriter::open(new.path(), false).expect("it opens")).expect("it is written");
    let states = [state(old), state(new.path())];
    assert_ne!(states[0], states[1]);
    states
}

/// The next writer makes the new state of what was left.
fn finish(dir: &Path, new: &str) {
    change(IndexWriter::open(dir, false).expect("it opens")).expect("it is written");
    assert_eq!(state(dir), new);
}

#[test]
fn a_failure_between_any_two_steps_leaves_one_state_or_the_other() {
    for begin in [old(), TempDir::new().expect("a temporary directory")] {
        let [before, after] = states(begin.path());
        let from_nothing = before == "none";
        let work = copy(begin.path());
        let found = Arc::new(Mutex::new(BTreeMap::<bool, usize>::new()));
        let between = {
            let (found, after) = (found.clone(), after.clone());
            move |model: &Model| {
                for failure in [Failure::Kill, Failure::Power, Failure::NamesAlone] {
                    let left = model.after(failure);
                    let is = state(left.path());
                    assert!(is == before || is == after, "{failure:?}: {is}");
                    *lock(&found).entry(is == after).or_default() += 1;
                    finish(left.path(), &after);
                }
            }
        };
        let (steps, written) = watch(work.path(), usize::MAX, Box::new(between), change);
        written.expect("it is written");
        assert_eq!(state(work.path()), after);
        let found = lock(&found).clone();
        println!("{steps} steps, states found (false is the old one): {found:?}");
        assert!(found.contains_key(&false), "{found:?}");
        // From nothing, few steps follow the commit.
        assert!(from_nothing || found.contains_key(&true), "{found:?}");
    }
}

#[test]
fn a_full_disk_leaves_one_state_or_the_other() {
    let old = old();
    let [before, after] = states(old.path());
    let (steps, _) = watch(
        copy(old.path()).path(),
        usize::MAX,
        Box::new(|_| {}),
        change,
    );
    let mut failed = 0;
    for full_from in 0..steps {
        let work = copy(old.path());
        let (_, written) = watch(work.path(), full_from, Box::new(|_| {}), change);
        let is = state(work.path());
        match written {
            Ok(()) => assert_eq!(is, after),
            Err(error) => {
                failed += 1;
                assert!(is == before || is == after, "{full_from}: {is}");
                let said = error.to_string();
                assert!(
                    !said.contains("IoError") && !said.contains("Os {"),
                    "{said}"
                );
            }
        }
        finish(work.path(), &after);
    }
    println!("{steps} steps, {failed} failed");
    assert!(failed > 0);
}

#[test]
fn a_commit_that_was_cut_off_is_in_nobodys_way() {
    let old = old();
    let [before, after] = states(old.path());
    fs::write(old.path().join(format!("{META}.next")), "{").expect("it is written");
    assert_eq!(state(old.path()), before);
    finish(old.path(), &after);
}
