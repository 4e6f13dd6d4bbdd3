//! Files that are attached inside a file (ISO 32000-1, 7.11.4): they are not read, and named.

use crate::model::{Warning, WarningKind};

use super::fallback;
use super::file::File;
use super::object::{Dict, Object};

/// How many attached files are named, and how many names and nodes are looked through.
const MOST_NAMED: usize = 5;
const MOST: usize = 1_000;
/// How deep the tree of names goes.
const DEPTH: usize = 16;

/// Says that files are attached, by their names.
pub(super) fn left_out(file: &File<'_>) -> Option<Warning> {
    let names = file
        .catalog()
        .and_then(|catalog| file.get(catalog, b"Names"));
    let names = names.and_then(Object::as_dict);
    let tree = names.and_then(|names| file.get(names, b"EmbeddedFiles"));
    let mut found: Vec<String> = Vec::new();
    gather(file, tree?.as_dict()?, (DEPTH, &mut 0), &mut found);
    let named: Vec<String> = found
        .iter()
        .take(MOST_NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match found.len().saturating_sub(named.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| Warning {
        kind: WarningKind::LeftOut,
        message: format!(
            "attached inside the file, not read: {}{more}",
            named.join(", ")
        ),
        page: None,
    })
}

/// Gathers the names of files in a part of the tree of names.
fn gather(
    file: &File<'_>,
    node: Dict<'_>,
    (depth, nodes): (usize, &mut usize),
    found: &mut Vec<String>,
) {
    *nodes = nodes.saturating_add(1);
    let array = |key| file.get(node, key).and_then(Object::as_array);
    if let Some(pairs) = array(b"Names") {
        let specifications = file
            .items(pairs)
            .filter_map(|it| file.resolve(it).as_dict());
        for specification in specifications.take(MOST.saturating_sub(found.len())) {
            let name = [b"UF".as_slice(), b"F"]
                .iter()
                .find_map(|key| fallback::text_string(file.get(specification, key)?));
            let name = name.unwrap_or_else(|| "unnamed".to_owned());
            found.push(name.chars().filter(|c| !c.is_control()).collect());
        }
    }
    let Some(less) = depth.checked_sub(1) else {
        return;
    };
    if let Some(kids) = array(b"Kids") {
        for kid in file.items(kids).take(MOST) {
            if *nodes < MOST
                && found.len() < MOST
                && file.budget.over().is_none()
                && let Some(kid) = file.resolve(kid).as_dict()
            {
                gather(file, kid, (less, &mut *nodes), found);
            }
        }
    }
}
