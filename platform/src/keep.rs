//! Where a component keeps what it accepts.

use std::path::PathBuf;

use rusqlite::Connection;
use thiserror::Error;

use crate::defect;
use crate::schema::Tables;
use crate::store::{OpenStoreError, Store};

/// Where a component keeps what it accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// In memory, for as long as the component lives.
    Memory,
    /// In this folder, made when missing; an existing one is continued.
    Folder(PathBuf),
}

/// The store could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The folder cannot be used.
    #[error("cannot use {}: {reason}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why, and what to do.
        reason: OpenStoreError,
    },
    /// No store in memory.
    #[error("cannot open a store in memory: {0}")]
    Memory(OpenStoreError),
}

impl Keep {
    /// Opens a store with these tables, plants a defect ([`crate::defect`]) when there is one, and tells what `first` reads from it.
    ///
    /// # Errors
    /// The folder cannot be used, is open in another process, or holds something else.
    pub fn open<T>(
        self,
        tables: &Tables,
        spoilt_by: Option<&str>,
        first: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<(Store, T), OpenError> {
        let first = |connection: &Connection| {
            defect::plant(connection, spoilt_by)?;
            first(connection)
        };
        match self {
            Self::Memory => Store::memory(tables, first).map_err(OpenError::Memory),
            Self::Folder(folder) => Store::folder(&folder, tables, first)
                .map_err(|reason| OpenError::Folder { folder, reason }),
        }
    }
}
