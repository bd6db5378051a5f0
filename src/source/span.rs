//! Offsets into a file and offsets into an article's prose: two types, so that they cannot mix.

/// Bytes `start..end` of a file as it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileSpan {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Bytes `start..end` of the prose of one article (see [`crate::article::Prose`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ProseSpan {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

macro_rules! span {
    ($span:ident) => {
        impl $span {
            /// The span `start..end`.
            #[inline]
            pub const fn new(start: u32, end: u32) -> Self {
                $span { start, end }
            }

            /// Length in bytes.
            #[inline]
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether the span holds no byte.
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies inside this span, ends included.
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two spans share a byte.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest span that holds both.
            pub fn to(self, other: Self) -> Self {
                $span { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// As a range for slicing.
            #[inline]
            pub const fn range(self) -> std::ops::Range<usize> {
                self.start as usize..self.end as usize
            }
        }
    };
}

span!(FileSpan);
span!(ProseSpan);
