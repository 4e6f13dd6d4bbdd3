//! What the files of a floor have to do with each other.
//!
//! A file needs another by a path that leads to something in it, whatever doors it leads through, and
//! by a call of a method that stands there. Methods that stand beside their type are no more than the
//! type tells: whoever has a value of it has named it, or something that names it. Those that stand
//! elsewhere tie files unseen, for nobody has to name these: so many files can lie over one type that
//! all need each other, and no `use` shows it.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::tokens;

/// A file of a floor.
struct File {
    /// The modules that lead to it from the floor.
    module: Vec<String>,
    tokens: Vec<String>,
    uses: Vec<Use>,
}

/// A name that a file takes from elsewhere.
struct Use {
    path: Vec<String>,
    name: String,
    /// Whether others may take it from here.
    again: bool,
}

/// What a path leads to.
enum Target {
    Module(Vec<String>),
    /// Something in this file.
    Item(usize),
}

/// A method that stands elsewhere than its type.
struct Method {
    file: usize,
    /// The file of the type.
    home: usize,
    of: String,
    name: String,
}

/// The files of a floor with what they are tied to.
pub(crate) struct Ties {
    names: Vec<String>,
    /// For each file those that it needs, with a word for why.
    needs: Vec<BTreeMap<usize, String>>,
}

impl Ties {
    /// Reads the sources of a floor, by their names in its folder; `root` are the names that lead
    /// to the floor, beginning with `crate`.
    pub(crate) fn of(root: &[&str], sources: &[(String, String)]) -> Ties {
        let files: Vec<File> = sources
            .iter()
            .map(|(name, text)| File::read(name, text))
            .collect();
        let floor = Floor {
            root: root.iter().map(|name| (*name).to_owned()).collect(),
            modules: (0..)
                .zip(&files)
                .map(|(at, file)| (file.module.clone(), at))
                .collect(),
            files: &files,
        };
        let by_path: Vec<_> = files.iter().map(|file| floor.by_path(file)).collect();
        let methods = floor.methods();
        let mut needs = by_path.clone();
        for (at, file) in files.iter().enumerate() {
            let mut known = reach(&by_path, at);
            known.insert(at);
            for (other, why) in by_method(file, &methods, &known) {
                needs[at].entry(other).or_insert(why);
            }
            needs[at].remove(&at);
        }
        Ties {
            names: sources.iter().map(|(name, _)| name.clone()).collect(),
            needs,
        }
    }

    /// Lists what is amiss with rooms in their order: a file that stands in none, and one that needs
    /// a later room or the door of the whole.
    pub(crate) fn against(&self, rooms: &[&str]) -> Vec<String> {
        let room = |file: &str| {
            let first = file.split('/').next().unwrap_or(file);
            let first = first.strip_suffix(".rs").unwrap_or(first);
            rooms.iter().position(|room| *room == first)
        };
        let mut found = Vec::new();
        for (file, needs) in self.names.iter().zip(&self.needs) {
            if is_door(file) {
                continue;
            }
            let Some(own) = room(file) else {
                found.push(format!("{file} stands in no room"));
                continue;
            };
            for (other, why) in needs {
                let other = &self.names[*other];
                if is_door(other) || room(other).is_some_and(|room| room > own) {
                    found.push(format!("{file} needs {other} ({why})"));
                }
            }
        }
        found
    }

    /// Lists the circles: files that all need each other, at last.
    pub(crate) fn circles(&self) -> Vec<Vec<&str>> {
        let files = 0..self.needs.len();
        let reach: Vec<_> = files.map(|file| reach(&self.needs, file)).collect();
        let mut circles = BTreeSet::new();
        for file in 0..reach.len() {
            let others = reach[file]
                .iter()
                .filter(|other| reach[**other].contains(&file));
            let circle: Vec<&str> = others.map(|other| self.names[*other].as_str()).collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    /// Tells of the files of a circle what each needs of the others, and why.
    pub(crate) fn told(&self, circle: &[&str]) -> String {
        let mut lines = Vec::new();
        for (file, needs) in self.names.iter().zip(&self.needs) {
            for (other, why) in needs {
                let other = self.names[*other].as_str();
                if circle.contains(&file.as_str()) && circle.contains(&other) {
                    lines.push(format!("{file} needs {other} ({why})"));
                }
            }
        }
        lines.join("\n")
    }
}

/// Finds the files that one needs, and those that they need, and so on.
fn reach(needs: &[BTreeMap<usize, String>], file: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut open = vec![file];
    while let Some(next) = open.pop() {
        for other in needs[next].keys() {
            if seen.insert(*other) {
                open.push(*other);
            }
        }
    }
    seen
}

/// Tells whether a file is the door of the floor.
fn is_door(file: &str) -> bool {
    file == "mod.rs" || file == "main.rs"
}

impl File {
    fn read(name: &str, text: &str) -> File {
        let mut module: Vec<String> = name.split('/').map(str::to_owned).collect();
        let last = module.pop().unwrap_or_default();
        if !matches!(last.as_str(), "mod.rs" | "main.rs") {
            module.push(last.trim_end_matches(".rs").to_owned());
        }
        let tokens: Vec<String> = tokens(text).into_iter().map(str::to_owned).collect();
        let mut uses = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).map_or(";", |before| &tokens[before]);
            if token == "use" && matches!(before, "pub" | ")" | "]" | ";" | "{" | "}") {
                let again = matches!(before, "pub" | ")");
                let mut read = at + 1;
                use_tree(&tokens, &mut read, &[], again, &mut uses);
            }
        }
        File {
            module,
            tokens,
            uses,
        }
    }
}

/// Reads a tree of `use`, from a token on.
fn use_tree(
    tokens: &[String],
    at: &mut usize,
    before: &[String],
    again: bool,
    uses: &mut Vec<Use>,
) {
    let mut path = before.to_vec();
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        match token.as_str() {
            "::" => {}
            "{" => {
                while tokens
                    .get(*at)
                    .is_some_and(|token| token != "}" && token != ";")
                {
                    use_tree(tokens, at, &path, again, uses);
                    if tokens.get(*at).is_some_and(|token| token == ",") {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "as" => {
                let name = tokens.get(*at).cloned().unwrap_or_default();
                *at += 1;
                uses.push(Use { path, name, again });
                return;
            }
            "," | "}" | ";" => {
                *at -= 1;
                break;
            }
            name => path.push(name.to_owned()),
        }
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    if let Some(name) = path.last().cloned() {
        uses.push(Use { path, name, again });
    }
}

/// Lists the names that stand in no `use`, but for modules below and for types that a trait has
/// names for.
fn named(tokens: &[String]) -> BTreeSet<&str> {
    let mut named = BTreeSet::new();
    let mut is_use = false;
    for (at, token) in tokens.iter().enumerate() {
        is_use = token == "use" || is_use && token != ";";
        let is_module = at > 0 && tokens[at - 1] == "mod";
        let is_given = tokens.get(at + 1).is_some_and(|next| next == "=");
        if !is_use && !is_module && !is_given {
            named.insert(token.as_str());
        }
    }
    named
}

/// A floor, to follow paths in.
struct Floor<'a> {
    root: Vec<String>,
    modules: BTreeMap<Vec<String>, usize>,
    files: &'a [File],
}

impl Floor<'_> {
    /// Finds what a path in a module leads to; nothing outside the floor.
    fn follow(&self, from: &[String], path: &[String], depth: usize) -> Option<Target> {
        if depth > 20 {
            return None;
        }
        let mut module = from.to_vec();
        let mut rest = path;
        if path.starts_with(&self.root) {
            module.clear();
            rest = &path[self.root.len()..];
        } else {
            let first = path.first()?.as_str();
            let mut below = module.clone();
            below.push(first.to_owned());
            let is_local = matches!(first, "self" | "super") || self.modules.contains_key(&below);
            if !is_local {
                let file = &self.files[*self.modules.get(&module)?];
                let known = file.uses.iter().find(|known| known.name == first)?;
                if known.path == path {
                    return None;
                }
                let target = self.follow(&module, &known.path, depth + 1)?;
                let Target::Module(found) = target else {
                    return Some(target);
                };
                module = found;
                rest = &path[1..];
            }
        }
        while let Some((name, behind)) = rest.split_first() {
            let mut below = module.clone();
            below.push(name.clone());
            if name == "super" {
                module.pop()?;
            } else if name == "self" {
            } else if self.modules.contains_key(&below) {
                module = below;
            } else {
                let file = *self.modules.get(&module)?;
                let mut uses = self.files[file].uses.iter();
                let again = uses.find(|known| known.again && known.name == *name);
                return match again {
                    Some(again) if again.path != path => {
                        let mut onward = again.path.clone();
                        onward.extend_from_slice(behind);
                        self.follow(&module, &onward, depth + 1)
                    }
                    _ => Some(Target::Item(file)),
                };
            }
            rest = behind;
        }
        Some(Target::Module(module))
    }

    /// Finds the files that a file names.
    fn by_path(&self, file: &File) -> BTreeMap<usize, String> {
        let mut found = BTreeMap::new();
        let mut add = |path: &[String]| match self.follow(&file.module, path, 0) {
            Some(Target::Item(other)) => {
                found.entry(other).or_insert_with(|| path.join("::"));
            }
            Some(Target::Module(module)) if !self.is_folder(&module) => {
                let other = self.modules[&module];
                found.entry(other).or_insert_with(|| path.join("::"));
            }
            _ => {}
        };
        let named = named(&file.tokens);
        for known in &file.uses {
            // What a door hands on it need not know, unless it names it too.
            if !known.again || named.contains(known.name.as_str()) {
                add(&known.path);
            }
        }
        let mut at = 0;
        while at < file.tokens.len() {
            if file.tokens[at] == "use" {
                // Its paths are known.
                while file.tokens.get(at).is_some_and(|token| token != ";") {
                    at += 1;
                }
                continue;
            }
            let mut path = vec![file.tokens[at].clone()];
            let mut end = at + 1;
            while file.tokens.get(end).is_some_and(|token| token == "::") {
                path.extend(file.tokens.get(end + 1).cloned());
                end += 2;
            }
            if path.len() > 1 {
                add(&path);
            }
            at = end;
        }
        found
    }

    /// Tells whether other modules lie in one.
    fn is_folder(&self, module: &[String]) -> bool {
        let mut others = self.modules.keys();
        others.any(|other| other.len() > module.len() && other.starts_with(module))
    }

    /// Lists the methods that stand elsewhere than their types and that other files may call.
    fn methods(&self) -> Vec<Method> {
        let mut methods = Vec::new();
        for (file, read) in self.files.iter().enumerate() {
            let tokens: Vec<&str> = read.tokens.iter().map(String::as_str).collect();
            for at in (0..tokens.len()).filter(|at| tokens[*at] == "impl") {
                // `-> impl Trait` and `&impl Trait` begin no block of methods.
                let begins = at == 0 || matches!(tokens[at - 1], "}" | ";" | "]");
                let open = tokens[at..].iter().position(|token| *token == "{");
                let Some(open) = open.filter(|_| begins) else {
                    continue;
                };
                let head = &tokens[at + 1..at + open];
                // Those of a trait are known by the trait.
                if head.contains(&"for") {
                    continue;
                }
                let path = path_of(head);
                let Some(Target::Item(home)) = self.follow(&read.module, &path, 0) else {
                    continue;
                };
                if home == file {
                    continue;
                }
                let of = path.last().cloned().unwrap_or_default();
                for name in functions(&tokens[at + open..]) {
                    methods.push(Method {
                        file,
                        home,
                        of: of.clone(),
                        name: name.to_owned(),
                    });
                }
            }
        }
        methods
    }
}

/// Returns the path of the type in the head of an `impl`.
fn path_of(head: &[&str]) -> Vec<String> {
    let mut depth = 0_usize;
    let mut path = Vec::new();
    for (at, token) in head.iter().enumerate() {
        match *token {
            "<" => depth += 1,
            // That of `->` closes nothing.
            ">" if at > 0 && head[at - 1] != "-" => depth = depth.saturating_sub(1),
            "where" if depth == 0 => break,
            "::" => {}
            name if depth == 0 => path.push(name.to_owned()),
            _ => {}
        }
    }
    path
}

/// Lists the functions of a block that can be called from elsewhere.
fn functions<'t>(block: &[&'t str]) -> Vec<&'t str> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    let mut is_seen = false;
    for (at, token) in block.iter().enumerate() {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            "pub" => is_seen = true,
            "fn" if depth == 1 => {
                found.extend(block.get(at + 1).filter(|_| is_seen));
                is_seen = false;
            }
            ";" | "=" => is_seen = false,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// Finds the files whose methods a file calls, of types whose homes it knows.
fn by_method(file: &File, methods: &[Method], known: &BTreeSet<usize>) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    for window in file.tokens.windows(3) {
        let [before, name, behind] = window else {
            continue;
        };
        // What is not called is a field.
        let is_call = before == "." && (behind == "(" || behind == "::");
        if is_call || before == "::" {
            let called = methods.iter().filter(|method| method.name == *name);
            for method in called.filter(|method| known.contains(&method.home)) {
                let why = || format!("{}::{name}", method.of);
                found.entry(method.file).or_insert_with(why);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Ties;

    fn ties(files: &[(&str, &str)]) -> Ties {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        Ties::of(&["crate", "house"], &files)
    }

    fn check(files: &[(&str, &str)], expected: &[&[&str]]) {
        assert_eq!(ties(files).circles(), expected);
    }

    #[test]
    fn a_circle_made_by_methods_is_found() {
        let door = "mod a;\nmod b;\npub struct Index;";
        check(
            &[
                ("mod.rs", door),
                (
                    "a.rs",
                    "use super::Index;\nimpl Index { pub(super) fn one(&self) { self.two() } }",
                ),
                (
                    "b.rs",
                    "use super::Index;\nimpl Index { pub(super) fn two(&self) { self.one() } }",
                ),
            ],
            &[&["a.rs", "b.rs"]],
        );
        // A type that the caller does not name.
        check(
            &[
                ("mod.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
                (
                    "a.rs",
                    "use super::d::D;\nimpl D { pub fn one(&self) { super::c::go() } }",
                ),
                ("b.rs", "pub fn get() -> super::d::D {}"),
                ("c.rs", "pub fn go() { super::b::get().one() }"),
                ("d.rs", "pub struct D;"),
            ],
            &[&["a.rs", "c.rs"]],
        );
        // What a method calls that nobody else may call ties nothing, nor does a trait of another.
        check(
            &[
                ("mod.rs", "mod a;\nmod b;"),
                (
                    "a.rs",
                    "pub struct A;\nimpl A { fn one(&self) {} pub fn two(&self) {} }",
                ),
                (
                    "b.rs",
                    "use super::a::A;\nimpl Clone for A { fn clone(&self) -> A { self.two() } }",
                ),
            ],
            &[],
        );
    }

    #[test]
    fn a_field_is_no_method_of_its_name() {
        let beside = "use super::a::A;\nimpl A { pub fn two(&self) -> u8 { super::a::go() } }";
        let home = "pub struct A { pub two: u8 }\npub fn go(a: A) -> u8 { a.two }";
        let files = [("mod.rs", "mod a;\nmod b;"), ("b.rs", beside)];
        check(&[files[0], ("a.rs", home), files[1]], &[]);
        let calling = home.replace("a.two", "a.two()");
        check(
            &[files[0], ("a.rs", &calling), files[1]],
            &[&["a.rs", "b.rs"]],
        );
    }

    #[test]
    fn paths_are_followed_through_doors() {
        check(
            &[
                ("mod.rs", "mod a;\nmod room;\npub use room::Deep;"),
                (
                    "a.rs",
                    "use crate::house::{Deep, room::{self, deep}};\npub fn a() { room::deep::f() }",
                ),
                ("room/mod.rs", "pub mod deep;\npub use deep::Deep;"),
                (
                    "room/deep.rs",
                    "pub struct Deep;\npub fn f() { super::super::a::a() }",
                ),
            ],
            &[&["a.rs", "room/deep.rs"]],
        );
    }

    #[test]
    fn a_door_needs_what_it_names_and_not_what_it_hands_on() {
        let below = "use super::Media;\npub struct Table(Media);";
        let door = "mod table;\npub use table::Table;\npub struct Media;";
        check(&[("mod.rs", door), ("table.rs", below)], &[]);
        let door = "mod table;\npub use table::Table;\npub struct Media;\npub struct Sheet(Table);";
        check(
            &[("mod.rs", door), ("table.rs", below)],
            &[&["mod.rs", "table.rs"]],
        );
        let door = "mod Table;\npub use Table::Item;\npub struct Media(dyn Iterator<Item = u8>);";
        check(&[("mod.rs", door), ("Table.rs", below)], &[]);
    }

    #[test]
    fn later_rooms_and_the_door_are_out_of_reach() {
        let ties = ties(&[
            (
                "mod.rs",
                "mod a;\nmod b;\npub use b::B;\npub struct Index;\npub fn f() { a::f() }",
            ),
            ("a.rs", "use super::{B, Index};\npub fn f() {}"),
            ("b.rs", "pub struct B;\npub fn f() { crate::house::a::f() }"),
            ("c.rs", "pub fn f(b: super::b::B) {}"),
        ]);
        let expected = [
            "a.rs needs mod.rs (super::Index)",
            "a.rs needs b.rs (super::B)",
            "c.rs stands in no room",
        ];
        assert_eq!(ties.against(&["a", "b"]), expected);
    }
}
