//! Follows the drawing of a page for the text it shows (ISO 32000-1, 9).

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::super::Fault;
use super::super::limits::MAX_FORMS;
use super::fonts::{Face, Fonts};
use super::lines::{Glyph, Layout};
use super::matrix::Matrix;
use super::streams::Budget;

/// Fewer characters beside a picture that fills the page are a stamp of the scanner's, not the page's words.
const A_STAMP: usize = 30;

/// States saved within one another; no program saves more.
const MOST_STATES: usize = 512;

/// What was seen on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Characters shown.
    characters: usize,
    /// Characters outside the page, where nobody sees them.
    pub(super) outside: usize,
    /// The largest picture's share of the page.
    picture: f64,
    /// Lines and curves drawn.
    curves: usize,
}

impl Drawn {
    /// Whether the page shows something and has no words for it: a picture of a page, or letters turned into curves.
    pub(super) fn is_scan(&self) -> bool {
        (self.picture > 0.5 && self.characters < A_STAMP)
            || (self.characters == 0 && (self.picture > 0.1 || self.curves > 200))
    }
}

/// Follows a page.
pub(super) fn follow<'a>(
    page: &Page<'a>,
    fonts: &Fonts<'a>,
    budget: &mut Budget,
    layout: &mut Layout,
) -> Result<Drawn, Fault> {
    let rect = page.intersected_crop_box();
    layout.begin_page();
    let mut follower =
        Follower { fonts, budget, layout, drawn: Drawn::default(), page: [rect.x0, rect.y0, rect.x1, rect.y1] };
    let mut content = Vec::new();
    for stream in contents(page.raw()) {
        if let Some(part) = follower.budget.unpack(&stream)? {
            content.extend_from_slice(&part);
            // A text may not go on in the next part without a break.
            content.push(b'\n');
        }
    }
    follower.run(&content, page.resources(), State::new(Matrix::IDENTITY), 0)?;
    Ok(follower.drawn)
}

/// The streams of a page's drawing.
fn contents<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    }
}

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State<'_> {
    fn new(page: Matrix) -> Self {
        Self {
            page,
            face: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct Follower<'a, 'f> {
    fonts: &'f Fonts<'a>,
    budget: &'f mut Budget,
    layout: &'f mut Layout,
    drawn: Drawn,
    page: [f64; 4],
}

impl<'a> Follower<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, state: State<'a>, depth: usize) -> Result<(), Fault> {
        let mut state = state;
        let mut saved: Vec<State<'a>> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            self.budget.step()?;
            match op {
                Op::SaveState(_) if saved.len() < MOST_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                Op::Transform(m) => {
                    let m = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                    state.page = Matrix(m).then(state.page);
                }
                Op::BeginText(_) => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Op::CharacterSpacing(n) => state.character_space = n.0.as_f64(),
                Op::WordSpacing(n) => state.word_space = n.0.as_f64(),
                Op::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
                Op::TextLeading(n) => state.leading = n.0.as_f64(),
                Op::TextRise(n) => state.rise = n.0.as_f64(),
                Op::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.face = self.face(font.0, resources)?;
                }
                Op::NextLine(by) => {
                    line = line.moved(by.0.as_f64(), by.1.as_f64());
                    text = line;
                }
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    line = line.moved(by.0.as_f64(), by.1.as_f64());
                    text = line;
                }
                Op::SetTextMatrix(m) => {
                    line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64()));
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                }
                Op::ShowText(shown) => self.show(shown.0.as_bytes(), &state, &mut text)?,
                Op::NextLineAndShowText(shown) => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                    self.show(shown.0.as_bytes(), &state, &mut text)?;
                }
                Op::ShowTextWithParameters(shown) => {
                    (state.word_space, state.character_space) = (shown.0.as_f64(), shown.1.as_f64());
                    line = line.moved(0.0, -state.leading);
                    text = line;
                    self.show(shown.2.as_bytes(), &state, &mut text)?;
                }
                Op::ShowTexts(parts) => self.show_parts(parts.0, &state, &mut text)?,
                Op::XObject(name) => {
                    if let Some(stream) = resources.get_x_object(name.0) {
                        self.object(&stream, resources, &state, depth)?;
                    }
                }
                Op::InlineImage(_) => self.picture(state.page),
                Op::LineTo(_) | Op::CubicTo(_) => self.drawn.curves += 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// A drawing within the drawing, or a picture.
    fn object(
        &mut self,
        stream: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), Fault> {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Image") => self.picture(state.page),
            Some("Form") if depth < MAX_FORMS => {
                self.budget.object()?;
                let Some(content) = self.budget.unpack(stream)? else { return Ok(()) };
                let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
                let mut inner = state.clone();
                if let Some(matrix) = dict.get::<[f32; 6]>("Matrix") {
                    inner.page = Matrix(matrix.map(f64::from)).then(inner.page);
                }
                self.run(&content, own.as_ref().unwrap_or(resources), inner, depth + 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self, at: Matrix) {
        let [x0, y0, x1, y1] = self.page;
        let page = ((x1 - x0) * (y1 - y0)).abs().max(1.0);
        self.drawn.picture = self.drawn.picture.max(at.area() / page);
    }

    fn face(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<Option<Rc<Face<'a>>>, Fault> {
        match resources.get_font(name) {
            Some(dict) => self.fonts.open(&dict, self.budget),
            None => Ok(None),
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>, state: &State<'a>, text: &mut Matrix) -> Result<(), Fault> {
        for part in parts.iter::<Object<'_>>() {
            self.budget.step()?;
            match part {
                Object::String(shown) => self.show(shown.as_bytes(), state, text)?,
                Object::Number(number) => {
                    let by = -number.as_f64() / 1000.0 * state.size;
                    let down = state.face.as_ref().is_some_and(|face| !face.is_horizontal());
                    *text = if down { text.moved(0.0, by) } else { text.moved(by * state.stretch, 0.0) };
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], state: &State<'a>, text: &mut Matrix) -> Result<(), Fault> {
        let Some(face) = &state.face else { return Ok(()) };
        let scale = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let mut at = 0;
        while at < bytes.len() {
            self.budget.step()?;
            let shown = face.read(bytes, at);
            at += shown.bytes;
            let space = state.character_space + if shown.is_blank { state.word_space } else { 0.0 };
            let by = if face.is_horizontal() {
                ((shown.advance.0 / 1000.0 * state.size + space) * state.stretch, 0.0)
            } else {
                (0.0, shown.advance.1 / 1000.0 * state.size + space)
            };
            let from = scale.then(*text).then(state.page);
            *text = text.moved(by.0, by.1);
            let to = scale.then(*text).then(state.page);
            self.put(shown.text.as_deref(), from, to, face.is_horizontal());
        }
        Ok(())
    }

    fn put(&mut self, text: Option<&str>, from: Matrix, to: Matrix, horizontal: bool) {
        let (start, end) = (from.apply(0.0, 0.0), to.apply(0.0, 0.0));
        let [x0, y0, x1, y1] = self.page;
        let (x, y) = (f64::midpoint(start.0, end.0), f64::midpoint(start.1, end.1));
        let is_blank = text.is_some_and(|text| text.trim().is_empty());
        // A character that lies on the edge is seen.
        let margin = 2.0;
        if !(x > x0 - margin && x < x1 + margin && y > y0 - margin && y < y1 + margin) {
            self.drawn.outside += usize::from(!is_blank);
            return;
        }
        self.drawn.characters += usize::from(!is_blank);
        let [along, up] = from.axes();
        let size = up.0.hypot(up.1);
        // The direction in which the text runs: along the line, or down the column.
        let direction = if horizontal { along } else { (-up.0, -up.1) };
        self.layout.put(&Glyph { text: text.unwrap_or("\u{FFFD}"), start, end, size, direction });
    }
}
