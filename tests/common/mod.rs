//! A throw-away folder with the sample corpus, in which the built program runs with a clean
//! environment.

// Each test file uses its own part of this.
#![allow(dead_code)]

mod real_reports;
mod two_names;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

#[allow(unused_imports)]
pub(crate) use real_reports::{beside_real_reports, no_real_reports, real_reports};

/// A folder with the sample in `corpus`, removed at the end.
pub(crate) struct TestEnvironment {
    dir: TempDir,
}

impl TestEnvironment {
    /// Makes a folder without an index.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        copy(&sample, &dir.path().join("corpus"));
        TestEnvironment { dir }
    }

    /// Makes a folder whose sample is indexed, to be asked: the index is a copy of one that is made
    /// once, and its ledger names the files where they were then.
    pub(crate) fn indexed() -> Self {
        static INDEX: OnceLock<Vec<IndexFile>> = OnceLock::new();
        let files = INDEX.get_or_init(|| index_files(&TestEnvironment::ingested()));
        let env = TestEnvironment::new();
        fs::create_dir(env.path("index")).unwrap();
        for file in files {
            let path = env.path("index").join(&file.name);
            fs::write(&path, &file.bytes).unwrap();
            // A commit knows the times of its files, and has others read whole.
            let copy = File::options().append(true).open(path).unwrap();
            copy.set_modified(file.modified).unwrap();
        }
        env
    }

    /// Makes a folder whose sample is indexed where it lies, to be indexed again or compared with
    /// its files.
    pub(crate) fn ingested() -> Self {
        let env = TestEnvironment::new();
        env.run(["ingest"]).succeeds();
        env
    }

    /// Returns the path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Returns the program, to be run in the folder.
    pub(crate) fn command(&self) -> Command {
        self.command_of(env!("CARGO_BIN_EXE_findings"))
    }

    /// Returns another program, to be run in the folder.
    pub(crate) fn command_of(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.dir.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub(crate) fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Run {
        Run::of(self.command().args(args))
    }

    /// Runs the program on a command line whose words are separated by spaces.
    pub(crate) fn line(&self, line: &str) -> Run {
        self.run(line.split(' '))
    }

    /// Returns what the program writes on a command line where that is no text.
    #[track_caller]
    pub(crate) fn bytes(&self, line: &str) -> Vec<u8> {
        let output = self.command().args(line.split(' ')).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), said.as_str()),
            (Some(0), ""),
            "{line}"
        );
        output.stdout
    }
}

/// A file of an index.
struct IndexFile {
    name: String,
    bytes: Vec<u8>,
    modified: SystemTime,
}

fn index_files(env: &TestEnvironment) -> Vec<IndexFile> {
    let entries = fs::read_dir(env.path("index")).unwrap();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            IndexFile {
                name: entry.file_name().into_string().unwrap(),
                bytes: fs::read(entry.path()).unwrap(),
                modified: entry.metadata().unwrap().modified().unwrap(),
            }
        })
        .collect()
}

/// What the program said, and its exit code.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Run {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }

    /// Asserts that it ended well and had nothing to say beside its results.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(
            (self.code, self.stderr.as_str()),
            (Some(0), ""),
            "{}",
            self.stdout
        );
        self
    }

    /// Asserts that nothing was found, which is no error.
    #[track_caller]
    pub(crate) fn finds_nothing(self) -> Self {
        assert_eq!(
            (self.code, self.stderr.as_str()),
            (Some(1), ""),
            "{}",
            self.stdout
        );
        self
    }

    /// Asserts an exit code, with a message on stderr alone, and returns the message.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> String {
        assert_eq!(
            (self.code, self.stdout.as_str()),
            (Some(code), ""),
            "{}",
            self.stderr
        );
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        self.stderr
    }

    /// Reads stdout as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Reads stdout as JSON Lines.
    #[track_caller]
    pub(crate) fn jsonl(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Reads stdout as CSV: the names of its columns, and its rows.
    #[track_caller]
    pub(crate) fn csv(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = csv::Reader::from_reader(self.stdout.as_bytes());
        let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
        let names = cells(reader.headers().unwrap());
        (
            names,
            reader.records().map(|row| cells(&row.unwrap())).collect(),
        )
    }
}

/// Returns the items of a list in JSON.
#[track_caller]
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// Adds up a field of the items of a list in JSON.
#[track_caller]
pub(crate) fn sum(list: &Value, field: &str) -> u64 {
    items(list)
        .iter()
        .map(|item| item[field].as_u64().unwrap())
        .sum()
}

/// Returns the text of a value in JSON.
#[track_caller]
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Writes a PDF file of objects, one after the other, with a table of where they stand. The first
/// is the root.
pub(crate) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut lines = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(objects) {
        lines += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (table, count) = (file.len(), objects.len() + 1);
    let trailer = format!("trailer\n<</Root 1 0 R/Size {count}>>\nstartxref\n{table}\n%%EOF\n");
    file.extend(format!("xref\n0 {count}\n{lines}{trailer}").bytes());
    file
}
