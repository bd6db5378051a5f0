//! Years and times of day as people say them: "nineteen eighty-six", "two thousand and five", "ten past
//! nine", "a quarter to noon", "at eight last night".

use super::clock::Clock;
use super::look::Look;
use super::point::Point;
use crate::lexicon::{Classes, Cues, NumberWord};
use crate::mention::Kind;
use crate::time::{PartOfDay, TimeUnit};

impl Look<'_> {
    /// A year in words and the place after it: "nineteen eighty-six", "nineteen hundred and five", "twenty
    /// twelve", "two thousand and five".
    pub fn worded_year(&self, at: usize) -> Option<(i32, usize)> {
        let first = self.cardinal(at)?;
        if first == 2 {
            let thousand = self.magnitude(at + 1, 3).then_some(at + 2)?;
            let (rest, next) = self.below_a_hundred(self.skip_and(thousand)).unwrap_or((0, thousand));
            return Some((2000 + rest, next));
        }
        if !(16..=20).contains(&first) {
            return None;
        }
        let century = first * 100;
        if first < 20 && self.magnitude(at + 1, 2) {
            let (rest, next) = self.below_a_hundred(self.skip_and(at + 2)).unwrap_or((0, at + 2));
            return Some((century + rest, next));
        }
        // "twenty-five" is a number.
        let (rest, next) = self.below_a_hundred(at + 1).filter(|(rest, _)| *rest >= 10)?;
        Some((century + rest, next))
    }

    /// A year in words: "nineteen ninety-six", which counts nothing, anywhere; others after "in" or "since", with
    /// nothing after them that they could count.
    pub fn year_in_words(&self, at: usize) -> Option<Point> {
        let led = self.has_before(at, Classes::STRONG_YEAR_AFTER);
        let (year, next) = self.worded_year(at)?;
        let ends = led && next > at + 1 && self.phrase_ends(next);
        (ends || self.is_pair_of_numbers(at) && !self.hyphen(next)).then(|| self.year_point(at, next, year))
    }

    /// "nineteen ninety-six": two numbers beside each other, the second in two words.
    fn is_pair_of_numbers(&self, at: usize) -> bool {
        let century = self.cardinal(at).is_some_and(|first| (17..=19).contains(&first));
        century
            && self.cardinal(at + 1).is_some_and(|tens| tens >= 20 && tens % 10 == 0)
            && self.hyphen(at + 2)
            && self.cardinal(at + 3).is_some_and(|units| (1..10).contains(&units))
    }

    fn cardinal(&self, at: usize) -> Option<i32> {
        match self.reader.lexicon.numerals.role(self.reader.word(at)) {
            NumberWord::Cardinal(number) if self.is_word(at) => Some(number.into()),
            _ => None,
        }
    }

    fn magnitude(&self, at: usize, exponent: u8) -> bool {
        self.reader.lexicon.numerals.role(self.reader.word(at)) == NumberWord::Magnitude(exponent)
    }

    fn skip_and(&self, at: usize) -> usize {
        at + usize::from(self.has(at, Classes::AND))
    }

    /// "six", "fifteen", "eighty six", "eighty-six".
    fn below_a_hundred(&self, at: usize) -> Option<(i32, usize)> {
        let tens = self.cardinal(at)?;
        let unit = at + 1 + usize::from(self.hyphen(at + 1));
        match self.cardinal(unit).filter(|unit| tens >= 20 && tens % 10 == 0 && (1..10).contains(unit)) {
            Some(units) => Some((tens + units, unit + 1)),
            None => Some((tens, at + 1)),
        }
    }

    /// "three thirty" as an end of a stretch of the day, where only an hour of two words can be meant.
    pub fn clock_of_words(&self, at: usize) -> Option<Clock> {
        let hour = self.cardinal(at).filter(|hour| (1..=12).contains(hour))?;
        let (minutes, next) =
            self.below_a_hundred(at + 1).filter(|(minutes, _)| (10..60).contains(minutes))?;
        let (hour, minute) = (hour as u32, Some(minutes as u32));
        Some(Clock { hour, minute, second: None, zone: None, next, sure: false })
    }

    /// "at seven twenty-seven", "ten thirty a.m.": the minutes in words, after "at" or before "a.m.".
    pub fn minutes_in_words(&self, at: usize) -> Option<Clock> {
        let hour = self.cardinal(at).filter(|hour| (1..=12).contains(hour))?;
        let joint = at + 1 + usize::from(self.hyphen(at + 1));
        let (minutes, next) =
            self.below_a_hundred(joint).filter(|(minutes, _)| (10..60).contains(minutes))?;
        let clock = Clock {
            hour: hour as u32,
            minute: Some(minutes as u32),
            second: None,
            zone: None,
            next,
            sure: true,
        };
        let half = self.meridiem(next).is_some();
        let part = self.word(next).day.is_some() || self.part_here(next).is_some();
        let led = self.cue_before(at, Cues::AT_HOUR) && (self.phrase_ends(next) || part);
        (half || led).then_some(Clock { sure: !half, ..clock })
    }

    /// Whether no noun follows that a number before `next` could count.
    pub fn phrase_ends(&self, next: usize) -> bool {
        let joins = Classes::AT.or(Classes::AND).or(Classes::IN).or(Classes::TO).or(Classes::FROM);
        !self.hyphen(next)
            && (!self.is_word(next) || self.has(next, joins))
            && !self.reader.is_digits(next)
            && !matches!(self.reader.str(next), "%" | "$" | "£" | "€")
    }

    /// "ten past nine", "20 minutes past 3pm", "a quarter to noon". "To" wants "quarter" or "minutes", since
    /// "five to seven" is a range, and "after" and "before" an hour that can be nothing else.
    pub fn minutes_from_hour(&self, at: usize) -> Option<Clock> {
        let article = usize::from(self.has(at, Classes::INDEFINITE));
        let quarter =
            self.word(at + article).unit == Some(TimeUnit::Quarter) && !self.word(at + article).plural;
        let (minutes, after) = if quarter {
            (15, at + article + 1)
        } else if self.reader.is_digits(at) {
            (self.digits(at, 2).filter(|_| !self.inside_figure(at))?, at + 1)
        } else {
            let (minutes, after) = self.below_a_hundred(at)?;
            (u32::try_from(minutes).ok()?, after)
        };
        let named = self.word(after).unit == Some(TimeUnit::Minute);
        let joint = after + usize::from(named);
        let before = match () {
            () if self.cue(joint, Cues::MINUTES_PAST) => false,
            () if self.cue(joint, Cues::MINUTES_TO) && (quarter || named) => true,
            () => return None,
        };
        let plain = quarter || named || minutes % 5 == 0;
        if !(1..60).contains(&minutes) || !plain {
            return None;
        }
        let loose = self.cue(joint, Cues::PAST.or(Cues::TO));
        let whole = self.clock(joint + 1).filter(|clock| clock.sure && clock.minute.is_none());
        let clock = match whole {
            Some(clock) => clock,
            None if loose => {
                let (hour, next) = self.hour_number(joint + 1)?;
                let bare = Clock { hour, minute: Some(0), second: None, zone: None, next, sure: false };
                let clock = self.halved(bare).map(|clock| self.zoned(clock))?;
                (clock.next > next || self.phrase_ends(next)).then_some(clock)?
            }
            None => return None,
        };
        let hour = if before { (clock.hour + 23) % 24 } else { clock.hour };
        let minute = if before { 60 - minutes } else { minutes };
        Some(Clock { hour, minute: Some(minute), sure: true, ..clock })
    }

    /// "at 8 last night", "around five tomorrow afternoon", "at 10 in the morning", from the hour at `at`; without "at" only
    /// in a line of its own.
    pub fn hour_before_part(&self, at: usize) -> Option<Clock> {
        let line = at == 0 && self.is_line_of_time();
        let led = self.cue_before(at, Cues::HOURS_AT.or(Cues::CIRCA)) || self.has_before(at, Classes::AT);
        if !led && !line || self.inside_figure(at) {
            return None;
        }
        let (hour, next) = self.hour_number(at)?;
        let clock = |part: PartOfDay, next: usize| {
            let hour = part.hour(hour) % 24;
            Some(Clock { hour, minute: None, second: None, zone: None, next, sure: true })
        };
        if self.has(next, Classes::IN) && self.has(next + 1, Classes::THE) {
            return clock(self.word(next + 2).part?, next + 3);
        }
        if !line && !self.cue_before(at, Cues::HOURS_AT) {
            return None;
        }
        let day = usize::from(self.word(next).day.is_some());
        let part = if day == 1 { self.word(next + 1).part } else { self.part_here(next) };
        clock(part?, next)
    }

    /// The part of a day at `at`: "last night", "this morning", "tonight".
    pub fn part_here(&self, at: usize) -> Option<PartOfDay> {
        if self.has(at, Classes::LAST.or(Classes::THIS)) {
            return self.word(at + 1).part.filter(|_| !self.word(at + 1).plural);
        }
        self.word(at).part_of_today
    }

    /// The phrase of a part of a day at `at`, as a point.
    pub fn part_point(&self, at: usize) -> Option<Point> {
        self.part_here(at)?;
        self.relative(at)
            .or_else(|| self.near_day(at))
            .filter(|part| part.kind == Kind::Time && part.start == at && !part.time.parts.clock)
    }

    /// The whole hour of "tonight at 8", "in the morning at seven", after "at" or "around" at `at - 1`.
    pub fn hour_of_part(&self, at: usize, part: PartOfDay) -> Option<Clock> {
        if self.inside_figure(at) {
            return None;
        }
        let (hour, next) = self.hour_number(at)?;
        let hour = part.hour(hour) % 24;
        self.phrase_ends(next).then_some(Clock {
            hour,
            minute: None,
            second: None,
            zone: None,
            next,
            sure: true,
        })
    }
}

/// The part of day that the TIMEX3 value of a point ends with: `2025-07-01TNI`, `TMO`.
pub(super) fn part_of_value(value: &str) -> Option<PartOfDay> {
    let (_, code) = value.rsplit_once('T')?;
    [PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening, PartOfDay::Night]
        .into_iter()
        .find(|part| part.code() == code)
}
