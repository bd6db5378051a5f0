//! Capitalised names with their titles.
//!
//! Words with capitals that follow one another are gathered into a run, with the particles and links
//! between them; a run is then divided where an office begins ("White House | Press Secretary Anna Ruiz")
//! and what is no name is taken off its ends: adjectives of countries, offices without a person, common
//! words that begin a sentence.

use super::evidence::{Casing, Evidence, is_initial};
use super::scan::Reader;
use super::{Kind, Mention, TokenFlags, TokenKind, Value};
use crate::article::{Block, BlockKind, Part};
use crate::lexicon::{Abbreviation, NameWord, WordId};
use crate::source::ProseSpan;

/// The most words that are gathered at once; a list of a hundred capitalised words is no name, and each is looked at
/// from each other.
const LONGEST: usize = 24;

/// Reads the names of an article, sentence by sentence.
pub(crate) struct NameReader {
    evidence: Evidence,
    /// For each token of the sentence at hand, whether another mention holds it.
    taken: Vec<bool>,
    run: Vec<Word>,
}

/// A word of a run: several tokens where it has hyphens or full stops.
#[derive(Debug, Clone, Copy)]
struct Word {
    /// Its first token.
    start: usize,
    /// The token after it.
    end: usize,
    id: WordId,
    /// Whether its capital may be owed to its place.
    initial: bool,
}

/// A sentence with what is known of the article.
struct Sentence<'a> {
    reader: &'a Reader<'a>,
    evidence: &'a Evidence,
    taken: &'a [bool],
    /// Whether only words that the running text knows as names can be some.
    capitals: Casing,
    /// Where capitals say nothing: whether words that are not common are names nevertheless.
    trusting: bool,
}

impl NameReader {
    /// A reader for the article whose running text is `evidence`.
    pub fn new(evidence: Evidence) -> Self {
        NameReader { evidence, taken: Vec::new(), run: Vec::new() }
    }

    /// Adds the names of a sentence of `block`, whose other mentions stand from `first` on, ordered by their start.
    pub fn read(
        &mut self,
        reader: &Reader,
        block: &Block,
        sentence: u32,
        mentions: &mut Vec<Mention>,
        first: usize,
    ) {
        if !reader.tokens.iter().any(|t| t.capital()) {
            return;
        }
        self.mark_taken(reader, &mentions[first..]);
        let heading = block.part == Part::Title || block.kind == BlockKind::Heading;
        let text = Sentence {
            reader,
            evidence: &self.evidence,
            taken: &self.taken,
            capitals: self.evidence.casing(sentence),
            trusting: self.evidence.is_empty() || !(heading || block.part == Part::Standfirst),
        };
        let mut push = |span: ProseSpan, extent: ProseSpan| {
            mentions.push(Mention {
                kind: Kind::Name,
                span,
                extent,
                sentence,
                inner: false,
                value: Value::Words,
            });
        };
        let mut at = 0;
        while at < reader.len() {
            if !text.starts(at) {
                at += 1;
                continue;
            }
            self.run.clear();
            at = text.gather(at, &mut self.run).max(at + 1);
            text.divide(&self.run, &mut push);
        }
    }

    fn mark_taken(&mut self, reader: &Reader, mentions: &[Mention]) {
        self.taken.clear();
        self.taken.resize(reader.len(), false);
        let mut at = 0;
        for mention in mentions {
            // "Second World War", "Big Three": a capitalised number may be a word of a name.
            let word = matches!(mention.kind, Kind::Number | Kind::Count | Kind::Multiple | Kind::Ordinal);
            while at < reader.len() && reader.tokens[at].span.end <= mention.span.start {
                at += 1;
            }
            let inside = reader.tokens[at..].iter().take_while(|t| t.span.start < mention.span.end);
            for (i, token) in inside.enumerate() {
                let goes_on = reader.token(at + i + 1).is_some_and(|next| next.capital() && next.spaced());
                self.taken[at + i] = !(word && token.capital() && goes_on);
            }
        }
    }
}

impl Sentence<'_> {
    /// Whether a name may begin at `at`.
    fn starts(&self, at: usize) -> bool {
        let reader = self.reader;
        let token = &reader.tokens[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        if !token.capital() {
            // "al-Assad", "al-Shabaab"
            return self.is(at, NameWord::Particle)
                && matches!(reader.str(at), "al" | "el")
                && reader.joined_mark(at + 1, '-')
                && !reader.spaced(at + 2)
                && self.continues(at + 2);
        }
        let digits = at > 0 && reader.is_digits(at - 1) && !token.spaced();
        if !self.continues(at) || self.is_no_name(at) || digits {
            return false;
        }
        if self.is(at, NameWord::Function) {
            let acronym = token.flags.has(TokenFlags::UPPER) && self.is(at, NameWord::Acronym);
            let article = matches!(reader.str(at), "The" | "A" | "An");
            return acronym
                || reader.joined_mark(at + 1, '&')
                || !(article || self.initial(at))
                    && self.continues(at + 1)
                    && reader.spaced(at + 1)
                    && !self.is(at + 1, NameWord::Function);
        }
        true
    }

    /// Whether the token at `at` may be a word of a name.
    fn continues(&self, at: usize) -> bool {
        let Some(token) = self.reader.token(at) else { return false };
        if token.kind != TokenKind::Word
            || !token.capital()
            || self.taken[at]
            || self.is(at, NameWord::Calendar)
        {
            return false;
        }
        if self.is_no_name(at) {
            return self.is_roman(at);
        }
        self.capitals == Casing::Running || self.is_known(at)
    }

    /// Capitals that name nothing: "MA", "XI", but not the families Ma and Xi.
    fn is_no_name(&self, at: usize) -> bool {
        let family = self.is(at, NameWord::FamilyFirst)
            && !self.reader.tokens[at].flags.has(TokenFlags::UPPER)
            && self.reader.tokens[at].span.len() == 2;
        self.is(at, NameWord::NotName) && !family
    }

    /// Where all words have capitals: whether this one is a name all the same.
    fn is_known(&self, at: usize) -> bool {
        let word = self.reader.str(at);
        !self.is(at, NameWord::Function)
            && (self.evidence.has(word) || (self.trusting && !self.reader.lexicon.names.is_common(word)))
    }

    /// "Elizabeth II", "World War I".
    fn is_roman(&self, at: usize) -> bool {
        let word = self.reader.str(at);
        let digits = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        digits && (word.len() > 1 || at > 0 && self.reader.is(at - 1, "war"))
    }

    /// Collects the words of the run that starts at `at`; the token after it.
    fn gather(&self, at: usize, run: &mut Vec<Word>) -> usize {
        let mut next = at;
        loop {
            let word = self.word(next);
            run.push(word);
            match self.following(run) {
                Some(start) if run.len() < LONGEST => next = start,
                _ => return word.end,
            }
        }
    }

    /// The word at `at` with what is joined to it.
    fn word(&self, at: usize) -> Word {
        let reader = self.reader;
        let mut end = self.dotted(at);
        while matches!(reader.str(end), "-" | "\u{2010}" | "\u{2011}")
            && !reader.spaced(end)
            && !reader.spaced(end + 1)
        {
            let part = reader.str(end + 1);
            let given = reader.token(end + 1).is_some_and(|t| t.kind == TokenKind::Word)
                && part.len() <= 4
                && end > at + 1
                && !reader.lexicon.names.is_common(part);
            let korean = given || (part.len() <= 3 && part.len() > 1 && self.is_name_part(part));
            let second = end == at + 1
                && at > 0
                && reader.tokens[at - 1].capital()
                && reader.spaced(at)
                && self.is(end + 1, NameWord::SecondPart)
                && !self.is_common(at);
            if !self.continues(end + 1) && !korean && !second {
                break;
            }
            end += 2;
        }
        if reader.joined_mark(end, '&') && !reader.spaced(end + 1) && self.continues(end + 1) {
            end += 2;
        }
        Word { start: at, end, id: reader.word(at), initial: self.initial(at) }
    }

    /// "Jong-un", "Sun-woo": a short second part that is no word.
    fn is_name_part(&self, part: &str) -> bool {
        part.bytes().all(|b| b.is_ascii_lowercase()) && !self.reader.lexicon.names.is_common(part)
    }

    /// The token after the word at `at` and the full stops that belong to it: "U.S.", "J.", "Gen.", "Inc.".
    fn dotted(&self, at: usize) -> usize {
        let reader = self.reader;
        let letter = |at: usize| reader.token(at).is_some_and(|t| t.capital() && t.span.len() == 1);
        let mut end = at + 1;
        if letter(at) {
            while reader.joined_mark(end, '.') && letter(end + 1) && !reader.spaced(end + 1) {
                end += 2;
            }
        }
        if !reader.joined_mark(end, '.') {
            return end;
        }
        let last = end + 1 >= reader.len();
        let abbreviations = &reader.lexicon.abbreviations;
        let id = reader.word(at);
        let title = abbreviations.is(id, Abbreviation::Title);
        let suffix = abbreviations.is(id, Abbreviation::Suffix);
        let acronym = end > at + 1;
        if acronym || (!last && (letter(at) || title || suffix)) { end + 1 } else { end }
    }

    /// The start of the next word of `run`, past particles, links and "&".
    fn following(&self, run: &[Word]) -> Option<usize> {
        let reader = self.reader;
        let (word, before) = run.split_last()?;
        let at = word.end;
        reader.token(at)?;
        if !reader.spaced(at) {
            // "King's College", but not "Russia's Security Council".
            let s = at + 1;
            let possessive = matches!(reader.str(at), "'" | "’") && !reader.spaced(s) && reader.str(s) == "s";
            // "St Mary's Hospital"
            let owner = self.is_common(word.start) || run.len() > 1 && reader.is(run[0].start, "st");
            let joins = possessive && self.continues(s + 1) && self.is_common(s + 1) && owner;
            return joins.then_some(s + 1);
        }
        if self.continues(at) || self.is_elided(at) {
            return Some(at);
        }
        if reader.str(at) == "&" {
            return self.continues(at + 1).then_some(at + 1);
        }
        if self.is(at, NameWord::Particle) && !reader.token(at)?.capital() {
            let mut next = at + 1;
            while next < at + 3 && (reader.joined_mark(next, '-') || self.is(next, NameWord::Particle)) {
                next += 1;
            }
            if self.continues(next) {
                return Some(next);
            }
        }
        if self.is(at, NameWord::Link) {
            let next = if reader.str(at + 1) == "the" { at + 2 } else { at + 1 };
            let named = |word: &Word| !self.is_office(word) && !self.is_common(word.start);
            let person = before.last().is_some_and(named) && !self.any(word, NameWord::Title);
            let joins = !person && self.continues(next) && self.is_institution(word.start, next);
            return joins.then_some(next);
        }
        None
    }

    /// "d'Ivoire", "l'Hermite": a particle joined to its name.
    fn is_elided(&self, at: usize) -> bool {
        let mut letters = self.reader.str(at).chars();
        matches!(letters.next(), Some('d' | 'l'))
            && matches!(letters.next(), Some('\'' | '\u{2019}'))
            && letters.next().is_some_and(char::is_uppercase)
            && !self.taken[at]
    }

    /// Whether "of" after the word at `at` goes on with the name: "Ministry of Defence", "Secretary of State", not
    /// "Putin of Russia" or "President of Russia".
    fn is_institution(&self, at: usize, next: usize) -> bool {
        match self.is(at, NameWord::Title) {
            true => self.is(next, NameWord::Modifier),
            false if self.initial(at) => self.is(at, NameWord::Institution),
            false => {
                let token = &self.reader.tokens[at];
                !token.flags.has(TokenFlags::UPPER) && self.is_common(at) && !self.is(at, NameWord::Demonym)
            }
        }
    }

    /// Divides a run into names.
    fn divide(&self, run: &[Word], push: &mut impl FnMut(ProseSpan, ProseSpan)) {
        let mut start = 0;
        for at in 1..run.len() {
            if !self.is_title(run, at) {
                continue;
            }
            let office = |word: &Word| self.is_office(word) || self.any(word, NameWord::Demonym);
            let before = run[start..at].iter().rev().take_while(|word| office(word)).count();
            if at - before > start {
                self.name(&run[start..at - before], push);
                start = at - before;
            }
        }
        self.name(&run[start..], push);
    }

    /// Whether the word at `at` is an office before its holder's name.
    fn is_title(&self, run: &[Word], at: usize) -> bool {
        let word = &run[at];
        if self.any(word, NameWord::Form) {
            return at + 1 < run.len();
        }
        let after =
            run[at + 1..].iter().find(|word| !self.is_office(word) || self.any(word, NameWord::Surname));
        let junior = run.get(at + 1).is_some_and(|word| self.any_abbreviation(word, Abbreviation::Suffix));
        self.any(word, NameWord::Title)
            && !junior
            && after.is_some_and(|name| {
                !self.is_common(name.start) || self.any(name, NameWord::Surname) || name.end - name.start == 2 // an initial
            })
    }

    /// Adds the name that `words` are when what is none is taken off its ends.
    fn name(&self, words: &[Word], push: &mut impl FnMut(ProseSpan, ProseSpan)) {
        let reader = self.reader;
        let mut words = words;
        while let [first, rest @ ..] = words {
            if !self.is_no_part(first, rest) {
                break;
            }
            words = rest;
        }
        if let [first, rest @ ..] = words
            && !rest.is_empty()
            && self.is_attributive(first)
            && !self.is_common(rest[0].start)
            && !self.any_abbreviation(&rest[0], Abbreviation::Suffix)
        {
            self.name(&words[..1], push);
            return self.name(rest, push);
        }
        while let [rest @ .., last] = words {
            let office = self.is_office(last) && !self.any(last, NameWord::Surname);
            let trailing =
                rest.is_empty() || self.any(last, NameWord::Title) || self.any(last, NameWord::Form);
            if !(office && trailing) {
                break;
            }
            words = rest;
        }
        let [first, .., last] = words else {
            let [only] = words else { return };
            if self.is_single(only) {
                let span = reader.span(only.start, only.end);
                push(span, self.extent(span, only.end));
            }
            return;
        };
        if words.iter().all(|word| self.is_office(word) && !self.any(word, NameWord::Surname)) {
            return;
        }
        let span = reader.span(first.start, last.end);
        push(span, self.extent(span, last.end));
    }

    /// Whether the first word of a name is none: an adjective before a person or an office, or a common word at the start
    /// of a sentence.
    fn is_no_part(&self, first: &Word, rest: &[Word]) -> bool {
        let Some(next) = rest.first() else { return false };
        if self.any(first, NameWord::Demonym) || self.any(first, NameWord::Adjective) {
            if rest.len() == 1 && self.is_place(first, next) {
                return false;
            }
            return self.is_office(next) && !self.is_common_head(rest) || !self.is_common(next.start);
        }
        if !first.initial || self.is_office(first) || !self.is_common(first.start) {
            return false;
        }
        let word = self.reader.str(first.start);
        if self.evidence.has_alone(word) {
            return false;
        }
        let ending = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        ending(&["ing", "ed", "ly"]) || (!self.is_common(next.start) && ending(&["s"]) && !ending(&["ss"]))
    }

    /// "Ukrainian Security Service", "Russian Foreign Ministry": modifiers of an institution, not of a person.
    fn is_common_head(&self, words: &[Word]) -> bool {
        words.iter().find(|word| !self.is_office(word)).is_some_and(|word| self.is_common(word.start))
    }

    /// "Saudi Arabia", "American Samoa".
    fn is_place(&self, first: &Word, last: &Word) -> bool {
        let words = self.reader.span(first.start, last.end);
        let lexicon = self.reader.lexicon;
        lexicon.place(&lexicon.name_key(&self.reader.text[words.range()])).is_some()
    }

    /// Whether one word alone is a name.
    fn is_single(&self, word: &Word) -> bool {
        let reader = self.reader;
        let token = &reader.tokens[word.start];
        if word.end <= word.start + 2 && token.span.len() == 1
            || ["jr", "sr"].iter().any(|suffix| reader.is(word.start, suffix))
        {
            return false;
        }
        if self.is_office(word) && !self.evidence_for_office(word)
            || self.any(word, NameWord::Demonym)
            || self.any(word, NameWord::Adjective)
        {
            return false;
        }
        let acronym = token.flags.has(TokenFlags::UPPER) && self.capitals != Casing::Upper;
        if acronym {
            return true;
        }
        if self.any(word, NameWord::Function) || self.any(word, NameWord::NeverAlone) {
            return false;
        }
        !word.initial || !self.is_common(word.start) || self.evidence.has_alone(reader.str(word.start))
    }

    /// "Major", the former prime minister: an office that is a family name, and one in this article.
    fn evidence_for_office(&self, word: &Word) -> bool {
        self.any(word, NameWord::Surname) && self.evidence.has_alone(self.reader.str(word.start))
    }

    /// "US", "U.S.", "EU", which stand before other names as adjectives do.
    fn is_attributive(&self, word: &Word) -> bool {
        let token = &self.reader.tokens[word.start];
        match word.end - word.start {
            1 => token.span.len() == 2 && token.flags.has(TokenFlags::UPPER),
            // "U.S. Steel", but "J.K. Rowling".
            4 if token.span.len() == 1 => {
                let letters = format!("{}{}", self.reader.str(word.start), self.reader.str(word.start + 2));
                let lexicon = self.reader.lexicon;
                lexicon.names.is(lexicon.vocabulary.lookup(&letters), NameWord::Acronym)
            }
            _ => false,
        }
    }

    /// `span` with the possessive that follows at `end`.
    fn extent(&self, span: ProseSpan, end: usize) -> ProseSpan {
        let reader = self.reader;
        let quote = !reader.spaced(end) && matches!(reader.str(end), "'" | "’");
        if !quote {
            return span;
        }
        if !reader.spaced(end + 1) && matches!(reader.str(end + 1), "s" | "S") {
            return ProseSpan::new(span.start, reader.tokens[end + 1].span.end);
        }
        let plural = reader.text[span.range()].ends_with(['s', 'S', 'z', 'x']);
        if plural && reader.spaced(end + 1) && end + 1 < reader.len() {
            return ProseSpan::new(span.start, reader.tokens[end].span.end);
        }
        span
    }

    fn initial(&self, at: usize) -> bool {
        is_initial(self.reader.text, self.reader.tokens, at)
    }

    fn is_common(&self, at: usize) -> bool {
        self.reader.lexicon.names.is_common(self.reader.str(at))
    }

    fn is(&self, at: usize, kind: NameWord) -> bool {
        self.reader.lexicon.names.is(self.reader.word(at), kind)
    }

    fn any(&self, word: &Word, kind: NameWord) -> bool {
        self.reader.lexicon.names.is(word.id, kind)
    }

    fn any_abbreviation(&self, word: &Word, kind: Abbreviation) -> bool {
        self.reader.lexicon.abbreviations.is(word.id, kind)
    }

    fn is_office(&self, word: &Word) -> bool {
        const OFFICE: u32 = NameWord::Form as u32 | NameWord::Title as u32 | NameWord::Modifier as u32;
        self.reader.lexicon.names.any(word.id, OFFICE)
    }
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
