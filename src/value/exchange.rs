//! What currencies were worth: how many of each one unit of the base currency bought, month by month.

use super::{Interval, Number, UnitId};
use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A month: twelve times the year, and one for each month after January.
pub type Month = i32;

/// How many months before a day a sum may have been converted at the rate of: what is told was often paid within the year.
const BEFORE: i32 = 12;
/// And after it, as an article's day may be that of its first draft.
const AFTER: i32 = 1;
/// How many months before the last of all rates those of a currency may end, so that they stand for an article of any time:
/// one whose rates end long before may have lost most of its worth since.
const BEHIND: i32 = 36;

/// How many months longer the last rates stand for those that are not known, three times as many either way.
const STALE: i32 = 24;

/// Two currencies, and the months, or ever.
type Pair = (UnitId, UnitId, Option<RangeInclusive<Month>>);

/// What has been asked for before: adding and dividing the rates of hundreds of months takes long, and an article may have
/// thousands of sums.
#[derive(Debug, Default)]
struct Asked {
    pairs: HashMap<Pair, Option<Interval>>,
    /// Of one currency and the base, in a month.
    months: HashMap<(UnitId, Month), Option<Interval>>,
}

/// The rates of all currencies that have some.
#[derive(Debug, Clone, Default)]
pub struct ExchangeRates {
    base: Option<UnitId>,
    of: BTreeMap<UnitId, Rates>,
    /// Those whose name was that of other money before.
    renewed: Vec<UnitId>,
    asked: Arc<Mutex<Asked>>,
}

/// How many of one currency the base bought: the means of months, and of years for the months that have none.
#[derive(Debug, Clone, Default)]
struct Rates {
    months: BTreeMap<Month, Number>,
    years: BTreeMap<i32, Number>,
}

impl Rates {
    fn at(&self, month: Month) -> Option<Interval> {
        match self.months.get(&month) {
            Some(mean) => {
                within(*mean, [month - 1, month + 1].map(|beside| self.months.get(&beside)), Number::ZERO)
            }
            None => {
                let year = month.div_euclid(12);
                let beside = [year - 1, year + 1].map(|beside| self.years.get(&beside));
                within(*self.years.get(&year)?, beside, Number::ratio(8, 100)?)
            }
        }
    }

    /// Whether the rates of `month` are known well enough to tell those of a sum of then. A month does for the next year; the mean
    /// of the year before says too little of money that falls fast.
    fn reach(&self, month: Month) -> bool {
        self.months.range(month - BEFORE..=month + AFTER).next().is_some()
            || self.years.contains_key(&month.div_euclid(12))
    }

    /// The first month with a rate, and the last.
    fn ends(&self) -> Option<(Month, Month)> {
        let months = self.months.keys().next().zip(self.months.keys().next_back());
        let years = self.years.keys().next().zip(self.years.keys().next_back());
        let of_months = months.map(|(first, last)| (*first, *last));
        let of_years = years.map(|(first, last)| (first * 12, last * 12 + 11));
        let both = of_months.into_iter().chain(of_years);
        both.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

/// What the days of a month or year of such a mean may have been: with some slack, a share of it, and further by half of what lies
/// between it and the means of those beside it, to either side, as money that falls first falls too far.
fn within(mean: Number, beside: [Option<&Number>; 2], slack: Number) -> Option<Interval> {
    let slack = mean.times(slack)?;
    let half = Number::ratio(1, 2)?;
    let all = Interval::between(mean.minus(slack)?, mean.plus(slack)?);
    beside.into_iter().flatten().try_fold(all, |all, other| {
        let half = other.minus(mean)?.times(half)?;
        Some(all.hull(Interval::exactly(mean.plus(half)?)).hull(Interval::exactly(mean.minus(half)?)))
    })
}

impl ExchangeRates {
    /// No rates, of which those to come say how many one of `base` bought.
    pub fn of_base(base: UnitId) -> Self {
        ExchangeRates { base: Some(base), ..ExchangeRates::default() }
    }

    /// Says that the name of a currency was that of other money before its rates begin.
    pub fn set_renewed(&mut self, currency: UnitId) {
        self.renewed.push(currency);
    }

    /// Says the mean of a month.
    pub fn set_month(&mut self, currency: UnitId, month: Month, mean: Number) {
        self.of.entry(currency).or_default().months.insert(month, mean);
    }

    /// Says the mean of a year, which stands for all its months that have none of their own, with the slack that months take.
    pub fn set_year(&mut self, currency: UnitId, year: i32, mean: Number) {
        self.of.entry(currency).or_default().years.insert(year, mean);
    }

    /// How many of `to` one of `from` bought from twelve months before `months` to the month after, from the least to the most;
    /// where the rates end up to two years before, a third of the last to three times as many; ever where `months` is `None`.
    /// `None` for currencies and months without an entry, and for "ever" if the entries of one end years before those of others,
    /// or its name was that of other money before.
    pub fn between(
        &self,
        from: UnitId,
        to: UnitId,
        months: Option<&RangeInclusive<Month>>,
    ) -> Option<Interval> {
        let key = (from, to, months.cloned());
        if let Some(told) = self.asked().pairs.get(&key) {
            return *told;
        }
        // Not under the lock: others have sums of their own.
        let found = match months {
            Some(months) => self.around(from, to, months),
            None => self.ever(from, to),
        };
        self.asked().pairs.insert(key, found);
        found
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of `currency` the base bought in a month.
    fn at(&self, currency: UnitId, month: Month) -> Option<Interval> {
        if Some(currency) == self.base {
            return Some(Interval::exactly(Number::ONE));
        }
        let key = (currency, month);
        if let Some(told) = self.asked().months.get(&key) {
            return *told;
        }
        let found = self.of.get(&currency).and_then(|rates| rates.at(month));
        self.asked().months.insert(key, found);
        found
    }

    fn around(&self, from: UnitId, to: UnitId, months: &RangeInclusive<Month>) -> Option<Interval> {
        let reaches = |currency: UnitId| {
            Some(currency) == self.base
                || self.of.get(&currency).is_some_and(|rates| rates.reach(*months.end()))
        };
        let (start, end) = (*months.start() - BEFORE, *months.end() + AFTER);
        if reaches(from) && reaches(to) {
            // Where the window starts between two rates that are known, what lies before them counts as well.
            let is_known = |month: &Month| self.over(from, to, *month..=*month).is_some();
            let known = (start - STALE..=start).rev().find(is_known);
            self.over(from, to, known.unwrap_or(start)..=end)
        } else {
            let last = self.over(from, to, start - STALE..=end)?;
            Some(last.scale(Number::ratio(1, 3)?)?.hull(last.scale(Number::integer(3))?))
        }
    }

    fn ever(&self, from: UnitId, to: UnitId) -> Option<Interval> {
        let last = |rates: &Rates| rates.ends().map(|(_, last)| last);
        let latest = self.of.values().filter_map(last).max()?;
        let lasts = |currency: UnitId| {
            Some(currency) == self.base || self.of.get(&currency).and_then(last) >= Some(latest - BEHIND)
        };
        let stands = |currency: UnitId| lasts(currency) && !self.renewed.contains(&currency);
        if stands(from) && stands(to) { self.over(from, to, Month::MIN..=Month::MAX) } else { None }
    }

    fn over(&self, from: UnitId, to: UnitId, window: RangeInclusive<Month>) -> Option<Interval> {
        let (first, last) = self.of.get(&from).or_else(|| self.of.get(&to))?.ends()?;
        let months = first.max(*window.start())..=last.min(*window.end());
        let at = |month| self.at(to, month)?.over(self.at(from, month)?);
        months.filter_map(at).reduce(Interval::hull)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOLLAR: UnitId = UnitId(0);
    const EURO: UnitId = UnitId(1);
    const POUND: UnitId = UnitId(2);

    fn between(low: &str, high: &str) -> Option<Interval> {
        Some(Interval::between(low.parse().unwrap(), high.parse().unwrap()))
    }

    fn rates() -> ExchangeRates {
        let mut rates = ExchangeRates::of_base(DOLLAR);
        rates.set_month(EURO, 2004 * 12, "0.8".parse().unwrap());
        rates.set_month(EURO, 2005 * 12, "0.75".parse().unwrap());
        rates.set_month(POUND, 2005 * 12, "0.5".parse().unwrap());
        rates.set_year(EURO, 2004, "0.9".parse().unwrap());
        rates
    }

    #[test]
    fn a_rate_is_of_the_months_before() {
        let (rates, at) = (rates(), |year: i32, month: i32| Some(year * 12 + month..=year * 12 + month));
        assert_eq!(rates.between(DOLLAR, EURO, at(2003, 0).as_ref()), None);
        assert_eq!(rates.between(DOLLAR, EURO, at(2003, 11).as_ref()), between("0.8", "0.8"));
        assert_eq!(rates.between(DOLLAR, EURO, at(2006, 0).as_ref()), between("0.75", "0.75"));
        assert_eq!(rates.between(DOLLAR, EURO, at(2006, 1).as_ref()), between("0.25", "2.916"));
        assert_eq!(rates.between(DOLLAR, EURO, at(2008, 2).as_ref()), None);
    }

    #[test]
    fn what_was_asked_once_is_not_worked_out_again() {
        let (rates, july) = (rates(), 2005 * 12 + 6..=2005 * 12 + 6);
        let first = rates.between(DOLLAR, EURO, Some(&july));
        assert_eq!(rates.between(DOLLAR, EURO, Some(&july)), first);
        assert_eq!(rates.asked().pairs.len(), 1);
    }

    #[test]
    fn a_year_stands_for_its_other_months_with_some_slack() {
        let (rates, june) = (rates(), 2004 * 12 + 5);
        assert_eq!(rates.between(DOLLAR, EURO, Some(&(june..=june))), between("0.8", "0.972"));
        assert_eq!(rates.between(DOLLAR, EURO, None), between("0.75", "0.972"));
    }

    #[test]
    fn money_that_falls_is_worth_all_between_the_means_of_two_years() {
        let mut rates = rates();
        for (year, mean) in [(2013, "8"), (2014, "12"), (2015, "22")] {
            rates.set_year(UnitId(3), year, mean.parse().unwrap());
        }
        let at = |month: i32| Some(month..=month);
        assert_eq!(rates.between(DOLLAR, UnitId(3), at(2014 * 12 + 5).as_ref()), between("6", "17"));
        // Of the years after the last little is known, and later nothing.
        assert_eq!(rates.between(DOLLAR, UnitId(3), at(2017 * 12 + 5).as_ref()), between("7/3", "81"));
        assert_eq!(rates.between(DOLLAR, UnitId(3), at(2019 * 12).as_ref()), None);
    }

    #[test]
    fn a_gap_is_what_lies_before_and_behind_it() {
        let mut rates = rates();
        rates.set_year(UnitId(3), 2021, "400".parse().unwrap());
        rates.set_month(UnitId(3), 2023 * 12 + 6, "1500".parse().unwrap());
        let at = |month: i32| rates.between(DOLLAR, UnitId(3), Some(&(month..=month)));
        assert_eq!(at(2022 * 12 + 6), between("368/3", "1296"));
        assert_eq!(at(2023 * 12 + 6), between("368", "1500"));
    }

    #[test]
    fn rates_that_end_early_are_not_those_of_any_time() {
        let mut rates = rates();
        rates.set_year(UnitId(3), 2001, "1500".parse().unwrap());
        assert!(rates.between(DOLLAR, UnitId(3), Some(&(2001 * 12..=2001 * 12))).is_some());
        assert_eq!(rates.between(DOLLAR, UnitId(3), None), None);
    }

    #[test]
    fn rates_of_renewed_money_are_not_those_of_any_time() {
        let mut rates = rates();
        rates.set_renewed(EURO);
        assert!(rates.between(DOLLAR, EURO, Some(&(2005 * 12..=2005 * 12))).is_some());
        assert_eq!(rates.between(DOLLAR, EURO, None), None);
    }

    #[test]
    fn two_currencies_meet_over_the_base_in_the_months_that_both_have() {
        let rates = rates();
        assert_eq!(rates.between(EURO, POUND, None), between("2/3", "2/3"));
        assert_eq!(rates.between(POUND, EURO, None), between("1.5", "1.5"));
        assert_eq!(rates.between(EURO, DOLLAR, Some(&(2006 * 12..=2006 * 12))), between("4/3", "4/3"));
        assert_eq!(rates.between(DOLLAR, UnitId(9), None), None);
    }
}
