//! Links the program for Linux at a fixed address.
//!
//! What it is linked with holds a megabyte of tables full of pointers: names of characters,
//! stemmers of other languages. In a program that may be loaded anywhere each of them is
//! written at every start, a fifth of the time of a search from a shell. Libraries, heap and stack
//! keep their random places.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let of_target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_gnu_linux = of_target("OS") == "linux" && of_target("ENV") == "gnu";
    let is_static = of_target("FEATURE")
        .split(',')
        .any(|feature| feature == "crt-static");
    if is_gnu_linux && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
