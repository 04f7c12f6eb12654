//! Writing and reading the numbers of the format: variable-length integers of seven bits a byte, low bits first.

use super::error::Damage;

/// Appends an unsigned number, seven bits a byte, low bits first, the high bit set in all bytes but the last.
pub(crate) fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Appends a text with its length in bytes before it.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_bytes(out, text.as_bytes());
}

/// Appends bytes with their number before them.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, size(bytes.len()));
    out.extend_from_slice(bytes);
}

/// A length as the format's number. Nothing the format measures reaches four thousand million.
pub(crate) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Reads what the functions above wrote; every read past the end is damage, never a panic.
#[derive(Debug, Clone)]
pub(crate) struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Damage> {
        let (&first, rest) = self.rest.split_first().ok_or(Damage::Truncated)?;
        self.rest = rest;
        Ok(first)
    }

    pub(crate) fn number(&mut self) -> Result<u32, Damage> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && byte > 0x0f {
                return Err(Damage::Number);
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damage::Number)
    }

    /// A number of things that each take at least one byte of what is left, so that a damaged count cannot ask for more
    /// memory than the file is long.
    pub(crate) fn count(&mut self) -> Result<usize, Damage> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(Damage::Truncated) } else { Ok(count) }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Damage> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Damage::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A stretch written by [`put_bytes`], as an input of its own.
    pub(crate) fn section(&mut self) -> Result<Input<'a>, Damage> {
        let length = self.number()? as usize;
        Ok(Input::new(self.take(length)?))
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Damage> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).map_err(|_| Damage::Text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_return(values in proptest::collection::vec(any::<u32>(), 0..50)) {
            let mut out = Vec::new();
            for &value in &values {
                put(&mut out, value);
            }
            let mut input = Input::new(&out);
            for &value in &values {
                prop_assert_eq!(input.number().ok(), Some(value));
            }
            prop_assert!(input.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..50)) {
            let mut input = Input::new(&bytes);
            while input.text().is_ok() && !input.is_empty() {}
        }
    }
}
