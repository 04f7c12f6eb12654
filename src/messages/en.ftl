# What the program says. Both files (zh.ftl, en.ftl) hold the same messages with the same variables; a test compares them.
# Messages of rules: the point in the code becomes a hyphen; .hint says what to do.

finding-label-build = error (stops the build)
finding-label-item = error (item left out)
finding-label-verify = differs
finding-label-archive = error (stops archiving)
finding-label-nothing = warning
finding-label-hint = what to do
finding-more = { $count } more of the same kind ({ $code }) are not shown; -v shows all.

verify-missing = this file is missing
    .hint = Upload (copy) it again.
verify-truncated = this file was cut short: it has { $size } of { $expected } bytes
    .hint = Most likely the upload broke off or the disk is full. Upload (copy) it again.
verify-changed = this file is not what the list of checksums says
    .hint = Find out who changed it. If it was by mistake, upload (copy) it again.
verify-extra = this does not belong to the site
    .hint = It may be an old page that was not removed, so that what was withdrawn can still be read. Remove it; if it is to stay, check again with --allow-extra.
verify-list = { $detail }
    .hint = Upload (copy) the whole site again, then check it again.
verify-bag = this is no whole BagIt bag: { $detail }
    .hint = Make it again with mulu archive, and change nothing in it by hand.
archive-unsealed = { $number } is not sealed, or changed since
    .hint = Build the site, upload it, and run mulu seal. If it is to stay out of the archive, add --partial.
archive-held = this item is not published yet
    .hint = Mend and publish it, or make it a draft. If it is to stay out of the archive, add --partial.
bag-declaration = bagit.txt is missing, or of a version that cannot be read
bag-no_manifest = there is no manifest with SHA-256 or SHA-512
bag-line = this line of the manifest cannot be read
bag-unlisted = the manifest does not list { $file }
bag-oxum = bag-info.txt says { $said } (bytes and files), there are { $found }
bag-fetch = some of its files would have to be fetched from elsewhere
config-missing = there is no site.toml
    .hint = run in the site's folder or name it with --root; `mulu init` makes a new site.
config-syntax = this is not well-formed: { $detail }
    .hint = look at the place for quotes, brackets and equals signs that are missing or full-width.
config-unknown_key = there is no setting `{ $key }`
    .hint = settings here: { $allowed }.
    .near = did you mean `{ $nearest }`?
config-missing_key = `{ $key }` is missing
    .hint = add `{ $key }`.
config-wrong_type = `{ $key }` must be { $expected }
    .hint = write { $expected }.
config-bad_value = `{ $key }` cannot be `{ $value }`
    .hint = allowed: { $allowed }.
    .near = did you mean `{ $nearest }`? Allowed: { $allowed }.
config-duplicate_id = `{ $id }` stands here twice
    .hint = every agency and every column has an id of its own; change one of the two.
config-unknown_parent = column `{ $id }` has the parent `{ $parent }`, which does not exist
    .hint = write the parent column first, or correct `parent`.
    .near = did you mean `{ $nearest }`?
config-parent_cycle = column `{ $id }` is its own parent by a detour
    .hint = look at the `parent` of these columns and take one away.
config-pattern = the pattern `{ $pattern }` of index numbers cannot be used: { $detail }
    .hint = for example "{"{"}agency_code{"}"}/{"{"}year{"}"}-{"{"}serial:05{"}"}"; serial is needed; known are agency_code, agency_id, year, month, column, serial.
config-agency_code = agency code `{ $code }` is wrong: { $detail }
    .hint = compare it with the certificate of the organisation code (9 characters) or unified social credit code (18).
config-no_agency = no agency is given
    .hint = write at least one [[agency]] with id, name and code into site.toml.
theme-too-long = the page has { $limit } MB and does not come to an end; the template seems to run in circles
theme-too-much = this does more work than a page needs (loops within loops, a component that calls itself, a text that doubles itself), and was stopped
theme-too-wide = one tag names more than { $names } variables, filters and arguments, or joins more than { $joins } texts with ~; write it in several steps (keep parts with set)
theme-template = a template fails: { $detail }
    .hint = correct the template at the place named, or delete the file to use the built-in one.
data-workbook = the catalog could not be written as an Excel workbook: { $detail }
    .hint = see whether the computer's folder for temporary files is full or may not be written.
file-unreadable = cannot be read: { $detail }
    .hint = see whether another program holds the file and whether you may read it.
file-unwritable = cannot be written: { $detail }
    .hint = see whether the disk is full, whether you may write there, and whether the file is open elsewhere. The site as it was is untouched.
    .half = only a part of the site was updated. Remove the cause and run it again: it goes on where it stopped.
    .elsewhere = name another, empty folder with --out, such as `public`. The site as it was is untouched.
    .name = change the file name, column id or number pattern that this path comes from; move away what we did not write. The site as it was is untouched.
    .again = try again in a moment. The site as it was is untouched.
file-outside = this link leads out of the content folder and was not followed
    .hint = copy the file into the content folder.
file-no_column = the file lies in no column's folder
    .hint = move it into a column's folder ({ $allowed }), or name its `column` in the file.
file-unused = this file belongs to no item and is not published
    .hint = attachments lie beside an index.md; move the file away if it is not needed.
file-no_content = there is no folder `content`
    .hint = make a folder `content` beside site.toml and put items into it by column.
text-encoding = the file is in { $encoding } and was read as such
    .hint = better save it as UTF-8, so that no other computer misreads it.
text-undecodable = the file's encoding cannot be told; it would come out as garbage
    .hint = open it in an editor and save it as UTF-8.
    .cut = the file ends within a character, so its end is lost: copy it again from where it came.
text-binary = this is not a text file ({ $kind })
    .hint = put Word, Excel and PDF files beside an index.md as attachments; do not rename them to .md.
    .ledger = restore ledger.csv from a copy or the version control; if a spreadsheet saved it as a workbook, save it as “CSV UTF-8” instead.
text-empty = the file is empty
    .hint = write something into it, or delete it.
text-too_large = the file is too large ({ $size }); a text has at most { $limit }
    .hint = make pictures and tables attachments and keep only words in the text.
text-too_many = the text has { $count } lines, cells, links and other marks; a page can have { $limit }
    .hint = make large tables and long lists attachments (Excel, CSV) and keep the explanation in the text.
front-missing = there is no front matter
    .hint = the first line must be `---`, then title, created and so on, then a line `---` again. `mulu new` writes one.
    .line_ends = the file has the line ends of an old Macintosh, so that it is all one line: open it in an editor and save it again.
front-unclosed = the front matter does not end
    .hint = write a line `---` of its own after the fields, before the text.
front-syntax = the front matter is not well-formed: { $detail }
    .hint = look at this line: a colon takes a space after it; put a value with colons, # or quotes into double quotes.
    .indent = begin every line of one group with the same number of spaces.
    .character = delete this line and type it anew; do not paste it.
front-tab = there is a tab in the front matter
    .hint = replace the tab by spaces.
front-full_width_colon = a full-width colon after `{ $key }` was read as a colon
    .hint = write a plain colon and a space: `{ $key }: `.
front-unknown_key = there is no field `{ $key }`
    .hint = fields: { $allowed }.
    .near = did you mean `{ $nearest }`?
front-duplicate_key = field `{ $key }` stands here twice
    .hint = keep one.
front-both_languages = `{ $key }` and `{ $other }` are the same field
    .hint = use the Chinese or the English key; keep one.
front-missing_key = `{ $key }` is missing
    .hint = add `{ $key }: ` and its value.
front-wrong_type = `{ $key }` must be { $expected }
    .hint = write { $expected }.
front-bad_date = `{ $value }` is not a date
    .hint = write 2024-03-05 or 2024年3月5日.
    .calendar = there is no such day or time; compare it with a calendar.
front-unknown_value = `{ $key }` has no value `{ $value }`
    .hint = allowed: { $allowed }.
    .near = did you mean `{ $nearest }`?
    .levels = it has two levels, class/leaf, as in `综合政务/政务公开`; classes: { $allowed }.
front-ambiguous_value = `{ $value }` may mean more than one `{ $key }`
    .hint = write it out: { $allowed }.
front-not_plain = the front matter uses YAML references or tags ({ $what })
    .hint = write the value itself; put a value that begins with & * ! into double quotes.
front-too_deep = the front matter is too deep or too long
    .hint = fill it in anew after the table of fields in the manual.
front-too_long = “{ $key }” has { $length } characters; it may have { $limit }
    .hint = shorten it; what is long belongs in the text or an attachment.
topic-not_a_leaf = topic `{ $value }` is not the last level
    .hint = choose one of its sub-classes: { $allowed }.
agency-unknown = site.toml has no agency `{ $value }`
    .hint = agencies: { $allowed }.
    .near = did you mean `{ $nearest }`? Agencies: { $allowed }.
column-unknown = site.toml has no column `{ $value }`
    .hint = columns: { $allowed }.
    .near = did you mean `{ $nearest }`?
date-published_missing = a published item has no date of publication
    .hint = add `published: `; if it is not published yet, write `status: draft`.
date-published_before_created = published ({ $published }) before it was made ({ $created })
    .hint = compare the two dates.
date-updated_before_published = updated ({ $updated }) before it was published ({ $published })
    .hint = compare the two dates.
date-in_the_future = the date of publication ({ $published }) has not come yet
    .hint = check the date; until it comes, write `status: draft`.
validity-ended = 有效性 says { $validity }, but the document ended on { $date }
    .hint = check the dates, then record the end with mulu repeal or set 有效性 to 失效; the site does not change by itself.
validity-not_ended = 有效性 says { $validity }, but the document ends on { $date } only
    .hint = check 有效性 and the date.
validity-begun = 有效性 says { $validity }, but the document is in force since { $date }
    .hint = set 有效性 to 有效.
validity-not_begun = 有效性 says { $validity }, but the document is in force from { $date } only
    .hint = set 有效性 to 尚未生效, or check the date.
validity-date_missing = 有效性 { $validity } says too little without { $key }
    .hint = add `{ $key }: ` with the date.
validity-replaced = 有效性 says { $validity }, but { $other } replaces this document
    .hint = if it is not in force any more: mulu repeal { $path } --by { $other }
display-ended = the display ended on { $date }, and its list was to come down then
    .hint = run mulu reduce { $path }
summary-missing = there is no summary
    .hint = say in a sentence or two what it is about (some 100 characters); article 12 asks for it in every catalog.
genre-mismatch = the title ends with “{ $ending }”, but the genre is { $genre }
    .hint = check the genre, or change the title.
mode-ground_missing = an item that is not disclosed needs a ground
    .hint = add `ground: ` with a code such as R16-2 (过程性信息). Codes: { $allowed }.
mode-ground_not_needed = a ground is given, but the mode is { $mode }
    .hint = check the mode, or take the ground away.
mode-next_review_missing = an item that is not disclosed has no date of its next review
    .hint = add `next_review: `; article 18 asks for regular review.
mode-next_review_due = the next review of this undisclosed item was due on { $due }
    .hint = see whether it may be disclosed now (article 18); if not, set a new date under `next_review`.
mode-public_title_not_needed = a title for the negative list is given, but the mode is { $mode }
    .hint = only items that are not disclosed stand in the negative list: check the mode, or take it away.
mode-public_title_missing = this undisclosed item has no title for the negative list and is left out of it
    .hint = add `public_title: ` with a title that gives nothing away, such as “annual duty roster”.
mode-public_title_tells = the title for the negative list is the item's own title
    .hint = write another one that gives nothing away, or take it out; the item is left out of the negative list.
mode-secret = a state secret must not be in the content folder
    .hint = remove the file at once and tell the secrecy office.
review-missing = there is no review record, so the item is held back
    .hint = reviewed first, published after: have { $steps } sign (mulu review --sign), or write name, date and opinion under `review`.
review-incomplete = the review record is incomplete: { $steps } missing
    .hint = complete it before publication; mulu review shows whose turn it is.
review-conclusion = the review concluded { $conclusion }, but the mode is { $mode }; the item is held back
    .hint = change the mode to what was concluded, or have it reviewed again.
review-outdated = the content was changed after the review
    .hint = every version is reviewed: have { $steps } sign again, then set `of` to { $hash }; or begin anew with mulu review --sign drafted --again.
review-unbound = the review record does not say which content it is about
    .hint = add `of: { $hash }` under `review`, or run mulu review --bind; later changes are then noticed.
review-referred = referred to { $to } and not answered yet, so the item is held back
    .hint = write to whom and when under `referred`; when the answer is there, change the conclusion.
    .due = the answer is due by { $due }; when it is there, change the conclusion.
review-on_hold = not settled yet whether this may be public, so the item is held back
    .hint = write under `next_review` when it will be looked at again; when it is settled, change the conclusion.
    .until = it will be looked at again on { $until }; when it is settled, change the conclusion.
review-reply_overdue = the answer of { $to } was due on { $due }
    .hint = ask for it; when it is there, change the conclusion.
review-order = { $step } ({ $date }) signed before { $earlier } ({ $day })
    .hint = each step signs after the one before it: check the dates.
review-authority = a higher authority
review-after_publication = approved ({ $approved }) after it was published ({ $published })
    .hint = reviewed first, published after: check the dates.
withdrawn-record_missing = a withdrawn item has no record of its withdrawal
    .hint = add `withdrawn: ` with date and reason.
withdrawn-status = there is a record of withdrawal, but the status is not `withdrawn`
    .hint = set the status to `withdrawn`, or take the record away.
number-malformed = index number `{ $value }` is wrong: { $detail }
    .hint = delete the line to have a new number given; if the number is an old one, correct it after the ledger.
    .fix = it should be `{ $fix }`.
number-foreign = index number `{ $value }` is not of this site's pattern ({ $pattern })
    .hint = items taken over from another body may keep their numbers; otherwise delete it to have a new one given.
number-duplicate = index number `{ $value }` stands in two files
    .hint = an item has a number of its own. Delete it from the newer file if that was made as a copy; after a merge of two branches run mulu number --mend.
number-year = the year in index number `{ $value }` is that of neither date
    .hint = check the dates; the number itself never changes.
number-overflow = the serial number runs over its { $width } digits ({ $value })
    .hint = widen it in site.toml, for example serial:06; existing numbers stay as they are.
number-used = index number `{ $value }` belongs to another item of the ledger ({ $path })
    .hint = a number is never used twice. Delete the line to have a new one given.
number-locked = { $count ->
        [one] { $count } item has no index number yet
       *[other] { $count } items have no index number yet
    }, and --locked forbids giving any
    .hint = run `mulu number` or `mulu build` on the editor's computer first and commit the result.
number-address = index number `{ $value }` gives the same address as `{ $other }`
    .hint = the two differ in punctuation only; change the pattern in site.toml.
number-lost = the ledger has index number { $value } for this file, the file has none
    .hint = the build puts it back.
ledger-header = the ledger's header is not right
    .hint = restore ledger.csv from a copy or the version control; the header is: { $header }.
ledger-row = row { $row } of the ledger cannot be read: { $detail }
    .hint = correct the row after a copy.
ledger-mangled = in row { $row } of the ledger a spreadsheet turned the index number into the quantity `{ $value }`
    .hint = restore it from a copy; do not save the ledger from a spreadsheet, or make the column text first.
ledger-duplicate = index number `{ $value }` has two rows in the ledger
    .hint = delete the surplus row after a copy.
ledger-conflict = version control could not merge the ledger and left its marks in it
    .hint = run mulu number --mend, then commit; to spare it next time: mulu ledger merge --install
ledger-lost_rows = { $count ->
        [one] { $count } row of the ledger is gone
       *[other] { $count } rows of the ledger are gone
    }: { $by ->
        [number] { $missing }
       *[seq] seq { $missing }
    }{ $files }
    .hint = restore ledger.csv from a copy or the version control; the ledger only grows.
    .end = restore ledger.csv from a copy or the version control; the ledger only grows. To go back to an older state on purpose, delete the folder .mulu.
    .history = they stood in an earlier version of ledger.csv (commit { $commit }). Restore it from there: git show COMMIT:ledger.csv; the ledger only grows. To start over on purpose, delete ledger.csv and commit that first.
ledger-lost-files = ; numbers that stand in files and not in the ledger: { $files }
ledger-busy = another mulu is using the ledger
    .hint = try again when it has ended.
sealed-gone = the file of { $value }, which is online, is gone ({ $path })
    .hint = restore the file; to take the item down, keep the file and write `status: withdrawn` with date and reason.
sealed-changed = { $value }, which is online, was changed without a correction record
    .hint = run mulu correct FILE, or write date, kind and reason under `corrections`; or restore the text.
sealed-held = { $value }, which is online, would vanish from the site because of another fault in its file
    .hint = mend the fault first; to take the item down, write a record of its withdrawal.
link-missing = the linked file `{ $target }` does not exist
    .hint = check name and path; the path begins in this file's folder.
    .near = did you mean `{ $nearest }`?
link-unpublished = the linked item `{ $target }` is not public; the page shows the words only
    .hint = take the link away, or publish that item first.
link-image_missing = picture `{ $target }` does not exist
    .hint = put the picture beside this file and check its name.
link-number_unknown = no item has the index number `{ $target }`
    .hint = compare it with the ledger.
link-empty = the link has no address
    .hint = write the address into the brackets, or take the square brackets away.
link-unsafe = `{ $target }` is not an address of a page and was taken away
    .hint = links may use http, https, mailto, tel and files of the site.
link-full_width = a link with full-width brackets is shown as words only
    .hint = write [words](address) with plain brackets.
image-no_description = the picture has no description
    .hint = say in the square brackets what it shows, for those who cannot see it.
html-removed = HTML “{ $what }” may not stand in a page and was taken away
    .hint = write Markdown.
html-unclosed = HTML “{ $what }” is not closed and was closed for you
    .hint = write Markdown.
html-duplicate_id = the id “{ $what }” stands twice in this page
    .hint = change one of the two.
link-anchor_missing = this text has no place `#{ $target }`
    .hint = compare it with the heading or article.
link-reference_missing = the link `{ $target }` has no address
    .hint = write [words](address), or take the brackets away.
link-no_text = the link to `{ $target }` has no words; its address is shown
    .hint = write words into the square brackets.
link-local = `{ $target }` is a file on this computer, which nobody else can open
    .hint = put the file beside this one and link to it there.
footnote-missing = there is no footnote `{ $target }`
    .hint = add a line: [^{ $target }]: text.
footnote-unused = nothing refers to footnote `{ $target }`
    .hint = write [^{ $target }] where it belongs, or delete the footnote.
footnote-duplicate = there are two footnotes `{ $target }`
    .hint = rename one of them.
text-long = the text has { $size }; its page opens slowly on a phone and is hard to print
    .hint = make large tables and long lists attachments and keep the explanation in the text.
text-unseen = { $count ->
        [one] there is a character that nobody sees, { $code }; it is left out
       *[other] there are { $count } characters that nobody sees, the first is { $code }; they are left out
    }
    .hint = they mostly come with pasting. Delete this place and type it anew; if it is the file's name, rename the file.
text-indented = this paragraph begins with blanks or a tab and is shown as program code
    .hint = delete the blanks; the page indents paragraphs by itself.
text-heading_mark = this line begins with “{ $what }” and is not a heading
    .hint = write plain # marks, a blank, then the heading: ## General.
text-joined_line = this line runs on from the line before it
    .hint = leave an empty line between them to begin a new paragraph.
text-too_deep = lists or quotes are nested too deep; the inner ones are shown flat
    .hint = use fewer levels.
text-page_too_large = here the page of this text passes { $limit } MB, because of the links and numbers in it
    .hint = each [[index number]] becomes a link with a whole title. Cut the text into several items, or make the list an attachment.
attachment-missing = attachment `{ $file }` does not exist
    .hint = put it beside index.md and check its name.
    .near = did you mean `{ $nearest }`?
attachment-outside = attachment `{ $file }` lies outside the content folder
    .hint = copy it beside index.md.
attachment-unsafe = attachment `{ $file }` is a program and cannot be published
    .hint = publish a PDF, Word or Excel file.
attachment-type = the name of attachment `{ $file }` says another type than its content, which is { $kind }
    .hint = correct the ending, or readers cannot open it.
attachment-no_text = { $case ->
        [scan] attachment `{ $file }` is a scan: residents can neither search it nor have it read aloud
        [some] { $pages } of the { $of } pages of attachment `{ $file }` have no words: residents can neither search them nor have them read aloud
       *[empty] attachment `{ $file }` holds no words
    }
    .hint = add the Word file it was printed from, or put its text into the item; or have the scan recognised (OCR) and saved as a searchable PDF.
    .some = add the text of these pages to the item, or have them recognised (OCR) and save a searchable PDF.
    .empty = open it and look. If it shows pictures only, put their text into the item.
attachment-unreadable = the fonts of attachment `{ $file }` do not say which characters they show: it is not searched, and what is copied from it is garbled
    .hint = make the PDF anew from the Word file (“save as PDF”, fonts embedded), or add the Word file.
attachment-encrypted = attachment `{ $file }` asks for a password
    .hint = save it without a password; what is public must open for everybody.
attachment-damaged = attachment `{ $file }` is damaged or is not what its name says
    .hint = open it yourself. If it opens, save it anew under the same name; if not, get the original again.
attachment-too_large = attachment `{ $file }` is too large to be searched (over { $limit } MB, or unpacks to far too much)
    .hint = cut it into parts, or make its pictures smaller. A small file that unpacks to so much may be harmful: do not publish it before you know where it comes from.
attachment-cut = attachment `{ $file }` is so long that only its first { $limit }0,000 characters or 200,000 rows are searched
    .hint = cut it into parts if the rest should be found, too.
attachment-old_format = attachment `{ $file }` is in the format of before 2007: it is not searched, and phones may not open it
    .hint = open it in Word, Excel or WPS and save it as .docx or .xlsx.
attachment-traces = attachment `{ $file }` carries more than it shows, and whoever downloads it can see that: { $what }
    .hint = in Word: File → Info → Check for Issues → Inspect Document → Remove All (accept or reject the changes first). In WPS: Review → accept the changes and delete the comments, then clear File → Properties. Then save.
    .excel = in Excel: File → Info → Check for Issues → Inspect Document → Remove All; delete hidden sheets, rows and columns that are not needed. In WPS: show them by right-click → Unhide, delete, and clear File → Properties. Then save.
    .pdf = make the PDF anew from a Word file from which comments and names were removed; or in Acrobat: Redact → Remove Hidden Information.
attachment-picture_broken = picture `{ $file }` is damaged, so that what the camera wrote into it (such as the place) cannot be removed
    .hint = open it in any picture program, save it anew, and put it in its place.
    .picture = save the picture anew as JPEG or PNG: what the camera wrote is then taken out on publication.
trace-author = author{ $named ->
        [yes] { " " }{ $names }
       *[no] { "" }
    }
trace-last-modified-by = last saved by{ $named ->
        [yes] { " " }{ $names }
       *[no] { " somebody" }
    }
trace-company = company{ $named ->
        [yes] { " " }{ $names }
       *[no] { "" }
    }
trace-manager = manager{ $named ->
        [yes] { " " }{ $names }
       *[no] { "" }
    }
trace-custom-properties = { $count } added { $count ->
        [one] property
       *[other] properties
    }{ $named ->
        [yes] { " " }({ $names })
       *[no] { "" }
    }
trace-variables = { $count } document { $count ->
        [one] variable
       *[other] variables
    }{ $named ->
        [yes] { " " }({ $names })
       *[no] { "" }
    }
trace-tracked-changes = { $count } tracked { $count ->
        [one] change
       *[other] changes
    }{ $named ->
        [yes] { " " }({ $names })
       *[no] { "" }
    }
trace-comments = { $count } { $count ->
        [one] comment
       *[other] comments
    }{ $named ->
        [yes] { " " }({ $names })
       *[no] { "" }
    }
trace-hidden-text = hidden text
trace-hidden-sheets = hidden sheets: { $names }
trace-very-hidden-sheets = sheets that only a macro can show: { $names }
trace-hidden-rows = { $count } hidden { $count ->
        [one] row
       *[other] rows
    }
trace-hidden-columns = { $count } hidden { $count ->
        [one] column
       *[other] columns
    }
trace-pivot-data = the data behind a pivot table
trace-external-links = links to other files{ $named ->
        [yes] { " " }({ $names })
       *[no] { "" }
    }
trace-macros = macros
trace-scripts = scripts
trace-embedded-files = { $count } { $count ->
        [one] file
       *[other] files
    } within it
trace-picture-details = what a camera or a program wrote into a picture (device, time, author, often the place)
trace-picture-places = { $count } { $count ->
        [one] picture that says where it was taken
       *[other] pictures that say where they were taken
    }
relation-unknown = `{ $value }` in `{ $key }` is not in this catalog
    .hint = a document of another body may stand here; otherwise check the index or document number.
relation-self = `{ $key }` names the item itself
    .hint = correct it.
document_number-bracket = document number `{ $value }` has not the year in 〔〕
    .hint = it should be `{ $fix }`.
document_number-bracket_garbled = the brackets of document number `{ $value }` are garbled
    .hint = it should be `{ $fix }`.
document_number-bracket_lost = the brackets of document number `{ $value }` are lost
    .hint = correct it after the original.
document_number-form = document number `{ $value }` is not in due form: { $detail }
    .hint = correct it after the original.
    .fix = it should be `{ $fix }`.
document_number-masked = document number `{ $value }` is not filled in
    .hint = fill it in after the original.
document_number-padded_serial = the serial of document number `{ $value }` takes no leading zeros
    .hint = it should be `{ $fix }`.
document_number-di = the serial of document number `{ $value }` takes no 第
    .hint = it should be `{ $fix }`.
document_number-word_instead_of_empty = an item without a document number needs no `{ $value }`
    .hint = delete the line.
document_number-duplicate = document number `{ $value }` stands in two items with different titles
    .hint = check the number.
document_number-year = the year of document number `{ $value }` is not that of the document ({ $created })
    .hint = check the number and the date.

expected-text = a text
expected-list = a list
expected-map = a group of fields
expected-number = a whole number
expected-bool = true or false

yaml-second-document = another line `---` within the fields
yaml-colon-in-value = there is a colon within the value
yaml-no-colon = this line has not the form `key: value`
yaml-quote-open = a quote is not closed
yaml-bracket-open = a square bracket is not closed
yaml-brace-open = a brace is not closed
yaml-reserved-mark = the value begins with a mark that YAML reserves
yaml-indent = this line is not indented like those above
yaml-character = there is a control character, which cannot be seen
io-not-found = it does not exist
io-denied = you may not read it
io-circle = a link that leads back to a folder it lies in
io-not-a-file = it is neither a file nor a folder
io-port-taken = another program uses it
io-port-denied = the system does not allow it

# ---- help ----
help-mulu = mulu (目录) makes a numbered, searchable disclosure catalog of an office's Markdown files
    .after = First time: mulu init my-site, then run mulu serve in that folder.
help-usage = Usage:{" "}
help-commands = Commands:
help-options = Options:
help-arguments = Arguments:
help-usage-options = [OPTIONS]
help-usage-command = <COMMAND>
help-allowed = {" "}(one of: { $allowed })
help-default = {" "}(default: { $value })
help-global-help = Print help
help-global-version = Print version
help-global-root = The site's folder (default: the nearest folder upward that holds a site.toml)
help-global-today = The day to judge dates by (default: the clock's); it never alters the site
help-global-lang = Messages in Chinese (zh) or English (en) (default: the system's)
help-global-format = Form of the findings: text for people, json or sarif for programs
help-global-quiet = Print errors only
help-global-verbose = Print every warning, none only counted
help-init = Make a complete small site
    .long = Example: mulu init my-township
help-init-dir = Make it in this folder, which is empty or does not exist
help-new = Make a new item with its fields, ready for the text
    .long = Example: mulu new notice 关于做好秋季防火工作的通知
        Example: mulu new budget 2026年部门预算 --folder (with attachments: put them beside index.md)
help-new-column = The column's id
help-new-title = The title
help-new-name = File name (default: date and number)
help-new-folder = Make a folder with an index.md, for attachments beside it
help-new-english_keys = Write English keys
help-check = Check every file and list what is wrong; writes nothing
    .long = Exit status 1 where something stops the build. Example: mulu check --format sarif > findings.sarif
help-number = Give index numbers to what passed the gate and has none, and enter them into the ledger
    .long = A number never changes and is never given again. The build gives numbers by itself.
help-number-locked = Give none; fail where one is missing (for CI)
help-number-mend = Mend numbers that stand in two files, as after a merge of two branches
help-number-dry_run = List the numbers that would be given; write nothing
help-build = Check, number and build the site into the folder public
    .long = It either completes or leaves the site as it was. Files that do not change are not rewritten.
        With -v it lists files that are new (+), changed (~) and removed (-); for uploaders the same is in .mulu/changes.json.
help-build-out = Build into this folder (default: public)
help-build-locked = Give no numbers; fail where one is missing (for CI)
help-build-anew = Make every file anew, whatever is known from the last build
help-build-timings = Print a table of what was done and the time of each step
help-serve = Preview: see every change at once, drafts included and marked
    .long = Opens on this machine only. Gives no numbers; never writes content, ledger or public. Ctrl-C ends it.
help-serve-port = Port (default: 1812, or the next free one)
help-serve-open = Open the browser
help-serve-poll = Look for changes at intervals (for network drives)
help-serve-lan = Let others in the network look, too; they see drafts as well
help-search = Search the built site
    .long = Several words are joined by “and”; quotes keep spaces, a minus leaves out (put -- before an English one), title: doc_no: index_no: agency: look there only. Without words everything is listed.
        Examples: mulu search 农村宅基地 -公示
                  mulu search title:低保 --year 2024 --sort newest
                  mulu search 青政发〔2024〕5号 --format json
help-search-words = Words, document numbers or index numbers to find
help-search-year = Only this year (each filter may be repeated; a value is an id or a name)
help-search-agency = Only this agency
help-search-column = Only this column
help-search-topic = Only this topic
help-search-genre = Only this genre
help-search-validity = Only this validity
help-search-sort = Order of the results
help-search-page = Which page
help-search-out = The site's folder (default: public)
help-search-limit = Results on a page
help-review = Show what waits for a review and whose turn it is; print review sheets
    .long = Reviewed first, published after. Who must sign is set by [review] steps in site.toml.
        Example: mulu review (everything that waits)
        Example: mulu review content/notice/2026-1.md (one item's review)
        Example: mulu review --print content/notice/2026-1.md (a sheet for signature)
help-review-file = file, folder or index number of an item
help-review-print = write the review sheet (one A4 page of HTML, to be printed and signed)
help-review-out = write the sheet to this file (default: in the folder review of the site)
help-review-sign = record a signature (drafted, department, office, approved) in the item's review record
help-review-by = name of who signs
help-review-opinion = opinion
help-review-date = date of the signature (default: today)
help-review-conclusion = conclusion (default: with the last signature, the item's mode)
help-review-basis = basis of the conclusion
help-review-again = begin the review anew with its first step; earlier signatures are taken out
help-review-bind = for records signed on paper: say that they are about the content as it stands; without FILE, all of them
help-review-dry_run = show what would be written, and write nothing
help-seal = Record that the built site has been put online
    .long = From then on a change needs a correction record and a deletion a withdrawal. Before, everything may be changed.
help-seal-out = The folder that was put online (default: public)
help-verify = Check a copy of the site, or a package: files missing, changed, cut short, or foreign
    .long = checksums.txt in the copy lists the SHA-256 of every file. Exit status 1 where anything differs.
        Example: mulu verify E:\xxgk (the copy on a memory stick)
        Without this program, in the copy's folder: sha256sum -c --quiet checksums.txt
help-verify-dir = the folder of the copy or package, or the package's ZIP file (default: public)
help-verify-checksums = compare with this list, not with the copy's own
help-verify-allow_extra = only remark on files that do not belong to the site
help-pack = Pack copies of the site: for a memory stick, a touch screen, another server
    .long = Run mulu build first. A copy says as of when it is and has a list of checksums (mulu verify).
        Packing makes public: what is packed is recorded as online, as mulu seal does.
        Examples: mulu pack --usb                for a memory stick: opened by a double click, searched without network
                  mulu pack --usb --zip          the same, and one ZIP file of it
                  mulu pack --kiosk --idle 90    for a touch screen: large, no way off the site, home after 90 seconds
                  mulu pack --zip                the whole site as a ZIP file, for the county's portal
help-pack-usb = for a memory stick: opened by a double click, without network, with search
help-pack-kiosk = for a touch screen: large targets, no links off the site, back to the home page when nobody is there
help-pack-zip = also make one ZIP file, beside the copy's folder
help-pack-out = the folder for the copy (default: pack/usb, pack/kiosk, pack/web)
help-pack-site = the folder of the built site (default: public)
help-pack-idle = after how many seconds without a touch the home page comes back, 20 to 3600
help-pack-no_seal = do not record the items as online, only for a look inside the office; the copy says so
help-board = Print sheets for the bulletin board (A4, A3), write texts for the loudspeakers
    .long = Writes one HTML file: open it in a browser, press Ctrl+P to print it or to save it as PDF. Only of what is public.
        Without a time it takes the current quarter; with items, only these.
        Examples: mulu board --month 2026-11                   what was published in a month, A4
                  mulu board --column relief --quarter 2026-4 --paper a3
                  mulu board --full 900010028/2026-00012        whole texts, each beginning a page
                  mulu board --speak 900010028/2026-00012       to be read out: numbers and dates in words
help-board-items = index numbers of items, or their files
help-board-column = only this column (its id), with those below it
help-board-month = only what was published in this month, such as 2026-11
help-board-quarter = only what was published in this quarter, such as 2026-4
help-board-year = only what was published in this year
help-board-paper = the paper: a4, a3
help-board-full = whole texts, each on pages of its own
help-board-speak = a text for the loudspeakers
help-board-out = write to this file (default: in the folder board)
help-archive = Pack a year for archives and libraries, and for the office's own records
    .long = Two BagIt packages (RFC 8493) and a hand-over sheet:
        <year>-public    pages and attachments as they were online, and the catalog, for the
                         state archive and the public library (article 25 of the Regulation)
        <year>-internal  sources, review records, ledger, for the office; not for the public
        <year>-handover.html  the list of what is handed over, to be printed and signed
        Only what is sealed (mulu seal) is packed. Packed again, a year has the same bytes.
        Example: mulu archive 2025 --zip
help-archive-year = the year of publication
help-archive-out = pack into this folder (default: archive/<year>)
help-archive-site = the folder of the built site (default: public)
help-archive-zip = each package as a ZIP file, too
help-archive-partial = leave out what is not sealed or not published, and pack the rest
help-ledger = Show the ledger: every index number that was ever given
    .long = Reads ledger.csv alone and changes nothing. Example: mulu ledger --unsealed
        Example: mulu ledger --find 春耕 --year 2026
        Example: mulu ledger --state withdrawn --csv > withdrawn.csv
        Example: mulu ledger --format json
help-ledger-find = Only rows that contain this text
help-ledger-state = Only rows of this state: reserved 预留, published 已发布, withdrawn 已撤回, void 作废
help-ledger-year = Only rows published in this year
help-ledger-sealed = Only what is recorded as online
help-ledger-unsealed = Only what is not recorded as online
help-ledger-csv = As CSV, in the ledger's own form
help-ledger-verify = Check the ledger against the files; list what changed since it was put online
    .long = Writes nothing. Exit status 1 where something stops the build.
help-ledger-merge = Merge two ledgers that grew apart (a merge driver for git)
    .long = Writes the merged ledger over OURS. Exit status 0 merged; 1 where both sides put different items online under one number, or a side cannot be read.
        Once in each clone: mulu ledger merge --install. Numbers that both branches gave are then mended by: mulu number --mend
help-ledger-merge-base = The ledger that both come from (git: %O)
help-ledger-merge-ours = Our ledger, which is replaced (git: %A)
help-ledger-merge-theirs = Their ledger (git: %B)
help-ledger-merge-install = Tell git in this clone to merge ledgers this way (.gitattributes and git config)
help-theme = Make a theme of your own (what the pages look like)
    .long = To change colours alone no theme is needed: set main_color in site.toml.
        Example: mulu theme new qinghe
        Example: mulu theme new qinghe --with templates/home.html --with static/style.css
help-theme-new = Make a theme, with copies of the files to change
    .long = Whatever it lacks comes from the built-in theme. Example: mulu theme new qinghe
help-theme-new-name = Its name: small letters, digits and hyphens
help-theme-new-with = A file to change; may be given again (default: static/style.css and templates/foot.html)
help-theme-new-all = Copy every file of the built-in theme
help-withdraw = Withdraw a published item: its page stays and says so
    .long = The text, attachments and search entry go; number, dates, reason and title stay. With --title the title goes, too.
        Writes 状态 and 撤回 into the file; the next build carries it out. A draft needs no withdrawal: delete it.
        Example: mulu withdraw 900010028/2026-00012 --reason 信息重复发布
        Example: mulu withdraw content/notice/a.md --reason 涉及个人隐私 --title 一则通知（已撤回） --dry-run
help-withdraw-title = A neutral title, where the title itself has to go
help-correct = Record why a published item was changed
    .long = What is online changes only with such a record, which the page shows. Edit the text before or after it.
        Example: mulu correct 900010028/2026-00012 --reason 联系电话有误 --note 电话由……改为……
        Example: mulu correct content/notice/a.md --typo --reason 错别字
help-correct-kind = 更正 correction (default), 补充 supplement or 澄清 clarification
help-correct-note = What was changed, in more words
help-correct-typo = Only characters were mended; accepts a change that was already made
help-repeal = Record that a document is not in force any more
    .long = Sets 有效性 to 废止 with its date and records the reason. Where --by names an item of this site, the two pages link to each other.
        Example: mulu repeal 青政发〔2020〕3号 --by 青政发〔2026〕5号
        Example: mulu repeal 900010028/2020-00003 --date 2026-01-01 --reason 文件清理
help-repeal-by = Index or document number of the document that repeals or replaces it
help-repeal-note = What more is to be said
help-reduce = Take down the list of a public display that has ended; the page stays
    .long = Text and attachments go; number, title, dates and summary stay. Without an item it lists the displays that have ended (* where the file asks for it).
        Example: mulu reduce
        Example: mulu reduce content/notice/2026-public-display.md
help-global-item = The item: its index number, document number or file
help-global-date = Date of the record (default: today)
help-global-reason = Why; the page shows it
help-global-dry_run = Show what would be written; write nothing
help-completions = Print a completion script for a shell
    .long = Example: mulu completions bash > ~/.local/share/bash-completion/completions/mulu
help-completions-shell = Which shell
help-man = Write the man pages into a folder
help-man-dir = Write into this folder

usage-unknown-argument = there is no option `{ $subject }`
usage-unknown-command = there is no command `{ $subject }`
usage-missing-argument = missing: { $subject }
usage-bad-value = `{ $subject }` cannot be `{ $value }`
usage-conflict = `{ $subject }` cannot be used with `{ $other }`
usage-other = wrong usage: { $subject }
usage-suggestion = did you mean `{ $subject }`?
usage-allowed = allowed: { $allowed }
usage-see-help = See --help.

# ---- commands ----
findings-count = { $build ->
        [one] { $build } error stops the build
       *[other] { $build } errors stop the build
    }, { $item ->
        [one] { $item } leaves an item out
       *[other] { $item } leave an item out
    }, { $nothing ->
        [one] { $nothing } warning
       *[other] { $nothing } warnings
    }.
failed-write = cannot write { $path }: { $detail }
failed-read = cannot read { $path }: { $detail }
theme-bad-name = “{ $name }” cannot be the name of a theme: use small letters, digits and hyphens, and not default
theme-no-file = the built-in theme has no { $name }. There are: { $known }
theme-no-file-near = the built-in theme has no { $name }; did you mean { $nearest }? There are: { $known }
theme-done = made { $path } of { $count } files.
    Next: write theme = "{ $name }" in site.toml and run mulu serve.
theme-readme = Theme “{ $name }”

    A file in this folder takes the place of the built-in theme's file of the same name; what is not here comes from the built-in
    theme. Delete what you do not change, so that it follows the program's updates.

    templates  pages (the syntax of Tera)
    strings    words on the pages, such as strings/zh-Hans.toml; only those that change
    static     styles, scripts and pictures

    To change colours alone, set main_color in site.toml. mulu check tells file, line and the names that exist of every fault in a template.
init-not-empty = folder { $path } is not empty; nothing was made
init-done = made a site of { $count ->
        [one] { $count } file
       *[other] { $count } files
    } in { $path }.
    Next: go into that folder and run mulu serve.
new-done = made { $path }
new-exists = { $path } exists already and was left alone
new-no-column = there is no column `{ $column }`. Columns: { $allowed }
new-bad-name = `{ $name }` cannot be a file name: none of / \ : * ? " < > |, and no point at the beginning
no-root = there is no site here: no site.toml in this folder or above. Make one with mulu init, or name it with --root.
check-fine = checked { $items ->
        [one] { $items } item
       *[other] { $items } items
    }: nothing wrong.
check-done = checked { $items ->
        [one] { $items } item
       *[other] { $items } items
    }.
number-none = nothing needs a number.
number-done = gave { $count ->
        [one] { $count } index number and entered it
       *[other] { $count } index numbers and entered them
    } into the ledger.
number-dry-run = would give { $count ->
        [one] { $count } index number
       *[other] { $count } index numbers
    } (nothing was written).
build-done = built { $out }: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }; { $written } written, { $unchanged } unchanged, { $removed } removed.
build-numbered = gave { $count ->
        [one] { $count } index number
       *[other] { $count } index numbers
    }.
build-held = { $count ->
        [one] { $count } item is not published
       *[other] { $count } items are not published
    } (drafts { $draft }, internal { $internal }, not disclosed { $withheld }, to be mended { $held }).
build-foreign = { $out } holds { $count ->
        [one] { $count } file that is not ours; it was left alone
       *[other] { $count } files that are not ours; they were left alone
    }: { $names }
build-completed = The last build was interrupted; it was completed first.
build-overwritten = { $count ->
        [one] { $count } file in { $out } was not made by this program and was replaced by a page of its name
       *[other] { $count } files in { $out } were not made by this program and were replaced by pages of their name
    }: { $names }
build-stopped = nothing was built: mend the errors above first. The site as it was is untouched.
build-refused-out = cannot build into { $out }: { $detail }
progress-speed = { $rate } a second, { $left } left
phase-load = reading
phase-check = checking
phase-render = rendering
phase-attachments = reading attachments
phase-search = indexing
phase-write = writing
phase-verify = comparing
phase-archive = packing
timing = { $millis } ms
timing-total = in all
total-items = items
total-held = not published
total-files = files
total-written = written
total-unchanged = unchanged
total-removed = removed

# ---- Preview ----
serve-ready = preview at { $address }
    Watching { $paths }. Pages follow when a file is saved; Ctrl-C ends it.
serve-lan = Warning: everybody in this network can read the preview, drafts included, at { $address }. End it with Ctrl-C when they have looked.
serve-port-taken = port { $asked } is taken; { $port } is used instead.
serve-no-port = neither port { $port } nor those after it can be used: { $detail }. Name another with --port.
serve-machine = the preview cannot start: { $detail }
serve-no-browser = the browser could not be opened; open one yourself and go to { $address }
serve-looking = the system cannot tell when files change ({ $detail }); they are looked at now and then instead.
serve-rebuilt = updated ({ $path }{ $count ->
        [1] {""}
       *[other] {" "}and others, { $count } in all
    }, { $millis } ms)
serve-kept = not updated after { $path } changed: there are errors, and the pages stay as they were.
serve-failed = the program itself failed; the pages stay as they were. Please keep the files and report it to the developers.
serve-waiting = The site is being built and will be shown as soon as it is ready.
serve-stopped = There are errors in the site, and it cannot be shown yet. Once they are mended, this page shows it.
serve-overlay-refused = { $count ->
        [one] { $count } error keeps
       *[other] { $count } errors keep
    } the site from being published
serve-overlay-build = The site was not updated: { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
serve-overlay-item = { $count ->
        [one] { $count } error keeps an item
       *[other] { $count } errors keep items
    } from being published
serve-overlay-more = { $count } more; see the terminal.
serve-overlay-close = Close
serve-overlay-stopped = The preview has stopped. Run mulu serve again, and this page comes back.

output-holds_the_site = this is the folder of the site, or one above it
output-taken = this folder is for something else (content, themes, data, .mulu …)
output-not_a_folder = this is not a folder
output-drive = this is a whole drive
output-name_not_relative = the path is not complete, or holds `..`
output-name_character = the path holds `{ $character }`, which file names cannot
output-name_ending = a name in the path begins with a space, or ends in a space or point
output-name_reserved = a name in the path is reserved by Windows (such as con, aux)
output-name_too_long = the path is too long (more than 200 characters)
output-name_ours = a name in the path is one that this program keeps for itself
output-clash = it cannot be beside `{ $first }`: they are the same, differ in letter case only, or one is a file and the other a folder of its name
output-occupied = a file that we did not write is in its place
output-source_changed = the file changed while it was copied
output-busy = another mulu is writing this folder
output-disk_full = the disk is full
output-read_only = the disk is read-only
output-is_folder = a folder of this name stands there: give the name of a file
output-in_use = the file is open in another program
output-denied = you may not write there, or the file is open in another program

search-none = nothing contains “{ $query }”.
search-none-filtered = nothing within these filters contains “{ $query }”.
search-found = { $total } found; { $first } to { $last } listed.
search-any = no item contains all words of “{ $query }”; { $total } come near, { $first } to { $last } listed.
search-beyond = { $total } found, fewer than so many pages.
search-ignored = too many words; { $count ->
        [one] the last one was left aside
       *[other] the last { $count } were left aside
    }.
search-nearest = titles like it:
search-no-value = { $facet } has no value “{ $value }”. There are: { $known }
search-no-index = there is no search index in { $out }. Run mulu build first.
search-missing = the search index lacks the file { $path }. Run mulu build again.
search-unreadable = { $path } of the search index cannot be read or written: { $detail }. Check the disk and the permissions, then run mulu build again.
search-truncated = { $path } of the search index ends too early. Run mulu build again.
search-damaged = { $path } of the search index is damaged: it is not what was written. Run mulu build again.
search-not-index = { $path } is no file of a search index. Run mulu build again.
search-version = the search index has format { $found }, this mulu reads { $known }. Run mulu build again with this mulu.
search-engine = the search index could not be made: { $detail }.

verify-fine = { $folder }: { $files ->
        [one] { $files } file ({ $size }) is as listed
       *[other] { $files } files ({ $size }) are all as listed
    }. Checksum of the list: { $hash }
verify-bag_fine = { $folder }: a whole BagIt bag, { $files ->
        [one] { $files } file ({ $size }) as listed
       *[other] { $files } files ({ $size }) all as listed
    }. Seal: { $hash }
verify-differs = { $folder }: { $files ->
        [one] { $files } file listed
       *[other] { $files } files listed
    }, { $faults ->
        [one] { $faults } difference
       *[other] { $faults } differences
    }.
verify-more = { $count } more of the same kind ({ $code }) are not listed; -v lists all.
verify-no-folder = there is no folder { $folder }
verify-other_build = Note: { $folder } is not the site that was built last (it differs from { $own }).
verify-list_missing = there is no list of checksums here to compare with
verify-list_cut = the list of checksums is not whole, or was not written by this program

seal-done = { $count ->
        [one] { $count } item recorded
       *[other] { $count } items recorded
    } as online ({ $moment }), { $new } of them new.
ledger-filters-only-shown = --find, --state, --year, --sealed, --unsealed and --csv are for showing the ledger only.
ledger-no-state = there is no state `{ $state }`. States: { $allowed }
ledger-shown = { $count } of { $total } rows.
ledger-count = { $state }: { $count }, of them { $sealed } online
ledger-changed = { $item } is not what was put online: { $online } became { $now }
ledger-agrees = ledger and files agree.
ledger-agrees-recorded = ledger and files agree; the changes above are recorded, and mulu seal will take the new content.
ledger-merged = merged the ledgers: { $count ->
        [one] { $count } row, { $moved } of them
       *[other] { $count } rows, { $moved } of them
    } with a new sequence number.
ledger-merge-restored = the row of { $value } was missing on one side and was kept.
ledger-merge-doubled = both sides gave { $value }: { $keeps } keeps it, { $loses } needs another one. Run mulu number --mend when the merge is done.
ledger-merge-conflict = both sides put { $value } online, for { $keeps } and for { $loses }. The row of the first was kept; withdraw or renumber the other one, then commit.
ledger-merge-unreadable = the ledgers were not merged; ours is as it was. Mend what is named above, then merge again.
ledger-install-failed = git could not be told: { $detail }
ledger-installed = git in this clone now merges the ledger by: { $driver }
    Added to .gitattributes: { $line }
ledger-installed-again = git in this clone now merges the ledger by: { $driver }
    The file .gitattributes has the line already: { $line }
mend-united = the ledger held { $count ->
        [one] { $count } row of two branches and was
       *[other] { $count } rows of two branches and was
    } put in order.
mend-changed = { $path }: { $old } became { $new } ({ $keeps } keeps { $old })
mend-removed = { $path }: { $old } was taken out; it gets a number when it is published ({ $keeps } keeps { $old })
mend-none = no number stands in two files.
mend-done = mended { $count ->
        [one] { $count } number
       *[other] { $count } numbers
    }.
ask-withdraw-reason = Why is it withdrawn? (the page shows it)
ask-correct-reason = Why was it corrected? (the page shows it)
ask-typo-reason = What was mended, for example 错别字? (the page shows it)
ask-repeal-reason = Why is it repealed? (the page shows it)
amend-missing = { $option } is missing; nothing was written.
amend-dry-run = would change { $count ->
        [one] { $count } file
       *[other] { $count } files
    } (nothing was written).
amend-not-sealed = It is not recorded as online. If it never was, edits and deletions need no record.
amend-unknown = there is no item `{ $word }`. Give its index number, its document number or its file.
amend-unknown-near = there is no item `{ $word }`. Did you mean `{ $nearest }`?
amend-ambiguous = `{ $word }` is more than one item: { $paths }. Give the file.
amend-unreadable = { $path } has errors; mend them first (mulu check names them).
withdraw-done = withdrew { $item }.
    The next build takes down text and attachments. To take it back before sealing: delete `withdrawn` (撤回) in { $path } and set the status to { $status }.
withdraw-title = The ledger takes the neutral title with the next build. The old title still stands in { $path }, which is not published, perhaps in its file name, and in the history of the version control.
correct-done = recorded a correction of { $item } in { $path }.
    To take it back before sealing: delete the record there.
correct-done-edit = recorded a correction of { $item } in { $path }. The text is still as it is online: edit it now.
    To take it back before sealing: delete the record there.
correct-no-kind = there is no kind `{ $kind }`. Kinds: { $allowed }
repeal-done = recorded that { $item } was repealed on { $date }.
    To take it back before sealing: undo the lines shown above in { $path }.
repeal-linked = The two documents link to each other ({ $path }).
repeal-not-here = { $by } is not an item of this site; it stands in the reason only.
reduce-done = reduced { $item }.
    The next build takes down the list and its attachments. To take it back: set the status in { $path } back.
reduce-listed = { $count ->
        [one] { $count } display has ended and still shows its list
       *[other] { $count } displays have ended and still show their list
    }.
refused-never-public = { $item } is not on the site and never was. Edit { $path }, or delete it; nothing was written.
refused-withdrawn = { $item } is withdrawn already; nothing was written.
refused-not-in-force = { $item } is not in force already; nothing was written.
refused-reduced = { $item } is reduced already; nothing was written.
refused-no-display = { $item } is no public display: { $path } has no `display` (公示期). Nothing was written.
refused-display-runs = the display of { $item } runs until { $date }; nothing was written.
refused-before-publication = the date lies before the publication of { $item } ({ $date }); nothing was written.
refused-ahead = the date has not come yet (today is { $date }); nothing was written.
refused-unchanged = { $item } is as it is online, so there is nothing to accept. Mend the text first; nothing was written.
refused-itself = { $item } cannot repeal itself; nothing was written.
seal-not-built = there is no built site in { $out }. Run mulu build and upload first.
seal-outdated = { $count ->
        [one] { $count } item has changed
       *[other] { $count } items have changed
    } since the site was built. Build and upload again, then seal.

# ---- Archive ----
pack-nothing = Say what to pack: --usb (memory stick), --kiosk (touch screen) or --zip (another server).
pack-not_built = there is no built site in { $out }. Run mulu build first.
pack-outdated = the content has changed since the site was built ({ $count ->
        [one] { $count } item
       *[other] { $count } items
    }). Run mulu build again, then pack.
pack-done = packed: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }.
pack-zipped = the ZIP file has { $size }.
pack-next_usb = Copy everything in { $folder } to the stick; a double click on “{ $first }” opens it. mulu verify checks the copy.
pack-next_kiosk = Copy { $folder } as a whole to the touch screen's computer; a double click on kiosk.cmd opens it full screen (Alt+F4 ends it).
pack-next_web = Upload what is in the folder site of { $folder }.
pack-sealed = { $count ->
        [one] { $count } item is
       *[other] { $count } items are
    } recorded as online, { $new } of them new.
pack-not_sealed = Nothing was recorded as online: this copy is for a look inside the office, not to be handed on.
pack-date = { $year }-{ $month }-{ $day }
pack-readme_name = README.txt
pack-start_name = start.html
pack-readme_what = { $title } (offline copy)
pack-readme_as_of = As of { $date }: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, the newest published on { $newest }. What came later is on the site: { $url }
pack-readme_usb = To open: double-click start.html. Neither network nor installation is needed. Searching needs a browser of 2020 or later.
pack-readme_kiosk = To open: double-click kiosk.cmd on a touch screen with Windows 10 or 11; Alt+F4 ends it. To open it at start-up, put a shortcut to kiosk.cmd into the folder shell:startup.
pack-readme_web = To use: upload everything in the folder site. Settings for servers are in site/hosting.
pack-readme_check = To check: checksums.txt lists the SHA-256 of every file. Run mulu verify, or in this folder: sha256sum -c --quiet checksums.txt
pack-as_of = As of { $date }: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, the newest published on { $newest }.
pack-unsealed_note = This copy is not recorded as online: for a look inside the office, not to be handed on.
pack-open = Open the catalog
pack-search = Search
pack-catalog = All items, newest first
pack-newer = This is an offline copy and needs no network. What came later is on the site:
pack-qr = QR code of the site
pack-check = Whoever doubts a file can check it by checksums.txt, or ask the office that gave the copy out.
board-column = no column has the id “{ $column }”.
board-column_near = no column has the id “{ $column }”. Is it “{ $nearest }”?
board-period = “{ $text }” is not written like that. A month is 2026-11, a quarter 2026-4 (October to December).
board-not_public = { $path } is not public and cannot be posted or read out.
board-unnumbered = { $count ->
        [one] { $count } item has no index number yet and is
       *[other] { $count } items have no index number yet and are
    } left out. Run mulu build first.
board-refused = the sheet cannot be put at { $path }: it would be published with the site. Choose another place.
board-done = { $count ->
        [one] { $count } item
       *[other] { $count } items
    }. Open the file in a browser; Ctrl+P prints it or saves it as PDF.
board-spoken = the text of { $count ->
        [one] { $count } item
       *[other] { $count } items
    }. Read it once before it is broadcast, and check names and figures.
board-empty = nothing was published in this time.
archive-done = { $year } is archived: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, read back and compared byte by byte.
archive-unchanged = { $year } was archived before, and nothing has changed: { $items ->
        [one] { $items } item
       *[other] { $items } items
    }.
archive-left_out = left out of { $year }: not sealed { $unsealed }, not published { $held }.
archive-not_ready = { $count ->
        [one] { $count } item of { $year } cannot be archived
       *[other] { $count } items of { $year } cannot be archived
    }; nothing was packed.
archive-stopped = { $year } was not archived: mend the errors above first.
archive-empty = nothing was published in { $year }.
archive-in_the_way = { $path } is there already, with other content, and was not overwritten. Move it away, or choose another folder with --out.
archive-year_not_over = Note: { $year } is not over; archive it again afterwards.
archive-incomplete = {" "}(without { $count ->
        [one] { $count } item of the year that is not
       *[other] { $count } items of the year that are not
    } sealed or not published)
archive-public_title = Government information disclosed in { $year }
archive-public_description = Government information disclosed in { $year }: pages, attachments, catalog. { $year }年主动公开的政府信息：网页、附件、目录。
archive-public_readme = Government information disclosed in { $year }

    Open site/year/{ $year }/index.html to browse it by its list. Links to other years lead nowhere in this package.
    site/          pages and attachments, byte for byte as they were online
    catalog.csv    the catalog, for spreadsheet programs
    catalog.json   the catalog, for other programs

    Handed over under article 25 of the Regulation on Open Government Information (国务院令第711号).
    This is a BagIt package (RFC 8493). To check it: mulu verify FOLDER, or any BagIt program.
archive-internal_title = Internal records of disclosure work in { $year }
archive-internal_description = Internal records of disclosure work in { $year }: sources, review records, ledger. Not for the public. { $year }年政府信息公开工作内部档案，不对外公开。
archive-internal_readme = Internal records of disclosure work in { $year } (not for the public)

    content/       sources and attachments, with what is internal or not disclosed
    reviews.csv    review records
    ledger.csv     the ledger's rows of the year
    site.toml, data/, themes/  settings, to build the site again

    This is a BagIt package (RFC 8493). To check it: mulu verify FOLDER, or any BagIt program.
handover-title = Hand-over list: government information disclosed in { $year }
handover-from = Handed over by
handover-to = Received by
handover-basis = Under
handover-basis_text = Regulation on Open Government Information (国务院令第711号), article 25
handover-package = Package
handover-contents = Contents
handover-totals = { $items ->
        [one] { $items } item
       *[other] { $items } items
    }, { $attachments ->
        [one] { $attachments } attachment
       *[other] { $attachments } attachments
    }; { $files ->
        [one] { $files } file
       *[other] { $files } files
    } in all, { $size }
handover-seal = Seal (SHA-256)
handover-list = Items
handover-serial = No.
handover-index_no = Index number
handover-name = Title
handover-doc_no = Document number
handover-created = Created
handover-published = Published
handover-attachments = Attachments
handover-withdrawn = (withdrawn)
handover-check = To check: the SHA-256 of tagmanifest-sha256.txt in the package is the seal above; then compare the whole package with mulu verify or any BagIt program. In two copies, one for each side.
handover-sign_from = Handed over by (seal):
    Name:
    Date:
handover-sign_to = Received by (seal):
    Name:
    Date:

code-length = { $found } characters instead of { $expected }
code-character = character { $position }, “{ $found }”, may not stand there
code-check-digit = the check character should be “{ $expected }”, not “{ $found }”

docno-bracket = the year is not in 〔〕
docno-bracket-garbled = the brackets are garbled
docno-bracket-lost = the brackets are lost
docno-bracket-unclosed = one bracket is missing
docno-bracket-mixed = the brackets do not match
docno-trailing-bracket = a surplus bracket at the end
docno-trailing-text = text behind 号
docno-blank = a blank inside
docno-masked = year or serial is not filled in
docno-number-lost = agency, year or serial is missing
docno-missing-hao = 号 is missing
docno-missing-di = the number of an order takes 第
docno-di = the serial takes no 第
docno-padded-serial = the serial takes no leading zeros
docno-zero-serial = the serial is 0
docno-short-year = the year has four digits
docno-year-word = no 年 in the brackets
docno-full-width-digits = full-width digits
docno-letter-for-digit = a letter in place of a digit
docno-two-numbers = two numbers in one field
docno-order-form = it should read ××令第N号
docno-word = leave the field out

pattern-too-long = longer than { $limit } characters
pattern-brace = the braces do not match
pattern-unknown = there is no variable `{ $name }` (is it `{ $nearest }`?)
pattern-width = the width `{ $value }` is wrong: serial alone has one, 1 to 9 digits, for example serial:05
pattern-no-serial = without serial all items would get one number
pattern-twice = the variable { $name } stands twice
pattern-character = `{ $value }` may not stand in an index number

vocabulary-unknown-key = there is no key `{ $key }`; known: { $allowed }
vocabulary-duplicate-key = `{ $key }` stands here twice
vocabulary-missing-key = `{ $key }` is missing
vocabulary-wrong-type = wrong type, { $expected } is expected
vocabulary-bad-value = `{ $value }` cannot be used; allowed: { $allowed }
vocabulary-empty = there is not one term
vocabulary-duplicate-id = the id `{ $id }` stands in line { $line }, too
vocabulary-duplicate-name = the name “{ $name }” stands in line { $line }, too
vocabulary-nameless = a term without id or name
vocabulary-unknown-reference = `{ $key }` names `{ $id }`, which does not exist
vocabulary-missing-term = the term `{ $id }`, which the program needs, is missing

shape-missing = there is nothing
shape-not-an-index = this is no index number
shape-width = full-width signs, or a dash in place of the hyphen
shape-blank = a blank inside
shape-case = letters must be capitals
shape-empty-prefix = the agency code is missing
shape-hyphen = the hyphen of the organisation code must go
shape-check-digit = the check character of the agency code should be “{ $expected }”
shape-check-digit-wrong = the check character of the agency code is wrong
shape-alphabet = character { $position } of the agency code, “{ $found }”, may not stand there
shape-year = the year has four digits
shape-serial = the serial has a wrong number of digits, or zeros only
ledger-detail-number = `{ $value }` is no number ({ $column })
ledger-detail-seq-twice = the sequence number { $value } stands twice
ledger-detail-no-index = there is no index number
ledger-detail-state = `{ $value }` is no state; there are reserved, published, withdrawn and void
ledger-detail-date = `{ $value }` is no date ({ $column })
ledger-detail-hash = `{ $value }` is no hash
ledger-detail-seal = of the time of sealing and the hash one is missing
ledger-detail-cells = it has another number of cells

insert-form = the fields stand in a form into which a line cannot be put with certainty; write one field a line, then run it again
insert-changed = the file was changed meanwhile, or its encoding cannot be written back exactly

# ---- Review ----
list-join = {", "}
item-not-found = there is no `{ $word }`: give the path of a file, or an index number
item-not-found-near = there is no `{ $word }`. Did you mean { $nearest }?
item-unreadable = { $path } has faults and cannot be read. Run mulu check first and mend them.
review-step-drafted = drafted
review-step-department = department
review-step-office = office
review-step-approved = approved
review-column-path = file
review-column-title = title
review-column-step = turn of
review-column-since = since
review-column-why = why
review-column-by = name
review-column-date = date
review-column-opinion = opinion
review-unsigned = not yet
review-none = nothing waits for a review.
review-count = { $count ->
        [one] { $count } waits for a review
       *[other] { $count } wait for a review
    }; { $again ->
        [one] { $again } undisclosed item was to be
       *[other] { $again } undisclosed items were to be
    } reviewed again by now. To print a sheet: mulu review --print FILE
review-draft = draft; { $why }
review-why-not-asked = this site asks for no review record
review-why-complete = review complete
review-why-unsigned = not signed: { $steps }
review-why-conclusion = no conclusion
review-why-referred = referred; no date of referral
review-why-referred-due = referred; answer due by { $due }
review-why-referred-about = referred; answer due about { $due } (holidays not announced yet)
review-why-hold = on hold; no date of the next look
review-why-hold-until = on hold until { $until }
review-why-contradicted = concluded “{ $conclusion }”, which is not the item's mode
review-why-outdated = changed after the review; to sign again: { $steps }
review-why-unbound = review complete; the record has no hash of the content
review-why-next = not disclosed; review was due on { $due }
review-show-conclusion = conclusion: { $value }
review-show-state = state: { $value }
review-show-next = turn of: { $value }
review-show-of = content reviewed: { $value }
review-show-hash = content now: { $value }
review-signed = recorded: { $step }, { $by }, signed “{ $title }”
review-signed-next = next: { $step }
review-signed-last = the review is complete. Run mulu check to see whether anything else is wrong.
review-sign-dry-run = this would be written into { $path } (nothing was).
review-bound = { $count ->
        [one] { $count } review record now says which content it is about
       *[other] { $count } review records now say which content they are about
    }.
review-bind-dry-run = { $count ->
        [one] { $count } review record would say which content it is about
       *[other] { $count } review records would say which content they are about
    } (nothing was written).
review-bind-not = nothing was written: { $state }
review-ask-name = name of who signs:
review-no-name = give the name of who signs with --by
review-no-step = there is no step `{ $word }`. Steps of this site: { $allowed }
review-no-conclusion = there is no conclusion `{ $word }`. Conclusions: { $allowed }
review-refused-not-asked = this site asks nobody to sign in that step (see [review] steps in site.toml)
review-refused-before = not recorded: { $steps } must sign first
review-refused-signed = not recorded: { $by } signed on { $date }. The content was not changed since; nothing is to be signed again.
review-refused-outdated = not recorded: the earlier signatures are for other content, so the review begins anew.
    Begin with mulu review --sign { $step } --again.
review-refused-not-first = not recorded: a review begins anew with { $step }
review-refused-contradicted = not recorded: the conclusion is “{ $conclusion }”, but the mode is “{ $mode }”. Change the mode first.
review-sheet-done = review sheet written to { $path }
    Open it in a browser and print it on A4 (Ctrl+P). Once signed, record it with mulu review --sign; keep the paper for three years at least.
review-letter-done = wrote the letter to the authority that decides to { $path }
letter-title = Request for a decision whether “{ $title }” may be made public
letter-to = To { $to }:
letter-what = We prepare to disclose “{ $title }”{ $numbered ->
        [yes] {" "}({ $doc_no })
       *[no] {""}
    } of { $created } and cannot decide whether it may be made public. Article 17 of the Regulations on the Disclosure of Government Information (State Council Decree No. 711) has us ask the authority in charge or the secrecy department.
letter-why = What makes it uncertain:
letter-colon = {": "}
letter-ask = Please tell us within { $days } working days of receipt whether it may be made public, wholly or in part. Until then it is not published.
letter-ask-by = Please tell us by { $due } whether it may be made public, wholly or in part. Until then it is not published.
letter-enclosed = Enclosed:
letter-enclosed-text = “{ $title }” (full text and attachments)
letter-enclosed-sheet = the review sheet
letter-enclosed-other = other papers (if any)
letter-contact = (Contact:                    Telephone: { $phone })
review-sheet-refused = the review sheet cannot go to { $path }: what lies in content or public is published
sheet-title = Review sheet for information disclosure (政府信息公开保密审查表)
sheet-number = No.:
sheet-unit = Office:
sheet-name = Title
sheet-doc-no = Document no.
sheet-index-no = Index no.
sheet-agency = Made by
sheet-created = Created
sheet-genre = Genre
sheet-column = Column
sheet-summary = Summary
sheet-attachments = Attachments
sheet-none = none
sheet-mode = Proposed mode
sheet-ground = Ground:
sheet-basis = Basis:
sheet-public-title = Public title:
sheet-opinion-drafted = Drafter's opinion
sheet-opinion-department = Head of department
sheet-opinion-office = General office
sheet-opinion-approved = Leader's decision
sheet-signature = Signature:
sheet-date = { $year }-{ $month }-{ $day }
sheet-date-blank = Date:
sheet-conclusion = Conclusion
sheet-referred = Referral
sheet-referred-to = To:
sheet-referred-date = Sent:
sheet-referred-due = Answer due:
sheet-referred-reply = Answer:
sheet-notes = Notes
sheet-note-one = Reviewed first, published after; each version on its own. Once the content is changed, this sheet is void.
sheet-note-keep = File this sheet with the text reviewed and keep both for 3 years at least. It is not published.
sheet-note-law = Basis: Regulations on Open Government Information (国务院令第711号), articles 14 to 17.
sheet-note-again = The content was changed after an earlier review; this is a new one.
sheet-hash = Hash of the content:
sheet-code = Check code:
