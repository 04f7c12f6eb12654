// The search of a mulu site: answers queries from the prebuilt files in this folder. See docs/search-format.md.
//
//     const catalog = await MuluSearch.open(new URL("./search/", location.href));
//     const { total, exact, results, facets } = await catalog.search("农村宅基地", { limit: 10 });
//     const marked = await catalog.snippets(results);
//
// A classic script, because browsers load no modules from file://; mulu-search.module.js re-exports it.
// It has no dependencies and runs in Chromium 86, Firefox 90 and Safari 14. src/search/reader/ does the same in Rust,
// step by step and number by number; what is changed here must be changed there.

(() => {
  "use strict";

  /** The version of the format that this script reads. */
  const VERSION = 6;

  /** The table of folded characters; the same for every site. */
  const FOLD_NAME = "fv6iwgvn";

  /**
   * Which Han characters from U+4E00 to U+9FFF fold into others: the distances from one to the next, each as a character,
   * 1 as `$`; `!` stands for a stretch of 56 without any.
   */
  const FOLDED = "C*!C':(!!!$$/D43C$-$5/(*7)%$%)(8*:+F$+2((%$,.%'$$%*'&'+',*&,+*$$%'$(%'$&*.+($%$$.()(3%D*<A(28W(=&'&,'%4)$%/'%$%$%%,J7'%%$'*+%%&&U%%27H%%?*',(%2$ASD&/!!-HFW:'.$&O/3$$%'7$&'/203*)$%$(0($$(&('5*&&($,&%'$**('('/$%)'$$%-$$&&$&(<@'%($&%!!VI2*1(/*5%&9$'&(&+%4'455%&&(&,'&(($$%%$$%*$(.%$F%&<5:%$%%1DS<XIH*!%+$/$1/A($'$&(&$0+&))+.+$B0*R5E'$%%$,$4$&%$L2*),)%''X!9(%*3')%,-G*J&&&0&,%($)-%%$1*%%=,O)+&-&3'$*'+$0(P9$%')*(&%$$$$)&*B%B%%2%'%)(*()*00(0%,/'!!@BC<:$*G3$,C$//&*)*%.%('$)$&(&'%%'+)$$''-*&''4%&$4$'$'-'$$%%%%*06%*$$'!!H!I+0M&)$4$%4%%)B=$6$A,$A$>.&3'&'$0*$&-%'%)*$+&$%&&&$+$))&,&$$$%&&$$$$)%,(%&%$$($$)%E('$@&-$&2:.()DG!&*7N$2-,<%$%)*-+'/.G*!.!.!,($!!78'(%65)/$+%).'<F;,8(+F1'''0/%)4&$)(&)($&/%)('$''+($$(,&7&,9+.+&&$.$'(&+3*$%$$)%$%$$(%(&,$((&'+B4%2%4($*<))'&%$$$%+$$')!$&)':+$*.3.D;'N?!70!.13H9+.&$$.$'B%*')5/7,+<1*1&(,+$*%.6&&($&&$%,3+$,)&&*%3&($$,.$*+$)$,*,'%&(&0&%$4&%$$&(&'($,%%'&$$%%')&(%$)$$+%/($0'&('%$&%7!(8HPK,*,&'&(70(=$/&*$,*&&*)$*%($%2&.5(+'%)5H<(*(<!$'?@()%$$,=%$&%$$&%$%$$'!!1V,(/*4$($+:;%&('$(&(%.(()U,0$&,Q(,(($4&!:*A',%).&)*'+$*'$%,)*%$%$%%&$$%$$-(<9+%,<%&%$&&W*<40%!%'%;)./*8!?<+'*I7'.%%$7,)&'+1$)%+.0'$$(GM1$*/(''%$1,!(&*0&2&2*($$5$$*%%!'$'$)$'-$%$%C/!;*=06''T'(%,/'(-00'0&%+1'$(,+(%$&$'($%%'!.77$,,%%%&(%%%$$$$$%%&&$$$$$$$$$$'.%%$$$%'$%&$%$$$$+%()%$&$'%+$$$&&+%&%$&&$$%,%%%$+$$%$$$$$$&$$$%$$(&&$)$$$&$$$&$%$%&%$&&%$%%&%$/$$$($'%'%$$'''%$&$$$$$$%'$(%$/%$('&$*$$%$$$&($&$$$+$%%$%'$%%'!!T)('%E(%1$%&;%&$0?<$0'R%K+4$%$%$$%'$*!!3&6+)%18+.((+(.5('%,7$$-'%,%($%&&50$$$1!,.%())!/O!6;!+//(!3('2&E+$7,5%,+<&$$,A')(F$(,:')(%$*7(+'$%&-*$&-,+%%(&'**&-$$'$6$2+(&*%&$)'%$&$2''.0(*2)$&++!!>$.!:-*%3/='/0'(')8,&&'()'$*&$&.'(,((.',%($%!,O(0$'?-(/=$(&/%)**&')%&&%7&&$'&%,'$'%&&(&&%$W%%,$$(%%%%%$%$$$&%%&$%'$&'&%'$$((+%%%$$$$&&%$$$&&%$$$%$$$%*&($$$($'$&&%'%$%$$$%%%'%'&&%$&%&%%%%%$'$'$$$&$%%$'%$&%&$$%%%%$$%$('%'%$%$$%&$*&$$))(&+($*%$$%&/%%$'&$($%(($$%'$%$'%%!!!%)%';-@)'$$$$$($$$$$&$%$$%$$%$$$%$$$$$$%$%*$$%'$%%%$$$$%$&$$$&'$($$$$)$%$%$%%$&$%$'$!;L'2-RRC';,-$&$9+*$$%$&$$%(*'$'9-$$$'$%*'(**)$$$$%(%%$$$+$$$)$$$$)$&$%&'(&$%$$%%$$&'$).%$%!-*$$&!-D'-1$;$&)$'&%%$+,($%%(&&&($!:94&,%%4)&%%%'0$!&6)%$'+$(2$%%)(%$$$%$$')$%$%/%%$'%$%$$&$'$%$$%$,&%%$$*%&$&$$$&$$$($%$%%''%&$&'%%)$)&%%$'$&%+'%&%%$$'&%$%$$$$(%'%%$(%%%(&&*'%'$$$%$$&$$$$(%'(&%$$*$%&&$$$'$$$'%$%&$&$&%''$%%$$$%$%*'%$('$'&'($'%%'%&&%+%%%$)$$&$%$%$$%%$%$%*''$'$&$)$'$$$%$%'+(%%$&)+(%$$'$'&($$$&&$&$%$%%(()%($%$,%&%+&$$(%&$$$%$!!!!8,%$&%$%$%$%$$$',%$$&$%$$'$'&%$$$$'&$$%$$$&%$$$$)%%$$%$!!&($(0&((/$'*)0%(%&'&3.&%$%'$2,94(9(%%%$4%$,%J1,:'%&&%$$))&$$@'%$$%$$$%%%$$$$$'$'(&%*$%%%&$$%%,)$$$&$$'$%&'&%'$&$$%$W($$%%&%%$$''%%6(%$%'$$%%%$%+$$$'$$&$$%%$%$$%$%%$$%&*'(%%$$&%%$%%%&$$$$($((%'!5$$&%$(+2$$%$&$%%%%$.&$**%$&*$$$*&.&'%$%)$$)%$$$$$(%$%)%&$'&%$$'$!/C&%$$;;*0+&%$$(&+8-%$*)*(&&*%*$%$%$$$*%$$(&'$%$(&')$)%$+%$$$'%'$%&$%$('&)%%$$&%$&$%$%$+$&$&%%$$'$&$$%%%$$$%'&&$,%%$$(%$&$&$(%+$%!V%%&)$$%++$%,&)%$$'&%*$'&''%$$0$$$,$&$,%%$$%(*)&%$,&%%*''$%&&%($$$&$$$%($,&$%$.$('&$$'$$&((&%&)&%$%$!B'$%$=1'$$'($*$),5--%%$)%&*/B9$&$&%$%%&&$$%&$&%)'$9$%$&$*H5";

  const FACETS = ["year", "agency", "column", "topic", "genre", "validity"];

  /** Fields of the head. */
  const TITLE = 0, DOC_NO = 1, INDEX_NO = 2, ABOUT = 3, PINYIN = 4;

  /** Words of a query that are looked up; the answer says how many more there were. */
  const WORDS = 32;
  /** Words up to this length are answered from lists alone. */
  const LISTS_ONLY = 10;
  /** How many lists of a longer word are read first. */
  const FIRST_LISTS = 4;
  /** Pairs of a word that are looked up where nothing contains the word. */
  const NEAR_PAIRS = 8;
  /** Characters before the first match that a snippet shows, and characters it shows in all. */
  const BEFORE = 24, LENGTH = 120;
  /** Requests of one search, so far as that can be kept to. */
  const REQUESTS = 8;
  /** What a request more than that may save in bytes. */
  const REQUEST_BYTES = 3e4;
  /** Bytes of decompressed files kept for later queries. */
  const KEPT = 16 << 20;

  /**
   * @typedef {{ id: string, name: string, count: number }} FacetCount
   * @typedef {{ title: string, url: string, index_no: string, doc_no: string, date: string, agency: string, column: string,
   *   topic: string, genre: string, validity: string, summary: string }} Result
   * @typedef {{ total: number, exact: boolean, ignored: number, results: Result[], facets: Record<string, FacetCount[]> }} Answer
   * @typedef {{ filters?: Record<string, string[]>, sort?: string, offset?: number, limit?: number, facets?: boolean }} SearchOptions
   * @typedef {{ units: number[], place: number | null, without: boolean }} Word  place: a head field, -1 the agency, null anywhere
   * @typedef {{ unit: number, times: number }} Posting
   * @typedef {{ head: Posting[], body: Posting[] }} Stands
   * @typedef {Stands & { occurrences: number, sides: Uint16Array[] | null }} List
   * @typedef {{ doc: number, head: number[], body: number }} Match
   * @typedef {{ units: number[], stands: Stands, matches: Match[] }} Looked
   * @typedef {{ doc: number, tier: number, score: number }} Found
   * @typedef {{ first: number, name: string, size: number }} Shard
   * @typedef {{ docs: number, parts: number, firstDoc: number, shards: Shard[], wide: Map<number, Shard> }} Segment
   * @typedef {{ docs: number, size: number, names: string[] }} CardFiles  of how many documents each, how large on average
   * @typedef {{ parts: Uint32Array, length: Float64Array, title: Uint8Array, day: Uint32Array, cards: CardFiles[],
   *   averageLength: number, averageTitle: number }} Docs
   * @typedef {{ values: { id: string, name: string }[][], of: Uint32Array[] }} Facets  for each the values, and which each document has
   */

  /** What is wrong with an index: `missing`, `damaged`, `network` (it cannot be reached, or not whole), `version` (script and index
   *  do not fit) or `local` (opened from a disk without the files for that). */
  class SearchError extends Error {
    /**
     * @param {"missing" | "damaged" | "network" | "version" | "local"} code
     * @param {string} path the file
     * @param {unknown} [detail]
     */
    constructor(code, path, detail = "") {
      super(`search index: ${path}: ${code} ${detail}`);
      this.name = "SearchError";
      this.code = code;
      this.path = path;
    }
  }

  /** @param {string} path @returns {never} */
  const damaged = (path) => { throw new SearchError("damaged", path); };

  // ---------------------------------------------------------------- folding

  const INVISIBLE = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
  const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

  /** A text as a reader sees it. @param {string} text */
  const clean = (text) => text.normalize("NFC").replace(INVISIBLE, "").replace(SPACES, " ").replace(/^ | $/g, "");

  /** @type {Uint8Array | undefined} */
  let foldedHan;

  /** Whether folding a unit takes the table: some Han characters, and whatever is rare. @param {number} unit */
  const needsTable = (unit) => {
    if (!foldedHan) {
      foldedHan = new Uint8Array(0xa000);
      let at = 0x4dff;
      for (let i = 0; i < FOLDED.length; i++) {
        const step = FOLDED.charCodeAt(i) - 35;
        if (step < 0) at += 56;
        else foldedHan[at += step] = 1;
      }
    }
    if (unit >= 0x4e00 && unit < 0xa000) return foldedHan[unit] === 1;
    return !(unit < 0x80 || unit === 0xb7 || unit > 0x200f && unit < 0x2028 && unit !== 0x2024
      || unit > 0x2fff && unit < 0x3021 && unit !== 0x3012 || unit > 0xff00 && unit < 0xff5f);
  };

  /** @param {string} text */
  const anyNeedsTable = (text) => Array.from(text).some((char) => needsTable(char.charCodeAt(0)));

  /** Folds what needs no table: ASCII in both widths, brackets, dashes. @param {number} unit */
  const foldQuick = (unit) => {
    if (unit > 0xff00 && unit < 0xff5f) unit -= 0xfee0;
    if (unit > 64 && unit < 91) return unit + 32;
    if (unit < 91 || unit > 93 && unit < 0x2010 || unit > 0x3017 && unit < 0xfe5d) return unit;
    const char = String.fromCharCode(unit);
    return "[〔【〖﹝".includes(char) ? 40 : "]〕】〗﹞".includes(char) ? 41 : "‐‑‒–—―−﹣".includes(char) ? 45 : unit;
  };

  /** @param {number} count */
  const upTo = (count) => Array.from({ length: count }, (_, i) => i);

  /** A text of UTF-16 units. @param {number[] | Uint16Array} units */
  const textOf = (units) => {
    let text = "";
    for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096));
    return text;
  };

  /**
   * A clean text folded, in UTF-16 units.
   * @param {string} text
   * @param {Map<string, string>} table
   */
  const fold = (text, table) => {
    /** @type {number[]} */
    const units = [];
    for (const char of text) {
        const to = table.get(char) || char;
      for (let i = 0; i < to.length; i++) units.push(foldQuick(to.charCodeAt(i)));
    }
    return units;
  };

  // ---------------------------------------------------------------- queries

  /** @type {Map<string, number>} */
  const PLACES = new Map([["标题", TITLE], ["title", TITLE], ["文号", DOC_NO], ["doc_no", DOC_NO], ["索引号", INDEX_NO],
    ["index_no", INDEX_NO], ["机构", -1], ["agency", -1]]);

  /**
   * Takes a query apart; the words still as written.
   * @param {string} query
   * @param {Map<string, string>} [table]
   */
  const parse = (query, table = new Map()) => {
    /** @type {{ text: string, place: number | null, without: boolean }[]} */
    const words = [];
    let rest = clean(query).trim();
    while (rest) {
      const without = /^[-－][^ ]/.test(rest);
      if (without) rest = rest.slice(1);
      const named = /^([^:：]*)[:：](?=[^ ])/.exec(rest);
      const place = named && PLACES.get(textOf(fold(named[1], table)));
      if (named && place !== undefined) rest = rest.slice(named[0].length);
      // Chinese quotes stand in many texts; they quote only what would otherwise fall apart at a space.
      const quoted = /^["＂]([^"＂]*[^"＂ ][^"＂]*)["＂]/.exec(rest) || /^“([^”]*[^” ] [^” ][^”]*)”/.exec(rest);
      const end = rest.indexOf(" ");
      const text = quoted ? quoted[1] : end < 0 ? rest : rest.slice(0, end);
      words.push({ text: text.trim(), place: place === undefined ? null : place, without });
      rest = rest.slice(quoted ? quoted[0].length : text.length).trim();
    }
    return words;
  };

  /** Each word once. @param {Word[]} words */
  const distinct = (words) => [...new Map(words.map((word) => [JSON.stringify(word), word])).values()];

  /** Signs; and what is asked with: texts that answer do not contain it. */
  const SIGNS = /[^\p{Alphabetic}\p{N}]/u, ASKING = /[^\p{Alphabetic}\p{N}]|什么是|为什么|是什么|什么|时候|怎么办|怎么样|怎么|怎样|如何|多少钱|多少|哪里|哪些|哪儿|哪个|何时|请问|需要|可以|吗|呢|谁/u;

  /** Words taken apart; single characters only where nothing longer remains of a word. @param {Word[]} words @param {RegExp} at */
  const piecesOf = (words, at) => {
    const pieces = distinct(words.flatMap((word) => {
      const texts = textOf(word.units).split(at).filter((text) => text);
      const long = texts.filter((text) => text.length > 1);
      return (long.length ? long : texts).map((text) => ({ ...word, units: fold(text, new Map()) }));
    }));
    return pieces.length ? pieces : words;
  };

  /** The first pairs of some words. @param {Word[]} words @returns {Word[]} */
  const pairsOf = (words) => distinct(words.flatMap(({ units }) => upTo(Math.max(units.length - 1, 0))
    .map((at) => ({ units: units.slice(at, at + 2), place: null, without: false })))).slice(0, NEAR_PAIRS);

  // ---------------------------------------------------------------- files

  /** The name that bytes of a hash stand for. @param {ArrayLike<number>} bytes @param {number} length */
  const nameOf = (bytes, length) => {
    let all = 0, text = "";
    for (let i = 0; i < bytes.length; i++) all = all * 256 + bytes[i];
    while (text.length < length) {
      text = "abcdefghijklmnopqrstuvwxyz234567"[all % 32] + text;
      all = Math.floor(all / 32);
    }
    return text;
  };


  /** @param {Uint8Array} bytes @param {string} path */
  const decodeText = (bytes, path) => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return damaged(path);
    }
  };

  // ---------------------------------------------------------------- decisions

  /** Contexts of a number. */
  const GAMMA = 10;

  /** A binary logarithm, rounded down. @param {number} value */
  const log2 = (value) => 31 - Math.clz32(value);

  /** Reads decisions, each in a context that remembers. What is shared by all contexts is here, so that reading is fast. */
  class Decoder {
    /** @param {Uint8Array} bytes @param {string} path @param {number} contexts */
    constructor(bytes, path, contexts) {
      this.bytes = bytes;
      this.path = path;
      this.at = 4;
      this.range = 0xffffffff;
      this.code = 0;
      for (let i = 0; i < 4; i++) this.code = this.code * 256 + (bytes[i] | 0);
      this.yes = new Uint16Array(contexts).fill(32768);
      this.seen = new Uint8Array(contexts);
      /** For each context of a value: how often one came, then what lies below each but the first. @type {Uint16Array[]} */
      this.spreads = [];
    }

    /** More contexts; gives the first of them. @param {number} count */
    more(count) {
      const first = this.yes.length;
      const yes = new Uint16Array(first + count).fill(32768), seen = new Uint8Array(first + count);
      yes.set(this.yes);
      seen.set(this.seen);
      this.yes = yes;
      this.seen = seen;
      return first;
    }

    /** Fails where more was read than was written. */
    check() {
      if (this.at > this.bytes.length + 4) damaged(this.path);
    }

    /** One decision. @param {number} context */
    bit(context) {
      const yes = this.yes[context], seen = this.seen[context];
      const bound = (this.range >>> 16) * yes;
      const rate = Math.floor(65536 / (seen + 2));
      if (seen < 30) this.seen[context] = seen + 1;
      let bit;
      if (this.code < bound) {
        this.range = bound;
        this.yes[context] = yes + ((65504 - yes) * rate >> 16);
        bit = 1;
      } else {
        this.code -= bound;
        this.range -= bound;
        this.yes[context] = yes + ((32 - yes) * rate >> 16);
        bit = 0;
      }
      this.next();
      return bit;
    }

    /** Takes more bytes, until the range is wide again. */
    next() {
      while (this.range < 16777216) {
        this.range *= 256;
        this.code = this.code * 256 + (this.at < this.bytes.length ? this.bytes[this.at] : 0);
        this.at++;
      }
    }

    /** So many binary digits of which nothing is known. @param {number} digits @returns {number} */
    raw(digits) {
      if (digits > 12) return this.raw(digits - 12) * 4096 + this.raw(12);
      this.range >>>= digits;
      const value = Math.min(Math.floor(this.code / this.range), 2 ** digits - 1);
      this.code = Math.min(this.code - this.range * value, this.range - 1);
      this.next();
      return value;
    }

    /** One of sixteen values, of which at first so many are likely. @param {number} context @param {number} likely */
    value(context, likely) {
      let spread = this.spreads[context];
      if (!spread) {
        const share = Math.floor(32512 / likely);
        this.spreads[context] = spread = Uint16Array.from({ length: 16 }, (_, i) => 16 * i + share * Math.min(i, likely));
      }
      const step = this.range >>> 15;
      let value = 0;
      while (value < 15 && step * spread[value + 1] <= this.code) value++;
      const lower = value && step * spread[value];
      this.code -= lower;
      this.range = (value < 15 ? step * spread[value + 1] : this.range) - lower;
      const rate = Math.floor(32768 / (spread[0] + 5)) * 2;
      if (spread[0] < 60) spread[0]++;
      for (let i = 1; i < 16; i++) spread[i] += (16 * i + (i > value ? 32512 : 0) - spread[i]) * rate >> 16;
      this.next();
      return value;
    }

    /** A number: its magnitude, then the digits. @param {number} context */
    number(context) {
      const size = this.value(context, 16);
      if (size < 7) return size;
      const rest = size < 15 ? size - 7 : 8 + this.raw(5);
      return (8 + this.value(context + size - 6, 8)) * 2 ** rest + this.raw(rest) - 1;
    }

    /** A number of so many digits. @param {number} context @param {number} digits */
    tree(context, digits) {
      let node = 1;
      for (let i = 0; i < digits; i++) node = 2 * node + this.bit(context + node);
      return node - (1 << digits);
    }

    /** A name in a series. @param {number} place */
    name(place) {
      return `${place.toString(16)}-${nameOf([this.raw(8), this.raw(8), this.raw(8)], 5)}`;
    }

    /** A name that stands whole. */
    fullName() {
      return nameOf(Array.from({ length: 5 }, () => this.raw(8)), 8);
    }
  }

  /** The CRC-32 of some bytes. @param {Uint8Array} bytes */
  const checksum = (bytes) => {
    let sum = -1;
    for (const byte of bytes) {
      sum ^= byte;
      for (let i = 0; i < 8; i++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };

  /** What the script that ran last delivered: a path and a file in base 64. @type {string[]} */
  let delivered = [];

  /** Called by the files that are scripts. @param {string[]} file */
  const deliver = (...file) => { delivered = file; };

  /** Loads a file as a script, where nothing can be fetched. @param {string} base @param {string} path */
  const loadScript = (base, path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    // The load event follows at once when a script has run; none runs between.
    script.onload = () => {
      const [of, base64] = delivered;
      delivered = [];
      script.remove();
      try {
        if (of !== path) damaged(path);
        resolve(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
      } catch {
        reject(new SearchError("damaged", path));
      }
    };
    script.onerror = () => {
      script.remove();
      reject(new SearchError(path === "root.bin" ? "local" : "missing", path));
    };
    script.src = base + path.replace(/bin$/, "js");
    document.head.append(script);
  });

  /** Fetches, checks and keeps files. */
  class Source {
    /** @param {string} base @param {typeof fetch} [fetcher] @param {RequestCache} [cache] */
    constructor(base, fetcher, cache) {
      this.base = base;
      this.fetcher = fetcher;
      this.cache = cache;
      /** @type {Map<string, Promise<any>>} */
      this.kept = new Map();
      /** @type {Map<string, number>} */
      this.sizes = new Map();
      this.requests = 0;
    }

    /** @param {string} path @param {boolean} [again] whether this is the second time @returns {Promise<Uint8Array>} */
    async bytes(path, again) {
      this.requests++;
      if (!this.fetcher && /^file:/.test(this.base)) return loadScript(this.base, path);
      // All files but the root are named by their content; the root is asked for anew.
      const cache = this.cache || (path === "root.bin" ? "no-cache" : "default");
      let status = 500;
      try {
        const response = await (this.fetcher || fetch)(this.base + path, { cache });
        if (response.ok) return new Uint8Array(await response.arrayBuffer());
        status = response.status;
      } catch {
        // No answer, or not the whole of one.
      }
      if (status < 500) throw new SearchError("missing", path, status);
      if (!again) return this.bytes(path, true);
      throw new SearchError("network", path, status);
    }

    /**
     * What is in a file: its bytes, or what `decode` makes of them.
     * @template T
     * @param {string} kind @param {string} path @param {(bytes: Uint8Array, path: string) => T} decode
     * @returns {Promise<T>}
     */
    payload(kind, path, decode) {
      const kept = this.kept.get(path);
      if (kept) {
        // The latest used last.
        this.kept.delete(path);
        this.kept.set(path, kept);
        return kept;
      }
      const payload = (async () => {
        const bytes = await this.bytes(path);
        if (bytes.length < 5 || bytes[0] !== 77 || bytes[1] !== 83 || bytes[2] !== kind.charCodeAt(0)) damaged(path);
        if (bytes[3] !== VERSION) throw new SearchError("version", path, bytes[3]);
        const inner = bytes.subarray(9);
        if (bytes.length < 9 || new DataView(bytes.buffer, bytes.byteOffset + 5).getUint32(0) !== checksum(inner)) damaged(path);
        const payload = decode(inner, path);
        this.sizes.set(path, inner.length * 4);
        this.forget();
        return payload;
      })();
      this.kept.set(path, payload);
      // What failed may be tried again.
      payload.catch(() => this.kept.delete(path));
      return payload;
    }

    /** Lets go of what was used longest ago. */
    forget() {
      let sum = 0;
      for (const size of this.sizes.values()) sum += size;
      for (const path of this.kept.keys()) {
        if (sum <= KEPT) break;
        const size = this.sizes.get(path);
        if (size === undefined) continue;
        sum -= size;
        this.sizes.delete(path);
        this.kept.delete(path);
      }
    }
  }

  const asBytes = (/** @type {Uint8Array} */ bytes) => bytes;

  /** @param {string} name */
  const termsPath = (name) => `terms/${name}.bin`;

  /** @param {Uint8Array} payload */
  const readRoot = (payload) => {
    const NUMBERS = 16, FIRST = NUMBERS + GAMMA, SECOND = FIRST + GAMMA, NEXT = SECOND + GAMMA, SIZES = NEXT + GAMMA;
    const input = new Decoder(payload, "root.bin", SIZES + GAMMA);
    const root = { docs: input.fullName(), facets: input.fullName(), places: input.fullName(), fold: input.fullName(),
      segments: /** @type {Segment[]} */ ([]), tables: /** @type {{ docs: Docs, facets: Facets } | null} */ (null) };
    /** @param {number} count */
    const files = (count) => {
      let first = 0, second = 0;
      return Array.from({ length: count }, () => {
        input.check();
        if (input.bit(0)) {
          second += input.number(NEXT);
        } else {
          first += input.number(FIRST);
          second = input.number(SECOND);
        }
        const key = first * 65536 + second;
        const size = input.number(SIZES) * 1024;
        return { first: key, size, name: input.name(key) };
      });
    };
    let firstDoc = 0;
    for (let left = input.number(NUMBERS); left > 0; left--) {
      input.check();
      const docs = input.number(NUMBERS), parts = input.number(NUMBERS);
      const shardCount = input.number(NUMBERS), wideCount = input.number(NUMBERS);
      const shards = files(shardCount);
      const wide = new Map(files(wideCount).map((file) => [file.first, file]));
      root.segments.push({ docs, parts, firstDoc, shards, wide });
      firstDoc += docs;
    }
    if (input.raw(1)) {
      const docs = readDocs(input);
      root.tables = { docs, facets: readFacets(input, docs.day) };
    }
    input.check();
    return root;
  };

  /** The list of the files of texts. @param {Uint8Array} bytes @param {string} path */
  const readPlaces = (bytes, path) => {
    const input = new Decoder(bytes, path, 2 * GAMMA);
    let first = 0;
    const files = Array.from({ length: input.number(0) }, () => {
      input.check();
      const count = input.number(GAMMA);
      first += count;
      return { first: first - count, count, name: input.name(first - count) };
    });
    input.check();
    return files;
  };

  /** The table of documents. @param {Decoder} input @returns {Docs} */
  const readDocs = (input) => {
    const LENGTHS = 4096, DAYS = LENGTHS + 2048, PARTS = DAYS + 2 * GAMMA, NUMBERS = PARTS + 32 * GAMMA;
    const base = input.more(NUMBERS + GAMMA);
    const number = () => input.number(base + NUMBERS);
    const count = number();
    if (count > 1 << 24) damaged(input.path);
    const parts = new Uint32Array(count + 1);
    const length = new Float64Array(count), title = new Uint8Array(count), day = new Uint32Array(count);
    let last = 0, isNew = 0, lengths = 0, titles = 0, size = 0;
    for (let doc = 0; doc < count; doc++) {
      input.check();
      const step = input.number(base + DAYS + isNew * GAMMA);
      isNew = step > 0 ? 1 : 0;
      day[doc] = last = last + (step >>> 1 ^ -(step & 1)) >>> 0;
      if (last > 1 << 24) damaged(input.path);
      titles += title[doc] = input.tree(base + 256 * Math.min((title[doc - 1] | 0) >> 2, 15), 8);
      size = input.tree(base + LENGTHS + 64 * (size >> 1), 6);
      lengths += length[doc] = (size % 2 + 2) * 2 ** Math.min(size >> 1, 28) - 2;
      parts[doc + 1] = parts[doc] + input.number(base + PARTS + (size >> 1) * GAMMA);
    }
    const cards = [0, 1, 2].map(() => {
      const docs = Math.max(number(), 1), size = number() * 64;
      return { docs, size, names: upTo(Math.ceil(count / docs)).map((at) => {
        input.check();
        return input.name(at * docs);
      }) };
    });
    input.check();
    const many = Math.max(count, 1);
    return { parts, length, title, day, cards,
      averageLength: Math.max(lengths / many, 1), averageTitle: Math.max(titles / many, 1) };
  };

  /** The table of facets. @param {Decoder} input @param {Uint32Array} day @returns {Facets} */
  const readFacets = (input, day) => {
    const SAME_VALUE = 16, NUMBERS = 64;
    const base = input.more(NUMBERS + GAMMA), letters = input.more(65536);
    const number = () => input.number(base + NUMBERS);
    const text = () => {
      const bytes = [];
      for (let left = number(), last = 0; left > 0; left--) {
        input.check();
        bytes.push(last = input.tree(letters + 256 * last, 8));
      }
      return decodeText(Uint8Array.from(bytes), input.path);
    };
    const values = FACETS.map(() => Array.from({ length: number() }, () => {
      const id = text();
      return { id, name: text() || id };
    }));
    const digits = values.map((list) => 32 - Math.clz32(list.length));
    const bases = digits.map((digits) => input.more(16 << digits));
    const of = FACETS.map(() => new Uint32Array(day.length));
    let lookedAt = -1, year = 0;
    day.forEach((now, doc) => {
      input.check();
      if (now !== lookedAt) {
        const id = dateOf(now).slice(0, 4);
        year = values[0].findIndex((value) => value.id === id) + 1;
        lookedAt = now;
      }
      let context = 0;
      for (let facet = 0; facet < 6; facet++) {
        const many = values[facet].length;
        if (many === 0) continue;
        if (facet === 0 && input.bit(base)) {
          of[0][doc] = year;
          continue;
        }
        const same = input.bit(base + SAME_VALUE + facet * 8 + context);
        context = (context * 2 + same) & 7;
        let value = doc > 0 ? of[facet][doc - 1] : 0;
        if (!same) value = input.tree(bases[facet] + ((facet > 2 ? of[2][doc] % 16 : 0) << digits[facet]), digits[facet]);
        if (value > many) damaged(input.path);
        of[facet][doc] = value;
      }
    });
    input.check();
    return { values, of };
  };

  // What is told of terms, and of what stands beside them: the numbers are those of src/search/format/terms.rs and sides.rs.
  const FIELD = 16, FIRST = 160, SECOND = FIRST + GAMMA, COUNTS = SECOND + GAMMA, TIMES = COUNTS + 4 * GAMMA,
    GAPS = TIMES + 32 * GAMMA, SIDES = GAPS + 192 * GAMMA;
  const IS_IN = 320, PLACE_IN = IS_IN + 32, LETTER = PLACE_IN + 32 * GAMMA;

  /**
   * The list of a term in a shard.
   * @param {Uint8Array} payload @param {string} path @param {Segment} segment @param {number} start @param {number} wanted
   * @returns {List | null}
   */
  const findTerm = (payload, path, segment, start, wanted) => {
    const input = new Decoder(payload, path, SIDES);
    const readSides = sidesReader(input);
    /** Where the last single character stands. @type {Posting[][] | null} */
    let single = null;
    let first = 0, second = 0;
    for (let left = input.raw(24), isFirst = true; left > 0; left--, isFirst = false) {
      input.check();
      if (isFirst) {
        first = input.raw(16);
        second = input.raw(16);
        if (first * 65536 + second !== start) damaged(path);
      } else if (input.bit(0)) {
        second += input.number(SECOND) + 1;
      } else {
        first += input.number(FIRST) + 1;
        second = 0;
      }
      const key = first * 65536 + second, isPair = second > 0 ? 1 : 0;
      if (key > wanted) return null;
      if (!isPair) {
        readSides.newGroup();
        single = null;
      }
      const wide = isPair && input.bit(1);
      let occurrences = 0;
      const [head, body] = [0, 1].map((which) => {
        const count = input.number(COUNTS + (isPair * 2 + which) * GAMMA);
        const base = isPair && single ? single[which] : null;
        const universe = base ? base.length : which ? segment.parts : segment.docs;
        const density = Math.min(log2(Math.max(Math.floor(universe / Math.max(count, 1)), 1)), 11);
        const sparse = Math.min(32 - Math.clz32(count), 7) >> 1;
        /** @type {Posting[]} */
        const list = [];
        let next = 0, lastGap = 0, lastField = 0, lastTimes = 0;
        for (let i = 0; i < count; i++) {
          input.check();
          const gap = input.number(GAPS + (((which * 2 + (base ? 1 : 0)) * 12 + density) * 4 + lastGap) * GAMMA);
          let unit = next + gap;
          if (unit >= universe) damaged(path);
          next = unit + 1;
          if (base) {
            unit = base[unit].unit;
          } else if (which === 0) {
            const again = i > 0 && gap === 0;
            next = unit;
            const field = input.tree(FIELD + ((again ? 8 : 0) + lastField) * 8, 3);
            if (again && field <= lastField) damaged(path);
            lastField = field;
            unit = unit * 8 + field;
          }
          lastGap = Math.min(log2(gap + 1) + 1, 3);
          let times = 1;
          if (isPair) {
            times += input.number(TIMES + ((which * 4 + sparse) * 4 + lastTimes) * GAMMA);
            lastTimes = Math.min(times - 1, 3);
          }
          occurrences += times;
          list.push({ unit, times });
        }
        return list;
      });
      if (occurrences > 1 << 27) damaged(path);
      if (!isPair) single = [head, body];
      const sides = isPair && !wide ? readSides.read(head, body, occurrences) : null;
      if (key === wanted) return { head, body, occurrences, sides };
    }
    return null;
  };

  /** @typedef {{ letters: number[], was: number }} Letters  the latest first; how the last was found */
  /** @typedef {{ group: number[], counts: number[], all: number[], seenIn: Uint32Array | null }} Known  where new ones are found */

  /** @param {Uint32Array | null} seenIn @returns {Known} */
  const newKnown = (seenIn) => ({ group: [], counts: [], all: [], seenIn });

  /** At most seven digits more than the first of number plus one. @param {number} number */
  const digits = (number) => Math.min(log2(number + 1), 7);

  /** Moves what is at a place to the front, and gives it. @param {number[]} list @param {number} place */
  const toFront = (list, place) => {
    const letter = list[place];
    for (let i = place; i > 0; i--) list[i] = list[i - 1];
    return list[0] = letter;
  };

  /** A letter that is new to a list. @param {Decoder} input @param {number} context @param {Known} known @param {number} number */
  const readNew = (input, context, { group, counts, all, seenIn }, number) => {
    if (seenIn && group.length > 0) {
      const size = Math.min(log2(group.length + 1), 15);
      if (input.bit(context + IS_IN + size)) {
        let rank = input.number(context + PLACE_IN + size * GAMMA), place = 0;
        for (; place < group.length; place++) if (seenIn[group[place]] !== number && rank-- === 0) break;
        if (place === group.length) damaged(input.path);
        const letter = group[place], count = ++counts[place];
        for (; place > 0 && counts[place - 1] <= count; place--) {
          group[place] = group[place - 1];
          counts[place] = counts[place - 1];
        }
        group[place] = letter;
        counts[place] = count;
        return letter;
      }
    }
    const size = 16 + Math.min(log2(all.length + 1), 15);
    let letter;
    if (all.length > 0 && input.bit(context + IS_IN + size)) {
      const place = input.number(context + PLACE_IN + size * GAMMA);
      if (place >= all.length) damaged(input.path);
      letter = toFront(all, place);
    } else {
      letter = input.raw(16);
      all.unshift(letter);
    }
    if (seenIn) {
      group.push(letter);
      counts.push(1);
    }
    return letter;
  };

  /**
   * The next letter of a list; see src/search/format/letters.rs.
   * @param {Decoder} input @param {number} context @param {Letters} list @param {Known} known
   * @param {number} number that of the list @param {number} close @param {number} count @param {number} not what it is not
   */
  const readLetter = (input, context, list, known, number, close, count, not) => {
    const { letters, was } = list;
    const excluded = not < 0 ? -1 : letters.indexOf(not);
    const many = digits(letters.length);
    if (letters.length > (excluded < 0 ? 0 : 1)) {
      // 0 a new one, then the first three places, then two for each number of digits, and two for the rest.
      const value = input.value(context + ((digits(count) + 1 >> 1) * 8 + many) * 8 + was * 2 + close, 2 * many + 2);
      if (value) {
        let place = value - 1;
        if (value > 3) {
          const rest = value < 14 ? (value >> 1) - 1 : value < 15 ? 7 : 8 + input.raw(4);
          place = (value < 14 ? 2 + value % 2 : 1) * 2 ** rest + input.raw(rest) - 1;
        }
        list.was = Math.min(place, 2);
        if (excluded >= 0 && excluded <= place) place++;
        if (place >= letters.length) damaged(input.path);
        return toFront(letters, place);
      }
    }
    list.was = 3;
    const letter = readNew(input, context, known, number);
    letters.unshift(letter);
    if (known.seenIn) known.seenIn[letter] = number;
    return letter;
  };

  /** What is expected to come again: in which list or after what, which letter, how often it did and did not. @param {number} count */
  const newExpected = (count) => {
    const list = new Uint32Array(count), letter = new Uint16Array(count), hits = new Uint8Array(count), misses = new Uint8Array(count);
    return {
      list, letter, hits, misses,
      context: (/** @type {number} */ at) => (Math.min(hits[at], 3) * 4 + Math.min(misses[at], 3)) * 2,
      hit: (/** @type {number} */ at) => {
        hits[at] = Math.min(hits[at] + 1, 7);
        misses[at] = Math.max(misses[at] - 1, 0) >> 1;
        return letter[at];
      },
      miss: (/** @type {number} */ at, /** @type {number} */ other) => {
        hits[at] >>= 1;
        misses[at] = Math.min(misses[at] + 1, 7);
        return letter[at] = other;
      },
    };
  };

  /** Reads what stands before and after each occurrence of pairs; see src/search/format/sides.rs. @param {Decoder} input */
  const sidesReader = (input) => {
    const base = input.more(32 + 3 * LETTER);
    const known = [0, 1].map(() => newKnown(new Uint32Array(65536)));
    const expected = newExpected(65536);
    let pair = 0;
    /** @param {Posting[]} head @param {Posting[]} body @param {number} occurrences */
    const read = (head, body, occurrences) => {
      pair++;
      const [left, right] = [0, 1].map(() => /** @type {Letters} */ ({ letters: [], was: 0 }));
      const before = new Uint16Array(occurrences), after = new Uint16Array(occurrences);
      let at = 0;
      for (const list of [head, body]) {
        for (const { times } of list) {
          for (let i = 0; i < times; i++, at++) {
            input.check();
            const close = i > 0 ? 1 : 0;
            const letter = (/** @type {number} */ kind, /** @type {number} */ not) =>
              readLetter(input, base + 32 + kind * LETTER, kind ? right : left, known[kind ? 1 : 0], pair, close, at, not);
            const b = before[at] = letter(0, -1);
            if (expected.list[b] !== pair) {
              expected.letter[b] = after[at] = letter(1, -1);
              expected.list[b] = pair;
              expected.hits[b] = expected.misses[b] = 0;
            } else if (input.bit(base + expected.context(b) + close)) {
              after[at] = expected.hit(b);
            } else {
              after[at] = expected.miss(b, letter(2, expected.letter[b]));
            }
          }
        }
      }
      return [before, after];
    };
    const newGroup = () => { for (const { group, counts } of known) group.length = counts.length = 0; };
    return { read, newGroup };
  };

  /** Reads a text; see src/search/format/text.rs. @param {Uint8Array} bytes @param {string} path */
  const readText = (bytes, path) => {
    const RUN = GAMMA, EXPECTED = RUN + 16, LETTERS = EXPECTED + 32;
    const input = new Decoder(bytes, path, LETTERS + LETTER);
    const count = input.number(0);
    if (count > 1 << 26) damaged(path);
    const units = new Uint16Array(count + 2);
    const known = newKnown(null), expected = newExpected(65536), runs = new Uint32Array(65536);
    /** @type {(Letters & { seen: number } | undefined)[]} */
    const lists = [];
    const hash = (/** @type {number} */ from, /** @type {number} */ to) => {
      let mixed = 0;
      for (; from < to; from++) mixed = Math.imul(mixed, 2503) + units[from] >>> 0;
      return (mixed >>> 16 ^ mixed) & 0xffff;
    };
    let run = 0, length = 0;
    for (let at = 2; at < units.length;) {
      input.check();
      const last = units[at - 1], second = hash(at - 2, at);
      const guess = run > 0 ? units[run - 1] : -1, follows = expected.letter[second];
      let unit = guess;
      if (guess >= 0 && input.bit(RUN + length)) {
        run++;
        length = Math.min(length + 1, 15);
      } else {
        run = 0;
        const ask = follows !== 0 && follows !== guess;
        if (ask && input.bit(EXPECTED + expected.context(second))) {
          unit = expected.hit(second);
        } else {
          const list = lists[last] || (lists[last] = { letters: [], was: 0, seen: 0 });
          unit = readLetter(input, LETTERS, list, known, 0, 0, list.seen++, ask ? follows : guess);
          if (follows === unit) expected.hit(second);
          else if (follows) expected.miss(second, unit);
          else expected.letter[second] = unit;
        }
      }
      units[at++] = unit;
      if (at >= 6) {
        const followed = hash(at - 4, at);
        if (run === 0) {
          run = runs[followed];
          length = 0;
        }
        runs[followed] = at + 1;
      }
    }
    input.check();
    return textOf(units.subarray(2));
  };

  // ---------------------------------------------------------------- lists

  /** @param {Posting[]} a @param {Posting[]} b */
  const common = (a, b) => {
    /** @type {Posting[]} */
    const both = [];
    let at = 0;
    for (const posting of a) {
      while (at < b.length && b[at].unit < posting.unit) at++;
      if (at < b.length && b[at].unit === posting.unit) {
        both.push({ unit: posting.unit, times: Math.min(posting.times, b[at].times) });
      }
    }
    return both;
  };

  /** Where a word stands in some units, overlaps counted. @param {number[]} units @param {number[]} word */
  const startsIn = (units, word) => {
    const starts = [];
    next: for (let start = 0; start + word.length <= units.length; start++) {
      for (let i = 0; i < word.length; i++) if (units[start + i] !== word[i]) continue next;
      starts.push(start);
    }
    return starts;
  };

  /** How many at the beginning of a list come before what is looked for. @template T @param {T[]} list @param {(one: T) => boolean} isBefore */
  const countBefore = (list, isBefore) => {
    let from = 0, to = list.length;
    while (from < to) {
      const middle = from + to >> 1;
      if (isBefore(list[middle])) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  /** @param {number[]} word @param {number} at */
  const pairAt = (word, at) => word[at] * 65536 + word[at + 1];

  /** @param {Segment} segment @param {number} key @returns {Shard | undefined} */
  const shardOf = ({ shards }, key) => shards[countBefore(shards, ({ first }) => first <= key) - 1];

  /** Bytes to fetch for a pair with its sides. @param {Segment} segment @param {number} key */
  const cost = (segment, key) => {
    const shard = shardOf(segment, key), wide = segment.wide.get(key);
    return (shard ? shard.size : 0) + (wide ? wide.size : 0);
  };

  /** Which pairs of a word to match, from and to. @param {Segment} segment @param {number[]} word */
  const chainOf = (segment, word) => {
    if (word.length > 3) return [1, word.length - 2];
    return cost(segment, pairAt(word, 0)) <= cost(segment, pairAt(word, 1)) ? [0, 1] : [1, 2];
  };

  /** The pairs of a long word in the order of their cost. @param {Segment} segment @param {number[]} word */
  const cheapest = (segment, word) => {
    const costs = upTo(word.length - 1).map((at) => cost(segment, pairAt(word, at)));
    return upTo(word.length - 3).map((i) => i + 1).sort((a, b) => costs[a] - costs[b] || a - b);
  };

  /** What a result keeps for its snippet. @type {WeakMap<Result, { doc: number, words: number[][], stands: Stands[] }>} */
  const memory = new WeakMap();

  /** What is needed to count the facets of an answer. @type {WeakMap<Answer, { found: Found[], filters: Record<string, string[]> }>} */
  const countable = new WeakMap();

  /** @param {string} text */
  const escape = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

  /** An open index. */
  class Catalog {
    /** @param {Source} source @param {ReturnType<typeof readRoot>} root */
    constructor(source, root) {
      this.source = source;
      this.root = root;
      /** @type {Promise<Docs> | undefined} */
      this.docsPromise = undefined;
      this.docs = () => this.docsPromise || (this.docsPromise = (async () => {
        const path = `${root.docs}.bin`;
        const docs = root.tables ? root.tables.docs : readDocs(new Decoder(await source.payload("D", path, asBytes), path, 0));
        let parts = 0;
        for (const segment of root.segments) {
          parts += segment.parts;
          if (docs.parts[segment.firstDoc + segment.docs] !== parts) damaged("root.bin");
        }
        return docs;
      })());
      // Nobody waits for this yet; who does gets the error.
      this.docs().catch(() => { this.docsPromise = undefined; });
      /** @type {Promise<Facets> | undefined} */
      this.facetsPromise = undefined;
      /** @type {Map<string, string>} */
      this.table = new Map();
      /** Requests made before the search at hand. */
      this.spent = 0;
    }

    /** The table of facets. */
    facetTable() {
      if (!this.facetsPromise) {
        this.facetsPromise = (async () => {
          const { tables, facets } = this.root, path = `${facets}.bin`;
          if (tables) return tables.facets;
          const [payload, { day }] = await Promise.all([this.source.payload("V", path, asBytes), this.docs()]);
          return readFacets(new Decoder(payload, path, 0), day);
        })();
        this.facetsPromise.catch(() => { this.facetsPromise = undefined; });
      }
      return this.facetsPromise;
    }

    /** Folds a text that may need the table. @param {string} text */
    async fold(text) {
      if (this.table.size === 0 && anyNeedsTable(text)) {
        if (this.root.fold !== FOLD_NAME) throw new SearchError("version", "root.bin");
        this.table = await loadTable(this.source);
      }
      return fold(text, this.table);
    }

    /** What a query says, each word once. @param {string} query */
    async words(query) {
      // Names of places too may need the table.
      await this.fold(clean(query));
      /** @type {Word[]} */
      const words = parse(query, this.table).map(({ text, ...word }) => ({ units: fold(text, this.table), ...word }));
      return distinct(words);
    }

    /**
     * Looks up some words: where they stand, and the documents in which they do so where it is asked.
     * @param {Word[]} words @param {Promise<Facets> | null} [table] @returns {Promise<Looked[]>}
     */
    look(words, table = null) {
      return Promise.all(words.map(async (word) => {
        const stands = word.place === -1 ? { head: [], body: [] } : await this.stands(word.units);
        return { units: word.units, stands, matches: this.documents(await this.docs(), await table, word, stands) };
      }));
    }

    /**
     * Answers a query: the items that contain every word of it, the best first.
     * @param {string} query
     * @param {SearchOptions} [options]
     * @returns {Promise<Answer>}
     */
    async search(query, options = {}) {
      const { filters = {}, sort = "relevance", offset = 0, limit = 10, facets = true } = options;
      const words = await this.words(query);
      const ignored = words.splice(WORDS).length;
      const asked = words.filter(({ without }) => !without);
      // Fetched along where the results depend on it.
      const table = Object.keys(filters).length || words.some(({ place }) => place === -1) ? this.facetTable() : null;
      const [wanted, without] = await Promise.all([asked, words.filter(({ without }) => without)].map((some) => this.look(some, table)));
      const docs = await this.docs(), known = await table;
      const excluded = new Set(without.flatMap(({ matches }) => matches.map(({ doc }) => doc)));
      const allowed = (/** @type {Found} */ found) => !excluded.has(found.doc);
      let exact = true, looked = wanted;
      let found = allWords(docs, looked).filter(allowed);
      if (found.length === 0 && asked.length > 0) {
        // As written it stands nowhere: what may be meant, from what is most like it on.
        looked = await this.look(piecesOf(asked, SIGNS), table);
        found = allWords(docs, looked).filter(allowed);
        const pieces = piecesOf(asked, ASKING);
        if (found.length === 0 && asked.length > 1) {
          looked = await this.look(pieces, table);
          found = anyWords(docs, looked).filter(allowed);
        }
        if (found.length === 0) {
          looked = await this.look(pairsOf(pieces), table);
          const near = nearby(docs, looked.map(({ matches }) => matches.map(({ doc }) => doc)));
          found = anyWords(docs, looked).filter((one) => near.has(one.doc) && allowed(one));
        }
        exact = found.length === 0;
      }
      const counted = { found, filters };
      if (known) found = found.filter(({ doc }) => fits(known, doc, filters, -1));
      const day = docs.day;
      if (sort === "newest") found.sort((a, b) => day[b.doc] - day[a.doc] || b.doc - a.doc);
      else if (sort === "oldest") found.sort((a, b) => day[a.doc] - day[b.doc] || a.doc - b.doc);
      else found.sort((a, b) => b.tier - a.tier || b.score - a.score || day[b.doc] - day[a.doc] || b.doc - a.doc);
      const shown = found.slice(offset, offset + limit).map(({ doc }) => doc);
      const results = await this.cards(docs, shown, Math.max(2, REQUESTS - (this.source.requests - this.spent)));
      this.spent = this.source.requests;
      results.forEach((result, i) => memory.set(result,
        { doc: shown[i], words: looked.map(({ units }) => units), stands: looked.map(({ stands }) => stands) }));
      /** @type {Answer} */
      const answer = { total: found.length, exact, ignored, results, facets: {} };
      countable.set(answer, counted);
      if (facets) answer.facets = await this.facets(answer);
      return answer;
    }

    /**
     * How many of the items found have which value of each facet, for an answer that came without (`facets: false`).
     * @param {Answer} answer
     * @returns {Promise<Record<string, FacetCount[]>>}
     */
    async facets(answer) {
      const { found, filters } = countable.get(answer) || { found: [], filters: {} };
      return countFacets(await this.facetTable(), found, filters);
    }

    /**
     * The text around the matches of each result: escaped, the matches in `<mark>`.
     * @param {Result[]} results
     * @returns {Promise<string[]>}
     */
    async snippets(results) {
      const docs = await this.docs();
      return Promise.all(results.map(async (result) => {
        const known = memory.get(result);
        if (!known) return "";
        const { doc, words, stands } = known;
        let best = 0, part = docs.parts[doc];
        for (let at = docs.parts[doc]; at < docs.parts[doc + 1]; at++) {
          const count = standing(stands, "body", at);
          if (count > best) [best, part] = [count, at];
        }
        const text = await this.partText(part);
        const lines = [...text.body, ...text.head.slice(3)].filter((line) => line);
        let most = -1, chosen = "";
        for (const line of lines) {
          const units = await this.foldLine(line);
          const count = words.filter((word) => startsIn(units, word).length > 0).length;
          if (count > most) [most, chosen] = [count, line];
        }
        return markUnits(chosen, await this.foldLine(chosen), words, true);
      }));
    }

    /**
     * A short text, such as a title, escaped and with the result's matches marked.
     * @param {string} text
     * @param {Result} result
     * @returns {Promise<string>}
     */
    async mark(text, result) {
      const known = memory.get(result);
      return known ? markUnits(text, await this.foldLine(text), known.words, false) : escape(text);
    }

    /** Folds a text of the site. What only the table folds stands there rarely, and then matters only for what is marked;
     *  the table is not fetched for it. @param {string} text */
    async foldLine(text) {
      return fold(text, this.table);
    }

    /**
     * Items whose title contains a text, or is spelled so in pinyin, in full or by initials: for somebody still typing.
     * @param {string} text
     * @param {number} [limit]
     * @returns {Promise<Result[]>}
     */
    async suggest(text, limit = 8) {
      const word = await this.fold(clean(text).replace(/ /g, ""));
      if (word.length < 2) return [];
      const [{ head }, docs] = await Promise.all([this.standsOrIsSpelled(word), this.docs()]);
      const fitting = head.filter(({ unit }) => unit % 8 === TITLE || unit % 8 === PINYIN).map(({ unit }) => unit >> 3);
      const { title, day } = docs;
      const shown = [...new Set(fitting)].sort((a, b) => title[a] - title[b] || day[b] - day[a] || b - a).slice(0, limit);
      return this.cards(docs, shown, 3);
    }

    /** Where a word stands, numbered over the whole index. @param {number[]} word @returns {Promise<Stands>} */
    async stands(word) {
      const { head, body } = await this.standsOrIsSpelled(word);
      return { head: head.filter(({ unit }) => unit % 8 !== PINYIN), body };
    }

    /** Where a word stands, the spelling of titles included. @param {number[]} word @returns {Promise<Stands>} */
    async standsOrIsSpelled(word) {
      const all = await Promise.all(this.root.segments.map((segment) => this.standsIn(segment, word)));
      if (all.length === 1) return all[0];
      const docs = await this.docs();
      /** @type {Stands} */
      const sum = { head: [], body: [] };
      all.forEach(({ head, body }, i) => {
        const { firstDoc } = this.root.segments[i];
        for (const { unit, times } of head) sum.head.push({ unit: unit + 8 * firstDoc, times });
        for (const { unit, times } of body) sum.body.push({ unit: unit + docs.parts[firstDoc], times });
      });
      return sum;
    }

    /** @param {Segment} segment @param {number[]} word @returns {Promise<Stands>} */
    async standsIn(segment, word) {
      if (word.length < 3) {
        const list = await this.list(segment, word.length === 1 ? word[0] * 65536 : pairAt(word, 0), false);
        return list || { head: [], body: [] };
      }
      if (word.length <= LISTS_ONLY) {
        const [from, to] = chainOf(segment, word);
        return this.chain(segment, word, from, to);
      }
      // What remains will be looked up in the texts; where they lie is then known.
      this.places().catch(() => {});
      const first = cheapest(segment, word).slice(0, FIRST_LISTS);
      const fours = await Promise.all(first.map((at) => this.chain(segment, word.slice(at - 1, at + 3), 1, 2)));
      const remain = fours.reduce((a, b) => ({ head: common(a.head, b.head), body: common(a.body, b.body) }));
      const count = remain.head.length + remain.body.length;
      if (count === 0) return remain;
      if (count > Math.max(word.length - 3 - FIRST_LISTS, FIRST_LISTS)) return this.chain(segment, word, 1, word.length - 2);
      return this.confirm(segment, word, remain);
    }

    /** The list of a term. @param {Segment} segment @param {number} key @param {boolean} withSides @returns {Promise<List | null>} */
    async list(segment, key, withSides) {
      const shard = shardOf(segment, key);
      if (!shard) return null;
      const path = termsPath(shard.name), wide = withSides && segment.wide.get(key);
      const sides = wide ? this.source.payload("S", termsPath(wide.name), asBytes) : null;
      // Should the shard fail first, nobody waits for this.
      if (sides) sides.catch(() => {});
      const list = findTerm(await this.source.payload("T", path, asBytes), path, segment, shard.first, key);
      if (list && wide) {
        const input = new Decoder(/** @type {Uint8Array} */ (await sides), termsPath(wide.name), 0);
        list.sides = sidesReader(input).read(list.head, list.body, list.occurrences);
        input.check();
      }
      return list;
    }

    /**
     * Matches the lists of a word's pairs, occurrence by occurrence.
     * @param {Segment} segment @param {number[]} word @param {number} from @param {number} to @returns {Promise<Stands>}
     */
    async chain(segment, word, from, to) {
      const lists = await Promise.all(upTo(to - from).map((i) => this.list(segment, pairAt(word, from + i), true)));
      /** For every occurrence handed from the list before: whether all characters so far stand before it. @type {Uint8Array | null} */
      let handed = null;
      /** @type {Stands} */
      let result = { head: [], body: [] };
      for (let i = 0; i < lists.length; i++) {
        const at = from + i, list = lists[i];
        if (!list) return { head: [], body: [] };
        if (!list.sides) return damaged("terms");
        const [left, right] = list.sides;
        const alive = new Uint8Array(list.occurrences).fill(1);
        if (at > 0) {
          let next = 0;
          for (let o = 0; o < alive.length; o++) {
            if (left[o] !== word[at - 1]) alive[o] = 0;
            else if (handed) alive[o] = handed[next++];
          }
          if (handed && next !== handed.length) damaged("terms");
        }
        if (at + 2 < word.length) {
          const after = word[at + 2];
          if (i + 1 < lists.length) {
            handed = alive.filter((_, o) => right[o] === after);
            continue;
          }
          for (let o = 0; o < alive.length; o++) if (right[o] !== after) alive[o] = 0;
        }
        let start = 0;
        /** @param {Posting[]} postings */
        const counted = (postings) => {
          const kept = [];
          for (const posting of postings) {
            let times = 0;
            for (const end = start + posting.times; start < end; start++) times += alive[start];
            if (times > 0) kept.push({ unit: posting.unit, times });
          }
          return kept;
        };
        const head = counted(list.head);
        result = { head, body: counted(list.body) };
      }
      return result;
    }

    /** Keeps the units whose text contains the word. @param {Segment} segment @param {number[]} word @param {Stands} remain */
    async confirm(segment, word, remain) {
      const docs = await this.docs();
      const texts = await Promise.all([
        ...remain.head.map(({ unit }) => this.partText(docs.parts[segment.firstDoc + (unit >> 3)])),
        ...remain.body.map(({ unit }) => this.partText(docs.parts[segment.firstDoc] + unit)),
      ]);
      // Fetches the table only where a text needs it.
      for (const { head, body } of texts) await this.fold(head.join("") + body.join(""));
      const times = (/** @type {string} */ line) => startsIn(fold(line, this.table), word).length;
      const sum = (/** @type {string[]} */ lines) => lines.reduce((all, line) => all + times(line), 0);
      /** @type {Stands} */
      const sure = { head: [], body: [] };
      remain.head.forEach(({ unit }, i) => {
        const { head } = texts[i], field = unit % 8;
        // The spelling is kept nowhere; four matches of four letters are enough for a suggestion.
        let count = field === PINYIN ? 1 : field === ABOUT ? sum(head.slice(3)) : sum(head.slice(field, field + 1));
        if (field === DOC_NO && head[1] && head[1].includes(" ")) count += times(head[1].replace(/ /g, ""));
        if (count > 0) sure.head.push({ unit, times: count });
      });
      remain.body.forEach(({ unit }, i) => {
        const count = sum(texts[remain.head.length + i].body);
        if (count > 0) sure.body.push({ unit, times: count });
      });
      return sure;
    }

    /** Where the texts lie. */
    places() {
      return this.source.payload("P", `${this.root.places}.bin`, readPlaces);
    }

    /** The text of a part. @param {number} part */
    async partText(part) {
      const files = await this.places();
      const file = files.find(({ first, count }) => part < first + count) || damaged("texts");
      const textPath = `texts/${file.name}.bin`;
      const all = (await this.source.payload("X", textPath, readText)).split("\f");
      if (all.length !== file.count + 1) damaged(textPath);
      const text = all[part - file.first];
      const end = text.indexOf("\v");
      return { head: end < 0 ? [] : text.slice(0, end).split("\n"), body: text.slice(end + 1).split("\n") };
    }

    /**
     * The documents in which a word stands where it is asked for.
     * @param {Docs} docs @param {Facets | null} known @param {Word} word @param {Stands} stands
     */
    documents(docs, known, word, stands) {
      if (word.place === null) return matchesOf(docs, stands);
      if (word.place >= 0 || !known) return matchesOf(docs, { head: stands.head.filter(({ unit }) => unit % 8 === word.place), body: [] });
      const fitting = known.values[1].map((value) => startsIn(fold(clean(value.name), this.table), word.units).length > 0);
      /** @type {Match[]} */
      const matches = [];
      known.of[1].forEach((value, doc) => {
        if (value > 0 && fitting[value - 1]) matches.push({ doc, head: [0, 0, 0, 0], body: 0 });
      });
      return matches;
    }

    /**
     * Items whose titles share most with a query that nothing contains: many of its (first eight) pairs.
     * @param {string} query
     * @param {number} [limit]
     * @returns {Promise<Result[]>}
     */
    async nearest(query, limit = 3) {
      const words = (await this.words(query)).filter(({ without }) => !without);
      const pairs = await this.look(pairsOf(piecesOf(words, ASKING)));
      const docs = await this.docs(), { title, day } = docs;
      const near = nearby(docs, pairs.map(({ stands: { head } }) => head.filter(({ unit }) => unit % 8 === TITLE).map(({ unit }) => unit >> 3)));
      const shown = [...near].sort(([a, m], [b, n]) => n - m || title[a] - title[b] || day[b] - day[a] || b - a);
      return this.cards(docs, shown.slice(0, limit).map(([doc]) => doc), 3);
    }

    /** The cards of some documents, in few requests. @param {Docs} docs @param {number[]} wanted @param {number} allowed */
    async cards(docs, wanted, allowed) {
      const pathOf = (/** @type {number} */ doc, level = 0) => {
        const { names, docs: many } = docs.cards[level];
        return `cards/${names[Math.floor(doc / many)]}.bin`;
      };
      // From small files, as long as these are not too many; else larger ones take the place of those that lie together. A
      // request more than is allowed counts as much as some more bytes.
      let levels = new Map(wanted.map((doc) => [doc, 0]));
      // Those that lie in one file, with its level.
      const groups = [1, 2].flatMap((level) => wanted.map((one) =>
        new Map(wanted.filter((doc) => pathOf(doc, level) === pathOf(one, level)).map((doc) => [doc, level]))));
      const price = (/** @type {Map<number, number>} */ levels) => {
        /** @type {Map<string, number>} */
        const missing = new Map();
        for (const [doc, level] of levels) if (!this.source.kept.has(pathOf(doc, level))) missing.set(pathOf(doc, level), docs.cards[level].size);
        let sum = Math.max(0, missing.size - allowed) * REQUEST_BYTES;
        for (const size of missing.values()) sum += size;
        return sum;
      };
      for (let least = price(levels);;) {
        const tries = groups.map((group) => new Map([...levels, ...group]));
        const costs = tries.map(price), best = Math.min(...costs);
        if (best >= least) break;
        levels = tries[costs.indexOf(best)];
        least = best;
      }
      return Promise.all(wanted.map(async (doc) => {
        const path = pathOf(doc, levels.get(doc)), { docs: many } = docs.cards[levels.get(doc) || 0], at = doc % many;
        const lines = (await this.source.payload("C", path, readText)).split("\n");
        if (lines.length !== Math.min(many, docs.day.length - doc + at) * 6 + 1) damaged(path);
        const [title, url, index_no, doc_no, summary, names] = lines.slice(at * 6);
        const [agency, column, topic, genre, validity] = names.split("\t");
        return { title, url: url || `item/${index_no}.html`, index_no, doc_no, date: dateOf(docs.day[doc]), agency, column, topic,
          genre, validity, summary };
      }));
    }
  }

  // ---------------------------------------------------------------- ranking

  /** @param {Posting[]} list @param {number} unit */
  const hasUnit = (list, unit) => {
    const posting = list[countBefore(list, (posting) => posting.unit < unit)];
    return posting !== undefined && posting.unit === unit;
  };

  /** Gathers units by document. @param {Docs} docs @param {Stands} stands */
  const matchesOf = (docs, { head, body }) => {
    /** @type {Match[]} */
    const matches = [];
    let h = 0, b = 0, doc = 0;
    while (h < head.length || b < body.length) {
      const headDoc = h < head.length ? head[h].unit >> 3 : Infinity;
      if (b < body.length) while (docs.parts[doc + 1] <= body[b].unit) doc++;
      const next = Math.min(headDoc, b < body.length ? doc : Infinity);
      const match = { doc: next, head: [0, 0, 0, 0], body: 0 };
      while (h < head.length && head[h].unit >> 3 === next) {
        match.head[head[h].unit % 8] = head[h].times;
        h++;
      }
      while (b < body.length && body[b].unit < docs.parts[next + 1]) match.body += body[b++].times;
      matches.push(match);
    }
    return matches;
  };

  /** @param {Docs} docs @param {number} documents */
  const rarity = (docs, documents) => {
    let rest = 1 + docs.day.length / Math.max(documents, 1), whole = 0;
    while (rest >= 2) {
      rest /= 2;
      whole += 1;
    }
    return whole + rest - 1;
  };

  /**
   * Documents that are in many of some lists, and how much that says: every list as much as it is rare, and at least half of what
   * the first of them have.
   * @param {Docs} docs @param {number[][]} lists
   */
  const nearby = (docs, lists) => {
    /** @type {Map<number, number>} */
    const weights = new Map();
    let most = 0;
    for (const list of lists) {
      const rare = rarity(docs, list.length);
      for (const doc of list) {
        const weight = (weights.get(doc) || 0) + rare;
        weights.set(doc, weight);
        most = Math.max(most, weight);
      }
    }
    return new Map([...weights].filter(([, weight]) => 2 * weight >= most));
  };

  /** @param {Docs} docs @param {Match} match @param {number} rare @param {number} units of the word */
  const score = (docs, { doc, head, body }, rare, units) => {
    const titleNorm = 0.5 + 0.5 * docs.title[doc] / docs.averageTitle;
    const bodyNorm = 0.4 + 0.6 * docs.length[doc] / docs.averageLength;
    let x = 6 * head[TITLE] / titleNorm;
    x += 6 * (head[DOC_NO] + head[INDEX_NO]);
    x += 2 * head[ABOUT];
    x += body / bodyNorm;
    // How much of the title the word makes up.
    const share = head[TITLE] > 0 ? units / docs.title[doc] : 0;
    return rare * (x / (x + 1.5) + 2 * share);
  };

  /** @param {Docs} docs @param {Looked[]} words @param {Match[]} here */
  const tier = (docs, words, here) => {
    const has = (/** @type {number} */ field) => here.every(({ head }) => head[field] > 0);
    if (has(TITLE)) {
      const rest = words.reduce((rest, { units }) => rest - units.length, docs.title[here[0].doc]);
      return rest === 0 || rest === words.length - 1 ? 3 : 2;
    }
    return has(DOC_NO) || has(INDEX_NO) ? 1 : 0;
  };

  /** How many words stand in a unit. @param {Stands[]} stands @param {"head" | "body"} where @param {number} unit */
  const standing = (stands, where, unit) => stands.filter((list) => hasUnit(list[where], unit)).length;

  /** The most words that stand in one field or part of a document. @param {Docs} docs @param {number} doc @param {Stands[]} stands */
  const together = (docs, doc, stands) => {
    let most = 0;
    for (let field = TITLE; field <= ABOUT; field++) most = Math.max(most, standing(stands, "head", 8 * doc + field));
    for (let part = docs.parts[doc]; part < docs.parts[doc + 1]; part++) most = Math.max(most, standing(stands, "body", part));
    return most;
  };

  /** Documents that contain every word. @param {Docs} docs @param {Looked[]} words @returns {Found[]} */
  const allWords = (docs, words) => {
    if (words.length === 0) return upTo(docs.day.length).map((doc) => ({ doc, tier: 0, score: 0 }));
    const rare = words.map(({ matches }) => rarity(docs, matches.length));
    const cursor = words.map(() => 0);
    const stands = words.map(({ stands }) => stands);
    /** @type {Found[]} */
    const found = [];
    for (const { doc } of words[0].matches) {
      const here = words.map(({ matches }, i) => {
        while (cursor[i] < matches.length && matches[cursor[i]].doc < doc) cursor[i]++;
        return matches[cursor[i]];
      });
      if (here.every((match) => match && match.doc === doc)) {
        let sum = here.reduce((all, match, i) => all + score(docs, match, rare[i], words[i].units.length), 0);
        if (words.length > 1) sum *= 1 + together(docs, doc, stands) / words.length;
        found.push({ doc, tier: tier(docs, words, here), score: sum });
      }
    }
    return found;
  };

  /** Documents that contain any word. @param {Docs} docs @param {Looked[]} words @returns {Found[]} */
  const anyWords = (docs, words) => {
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const { matches, units } of words) {
      const rare = rarity(docs, matches.length);
      for (const match of matches) scores.set(match.doc, (scores.get(match.doc) || 0) + score(docs, match, rare, units.length));
    }
    return Array.from(scores, ([doc, sum]) => ({ doc, tier: 0, score: sum })).sort((a, b) => a.doc - b.doc);
  };

  /** @param {Facets} table @param {number} doc @param {Record<string, string[]>} filters @param {number} but */
  const fits = ({ values, of }, doc, filters, but) => FACETS.every((name, facet) => {
    const ids = filters[name];
    if (!ids || ids.length === 0 || facet === but) return true;
    const value = values[facet][of[facet][doc] - 1];
    return value !== undefined && ids.includes(value.id);
  });

  /** @param {Facets} table @param {Found[]} found @param {Record<string, string[]>} filters */
  const countFacets = (table, found, filters) => {
    /** @type {Record<string, FacetCount[]>} */
    const facets = {};
    FACETS.forEach((name, facet) => {
      const counts = new Uint32Array(table.values[facet].length + 1);
      for (const { doc } of found) if (fits(table, doc, filters, facet)) counts[table.of[facet][doc]]++;
      const counted = table.values[facet].map(({ id, name }, i) => ({ id, name, count: counts[i + 1] })).filter(({ count }) => count > 0);
      facets[name] = name === "year" ? counted.reverse() : counted.sort((a, b) => b.count - a.count);
    });
    return facets;
  };

  /** The ISO date of a day. @param {number} day */
  const dateOf = (day) => day === 0 ? "" : new Date(Date.UTC(1800, 0, day)).toISOString().slice(0, 10);

  /** Which units of a text are part of a match. @param {number[]} units @param {number[][]} words */
  const hits = (units, words) => {
    const hit = new Uint8Array(units.length);
    for (const word of words) for (const start of startsIn(units, word)) hit.fill(1, start, start + word.length);
    return hit;
  };

  /**
   * Marks the matches in a text, shortened around the first where asked.
   * @param {string} text @param {number[]} units @param {number[][]} words @param {boolean} shorten
   */
  const markUnits = (text, units, words, shorten) => {
    const hit = hits(units, words);
    const isLow = (/** @type {number} */ at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    let start = 0, end = text.length;
    if (shorten) {
      start = Math.max(0, hit.indexOf(1) - BEFORE);
      if (start > 0 && text.length - start < LENGTH) start = Math.max(0, text.length - LENGTH);
      if (start > 0 && isLow(start)) start--;
      end = Math.min(start + LENGTH, text.length);
      if (isLow(end)) end--;
    }
    let html = start > 0 ? "…" : "";
    for (let at = start; at < end;) {
      let to = at;
      while (to < end && hit[to] === hit[at]) to++;
      const run = escape(text.slice(at, to));
      html += hit[at] ? `<mark>${run}</mark>` : run;
      at = to;
    }
    return end < text.length ? html + "…" : html;
  };

  // ---------------------------------------------------------------- opening

  /** @param {Source} source */
  const loadTable = async (source) => {
    const path = `${FOLD_NAME}.bin`;
    const lines = (await source.payload("F", path, readText)).split("\n");
    return new Map(lines.filter((line) => line).map((line) => {
      const [from, to] = line;
      return [from, to];
    }));
  };

  /**
   * Opens the index in a folder. Who knows the first query says it, and what it needs is fetched along.
   * @param {string | URL} base the folder's address, with the slash at its end
   * @param {{ query?: string, fetch?: typeof fetch, cache?: RequestCache }} [options] `cache`: as of `fetch`, for all files
   * @returns {Promise<Catalog>}
   */
  const open = async (base, options = {}) => {
    const source = new Source(String(base), options.fetch, options.cache);
    if (anyNeedsTable(clean(options.query || ""))) loadTable(source).catch(() => {});
    return new Catalog(source, readRoot(await source.payload("R", "root.bin", asBytes)));
  };

  // What highlight.js needs besides is no part of the public interface.
  /** @type {any} */ (globalThis).MuluSearch = { open, deliver, clean, escape, SearchError, VERSION,
    inner: { parse, SIGNS, anyNeedsTable, loadTable: (/** @type {string} */ base) => loadTable(new Source(base)), fold, hits } };
})();
