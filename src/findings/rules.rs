//! The table of all rules: code, and what a fault against it stops.
//!
//! To add one: a line here, its message and hint in both files of `src/messages`, and the check that finds it.

use super::{Rule, Stops};

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $stops:ident;)*) => {
        $($(#[doc = $doc])* pub static $name: Rule = Rule { code: $code, stops: Stops::$stops };)*
        /// Every rule, in the order of the families.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// There is no `site.toml`.
    CONFIG_MISSING = "config.missing", Build;
    /// `site.toml`, or a data file that overrides ours, is not well-formed.
    CONFIG_SYNTAX = "config.syntax", Build;
    /// A setting that does not exist.
    CONFIG_UNKNOWN_KEY = "config.unknown_key", Build;
    /// A setting that must be there.
    CONFIG_MISSING_KEY = "config.missing_key", Build;
    /// A setting of another type.
    CONFIG_WRONG_TYPE = "config.wrong_type", Build;
    /// A setting whose value is not among those allowed.
    CONFIG_BAD_VALUE = "config.bad_value", Build;
    /// Two agencies or columns with one id.
    CONFIG_DUPLICATE_ID = "config.duplicate_id", Build;
    /// A column's parent does not exist.
    CONFIG_UNKNOWN_PARENT = "config.unknown_parent", Build;
    /// Columns that are each other's parents.
    CONFIG_PARENT_CYCLE = "config.parent_cycle", Build;
    /// The pattern of index numbers cannot be used.
    CONFIG_PATTERN = "config.pattern", Build;
    /// An agency code whose check digit is wrong (GB 11714, GB 32100).
    CONFIG_AGENCY_CODE = "config.agency_code", Build;
    /// No agency at all.
    CONFIG_NO_AGENCY = "config.no_agency", Build;
    /// The catalog could not be written as a workbook.
    DATA_WORKBOOK = "data.workbook", Build;
    /// A template of the theme fails.
    THEME_TEMPLATE = "theme.template", Build;
    /// A file or folder cannot be read.
    FILE_UNREADABLE = "file.unreadable", Build;
    /// A file or folder cannot be written.
    FILE_UNWRITABLE = "file.unwritable", Build;
    /// A link that leads out of the content folder.
    FILE_OUTSIDE = "file.outside", Item;
    /// A file of content that lies in no column's folder.
    FILE_NO_COLUMN = "file.no_column", Item;
    /// A file beside items that belongs to none.
    FILE_UNUSED = "file.unused", Nothing;
    /// The folder `content` is missing.
    FILE_NO_CONTENT = "file.no_content", Build;
    /// A text that was not UTF-8 and was read all the same.
    TEXT_ENCODING = "text.encoding", Nothing;
    /// A text in no encoding that can be told.
    TEXT_UNDECODABLE = "text.undecodable", Item;
    /// Not a text.
    TEXT_BINARY = "text.binary", Item;
    /// Nothing in the file.
    TEXT_EMPTY = "text.empty", Item;
    /// A text over the limit.
    TEXT_TOO_LARGE = "text.too_large", Item;
    /// A text in more pieces than a page can have.
    TEXT_TOO_MANY = "text.too_many", Item;
    /// A text so long that its page opens slowly on a phone.
    TEXT_LONG = "text.long", Nothing;
    /// A character that nobody sees; it is left out.
    TEXT_UNSEEN = "text.unseen", Nothing;
    /// No front matter.
    FRONT_MISSING = "front.missing", Item;
    /// Front matter that does not end.
    FRONT_UNCLOSED = "front.unclosed", Item;
    /// Front matter that is not well-formed YAML.
    FRONT_SYNTAX = "front.syntax", Item;
    /// A tab in the front matter, where YAML allows none.
    FRONT_TAB = "front.tab", Item;
    /// A full-width colon after a key, read as a colon.
    FRONT_FULL_WIDTH_COLON = "front.full_width_colon", Nothing;
    /// A key that does not exist.
    FRONT_UNKNOWN_KEY = "front.unknown_key", Item;
    /// A key that stands twice.
    FRONT_DUPLICATE_KEY = "front.duplicate_key", Item;
    /// One field under its English and its Chinese key.
    FRONT_BOTH_LANGUAGES = "front.both_languages", Item;
    /// A field that must be there.
    FRONT_MISSING_KEY = "front.missing_key", Item;
    /// A field of another type.
    FRONT_WRONG_TYPE = "front.wrong_type", Item;
    /// Not a date, or one that does not exist.
    FRONT_BAD_DATE = "front.bad_date", Item;
    /// A value that is not in the vocabulary.
    FRONT_UNKNOWN_VALUE = "front.unknown_value", Item;
    /// A value that may mean more than one term.
    FRONT_AMBIGUOUS_VALUE = "front.ambiguous_value", Item;
    /// YAML anchors, aliases and tags, which items do without.
    FRONT_NOT_PLAIN = "front.not_plain", Item;
    /// Too deep or too long.
    FRONT_TOO_DEEP = "front.too_deep", Item;
    /// A field longer than any such field is.
    FRONT_TOO_LONG = "front.too_long", Item;
    /// A top class of the topic table where a leaf is asked for.
    TOPIC_NOT_A_LEAF = "topic.not_a_leaf", Item;
    /// An agency that site.toml does not know.
    AGENCY_UNKNOWN = "agency.unknown", Item;
    /// A column that site.toml does not know.
    COLUMN_UNKNOWN = "column.unknown", Item;
    /// A published item without its date of publication.
    DATE_PUBLISHED_MISSING = "date.published_missing", Item;
    /// Published before it was made.
    DATE_PUBLISHED_BEFORE_CREATED = "date.published_before_created", Nothing;
    /// Updated before it was published.
    DATE_UPDATED_BEFORE_PUBLISHED = "date.updated_before_published", Nothing;
    /// Published later than today.
    DATE_IN_THE_FUTURE = "date.in_the_future", Nothing;
    /// The date on which it ends has passed, and it is said to be in force.
    VALIDITY_ENDED = "validity.ended", Nothing;
    /// The date on which it ends has not come, and it is said to be in force no more.
    VALIDITY_NOT_ENDED = "validity.not_ended", Nothing;
    /// The date from which it is in force has come, and it is said to be pending.
    VALIDITY_BEGUN = "validity.begun", Nothing;
    /// The date from which it is in force has not come, and it is said to be in force.
    VALIDITY_NOT_BEGUN = "validity.not_begun", Nothing;
    /// A state of validity that says too little without its date.
    VALIDITY_DATE_MISSING = "validity.date_missing", Nothing;
    /// Another item takes its place, and it is said to be in force.
    VALIDITY_REPLACED = "validity.replaced", Nothing;
    /// A public display has ended, and its list was to come down then.
    DISPLAY_ENDED = "display.ended", Nothing;
    /// No summary, which every entry of a catalog carries (国务院令第711号, article 12).
    SUMMARY_MISSING = "summary.missing", Nothing;
    /// The title ends with the name of another genre.
    GENRE_MISMATCH = "genre.mismatch", Nothing;
    /// 不予公开 without a coded ground (国务院令第711号, articles 14 to 16).
    MODE_GROUND_MISSING = "mode.ground_missing", Item;
    /// A ground for an item that is not 不予公开.
    MODE_GROUND_NOT_NEEDED = "mode.ground_not_needed", Nothing;
    /// 不予公开 without a date of the next review (国务院令第711号, article 18).
    MODE_NEXT_REVIEW_MISSING = "mode.next_review_missing", Nothing;
    /// The day on which an item that is not disclosed was to be reviewed again has passed (国务院令第711号, article 18).
    MODE_NEXT_REVIEW_DUE = "mode.next_review_due", Nothing;
    /// A title for the negative list on an item that is not in it.
    MODE_PUBLIC_TITLE_NOT_NEEDED = "mode.public_title_not_needed", Nothing;
    /// An item that is not disclosed has no title for the negative list.
    MODE_PUBLIC_TITLE_MISSING = "mode.public_title_missing", Nothing;
    /// The title for the negative list is the item's own.
    MODE_PUBLIC_TITLE_TELLS = "mode.public_title_tells", Item;
    /// A state secret does not belong into the content folder (国务院令第711号, article 14).
    MODE_SECRET = "mode.secret", Build;
    /// No review record, where the preset asks for one (国务院令第711号, article 17).
    REVIEW_MISSING = "review.missing", Item;
    /// A review record with a step missing.
    REVIEW_INCOMPLETE = "review.incomplete", Item;
    /// A review that did not conclude that the item may be public.
    REVIEW_CONCLUSION = "review.conclusion", Item;
    /// What was reviewed is not what stands there now.
    REVIEW_OUTDATED = "review.outdated", Item;
    /// A review record that does not say what was reviewed.
    REVIEW_UNBOUND = "review.unbound", Nothing;
    /// Referred to a higher authority, which has not decided (国务院令第711号, article 17).
    REVIEW_REFERRED = "review.referred", Item;
    /// Held back because it is not settled whether it may be public.
    REVIEW_ON_HOLD = "review.on_hold", Item;
    /// The authority that something was referred to should have answered by now.
    REVIEW_REPLY_OVERDUE = "review.reply_overdue", Nothing;
    /// A step of the review was signed before the one that comes first.
    REVIEW_ORDER = "review.order", Nothing;
    /// Approved after it was published.
    REVIEW_AFTER_PUBLICATION = "review.after_publication", Nothing;
    /// Withdrawn without a record of date and reason.
    WITHDRAWN_RECORD_MISSING = "withdrawn.record_missing", Build;
    /// A withdrawal record on an item that is not withdrawn.
    WITHDRAWN_STATUS = "withdrawn.status", Item;
    /// An index number of a form that nobody uses.
    NUMBER_MALFORMED = "number.malformed", Item;
    /// An index number that is well-formed, but not of this site's pattern.
    NUMBER_FOREIGN = "number.foreign", Nothing;
    /// One number in two files.
    NUMBER_DUPLICATE = "number.duplicate", Build;
    /// The number's year is that of no date of the item.
    NUMBER_YEAR = "number.year", Nothing;
    /// The serial runs over its width.
    NUMBER_OVERFLOW = "number.overflow", Build;
    /// A number that a deleted or another item had.
    NUMBER_USED = "number.used", Build;
    /// Numbers are missing and may not be given (`--locked`).
    NUMBER_LOCKED = "number.locked", Build;
    /// Two numbers give one address.
    NUMBER_ADDRESS = "number.address", Build;
    /// The number stands in the ledger for a file, but not in that file any more.
    NUMBER_LOST = "number.lost", Nothing;
    /// The ledger's first line is not its header.
    LEDGER_HEADER = "ledger.header", Build;
    /// A row of the ledger that cannot be read.
    LEDGER_ROW = "ledger.row", Build;
    /// A number that a spreadsheet turned into a quantity.
    LEDGER_MANGLED = "ledger.mangled", Build;
    /// Two rows with one number.
    LEDGER_DUPLICATE = "ledger.duplicate", Build;
    /// Version control could not merge the ledger and left its marks in it.
    LEDGER_CONFLICT = "ledger.conflict", Build;
    /// Rows that were there are gone.
    LEDGER_LOST_ROWS = "ledger.lost_rows", Build;
    /// Another run holds the ledger.
    LEDGER_BUSY = "ledger.busy", Build;
    /// A sealed item's file is gone.
    SEALED_GONE = "sealed.gone", Build;
    /// A sealed item was changed without a correction record.
    SEALED_CHANGED = "sealed.changed", Build;
    /// A sealed item would be left out of the site.
    SEALED_HELD = "sealed.held", Build;
    /// A link to a file that is not an item of the site.
    LINK_MISSING = "link.missing", Nothing;
    /// A link to an item that is not public.
    LINK_UNPUBLISHED = "link.unpublished", Nothing;
    /// A picture that is not there.
    LINK_IMAGE_MISSING = "link.image_missing", Nothing;
    /// An index number in double brackets that no item has.
    LINK_NUMBER_UNKNOWN = "link.number_unknown", Nothing;
    /// A link without an address.
    LINK_EMPTY = "link.empty", Nothing;
    /// A link that would run a script.
    LINK_UNSAFE = "link.unsafe", Nothing;
    /// A link typed with full-width brackets.
    LINK_FULL_WIDTH = "link.full_width", Nothing;
    /// A picture without a description.
    IMAGE_NO_DESCRIPTION = "image.no_description", Nothing;
    /// HTML that may not stand in a page.
    HTML_REMOVED = "html.removed", Nothing;
    /// Raw HTML that is not closed where it should be.
    HTML_UNCLOSED = "html.unclosed", Nothing;
    /// An id that the page has already.
    HTML_DUPLICATE_ID = "html.duplicate_id", Nothing;
    /// A link to a place in the same text that is not there.
    LINK_ANCHOR_MISSING = "link.anchor_missing", Nothing;
    /// `[text][name]` without a definition of the name.
    LINK_REFERENCE_MISSING = "link.reference_missing", Nothing;
    /// A link without words.
    LINK_NO_TEXT = "link.no_text", Nothing;
    /// A link to a file on the writer's own machine.
    LINK_LOCAL = "link.local", Nothing;
    /// A mark of a footnote that is not there.
    FOOTNOTE_MISSING = "footnote.missing", Nothing;
    /// A footnote that nothing refers to.
    FOOTNOTE_UNUSED = "footnote.unused", Nothing;
    /// Two footnotes of one name.
    FOOTNOTE_DUPLICATE = "footnote.duplicate", Nothing;
    /// A paragraph that begins with blanks and therefore reads as program code.
    TEXT_INDENTED = "text.indented", Nothing;
    /// A line that was meant for a heading and is none.
    TEXT_HEADING_MARK = "text.heading_mark", Nothing;
    /// A numbered line that runs on from the line before it.
    TEXT_JOINED_LINE = "text.joined_line", Nothing;
    /// Lists or quotes within one another, deeper than anybody can read.
    TEXT_TOO_DEEP = "text.too_deep", Nothing;
    /// A text of which links and numbers make a page without end.
    TEXT_PAGE_TOO_LARGE = "text.page_too_large", Build;
    /// An attachment that is named and not there.
    ATTACHMENT_MISSING = "attachment.missing", Item;
    /// An attachment outside the item's own folder tree.
    ATTACHMENT_OUTSIDE = "attachment.outside", Item;
    /// An attachment of a kind that harms the reader's computer.
    ATTACHMENT_UNSAFE = "attachment.unsafe", Item;
    /// An attachment whose name says another type than its content.
    ATTACHMENT_TYPE = "attachment.type", Nothing;
    /// An attachment without words that can be searched: a scan.
    ATTACHMENT_NO_TEXT = "attachment.no_text", Nothing;
    /// An attachment whose fonts do not say what they show.
    ATTACHMENT_UNREADABLE = "attachment.unreadable", Nothing;
    /// An attachment that asks for a password.
    ATTACHMENT_ENCRYPTED = "attachment.encrypted", Nothing;
    /// An attachment that is broken.
    ATTACHMENT_DAMAGED = "attachment.damaged", Nothing;
    /// An attachment that is too large to be read.
    ATTACHMENT_TOO_LARGE = "attachment.too_large", Nothing;
    /// An attachment that is too long to be searched to its end.
    ATTACHMENT_CUT = "attachment.cut", Nothing;
    /// An attachment in a format of before 2007.
    ATTACHMENT_OLD_FORMAT = "attachment.old_format", Nothing;
    /// An attachment that carries more than it shows: names, comments, changes, hidden sheets.
    ATTACHMENT_TRACES = "attachment.traces", Nothing;
    /// A picture so broken that what the camera wrote into it cannot be removed.
    ATTACHMENT_PICTURE_BROKEN = "attachment.picture_broken", Item;
    /// A related number that no item has.
    RELATION_UNKNOWN = "relation.unknown", Nothing;
    /// An item that is related to itself.
    RELATION_SELF = "relation.self", Nothing;
    /// 文号: the year is not in 〔〕 (GB/T 9704).
    DOCUMENT_NUMBER_BRACKET = "document_number.bracket", Nothing;
    /// 文号: a bracket became another character.
    DOCUMENT_NUMBER_BRACKET_GARBLED = "document_number.bracket_garbled", Nothing;
    /// 文号: a bracket is lost.
    DOCUMENT_NUMBER_BRACKET_LOST = "document_number.bracket_lost", Nothing;
    /// 文号: any other fault of form.
    DOCUMENT_NUMBER_FORM = "document_number.form", Nothing;
    /// 文号: masked or not filled in.
    DOCUMENT_NUMBER_MASKED = "document_number.masked", Nothing;
    /// 文号: a padded serial number.
    DOCUMENT_NUMBER_PADDED_SERIAL = "document_number.padded_serial", Nothing;
    /// 文号: 第 before the serial number.
    DOCUMENT_NUMBER_DI = "document_number.di", Nothing;
    /// 文号: 无 in place of an empty field.
    DOCUMENT_NUMBER_WORD = "document_number.word_instead_of_empty", Nothing;
    /// Two items with one 文号.
    DOCUMENT_NUMBER_DUPLICATE = "document_number.duplicate", Nothing;
    /// The 文号's year is not that of the document.
    DOCUMENT_NUMBER_YEAR = "document_number.year", Nothing;
    /// A file of a copy is not there.
    VERIFY_MISSING = "verify.missing", Build;
    /// A file of a copy is shorter than it must be.
    VERIFY_TRUNCATED = "verify.truncated", Build;
    /// A file of a copy has other bytes than it must have.
    VERIFY_CHANGED = "verify.changed", Build;
    /// A file of a copy that does not belong there.
    VERIFY_EXTRA = "verify.extra", Build;
    /// The list of checksums is missing, or is not whole.
    VERIFY_LIST = "verify.list", Build;
    /// A bag that is not as RFC 8493 demands.
    VERIFY_BAG = "verify.bag", Build;
    /// An item of the year that is not sealed as it is now.
    ARCHIVE_UNSEALED = "archive.unsealed", Build;
    /// An item of the year that is not published yet.
    ARCHIVE_HELD = "archive.held", Build;
}
