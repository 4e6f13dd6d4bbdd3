//! Packs the files of rules that are compiled in, and links the program for Linux at a fixed
//! address.
//!
//! The files are TOML, for people; packed, they are read in a fraction of a millisecond when the
//! program starts. That they are in order is held by tests.
//!
//! What the program is linked with holds a megabyte of tables full of pointers: names of characters,
//! stemmers of other languages. In a program that may be loaded anywhere each of them is
//! written at every start, a fifth of the time of a search from a shell. Libraries, heap and stack
//! keep their random places.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the file is of the program, which unpacks what is packed here"
)]
#[path = "src/toml_file/tree.rs"]
mod tree;

/// The files of rules.
const RULES: &str = "src/rules/data";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/toml_file/tree.rs");
    println!("cargo::rerun-if-changed={RULES}");
    pack_rules();
    let of_target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_gnu_linux = of_target("OS") == "linux" && of_target("ENV") == "gnu";
    let is_static = of_target("FEATURE")
        .split(',')
        .any(|feature| feature == "crt-static");
    if is_gnu_linux && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

fn pack_rules() {
    let folder = fs::read_dir(RULES).expect("the folder of rules is there");
    let mut paths: Vec<_> = folder
        .map(|entry| entry.expect("the folder of rules can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let mut packed = Vec::new();
    for path in paths {
        let name = path.display().to_string().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("a file of rules can be read");
        let tree = tree::Tree::parse(&text)
            .unwrap_or_else(|error| panic!("{name}:{}: {}", error.line, error.message));
        let line = 1;
        let node = tree::TomlNode::Text(name);
        tree::Tree { line, node }.pack(&mut packed);
        tree.pack(&mut packed);
    }
    let mut hasher = DefaultHasher::new();
    packed.hash(&mut hasher);
    println!("cargo::rustc-env=FINDINGS_RULES={:016x}", hasher.finish());
    let out = env::var("OUT_DIR").expect("cargo names the folder");
    fs::write(Path::new(&out).join("rules.bin"), packed).expect("the packed rules can be written");
}
