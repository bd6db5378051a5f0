//! What a newsroom decides in `crosstally.yaml`: what belongs to its articles, and how loud rules speak.
//!
//! The file is read whole, and all that is wrong with it is reported at once (`read.rs`); what comes out
//! is this [`Config`], which cannot be wrong but for rule ids, known only when the rules are loaded.

mod read;

use crate::rule::{RuleSet, Severity, UnknownForm};
use crate::source::{DEFAULT_LIMIT, FileSpan, Globs, ReadNote, Source, Viewpoint, repository};
use crate::yaml::Mistake;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file.
pub const FILE_NAME: &str = "crosstally.yaml";

/// What people call it by mistake; passing over it in silence would be worse than asking.
const MISNAMED: &str = "crosstally.yml";

/// The decisions of a newsroom, or the defaults where it has made none.
#[derive(Debug)]
pub struct Config {
    /// The file; `None` when there is none.
    pub file: Option<Arc<Source>>,
    /// The folder of the file, to which all in it is relative; the working directory without one.
    pub folder: PathBuf,
    /// Which files are articles; empty means all.
    pub include: Globs,
    /// Which are none, whatever `include` says.
    pub exclude: Globs,
    /// Rule files and folders of them, absolute.
    pub rules: Vec<PathBuf>,
    /// Files of facts, absolute.
    pub facts: Vec<PathBuf>,
    /// The language of articles that name none (a BCP 47 tag).
    pub language: Option<String>,
    /// The house forms of families of spellings.
    pub variants: Vec<HouseForm>,
    /// Files of more bytes are not read.
    pub max_file_size: u64,
    severity: Levels,
    overrides: Vec<Override>,
    /// Each glob that is there to match articles, where it is written and by itself.
    globs: Vec<(FileSpan, Globs)>,
    /// Every place that names a rule.
    rule_ids: Vec<(String, FileSpan)>,
}

/// How loud a rule speaks by decision of the newsroom; `None` is not at all.
type Levels = BTreeMap<String, Option<Severity>>;

/// The form of a family of spellings that the newsroom writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseForm {
    /// The family, by its name or any of its spellings.
    pub family: String,
    /// Where it is named.
    pub family_at: FileSpan,
    /// A spelling of the form.
    pub form: String,
    /// Where it is written.
    pub form_at: FileSpan,
}

/// Decisions for some of the articles.
#[derive(Debug)]
struct Override {
    paths: Globs,
    severity: Levels,
}

/// Why there is no configuration to work with.
#[derive(Debug)]
pub enum ConfigError {
    /// It cannot be read.
    Unreadable(ReadNote),
    /// What is written in it is wrong; in order of place.
    Mistakes(Vec<Mistake>),
}

impl Config {
    /// The configuration in `named`, or else in the nearest [`FILE_NAME`] at or above the folder of
    /// `names`, or else the defaults.
    pub fn load(named: Option<&Path>, names: &Viewpoint) -> Result<Config, ConfigError> {
        let path = match named {
            Some(path) => Some(names.absolute(path)),
            None => {
                names.folder().ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
            }
        };
        let Some(path) = path else {
            return match names.folder().ancestors().map(|f| f.join(MISNAMED)).find(|path| path.is_file()) {
                Some(path) => Err(ConfigError::Unreadable(ReadNote::new(
                    names.name(&path),
                    format!("the configuration is called {FILE_NAME}; rename it"),
                ))),
                None => Ok(Config::without_file(names.folder())),
            };
        };
        let source = read::source(&path, names).map_err(ConfigError::Unreadable)?;
        let folder = path.parent().unwrap_or(names.folder());
        read::config(source, folder).map_err(ConfigError::Mistakes)
    }

    /// The defaults, for a folder without a configuration.
    pub fn without_file(folder: &Path) -> Config {
        Config {
            file: None,
            folder: folder.to_owned(),
            include: Globs::none(),
            exclude: Globs::none(),
            rules: Vec::new(),
            facts: Vec::new(),
            language: None,
            variants: Vec::new(),
            max_file_size: DEFAULT_LIMIT,
            severity: Levels::new(),
            overrides: Vec::new(),
            globs: Vec::new(),
            rule_ids: Vec::new(),
        }
    }

    /// The folder from which an article has the same name wherever the tool is run by somebody in `folder`: that of the file, without
    /// one the root of the repository, without that the folder itself.
    pub fn base<'a>(&'a self, folder: &'a Path) -> &'a Path {
        match self.file {
            Some(_) => &self.folder,
            None => repository(folder).unwrap_or(folder),
        }
    }

    /// How loud `rule` speaks about the article at the absolute `path`, `shipped` being what the rule
    /// itself says; `None` is not at all. The last override that names both wins.
    pub fn severity(&self, rule: &str, shipped: Option<Severity>, path: &Path) -> Option<Severity> {
        let overrides = self.overrides.iter().rev().filter(|o| o.severity.contains_key(rule));
        let special = overrides.filter(|o| o.paths.matches(path, false)).find_map(|o| o.severity.get(rule));
        special.or(self.severity.get(rule)).copied().unwrap_or(shipped)
    }

    /// A note on each glob of `include` and of overrides that matches none of the `articles`, absolute paths.
    pub fn idle_globs<'a>(&self, articles: impl Iterator<Item = &'a Path> + Clone) -> Vec<ReadNote> {
        let Some(file) = &self.file else { return Vec::new() };
        let idle = |globs: &Globs| !articles.clone().any(|path| globs.matches(path, false));
        let idle = self.globs.iter().filter(|(_, globs)| idle(globs));
        idle.map(|(span, _)| {
            let at = file.position(span.start);
            let place = format!("{}:{}:{}", file.path(), at.line, at.column);
            ReadNote::new(
                place,
                format!("`{}` matches no article", file.slice(*span).trim_matches(['"', '\''])),
            )
        })
        .collect()
    }

    /// How loud `rule` speaks at most, of whichever article; `None` is not of any.
    pub fn loudest(&self, rule: &str, shipped: Option<Severity>) -> Option<Severity> {
        let special = self.overrides.iter().filter_map(|o| o.severity.get(rule));
        special.chain([self.severity.get(rule).unwrap_or(&shipped)]).copied().max().flatten()
    }

    /// Chooses the house forms among the spellings of `rules`, and says which do not exist.
    pub fn choose_forms(&self, rules: &mut RuleSet) -> Vec<Mistake> {
        let Some(file) = &self.file else { return Vec::new() };
        let mut mistakes = Vec::new();
        for house in &self.variants {
            match rules.choose_form(&house.family, &house.form) {
                Ok(()) => {}
                Err(UnknownForm::Family) => {
                    let message = format!("there is no family of spellings `{}`", house.family);
                    let mistake = Mistake::new(file, house.family_at, message);
                    mistakes.push(mistake.suggest(&house.family, rules.families()));
                }
                Err(UnknownForm::Form(forms)) => {
                    let message = format!("`{}` is no form of `{}`", house.form, house.family);
                    let mistake = Mistake::new(file, house.form_at, message);
                    mistakes.push(mistake.suggest(&house.form, forms.iter().map(|form| &**form)));
                }
            }
        }
        mistakes
    }

    /// Every place that names a rule that is none of `known`.
    pub fn check_rule_ids<'a>(&self, known: impl IntoIterator<Item = &'a str>) -> Vec<Mistake> {
        let Some(file) = &self.file else { return Vec::new() };
        let known: Vec<_> = known.into_iter().collect();
        let unknown = self.rule_ids.iter().filter(|(id, _)| !known.contains(&id.as_str()));
        unknown
            .map(|(id, span)| {
                let mistake = Mistake::new(file, *span, format!("there is no rule `{id}`"));
                match crate::yaml::nearest(id, known.iter().copied()) {
                    Some(meant) => mistake.help(format!("did you mean `{meant}`?")),
                    None => mistake.help("`crosstally rules` lists all rules"),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The configuration `text` in the folder /news, where nothing is checked to exist.
    fn config(text: &str) -> Result<Config, Vec<Mistake>> {
        read::config(Arc::new(Source::new(FILE_NAME, text)), Path::new("/news"))
    }

    fn messages(mistakes: &[Mistake], text: &str) -> Vec<String> {
        let show = |mistake: &Mistake| format!("{} <- {}", &text[mistake.place().1.range()], mistake);
        mistakes.iter().map(show).collect()
    }

    #[test]
    fn the_last_override_for_an_article_wins() {
        let config = config(
            "severity: {toll-differs: warning, mixed-script: off}\n\
             overrides:\n\
             - paths: [archive]\n  severity: {toll-differs: note}\n\
             - paths: ['*.html']\n  ignore: [toll-differs]\n",
        )
        .expect("a good configuration");
        let severity = |rule: &str, path: &str| config.severity(rule, Some(Severity::Error), Path::new(path));
        assert_eq!(severity("toll-differs", "/news/a.md"), Some(Severity::Warning));
        assert_eq!(severity("toll-differs", "/news/archive/a.md"), Some(Severity::Note));
        assert_eq!(severity("toll-differs", "/news/archive/a.html"), None);
        assert_eq!(severity("mixed-script", "/news/archive/a.html"), None);
        assert_eq!(severity("weekday-date", "/news/archive/a.html"), Some(Severity::Error));
    }

    #[test]
    fn reports_all_mistakes_at_once_with_their_places() {
        let text = "inlcude: [content]\n\
                    exclude: content/**\n\
                    severity:\n  toll-differs: loud\n  mixed-script: [warning]\n\
                    overrides:\n- severity: {a: note}\n- path: [x]\n  paths: ['b[', '../c']\n\
                    language: English language\n\
                    max_file_size: big\n\
                    max_file_size: 5\n";
        let mistakes = config(text).expect_err("nothing but mistakes");
        assert_eq!(
            messages(&mistakes, text),
            [
                "inlcude <- unknown key `inlcude`",
                "content/** <- `exclude` takes a list",
                "loud <- `loud` is no severity",
                "[warning] <- `mixed-script` takes one word or number, not a list",
                "severity <- `paths` is missing: the articles that these decisions are for",
                "path <- unknown key `path`",
                "'b[' <- the glob `b[` unclosed character class; missing ']'",
                "'../c' <- the glob `../c` leaves the folder of the configuration",
                "English language <- `English language` is no language tag",
                "big <- `big` is no size",
                "max_file_size <- this key was given before",
            ]
        );
        let help = |index: usize| miette::Diagnostic::help(&mistakes[index]).expect("help").to_string();
        assert_eq!(help(0), "did you mean `include`?");
        assert_eq!(help(2), "one of `off`, `note`, `warning`, `error`");
    }

    #[test]
    fn reads_every_key() {
        let text = "include: [content]\nexclude:\nlanguage: no\nvariants: {kilometre: kilometre}\n\
                    max_file_size: 2.5 MB\nrules: []\nfacts: ~\n";
        let config = config(text).expect("a good configuration");
        assert!(config.include.matches(Path::new("/news/content/a.md"), false));
        assert!(config.exclude.is_empty());
        assert_eq!(config.language.as_deref(), Some("no"), "Norwegian, not a denial");
        let [house] = config.variants.as_slice() else { panic!("one house form") };
        assert_eq!((&*house.family, &*house.form), ("kilometre", "kilometre"));
        assert_eq!(config.max_file_size, 2_500_000);
    }

    #[test]
    fn a_language_is_two_or_three_letters_and_what_is_said_of_it() {
        for good in ["en", "en-GB", "zh-Hans-CN", "haw", "sr-Latn"] {
            assert!(config(&format!("language: {good}\n")).is_ok(), "{good}");
        }
        for bad in ["english", "e", "en_GB", "en-", "12", "en GB"] {
            let text = format!("language: {bad}\n");
            let mistakes = config(&text).expect_err(bad);
            assert_eq!(messages(&mistakes, &text), [format!("{bad} <- `{bad}` is no language tag")]);
        }
    }

    #[test]
    fn names_rules_that_do_not_exist() {
        let text = "severity: {tol-differs: off}\noverrides: [{paths: [a], ignore: [zebra]}]\n";
        let mistakes = config(text).expect("a good configuration").check_rule_ids(["toll-differs"]);
        let shown = messages(&mistakes, text);
        assert_eq!(
            shown,
            ["tol-differs <- there is no rule `tol-differs`", "zebra <- there is no rule `zebra`"]
        );
    }

    #[test]
    fn names_spellings_that_do_not_exist() {
        let text = "variants: {kilometer: kilometre, kilometro: x, grey: gra, 'Kyiv': Kyiv}\n";
        let mut lexicon = crate::lexicon::Lexicon::shipped();
        let mut rules = RuleSet::load(true, &[], &mut lexicon).expect("the shipped rules are good");
        let mistakes = config(text).expect("a good configuration").choose_forms(&mut rules);
        assert_eq!(
            messages(&mistakes, text),
            ["kilometro <- there is no family of spellings `kilometro`", "gra <- `gra` is no form of `grey`"]
        );
        let help = |index: usize| miette::Diagnostic::help(&mistakes[index]).expect("help").to_string();
        assert_eq!((help(0), help(1)), ("did you mean `kilometre`?".into(), "did you mean `gray`?".into()));
    }

    #[test]
    fn what_is_no_yaml_or_no_mapping_is_one_mistake() {
        for (text, expected) in [
            ("include: [a\n", "is not YAML: "),
            ("- include\n", "a configuration is a list of keys with values, not a list"),
            ("include\n", "a configuration is a list of keys with values, not a word"),
        ] {
            let mistakes = config(text).expect_err("a mistake");
            assert_eq!(mistakes.len(), 1, "{text}");
            assert!(mistakes[0].to_string().starts_with(expected), "{}", mistakes[0]);
        }
        assert!(config("# only a comment\n").is_ok());
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reader(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "include", "severity", "overrides", "rules", "max_file_size", "language", "paths", "ignore",
                    ": ", ":\n  ", "\n", "- ", "  ", "[", "]", "{", "}", ", ", "'", "\"", "\\x", "é", "\u{feff}", "\r\n",
                    "*a", "&a ", "!x ", "| \n", "> ", "#", "~", "off", "10 MB", "**", "\u{1b}", "? ", "<<", "%", "\t",
                ]),
                0..24,
            )
        ) {
            if let Err(mistakes) = config(&parts.concat()) {
                let failure = crate::cli::Failure::Mistakes(mistakes);
                failure.print(&mut Vec::new(), false).expect("memory takes all");
            }
        }
    }
}
