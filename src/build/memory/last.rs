//! A whole build that need not be repeated: when everything that it looked at is as it was, and so is what it wrote, its
//! findings and its result are what they were.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::inputs::{Inputs, Known};
use super::{Hex, read, write};
use crate::build::{Held, Prepared, Request};
use crate::findings::Finding;
use crate::findings::record::{Recorded, recall, record};
use crate::output::Hash;

const LAST: &str = "last";

/// The last build that completed.
#[derive(Serialize, Deserialize)]
pub(in crate::build) struct Last {
    inputs: Known,
    /// What findings depend on beside the inputs.
    today: String,
    locked: bool,
    state: Hex,
    items: usize,
    held: [usize; 4],
    findings: Vec<Recorded>,
}

impl Last {
    /// The last build for the output whose record lies in `store`.
    pub(in crate::build) fn read(store: &Path) -> Option<Self> {
        read(store, LAST)
    }

    /// Whether it was asked for the same, of these inputs.
    pub(in crate::build) fn is_of(&self, request: &Request, inputs: &Inputs) -> bool {
        let same = self.today == request.today.to_string() && self.locked == request.locked;
        same && inputs.are(&self.inputs, &request.root)
    }

    /// Remembers a build that completed, where nothing was written to its inputs meanwhile.
    pub(in crate::build) fn write(store: &Path, request: &Request, prepared: &Prepared, state: Hash) {
        let Some(inputs) = prepared.inputs.as_ref().and_then(|inputs| inputs.known(&request.root)) else { return };
        let held = prepared.held();
        let last = Self {
            inputs,
            today: request.today.to_string(),
            locked: request.locked,
            state: Hex(state),
            items: prepared.public(),
            held: [held.draft, held.internal, held.withheld, held.held],
            findings: record(&prepared.findings),
        };
        write(store, LAST, &last);
    }

    /// The hash that stands for the output as it was left.
    pub(in crate::build) fn state(&self) -> Hash {
        self.state.0
    }

    /// How many items are public, how many are not, and what was found; `None` where it cannot be read.
    pub(in crate::build) fn result(self) -> Option<(usize, Held, Vec<Finding>)> {
        let [draft, internal, withheld, held] = self.held;
        Some((self.items, Held { draft, internal, withheld, held }, recall(self.findings)?))
    }
}
