//! An entry of a rule file to families of spellings.

use super::compile::level;
use super::{Entry, Loader};
use crate::rule::model::{Places, Spelling, Variants};
use crate::rule::pattern::{Pattern, Slots};
use crate::rule::raw::{RawVariants, RawWithin};
use crate::yaml::{Node, NodeKind};

impl Loader<'_> {
    pub(super) fn variants(&mut self, entry: Entry) {
        let before = self.mistakes.len();
        let raw: RawVariants = self.raw(entry);
        self.need(entry, &["id", "severity", "families", "within", "why"]);
        let (mut families, mut spellings, mut slots) = (Vec::new(), Vec::new(), Slots::new());
        for node in entry.values("families") {
            self.family(Entry { node, ..entry }, families.len() as u16, &mut spellings, &mut slots);
            let name = spellings.iter().find(|s: &&Spelling| s.family as usize == families.len());
            families.push(name.map(|spelling| spelling.text.clone()).unwrap_or_default());
        }
        if raw.within == Some(RawWithin::Sentence) {
            let help = "one of `article`, `corpus`";
            self.mistake_with(
                entry,
                entry.key("within"),
                "spellings are not compared within a sentence",
                help,
            );
        }
        let except = entry
            .values("except")
            .into_iter()
            .filter_map(|node| self.pattern(entry, node, &mut Slots::new()))
            .collect();
        let about = self.about(entry, &raw.id, raw.why, raw.blind_spots.0);
        let (Some(within), true) = (raw.within, before == self.mistakes.len()) else { return };
        let places = Places::new(&raw.places);
        let level = level(raw.severity, raw.enabled);
        let house = vec![None; families.len()];
        self.set.variants.push(Variants {
            about,
            level,
            spellings,
            families,
            house,
            except,
            slots,
            within,
            places,
        });
    }

    fn family(&mut self, entry: Entry, family: u16, spellings: &mut Vec<Spelling>, slots: &mut Slots) {
        let forms = elements(entry.node);
        if forms.len() < 2 {
            self.mistake(entry, entry.node.span, "a family is a list of two spellings or more");
        }
        let inflections = forms.first().map_or(0, |form| elements(form).len());
        for (form, node) in forms.iter().enumerate() {
            let words = elements(node);
            if words.len() != inflections {
                let help = "the inflections of a word stand in the same order in each form";
                let spellings = if inflections == 1 { "spelling" } else { "spellings" };
                let message =
                    format!("this form should have {inflections} {spellings}, as the first one has");
                self.mistake_with(entry, node.span, message, help);
            }
            for (inflection, word) in words.iter().enumerate() {
                if let Some((text, pattern)) = self.spelling(entry, word, slots) {
                    spellings.push(Spelling {
                        text: text.into(),
                        pattern,
                        family,
                        form: form as u16,
                        inflection: inflection as u16,
                    });
                }
            }
        }
    }

    /// A spelling and what finds it: itself, or the pattern whose key it is.
    fn spelling<'n>(
        &mut self,
        entry: Entry,
        node: &'n Node,
        slots: &mut Slots,
    ) -> Option<(&'n str, Pattern)> {
        if let NodeKind::Map(pairs) = &node.kind
            && let [(text, pattern)] = pairs.as_slice()
            && pattern.text().is_some()
        {
            return Some((text.text()?, self.pattern(entry, pattern, slots)?));
        }
        let Some(text) = node.text() else {
            let help =
                "a spelling, a list of spellings, or one spelling with its pattern: `meters: '\\d+ meters'`";
            self.mistake_with(entry, node.span, "this is no spelling", help);
            return None;
        };
        let pattern = self.reader.read(&regex_syntax::escape(text), slots).ok();
        if pattern.is_none() {
            self.mistake(entry, node.span, "a spelling without a letter or a sign");
        }
        Some((text, pattern?))
    }
}

/// The elements of a list; the node itself where it is none.
fn elements(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::List(items) => items.iter().collect(),
        _ => vec![node],
    }
}
