//! A synthetic nation: people, businesses, addresses and procedures, drawn from a seed, none of which can be real.
