//! Tokens to typed nodes: names, attributes, functions and types are settled here, so that
//! evaluation cannot meet a wrong one.

use super::functions;
use super::lexer::{Lexeme, Token, lex};
use super::node::{Arithmetic, Comparison, Node};
use super::types::{Scope, Type};
use crate::value::{Number, Unit, UnitId, UnitTable};
use crate::yaml::nearest;
use chrono::NaiveDate;
use std::ops::Range;
use std::sync::Arc;

/// Expressions nest at most so deep.
const MAX_DEPTH: usize = 32;
/// An expression has so many words and signs at most: a chain like `1 + 1 + …` nests as deep as it is long.
const MOST_LEXEMES: usize = 1_000;
/// With the definitions that it names it has so many parts at most, which bounds its depth and the time that it takes.
const MOST_NODES: usize = 2 * MOST_LEXEMES;
/// The name of a unit has so many words at most: "million cubic feet per day".
const MOST_WORDS: usize = 5;

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// The bytes of the expression that it is about.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
    /// Whether it only follows from another mistake, which is told elsewhere.
    pub follows: bool,
}

impl Error {
    pub(super) fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Error { message: message.into(), span, help: None, follows: false }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

type Typed = (Node, Type, Range<usize>);

/// Compiles a whole expression.
pub(super) fn compile(text: &str, scope: &Scope, units: &UnitTable) -> Result<(Node, Type), Error> {
    let lexemes = lex(text)?;
    if let Some(extra) = lexemes.get(MOST_LEXEMES) {
        let message = format!("the expression has more than {MOST_LEXEMES} words and signs");
        return Err(Error::new(message, extra.span.clone()).help("split the rule in two"));
    }
    let mut parser = Parser { lexemes: &lexemes, at: 0, end: text.len(), scope, units, depth: 0 };
    let (node, kind, _) = parser.or()?;
    match parser.peek() {
        None if node.size() > MOST_NODES => {
            let message = "the expression is too long with what its names stand for";
            Err(Error::new(message, 0..text.len()).help("split the rule in two"))
        }
        None => Ok((node, kind)),
        Some(extra) => Err(Error::new("the expression should end here", extra.span.start..text.len())),
    }
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    end: usize,
    scope: &'a Scope,
    units: &'a UnitTable,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.at)
    }

    fn next(&mut self, wanted: &str) -> Result<&'a Lexeme, Error> {
        let lexeme = self.peek().ok_or_else(|| {
            Error::new(format!("the expression ends where {wanted} should stand"), self.end..self.end)
        })?;
        self.at += 1;
        Ok(lexeme)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Lexeme { token: Token::Sign(s), .. }) if *s == sign);
        self.at += usize::from(found);
        found
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Lexeme { token: Token::Name(n), .. }) if n == word);
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Result<Typed, Error> {
        let mut left = self.and()?;
        while self.takes_word("or") {
            let right = self.and()?;
            left = self.logic(left, right, Node::Or, "or")?;
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Typed, Error> {
        let mut left = self.not()?;
        while self.takes_word("and") {
            let right = self.not()?;
            left = self.logic(left, right, Node::And, "and")?;
        }
        Ok(left)
    }

    fn logic(
        &self,
        left: Typed,
        right: Typed,
        node: fn(Box<Node>, Box<Node>) -> Node,
        word: &str,
    ) -> Result<Typed, Error> {
        for (_, kind, span) in [&left, &right] {
            if *kind != Type::Bool {
                let what = kind.name(self.units);
                let message = format!("`{word}` joins conditions, and this is {what}");
                return Err(Error::new(message, span.clone()).help("compare it with something"));
            }
        }
        let span = left.2.start..right.2.end;
        Ok((node(Box::new(left.0), Box::new(right.0)), Type::Bool, span))
    }

    fn not(&mut self) -> Result<Typed, Error> {
        let start = self.peek().map_or(self.end, |l| l.span.start);
        if !self.takes_word("not") {
            return self.comparison();
        }
        self.deeper(start)?;
        let (node, kind, span) = self.not()?;
        self.depth -= 1;
        if kind != Type::Bool {
            let message = format!("`not` needs a condition, and this is {}", kind.name(self.units));
            return Err(Error::new(message, span));
        }
        Ok((Node::Not(Box::new(node)), Type::Bool, start..span.end))
    }

    fn comparison(&mut self) -> Result<Typed, Error> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let left = self.sum()?;
        if let Some(Lexeme { token: Token::Sign("="), span }) = self.peek() {
            return Err(Error::new("`=` sets nothing here", span.clone()).help("write `==` to compare"));
        }
        let Some((sign, comparison)) = SIGNS.iter().find(|(sign, _)| self.takes(sign)) else {
            return Ok(left);
        };
        let right = self.sum()?;
        let span = left.2.start..right.2.end;
        if !left.1.meets(&right.1) {
            let (a, b) = (left.1.name(self.units), right.1.name(self.units));
            let help = self.comparable(&left.1, &right.1);
            return Err(Error::new(format!("`{sign}` compares {a} with {b}"), span).help(help));
        }
        let ordered = left.1.is_figure() || matches!(left.1, Type::Days | Type::Length);
        if !ordered && !matches!(comparison, Comparison::Equal | Comparison::Unequal) {
            let message = format!("{} has no order, so `{sign}` has no meaning", left.1.name(self.units));
            return Err(Error::new(message, span).help("use == or !="));
        }
        if matches!(left.1, Type::List(_)) {
            return Err(Error::new("a list cannot be compared", span).help("use sum(…) or count(…) of it"));
        }
        if let Some(Lexeme { token: Token::Sign(sign), span }) = self.peek()
            && SIGNS.iter().any(|(s, _)| s == sign)
        {
            return Err(Error::new("a comparison of three has no meaning", span.clone())
                .help("join two comparisons with `and`"));
        }
        let sides = [left.2, right.2];
        Ok((Node::Compare(*comparison, Box::new(left.0), Box::new(right.0), sides), Type::Bool, span))
    }

    /// How to compare what is of the types `a` and `b`, which cannot be.
    fn comparable(&self, a: &Type, b: &Type) -> String {
        match (a, b) {
            (Type::Days, Type::Number | Type::Text) | (Type::Number | Type::Text, Type::Days) => {
                "a day is written in quotes, and is one of the calendar: '2025-07-01'".to_owned()
            }
            (Type::Length, _) | (_, Type::Length) => {
                "years(…), months(…) and days(…) make numbers of a duration".to_owned()
            }
            (Type::Quantity(of), Type::Number) | (Type::Number, Type::Quantity(of)) => {
                match self.units.units().find(|(_, unit)| unit.dimension == *of) {
                    Some((_, unit)) => format!("give the number its unit, as in 3 {}", unit.plural),
                    None => "give the number its unit".to_owned(),
                }
            }
            _ => "compare two values of one kind".to_owned(),
        }
    }

    fn sum(&mut self) -> Result<Typed, Error> {
        let mut left = self.product()?;
        loop {
            let how = match () {
                () if self.takes("+") => Arithmetic::Plus,
                () if self.takes("-") => Arithmetic::Minus,
                () => return Ok(left),
            };
            let right = self.product()?;
            let span = left.2.start..right.2.end;
            let kind = match (&left.1, &right.1) {
                (Type::Days, Type::Length) => Type::Days,
                (a, b) if a.is_figure() && a.meets(b) => {
                    if *a == Type::AnyFigure {
                        b.clone()
                    } else {
                        a.clone()
                    }
                }
                (a, b) => {
                    let (a, b) = (a.name(self.units), b.name(self.units));
                    return Err(Error::new(format!("{a} and {b} cannot be added or subtracted"), span).help(
                        "days_between(…), months_between(…) and years_between(…) count between dates",
                    ));
                }
            };
            left = (Node::Compute(how, Box::new(left.0), Box::new(right.0)), kind, span);
        }
    }

    fn product(&mut self) -> Result<Typed, Error> {
        let mut left = self.unary()?;
        loop {
            let how = match () {
                () if self.takes("*") => Arithmetic::Times,
                () if self.takes("/") => Arithmetic::Over,
                () => return Ok(left),
            };
            let right = self.unary()?;
            let span = left.2.start..right.2.end;
            let kind = match (how, &left.1, &right.1) {
                (_, a, b) if !a.is_figure() || !b.is_figure() => {
                    let (a, b) = (a.name(self.units), b.name(self.units));
                    return Err(Error::new(format!("{a} and {b} cannot be multiplied or divided"), span));
                }
                (_, a, Type::Number) => a.clone(),
                (Arithmetic::Times, Type::Number, b) => b.clone(),
                // An amount over another of the same kind is a plain number; of another, a rate.
                (Arithmetic::Over, _, _) => Type::Number,
                (_, a, b) => {
                    let (a, b) = (a.name(self.units), b.name(self.units));
                    return Err(Error::new(
                        format!("{a} times {b} has no unit that the lexicon knows"),
                        span,
                    ));
                }
            };
            left = (Node::Compute(how, Box::new(left.0), Box::new(right.0)), kind, span);
        }
    }

    fn unary(&mut self) -> Result<Typed, Error> {
        let start = self.peek().map_or(self.end, |l| l.span.start);
        if !self.takes("-") {
            return self.primary();
        }
        self.deeper(start)?;
        let (node, kind, span) = self.unary()?;
        self.depth -= 1;
        if !kind.is_figure() {
            return Err(Error::new(format!("{} has no negative", kind.name(self.units)), span));
        }
        Ok((Node::Negative(Box::new(node)), kind, start..span.end))
    }

    fn deeper(&mut self, at: usize) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(
                Error::new("the expression is nested too deep", at..self.end).help("split the rule in two")
            );
        }
        Ok(())
    }

    fn primary(&mut self) -> Result<Typed, Error> {
        let lexeme = self.next("a value")?;
        let span = lexeme.span.clone();
        match &lexeme.token {
            Token::Number(digits) => self.number(digits, span),
            Token::Quoted(text) => Ok(quoted(text, span)),
            Token::Sign("(") => {
                self.deeper(span.start)?;
                let (node, kind, _) = self.or()?;
                self.depth -= 1;
                let end = self.close(&span)?;
                Ok((node, kind, span.start..end))
            }
            Token::Name(name) if name == "true" => Ok((Node::Bool(true), Type::Bool, span)),
            Token::Name(name) if name == "false" => Ok((Node::Bool(false), Type::Bool, span)),
            Token::Name(name) => {
                if self.takes("(") {
                    self.call(name, span)
                } else {
                    self.name(name, span)
                }
            }
            Token::Sign(sign) => Err(Error::new(format!("`{sign}` stands where a value should"), span)),
        }
    }

    fn close(&mut self, open: &Range<usize>) -> Result<usize, Error> {
        if self.takes(")") {
            Ok(self.lexemes[self.at - 1].span.end)
        } else {
            Err(Error::new("this bracket is not closed", open.clone()))
        }
    }

    /// A number, with a unit or `%` after it.
    fn number(&mut self, digits: &str, span: Range<usize>) -> Result<Typed, Error> {
        let Ok(number) = digits.parse::<Number>() else {
            return Err(Error::new("the number is too large", span));
        };
        let unit = match self.peek() {
            Some(Lexeme { token: Token::Sign("%"), .. }) => self.units.find("percent").map(|unit| (unit, 1)),
            Some(Lexeme { token: Token::Name(name), span }) if !matches!(&**name, "and" | "or") => {
                Some(self.unit_named(name, span)?)
            }
            _ => None,
        };
        match unit {
            Some((unit, words)) => {
                self.at += words - 1;
                let end = self.next("a unit")?.span.end;
                let kind = Type::Quantity(self.units.unit(unit).dimension);
                Ok((Node::Number(number, Some(unit)), kind, span.start..end))
            }
            None => Ok((Node::Number(number, None), Type::Number, span)),
        }
    }

    /// The unit that starts with the next word, `name`, and how many words name it: "square kilometres" is two.
    fn unit_named(&self, name: &str, span: &Range<usize>) -> Result<(UnitId, usize), Error> {
        let words: Vec<&str> = self.lexemes[self.at..]
            .iter()
            .map_while(|lexeme| if let Token::Name(word) = &lexeme.token { Some(&**word) } else { None })
            .take(MOST_WORDS)
            .collect();
        let named = (1..=words.len()).rev().find_map(|count| {
            let name = words[..count].join(" ");
            let is = |unit: &Unit| *unit.id == *name || *unit.plural == *name;
            self.units.units().find(|(_, unit)| is(unit)).map(|(id, _)| (id, count))
        });
        named.ok_or_else(|| {
            let known = self.units.units().flat_map(|(_, unit)| [&*unit.id, &*unit.plural]);
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "units stand here by their names in full: kilometres, kilograms".to_owned(),
            };
            Error::new(format!("there is no unit `{name}`"), span.clone()).help(help)
        })
    }

    fn name(&mut self, name: &str, span: Range<usize>) -> Result<Typed, Error> {
        if let Some(expr) = self.scope.definition(name) {
            if self.takes(".") {
                let message = format!("`{name}` stands for an expression, which has no attributes");
                return Err(Error::new(message, span));
            }
            return Ok((Node::Defined(Arc::clone(expr)), expr.kind.clone(), span));
        }
        let Some(at) = self.scope.find(name) else {
            let known = self.scope.names().collect::<Vec<_>>();
            let mut error = Error::new(format!("nothing here is called `{name}`"), span);
            error.follows = self.scope.is_untyped(name);
            error.help = Some(match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if functions::find(name).is_some() => format!("a function needs brackets: {name}(…)"),
                None => format!("known are {}", known.join(", ")),
            });
            return Err(error);
        };
        let variable = self.scope.variable(at);
        if !self.takes(".") {
            return Ok((Node::Variable(at), variable.value(), span));
        }
        let lexeme = self.next("an attribute")?;
        let whole = span.start..lexeme.span.end;
        let Token::Name(attribute) = &lexeme.token else {
            return Err(Error::new(
                "the name of an attribute should stand after the point",
                lexeme.span.clone(),
            ));
        };
        match variable.attributes().find(|(known, _)| known == attribute) {
            Some((_, found)) => Ok((Node::Attribute(at, *found), found.kind(variable), whole)),
            None => {
                let known: Vec<&str> = variable.attributes().map(|(name, _)| *name).collect();
                let help = match nearest(attribute, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if known.is_empty() => format!("`{name}` has no attributes"),
                    None => format!("it has {}", known.join(", ")),
                };
                let message = format!("`{name}` has no attribute `{attribute}`");
                Err(Error::new(message, lexeme.span.clone()).help(help))
            }
        }
    }

    fn call(&mut self, name: &str, span: Range<usize>) -> Result<Typed, Error> {
        let Some(function) = functions::find(name) else {
            let help = match nearest(name, functions::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", functions::names().collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::new(format!("there is no function `{name}`"), span).help(help));
        };
        self.deeper(span.start)?;
        let mut arguments = Vec::new();
        if !self.takes(")") {
            loop {
                arguments.push(self.or()?);
                if self.takes(",") {
                    continue;
                }
                self.close(&span)?;
                break;
            }
        }
        self.depth -= 1;
        let whole = span.start..self.lexemes[self.at - 1].span.end;
        let usage = format!("use it as {}", function.signature);
        if !function.takes_many && arguments.len() != function.parameters.len()
            || function.takes_many && arguments.is_empty()
        {
            let message = format!("`{name}` does not take {} arguments", arguments.len());
            return Err(Error::new(message, whole).help(usage));
        }
        for (i, (_, kind, at)) in arguments.iter().enumerate() {
            let parameter = &function.parameters[i.min(function.parameters.len() - 1)];
            if !parameter.accepts(kind) {
                let message =
                    format!("`{name}` takes {} here, not {}", parameter.name(), kind.name(self.units));
                return Err(Error::new(message, at.clone()).help(usage));
            }
        }
        let kinds: Vec<Type> = arguments.iter().map(|(_, kind, _)| kind.clone()).collect();
        let kind = (function.gives)(&kinds, self.units);
        let arguments = arguments.into_iter().map(|(node, _, _)| node).collect();
        Ok((Node::Call(function, arguments, whole.clone()), kind, whole))
    }
}

/// A quotation that is a date is a day; any other is words.
fn quoted(text: &str, span: Range<usize>) -> Typed {
    match text.parse::<NaiveDate>() {
        Ok(day) => (Node::Day(day), Type::Days, span),
        Err(_) => (Node::Text(text.to_owned()), Type::Text, span),
    }
}
