//! Who must sign before an item is published, in which order (`[review]` in site.toml).
//!
//! 国务院令第711号, article 17, leaves the procedure to each office. What townships have written down is a chain of two to
//! four steps, from the one who drafts to the one who decides.

/// A step of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewStep {
    /// 经办: whoever drafted the item proposes how it is disclosed.
    Drafted,
    /// 科室: the head of the office that made it.
    Department,
    /// 办公室: the general office, which does the work of disclosure.
    Office,
    /// 审批: the leader who decides.
    Approved,
}

impl ReviewStep {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [Self::Drafted, Self::Department, Self::Office, Self::Approved];

    /// The two names of its key in front matter: English and Chinese.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Drafted => &["drafted", "经办"],
            Self::Department => &["department", "科室"],
            Self::Office => &["office", "办公室"],
            Self::Approved => &["approved", "审批"],
        }
    }

    /// The English key, which is also its id.
    pub fn id(self) -> &'static str {
        self.keys()[0]
    }

    /// The Chinese key, which is also its name.
    pub fn zh(self) -> &'static str {
        self.keys()[1]
    }

    /// The step that is called so in either language.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.keys().contains(&name.trim()))
    }
}

/// Who must sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chain {
    /// Nobody; a record that is there all the same holds.
    #[default]
    None,
    /// 经办、审批.
    Two,
    /// 经办、办公室、审批.
    Three,
    /// 经办、科室、办公室、审批: the township's default.
    Four,
}

impl Chain {
    /// The values that `steps` takes.
    pub const NAMES: [&'static str; 4] = ["none", "two", "three", "four"];

    /// The chain of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Self::None),
            "two" => Some(Self::Two),
            "three" => Some(Self::Three),
            "four" => Some(Self::Four),
            _ => None,
        }
    }

    /// Its steps, in order.
    pub fn steps(self) -> &'static [ReviewStep] {
        match self {
            Self::None => &[],
            Self::Two => &[ReviewStep::Drafted, ReviewStep::Approved],
            Self::Three => &[ReviewStep::Drafted, ReviewStep::Office, ReviewStep::Approved],
            Self::Four => &ReviewStep::ALL,
        }
    }
}

/// `[review]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewConfig {
    /// Who must sign.
    pub steps: Chain,
    /// Whether a record must name the content that it is about (内容摘要值).
    pub bound: bool,
    /// Working days that a higher authority has to answer (疑难信息报审). Local rules say 7 or 10; 10 by default.
    pub reply_days: u32,
}

impl Default for ReviewConfig {
    fn default() -> Self {
        Self { steps: Chain::None, bound: false, reply_days: 10 }
    }
}

/// The steps by their Chinese names, for messages: `科室、审批`.
pub fn names(steps: impl IntoIterator<Item = ReviewStep>) -> String {
    steps.into_iter().map(ReviewStep::zh).collect::<Vec<_>>().join("、")
}
