//! Spellings across the articles of a corpus.

use super::super::{Broken, Spot};
use super::{FormUse, times};
use crate::rule::{RuleSet, Severity};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the articles' uses of forms amount to for the rules that look at the whole corpus and are active:
/// each article that uses another form than most is reported once for each family, with a place of the form that
/// most articles use.
pub fn across(articles: &[Vec<FormUse>], rules: &RuleSet, is_active: impl Fn(&str) -> bool) -> Vec<Broken> {
    let mut families: BTreeMap<(u16, u16), Family> = BTreeMap::new();
    for (article, uses) in articles.iter().enumerate() {
        for used in uses {
            let family = families.entry((used.rule, used.family)).or_default();
            family.forms.entry(used.form).or_default().push((article, used));
        }
    }
    let mut broken = Vec::new();
    for ((rule, _), family) in families {
        let variants = &rules.variants()[rule as usize];
        if family.forms.len() < 2 || !is_active(&variants.about.id) {
            continue;
        }
        let Some(usual) = family.usual() else { continue };
        let usual_uses = &family.forms[&usual];
        for (article, used) in family.others(usual) {
            let here = usual_uses.iter().find(|(other, _)| other == article).copied();
            let Some((_, other)) = here.or(usual_uses.first().copied()) else { continue };
            let elsewhere = match usual_uses.len() {
                1 => "one article writes".to_owned(),
                n => format!("{n} articles write"),
            };
            broken.push(Broken {
                rule: Arc::clone(&variants.about.id),
                level: variants.level,
                most: Severity::Error,
                message: format!("\"{}\", where {elsewhere} \"{}\"", used.words, other.words),
                help: Some(format!(
                    "keep to one, or choose it in crosstally.yaml: variants: {{{}: {}}}",
                    variants.families[used.family as usize],
                    variants.name_of(used.family, usual)
                )),
                spots: [used, other]
                    .map(|form| Spot { label: times(form.count), ..form.first.clone() })
                    .into(),
                fix: None,
                account: Vec::new(),
            });
        }
    }
    broken
}

/// The uses of each form of a family, by article.
#[derive(Default)]
struct Family<'a> {
    forms: BTreeMap<u16, Vec<(usize, &'a FormUse)>>,
}

impl<'a> Family<'a> {
    /// The form that most articles use; of equals the first of the family.
    fn usual(&self) -> Option<u16> {
        let most = self.forms.values().map(Vec::len).max()?;
        self.forms.iter().find(|(_, uses)| uses.len() == most).map(|(form, _)| *form)
    }

    /// The first use of another form in each article.
    fn others(&self, usual: u16) -> BTreeMap<&usize, &'a FormUse> {
        let mut others = BTreeMap::new();
        for (_, uses) in self.forms.iter().filter(|(form, _)| **form != usual) {
            for (article, used) in uses {
                others.entry(article).or_insert(*used);
            }
        }
        others
    }
}
