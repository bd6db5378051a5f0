//! Times in digits that are no time of day alone: the moment of a log ("1994-11-05T08:15:30-05:30"), and how long a race
//! took ("in 2:04:11").

use super::look::Look;
use super::point::Point;
use crate::lexicon::Cues;
use crate::time::Grain;

impl Look<'_> {
    /// h:m:s or m:s after "in", "of", "finished": how long a race took.
    pub fn race_time(&self, at: usize) -> Option<Point> {
        let led = self.cue_before(at, Cues::RACE);
        let clock = self.colon_time(at).filter(|clock| led && clock.second.is_some())?;
        let seconds =
            i128::from(clock.hour) * 3600 + i128::from(clock.minute?) * 60 + i128::from(clock.second?);
        let amount = crate::value::Number::integer(seconds);
        let unit = crate::time::TimeUnit::Second;
        let length = crate::time::Length { amount: crate::value::Written::exact(amount), unit };
        let value = format!("PT{}H{}M{}S", clock.hour, clock.minute?, clock.second?);
        Some(Point::length(at, clock.next, length, value))
    }

    /// 1994-11-05T08:15:30-05:30, joined to a date in digits.
    pub fn iso_moment(&self, date: Point) -> Point {
        let at = date.next;
        if date.grain != Grain::Day
            || !matches!(self.reader.str(at), "T" | "t")
            || self.reader.spaced(at)
            || self.reader.spaced(at + 1)
        {
            return date;
        }
        let Some(mut clock) = self.colon_time(at + 1) else { return date };
        let next = clock.next;
        if self.reader.is(next, "Z") && !self.reader.spaced(next) {
            clock.zone = Some(Some(0));
            clock.next = next + 1;
        } else if matches!(self.reader.str(next), "+" | "-")
            && !self.reader.spaced(next)
            && let (Some(hours), Some(minutes)) = (self.digits(next + 1, 2), self.digits(next + 3, 2))
        {
            let sign = if self.reader.is(next, "+") { 1 } else { -1 };
            clock.zone = Some(Some(sign * (hours as i32 * 60 + minutes as i32)));
            clock.next = next + 4;
        }
        let next = clock.next;
        Point { next, ..self.at_clock(date, &clock) }
    }
}
