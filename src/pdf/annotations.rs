//! Annotations (ISO 32000-1, 12.5) and the values of form fields (12.7) that are text: what readers
//! and those who fill in a form have added to a page.

use std::collections::HashSet;

use crate::model::Limit;

use super::Annotation;
use super::fallback;
use super::file::File;
use super::interpreter::Interpreter;
use super::object::{Dict, Id, Object};

/// How many fields a field is looked for in.
const MAX_PARENTS: usize = 32;
/// How many values a field has at most.
const MAX_VALUES: usize = 1_000;
/// The flags of annotations that are not shown: hidden, and not for the screen.
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;

/// Lists the annotations of a page that say something. Fields whose value is shown in several
/// places are listed once.
pub(super) fn read<'a>(
    file: &'a File<'_>,
    number: u32,
    list: Option<Object<'a>>,
    interpreter: &mut Interpreter<'a>,
    fields: &mut HashSet<Id>,
) -> Vec<Annotation> {
    let mut found = Vec::new();
    let list = list.map(|list| file.resolve(list));
    let Some(list) = list.and_then(Object::as_array) else {
        return found;
    };
    for item in file.items(list) {
        let Some(dict) = file.resolve(item).as_dict() else {
            continue;
        };
        if file.budget.over().is_some() {
            break;
        }
        let flags = file.get(dict, b"F").and_then(Object::as_number);
        if flags.unwrap_or(0.0) as u32 & NOT_SHOWN != 0 {
            continue;
        }
        let subtype = file.get(dict, b"Subtype").and_then(Object::as_name);
        let (is_field, stated) = match subtype {
            Some(b"Widget") => {
                let field = Field::of(file, item, dict);
                if matches!(field.kind, Some(b"Btn")) || !field.is_first(fields) {
                    continue;
                }
                (true, field.value)
            }
            Some(b"Link" | b"Popup" | b"PrinterMark" | b"TrapNet" | b"Watermark") | None => {
                continue;
            }
            Some(_) => {
                let contents = file.get(dict, b"Contents");
                (false, contents.and_then(fallback::text_string))
            }
        };
        let shows = || matches!(subtype, Some(b"Widget" | b"FreeText" | b"Stamp"));
        let text = match stated.filter(|text| !text.trim().is_empty()) {
            Some(text) => text,
            None if shows() => appearance(file, number, dict, interpreter),
            None => continue,
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || !file.budget.take(Limit::Text, text.len()) {
            continue;
        }
        found.push(Annotation {
            page: number,
            is_field,
            text,
        });
    }
    found
}

/// What a widget stands for.
struct Field<'a> {
    /// The object that has the value.
    owner: Option<Id>,
    kind: Option<&'a [u8]>,
    value: Option<String>,
}

impl<'a> Field<'a> {
    /// Looks for kind and value in a widget and in the fields that it stands in.
    fn of(file: &'a File<'_>, widget: Object<'a>, dict: Dict<'a>) -> Field<'a> {
        let mut field = Field {
            owner: None,
            kind: None,
            value: None,
        };
        let mut above = Some((widget, dict));
        for _ in 0..MAX_PARENTS {
            let Some((object, dict)) = above else {
                break;
            };
            field.kind = field
                .kind
                .or(file.get(dict, b"FT").and_then(Object::as_name));
            if field.value.is_none() {
                field.value = file.get(dict, b"V").and_then(|value| text_of(file, value));
                field.owner = match object {
                    Object::Reference(id) if field.value.is_some() => Some(id),
                    _ => None,
                };
            }
            above = dict.get(b"Parent").and_then(|parent| {
                let dict = file.resolve(parent).as_dict()?;
                Some((parent, dict))
            });
        }
        field
    }

    /// Tells whether its value was not met before.
    fn is_first(&self, fields: &mut HashSet<Id>) -> bool {
        self.owner.is_none_or(|owner| fields.insert(owner))
    }
}

/// Returns the text of a value: a string, a stream, or several strings.
fn text_of(file: &File<'_>, value: Object<'_>) -> Option<String> {
    match value {
        Object::Array(values) => {
            let values = values
                .iter()
                .take(MAX_VALUES)
                .map(|value| file.resolve(value));
            let texts: Vec<String> = values.filter_map(fallback::text_string).collect();
            Some(texts.join(", "))
        }
        Object::Stream(stream) => {
            let mut bytes = Vec::new();
            file.decode(stream, &mut bytes);
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
        string => fallback::text_string(string),
    }
}

/// Reads what is drawn for an annotation.
fn appearance<'a>(
    file: &'a File<'_>,
    page: u32,
    annotation: Dict<'a>,
    interpreter: &mut Interpreter<'a>,
) -> String {
    let normal = file
        .get(annotation, b"AP")
        .and_then(Object::as_dict)
        .and_then(|dict| file.get(dict, b"N")?.as_stream());
    normal.map_or_else(String::new, |form| interpreter.appearance(page, form))
}

#[cfg(test)]
mod tests {
    use crate::model::Budget;
    use crate::pdf::file::tests::written;

    /// Reads the annotations of a page, which are given as the objects from 5 on.
    fn check(annots: &[&str], expected: &[(bool, &str)]) {
        let numbers: String = (5..5 + annots.len()).map(|n| format!("{n} 0 R ")).collect();
        let page = format!(
            "<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F<</Type/Font/Subtype/Type1\
             /BaseFont/Helvetica>>>>>>/Contents 4 0 R/Annots[{numbers}]>>"
        );
        let contents = "<</Length 38>>stream\nBT /F 12 Tf 50 700 Td (The page) Tj ET \nendstream";
        let mut objects = vec![
            "<</Pages 2 0 R>>",
            "<</Kids[3 0 R]/Count 1>>",
            &page,
            contents,
        ];
        objects.extend(annots);
        let read = crate::pdf::read(written(&objects).as_bytes(), &Budget::default()).unwrap();
        let document = read.value;
        assert_eq!(document.runs.len(), 1);
        let found: Vec<_> = document
            .annotations
            .iter()
            .map(|annotation| (annotation.is_field, annotation.text.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn comments_are_read_and_links_are_not() {
        check(
            &[
                "<</Subtype/Highlight/Contents(Is this\rso?)>>",
                "<</Subtype/Link/Contents(See there)>>",
                "<</Subtype/Popup/Contents(Is this so?)>>",
                "<</Subtype/FreeText/F 2/Contents(hidden)>>",
                "<</Subtype/Text/Contents(\\376\\377\\000A)>>",
            ],
            &[(false, "Is this so?"), (false, "A")],
        );
    }

    #[test]
    fn values_of_fields_are_read_once() {
        check(
            &[
                "<</Subtype/Widget/FT/Tx/V(Mary Ash)>>",
                "<</Subtype/Widget/Parent 10 0 R>>",
                "<</Subtype/Widget/Parent 10 0 R>>",
                "<</Subtype/Widget/FT/Btn/V/Yes>>",
                "<</Subtype/Widget/FT/Ch/V[(North)(South)]>>",
                "<</FT/Tx/V(Ambleford)>>",
            ],
            &[
                (true, "Mary Ash"),
                (true, "Ambleford"),
                (true, "North, South"),
            ],
        );
    }

    #[test]
    fn what_is_drawn_stands_for_a_value_that_is_missing() {
        check(
            &[
                "<</Subtype/Widget/FT/Tx/AP<</N 6 0 R>>>>",
                "<</Subtype/Form/BBox[0 0 99 20]/Resources<</Font<</G<</Type/Font/Subtype/Type1\
                 /BaseFont/Helvetica>>>>>>/Length 33>>stream\nBT /G 9 Tf 2 2 Td (Drawn) Tj ET  \n\nendstream",
            ],
            &[(true, "Drawn")],
        );
    }
}
