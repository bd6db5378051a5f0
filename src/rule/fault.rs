//! A mistake inside one scalar of a rule file, before the loader knows where that scalar stands.

use std::ops::Range;

/// What is wrong in a pattern, an expression or a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// The bytes of the scalar's text that are wrong.
    pub span: Range<usize>,
}

impl Fault {
    /// A fault without advice.
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Fault { message: message.into(), help: None, span }
    }

    /// With advice.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what was probably meant by `word`, or else all that could have been.
    pub(crate) fn suggest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<_> = known.into_iter().collect();
        match crate::yaml::nearest(word, known.iter().copied()) {
            Some(meant) => self.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() || known.len() > 30 => self,
            None => self.help(format!("one of `{}`", known.join("`, `"))),
        }
    }
}
