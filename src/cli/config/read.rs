//! From the text of `crosstally.yaml` to a [`Config`], or to everything that is wrong with it.
//!
//! The tree of places is read rather than `serde`'s values: those stop at the first mistake.

use super::{Config, FILE_NAME, HouseForm, Levels, Override};
use crate::rule::Severity;
use crate::source::{FileSpan, Globs, ReadNote, Source, Viewpoint};
use crate::yaml::{Mistake, Node, NodeKind, Places};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// More than this is no file that a person keeps.
const LIMIT: u64 = 1_000_000;

const KEYS: [&str; 9] = [
    "include",
    "exclude",
    "rules",
    "severity",
    "overrides",
    "facts",
    "language",
    "variants",
    "max_file_size",
];

/// The file at `path`; one without a word in it is as good as any.
pub(super) fn source(path: &Path, names: &Viewpoint) -> Result<Arc<Source>, ReadNote> {
    let name = names.name(path);
    let about = path.metadata();
    if about.as_ref().is_ok_and(|about| about.is_file() && about.len() > LIMIT) {
        return Err(ReadNote::new(name, format!("more than {LIMIT} bytes, which no configuration needs")));
    }
    match Source::read(path, &name, LIMIT) {
        Ok(source) => Ok(Arc::new(source)),
        Err(_) if about.is_ok_and(|about| about.is_file()) && is_blank(path) => {
            Ok(Arc::new(Source::new(name, "")))
        }
        Err(note) if !path.exists() => Err(ReadNote { message: "does not exist".into(), ..note }),
        Err(note) => Err(note),
    }
}

/// Whether there is no word in the file at `path`, of which no more is read than of a configuration.
fn is_blank(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LIMIT).read_to_end(&mut bytes));
    read.is_ok() && bytes.trim_ascii().is_empty()
}

/// The configuration in `source`, whose folder is the absolute `folder`.
pub(super) fn config(source: Arc<Source>, folder: &Path) -> Result<Config, Vec<Mistake>> {
    let mut reader = Reader {
        source: Arc::clone(&source),
        folder,
        mistakes: Vec::new(),
        globs: Vec::new(),
        rule_ids: Vec::new(),
    };
    let mut config = Config::without_file(folder);
    match Places::read(source.text()) {
        Err(error) => reader.mistakes.push(Mistake::not_yaml(&source, &error)),
        Ok(places) => {
            if let Some(root) = places.root() {
                reader.root(root, &mut config);
            }
            for span in places.duplicates() {
                reader.mistake(*span, "this key was given before");
            }
        }
    }
    let Reader { mut mistakes, globs, rule_ids, .. } = reader;
    if !mistakes.is_empty() {
        mistakes.sort_by_key(|mistake| mistake.place().1);
        return Err(mistakes);
    }
    Ok(Config { file: Some(source), globs, rule_ids, ..config })
}

struct Reader<'a> {
    source: Arc<Source>,
    folder: &'a Path,
    mistakes: Vec<Mistake>,
    /// The globs that articles are to match.
    globs: Vec<(FileSpan, Globs)>,
    rule_ids: Vec<(String, FileSpan)>,
}

impl Reader<'_> {
    fn mistake(&mut self, span: FileSpan, message: impl Into<String>) {
        self.mistakes.push(Mistake::new(&self.source, span, message));
    }

    fn root(&mut self, root: &Node, config: &mut Config) {
        if root.is_null() {
            return;
        }
        let NodeKind::Map(entries) = &root.kind else {
            let shape = shape(root);
            let span = FileSpan::new(root.span.start, root.span.start);
            return self.mistake(span, format!("a configuration is a list of keys with values, not {shape}"));
        };
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if value.is_null() && KEYS.contains(&name) {
                continue; // A key whose values are commented out.
            }
            match name {
                "include" => config.include = self.wanted_globs(name, value),
                "exclude" => config.exclude = self.globs(name, value),
                "rules" => config.rules = self.paths(name, value),
                "facts" => config.facts = self.paths(name, value),
                "severity" => config.severity = self.levels(name, value),
                "overrides" => config.overrides = self.overrides(name, value),
                "language" => config.language = self.language(name, value),
                "variants" => config.variants = self.variants(name, value),
                "max_file_size" => {
                    if let Some(size) = self.size(name, value) {
                        config.max_file_size = size;
                    }
                }
                unknown => self.unknown_key(key, unknown, &KEYS),
            }
        }
    }

    fn unknown_key(&mut self, key: &Node, name: &str, known: &[&str]) {
        let mistake = Mistake::new(&self.source, key.span, format!("unknown key `{name}`"));
        self.mistakes.push(mistake.suggest(name, known.iter().copied()));
    }

    /// One scalar, whatever type YAML would take it for: `no` is a language.
    fn word<'n>(&mut self, key: &str, node: &'n Node) -> Option<&'n str> {
        match node.text() {
            Some(text) if !node.is_null() => Some(text),
            _ => {
                let shape = shape(node);
                self.mistake(node.span, format!("`{key}` takes one word or number, not {shape}"));
                None
            }
        }
    }

    fn list<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Node] {
        if let NodeKind::List(items) = &node.kind {
            return items;
        }
        let mut mistake = Mistake::new(&self.source, node.span, format!("`{key}` takes a list"));
        if node.text().is_some() {
            mistake = mistake.help(format!("{key}: [{}]", self.source.slice(node.span)));
        }
        self.mistakes.push(mistake);
        &[]
    }

    fn map<'n>(&mut self, key: &str, node: &'n Node) -> &'n [(Node, Node)] {
        if let NodeKind::Map(entries) = &node.kind {
            return entries;
        }
        let shape = shape(node);
        self.mistake(node.span, format!("`{key}` takes keys with values, not {shape}"));
        &[]
    }

    fn globs(&mut self, key: &str, node: &Node) -> Globs {
        let items = self.list(key, node);
        let globs: Vec<_> =
            items.iter().filter_map(|item| Some((item, self.word("a glob", item)?))).collect();
        Globs::new(self.folder, globs.iter().map(|(_, glob)| *glob)).unwrap_or_else(|bad| {
            for wrong in bad {
                let (item, glob) = globs[wrong.index];
                self.mistake(item.span, format!("the glob `{glob}` {}", wrong.reason));
            }
            Globs::none()
        })
    }

    /// Globs that articles are to match; one that takes back what others match may well find nothing.
    fn wanted_globs(&mut self, key: &str, node: &Node) -> Globs {
        if let NodeKind::List(items) = &node.kind {
            let alone = |item: &Node| {
                let glob = item.text().filter(|glob| !glob.starts_with('!'))?;
                Some((item.span, Globs::new(self.folder, [glob]).ok()?))
            };
            self.globs.extend(items.iter().filter_map(alone));
        }
        self.globs(key, node)
    }

    fn paths(&mut self, key: &str, node: &Node) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for item in self.list(key, node) {
            let Some(written) = self.word("a path", item) else { continue };
            let path = Viewpoint::new(self.folder).absolute(Path::new(written));
            if path.exists() {
                paths.push(path);
            } else {
                let mistake = Mistake::new(&self.source, item.span, format!("`{written}` does not exist"));
                self.mistakes.push(mistake.help(format!("paths are relative to the folder of {FILE_NAME}")));
            }
        }
        paths
    }

    fn levels(&mut self, key: &str, node: &Node) -> Levels {
        let mut levels = Levels::new();
        for (rule, level) in self.map(key, node) {
            let id = rule.text().unwrap_or_default();
            self.rule_ids.push((id.into(), rule.span));
            let Some(word) = self.word(id, level) else { continue };
            let severity = match word {
                "off" => None,
                "note" => Some(Severity::Note),
                "warning" => Some(Severity::Warning),
                "error" => Some(Severity::Error),
                _ => {
                    let wrong = Mistake::new(&self.source, level.span, format!("`{word}` is no severity"));
                    self.mistakes.push(wrong.suggest(word, ["off", "note", "warning", "error"]));
                    continue;
                }
            };
            levels.insert(id.into(), severity);
        }
        levels
    }

    fn overrides(&mut self, key: &str, node: &Node) -> Vec<Override> {
        let items = self.list(key, node);
        items.iter().map(|item| self.exception(item)).collect()
    }

    fn exception(&mut self, item: &Node) -> Override {
        let mut exception = Override { paths: Globs::none(), severity: Levels::new() };
        let entries = self.map("an override", item);
        for (key, value) in entries {
            match key.text().unwrap_or_default() {
                "paths" => exception.paths = self.wanted_globs("paths", value),
                "severity" => exception.severity.extend(self.levels("severity", value)),
                "ignore" => exception.severity.extend(self.ignored(value)),
                unknown => self.unknown_key(key, unknown, &["paths", "severity", "ignore"]),
            }
        }
        if item.get("paths").is_none()
            && let Some((first, _)) = entries.first()
        {
            self.mistake(first.span, "`paths` is missing: the articles that these decisions are for");
        }
        exception
    }

    fn ignored(&mut self, node: &Node) -> Levels {
        let mut levels = Levels::new();
        for item in self.list("ignore", node) {
            if let Some(id) = self.word("a rule's id", item) {
                self.rule_ids.push((id.into(), item.span));
                levels.insert(id.into(), None);
            }
        }
        levels
    }

    fn language(&mut self, key: &str, node: &Node) -> Option<String> {
        let tag = self.word(key, node)?;
        // BCP 47: the language, in two or three letters, and what is said more closely of it.
        let part =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let (language, rest) = tag.split_once('-').map_or((tag, None), |(first, rest)| (first, Some(rest)));
        let known = matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_alphabetic());
        if known && rest.is_none_or(|rest| rest.split('-').all(part)) {
            return Some(tag.into());
        }
        let wrong = Mistake::new(&self.source, node.span, format!("`{tag}` is no language tag"));
        self.mistakes.push(wrong.help("a language tag is as short as en, en-GB or de"));
        None
    }

    fn variants(&mut self, key: &str, node: &Node) -> Vec<HouseForm> {
        let mut forms = Vec::new();
        for (name, node) in self.map(key, node) {
            let family = name.text().unwrap_or_default();
            if let Some(form) = self.word(family, node) {
                let (family, form) = (family.to_owned(), form.to_owned());
                forms.push(HouseForm { family, family_at: name.span, form, form_at: node.span });
            }
        }
        forms
    }

    fn size(&mut self, key: &str, node: &Node) -> Option<u64> {
        let written = self.word(key, node)?;
        let size = bytes(written);
        if size.is_none() {
            let wrong = Mistake::new(&self.source, node.span, format!("`{written}` is no size"));
            self.mistakes.push(wrong.help("a number of bytes, or a number with kB or MB: 10 MB"));
        }
        size
    }
}

/// "10 MB" in bytes; at least one, and less than 4 GB, which is what a span can count.
fn bytes(written: &str) -> Option<u64> {
    let (number, unit) =
        written.split_at(written.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(written.len()));
    let factor: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return None,
    };
    let (whole, part) = number.trim().split_once('.').unwrap_or((number.trim(), "0"));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && (1..=9).contains(&text.len());
    if !digits(whole) || !digits(part) {
        return None;
    }
    let scale = 10u64.pow(part.len() as u32);
    let size = whole.parse::<u64>().ok()?.checked_mul(factor)? + part.parse::<u64>().ok()? * factor / scale;
    (1..u64::from(u32::MAX)).contains(&size).then_some(size)
}

fn shape(node: &Node) -> &'static str {
    match &node.kind {
        NodeKind::Scalar(_) if node.is_null() => "nothing",
        NodeKind::Scalar(_) => "a word",
        NodeKind::List(_) => "a list",
        NodeKind::Map(_) => "keys with values",
        NodeKind::Alias => "an alias, which is not followed here",
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_numbers_with_or_without_a_unit() {
        assert_eq!(bytes("10 MB"), Some(10_000_000));
        assert_eq!(bytes("500kB"), Some(500_000));
        assert_eq!(bytes("1024"), Some(1024));
        assert_eq!(bytes("0.25 kb"), Some(250));
        for wrong in ["", "0", "-1", "10 TB", "5 GB", "1.2.3", ".5 MB", "99999999999999999999"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
