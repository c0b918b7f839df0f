//! Tables below a step.

use std::marker::PhantomData;

use crate::step::{Args, Param, Row, Taken};

/// Which columns a table may have.
pub trait TableColumns {
    /// Their names.
    const COLUMNS: &'static [&'static str];

    /// Checks a row.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    fn check(row: &Row) -> Result<(), String> {
        let _ = row;
        Ok(())
    }
}

/// The rows of a table, each a map from column to cell.
#[derive(Clone, Debug)]
pub struct Rows<C> {
    /// The rows in order.
    pub rows: Vec<Row>,
    columns: PhantomData<C>,
}

impl<C: TableColumns> Param for Rows<C> {
    const KIND: &'static str = "table";
    const TAKEN: Taken = Taken::FromTable(C::COLUMNS);

    fn pattern() -> String {
        String::new()
    }

    fn parse(_: &str) -> Result<Self, String> {
        Err("a table is taken from below the step".into())
    }

    fn check_row(row: &Row) -> Result<(), String> {
        C::check(row)
    }

    fn take(_: &str, args: &Args) -> Result<Self, String> {
        let table = args
            .step
            .table
            .as_ref()
            .ok_or("the step needs a table below it")?;
        let (head, rows) = table.rows.split_first().ok_or("the table is empty")?;
        let row = |cells: &Vec<String>| head.iter().cloned().zip(cells.iter().cloned()).collect();
        Ok(Self {
            rows: rows.iter().map(row).collect(),
            columns: PhantomData,
        })
    }
}
