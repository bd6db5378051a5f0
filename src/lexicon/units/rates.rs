//! Reading the exchange rates of `rules/lexicon/exchange_rates.yaml`.

use super::load::mistake;
use crate::value::{ExchangeRates, Number, UnitId, UnitTable};
use crate::yaml::{self, YamlError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRates {
    /// The currency of which one bought so many of the others.
    base: String,
    /// The currencies whose name was that of other money before.
    renewed: Vec<String>,
    /// The means of the months of a year from January, by currency and year; `~` where there is none.
    monthly: BTreeMap<String, BTreeMap<i32, String>>,
    /// The means of years from one on, by currency.
    yearly: BTreeMap<String, BTreeMap<i32, String>>,
}

/// Reads the YAML of the shipped file's shape; the currencies are units of `table`.
///
/// # Errors
///
/// What is not YAML of that shape, a rate that is no number, a currency that is not in the table, a thirteenth month.
pub(in crate::lexicon) fn load(yaml: &str, table: &UnitTable) -> Result<ExchangeRates, YamlError> {
    let raw: RawRates = yaml::parse_shipped(yaml)?;
    let find = |name: &str| -> Result<UnitId, YamlError> {
        table.find(name).ok_or_else(|| mistake(format!("`{name}` is no currency")))
    };
    let mut rates = ExchangeRates::of_base(find(&raw.base)?);
    for name in &raw.renewed {
        rates.set_renewed(find(name)?);
    }
    for (name, years) in &raw.monthly {
        let currency = find(name)?;
        for (year, means) in years {
            for (month, mean) in means.split(' ').enumerate().filter(|(_, mean)| *mean != "~") {
                let month = i32::try_from(month).ok().filter(|month| *month < 12);
                let month =
                    month.ok_or_else(|| mistake(format!("{name}, {year}: more than twelve months")))?;
                rates.set_month(currency, year * 12 + month, number(mean)?);
            }
        }
    }
    for (name, years) in &raw.yearly {
        let currency = find(name)?;
        for (first, means) in years {
            for (year, mean) in (*first..).zip(means.split_whitespace()) {
                rates.set_year(currency, year, number(mean)?);
            }
        }
    }
    Ok(rates)
}

fn number(text: &str) -> Result<Number, YamlError> {
    text.parse().map_err(|error| mistake(format!("`{text}`: {error}")))
}
