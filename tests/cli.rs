//! The program from outside: what it takes, what it says of what it cannot take, and how it ends.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A newsroom's folder, in which the program runs.
struct Newsroom {
    folder: TempDir,
}

impl Newsroom {
    /// With these files, each a path and a text.
    fn with(files: &[(&str, &str)]) -> Newsroom {
        let newsroom = Newsroom { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, text) in files {
            newsroom.write(name, text.as_bytes());
        }
        newsroom
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders are made");
        fs::write(path, bytes).expect("files are written");
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crosstally"));
        command.args(arguments).current_dir(self.path().join(folder)).env_remove("NO_COLOR");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::from(self.command(".", arguments).output().expect("the program runs"))
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        Run::from(self.command(folder, arguments).output().expect("the program runs"))
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(".", arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("its input is piped");
        // A program that fails before it reads closes the pipe, which is not what these tests are about.
        let _ = stdin.write_all(input);
        drop(stdin);
        Run::from(child.wait_with_output().expect("the program ends"))
    }
}

/// How the program ended and what it said.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("results are UTF-8"),
            err: String::from_utf8(output.stderr).expect("notes are UTF-8"),
        }
    }
}

const PLAIN: &str = "The reading room opens on time.\n";

#[test]
fn a_folder_without_contradictions_ends_with_0() {
    let run = Newsroom::with(&[("a.md", PLAIN)]).run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn every_path_that_does_not_exist_is_named() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
    let run = newsroom.run(&["check", "a.md", "b.md", "none/", "a.md/b"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    assert_eq!(run.err, "error: `b.md`, `none/`, `a.md/b` do not exist\n help: did you mean `a.md`?\n");
    let run = newsroom.run(&["claims", "b.md"]);
    let said = "error: `b.md` does not exist\n help: did you mean `a.md`?\n";
    assert_eq!((run.code, run.err.as_str()), (Some(2), said));
    let run = newsroom.run(&["check", "desk/storm.md"]);
    let looked = format!(" help: there is no `desk` in {}\n", newsroom.path().display());
    assert_eq!((run.code, run.err), (Some(2), format!("error: `desk/storm.md` does not exist\n{looked}")));
}

#[test]
fn a_folder_without_articles_is_no_failure_but_said() {
    let run = Newsroom::with(&[("a.png", "")]).run(&["check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.starts_with("note: .: no articles: taken are files that end in .md, "), "{run:?}");
}

#[test]
fn bad_files_are_noted_and_the_others_checked() {
    let newsroom =
        Newsroom::with(&[("good.md", PLAIN), ("empty.md", ""), ("front.md", "---\ndate: [2025\n")]);
    newsroom.write("latin.md", b"Caf\xE9\n");
    newsroom.write("binary.txt", b"GIF89a\0\0");
    newsroom.write("huge.txt", "All is well.\n".repeat(900_000).as_bytes());
    let run = newsroom.run(&["check"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for expected in [
        "note: binary.txt: binary: a zero byte at byte 6\n",
        "note: empty.md: empty\n",
        "note: huge.txt: 11700000 bytes, more than the 10000000 bytes that are read \
         (max_file_size in crosstally.yaml)\n",
        "note: latin.md: not UTF-8 at byte 3 (0xE9, line 1): convert it, for example with \
         iconv -f windows-1252 -t utf-8\n",
    ] {
        assert!(run.err.contains(expected), "{expected}{run:?}");
    }
    assert!(!run.err.contains("good.md"), "{run:?}");
    assert_eq!(newsroom.run(&["check", "--quiet"]).err, "");
}

#[test]
fn named_files_are_read_whatever_they_are_called() {
    let newsroom = Newsroom::with(&[(".gitignore", "ignored.md\n"), ("ignored.md", ""), ("notes.adoc", "")]);
    let run = newsroom.run(&["check", "ignored.md", "notes.adoc"]);
    assert_eq!(run.err, "note: ignored.md: empty\nnote: notes.adoc: empty\n");
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_that_lead_in_a_circle_are_noted() {
        let newsroom = Newsroom::with(&[("news/a.md", PLAIN)]);
        symlink("..", newsroom.path().join("news/up")).expect("a link");
        symlink("gone.md", newsroom.path().join("news/b.md")).expect("a link");
        let run = newsroom.run(&["check"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(
            run.err,
            "note: news/b.md: a link to nothing, or to itself\n\
             note: news/up: a link to a folder that holds it: not followed\n"
        );
    }

    #[test]
    fn folders_and_files_without_permission_are_noted() {
        let newsroom = Newsroom::with(&[("a.md", PLAIN), ("b.md", PLAIN), ("shut/c.md", PLAIN)]);
        for name in ["b.md", "shut"] {
            let nobody = fs::Permissions::from_mode(0o000);
            fs::set_permissions(newsroom.path().join(name), nobody).expect("it is ours");
        }
        let run = newsroom.run(&["check"]);
        fs::set_permissions(newsroom.path().join("shut"), fs::Permissions::from_mode(0o755)).expect("ours");
        if fs::read(newsroom.path().join("b.md")).is_ok() {
            return; // The superuser may read everything.
        }
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.err, "note: shut: no permission to read it\nnote: b.md: no permission to read it\n");
    }

    #[test]
    fn a_pipe_among_articles_does_not_stop_the_run() {
        let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
        let made = Command::new("mkfifo").arg(newsroom.path().join("b.md")).status();
        if !made.is_ok_and(|status| status.success()) {
            return; // No mkfifo here.
        }
        let run = newsroom.run(&["check"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.err, "note: b.md: not a regular file (a pipe, socket or device)\n");
    }

    #[test]
    fn a_configuration_that_is_no_file_is_refused_unread() {
        let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
        let made = Command::new("mkfifo").arg(newsroom.path().join("pipe")).status();
        let pipe = made.is_ok_and(|status| status.success()).then_some("pipe");
        for path in Path::new("/dev/zero").exists().then_some("/dev/zero").into_iter().chain(pipe) {
            let run = newsroom.run(&["check", "--config", path]);
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.err.contains("not a regular file (a pipe, socket or device)"), "{run:?}");
        }
    }

    #[test]
    fn a_file_name_cannot_move_the_cursor() {
        let newsroom = Newsroom::with(&[("a\n\u{1b}[2Jnote.md", "")]);
        assert_eq!(newsroom.run(&["check"]).err, "note: a\\n\\u{1b}[2Jnote.md: empty\n");
    }

    #[test]
    fn a_full_disk_is_a_failure() {
        let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
        let newsroom = Newsroom::with(&[]);
        let run = newsroom.command(".", &["init"]).stdout(full).output().expect("the program runs");
        let run = Run::from(run);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.starts_with("error: the output cannot be written: "), "{run:?}");
    }
}

#[test]
fn all_mistakes_of_the_configuration_are_shown_where_they_stand() {
    let text =
        "inlcude: [content]\nseverity:\n  toll-differs: loud\nrules: [house-rules]\nfacts: [facts.yaml]\n";
    let newsroom = Newsroom::with(&[("crosstally.yaml", text), ("desk/a.md", PLAIN)]);
    let run = newsroom.run_in("desk", &["check"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    for expected in [
        "unknown key `inlcude`",
        "../crosstally.yaml:1:1",
        "did you mean `include`?",
        "`loud` is no severity",
        "../crosstally.yaml:3:17",
        "`house-rules` does not exist",
        "`facts.yaml` does not exist",
        "error: 4 mistakes; nothing was done",
    ] {
        assert!(run.err.contains(expected), "{expected}\n{}", run.err);
    }
    assert!(!run.err.contains('\x1b'), "no colours outside a terminal");
    assert!(newsroom.run_in("desk", &["check", "--color", "always"]).err.contains('\x1b'));
}

#[test]
fn rule_files_are_named_from_where_the_user_stands_and_read_once() {
    let rule = "id: council\nseverity: warning\nfind: 'council of {n:count}'\nassert: n == 60\nmessage: m\nwhy: w\n\
                tests: [{flags: 'a council of [54]'}, {allows: 'a council of 60'}]\n";
    let newsroom = Newsroom::with(&[
        ("crosstally.yaml", "rules: [rules, rules/town]\n"),
        ("rules/town/council.yaml", rule),
        ("desk/a.md", PLAIN),
    ]);
    let run = newsroom.run_in("desk", &["rules", "--rules", "../rules"]);
    assert!(run.out.contains(" ../rules/town/council.yaml\n"), "{run:?}");
    let run = newsroom.run_in("desk", &["check", "--format", "sarif"]);
    assert!(run.out.contains("\"../rules/town/council.yaml\""), "{run:?}");
    newsroom.write("rules/b.yaml", b"id: b\n");
    newsroom.write("facts.yaml", b"evnts: []\n");
    newsroom.write("crosstally.yaml", b"rules: [rules]\nfacts: [facts.yaml]\n");
    let run = newsroom.run_in("desk", &["check"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for expected in ["../facts.yaml:1:1", "../rules/b.yaml:1:5", "error: 3 mistakes; nothing was done"] {
        assert!(run.err.contains(expected), "{expected}\n{}", run.err);
    }
}

#[test]
fn the_nearest_configuration_is_taken_unless_another_is_named() {
    let newsroom = Newsroom::with(&[
        ("crosstally.yaml", "wrong: 1\n"),
        ("desk/crosstally.yaml", "\n"),
        ("desk/deep/a.md", PLAIN),
        ("other.yaml", "wronger: 1\n"),
    ]);
    assert_eq!(newsroom.run_in("desk/deep", &["check"]).code, Some(0));
    let run = newsroom.run_in("desk/deep", &["check", "--config", "../../other.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("unknown key `wronger`"), "{run:?}");
    let run = newsroom.run(&["check", "--config", "none.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), "error: none.yaml: does not exist\n"));
    let newsroom = Newsroom::with(&[("crosstally.yml", ""), ("desk/a.md", PLAIN)]);
    let run = newsroom.run_in("desk", &["check"]);
    let expected = "error: ../crosstally.yml: the configuration is called crosstally.yaml; rename it\n";
    assert_eq!((run.code, run.err.as_str()), (Some(2), expected));
}

#[test]
fn a_configuration_is_short_or_empty() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN), ("crosstally.yaml", " \n")]);
    assert_eq!(newsroom.run(&["check"]).code, Some(0));
    newsroom.write("crosstally.yaml", "# a comment\n".repeat(100_000).as_bytes());
    let run = newsroom.run(&["check"]);
    let said = "error: crosstally.yaml: more than 1000000 bytes, which no configuration needs\n";
    assert_eq!((run.code, run.err.as_str()), (Some(2), said));
}

#[test]
fn of_many_mistakes_the_first_are_shown_and_the_others_counted() {
    let keys: String = (0..60).map(|key| format!("key{key}: 1\n")).collect();
    let run = Newsroom::with(&[("crosstally.yaml", &*keys), ("a.md", PLAIN)]).run(&["check"]);
    assert!(run.err.contains("unknown key `key49`") && !run.err.contains("unknown key `key50`"), "{run:?}");
    assert!(run.err.ends_with("and 10 more\n\nerror: 60 mistakes; nothing was done\n"), "{run:?}");
}

#[test]
fn include_and_exclude_say_what_an_article_is() {
    let newsroom = Newsroom::with(&[
        ("crosstally.yaml", "include: [content]\nexclude: ['*.draft.md']\n"),
        ("content/a.md", ""),
        ("content/b.draft.md", ""),
        ("notes/c.md", ""),
    ]);
    assert_eq!(newsroom.run(&["check"]).err, "note: content/a.md: empty\n");
    assert_eq!(newsroom.run_in("notes", &["check", "c.md"]).err, "note: c.md: empty\n");
    let run = newsroom.run(&["check", "notes"]);
    assert!(run.err.contains("belong to `include` of crosstally.yaml"), "{run:?}");
}

#[test]
fn standard_input_is_read_under_a_name() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
    let run = newsroom.run_with_input(&["check", "-", "--stdin-filename", "a.md"], b"Caf\xE9");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.starts_with("note: a.md: not UTF-8 at byte 3"), "{run:?}");
    assert_eq!(newsroom.run_with_input(&["check", "-"], b"").err, "note: <stdin>: empty\n");
    let run = newsroom.run(&["check", "--stdin-filename", "a.md"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("help: crosstally check - --stdin-filename a.md"), "{run:?}");
}

#[test]
fn init_writes_a_beginning_and_never_overwrites() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
    let run = newsroom.run(&["init"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.starts_with("wrote crosstally.yaml\nwrote rules/council-size.yaml\n"), "{run:?}");
    assert!(newsroom.run(&["init", "--help"]).out.contains("crosstally.yaml and rules/council-size.yaml"));
    assert_eq!(newsroom.run(&["check"]).code, Some(0), "its own configuration is good");
    newsroom.write("crosstally.yaml", b"# ours\n");
    fs::remove_dir_all(newsroom.path().join("rules")).expect("it is there");
    let run = newsroom.run(&["init"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.starts_with("error: crosstally.yaml exists already\n"), "{run:?}");
    assert!(!newsroom.path().join("rules").exists(), "nothing is written where not all can be");
}

#[test]
fn the_summary_is_left_out_where_quiet_is_wanted() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN), ("b.md", PLAIN)]);
    for format in ["pretty", "concise"] {
        let run = newsroom.run(&["check", "--format", format]);
        assert!(run.out.starts_with("nothing contradicts in 2 articles ("), "{run:?}");
        assert_eq!(newsroom.run(&["check", "--quiet", "--format", format]).out, "");
    }
    let run = newsroom.run(&["check", "--quiet", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("programs always get all of it");
    assert_eq!(report["summary"]["articles"], 2);
}

#[test]
fn rules_that_do_not_exist_are_a_failure() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN)]);
    let run = newsroom.run(&["explain", "no-such-rule"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.starts_with("error: there is no rule `no-such-rule`\n help: "), "{run:?}");
    let run = newsroom.run(&["check", "--rules", "none"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.starts_with("error: --rules none: does not exist\n help: there is no `none` in "),
        "{run:?}"
    );
    let run = newsroom.run(&["test", "none.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("error: `none.yaml` does not exist\n help: there is no "), "{run:?}");
    fs::create_dir(newsroom.path().join("rules")).expect("made");
    let run = newsroom.run(&["test", "rules"]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), "error: there are no rules in `rules`\n"));
}

#[test]
fn comments_cover_what_they_stand_before_and_are_reported_where_they_are_not_understood() {
    let wrong = "The plant lies 1,300 kilometres (520 miles) away.";
    let ignore = "<!-- crosstally: ignore unit-conversion -- quoted -->";
    for covered in [
        "IGNORE\n\nWRONG\n",
        "IGNORE WRONG\n",
        "- IGNORE WRONG\n",
        "> IGNORE\n>\n> WRONG\n",
        "1. a\n   IGNORE\n   WRONG\n",
    ] {
        let text = covered.replace("IGNORE", ignore).replace("WRONG", wrong);
        let run = Newsroom::with(&[("2025-07-01-a.md", &*text)]).run(&["check", "--format", "concise"]);
        assert_eq!(run.code, Some(0), "{covered:?} {run:?}");
    }
    let slip = format!("<!-- crosstally: ingore unit-conversion -->\n\n{wrong}\n");
    let run = Newsroom::with(&[("2025-07-01-a.md", &*slip)]).run(&["check", "--format", "concise"]);
    assert!(run.out.contains("a.md:1:1: warning[bare-suppression] "), "{run:?}");
    assert!(run.out.contains("a.md:3:16: error[unit-conversion] "), "{run:?}");
}

/// What a run in `folder` finds: each finding's rule, path and fingerprint, as JSON gives them.
fn found(newsroom: &Newsroom, folder: &str, path: &str) -> Vec<[String; 3]> {
    let run = newsroom.run_in(folder, &["check", "--format", "json", path]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    let findings = report["findings"].as_array().expect("there is a list").iter();
    let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().expect("a word").to_owned();
    findings.map(|finding| ["rule", "path", "fingerprint"].map(|key| word(finding, key))).collect()
}

const WRONG: &str = "The plant lies 1,300 kilometres (520 miles) away.\n";

#[test]
fn a_fingerprint_is_the_same_wherever_the_program_is_run() {
    let articles = [("desk/news/2025-07-01-a.md", WRONG), ("desk/old/2025-07-02-b.md", WRONG)];
    let configured = Newsroom::with(&articles);
    configured.write("desk/crosstally.yaml", b"language: en-GB\n");
    let repository = Newsroom::with(&articles);
    repository.write(".git/HEAD", b"ref: refs/heads/main\n");
    for newsroom in [configured, repository] {
        let here = found(&newsroom, "desk", ".");
        assert_eq!(here.len(), 2, "{here:?}");
        for (folder, path) in [("desk/news", ".."), ("desk/old", "..")] {
            let there = found(&newsroom, folder, path);
            let prints = |found: &[[String; 3]]| {
                let mut prints: Vec<_> =
                    found.iter().map(|[rule, _, print]| (rule.clone(), print.clone())).collect();
                prints.sort();
                prints
            };
            assert_eq!(prints(&there), prints(&here), "{folder}");
            assert!(there.iter().any(|[_, path, _]| path.starts_with("../")), "names stay as they are");
            let run = newsroom.run_in(folder, &["explain", "--finding", &here[0][2], path]);
            assert_eq!(run.code, Some(0), "{run:?}");
        }
    }
}

#[test]
fn services_are_given_paths_from_the_root_of_the_repository() {
    let newsroom = Newsroom::with(&[("desk/2025-07-01-a.md", WRONG), ("desk/empty.md", "")]);
    newsroom.write(".git/HEAD", b"ref: refs/heads/main\n");
    let github = newsroom.run_in("desk", &["check", "--format", "github"]).out;
    assert!(github.starts_with("::error file=desk/2025-07-01-a.md,line=1,"), "{github}");
    assert!(github.contains("\n::notice file=desk/empty.md,title=not read::empty\n"), "{github}");
    let sarif = newsroom.run_in("desk", &["check", "--format", "sarif"]).out;
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "desk/2025-07-01-a.md");
    let json = newsroom.run_in("desk", &["check", "--quiet", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(report["findings"][0]["path"], "2025-07-01-a.md");
    assert_eq!(
        report["unread"],
        serde_json::json!([{"path": "empty.md", "reason": "empty", "severity": "note"}])
    );
}

#[test]
fn what_cannot_be_read_fails_where_the_configuration_says_so() {
    let newsroom = Newsroom::with(&[("news/empty.md", ""), ("old/empty.md", "")]);
    let quiet = newsroom.run(&["check", "-q"]);
    assert_eq!((quiet.code, &*quiet.err), (Some(0), ""));
    let unread = "severity: {unread: error}\noverrides: [{paths: [old/], severity: {unread: off}}]\n";
    newsroom.write("crosstally.yaml", unread.as_bytes());
    let loud = newsroom.run(&["check", "-q"]);
    assert_eq!((loud.code, &*loud.err), (Some(1), "error: news/empty.md: empty\n"));
    let github = newsroom.run(&["check", "--format", "github"]).out;
    assert_eq!(github, "::error file=news/empty.md,title=not read::empty\n");
    let explained = newsroom.run(&["explain", "unread"]).out;
    assert!(explained.contains("severity: {unread: off}"), "{explained}");
}

#[test]
fn a_fix_is_offered_where_it_takes_no_markup_along() {
    let text = "---\ndate: 2025-07-01\n---\nThe road is 1,300 km (520\nmiles) long.\n\nIt is 1,300 km (__520__ miles) long.\n";
    let newsroom = Newsroom::with(&[("road.md", text)]);
    let json = newsroom.run(&["check", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let fixes = |at: usize| report["findings"][at]["fixes"].as_array().map(Vec::len);
    assert_eq!((fixes(0), fixes(1)), (Some(1), Some(0)), "{json}");
}

#[test]
fn earlier_looks_back_over_six_sentences_of_text_behind_the_one_before() {
    let rule = r#"
id: told-again
severity: note
find: '^again {b:count} came'
before: '^then it rained'
earlier: '^first {a:count} came'
across_paragraphs: true
assert: a == b
message: m
why: w
blind_spots: none
tests:
  - flags: "First [five] came. It was late.\n\nAll went. Then it rained. Again [six] came."
  - flags: "First two came. First [five] came. All went. Then it rained. Again [two] came."
  - allows: "First two came. First five came. All went. Then it rained. Again five came."
  - flags: "First [five] came. It was cold. It was dark. It was wet. It was grey. It was calm. Then it rained. Again [six] came."
  - allows: "First five came. It was cold. It was dark. It was wet. It was grey. It was calm. It was late. Then it rained. Again six came."
  - allows: "First five came.\n\n## A heading\n\nIt was late. Then it rained. Again six came."
  - allows: "Then it rained. Again six came. First five came."
"#;
    let newsroom = Newsroom::with(&[("told-again.yaml", rule)]);
    let run = newsroom.run(&["test", "told-again.yaml"]);
    assert_eq!((run.code, &*run.out), (Some(0), "7 passed, 0 failed\n"), "{run:?}");
}

#[test]
fn the_language_orders_dates_with_slashes_in_head_and_text() {
    let text = "The fair is on Saturday, 07/04/2025, and the dance on Friday, 07/04/2025.\n";
    let head = format!("---\ndate: 07/04/2025\n---\n{text}");
    let newsroom = Newsroom::with(&[("crosstally.yaml", "language: en-GB\n"), ("a.md", &head)]);
    let run = newsroom.run(&["check", "--notes", "--format", "concise"]);
    // 7 April was a Monday and 4 July a Friday.
    assert!(
        run.out.contains("a.md:4:16: error[weekday-date] 2025-04-07 is a Monday, not a Saturday"),
        "{run:?}"
    );
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    newsroom.write("crosstally.yaml", b"");
    let run = newsroom.run(&["check", "--notes", "--format", "concise"]);
    // In neither order it is a Saturday, and in one of them a Friday.
    assert!(run.out.contains("note[unreadable-date]"), "{run:?}");
    assert!(run.out.contains("a.md:4:16: error[weekday-date]"), "{run:?}");
    assert_eq!(run.out.matches("weekday-date").count(), 1, "{run:?}");
}

#[test]
fn what_needs_the_date_of_an_article_without_one_is_undecided() {
    let text = "The talks went on into their third year since February 2022.\n";
    let newsroom = Newsroom::with(&[("a.md", text)]);
    let run = newsroom.run(&["check", "--notes", "--format", "concise"]);
    assert!(run.out.contains("note[no-date]") && !run.out.contains(" 0 undecided"), "{run:?}");
    let run = newsroom.run(&["check", "--notes", "--format", "concise", "--as-of", "2025-01-15"]);
    assert!(!run.out.contains("no-date") && run.out.contains(" 0 undecided"), "{run:?}");
    let ignored = format!("---\ncrosstally: {{ignore: [no-date]}}\n---\n{text}");
    let newsroom = Newsroom::with(&[("a.md", &ignored)]);
    for arguments in [&["check", "--notes"][..], &["check", "--notes", "--as-of", "2025-01-15"]] {
        let run = newsroom.run(arguments);
        assert!(run.code == Some(0) && !run.out.contains("suppress"), "{run:?}");
    }
}

#[test]
fn a_rule_speaks_more_softly_where_it_says_so_whatever_the_configuration_has() {
    let rule = "id: council\nseverity: error\nfind: 'council of {n:count}'\nassert: n == 60\nwarning_when: n < 70\nnote_when: n < 50\n\
                message: m\nwhy: w\ntests: [{flags: 'a council of [54]'}, {allows: 'a council of 60'}]\n";
    let newsroom = Newsroom::with(&[
        ("rules/council.yaml", rule),
        ("a.md", "A council of 80 met a council of 65 and a council of 40.\n"),
    ]);
    for configured in ["", "severity: {council: error}\n"] {
        newsroom.write("crosstally.yaml", format!("rules: [rules]\n{configured}").as_bytes());
        let run = newsroom.run(&["check", "--notes", "--format", "concise"]);
        for expected in
            ["a.md:1:14: error[council]", "a.md:1:34: warning[council]", "a.md:1:54: note[council]"]
        {
            assert!(run.out.contains(expected), "{expected}\n{}", run.out);
        }
    }
    newsroom.write("crosstally.yaml", b"rules: [rules]\nseverity: {council: note}\n");
    let run = newsroom.run(&["check", "--format", "concise"]);
    assert!(!run.out.contains("[council]"), "{run:?}");
}

/// Two articles on one fire, the second with ten more injured.
const FIRE: [(&str, &str); 2] = [
    ("fire/a.md", "---\ndate: 2025-07-01\nevent: fire\n---\nThree were killed and 35 injured in the fire.\n"),
    ("fire/b.md", "---\ndate: 2025-07-01\nevent: fire\n---\nThree were killed and 45 injured in the fire.\n"),
];

#[test]
fn a_comparison_that_an_override_switches_on_is_made_there() {
    let newsroom = Newsroom::with(&FIRE);
    newsroom.write(
        "crosstally.yaml",
        b"severity: {toll-differs: off}\noverrides: [{paths: [fire/], severity: {toll-differs: error}}]\n",
    );
    let run = newsroom.run(&["check", "--format", "concise"]);
    assert!(run.out.contains("fire/b.md:5:23: error[toll-differs] "), "{run:?}");
    let sarif = newsroom.run(&["check", "--format", "sarif"]).out;
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    let run = &log["runs"][0];
    let at = run["results"][0]["ruleIndex"].as_u64().expect("the rule of the result is in the list") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][at]["id"], "toll-differs");
}

/// A rule of councils, with `more` keys.
fn council(more: &str) -> String {
    format!(
        "id: council\nseverity: error\nfind: 'council of {{n:count}}'\nassert: n == 60\nmessage: m\nwhy: w\n\
         tests: [{{flags: 'a council of [54]'}}, {{allows: 'a council of 60'}}]\n{more}"
    )
}

#[test]
fn a_rule_that_is_off_speaks_only_where_an_override_switches_it_on() {
    let text = "The council of 80 met.\n";
    let rule = council("enabled: false\n");
    let newsroom = Newsroom::with(&[("rules/council.yaml", &rule), ("a/a.md", text), ("b/b.md", text)]);
    let config = "rules: [rules]\noverrides: [{paths: [a/], severity: {council: warning}}]\n";
    newsroom.write("crosstally.yaml", config.as_bytes());
    let run = newsroom.run(&["check", "--quiet", "--format", "concise"]);
    assert_eq!(run.out, "a/a.md:1:16: warning[council] m\n", "{run:?}");
}

#[test]
fn a_finding_of_two_files_is_the_same_whichever_is_asked_for() {
    let newsroom = Newsroom::with(&FIRE);
    newsroom.write("crosstally.yaml", b"");
    let told = |path: &str| {
        let run = newsroom.run(&["check", "--format", "json", path]);
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
        report["findings"].as_array().expect("there is a list").clone()
    };
    let both = told(".");
    assert_eq!(both.len(), 1, "{both:?}");
    assert_eq!(both[0]["message"], "injured: \"45\" in one report, \"35\" in another of the same event");
    for path in ["fire/a.md", "fire/b.md"] {
        let one = told(path);
        assert_eq!((one.len(), &one[0]["path"]), (1, &path.into()), "it is shown where one looks: {one:?}");
        for key in ["message", "severity", "fingerprint"] {
            assert_eq!(one[0][key], both[0][key], "{path}");
        }
    }
    let config = "overrides: [{paths: [fire/a.md], severity: {toll-differs: off}}]\n";
    newsroom.write("crosstally.yaml", config.as_bytes());
    assert_eq!((told(".").len(), told("fire/a.md").len()), (1, 1), "the later article is the one to mend");
    let ignored =
        FIRE[1].1.replace("Three", "<!-- crosstally: ignore toll-differs -- two hours -->\n\nThree");
    newsroom.write("fire/b.md", ignored.as_bytes());
    assert_eq!((told(".").len(), told("fire/a.md").len()), (0, 0), "what the other file suppresses");
}

#[test]
fn words_of_articles_give_a_ci_service_no_orders() {
    let text = "Of 12 places ##vso[task.complete] in the north 15 flooded.\n";
    let newsroom = Newsroom::with(&[("a.md", text), ("council.yaml", &council(""))]);
    let run = newsroom.run(&["test", "--mutate", "--unjudged", "council.yaml", "--articles", "a.md"]);
    let told = "nothing judged in: Of 12 places #?vso[task.complete] in the north 15 flooded.\n";
    assert!(run.out.contains(told), "{run:?}");
}

#[test]
fn what_is_null_in_a_rule_is_as_if_left_out() {
    let rule = council("help: null\nwhere: ~\nunless: NULL\nenabled: Null\nonce:\n");
    let config = "rules: [rules]\n";
    let newsroom = Newsroom::with(&[("crosstally.yaml", config), ("rules/council.yaml", &rule)]);
    newsroom.write("a.md", b"The council of 80 met.\n");
    let json = newsroom.run(&["check", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(report["findings"][0]["rule"], "council", "{json}");
    assert_eq!(report["findings"][0]["help"], serde_json::Value::Null, "{json}");
}

#[test]
fn advice_on_letting_a_finding_stand_is_of_use() {
    let newsroom = Newsroom::with(&[("a.md", PLAIN), ("2025-07-01-b.mdx", WRONG)]);
    let said = |id: &str| newsroom.run(&["explain", id]).out;
    assert!(
        said("no-date").contains("crosstally: {ignore: [no-date], reason: your reason} in the front matter")
    );
    assert!(said("unused-suppression").contains("severity: {unused-suppression: off} in crosstally.yaml"));
    assert!(said("unit-conversion").contains("<!-- crosstally: ignore unit-conversion -- your reason -->"));
    let shown = newsroom.run(&["check", "--notes"]).out;
    assert!(shown.contains("crosstally: {ignore: [no-date], reason: …}"), "{shown}");
    assert!(shown.contains("give it as `date:` in the front matter"), "{shown}");
    let comment = "{/* crosstally: ignore unit-conversion -- reason */}";
    assert!(shown.contains(comment), "{shown}");
    for obeyed in [format!("{comment}\n\n{WRONG}"), format!("{} {comment}\n", WRONG.trim_end())] {
        newsroom.write("2025-07-01-b.mdx", obeyed.as_bytes());
        let run = newsroom.run(&["check", "--format", "concise"]);
        assert_eq!(run.code, Some(0), "{obeyed} {run:?}");
    }
}

#[test]
fn advice_on_letting_a_finding_stand_fits_the_format() {
    let head = "crosstally: {ignore: [unit-conversion], reason: …}";
    for (file, advice) in [
        ("2025-07-01-b.MDX", "{/* crosstally: ignore unit-conversion -- reason */}"),
        ("2025-07-01-b.mkd", "<!-- crosstally: ignore unit-conversion -- reason -->"),
        ("2025-07-01-b.TXT", head),
        ("2025-07-01-b.text", head),
    ] {
        let newsroom = Newsroom::with(&[(file, WRONG)]);
        let shown = newsroom.run(&["check"]).out;
        assert!(shown.contains(advice) && shown.matches("crosstally: ").count() == 1, "{file} {shown}");
        let mended = match advice == head {
            true => format!("---\n{head}\n---\n{WRONG}"),
            false => format!("{advice}\n\n{WRONG}"),
        };
        newsroom.write(file, mended.as_bytes());
        assert_eq!(newsroom.run(&["check"]).code, Some(0), "{mended}");
    }
}

#[test]
fn slips_in_suppressions_are_told_once_and_at_their_places() {
    let head = "---\ndate: 2025-07-01\ncrosstally: {ignroe: [unit-conversion]}\n---\n";
    let text = format!("<!-- crosstally: ignore unit-conversion - as the mayor said -->\n\n{WRONG}");
    let newsroom = Newsroom::with(&[("a.md", &*format!("{head}{PLAIN}")), ("2025-07-01-b.md", &text)]);
    let run = newsroom.run(&["check", "--format", "concise"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{run:?}");
    assert!(
        lines[0].contains("b.md:1:1: warning[bare-suppression] ") && lines[0].contains("stands after --"),
        "{run:?}"
    );
    assert!(lines[1].contains("a.md:3:14: warning[bare-suppression] unknown key `ignroe`"), "{run:?}");
}

#[test]
fn globs_that_match_no_article_are_noted() {
    let config = "include: [news, nwes]\noverrides:\n- paths: ['arhive/**', '!archive/**', 'news/**']\n  ignore: [toll-differs]\n";
    let newsroom = Newsroom::with(&[("crosstally.yaml", config), ("news/a.md", PLAIN)]);
    let run = newsroom.run(&["check"]);
    let expected = "note: crosstally.yaml:1:17: `nwes` matches no article\n\
                    note: crosstally.yaml:3:11: `arhive/**` matches no article\n";
    assert_eq!((run.code, run.err.as_str()), (Some(0), expected));
}

#[test]
fn help_and_wrong_arguments_end_as_everywhere() {
    let newsroom = Newsroom::with(&[]);
    assert_eq!(newsroom.run(&["--help"]).code, Some(0));
    assert_eq!(newsroom.run(&["check", "--as-of", "2025-02-30"]).code, Some(2));
    assert_eq!(newsroom.run(&["check", "--threads", "0"]).code, Some(2));
    assert_eq!(newsroom.run(&["explain"]).code, Some(2));
    assert_eq!(newsroom.run(&[]).code, Some(2));
}

#[test]
fn many_files_are_noted_in_order_with_any_number_of_threads() {
    let newsroom = Newsroom::with(&[]);
    for number in 0..100 {
        newsroom.write(&format!("{number:03}.md"), b"");
    }
    let expected: String = (0..100).map(|number| format!("note: {number:03}.md: empty\n")).collect();
    for threads in ["1", "2", "7"] {
        assert_eq!(newsroom.run(&["check", "--threads", threads]).err, expected);
    }
}

#[test]
fn the_tests_of_rules_stand_alone_from_the_house_form() {
    let newsroom = Newsroom::with(&[("crosstally.yaml", "variants: {kilometre: kilometre}\n")]);
    let run = newsroom.run(&["test"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_rule_that_is_tested_by_itself_has_the_lists_and_phrases_of_its_folder() {
    let rule = "id: x\nseverity: note\nfind: '{n:count} <members><of-council>'\nassert: n == 12\nmessage: m\nwhy: w\n\
                blind_spots: b\ntests: [{flags: '[13] aldermen of the council'}, {allows: 'none'}]\n";
    let newsroom = Newsroom::with(&[
        ("house/x.yaml", rule),
        ("house/lists/ours.yaml", "members: [aldermen, councillors]\n"),
        ("house/phrases/ours.yaml", "of-council: '( of the council)?'\n"),
    ]);
    for path in ["house", "house/x.yaml"] {
        let run = newsroom.run(&["test", path]);
        assert_eq!((run.code, &*run.out), (Some(0), "2 passed, 0 failed\n"), "{path} {run:?}");
    }
}

#[test]
fn a_fact_is_held_against_every_article_whichever_is_the_older() {
    let facts = "events:\n  - id: ferry-fire\n    names: [Brackwater ferry fire]\n    date: 1998-03-14\n    place: Brackwater\n    source: the coroner\n    figures: [{measure: killed, value: 12, as_of: 1999-02-01}]\n";
    let report = |year: u32, dead: u32| {
        format!("---\ndate: {year}-04-01\n---\nThe Brackwater ferry fire killed {dead} people.\n")
    };
    for year in [1998, 2008] {
        let texts = [21, 22, 23].map(|dead| report(year, dead));
        let newsroom = Newsroom::with(&[
            ("facts.yaml", facts),
            ("crosstally.yaml", "facts: [facts.yaml]\n"),
            ("a.md", &texts[0]),
            ("b.md", &texts[1]),
            ("c.md", &texts[2]),
        ]);
        let told = newsroom.run(&["check", "--format", "concise"]).out;
        assert_eq!(told.matches("[fact-contradicted]").count(), 3, "{year}: {told}");
    }
}

#[test]
fn a_newsrooms_own_measure_is_held_against_its_facts() {
    let measure = "measure: berths\ncounts: berths\nfind: '{n:count} berths'\nwhy: w\nblind_spots: b\n\
                   tests: [{finds: '[40] berths'}, {ignores: '40 boats'}]\n";
    let facts =
        "figures:\n  - {measure: berths, value: 40, names: [Brackwater Marina], source: harbour office}\n";
    let article = "---\ndate: 2025-05-05\n---\n\nBrackwater Marina has 46 berths.\n";
    let newsroom = Newsroom::with(&[
        ("crosstally.yaml", "rules: [house]\nfacts: [facts.yaml]\ninclude: [news]\n"),
        ("house/berths.yaml", measure),
        ("facts.yaml", facts),
        ("news/a.md", article),
    ]);
    let run = newsroom.run(&["check", "--format", "concise"]);
    assert!(run.out.contains("fact-contradicted] berths: \"46\" contradicts the fact \"40\""), "{run:?}");
}

#[test]
fn a_comparison_that_finds_nothing_says_what_keeps_the_claims_apart() {
    let rule = "
id: tolls-differ
severity: warning
compare: killed
within: corpus
same: [event]
assert: a == b
message: m
why: w
blind_spots: b
tests:
  - articles:
      - {published: 2025-02-03, text: 'On Monday a flood killed [12] people in Arlow, mayor Ida Brandt said.'}
      - {published: 2025-02-03, text: 'On Sunday a flood killed 14 people in Halden, said Otto Klein.'}
  - articles: [{published: 2025-02-03, text: 'A flood killed 12 people.'}]
";
    let newsroom = Newsroom::with(&[("rules/a.yaml", rule)]);
    let run = newsroom.run(&["test", "rules/a.yaml"]);
    assert!(run.out.contains("\"12\" and \"14\" are of different places"), "{run:?}");
}

#[test]
fn a_test_that_finds_nothing_says_how_far_each_match_came() {
    let rules = "
- id: council-seats
  severity: warning
  find: 'council of {n:count} seats'
  where: n > 20
  unless: mock council
  assert: n == 412
  message: '{n}'
  why: w
  blind_spots: b
  tests:
    - flags: 'The council of [54] deputies meets.'
    - flags: 'The council of [400] seats meets.'
    - flags: 'The council of [12] seats meets.'
    - flags: 'The mock council of [54] seats meets.'
    - allows: 'The council of 412 seats meets.'
- measure: sold
  counts: seats
  find: '{n:count} seats sold'
  why: w
  blind_spots: b
  tests: [{finds: '[412] seats sold.'}, {ignores: 'The hall has 600 seats.'}]
- id: sold-differ
  severity: warning
  compare: sold
  within: article
  assert: a == b
  message: '{a}, {b}'
  why: w
  blind_spots: b
  tests: [{flags: '[300] seats sold. [400] seats sold.'}, {allows: '300 seats sold.'}]
";
    let newsroom = Newsroom::with(&[("rules/a.yaml", rules)]);
    let run = newsroom.run(&["test", "rules/a.yaml"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for told in [
        "found nothing\n  no pattern matches",
        "\"council of 400 seats\" matches, but what is asserted holds\n      n: \"400\" is understood as 350 to 450",
        "\"council of 12 seats\" matches, but `where` is not certainly true",
        "\"council of 54 seats\" matches, but a pattern of `unless` matches too",
        "\"300\" (sold, read as 250 to 350), \"400\" (sold, read as 350 to 450)",
    ] {
        assert!(run.out.contains(told), "{told}\n{}", run.out);
    }
}

#[test]
fn an_article_that_tells_both_tolls_tells_two_things() {
    let first = "---\ndate: 2025-07-01\n---\n\nA drone strike on the Kupol plant in Izhevsk on Tuesday killed three people and injured 35.\n";
    let second = "---\ndate: 2025-07-01\n---\n\nThe strike on the Kupol plant in Izhevsk on Tuesday killed three people and injured 45.\n";
    let both = format!(
        "{second}\nThe strike on the hall of the Kupol plant in Izhevsk on Tuesday injured 35 people.\n"
    );
    let warnings = |later: &str| {
        let newsroom = Newsroom::with(&[("a.md", first), ("b.md", later)]);
        let run = newsroom.run(&["check", "--format", "concise"]);
        run.out.lines().filter(|line| line.contains("warning[toll-differs]")).count()
    };
    assert_eq!(warnings(second), 1);
    assert_eq!(warnings(&both), 0);
}
