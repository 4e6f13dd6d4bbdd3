//! Text in markup: what is put into a page, a chart or a code book as text stays text.

use maud::Render;

/// Text in markup: escaped, with spaces for controls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl Render for Text<'_> {
    fn render_to(&self, page: &mut String) {
        for c in self.0.chars() {
            match c {
                '&' => page.push_str("&amp;"),
                '<' => page.push_str("&lt;"),
                '>' => page.push_str("&gt;"),
                '"' => page.push_str("&quot;"),
                '\'' => page.push_str("&#39;"),
                c if c.is_control() && c != '\n' => page.push(' '),
                c => page.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use maud::Render;

    use super::Text;

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            Text("<b a='\"'>&\x1b").render().0,
            "&lt;b a=&#39;&quot;&#39;&gt;&amp; "
        );
    }
}
