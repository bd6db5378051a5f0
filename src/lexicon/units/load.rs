//! Reading the YAML of units and currencies: prefixes, squares, cubes and plurals are made here.

use super::{Nearby, Rate, Sense, UnitRole, UnitWords};
use crate::lexicon::{Vocabulary, WordId};
use crate::value::{Number, Unit, UnitId, UnitTable};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnits {
    prefixes: BTreeMap<String, RawPrefix>,
    dimensions: Vec<RawDimension>,
    rates: Vec<RawRate>,
    times: BTreeMap<String, Vec<String>>,
    compounds: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPrefix {
    symbol: String,
    power: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDimension {
    name: String,
    units: Vec<RawUnit>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawUnit {
    id: String,
    /// The plural of the id, where it does not just add an s.
    plural: Option<String>,
    same: bool,
    factor: Option<String>,
    offset: Option<String>,
    inverse: bool,
    words: Vec<String>,
    plurals: Option<Vec<String>>,
    symbols: Vec<String>,
    prefixes: Vec<String>,
    powers: bool,
    near: Option<String>,
    not_near: Option<String>,
    also: Vec<String>,
    article: Option<bool>,
    tight: bool,
    strict: bool,
    decimals: bool,
    scale: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRate {
    id: String,
    of: String,
    per: String,
    factor: Option<String>,
    dimension: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCurrencies {
    currencies: BTreeMap<String, RawCurrency>,
    others: Vec<RawCurrency>,
    hundredths: Vec<RawCurrency>,
    /// Codes before which reports of companies write a letter for thousands or millions.
    #[serde(default)]
    in_reports: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawCurrency {
    name: String,
    /// The plural of the name, where it does not just add an s.
    plural: Option<String>,
    /// The currencies that bear this name.
    also: Vec<String>,
    same: bool,
    words: Vec<String>,
    plurals: Option<Vec<String>>,
    symbols: Vec<String>,
    word: bool,
    leads: bool,
    near: Option<String>,
}

impl UnitWords {
    /// Reads the YAML of the shipped files' shape, adding units to `table` and words to `vocabulary`.
    ///
    /// # Errors
    ///
    /// What is not YAML of that shape, a factor that is no number, a unit that is named and not there.
    pub fn load(
        units: &str,
        currencies: &str,
        table: &mut UnitTable,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, YamlError> {
        let units: RawUnits = yaml::parse_shipped(units)?;
        let currencies: RawCurrencies = yaml::parse_shipped(currencies)?;
        let mut loader = Loader {
            table,
            vocabulary,
            words: UnitWords::default(),
            ids: HashMap::new(),
            phrases: HashMap::new(),
            near: HashMap::new(),
            irregular: irregular(&units, &currencies),
        };
        loader.units(&units)?;
        loader.currencies(&currencies)?;
        Ok(loader.finish())
    }
}

struct Loader<'a> {
    table: &'a mut UnitTable,
    vocabulary: &'a mut Vocabulary,
    words: UnitWords,
    ids: HashMap<String, UnitId>,
    phrases: HashMap<Vec<WordId>, u32>,
    /// The sets of nearby words, by their list.
    near: HashMap<String, Nearby>,
    /// Plurals that do not just add an s, by the unit's id.
    irregular: HashMap<String, String>,
}

pub(super) fn mistake(message: String) -> YamlError {
    YamlError { message, offset: None }
}

/// An exact number, one where there is none; `None` for "none".
fn factor(text: Option<&str>) -> Result<Option<Number>, YamlError> {
    match text {
        None => Ok(Some(Number::ONE)),
        Some("none") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|error| mistake(format!("`{text}`: {error}"))),
    }
}

/// Letters before a currency's code, as reports of companies write them: MEUR, kSEK.
const THOUSANDS_AND_MILLIONS: [(char, u8); 3] = [('M', 6), ('k', 3), ('K', 3)];

impl Loader<'_> {
    fn units(&mut self, raw: &RawUnits) -> Result<(), YamlError> {
        for dimension in &raw.dimensions {
            for unit in &dimension.units {
                self.unit(unit, &dimension.name, raw)?;
            }
        }
        for (time, names) in &raw.times {
            let time = self.vocabulary.intern(time);
            for name in names {
                let name = self.vocabulary.intern(name);
                self.words.times.push((name, time));
            }
        }
        for rate in &raw.rates {
            if let Some(dimension) = &rate.dimension {
                let factor = factor(rate.factor.as_deref())?;
                self.add_unit(&rate.id, dimension, factor, Number::ZERO);
            }
            let (of, unit) = (self.find(&rate.of)?, self.find(&rate.id)?);
            let per = self.vocabulary.intern(&rate.per);
            self.words.rates.push(Rate { of, per, unit });
        }
        for chain in &raw.compounds {
            let chain = chain.iter().map(|id| self.find(id)).collect::<Result<_, _>>()?;
            self.words.compounds.push(chain);
        }
        for unit in raw.dimensions.iter().flat_map(|dimension| &dimension.units) {
            let alternatives = unit.also.iter().map(|id| self.find(id)).collect::<Result<Vec<_>, _>>()?;
            if !alternatives.is_empty() {
                self.table.set_alternatives(self.find(&unit.id)?, alternatives);
            }
        }
        Ok(())
    }

    fn unit(&mut self, raw: &RawUnit, dimension: &str, all: &RawUnits) -> Result<(), YamlError> {
        let known = self.ids.contains_key(&raw.id);
        if raw.same && !known {
            return Err(mistake(format!("no unit `{}` to add words to", raw.id)));
        }
        let own = factor(raw.factor.as_deref())?;
        let offset = match &raw.offset {
            None => Number::ZERO,
            Some(text) => text.parse().map_err(|error| mistake(format!("`{text}`: {error}")))?,
        };
        let unit = match raw.same || known {
            true => self.find(&raw.id)?,
            false => self.add_unit(&raw.id, dimension, own, offset),
        };
        if raw.inverse {
            self.table.set_inverse(unit);
        }
        let near = raw.near.as_deref().map(|list| self.nearby(list)).transpose()?;
        let not_near = raw.not_near.as_deref().map(|list| self.nearby(list)).transpose()?;
        let article = raw.article.unwrap_or(true);
        let (tight, strict, decimals, scale) = (raw.tight, raw.strict, raw.decimals, raw.scale);
        let named = Sense::named(unit, UnitRole::Measure);
        let name = Sense { near, not_near, article, tight, strict, decimals, scale, ..named };
        let plurals = plurals(&raw.words, raw.plurals.as_deref());
        for word in raw.words.iter().chain(&plurals) {
            self.phrase(word, name.clone());
        }
        for symbol in &raw.symbols {
            self.phrase(symbol, Sense { exact: Some(symbol.as_str().into()), ..name.clone() });
        }
        if raw.powers {
            self.powers(unit, &raw.id, own, &raw.words, &plurals, &raw.symbols);
        }
        for prefix in &raw.prefixes {
            let Some(meaning) = all.prefixes.get(prefix) else {
                return Err(mistake(format!("no prefix `{prefix}`")));
            };
            self.prefixed(raw, prefix, meaning, dimension, own, &name);
        }
        Ok(())
    }

    fn prefixed(
        &mut self,
        raw: &RawUnit,
        prefix: &str,
        meaning: &RawPrefix,
        dimension: &str,
        own: Option<Number>,
        name: &Sense,
    ) {
        let id = format!("{prefix}{}", raw.id);
        let factor = own.and_then(|own| own.times(Number::power_of_ten(meaning.power)?));
        let unit = self.add_unit(&id, dimension, factor, Number::ZERO);
        let name = Sense { unit, tight: false, ..name.clone() };
        let words: Vec<String> = raw.words.iter().map(|word| format!("{prefix}{word}")).collect();
        let plurals = match &raw.plurals {
            Some(plurals) => plurals.iter().map(|word| format!("{prefix}{word}")).collect(),
            None => plurals(&words, None),
        };
        for word in words.iter().chain(&plurals) {
            self.phrase(word, name.clone());
        }
        // One abbreviation takes the prefix: the first.
        let mut symbols = Vec::new();
        if let Some(symbol) = raw.symbols.first() {
            symbols.push(format!("{}{symbol}", meaning.symbol));
            if meaning.symbol == "µ" {
                symbols.extend([format!("\u{3bc}{symbol}"), format!("u{symbol}")]);
            }
        }
        for symbol in &symbols {
            self.phrase(symbol, Sense { exact: Some(symbol.as_str().into()), ..name.clone() });
            if symbol.chars().count() > 1 && symbol.is_ascii() {
                let plural = format!("{symbol}s");
                self.phrase(&plural, Sense { exact: Some(plural.as_str().into()), ..name.clone() });
            }
        }
        if raw.powers {
            self.powers(unit, &id, factor, &words, &plurals, &symbols);
        }
    }

    /// The square and the cube of a length.
    fn powers(
        &mut self,
        unit: UnitId,
        id: &str,
        own: Option<Number>,
        words: &[String],
        plurals: &[String],
        symbols: &[String],
    ) {
        let mut made = [unit; 2];
        for (place, (name, short, after, dimension, power)) in
            [("square", "sq", "squared", "area", 2), ("cubic", "cu", "cubed", "volume", 3)]
                .into_iter()
                .enumerate()
        {
            let factor = own.and_then(|own| (1..power).try_fold(own, |product, _| product.times(own)));
            let power_id = format!("{name} {id}");
            let unit = self.add_unit(&power_id, dimension, factor, Number::ZERO);
            made[place] = unit;
            let sense = Sense::named(unit, UnitRole::Measure);
            let named = words.iter().chain(plurals);
            for word in named.chain(symbols.iter().filter(|symbol| symbol.len() > 1 || *symbol == "m")) {
                for phrase in [
                    format!("{name} {word}"),
                    // "A 36-square-kilometre site".
                    format!("{name}-{word}"),
                    format!("{short} {word}"),
                    format!("{short}. {word}"),
                    format!("{word} {after}"),
                ] {
                    self.phrase(&phrase, sense.clone());
                }
            }
        }
        self.words.powers.push((unit, made[0], made[1]));
    }

    fn currencies(&mut self, raw: &RawCurrencies) -> Result<(), YamlError> {
        for (code, currency) in &raw.currencies {
            let role = if currency.word { UnitRole::MoneyAfter } else { UnitRole::Money };
            let sense = self.currency(currency, UnitRole::Money)?;
            self.phrase(
                code,
                Sense { exact: Some(code.as_str().into()), role, article: false, ..sense.clone() },
            );
            if raw.in_reports.contains(code) {
                for (letter, power) in THOUSANDS_AND_MILLIONS {
                    let symbol = format!("{letter}{code}");
                    let exact = Some(symbol.as_str().into());
                    let sense = Sense { exact, role, power, article: false, ..sense.clone() };
                    self.phrase(&symbol, sense);
                }
            }
            let lower = code.to_ascii_lowercase();
            if matches!(code.as_str(), "USD" | "EUR" | "GBP") {
                self.phrase(
                    &lower,
                    Sense { exact: Some(lower.as_str().into()), role, article: false, ..sense.clone() },
                );
            }
        }
        for currency in &raw.others {
            self.currency(currency, UnitRole::Money)?;
        }
        for currency in &raw.hundredths {
            self.currency(currency, UnitRole::Hundredth)?;
        }
        for currency in raw.others.iter().filter(|currency| !currency.also.is_empty()) {
            let also = currency.also.iter().map(|name| self.find(name)).collect::<Result<Vec<_>, _>>()?;
            self.table.set_alternatives(self.find(&currency.name)?, also);
        }
        Ok(())
    }

    fn currency(&mut self, raw: &RawCurrency, role: UnitRole) -> Result<Sense, YamlError> {
        let unit = match self.ids.get(&raw.name) {
            Some(unit) => *unit,
            None => self.add_unit(&raw.name, "money", None, Number::ZERO),
        };
        let near = raw.near.as_deref().map(|list| self.nearby(list)).transpose()?;
        let sense = Sense { near, leads: raw.leads, ..Sense::named(unit, role) };
        let mut words = raw.words.clone();
        if !raw.same {
            words.push(raw.name.clone());
        }
        let given = raw.plural.iter().chain(raw.plurals.iter().flatten());
        let plurals = plurals(&words, None).into_iter().chain(given.cloned());
        for word in words.clone().into_iter().chain(plurals) {
            self.phrase(&word, sense.clone());
        }
        for symbol in &raw.symbols {
            self.phrase(
                symbol,
                Sense { exact: Some(symbol.as_str().into()), article: false, ..sense.clone() },
            );
        }
        Ok(sense)
    }

    fn add_unit(&mut self, id: &str, dimension: &str, factor: Option<Number>, offset: Number) -> UnitId {
        if let Some(unit) = self.ids.get(id) {
            return *unit;
        }
        let dimension = self.table.add_dimension(dimension);
        let plural = self.plural_of(id).into();
        let unit = self.table.add(Unit {
            id: id.into(),
            plural,
            dimension,
            factor,
            offset,
            inverse: false,
            alternatives: Vec::new(),
        });
        self.ids.insert(id.to_owned(), unit);
        unit
    }

    /// The plural of a unit's id, for messages: that of "foot" in "square foot" and "foot per second" too.
    fn plural_of(&self, id: &str) -> String {
        let (first, rest) = match id.find(" per ").or_else(|| id.find(" of ")) {
            Some(at) => id.split_at(at),
            None => (id, ""),
        };
        let name = first.strip_prefix("square ").or_else(|| first.strip_prefix("cubic ")).unwrap_or(first);
        let power = &first[..first.len() - name.len()];
        match self.irregular.get(name) {
            Some(plural) => format!("{power}{plural}{rest}"),
            None => format!("{first}s{rest}"),
        }
    }

    fn find(&self, id: &str) -> Result<UnitId, YamlError> {
        self.ids.get(id).copied().ok_or_else(|| mistake(format!("no unit `{id}`")))
    }

    fn nearby(&mut self, list: &str) -> Result<Nearby, YamlError> {
        if let Some(nearby) = self.near.get(list) {
            return Ok(*nearby);
        }
        if self.near.len() == 32 {
            return Err(mistake("more than 32 different lists of nearby words".to_owned()));
        }
        let nearby = Nearby(1 << self.near.len());
        self.words.near.add_all(list, nearby.0, self.vocabulary);
        self.near.insert(list.to_owned(), nearby);
        Ok(nearby)
    }

    fn phrase(&mut self, text: &str, sense: Sense) {
        let words = self.vocabulary.phrase(text);
        let Some(first) = words.first().copied() else { return };
        if sense.role == UnitRole::Money {
            self.words.prefixes.add(first, 1);
        }
        let at = *self.phrases.entry(words).or_insert_with(|| {
            self.words.senses.push(Vec::new());
            self.words.senses.len() as u32 - 1
        });
        let senses = &mut self.words.senses[at as usize];
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    fn finish(self) -> UnitWords {
        let mut words = self.words;
        for (phrase, at) in &self.phrases {
            words.phrases.add(phrase, *at);
        }
        words
    }
}

/// The plurals of `words`: those given, or an s added to each.
fn plurals(words: &[String], given: Option<&[String]>) -> Vec<String> {
    given.map_or_else(|| words.iter().map(|word| format!("{word}s")).collect(), <[String]>::to_vec)
}

/// The plurals that the YAML gives, by the unit's id, and those of the units that prefixes make.
fn irregular(units: &RawUnits, currencies: &RawCurrencies) -> HashMap<String, String> {
    let mut plurals = HashMap::new();
    for unit in units.dimensions.iter().flat_map(|dimension| &dimension.units) {
        let Some(plural) = &unit.plural else { continue };
        plurals.insert(unit.id.clone(), plural.clone());
        for prefix in &unit.prefixes {
            plurals.insert(format!("{prefix}{}", unit.id), format!("{prefix}{plural}"));
        }
    }
    let currencies = currencies.currencies.values().chain(&currencies.others).chain(&currencies.hundredths);
    let given = currencies.filter_map(|currency| Some((currency.name.clone(), currency.plural.clone()?)));
    plurals.extend(given);
    plurals
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn plurals_are_those_that_the_lexicon_gives() {
        let lexicon = Lexicon::shipped();
        for (id, plural) in [
            ("mile", "miles"),
            ("mile per hour", "miles per hour"),
            ("foot per second", "feet per second"),
            ("square foot", "square feet"),
            ("cubic inch", "cubic inches"),
            ("inch of mercury", "inches of mercury"),
            ("degree of arc", "degrees of arc"),
            ("degree Celsius", "degrees Celsius"),
            ("kilohertz", "kilohertz"),
            ("pound-mass", "pounds"),
            ("pound sterling", "pounds sterling"),
            ("Bulgarian lev", "Bulgarian leva"),
            ("Swedish krona", "Swedish kronor"),
            ("Japanese yen", "Japanese yen"),
            ("US dollar", "US dollars"),
            ("penny", "pence"),
        ] {
            let unit = lexicon.units.find(id).unwrap_or_else(|| panic!("a unit `{id}`"));
            assert_eq!(&*lexicon.units.unit(unit).plural, plural);
        }
    }
}
