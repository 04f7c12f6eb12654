#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mulu_fuzz::xlsx_text::check(bytes));
