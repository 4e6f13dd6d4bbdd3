//! What can go wrong with the engine.

use std::fmt;

use crate::corpus::Share;
use crate::http::{HttpError, InvalidUrl};
use crate::index::IndexError;

/// So many shares are named.
const TOLD: usize = 10;

/// Why the engine did not answer, or not as it must. No variant holds a password or a key.
#[derive(Debug)]
#[non_exhaustive]
pub enum ClusterError {
    /// An address that is none.
    Address(InvalidUrl),
    /// A password or key would be sent unencrypted to this host.
    Unencrypted(String),
    /// No machine could be reached; the first host, and why.
    Unreachable(String, HttpError),
    /// No client could be made.
    Client(HttpError),
    /// Who asks is not let in (401) or may not do that (403).
    Refused(u16),
    /// The engine had too much to do for longer than was waited.
    Busy(String),
    /// The index may not be written to; what the engine says.
    Blocked(String),
    /// Not all shards answered: so many of how many, 0 of 0 where the engine does not say.
    Partial {
        /// How many did.
        successful: u64,
        /// How many there are.
        total: u64,
    },
    /// What was read from is not there any more: the index was replaced or deleted meanwhile, or the
    /// point in time has run out.
    Gone,
    /// There is nothing of that name.
    NotFound(String),
    /// No ingest into it was finished yet.
    Unfinished(String),
    /// The index holds something else, or was written in another form.
    Foreign {
        /// Its name.
        index: String,
        /// What form it is of, if it is one of ours.
        found: Option<u64>,
    },
    /// The name stands for several indexes.
    Ambiguous(String),
    /// Its mapping is not the one that was made for it, and what is different.
    Mapping(String),
    /// A version that is not known to work, as it says itself.
    Version(String),
    /// Too few nodes are there to choose a manager of the cluster.
    NoManager,
    /// The index is closed.
    Closed,
    /// It refused something for a reason of its own.
    Failed {
        /// The status.
        status: u16,
        /// The reason.
        reason: String,
    },
    /// What it answered is not what it should be.
    Unexpected(&'static str),
    /// Another ingest is at work on it and does not end.
    Locked,
    /// Another ingest has taken over, or has written meanwhile.
    Overtaken,
    /// The index has so many shards, and other ones are asked for.
    Shards(u32),
    /// An index is to be made anew that does not tell of what it was made.
    NoPaths,
    /// An index that cannot be read has so many reports, where it tells, and more than what is to take its
    /// place.
    Fewer(Option<u64>, u64),
    /// An index is to be made anew of which shares wait to be settled.
    Unsettled,
    /// An index was made anew, and that whose place it has taken was not removed, for a reason.
    Left(String, Box<ClusterError>),
    /// No share waits to be settled.
    NoShares,
    /// Shares that have not ended.
    Lacking(Vec<Share>),
    /// A share read other paths than those that are to be settled.
    OtherPaths(Share, Vec<String>),
    /// A share was read with other rules than the others.
    OtherRules(Share),
    /// Fewer or more documents came to stand in it than were written.
    Miscounted {
        /// So many were written.
        written: u64,
        /// So many stand there.
        found: u64,
    },
    /// A question selects more than can be decided here; so many bytes are too many.
    TooMany(u64),
    /// What was made here of the answers cannot be read or written.
    Part(Box<IndexError>),
}

impl ClusterError {
    /// Tells whether the same question may be answered if it is asked again from the beginning.
    pub(super) const fn is_passing(&self) -> bool {
        matches!(self, ClusterError::Partial { .. } | ClusterError::Gone)
    }

    /// Says what to do.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            ClusterError::Address(_) => {
                "the address is that of a node and the name of an index: `https://search.example:9200/findings`"
            }
            ClusterError::Unencrypted(_) => "use an address that begins with https://",
            ClusterError::Unreachable(_, HttpError::Tls(_)) => {
                "FINDINGS_ENGINE_CA names the certificates of who vouches for it"
            }
            ClusterError::Unreachable(_, HttpError::Header(_)) => {
                "a key or password is one line, without control characters"
            }
            ClusterError::Unreachable(..) => {
                "is the engine running, and is the address right? Several addresses are parted by commas"
            }
            ClusterError::Client(_) => "look at FINDINGS_ENGINE_CA",
            ClusterError::Refused(401) => {
                "set FINDINGS_ENGINE_USER and FINDINGS_ENGINE_PASSWORD, or FINDINGS_ENGINE_API_KEY"
            }
            ClusterError::Refused(_) => "docs/scale.md lists what the role needs",
            ClusterError::Busy(_) => {
                "ask again later; what was written is kept, and an ingest goes on"
            }
            ClusterError::Blocked(_) => {
                "are its disks full? Free some; `index.blocks` of the index tells what is left to lift"
            }
            ClusterError::Partial { .. } => {
                "a part would be no answer: `_cluster/health` and `_cat/shards` tell which nodes are missing, `_cat/indices` whether the index is closed"
            }
            ClusterError::NoManager => {
                "start the nodes that are missing; what was written is kept, and an ingest goes on"
            }
            ClusterError::Closed => "open it: `POST INDEX/_open`",
            ClusterError::Gone => "ask again",
            ClusterError::NotFound(_) => "`findings ingest --engine URL PATH` makes it",
            ClusterError::Unfinished(_) => {
                "run `findings ingest --engine URL PATH` to its end, or `--settle` where shares have run; it goes on"
            }
            ClusterError::Foreign { found: Some(_), .. } => {
                "`findings ingest --engine URL --rebuild PATH` makes it anew, and is done when it is whole"
            }
            ClusterError::Foreign { .. } => {
                "name another index behind the address, and fill it by `findings ingest --engine URL PATH`"
            }
            ClusterError::Ambiguous(_) => "let the alias stand for one index",
            ClusterError::Mapping(_) => {
                "somebody has changed it: `findings ingest --engine URL --rebuild PATH` makes it anew"
            }
            ClusterError::Version(_) => "OpenSearch 2.19 and 3.x are known to work",
            ClusterError::Locked => "wait until it has ended",
            ClusterError::Overtaken => "run it again: what is written already is kept",
            ClusterError::Shards(_) => "`--rebuild` with `--shards` makes it anew",
            ClusterError::NoPaths => "name all folders of reports behind `--rebuild`",
            ClusterError::Fewer(..) => {
                "name all folders of reports; `--prune` lets go what is not there"
            }
            ClusterError::Unsettled => "`findings ingest --engine URL --settle PATH` settles them",
            ClusterError::Left(..) => "the next ingest removes it, if it may",
            ClusterError::NoShares => {
                "each share is ingested by `findings ingest --engine URL --share 1/N PATH` and so on"
            }
            ClusterError::Lacking(_) => {
                "run them to their end, then settle: what was handed over is kept"
            }
            ClusterError::OtherPaths(..) => "name the same folders as the shares do",
            ClusterError::OtherRules(_) => {
                "run it again with the `--rules` and `--gazetteer` of the others"
            }
            ClusterError::Miscounted { .. } => "nothing of it is seen: run the ingest again",
            ClusterError::TooMany(_) => "narrow the question, by a filter such as --since",
            ClusterError::Failed { .. } | ClusterError::Unexpected(_) | ClusterError::Part(_) => {
                return None;
            }
        })
    }
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClusterError::Address(error) => write!(f, "the address of the engine is none: {error}"),
            ClusterError::Unencrypted(host) => {
                write!(f, "a password or key is not sent to `{host}` unencrypted")
            }
            ClusterError::Unreachable(host, error) => {
                write!(f, "the engine at `{host}` cannot be reached: {error}")
            }
            ClusterError::Client(error) => write!(f, "the engine cannot be asked: {error}"),
            ClusterError::Refused(401) => f.write_str("the engine does not know who asks"),
            ClusterError::Refused(_) => f.write_str("the engine does not allow that to who asks"),
            ClusterError::Busy(reason) => write!(f, "the engine has too much to do: {reason}"),
            ClusterError::Blocked(reason) => {
                write!(f, "the engine lets nobody write to the index: {reason}")
            }
            ClusterError::Partial { total: 0, .. } => {
                f.write_str("not all shards of the engine answered")
            }
            ClusterError::Partial { successful, total } if successful == total => {
                f.write_str("not all shards of the engine answered in time")
            }
            ClusterError::Partial { successful, total } => write!(
                f,
                "only {successful} of {total} shards of the engine answered"
            ),
            ClusterError::NoManager => {
                f.write_str("the cluster has no manager: too few of its nodes are there")
            }
            ClusterError::Closed => f.write_str("the index is closed"),
            ClusterError::Gone => {
                f.write_str("the index was replaced or deleted while it was read")
            }
            ClusterError::NotFound(name) => write!(f, "the engine has no index `{name}`"),
            ClusterError::Unfinished(name) => {
                write!(
                    f,
                    "nothing is in `{name}` yet: no ingest into it was finished"
                )
            }
            ClusterError::Foreign {
                index,
                found: Some(found),
            } => write!(
                f,
                "the index `{index}` was written in another form ({found})"
            ),
            ClusterError::Foreign { index, found: None } => {
                write!(f, "the index `{index}` holds something else")
            }
            ClusterError::Ambiguous(name) => write!(f, "`{name}` stands for several indexes"),
            ClusterError::Mapping(field) => {
                write!(f, "the field `{field}` of the index is not as it was made")
            }
            ClusterError::Version(version) => write!(f, "the engine is {version}"),
            ClusterError::Failed { status, reason } => {
                write!(f, "the engine refused it ({status}): {reason}")
            }
            ClusterError::Unexpected(what) => write!(f, "the engine answered without {what}"),
            ClusterError::Locked => f.write_str("another ingest is at work on the index"),
            ClusterError::Overtaken => {
                f.write_str("another ingest has written to the index meanwhile")
            }
            ClusterError::Shards(has) => {
                let shards = if *has == 1 { "shard" } else { "shards" };
                write!(f, "the index has {has} {shards}")
            }
            ClusterError::NoPaths => {
                f.write_str("the engine does not tell of what the index was made")
            }
            ClusterError::Fewer(Some(had), has) => write!(
                f,
                "the index has {had} reports and cannot be read, and what would take its place has {has}"
            ),
            ClusterError::Fewer(None, _) => {
                f.write_str("the index cannot be read, and not be told how many reports it has")
            }
            ClusterError::Unsettled => f.write_str("shares wait to be settled"),
            ClusterError::Left(index, error) => write!(
                f,
                "the index was made anew, and the old one, `{index}`, is left: {error}"
            ),
            ClusterError::NoShares => f.write_str("no share waits to be settled"),
            ClusterError::Lacking(shares) => {
                let names: Vec<String> = shares.iter().take(TOLD).map(Share::to_string).collect();
                let more = match shares.len().saturating_sub(TOLD) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                match &names[..] {
                    [name] => write!(f, "the share {name} is lacking"),
                    names => write!(f, "the shares {}{more} are lacking", names.join(", ")),
                }
            }
            ClusterError::OtherPaths(share, paths) => {
                write!(
                    f,
                    "the share {share} was read from `{}`",
                    paths.join("`, `")
                )
            }
            ClusterError::OtherRules(share) => {
                write!(
                    f,
                    "the share {share} was read with other rules than the others"
                )
            }
            ClusterError::Miscounted { written, found } => write!(
                f,
                "{written} documents were written and {found} stand in the index"
            ),
            ClusterError::TooMany(bytes) => {
                write!(
                    f,
                    "the question selects more than {bytes} bytes of paragraphs"
                )
            }
            ClusterError::Part(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ClusterError {}

impl From<ClusterError> for IndexError {
    fn from(error: ClusterError) -> Self {
        match error {
            ClusterError::Part(error) => *error,
            error => IndexError::Whole(Box::new(error)),
        }
    }
}

impl From<IndexError> for ClusterError {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Whole(inner) => match inner.downcast::<ClusterError>() {
                Ok(error) => *error,
                Err(other) => ClusterError::Part(Box::new(IndexError::Whole(other))),
            },
            error => ClusterError::Part(Box::new(error)),
        }
    }
}
