//! Pictures: their forms, what one is made of, and why there may be none.

use std::io;

/// The forms of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Lines and letters, SVG.
    Svg,
    /// Pixels, PNG.
    #[cfg(feature = "png")]
    Png,
}

impl Picture {
    /// Names it, as it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Picture::Svg => "svg",
            #[cfg(feature = "png")]
            Picture::Png => "png",
        }
    }

    /// Tells whether it is no text.
    pub const fn is_binary(self) -> bool {
        !matches!(self, Picture::Svg)
    }
}

/// Why no picture was made.
#[derive(Debug)]
pub enum DrawingError {
    /// There are no charts, or nothing is in them.
    Nothing,
    /// It would have more pixels than are drawn.
    TooLarge,
    /// It could not be written.
    Write(io::Error),
}

impl From<io::Error> for DrawingError {
    fn from(error: io::Error) -> Self {
        DrawingError::Write(error)
    }
}

/// A picture, as SVG, with what is said of it.
#[cfg_attr(
    not(feature = "png"),
    expect(dead_code, reason = "SVG says what it shows itself")
)]
pub(super) struct Drawn<'a> {
    pub(super) svg: String,
    pub(super) title: &'a str,
    pub(super) description: String,
}
