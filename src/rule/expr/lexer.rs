//! Characters to tokens.

use super::compile::Error;
use super::functions;
use std::ops::Range;

/// One token with its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Range<usize>,
}

/// The tokens of the language.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Name(String),
    Number(String),
    /// Text in quotes, without them.
    Quoted(String),
    /// An operator, bracket, comma, point or `%`.
    Sign(&'static str),
}

/// Longer signs first.
const SIGNS: [&str; 16] =
    ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ".", "%", "="];

/// Signs of other languages, and the words for them in this one.
const ELSEWHERE: [(char, &str); 3] = [('&', "and"), ('|', "or"), ('!', "not")];

/// Divides `text` into tokens.
pub(super) fn lex(text: &str) -> Result<Vec<Lexeme>, Error> {
    let mut lexemes = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let token = if c.is_alphabetic() || c == '_' {
            at += rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            Token::Name(text[start..at].to_owned())
        } else if c.is_ascii_digit() {
            at += number_len(rest);
            Token::Number(text[start..at].to_owned())
        } else if c == '\'' || c == '"' {
            let Some(len) = rest[1..].find(c) else {
                return Err(Error::new("the quotation is not closed", start..text.len()));
            };
            at += len + 2;
            Token::Quoted(text[start + 1..at - 1].to_owned())
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            at += sign.len();
            Token::Sign(sign)
        } else {
            let error = Error::new(format!("`{c}` has no meaning here"), at..at + c.len_utf8());
            let meant = ELSEWHERE.iter().find(|(sign, _)| *sign == c);
            return Err(match meant {
                Some((_, word)) => error.help(format!("write `{word}`")),
                None => error,
            });
        };
        lexemes.push(Lexeme { token, span: start..at });
    }
    Ok(lexemes)
}

/// Whether an expression may call something `name`: a word of letters, digits and `_` that means nothing by itself.
pub fn is_name(name: &str) -> bool {
    const RESERVED: [&str; 5] = ["and", "or", "not", "true", "false"];
    let is_word =
        |lexemes: Vec<Lexeme>| matches!(&*lexemes, [one] if one.token == Token::Name(name.to_owned()));
    !RESERVED.contains(&name) && functions::find(name).is_none() && lex(name).is_ok_and(is_word)
}

/// Digits, with a point when digits follow it.
fn number_len(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    match text[whole..].strip_prefix('.').map(digits) {
        Some(fraction) if fraction > 0 => whole + 1 + fraction,
        _ => whole,
    }
}
