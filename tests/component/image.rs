//! The memory image: what every instance starts with. Past 16 MiB, or sparse, instantiation falls off a cliff.

use crate::shipped::shipped;
use wasmparser::{DataKind, Operator, Parser, Payload};
use xianshen_host::component::outline;

const WASM_PAGE: usize = 64 << 10;
/// The unit in which the operating system maps the image.
const PAGE: usize = 4 << 10;
const MOST: usize = 16 << 20;

/// The initial memory of a core module: bytes, and which pages are not all zero.
struct Image {
    bytes: usize,
    used: Vec<bool>,
}

fn image(module: &[u8]) -> Option<Image> {
    let mut bytes = None;
    let mut used = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.expect("a valid module") {
            Payload::MemorySection(section) => {
                for memory in section {
                    let initial = usize::try_from(memory.expect("a memory").initial).expect("fits");
                    bytes = Some(initial * WASM_PAGE);
                    used = vec![false; initial * WASM_PAGE / PAGE];
                }
            }
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment.expect("a segment");
                    let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                    let mut operators = offset_expr.get_operators_reader();
                    let Operator::I32Const { value } = operators.read().expect("an offset") else {
                        panic!("an offset that is not a constant");
                    };
                    let start = usize::try_from(value).expect("not negative");
                    for (at, _) in segment.data.iter().enumerate().filter(|(_, byte)| **byte != 0) {
                        used[(start + at) / PAGE] = true;
                    }
                }
            }
            _ => {}
        }
    }
    bytes.map(|bytes| Image { bytes, used })
}

#[test]
fn the_image_is_small_and_dense() {
    let bytes = shipped();
    let images: Vec<Image> =
        outline::read(&bytes).expect("WebAssembly").modules.into_iter().filter_map(image).collect();
    let [image] = images.as_slice() else { panic!("{} memories instead of one", images.len()) };
    assert!(image.bytes <= MOST, "{} bytes at start", image.bytes);
    // The runtime maps what lies between the first and the last page in use; the stack before it costs nothing.
    let first = image.used.iter().position(|used| *used).expect("something is in it");
    let last = image.used.iter().rposition(|used| *used).expect("something is in it");
    let mapped = &image.used[first..=last];
    let used = mapped.iter().filter(|used| **used).count();
    assert!(used * 2 >= mapped.len(), "{used} of {} pages of {PAGE} bytes are in use", mapped.len());
}
