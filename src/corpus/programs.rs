//! Programs outside: which of them are there, what for, and what a file got of them.
//!
//! A picture of a page and an old Word file are read by programs that others write. Which were there
//! is remembered with each file that needed one, so that it is read again once they are, and not
//! before.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

/// A program that is asked for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Program {
    /// Recognises the text of a picture.
    Tesseract,
    /// Makes a picture of a page; of Poppler.
    Pdftoppm,
    /// Makes a picture of a page; of MuPDF.
    Mutool,
    /// Writes old Word files anew; LibreOffice.
    Soffice,
    /// Writes the text of old Word files.
    Antiword,
    /// Writes the text of old Word files.
    Catdoc,
}

impl Program {
    const ALL: [Program; 6] = [
        Program::Tesseract,
        Program::Pdftoppm,
        Program::Mutool,
        Program::Soffice,
        Program::Antiword,
        Program::Catdoc,
    ];

    /// Returns the name of its file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Program::Tesseract => "tesseract",
            Program::Pdftoppm => "pdftoppm",
            Program::Mutool => "mutool",
            Program::Soffice => "soffice",
            Program::Antiword => "antiword",
            Program::Catdoc => "catdoc",
        }
    }

    /// Tells whether it starts other programs, which must end with it.
    pub(super) const fn starts_others(self) -> bool {
        matches!(self, Program::Soffice)
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A program with the place of its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Installed<'a> {
    pub(super) program: Program,
    pub(super) file: &'a Path,
}

/// What a file may need of programs outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// Its pages are pictures.
    Ocr,
    /// It is an old Word file.
    OldWord,
}

impl Need {
    const ALL: [Need; 2] = [Need::Ocr, Need::OldWord];

    const fn slug(self) -> &'static str {
        match self {
            Need::Ocr => "ocr",
            Need::OldWord => "doc",
        }
    }
}

/// Why a need was not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nobody asked for it, and the programs are there.
    NotAsked,
    /// Nobody asked for it, and there is no program for it.
    NotAskedNorThere,
    /// There is no program for it.
    Missing,
}

impl Lack {
    /// Says what to do about an old Word file.
    pub(super) const OLD_WORD_HINT: &str =
        "`apt install antiword` brings a program that reads it for `findings ingest`";

    /// Says what to do about pages that are pictures.
    pub(super) fn hint(self) -> String {
        let asked = "`findings ingest --ocr FOLDER` recognises it";
        let install = "`apt install tesseract-ocr poppler-utils`";
        match self {
            Lack::NotAsked => asked.to_owned(),
            Lack::NotAskedNorThere => format!("{asked}, after {install}"),
            Lack::Missing => format!("{install} brings the programs that recognise it"),
        }
    }
}

/// The programs that are there, and whether they are asked to recognise pictures.
///
/// By default there is none: files are read by this library alone.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    found: BTreeMap<Program, PathBuf>,
    ocr: bool,
}

impl Programs {
    /// Looks for programs in the folders of the variable `PATH`; `ocr` tells whether pages that are
    /// pictures are to be recognised.
    pub fn on_path(ocr: bool) -> Programs {
        Programs::in_folders(&std::env::var_os("PATH").unwrap_or_default(), ocr)
    }

    /// Looks for programs in a list of folders, written as `PATH` is.
    pub fn in_folders(path: &OsStr, ocr: bool) -> Programs {
        // What is relative would be another folder from one place to the next.
        let folders: Vec<PathBuf> = std::env::split_paths(path)
            .filter(|folder| folder.is_absolute())
            .collect();
        let find = |program: Program| {
            let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
            let mut files = folders.iter().map(|folder| folder.join(&name));
            Some((program, files.find(|file| is_executable(file))?))
        };
        Programs {
            found: Program::ALL.into_iter().filter_map(find).collect(),
            ocr,
        }
    }

    /// Returns the first of some programs that is there.
    fn first(&self, programs: &[Program]) -> Option<Installed<'_>> {
        programs.iter().find_map(|&program| {
            let file = self.found.get(&program)?;
            Some(Installed { program, file })
        })
    }

    /// Returns the programs that make pictures of pages and recognise their text, in this order.
    ///
    /// `ocrmypdf` does its work by `tesseract` too, and tells of no word how sure it is.
    pub(super) fn ocr(&self) -> Result<[Installed<'_>; 2], Lack> {
        let renderer = self.first(&[Program::Pdftoppm, Program::Mutool]);
        let there = renderer.zip(self.first(&[Program::Tesseract]));
        match (there, self.ocr) {
            (Some((renderer, tesseract)), true) => Ok([renderer, tesseract]),
            (Some(_), false) => Err(Lack::NotAsked),
            (None, false) => Err(Lack::NotAskedNorThere),
            (None, true) => Err(Lack::Missing),
        }
    }

    /// Returns the program that reads old Word files; the one that keeps most of them first.
    pub(super) fn old_word(&self) -> Result<Installed<'_>, Lack> {
        let known = [Program::Soffice, Program::Antiword, Program::Catdoc];
        self.first(&known).ok_or(Lack::Missing)
    }

    fn meets(&self, need: Need) -> bool {
        match need {
            Need::Ocr => self.ocr().is_ok(),
            Need::OldWord => self.old_word().is_ok(),
        }
    }

    /// Tells whether a file that got so much help would get more now: `ocr off`, `doc antiword`, several
    /// after a semicolon, none where it needed none.
    pub fn would_help(&self, aid: &str) -> bool {
        aid.split("; ").any(|part| {
            let (slug, got) = part.split_once(' ').unwrap_or((part, ""));
            let need = Need::ALL.into_iter().find(|need| need.slug() == slug);
            let is_unmet = [OFF, MISSING, FAILED].contains(&got);
            is_unmet && need.is_some_and(|need| self.meets(need))
        })
    }
}

/// Nobody asked for it.
const OFF: &str = "off";
/// No program was there.
const MISSING: &str = "missing";
/// A program was there and failed: it is asked again.
const FAILED: &str = "failed";

/// What one file needed of programs outside, and which of them met the need or why none did.
///
/// It is written `ocr pdftoppm tesseract`, `ocr off`, `ocr missing; doc antiword`: empty where
/// nothing was needed.
#[derive(Debug, Default)]
pub(super) struct Aid {
    got: RefCell<BTreeMap<Need, String>>,
}

impl Aid {
    pub(super) fn lacks(&self, need: Need, lack: Lack) {
        self.note(
            need,
            match lack {
                Lack::NotAsked | Lack::NotAskedNorThere => OFF,
                Lack::Missing => MISSING,
            },
        );
    }

    pub(super) fn failed(&self, need: Need) {
        self.note(need, FAILED);
    }

    pub(super) fn met(&self, need: Need, by: &[Installed<'_>]) {
        let names: Vec<&str> = by.iter().map(|it| it.program.name()).collect();
        self.note(need, &names.join(" "));
    }

    fn note(&self, need: Need, got: &str) {
        self.got.borrow_mut().insert(need, got.to_owned());
    }

    pub(super) fn text(&self) -> String {
        let got = self.got.borrow();
        let parts = got
            .iter()
            .map(|(need, got)| format!("{} {got}", need.slug()));
        parts.collect::<Vec<_>>().join("; ")
    }
}

fn is_executable(file: &Path) -> bool {
    let Ok(metadata) = file.metadata() else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    metadata.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn programs(names: &[&str], ocr: bool) -> (tempfile::TempDir, Programs) {
        let dir = tempfile::tempdir().unwrap();
        for name in names {
            let file = dir.path().join(name);
            std::fs::write(&file, "").unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        }
        let programs = Programs::in_folders(dir.path().as_os_str(), ocr);
        (dir, programs)
    }

    #[test]
    fn both_a_renderer_and_a_recogniser_are_needed() {
        let check = |names: &[&str], ocr, expected: Result<[&str; 2], Lack>| {
            let (_dir, programs) = programs(names, ocr);
            let found = programs.ocr().map(|both| both.map(|it| it.program.name()));
            assert_eq!(found, expected, "{names:?}");
        };
        let all = ["tesseract", "mutool", "pdftoppm"];
        check(&all, true, Ok(["pdftoppm", "tesseract"]));
        check(&all[..2], true, Ok(["mutool", "tesseract"]));
        check(&all, false, Err(Lack::NotAsked));
        check(&all[..1], true, Err(Lack::Missing));
        check(&all[1..], false, Err(Lack::NotAskedNorThere));
    }

    #[test]
    fn what_is_no_program_is_not_found() {
        let (dir, _) = programs(&[], false);
        std::fs::write(dir.path().join("antiword"), "a text").unwrap();
        std::fs::create_dir(dir.path().join("catdoc")).unwrap();
        let found = Programs::in_folders(dir.path().as_os_str(), false);
        assert_eq!(found.old_word().unwrap_err(), Lack::Missing);
        assert!(
            Programs::in_folders(OsStr::new(".:bin:"), false)
                .found
                .is_empty()
        );
    }

    #[test]
    fn a_file_is_read_again_once_there_is_more_help() {
        let check = |names: &[&str], ocr, aid: &str, expected: bool| {
            let (_dir, programs) = programs(names, ocr);
            assert_eq!(programs.would_help(aid), expected, "{names:?} {aid}");
        };
        let both = ["pdftoppm", "tesseract"];
        check(&both, true, "", false);
        check(&both, true, "ocr off", true);
        check(&both, true, "ocr missing", true);
        check(&both, true, "ocr failed", true);
        check(&both, false, "ocr off", false);
        check(&both[..1], true, "ocr missing", false);
        check(&both, true, "ocr mutool tesseract", false);
        // To read with less help what was read with more would be a loss.
        check(&[], false, "ocr pdftoppm tesseract", false);
        check(&["catdoc"], false, "ocr off; doc missing", true);
        check(&["catdoc"], false, "doc antiword", false);
    }
}
