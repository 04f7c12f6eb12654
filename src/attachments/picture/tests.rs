use super::*;

/// Exif data with a place, a device and, where it is not the usual one, which side is up.
fn camera(turned: u16) -> Vec<u8> {
    let mut tiff = b"II\x2A\0\x08\0\0\0\x03\0".to_vec();
    for (tag, kind, value) in [(0x010F_u16, 2_u16, 0x6E6F_6850_u32), (0x0112, 3, u32::from(turned)), (0x8825, 4, 50)] {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(1_u32.to_le_bytes());
        tiff.extend(value.to_le_bytes());
    }
    tiff.extend([0; 4]);
    tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0 37.8651 SECRET");
    tiff
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), data].concat()
}

fn jpeg(turned: u16) -> Vec<u8> {
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01SEC"),
        segment(0xE1, &[b"Exif\0\0".as_slice(), &camera(turned)].concat()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<SECRET/>"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xE2, b"MPF\0SECRET"),
        segment(0xED, b"Photoshop 3.0\0SECRET"),
        segment(0xFE, b"SECRET"),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xDB, &[7; 65]),
        segment(0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"pic\xFF\x00ture\xFF\xD0goes on".to_vec(),
        // A progressive picture has more than one scan, and anything may stand between them.
        segment(0xFE, b"SECRET"),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"second\xFF\xFF\xD9".to_vec(),
        b"ftypmp42 SECRET film".to_vec(),
    ]
    .concat()
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    memchr::memmem::find(bytes, what).is_some()
}

#[test]
fn a_jpeg_keeps_its_picture_colours_and_the_side_that_is_up() {
    for turned in [1, 6] {
        let source = jpeg(turned);
        let cleaned = clean(&source).unwrap();
        assert!(!has(&cleaned, b"SECRET") && !has(&cleaned, b"Phon") && !has(&cleaned, b"SEC"));
        for kept in [b"colours".as_slice(), b"Adobe", b"pic\xFF\x00ture\xFF\xD0goes on", b"second", &[7; 65]] {
            assert!(has(&cleaned, kept));
        }
        assert!(cleaned.ends_with(b"\xFF\xD9") && cleaned.starts_with(b"\xFF\xD8\xFF\xE0"));
        assert_eq!(jpeg::exif(&cleaned).and_then(exif::orientation), (turned != 1).then_some(turned));
        assert!(says_where(&source) && !says_where(&cleaned));
        assert_eq!(clean(&cleaned).unwrap(), cleaned, "cleaning twice changes nothing");
        assert!(matches!(clean(&cleaned), Ok(Cow::Borrowed(_))));
    }
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    [&u32::try_from(data.len()).unwrap().to_be_bytes(), name, data, &sum.sum().to_be_bytes()].concat()
}

fn png(turned: u16) -> Vec<u8> {
    [
        png::MARK.to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
        chunk(b"iCCP", b"colours"),
        chunk(b"tEXt", b"Author\0SECRET"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRET"),
        chunk(b"tIME", &[7, 0xE8, 3, 5, 0, 0, 0]),
        chunk(b"eXIf", &camera(turned)),
        chunk(b"prVt", b"SECRET"),
        chunk(b"IDAT", b"picture"),
        chunk(b"IEND", b""),
        b"SECRET".to_vec(),
    ]
    .concat()
}

#[test]
fn a_png_keeps_what_shows() {
    let source = png(3);
    let cleaned = clean(&source).unwrap();
    assert!(!has(&cleaned, b"SECRET") && !has(&cleaned, b"tIME"));
    assert!(has(&cleaned, b"colours") && has(&cleaned, b"picture") && cleaned.ends_with(&chunk(b"IEND", b"")));
    assert_eq!(png::exif(&cleaned).and_then(exif::orientation), Some(3));
    assert!(has(&cleaned, &chunk(b"eXIf", &exif::only_orientation(3))));
    assert!(says_where(&source) && !says_where(&cleaned));
    assert_eq!(clean(&cleaned).unwrap(), cleaned);
}

#[test]
fn a_webp_keeps_what_shows() {
    let part = |name: &[u8], data: &[u8]| {
        let size = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name, &size, data, if data.len() % 2 == 1 { b"\0" } else { b"" }].concat()
    };
    let chunks = [
        part(b"VP8X", &[HAS_ALL, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        part(b"ICCP", b"colours"),
        part(b"VP8 ", b"picture"),
        part(b"EXIF", &camera(8)),
        part(b"XMP ", b"SECRET"),
    ]
    .concat();
    let size = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    let source = [b"RIFF", size.as_slice(), b"WEBP", &chunks, b"SECRET"].concat();
    let cleaned = clean(&source).unwrap();
    assert!(!has(&cleaned, b"SECRET") && has(&cleaned, b"colours") && has(&cleaned, b"picture"));
    assert_eq!(cleaned[20], 0x28, "there are colours and Exif data, and no XMP");
    assert_eq!(webp::exif(&cleaned).and_then(exif::orientation), Some(8));
    assert_eq!(clean(&cleaned).unwrap(), cleaned);
}

const HAS_ALL: u8 = 0x2C;

#[test]
fn broken_pictures_are_said_and_do_no_harm() {
    for source in [jpeg(6), png(6)] {
        for end in 0..source.len() {
            if let Ok(cleaned) = clean(&source[..end]) {
                assert!(cleaned.len() <= end + 64);
            }
        }
        for at in 2..source.len() {
            let mut broken = source.clone();
            broken[at] ^= 0xFF;
            let _ = clean(&broken);
            let _ = says_where(&broken);
        }
    }
    assert_eq!(clean(b"\xFF\xD8\xFF\xE1\x00"), Err(Malformed));
    assert_eq!(clean(b"GIF89a").unwrap().as_ref(), b"GIF89a");
}
