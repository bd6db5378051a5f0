//! What every output format says of the same findings.

use crosstally::finding::{Edit, Finding, Fix, Place, fingerprint_all, sort};
use crosstally::report::{Format, Report, RuleInfo, Style, Summary, Unread, to_string};
use crosstally::rule::Severity;
use crosstally::source::{FileSpan, ReadNote, Source};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::Arc;

const STRIKE: &str = "---
title: Three dead in strike on Orlov plant
date: 2025-07-02
---
Rescue teams worked through the night. Officials said on Wednesday that three people were killed and \
35 were injured when a drone hit the plant, which stands some 1,300 kilometres (620 miles) from the \
border, in the deepest strike since the war, now in its third year since February 2022, began. \
Production has stopped.
";

const BRIEF: &str = "---
title: What we know about the Orlov strike
date: 2025-07-02
---
Two people died in Tuesday's strike on the Orlov plant, the governor said.
";

fn unread(path: &str, why: &str, severity: Severity) -> Unread {
    Unread { note: ReadNote::new(path, why), severity }
}

fn source(path: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::new(path, text))
}

/// The first place of `words` in a source, within the sentence (or line) that holds it.
fn place(source: &Arc<Source>, words: &str, label: &str) -> Place {
    let text = source.text();
    let start = text.find(words).expect("the words stand in the text");
    let ends = [". ", "\n"];
    let from = ends.iter().filter_map(|end| text[..start].rfind(end).map(|at| at + end.len())).max();
    let to = ends.iter().filter_map(|end| text[start + words.len()..].find(end)).min();
    let to = to.map_or(text.len(), |at| start + words.len() + at);
    Place {
        source: source.clone(),
        span: FileSpan::new(start as u32, (start + words.len()) as u32),
        label: label.to_owned(),
        context: FileSpan::new(from.unwrap_or(0) as u32, to as u32),
    }
}

fn finding(rule: &str, severity: Severity, message: &str, primary: Place, related: Vec<Place>) -> Finding {
    Finding {
        rule: rule.into(),
        severity,
        message: message.to_owned(),
        help: None,
        primary,
        related,
        fixes: Vec::new(),
        account: Vec::new(),
        fingerprint: String::new(),
    }
}

/// Three findings of an editor's day: a toll that differs between two files, a stale count of years and
/// a conversion that is off, with its fix.
fn findings() -> Vec<Finding> {
    let strike = source("news/strike.md", STRIKE);
    let brief = source("news/brief.md", BRIEF);
    let mut toll = finding(
        "toll-differs",
        Severity::Error,
        "\"three people were killed\" and \"Two people died\" cannot both be the toll",
        place(&strike, "three people were killed", "3 killed"),
        vec![place(&brief, "Two people died", "2 killed, on the same day")],
    );
    toll.help = Some("both speak of the strike of 2025-07-01; correct the one that is behind".into());
    let mut year = finding(
        "ordinal-year",
        Severity::Error,
        "\"third year\" does not fit \"since February 2022\"",
        place(&strike, "third year", "the 3rd"),
        vec![
            place(&strike, "February 2022", "counted from here"),
            place(&strike, "2025-07-02", "to the date of the article"),
        ],
    );
    year.help = Some("on 2025-07-02 that is year 4".into());
    let mut miles = finding(
        "unit-conversion",
        Severity::Warning,
        "\"1,300 kilometres\" is not \"620 miles\"",
        place(&strike, "620 miles", "given as this"),
        vec![place(&strike, "1,300 kilometres", "800 miles when converted")],
    );
    let edit =
        Edit { path: strike.path().clone(), span: place(&strike, "620", "").span, replacement: "800".into() };
    miles.fixes = vec![Fix { title: "write 800 miles".into(), safe: true, edits: vec![edit] }];
    let mut findings = vec![toll, year, miles];
    sort(&mut findings);
    fingerprint_all(&mut findings, str::to_owned);
    findings
}

fn summary() -> Summary {
    Summary { articles: 2, claims: 21, compared: 4, undecided: 3, errors: 2, warnings: 1, notes: 0 }
}

fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, severity, why: &str, help: &str| RuleInfo {
        id: id.into(),
        severity,
        why: why.to_owned(),
        help: help.to_owned(),
        file: format!("rules/{id}.yaml").into(),
    };
    vec![
        rule(
            "ordinal-year",
            Severity::Error,
            "Counts of years are copied forward from older copy and go stale. Nobody counts again.",
            "Blind spot: a passage that counts from a date other than the article's.",
        ),
        rule("toll-differs", Severity::Error, "Two reports of one event give two tolls.", ""),
        rule("unit-conversion", Severity::Warning, "A figure was changed and its conversion was not.", ""),
    ]
}

fn report(format: Format, style: &Style) -> String {
    to_string(
        &Report { findings: &findings(), summary: summary(), rules: &rules(), unread: &[] },
        format,
        style,
    )
}

fn one(finding: Finding, style: &Style) -> String {
    let findings = [finding];
    let report = Report { findings: &findings, summary: Summary::default(), rules: &[], unread: &[] };
    let text = to_string(&report, Format::Pretty, style);
    text.rsplit_once("\nnothing").expect("the summary comes last").0.to_owned()
}

#[test]
fn pretty_underlines_every_place() {
    insta::assert_snapshot!("pretty", report(Format::Pretty, &Style::default()));
}

#[test]
fn pretty_fits_a_narrow_terminal_without_unicode() {
    let style = Style { color: false, width: 64, unicode: false, ..Style::default() };
    insta::assert_snapshot!("pretty-ascii", report(Format::Pretty, &style));
}

#[test]
fn concise_is_one_line_a_finding() {
    insta::assert_snapshot!("concise", report(Format::Concise, &Style::default()));
}

#[test]
fn json_is_one_object() {
    insta::assert_snapshot!("json", report(Format::Json, &Style::default()));
}

#[test]
fn github_is_one_command_a_finding() {
    insta::assert_snapshot!("github", report(Format::Github, &Style::default()));
}

#[test]
fn colour_is_added_on_request_only() {
    let coloured = Style { color: true, ..Style::default() };
    let (with, without) = (report(Format::Pretty, &coloured), report(Format::Pretty, &Style::default()));
    assert!(with.contains("\x1b[31mtoll-differs\x1b[0m") && !without.contains('\x1b'));
    assert!(!with.contains("\x1b]8"), "no links: a terminal may follow them");
}

#[test]
fn without_findings_it_says_so() {
    let summary = Summary { articles: 2, claims: 21, compared: 4, ..Summary::default() };
    let report = Report { findings: &[], summary, rules: &[], unread: &[] };
    let said = "nothing contradicts in 2 articles (21 claims, 4 compared, 0 undecided)\n";
    assert_eq!(to_string(&report, Format::Pretty, &Style::default()), said);
    assert_eq!(to_string(&report, Format::Concise, &Style::default()), said);
    assert_eq!(to_string(&report, Format::Github, &Style::default()), "");
}

#[test]
fn offsets_and_columns_count_what_they_say() {
    let text = "Zürich, 東京\t🕯 two dead\r\nthree hurt\r\n";
    let file = source("a.md", text);
    let found = finding("toll-differs", Severity::Error, "m", place(&file, "two dead", ""), vec![]);
    let json = to_string(
        &Report { findings: &[found], summary: Summary::default(), rules: &[], unread: &[] },
        Format::Json,
        &Style::default(),
    );
    let json: Value = serde_json::from_str(&json).expect("JSON parses");
    let place = &json["findings"][0];
    let (start, end) = (place["start"].as_u64().unwrap(), place["end"].as_u64().unwrap());
    assert_eq!(&text[start as usize..end as usize], "two dead");
    assert_eq!(
        (&place["text"], &place["line"], &place["column"]),
        (&"two dead".into(), &1.into(), &14.into())
    );
}

#[test]
fn snippets_of_hard_text_are_drawn_in_place() {
    let style = Style { width: 60, ..Style::default() };
    let cases = [
        ("wide letters", "東京で三人が死亡した。負傷者は二人だった。", vec!["三人", "二人"]),
        ("tabs and accents", "\tIn Zu\u{308}rich\ttwo died, not three.", vec!["two", "three"]),
        (
            "windows line ends",
            "First.\r\nNow in its third\r\nyear of war.\r\nLast.\r\n",
            vec!["third\r\nyear"],
        ),
        ("no space", &"x".repeat(400), vec!["xxx"]),
        ("end of file", "In all, two died", vec!["two died"]),
    ];
    let drawn: Vec<String> = cases
        .iter()
        .map(|(name, text, words)| {
            let file = source("a.md", text);
            let mut places: Vec<Place> = words.iter().map(|words| place(&file, words, "here")).collect();
            let primary = places.remove(0);
            format!("{name}\n{}", one(finding("r", Severity::Warning, "m", primary, places), &style))
        })
        .collect();
    insta::assert_snapshot!("hard-text", drawn.join("\n\n"));
}

#[test]
fn sarif_keeps_rules_places_and_fixes() {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let written = report(Format::Sarif, &Style::default()).replace(&version, "\"version\": \"VERSION\"");
    insta::assert_snapshot!("sarif", written);
}

#[test]
fn programs_are_told_what_could_not_be_read() {
    let unread = [unread("news/a,b.md", "not UTF-8\n::error::x", Severity::Note)];
    let report = Report { findings: &[], summary: summary(), rules: &[], unread: &unread };
    let written = |format| to_string(&report, format, &Style::default());
    let json: Value = serde_json::from_str(&written(Format::Json)).expect("JSON parses");
    assert_eq!(
        json["unread"],
        serde_json::json!([{"path": "news/a,b.md", "reason": "not UTF-8\n::error::x", "severity": "note"}])
    );
    let sarif: Value = serde_json::from_str(&written(Format::Sarif)).expect("SARIF is JSON");
    let told = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        Value::from("news/a%2Cb.md")
    );
    let github = written(Format::Github);
    assert!(github.starts_with("::notice file=news/a%2Cb.md,title=not read::not UTF-8"), "{github}");
    assert_eq!(github.lines().count(), 1, "{github}");
}

#[test]
fn sarif_is_valid_against_the_published_schema() {
    let mut schema: Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).unwrap();
    // Two patterns of the published schema are no regular expressions; we write no languages.
    for component in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][component]["properties"]["language"];
        language.as_object_mut().expect("the schema knows languages").remove("pattern");
    }
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let none = Report { findings: &[], summary: summary(), rules: &[], unread: &[] };
    let unread = [unread("news/a b.md", "empty", Severity::Error)];
    let unread = Report { unread: &unread, ..none.clone() };
    let empty = [none, unread].map(|report| to_string(&report, Format::Sarif, &Style::default()));
    for log in empty.into_iter().chain([report(Format::Sarif, &Style::default())]) {
        let log = serde_json::from_str(&log).expect("SARIF is JSON");
        let errors: Vec<_> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{"results": 3}]})));
}

#[test]
fn places_beyond_those_underlined_are_listed() {
    let text: String = (1..=40).map(|n| format!("Report {n}: two died.\n\n")).collect();
    let file = source("news/all.md", &text);
    let related = (2..=40).map(|n| place(&file, &format!("Report {n}:"), "")).collect();
    let found = finding("toll-differs", Severity::Note, "m", place(&file, "Report 1:", "this"), related);
    let drawn = one(found, &Style::default());
    assert_eq!(drawn.matches("[news/all.md:").count(), 8);
    assert!(drawn.contains("also news/all.md:17:1: \"Report 9:\""), "{drawn}");
    assert!(drawn.contains("and at 12 more places"), "{drawn}");
}

#[test]
fn a_place_without_words_is_pointed_at() {
    for (text, start, header) in [
        ("", 0, "a.md:1:1"),
        ("two died", 8, "a.md:1:9"),
        ("two died\n", 9, "a.md:2:1"),
        ("a\n\nb", 2, "a.md:2:1"),
    ] {
        let (span, source) = (FileSpan::new(start, start), source("a.md", text));
        let primary = Place { source, span, label: "no date".into(), context: span };
        for format in Format::ALL {
            let found = [finding("no-date", Severity::Note, "m", primary.clone(), vec![])];
            let report = Report { findings: &found, summary: summary(), rules: &[], unread: &[] };
            let text = to_string(&report, format, &Style::default());
            if format == Format::Pretty {
                assert!(
                    text.contains(header) && text.contains("▲") && text.contains("╰── no date"),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_megabyte_on_one_line_is_drawn_as_fast_as_a_page() {
    let text = "Zwölf people died and 35 were hurt, officials said, ".repeat(20_000);
    let file = source("long.md", &text);
    let whole = FileSpan::new(0, text.len() as u32);
    let place = |start: usize, label: &str| Place {
        source: file.clone(),
        span: FileSpan::new(start as u32, start as u32 + 6),
        label: label.into(),
        context: whole,
    };
    let mut findings: Vec<Finding> = (0..1_000)
        .map(|n| {
            let (first, second) = (place(n * 1_060, "12"), place(text.len() - (n + 1) * 1_060, "12 there"));
            finding("toll-differs", Severity::Error, "the tolls differ", first, vec![second])
        })
        .collect();
    let start = std::time::Instant::now();
    sort(&mut findings);
    fingerprint_all(&mut findings, str::to_owned);
    for format in Format::ALL {
        let report = Report { findings: &findings, summary: summary(), rules: &[], unread: &[] };
        let text = to_string(&report, format, &Style::default());
        assert!(text.len() < 4_000_000, "{format:?} repeats the article");
    }
    // Scanning the line once a finding would take a minute in this unoptimised build.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// Text that an attacker would put into an article, a path, a label or a message.
fn hostile() -> impl Strategy<Value = String> {
    let parts = [
        "\x1b[31m",
        "\x1b]8;;http://evil\x1b\\",
        "\u{9b}31m",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\x07",
        "\u{7f}",
        "\n::error::x",
        "::add-mask::y",
        "##[group]",
        "##vso[task.x]",
        "%0A::stop-commands::z",
        "%",
        ",",
        ":",
        "</script>",
        "<!--",
        "](javascript:x)",
        "[",
        "\u{202E}",
        "\u{2066}",
        "\u{2028}",
        "\u{FEFF}",
        "\u{301}",
        "\t",
        "  ",
        "two dead",
        "東京",
        "👩\u{200D}👧",
        "e\u{301}",
        "\"",
        "\\",
        "{0}",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..12).prop_map(|parts| parts.concat())
}

/// Whether a character is one that a terminal or a layout obeys.
fn obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2028}\u{FEFF}".contains(c)
}

proptest! {
    #[test]
    fn hostile_text_never_reaches_the_output_raw(
        text in hostile(), path in hostile(), message in hostile(), label in hostile(),
        ends in any::<[prop::sample::Index; 4]>(), width in 0usize..120, unicode: bool,
    ) {
        let (source, other) = (source(&path, &text), source("b.md", &format!("{text}x{text}")));
        let span = |source: &Source, a: &prop::sample::Index, b: &prop::sample::Index| {
            let edges: Vec<u32> = source.text().char_indices().map(|(at, _)| at as u32)
                .chain([source.text().len() as u32]).collect();
            let (a, b) = (*a.get(&edges), *b.get(&edges));
            FileSpan::new(a.min(b), a.max(b))
        };
        let place = |source: &Arc<Source>, a, b, c| Place {
            source: source.clone(), span: span(source, a, b), label: label.clone(), context: span(source, b, c),
        };
        let primary = place(&source, &ends[0], &ends[1], &ends[2]);
        let related = vec![place(&source, &ends[2], &ends[3], &ends[0]), place(&other, &ends[1], &ends[3], &ends[2])];
        let mut found = finding(&message, Severity::Error, &message, primary, related);
        found.help = Some(label.clone());
        let edit = Edit { path: source.path().clone(), span: found.primary.span, replacement: label.clone() };
        found.fixes = vec![Fix { title: message.clone(), safe: false, edits: vec![edit] }];
        let mut findings = vec![found];
        fingerprint_all(&mut findings, str::to_owned);
        let report = Report { findings: &findings, summary: summary(), rules: &rules(), unread: &[] };
        for format in Format::ALL {
            let written = to_string(&report, format, &Style { width, unicode, ..Style::default() });
            prop_assert!(!written.contains(obeyed), "{format:?}: {written:?}");
            prop_assert!(!written.contains("##[") && !written.contains("##vso["), "{format:?}: {written:?}");
            for line in written.lines().map(str::trim_start).filter(|line| line.starts_with("::")) {
                prop_assert!(format == Format::Github && line.starts_with("::error file="), "{format:?}: {written:?}");
            }
            match format {
                Format::Github => prop_assert_eq!(written.lines().count(), 1),
                Format::Concise => prop_assert_eq!(written.lines().count(), 2),
                Format::Pretty => prop_assert!(!written.contains("Failed to read")),
                Format::Json | Format::Sarif => {
                    prop_assert!(!written.contains('<'));
                    let parsed: Value = serde_json::from_str(&written).expect("it is JSON");
                    let found = &parsed["findings"][0];
                    if format == Format::Json {
                        prop_assert_eq!(found["text"].as_str(), Some(findings[0].primary.text()));
                        prop_assert_eq!(found["message"].as_str(), Some(&*message));
                    }
                }
            }
        }
    }
}
