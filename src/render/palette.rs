//! The site's colours, all worked out from one: `main_color` in `site.toml`.
//!
//! Whatever colour an office chooses, words stay readable: each colour that words have is moved towards black or white until
//! its contrast with what lies behind it suffices, by the formula of WCAG 2.2 ("contrast ratio", "relative luminance").
//! [`Look::pairs`] names every pair and what it must reach, and a property test holds it for any colour.

use std::fmt::Write as _;

/// The main colour of a site that chooses none.
pub const DEFAULT: &str = "#17477e";

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

const WHITE: Color = Color([255; 3]);
const BLACK: Color = Color([0; 3]);

impl Color {
    /// Reads `#17477e`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// `#17477e`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }

    /// Mixed with so many hundredths of another colour.
    fn mix(self, other: Self, hundredths: u16) -> Self {
        let mut parts = [0; 3];
        for ((part, one), two) in parts.iter_mut().zip(self.0).zip(other.0) {
            let sum = u16::from(one) * (100 - hundredths.min(100)) + u16::from(two) * hundredths.min(100);
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(parts)
    }

    /// As near as can be to this colour, moved towards `end` until it has the contrast `ratio` with all of `grounds`.
    fn until(self, end: Self, grounds: &[Self], ratio: f64) -> Self {
        let reaches = |color: &Self| grounds.iter().all(|ground| color.contrast(*ground) >= ratio);
        (0..=100).map(|hundredths| self.mix(end, hundredths)).find(reaches).unwrap_or(end)
    }
}

/// The colours of a page in one look, by the names they have in the style sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    dark: bool,
    tokens: Vec<(&'static str, Color)>,
}

/// Two colours of which one stands on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// What is read or seen.
    pub over: &'static str,
    /// What lies behind it.
    pub under: &'static str,
    /// The contrast ratio.
    pub ratio: f64,
    /// What it must reach.
    pub least: f64,
}

const fn rgb(code: u32) -> Color {
    let [_, red, green, blue] = code.to_be_bytes();
    Color([red, green, blue])
}

impl Look {
    /// Dark words on light paper.
    pub fn light(main: Color) -> Self {
        let brand = main.until(BLACK, &[WHITE], 5.5);
        let tint = main.mix(WHITE, 92);
        let wash = rgb(0x00f3_f5f8);
        let link = main.until(BLACK, &[tint, wash], 5.5);
        Self::new(
            false,
            vec![
                ("brand", brand),
                ("brand-deep", brand.mix(BLACK, 26)),
                ("on-brand", WHITE),
                ("mark", main.until(BLACK, &[WHITE, wash], 3.2)),
                ("link", link),
                ("link-visited", rgb(0x005a_4a86)),
                ("ink", rgb(0x001d_2530)),
                ("ink-soft", rgb(0x004f_5967)),
                ("line", rgb(0x00d8_dee6)),
                ("line-strong", rgb(0x00b7_c1cd)),
                ("edge", rgb(0x0077_8290)),
                ("paper", WHITE),
                ("wash", wash),
                ("tint", tint),
                ("seal", rgb(0x00a8_281c)),
                ("seal-tint", rgb(0x00fb_efed)),
                ("note", rgb(0x0072_4e00)),
                ("note-tint", rgb(0x00fd_f5e3)),
                ("focus", rgb(0x00c2_410c)),
                ("focus-brand", rgb(0x00ff_d9a0)),
                ("hit", rgb(0x00ff_e9a8)),
                ("on-hit", rgb(0x001d_2530)),
            ],
        )
    }

    /// Light words on dark paper.
    pub fn dark(main: Color) -> Self {
        let paper = rgb(0x0018_1e26);
        let tint = paper.mix(main, 15);
        let brand = main.until(BLACK, &[WHITE], 9.0).mix(BLACK, 12);
        Self::new(
            true,
            vec![
                ("brand", brand),
                ("brand-deep", brand.mix(BLACK, 34)),
                ("on-brand", WHITE),
                ("mark", main.until(WHITE, &[paper], 4.0)),
                ("link", main.until(WHITE, &[paper, tint], 7.0)),
                ("link-visited", rgb(0x00c8_b8ee)),
                ("ink", rgb(0x00e4_e8ee)),
                ("ink-soft", rgb(0x00b2_bcc8)),
                ("line", rgb(0x002f_3945)),
                ("line-strong", rgb(0x004b_5866)),
                ("edge", rgb(0x007d_8896)),
                ("paper", paper),
                ("wash", rgb(0x0010_151b)),
                ("tint", tint),
                ("seal", rgb(0x00f3_a399)),
                ("seal-tint", rgb(0x0033_201f)),
                ("note", rgb(0x00e3_bd6a)),
                ("note-tint", rgb(0x002e_2718)),
                ("focus", rgb(0x00f5_a25d)),
                ("focus-brand", rgb(0x00ff_d9a0)),
                ("hit", rgb(0x00e8_c566)),
                ("on-hit", rgb(0x001d_2530)),
            ],
        )
    }

    /// More contrast on light paper, for who asks the system for it.
    pub fn light_contrast(main: Color) -> Self {
        let deep = main.until(BLACK, &[WHITE], 9.0);
        Self::new(
            false,
            vec![
                ("brand", deep),
                ("brand-deep", BLACK),
                ("on-brand", WHITE),
                ("mark", deep),
                ("link", deep),
                ("link-visited", rgb(0x004a_1a7a)),
                ("ink", BLACK),
                ("ink-soft", rgb(0x001c_1c1c)),
                ("line", rgb(0x0059_5959)),
                ("line-strong", rgb(0x0033_3333)),
                ("edge", BLACK),
                ("paper", WHITE),
                ("wash", WHITE),
                ("tint", WHITE),
                ("seal", rgb(0x008a_1008)),
                ("seal-tint", WHITE),
                ("note", rgb(0x004d_3500)),
                ("note-tint", WHITE),
                ("focus", rgb(0x00a3_2c00)),
                ("focus-brand", rgb(0x00ff_d9a0)),
                ("hit", rgb(0x00ff_e066)),
                ("on-hit", BLACK),
            ],
        )
    }

    /// White and yellow on black: the high-contrast look that readers choose, whatever the main colour.
    pub fn contrast() -> Self {
        let yellow = rgb(0x00ff_e81f);
        Self::new(
            true,
            vec![
                ("brand", BLACK),
                ("brand-deep", BLACK),
                ("on-brand", WHITE),
                ("mark", yellow),
                ("link", yellow),
                ("link-visited", rgb(0x00ff_c9f0)),
                ("ink", WHITE),
                ("ink-soft", WHITE),
                ("line", rgb(0x00a6_a6a6)),
                ("line-strong", WHITE),
                ("edge", WHITE),
                ("paper", BLACK),
                ("wash", BLACK),
                ("tint", rgb(0x001a_1a1a)),
                ("seal", rgb(0x00ff_a79e)),
                ("seal-tint", BLACK),
                ("note", rgb(0x00ff_d27d)),
                ("note-tint", BLACK),
                ("focus", rgb(0x0000_e5ff)),
                ("focus-brand", rgb(0x0000_e5ff)),
                ("hit", yellow),
                ("on-hit", BLACK),
            ],
        )
    }

    fn new(dark: bool, tokens: Vec<(&'static str, Color)>) -> Self {
        Self { dark, tokens }
    }

    /// The colour of a token.
    pub fn get(&self, name: &str) -> Option<Color> {
        self.tokens.iter().find(|(token, _)| *token == name).map(|(_, color)| *color)
    }

    /// Every pair that the style sheet puts together, with what it has and what it must reach: 4.5 for words, 3 for marks and
    /// edges that one has to see (WCAG 2.2, 1.4.3 and 1.4.11).
    pub fn pairs(&self) -> Vec<Pair> {
        const WORDS: f64 = 4.5;
        const MARKS: f64 = 3.0;
        let grounds = ["paper", "wash", "tint"];
        let words = ["ink", "ink-soft", "link", "link-visited"];
        let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
        for over in words {
            pairs.extend(grounds.map(|under| (over, under, WORDS)));
        }
        pairs.extend([
            ("on-brand", "brand", WORDS),
            ("on-brand", "brand-deep", WORDS),
            ("seal", "paper", WORDS),
            ("seal", "seal-tint", WORDS),
            ("ink", "seal-tint", WORDS),
            ("link", "seal-tint", WORDS),
            ("ink-soft", "seal-tint", WORDS),
            ("note", "paper", WORDS),
            ("note", "note-tint", WORDS),
            ("ink", "note-tint", WORDS),
            ("link", "note-tint", WORDS),
            ("on-hit", "hit", WORDS),
            ("mark", "paper", MARKS),
            ("edge", "paper", MARKS),
            ("focus", "paper", MARKS),
            ("focus", "wash", MARKS),
            ("focus", "tint", MARKS),
            ("focus-brand", "brand", MARKS),
            ("focus-brand", "brand-deep", MARKS),
        ]);
        let ratio = |over: &str, under: &str| self.get(over).zip(self.get(under)).map_or(0.0, |(a, b)| a.contrast(b));
        pairs.into_iter().map(|(over, under, least)| Pair { over, under, ratio: ratio(over, under), least }).collect()
    }

    fn declarations(&self) -> String {
        let mut css = format!("color-scheme:{};", if self.dark { "dark" } else { "light" });
        for (name, color) in &self.tokens {
            let _ = write!(css, "--{name}:{};", color.hex());
        }
        css
    }
}

/// Every look with its name: what the statement on accessibility measures.
pub fn looks(main: Color) -> [(&'static str, Look); 4] {
    [
        ("light", Look::light(main)),
        ("dark", Look::dark(main)),
        ("light_contrast", Look::light_contrast(main)),
        ("contrast", Look::contrast()),
    ]
}

/// The static files that depend on the main colour: the colours of the style sheet, and the emblem. A theme's own files of
/// these names stand instead of them.
pub fn assets(main: Color) -> Vec<(String, Vec<u8>)> {
    let [(_, light), (_, dark), (_, light_contrast), (_, contrast)] = looks(main);
    let css = format!(
        "/* Worked out from main_color = \"{main}\" in site.toml: change it there. */\n\
        :root{{{light}}}\n\
        @media (prefers-color-scheme:dark){{:root:not([data-look]){{{dark}}}}}\n\
        :root[data-look=dark]{{{dark}}}\n\
        @media (prefers-contrast:more){{:root:not([data-look]){{{light_contrast}}}}}\n\
        @media (prefers-contrast:more) and (prefers-color-scheme:dark){{:root:not([data-look]){{{contrast}}}}}\n\
        :root[data-look=contrast]{{{contrast}}}\n",
        main = main.hex(),
        light = light.declarations(),
        dark = dark.declarations(),
        light_contrast = light_contrast.declarations(),
        contrast = contrast.declarations(),
    );
    let brand = light.get("brand").unwrap_or(main).hex();
    let emblem = include_str!("../../themes/default/static/emblem.svg").replace(DEFAULT, &brand);
    vec![("static/palette.css".to_owned(), css.into_bytes()), ("static/emblem.svg".to_owned(), emblem.into_bytes())]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_as_wcag_has_it() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 1e-9);
        // Examples of WebAIM's checker.
        let gray = Color::parse("#767676").unwrap();
        assert!((gray.contrast(WHITE) - 4.54).abs() < 0.01);
        assert!((Color::parse("#ff0000").unwrap().contrast(WHITE) - 3.998).abs() < 0.01);
        assert_eq!(Color::parse("17477e"), None);
        assert_eq!(Color::parse("#17477é"), None);
    }

    #[test]
    fn the_built_in_theme_has_the_colours_of_the_default() {
        let made = assets(Color::parse(DEFAULT).unwrap());
        for (path, bytes) in made {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/").to_owned() + &path;
            if std::env::var_os("UPDATE_PALETTE").is_some() {
                std::fs::write(&file, &bytes).unwrap();
            }
            assert_eq!(
                std::fs::read(&file).unwrap(),
                bytes,
                "{path} is not what is worked out; UPDATE_PALETTE=1 writes it"
            );
        }
    }

    #[test]
    fn a_colour_that_suffices_is_kept() {
        let main = Color::parse("#8c1d18").unwrap();
        assert_eq!(Look::light(main).get("brand"), Some(main));
    }

    proptest! {
        #[test]
        fn any_main_colour_can_be_read(parts in any::<[u8; 3]>()) {
            for (name, look) in looks(Color(parts)) {
                for pair in look.pairs() {
                    prop_assert!(pair.ratio >= pair.least, "{name}: {pair:?} of {}", Color(parts).hex());
                }
            }
        }
    }
}
