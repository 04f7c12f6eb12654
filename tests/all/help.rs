//! `--help` of every command, in the reader's language from the first word to the last.

use std::process::Command;

use snapbox::str;

/// The help of `words`, in a language.
fn help(language: &str, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_mulu"))
        .args(words)
        .args(["--help", "--lang", language])
        .env("NO_COLOR", "1")
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the program's help lists.
fn commands() -> Vec<String> {
    let text = help("en", &[]);
    let list = text.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let name = |line: &str| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
    list.lines().filter_map(name).map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn nothing_in_chinese_help_is_clap_s_own_english() {
    let commands = commands();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in &commands {
        let text = help("zh", &[command]);
        assert!(text.contains(&format!("用法：mulu {command} [选项]")), "{text}");
        for english in ["Usage", "Options", "OPTIONS", "possible values", "[default", "Print "] {
            assert!(!text.contains(english), "{english:?} in\n{text}");
        }
    }
}

#[test]
fn every_option_has_its_words_in_both_languages() {
    for command in commands() {
        for language in ["zh", "en"] {
            let text = help(language, &[&command]);
            for line in text.lines().filter(|line| line.trim_start().starts_with('-')) {
                let words = line.trim_start().split_once("  ").map_or("", |(_, words)| words.trim());
                assert!(!words.is_empty(), "{command}, {language}: {line}");
            }
        }
    }
}

#[test]
fn a_command_is_explained_as_a_whole() {
    snapbox::assert_data_eq!(
        help("zh", &["completions"]),
        str![[r"
生成命令行自动补全脚本

用法：mulu completions [选项] <SHELL>

选项：
      --root <DIR>       网站所在的文件夹（默认：向上找到的第一个含 site.toml 的文件夹）
      --today <DATE>     以哪一天为“今天”来核对日期（默认：电脑的日期）；不影响网站内容
      --lang <LANG>      消息用中文（zh）或英文（en）（默认：随系统）
      --format <FORMAT>  问题清单的格式：text 供人看，json、sarif 供程序用（默认：text）
  -q, --quiet            只显示错误
  -v, --verbose          显示全部提醒，不合并同类
  -h, --help             显示帮助

参数：
  <SHELL>  哪种命令行（可选：bash, elvish, fish, powershell, zsh）

例：mulu completions bash > ~/.local/share/bash-completion/completions/mulu

"]]
    );
}
