//! Characters of Rich Text Format: those that control words stand for, and those of code pages.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Returns the character that a control word stands for.
pub(super) fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "endash" => "–",
        "emdash" => "—",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" | "page" | "column" => " ",
        _ => return None,
    })
}

/// Returns the encoding of a code page of Windows; Western European where there is no such.
pub(super) fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}
