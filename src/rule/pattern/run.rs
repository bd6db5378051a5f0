//! Runs a program over a sentence: a backtracker that never visits a step at a place twice.
//!
//! Of several ways to match it takes the one that comes first in the pattern, as regular expressions of
//! the Perl family do. What a step can reach depends on the step and the place alone, so a second visit
//! would fail as the first did; time and memory are bounded by steps × bytes.

use super::ahead::{Ahead, Next};
use super::fold::{fold, is_blank, is_word, plain};
use super::gap::{GAP_TOKENS, Walk};
use super::machine::{Capture, Matcher, Scratch, What};
use super::program::{Program, Step};
use super::slot::SlotType;
use super::start::Starts;
use super::switch::Arm;
use crate::lexicon::WordId;
use crate::mention::{TokenKind, letters};
use std::ops::RangeInclusive;

/// No run was entered yet: its end lies before its start.
const NO_RUN: (u32, u32) = (1, 0);

#[derive(Debug, Clone, Copy)]
pub(super) enum Job {
    /// Go on at this step and place.
    Go { step: u32, at: u32 },
    /// Bind, then go on.
    Bind { step: u32, slot: u16, capture: Capture },
    /// Take a binding back.
    Restore { slot: u16, capture: Capture },
}

/// One search: a program over one window of a sentence.
pub(super) struct Run<'p, 'm, 'a> {
    pub program: &'p Program,
    pub starts: Option<&'p Starts>,
    pub matcher: &'m mut Matcher<'a>,
    pub base: u32,
    pub end: u32,
}

impl<'p> Run<'p, '_, '_> {
    pub fn clear(&mut self) {
        let bits = self.program.marks() * (self.end - self.base + 1) as usize;
        let Scratch { visited, runs, .. } = &mut *self.matcher.scratch;
        visited.clear();
        visited.resize(bits.div_ceil(64), 0);
        runs.clear();
        runs.resize(self.program.marks(), NO_RUN);
    }

    /// Whether a way may go on at a place, as far as one look tells, past white space where it begins with that: most
    /// ways fail at their first letter, and are better not taken.
    pub fn may_go_on(&self, ahead: &Ahead, at: u32) -> bool {
        if at > self.end {
            return false;
        }
        let sentence = self.matcher.sentence;
        let bytes = &sentence.text.as_bytes()[..self.end as usize];
        let before = (at > sentence.span.start).then(|| bytes[at as usize - 1]);
        match (before, bytes.get(at as usize..).unwrap_or_default()) {
            // Behind a word, and before the next: no token starts at a space.
            (_, [b' ', next, ..]) if next.is_ascii_graphic() => {
                ahead.here.takes(Some(b' '))
                    || ahead.here.end
                    || ahead.past_space.as_ref().is_some_and(|next| self.admits(next, at + 1))
            }
            // Before a word that white space divides from the one before.
            (Some(b' '), [byte, ..]) if byte.is_ascii_graphic() => self.admits(&ahead.either, at),
            // Within a word there is neither a token nor white space, nor an end.
            (Some(before), [byte, ..]) if before.is_ascii_alphabetic() && byte.is_ascii_alphabetic() => {
                ahead.here.takes(Some(*byte))
            }
            _ => {
                self.admits(&ahead.here, at)
                    || ahead
                        .past_space
                        .as_ref()
                        .is_some_and(|next| self.space(at).is_some_and(|past| self.admits(next, past)))
            }
        }
    }

    /// Whether what stands at a place will do.
    fn admits(&self, next: &Next, at: u32) -> bool {
        let byte = (at < self.end).then(|| self.matcher.sentence.text.as_bytes()[at as usize]);
        if next.takes(byte) {
            return true;
        }
        if next.takes_only_characters() {
            return false;
        }
        let token = self.matcher.token_from(at);
        if let Some(found) = self.matcher.sentence.tokens.get(token)
            && found.span.start == at
            && (next.takes_word(found.word) || self.matcher.scratch.entered[token] & next.kinds != 0)
        {
            return true;
        }
        next.end && !self.matcher.splits_token(at)
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
    pub fn from(&mut self, start: u32) -> Option<u32> {
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

    /// Runs from a step at a place until it fails, is done or has several ways to go on.
    fn go(&mut self, mut step: u32, mut at: u32) -> Option<u32> {
        while at <= self.end {
            match self.program.steps[step as usize] {
                Step::Jump(to) => {
                    step = to;
                    continue;
                }
                Step::Fork(first, second) => {
                    step = self.fork(step, first, second, at)?;
                    continue;
                }
                Step::Open(slot) => {
                    self.bind(slot, Capture { what: What::Entered, start: at, end: at });
                }
                Step::Close(slot) => {
                    let open = self.matcher.scratch.captures[slot as usize];
                    self.bind(slot, Capture { what: What::Words, start: open.start, end: at });
                }
                Step::Done => return (!self.matcher.splits_token(at)).then_some(at),
                several @ (Step::Many { .. }
                | Step::Switch(_)
                | Step::Gap
                | Step::Words(_)
                | Step::Slot { .. }) => {
                    self.several(several, step, at);
                    return None;
                }
                one => at = self.past(one, at)?,
            }
            step += 1;
        }
        None
    }

    /// The end of what a step takes that can take one thing only, if that stands at `at`.
    #[inline]
    fn past(&self, step: Step, at: u32) -> Option<u32> {
        let char = |wanted: &dyn Fn(char) -> bool| {
            let c = self.char(at).filter(|c| wanted(*c))?;
            Some(at + c.len_utf8() as u32)
        };
        let word = |wanted: &dyn Fn(WordId) -> bool| {
            let token = self.matcher.sentence.tokens.get(self.matcher.token_from(at))?;
            (token.span.start == at && wanted(token.word)).then_some(token.span.end)
        };
        match step {
            Step::Char(wanted) => char(&|c| fold(c) == wanted),
            Step::Exact(wanted) => char(&|c| plain(c).unwrap_or(c) == wanted),
            Step::Class(set) => char(&|c| self.program.sets[set as usize].contains(c)),
            Step::Word(wanted) => word(&|found| found == wanted),
            Step::OneOf(words) => {
                word(&|found| self.program.words[words as usize].binary_search(&found).is_ok())
            }
            Step::Space => self.space(at),
            Step::Look(look) => {
                let sentence = self.matcher.sentence;
                let after = sentence.text[at as usize..sentence.span.end as usize].chars().next();
                look.holds(self.char_before(at), after).then_some(at)
            }
            _ => None,
        }
    }

    /// The way that is taken from a fork; the other one, if it may go on as well, is kept for later.
    fn fork(&mut self, step: u32, first: u32, second: u32, at: u32) -> Option<u32> {
        let mark = self.program.mark[step as usize];
        if !self.visit(mark, at) {
            return None;
        }
        let [to_first, to_second] = &self.program.ways[mark as usize];
        match (self.may_go_on(to_first, at), self.may_go_on(to_second, at)) {
            (true, true) => {
                self.matcher.scratch.jobs.push(Job::Go { step: second, at });
                Some(first)
            }
            (true, false) => Some(first),
            (false, true) => Some(second),
            (false, false) => None,
        }
    }

    /// Keeps for later all ways to go on after a step that can take one thing or another.
    fn several(&mut self, what: Step, step: u32, at: u32) {
        if let Step::Many { set, least, most } = what {
            return self.many(step, at, set, least..=most);
        }
        if !self.visit(self.program.mark[step as usize], at) {
            return;
        }
        match what {
            Step::Switch(switch) => self.switch(switch, at),
            Step::Gap => self.gap(step, at),
            Step::Words(list) => self.words(list, step, at),
            Step::Slot { slot, kind: SlotType::Word, .. } => self.word(slot, step, at),
            Step::Slot { slot, kind, list: true } => self.list(slot, kind, step, at),
            Step::Slot { slot, kind, list: false } => self.slot(slot, kind, step, at),
            _ => {}
        }
    }

    /// Goes on at the alternatives that may match at `at`, in their order.
    fn switch(&mut self, switch: u16, at: u32) {
        let token = self.matcher.sentence.tokens.get(self.matcher.token_from(at));
        let word = token.filter(|token| token.span.start == at).map(|token| token.word);
        let program = self.program;
        for arm in program.switches[switch as usize].arms.iter().rev() {
            match arm {
                Arm::Words(targets) => {
                    let Some(word) = word else { continue };
                    let from = targets.partition_point(|(other, _)| *other < word);
                    let len = targets[from..].partition_point(|(other, _)| *other == word);
                    let jobs = targets[from..from + len].iter().rev();
                    self.matcher.scratch.jobs.extend(jobs.map(|(_, step)| Job::Go { step: *step, at }));
                }
                Arm::Other { step, ahead } => {
                    if self.may_go_on(ahead, at) {
                        self.matcher.scratch.jobs.push(Job::Go { step: *step, at });
                    }
                }
            }
        }
    }

    /// What comes after the step with a mark that is no fork.
    fn way(&self, step: u32) -> &'p Ahead {
        &self.program.ways[self.program.mark[step as usize] as usize][0]
    }

    /// Goes on after each of the characters of a class from `at`, after the last one first.
    fn many(&mut self, step: u32, at: u32, set: u16, count: RangeInclusive<u32>) {
        let mark = self.program.mark[step as usize];
        let way = self.way(step);
        let endless = *count.end() == u32::MAX;
        let (entered, end) = self.matcher.scratch.runs[mark as usize];
        if endless && entered <= at && at <= end {
            // All that can be reached from here was reached from the place before.
            return;
        }
        let program = self.program;
        let set = &program.sets[set as usize];
        let passes_words = set.has_letters() && !way.here.takes_letters();
        let (mut here, mut taken) = (at, 0);
        loop {
            if taken >= *count.start() && self.may_go_on(way, here) && self.visit(mark, here) {
                self.matcher.scratch.jobs.push(Job::Go { step: step + 1, at: here });
            }
            if taken == *count.end() {
                break;
            }
            if passes_words {
                // No way goes on within a word.
                let rest = &self.matcher.sentence.text.as_bytes()[here as usize..self.end as usize];
                let letters = (letters(rest) as u32).min(count.end() - taken);
                if letters > 0 {
                    here += letters;
                    taken += letters;
                    continue;
                }
            }
            let Some(c) = self.char(here).filter(|c| set.contains(*c)) else { break };
            here += c.len_utf8() as u32;
            taken += 1;
        }
        if endless {
            self.matcher.scratch.runs[mark as usize] = (at, here);
        }
    }

    /// Past the white space at `at`. Where there is none, a space needs none beside white space that is
    /// passed already, before a mark, or at either end: words left out by `?` take their space with them.
    fn space(&self, at: u32) -> Option<u32> {
        let bytes = self.matcher.sentence.text.as_bytes();
        if at + 1 < self.end && bytes[at as usize] == b' ' && bytes[at as usize + 1].is_ascii_graphic() {
            return Some(at + 1);
        }
        let mut past = at;
        while let Some(c) = self.char(past).filter(|c| is_blank(*c)) {
            past += c.len_utf8() as u32;
        }
        let needless =
            || self.char(past).is_none_or(|c| !is_word(c)) || self.char_before(past).is_none_or(is_blank);
        (past > at || needless()).then_some(past)
    }

    fn gap(&mut self, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        if self.matcher.splits_token(at) {
            return;
        }
        let way = self.way(step);
        let mut walk = Walk::new(sentence, self.matcher.token_from(at));
        let mut places = [0; GAP_TOKENS + 1];
        let mut len = 0;
        loop {
            let place = walk.token().map_or(sentence.span.end, |token| token.span.start);
            if self.may_go_on(way, place) {
                places[len] = place;
                len += 1;
            }
            if !walk.step(false) {
                break;
            }
        }
        let jobs = places[..len].iter().rev().map(|at| Job::Go { step: step + 1, at: *at });
        self.matcher.scratch.jobs.extend(jobs);
    }

    fn words(&mut self, list: u16, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        let first = self.matcher.token_from(at);
        let tokens = &sentence.tokens[first..];
        if tokens.first().is_none_or(|token| token.span.start != at) {
            return;
        }
        let way = self.way(step);
        let from = self.matcher.scratch.jobs.len();
        for len in self.matcher.lists.get(list).matches(sentence.text, tokens) {
            let end = tokens[len - 1].span.end;
            if self.may_go_on(way, end) {
                self.matcher.scratch.jobs.push(Job::Go { step: step + 1, at: end });
            }
        }
        self.matcher.scratch.jobs[from..].reverse();
    }

    fn word(&mut self, slot: u16, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        let Some(token) = sentence.tokens.get(self.matcher.token_from(at)) else { return };
        if token.span.start == at && token.kind == TokenKind::Word {
            self.enter(slot, step, Capture { what: What::Words, start: at, end: token.span.end });
        }
    }

    fn slot(&mut self, slot: u16, kind: SlotType, step: u32, at: u32) {
        let sentence = self.matcher.sentence;
        let token = self.matcher.token_from(at);
        if self.matcher.scratch.entered.get(token).is_none_or(|kinds| kinds & kind.kinds() == 0) {
            return;
        }
        let given = self.matcher.scratch.given.get(slot as usize).copied().flatten();
        for entry in self.matcher.entries_at(at).rev() {
            let index = self.matcher.scratch.entries[entry].1;
            let mention = &sentence.mentions[index as usize];
            if given.is_some_and(|given| given != index) || !kind.accepts(mention, sentence.units) {
                continue;
            }
            let ends = [mention.span.end, mention.extent.end];
            for end in &ends[..if ends[0] == ends[1] { 1 } else { 2 }] {
                if *end > at {
                    self.enter(slot, step, Capture { what: What::Mention(index), start: at, end: *end });
                }
            }
        }
    }

    /// All beginnings of the list at `at`, the longest first.
    fn list(&mut self, slot: u16, kind: SlotType, step: u32, at: u32) {
        self.matcher.gather(kind, at);
        let sentence = self.matcher.sentence;
        for len in 1..=self.matcher.scratch.items.len() {
            let item = self.matcher.scratch.items[len - 1];
            let end = sentence.mentions[item as usize].extent.end;
            if end > at {
                self.enter(slot, step, Capture { what: What::List(len as u32), start: at, end });
            }
        }
    }

    /// Binds a slot and goes on after what it has bound, unless the way is closed there.
    fn enter(&mut self, slot: u16, step: u32, capture: Capture) {
        if self.may_go_on(self.way(step), capture.end) {
            self.matcher.scratch.jobs.push(Job::Bind { step: step + 1, slot, capture });
        }
    }

    /// The end of a match without white space.
    pub fn trimmed(&self, start: u32, end: u32) -> u32 {
        let words = &self.matcher.sentence.text[start as usize..end as usize];
        start + words.trim_end_matches(is_blank).len() as u32
    }
}
