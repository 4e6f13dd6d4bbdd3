//! Pixels: a picture drawn as PNG.
//!
//! Its letters are those of a font that is compiled in, as wide as those for which the picture was laid
//! out, so that no word depends on the fonts of a system. Title and description go with it.

use std::io::{self, Write};
use std::sync::Arc;

use png::{BitDepth, ColorType, Encoder, EncodingError, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::picture::{DrawingError, Drawn};

/// Liberation Sans, as far as it is needed and under a name of its own; see `font/OFL.txt`.
const FONTS: [&[u8]; 2] = [
    include_bytes!("font/regular.ttf"),
    include_bytes!("font/bold.ttf"),
];
const FAMILY: &str = "Findings Sans";

/// Pixels to a unit of the picture, where that is not too many.
const SCALES: [u32; 3] = [3, 2, 1];
/// So many pixels are drawn at most; each takes four bytes while it is.
const MOST: u64 = 32 << 20;
/// Units to a metre: 96 to an inch.
const PER_METRE: f64 = 96.0 / 0.0254;

/// Writes a picture.
pub(super) fn write(out: &mut impl Write, drawn: &Drawn<'_>) -> Result<(), DrawingError> {
    let (pixels, scale) = pixels(&drawn.svg)?;
    let mut encoder = Encoder::new(out, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // A document shows it as large as it shows the SVG.
    let per_metre = (f64::from(scale) * PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }));
    let said = [("Title", drawn.title), ("Description", &drawn.description)];
    for (keyword, text) in said {
        encoder
            .add_itxt_chunk(keyword.to_owned(), text.to_owned())
            .map_err(failed)?;
    }
    // Nothing shines through: the picture has a ground.
    let colours = pixels.pixels().iter();
    let colours = colours.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let colours: Vec<u8> = colours.collect();
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&colours).map_err(failed)?;
    writer.finish().map_err(failed)
}

/// Draws a picture, and tells how many pixels a unit of it has.
fn pixels(svg: &str) -> Result<(Pixmap, u32), DrawingError> {
    let mut fonts = Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    // What is drawn was written here; that there is too much of it is all that can be wrong.
    let tree = Tree::from_str(svg, &options).map_err(|_| DrawingError::TooLarge)?;
    let scale = SCALES.into_iter().find_map(|scale| {
        let size = tree.size().to_int_size();
        let (width, height) = (
            size.width().checked_mul(scale)?,
            size.height().checked_mul(scale)?,
        );
        let number = u64::from(width) * u64::from(height);
        (number <= MOST).then_some((width, height, scale))
    });
    let (width, height, scale) = scale.ok_or(DrawingError::TooLarge)?;
    let mut pixels = Pixmap::new(width, height).ok_or(DrawingError::TooLarge)?;
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Ok((pixels, scale))
}

fn failed(error: EncodingError) -> DrawingError {
    DrawingError::Write(match error {
        EncodingError::IoError(error) => error,
        error => io::Error::other(error),
    })
}

#[cfg(test)]
mod tests {
    use super::{DrawingError, Drawn, pixels, write};

    fn picture(width: u32, height: u32, contents: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <style>text {{ font: 11px Helvetica, Arial, sans-serif }} .title {{ font-weight: bold }}</style>\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>{contents}</svg>"
        )
    }

    /// Counts the pixels that a text takes, in a picture of its own.
    fn ink(class: &str, text: &str) -> usize {
        let text = format!("<text class=\"{class}\" x=\"5\" y=\"15\">{text}</text>");
        let (pixels, scale) = pixels(&picture(80, 20, &text)).unwrap();
        assert_eq!((pixels.width(), pixels.height(), scale), (240, 60, 3));
        pixels
            .pixels()
            .iter()
            .filter(|pixel| pixel.red() < 128)
            .count()
    }

    #[test]
    fn letters_are_drawn_whatever_fonts_a_machine_has() {
        for text in ["l", "Ŵŷ", "2019", "40%", "–", "“x”", "≥ ½", "…"] {
            assert!(ink("", text) > 10, "{text}");
        }
        assert!(ink("title", "life-story") > ink("", "life-story"), "bold");
        assert_eq!(ink("", " "), 0);
    }

    #[test]
    fn what_has_no_letter_is_a_box() {
        let [one, other] = ["字", "α"].map(|text| ink("", text));
        assert!(one > 10 && one == other, "{one} {other}");
    }

    #[test]
    fn large_pictures_have_fewer_pixels_to_a_unit() {
        let scale = |width, height| {
            let drawn = pixels(&picture(width, height, ""));
            drawn
                .map(|(_, scale)| scale)
                .map_err(|error| matches!(error, DrawingError::TooLarge))
        };
        assert_eq!(scale(100, 100), Ok(3));
        assert_eq!(scale(364, 20_000), Ok(2));
        assert_eq!(scale(364, 90_000), Ok(1));
        assert_eq!(scale(364, 100_000), Err(true));
    }

    #[test]
    fn what_is_said_of_it_goes_with_it() {
        let drawn = Drawn {
            svg: picture(10, 10, ""),
            title: "Gofal – Môn",
            description: "2019: 40%".to_owned(),
        };
        let mut bytes = Vec::new();
        write(&mut bytes, &drawn).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let texts = reader.info().utf8_text.iter();
        let texts: Vec<_> = texts
            .map(|text| (text.keyword.as_str(), text.get_text().unwrap()))
            .collect();
        assert_eq!(
            texts,
            [
                ("Title", "Gofal – Môn".to_owned()),
                ("Description", "2019: 40%".to_owned())
            ]
        );
    }
}
