//! A second look at the figures of a sentence: later items of a list take the noun of the first ("17
//! drones over Crimea, 16 over Rostov and four over Saratov").

use crate::lexicon::NumberWord;
use crate::mention::scan::Reader;
use crate::mention::{Kind, Mention, Noun, Value};

/// Gives the figures from `first` on that have no noun the noun of the count before them, where they
/// stand in a list with it.
pub(crate) fn join(reader: &Reader, mentions: &mut [Mention], first: usize) {
    let mut shared: Option<Noun> = None;
    for mention in &mut mentions[first..] {
        let Value::Figure(figure) = &mut mention.value else { continue };
        match (mention.kind, figure.noun) {
            (Kind::Count, Some(noun)) => shared = Some(noun),
            (Kind::Number, None) if figure.unit.is_none() && is_listed(reader, mention.extent.start) => {
                if let Some(noun) = shared {
                    figure.noun = Some(noun);
                    mention.kind = Kind::Count;
                }
            }
            _ => {}
        }
    }
}

/// Whether "and", a comma, "including" or "of whom" stands before the token that starts at byte `start`,
/// and words that are no noun after it.
fn is_listed(reader: &Reader, start: u32) -> bool {
    let at = reader.tokens.partition_point(|token| token.span.start < start);
    let Some(before) = at.checked_sub(1) else { return false };
    let and = reader.lexicon.numerals.role(reader.word(before)) == NumberWord::And;
    and || [",", ";", ":", "including", "whom", "which", "with"].iter().any(|word| reader.is(before, word))
}
