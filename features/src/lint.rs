//! Checks a step against the library before anything runs.

use gherkin::Step;

use crate::library::Library;
use crate::step::{Row, Taken};

/// Checks that exactly one step of the library matches and can read what it is given.
///
/// # Errors
/// What is wrong, and what to do.
pub fn step(step: &Step) -> Result<(), (String, String)> {
    let library = Library::get();
    let found = library.find(&step.value);
    let reading = match found.as_slice() {
        [one] => one,
        [] => {
            let nearest = library
                .nearest(&step.value)
                .unwrap_or("(the library is empty)");
            return Err((
                format!("unknown step “{}”", step.value),
                format!("nearest known step: “{nearest}”; `lienthong steps` lists all"),
            ));
        }
        several => {
            let sentences: Vec<&str> = several.iter().map(|reading| reading.step.def.en).collect();
            return Err((
                format!(
                    "step “{}” can be read in {} ways",
                    step.value,
                    several.len()
                ),
                format!("it matches: {}", sentences.join(" / ")),
            ));
        }
    };
    for param in reading.step.def.params {
        match param.taken {
            Taken::FromText => {
                let value = reading.values.get(param.name).map_or("", String::as_str);
                (param.check)(value)
                    .map_err(|why| (format!("{} “{value}”: {why}", param.name), String::new()))?;
            }
            Taken::FromTable(columns) => table(step, columns, param.check_row)?,
            Taken::FromDocString if step.docstring.is_none() => {
                return Err((
                    "the step needs a text below it".into(),
                    "write it between \"\"\"".into(),
                ));
            }
            Taken::FromDocString => {}
        }
    }
    let takes_table = reading
        .step
        .def
        .params
        .iter()
        .any(|param| matches!(param.taken, Taken::FromTable(_)));
    if step.table.is_some() && !takes_table {
        return Err((
            "this step takes no table".into(),
            format!("its phrase is “{}”", reading.step.def.en),
        ));
    }
    Ok(())
}

fn table(
    step: &Step,
    columns: &[&str],
    check: fn(&Row) -> Result<(), String>,
) -> Result<(), (String, String)> {
    let hint = || format!("its columns are: {}", columns.join(", "));
    let table = step
        .table
        .as_ref()
        .and_then(|table| table.rows.split_first());
    let Some((head, rows)) = table else {
        return Err(("the step needs a table below it".into(), hint()));
    };
    if let Some(column) = head
        .iter()
        .find(|column| !columns.contains(&column.as_str()))
    {
        return Err((
            format!("the table has a column “{column}” that the step does not know"),
            hint(),
        ));
    }
    for (index, row) in rows.iter().enumerate() {
        let number = index + 1;
        if row.len() != head.len() {
            let what = format!(
                "row {number} of the table has {} cells instead of {}",
                row.len(),
                head.len()
            );
            return Err((what, String::new()));
        }
        let row: Row = head.iter().cloned().zip(row.iter().cloned()).collect();
        check(&row).map_err(|why| (format!("row {number} of the table: {why}"), String::new()))?;
    }
    Ok(())
}
