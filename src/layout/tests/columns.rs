//! Text in columns on pages without tags.

use super::check;

#[test]
fn numbers_go_on_in_the_next_column() {
    check(
        &[&[
            "70 700 12 1. Help is early.",
            "320 700 12 3. Homes are warm.",
            "70 680 12 2. Plans are clear.",
            "320 680 12 4. Leaders listen.",
        ]],
        &[
            "* 1. Help is early.",
            "* 2. Plans are clear.",
            "* 3. Homes are warm.",
            "* 4. Leaders listen.",
        ],
    );
}
