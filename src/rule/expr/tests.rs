//! The language as rule authors use it.

use super::*;
use crate::time::{Impossible, Length, Period, TimeUnit};
use crate::value::{Interval, Number, Unit, Written};

fn units() -> UnitTable {
    let mut units = UnitTable::default();
    for (dimension, id, factor) in
        [("length", "metre", Some("1")), ("length", "mile", Some("1609.344")), ("percent", "percent", None)]
    {
        let dimension = units.add_dimension(dimension);
        let factor = factor.map(|f: &str| f.parse().unwrap());
        let plural = if id == "percent" { id.to_owned() } else { format!("{id}s") };
        units.add(Unit {
            id: id.into(),
            plural: plural.into(),
            dimension,
            factor,
            offset: Number::ZERO,
            alternatives: Vec::new(),
            inverse: false,
        });
    }
    units
}

struct Article {
    units: UnitTable,
}

fn n(value: i128) -> Number {
    Number::integer(value)
}

fn scope(units: &UnitTable) -> Scope {
    let length = Type::Quantity(units.dimension("length").unwrap());
    Scope::new()
        .with("published", Variable::Plain(Type::Days))
        .with("nth", Variable::Figure(Type::Number))
        .with("start", Variable::Date)
        .with("far", Variable::Figure(length))
        .with("parts", Variable::List(Box::new(Variable::Figure(Type::Number))))
        .with("missing", Variable::Figure(Type::Number))
        .with("span", Variable::Duration)
        .with("bad", Variable::Date)
        .with("word", Variable::Words)
        .with("some", Variable::Figure(Type::Number))
        .with("others", Variable::List(Box::new(Variable::Date)))
}

impl Env for Article {
    fn variable(&self, at: usize) -> Option<Value<'_>> {
        let count = |value| Value::number(Interval::exactly(n(value)));
        Some(match at {
            0 => Value::Days(Period::day("2025-07-01".parse().unwrap()), None),
            1 => count(3),
            2 => Value::Days(Period::month(2022, 2).unwrap(), None),
            3 => Value::Figure(Figure {
                allows: Written::exact(n(1000)).allows_as_measure(),
                unit: self.units.find("metre"),
                written: Some(Written::exact(n(1000))),
            }),
            4 => Value::List(vec![count(17), count(16), count(4)]),
            6 => Value::Length(Length { amount: Written::exact(n(40)), unit: TimeUnit::Month }),
            7 => Value::Days(Period::ANY, Some(Impossible::NoSuchDay)),
            8 => Value::Text("defenсe".into()),
            9 => Value::number(Interval::at_least(n(2))),
            10 => Value::List(vec![Value::Days(Period::day("2024-07-01".parse().unwrap()), None)]),
            _ => return None,
        })
    }

    fn attribute(&self, at: usize, attribute: Attribute) -> Option<Value<'_>> {
        (at == 1 && attribute == Attribute::Text).then(|| Value::Text("third".into()))
    }

    fn words(&self, at: usize) -> Option<&str> {
        (at == 1).then_some("third")
    }

    fn units(&self) -> &UnitTable {
        &self.units
    }
}

fn judge(text: &str) -> Outcome {
    let article = Article { units: units() };
    Expr::compile(text, &scope(&article.units), &article.units).unwrap().judge(&article)
}

fn error(text: &str) -> (String, String) {
    let units = units();
    let error = Expr::compile(text, &scope(&units), &units).unwrap_err();
    (error.message, text[error.span].to_owned())
}

#[test]
fn holds_breaks_and_stays_undecided() {
    for (text, outcome) in [
        ("nth == year_count(start, published)", Outcome::Broken),
        ("nth + 1 == year_count(start, published)", Outcome::Holds),
        ("sum(parts) <= 60", Outcome::Holds),
        ("among(4, parts)", Outcome::Holds),
        ("among(nth, parts)", Outcome::Broken),
        ("sum(parts) <= 30", Outcome::Broken),
        ("count(parts) == 3", Outcome::Holds),
        ("missing == 3", Outcome::Undecided),
        ("first_known(missing, nth) == 3", Outcome::Holds),
        ("first_known(missing, missing) == 3", Outcome::Undecided),
        ("falls_on(others, weekday('2025-06-30'))", Outcome::Holds),
        ("falls_on(others, weekday(published))", Outcome::Broken),
        ("missing == 3 or nth == 3", Outcome::Holds),
        ("missing == 3 and nth == 4", Outcome::Broken),
        ("not (nth == 4)", Outcome::Holds),
        ("some == 5", Outcome::Holds),
        ("not (some == 5)", Outcome::Holds),
        ("some < 2", Outcome::Broken),
        ("start < published", Outcome::Holds),
        ("published < start", Outcome::Broken),
        ("start == '2022-02-24'", Outcome::Holds),
        ("months(span) == months_between(start, published)", Outcome::Holds),
        ("years(span) > 4", Outcome::Broken),
        ("far == 1000 metres", Outcome::Holds),
        ("ratio(far, far) == 1", Outcome::Holds),
        ("is_multiple(2.3, 2)", Outcome::Holds),
        ("is_multiple(1.6, 2)", Outcome::Broken),
        ("far > 2 miles", Outcome::Broken),
        ("misnamed(far, 2 miles) > 2 miles", Outcome::Holds),
        ("exists(bad)", Outcome::Broken),
        ("known(bad)", Outcome::Holds),
        ("known(missing)", Outcome::Broken),
        ("mixes_scripts(word)", Outcome::Holds),
        ("percent_change(50, 75) == 50 %", Outcome::Holds),
        ("percent_of(1, 4) == 30 %", Outcome::Broken),
        ("min(3, 5) == 3 and max(3, 5) == 5", Outcome::Holds),
        ("nth * 2 - 1 == 5 and -nth < 0 and 7 / 2 == 3.5", Outcome::Holds),
        ("nth / 0 == 1", Outcome::Undecided),
        ("nth.text == 'third'", Outcome::Holds),
        ("years_between(bad, published) == 3", Outcome::Undecided),
        ("minutes_until(1420, 120) == 140 and minutes_until(120, 1420) == 1300", Outcome::Holds),
        ("minutes_off(330, 1050) == 0 and minutes_off(180, 330) == 150", Outcome::Holds),
        ("minutes_off(10, 715) == 15 and minutes_off(missing, 3) == 3", Outcome::Undecided),
        (
            "hours_and_minutes(210) == '3 hours and 30 minutes' and hours_and_minutes(60) == '1 hour'",
            Outcome::Holds,
        ),
        (
            "contains_any('The firm Bought it', 'sold|bought') and not contains_any('given', 'sold|bought')",
            Outcome::Holds,
        ),
        ("hours_and_minutes(0) == '0 minutes' and hours_and_minutes(1) == '1 minute'", Outcome::Holds),
        ("start + span < published", Outcome::Holds),
    ] {
        assert_eq!(judge(text), outcome, "{text}");
    }
}

#[test]
fn what_is_only_possible_is_not_certain() {
    let article = Article { units: units() };
    let certain =
        |text| Expr::compile(text, &scope(&article.units), &article.units).unwrap().is_certain(&article);
    assert!(certain("nth == 3"));
    assert!(!certain("some == 5"));
    assert!(!certain("missing == 5"));
}

#[test]
fn a_broken_assertion_tells_what_did_not_hold() {
    let article = Article { units: units() };
    let steps = |text: &str| {
        Expr::compile(text, &scope(&article.units), &article.units).unwrap().failed_steps(&article)
    };
    assert_eq!(
        steps("nth == year_count(start, published)"),
        ["`nth == year_count(start, published)` does not hold: 3 against 4"]
    );
    // What stands behind a condition that does not hold is not asked.
    assert_eq!(
        steps("nth == 4 or (far > 2 miles and nth < 1) or nth == 5 and nth == 9"),
        [
            "`nth == 4` does not hold: 3 against 4",
            "`far > 2 miles` does not hold: 950 to 1,050 metres against 2 miles",
            "`nth == 5` does not hold: 3 against 5"
        ]
    );
    assert!(steps("nth == 3").is_empty());
}

#[test]
fn mistakes_point_at_their_characters() {
    let is = |text, message: &str, at: &str| assert_eq!(error(text), (message.into(), at.into()), "{text}");
    is("nht == 3", "nothing here is called `nht`", "nht");
    is("nth == start", "`==` compares a number with a date", "nth == start");
    is("far == 3", "`==` compares a quantity of length with a number", "far == 3");
    is("far == 3 % ", "`==` compares a quantity of length with a percentage", "far == 3 %");
    is("nth = 3", "`=` sets nothing here", "=");
    is("year_cont(start, published) == 3", "there is no function `year_cont`", "year_cont");
    is("year_count(start) == 3", "`year_count` does not take 1 arguments", "year_count(start)");
    is("year_count(nth, start) == 3", "`year_count` takes a date here, not a number", "nth");
    is("start.wekday == start.weekday", "`start` has no attribute `wekday`", "wekday");
    is("1 < nth < 3", "a comparison of three has no meaning", "<");
    is("nth == 3 and start", "`and` joins conditions, and this is a date", "start");
    is("(nth == 3", "this bracket is not closed", "(");
    is("nth ==", "the expression ends where a value should stand", "");
    is(
        "start.weekday < start.weekday",
        "a weekday has no order, so `<` has no meaning",
        "start.weekday < start.weekday",
    );
    is("nth == 'x", "the quotation is not closed", "'x");
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let text = format!("{}nth == 3{}", "(".repeat(400), ")".repeat(400));
    assert_eq!(error(&text).0, "the expression is nested too deep");
    let text = format!("{}nth == 3", "not ".repeat(900));
    assert_eq!(error(&text).0, "the expression is nested too deep");
}

#[test]
fn a_long_chain_is_refused_not_followed() {
    for chain in [
        "nth == 1".to_owned() + &" + 1".repeat(10_000),
        "nth == 1".to_owned() + &" or nth == 1".repeat(10_000),
    ] {
        assert_eq!(error(&chain).0, "the expression has more than 1000 words and signs");
    }
    let long = "nth == 1".to_owned() + &" + 1".repeat(400);
    assert_eq!(Expr::compile(&long, &scope(&units()), &units()).map(|_| ()), Ok(()));
}

#[test]
fn messages_show_words_and_values() {
    let article = Article { units: units() };
    let template = Template::compile(
        "\"{nth}\" is {nth + 1}: {far}, {published}, {missing}, {{x}}",
        &scope(&article.units),
        &article.units,
    );
    assert_eq!(
        template.unwrap().render(&article),
        "\"third\" is 4: 950 to 1,050 metres, 2025-07-01, unknown, {x}"
    );
    let errors =
        Template::compile("since {strat}, {nth + } {far}, {foo(nth)", &scope(&article.units), &article.units);
    let spans: Vec<usize> = errors.unwrap_err().iter().map(|error| error.span.start).collect();
    assert_eq!(spans[0], 7);
    assert_eq!(spans.len(), 3, "all are told, with the brace that is not closed: {spans:?}");
}

#[test]
fn a_name_of_the_rule_stands_for_its_expression() {
    let units = units();
    let scope = scope(&units);
    let all = Expr::compile("sum(parts)", &scope, &units).unwrap();
    let scope = scope.define("all", all);
    let most = Expr::compile("all > 36 and some > 1", &scope, &units).unwrap();
    let scope = scope.define("most", most);
    let article = Article { units: self::units() };
    let judged = |text| Expr::compile(text, &scope, &units).unwrap().judge(&article);
    assert_eq!(judged("most and all == 37"), Outcome::Holds);
    assert_eq!(judged("not most"), Outcome::Broken);
    let broken = Expr::compile("nth == 3 and all < 37", &scope, &units).unwrap();
    assert_eq!(broken.variables(), [1, 4]);
    assert_eq!(broken.failed_steps(&article), ["`all < 37` does not hold: 37 against 37"]);
    assert_eq!(Expr::compile("not most", &scope, &units).unwrap().failed_steps(&article), [""; 0]);
    let kept = Expr::compile("all.unit", &scope, &units).unwrap_err();
    assert_eq!(kept.message, "`all` stands for an expression, which has no attributes");
}

#[test]
fn names_that_stand_for_names_cannot_grow_without_end() {
    let units = units();
    let mut scope = scope(&units);
    let mut name = "nth".to_owned();
    for at in 0..64 {
        match Expr::compile(&format!("{name} + {name}"), &scope, &units) {
            Ok(twice) => {
                name = format!("twice{at}");
                scope = scope.define(&name, twice);
            }
            Err(error) => {
                assert!(error.message.contains("too long"), "{}", error.message);
                return;
            }
        }
    }
    panic!("2 to the 64th parts are too many");
}

#[test]
fn large_sums_are_told_in_words() {
    let mut units = UnitTable::default();
    let money = units.add_dimension("money");
    let euro = units.add(Unit {
        id: "euro".into(),
        plural: "euros".into(),
        dimension: money,
        factor: None,
        offset: Number::ZERO,
        alternatives: Vec::new(),
        inverse: false,
    });
    let shown = |sum: &str, unit| {
        let allows = Interval::exactly(sum.parse().unwrap());
        Value::Figure(Figure { allows, unit, written: None }).show(&units)
    };
    assert_eq!(shown("54000000", Some(euro)), "54 million euros");
    assert_eq!(shown("1777777777.78", Some(euro)), "1.778 billion euros");
    assert_eq!(shown("999999", Some(euro)), "999,999 euros");
    assert_eq!(shown("-2500000", Some(euro)), "-2.5 million euros");
    assert_eq!(shown("54000000", None), "54,000,000");
}
