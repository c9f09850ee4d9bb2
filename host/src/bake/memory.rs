//! Reading and writing the module's memory by the canonical ABI.

use wasmtime::{AsContext, AsContextMut, Instance};

use super::BakeError;

/// Where the payload of `result<pack-info, pack-error>` begins: the discriminant is one byte, the payload is aligned to four.
const PAYLOAD: u32 = 4;

/// The exported memory of the builder's core module.
#[derive(Clone, Copy)]
pub(super) struct Memory(wasmtime::Memory);

impl Memory {
    pub(super) fn of(instance: &Instance, store: impl AsContextMut) -> Result<Self, BakeError> {
        instance
            .get_memory(store, "memory")
            .map(Memory)
            .ok_or_else(|| BakeError::Snapshot("模块没有导出内存".to_owned()))
    }

    /// Bytes the memory has now.
    pub(super) fn len(&self, store: impl AsContext) -> usize {
        self.0.data_size(store)
    }

    pub(super) fn write(&self, store: impl AsContextMut, at: u32, bytes: &[u8]) -> Result<(), BakeError> {
        self.0.write(store, at as usize, bytes).map_err(|_| out_of_range())
    }

    /// Digest and format from the `result<pack-info, pack-error>` at `result`.
    pub(super) fn load_pack_result(&self, store: impl AsContext, result: u32) -> Result<(String, u32), BakeError> {
        let store = store.as_context();
        let payload = result.checked_add(PAYLOAD).ok_or_else(out_of_range)?;
        if self.byte(&store, result)? != 0 {
            return Err(BakeError::PackRefused(self.byte(&store, payload)?));
        }
        let field = |index: u32| payload.checked_add(index * 4).ok_or_else(out_of_range);
        let (text, length) = (self.word(&store, field(0)?)?, self.word(&store, field(1)?)?);
        let format = self.word(&store, field(2)?)?;
        let digest = self.bytes(&store, text, length)?;
        let digest = String::from_utf8(digest.to_vec()).map_err(|_| out_of_range())?;
        Ok((digest, format))
    }

    fn bytes<'a>(&self, store: &'a impl AsContext, at: u32, length: u32) -> Result<&'a [u8], BakeError> {
        let (start, length) = (at as usize, length as usize);
        let end = start.checked_add(length).ok_or_else(out_of_range)?;
        self.0.data(store).get(start..end).ok_or_else(out_of_range)
    }

    fn byte(&self, store: &impl AsContext, at: u32) -> Result<u8, BakeError> {
        self.bytes(store, at, 1)?.first().copied().ok_or_else(out_of_range)
    }

    fn word(&self, store: &impl AsContext, at: u32) -> Result<u32, BakeError> {
        let bytes = self.bytes(store, at, 4)?.try_into().map_err(|_| out_of_range())?;
        Ok(u32::from_le_bytes(bytes))
    }
}

fn out_of_range() -> BakeError {
    BakeError::Snapshot("构建组件返回的地址或内容不合约定".to_owned())
}
