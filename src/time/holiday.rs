//! When holidays fall: fixed days, weekdays of a month, Easter by the Gregorian and the Julian
//! computus (Meeus, Astronomical Algorithms, chapter 8), the arithmetic Hebrew calendar (Reingold and Dershowitz,
//! Calendrical Calculations) and the Islamic one ([`super::islamic`]).

use super::{Period, islamic};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::HashMap;

/// By how many days a holiday is moved that falls on a weekday.
pub type Moves = HashMap<Weekday, i64>;

/// How the day of a holiday is found in a year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", untagged, deny_unknown_fields)]
pub enum HolidayRule {
    /// The same day each year: month and day.
    Fixed {
        /// Month and day.
        on: (u32, u32),
        /// By how many days it is moved when it falls on a weekday.
        #[serde(default)]
        moved: Moves,
    },
    /// A weekday of a month.
    Nth {
        /// Which (from the end when negative), the weekday, the month.
        nth: (i8, Weekday, u32),
        /// Days after it.
        #[serde(default)]
        plus: u64,
    },
    /// Days from Easter Sunday.
    Easter {
        /// Days after (before when negative).
        easter: i64,
    },
    /// Days from the Easter Sunday of the Orthodox churches.
    OrthodoxEaster {
        /// Days after (before when negative).
        orthodox_easter: i64,
    },
    /// A day of the Hebrew calendar: month (1 is Nisan, 13 the last Adar) and day.
    Hebrew {
        /// Month and day.
        hebrew: (u32, u32),
        /// By how many days it is moved when it falls on a weekday.
        #[serde(default)]
        moved: Moves,
    },
    /// A day of the Islamic calendar as the tables have it; the sighting of the moon may move it by one.
    Islamic {
        /// Month and day.
        islamic: (u32, u32),
    },
    /// The last of a weekday in a month of the Islamic calendar; the sighting of the moon may move it by a week.
    IslamicWeekday {
        /// The weekday, the month.
        islamic_last: (Weekday, u32),
    },
    /// A day by year, where it follows the sun and the moon of another calendar.
    Table {
        /// One day for each year known.
        dates: Vec<NaiveDate>,
        /// By how many days places differ.
        #[serde(default)]
        slack: u64,
    },
}

impl HolidayRule {
    /// The day in a year as the calendar has it; `None` where the year has none, or is not in the table.
    pub fn day_in_year(&self, year: i32) -> Option<NaiveDate> {
        let from =
            |sunday: NaiveDate, days: i64| sunday.checked_add_signed(chrono::Duration::try_days(days)?);
        let moved = |day: NaiveDate, moves: &Moves| match moves.get(&day.weekday()) {
            Some(days) => from(day, *days),
            None => Some(day),
        };
        match self {
            HolidayRule::Fixed { on: (month, day), moved: moves } => {
                moved(NaiveDate::from_ymd_opt(year, *month, *day)?, moves)
            }
            HolidayRule::Nth { nth: (nth, weekday, month), plus } => {
                nth_weekday(year, *month, *weekday, *nth)?.checked_add_days(Days::new(*plus))
            }
            HolidayRule::Easter { easter: days } => from(easter(year)?, *days),
            HolidayRule::OrthodoxEaster { orthodox_easter: days } => from(orthodox_easter(year)?, *days),
            HolidayRule::Hebrew { hebrew: (month, day), moved: moves } => {
                moved(hebrew_in(year, *month, *day)?, moves)
            }
            HolidayRule::Islamic { islamic: (month, day) } => islamic::in_year(year, *month, *day),
            HolidayRule::IslamicWeekday { islamic_last: (weekday, month) } => {
                super::nth_weekday_in(islamic::month_in_year(year, *month)?, *weekday, -1)
            }
            HolidayRule::Table { dates, .. } => dates.iter().copied().find(|date| date.year() == year),
        }
    }

    /// The days of a year that it may be kept on: the day of the calendar, with slack where places or the sight of the
    /// moon differ.
    pub fn in_year(&self, year: i32) -> Option<Period> {
        let day = Period::day(self.day_in_year(year)?);
        Some(match self {
            HolidayRule::Islamic { .. } => day.widened(1),
            HolidayRule::IslamicWeekday { .. } => day.widened(7),
            HolidayRule::Table { slack, .. } => day.widened(*slack),
            _ => day,
        })
    }
}

/// The `nth` weekday of a month, from its end when negative; `None` for 0 and past either end.
pub fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: i8) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth as u8);
    }
    let last = Period::month(year, month)?.to()?;
    let back = (last.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
    let weeks = u64::from(nth.unsigned_abs()).checked_sub(1)?;
    let day = last.checked_sub_days(Days::new(u64::from(back) + 7 * weeks))?;
    (day.month() == month).then_some(day)
}

/// Easter Sunday of the western churches; `None` before the Gregorian calendar (1583).
pub fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let (leap_centuries, century_rest) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - correction + 15) % 30;
    let weekday = (32 + 2 * century_rest + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32)
}

/// Easter Sunday of the Orthodox churches, in the Gregorian calendar; for 1583 to 9999.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let days = moon + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32)?;
    let behind = year / 100 - year / 400 - 2;
    julian.checked_add_days(Days::new(behind as u64))
}

/// 1 Tishri of a Hebrew year as days from the common era (chrono's count).
fn hebrew_new_year(year: i64) -> i64 {
    const EPOCH: i64 = -1_373_427; // the day before 1 Tishri of year 1
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let days = 29 * months + parts.div_euclid(25_920);
        if (3 * (days + 1)).rem_euclid(7) < 3 { days + 1 } else { days }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let correction = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    EPOCH + this + correction
}

/// The day of a Hebrew month (1 is Nisan) that falls in a Gregorian year; 13 stands for the last Adar.
fn hebrew_in(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    (3760..=3761).find_map(|ahead| {
        let hebrew = i64::from(year) + ahead;
        let start = hebrew_new_year(hebrew);
        let length = hebrew_new_year(hebrew + 1) - start;
        let leap = length > 380;
        let tishri_on = hebrew_months(length, leap);
        // Months from Tishri: 7..=12 (and 13 in a leap year), then 1..=6.
        let last_adar = if leap { 13 } else { 12 };
        let month = if month == 13 { last_adar } else { month };
        let place = if month >= 7 { month - 7 } else { last_adar - 6 + month - 1 } as usize;
        let before: i64 = tishri_on[..place].iter().sum();
        let days = start + before + i64::from(day) - 1;
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?).filter(|date| date.year() == year)
    })
}

/// The lengths of the months of a Hebrew year, from Tishri.
fn hebrew_months(length: i64, leap: bool) -> Vec<i64> {
    let heshvan = if length % 10 == 5 { 30 } else { 29 };
    let kislev = if length % 10 == 3 { 29 } else { 30 };
    let mut months = vec![30, heshvan, kislev, 29, 30];
    months.extend(if leap { vec![30, 29] } else { vec![29] });
    months.extend([30, 29, 30, 29, 30, 29]);
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_church_tables_have_it() {
        for date in
            ["1818-03-22", "1943-04-25", "2000-04-23", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"]
        {
            assert_eq!(easter(day(date).year()), Some(day(date)));
        }
        for date in ["2018-04-08", "2020-04-19", "2024-05-05", "2025-04-20"] {
            assert_eq!(orthodox_easter(day(date).year()), Some(day(date)));
        }
    }

    #[test]
    fn hebrew_days_fall_where_its_calendar_has_them() {
        let on = |month, day_of_month, date: &str| {
            assert_eq!(hebrew_in(day(date).year(), month, day_of_month), Some(day(date)), "{date}");
        };
        on(7, 1, "2018-09-10");
        on(7, 10, "2025-10-02");
        on(1, 15, "2018-03-31");
        on(1, 15, "2024-04-23");
        on(9, 25, "2024-12-26");
        on(13, 14, "2024-03-24");
        on(13, 14, "2023-03-07");
    }

    #[test]
    fn islamic_days_are_known_to_a_day() {
        for (month, on, date) in
            [(10, 1, "2018-06-15"), (12, 10, "2018-08-21"), (9, 1, "2024-03-11"), (1, 1, "2018-09-11")]
        {
            let rule = HolidayRule::Islamic { islamic: (month, on) };
            let found = rule.in_year(day(date).year()).unwrap();
            assert!(found.contains(Period::day(day(date))), "{date}: {found}");
        }
    }

    #[test]
    fn days_of_rest_move_holidays() {
        let on = |rule: &HolidayRule, date: &str| {
            assert_eq!(rule.day_in_year(day(date).year()), Some(day(date)));
        };
        let moved = Moves::from([(Weekday::Fri, -1), (Weekday::Sat, -2), (Weekday::Mon, 1)]);
        let independence = HolidayRule::Hebrew { hebrew: (2, 5), moved };
        for date in ["2018-04-19", "2022-05-05", "2023-04-26", "2024-05-14", "2025-05-01"] {
            on(&independence, date);
        }
        let moved = Moves::from([(Weekday::Sat, -1), (Weekday::Sun, 1)]);
        let bosses = HolidayRule::Fixed { on: (10, 16), moved };
        for date in ["2021-10-15", "2022-10-17", "2023-10-16"] {
            on(&bosses, date);
        }
    }

    #[test]
    fn the_last_friday_of_a_month_of_the_moon_may_be_a_week_off() {
        let rule = HolidayRule::IslamicWeekday { islamic_last: (Weekday::Fri, 9) };
        assert_eq!(rule.day_in_year(2018), Some(day("2018-06-08")));
        assert_eq!(rule.in_year(2018).unwrap().to_string(), "2018-06-01 to 2018-06-15");
    }

    #[test]
    fn the_nth_weekday_counts_from_either_end() {
        assert_eq!(nth_weekday(2025, 5, Weekday::Mon, -1), Some(day("2025-05-26")));
        assert_eq!(nth_weekday(2013, 11, Weekday::Thu, 4), Some(day("2013-11-28")));
        assert_eq!(nth_weekday(2013, 11, Weekday::Thu, 5), None);
        assert_eq!(nth_weekday(2013, 11, Weekday::Thu, 0), None);
    }
}
