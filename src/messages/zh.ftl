# 程序说给经办人听的话。两个文件（zh.ftl、en.ftl）的条目和变量必须一致，测试会核对。
# 规则的消息：代码中的点换成连字符；.hint 说怎么办。

finding-label-build = 错误（停止生成）
finding-label-item = 错误（本条不发布）
finding-label-verify = 不一致
finding-label-archive = 错误（停止归档）
finding-label-nothing = 提醒
finding-label-hint = 办法
finding-more = 还有 { $count } 处同类提醒（{ $code }）未列出，加 -v 全部显示。

verify-missing = 缺少文件
    .hint = 请重新上传（复制）这个文件。
verify-truncated = 文件不完整：应有 { $expected } 字节，只有 { $size } 字节
    .hint = 多半是上传中断或磁盘已满，请重新上传（复制）这个文件。
verify-changed = 文件内容与校验清单不符
    .hint = 请查明是谁改动的；确认是误改，重新上传（复制）这个文件。
verify-extra = 这里有不属于本网站的文件
    .hint = 可能是没有删掉的旧网页（已撤回的信息仍可打开），请删除；确实要保留的，加 --allow-extra 再核对。
verify-list = { $detail }
    .hint = 请重新上传（复制）整个网站，再核对。
verify-bag = 不是完整的 BagIt 包：{ $detail }
    .hint = 请用 mulu archive 重新生成，不要手工改动包里的文件。
archive-unsealed = { $number } 尚未封存，或封存后又有改动
    .hint = 请生成网站、上传，再运行 mulu seal；确实不归档的，加 --partial。
archive-held = 这条信息还没有发布
    .hint = 请改正后发布，或改为草稿；确实不归档的，加 --partial。
bag-declaration = 没有说明文件 bagit.txt，或不是能读的版本
bag-no_manifest = 没有 SHA-256 或 SHA-512 的校验清单
bag-line = 校验清单的这一行不能读
bag-unlisted = 校验清单里没有文件“{ $file }”
bag-oxum = 说明里写的字节数和文件数是 { $said }，实为 { $found }
bag-fetch = 有的文件要从别处下载，包不完整
config-missing = 没有找到 site.toml
    .hint = 请在网站所在的文件夹里运行，或用 --root 指明；新建网站用 mulu init。
config-syntax = 文件写法有误：{ $detail }
    .hint = 请按指出的位置检查引号、括号和等号是否成对、是否为半角。
config-unknown_key = 没有“{ $key }”这项设置
    .hint = 可用的设置：{ $allowed }。
    .near = 是不是“{ $nearest }”？
config-missing_key = 缺少“{ $key }”
    .hint = 请补上“{ $key }”。
config-wrong_type = “{ $key }”应为{ $expected }
    .hint = 请改成{ $expected }。
config-bad_value = “{ $key }”的值“{ $value }”不可用
    .hint = 可用的值：{ $allowed }。
    .near = 是不是“{ $nearest }”？可用的值：{ $allowed }。
config-duplicate_id = “{ $id }”出现了两次
    .hint = 每个机构、每个栏目的 id 只能用一次，请改其中一个。
config-unknown_parent = 栏目“{ $id }”的上级栏目“{ $parent }”不存在
    .hint = 请先写上级栏目，或改正 parent。
    .near = 是不是“{ $nearest }”？
config-parent_cycle = 栏目“{ $id }”绕了一圈成了自己的上级
    .hint = 请检查这几个栏目的 parent，去掉其中一个。
config-pattern = 索引号格式“{ $pattern }”不可用：{ $detail }
    .hint = 例如 "{"{"}agency_code{"}"}/{"{"}year{"}"}-{"{"}serial:05{"}"}"；必须有 serial，可用 agency_code、agency_id、year、month、column、serial。
config-agency_code = 机构代码“{ $code }”不正确：{ $detail }
    .hint = 请对照组织机构代码（9位）或统一社会信用代码（18位）证书核对。
config-no_agency = 没有写发布机构
    .hint = 请在 site.toml 里至少写一个 [[agency]]，含 id、name、code。
theme-too-long = 网页超过 { $limit } MB 还没有写完，模板多半在兜圈子
theme-too-much = 这一处的运算量远超一个网页所需（循环套循环、组件调用自身，或者文字成倍增长），已中止
theme-too-wide = 一个标签里用到的变量、过滤器和参数超过 { $names } 个，或者“~”超过 { $joins } 个，请分成几步写（用 set 存中间结果）
theme-template = 模板出错：{ $detail }
    .hint = 请按指出的位置改正模板，或删除该文件以使用内置模板。
data-workbook = 目录无法写成 Excel 表格：{ $detail }
    .hint = 请看电脑的临时文件夹是不是满了，或者不允许写入。
file-unreadable = 无法读取：{ $detail }
    .hint = 请检查文件是否被其他程序占用、是否有读取权限。
file-unwritable = 无法写入：{ $detail }
    .hint = 请检查磁盘空间、写入权限，以及文件是否在其他程序中打开。原有网站没有改动。
    .half = 网站只更新了一部分。排除原因后请再运行一次，程序会接着完成。
    .elsewhere = 请用 --out 另选一个空文件夹，例如 public。原有网站没有改动。
    .name = 请改动产生这个路径的文件名、栏目 id 或索引号格式；不是本程序生成的文件，请移到别处。原有网站没有改动。
    .again = 请稍后再试。原有网站没有改动。
file-outside = 这个链接指向内容文件夹之外，没有读取
    .hint = 请把文件复制到内容文件夹里来。
file-no_column = 文件不在任何栏目的文件夹里
    .hint = 请移到栏目文件夹（{ $allowed }）里，或在文件里写明“栏目”。
file-unused = 这个文件不属于任何信息，不会发布
    .hint = 要作附件，请与 index.md 放在同一文件夹；不用请移走。
file-no_content = 没有 content 文件夹
    .hint = 请在 site.toml 旁边建 content 文件夹，按栏目放入信息。
text-encoding = 文件编码是 { $encoding }，已按此读取
    .hint = 建议另存为 UTF-8，避免换电脑后出现乱码。
text-undecodable = 文件编码无法识别，读出来会是乱码
    .hint = 请用记事本或 WPS 打开，“另存为”时编码选 UTF-8。
    .cut = 文件在一个汉字中间断了，后面的内容已经丢失，请从原处重新复制。
text-binary = 这不是文本文件（{ $kind }）
    .hint = Word、Excel、PDF 请作为附件放在 index.md 旁边，不要改成 .md。
    .ledger = 请从备份或版本库恢复 ledger.csv；如果是用表格软件存成了工作簿，请另存为“CSV UTF-8（逗号分隔）”。
text-empty = 文件是空的
    .hint = 请写上内容，或删除这个文件。
text-too_large = 文件太大（{ $size }），文本不应超过 { $limit }
    .hint = 请把图片、表格另存为附件，正文只留文字。
text-too_many = 正文里的换行、表格单元、链接等共有 { $count } 处，一个网页最多 { $limit } 处
    .hint = 请把大表格、长名单另存为附件（Excel、CSV），正文只留说明。
front-missing = 开头没有信息字段
    .hint = 文件第一行应为“---”，接着写标题、成文日期等字段，再以一行“---”结束。可用 mulu new 新建。
    .line_ends = 文件用的是旧式苹果电脑的换行，整个文件成了一行；请用记事本或 WPS 打开后另存一次。
front-unclosed = 开头的字段没有结束
    .hint = 请在字段之后、正文之前单独写一行“---”。
front-syntax = 字段写法有误：{ $detail }
    .hint = 请检查这一行：冒号用半角并后接空格；值里有冒号、井号、引号时，用半角双引号把整个值括起来。
    .indent = 同一组字段每行开头的空格数要相同，请对齐。
    .character = 请删去这一行，重新输入，不要粘贴。
front-tab = 字段里用了制表符（Tab）
    .hint = 请把制表符换成空格。
front-full_width_colon = “{ $key }”后面是全角冒号，已按半角冒号读取
    .hint = 请改为半角冒号加空格：“{ $key }: ”。
front-unknown_key = 没有“{ $key }”这个字段
    .hint = 可用的字段：{ $allowed }。
    .near = 是不是“{ $nearest }”？
front-duplicate_key = 字段“{ $key }”写了两次
    .hint = 请只保留一个。
front-both_languages = “{ $key }”和“{ $other }”是同一个字段，写了两次
    .hint = 中文、英文写法任选一种，请只保留一个。
front-missing_key = 缺少“{ $key }”
    .hint = 请补上“{ $key }: ”及其内容。
front-wrong_type = “{ $key }”应为{ $expected }
    .hint = 请改成{ $expected }。
front-bad_date = “{ $value }”不是有效的日期
    .hint = 请写成 2024-03-05 或 2024年3月5日。
    .calendar = 日历上没有这一天或这个时刻，请核对。
front-unknown_value = “{ $key }”里没有“{ $value }”这个值
    .hint = 可用的值：{ $allowed }。
    .near = 是不是“{ $nearest }”？
    .levels = 分两级，写成“大类/小类”，如“综合政务/政务公开”；大类有：{ $allowed }。
front-ambiguous_value = “{ $key }”的值“{ $value }”可以指几个类别
    .hint = 请写全：{ $allowed }。
front-not_plain = 字段里用了 YAML 的引用或标签（{ $what }）
    .hint = 请直接写出值；值以 & * ! 开头时，用半角双引号括起来。
front-too_deep = 字段嵌套太深或太多
    .hint = 请按说明书的字段表重新填写。
front-too_long = “{ $key }”有 { $length } 个字，最多 { $limit } 个
    .hint = 请写短；长的内容放在正文或附件里。
topic-not_a_leaf = 主题分类“{ $value }”没有选到最后一级
    .hint = 请选下一级：{ $allowed }。
agency-unknown = site.toml 里没有“{ $value }”这个发布机构
    .hint = 可用的机构：{ $allowed }。
    .near = 是不是“{ $nearest }”？可用的机构：{ $allowed }。
column-unknown = site.toml 里没有“{ $value }”这个栏目
    .hint = 可用的栏目：{ $allowed }。
    .near = 是不是“{ $nearest }”？
date-published_missing = 已发布的信息没有发布日期
    .hint = 请补上“发布日期: ”；还没有发布的，写“状态: 草稿”。
date-published_before_created = 发布日期（{ $published }）早于成文日期（{ $created }）
    .hint = 请核对两个日期。
date-updated_before_published = 更新日期（{ $updated }）早于发布日期（{ $published }）
    .hint = 请核对两个日期。
date-in_the_future = 发布日期（{ $published }）还没有到
    .hint = 请核对日期；到期再发布的，先写“状态: 草稿”。
validity-ended = 有效性写的是“{ $validity }”，但文件已于 { $date } 到期
    .hint = 核对日期，然后用 mulu repeal 登记废止，或者把有效性改为“失效”；网站不会自动改动。
validity-not_ended = 有效性写的是“{ $validity }”，但文件到 { $date } 才到期
    .hint = 核对有效性和日期。
validity-begun = 有效性写的是“{ $validity }”，但文件已于 { $date } 生效
    .hint = 把有效性改为“有效”。
validity-not_begun = 有效性写的是“{ $validity }”，但文件到 { $date } 才生效
    .hint = 把有效性改为“尚未生效”，或者核对日期。
validity-date_missing = 有效性为“{ $validity }”，还应写明{ $key }
    .hint = 加上“{ $key }: ”和日期。
validity-replaced = 有效性写的是“{ $validity }”，但 { $other } 已经替代本文件
    .hint = 如果本文件不再有效，运行 mulu repeal { $path } --by { $other }
display-ended = 公示已于 { $date } 期满，按约定应撤下名单
    .hint = 运行 mulu reduce { $path }
summary-missing = 没有内容概述
    .hint = 请用一两句话写明主要内容（一般不超过100字）；条例第十二条要求目录列明内容概述。
genre-mismatch = 标题以“{ $ending }”结尾，体裁却是“{ $genre }”
    .hint = 请核对体裁，或修改标题。
mode-ground_missing = 不予公开的信息没有写理由
    .hint = 请补上“不予公开理由: ”，写代码，如 R16-2（过程性信息）。可用的代码：{ $allowed }。
mode-ground_not_needed = 公开方式是“{ $mode }”，却写了不予公开理由
    .hint = 请核对公开方式，或删去理由。
mode-next_review_missing = 不予公开的信息没有写下次复核的日期
    .hint = 请补上“下次复核: ”；条例第十八条要求定期评估审查。
mode-next_review_due = 不予公开的信息应于 { $due } 复核，现已超期
    .hint = 条例第十八条：请评估现在可否公开；仍不能公开的，请把“下次复核”改为新的日期。
mode-public_title_not_needed = 公开方式是“{ $mode }”，却写了对外标题
    .hint = 只有不予公开的信息列入负面清单：请核对公开方式，或删去对外标题。
mode-public_title_missing = 不予公开的信息没有写对外标题，没有列入负面清单
    .hint = 请补上“对外标题: ”，写一个不透露内容的名称，如“机关值班安排”。
mode-public_title_tells = 对外标题与标题相同，没有列入负面清单
    .hint = 请另写一个不透露内容的名称，或删去对外标题。
mode-secret = 国家秘密不得放进内容文件夹
    .hint = 请立即移走该文件并报告保密工作机构。
review-missing = 没有审查记录，暂不发布
    .hint = 先审查、后公开：请由{ $steps }依次签署（mulu review --sign），或在“审查”下写明姓名、日期和意见。
review-incomplete = 审查记录不完整：缺少{ $steps }
    .hint = 请补全后再发布；运行 mulu review 可以看到轮到谁签。
review-conclusion = 审查结论是“{ $conclusion }”，公开方式却是“{ $mode }”，暂不发布
    .hint = 请按审查结论改公开方式，或重新报审。
review-outdated = 审查之后内容又改过，需要重新审查
    .hint = 一事一审：请由{ $steps }重新签署，再把“内容摘要值”改为 { $hash }；也可用 mulu review --sign 经办 --again 重新开始。
review-unbound = 审查记录没有写明审查的是哪一稿
    .hint = 请在“审查”下补上“内容摘要值: { $hash }”，或运行 mulu review --bind；以后内容有改动，程序就会提醒。
review-referred = 已报{ $to }审定，尚未答复，暂不发布
    .hint = 请在“报审”下写明报送单位和日期；答复后，请修改“结论”。
    .due = 应于 { $due } 前答复；答复后，请修改“结论”。
review-on_hold = 尚不能确定可否公开，暂缓公开
    .hint = 请在“下次复核”写明何时再议；确定后，请修改“结论”。
    .until = 定于 { $until } 再议；确定后，请修改“结论”。
review-reply_overdue = { $to }应于 { $due } 前答复，现已超期
    .hint = 请催办；答复后，请修改“结论”。
review-order = { $step }的日期（{ $date }）早于{ $earlier }（{ $day }）
    .hint = 审查应当逐级签署：请核对日期。
review-authority = 上级主管部门或者保密行政管理部门
review-after_publication = 审批日期（{ $approved }）晚于发布日期（{ $published }）
    .hint = 先审查、后公开：请核对日期。
withdrawn-record_missing = 已撤回的信息没有撤回记录
    .hint = 请补上“撤回: ”，写明日期和理由。
withdrawn-status = 写了撤回记录，状态却不是“已撤回”
    .hint = 请把状态改为“已撤回”，或删去撤回记录。
number-malformed = 索引号“{ $value }”不正确：{ $detail }
    .hint = 请删去这一行，由程序重新编号；如是原有编号，请对照台账改正。
    .fix = 应为“{ $fix }”。
number-foreign = 索引号“{ $value }”不是本网站的格式（{ $pattern }）
    .hint = 从撤并机构接收的信息可以保留原索引号；否则请删去，由程序重新编号。
number-duplicate = 索引号“{ $value }”在两个文件里
    .hint = 每条信息只能有一个索引号。复制文件来新建的，请删去新文件里的索引号；两份分头修改、合并以后出现的，请运行 mulu number --mend。
number-year = 索引号“{ $value }”的年份与成文日期、发布日期都不同
    .hint = 请核对日期；索引号一经生成不再更改。
number-overflow = 流水号超过了 { $width } 位（{ $value }）
    .hint = 请在 site.toml 里加宽 serial，例如 serial:06；已有的索引号不受影响。
number-used = 索引号“{ $value }”是台账里另一条信息的（{ $path }），不能再用
    .hint = 索引号不得重复使用。请删去这一行，由程序另编新号。
number-locked = 有 { $count } 条信息还没有索引号，而 --locked 不许编号
    .hint = 请先在编辑的电脑上运行 mulu number 或 mulu build，把结果一并提交。
number-address = 索引号“{ $value }”与“{ $other }”的网页地址相同
    .hint = 两个索引号只差标点，请在 site.toml 里改索引号格式。
number-lost = 台账里有这份文件的索引号 { $value }，文件里没有
    .hint = 生成时会自动补回。
ledger-header = 台账的表头不对
    .hint = 请从备份或版本库恢复 ledger.csv；表头应为：{ $header }。
ledger-row = 台账第 { $row } 行无法识别：{ $detail }
    .hint = 请对照备份改正这一行。
ledger-mangled = 台账第 { $row } 行的索引号“{ $value }”被表格软件改成了数字
    .hint = 请从备份恢复；用 Excel、WPS 打开台账时不要保存，或先把该列设为文本。
ledger-duplicate = 索引号“{ $value }”在台账里有两行
    .hint = 请对照备份删去多余的一行。
ledger-conflict = 版本库没能合并台账，里面留有冲突标记
    .hint = 运行 mulu number --mend，然后提交；以后想避免，先运行 mulu ledger merge --install
ledger-lost_rows = 台账少了 { $count } 行：{ $by ->
        [number] 索引号
       *[seq] 序号
    } { $missing }{ $files }
    .hint = 请从备份或版本库恢复 ledger.csv；台账只增不减。
    .end = 请从备份或版本库恢复 ledger.csv；台账只增不减。确实要退回到以前的版本时，请删除 .mulu 文件夹。
    .history = 以前的版本（提交 { $commit }）里还有这些行。请从那里恢复：git show 提交号:ledger.csv；台账只增不减。确实要重新开始编号时，请先删除 ledger.csv 并提交。
ledger-lost-files = 。文件里有、台账里没有的索引号：{ $files }
ledger-busy = 另一个 mulu 正在使用台账
    .hint = 请等它结束后再试。
sealed-gone = 已上网的信息 { $value } 的文件不见了（{ $path }）
    .hint = 请恢复文件；要撤下，请保留文件并写明“状态: 已撤回”和撤回的日期、理由。
sealed-changed = 已上网的信息 { $value } 改了内容，没有更正记录
    .hint = 运行 mulu correct 文件，或者在“更正”里写明日期、种类和理由；改错了请恢复原文。
sealed-held = 已上网的信息 { $value } 这次不会出现在网站上，因为它的文件还有别的错误
    .hint = 请先改正错误；要撤下，请写撤回记录。
link-missing = 链接的文件“{ $target }”不存在
    .hint = 请核对文件名和路径；路径从本文件所在的文件夹算起。
    .near = 是不是“{ $nearest }”？
link-unpublished = 链接的信息“{ $target }”没有公开，网页上只显示文字
    .hint = 请去掉链接，或先发布那条信息。
link-image_missing = 图片“{ $target }”不存在
    .hint = 请把图片放在本文件旁边，核对文件名。
link-number_unknown = 没有索引号为“{ $target }”的信息
    .hint = 请对照台账核对。
link-empty = 链接没有写地址
    .hint = 请在括号里写上地址，或去掉方括号。
link-unsafe = 链接“{ $target }”不是网页地址，已去掉
    .hint = 只能用 http、https、mailto、tel 和站内文件。
link-full_width = 链接用了全角括号，网页上只显示文字
    .hint = 请改为半角：[文字](地址)。
image-no_description = 图片没有文字说明
    .hint = 请在方括号里写上图片内容，供看不见图片的读者使用。
html-removed = 正文里的 HTML“{ $what }”不能用在网页里，已去掉
    .hint = 请用 Markdown 书写。
html-unclosed = 正文里的 HTML“{ $what }”没有结束，已补上
    .hint = 请用 Markdown 书写。
html-duplicate_id = 编号“{ $what }”在本页用了两次
    .hint = 请改掉其中一个。
link-anchor_missing = 本文中没有“#{ $target }”这个位置
    .hint = 请核对标题或条文的编号。
link-reference_missing = 没有写明链接“{ $target }”的地址
    .hint = 请改为 [文字](地址)，或去掉方括号。
link-no_text = 链接“{ $target }”没有文字，网页上显示地址
    .hint = 请在方括号里写上文字。
link-local = 链接“{ $target }”指向本机的文件，别人打不开
    .hint = 请把文件放在本文件旁边，再链接到它。
footnote-missing = 没有脚注“{ $target }”
    .hint = 请补上一行：[^{ $target }]: 内容。
footnote-unused = 正文没有引用脚注“{ $target }”
    .hint = 请在正文相应位置写 [^{ $target }]，或删去这条脚注。
footnote-duplicate = 脚注“{ $target }”有两条
    .hint = 请改掉其中一条的名称。
text-long = 正文有 { $size }，网页在手机上打开很慢，也难以打印
    .hint = 请把大表格、长名单另存为附件，正文只留说明。
text-unseen = 有 { $count } 个看不见的字符，第一个是 { $code }；发布时已去掉
    .hint = 多半是从网页或聊天软件粘贴来的。请删去这一处重新输入；若在文件名中，请改名。
text-indented = 这一段以空格或制表符开头，会被当作程序代码显示
    .hint = 请删去段首的空格；段首缩进由网页样式负责。
text-heading_mark = 这一行以“{ $what }”开头，但没有成为标题
    .hint = 请用半角的 #，后面空一格再写标题，例如“## 总则”。
text-joined_line = 这一行会与上一行连成一段
    .hint = 如需另起一段，请在两行之间空一行。
text-too_deep = 列表或引用嵌套过深，里层已按平级显示
    .hint = 请减少层次。
text-page_too_large = 正文到这里，生成的网页已超过 { $limit } MB，多半是链接或索引号太多
    .hint = 每个“[[索引号]]”都会变成带完整标题的链接。请拆成几条信息，或把清单另存为附件。
attachment-missing = 附件“{ $file }”不存在
    .hint = 请把附件放在 index.md 旁边，核对文件名。
    .near = 是不是“{ $nearest }”？
attachment-outside = 附件“{ $file }”在内容文件夹之外
    .hint = 请把附件复制到 index.md 旁边。
attachment-unsafe = 附件“{ $file }”是程序文件，不能发布
    .hint = 请换成 PDF、Word、Excel 等文档。
attachment-type = 附件“{ $file }”的后缀与内容不符，内容是 { $kind }
    .hint = 请改正后缀，否则读者打不开。
attachment-no_text = { $case ->
        [scan] 附件“{ $file }”是扫描件，没有文字，群众搜不到，也无法朗读
        [some] 附件“{ $file }”共 { $of } 页，其中 { $pages } 页是图片，没有文字，群众搜不到，也无法朗读
       *[empty] 附件“{ $file }”里没有文字
    }
    .hint = 请附上原来的 Word 文件，或把内容写进正文；也可以用文字识别（OCR）另存为可检索的 PDF。
    .some = 请把这些页的内容写进正文，或用文字识别（OCR）另存为可检索的 PDF。
    .empty = 请打开核对；如只有图片，请把图片里的内容写进正文。
attachment-unreadable = 附件“{ $file }”的字体没有说明各是什么字：搜不到，复制出来是乱码
    .hint = 请用 Word 文件重新“另存为 PDF”（嵌入字体），或者附上 Word 文件。
attachment-encrypted = 附件“{ $file }”要密码才能打开
    .hint = 请取消密码后另存；公开的文件应当人人都能打开。
attachment-damaged = 附件“{ $file }”已损坏，或内容与文件名不符
    .hint = 请自己打开试试：能打开就另存一份同名文件，打不开就找来原件替换。
attachment-too_large = 附件“{ $file }”太大，无法建立检索（超过 { $limit } MB，或解压后大得不正常）
    .hint = 请拆成几个文件，或压缩其中的图片。文件很小而解压后极大的，可能有害，弄清来源之前不要发布。
attachment-cut = 附件“{ $file }”太长，只有前 { $limit } 万字或前 20 万行可以搜到
    .hint = 如需全部可搜，请拆成几个文件。
attachment-old_format = 附件“{ $file }”是 2007 年以前的老格式：搜不到，手机也可能打不开
    .hint = 请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。
attachment-traces = 附件“{ $file }”里有看不见、但下载后能查到的内容：{ $what }
    .hint = Word：先接受或拒绝全部修订，再点“文件→信息→检查问题→检查文档→全部删除”。WPS：在“审阅”里接受修订、删除批注，再到“文件→属性”清除作者等信息。然后保存。
    .excel = Excel：点“文件→信息→检查问题→检查文档→全部删除”，并删去不用的隐藏工作表、行、列。WPS：右键“取消隐藏”后删除，再到“文件→属性”清除作者等信息。然后保存。
    .pdf = 请先在 Word 里清除批注和作者信息，再重新另存为 PDF；或用 Acrobat 的“标记密文→删除隐藏信息”。
attachment-picture_broken = 图片“{ $file }”已损坏，无法去除相机写入的信息（如拍摄地点）
    .hint = 请用看图软件打开，另存一份替换。
    .picture = 请把图片另存为 JPEG 或 PNG：程序发布时会去掉相机写入的信息。
trace-author = 作者{ $named ->
        [yes] ：{ $names }
       *[no] { "" }
    }
trace-last-modified-by = 最后保存者{ $named ->
        [yes] ：{ $names }
       *[no] { "" }
    }
trace-company = 单位{ $named ->
        [yes] ：{ $names }
       *[no] { "" }
    }
trace-manager = 主管{ $named ->
        [yes] ：{ $names }
       *[no] { "" }
    }
trace-custom-properties = 自定义属性 { $count } 项{ $named ->
        [yes] （{ $names }）
       *[no] { "" }
    }
trace-variables = 文档变量 { $count } 个{ $named ->
        [yes] （{ $names }）
       *[no] { "" }
    }
trace-tracked-changes = 修订痕迹 { $count } 处{ $named ->
        [yes] （{ $names }）
       *[no] { "" }
    }
trace-comments = 批注 { $count } 条{ $named ->
        [yes] （{ $names }）
       *[no] { "" }
    }
trace-hidden-text = 隐藏文字
trace-hidden-sheets = 隐藏的工作表：{ $names }
trace-very-hidden-sheets = 深度隐藏的工作表（菜单里看不到）：{ $names }
trace-hidden-rows = 隐藏行 { $count } 行
trace-hidden-columns = 隐藏列 { $count } 列
trace-pivot-data = 数据透视表的源数据
trace-external-links = 指向其他文件的链接{ $named ->
        [yes] （{ $names }）
       *[no] { "" }
    }
trace-macros = 宏
trace-scripts = 脚本
trace-embedded-files = 内嵌的文件 { $count } 个
trace-picture-details = 相机或软件写入图片的信息（设备、时间、作者，常含拍摄地点）
trace-picture-places = 带拍摄地点的图片 { $count } 张
relation-unknown = “{ $key }”里的“{ $value }”不在本目录中
    .hint = 本目录之外的文件可以照写；否则请核对索引号或文号。
relation-self = “{ $key }”指向了自己
    .hint = 请改正。
document_number-bracket = 文号“{ $value }”的年份没有用六角括号
    .hint = 应为“{ $fix }”。
document_number-bracket_garbled = 文号“{ $value }”的括号成了乱码
    .hint = 应为“{ $fix }”。
document_number-bracket_lost = 文号“{ $value }”的括号丢失
    .hint = 请对照原件改正。
document_number-form = 文号“{ $value }”的写法不对：{ $detail }
    .hint = 请对照原件改正。
    .fix = 应为“{ $fix }”。
document_number-masked = 文号“{ $value }”没有填完整
    .hint = 请对照原件填写。
document_number-padded_serial = 文号“{ $value }”的序号不应补零
    .hint = 应为“{ $fix }”。
document_number-di = 文号“{ $value }”的序号前不加“第”
    .hint = 应为“{ $fix }”。
document_number-word_instead_of_empty = 没有文号时不必写“{ $value }”
    .hint = 请删去这一行。
document_number-duplicate = 文号“{ $value }”在两条信息里，标题不同
    .hint = 请核对文号。
document_number-year = 文号“{ $value }”的年份与成文日期（{ $created }）不同
    .hint = 请核对文号和成文日期。

expected-text = 一段文字
expected-list = 一个列表
expected-map = 一组字段
expected-number = 一个整数
expected-bool = true（是）或 false（否）

yaml-second-document = 字段中间又出现了一行“---”
yaml-colon-in-value = 值里有半角冒号
yaml-no-colon = 这一行没有“字段: 值”的形式
yaml-quote-open = 引号没有成对
yaml-bracket-open = 方括号没有成对
yaml-brace-open = 花括号没有成对
yaml-reserved-mark = 值以 YAML 的保留符号开头
yaml-indent = 这一行的缩进与上面各行不齐
yaml-character = 有看不见的控制字符
io-not-found = 文件不存在
io-denied = 没有读取权限
io-circle = 链接绕回了自己所在的文件夹
io-not-a-file = 既不是文件，也不是文件夹
io-port-taken = 已被别的程序占用
io-port-denied = 系统不允许使用

# ---- 帮助 ----
help-mulu = mulu（目录）：把 Markdown 写成的政府信息编成有索引号、可检索的公开目录网站
    .after = 第一次使用：mulu init 我的网站，然后在该文件夹里运行 mulu serve 预览。
help-usage = 用法：
help-commands = 命令：
help-options = 选项：
help-arguments = 参数：
help-usage-options = [选项]
help-usage-command = <命令>
help-allowed = （可选：{ $allowed }）
help-default = （默认：{ $value }）
help-global-help = 显示帮助
help-global-version = 显示版本
help-global-root = 网站所在的文件夹（默认：向上找到的第一个含 site.toml 的文件夹）
help-global-today = 以哪一天为“今天”来核对日期（默认：电脑的日期）；不影响网站内容
help-global-lang = 消息用中文（zh）或英文（en）（默认：随系统）
help-global-format = 问题清单的格式：text 供人看，json、sarif 供程序用
help-global-quiet = 只显示错误
help-global-verbose = 显示全部提醒，不合并同类
help-init = 新建一个完整的小网站
    .long = 例：mulu init 青禾镇信息公开
help-init-dir = 新建在这个文件夹里（须为空或不存在）
help-new = 新建一条信息，填好字段，供填写正文
    .long = 例：mulu new notice 关于做好秋季防火工作的通知
        例：mulu new budget 2026年部门预算 --folder（有附件时，建文件夹，附件放在旁边）
help-new-column = 栏目的 id
help-new-title = 标题
help-new-name = 文件名（默认：日期加序号）
help-new-folder = 建成文件夹（index.md），附件放在旁边
help-new-english_keys = 字段名用英文
help-check = 检查所有文件，列出问题，不写任何文件
    .long = 有停止生成的错误时退出码为 1。例：mulu check --format sarif > 问题.sarif
help-number = 给通过发布审核、还没有索引号的信息编号，记入台账
    .long = 索引号一经生成不再更改，也不会再给别的信息。生成网站（build）时会自动编号。
help-number-locked = 不编号；有缺号时报错（用于自动检查）
help-number-mend = 改正编重的索引号，例如合并两个分支之后
help-number-dry_run = 只列出将要编的号，不写文件
help-build = 检查、编号、生成网站到 public 文件夹
    .long = 要么全部完成，要么原网站不变。内容没有变化的文件不重写。
        加 -v 列出新增（+）、改动（~）、移除（-）的文件；供上传程序用的清单在 .mulu/changes.json。
help-build-out = 生成到这个文件夹（默认：public）
help-build-locked = 不编号；有缺号时报错（用于自动检查）
help-build-anew = 全部重新生成，不使用上次生成的记录
help-build-timings = 以表格显示结果和各步用时
help-serve = 预览：边改边看，草稿也显示并标明
    .long = 只在本机可以打开。不编号，不写内容、台账和 public 文件夹。按 Ctrl-C 结束。
help-serve-port = 端口（默认：1812，被占用时用下一个）
help-serve-open = 自动打开浏览器
help-serve-poll = 定时查看文件变化（用于网络磁盘）
help-serve-lan = 让局域网内其他电脑也能查看；草稿也会被看到
help-search = 在生成的网站里检索
    .long = 几个词之间是“并且”；引号内连空格一起查，减号后面的词排除（英文词前先写 --），“标题:”“文号:”“索引号:”“机构:”只查该处。不写词则列出全部。
        例：mulu search 农村宅基地 -公示
            mulu search 标题:低保 --year 2024 --sort newest
            mulu search 青政发〔2024〕5号 --format json
help-search-words = 要找的词、文号或索引号
help-search-year = 只要这一年的（各条件都可以写几次，值可以写名称或代号）
help-search-agency = 只要这个机构的
help-search-column = 只要这个栏目的
help-search-topic = 只要这个主题的
help-search-genre = 只要这个体裁的
help-search-validity = 只要这种有效性的
help-search-sort = 排序：relevance 相关度，newest 新的在前，oldest 旧的在前
help-search-page = 第几页
help-search-out = 网站所在的文件夹（默认：public）
help-search-limit = 每页最多列出几条
help-review = 查看哪些信息等待审查、轮到谁签，打印保密审查表
    .long = 先审查、后公开，一事一审。谁要签由 site.toml 的 [review] steps 决定。
        例：mulu review（全部等待审查的信息）
        例：mulu review content/notice/2026-1.md（一条信息的审查记录）
        例：mulu review --print content/notice/2026-1.md（写出可打印的审查表）
help-review-file = 信息的文件、文件夹或索引号
help-review-print = 写出保密审查表（网页，A4 一页，供打印签字）
help-review-out = 审查表写到这个文件（默认：网站文件夹下的 review 文件夹）
help-review-sign = 登记一步签字：经办、科室、办公室、审批（写入该信息的“审查”字段）
help-review-by = 签字人姓名
help-review-opinion = 意见
help-review-date = 签字日期（默认：今天）
help-review-conclusion = 结论（默认：最后一步签署时，为该信息的公开方式）
help-review-basis = 依据
help-review-again = 重新审查：从第一步开始，去掉以前的签字
help-review-bind = 纸质审查表已签齐的，写明审查的是现在这一稿；不写文件名的，处理全部
help-review-dry_run = 只显示将要写入的内容，不写文件
help-seal = 登记：生成的网站已经上网
    .long = 之后，已上网的信息再改须有更正记录，删除须先撤回。上网之前，可以随意修改。
help-seal-out = 已上网的网站所在的文件夹（默认：public）
help-verify = 核对网站副本或归档包：有没有缺少、改动、截断、多余的文件
    .long = 副本里的 checksums.txt 列有全部文件的校验值。有差别时退出码为 1。
        例：mulu verify E:\xxgk（核对优盘里的副本）
        没有本程序时，可在副本文件夹里运行：sha256sum -c --quiet checksums.txt
help-verify-dir = 副本或归档包所在的文件夹，或归档包的 ZIP 文件（默认：public）
help-verify-checksums = 用这份校验清单核对，不用副本自带的
help-verify-allow_extra = 多余的文件只提醒，不算差别
help-pack = 打包网站副本：装优盘、装触摸屏、交给别的服务器
    .long = 先运行 mulu build。副本里有“截至何时”的说明和校验清单 checksums.txt，用 mulu verify 核对。
        打包就是对外公开，所以会像 mulu seal 一样登记上网；只想先看看，加 --no-seal。
        例：mulu pack --usb                装优盘：双击就能打开，断网也能检索
            mulu pack --usb --zip          同上，另存一个 ZIP 文件
            mulu pack --kiosk --idle 90    装触摸屏：字大、无外部链接，90 秒没人碰就回首页
            mulu pack --zip                整个网站打成 ZIP，交县政府门户网站上传
help-pack-usb = 优盘副本：双击打开，不用联网，可以检索
help-pack-kiosk = 触摸屏副本：按钮大，去掉外部链接，没人操作时回到首页
help-pack-zip = 另存为一个 ZIP 文件，放在副本文件夹旁边
help-pack-out = 副本放到哪个文件夹（默认：pack/usb、pack/kiosk、pack/web）
help-pack-site = 生成好的网站在哪个文件夹（默认：public）
help-pack-idle = 触摸屏多少秒没人碰就回首页，20 到 3600
help-pack-no_seal = 不登记上网，只供内部试看；副本上会注明
help-board = 打印公开栏（A4、A3），写大喇叭广播稿
    .long = 生成一个网页文件，用浏览器打开，按 Ctrl+P 打印，或者另存为 PDF。只取已经公开的信息。
        不写日期时取本季度；写明信息时只取这几条。
        例：mulu board --month 2026-11                   本月公开的信息，A4
            mulu board --column relief --quarter 2026-4 --paper a3
            mulu board --full 900010028/2026-00012        全文张贴（公示、公告），一条一页起
            mulu board --speak 900010028/2026-00012       大喇叭广播稿：数字、日期写成汉字，短句
help-board-items = 信息的索引号，或者源文件（可以写几个）
help-board-column = 只取这个栏目（代号），下级栏目也在内
help-board-month = 只取这个月发布的，例如 2026-11
help-board-quarter = 只取这个季度发布的，例如 2026-4
help-board-year = 只取这一年发布的
help-board-paper = 纸张：a4、a3
help-board-full = 张贴全文，一条另起一页
help-board-speak = 写成大喇叭广播稿（文本文件）
help-board-out = 写到这个文件（默认：board 文件夹）
help-archive = 归档：把某年公开的信息打包，移交档案馆、图书馆，并留存内部档案
    .long = 生成两个 BagIt 包（RFC 8493）和一份移交清单：
        <年>-public    已上网的网页、附件、目录，移交国家档案馆、公共图书馆（条例第二十五条）
        <年>-internal  源文件、审查记录、台账，本单位留存，不对外
        <年>-handover.html  移交清单，打印后双方签字盖章
        只收已封存（mulu seal）的信息。同一年份再次打包，字节完全相同。
        例：mulu archive 2025 --zip
help-archive-year = 发布年份
help-archive-out = 打包到这个文件夹（默认：archive/<年>）
help-archive-site = 生成的网站所在的文件夹（默认：public）
help-archive-zip = 另各生成一个 ZIP 文件，便于拷贝
help-archive-partial = 未封存、待发布的信息不收，照样打包
help-ledger = 查看台账：编过的全部索引号
    .long = 只读取 ledger.csv，不作任何改动。例：mulu ledger --unsealed
        例：mulu ledger --find 春耕 --year 2026
        例：mulu ledger --state 已撤回 --csv > 已撤回.csv
        例：mulu ledger --format json
help-ledger-find = 只列出含有这些文字的行
help-ledger-state = 只列出这种状态的行：预留、已发布、已撤回、作废
help-ledger-year = 只列出这一年发布的
help-ledger-sealed = 只列出已登记上网的
help-ledger-unsealed = 只列出没有登记上网的
help-ledger-csv = 以 CSV 格式输出，与台账文件相同
help-ledger-verify = 核对台账与文件，列出上网之后改动过的信息
    .long = 不写入任何内容。有问题妨碍生成时，退出码为 1。
help-ledger-merge = 合并两份分头修改的台账（供 git 使用）
    .long = 合并结果写入 OURS。退出码 0 表示已合并；双方把不同的信息用同一个索引号上了网，或者有一份读不出来，为 1。
        每个克隆里运行一次：mulu ledger merge --install。两个分支编重的号，合并之后用 mulu number --mend 改正。
help-ledger-merge-base = 双方共同的旧台账（git：%O）
help-ledger-merge-ours = 我方台账，合并结果写在这里（git：%A）
help-ledger-merge-theirs = 对方台账（git：%B）
help-ledger-merge-install = 让 git 在这个克隆里这样合并台账（写入 .gitattributes 和 git 配置）
help-theme = 新建自己的主题（网页外观）
    .long = 只改颜色，不用主题：在 site.toml 里设置 main_color。
        例：mulu theme new qinghe
        例：mulu theme new qinghe --with templates/home.html --with static/style.css
help-theme-new = 新建一个主题，复制要改的文件
    .long = 新主题里没有的文件，一律用内置主题的。例：mulu theme new qinghe
help-theme-new-name = 主题的名称，用小写英文字母、数字和连字符
help-theme-new-with = 要改的文件，可以写多次（默认：static/style.css 和 templates/foot.html）
help-theme-new-all = 复制内置主题的全部文件
help-withdraw = 撤回已发布的信息：网页保留，注明已撤回
    .long = 正文、附件和搜索内容撤下，索引号、日期、理由和标题保留；加 --title 则标题也一并撤下，换成中性标题。
        只在文件里写入“状态”和“撤回”两项，下次生成时生效。草稿不用撤回，直接删除即可。
        例：mulu withdraw 900010028/2026-00012 --reason 信息重复发布
        例：mulu withdraw content/notice/a.md --reason 涉及个人隐私 --title 一则通知（已撤回） --dry-run
help-withdraw-title = 对外标题：原标题也须撤下时，改用这个中性标题
help-correct = 登记更正：说明已发布的信息为什么改动
    .long = 已上网的信息须有更正记录才能改动，记录会显示在网页上。先改正文后登记，或者先登记后改，都可以。
        例：mulu correct 900010028/2026-00012 --reason 联系电话有误 --note 电话由……改为……
        例：mulu correct content/notice/a.md --typo --reason 错别字
help-correct-kind = 种类：更正（默认）、补充或澄清
help-correct-note = 说明：具体改了什么
help-correct-typo = 仅订正错别字、标点：认可已经作出的改动
help-repeal = 登记废止：文件不再有效
    .long = 把“有效性”改为“废止”，写明废止日期和理由。--by 指明的文件如果也在本站，两个网页互相链接。
        例：mulu repeal 青政发〔2020〕3号 --by 青政发〔2026〕5号
        例：mulu repeal 900010028/2020-00003 --date 2026-01-01 --reason 文件清理
help-repeal-by = 废止或替代它的文件：索引号或文号
help-repeal-note = 补充说明
help-reduce = 撤下期满公示的名单，网页保留
    .long = 正文和附件撤下，索引号、标题、日期和内容概述保留。不写是哪一条，则列出所有已经期满的公示（* 表示文件里注明期满精简）。
        例：mulu reduce
        例：mulu reduce content/notice/2026-public-display.md
help-global-item = 哪一条信息：索引号、文号或者文件
help-global-date = 日期（默认：今天）
help-global-reason = 理由，会显示在网页上
help-global-dry_run = 只显示将写入什么，不写入
help-completions = 生成命令行自动补全脚本
    .long = 例：mulu completions bash > ~/.local/share/bash-completion/completions/mulu
help-completions-shell = 哪种命令行
help-man = 把手册页写到文件夹
help-man-dir = 写到这个文件夹

usage-unknown-argument = 没有“{ $subject }”这个选项
usage-unknown-command = 没有“{ $subject }”这个命令
usage-missing-argument = 还缺少：{ $subject }
usage-bad-value = “{ $subject }”的值“{ $value }”不可用
usage-conflict = “{ $subject }”与“{ $other }”不能同时使用
usage-other = 用法有误：{ $subject }
usage-suggestion = 是不是“{ $subject }”？
usage-allowed = 可用的值：{ $allowed }
usage-see-help = 用 --help 查看用法。

# ---- 各命令 ----
findings-count = 共 { $build } 处停止生成的错误，{ $item } 处使该条不发布的错误，{ $nothing } 处提醒。
failed-write = 无法写入 { $path }：{ $detail }
failed-read = 无法读取 { $path }：{ $detail }
theme-bad-name = “{ $name }”不能用作主题名称：请用小写英文字母、数字和连字符，不用 default
theme-no-file = 内置主题里没有 { $name }。可以复制的文件有：{ $known }
theme-no-file-near = 内置主题里没有 { $name }，是不是 { $nearest }？可以复制的文件有：{ $known }
theme-done = 已新建 { $path }，共 { $count } 个文件。
    下一步：在 site.toml 里写 theme = "{ $name }"，运行 mulu serve 预览。
theme-readme = 主题“{ $name }”

    本文件夹里有的文件代替内置主题的同名文件，没有的仍用内置主题的。不改的文件请删去，以便以后随程序更新。

    templates  网页模板（Tera 语法）
    strings    网页上的词语，如 strings/zh-Hans.toml，只写要改的
    static     样式、脚本和图片

    只改颜色，在 site.toml 里设置 main_color 即可。模板写错了，mulu check 会指出文件、行号和可用的名称。
init-not-empty = 文件夹 { $path } 里已经有文件，没有新建
init-done = 已在 { $path } 新建网站，共 { $count } 个文件。
    下一步：进入该文件夹，运行 mulu serve 预览。
new-done = 已新建 { $path }
new-exists = { $path } 已经存在，没有改动
new-no-column = 没有栏目“{ $column }”。可用的栏目：{ $allowed }
new-bad-name = 文件名“{ $name }”不可用：不能含 / \ : * ? " < > |，也不能是“.”开头
no-root = 没有找到网站：这里和上级文件夹里都没有 site.toml。用 mulu init 新建，或用 --root 指明。
check-fine = 检查完毕：{ $items } 条信息，没有问题。
check-done = 检查完毕：{ $items } 条信息。
number-none = 没有需要编号的信息。
number-done = 新编 { $count } 个索引号，已记入台账。
number-dry-run = 将新编 { $count } 个索引号（没有写入）。
build-done = 网站已生成在 { $out }：{ $items } 条信息，{ $files } 个文件；新写 { $written }，未变 { $unchanged }，移除 { $removed }。
build-numbered = 新编 { $count } 个索引号。
build-held = { $count } 条信息没有发布（草稿 { $draft }，内部 { $internal }，不予公开 { $withheld }，待改正 { $held }）。
build-foreign = { $out } 里有 { $count } 个不是本程序生成的文件，没有动：{ $names }
build-completed = 上次生成中途停止，已先补完。
build-overwritten = { $out } 里有 { $count } 个不是本程序生成的文件，已被同名的网页替换：{ $names }
build-stopped = 没有生成：请先改正上面的错误。原有网站没有改动。
build-refused-out = 不能生成到 { $out }：{ $detail }
progress-speed = 每秒 { $rate }，还剩 { $left }
phase-load = 读取
phase-check = 检查
phase-render = 生成网页
phase-attachments = 读取附件
phase-search = 建立检索
phase-write = 写入
phase-verify = 核对
phase-archive = 打包
timing = { $millis } 毫秒
timing-total = 用时合计
total-items = 公开信息（条）
total-held = 未公开（条）
total-files = 文件
total-written = 新写
total-unchanged = 未变
total-removed = 移除

# ---- 预览 ----
serve-ready = 预览地址：{ $address }
    正在留意：{ $paths }。保存文件后网页自动更新，按 Ctrl-C 结束。
serve-lan = 注意：局域网内任何人都能在 { $address } 看到预览，包括草稿。看完请按 Ctrl-C 结束。
serve-port-taken = 端口 { $asked } 已被占用，改用 { $port }。
serve-no-port = 端口 { $port } 及其后的端口都不能用：{ $detail }。可用 --port 另指定一个。
serve-machine = 无法启动预览：{ $detail }
serve-no-browser = 没能打开浏览器，请自行打开浏览器，在地址栏输入 { $address }
serve-looking = 系统不能通知文件变化（{ $detail }），改为定时查看。
serve-rebuilt = 已更新（{ $path }{ $count ->
        [1] {""}
       *[other] {" "}等 { $count } 处
    }，{ $millis } 毫秒）
serve-kept = 网站没有更新（{ $path } 有改动）：有错误，网页仍是改动之前的样子。
serve-failed = 程序内部出错，网页仍是改动之前的样子。请保留文件，并向开发者报告。
serve-waiting = 正在生成网站，完成后自动显示。
serve-stopped = 网站有错误，现在还不能显示。改正以后，本页自动显示网站。
serve-overlay-build = 网站没有更新：有 { $count } 处错误
serve-overlay-refused = 有 { $count } 处错误，改正以前网站不能发布
serve-overlay-item = 有 { $count } 处错误，有关信息不会发布
serve-overlay-more = 还有 { $count } 处，见命令窗口。
serve-overlay-close = 关闭
serve-overlay-stopped = 预览已停止。重新运行 mulu serve 后，本页自动恢复。

output-holds_the_site = 这是网站所在的文件夹，或它的上级
output-taken = 这个文件夹另有用途（content、themes、data、.mulu 等）
output-not_a_folder = 这不是文件夹
output-drive = 这是整个磁盘
output-name_not_relative = 路径不完整，或含有“..”
output-name_character = 路径里有不能用于文件名的字符“{ $character }”
output-name_ending = 路径里有以空格开头，或以空格、句点结尾的名称
output-name_reserved = 路径里有 Windows 保留的名称（如 con、aux）
output-name_too_long = 路径太长（不应超过 200 个字符）
output-name_ours = 路径里有本程序自用的名称
output-clash = 与“{ $first }”只差大小写、完全相同，或一个是文件而另一个是同名文件夹，不能并存
output-occupied = 这个位置上有不是本程序生成的文件
output-source_changed = 复制时文件又有改动
output-busy = 另一个 mulu 正在写这个文件夹
output-disk_full = 磁盘已满
output-read_only = 磁盘是只读的
output-is_folder = 那里有一个同名的文件夹，请写明文件名
output-in_use = 文件正在其他程序中打开
output-denied = 没有写入权限，或文件正在其他程序中打开

search-none = 没有找到包含“{ $query }”的信息。
search-none-filtered = 在所选条件下没有找到包含“{ $query }”的信息。
search-found = 找到 { $total } 条，以下是第 { $first } 至 { $last } 条。
search-any = 没有一条包含“{ $query }”的全部词语。相近的有 { $total } 条，以下是第 { $first } 至 { $last } 条。
search-beyond = 共找到 { $total } 条，没有这么多页。
search-ignored = 词语太多，最后 { $count } 个没有用于检索。
search-nearest = 标题相近的信息：
search-no-value = { $facet } 没有“{ $value }”这个值。现有：{ $known }
search-no-index = { $out } 里没有检索数据。请先运行 mulu build。
search-missing = 检索数据缺少文件 { $path }。请重新运行 mulu build。
search-unreadable = 检索数据中的 { $path } 无法读写：{ $detail }。请检查磁盘和权限，再重新运行 mulu build。
search-truncated = 检索数据中的 { $path } 不完整，后半部分缺失。请重新运行 mulu build。
search-damaged = 检索数据中的 { $path } 已损坏，与生成时不一致。请重新运行 mulu build。
search-not-index = { $path } 不是检索数据。请重新运行 mulu build。
search-version = 检索数据的格式是第 { $found } 版，这个 mulu 只能读第 { $known } 版。请用这个 mulu 重新运行 mulu build。
search-engine = 检索数据生成失败：{ $detail }。

verify-fine = { $folder }：{ $files } 个文件（{ $size }）与校验清单全部一致。清单校验值 { $hash }
verify-bag_fine = { $folder }：完整的 BagIt 包，{ $files } 个文件（{ $size }）全部一致。封签 { $hash }
verify-differs = { $folder }：应有 { $files } 个文件，有 { $faults } 处不一致。
verify-more = 还有 { $count } 处同类差别（{ $code }）未列出，加 -v 全部显示。
verify-no-folder = 没有文件夹 { $folder }
verify-other_build = 注意：{ $folder } 不是最近一次生成的网站（与 { $own } 不同）。
verify-list_missing = 这里没有校验清单，无法核对
verify-list_cut = 校验清单不完整，或不是本程序写的

seal-done = 已登记 { $count } 条信息上网（{ $moment }），其中新登记 { $new } 条。
ledger-filters-only-shown = --find、--state、--year、--sealed、--unsealed、--csv 只用于查看台账。
ledger-no-state = 没有“{ $state }”这一状态。可以写：{ $allowed }
ledger-shown = 共 { $total } 行，列出 { $count } 行。
ledger-count = { $state }：{ $count } 行，其中 { $sealed } 行已上网
ledger-changed = { $item }与上网时不同：{ $online } 变为 { $now }
ledger-agrees = 台账与文件一致。
ledger-agrees-recorded = 台账与文件一致；上面的改动都有记录，下次 mulu seal 之后以新内容为准。
ledger-merged = 台账已合并：共 { $count } 行，其中 { $moved } 行换了序号。
ledger-merge-restored = { $value } 这一行有一方缺失，已保留。
ledger-merge-doubled = 双方都编了 { $value }：归 { $keeps }，{ $loses } 须另编。合并完成后运行 mulu number --mend。
ledger-merge-conflict = 双方都用 { $value } 上了网，一个是 { $keeps }，一个是 { $loses }。已保留前者；请把另一个撤回或另行编号，再提交。
ledger-merge-unreadable = 台账没有合并，我方台账未动。请先改正上面的问题，再合并。
ledger-install-failed = 无法设置 git：{ $detail }
ledger-installed = git 在这个克隆里将这样合并台账：{ $driver }
    已在 .gitattributes 里加入：{ $line }
ledger-installed-again = git 在这个克隆里将这样合并台账：{ $driver }
    文件 .gitattributes 里已经有：{ $line }
mend-united = 台账里混有两个分支的 { $count } 行，已理顺。
mend-changed = { $path }：{ $old } 改为 { $new }（{ $old } 归 { $keeps }）
mend-removed = { $path }：已去掉 { $old }，发布时再编号（{ $old } 归 { $keeps }）
mend-none = 没有编重的索引号。
mend-done = 已改正 { $count } 个索引号。
ask-withdraw-reason = 撤回的理由（会显示在网页上）：
ask-correct-reason = 更正的理由（会显示在网页上）：
ask-typo-reason = 订正了什么，例如“错别字”（会显示在网页上）：
ask-repeal-reason = 废止的理由（会显示在网页上）：
amend-missing = 缺少 { $option }，没有写入任何内容。
amend-dry-run = 将改动 { $count } 个文件（这次没有写入）。
amend-not-sealed = 这条信息没有登记为已上网。如果确实没有上过网，修改和删除都不用留记录。
amend-unknown = 没有“{ $word }”这条信息。请写索引号、文号或者文件名。
amend-unknown-near = 没有“{ $word }”这条信息。是不是“{ $nearest }”？
amend-ambiguous = “{ $word }”不止一条：{ $paths }。请写文件名。
amend-unreadable = { $path } 里有错误，请先改正（用 mulu check 查看）。
withdraw-done = 已登记撤回：{ $item }。
    下次生成时正文和附件撤下。封存之前要取消撤回：在 { $path } 里删去“撤回”一项，把“状态”改回“{ $status }”。
withdraw-title = 下次生成时，台账也改用对外标题。原标题仍在不公开的源文件 { $path } 里，也可能在文件名和版本库的历史记录里。
correct-done = 已在 { $path } 登记更正：{ $item }。
    封存之前要取消：删去这条更正记录。
correct-done-edit = 已在 { $path } 登记更正：{ $item }。正文还和网上的一样，请接着修改。
    封存之前要取消：删去这条更正记录。
correct-no-kind = 没有“{ $kind }”这一种类。可以写：{ $allowed }
repeal-done = 已登记废止：{ $item }，{ $date }起不再有效。
    封存之前要取消：在 { $path } 里把上面显示的几行改回去。
repeal-linked = 两个文件的网页互相链接（{ $path }）。
repeal-not-here = 本站没有 { $by }，只写在理由里。
reduce-done = 已登记精简：{ $item }。
    下次生成时名单和附件撤下。要取消：在 { $path } 里把“状态”改回去。
reduce-listed = 共有 { $count } 条公示已经期满、名单还在网上。
refused-never-public = { $item }不在网站上，也没有上过网：直接修改或删除 { $path } 即可。没有写入任何内容。
refused-withdrawn = { $item }已经撤回。没有写入任何内容。
refused-not-in-force = { $item }已经失效。没有写入任何内容。
refused-reduced = { $item }已经精简。没有写入任何内容。
refused-no-display = { $item }不是公示：{ $path } 里没有“公示期”。没有写入任何内容。
refused-display-runs = { $item }的公示到 { $date } 才期满。没有写入任何内容。
refused-before-publication = 日期早于发布日期（{ $date }）：{ $item }。没有写入任何内容。
refused-ahead = 日期还没有到（今天是 { $date }）。没有写入任何内容。
refused-unchanged = { $item }和网上的一样，没有需要认可的改动。请先改正文。没有写入任何内容。
refused-itself = { $item }不能废止自己。没有写入任何内容。
seal-not-built = { $out } 里没有生成好的网站。请先运行 mulu build 并上传。
seal-outdated = 网站生成之后内容又有变化（{ $count } 条）。请重新运行 mulu build、上传，再登记。

# ---- 归档 ----
pack-nothing = 请说明打什么包：--usb（优盘）、--kiosk（触摸屏）或 --zip（交给别的服务器）。
pack-not_built = { $out } 里没有生成好的网站。请先运行 mulu build。
pack-outdated = 网站生成之后内容又有变化（{ $count } 条）。请重新运行 mulu build，再打包。
pack-done = 打包完毕：{ $items } 条信息，{ $files } 个文件。
pack-zipped = ZIP 文件大小 { $size }。
pack-next_usb = 把 { $folder } 里的全部内容复制到优盘，双击“{ $first }”即可打开。复制后可用 mulu verify 核对。
pack-next_kiosk = 把 { $folder } 整个复制到触摸屏电脑，双击 kiosk.cmd 全屏打开（退出按 Alt+F4）。
pack-next_web = 把 { $folder } 里 site 文件夹的内容上传到网站目录。
pack-sealed = 已登记 { $count } 条信息上网，其中新登记 { $new } 条。
pack-not_sealed = 没有登记上网：这份副本只供内部试看，请勿对外发放。
pack-date = { $year }年{ $month }月{ $day }日
pack-readme_name = 说明.txt
pack-start_name = 打开目录.html
pack-readme_what = { $title }（离线副本）
pack-readme_as_of = 截至{ $date }，共 { $items } 条信息，最新一条发布于{ $newest }。之后公开的信息请看网站：{ $url }
pack-readme_usb = 打开方法：双击“打开目录.html”。不用联网，不用安装。检索需要较新的浏览器（2020年以后的 Edge、360、Chrome、火狐等）。
pack-readme_kiosk = 打开方法：在 Windows 10 或 11 的触摸屏电脑上双击 kiosk.cmd，全屏显示；退出按 Alt+F4。要开机自动打开，把 kiosk.cmd 的快捷方式放进“启动”文件夹（按 Win+R，输入 shell:startup）。
pack-readme_web = 用法：把 site 文件夹里的全部内容上传到网站目录。服务器设置见 site/hosting。
pack-readme_check = 核对：checksums.txt 列有全部文件的 SHA-256 校验值。用 mulu verify 核对，或者在本文件夹运行 sha256sum -c --quiet checksums.txt。
pack-as_of = 截至{ $date }，共 { $items } 条信息，最新一条发布于{ $newest }。
pack-unsealed_note = 本副本未登记上网，只供内部试看，请勿对外发放。
pack-open = 打开信息公开目录
pack-search = 检索
pack-catalog = 全部信息（按时间）
pack-newer = 这是离线副本，不用联网。之后公开的信息请看网站：
pack-qr = 网站的二维码
pack-check = 怀疑文件有改动的，可以用 checksums.txt 核对，或者与发放单位联系。
board-column = 没有代号为“{ $column }”的栏目。
board-column_near = 没有代号为“{ $column }”的栏目。是不是“{ $nearest }”？
board-period = “{ $text }”不是这样写的。月份例如 2026-11，季度例如 2026-4（10月至12月）。
board-not_public = { $path } 没有公开，不能张贴、广播。
board-unnumbered = 有 { $count } 条信息还没有索引号，没有列入。请先运行 mulu build。
board-refused = 公开栏文件不能放在 { $path }，会和网站一起发布。请另选地方。
board-done = { $count } 条信息。用浏览器打开这个文件，按 Ctrl+P 打印或者另存为 PDF。
board-spoken = { $count } 条信息的广播稿。播送前请念一遍，检查人名、地名和数字。
board-empty = 这段时间没有发布信息。
archive-done = { $year } 年归档完毕：{ $items } 条信息，已逐字节读回核对。
archive-unchanged = { $year } 年已经归档过，内容没有变化：{ $items } 条信息。
archive-left_out = { $year } 年有 { $unsealed } 条未封存、{ $held } 条未发布，没有归档。
archive-not_ready = { $year } 年还有 { $count } 条信息不能归档，没有打包。
archive-stopped = { $year } 年没有归档：请先改正上面的错误。
archive-empty = { $year } 年没有发布过信息。
archive-in_the_way = { $path } 已经存在，内容不同，没有覆盖。请移走后再试，或用 --out 另选文件夹。
archive-year_not_over = 注意：{ $year } 年还没有结束，年后请重新归档。
archive-incomplete = （另有 { $count } 条未封存或未发布的信息不在内）
archive-public_title = { $year }年主动公开政府信息
archive-public_description = { $year }年主动公开的政府信息：网页、附件、目录。Government information disclosed in { $year }: pages, attachments, catalog.
archive-public_readme = { $year }年主动公开政府信息移交包

    打开 site/year/{ $year }/index.html，可按清单浏览全部信息；指向其他年份的链接在本包内打不开。
    site/          已上网的网页和附件，与上网时完全一致
    catalog.csv    目录，可用 Excel、WPS 打开
    catalog.json   目录，供程序读取

    依据：《中华人民共和国政府信息公开条例》（国务院令第711号）第二十五条。
    本包采用 BagIt 格式（RFC 8493）。核对：mulu verify 包所在的文件夹；或任何 BagIt 工具。
archive-internal_title = { $year }年政府信息公开工作内部档案
archive-internal_description = { $year }年政府信息公开工作内部档案：源文件、审查记录、台账。内部资料，不对外公开。Internal records of disclosure work in { $year }: sources, review records, ledger. Not for the public.
archive-internal_readme = { $year }年政府信息公开工作内部档案（内部资料，不对外公开）

    content/       源文件和附件，含不予公开、内部信息
    reviews.csv    审查记录
    ledger.csv     台账中本年的各行
    site.toml、data/、themes/  设置，用来重新生成网站

    本包采用 BagIt 格式（RFC 8493）。核对：mulu verify 包所在的文件夹；或任何 BagIt 工具。
handover-title = { $year }年主动公开政府信息移交清单
handover-from = 移交单位
handover-to = 接收单位
handover-basis = 移交依据
handover-basis_text = 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十五条
handover-package = 移交包
handover-contents = 移交内容
handover-totals = { $items } 条信息，附件 { $attachments } 个；共 { $files } 个文件，{ $size }
handover-seal = 封签（SHA-256）
handover-list = 信息清单
handover-serial = 序号
handover-index_no = 索引号
handover-name = 名称
handover-doc_no = 文号
handover-created = 成文日期
handover-published = 发布日期
handover-attachments = 附件
handover-withdrawn = （已撤回）
handover-check = 核对方法：移交包里 tagmanifest-sha256.txt 的 SHA-256 应与上面的封签一致；再用 mulu verify 或任何 BagIt 工具核对整个包。本清单一式两份，双方各执一份。
handover-sign_from = 移交单位（盖章）：
    移交人：
    日期：　　　　年　　月　　日
handover-sign_to = 接收单位（盖章）：
    接收人：
    日期：　　　　年　　月　　日

code-length = 应为 { $expected } 个字符，实为 { $found } 个
code-character = 第 { $position } 个字符“{ $found }”不可用
code-check-digit = 校验码应为“{ $expected }”，实为“{ $found }”

docno-bracket = 年份没有用六角括号
docno-bracket-garbled = 括号成了乱码
docno-bracket-lost = 括号丢失
docno-bracket-unclosed = 括号缺一半
docno-bracket-mixed = 括号前后不成对
docno-trailing-bracket = 末尾多了括号
docno-trailing-text = “号”后面还有文字
docno-blank = 中间有空格
docno-masked = 年份或序号没有填写
docno-number-lost = 缺少机关代字、年份或序号
docno-missing-hao = 缺少“号”
docno-missing-di = 令的序号前应有“第”
docno-di = 序号前不加“第”
docno-padded-serial = 序号不应补零
docno-zero-serial = 序号不能是0
docno-short-year = 年份应为四位
docno-year-word = 括号里不写“年”
docno-full-width-digits = 数字应为半角
docno-letter-for-digit = 字母代替了数字
docno-two-numbers = 一个字段里写了两个文号
docno-order-form = 应写成“××令第N号”
docno-word = 没有文号时留空

pattern-too-long = 超过 { $limit } 个字符
pattern-brace = 花括号不成对
pattern-unknown = 没有“{ $name }”这个变量（是不是“{ $nearest }”？）
pattern-width = 位数“{ $value }”不对：只有 serial 写位数，1 到 9 位，例如 serial:05
pattern-no-serial = 缺少流水号 serial，各条信息会得到同一个索引号
pattern-twice = 变量 { $name } 写了两次
pattern-character = 索引号里不能用“{ $value }”

vocabulary-unknown-key = 没有“{ $key }”这一项，可用：{ $allowed }
vocabulary-duplicate-key = “{ $key }”写了两次
vocabulary-missing-key = 缺少“{ $key }”
vocabulary-wrong-type = 类型不对，应为 { $expected }
vocabulary-bad-value = 值“{ $value }”不可用，可用：{ $allowed }
vocabulary-empty = 一个条目也没有
vocabulary-duplicate-id = id“{ $id }”与第 { $line } 行重复
vocabulary-duplicate-name = 名称“{ $name }”与第 { $line } 行重复
vocabulary-nameless = 条目没有 id 或名称
vocabulary-unknown-reference = “{ $key }”指向的“{ $id }”不存在
vocabulary-missing-term = 缺少程序必需的条目“{ $id }”

shape-missing = 没有内容
shape-not-an-index = 这不是索引号
shape-width = 用了全角符号，或者用破折号代替了连字符
shape-blank = 中间有空格
shape-case = 字母应为大写
shape-empty-prefix = 缺少机构代码
shape-hyphen = 组织机构代码里的连字符应去掉
shape-check-digit = 机构代码的校验码应为“{ $expected }”
shape-check-digit-wrong = 机构代码的校验码不对
shape-alphabet = 机构代码第 { $position } 个字符“{ $found }”不可用
shape-year = 年份应为四位
shape-serial = 流水号位数不对，或者全是零
ledger-detail-number = “{ $value }”不是数字（{ $column }）
ledger-detail-seq-twice = 序号 { $value } 有两行
ledger-detail-no-index = 没有索引号
ledger-detail-state = “{ $value }”不是状态；状态有 reserved（预留）、published（已发布）、withdrawn（已撤回）、void（作废）
ledger-detail-date = “{ $value }”不是日期（{ $column }）
ledger-detail-hash = “{ $value }”不是摘要值
ledger-detail-seal = 封存时间和内容摘要值缺了一个
ledger-detail-cells = 列数不对

insert-form = 字段的写法让程序无法确定该插在哪里；请改成每个字段一行，再运行一次
insert-changed = 文件在处理过程中被改动，或者编码无法原样写回

# ---- 审查 ----
list-join = 、
item-not-found = 没有找到“{ $word }”：请写文件的路径，或者索引号
item-not-found-near = 没有找到“{ $word }”。是不是 { $nearest }？
item-unreadable = { $path } 有错误，读不出来。请先运行 mulu check 改正。
review-step-drafted = 经办
review-step-department = 科室
review-step-office = 办公室
review-step-approved = 审批
review-column-path = 文件
review-column-title = 标题
review-column-step = 轮到
review-column-since = 自
review-column-why = 原因
review-column-by = 姓名
review-column-date = 日期
review-column-opinion = 意见
review-unsigned = 未签
review-none = 没有等待审查的信息。
review-count = 共 { $count } 条等待审查，{ $again } 条不予公开的信息到期未复核。打印审查表：mulu review --print 文件
review-draft = 草稿，{ $why }
review-why-not-asked = 本网站不要求审查记录
review-why-complete = 审查完毕
review-why-unsigned = { $steps }未签
review-why-conclusion = 没有写结论
review-why-referred = 已报审，没有写报送日期
review-why-referred-due = 已报审，应于 { $due } 前答复
review-why-referred-about = 已报审，约于 { $due } 前答复（放假安排未公布）
review-why-hold = 暂缓公开，没有写何时再议
review-why-hold-until = 暂缓公开，{ $until } 再议
review-why-contradicted = 结论是“{ $conclusion }”，与公开方式不一致
review-why-outdated = 审查之后改过，{ $steps }须重新签署
review-why-unbound = 审查完毕，没有写内容摘要值
review-why-next = 不予公开，应于 { $due } 复核
review-show-conclusion = 结论：{ $value }
review-show-state = 状态：{ $value }
review-show-next = 轮到：{ $value }
review-show-of = 审查的内容：{ $value }
review-show-hash = 现在的内容：{ $value }
review-signed = 已登记：{ $step } { $by } 签署《{ $title }》
review-signed-next = 下一步：{ $step }
review-signed-last = 审查完毕。运行 mulu check 看看还有没有别的问题。
review-sign-dry-run = 以上是将要写入 { $path } 的内容（没有写入）。
review-bound = 已为 { $count } 条审查记录写明内容摘要值。
review-bind-dry-run = 将为 { $count } 条审查记录写明内容摘要值（没有写入）。
review-bind-not = 没有写入：{ $state }
review-ask-name = 签字人姓名：
review-no-name = 请用 --by 写明签字人的姓名
review-no-step = 没有“{ $word }”这个环节。本网站的环节：{ $allowed }
review-no-conclusion = 没有“{ $word }”这个结论。可用的结论：{ $allowed }
review-refused-not-asked = 本网站不要求这个环节签署（见 site.toml 的 [review] steps）
review-refused-before = 没有登记：请先由{ $steps }签署
review-refused-signed = 没有登记：{ $by } 已于 { $date } 签署。内容没有改动，不必重签。
review-refused-outdated = 没有登记：前面的签署针对改动以前的内容，须从头重新审查。
    请用 mulu review --sign { $step } --again 重新开始。
review-refused-not-first = 没有登记：重新审查从{ $step }开始
review-refused-contradicted = 没有登记：结论是“{ $conclusion }”，公开方式却是“{ $mode }”。请先改公开方式。
review-sheet-done = 审查表已写到 { $path }
    用浏览器打开，按 Ctrl+P 打印（A4 纸）。签好后运行 mulu review --sign 登记，纸质表至少保存三年。
review-letter-done = 报审用的申请函已写到 { $path }
letter-title = 关于申请确定《{ $title }》能否公开的函
letter-to = { $to }：
letter-what = 我单位拟公开《{ $title }》{ $numbered ->
        [yes] （{ $doc_no }）
       *[no] {""}
    }，该信息形成于{ $created }。经审查，对其能否公开不能确定。根据《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条的规定，现报请确定。
letter-why = 不能确定的原因如下：
letter-colon = ：
letter-ask = 请自收到本函之日起{ $days }个工作日内，就上述信息能否公开、能否部分公开予以答复。答复之前，我单位不予公开。
letter-ask-by = 请于{ $due }前，就上述信息能否公开、能否部分公开予以答复。答复之前，我单位不予公开。
letter-enclosed = 附件：
letter-enclosed-text = 《{ $title }》（信息文本及附件）
letter-enclosed-sheet = 政府信息公开保密审查表
letter-enclosed-other = 其他材料
letter-contact = （联系人：　　　　　联系电话：{ $phone }）
review-sheet-refused = 审查表不能写到 { $path }：content 和 public 里的文件会上网
sheet-title = 政府信息公开保密审查表
sheet-number = 编号：
sheet-unit = 填表单位：
sheet-name = 信息名称
sheet-doc-no = 文　　号
sheet-index-no = 索 引 号
sheet-agency = 形成单位
sheet-created = 成文日期
sheet-genre = 体　　裁
sheet-column = 拟公开栏目
sheet-summary = 内容概述
sheet-attachments = 附　　件
sheet-none = 无
sheet-mode = 拟公开方式
sheet-ground = 理由：
sheet-basis = 依据：
sheet-public-title = 对外标题：
sheet-opinion-drafted =
    经 办 人
    意　　见
sheet-opinion-department =
    科　　室
    负 责 人
    意　　见
sheet-opinion-office =
    办 公 室
    审查意见
sheet-opinion-approved =
    领　　导
    审批意见
sheet-signature = 签名：
sheet-date = { $year }年{ $month }月{ $day }日
sheet-date-blank = 年　　月　　日
sheet-conclusion = 审查结论
sheet-referred = 报审情况
sheet-referred-to = 报送单位：
sheet-referred-date = 报送日期：
sheet-referred-due = 答复期限：
sheet-referred-reply = 答复：
sheet-notes = 说　　明
sheet-note-one = 先审查、后公开，一事一审。内容改动后，本表作废，须重新审查。
sheet-note-keep = 本表连同所审信息的文稿存档，保存期限不少于3年。本表不公开。
sheet-note-law = 依据：《中华人民共和国政府信息公开条例》第十四条至第十七条。
sheet-note-again = 本信息前次审查之后内容有改动，本次为重新审查。
sheet-hash = 内容摘要值：
sheet-code = 校验码：
