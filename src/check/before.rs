//! What a rule also looks for in the sentence before: "63 people were aboard. Of those, 70 …".

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::mention::Reading;
use crate::rule::pattern::{Binding, Matcher, Overlap, Pattern, Scratch, SentenceView};
use crate::rule::{RuleSet, Search};

/// A sentence among those of its article.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub article: &'a Article,
    pub reading: &'a Reading,
    pub index: usize,
    pub rules: &'a RuleSet,
    pub lexicon: &'a Lexicon,
}

/// `bindings`, with what the `before` patterns of `search` bind in the sentence before, the last match of the first pattern that
/// has one; `None` where `search` has such patterns and none of them matches, or where the sentence is the first of its
/// paragraph. `leads` are those of them that may match there.
pub(super) fn bound<'a>(
    search: &Search,
    bindings: Vec<Binding>,
    mut leads: impl Iterator<Item = &'a Pattern>,
    here: Here,
    scratch: &mut Scratch,
) -> Option<Vec<Binding>> {
    if search.before.is_empty() {
        return Some(bindings);
    }
    let Here { article, reading, rules, lexicon, .. } = here;
    let view = SentenceView::new(&article.prose, reading, reading.before(here.index)?, lexicon);
    let mut matcher = Matcher::new(view, rules.lists(), scratch);
    let found = leads.find_map(|pattern| matcher.find(pattern, &search.slots, Overlap::No).pop())?;
    let either = |(here, there): (Binding, Binding)| if here == Binding::None { there } else { here };
    Some(bindings.into_iter().zip(found.bindings).map(either).collect())
}
