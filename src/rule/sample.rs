//! Sentences with hand-made mentions, for the tests of the rule language.

use crate::article::{BlockKind, Part, Prose, ProseBuilder};
use crate::lexicon::Lexicon;
use crate::mention::{Figure, Kind, Mention, Reading, Sentence, Value, tokenize};
use crate::source::ProseSpan;
use crate::time::{Basis, Parts, Period, Temporal};
use crate::value::{Hedge, Number, Unit, Written};

/// A lexicon with two dimensions, a few units and a few lists.
pub(crate) fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    let list = |words: &str| words.split(", ").map(str::to_owned).collect::<Vec<_>>();
    lexicon.lists.extend("people", list("people, civilians, soldiers, aid workers, aid"));
    lexicon.lists.extend("joiners", list("and, or"));
    lexicon.lists.extend("common-words", list("in, of, the, a, were, was, to, and"));
    for (id, plural, dimension, factor) in [
        ("metre", "metres", "length", "1"),
        ("kilometre", "kilometres", "length", "1000"),
        ("mile", "miles", "length", "1609.344"),
        ("foot", "feet", "length", "0.3048"),
        ("inch", "inches", "length", "0.0254"),
        ("yard", "yards", "length", "0.9144"),
        ("kilogram", "kilograms", "mass", "1"),
        ("tonne", "tonnes", "mass", "1000"),
        ("pound", "pounds", "mass", "0.45359237"),
    ] {
        let dimension = lexicon.units.add_dimension(dimension);
        lexicon.units.add(Unit {
            id: id.into(),
            plural: plural.into(),
            dimension,
            factor: Some(factor.parse().unwrap()),
            offset: Number::ZERO,
            alternatives: Vec::new(),
            inverse: false,
        });
    }
    let temperature = lexicon.units.add_dimension("temperature");
    for (id, factor, offset) in [("celsius", "1", "273.15"), ("fahrenheit", "5/9", "45967/180")] {
        lexicon.units.add(Unit {
            id: id.into(),
            plural: id.into(),
            dimension: temperature,
            factor: Some(factor.parse().unwrap()),
            offset: offset.parse().unwrap(),
            alternatives: Vec::new(),
            inverse: false,
        });
    }
    let money = lexicon.units.add_dimension("money");
    for id in ["euro", "dollar"] {
        lexicon.units.add(Unit {
            id: id.into(),
            plural: format!("{id}s").into(),
            dimension: money,
            factor: None,
            offset: Number::ZERO,
            alternatives: Vec::new(),
            inverse: false,
        });
    }
    lexicon
}

/// One sentence in the making.
pub(crate) struct Sample {
    pub prose: Prose,
    pub reading: Reading,
    from: usize,
}

impl Sample {
    /// `text` as one sentence without mentions. Its words are looked up in the vocabulary as it is now.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let mut builder = ProseBuilder::default();
        builder.open(Part::Body, BlockKind::Paragraph);
        builder.push(text, 0);
        let prose = builder.finish();
        let tokens = tokenize(&prose, &lexicon.vocabulary);
        let sentence = Sentence { span: prose.blocks()[0].span, tokens: 0..tokens.len() as u32, block: 0 };
        let reading = Reading { tokens, sentences: vec![sentence], mentions: Vec::new() };
        Sample { prose, reading, from: 0 }
    }

    fn find(&mut self, words: &str) -> ProseSpan {
        let start =
            self.from + self.prose.text()[self.from..].find(words).expect("the words are in the text");
        self.from = start;
        ProseSpan::new(start as u32, (start + words.len()) as u32)
    }

    /// Adds a mention over the next `words`.
    pub fn mention(mut self, kind: Kind, words: &str, value: Value) -> Self {
        let span = self.find(words);
        self.reading.mentions.push(Mention { kind, span, extent: span, sentence: 0, inner: false, value });
        self.reading.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        self
    }

    /// Adds a count or ordinal over the next `words`.
    pub fn number(self, kind: Kind, words: &str) -> Self {
        let value = figure(words, None);
        self.mention(kind, words, value)
    }

    /// Adds a quantity ("520 miles") in the unit `unit`.
    pub fn quantity(self, words: &str, unit: &str, lexicon: &Lexicon) -> Self {
        let unit = lexicon.units.find(unit).expect("the unit is in the table");
        let kind = if lexicon.units.dimension_name(lexicon.units.unit(unit).dimension) == "money" {
            Kind::Money
        } else {
            Kind::Quantity
        };
        let value = figure(words, Some(unit));
        self.mention(kind, words, value)
    }

    /// Adds a date over the next `words`.
    pub fn date(self, words: &str, period: Period, basis: Basis, parts: Parts) -> Self {
        let temporal = Temporal {
            period,
            starts: None,
            ends: None,
            length: None,
            timex: "".into(),
            range: false,
            basis,
            parts,
            impossible: None,
        };
        self.mention(Kind::Date, words, Value::Time(Box::new(temporal)))
    }

    /// Gives the last mention an extent of `words` with a hedge.
    pub fn hedged(mut self, words: &str, hedge: Hedge) -> Self {
        let mention = self.reading.mentions.last_mut().expect("there is a mention");
        let start = self.prose.text().find(words).expect("the words are in the text");
        mention.extent = ProseSpan::new(start as u32, (start + words.len()) as u32);
        if let Value::Figure(figure) = &mut mention.value {
            figure.written.hedge = hedge;
        }
        self
    }
}

fn figure(words: &str, unit: Option<crate::value::UnitId>) -> Value {
    let named = [("two", 2), ("three", 3), ("third", 3), ("four", 4), ("fourth", 4)];
    let word = words.split_whitespace().next().unwrap_or_default();
    let number = named
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, n)| Number::integer(*n))
        .or_else(|| word.replace(',', "").parse().ok())
        .expect("a number that the samples know");
    let decimals = word.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    let mut written = Written::exact(number);
    if decimals > 0 {
        written.step = Number::power_of_ten(-decimals).unwrap();
        written.round = false;
    }
    Value::Figure(Figure { written, unit, per: None, noun: None })
}
