//! How the text of a file is marked up, which the ending of its name tells.

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// Markdown with components, whose comments are `{/* … */}`.
    Mdx,
    /// HTML.
    Html,
    /// Plain text, in which there are no comments.
    Text,
}

/// The endings of article files, compared without case.
const ENDINGS: [(&str, Format); 10] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("mdown", Format::Markdown),
    ("mdx", Format::Mdx),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("txt", Format::Text),
    ("text", Format::Text),
];

impl Format {
    /// The format of the file at `path`; one without the ending of an article is plain text.
    pub fn of(path: &str) -> Format {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        Format::with_ending(ending).unwrap_or(Format::Text)
    }

    /// The format of article files with this ending; `None` where none have it.
    pub fn with_ending(ending: &str) -> Option<Format> {
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }

    /// All endings of article files.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        ENDINGS.iter().map(|(ending, _)| *ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_in_any_case() {
        assert_eq!(Format::of("news/a.MDX"), Format::Mdx);
        assert_eq!(Format::of("news.md/a"), Format::Text);
        assert_eq!(Format::of("a.adoc"), Format::Text);
        assert!(Format::endings().all(|ending| Format::with_ending(ending).is_some()));
    }
}
