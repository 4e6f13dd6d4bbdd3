//! `findings serve`, on the sample corpus: the real program, spoken to over HTTP.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "serve")]

#[path = "../common/mod.rs"]
mod common;

mod answers;
mod assistant;
mod client;
mod crossed;
mod keeping;
mod markup;
mod meaning;
mod pages;
mod running;
mod safety;
mod tools;
mod traffic;
mod whole;
