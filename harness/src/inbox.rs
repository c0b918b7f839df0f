//! An inbox without races: what arrives before anybody waits for it is kept, and is taken by content.
//!
//! Nothing is ever thrown away. An item that was taken stays in the history, so that duplicates and wrong order
//! are facts one can look at. Waiting is by notification: no polling, and no wake-up is lost, because a waiter
//! registers before it looks.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// Everything that arrived, shared between those who put in and those who wait.
pub struct Inbox<T> {
    inner: Arc<Inner<T>>,
}

struct Inner<T> {
    state: Mutex<State<T>>,
    arrived: Notify,
}

struct State<T> {
    entries: Vec<Entry<T>>,
    /// Every entry before this one is taken.
    first_open: usize,
}

struct Entry<T> {
    item: T,
    taken: bool,
}

/// Nothing fitting arrived in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing fitting arrived within {patience:?}; {kept} other item(s) are in the inbox")]
pub struct NothingArrived {
    /// How long was waited.
    pub patience: Duration,
    /// How many items lie in the inbox untaken.
    pub kept: usize,
}

impl<T> Clone for Inbox<T> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self {
            inner: Arc::new(Inner {
                state: Mutex::new(State {
                    entries: Vec::new(),
                    first_open: 0,
                }),
                arrived: Notify::new(),
            }),
        }
    }
}

impl<T> std::fmt::Debug for Inbox<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox")
            .field("arrived", &self.state().entries.len())
            .finish_non_exhaustive()
    }
}

impl<T> Inbox<T> {
    /// An empty inbox.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an item in, wakes everybody who waits, and tells the item's place in the order of arrival.
    pub fn push(&self, item: T) -> usize {
        let place = {
            let mut state = self.state();
            state.entries.push(Entry { item, taken: false });
            state.entries.len() - 1
        };
        self.inner.arrived.notify_waiters();
        place
    }

    /// How many items ever arrived.
    #[must_use]
    pub fn arrived(&self) -> usize {
        self.state().entries.len()
    }

    /// How many items were not taken yet.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.state().kept()
    }

    /// How many items that fit ever arrived, taken or not.
    pub fn count(&self, mut fits: impl FnMut(&T) -> bool) -> usize {
        let state = self.state();
        (state.entries.iter())
            .filter(|entry| fits(&entry.item))
            .count()
    }

    /// Waits until more than `seen` items have arrived; returns how many have. For loops that look at something
    /// else each time the inbox moves: read [`Inbox::arrived`] first, look, then wait for one more.
    pub async fn moved_beyond(&self, seen: usize) -> usize {
        loop {
            let arrived = self.inner.arrived.notified();
            let now = self.arrived();
            if now > seen {
                return now;
            }
            arrived.await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Clone> Inbox<T> {
    /// Takes the earliest item that fits and was not taken yet.
    pub fn take(&self, mut fits: impl FnMut(&T) -> bool) -> Option<T> {
        self.state().take_from(0, &mut fits)
    }

    /// Takes the earliest item that fits, waiting for it up to `patience` of real time.
    ///
    /// `fits` must depend on the item alone: each item is shown to it once.
    ///
    /// # Errors
    /// [`NothingArrived`] when the patience is over.
    pub async fn wait(
        &self,
        mut fits: impl FnMut(&T) -> bool,
        patience: Duration,
    ) -> Result<T, NothingArrived> {
        let deadline = Instant::now() + patience;
        let mut looked_at = 0;
        loop {
            let arrived = self.inner.arrived.notified();
            {
                let mut state = self.state();
                if let Some(item) = state.take_from(looked_at, &mut fits) {
                    return Ok(item);
                }
                looked_at = state.entries.len();
            }
            if timeout_at(deadline, arrived).await.is_err() {
                let mut state = self.state();
                let late = state.take_from(looked_at, &mut fits);
                let kept = state.kept();
                return late.ok_or(NothingArrived { patience, kept });
            }
        }
    }

    /// Everything that ever arrived, taken or not, in the order of arrival.
    #[must_use]
    pub fn history(&self) -> Vec<T> {
        let state = self.state();
        state
            .entries
            .iter()
            .map(|entry| entry.item.clone())
            .collect()
    }

    /// Everything that ever arrived and fits, taken or not, in the order of arrival.
    pub fn all(&self, mut fits: impl FnMut(&T) -> bool) -> Vec<T> {
        let state = self.state();
        (state.entries.iter())
            .filter(|entry| fits(&entry.item))
            .map(|entry| entry.item.clone())
            .collect()
    }

    /// The keys that arrived more than once, each with its places in the order of arrival.
    pub fn duplicates<K: Eq + Hash + Ord + Clone>(
        &self,
        key: impl Fn(&T) -> K,
    ) -> Vec<(K, Vec<usize>)> {
        let mut places: HashMap<K, Vec<usize>> = HashMap::new();
        for (place, entry) in self.state().entries.iter().enumerate() {
            places.entry(key(&entry.item)).or_default().push(place);
        }
        let mut twice: Vec<_> = (places.into_iter())
            .filter(|(_, places)| places.len() > 1)
            .collect();
        twice.sort();
        twice
    }
}

impl<T> State<T> {
    fn kept(&self) -> usize {
        (self.entries[self.first_open..].iter())
            .filter(|entry| !entry.taken)
            .count()
    }
}

impl<T: Clone> State<T> {
    fn take_from(&mut self, start: usize, fits: &mut impl FnMut(&T) -> bool) -> Option<T> {
        let start = start.max(self.first_open);
        let entry = (self.entries.get_mut(start..)?.iter_mut())
            .find(|entry| !entry.taken && fits(&entry.item))?;
        entry.taken = true;
        let item = entry.item.clone();
        while (self.entries.get(self.first_open)).is_some_and(|entry| entry.taken) {
            self.first_open += 1;
        }
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::seq::SliceRandom;

    use super::*;
    use crate::seed::Seed;

    const LONG: Duration = Duration::from_secs(30);

    #[tokio::test]
    async fn what_arrived_early_is_kept_and_taken_by_content() {
        let inbox = Inbox::new();
        for word in ["03", "01", "06", "01"] {
            inbox.push(word);
        }
        assert_eq!(inbox.wait(|word| *word == "01", LONG).await, Ok("01"));
        assert_eq!(inbox.take(|word| *word == "06"), Some("06"));
        assert_eq!(inbox.history(), ["03", "01", "06", "01"]);
        assert_eq!(inbox.kept(), 2);
        assert_eq!(inbox.duplicates(|word| *word), [("01", vec![1, 3])]);
    }

    #[tokio::test]
    async fn patience_ends() {
        let inbox: Inbox<u8> = Inbox::new();
        inbox.push(1);
        let waited = inbox
            .wait(|item| *item == 2, Duration::from_millis(1))
            .await;
        assert_eq!(
            waited.expect_err("two never came").to_string(),
            "nothing fitting arrived within 1ms; 1 other item(s) are in the inbox"
        );
    }

    /// Eight tasks put in 10,000 items in random order, one in twenty of them twice, while a hundred waiters
    /// take what is theirs.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn nothing_is_lost_and_nothing_is_mistaken() {
        let mut items: Vec<usize> = (0..10_000).chain((0..10_000).step_by(20)).collect();
        items.shuffle(&mut Seed(1).rng());
        let inbox = Inbox::new();
        let waiters: Vec<_> = (0..100)
            .map(|mine| {
                let inbox = inbox.clone();
                tokio::spawn(async move {
                    let mut got = Vec::new();
                    for _ in 0..100 {
                        let next = |item: &usize| item % 100 == mine;
                        got.push(inbox.wait(next, LONG).await.expect("every item comes"));
                    }
                    got
                })
            })
            .collect();
        let share = items.len().div_ceil(8);
        for chunk in items.chunks(share) {
            let (inbox, chunk) = (inbox.clone(), chunk.to_vec());
            tokio::spawn(async move {
                for item in chunk {
                    inbox.push(item);
                    tokio::task::yield_now().await;
                }
            });
        }
        for (mine, waiter) in waiters.into_iter().enumerate() {
            let got = waiter.await.expect("a waiter does not panic");
            assert!(got.iter().all(|item| item % 100 == mine));
        }
        while inbox.arrived() < items.len() {
            inbox.moved_beyond(inbox.arrived()).await;
        }
        assert_eq!(inbox.kept(), 500, "the duplicates are still there");
        assert_eq!(inbox.duplicates(|item| *item).len(), 500);
    }

    proptest! {
        #[test]
        fn taking_everything_once_gives_what_was_put_in(mut items in prop::collection::vec(0u8..20, 0..60)) {
            let inbox = Inbox::new();
            for item in &items {
                inbox.push(*item);
            }
            let mut taken = Vec::new();
            for wanted in (0..20).rev() {
                while let Some(item) = inbox.take(|item| *item == wanted) {
                    prop_assert_eq!(item, wanted);
                    taken.push(item);
                }
            }
            prop_assert_eq!(inbox.history(), items.clone());
            prop_assert_eq!(inbox.kept(), 0);
            items.sort_unstable();
            taken.sort_unstable();
            prop_assert_eq!(taken, items);
        }
    }
}
