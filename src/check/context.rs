//! What a claim is about, from what stands around it: names, day, speaker, scope, truth.

use crate::article::{Article, Part};
use crate::claim::{ArticleClaims, Claim, ClaimValue, MeasureId, NameKind, Polarity, Scope, Subject};
use crate::lexicon::{Lexicon, PlaceKind};
use crate::mention::{Kind, Mention, Reading, Value};
use crate::source::ProseSpan;
use crate::time::{Basis, Period};
use chrono::NaiveDate;
use std::sync::Arc;

/// A date that covers more days than this is not the day of an event ("in 2019", "since March").
const LONGEST_EVENT: i64 = 45;

/// The context of the claims of one article; names are collected when the first claim needs them.
pub(super) struct Context<'a> {
    article: &'a Article,
    reading: &'a Reading,
    lexicon: &'a Lexicon,
    published: Option<NaiveDate>,
    names: Option<Names>,
}

/// The names of an article, each once, and which stand in which sentence.
#[derive(Default)]
struct Names {
    keys: Vec<(Box<str>, NameKind)>,
    /// By sentence: indices into `keys`.
    by_sentence: Vec<Vec<u16>>,
}

/// A figure that a measure has found.
pub(super) struct Found<'a> {
    pub measure: MeasureId,
    pub value: ClaimValue,
    pub key: Vec<Box<str>>,
    pub subject: Subject,
    pub mention: &'a Mention,
    pub matched: ProseSpan,
    /// Index into the reading's sentences.
    pub sentence: usize,
    /// The days that the measure's `when` gives.
    pub when: Option<Period>,
}

impl<'a> Context<'a> {
    pub fn new(
        article: &'a Article,
        reading: &'a Reading,
        lexicon: &'a Lexicon,
        published: Option<NaiveDate>,
    ) -> Self {
        Context { article, reading, lexicon, published, names: None }
    }

    /// The claim that `found` makes here.
    pub fn claim(&mut self, found: Found) -> Claim {
        let prose = &self.article.prose;
        let sentence = &self.reading.sentences[found.sentence];
        let block = &prose.blocks()[sentence.block as usize];
        let (when, basis) = self.when(&found);
        let scope = self.scope(&found);
        let polarity = self.polarity(&found);
        let source = self.source(found.sentence);
        let revised = self.says(found.sentence, "revised");
        let names = self.names.get_or_insert_with(|| Names::read(self.article, self.reading, self.lexicon));
        let here = names.by_sentence[found.sentence].clone();
        let near = names.near(self.reading, found.sentence, &here);
        Claim {
            measure: found.measure,
            value: found.value,
            key: found.key,
            subject: found.subject,
            names: here,
            near,
            when,
            basis,
            source,
            scope,
            polarity,
            revised,
            part: block.part,
            block: block.kind,
            span: prose.file_span(found.mention.span),
            words: prose.file_span(found.matched),
            sentence: prose.file_span(sentence.span),
        }
    }

    /// The article's part of the join.
    pub fn finish(self, claims: Vec<Claim>) -> ArticleClaims {
        let meta = &self.article.meta;
        let names = self.names.unwrap_or_default();
        let lead = names.lead(self.article, self.reading);
        ArticleClaims {
            source: Arc::clone(&self.article.source),
            published: self.published,
            updated: meta.updated.as_ref().map(|stamp| stamp.day),
            events: meta.events.iter().map(|event| event.as_str().into()).collect(),
            names: names.keys,
            lead,
            claims,
            vouched: false,
        }
    }

    /// The date nearest to the figure in its sentence that is short enough to be an event's.
    fn when(&self, found: &Found) -> (Period, Basis) {
        let dated = |mention: &Mention| match &mention.value {
            Value::Time(time)
                if matches!(mention.kind, Kind::Date | Kind::Time)
                    && !time.range
                    && time.basis != Basis::Open =>
            {
                Some((time.period, time.basis))
            }
            _ => None,
        };
        if let Some(when) = found.when {
            return (when, Basis::Written);
        }
        let is_event = |(period, _): &(Period, Basis)| match (period.from(), period.to()) {
            (Some(from), Some(to)) => (to - from).num_days() <= LONGEST_EVENT || self.is_long_ago(to),
            _ => false,
        };
        let distance = |mention: &Mention| {
            let (a, b) = (mention.span, found.mention.span);
            if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) }
        };
        self.reading
            .mentions
            .iter()
            .filter(|mention| mention.sentence as usize == found.sentence && !mention.inner)
            .filter_map(|mention| dated(mention).filter(is_event).map(|when| (distance(mention), when)))
            .min_by_key(|(distance, _)| *distance)
            .map_or((Period::ANY, Basis::Open), |(_, when)| when)
    }

    fn is_long_ago(&self, to: NaiveDate) -> bool {
        self.published.is_some_and(|published| (published - to).num_days() > 365)
    }

    /// Words of the list `name` in the sentence.
    fn says(&self, sentence: usize, name: &str) -> bool {
        let text = self.text(sentence);
        self.lexicon.lists.get(name).is_some_and(|list| list.iter().any(|word| contains_word(&text, word)))
    }

    fn text(&self, sentence: usize) -> String {
        self.article.prose.slice(self.reading.sentences[sentence].span).to_lowercase()
    }

    fn scope(&self, found: &Found) -> Scope {
        let sentence = self.reading.sentences[found.sentence].span;
        let slice = |from: u32, to: u32| {
            let span = ProseSpan::new(from.min(to), to);
            self.article.prose.slice(span).to_lowercase()
        };
        let before = slice(sentence.start, found.mention.extent.start);
        let after = slice(found.mention.extent.end, sentence.end);
        let last_words = |text: &str, n: usize| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words[words.len().saturating_sub(n)..].join(" ")
        };
        let close_before = last_words(&before, 5);
        let close_after: String = after.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let lists = |name: &str, text: &str| {
            self.lexicon.lists.get(name).is_some_and(|l| l.iter().any(|word| contains_word(text, word)))
        };
        if lists("part-markers", &close_before) || lists("part-markers-after", &close_after) {
            Scope::Part
        } else if lists("addition-markers", &last_words(&before, 2))
            || lists("addition-markers-after", &close_after)
        {
            Scope::Additional
        } else if lists("rate-markers", &close_after) {
            Scope::Rate
        } else if lists("cumulative-markers", &before) || lists("cumulative-markers", &after) {
            Scope::Cumulative
        } else {
            Scope::Whole
        }
    }

    fn polarity(&self, found: &Found) -> Polarity {
        let text = self.article.prose.slice(found.matched).to_lowercase();
        let sentence = self.text(found.sentence);
        let lists = |name: &str, text: &str| {
            self.lexicon.lists.get(name).is_some_and(|l| l.iter().any(|word| contains_word(text, word)))
        };
        if lists("denials", &sentence) {
            Polarity::Denied
        } else if lists("hypotheticals", &text) || lists("conditionals", &sentence) {
            Polarity::Hypothetical
        } else if lists("plans", &sentence) {
            Polarity::Planned
        } else {
            Polarity::Stated
        }
    }

    fn source(&self, sentence: usize) -> Option<Box<str>> {
        let _ = sentence;
        None
    }
}

impl Names {
    fn read(article: &Article, reading: &Reading, lexicon: &Lexicon) -> Self {
        let mut names = Names { keys: Vec::new(), by_sentence: vec![Vec::new(); reading.sentences.len()] };
        for mention in &reading.mentions {
            if mention.kind != Kind::Name {
                continue;
            }
            let (key, kind) = key(article.prose.slice(mention.span), lexicon);
            let at = match names.keys.iter().position(|(known, _)| *known == key) {
                Some(at) => at,
                None if names.keys.len() < u16::MAX as usize => {
                    names.keys.push((key, kind));
                    names.keys.len() - 1
                }
                None => continue,
            };
            let here = &mut names.by_sentence[mention.sentence as usize];
            if !here.contains(&(at as u16)) {
                here.push(at as u16);
            }
        }
        names
    }

    /// The names in the block of a sentence that are not in the sentence itself.
    fn near(&self, reading: &Reading, sentence: usize, here: &[u16]) -> Vec<u16> {
        let block = reading.sentences[sentence].block;
        let mut near: Vec<u16> = reading
            .sentences
            .iter()
            .zip(&self.by_sentence)
            .filter(|(s, _)| s.block == block)
            .flat_map(|(_, names)| names.iter().copied())
            .filter(|name| !here.contains(name))
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The names of the title, the standfirst and the first paragraph of the body.
    fn lead(&self, article: &Article, reading: &Reading) -> Vec<u16> {
        let blocks = article.prose.blocks();
        let first_body = blocks.iter().position(|block| block.part == Part::Body);
        let mut lead: Vec<u16> = reading
            .sentences
            .iter()
            .zip(&self.by_sentence)
            .filter(|(s, _)| {
                blocks[s.block as usize].part != Part::Body || Some(s.block as usize) == first_body
            })
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        lead.sort_unstable();
        lead.dedup();
        lead
    }
}

/// The key by which a name is the same in all articles, and its kind.
pub(super) fn key(words: &str, lexicon: &Lexicon) -> (Box<str>, NameKind) {
    let key = lexicon.name_key(words);
    let kind = match lexicon.place(&key).map(|place| place.kind) {
        Some(PlaceKind::Country) => NameKind::Country,
        Some(PlaceKind::Region) => NameKind::Region,
        Some(PlaceKind::City) => NameKind::City,
        Some(PlaceKind::Capital) => NameKind::Capital,
        Some(PlaceKind::Area) => NameKind::Common,
        None if lexicon.is_everywhere(&key) => NameKind::Common,
        None => NameKind::Other,
    };
    (key.into_str(), kind)
}

/// Whether `text` holds `word` (or phrase) between word boundaries; both in lower case.
fn contains_word(text: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + word.len()..].chars().next())
    })
}
