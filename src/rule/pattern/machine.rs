//! Finds patterns in a sentence: window by window, from every place where a match can start.

use super::pairs::Pairs;
use super::places::Places;
use super::run::{Job, Run};
use super::sentence::SentenceView;
use super::slot::{Slots, kind_bit};
use super::words::WordLists;
use super::{Binding, Match, Overlap, Pattern};
use crate::source::ProseSpan;
use std::ops::Range;

/// A match lies within so many bytes; a longer sentence is searched in windows that overlap by half.
const WINDOW: u32 = 8_192;
/// Overlapping matches in one window; after so many only matches past the last one are looked for.
const MAX_OVERLAPPING: usize = 16;

/// Memory that matching uses again and again; one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) jobs: Vec<Job>,
    pub(super) visited: Vec<u64>,
    /// By mark: where the last run of characters of a class was entered, and where it ends.
    pub(super) runs: Vec<(u32, u32)>,
    pub(super) captures: Vec<Capture>,
    /// By byte of the sentence and one more: the first token that starts there or after it.
    token_from: Vec<u32>,
    /// Where mentions of the sentence can be entered, ordered by place, the longer first.
    pub(super) entries: Vec<(u32, u32)>,
    /// By token: the kinds of mention that can be entered where it starts.
    pub(super) entered: Vec<u16>,
    /// Where its tokens stand, if they are few.
    pub(super) places: Places,
    /// What stands side by side in it.
    pairs: Pairs,
    /// By slot: the mention that it may bind and no other, where one is given.
    pub(super) given: Vec<Option<u32>>,
    /// The elements of the list that was gathered last.
    pub(super) items: Vec<u32>,
}

/// What a slot has bound so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capture {
    pub what: What,
    pub start: u32,
    pub end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Nothing,
    /// A named group that is entered and not left.
    Entered,
    Words,
    /// A mention, as index into the sentence's.
    Mention(u32),
    /// So many mentions.
    List(u32),
}

/// A slot that has bound nothing.
const NOTHING: Capture = Capture { what: What::Nothing, start: 0, end: 0 };

/// Finds patterns in one sentence.
#[derive(Debug)]
pub struct Matcher<'a> {
    pub(super) sentence: SentenceView<'a>,
    pub(super) lists: &'a WordLists,
    pub(super) scratch: &'a mut Scratch,
    /// Whether `scratch` knows the sentence, and its pairs.
    prepared: bool,
    paired: bool,
}

impl<'a> Matcher<'a> {
    /// A matcher for `sentence`, whose patterns take their word lists from `lists`.
    pub fn new(sentence: SentenceView<'a>, lists: &'a WordLists, scratch: &'a mut Scratch) -> Self {
        Matcher { sentence, lists, scratch, prepared: false, paired: false }
    }

    /// Notes where the tokens and mentions of the sentence start, before its first search.
    fn prepare(&mut self) {
        if std::mem::replace(&mut self.prepared, true) {
            return;
        }
        let Scratch { token_from, entries, entered, places, .. } = &mut *self.scratch;
        let sentence = self.sentence;
        token_from.clear();
        for (at, token) in sentence.tokens.iter().enumerate() {
            token_from.resize((token.span.start - sentence.span.start) as usize + 1, at as u32);
        }
        token_from.resize(sentence.span.len() as usize + 1, sentence.tokens.len() as u32);
        entries.clear();
        for (at, mention) in sentence.mentions.iter().enumerate() {
            entries.push((mention.span.start, at as u32));
            if mention.extent.start < mention.span.start {
                entries.push((mention.extent.start, at as u32));
            }
        }
        // Stable: of mentions that start together the longer stay first.
        entries.sort_by_key(|(place, _)| *place);
        entered.clear();
        entered.resize(sentence.tokens.len(), 0);
        for (place, mention) in entries.iter() {
            let token = sentence.token_from(*place);
            if sentence.tokens.get(token).is_some_and(|token| token.span.start == *place) {
                entered[token] |= kind_bit(sentence.mentions[*mention as usize].kind);
            }
        }
        places.fill(sentence.tokens, entered);
    }

    /// The first token that starts at or after `at`, a place of the sentence.
    pub(super) fn token_from(&self, at: u32) -> usize {
        self.scratch.token_from[(at - self.sentence.span.start) as usize] as usize
    }

    /// Whether `at` lies inside a token: no match ends there.
    pub(super) fn splits_token(&self, at: u32) -> bool {
        let next = self.token_from(at);
        next > 0 && self.sentence.tokens[next - 1].span.end > at
    }

    /// Whether `pattern` matches anywhere.
    pub fn matches(&mut self, pattern: &Pattern) -> bool {
        self.matches_with(pattern, &[])
    }

    /// Whether `pattern` matches where its slots bind the mentions that they have in `bindings`, if they have one there.
    pub fn matches_with(&mut self, pattern: &Pattern, bindings: &[Binding]) -> bool {
        let Scratch { given, pairs, .. } = &mut *self.scratch;
        if !pattern.pairs.is_empty() {
            if !std::mem::replace(&mut self.paired, true) {
                pairs.fill(&self.sentence);
            }
            if !pairs.meet(&pattern.pairs) {
                return false;
            }
        }
        let first = self.sentence.first_mention;
        given.extend(bindings.iter().map(|binding| match binding {
            // One of another sentence is none of this one's.
            Binding::Mention(mention) => Some(mention.wrapping_sub(first)),
            _ => None,
        }));
        let mut found = false;
        self.search(pattern, Overlap::No, |_, _| {
            found = true;
            false
        });
        self.scratch.given.clear();
        found
    }

    /// All matches of `pattern`, in order of their start; bindings stand at the places of the rule's `slots`.
    pub fn find(&mut self, pattern: &Pattern, slots: &Slots, overlap: Overlap) -> Vec<Match> {
        let mut found = Vec::new();
        self.search(pattern, overlap, |matcher, span| {
            found.push(Match { span, bindings: matcher.bindings(slots) });
            true
        });
        found
    }

    /// Calls `each` with the span of every match until it says no.
    fn search(
        &mut self,
        pattern: &Pattern,
        overlap: Overlap,
        mut each: impl FnMut(&mut Self, ProseSpan) -> bool,
    ) {
        self.prepare();
        let program = pattern.program(self.lists);
        let sentence = self.sentence;
        self.scratch.captures.clear();
        self.scratch.captures.resize(pattern.slots as usize, NOTHING);
        let (mut base, mut past, mut found) = (sentence.span.start, sentence.span.start, 0);
        while base < sentence.span.end {
            let last = sentence.span.end.saturating_sub(base) <= WINDOW;
            let stop = if last { sentence.span.end } else { base + WINDOW / 2 };
            let end = if last { stop } else { char_at(sentence.text, base + WINDOW) };
            let mut run = Run { program, starts: pattern.starts.as_ref(), matcher: self, base, end };
            let (mut fresh, mut cursor) = (false, run.cursor());
            while let Some(start) = run.next_start(&mut cursor, stop) {
                if start < past {
                    continue;
                }
                if !std::mem::replace(&mut fresh, true) {
                    run.clear();
                }
                let Some(end) = run.from(start) else { continue };
                found += 1;
                let span = ProseSpan::new(start, run.trimmed(start, end));
                if !each(run.matcher, span) {
                    return;
                }
                run.matcher.scratch.captures.fill(NOTHING);
                run.clear();
                if overlap == Overlap::No || found >= MAX_OVERLAPPING {
                    past = end.max(start + 1);
                }
            }
            base = if last { stop } else { char_at(sentence.text, stop) };
        }
    }

    fn bindings(&mut self, slots: &Slots) -> Vec<Binding> {
        let captures = std::mem::take(&mut self.scratch.captures);
        let first = self.sentence.first_mention;
        let bindings = slots
            .as_slice()
            .iter()
            .zip(captures.iter().chain(std::iter::repeat(&NOTHING)))
            .map(|(slot, capture)| match capture.what {
                What::Nothing | What::Entered => Binding::None,
                What::Words => Binding::Words(ProseSpan::new(capture.start, capture.end)),
                What::Mention(mention) => Binding::Mention(first + mention),
                What::List(len) => {
                    self.gather(slot.kind, capture.start);
                    self.scratch.items.truncate(len as usize);
                    Binding::List(self.scratch.items.iter().map(|mention| first + mention).collect())
                }
            })
            .collect();
        self.scratch.captures = captures;
        bindings
    }

    /// The mentions that can be entered at `at`.
    pub(super) fn entered_at(&self, at: u32) -> impl DoubleEndedIterator<Item = u32> + use<'_> {
        self.scratch.entries[self.entries_at(at)].iter().map(|(_, mention)| *mention)
    }

    /// The places of those of `scratch.entries` that stand at `at`.
    pub(super) fn entries_at(&self, at: u32) -> Range<usize> {
        let entries = &self.scratch.entries;
        let from = entries.partition_point(|(place, _)| *place < at);
        from..from + entries[from..].iter().take_while(|(place, _)| *place == at).count()
    }
}

/// `at`, or the start of the character around it.
fn char_at(text: &str, at: u32) -> u32 {
    (0..4).map(|back| at - back).find(|at| text.is_char_boundary(*at as usize)).unwrap_or(at)
}
