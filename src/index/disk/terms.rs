//! The terms of an index: what its reports are tagged with, as the rules defined it that they were
//! read with.
//!
//! They stand in the commit, so that whoever opens the index knows them, with or without the
//! rules.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::index::disk::codec;
use crate::index::threads::lock;
use crate::model::Terms;

/// Terms by what is stored of them. Handles to them live as long as the process, so that what is
/// opened again and again must not define them anew.
static KNOWN: Mutex<Option<HashMap<String, &'static Terms>>> = Mutex::new(None);

/// Reads stored terms; none if they cannot be read.
pub(in crate::index) fn read(stored: &str) -> Option<&'static Terms> {
    let mut known = lock(&KNOWN);
    let known = known.get_or_insert_default();
    if let Some(terms) = known.get(stored) {
        return Some(terms);
    }
    let terms: &'static Terms = Box::leak(Box::new(codec::decode_terms(stored)?));
    known.insert(stored.to_owned(), terms);
    Some(terms)
}

/// Writes terms to be stored.
pub(in crate::index) fn write(terms: &Terms) -> String {
    codec::encode_terms(terms)
}
