//! An index that is not as it was written answers nothing, says which file it is, and is made anew.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::index::IndexError;
use crate::index::disk::META;

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("it lists");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("it lists").path())
        .filter(|path| !path.to_string_lossy().contains("lock"))
        .collect();
    files.sort();
    files
}

/// Asks everything of an index; none if it does not open.
fn ask(dir: &Path) -> Result<(u64, usize), IndexError> {
    let index = Index::open(dir)?;
    let found = index.search(&SearchRequest::new(parse("one OR tw*").expect("it parses")))?;
    Ok((found.total, index.reports(&Default::default())?.len()))
}

/// Damages each file of an index in some ways; each time it must say so, and be itself when the file
/// is put back.
fn check(ways: &[fn(&mut Vec<u8>)]) {
    let reports: Vec<_> = (1..=4)
        .map(|day| {
            report(
                "a",
                &format!("2024-01-0{day}"),
                &["one", "two", "three four"],
            )
        })
        .collect();
    let (dir, _) = index(&reports, 2);
    // With deletions.
    let writer = IndexWriter::open(dir.path(), false).expect("it opens");
    writer
        .remove_report(&reports[0].0.id)
        .expect("it is removed");
    writer.commit().expect("it commits");
    let sound = ask(dir.path()).expect("it answers");
    let all = files(dir.path());
    assert!(all.len() > 10, "{all:?}");
    for path in all {
        let bytes = fs::read(&path).expect("it reads");
        for damage in ways {
            let mut damaged = bytes.clone();
            damage(&mut damaged);
            if damaged == bytes {
                continue;
            }
            fs::write(&path, damaged).expect("it is written");
            match ask(dir.path()) {
                Err(IndexError::DamagedFile(named)) => assert_eq!(named, path),
                Err(IndexError::OldFormat { .. }) => assert!(path.ends_with(META)),
                other => panic!("{}: {other:?}", path.display()),
            }
            match Index::damaged_files(dir.path()) {
                Ok(names) => assert!(path.ends_with(&names[0]), "{names:?}"),
                Err(_) => assert!(path.ends_with(META)),
            }
            let refused = IndexWriter::open(dir.path(), false).map(drop);
            assert!(refused.expect_err("it is damaged").is_to_be_rebuilt());
        }
        fs::write(&path, &bytes).expect("it is written");
        assert_eq!(ask(dir.path()).expect("it answers"), sound);
    }
}

#[test]
fn a_byte_that_has_changed_is_seen() {
    check(&[
        |bytes| bytes[0] ^= 1,
        |bytes| *bytes.last_mut().expect("it is not empty") ^= 0x80,
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x10;
        },
        |bytes| {
            let place = bytes.len() / 3;
            bytes[place] = 0;
        },
    ]);
}

#[test]
fn a_file_that_is_cut_or_grown_is_seen() {
    check(&[
        Vec::clear,
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.push(b'\n'),
    ]);
}

#[test]
fn a_file_that_has_gone_is_seen_and_the_index_made_anew() {
    let a = report("a", "2024-01-05", &["one", "two"]);
    let (dir, _) = index(std::slice::from_ref(&a), 1);
    let all = files(dir.path());
    for extension in ["idx", "store", "fast", "term", "pos"] {
        let path = all
            .iter()
            .find(|it| it.extension().is_some_and(|it| it == extension));
        let path = path.expect("it is there");
        let bytes = fs::read(path).expect("it reads");
        fs::remove_file(path).expect("it is removed");
        match ask(dir.path()) {
            Err(error) => assert!(error.is_damage(), "{error:?}"),
            Ok(answer) => panic!("{}: {answer:?}", path.display()),
        }
        fs::write(path, bytes).expect("it is written");
    }
    fs::remove_file(&all[0]).expect("it is removed");
    let writer = IndexWriter::open(dir.path(), true).expect("it opens");
    writer.add_report(&a.0, &a.1).expect("it is added");
    writer.commit().expect("it commits");
    assert_eq!(ask(dir.path()).expect("it answers"), (2, 1));
}

#[test]
#[cfg(unix)]
fn others_may_read_what_the_mask_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, _) = index(&[report("a", "2024-01-05", &["one"])], 1);
    let mode = |path: &Path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    let plain = dir.path().join("plain");
    fs::write(&plain, "").expect("it is written");
    for path in files(dir.path()) {
        assert_eq!(mode(&path), mode(&plain), "{}", path.display());
    }
}
