//! What the readers of time must hold of the phrases of running prose.

use super::tests::{on, one, reading, times};
use crate::mention::Kind;
use crate::time::Basis;

#[test]
fn a_part_of_the_day_ends_a_sentence_or_stands_before_a_session() {
    for (text, phrase, value) in [
        ("The bank stepped in on its own in the morning.", "the morning", "TMO"),
        ("Shares were up 2% by mid-morning.", "mid-morning", "TMO"),
        ("The index lost ground in afternoon trading.", "afternoon", "TAF"),
        ("By early evening, the roads were clear.", "early evening", "TEV"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
    }
    assert!(times("They sat in morning coats.", &on("2025-07-05")).is_empty());
}

#[test]
fn a_length_that_is_counted_from_a_day_is_no_rate() {
    let (phrase, time) = one("Occupancy was 36 percent against 40 percent a year before.", &on("2025-07-05"));
    assert_eq!((phrase.as_str(), &*time.timex), ("a year before", "2024"));
    let (phrase, time) = one("The news comes a week after the firm pulled out.", &on("2025-07-05"));
    assert_eq!((phrase.as_str(), &*time.timex), ("a week", "P1W"));
    for rate in ["They earn $50 a day before tax.", "It ran 12 flights a week after the merger."] {
        assert!(times(rate, &on("2025-07-05")).is_empty(), "{rate}");
    }
}

#[test]
fn lengths_without_a_number_stand_behind_verbs_and_before_what_fills_them() {
    for (text, phrase, value) in [
        ("The team spent years on the design.", "years", "PXY"),
        ("Repairs took days.", "days", "PXD"),
        ("Months of talks led nowhere.", "Months", "PXM"),
        ("It was built on decades of research.", "decades", "PXDE"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
    }
    assert!(times("Its years of plenty were over.", &on("2025-07-05")).is_empty());
}

#[test]
fn a_bound_of_several_words_belongs_to_a_length() {
    for phrase in ["at least three years", "up to six months", "as long as two weeks"] {
        assert_eq!(one(&format!("The work will last {phrase}."), &on("2025-07-05")).0, phrase);
    }
}

#[test]
fn the_article_of_a_number_belongs_to_its_length() {
    for (phrase, value) in [
        ("a hundred and ten years", "P110Y"),
        ("a thousand days", "P1000D"),
        ("a hundred years", "P100Y"),
        ("a year", "P1Y"),
    ] {
        let (found, time) = one(&format!("The work will last {phrase}."), &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value));
    }
}

#[test]
fn phrases_that_move_a_time_are_read_whole() {
    for (text, phrase, value) in [
        ("It rained over the past couple of weeks.", "the past couple of weeks", "P2W"),
        ("They wed this past summer.", "this past summer", "2025-SU"),
        ("Orders fell in the latest quarter.", "the latest quarter", "2025-Q2"),
        ("The mill closed not long ago.", "not long ago", "PAST_REF"),
        ("Much will change in the years to come.", "the years to come", "FUTURE_REF"),
    ] {
        let (found, time) = one(text, &on("2025-09-20"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
    }
    let said = times("She came on 3 May 2024 and left that same week.", &on("2025-09-20"));
    assert_eq!(said.last().map(|(phrase, ..)| phrase.as_str()), Some("same week"));
}

#[test]
fn a_year_needs_no_preposition() {
    for (text, year) in [
        ("The chairman said 2004 was a great year for the firm.", "2004"),
        ("2005 will be another hard year.", "2005"),
        ("That took 2004's total to two million.", "2004"),
        ("Output rose 14% compared with 2003.", "2003"),
        ("The firm said 2003 profits met forecasts.", "2003"),
        ("The total for 2004 is set to rise.", "2004"),
    ] {
        let (found, time) = one(text, &on("2004-12-15"));
        assert_eq!((found.as_str(), &*time.timex), (year, year), "{text}");
    }
    let years = times("They paid in 2001, 2002 and 2003.", &on("2004-12-15"));
    assert_eq!(
        years.iter().map(|(phrase, ..)| phrase.as_str()).collect::<Vec<_>>(),
        ["2001", "2002", "2003"]
    );
}

#[test]
fn a_number_of_four_digits_is_an_amount_where_it_counts() {
    for text in [
        "2004 were hurt in the quake.",
        "They sold 1986 tickets.",
        "The mill sold over 2003 tonnes.",
        "It said 1985 workers had left.",
    ] {
        assert!(times(text, &on("2004-12-15")).is_empty(), "{text}");
    }
}

#[test]
fn a_quarter_is_that_of_the_year_before_it() {
    for phrase in ["1988's third quarter", "the 1988 third quarter", "1988 third-quarter"] {
        let (found, time) = one(&format!("It lost money, as {phrase} results show."), &on("1989-11-02"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, "1988-Q3"));
    }
}

#[test]
fn a_unit_ends_with_the_date_behind_it() {
    for (text, phrase, period, value) in [
        ("Sales in the year ended March 31 were flat.", "the year", "2024-03-31 to 2025-04-01", "2025"),
        (
            "It lost money in the fiscal year ended June 30, 2024.",
            "the fiscal year",
            "2023-06-30 to 2024-07-01",
            "FY2024",
        ),
        ("Exports rose in the week ending 4 May.", "the week", "2025-04-27 to 2025-05-05", "2025-W18"),
        ("Prices rose in the year to April.", "the year to April", "2024-04-30 to 2025-05-01", "2025"),
    ] {
        let all = times(text, &on("2025-07-05"));
        let (found, _, time) = &all[0];
        assert_eq!(
            (found.as_str(), &*time.period.to_string(), &*time.timex),
            (phrase, period, value),
            "{text}"
        );
        assert_eq!(all.len(), 2, "{text}");
    }
}

#[test]
fn the_quarter_is_the_one_told_of_and_gives_no_days() {
    let text = "Sales fell in the first quarter of 2024. Costs during the quarter rose. The dollar fell on the month.";
    let all = times(text, &on("2025-07-05"));
    let told = |at: usize| (all[at].0.as_str(), &*all[at].2.timex, all[at].2.basis);
    assert_eq!(told(1), ("the quarter", "2024-Q1", Basis::Open));
    assert_eq!(told(2), ("the month", "2025-07", Basis::Open));
    assert!(times("He was player of the year in the quarter finals.", &on("2025-07-05")).is_empty());
}

#[test]
fn the_last_of_several_units_in_a_row_is_a_date_with_its_ordinal_inside() {
    for (text, phrase, value) in [
        ("Trading was halted for a third consecutive day.", "a third consecutive day", "2025-07-05"),
        ("It was the fifth year running without rain.", "the fifth year running", "2025"),
        ("Jobs grew for the second month in a row.", "the second month in a row", "2025-07"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex, time.basis), (phrase, value, Basis::Open), "{text}");
        let reading = reading(text, &on("2025-07-05"));
        assert!(reading.mentions.iter().any(|m| m.kind == Kind::Ordinal && m.inner), "{text}");
    }
}

#[test]
fn some_units_of_a_period_are_a_part_of_it() {
    for (text, phrase, value) in [
        ("Growth slowed in the early months of 2004.", "the early months of 2004", "2004"),
        ("It rained in the closing days of May.", "the closing days of May", "2025-05"),
        ("It snowed in the early days of March 2024.", "the early days of March 2024", "2024-03"),
        ("Sales fell in the final quarter of 2017.", "the final quarter of 2017", "2017-Q4"),
        ("It rained in the final week of May 2024.", "the final week of May 2024", "2024-W22"),
        ("The first few weeks of last year were cold.", "The first few weeks of last year", "PXW"),
        ("The last several months of 2003 were worse.", "The last several months of 2003", "PXM"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
        assert!(time.period.is_closed(), "{text}");
    }
}

#[test]
fn the_early_hours_are_a_time_of_their_day() {
    for (text, phrase, value) in [
        ("He died in the early hours of Monday.", "the early hours of Monday", "2025-06-30TMO"),
        ("It sank in the early hours of 2 July 2025.", "the early hours of 2 July 2025", "2025-07-02TMO"),
        ("They sat until the early hours of the morning.", "the early hours of the morning", "TMO"),
        ("They left in the early hours of this morning.", "the early hours of this morning", "2025-07-05TMO"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
    }
}

#[test]
fn the_value_of_a_length_of_several_units_keeps_those_without_a_common_measure() {
    for (text, value) in [
        ("He was held for two years and three months.", "P27M"),
        ("He was held for two years, three months and 12 days.", "P2Y3M12D"),
        ("It lasted a month and ten days.", "P1M10D"),
    ] {
        assert_eq!(&*one(text, &on("2025-07-05")).1.timex, value, "{text}");
    }
}

#[test]
fn months_that_are_names_too_are_read_beside_a_month_and_before_a_noun() {
    for (text, months) in [
        ("Fires spread in July and August, the service said.", &["July", "August"][..]),
        ("Shops shut in March and April. Then they opened.", &["March", "April"]),
        ("Growth slowed in the June quarter.", &["June"]),
        ("He spoke at an August rally in Ohio.", &["August"]),
        ("The agency's April ruling was reversed.", &["April"]),
        ("In March Brenda left the show.", &["March"]),
    ] {
        let found = times(text, &on("2020-09-15"));
        assert_eq!(found.iter().map(|(phrase, ..)| phrase.as_str()).collect::<Vec<_>>(), months, "{text}");
    }
    let (_, time) = one("A grand jury decision in the March killing was expected.", &on("2020-09-24"));
    assert_eq!(&*time.timex, "2020-03");
    for text in
        ["The May government fell.", "He went with April and June to the sea.", "The March on Rome began."]
    {
        assert!(times(text, &on("2020-09-15")).is_empty(), "{text}");
    }
}

#[test]
fn the_year_before_is_counted_from_the_last_date() {
    let all = times("Cases rose in 2019. They had fallen the year before.", &on("2020-09-15"));
    assert_eq!((all[1].0.as_str(), &*all[1].2.timex), ("the year before", "2018"));
    let (phrase, time) = one("It was up from 220 the week before that.", &on("2020-09-15"));
    assert_eq!((phrase.as_str(), time.basis), ("the week before that", Basis::Open));
    assert!(times("She left the year before he came.", &on("2020-09-15")).is_empty());
}

#[test]
fn a_day_is_that_of_the_weekday_or_month_beside_it() {
    let (phrase, time) = one("The blast happened early in the day Wednesday.", &on("2025-07-05"));
    assert_eq!((phrase.as_str(), &*time.timex), ("early in the day Wednesday", "2025-07-02"));
    let all = times("Rounds were held on Oct. 13 and 16.", &on("2025-11-05"));
    assert_eq!(all.iter().map(|(.., time)| &*time.timex).collect::<Vec<_>>(), ["2025-10-13", "2025-10-16"]);
}

#[test]
fn the_first_months_are_one_length() {
    let (phrase, time) = one("Profit rose in the first nine months.", &on("2025-07-05"));
    assert_eq!((phrase.as_str(), &*time.timex), ("the first nine months", "P9M"));
}

#[test]
fn a_stretch_over_midnight_ends_on_the_next_day() {
    let (_, time) = one("The roads shut on December 31, 2025 from 10 p.m. to 1 a.m.", &on("2025-12-05"));
    assert_eq!(time.period.to_string(), "2025-12-31 to 2026-01-01");
    let all = times("It runs on Saturday, July 12 from 10am to midnight.", &on("2025-07-05"));
    let sunday = "2025-07-13".parse().ok();
    assert!(all.iter().all(|(.., time)| time.period.single() != sunday || time.parts.weekday.is_none()));
}

#[test]
fn the_year_ago_quarter_is_that_of_the_year_before() {
    let all = times(
        "It earned $5 million in the third quarter of 2024. It lost money in the year-ago quarter.",
        &on("2024-11-05"),
    );
    assert_eq!((all[1].0.as_str(), &*all[1].2.timex), ("the year-ago quarter", "2023-Q3"));
    let (phrase, _) = one("It lost money in the year-earlier period.", &on("2024-11-05"));
    assert_eq!(phrase, "the year-earlier period");
}

#[test]
fn a_month_is_of_the_year_that_the_words_behind_it_mean() {
    for (text, phrase, value) in [
        ("It closed in May of last year.", "May of last year", "2024-05"),
        ("It opened on 4 May last year.", "4 May last year", "2024-05-04"),
        ("It reopens in mid-June this year.", "mid-June this year", "2025-06"),
        ("It will be sold in the spring of next year.", "the spring of next year", "2026-SP"),
    ] {
        let (found, time) = one(text, &on("2025-07-05"));
        assert_eq!((found.as_str(), &*time.timex), (phrase, value), "{text}");
        assert!(!time.parts.year, "{text}");
    }
    for (text, value) in [
        ("The mill burned in 2015. In March of that year it had been sold.", "2015-03"),
        ("The mill burned in 2015, in the March of the same year.", "2015-03"),
        ("The mill burned in 2015 and on 3 June that year it was sold.", "2015-06-03"),
        ("The mill of 2015 burned in March of the following year.", "2016-03"),
        ("The mill won in 1998 and lost in the autumn of that year.", "1998-FA"),
    ] {
        let said = times(text, &on("2025-07-05"));
        assert_eq!(said.len(), 2, "{text}");
        assert_eq!(&*said[1].2.timex, value, "{text}");
    }
    // A tale goes on from year to year; what is to come counts from the article.
    for (text, value) in [
        ("The mill burned in 1998. The next year it opened again.", "1999"),
        ("The mill flooded in January 2010. The next month brought another flood.", "2010-02"),
        ("The mill burned in 1998. In the next year it will open again.", "2026"),
        ("The mill was sold in May 2025. The next month will decide about it.", "2025-08"),
        ("The mill burned in 2024. The next year was better.", "2025"),
    ] {
        let said = times(text, &on("2025-07-05"));
        assert_eq!(&*said[1].2.timex, value, "{text}");
    }
    // Without a year before it is of none that could be told.
    let (_, time) = one("In March of that year it was sold.", &on("2025-07-05"));
    assert_eq!((&*time.timex, time.basis), ("XXXX-03", Basis::Open));
    // Two times, and a day that the year has not.
    assert_eq!(times("In May last year's budget was cut.", &on("2025-07-05")).len(), 2);
    assert_eq!(times("The party is on 29 February this year.", &on("2025-07-05")).len(), 2);
}

#[test]
fn a_number_in_words_behind_a_month_and_a_comma_counts_what_follows() {
    let found = times("There was one in March, two in April and one in June.", &on("2025-07-05"));
    let phrases: Vec<&str> = found.iter().map(|(phrase, ..)| phrase.as_str()).collect();
    assert_eq!(phrases, ["March", "April", "June"]);
    let (phrase, time) = one("It was signed on April six in the town hall.", &on("2025-07-05"));
    assert_eq!((phrase.as_str(), &*time.timex), ("April six", "2025-04-06"));
}
