//! A document number of any text: what is offered as its right form is right, and stays so.

use mulu::site::document_number::{DocumentNumber, Fix, check as faults_of, normalize};

/// See the module.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let faults = faults_of(text);
    if let Some(number) = DocumentNumber::parse(text) {
        assert!(faults.is_empty(), "{text:?} is read and faulted: {faults:?}");
        assert_eq!(DocumentNumber::parse(&number.to_string()), Some(number), "{text:?}");
    }
    if let Some(normal) = normalize(text) {
        assert_eq!(normalize(&normal).as_ref(), Some(&normal), "{text:?}");
    }
    for fault in &faults {
        if let Fix::Certain(numbers) = &fault.fix {
            for number in numbers {
                assert_eq!(faults_of(number), [], "{text:?} is mended to {number:?}");
            }
        }
    }
}
