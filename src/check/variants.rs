//! Spellings of one word: which of them an article uses, and whether they should be one.
//!
//! What is left alone: words inside quotation marks and in quotations set apart, because they are another's (a fix
//! there would change what somebody wrote); words with a capital that their rule writes without one,
//! because they belong to a name ("World Health Organization"), unless they begin a sentence and a small word
//! follows; parts of addresses and handles; and what an `except` pattern of the rule covers. A house form, where the newsroom has
//! chosen one, makes every other form a finding; otherwise an article that mixes forms has one.

mod across;
mod quoted;

pub use across::across;

use super::{Broken, Mend, Spot};
use crate::article::{Article, BlockKind};
use crate::lexicon::Lexicon;
use crate::mention::{Reading, Sentence, Token, TokenKind};
use crate::rule::pattern::{Binding, Match, Matcher, Overlap, Scratch, SentenceView};
use crate::rule::{RuleSet, Severity, Spelling, Variants, Within};
use crate::source::ProseSpan;
use quoted::Quoted;
use std::cmp::Reverse;
use std::sync::Arc;

/// A spelling that stands in an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelled {
    rule: u16,
    spelling: u16,
    /// Index into the reading's sentences.
    sentence: u32,
    words: ProseSpan,
}

/// A form of a word that an article uses.
#[derive(Debug, Clone)]
pub struct FormUse {
    rule: u16,
    family: u16,
    form: u16,
    count: usize,
    /// Its first place.
    first: Spot,
    /// The words there.
    words: String,
}

impl Spelled {
    /// The spelling that `found` is a match of: the words in its group, or all of it.
    pub fn new(rule: u16, spelling: u16, sentence: usize, found: &Match) -> Self {
        let words = found.bindings.iter().find_map(|binding| match binding {
            Binding::Words(span) => Some(*span),
            _ => None,
        });
        Spelled { rule, spelling, sentence: sentence as u32, words: words.unwrap_or(found.span) }
    }
}

/// What the spellings of an article amount to: findings, and for the rules that look at the whole corpus
/// the forms that it uses.
pub(super) fn judge(
    mut spelled: Vec<Spelled>,
    article: &Article,
    reading: &Reading,
    rules: &RuleSet,
    lexicon: &Lexicon,
    scratch: &mut Scratch,
) -> (Vec<Broken>, Vec<FormUse>) {
    if spelled.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut page = Page { article, reading, rules, lexicon, scratch };
    let family = |s: &Spelled| (s.rule, page_spelling(rules, s).family);
    spelled.sort_by_key(|s| (family(s), s.words.start, Reverse(s.words.end)));
    let mut kept: Vec<Spelled> = Vec::new();
    for group in spelled.chunk_by(|a, b| family(a) == family(b)) {
        let (variants, first) = (&rules.variants()[group[0].rule as usize], page_spelling(rules, &group[0]));
        let mixes = group.iter().any(|s| page_spelling(rules, s).form != first.form);
        if mixes || variants.within == Within::Corpus || variants.house[first.family as usize].is_some() {
            let end_of = |kept: &[Spelled]| {
                kept.last().filter(|k| family(k) == family(&group[0])).map(|k| k.words.end)
            };
            for one in group {
                if end_of(&kept).is_none_or(|end| one.words.start >= end) {
                    kept.push(*one);
                }
            }
        }
    }
    page.keep_the_writers_own(&mut kept);
    let (mut broken, mut uses) = (Vec::new(), Vec::new());
    for group in kept.chunk_by(|a, b| family(a) == family(b)) {
        let variants = &rules.variants()[group[0].rule as usize];
        match variants.house[page_spelling(rules, &group[0]).family as usize] {
            Some(house) => broken.extend(group.iter().filter_map(|one| page.other_than(house, one))),
            None => {
                let forms = page.forms(group);
                match variants.within {
                    Within::Corpus => uses.extend(forms),
                    _ => broken.extend(mixed(variants, forms)),
                }
            }
        }
    }
    broken.sort_by_key(|broken| broken.spots[0].span);
    (broken, uses)
}

fn page_spelling<'r>(rules: &'r RuleSet, spelled: &Spelled) -> &'r Spelling {
    &rules.variants()[spelled.rule as usize].spellings[spelled.spelling as usize]
}

/// An article whose spellings are judged.
struct Page<'a> {
    article: &'a Article,
    reading: &'a Reading,
    rules: &'a RuleSet,
    lexicon: &'a Lexicon,
    scratch: &'a mut Scratch,
}

impl Page<'_> {
    /// Drops what is another's, a part of a name or an exception; keeps the order.
    fn keep_the_writers_own(&mut self, spelled: &mut Vec<Spelled>) {
        let blocks = self.article.prose.blocks();
        let mut order: Vec<usize> = (0..spelled.len()).collect();
        order.sort_by_key(|at| spelled[*at].words.start);
        let mut keep = vec![false; spelled.len()];
        let mut quoted = Quoted::new(self.article.prose.text());
        for at in order {
            let one = spelled[at];
            let sentence = &self.reading.sentences[one.sentence as usize];
            let block = &blocks[sentence.block as usize];
            keep[at] = block.kind != BlockKind::Quote
                && !quoted.holds(block.span, one.words.start)
                && self.is_word(&one, sentence)
                && !self.is_excepted(&one);
        }
        let mut keep = keep.into_iter();
        spelled.retain(|_| keep.next().unwrap_or(false));
    }

    /// Whether the words are no part of a name or of an address.
    fn is_word(&self, one: &Spelled, sentence: &Sentence) -> bool {
        let text = self.article.prose.text();
        let (start, end) = (one.words.start as usize, one.words.end as usize);
        let before = text[..start].chars().next_back();
        let mut after = text[end..].chars();
        let next = after.next();
        if before.is_some_and(|c| "@#/._\\".contains(c))
            || next.is_some_and(|c| "@/_\\".contains(c))
            || (next == Some('.') && after.next().is_some_and(char::is_alphanumeric))
        {
            return false;
        }
        let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        let (written, ruled) = (&text[start..end], &page_spelling(self.rules, one).text);
        if capital(ruled) || !capital(written) {
            return capital(ruled) == capital(written);
        }
        let tokens = &self.reading.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let is_word = |token: &&Token| token.kind == TokenKind::Word;
        let begins = tokens.iter().find(is_word).is_some_and(|token| token.span.start == one.words.start);
        // "Organization of American States" is a name as well.
        let mut next =
            tokens.iter().filter(is_word).filter(|token| token.span.start >= one.words.end).take(2);
        let shouts = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        begins && !shouts && next.all(|token| !token.capital())
    }

    fn is_excepted(&mut self, one: &Spelled) -> bool {
        let variants = &self.rules.variants()[one.rule as usize];
        if variants.except.is_empty() {
            return false;
        }
        let view = SentenceView::new(&self.article.prose, self.reading, one.sentence as usize, self.lexicon);
        let mut matcher = Matcher::new(view, self.rules.lists(), self.scratch);
        let mut covers = |pattern| {
            let matches = matcher.find(pattern, &variants.slots, Overlap::No);
            matches.iter().any(|found| found.span.overlaps(one.words))
        };
        variants.except.iter().any(&mut covers)
    }

    /// The forms in a group of spellings of one family, in the order of their first places.
    fn forms(&self, group: &[Spelled]) -> Vec<FormUse> {
        let mut forms: Vec<FormUse> = Vec::new();
        for one in group {
            let spelling = page_spelling(self.rules, one);
            match forms.iter_mut().find(|form| form.form == spelling.form) {
                Some(form) => form.count += 1,
                None => forms.push(FormUse {
                    rule: one.rule,
                    family: spelling.family,
                    form: spelling.form,
                    count: 1,
                    first: self.spot(one),
                    words: self.words(one),
                }),
            }
        }
        forms
    }

    fn spot(&self, one: &Spelled) -> Spot {
        let prose = &self.article.prose;
        Spot {
            source: Arc::clone(&self.article.source),
            span: prose.file_span(one.words),
            context: prose.file_span(self.reading.sentences[one.sentence as usize].span),
            label: String::new(),
        }
    }

    fn words(&self, one: &Spelled) -> String {
        self.article.prose.slice(one.words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is wrong with a spelling where the newsroom writes the form `house`.
    fn other_than(&self, house: u16, one: &Spelled) -> Option<Broken> {
        let variants = &self.rules.variants()[one.rule as usize];
        let spelling = page_spelling(self.rules, one);
        if spelling.form == house {
            return None;
        }
        let (words, spot) = (self.words(one), self.spot(one));
        let meant = &variants.in_form(spelling, house)?.text;
        let replacement = as_written(meant, &words);
        // A pattern's name is no spelling of what it finds.
        let is_spelled = words.to_lowercase() == spelling.text.to_lowercase();
        let fix = (is_spelled && self.article.is_plain(one.words)).then(|| Mend {
            title: format!("write \"{replacement}\""),
            span: spot.span,
            replacement: replacement.clone(),
            safe: true,
        });
        let message = match is_spelled {
            true => format!("\"{words}\" is not in house style: \"{replacement}\""),
            false => format!("\"{words}\" is not written like \"{meant}\", as house style asks"),
        };
        let family = &variants.families[spelling.family as usize];
        Some(Broken {
            rule: Arc::clone(&variants.about.id),
            level: variants.level,
            most: Severity::Error,
            message,
            help: Some(format!(
                "crosstally.yaml says variants: {{{family}: {}}}",
                variants.name_of(spelling.family, house)
            )),
            spots: vec![spot],
            fix,
            account: Vec::new(),
        })
    }
}

/// One finding where there are several forms: the rarest first, of equals the one that came last.
fn mixed(variants: &Variants, mut forms: Vec<FormUse>) -> Option<Broken> {
    if forms.len() < 2 {
        return None;
    }
    forms.reverse();
    forms.sort_by_key(|form| form.count);
    let words: Vec<String> = forms.iter().map(|form| format!("\"{}\"", form.words)).collect();
    let (last, others) = words.split_last()?;
    let all: Vec<String> = forms
        .iter()
        .rev()
        .map(|form| {
            let name = variants.name_of(form.family, form.form);
            let like =
                if form.words.to_lowercase().starts_with(&name.to_lowercase()) { "" } else { "as in " };
            format!("{like}\"{name}\" {}", times(form.count))
        })
        .collect();
    let family = forms[0].family;
    let usual = variants.name_of(family, forms.last()?.form);
    Some(Broken {
        rule: Arc::clone(&variants.about.id),
        level: variants.level,
        most: Severity::Error,
        message: format!("{} and {last} in one article", others.join(", ")),
        help: Some(format!(
            "{}; keep to one, or choose it in crosstally.yaml: variants: {{{}: {usual}}}",
            all.join(", "),
            variants.families[family as usize]
        )),
        spots: forms.into_iter().map(|form| Spot { label: times(form.count), ..form.first }).collect(),
        fix: None,
        account: Vec::new(),
    })
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// `spelling` with the capitals of `words`: none, the first, or all.
fn as_written(spelling: &str, words: &str) -> String {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return spelling.to_uppercase();
    }
    let mut chars = spelling.chars();
    match chars.next() {
        Some(first) if letters().next().is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => spelling.to_owned(),
    }
}

#[cfg(test)]
mod tests;
