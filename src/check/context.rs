//! What a claim is about, from what stands around it: names, day, speaker, scope, truth.

use crate::article::{Article, Part};
use crate::claim::{ArticleClaims, Claim, ClaimValue, MeasureId, NameKind, Polarity, Scope, Subject};
use crate::lexicon::{Lexicon, PlaceKind};
use crate::mention::clause::{self, Clauses, Speaker, Stance};
use crate::mention::{Kind, Mention, Reading, Value};
use crate::source::ProseSpan;
use crate::time::{Basis, Period};
use chrono::NaiveDate;
use std::sync::Arc;

/// A date that covers more days than this is not the day of an event ("in 2019", "since March").
const LONGEST_EVENT: i64 = 45;

/// So many sentences either way are the paragraph of a sentence, at most.
const PARAGRAPH: usize = 4;

/// The context of the claims of one article; names are collected when the first claim needs them.
pub(super) struct Context<'a> {
    article: &'a Article,
    reading: &'a Reading,
    lexicon: &'a Lexicon,
    published: Option<NaiveDate>,
    names: Option<Names>,
    /// The quotations of the block in which the last claim stood, with its number.
    quotes: Option<(u32, Vec<ProseSpan>)>,
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
        Context { article, reading, lexicon, published, names: None, quotes: None }
    }

    /// The claim that `found` makes here.
    pub fn claim(&mut self, found: Found) -> Claim {
        let prose = &self.article.prose;
        let sentence = &self.reading.sentences[found.sentence];
        let block = &prose.blocks()[sentence.block as usize];
        let (when, basis) = self.when(&found);
        let Manner { scope, polarity, source, revised } = self.manner(&found);
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

    /// What the words around the figure say of it.
    fn manner(&mut self, found: &Found) -> Manner {
        let prose = &self.article.prose;
        let clauses = Clauses::new(prose.text(), self.reading, found.sentence as u32, self.lexicon);
        let span = found.mention.extent;
        let scope = match clauses.scope(span) {
            clause::Scope::Whole => Scope::Whole,
            clause::Scope::Part => Scope::Part,
            clause::Scope::Additional => Scope::Additional,
            clause::Scope::Rate => Scope::Rate,
            clause::Scope::Cumulative => Scope::Cumulative,
        };
        let polarity = match clauses.stance(span) {
            Stance::Denied => Polarity::Denied,
            Stance::Hypothetical => Polarity::Hypothetical,
            Stance::Planned => Polarity::Planned,
            Stance::Stated if self.is_quoted(found) => Polarity::Quoted,
            Stance::Stated => Polarity::Stated,
        };
        let source = clauses.attribution(span).and_then(|said| {
            let words = prose.slice(said.who);
            match said.speaker {
                Speaker::Name => Some(self.lexicon.name_key(words).into_str()),
                Speaker::Phrase => {
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                    Some(words.strip_prefix("the ").unwrap_or(&words).into())
                }
                // Whom a pronoun means is said elsewhere.
                Speaker::Pronoun => None,
            }
        });
        Manner { scope, polarity, source, revised: clauses.is_revised(span) }
    }

    /// Whether the figure stands in quotation marks; those of one block are looked for once.
    fn is_quoted(&mut self, found: &Found) -> bool {
        let sentences = &self.reading.sentences;
        let block = sentences[found.sentence].block;
        if self.quotes.as_ref().is_none_or(|(known, _)| *known != block) {
            let first = sentences.partition_point(|s| s.block < block);
            let last = sentences.partition_point(|s| s.block <= block) - 1;
            let tokens = sentences[first].tokens.start as usize..sentences[last].tokens.end as usize;
            let tokens = &self.reading.tokens[tokens];
            self.quotes = Some((block, clause::quotes(self.article.prose.text(), tokens)));
        }
        let quotes = self.quotes.as_ref().map_or(&[][..], |(_, quotes)| quotes);
        let span = found.mention.span;
        let before = quotes.partition_point(|quote| quote.start <= span.start);
        before.checked_sub(1).is_some_and(|at| quotes[at].contains(span))
    }
}

/// How a figure is meant.
struct Manner {
    scope: Scope,
    polarity: Polarity,
    source: Option<Box<str>>,
    revised: bool,
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

    /// The names near a sentence in its block that are not in the sentence itself. A wire's text may be one block, and
    /// tell of several events, so that no more than [`PARAGRAPH`] sentences either way are near.
    fn near(&self, reading: &Reading, sentence: usize, here: &[u16]) -> Vec<u16> {
        let block = reading.sentences[sentence].block;
        let first = sentence.saturating_sub(PARAGRAPH);
        let last = (sentence + PARAGRAPH).min(reading.sentences.len() - 1);
        let around = (first..=last).filter(|at| reading.sentences[*at].block == block);
        let mut near: Vec<u16> = around
            .flat_map(|at| self.by_sentence[at].iter().copied())
            .filter(|name| !here.contains(name))
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The names of the title, the standfirst and the first sentences of the body.
    fn lead(&self, article: &Article, reading: &Reading) -> Vec<u16> {
        let blocks = article.prose.blocks();
        let part = |at: usize| blocks[reading.sentences[at].block as usize].part;
        let body = (0..reading.sentences.len()).find(|at| part(*at) == Part::Body);
        let is_lead = |at: usize| {
            let of_body = || {
                let block = |at: usize| reading.sentences[at].block;
                body.is_some_and(|body| block(at) == block(body) && at - body <= PARAGRAPH)
            };
            part(at) != Part::Body || of_body()
        };
        let mut lead: Vec<u16> = (0..self.by_sentence.len())
            .filter(|at| is_lead(*at))
            .flat_map(|at| self.by_sentence[at].iter().copied())
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
