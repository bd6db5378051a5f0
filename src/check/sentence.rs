//! Judging one match of a sentence rule.

use super::env::{MatchEnv, PUBLISHED, UPDATED};
use super::{Broken, Mend, Spot, Tally};
use crate::mention::Sentence;
use crate::rule::expr::{Env, Expr, Outcome};
use crate::rule::pattern::Slots;
use crate::rule::{FIRST_SLOT, SentenceRule};
use crate::source::{FileSpan, ProseSpan};
use std::sync::Arc;

/// Judges a match of `rule`, in `sentence`: what is broken, if
/// anything.
pub(super) fn judge(
    rule: &SentenceRule,
    env: &MatchEnv,
    matched: ProseSpan,
    sentence: &Sentence,
    tally: &mut Tally,
) -> Option<Broken> {
    if let Some(condition) = &rule.search.condition
        && !condition.is_certain(env)
    {
        if wants_date(rule, condition, env) {
            tally.compared += 1;
            tally.undecided += 1;
        }
        return None;
    }
    tally.compared += 1;
    match rule.assertion.judge(env) {
        Outcome::Holds => return None,
        Outcome::Undecided => {
            tally.undecided += 1;
            return None;
        }
        Outcome::Broken => {}
    }
    Some(Broken {
        rule: Arc::clone(&rule.about.id),
        level: rule.level,
        most: rule.softer.most(env),
        message: rule.message.render(env),
        help: rule.help.as_ref().map(|help| help.render(env)),
        spots: spots(rule, env, matched, sentence),
        fix: mend(rule, env),
        account: account(rule, env),
    })
}

/// Whether the article's date is wanting to tell if the rule speaks here at all.
fn wants_date(rule: &SentenceRule, condition: &Expr, env: &MatchEnv) -> bool {
    let rests_on_date = |expr: &Expr| expr.variables().contains(&PUBLISHED);
    env.published.is_none()
        && (rests_on_date(condition) || rests_on_date(&rule.assertion))
        && condition.is_unknown(env)
}

/// What a finding of `rule` is one by with the others of its article.
pub(super) fn once(rule: &SentenceRule, env: &MatchEnv) -> Option<String> {
    Some(rule.once.as_ref()?.eval(env)?.show(&env.lexicon.units))
}

/// The words of the names that the assertion uses, in order of place; then the article's date, if the
/// assertion rests on it and the file gives it.
pub(super) fn spots(
    rule: &SentenceRule,
    env: &MatchEnv,
    matched: ProseSpan,
    sentence: &Sentence,
) -> Vec<Spot> {
    let source = &env.article.source;
    let prose = &env.article.prose;
    let context = prose.file_span(sentence.span);
    let mut names: Vec<usize> = rule.underline.iter().map(|slot| slot + FIRST_SLOT).collect();
    if names.is_empty() {
        names = rule.assertion.variables();
    }
    if !names.iter().any(|name| *name >= FIRST_SLOT) {
        names.extend((0..rule.search.slots.as_slice().len()).map(|slot| slot + FIRST_SLOT));
    }
    let named = names.iter().copied().filter(|name| *name >= FIRST_SLOT);
    let mut places: Vec<(ProseSpan, Option<usize>)> =
        named.flat_map(|name| env.spans(name).into_iter().map(move |span| (span, Some(name)))).collect();
    if rule.underline.is_empty() {
        places.sort_unstable();
    }
    places.dedup_by_key(|(span, _)| *span);
    if places.is_empty() {
        places.push((matched, None));
    }
    let label = |name: usize| {
        let label = rule.labels.iter().find(|(place, _)| *place == name);
        label.map(|(_, label)| label.render(env))
    };
    let mut spots: Vec<Spot> = places
        .into_iter()
        .map(|(span, name)| Spot {
            source: Arc::clone(source),
            span: prose.file_span(span),
            context: context.to(prose.file_span(span)),
            label: name.and_then(label).unwrap_or_default(),
        })
        .collect();
    let meta = &env.article.meta;
    for (name, stamp, says) in [
        (PUBLISHED, &meta.published, "the date of the article"),
        (UPDATED, &meta.updated, "the date of the last change"),
    ] {
        if rule.assertion.variables().contains(&name)
            && let Some(span) = stamp.as_ref().and_then(|stamp| stamp.span)
        {
            let lines = source.lines();
            let line = lines.span(source.text(), lines.line(span.start));
            let context = FileSpan::new(line.start.min(span.start), line.end.max(span.end));
            let label = label(name).unwrap_or_else(|| says.to_owned());
            spots.push(Spot { source: Arc::clone(source), span, context, label });
        }
    }
    spots
}

/// What each name that the assertion uses was understood as, and which of its comparisons no reading of them allows.
fn account(rule: &SentenceRule, env: &MatchEnv) -> Vec<String> {
    let names = understood(&rule.search.slots, Some(&rule.assertion), env);
    names.chain(rule.assertion.failed_steps(env)).collect()
}

/// What was understood of each name that an assertion uses; of all slots where there is no assertion.
pub(super) fn understood<'a>(
    slots: &'a Slots,
    assertion: Option<&Expr>,
    env: &'a MatchEnv,
) -> impl Iterator<Item = String> + 'a {
    let all = || (FIRST_SLOT..FIRST_SLOT + slots.as_slice().len()).collect();
    assertion.map_or_else(all, Expr::variables).into_iter().filter_map(move |at| {
        let name = match at {
            PUBLISHED => "published",
            UPDATED => "updated",
            at => &*slots.as_slice().get(at - FIRST_SLOT)?.name,
        };
        let value = env.variable(at).map_or_else(|| "not known".to_owned(), |v| v.show(&env.lexicon.units));
        Some(match env.words(at) {
            Some(words) => format!("{name}: \"{words}\" is understood as {value}"),
            None => format!("{name}: {value}"),
        })
    })
}

fn mend(rule: &SentenceRule, env: &MatchEnv) -> Option<Mend> {
    let fix = rule.fix.as_ref()?;
    let span =
        env.spans(fix.replace + FIRST_SLOT).first().copied().filter(|span| env.article.is_plain(*span))?;
    Some(Mend {
        title: fix.title.as_ref().map_or_else(|| "replace".to_owned(), |title| title.render(env)),
        span: env.article.prose.file_span(span),
        replacement: fix.with.render_known(env)?,
        safe: fix.safe,
    })
}
