//! A TrueType font of four glyphs, built by hand.
//!
//! Word draws bullets and often the right single quotation mark from subset fonts with two-byte
//! codes, whose letters are known from a ToUnicode map alone. This font lets the generated
//! reports do the same without a font file in the repository.

/// Glyph of the square bullet.
pub const BULLET: u16 = 1;
/// Glyph of the right single quotation mark.
pub const QUOTE: u16 = 2;
/// Glyph of the dash that stands before a bullet below a bullet.
pub const DASH: u16 = 3;

/// Advance widths by glyph, in thousandths.
pub const ADVANCES: [u16; 4] = [500, 600, 222, 500];

/// Corners of each glyph.
const OUTLINES: [&[(i16, i16)]; 4] = [
    &[],
    &[(60, 80), (60, 560), (540, 560), (540, 80)],
    &[(53, 470), (105, 710), (165, 710), (95, 470)],
    &[(50, 250), (50, 310), (450, 310), (450, 250)],
];

/// Builds the font file.
pub fn font() -> Vec<u8> {
    let (glyf, loca) = glyphs();
    let tables: [(&[u8; 4], Vec<u8>); 6] = [
        (b"glyf", glyf),
        (b"head", head()),
        (
            b"hhea",
            words(&[
                1, 0, 800, 0xff38, 0, 600, 0, 0, 600, 1, 0, 0, 0, 0, 0, 0, 0, 4,
            ]),
        ),
        (b"hmtx", words(&ADVANCES.map(|a| [a, 0]).concat())),
        (b"loca", loca),
        (
            b"maxp",
            words(&[1, 0, 4, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ),
    ];
    let mut file = words(&[1, 0, tables.len() as u16, 64, 2, 32]);
    let mut offset = 12 + 16 * tables.len() as u32;
    for (tag, data) in &tables {
        file.extend_from_slice(*tag);
        for word in [checksum(data), offset, data.len() as u32] {
            file.extend_from_slice(&word.to_be_bytes());
        }
        offset += (data.len() as u32).next_multiple_of(4);
    }
    for (_, data) in &tables {
        file.extend_from_slice(data);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn glyphs() -> (Vec<u8>, Vec<u8>) {
    let mut glyf = Vec::new();
    let mut loca = vec![0u16];
    for corners in OUTLINES {
        if let [first, rest @ ..] = corners {
            let x = corners.iter().map(|c| c.0);
            let y = corners.iter().map(|c| c.1);
            let bounds = [x.clone().min(), y.clone().min(), x.max(), y.max()];
            let mut glyph = vec![1u16];
            glyph.extend(bounds.iter().map(|b| b.unwrap_or(0) as u16));
            glyph.extend([corners.len() as u16 - 1, 0]);
            let mut bytes = words(&glyph);
            bytes.extend(corners.iter().map(|_| 1u8));
            for axis in [|c: &(i16, i16)| c.0, |c: &(i16, i16)| c.1] {
                let mut last = axis(first);
                bytes.extend(last.to_be_bytes());
                for corner in rest {
                    bytes.extend((axis(corner) - last).to_be_bytes());
                    last = axis(corner);
                }
            }
            bytes.resize(bytes.len().next_multiple_of(2), 0);
            glyf.extend(bytes);
        }
        loca.push(glyf.len() as u16 / 2);
    }
    (glyf, words(&loca))
}

fn head() -> Vec<u8> {
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000]);
    head.extend([0; 16]);
    head.extend(words(&[0, 0, 600, 800, 0, 8, 2, 0, 0]));
    head
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
