//! Runs programs over sentences: a backtracker that never visits a step at a place twice.
//!
//! Of several ways to match it takes the one that comes first in the pattern, as regular expressions of
//! the Perl family do. What a step can reach depends on the step and the place alone, so a second visit
//! would fail as the first did; time and memory are bounded by steps × bytes.

use super::fold::{fold, is_blank, is_word, plain};
use super::gap::{GAP_TOKENS, Walk};
use super::program::{Program, Step, UNMARKED};
use super::sentence::SentenceView;
use super::slot::{SlotType, Slots, kind_bit};
use super::start::Starts;
use super::words::WordLists;
use super::{Binding, Match, Overlap, Pattern};
use crate::mention::{Token, TokenKind};
use crate::source::ProseSpan;

/// A match lies within so many bytes; a longer sentence is searched in windows that overlap by half.
const WINDOW: u32 = 8_192;
/// Overlapping matches in one window; after so many only matches past the last one are looked for.
const MAX_OVERLAPPING: usize = 16;

/// Memory that matching uses again and again; one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    jobs: Vec<Job>,
    visited: Vec<u64>,
    captures: Vec<Capture>,
    /// Where mentions of the sentence can be entered, ordered by place, the longer first.
    entries: Vec<(u32, u32)>,
    /// By token: the kinds of mention that can be entered where it starts.
    entered: Vec<u16>,
    /// The elements of the list that was gathered last.
    pub(super) items: Vec<u32>,
}

/// What a slot has bound so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Capture {
    what: What,
    start: u32,
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Nothing,
    /// A named group that is entered and not left.
    Entered,
    Words,
    /// A mention, as index into the sentence's.
    Mention(u32),
    /// So many mentions.
    List(u32),
}

const NOTHING: Capture = Capture { what: What::Nothing, start: 0, end: 0 };

#[derive(Debug, Clone, Copy)]
enum Job {
    /// Go on at this step and place.
    Go { step: u32, at: u32 },
    /// Bind, then go on.
    Bind { step: u32, slot: u16, capture: Capture },
    /// Take a binding back.
    Restore { slot: u16, capture: Capture },
}

/// Finds patterns in one sentence.
#[derive(Debug)]
pub struct Matcher<'a> {
    pub(super) sentence: SentenceView<'a>,
    pub(super) lists: &'a WordLists,
    pub(super) scratch: &'a mut Scratch,
}

impl<'a> Matcher<'a> {
    /// A matcher for `sentence`, whose patterns take their word lists from `lists`.
    pub fn new(sentence: SentenceView<'a>, lists: &'a WordLists, scratch: &'a mut Scratch) -> Self {
        scratch.entries.clear();
        for (at, mention) in sentence.mentions.iter().enumerate() {
            scratch.entries.push((mention.span.start, at as u32));
            if mention.extent.start < mention.span.start {
                scratch.entries.push((mention.extent.start, at as u32));
            }
        }
        // Stable: of mentions that start together the longer stay first.
        scratch.entries.sort_by_key(|(place, _)| *place);
        scratch.entered.clear();
        scratch.entered.resize(sentence.tokens.len(), 0);
        for (place, mention) in &scratch.entries {
            let token = sentence.token_from(*place);
            if sentence.tokens.get(token).is_some_and(|token| token.span.start == *place) {
                scratch.entered[token] |= kind_bit(sentence.mentions[*mention as usize].kind);
            }
        }
        Matcher { sentence, lists, scratch }
    }

    /// The sentence.
    pub fn sentence(&self) -> SentenceView<'a> {
        self.sentence
    }

    /// Whether `pattern` matches anywhere.
    pub fn matches(&mut self, pattern: &Pattern) -> bool {
        let mut found = false;
        self.search(pattern, Overlap::No, |_, _| {
            found = true;
            false
        });
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
        let program = pattern.program();
        let sentence = self.sentence;
        self.scratch.captures.clear();
        self.scratch.captures.resize(pattern.slots as usize, NOTHING);
        let (mut base, mut past, mut found) = (sentence.span.start, sentence.span.start, 0);
        while base < sentence.span.end {
            let last = sentence.span.end.saturating_sub(base) <= WINDOW;
            let stop = if last { sentence.span.end } else { base + WINDOW / 2 };
            let end = if last { stop } else { char_at(sentence.text, base + WINDOW) };
            let mut run = Run { program, starts: pattern.starts.as_ref(), matcher: self, base, end };
            let (mut fresh, mut cursor) = (false, sentence.token_from(base));
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
                if overlap == Overlap::Yes && found < MAX_OVERLAPPING {
                    run.clear();
                } else {
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
        let entries = &self.scratch.entries;
        let from = entries.partition_point(|(place, _)| *place < at);
        let len = entries[from..].partition_point(|(place, _)| *place == at);
        entries[from..from + len].iter().map(|(_, mention)| *mention)
    }
}

/// One search: a program over one window of a sentence.
struct Run<'p, 'm, 'a> {
    program: &'p Program,
    starts: Option<&'p Starts>,
    matcher: &'m mut Matcher<'a>,
    base: u32,
    end: u32,
}

impl Run<'_, '_, '_> {
    fn clear(&mut self) {
        let bits = self.program.marks as usize * (self.end - self.base + 1) as usize;
        let visited = &mut self.matcher.scratch.visited;
        visited.clear();
        visited.resize(bits.div_ceil(64), 0);
    }

    /// The next place before `stop` where a match can start; `cursor` is a place among the tokens.
    fn next_start(&self, cursor: &mut usize, stop: u32) -> Option<u32> {
        let tokens = self.matcher.sentence.tokens;
        while let Some(token) = tokens.get(*cursor)
            && token.span.start < stop
        {
            let at = *cursor;
            *cursor += 1;
            if self.can_start(at, token) {
                return Some(token.span.start);
            }
        }
        None
    }

    fn can_start(&self, at: usize, token: &Token) -> bool {
        let kinds = self.matcher.scratch.entered[at];
        match self.starts {
            Some(starts) => kinds & starts.kinds != 0 || starts.words.contains(&token.word),
            None => {
                let byte = self.matcher.sentence.text.as_bytes()[token.span.start as usize];
                let by_char =
                    if byte < 128 { self.program.first >> byte & 1 == 1 } else { self.program.wide_first };
                by_char || (self.program.mention_first && kinds != 0)
            }
        }
    }

    fn char(&self, at: u32) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let text = self.matcher.sentence.text;
        let byte = text.as_bytes()[at as usize];
        if byte < 128 { Some(char::from(byte)) } else { text[at as usize..].chars().next() }
    }

    fn char_before(&self, at: u32) -> Option<char> {
        let sentence = self.matcher.sentence;
        sentence.text[sentence.span.start as usize..at as usize].chars().next_back()
    }

    /// Whether this is the first visit of a step with this mark at a place.
    fn visit(&mut self, mark: u32, at: u32) -> bool {
        let bit = mark as usize * (self.end - self.base + 1) as usize + (at - self.base) as usize;
        let word = &mut self.matcher.scratch.visited[bit / 64];
        let mask = 1 << (bit % 64);
        let first = *word & mask == 0;
        *word |= mask;
        first
    }

    /// Where the match from `start` ends.
    fn from(&mut self, start: u32) -> Option<u32> {
        self.matcher.scratch.jobs.clear();
        self.matcher.scratch.jobs.push(Job::Go { step: 0, at: start });
        while let Some(job) = self.matcher.scratch.jobs.pop() {
            let found = match job {
                Job::Restore { slot, capture } => {
                    self.matcher.scratch.captures[slot as usize] = capture;
                    None
                }
                Job::Go { step, at } => self.go(step, at),
                Job::Bind { step, slot, capture } => {
                    self.bind(slot, capture);
                    self.go(step, capture.end)
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn bind(&mut self, slot: u16, capture: Capture) {
        let scratch = &mut self.matcher.scratch;
        let old = std::mem::replace(&mut scratch.captures[slot as usize], capture);
        scratch.jobs.push(Job::Restore { slot, capture: old });
    }

    /// Runs from a step at a place until it fails, forks or is done.
    fn go(&mut self, mut step: u32, mut at: u32) -> Option<u32> {
        while at <= self.end {
            let mark = self.program.mark[step as usize];
            if mark != UNMARKED && !self.visit(mark, at) {
                return None;
            }
            match self.program.steps[step as usize] {
                Step::Char(wanted) => {
                    let c = self.char(at).filter(|c| fold(*c) == wanted)?;
                    at += c.len_utf8() as u32;
                }
                Step::Exact(wanted) => {
                    let c = self.char(at).filter(|c| plain(*c).unwrap_or(*c) == wanted)?;
                    at += c.len_utf8() as u32;
                }
                Step::Class(set) => {
                    let c = self.char(at).filter(|c| self.program.sets[set as usize].contains(*c))?;
                    at += c.len_utf8() as u32;
                }
                Step::Space => at = self.space(at)?,
                Step::Look(look) => {
                    let after = self.matcher.sentence.text
                        [at as usize..self.matcher.sentence.span.end as usize]
                        .chars()
                        .next();
                    if !look.holds(self.char_before(at), after) {
                        return None;
                    }
                }
                Step::Open(slot) => {
                    self.bind(slot, Capture { what: What::Entered, start: at, end: at });
                }
                Step::Close(slot) => {
                    let open = self.matcher.scratch.captures[slot as usize];
                    self.bind(slot, Capture { what: What::Words, start: open.start, end: at });
                }
                Step::Jump(to) => {
                    step = to;
                    continue;
                }
                Step::Fork(first, second) => {
                    if !self.is_dead_end(second, at) {
                        self.matcher.scratch.jobs.push(Job::Go { step: second, at });
                    }
                    step = first;
                    continue;
                }
                Step::Gap => return self.gap(step + 1, at),
                Step::Words(list) => return self.words(list, step + 1, at),
                Step::Slot { slot, kind, list } => {
                    match (kind, list) {
                        (SlotType::Word, _) => self.word(slot, step + 1, at),
                        (_, true) => self.list(slot, kind, step + 1, at),
                        (_, false) => self.slot(slot, kind, step + 1, at),
                    }
                    return None;
                }
                Step::Fail => return None,
                Step::Done => return (!self.matcher.sentence.splits_token(at)).then_some(at),
            }
            step += 1;
        }
        None
    }

    /// Whether a step fails at a place, as far as one look tells: most ways fail at their first letter,
    /// and are better not taken.
    fn is_dead_end(&self, mut step: u32, mut at: u32) -> bool {
        loop {
            match self.program.steps[step as usize] {
                Step::Char(wanted) => return self.char(at).is_none_or(|c| fold(c) != wanted),
                Step::Space => match self.space(at) {
                    Some(past) => (step, at) = (step + 1, past),
                    None => return true,
                },
                Step::Slot { kind, .. } if kind.kinds() != 0 => {
                    return self.matcher.entered_at(at).next().is_none();
                }
                Step::Fail => return true,
                _ => return false,
            }
        }
    }

    /// Past the white space at `at`. Where there is none, a space needs none beside white space that is
    /// passed already, before a mark, or at either end: words left out by `?` take their space with them.
    fn space(&self, at: u32) -> Option<u32> {
        let mut past = at;
        while let Some(c) = self.char(past).filter(|c| is_blank(*c)) {
            past += c.len_utf8() as u32;
        }
        let needless =
            || self.char(past).is_none_or(|c| !is_word(c)) || self.char_before(past).is_none_or(is_blank);
        (past > at || needless()).then_some(past)
    }

    fn gap(&mut self, step: u32, at: u32) -> Option<u32> {
        let sentence = self.matcher.sentence;
        if sentence.splits_token(at) {
            return None;
        }
        let mut walk = Walk::new(sentence, at);
        let mut places = [0; GAP_TOKENS + 1];
        let mut len = 0;
        loop {
            let place = walk.token().map_or(sentence.span.end, |token| token.span.start);
            if place <= self.end && !self.is_dead_end(step, place) {
                places[len] = place;
                len += 1;
            }
            if !walk.step(false) {
                break;
            }
        }
        let jobs = places[..len].iter().rev().map(|at| Job::Go { step, at: *at });
        self.matcher.scratch.jobs.extend(jobs);
        None
    }

    fn words(&mut self, list: u16, step: u32, at: u32) -> Option<u32> {
        let sentence = self.matcher.sentence;
        let first = sentence.token_from(at);
        let tokens = &sentence.tokens[first..];
        if tokens.first().is_none_or(|token| token.span.start != at) {
            return None;
        }
        let jobs = &mut self.matcher.scratch.jobs;
        let from = jobs.len();
        for len in self.matcher.lists.get(list).matches(sentence.text, tokens) {
            let end = tokens[len - 1].span.end;
            if end <= self.end {
                jobs.push(Job::Go { step, at: end });
            }
        }
        jobs[from..].reverse();
        None
    }

    fn word(&mut self, slot: u16, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        let Some(token) = sentence.tokens.get(sentence.token_from(at)) else { return };
        if token.span.start == at && token.kind == TokenKind::Word && token.span.end <= self.end {
            let capture = Capture { what: What::Words, start: at, end: token.span.end };
            self.matcher.scratch.jobs.push(Job::Bind { step, slot, capture });
        }
    }

    fn slot(&mut self, slot: u16, kind: SlotType, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        let entries = &self.matcher.scratch.entries;
        let from = entries.partition_point(|(place, _)| *place < at);
        let len = entries[from..].partition_point(|(place, _)| *place == at);
        for entry in (from..from + len).rev() {
            let index = self.matcher.scratch.entries[entry].1;
            let mention = &sentence.mentions[index as usize];
            if !kind.accepts(mention, sentence.units) {
                continue;
            }
            let what = What::Mention(index);
            let ends = [mention.span.end, mention.extent.end];
            for end in &ends[..if ends[0] == ends[1] { 1 } else { 2 }] {
                if *end <= self.end && *end > at {
                    let capture = Capture { what, start: at, end: *end };
                    self.matcher.scratch.jobs.push(Job::Bind { step, slot, capture });
                }
            }
        }
    }

    /// All beginnings of the list at `at`, the longest first.
    fn list(&mut self, slot: u16, kind: SlotType, step: u32, at: u32) {
        self.matcher.gather(kind, at);
        let sentence = self.matcher.sentence;
        let Scratch { jobs, items, .. } = &mut *self.matcher.scratch;
        for (len, item) in items.iter().enumerate() {
            let end = sentence.mentions[*item as usize].extent.end;
            if end <= self.end && end > at {
                let capture = Capture { what: What::List(len as u32 + 1), start: at, end };
                jobs.push(Job::Bind { step, slot, capture });
            }
        }
    }

    /// The end of a match without white space.
    fn trimmed(&self, start: u32, end: u32) -> u32 {
        let words = &self.matcher.sentence.text[start as usize..end as usize];
        start + words.trim_end_matches(is_blank).len() as u32
    }
}

/// `at`, or the start of the character around it.
fn char_at(text: &str, at: u32) -> u32 {
    (0..4).map(|back| at - back).find(|at| text.is_char_boundary(*at as usize)).unwrap_or(at)
}
