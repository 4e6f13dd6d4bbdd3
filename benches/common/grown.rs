//! More reports of the kind of those at hand: copies with words drawn anew.

use findings::index::ReportRecord;
use findings::model::{Paragraph, ReportId};

use super::generator::random::Random;

/// So many words in a hundred of a copy are drawn anew.
const DRAWN: usize = 30;

/// Copies reports so often that there are so many quarters of them.
pub fn grown(
    reports: &[(ReportRecord, Vec<Paragraph>)],
    quarters: u64,
    each: &mut dyn FnMut(&ReportRecord, &[Paragraph]),
) {
    let texts = reports.iter().flat_map(|(_, paragraphs)| paragraphs);
    let words = texts.flat_map(|paragraph| paragraph.text.split_whitespace());
    let words: Vec<&str> = words.collect();
    let mut random = Random::new(quarters);
    for copy in 0..quarters.div_ceil(4) {
        let step = if quarters < 4 {
            4 / quarters as usize
        } else {
            1
        };
        for (record, paragraphs) in reports.iter().step_by(step) {
            let (mut record, mut paragraphs) = (record.clone(), paragraphs.clone());
            if copy > 0 {
                record.id = ReportId::new(format!("{}~{copy}", record.id));
                for paragraph in &mut paragraphs {
                    let drawn = paragraph.text.split_whitespace().map(|word| {
                        if random.chance(DRAWN) {
                            *random.pick(&words)
                        } else {
                            word
                        }
                    });
                    let drawn: Vec<&str> = drawn.collect();
                    paragraph.text = drawn.join(" ");
                }
            }
            each(&record, &paragraphs);
        }
    }
}
