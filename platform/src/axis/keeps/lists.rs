//! The lists an agency asks for.

use protocols::vxp::{ReceivedItem, SentItem, Window};
use rusqlite::{Connection, params};

use super::times;
use crate::axis::knows::parcel::MessageType;

/// Which part of which list.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Documents or statuses.
    pub message_type: MessageType,
    /// Arrival times.
    pub window: Option<Window>,
    /// Items of a page.
    pub size: u32,
    /// Items before the page.
    pub skip: i64,
}

impl Page {
    fn bounds(&self) -> (String, String) {
        match self.window {
            None => (String::new(), "9999/99/99".into()),
            Some(window) => (times::text(window.from), times::text(window.to)),
        }
    }
}

/// What waits for an agency: urgent before ordinary, then in order of arrival.
pub fn received(
    connection: &Connection,
    agency: i64,
    page: Page,
) -> rusqlite::Result<Vec<ReceivedItem>> {
    let (from, to) = page.bounds();
    connection
        .prepare_cached(
            "SELECT delivery.doc_id, service_type, delivery.message_type, delivery.arrived, updated, from_code, to_code, status,
                    status_desc
             FROM delivery JOIN send ON send.id = delivery.send
             WHERE receiver = ? AND delivery.message_type = ? AND status <> 'done' AND recalled = 0
               AND delivery.arrived >= ? AND delivery.arrived < ?
             ORDER BY delivery.priority DESC, delivery.id LIMIT ? OFFSET ?",
        )?
        .query_map(
            params![agency, page.message_type.wire(), from, to, page.size, page.skip],
            |row| {
                Ok(ReceivedItem {
                    doc_id: row.get(0)?,
                    service_type: row.get(1)?,
                    message_type: row.get(2)?,
                    created_time: row.get(3)?,
                    updated_time: row.get(4)?,
                    from: row.get(5)?,
                    to: row.get(6)?,
                    status: row.get(7)?,
                    status_desc: row.get(8)?,
                })
            },
        )?
        .collect()
}

/// What an agency sent, one item a receiver, in order of sending.
pub fn sent(connection: &Connection, agency: i64, page: Page) -> rusqlite::Result<Vec<SentItem>> {
    let (from, to) = page.bounds();
    connection
        .prepare_cached(
            "SELECT service_type, send.message_type, send.doc_id, delivery.doc_id, from_code, to_code, title, code,
                    CASE WHEN recalled THEN 'recalled' ELSE status END,
                    CASE WHEN recalled THEN 'Da thu hoi' ELSE status_desc END, send.arrived, coalesce(fetched, '')
             FROM send JOIN delivery ON delivery.send = send.id
             WHERE sender = ? AND send.message_type = ? AND send.arrived >= ? AND send.arrived < ?
             ORDER BY send.id, delivery.id LIMIT ? OFFSET ?",
        )?
        .query_map(
            params![agency, page.message_type.wire(), from, to, page.size, page.skip],
            |row| {
                Ok(SentItem {
                    service_type: row.get(0)?,
                    message_type: row.get(1)?,
                    sender_doc_id: row.get(2)?,
                    receiver_doc_id: row.get(3)?,
                    from_code: row.get(4)?,
                    to_code: row.get(5)?,
                    title: row.get(6)?,
                    notation: row.get(7)?,
                    send_status: "done".into(),
                    send_status_desc: "Da gui".into(),
                    receive_status: row.get(8)?,
                    receive_status_desc: row.get(9)?,
                    sent_time: row.get(10)?,
                    received_time: row.get(11)?,
                })
            },
        )?
        .collect()
}

/// How many items wait for an agency.
pub fn waiting(
    connection: &Connection,
    agency: i64,
    message_type: MessageType,
) -> rusqlite::Result<u64> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM delivery WHERE receiver = ? AND message_type = ? AND status <> 'done' AND recalled = 0",
        )?
        .query_row(params![agency, message_type.wire()], |row| row.get(0))
}
