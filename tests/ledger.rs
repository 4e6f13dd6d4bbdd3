//! The ledger: no report is lost, whatever happens to its file.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Run, TestEnvironment, items, text};
use serde_json::Value;

/// Writes a report of its own into a file.
fn write(env: &TestEnvironment, path: &str, number: u32) {
    let path = env.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(
        path,
        format!("# Notes {number}\n\nPlan {number} is good.\n"),
    )
    .unwrap();
}

/// Lists the paths of all reports, sorted.
fn paths(env: &TestEnvironment) -> Vec<String> {
    let reports = env.line("reports --source all --editions all --format json");
    let mut paths: Vec<_> = items(&reports.succeeds().json())
        .iter()
        .map(|report| text(&report["path"]).to_owned())
        .collect();
    paths.sort();
    paths
}

/// Returns what the summary of an ingest says of a file.
#[track_caller]
fn outcome<'a>(summary: &'a Value, path: &str) -> &'a Value {
    let mut files = items(&summary["files"]).iter();
    let file = files.find(|file| file["path"] == path);
    file.unwrap_or_else(|| panic!("{path} is not in {summary}"))
}

fn moved(env: &TestEnvironment, from: &str, to: &str) {
    let to = env.path(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(env.path(from), to).unwrap();
}

#[test]
fn a_moved_file_is_found_where_it_is() {
    for (from, to) in [("a", "b"), ("b", "a")] {
        let env = TestEnvironment::new();
        write(&env, &format!("{from}/1.md"), 1);
        write(&env, &format!("{from}/2.md"), 2);
        env.line(&format!("ingest {from}")).succeeds();
        moved(&env, &format!("{from}/1.md"), &format!("{to}/1.md"));
        let summary = env.line(&format!("ingest {to} --format json")).succeeds();
        let summary = summary.json();
        let (old, new) = (format!("{from}/1.md"), format!("{to}/1.md"));
        assert_eq!(outcome(&summary, &new)["status"], "indexed");
        assert_eq!(outcome(&summary, &old)["status"], "removed");
        let reason = format!("its content stands in {new}");
        assert_eq!(outcome(&summary, &old)["reason"], reason.as_str());
        let mut expected = vec![new, format!("{from}/2.md")];
        expected.sort();
        assert_eq!(paths(&env), expected);
        env.line("check").succeeds();
    }
}

#[test]
fn a_file_that_is_nowhere_any_more_keeps_its_report() {
    let env = TestEnvironment::new();
    write(&env, "a/1.md", 1);
    env.line("ingest a").succeeds();
    let before = env.line("export --source all").succeeds().stdout;
    moved(&env, "a/1.md", "away/1.md");
    write(&env, "b/2.md", 2);
    let summary = env.line("ingest b --format json").succeeds().json();
    assert_eq!(summary["kept"], 1);
    let kept = outcome(&summary, "a/1.md");
    assert_eq!(kept["status"], "kept");
    assert!(text(&kept["reason"]).starts_with("it was not there on 20"));
    // A second run says the same, and has nothing to do.
    let again = env.line("ingest b").succeeds().stdout;
    assert!(again.starts_with("Nothing changed.\n"), "{again}");
    assert!(
        again.contains("\n  a/1.md: it was not there on 20"),
        "{again}"
    );
    // The two bear one name now, which one of them had to give up; nothing else has changed.
    assert_eq!(paths(&env), ["a/1.md", "b/2.md"]);
    let now = env.line("export --source all").succeeds().stdout;
    assert!(now.contains("Plan 1 is good."), "{before}{now}");
    assert!(now.contains("Plan 2 is good."), "{now}");
    // It comes back, and nothing is said of it any more.
    moved(&env, "away/1.md", "a/1.md");
    let summary = env.line("ingest b --format json").succeeds().json();
    assert_eq!(summary["kept"], 0, "{summary}");
}

#[test]
fn a_report_whose_file_has_gone_changes_its_name_all_the_same() {
    let env = TestEnvironment::new();
    let folders = ["a", "b", "c"];
    for (number, folder) in (1..).zip(folders) {
        write(&env, &format!("{folder}/{folder}.md"), number);
        env.line(&format!("ingest {folder}")).succeeds();
    }
    let ids = |env: &TestEnvironment| -> Vec<(String, String)> {
        let reports = env.line("reports --source all --format json").succeeds();
        let named = |it: &Value| {
            (
                text(&it["path"]).to_owned(),
                text(&it["report_id"]).to_owned(),
            )
        };
        items(&reports.json()).iter().map(named).collect()
    };
    let is_plain = |(_, id): &&(String, String)| !id.contains('~');
    let before = ids(&env);
    let plain = before.iter().find(is_plain).unwrap().0.clone();
    for folder in folders {
        fs::remove_file(env.path(&format!("{folder}/{folder}.md"))).unwrap();
    }
    // Its report goes; the name is free, and another bears it that cannot be read any more.
    env.line(&format!("ingest --prune {}", &plain[..1]))
        .succeeds();
    let after = ids(&env);
    assert_eq!((before.len(), after.len()), (3, 2));
    let heir = after.iter().find(is_plain).unwrap();
    assert!(
        before
            .iter()
            .any(|(path, id)| *path == heir.0 && id.contains('~'))
    );
    let left = env.line("export --source all").succeeds().stdout;
    assert_eq!(left.matches(" is good.").count(), 2, "{left}");
}

#[test]
fn texts_of_one_name_are_reports_of_their_own() {
    // The hashes of the first two begin with the same six digits.
    let env = TestEnvironment::new();
    for number in [7377, 11176, 1] {
        let text =
            format!("Ambleford Borough Council. Supervision number {number} of social workers.\n");
        fs::create_dir_all(env.path("texts")).unwrap();
        fs::write(env.path(&format!("texts/{number}.txt")), text).unwrap();
    }
    env.line("ingest texts").succeeds();
    let mut exports = Vec::new();
    for how in ["", " --rebuild", " --rebuild --jobs 1"] {
        env.line(&format!("ingest texts{how}")).succeeds();
        let all = ["texts/1.txt", "texts/11176.txt", "texts/7377.txt"];
        assert_eq!(paths(&env), all);
        exports.push(env.line("export --source all").succeeds().stdout);
    }
    assert!(exports.windows(2).all(|pair| pair[0] == pair[1]));
    let reports = env.line("reports --source all --format json").succeeds();
    let mut ids: Vec<_> = items(&reports.json())
        .iter()
        .map(|report| text(&report["report_id"]).to_owned())
        .collect();
    ids.sort();
    let suffixes: Vec<_> = ids.iter().map(|id| id.split('~').nth(1)).collect();
    assert_eq!(suffixes, [None, Some("a51a2d4"), Some("a51a2db")]);
    let again = env.line("ingest texts").succeeds().stdout;
    assert!(again.starts_with("Nothing changed.\n"), "{again}");
    env.line("check").succeeds();
}

/// Makes the summary of an ingest that keeps reports back, which its exit code says.
#[track_caller]
fn holds(env: &TestEnvironment, line: &str, said: &str) -> Value {
    let run = env.line(line);
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("--prune"), "{}", run.stderr);
    run.json()
}

#[test]
fn a_folder_that_is_empty_or_gone_keeps_its_reports() {
    let env = TestEnvironment::new();
    write(&env, "a/1.md", 1);
    write(&env, "b/2.md", 2);
    env.line("ingest a b").succeeds();
    let everything = "export --source all";
    let before = env.line(everything).succeeds().stdout;
    fs::rename(env.path("a"), env.path("away")).unwrap();
    for empty in [true, false] {
        if empty {
            fs::create_dir(env.path("a")).unwrap();
            let said = "1 file stays in the index: there is no report in `a`";
            let summary = holds(&env, "ingest a --format json", said);
            assert_eq!(summary["kept"], 1, "{summary}");
        } else {
            fs::remove_dir(env.path("a")).unwrap();
            env.line("ingest a").fails(2);
            let summary = holds(&env, "ingest b --rebuild --format json", "`a` is not there");
            assert_eq!(outcome(&summary, "b/2.md")["status"], "indexed");
            assert_eq!(outcome(&summary, "a/1.md")["status"], "kept");
        }
        assert_eq!(env.line(everything).succeeds().stdout, before);
    }
    // It is back, and read again.
    fs::rename(env.path("away"), env.path("a")).unwrap();
    let summary = env.line("ingest --rebuild --format json").succeeds().json();
    assert_eq!(
        (&summary["indexed"], &summary["kept"]),
        (&2.into(), &0.into())
    );
    assert_eq!(env.line(everything).succeeds().stdout, before);
    // It is gone for good.
    fs::remove_dir_all(env.path("a")).unwrap();
    let summary = env.line("ingest --prune a --format json").succeeds().json();
    assert_eq!(summary["removed"], 1);
    assert_eq!(paths(&env), ["b/2.md"]);
    let summary = env.line("ingest --rebuild --format json").succeeds().json();
    assert_eq!(
        (&summary["indexed"], &summary["kept"]),
        (&1.into(), &0.into())
    );
    // What was never read is a mistake.
    env.line("ingest --prune nowhere").fails(2);
}

#[test]
fn many_reports_go_only_if_that_is_asked_for() {
    let env = TestEnvironment::new();
    for number in 0..40 {
        write(&env, &format!("a/{number}.md"), number);
    }
    env.line("ingest a").succeeds();
    // Ten are a handful.
    for number in 0..10 {
        fs::remove_file(env.path(&format!("a/{number}.md"))).unwrap();
    }
    let summary = env.line("ingest a --format json").succeeds().json();
    assert_eq!(summary["removed"], 10);
    for number in 10..21 {
        fs::remove_file(env.path(&format!("a/{number}.md"))).unwrap();
    }
    for rebuild in ["", " --rebuild"] {
        let line = format!("ingest a{rebuild} --format json");
        let summary = holds(
            &env,
            &line,
            "11 files stay in the index: more than a tenth of its 30 reports would go",
        );
        assert_eq!(
            (&summary["kept"], &summary["removed"]),
            (&11.into(), &0.into())
        );
        assert_eq!(paths(&env).len(), 30);
    }
    let exported = env.line("export --source all").succeeds().stdout;
    assert!(exported.contains("Plan 12 is good."), "{exported}");
    let summary = env.line("ingest a --prune --format json").succeeds().json();
    assert_eq!(
        (&summary["kept"], &summary["removed"]),
        (&0.into(), &11.into())
    );
    assert_eq!(paths(&env).len(), 19);
    // What is written anew in its place is not lost.
    for number in 21..40 {
        write(&env, &format!("a/{number}.md"), number + 100);
    }
    let summary = env.line("ingest a --format json").succeeds().json();
    assert_eq!(summary["indexed"], 19);
}

#[test]
fn an_index_is_made_anew_of_all_it_was_made_of_from_wherever() {
    let env = TestEnvironment::new();
    write(&env, "a/1.md", 1);
    write(&env, "b/2.md", 2);
    env.line("ingest a").succeeds();
    env.line("ingest b").succeeds();
    let everything = ["export", "--source", "all"];
    let before = env.run(everything).succeeds().stdout;
    let elsewhere = |args: &[&str]| {
        let index = env.path("index");
        fs::create_dir_all(env.path("elsewhere")).unwrap();
        let mut command = env.command();
        command.current_dir(env.path("elsewhere")).arg("--index");
        Run::of(command.arg(index).args(args))
    };
    let summary = elsewhere(&["ingest", "--rebuild", "--format", "json"]).succeeds();
    assert_eq!(summary.json()["indexed"], 2);
    assert_eq!(env.run(everything).succeeds().stdout, before);

    let change = |change: fn(&str) -> String| {
        let meta = env.path("index/meta.json");
        let text = fs::read_to_string(&meta).unwrap();
        fs::write(&meta, change(&text)).unwrap();
    };
    // A commit begins with its checksum, or is of another format.
    let age = || change(|text| format!(" {}", text.replace("findings 1", "findings 0")));
    change(|text| text.replace("findings 1", "findings 0"));
    write(&env, "c/3.md", 3);
    let summary = env.line("ingest c --format json").succeeds().json();
    assert_eq!(
        (&summary["indexed"], &summary["replaced"]),
        (&3.into(), &true.into())
    );
    assert_eq!(paths(&env), ["a/1.md", "b/2.md", "c/3.md"]);
    // A question has it made anew as well.
    age();
    let run = elsewhere(&["search", "plan", "--source", "all", "--count"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(paths(&env), ["a/1.md", "b/2.md", "c/3.md"]);
    // Where nothing else has the reports, the index stays as it is.
    age();
    fs::rename(env.path("b"), env.path("away")).unwrap();
    let said = env.line("ingest a").fails(2);
    assert!(said.contains("`b` is not there"), "{said}");
    fs::rename(env.path("away"), env.path("b")).unwrap();
    env.line("ingest a").succeeds();
    assert_eq!(paths(&env).len(), 3);
}

#[cfg(unix)]
mod entries {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn one_bad_entry_costs_itself() {
        let env = TestEnvironment::new();
        write(&env, "a/1.md", 1);
        write(&env, "a/sub/2.md", 2);
        symlink("nowhere.pdf", env.path("a/dangling.pdf")).unwrap();
        symlink("nowhere", env.path("a/.#lock")).unwrap();
        symlink("itself", env.path("a/itself")).unwrap();
        symlink("..", env.path("a/sub/up")).unwrap();
        pipe(&env, "a/pipe.pdf");
        let _socket = UnixListener::bind(env.path("a/socket")).unwrap();
        symlink("/dev/zero", env.path("a/zero.txt")).unwrap();
        let summary = env.line("ingest a --format json").succeeds().json();
        assert_eq!(
            (&summary["indexed"], &summary["refused"]),
            (&2.into(), &6.into())
        );
        for (path, reason) in [
            ("a/dangling.pdf", "a link to something that is not there"),
            ("a/itself", "cannot be read: "),
            ("a/sub/up", "a link to a folder that it stands in"),
            ("a/pipe.pdf", "a pipe, not a file"),
            ("a/socket", "a socket, not a file"),
            ("a/zero.txt", "a device, not a file"),
        ] {
            let said = text(&outcome(&summary, path)["reason"]);
            assert!(said.starts_with(reason), "{path}: {said}");
        }
        let again = env.line("ingest a").succeeds().stdout;
        assert!(again.starts_with("Nothing changed.\n"), "{again}");
        env.line("check").succeeds();
        // They go as files do.
        fs::remove_file(env.path("a/pipe.pdf")).unwrap();
        let summary = env.line("ingest a --format json").succeeds().json();
        assert_eq!(
            (&summary["refused"], &summary["removed"]),
            (&5.into(), &1.into())
        );
    }

    fn pipe(env: &TestEnvironment, path: &str) {
        let made = Command::new("mkfifo").arg(env.path(path)).status();
        assert!(made.unwrap().success());
    }

    #[test]
    fn a_path_that_is_too_long_costs_itself() {
        let env = TestEnvironment::new();
        write(&env, "a/1.md", 1);
        // Folders in folders, in two halves: the whole is longer than a path may be.
        let deep = |name: &str| {
            let mut path = env.path(name);
            path.extend([&"d".repeat(200)].repeat(12));
            fs::create_dir_all(&path).unwrap();
            path
        };
        let upper = deep("a/upper");
        fs::write(deep("lower").join("2.md"), "# Notes").unwrap();
        fs::rename(env.path("lower"), upper.join("lower")).unwrap();
        let summary = env.line("ingest a --format json").succeeds().json();
        assert_eq!(
            (&summary["indexed"], &summary["refused"]),
            (&1.into(), &1.into())
        );
    }

    #[test]
    fn a_folder_that_cannot_be_read_keeps_its_reports() {
        let env = TestEnvironment::new();
        write(&env, "a/1.md", 1);
        write(&env, "a/shut/2.md", 2);
        env.line("ingest a").succeeds();
        let shut = env.path("a/shut");
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        let is_barred = fs::read_dir(&shut).is_err();
        // Whoever may read everything is barred from nothing: a link that leads nowhere then.
        if !is_barred {
            fs::rename(&shut, env.path("away")).unwrap();
            symlink("nowhere", &shut).unwrap();
        }
        let summary = holds(&env, "ingest a --format json", "`a/shut` cannot be read");
        assert_eq!(
            (&summary["refused"], &summary["kept"]),
            (&1.into(), &1.into())
        );
        if !is_barred {
            fs::remove_file(&shut).unwrap();
            fs::rename(env.path("away"), &shut).unwrap();
        }
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
        let summary = env.line("ingest a --format json").succeeds().json();
        assert_eq!(
            (&summary["refused"], &summary["kept"]),
            (&0.into(), &0.into())
        );
        assert_eq!(paths(&env), ["a/1.md", "a/shut/2.md"]);
    }

    #[test]
    fn a_file_that_cannot_be_read_any_more_keeps_its_report() {
        let env = TestEnvironment::new();
        write(&env, "a/one.txt", 1);
        write(&env, "a/two.txt", 2);
        env.line("ingest a --quiet").succeeds();
        let before = env.line("export --source all").succeeds().stdout;
        fs::remove_file(env.path("a/one.txt")).unwrap();
        std::os::unix::fs::symlink("nowhere", env.path("a/one.txt")).unwrap();
        for _ in 0..2 {
            let run = env.line("ingest a --format json");
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            assert!(
                run.stderr.contains("1 file stays in the index"),
                "{}",
                run.stderr
            );
            assert_eq!(env.line("export --source all").succeeds().stdout, before);
        }
        let run = env.line("ingest a --prune --format json");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(
            env.line("export --source all")
                .succeeds()
                .stdout
                .lines()
                .count(),
            before.lines().count() / 2
        );
    }

    #[test]
    fn metadata_that_is_no_file_is_doubted() {
        let env = TestEnvironment::new();
        for (number, name) in (1..).zip(["pipe", "device"]) {
            write(&env, &format!("a/{name}.md"), number);
        }
        pipe(&env, "a/pipe.md.meta");
        symlink("/dev/zero", env.path("a/device.md.meta")).unwrap();
        for _ in 0..2 {
            let summary = env.line("ingest a --format json").succeeds().json();
            assert_eq!(summary["refused"], 2, "{summary}");
            for name in ["pipe", "device"] {
                let file = outcome(&summary, &format!("a/{name}.md"));
                let said = format!("the file of metadata cannot be read: a {name}, not a file");
                let mut warnings = items(&file["warnings"]).iter();
                assert!(
                    warnings.any(|warning| warning["message"] == said.as_str()),
                    "{file}"
                );
            }
        }
    }

    #[test]
    fn names_that_are_no_text_are_told_apart() {
        let env = TestEnvironment::new();
        fs::create_dir(env.path("a")).unwrap();
        let name = |byte: u8| OsStr::from_bytes(&[b'n', byte, b'.', b'm', b'd']).to_owned();
        for byte in [0xe9, 0xe8] {
            let text = format!("# Notes {byte}\n\nPlan {byte} is good.\n");
            fs::write(env.path("a").join(name(byte)), text).unwrap();
        }
        let summary = env.line("ingest a --format json").succeeds().json();
        assert_eq!(summary["indexed"], 2);
        assert_eq!(paths(&env), [r"a/n\xe8.md", r"a/n\xe9.md"]);
        env.line("check").succeeds();
        assert!(
            env.line("ingest a")
                .succeeds()
                .stdout
                .starts_with("Nothing changed.\n")
        );
        for rebuild in ["ingest --rebuild", "ingest a --rebuild"] {
            env.line(rebuild).succeeds();
            assert_eq!(paths(&env).len(), 2);
        }
        // The file itself is what is opened.
        let reports = env
            .line("reports --source all --format json")
            .succeeds()
            .json();
        let id = text(&items(&reports)[0]["report_id"]).to_owned();
        let opened = env.run(["show", &id, "--open", "--opener", "cat {file}"]);
        assert!(
            opened.stdout.contains(" is good."),
            "{}{}",
            opened.stdout,
            opened.stderr
        );
        fs::remove_file(env.path("a").join(name(0xe9))).unwrap();
        env.line("ingest a").succeeds();
        assert_eq!(paths(&env), [r"a/n\xe8.md"]);
    }
}

/// Writes a message with documents, each a name and what it says, and a picture.
fn write_message(env: &TestEnvironment, path: &str, attached: &[(&str, &str)]) {
    let mut message = "From: a@example.org\nSubject: Notes\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=B\n\n--B\n\nDear all\n"
        .to_owned();
    for (name, says) in [attached, &[("map.png", "PNG")]].concat() {
        message += &format!(
            "--B\nContent-Type: application/octet-stream\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{says}\n"
        );
    }
    fs::write(env.path(path), message + "--B--\n").unwrap();
}

#[test]
fn each_document_that_a_message_carries_is_a_file_of_its_own() {
    let env = TestEnvironment::new();
    fs::create_dir_all(env.path("in")).unwrap();
    let (first, second) = (
        "# Notes 1\n\nPlan 1 is good.",
        "# Notes 2\n\nPlan 2 is late.",
    );
    write_message(&env, "in/mail.eml", &[("a.md", first), ("b.md", second)]);
    let summary = env.line("ingest in --format json").succeeds().json();
    let message = outcome(&summary, "in/mail.eml");
    assert_eq!(message["status"], "refused");
    let reason = "a message of which each document is read by its own name: a.md, b.md; \
        not read of what is attached: map.png";
    assert_eq!(message["reason"], reason);
    assert_eq!(paths(&env), ["in/mail.eml/a.md", "in/mail.eml/b.md"]);
    let found = env
        .line("search late --source all --format json")
        .succeeds()
        .json();
    assert_eq!(items(&found["hits"])[0]["path"], "in/mail.eml/b.md");
    env.line("check").succeeds();
    // The same again; one less, and what is left is that of the message; the message has gone.
    // Of an old file the ledger knows what it carries.
    let written = fs::File::options()
        .write(true)
        .open(env.path("in/mail.eml"));
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    written.unwrap().set_modified(long_ago).unwrap();
    for _ in 0..3 {
        let again = env.line("ingest in --format json").succeeds().json();
        assert_eq!(outcome(&again, "in/mail.eml/b.md")["status"], "unchanged");
    }
    write_message(&env, "in/mail.eml", &[("a.md", first)]);
    let less = env.line("ingest in --format json").succeeds().json();
    assert_eq!(outcome(&less, "in/mail.eml/b.md")["status"], "removed");
    assert_eq!(paths(&env), ["in/mail.eml"]);
    write_message(&env, "in/mail.eml", &[("a.md", first), ("b.md", second)]);
    env.line("ingest in").succeeds();
    fs::write(env.path("in/c.md"), "# Notes 3\n\nPlan 3.\n").unwrap();
    fs::remove_file(env.path("in/mail.eml")).unwrap();
    env.line("ingest in").succeeds();
    assert_eq!(paths(&env), ["in/c.md"]);
}

/// Joins PDF files by their pages alone, as programs do that know nothing of their structure, and returns
/// on which page each begins.
fn join(env: &TestEnvironment, paths: &[&str], to: &str) -> Vec<u64> {
    let mut joined = lopdf::Document::with_version("1.7");
    let pages = joined.new_object_id();
    let mut kids = Vec::new();
    let mut begin = Vec::new();
    for path in paths {
        let mut document = lopdf::Document::load(env.path(path)).unwrap();
        document.renumber_objects_with(joined.max_id + 1);
        joined.max_id = document.max_id;
        begin.push(kids.len() as u64 + 1);
        for page in document.get_pages().into_values() {
            let dictionary = document.get_object_mut(page).unwrap();
            dictionary.as_dict_mut().unwrap().set("Parent", pages);
            kids.push(lopdf::Object::Reference(page));
        }
        joined.objects.extend(document.objects);
    }
    let count = kids.len() as i64;
    let tree = lopdf::dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    joined.objects.insert(pages, tree.into());
    let catalog = lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages };
    let catalog = joined.add_object(catalog);
    joined.trailer.set("Root", catalog);
    fs::create_dir_all(env.path(to).parent().unwrap()).unwrap();
    joined.save(env.path(to)).unwrap();
    begin
}

/// Lists what stands in the reports of an index: of each paragraph its identifier, page and text.
fn paragraphs(env: &TestEnvironment, index: &str) -> Vec<(String, u64, String)> {
    let line = format!("export --format jsonl --index {index}");
    let exported = env.line(&line).succeeds();
    let rows = exported.stdout.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        let page = row["page"].as_u64().unwrap();
        (
            text(&row["id"]).to_owned(),
            page,
            text(&row["text"]).to_owned(),
        )
    });
    rows.collect()
}

#[test]
fn each_report_that_was_joined_to_others_is_a_file_of_its_own() {
    let env = TestEnvironment::new();
    let reports = [
        "corpus/ambleford/children's services inspection - 05 may 2023.pdf",
        "corpus/castlebridge/focused visit - 22 november 2021.pdf",
        "corpus/wexcombe/children's services inspection - 27 august 2024.pdf",
    ];
    for (number, report) in reports.iter().enumerate() {
        join(&env, &[report], &format!("apart/{number}.pdf"));
    }
    let begin = join(&env, &reports, "in/joined.pdf");
    for folder in ["apart", "in"] {
        let authorities = format!("{folder}/gazetteer.csv");
        fs::copy(env.path("corpus/gazetteer.csv"), env.path(&authorities)).unwrap();
    }
    env.line("ingest apart --index one").succeeds();
    let first = env.line("ingest in --format json").succeeds().json();
    let behind = |file: &str, at: usize| format!("in/{file}/from page {}", begin[at]);
    let of = |file: &str| vec![format!("in/{file}"), behind(file, 1), behind(file, 2)];
    assert_eq!(paths(&env), of("joined.pdf"));
    for path in of("joined.pdf") {
        assert_eq!(outcome(&first, &path)["status"], "indexed");
    }
    // Each says what it says alone, on the pages of the file.
    let mut expected = paragraphs(&env, "one");
    for (id, page, _) in &mut expected {
        let bodies = ["ambleford", "castlebridge", "wexcombe"];
        let at = bodies.iter().position(|body| id.starts_with(body));
        *page += begin[at.unwrap()] - 1;
    }
    assert!(expected.len() > 50);
    assert_eq!(paragraphs(&env, "index"), expected);
    env.line("check").succeeds();

    // Of a file that is as it was, no part is read again, whether its time tells so or not.
    let written = fs::File::options()
        .write(true)
        .open(env.path("in/joined.pdf"));
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    for is_old in [false, true, true] {
        if is_old {
            written.as_ref().unwrap().set_modified(long_ago).unwrap();
        }
        let again = env.line("ingest in --format json").succeeds().json();
        for path in of("joined.pdf") {
            assert_eq!(outcome(&again, &path)["status"], "unchanged");
        }
    }
    // Read by other rules; beside a copy; moved; without its parts; and gone.
    let check = |line: &str, files: &[&str]| {
        env.line(line).succeeds();
        let all: Vec<String> = files.iter().flat_map(|file| of(file)).collect();
        assert_eq!(paths(&env), all, "{line}");
        assert_eq!(paragraphs(&env, "index"), expected, "{line}");
        env.line("check").succeeds();
    };
    check(
        "ingest in --gazetteer corpus/gazetteer.csv",
        &["joined.pdf"],
    );
    check("ingest in --rebuild", &["joined.pdf"]);
    fs::copy(env.path("in/joined.pdf"), env.path("in/more.pdf")).unwrap();
    check("ingest in", &["joined.pdf"]);
    fs::remove_file(env.path("in/joined.pdf")).unwrap();
    check("ingest in", &["more.pdf"]);
    moved(&env, "in/more.pdf", "in/joined.pdf");
    check("ingest in", &["joined.pdf"]);
    // What is not there is kept whole, by whatever rules the rest is read.
    moved(&env, "in/joined.pdf", "away/joined.pdf");
    fs::copy(
        env.path("corpus/gazetteer.csv"),
        env.path("in/gazetteer.csv"),
    )
    .unwrap();
    let said = "3 files stay in the index: there is no report in `in`";
    holds(&env, "ingest in --format json", said);
    assert_eq!(paths(&env), of("joined.pdf"));
    assert_eq!(paragraphs(&env, "index"), expected);
    moved(&env, "away/joined.pdf", "in/joined.pdf");
    check("ingest in", &["joined.pdf"]);
    fs::copy(env.path("apart/0.pdf"), env.path("in/joined.pdf")).unwrap();
    let less = env.line("ingest in --format json").succeeds().json();
    assert_eq!(
        outcome(&less, &behind("joined.pdf", 2))["status"],
        "removed"
    );
    assert_eq!(paths(&env), ["in/joined.pdf"]);
}
