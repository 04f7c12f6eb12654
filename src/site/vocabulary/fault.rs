//! What can be wrong with a vocabulary file that a site brings along.

use std::fmt;

/// One fault at one place of a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyFault {
    /// The file, as the caller named it.
    pub path: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, counted from 1; 0 where the whole file is meant.
    pub column: u32,
    /// What is wrong there.
    pub problem: VocabularyProblem,
}

/// What is wrong with a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VocabularyProblem {
    /// Not well-formed YAML. The words are the parser's own.
    Syntax {
        /// What the parser says, in English.
        message: String,
    },
    /// A key that no term of this vocabulary has.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The keys that may stand there.
        known: Vec<String>,
    },
    /// A key that stands twice.
    DuplicateKey {
        /// The key, where the parser could tell it.
        key: String,
    },
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value of another type.
    WrongType {
        /// What is expected, in the parser's words.
        expected: String,
    },
    /// A value that is not among those allowed.
    BadValue {
        /// The value as written.
        value: String,
        /// What is allowed; empty where the list would not help.
        allowed: Vec<String>,
    },
    /// No term at all.
    Empty,
    /// Two terms with one id.
    DuplicateId {
        /// The id.
        id: String,
        /// Line of the first of the two.
        first: u32,
    },
    /// Two terms of one class with one name, which nobody could tell apart.
    DuplicateName {
        /// The name.
        name: String,
        /// Line of the first of the two.
        first: u32,
    },
    /// A term without an id or without a Chinese name.
    Nameless,
    /// A reference to a term that does not exist.
    UnknownReference {
        /// The key that refers.
        key: String,
        /// The id that nothing has.
        id: String,
    },
    /// A term that the program itself needs is not there.
    MissingTerm {
        /// Its id.
        id: String,
    },
}

impl VocabularyProblem {
    /// The stable name of the kind of problem, for choosing a message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::UnknownKey { .. } => "unknown_key",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::MissingKey { .. } => "missing_key",
            Self::WrongType { .. } => "wrong_type",
            Self::BadValue { .. } => "bad_value",
            Self::Empty => "empty",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::DuplicateName { .. } => "duplicate_name",
            Self::Nameless => "nameless",
            Self::UnknownReference { .. } => "unknown_reference",
            Self::MissingTerm { .. } => "missing_term",
        }
    }
}

/// English, for tests and logs; what people read comes from the messages.
impl fmt::Display for VocabularyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {:?}", self.path, self.line, self.column, self.problem)
    }
}
