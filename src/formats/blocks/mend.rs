//! Paragraphs that a lost page break cut in two become one again.

use crate::layout::{Block, Mark, Role};

/// Joins a block to the one before where a sentence is left open and goes on in lower case.
pub(in crate::formats) fn join_open_sentences(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(before)
                if is_open(before) && continues(&block) && !is_next_item(before, &block) =>
            {
                let rest = block.body().to_owned();
                before.text.truncate(before.text.trim_end().len());
                // A compound is broken at its hyphen.
                if !before.text.ends_with('-') {
                    before.text.push(' ');
                }
                before.text.push_str(&rest);
            }
            // "The" is left at the foot of a page, its noun begins the next.
            _ => joined.push(block),
        }
    }
    joined
}

fn is_open(block: &Block) -> bool {
    let running = matches!(block.role, Role::Paragraph | Role::ListItem);
    let last = block.text.trim_end().chars().next_back();
    // Items are not taken for lines.
    let least = match block
        .label
        .is_some_and(|label| !matches!(label.mark, Mark::Number(_)))
    {
        true => 80,
        false => 60,
    };
    let long = block.text.len() > least;
    running
        && long
        && block.cell.is_none()
        && last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-'))
}

fn continues(block: &Block) -> bool {
    block.cell.is_none() && block.body().starts_with(|c: char| c.is_lowercase())
}

/// Tells whether two items are of a list whose items begin in lower case and end in nothing.
fn is_next_item(before: &Block, block: &Block) -> bool {
    // Labels may be written by hand before paragraphs.
    let is_item = |block: &Block| block.label.is_some();
    is_item(before) && is_item(block) && before.body().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_sentences_are_joined() {
        let block = |text: &str| Block::plain(Role::ListItem, text.to_owned());
        let open = "3. Workers know the wider support services, which enables them to signpost parents. The";
        let blocks = join_open_sentences(vec![
            block(open),
            block("• emergency duty service also responds."),
            block("4. Social workers"),
        ]);
        assert_eq!(blocks.len(), 2);
        assert_eq!(
            blocks[0].text,
            format!("{open} emergency duty service also responds.")
        );
    }

    #[test]
    fn lists_of_phrases_stay_lists() {
        let block = |text: &str| Block::plain(Role::ListItem, text.to_owned());
        let blocks = vec![block("• stronger leadership"), block("• more staff")];
        assert_eq!(join_open_sentences(blocks).len(), 2);
        let lettered = [
            "(b) a plan for the night and for the weekend, of which everybody has a copy that is kept",
            "(c) the school nurse",
        ];
        let paragraph = |text: &&str| Block::plain(Role::Paragraph, (*text).to_owned());
        let blocks = join_open_sentences(lettered.iter().map(paragraph).collect());
        assert_eq!(blocks.len(), 2);
    }
}
