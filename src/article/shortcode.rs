//! Template language in articles: Hugo, Jekyll and Zola shortcodes, WordPress brackets, PHP, MDX.
//!
//! A shortcode breaks Markdown in the middle (`[text]({{< ref "a b" >}})` is no link), so that it must be gone before
//! the parser runs, and yet no byte may move. Each is overwritten, at its length, in a copy of the text: by a word
//! where it stands among words, by blanks where it has its lines for itself. A comment of MDX that is addressed to this tool becomes one
//! of HTML, which has the same length.

use crate::source::FileSpan;
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// A text without its shortcodes, of the same length.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    pub text: Cow<'a, str>,
    /// What was overwritten, in order, in bytes of the text.
    pub cuts: Vec<Cut>,
}

/// One overwritten shortcode.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    pub range: Range<usize>,
    /// It was overwritten by blanks.
    pub alone: bool,
    /// It opens the caption of a picture (`[caption …]`).
    pub opens_caption: bool,
    /// The value of its `caption="…"`.
    pub caption: Option<Range<usize>>,
}

impl Masked<'_> {
    /// The cuts that touch the bytes `range`.
    pub fn within(&self, range: Range<usize>) -> impl Iterator<Item = &Cut> {
        let first = self.cuts.partition_point(|cut| cut.range.end <= range.start);
        self.cuts[first..].iter().take_while(move |cut| cut.range.start < range.end)
    }
}

/// Finds and overwrites the shortcodes of `text`; `mdx` adds the imports and comments of MDX.
pub(super) fn mask(text: &str, mdx: bool) -> Masked<'_> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut done = 0;
    let mut scanner = Scanner::default();
    let mut comments: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr3_iter(b'{', b'[', b'<', text.as_bytes()) {
        if at < done {
            continue;
        }
        if let Some((end, opens_caption)) = scanner.shortcode(text, at, mdx) {
            let range = at..end;
            done = range.end;
            if mdx && is_ours(&text[range.clone()]) {
                comments.push(range);
                continue;
            }
            let caption = caption_of(text, &range);
            cuts.push(Cut { range, alone: false, opens_caption, caption });
        }
    }
    if mdx {
        modules(text, &mut cuts);
    }
    if cuts.is_empty() && comments.is_empty() {
        return Masked { text: Cow::Borrowed(text), cuts };
    }
    mark_alone(text, &mut cuts);
    let mut masked = overwritten(text, &cuts);
    for comment in comments {
        masked.replace_range(comment.start..comment.start + 4, "<!--");
        masked.replace_range(comment.end - 3..comment.end, "-->");
    }
    Masked { text: Cow::Owned(masked), cuts }
}

/// Whether a shortcode is a comment of MDX, with a space at its start, that is addressed to this tool.
fn is_ours(shortcode: &str) -> bool {
    let words = shortcode.strip_prefix("{/* ").and_then(|rest| rest.strip_suffix("*/}"));
    words.is_some_and(|words| words.trim_start().starts_with("crosstally") && !words.contains("-->"))
}

fn overwritten(text: &str, cuts: &[Cut]) -> String {
    let mut masked = String::with_capacity(text.len());
    for cut in cuts {
        masked.push_str(&text[masked.len()..cut.range.start]);
        match cut.alone {
            true => masked.extend(text[cut.range.clone()].bytes().map(|byte| match byte {
                b'\n' | b'\r' => byte as char,
                _ => ' ',
            })),
            false => masked.extend(std::iter::repeat_n('x', cut.range.len())),
        }
    }
    masked.push_str(&text[masked.len()..]);
    masked
}

/// Reads one text from its start; what was looked for in vain is not looked for again, which keeps the whole linear.
#[derive(Default)]
struct Scanner {
    /// The end tags found last: of which name, and where, if there is one.
    ends: Vec<(&'static str, Option<Range<usize>>)>,
    /// No comment of MDX ends any more.
    comments_over: bool,
}

impl Scanner {
    /// The end of the shortcode that starts at byte `at` of `text`, and whether it opens a caption.
    fn shortcode(&mut self, text: &str, at: usize, mdx: bool) -> Option<(usize, bool)> {
        let rest = &text[at..];
        let plain = |end: usize| (end, false);
        match rest.as_bytes() {
            [b'{', b'{', b'<', ..] => self.template(text, at, "{{", ">}}").map(plain),
            [b'{', b'{', b'%', ..] => self.template(text, at, "{{", "%}}").map(plain),
            [b'{', b'{', ..] => self.template(text, at, "{{", "}}").map(plain),
            [b'{', b'%', ..] => self.template(text, at, "{%", "%}").map(plain),
            [b'{', b':', ..] => rest[..line_len(rest)].find('}').map(|end| plain(at + end + 1)),
            [b'{', b'/', b'*', ..] if mdx && !self.comments_over => {
                let end = memmem::find(rest.as_bytes(), b"*/}");
                self.comments_over = end.is_none();
                end.map(|end| plain(at + end + 3))
            }
            [b'<', b'?', ..] => {
                let end = memmem::find(rest.as_bytes(), b"?>");
                Some(plain(end.map_or(text.len(), |end| at + end + 2)))
            }
            [b'[', ..] => bracket(rest).map(|(len, caption)| (at + len, caption)),
            _ => None,
        }
    }

    /// The end of a template tag; one whose content is code or a comment takes that and its end tag along.
    fn template(&mut self, text: &str, at: usize, open: &'static str, close: &str) -> Option<usize> {
        // A tag holds neither another one nor a blank line: what does was not meant as one. The next opening bounds
        // the search.
        let inner = &text[at + open.len()..];
        let bound = memmem::find(inner.as_bytes(), open.as_bytes()).unwrap_or(inner.len());
        let len = memmem::find(&inner.as_bytes()[..bound], close.as_bytes())?;
        let words = &inner[..len];
        if words.contains("\n\n") || words.contains("\n\r\n") {
            return None;
        }
        let end = at + open.len() + len + close.len();
        let name = words.trim_start_matches(['<', '%', ' ', '-']);
        let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // Names with the words of their end tags, in Liquid and in Hugo.
        const CODE: [(&str, &str, &str); 7] = [
            ("highlight", "endhighlight", "/highlight"),
            ("code", "endcode", "/code"),
            ("mermaid", "endmermaid", "/mermaid"),
            ("comment", "endcomment", "/comment"),
            ("math", "endmath", "/math"),
            ("katex", "endkatex", "/katex"),
            ("plantuml", "endplantuml", "/plantuml"),
        ];
        let Some((_, liquid, hugo)) = CODE.iter().find(|(known, ..)| *known == name) else {
            return Some(end);
        };
        let found = self.end_tag(text, end, open, if open == "{%" { liquid } else { hugo });
        Some(found.map_or(end, |tag| tag.end))
    }

    /// The first end tag of the words `closing` at byte `from` or later.
    fn end_tag(
        &mut self,
        text: &str,
        from: usize,
        open: &str,
        closing: &'static str,
    ) -> Option<Range<usize>> {
        let known = self.ends.iter().position(|(name, _)| *name == closing);
        if let Some(known) = known {
            match &self.ends[known].1 {
                None => return None,
                Some(tag) if tag.start >= from => return Some(tag.clone()),
                Some(_) => {}
            }
        }
        let close = if open == "{%" { "%}" } else { "}}" };
        let mut found = None;
        let mut at = from;
        while let Some(words) = memmem::find(&text.as_bytes()[at..], closing.as_bytes()).map(|len| at + len) {
            let start = text[from..words].trim_end_matches([' ', '-', '<', '%', '{']).len() + from;
            at = words + closing.len();
            if text[start..words].contains(open) {
                let end = memmem::find(&text.as_bytes()[at..], close.as_bytes());
                found = end.map(|len| start..at + len + close.len());
                break;
            }
        }
        match known {
            Some(known) => self.ends[known].1 = found.clone(),
            None => self.ends.push((closing, found.clone())),
        }
        found
    }
}

/// A WordPress shortcode: one of the usual names, or any with quoted attributes.
fn bracket(text: &str) -> Option<(usize, bool)> {
    const KNOWN: [&str; 12] = [
        "caption",
        "gallery",
        "embed",
        "video",
        "audio",
        "playlist",
        "youtube",
        "vimeo",
        "tweet",
        "instagram",
        "soundcloud",
        "pullquote",
    ];
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let name = &inner
        [..inner.bytes().take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-')).count()];
    if name.is_empty() || !inner[name.len()..].starts_with([']', ' ', '/']) {
        return None;
    }
    let len = text[..line_len(text)].find(']')? + 1;
    let words = &text[..len];
    let linked = text[len..].starts_with(['(', '[', ':']);
    let known = KNOWN.contains(&name);
    let attributes = words.contains("=\"") || words.contains("='");
    (known && !linked || attributes).then_some((len, name == "caption" && !text.starts_with("[/")))
}

/// The length of the line, at most a thousand bytes of it.
fn line_len(text: &str) -> usize {
    let bytes = &text.as_bytes()[..text.len().min(1_000)];
    memchr::memchr2(b'\n', b'\r', bytes)
        .unwrap_or_else(|| (0..=bytes.len()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0))
}

/// The value of `caption="…"` in a shortcode.
fn caption_of(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = ["caption=\"", "caption='"].iter().find_map(|key| Some(words.find(key)? + key.len()))?;
    let quote = words[..start].chars().next_back()?;
    let len = words[start..].find(quote)?;
    Some(range.start + start..range.start + start + len)
}

/// The import and export lines of MDX, each up to a blank line.
fn modules(text: &str, cuts: &mut Vec<Cut>) {
    let mut at = 0;
    let mut found = Vec::new();
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
        let line = &text[at..end];
        if line.starts_with("import ") && line.contains(['"', '\''])
            || line.starts_with("export ") && line.contains('=')
        {
            found.push(Cut { range: at..end, alone: true, opens_caption: false, caption: None });
        }
        at = end + 1;
    }
    if found.is_empty() {
        return;
    }
    cuts.retain(|cut| {
        let next = found.partition_point(|line| line.range.end <= cut.range.start);
        found.get(next).is_none_or(|line| cut.range.end <= line.range.start)
    });
    cuts.append(&mut found);
    cuts.sort_by_key(|cut| cut.range.start);
}

/// Marks the cuts that share their lines with nothing but blanks and other cuts.
fn mark_alone(text: &str, cuts: &mut [Cut]) {
    let blank = |range: Range<usize>| text[range].bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    let mut first = 0;
    while first < cuts.len() {
        let mut last = first;
        while last + 1 < cuts.len() && blank(cuts[last].range.end..cuts[last + 1].range.start) {
            last += 1;
        }
        let before = text[..cuts[first].range.start].trim_end_matches([' ', '\t']);
        let after = text[cuts[last].range.end..].trim_start_matches([' ', '\t']);
        let alone = (before.is_empty() || before.ends_with(['\n', '\r']))
            && (after.is_empty() || after.starts_with(['\n', '\r']));
        for cut in &mut cuts[first..=last] {
            cut.alone |= alone;
        }
        first = last + 1;
    }
}

impl Cut {
    /// Its bytes in the file, where the text begins at byte `base`.
    pub fn span(&self, base: u32) -> FileSpan {
        FileSpan::new(base + self.range.start as u32, base + self.range.end as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let masked = mask(text, false);
        assert_eq!(masked.text.len(), text.len());
        masked.text.into_owned()
    }

    #[test]
    fn overwrites_words_by_a_word_and_lines_by_blanks() {
        assert_eq!(masked("[a]({{< ref \"2014 é\" >}}) 5"), "[a](xxxxxxxxxxxxxxxxxxxxx) 5");
        assert_eq!(masked("a\n{% include x.html %} {{ y }}\nb"), format!("a\n{}\nb", " ".repeat(28)));
        assert_eq!(masked("a <?php echo 5 > 3 ?> b"), format!("a {} b", "x".repeat(19)));
        assert_eq!(masked("{: .big }\n"), "         \n");
        assert_eq!(masked("[caption width=\"5\"]Five[/caption]"), "xxxxxxxxxxxxxxxxxxxFivexxxxxxxxxx");
    }

    #[test]
    fn takes_code_between_tags_along() {
        assert_eq!(masked("a {% highlight ruby %}5 x{% endhighlight %} b").replace('x', ""), "a  b");
        let text = "{{< highlight go >}}\n5 dead\n{{< /highlight >}}\nb";
        assert_eq!(masked(text).trim(), "b");
    }

    #[test]
    fn leaves_what_is_not_closed_and_what_is_a_link() {
        for text in [
            "{{ a\n\nb }}",
            "{{ a",
            "{% a {% b",
            "[caption](x)",
            "[note] 5",
            "[a b](c)",
            "a < b",
            "[1]",
            "{x}",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn keeps_the_caption_of_a_figure() {
        let text = "{{< figure src=\"a.jpg\" caption=\"Five dead\" >}}";
        let found = mask(text, false);
        assert!(found.cuts[0].alone);
        assert_eq!(&text[found.cuts[0].caption.clone().unwrap()], "Five dead");
    }

    #[test]
    fn drops_the_modules_of_mdx() {
        let text = "import A from 'a'\n\n{/* 5 */}\n\nimport taxes rose";
        assert_eq!(mask(text, true).text.trim(), "import taxes rose");
    }
}
