//! What `tesseract` writes with the setting `tsv`: words with their places on a picture.
//!
//! A row has twelve cells: level, page, block, paragraph, line, word; left, top, width and height in
//! pixels from the top left; confidence from 0 to 100; text. Level 1 is the picture, 5 a word. Boxes
//! hold the ink of their words alone, so that the size of the type is measured by which letters a
//! word is made of.

/// A picture with the words that were recognised in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    /// In pixels, as all here.
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: Vec<Line>,
}

/// A line of words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Where its letters stand, from the top.
    pub(super) baseline: f32,
    /// The size of its type.
    pub(super) size: f32,
    pub(super) words: Vec<Word>,
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// From 0 to 100.
    pub(super) confidence: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    top: f32,
    bottom: f32,
}

const PICTURE: &str = "1";
const WORD: &str = "5";
/// How high letters are in parts of the size of type, in the faces that reports are set in: capitals
/// and what is as high, letters without either, and what stands below the line.
const TALL: f32 = 0.71;
const LOW: f32 = 0.51;
const BELOW: f32 = 0.21;
/// The same of a line that has no word by which to measure.
const LINE: f32 = 0.85;

/// The gap behind a mark is at least this wide, in parts of the size.
const MARK_GAP: f32 = 0.5;
/// A bullet that was taken for a letter is lower than letters are, in parts of the size.
const BULLET: f32 = 0.42;
/// Or it was taken for one with less confidence.
const BULLET_CONFIDENCE: f32 = 60.0;

/// Reads a table; none if it does not tell of a picture.
pub(super) fn parse(table: &str) -> Option<Picture> {
    let mut picture: Option<Picture> = None;
    let mut line_of: Option<[&str; 3]> = None;
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let [
            level,
            _,
            block,
            paragraph,
            line,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = cells[..]
        else {
            continue;
        };
        let number = |cell: &str| cell.parse().ok().filter(|number: &f32| number.is_finite());
        let numbers = [left, top, width, height, confidence].map(number);
        // The first row names the cells.
        let [
            Some(left),
            Some(top),
            Some(width),
            Some(height),
            Some(confidence),
        ] = numbers
        else {
            continue;
        };
        match (level, &mut picture) {
            (PICTURE, None) if width > 0.0 && height > 0.0 => {
                picture = Some(Picture {
                    width,
                    height,
                    lines: Vec::new(),
                });
            }
            (WORD, Some(picture)) if !is_rule(text) => {
                let word = Word {
                    text: text.trim().to_owned(),
                    confidence: confidence.clamp(0.0, 100.0),
                    left,
                    right: left + width,
                    top,
                    bottom: top + height,
                };
                let of = Some([block, paragraph, line]);
                match picture.lines.last_mut() {
                    Some(last) if line_of == of => last.words.push(word),
                    _ => picture.lines.push(Line {
                        baseline: 0.0,
                        size: 0.0,
                        words: vec![word],
                    }),
                }
                line_of = of;
            }
            _ => {}
        }
    }
    for line in picture.iter_mut().flat_map(|picture| &mut picture.lines) {
        line.measure();
    }
    picture
}

/// Tells whether a word is none: the rules of a table are taken for strokes.
fn is_rule(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '|' | '_' | '¦'))
}

impl Line {
    fn measure(&mut self) {
        let bottoms = self.words.iter().filter(|word| !word.goes_below());
        let all = self.words.iter().map(|word| word.bottom);
        let baseline = median(bottoms.map(|word| word.bottom)).or_else(|| median(all));
        let sizes = self.words.iter().filter_map(Word::size);
        let height = |word: &Word| (word.bottom - word.top) / LINE;
        let size = median(sizes).or_else(|| median(self.words.iter().map(height)));
        self.baseline = baseline.unwrap_or_default();
        self.size = size.unwrap_or_default();
        if let [first, second, ..] = &mut self.words[..]
            && second.left - first.right > MARK_GAP * self.size
            && first.is_misread_bullet(self.size)
        {
            first.text = "•".to_owned();
        }
    }
}

impl Word {
    fn goes_below(&self) -> bool {
        self.text.contains(|c| "gjpqyQJ,;()[]{}_|/".contains(c))
    }

    /// Tells whether the first word of a line, apart from the rest, is a bullet: it is no letter of the
    /// alphabet that was recognised, and is taken for one or for a sign.
    fn is_misread_bullet(&self, size: f32) -> bool {
        let mut chars = self.text.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else {
            return false;
        };
        match c {
            '0'..='9' | '-' | '–' | '—' => false,
            _ if c.is_alphabetic() => {
                self.bottom - self.top < BULLET * size || self.confidence < BULLET_CONFIDENCE
            }
            _ => true,
        }
    }

    /// Measures the type; none for a word whose letters do not tell.
    fn size(&self) -> Option<f32> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() && !"tijQJ".contains(c);
        if self.text.chars().filter(|&c| is_plain(c)).count() < 2
            || !self.text.chars().all(|c| is_plain(c) || "ti.".contains(c))
        {
            return None;
        }
        let is_tall =
            |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "bdfhkl".contains(c);
        let above = match (self.text.contains(is_tall), self.text.contains(['t', 'i'])) {
            (true, _) => TALL,
            (false, false) => LOW,
            (false, true) => return None,
        };
        let below = if self.goes_below() { BELOW } else { 0.0 };
        Some((self.bottom - self.top) / (above + below))
    }
}

/// Returns the middle of some numbers; the lower one of two.
pub(super) fn median(numbers: impl Iterator<Item = f32>) -> Option<f32> {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\t\
                        height\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n";

    fn words(picture: &Picture) -> Vec<Vec<&str>> {
        let lines = picture.lines.iter();
        let words = |line: &Line| -> Vec<usize> { (0..line.words.len()).collect() };
        lines
            .map(|line| {
                words(line)
                    .iter()
                    .map(|&at| line.words[at].text.as_str())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn words_stand_in_lines() {
        let table = format!(
            "{HEAD}4\t1\t1\t1\t1\t0\t253\t107\t282\t31\t-1\t\n\
             5\t1\t1\t1\t1\t1\t253\t107\t123\t24\t96.5\tInvented\n\
             5\t1\t1\t1\t1\t2\t389\t107\t146\t31\t91\tinspection\n\
             5\t1\t2\t1\t1\t1\t251\t207\t61\t24\t88.25\tThis\n\
             5\t1\t2\t1\t1\t2\t324\t207\t2\t24\t95\t|\n"
        );
        let picture = parse(&table).unwrap();
        assert_eq!((picture.width, picture.height), (1654.0, 2339.0));
        assert_eq!(
            words(&picture),
            [vec!["Invented", "inspection"], vec!["This"]]
        );
        let line = &picture.lines[0];
        assert_eq!((line.baseline, line.words[1].confidence), (131.0, 91.0));
        // At 200 dots an inch, 24 are a capital of 12 points.
        assert!(
            (line.size * 72.0 / 200.0 - 12.0).abs() < 0.5,
            "{}",
            line.size
        );
    }

    #[test]
    fn bullets_are_taken_for_letters_and_signs() {
        let check = |mark: &str, height: u32, gap: u32, confidence: u32, expected: &str| {
            let (top, left) = (200 - height, 290 - gap);
            let table = format!(
                "{HEAD}5\t1\t1\t1\t1\t1\t{}\t{top}\t10\t{height}\t{confidence}\t{mark}\n\
                 5\t1\t1\t1\t1\t2\t290\t176\t93\t24\t96\thad\n",
                left - 10
            );
            let first = parse(&table).unwrap().lines[0].words[0].text.clone();
            assert_eq!(first, expected, "{mark} {height} {gap}");
        };
        check("e", 10, 30, 93, "•");
        check("¢", 10, 30, 35, "•");
        check("m", 17, 30, 37, "•");
        check("o", 17, 30, 93, "o");
        check("7", 10, 30, 37, "7");
        check("–", 3, 30, 93, "–");
        check("a", 10, 9, 93, "a");
        check("2.", 10, 30, 93, "2.");
    }

    #[test]
    fn what_is_no_table_tells_of_no_picture() {
        assert_eq!(parse(""), None);
        assert_eq!(
            parse("5\t1\t1\t1\t1\t1\t253\t107\t123\t24\t96.5\tWord\n"),
            None
        );
        assert_eq!(parse("1\t1\t0\t0\t0\t0\t0\t0\tNaN\tinf\t-1\t\n"), None);
        assert_eq!(parse("no table\nat all\t\t\t"), None);
        let odd = format!("{HEAD}5\t1\t1\t1\t1\t1\t-9\t1e30\t1\t1\t-5\tx\n5\t1\n");
        assert_eq!(words(&parse(&odd).unwrap()), [vec!["x"]]);
    }
}
