//! Workshops: fresh folders in which programs outside work on one file.
//!
//! The file is somebody else's and the program too, so that little is taken on trust: the program is
//! started without a shell, sees only names that are ours, has a time, and what it writes is counted
//! while it runs. Everything goes into files of the folder, nothing to the terminal.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::open::open;
use super::programs::{Installed, Program};
use crate::model::{Limit, Limits, without_controls};

/// How long is waited between two looks at a program, at first and at most.
const PAUSES: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(20)];
/// How much of what a program says of its failure is told, in characters.
const MAX_SAID: usize = 160;
/// So much of it is looked at, in bytes.
const MAX_HEARD: u64 = 64 << 10;

/// Why a program did not do its work.
#[derive(Debug)]
pub struct Failure {
    program: &'static str,
    what: What,
}

#[derive(Debug)]
enum What {
    /// It could not be started, or its files not be read or written.
    Io(io::Error),
    /// It took longer than so many seconds.
    Time(u64),
    /// It wrote more than so many bytes.
    Size(u64),
    /// It ended so and said this.
    Status(ExitStatus, String),
    /// It wrote nothing that could be used.
    Nothing,
}

impl Failure {
    pub(super) fn nothing(program: Program) -> Failure {
        Failure {
            program: program.name(),
            what: What::Nothing,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { program, what } = self;
        write!(f, "{program} failed: ")?;
        match what {
            What::Io(error) => error.fmt(f),
            What::Time(seconds) => write!(
                f,
                "it took more than {seconds} seconds (limit `{}`)",
                Limit::Program
            ),
            What::Size(bytes) => write!(
                f,
                "it wrote more than {bytes} bytes (limit `{}`)",
                Limit::Stream
            ),
            What::Status(status, said) if said.is_empty() => status.fmt(f),
            What::Status(status, said) => write!(f, "{said} ({status})"),
            What::Nothing => f.write_str("it wrote nothing that can be used"),
        }
    }
}

impl std::error::Error for Failure {}

/// A fresh folder with one file, which is gone with its workshop.
#[derive(Debug)]
pub(super) struct Workshop {
    dir: TempDir,
    /// What one program may take, in seconds.
    seconds: u64,
    /// What one program may write, in bytes.
    bytes: u64,
}

/// Where what a program says goes.
const STDOUT: &str = "stdout";
const STDERR: &str = "stderr";

impl Workshop {
    /// Makes a folder with a file for a program.
    pub(super) fn new(
        program: Program,
        name: &str,
        content: &[u8],
        limits: &Limits,
    ) -> Result<Workshop, Failure> {
        let failed = failure(program);
        let dir = tempfile::Builder::new()
            .prefix(env!("CARGO_PKG_NAME"))
            .tempdir()
            .map_err(&failed)?;
        fs::write(dir.path().join(name), content).map_err(&failed)?;
        Ok(Workshop {
            dir,
            seconds: limits.get(Limit::Program),
            bytes: limits.get(Limit::Stream),
        })
    }

    /// Runs a program to its end and returns what it wrote to its standard output.
    pub(super) fn run(&self, by: Installed<'_>, args: &[&str]) -> Result<Vec<u8>, Failure> {
        let program = by.program;
        let failed = failure(program);
        let create = |name| File::create(self.dir.path().join(name)).map_err(&failed);
        let mut command = Command::new(by.file);
        command
            .args(args)
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .stdout(create(STDOUT)?)
            .stderr(create(STDERR)?)
            // What it remembers of its user stays here, and it speaks English.
            .env("HOME", self.dir.path())
            .env("TMPDIR", self.dir.path())
            .env("LC_ALL", "C.UTF-8")
            // As many files are read at a time as there are jobs; each is one.
            .env("OMP_THREAD_LIMIT", "1");
        #[cfg(unix)]
        if program.starts_others() {
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let before = self.size();
        let mut child = command.spawn().map_err(&failed)?;
        let status = self
            .wait(&mut child, before)
            .inspect_err(|_| end(&mut child, program));
        let status = status.map_err(|what| Failure {
            program: program.name(),
            what,
        })?;
        if !status.success() {
            return Err(Failure {
                program: program.name(),
                what: What::Status(status, self.said()),
            });
        }
        self.take(program, STDOUT)
    }

    fn wait(&self, child: &mut Child, before: u64) -> Result<ExitStatus, What> {
        let begun = Instant::now();
        let [mut pause, longest] = PAUSES;
        loop {
            let ended = child.try_wait().map_err(What::Io)?;
            if self.size().saturating_sub(before) > self.bytes {
                return Err(What::Size(self.bytes));
            }
            if let Some(status) = ended {
                return Ok(status);
            }
            if begun.elapsed().as_secs() >= self.seconds {
                return Err(What::Time(self.seconds));
            }
            std::thread::sleep(pause);
            pause = longest.min(pause * 2);
        }
    }

    /// Adds up the sizes of the files in the folder.
    fn size(&self) -> u64 {
        let entries = fs::read_dir(self.dir.path()).into_iter().flatten();
        let sizes = entries.filter_map(|entry| Some(entry.ok()?.metadata().ok()?.len()));
        sizes.sum()
    }

    /// Takes a file that a program has written out of the folder.
    pub(super) fn take(&self, program: Program, name: &str) -> Result<Vec<u8>, Failure> {
        let failed = failure(program);
        let path = self.dir.path().join(name);
        let mut bytes = Vec::new();
        let file = match open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::nothing(program));
            }
            file => file.map_err(&failed)?,
        };
        file.take(self.bytes)
            .read_to_end(&mut bytes)
            .map_err(&failed)?;
        fs::remove_file(&path).map_err(&failed)?;
        Ok(bytes)
    }

    /// Returns the first line that a program has written to its standard error, as text.
    fn said(&self) -> String {
        let mut heard = Vec::new();
        let file = open(&self.dir.path().join(STDERR));
        let read = file.and_then(|file| file.take(MAX_HEARD).read_to_end(&mut heard));
        let text = read.map_or(String::new(), |_| {
            String::from_utf8_lossy(&heard).into_owned()
        });
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        let line: String = line.unwrap_or_default().chars().take(MAX_SAID).collect();
        without_controls(&line).unwrap_or(line)
    }

    /// Returns the folder.
    pub(super) fn path(&self) -> &Path {
        self.dir.path()
    }
}

fn failure(program: Program) -> impl Fn(io::Error) -> Failure {
    move |error| Failure {
        program: program.name(),
        what: What::Io(error),
    }
}

/// Ends a program and those that it has started. That it has ended already is no matter.
fn end(child: &mut Child, program: Program) {
    #[cfg(unix)]
    if program.starts_others() {
        use rustix::process::{Pid, Signal, kill_process_group};
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Runs a script as a program and tells what came of it.
    fn check(program: Program, script: &str, limits: &Limits, expected: Result<&str, &str>) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(program.name());
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        let workshop = Workshop::new(program, "input.doc", b"a file", limits).unwrap();
        let installed = Installed {
            program,
            file: &file,
        };
        let begun = Instant::now();
        let out = workshop.run(installed, &["input.doc"]);
        assert!(begun.elapsed() < Duration::from_secs(30), "{script}");
        let path = workshop.path().to_owned();
        drop(workshop);
        assert!(!path.exists(), "{script}");
        match (out, expected) {
            (Ok(out), Ok(text)) => assert_eq!(String::from_utf8(out).unwrap(), text),
            (Err(failure), Err(part)) => {
                let failure = failure.to_string();
                assert!(failure.contains(part), "{failure}");
            }
            (out, _) => panic!("{script}: {out:?}"),
        }
    }

    #[test]
    fn what_a_program_writes_is_taken() {
        let limits = Limits::default();
        check(Program::Catdoc, "cat \"$1\"", &limits, Ok("a file"));
        // It is asked nothing, and finds nothing of its user's.
        check(
            Program::Catdoc,
            "cat; ls \"$HOME\"",
            &limits,
            Ok("input.doc\nstderr\nstdout\n"),
        );
    }

    #[test]
    fn a_program_that_fails_is_named_with_what_it_says() {
        let limits = Limits::default();
        let said = "printf '\\n no \\033[31msuch font\\nmore' >&2; exit 3";
        let expected = "antiword failed: no [31msuch font (exit status: 3)";
        check(Program::Antiword, said, &limits, Err(expected));
        check(
            Program::Antiword,
            "exit 1",
            &limits,
            Err("antiword failed: exit status: 1"),
        );
        check(Program::Antiword, "kill -9 $$", &limits, Err("signal: 9"));
    }

    #[test]
    fn a_program_has_a_time_and_a_size() {
        let limits = Limits::default().with(Limit::Program, 1);
        let expected = "tesseract failed: it took more than 1 seconds (limit `program`)";
        check(Program::Tesseract, "exec sleep 60", &limits, Err(expected));
        // What it has started ends with it, and keeps nobody waiting.
        check(
            Program::Soffice,
            "sleep 60 & wait",
            &limits,
            Err("soffice failed: it took"),
        );
        let limits = Limits::default().with(Limit::Stream, 100_000);
        let expected = "catdoc failed: it wrote more than 100000 bytes (limit `stream`)";
        check(Program::Catdoc, "exec yes", &limits, Err(expected));
        check(Program::Catdoc, "exec yes > other", &limits, Err(expected));
    }
}
