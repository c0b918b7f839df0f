//! A ZIP whose only entry unpacks to far more than it weighs, and has no end.

use base64::Engine as _;

/// How much of the entry there is: a real receiver should have given up long before, ours must not take a run's memory.
const UNPACKED: usize = 40_000_000;
/// What one match of the compressed stream stands for.
const MATCH: usize = 258;

/// The ZIP in base64.
pub fn base64() -> String {
    let stream = zeros();
    let size = u32::try_from(stream.len())
        .unwrap_or(u32::MAX)
        .to_le_bytes();
    let name = b"a.txt";
    // Version 2.0, no flags, deflate, no time, no checksum, sizes, length of the name, no extra field.
    let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    common.extend(size);
    common.extend(u32::MAX.to_le_bytes().map(|byte| byte & 0x7F));
    common.extend([5, 0, 0, 0]);
    let local = [b"PK\x03\x04".as_slice(), &common, name, &stream].concat();
    let central = [b"PK\x01\x02\x14\x00".as_slice(), &common, &[0; 14], name].concat();
    let begins = u32::try_from(local.len()).unwrap_or(u32::MAX).to_le_bytes();
    let length = u32::try_from(central.len())
        .unwrap_or(u32::MAX)
        .to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(),
        &length,
        &begins,
        &[0, 0],
    ]
    .concat();
    base64::engine::general_purpose::STANDARD.encode([local, central, end].concat())
}

/// A deflate stream (RFC 1951) of zeros: one block of fixed codes, one literal, then matches of 258 bytes, 13 bits each.
/// Eight of them fill 13 bytes, so that the stream repeats itself.
fn zeros() -> Vec<u8> {
    const PERIOD: usize = 13;
    // Last block, fixed codes; the literal 0; then length 258 (code 285) at distance 1, over and over.
    let matches = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0].repeat(24);
    let bits = [[1, 1, 0].as_slice(), &[0, 0, 1, 1, 0, 0, 0, 0], &matches].concat();
    let byte = |bits: &[u8]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit);
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    let (start, period) = (&bytes[..2], &bytes[2..2 + PERIOD]);
    [start, &period.repeat(UNPACKED / MATCH / 8)].concat()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn it_unpacks_to_what_it_claims_and_does_not_end() {
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(base64())
            .expect("base64");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
        let mut entry = archive.by_index(0).expect("one entry").take(1_000_000);
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("it goes on");
        assert_eq!(content, vec![0; 1_000_000]);
    }
}
