//! Parts of the day and seasons, by their TIMEX3 codes.

use super::Period;
use chrono::NaiveDate;
use serde::Deserialize;

/// A part of a day. Newspapers agree on no hours for them, so they have none here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum PartOfDay {
    /// Morning.
    #[serde(rename = "MO")]
    Morning,
    /// Afternoon.
    #[serde(rename = "AF")]
    Afternoon,
    /// Evening.
    #[serde(rename = "EV")]
    Evening,
    /// Night.
    #[serde(rename = "NI")]
    Night,
    /// The hours of daylight.
    #[serde(rename = "DT")]
    Daytime,
}

impl PartOfDay {
    /// The TIMEX3 code.
    pub const fn code(self) -> &'static str {
        match self {
            PartOfDay::Morning => "MO",
            PartOfDay::Afternoon => "AF",
            PartOfDay::Evening => "EV",
            PartOfDay::Night => "NI",
            PartOfDay::Daytime => "DT",
        }
    }

    /// The hour of 24 that a bare hour from 1 to 12 means in this part of the day: "at 9 in the
    /// evening" is 21; 24 is midnight at its end.
    pub const fn hour(self, hour: u32) -> u32 {
        match self {
            PartOfDay::Morning if hour == 12 => 0,
            PartOfDay::Morning => hour,
            PartOfDay::Night if hour == 12 => 24,
            PartOfDay::Night if hour < 5 => hour,
            PartOfDay::Evening if hour == 12 => 24,
            PartOfDay::Daytime if hour >= 7 => hour,
            _ if hour < 12 => hour + 12,
            _ => hour,
        }
    }
}

/// A season of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Season {
    /// Spring.
    #[serde(rename = "SP")]
    Spring,
    /// Summer.
    #[serde(rename = "SU")]
    Summer,
    /// Autumn.
    #[serde(rename = "FA")]
    Autumn,
    /// Winter, which starts in the year that it is named by.
    #[serde(rename = "WI")]
    Winter,
}

impl Season {
    /// The TIMEX3 code.
    pub const fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its days in the northern hemisphere: from the first that meteorologists count to the last that
    /// astronomers do. Winter runs into the next year.
    pub fn in_year(self, year: i32) -> Option<Period> {
        let (first, last) = match self {
            Season::Spring => ((year, 3, 1), (year, 6, 21)),
            Season::Summer => ((year, 6, 1), (year, 9, 23)),
            Season::Autumn => ((year, 9, 1), (year, 12, 21)),
            Season::Winter => ((year, 12, 1), (year.checked_add(1)?, 3, 21)),
        };
        let day = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d);
        Period::new(Some(day(first)?), Some(day(last)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_hour_is_read_in_its_part_of_the_day() {
        assert_eq!(PartOfDay::Evening.hour(9), 21);
        assert_eq!(PartOfDay::Afternoon.hour(12), 12);
        assert_eq!(PartOfDay::Morning.hour(12), 0);
        assert_eq!(PartOfDay::Night.hour(3), 3);
        assert_eq!(PartOfDay::Night.hour(11), 23);
    }

    #[test]
    fn winter_ends_in_the_next_year() {
        let winter = Season::Winter.in_year(2023).unwrap();
        assert_eq!(winter.to_string(), "2023-12-01 to 2024-03-21");
    }
}
