#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mulu_fuzz::search_index::check(bytes));
