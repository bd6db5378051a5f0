//! What a claim is about, from what stands around it: names, day, speaker, scope, truth.

use super::echo;
use crate::article::{Article, Part};
use crate::claim::{ArticleClaims, Claim, ClaimValue, MeasureId, NameKind, Polarity, Scope, Subject};
use crate::lexicon::{Happening, Lexicon, PlaceKind};
use crate::mention::clause::{self, Attribution, Clauses, Speaker, Stance};
use crate::mention::{Kind, Mention, Noun, Reading, Value};
use crate::rule::RuleSet;
use crate::source::ProseSpan;
use crate::time::{Basis, Period};
use crate::value::Number;
use chrono::NaiveDate;
use std::sync::Arc;

/// So many sentences either way are the paragraph of a sentence, at most.
const PARAGRAPH: usize = 4;

/// So many first sentences of the body tell what an article is about.
const LEAD: usize = 3;

/// So many characters after its place a dateline ends.
const DATELINE: usize = 40;

/// The context of the claims of one article; names are collected when the first claim needs them.
pub(super) struct Context<'a> {
    pub(super) article: &'a Article,
    pub(super) reading: &'a Reading,
    pub(super) lexicon: &'a Lexicon,
    pub(super) published: Option<NaiveDate>,
    names: Option<Names>,
    /// What stands around the figures of the sentence in which the last claim stood, with its number: several measures
    /// may make claims of one figure.
    around: (usize, Vec<([ProseSpan; 2], Around)>),
    /// The quotations of the block in which the last claim stood, with its number.
    quotes: Option<(u32, Vec<ProseSpan>)>,
    /// Who says what in the sentence in which the last claim stood, with its number.
    said: Option<(usize, Vec<Said>)>,
}

/// A stretch of a sentence, and the key of whoever says it; none where that is said elsewhere.
struct Said {
    covers: ProseSpan,
    source: Option<Box<str>>,
}

/// The names of an article, each once, and which stand in which sentence.
#[derive(Default)]
struct Names {
    keys: Vec<(Box<str>, NameKind)>,
    /// By sentence: where they stand, and indices into `keys`.
    by_sentence: Vec<Vec<(ProseSpan, u16)>>,
    /// The place with which the body begins.
    dateline: Option<u16>,
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
        let around = (usize::MAX, Vec::new());
        Context { article, reading, lexicon, published, names: None, around, quotes: None, said: None }
    }

    /// The claim that `found` makes here.
    pub fn claim(&mut self, found: Found) -> Claim {
        let prose = &self.article.prose;
        let sentence = &self.reading.sentences[found.sentence];
        let block = &prose.blocks()[sentence.block as usize];
        let Around { happening, manner, names: here, near, place } = self.around(&found);
        let (mut when, mut basis) = self.when(&found);
        let lead = (basis == Basis::Open).then(|| self.lead_of(found.sentence, happening)).flatten();
        if let Some(lead) = &lead {
            (when, basis) = lead.day;
        } else if let Some(days) = self.declared().filter(|_| basis == Basis::Open) {
            (when, basis) = (days, Basis::Written);
        }
        let Manner { scope, polarity, source, revised, grown, open } = manner;
        let names = self.names.get_or_insert_with(|| Names::read(self.article, self.reading, self.lexicon));
        let place = place.or_else(|| lead?.place.and_then(|(sentence, span)| names.at(sentence, span)));
        Claim {
            measure: found.measure,
            value: found.value,
            key: found.key.into_iter().map(|part| names.in_full(part, self.lexicon)).collect(),
            subject: found.subject,
            names: here,
            near,
            place,
            happening,
            when,
            basis,
            source,
            scope,
            polarity,
            revised,
            grown,
            open,
            echoed: block.part != Part::Body && self.is_in_body(found.mention),
            leading: self.is_leading(found.sentence),
            part: block.part,
            block: block.kind,
            span: prose.file_span(found.mention.span),
            words: prose.file_span(found.matched),
            sentence: prose.file_span(sentence.span),
        }
    }

    /// What stands around a figure, from what was found out for another claim of it or anew.
    fn around(&mut self, found: &Found) -> Around {
        if self.around.0 != found.sentence {
            self.around = (found.sentence, Vec::new());
        }
        let Mention { span, extent, .. } = *found.mention;
        let known = self.around.1.iter().find(|(known, _)| *known == [span, extent]);
        if let Some((_, known)) = known {
            return known.clone();
        }
        let text = self.article.prose.text();
        let clauses = Clauses::new(text, self.reading, found.sentence as u32, self.lexicon);
        let manner = self.manner(found, &clauses);
        let names = self.names.get_or_insert_with(|| Names::read(self.article, self.reading, self.lexicon));
        let here = names.around(found.sentence, span);
        let near = names.near(self.reading, found.sentence, &here);
        let place = clauses.place(span).and_then(|place| names.at(found.sentence, place.span));
        let place =
            place.or_else(|| names.place_before(found.sentence, self.article, self.reading, self.lexicon));
        let around = Around { happening: clauses.happening(span), manner, names: here, near, place };
        self.around.1.push(([span, extent], around.clone()));
        around
    }

    /// The article's part of the join.
    pub fn finish(self, mut claims: Vec<Claim>, rules: &RuleSet) -> ArticleClaims {
        echo::mark_sums(&mut claims, &self.article.prose, self.reading, rules);
        let meta = &self.article.meta;
        let happening = if claims.is_empty() { Happening::UNKNOWN } else { self.lead_happening() };
        let names = self.names.unwrap_or_default();
        let lead = names.lead(self.article, self.reading);
        ArticleClaims {
            source: Arc::clone(&self.article.source),
            published: self.published,
            updated: meta.updated.as_ref().map(|stamp| stamp.day),
            events: meta.events.iter().map(|event| event.as_str().into()).collect(),
            names: names.keys,
            lead,
            happening,
            claims,
            vouched: false,
        }
    }

    /// What kind of event the title tells of, or else the first sentences of the body.
    fn lead_happening(&self) -> Happening {
        let blocks = self.article.prose.blocks();
        let part = |at: &usize| blocks[self.reading.sentences[*at].block as usize].part;
        let all = 0..self.reading.sentences.len();
        let head = all.clone().filter(|at| part(at) == Part::Title);
        let body = all.filter(|at| part(at) == Part::Body).take(LEAD);
        let told = |at: usize| {
            let start = self.reading.sentences[at].span.start;
            let text = self.article.prose.text();
            Clauses::new(text, self.reading, at as u32, self.lexicon).happening(ProseSpan::new(start, start))
        };
        head.chain(body).map(told).find(|told| told.is_known()).unwrap_or_default()
    }

    /// What the words around the figure say of it.
    fn manner(&mut self, found: &Found, clauses: &Clauses) -> Manner {
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
        let source = self.source(found.sentence, clauses, span);
        let (revised, open) = (clauses.is_revised(span), clauses.is_open());
        // What is counted since a year goes on.
        let grown = scope == Scope::Cumulative || clauses.is_grown(span);
        Manner { scope, polarity, source, revised, grown, open }
    }

    /// Who says what stands at `span`: of the stretches of the sentence the one that holds its start; those of one sentence
    /// are looked for once.
    fn source(&mut self, sentence: usize, clauses: &Clauses, span: ProseSpan) -> Option<Box<str>> {
        if self.said.as_ref().is_none_or(|(known, _)| *known != sentence) {
            let said = clauses.attributions().into_iter();
            let said = said.map(|one| Said { covers: one.covers, source: self.speaker(&one) });
            self.said = Some((sentence, said.collect()));
        }
        let (_, said) = self.said.as_ref()?;
        said.iter()
            .find(|said| said.covers.start <= span.start && span.start < said.covers.end)?
            .source
            .clone()
    }

    /// The key of a speaker.
    fn speaker(&self, said: &Attribution) -> Option<Box<str>> {
        let words = self.article.prose.slice(said.who);
        match said.speaker {
            Speaker::Name => Some(self.lexicon.name_key(words).into_str()),
            Speaker::Phrase => {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                Some(words.strip_prefix("the ").unwrap_or(&words).into())
            }
            // Whom a pronoun means is said elsewhere.
            Speaker::Pronoun => None,
        }
    }

    /// Whether the body gives the figure of `mention`, of whatever it may be there; one below ten is too common to be
    /// that of drones or of goals.
    fn is_in_body(&self, mention: &Mention) -> bool {
        const COMMON: i128 = 10;
        let Value::Figure(figure) = &mention.value else { return false };
        let common = figure.written.high.is_some_and(|high| high < Number::integer(COMMON));
        self.reading.mentions.iter().any(|other| {
            let Value::Figure(same) = &other.value else { return false };
            let sentence = &self.reading.sentences[other.sentence as usize];
            // "Six were killed. A seventh died in hospital."
            let is_one_more = || other.kind == Kind::Ordinal && self.is_one_more(other);
            same.written.low == figure.written.low
                && same.written.high == figure.written.high
                && same.unit == figure.unit
                && (is_one_more()
                    || !matches!(other.kind, Kind::Ordinal | Kind::Age | Kind::Multiple)
                        && (!common || self.may_count_the_same(same.noun, figure.noun)))
                && self.article.prose.blocks()[sentence.block as usize].part == Part::Body
        })
    }

    /// Whether an ordinal adds one to those who are counted: "a seventh".
    fn is_one_more(&self, ordinal: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let at = tokens.partition_point(|token| token.span.start < ordinal.span.start);
        let before = at.checked_sub(1).map(|at| self.article.prose.slice(tokens[at].span).to_lowercase());
        matches!(before.as_deref(), Some("a" | "an"))
    }

    /// Whether what a figure counts may be what another one counts: no noun tells, or it is of people, or the same.
    fn may_count_the_same(&self, noun: Option<Noun>, other: Option<Noun>) -> bool {
        let Some(noun) = noun else { return true };
        let head = |noun: Noun| self.article.prose.slice(noun.head).to_lowercase();
        let people = self.lexicon.lists.get("people").unwrap_or_default();
        people.contains(&head(noun)) || other.is_some_and(|other| head(other) == head(noun))
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

/// What stands around a figure, whatever it is of.
#[derive(Clone)]
struct Around {
    happening: Happening,
    manner: Manner,
    /// The names of its sentence, the nearest first, and those near it.
    names: Vec<u16>,
    near: Vec<u16>,
    /// Where its sentence or those before say that they are.
    place: Option<u16>,
}

/// How a figure is meant.
#[derive(Clone)]
struct Manner {
    scope: Scope,
    polarity: Polarity,
    source: Option<Box<str>>,
    revised: bool,
    grown: bool,
    open: bool,
}

impl Names {
    /// The key of the name that `words` write in short, where one name of the article and no other ends so ("Nowak" after
    /// "Tomasz Nowak"); the words as they are where they name nobody.
    fn in_full(&self, words: Box<str>, lexicon: &Lexicon) -> Box<str> {
        let short = lexicon.name_key(&words);
        let keys = self.keys.iter().map(|(key, _)| &**key);
        if !keys.clone().any(|key| key == short.as_str()) {
            return words;
        }
        let is_longer = |key: &&str| {
            key.len() > short.as_str().len() && lexicon.same_name(&short, &lexicon.name_key(key))
        };
        let mut longer = keys.filter(is_longer);
        match (longer.next(), longer.next()) {
            (Some(full), None) => full.into(),
            _ => short.into_str(),
        }
    }

    fn read(article: &Article, reading: &Reading, lexicon: &Lexicon) -> Self {
        let by_sentence = vec![Vec::new(); reading.sentences.len()];
        let mut names = Names { keys: Vec::new(), by_sentence, dateline: None };
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
            names.by_sentence[mention.sentence as usize].push((mention.span, at as u16));
        }
        names.dateline = names.read_dateline(article, reading);
        names
    }

    /// The names of a sentence, each once, the nearest to `figure` first.
    fn around(&self, sentence: usize, figure: ProseSpan) -> Vec<u16> {
        let mut here = self.by_sentence[sentence].clone();
        let distance = |span: ProseSpan| {
            span.start.saturating_sub(figure.end).max(figure.start.saturating_sub(span.end))
        };
        here.sort_by_key(|(span, _)| distance(*span));
        let mut names: Vec<u16> = Vec::with_capacity(here.len());
        for (_, name) in here {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Where the sentences before one in its paragraph say that they are, the nearest first, or else the dateline.
    fn place_before(
        &self,
        sentence: usize,
        article: &Article,
        reading: &Reading,
        lexicon: &Lexicon,
    ) -> Option<u16> {
        let block = reading.sentences[sentence].block;
        let before = (sentence.saturating_sub(PARAGRAPH)..sentence).rev();
        let mut before = before.filter(|at| reading.sentences[*at].block == block);
        let place = |at: usize| {
            let clauses = Clauses::new(article.prose.text(), reading, at as u32, lexicon);
            let place = clauses.place(reading.sentences[at].span)?;
            self.at(at, place.span)
        };
        before.find_map(place).or(self.dateline)
    }

    /// The name that stands at `span`.
    fn at(&self, sentence: usize, span: ProseSpan) -> Option<u16> {
        self.by_sentence[sentence].iter().find(|(at, _)| *at == span).map(|(_, name)| *name)
    }

    /// The place with which the body begins, before a dash or a bracket: "HALDEN —", "VARDO, Norway (AP) -". Capitals and
    /// countries are where the paper has its people, as often as where it happened.
    fn read_dateline(&self, article: &Article, reading: &Reading) -> Option<u16> {
        let blocks = article.prose.blocks();
        let in_body = |at: &usize| blocks[reading.sentences[*at].block as usize].part == Part::Body;
        let first = (0..reading.sentences.len()).find(in_body)?;
        let start = reading.sentences[first].span.start;
        let (span, name) = *self.by_sentence[first].first().filter(|(span, _)| span.start == start)?;
        if !matches!(self.keys[name as usize].1, NameKind::City | NameKind::Other) {
            return None;
        }
        let rest = &article.prose.text()[span.end as usize..];
        let mut before = ' ';
        for c in rest.chars().take(DATELINE) {
            match c {
                '—' | '–' | '(' => return Some(name),
                '-' if before == ' ' => return Some(name),
                // The first word of a sentence, and no line of places.
                _ if before == ' ' && c.is_lowercase() => return None,
                _ if c.is_alphabetic() || matches!(c, ' ' | '\u{a0}' | ',' | '.') => before = c,
                _ => return None,
            }
        }
        None
    }

    /// The names near a sentence in its block that are not in the sentence itself. A wire's text may be one block, and
    /// tell of several events, so that no more than [`PARAGRAPH`] sentences either way are near.
    fn near(&self, reading: &Reading, sentence: usize, here: &[u16]) -> Vec<u16> {
        let block = reading.sentences[sentence].block;
        let first = sentence.saturating_sub(PARAGRAPH);
        let last = (sentence + PARAGRAPH).min(reading.sentences.len() - 1);
        let around = (first..=last).filter(|at| reading.sentences[*at].block == block);
        let mut near: Vec<u16> = around
            .flat_map(|at| self.by_sentence[at].iter().map(|(_, name)| *name))
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
            .flat_map(|at| self.by_sentence[at].iter().map(|(_, name)| *name))
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
