//! The site whose every unpublished part carries secrets.

use std::fmt::Write as _;

use super::secrets::Secrets;
use super::seek::zip;
use crate::support::Site;

const CONFIG: &str = r#"# SECRET
title = "示例县青禾镇人民政府信息公开"
base_url = "https://www.example.gov.cn/xxgk/qinghe/"
language = "zh-Hans"
preset = "township"
negative_list = true
traditional = true

[search]
offline = true

[[agency]]
id = "qinghe"
name = "示例县青禾镇人民政府"
code = "900010028"

[[column]]
id = "notice"
name = "通知公告"

[[column]]
id = "emergency"
name = "应急管理"
parent = "notice"
"#;

/// Signed by everybody; names and opinions are secrets, too.
fn review(secrets: &mut Secrets, of: &str, conclusion: &str) -> String {
    let mut out = String::from("审查:\n");
    for step in ["经办", "科室", "办公室", "审批"] {
        let (by, opinion) = (secrets.add(format!("{of}: {step} 姓名")), secrets.add(format!("{of}: {step} 意见")));
        let _ = write!(out, "  {step}:\n    姓名: {by}\n    日期: 2024-03-04\n    意见: {opinion}\n");
    }
    let _ = write!(out, "  结论: {conclusion}\n  依据: {}\n", secrets.add(format!("{of}: 依据")));
    out
}

/// An item of which everything is secret but what is said otherwise.
struct Item<'a> {
    name: &'a str,
    secrets: &'a mut Secrets,
    /// Fields that this kind of item shows.
    open: &'a [&'a str],
    front: String,
    body: String,
}

impl<'a> Item<'a> {
    /// Every field that takes a text, each with a secret, unless it is one of `open`.
    fn new(name: &'a str, open: &'a [&'a str], secrets: &'a mut Secrets) -> Self {
        let mut item = Self { name, secrets, open, front: String::new(), body: String::new() };
        item.line("标题");
        item.fixed("主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2024-03-05\n发布日期: 2024-03-05");
        for key in
            ["文号", "内容概述", "关键词", "来源", "事项", "服务对象", "公开依据", "标准目录", "替代", "修改", "解读"]
        {
            item.line(key);
        }
        let (how, result) = (item.value("征求意见 方式"), item.value("征求意见 结果"));
        item.fixed(&format!("征求意见:\n  截止: 2024-04-01\n  方式: {how}\n  结果: {result}"));
        let (reason, note) = (item.value("更正 理由"), item.value("更正 说明"));
        item.fixed(&format!("更正:\n  - 日期: 2024-03-06\n    理由: {reason}\n    说明: {note}"));
        let comment = item.secrets.add(format!("{name}: 注释"));
        item.fixed(&format!("# {comment}"));
        item
    }

    fn value(&mut self, key: &str) -> String {
        if self.open.contains(&key) {
            return format!("公开之词{key}");
        }
        self.secrets.add(format!("{}: {key}", self.name))
    }

    fn line(&mut self, key: &str) {
        let value = self.value(key);
        let _ = writeln!(self.front, "{key}: {value}");
    }

    fn fixed(&mut self, lines: &str) {
        self.front.push_str(lines);
        self.front.push('\n');
    }

    /// Body, pictures and attachments, all secret.
    fn body(&mut self) {
        let mut word = |part: &str| self.secrets.add(format!("{}: {part}", self.name));
        let _ = write!(
            self.body,
            "# {}\n\n{}，**{}**。\n\n| {} |\n| --- |\n| {} |\n\n<!-- {} -->\n\n<details><summary>{}</summary>\n\n{}\n\n</details>\n\n\
             正文[^1]。\n\n[^1]: {}\n\n[无人引用]: https://example.org/ \"{}\"\n\n[{}](附件.pdf \"{}\") ![{}](图.png)\n",
            word("标题行"),
            word("段落"),
            word("粗体"),
            word("表头"),
            word("单元格"),
            word("HTML 注释"),
            word("折叠标题"),
            word("折叠内容"),
            word("脚注"),
            word("引用定义"),
            word("链接文字"),
            word("链接标题"),
            word("图片说明"),
        );
    }

    /// Writes the item as a folder with attachments of many kinds, in names and contents of which secrets stand.
    fn write(&mut self, site: &Site, folder: &str, extra: &str) {
        if self.body.is_empty() {
            self.body();
        }
        site.write(&format!("{folder}/index.md"), format!("---\n{}{extra}---\n\n{}", self.front, self.body));
        attachments(site, folder, self.name, self.secrets);
    }
}

/// Files of many kinds beside an item.
fn attachments(site: &Site, folder: &str, name: &str, secrets: &mut Secrets) {
    let mut word = |part: &str| secrets.add(format!("{name}: {part}"));
    let file = word("附件名");
    site.write(&format!("{folder}/{file}.txt"), word("附件文字"));
    site.write(&format!("{folder}/名单.csv"), format!("姓名,金额\n{},1\n", word("CSV 单元格")));
    site.write(&format!("{folder}/附件.pdf"), format!("%PDF-1.4\n% {}\n%%EOF\n", word("PDF 内容")));
    site.write(&format!("{folder}/图.png"), png(&word("图片说明块")));
    let cell = format!("<sst><si><t>{}</t></si></sst>", word("XLSX 单元格"));
    let types = b"<Types/>".as_slice();
    let xlsx = zip(&[
        ("[Content_Types].xml", types),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", cell.as_bytes()),
    ]);
    site.write(&format!("{folder}/表.xlsx"), xlsx);
    let text = format!("<w:document><w:t>{}</w:t></w:document>", word("DOCX 文字"));
    site.write(
        &format!("{folder}/稿.docx"),
        zip(&[("[Content_Types].xml", types), ("word/document.xml", text.as_bytes())]),
    );
}

/// A picture of one point with a text chunk.
fn png(text: &str) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        out.extend(kind);
        out.extend(data);
        out.extend(crc.sum().to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"tEXt", format!("Comment\0{text}").as_bytes());
    chunk(b"IDAT", &[0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1]);
    chunk(b"IEND", &[]);
    out
}

/// What was public and comes down.
pub(super) struct Later {
    down: Vec<(&'static str, String)>,
}

impl Later {
    /// Beginnings of the names of secrets that are public at first; each is seen then.
    pub(super) fn public_first() -> [&'static str; 6] {
        ["撤回: 标题", "撤回: 段落", "撤回: CSV 单元格", "精简: 单元格", "精简: XLSX 单元格", "后来的草稿: 标题"]
    }

    /// Whether a leak is of an item that is public at first, and of a part that is public then.
    pub(super) fn may_be_public(leak: &str) -> bool {
        let never = ["经办", "科室", "办公室", "审批", ": 依据", "注释", "标准目录"];
        ["撤回: ", "精简: ", "后来的草稿: "].iter().any(|kind| leak.starts_with(kind))
            && !never.iter().any(|part| leak.contains(part))
    }

    /// Withdraws, reduces and takes back, as an office does; the index numbers given meanwhile stay.
    pub(super) fn take_down(&self, site: &Site) {
        for (path, lines) in &self.down {
            let text = site.read(path);
            site.write(path, text.replacen("审查:\n", &format!("{lines}审查:\n"), 1));
        }
    }
}

/// Writes the site.
pub(super) fn write(site: &Site, secrets: &mut Secrets) -> Later {
    site.write("site.toml", CONFIG.replace("SECRET", &secrets.add("site.toml: 注释")));
    open_item(site, secrets);
    unpublished(site, secrets);
    shown_in_part(site, secrets);
    strays(site, secrets);
    links(site, secrets);
    for (name, folder) in [("撤回", "down"), ("精简", "less"), ("后来的草稿", "back")] {
        let signed = review(secrets, name, "主动公开");
        Item::new(name, &[], secrets).write(site, &format!("content/notice/{folder}"), &signed);
    }
    // Of a reduced item the page stays, with what describes it; the text and the files come down.
    let reduced = "content/notice/less/index.md";
    let described = site.read(reduced);
    let (head, body) = described.split_at(described.find("\n---\n\n").unwrap());
    let kept: String = head
        .lines()
        .filter(|line| {
            ["标题", "文号", "内容概述", "关键词", "来源", "事项", "服务对象", "公开依据", "替代", "修改", "解读"]
                .iter()
                .all(|key| !line.starts_with(&format!("{key}:")))
        })
        .filter(|line| !["  方式:", "  结果:", "    理由:", "    说明:"].iter().any(|key| line.starts_with(key)))
        .map(|line| match line {
            "征求意见:" | "  截止: 2024-04-01" | "更正:" | "  - 日期: 2024-03-06" => String::new(),
            other => format!("{other}\n"),
        })
        .collect();
    site.write(reduced, kept.replacen("---\n", "---\n标题: 低保公示\n", 1).trim_end().to_owned() + body);
    Later {
        down: vec![
            (
                "content/notice/down/index.md",
                "状态: 已撤回\n撤回:\n  日期: 2024-05-01\n  理由: 内容有误\n  对外标题: 一则通知\n".to_owned(),
            ),
            (reduced, "状态: 已精简\n".to_owned()),
            ("content/notice/back/index.md", "状态: 草稿\n".to_owned()),
        ],
    }
}

/// A public item that points at what is not public in every way, and carries secrets that belong to the office alone.
fn open_item(site: &Site, secrets: &mut Secrets) {
    let signed = review(secrets, "公开", "主动公开");
    let comment = secrets.add("公开: YAML 注释");
    let html = secrets.add("公开: HTML 注释");
    let draft = secrets.add("草稿: 文件名");
    site.write(
        "content/notice/open/index.md",
        format!(
            "---\n标题: 公开之词zp0001xv\n文号: 青政发〔2024〕1号\n主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2024-03-05\n发布日期: 2024-03-05\n\
             事项: 防汛\n替代: 青政发〔2023〕9号\n内容概述: 公开之词。\n# {comment}\n{signed}---\n\n公开之词zp0002xv。<!-- {html} -->\n\n\
             [见此](../{draft}.md)，[](../{draft}.md)，[又见](../draft/附件.pdf)，![示意](../draft/图.png)，[[900010028/2024-00099]]。\n"
        ),
    );
    let signed = review(secrets, "草稿", "主动公开");
    let mut item = Item::new("草稿", &[], secrets);
    item.body();
    let text = format!("---\n{}状态: 草稿\n{signed}---\n\n{}", item.front.replace("事项: ", "事项: 防汛"), item.body);
    site.write(&format!("content/notice/{draft}.md"), text);
}

/// Items of which nothing is public.
fn unpublished(site: &Site, secrets: &mut Secrets) {
    let cases: [(&str, &str, &str, bool); 9] = [
        ("草稿夹", "draft", "状态: 草稿\n", true),
        ("内部", "internal", "状态: 内部\n", true),
        ("未审查", "unreviewed", "", false),
        ("审查不全", "half", "审查:\n  经办: {姓名: 甲, 日期: 2024-03-04}\n", false),
        ("报审", "referred", "审查:\n  报审: {单位: 县保密局, 日期: 2024-03-04}\n  结论: 需报审\n", false),
        ("暂缓", "hold", "下次复核: 2024-06-01\n审查:\n  结论: 暂缓公开\n", false),
        ("结论不符", "contradicted", "公开方式: 主动公开\n", false),
        ("字段有错", "unreadable", "不存在的字段: 1\n", true),
        ("没有发布日期", "undated", "", true),
    ];
    for (name, folder, extra, signed) in cases {
        let mut extra = extra.to_owned();
        if signed {
            extra += &review(secrets, name, "主动公开");
        }
        if name == "结论不符" {
            extra += &review(secrets, name, "依申请公开");
        }
        let mut item = Item::new(name, &[], secrets);
        if name == "没有发布日期" {
            item.front = item.front.replace("发布日期: 2024-03-05\n", "");
        }
        item.write(site, &format!("content/notice/{folder}"), &extra);
    }
    let outdated = review(secrets, "审后改过", "主动公开");
    let outdated = format!("{outdated}  内容摘要值: sha256:{}\n", "0".repeat(64));
    Item::new("审后改过", &[], secrets).write(site, "content/notice/outdated", &outdated);
    let signed = review(secrets, "栏目不明", "主动公开");
    Item::new("栏目不明", &[], secrets).write(site, "content/elsewhere/item", &signed);
    // Not even YAML.
    let mut item = Item::new("读不出", &[], secrets);
    item.fixed("坏: [");
    item.write(site, "content/notice/broken", "");
}

/// Items of which something is public by design.
fn shown_in_part(site: &Site, secrets: &mut Secrets) {
    // 不予公开: a neutral title and the ground, once reviewed.
    let signed = review(secrets, "不予公开", "不予公开");
    let extra =
        format!("公开方式: 不予公开\n不予公开理由: R16-1\n下次复核: 2027-01-01\n对外标题: 值班安排zp0003xv\n{signed}");
    Item::new("不予公开", &[], secrets).write(site, "content/notice/withheld", &extra);
    // Not reviewed, so not even its neutral title.
    let title = secrets.add("不予公开未审: 对外标题");
    let extra = format!("公开方式: 不予公开\n不予公开理由: R16-2\n下次复核: 2027-01-01\n对外标题: {title}\n");
    Item::new("不予公开未审", &[], secrets).write(site, "content/notice/withheld-too", &extra);
    // 依申请公开: what describes it is public; text and files are not.
    let signed = review(secrets, "依申请", "依申请公开");
    let open = [
        "标题",
        "文号",
        "内容概述",
        "关键词",
        "来源",
        "事项",
        "服务对象",
        "公开依据",
        "替代",
        "修改",
        "解读",
        "征求意见 方式",
        "征求意见 结果",
        "更正 理由",
        "更正 说明",
    ];
    let extra = format!("公开方式: 依申请公开\n{signed}");
    let mut item = Item::new("依申请", &open, secrets);
    let title = item.secrets.add("依申请: 附件标题");
    let extra = format!("附件:\n  - {{文件: 名单.csv, 名称: {title}}}\n{extra}");
    item.write(site, "content/notice/on-request", &extra);
}

/// What lies about in the folders of an office.
fn strays(site: &Site, secrets: &mut Secrets) {
    let mut word = |name: &str| secrets.add(format!("杂物: {name}"));
    for path in [
        "requests/2024-1.md",
        "register.csv",
        "review/notice-1.html",
        "README.txt",
        ".git/config",
        ".mulu/note.txt",
        "content/.hidden.md",
        "content/notice/.hidden/index.md",
        "content/notice/~$稿.docx",
        "content/notice/old.md~",
        "content/notice/old.bak",
        "content/notice/nobody.pdf",
        "content/notice/nobody.txt",
        "themes/other/templates/base.html",
    ] {
        let text = word(path);
        site.write(path, format!("---\n标题: {text}\n---\n{text}\n"));
    }
}

/// Ways on which a public item might take what belongs to another.
fn links(site: &Site, secrets: &mut Secrets) {
    let public = |secrets: &mut Secrets, name: &str| {
        let signed = review(secrets, name, "主动公开");
        format!(
            "---\n标题: 公开之词{name}\n主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2024-03-05\n发布日期: 2024-03-05\n{signed}---\n\n正文。\n"
        )
    };
    // A draft lies beside a public item and names its own files.
    site.write("content/notice/shared/index.md", public(secrets, "同文件夹"));
    let mut draft = Item::new("同文件夹的草稿", &[], secrets);
    draft.body();
    let text = format!(
        "---\n{}状态: 草稿\n附件: [名单.csv, 表.xlsx]\n---\n\n{}[表](%E7%A8%BF.docx)\n",
        draft.front, draft.body
    );
    site.write("content/notice/shared/草稿.md", text);
    let mut word = |part: &str| secrets.add(format!("同文件夹的草稿: {part}"));
    site.write("content/notice/shared/名单.csv", word("列出的附件"));
    site.write("content/notice/shared/附件.pdf", format!("%PDF-1.4\n% {}\n", word("链接的文件")));
    site.write("content/notice/shared/图.png", png(&word("显示的图片")));
    site.write("content/notice/shared/稿.docx", zip(&[("word/document.xml", word("转义链接的文件").as_bytes())]));
    site.write("content/notice/shared/表.xlsx", zip(&[("xl/sharedStrings.xml", word("列出的表").as_bytes())]));
    // A draft in a folder of its own, with a file that nobody names.
    let mut draft = Item::new("下级文件夹的草稿", &[], secrets);
    draft.body();
    let text = format!("---\n{}状态: 草稿\n---\n\n{}", draft.front, draft.body);
    site.write("content/notice/shared/more/草稿.md", text);
    attachments(site, "content/notice/shared/more", "下级文件夹的草稿", secrets);
    // The name of its file in capitals, as old systems write it.
    let mut draft = Item::new("大写文件名的草稿", &[], secrets);
    draft.body();
    let text = format!("---\n{}状态: 草稿\n---\n\n{}", draft.front, draft.body);
    site.write("content/notice/shared/capitals/INDEX.MD", text);
    attachments(site, "content/notice/shared/capitals", "大写文件名的草稿", secrets);
    // A public item without a folder may not list the files of another.
    let signed = review(secrets, "伸手", "主动公开");
    site.write(
        "content/notice/reach.md",
        format!(
            "---\n标题: 公开之词伸手\n主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2024-03-05\n发布日期: 2024-03-05\n{signed}---\n\n\
             [一](draft/附件.pdf) [二](internal/表.xlsx) [三](on-request/名单.csv) [四](../../register.csv) [五](/notice/draft/名单.csv) ![六](withheld/图.png)\n\n\
             <a href=\"draft/稿.docx\">七</a> <img src=\"draft/图.png\" alt=\"八\">\n"
        ),
    );
    let text = public(secrets, "符号链接");
    symbolic_links(site, secrets, &text);
}

#[cfg(unix)]
fn symbolic_links(site: &Site, secrets: &mut Secrets, public: &str) {
    use std::os::unix::fs::symlink;
    let folder = site.root().join("content/notice/linked");
    site.write("content/notice/linked/index.md", public);
    std::fs::write(site.root().join("outside.txt"), secrets.add("符号链接: 外面的文件")).unwrap();
    std::fs::create_dir_all(site.root().join("outside")).unwrap();
    std::fs::write(site.root().join("outside/a.txt"), secrets.add("符号链接: 外面的文件夹")).unwrap();
    // Outside, by another item, its text under a name that is none of a text, and a whole folder of another.
    symlink("../../../outside.txt", folder.join("外.txt")).unwrap();
    symlink("../../../outside", folder.join("外")).unwrap();
    symlink("../../../register.csv", folder.join("登记.csv")).unwrap();
    symlink("../draft/名单.csv", folder.join("名单.csv")).unwrap();
    symlink("../draft/index.md", folder.join("草稿.txt")).unwrap();
    symlink("../internal", folder.join("内部")).unwrap();
    std::fs::create_dir_all(folder.join("空")).unwrap();
    symlink("../../on-request/表.xlsx", folder.join("空/表.xlsx")).unwrap();
}

#[cfg(not(unix))]
fn symbolic_links(_: &Site, _: &mut Secrets, _: &str) {}
