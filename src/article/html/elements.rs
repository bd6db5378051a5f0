//! Which elements of HTML divide text, hold it, or keep it out of the prose.

use crate::article::BlockKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article) enum Class {
    /// Stands apart from the text around it; with a kind of its own, or that of what holds it.
    Block(Option<BlockKind>),
    /// Stands apart, and its text is no prose.
    Omitted,
    /// Stands in running text, which it does not belong to: code, and what was struck out.
    Inline,
    /// A line break.
    Break,
    /// Small raised figures: footnote marks and exponents.
    Raised,
    /// The title of the page.
    Title,
}

use BlockKind::{Caption, Heading, ListItem, Quote, TableCell};
use Class::{Block, Break, Inline, Omitted, Raised, Title};

/// In alphabetical order. Elements that are not here stand in running text and are part of it.
const ELEMENTS: [(&str, Class); 83] = [
    ("address", Block(None)),
    ("applet", Omitted),
    ("article", Block(None)),
    ("aside", Omitted),
    ("audio", Omitted),
    ("blockquote", Block(Some(Quote))),
    ("body", Block(None)),
    ("br", Break),
    ("button", Omitted),
    ("canvas", Omitted),
    ("caption", Block(Some(Caption))),
    ("center", Block(None)),
    ("code", Inline),
    ("datalist", Omitted),
    ("dd", Block(Some(ListItem))),
    ("del", Inline),
    ("details", Block(None)),
    ("dialog", Omitted),
    ("dir", Block(None)),
    ("div", Block(None)),
    ("dl", Block(None)),
    ("dt", Block(Some(ListItem))),
    ("fieldset", Block(None)),
    ("figcaption", Block(Some(Caption))),
    ("figure", Block(None)),
    ("footer", Omitted),
    ("form", Omitted),
    ("frameset", Omitted),
    ("h1", Block(Some(Heading))),
    ("h2", Block(Some(Heading))),
    ("h3", Block(Some(Heading))),
    ("h4", Block(Some(Heading))),
    ("h5", Block(Some(Heading))),
    ("h6", Block(Some(Heading))),
    ("head", Block(None)),
    ("header", Block(None)),
    ("hr", Block(None)),
    ("html", Block(None)),
    ("iframe", Omitted),
    ("kbd", Inline),
    ("legend", Block(None)),
    ("li", Block(Some(ListItem))),
    ("listing", Omitted),
    ("main", Block(None)),
    ("map", Omitted),
    ("math", Inline),
    ("menu", Omitted),
    ("nav", Omitted),
    ("noembed", Omitted),
    ("noframes", Omitted),
    ("noscript", Omitted),
    ("object", Omitted),
    ("ol", Block(None)),
    ("optgroup", Omitted),
    ("option", Omitted),
    ("p", Block(None)),
    ("plaintext", Omitted),
    ("pre", Omitted),
    ("s", Inline),
    ("samp", Inline),
    ("script", Omitted),
    ("search", Omitted),
    ("section", Block(None)),
    ("select", Omitted),
    ("strike", Inline),
    ("style", Omitted),
    ("summary", Block(None)),
    ("sup", Raised),
    ("svg", Inline),
    ("table", Block(None)),
    ("tbody", Block(None)),
    ("td", Block(Some(TableCell))),
    ("template", Omitted),
    ("textarea", Omitted),
    ("tfoot", Block(None)),
    ("th", Block(Some(TableCell))),
    ("thead", Block(None)),
    ("title", Title),
    ("tr", Block(None)),
    ("ul", Block(None)),
    ("var", Inline),
    ("video", Omitted),
    ("xmp", Omitted),
];

/// The element called `name` (in any case), if it does anything.
pub(in crate::article) fn element(name: &[u8]) -> Option<(&'static str, Class)> {
    let mut lower = [0; 12];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    let at = ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).ok()?;
    Some(ELEMENTS[at])
}

/// Elements without an end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "hr" | "br")
}

/// The open elements that the start of `name` ends, and those beyond which it ends none.
pub(super) fn implied_ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "dir"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option", "optgroup"], &["select"]),
        // Only a paragraph that is innermost: nothing but itself is open inside it.
        _ => (&["p"], &[]),
    }
}

/// Elements out of which an end tag of something smaller does not reach.
pub(super) fn is_boundary(name: &str) -> bool {
    matches!(name, "td" | "th" | "table" | "caption" | "article" | "main" | "body")
}

/// Whether an element's role, classes or style say that it is no part of the article.
pub(super) fn is_boilerplate(attribute: &[u8], value: &str) -> bool {
    const ROLES: [&str; 8] =
        ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "alert"];
    const CLASSES: [&str; 24] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "sidebar",
        "breadcrumb",
        "breadcrumbs",
        "share",
        "social",
        "related",
        "advert",
        "advertisement",
        "ad",
        "cookie",
        "cookie-banner",
        "newsletter",
        "comments",
        "site-header",
        "site-footer",
        "footer",
        "skip-link",
        "sr-only",
        "visually-hidden",
        "screen-reader-text",
    ];
    let any = |known: &[&str]| {
        value.split_ascii_whitespace().any(|word| known.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    match attribute {
        b"role" => any(&ROLES),
        b"class" | b"id" => any(&CLASSES),
        b"style" => {
            let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            plain.to_ascii_lowercase().contains("display:none")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_elements_in_any_case() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(element(b"SCRIPT"), Some(("script", Omitted)));
        assert_eq!(element(b"h3").map(|(_, class)| class), Some(Block(Some(Heading))));
        assert_eq!(element(b"em"), None);
        assert_eq!(element(&[b'a'; 40]), None);
    }
}
