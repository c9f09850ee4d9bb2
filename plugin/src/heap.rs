//! Two heaps: one for what the snapshot holds, one for what a call needs.
//!
//! A call begins with the snapshot's memory, and the host gives the pages that it has written back their first content. It does so in
//! place as long as they lie in few stretches (32 in wasmtime 48); what lies behind the last of them is unmapped, and costs each
//! following call a fault for every page that it reads or writes. With one heap, a call's values would fill the gaps that loading the
//! pack has left all over the memory. So loading ends with [`seal`], and what is allocated after it lies together.

use dlmalloc::Dlmalloc;
use std::alloc::{GlobalAlloc, Layout};
use std::cell::{Cell, UnsafeCell};
use std::ptr;

/// Bytes that instances start with for their call. Asking the host for memory costs several microseconds each time.
const RESERVE: usize = 1 << 20;
/// Bytes of a page of WebAssembly's memory.
const PAGE: usize = 1 << 16;

/// End the loading: what has been allocated stays for good, what follows lies together.
pub(crate) fn seal() {
    HEAPS.seal();
    // Freed, and never written to: the snapshot has the room and no bytes for it.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(RESERVE)));
}

#[global_allocator]
static HEAPS: Heaps = Heaps { current: UnsafeCell::new(Dlmalloc::new()), sealed: Cell::new(0) };

/// The heap that is in use, and where the sealed one ends.
struct Heaps {
    current: UnsafeCell<Dlmalloc>,
    /// Addresses below belong to the sealed heap.
    sealed: Cell<usize>,
}

#[cfg(target_feature = "atomics")]
compile_error!("`Heaps` is for a module without threads");

#[expect(unsafe_code, reason = "statics must be `Sync`")]
// SAFETY: the module has no threads (checked above), and no method calls back into the program.
unsafe impl Sync for Heaps {}

impl Heaps {
    fn seal(&self) {
        self.sealed.set(core::arch::wasm32::memory_size::<0>() * PAGE);
        #[expect(unsafe_code, reason = "access to the cell")]
        // SAFETY: no reference into the cell outlives a method. The new heap takes its memory from the end of the module's, above
        // `sealed`; blocks of the old one are not given to it (see `is_sealed`).
        unsafe {
            *self.current.get() = Dlmalloc::new();
        }
    }

    /// True for a block that was allocated before [`seal`]: it stays.
    fn is_sealed(&self, block: *mut u8) -> bool {
        block.addr() < self.sealed.get()
    }
}

#[expect(unsafe_code, reason = "an allocator")]
// SAFETY: `Dlmalloc` fulfils the contract for the blocks it has given out, and gets no others: those of the sealed heap are never freed,
// and copied when they are to grow. References into the cell live as long as one call of `Dlmalloc`, which does not call back.
unsafe impl GlobalAlloc for Heaps {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see the implementation.
        unsafe { (*self.current.get()).malloc(layout.size(), layout.align()) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see the implementation.
        unsafe { (*self.current.get()).calloc(layout.size(), layout.align()) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !self.is_sealed(block) {
            // SAFETY: the block is of the current heap, its layout is the caller's promise.
            unsafe { (*self.current.get()).free(block, layout.size(), layout.align()) }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !self.is_sealed(block) {
            // SAFETY: as in `dealloc`.
            return unsafe { (*self.current.get()).realloc(block, layout.size(), layout.align(), size) };
        }
        // SAFETY: the caller promises that `size` is a valid one for this alignment; both blocks are as large as what is copied.
        unsafe {
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
            }
            moved
        }
    }
}
