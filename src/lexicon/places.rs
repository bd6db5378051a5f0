//! Names that are places, from `rules/lexicon/places.yaml`.

use super::{NameKey, NameWord, WordId};
use crate::yaml::{self, YamlError};
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What kind of place a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A country, or a part of one that is spoken of as one (Scotland, Gaza).
    Country,
    /// The capital of a country.
    Capital,
    /// A town.
    City,
    /// A region, state, province or island.
    Region,
    /// A continent, sea or stretch of several countries.
    Area,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// What kind.
    pub kind: PlaceKind,
    /// The key of its country: its own for a country, `None` for an area.
    pub country: Option<&'a str>,
}

/// The places by name.
#[derive(Debug, Clone, Default)]
pub struct Places {
    places: HashMap<Box<str>, (PlaceKind, u16), FixedState>,
    countries: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    countries: String,
    capitals: BTreeMap<String, String>,
    cities: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
    areas: String,
}

impl Places {
    /// Reads the places; `key` gives the key of a name.
    ///
    /// # Errors
    ///
    /// Whatever is not the YAML of this file.
    pub(super) fn load(yaml: &str, key: impl Fn(&str) -> NameKey) -> Result<Self, YamlError> {
        let raw: Raw = yaml::parse_shipped(yaml)?;
        let key = |name: &str| key(&name.replace('-', " ")).into_str();
        let mut places = Places { countries: vec!["".into()], ..Places::default() };
        for area in raw.areas.split_whitespace() {
            places.places.insert(key(area), (PlaceKind::Area, 0));
        }
        let lists = [
            (raw.regions, PlaceKind::Region),
            (raw.cities, PlaceKind::City),
            (raw.capitals, PlaceKind::Capital),
        ];
        for (list, kind) in &lists {
            for (country, names) in list {
                let country = places.country(key(country));
                for name in names.split_whitespace() {
                    places.places.insert(key(name), (*kind, country));
                }
            }
        }
        for name in raw.countries.split_whitespace() {
            let country = places.country(key(name));
            places.places.insert(key(name), (PlaceKind::Country, country));
        }
        Ok(places)
    }

    fn country(&mut self, key: Box<str>) -> u16 {
        let at = match self.countries.iter().position(|known| *known == key) {
            Some(at) => at,
            None => {
                self.countries.push(key);
                self.countries.len() - 1
            }
        };
        at as u16
    }

    /// The place with this name; of several, the country before the capital, the capital before the town.
    pub fn get(&self, key: &NameKey) -> Option<Place<'_>> {
        let (kind, country) = self.places.get(key.as_str())?;
        let country = Some(&*self.countries[*country as usize]).filter(|country| !country.is_empty());
        Some(Place { kind: *kind, country })
    }
}

impl super::Lexicon {
    /// The key of a name: what its spellings share, without titles and possessive. See [`NameKey`].
    pub fn name_key(&self, name: &str) -> NameKey {
        self.aliases.key(name, &self.names, &self.vocabulary)
    }

    /// The place that is named so.
    pub fn place(&self, key: &NameKey) -> Option<Place<'_>> {
        self.places.get(key)
    }

    /// The key of the country whose adjective or people `word` is: "ukraine" for "Ukrainians".
    pub fn country_of(&self, word: WordId) -> Option<NameKey> {
        self.names.country_of(word).map(|country| self.name_key(country))
    }

    /// Whether the name stands in so many articles that sharing it says nothing (agencies, parties, heads of state).
    pub fn is_everywhere(&self, key: &NameKey) -> bool {
        self.aliases.is_everywhere(key)
    }

    /// Whether `short` and `full` are one name inside an article: equal, or one the last part of the other
    /// ("Brechalov" and "Alexander Brechalov"), where that part is neither a place nor a common word.
    pub fn same_name(&self, one: &NameKey, other: &NameKey) -> bool {
        let (short, full) =
            if one.as_str().len() <= other.as_str().len() { (one, other) } else { (other, one) };
        if short == full {
            return !short.is_empty();
        }
        let is = |word: &str, kind| self.names.is(self.vocabulary.lookup(word), kind);
        let Some(first) = short.words().next().filter(|word| word.len() > 1) else { return false };
        let single = !short.as_str().contains(' ');
        let family = single && is(first, NameWord::FamilyFirst) && full.words().next() == Some(first);
        let rest = full.as_str().strip_suffix(short.as_str()).is_some_and(|rest| rest.ends_with(' '));
        if !family && !(rest && (single || is(first, NameWord::Particle))) {
            return false;
        }
        let common = self.names.is_common(first) && !is(first, NameWord::Surname);
        !common && self.place(short).is_none() && self.place(full).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_place_knows_its_kind_and_country() {
        let lexicon = Lexicon::shipped();
        let place = |name: &str| lexicon.place(&lexicon.name_key(name)).map(|p| (p.kind, p.country));
        assert_eq!(place("Izhevsk"), Some((PlaceKind::City, Some("russia"))));
        assert_eq!(place("Kiev"), Some((PlaceKind::Capital, Some("ukraine"))));
        assert_eq!(place("U.S."), Some((PlaceKind::Country, Some("united states"))));
        assert_eq!(place("North Kivu"), Some((PlaceKind::Region, Some("congo"))));
        assert_eq!(place("Ivano-Frankivsk"), Some((PlaceKind::City, Some("ukraine"))));
        assert_eq!(place("Black Sea"), Some((PlaceKind::Area, None)));
        assert_eq!(place("Georgia"), Some((PlaceKind::Country, Some("georgia"))));
        assert_eq!(place("Kupol"), None);
        assert!(lexicon.places.places.len() > 800);
    }

    #[test]
    fn every_country_of_a_place_or_people_is_a_place() {
        let lexicon = Lexicon::shipped();
        let listed = |country: &str| lexicon.place(&lexicon.name_key(country)).is_some();
        let missing: Vec<_> =
            lexicon.places.countries[1..].iter().filter(|country| !listed(country)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(lexicon.country_of(lexicon.vocabulary.lookup("Americans")), Some(lexicon.name_key("US")));
    }

    #[test]
    fn a_full_name_and_its_last_part_are_one() {
        let lexicon = Lexicon::shipped();
        let same = |a: &str, b: &str| lexicon.same_name(&lexicon.name_key(a), &lexicon.name_key(b));
        assert!(same("Governor Alexander Brechalov", "Mr Brechalov"));
        assert!(same("Zelenskyy", "Volodymyr Zelensky"));
        assert!(same("Kim Jong Un", "Kim"));
        assert!(same("von der Leyen", "Ursula von der Leyen"));
        assert!(same("Gordon Brown", "Mr Brown"));
        assert!(!same("Security Council", "Council"));
        assert!(!same("Washington", "Denzel Washington"));
        assert!(!same("Anna Ruiz", "Maria Ruiz"));
        assert!(!same("Ruiz", "Maruiz"));
        assert!(!same("", "Ruiz"));
    }

    #[test]
    fn names_that_are_everywhere_are_known_in_any_spelling() {
        let lexicon = Lexicon::shipped();
        let everywhere = |name: &str| lexicon.is_everywhere(&lexicon.name_key(name));
        assert!(everywhere("The Associated Press") && everywhere("AP") && everywhere("President Zelenskyy"));
        assert!(!everywhere("Kupol"));
    }
}
