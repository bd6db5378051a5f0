//! What the expressions of a rule see: a match in a sentence, or two claims.

use super::{bound, nearby};
use crate::article::Article;
use crate::claim::{ArticleClaims, Claim, ClaimValue, Corpus};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::{self, Kind, Mention, Reading, Token};
use crate::rule::expr::{Attribute, Env, Figure, Value};
use crate::rule::pattern::Binding;
use crate::rule::{FIRST_SLOT, RuleSet};
use crate::source::ProseSpan;
use crate::time::Period;
use crate::value::{Hedge, Interval, Number, UnitTable};
use chrono::NaiveDate;

/// The places of a sentence rule's scope before its slots.
pub(super) const PUBLISHED: usize = 0;
/// When the article was last changed.
pub(super) const UPDATED: usize = 1;

/// A match in a sentence.
#[derive(Clone, Copy)]
pub(super) struct MatchEnv<'a> {
    pub article: &'a Article,
    pub reading: &'a Reading,
    pub lexicon: &'a Lexicon,
    pub bindings: &'a [Binding],
    /// The article's day, or the one given for articles without.
    pub published: Option<NaiveDate>,
}

impl<'a> MatchEnv<'a> {
    /// The mentions that the name at `at` is bound to, and the words.
    pub fn spans(&self, at: usize) -> Vec<ProseSpan> {
        match at.checked_sub(FIRST_SLOT).and_then(|slot| self.bindings.get(slot)) {
            Some(Binding::Mention(mention)) => vec![self.mention(*mention).span],
            Some(Binding::List(list)) => list.iter().map(|mention| self.mention(*mention).span).collect(),
            Some(Binding::Words(span)) => vec![*span],
            Some(Binding::None) | None => Vec::new(),
        }
    }

    /// The first mention that the name at `at` is bound to.
    pub fn bound(&self, at: usize) -> Option<&'a Mention> {
        match self.bindings.get(at.checked_sub(FIRST_SLOT)?)? {
            Binding::Mention(mention) => Some(self.mention(*mention)),
            Binding::List(list) => list.first().map(|mention| self.mention(*mention)),
            _ => None,
        }
    }

    fn mention(&self, at: u32) -> &'a Mention {
        &self.reading.mentions[at as usize]
    }

    fn slice(&self, span: ProseSpan) -> &'a str {
        self.article.prose.slice(span)
    }

    fn day(&self, at: usize) -> Option<NaiveDate> {
        match at {
            PUBLISHED => self.published,
            _ => self.article.meta.updated.as_ref().map(|stamp| stamp.day),
        }
    }
}

impl<'a> MatchEnv<'a> {
    /// What the rest of the article tells of a mention, for the attributes that ask for that.
    fn near(&self, mention: &Mention, attribute: Attribute) -> Option<Option<Value<'a>>> {
        let (article, reading) = (self.article, self.reading);
        let is_figure = matches!(mention.value, mention::Value::Figure(_));
        Some(match attribute {
            Attribute::OtherYears => nearby::other_years(article, reading, mention),
            Attribute::ToldYears => nearby::told_years(article, reading, mention),
            Attribute::ToldRight => nearby::told_right(reading, mention).map(Value::Bool),
            Attribute::OtherOrder => nearby::other_order(self.slice(mention.span), mention),
            Attribute::Later => self.published.map(|day| count(nearby::later(reading, mention, day))),
            Attribute::Covers => Some(nearby::covers(article, reading, self.lexicon, mention)),
            Attribute::Listed => nearby::listed(article, reading, mention).map(|items| count(items as usize)),
            Attribute::Others => Some(count(nearby::beside(reading, mention).count())),
            Attribute::WrittenYears => Some(self.written_years(mention.span)),
            Attribute::Beside => Some(self.beside(mention)),
            Attribute::When if mention.kind == Kind::Event => match &mention.value {
                mention::Value::Time(time) => Some(Value::Days(time.period, None)),
                _ => None,
            },
            Attribute::When if is_figure => nearby::years_told(reading, mention),
            Attribute::Source if mention.kind == Kind::Event => self.source_of(mention),
            _ => return None,
        })
    }

    fn written_years(&self, span: ProseSpan) -> Value<'a> {
        count(nearby::written_years(self.reading, span))
    }

    /// The numbers of the other figures of its sentence that are of its kind, but for bounds: "more than double" may be any
    /// number.
    fn beside(&self, figure: &Mention) -> Value<'a> {
        let is_percent = |mention: &Mention| mention.kind == Kind::Percent;
        let number = |mention: &Mention| match &mention.value {
            mention::Value::Figure(figure) => Some(bound::figure(mention.kind, figure).allows),
            _ => None,
        };
        let is_closed =
            |allows: &Interval| allows.low().number().is_some() && allows.high().number().is_some();
        let alike =
            nearby::beside(self.reading, figure).filter(|other| is_percent(other) == is_percent(figure));
        Value::List(alike.filter_map(number).filter(is_closed).map(Value::number).collect())
    }

    /// Where the day of an event of the facts was looked up.
    fn source_of(&self, event: &Mention) -> Option<Value<'a>> {
        let of = |token: &Token| event.span.contains(token.span).then_some(token.word);
        let sentence = &self.reading.sentences[event.sentence as usize].tokens;
        let tokens = &self.reading.tokens[sentence.start as usize..sentence.end as usize];
        let words: Vec<WordId> = tokens.iter().filter_map(of).collect();
        let (_, found) = self.lexicon.events.longest(words.iter().copied())?;
        Some(Value::Text((&*found.source).into()))
    }
}

fn count<'a>(count: usize) -> Value<'a> {
    Value::number(Interval::exactly(Number::integer(count as i128)))
}

impl Env for MatchEnv<'_> {
    fn variable(&self, at: usize) -> Option<Value<'_>> {
        if at < FIRST_SLOT {
            return self.day(at).map(|day| Value::Days(Period::day(day), None));
        }
        match self.bindings.get(at - FIRST_SLOT)? {
            Binding::None => None,
            Binding::Mention(mention) => {
                let mention = self.mention(*mention);
                bound::value(mention, self.slice(mention.span))
            }
            Binding::List(list) => list
                .iter()
                .map(|at| bound::value(self.mention(*at), self.slice(self.mention(*at).span)))
                .collect::<Option<Vec<_>>>()
                .map(Value::List),
            Binding::Words(span) => Some(Value::Text(self.slice(*span).into())),
        }
    }

    fn attribute(&self, at: usize, attribute: Attribute) -> Option<Value<'_>> {
        if at < FIRST_SLOT {
            return bound::period_attribute(Period::day(self.day(at)?), attribute);
        }
        match self.bindings.get(at - FIRST_SLOT)? {
            Binding::Mention(mention) => {
                let mention = self.mention(*mention);
                if let Some(near) = self.near(mention, attribute) {
                    return near;
                }
                let words = self.slice(mention.span);
                bound::attribute(mention, words, attribute, self.article.prose.text(), self.lexicon)
            }
            Binding::List(list) if attribute == Attribute::Head => {
                let head = |at: &u32| match &self.mention(*at).value {
                    mention::Value::Figure(figure) => figure.noun.map(|noun| noun.head),
                    _ => None,
                };
                let (first, rest) = list.split_first()?;
                let word = self.slice(head(first)?);
                let same =
                    |at: &u32| head(at).is_some_and(|span| self.slice(span).eq_ignore_ascii_case(word));
                rest.iter().all(same).then(|| Value::Text(word.into()))
            }
            Binding::Words(span) => match attribute {
                Attribute::Text => Some(Value::Text(self.slice(*span).into())),
                Attribute::WrittenYears => Some(self.written_years(*span)),
                _ => None,
            },
            Binding::List(_) | Binding::None => None,
        }
    }

    fn words(&self, at: usize) -> Option<&str> {
        let spans = self.spans(at);
        let (first, last) = (spans.first()?, spans.last()?);
        Some(self.slice(first.to(*last)))
    }

    fn units(&self) -> &UnitTable {
        &self.lexicon.units
    }
}

/// Two claims that a comparison sets against each other.
pub(super) struct PairEnv<'a> {
    pub sides: [Side<'a>; 2],
    pub rules: &'a RuleSet,
    pub lexicon: &'a Lexicon,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub article: &'a ArticleClaims,
    pub claim: &'a Claim,
    /// Whether it recalls an event of more than a year before its article.
    pub settled: bool,
}

impl<'a> Side<'a> {
    /// The claim at `at` of a corpus.
    pub fn of(corpus: &'a Corpus, at: crate::claim::ClaimRef) -> Self {
        let (article, claim) = corpus.get(at);
        Side { article, claim, settled: corpus.is_settled(at) }
    }

    /// The day as of which it speaks.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.article.as_of()
    }

    /// The name among the words for who says so, or nothing: "officials" may be anybody's.
    fn named(&self) -> &'a str {
        let Some(source) = self.claim.source.as_deref() else { return "" };
        let names = self.article.names.iter().map(|(key, _)| &**key);
        names.filter(|key| source.contains(key)).max_by_key(|key| key.len()).unwrap_or_default()
    }

    /// Its value.
    pub fn value(&self) -> Value<'static> {
        match self.claim.value {
            ClaimValue::Figure { allows, unit, written } => Value::Figure(Figure { allows, unit, written }),
            ClaimValue::Days(period) => Value::Days(period, None),
        }
    }
}

/// More bytes apart, two figures of one article are of different things.
const BESIDE: u32 = 400;

impl PairEnv<'_> {
    /// Whether beside both claims one figure stands that counts people by another measure: then they tell of one state
    /// of things. Not where an article gives the figures of both, and tells two things.
    fn agree(&self) -> bool {
        if self.one_tells_both() {
            return false;
        }
        let beside = |side: &Side| -> Vec<_> {
            let own = side.claim;
            let near = |claim: &&Claim| {
                claim.measure != own.measure
                    && self.rules.measure(claim.measure).counts.is_some()
                    && claim.span.start.abs_diff(own.span.start) < BESIDE
            };
            let others = side.article.claims.iter().filter(near);
            // "At least three" is said at any hour.
            let exact = others.filter(|claim| !claim.is_hedged());
            exact.filter_map(|claim| Some((claim.measure, claim.number()?))).collect()
        };
        let [one, other] = self.sides.each_ref().map(beside);
        one.iter().any(|figure| other.contains(figure))
    }

    /// Whether one of the articles has the figure of the other, too, by the same measure.
    fn one_tells_both(&self) -> bool {
        let [one, other] = self.sides;
        let tells = |article: &ArticleClaims, claim: &Claim| {
            let number = claim.number();
            number.is_some()
                && article.claims.iter().any(|c| c.measure == claim.measure && c.number() == number)
        };
        one.article.source.path() != other.article.source.path()
            && (tells(one.article, other.claim) || tells(other.article, one.claim))
    }
}

impl Env for PairEnv<'_> {
    fn variable(&self, at: usize) -> Option<Value<'_>> {
        Some(self.sides.get(at)?.value())
    }

    fn attribute(&self, at: usize, attribute: Attribute) -> Option<Value<'_>> {
        let side = self.sides.get(at)?;
        let claim = side.claim;
        let day = |day: Option<NaiveDate>| day.map(|day| Value::Days(Period::day(day), None));
        let measure = self.rules.measure(claim.measure);
        match attribute {
            Attribute::Value => Some(side.value()),
            Attribute::Low | Attribute::High => match side.value() {
                Value::Figure(figure) => bound::end(&figure, attribute),
                _ => None,
            },
            Attribute::Text => Some(Value::Text(side.article.source.slice(claim.span).into())),
            Attribute::Measure => Some(Value::Text((&*measure.about.id).into())),
            Attribute::Grows => Some(Value::Bool(measure.grows)),
            Attribute::Source => Some(Value::Text(claim.source.as_deref().unwrap_or_default().into())),
            Attribute::Side => Some(Value::Text(side.named().into())),
            Attribute::Subject => Some(Value::Text(claim.subject.to_string().into())),
            Attribute::When => (claim.when != Period::ANY).then_some(Value::Days(claim.when, None)),
            Attribute::Published => day(side.article.published),
            Attribute::AsOf => day(side.as_of()),
            Attribute::Revised => Some(Value::Bool(claim.revised)),
            Attribute::Grown => Some(Value::Bool(claim.grown)),
            Attribute::Open => Some(Value::Bool(claim.open)),
            Attribute::Leading => Some(Value::Bool(claim.leading)),
            Attribute::Echoed => Some(Value::Bool(claim.echoed)),
            Attribute::Agreed => Some(Value::Bool(self.agree())),
            Attribute::Vouched => Some(Value::Bool(side.article.vouched)),
            Attribute::Settled => Some(Value::Bool(side.settled)),
            Attribute::Part => Some(Value::Text(part(claim.part).into())),
            Attribute::Unit => match claim.value {
                ClaimValue::Figure { unit, .. } => {
                    Some(Value::Text((&*self.lexicon.units.unit(unit?).id).into()))
                }
                ClaimValue::Days(_) => None,
            },
            Attribute::Hedged => match claim.value {
                ClaimValue::Figure { written, .. } => Some(Value::Bool(written?.hedge != Hedge::None)),
                ClaimValue::Days(_) => Some(Value::Bool(false)),
            },
            Attribute::Range => match claim.value {
                ClaimValue::Figure { written, .. } => Some(Value::Bool(written?.range)),
                ClaimValue::Days(_) => Some(Value::Bool(false)),
            },
            _ => None,
        }
    }

    fn words(&self, at: usize) -> Option<&str> {
        let side = self.sides.get(at)?;
        Some(side.article.source.slice(side.claim.span))
    }

    fn units(&self) -> &UnitTable {
        &self.lexicon.units
    }
}

const fn part(part: crate::article::Part) -> &'static str {
    match part {
        crate::article::Part::Title => "title",
        crate::article::Part::Standfirst => "standfirst",
        crate::article::Part::Body => "body",
    }
}
