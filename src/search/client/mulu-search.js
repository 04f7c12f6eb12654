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
  const VERSION = 1;

  /** The table of folded characters; the same for every site. */
  const FOLD_NAME = "syeuogby";

  /**
   * Which Han characters from U+4E00 to U+9FFF fold into others: the distances from one to the next, each as a character,
   * 1 as `$`; `!` stands for a stretch of 56 without any.
   */
  const FOLDED = "C*!C':(!!!$$/D43C$-$5/(*7)%$%)(8*:+F$+2((%$,.%'$$%*'&'+',*&,+*$$%'$(%'$&*.+($%$$.()(3%D*<A(28W(=&'&,'%4)$%/'%$%$%%,J7'%%$'*+%%&&U%%27H%%?*',(%2$ASD&/!!-HFW:'.$&O/3$$%'7$&'/203*)$%$(0($$(&('5*&&($,&%'$**('('/$%)'$$%-$$&&$&(<@'%($&%!!VI2*1(/*5%&9$'&(&+%4'455%&&(&,'&(($$%%$$%*$(.%$F%&<5:%$%%1DS<XIH*!%+$/$1/A($'$&(&$0+&))+.+$B0*R5E'$%%$,$4$&%$L2*),)%''X!9(%*3')%,-G*J&&&0&,%($)-%%$1*%%=,O)+&-&3'$*'+$0(P9$%')*(&%$$$$)&*B%B%%2%'%)(*()*00(0%,/'!!@BC<:$*G3$,C$//&*)*%.%('$)$&(&'%%'+)$$''-*&''4%&$4$'$'-'$$%%%%*06%*$$'!!H!I+0M&)$4$%4%%)B=$6$A,$A$>.&3'&'$0*$&-%'%)*$+&$%&&&$+$))&,&$$$%&&$$$$)%,(%&%$$($$)%E('$@&-$&2:.()DG!&*7N$2-,<%$%)*-+'/.G*!.!.!,($!!78'(%65)/$+%).'<F;,8(+F1'''0/%)4&$)(&)($&/%)('$''+($$(,&7&,9+.+&&$.$'(&+3*$%$$)%$%$$(%(&,$((&'+B4%2%4($*<))'&%$$$%+$$')!$&)':+$*.3.D;'N?!70!.13H9+.&$$.$'B%*')5/7,+<1*1&(,+$*%.6&&($&&$%,3+$,)&&*%3&($$,.$*+$)$,*,'%&(&0&%$4&%$$&(&'($,%%'&$$%%')&(%$)$$+%/($0'&('%$&%7!(8HPK,*,&'&(70(=$/&*$,*&&*)$*%($%2&.5(+'%)5H<(*(<!$'?@()%$$,=%$&%$$&%$%$$'!!1V,(/*4$($+:;%&('$(&(%.(()U,0$&,Q(,(($4&!:*A',%).&)*'+$*'$%,)*%$%$%%&$$%$$-(<9+%,<%&%$&&W*<40%!%'%;)./*8!?<+'*I7'.%%$7,)&'+1$)%+.0'$$(GM1$*/(''%$1,!(&*0&2&2*($$5$$*%%!'$'$)$'-$%$%C/!;*=06''T'(%,/'(-00'0&%+1'$(,+(%$&$'($%%'!.77$,,%%%&(%%%$$$$$%%&&$$$$$$$$$$'.%%$$$%'$%&$%$$$$+%()%$&$'%+$$$&&+%&%$&&$$%,%%%$+$$%$$$$$$&$$$%$$(&&$)$$$&$$$&$%$%&%$&&%$%%&%$/$$$($'%'%$$'''%$&$$$$$$%'$(%$/%$('&$*$$%$$$&($&$$$+$%%$%'$%%'!!T)('%E(%1$%&;%&$0?<$0'R%K+4$%$%$$%'$*!!3&6+)%18+.((+(.5('%,7$$-'%,%($%&&50$$$1!,.%())!/O!6;!+//(!3('2&E+$7,5%,+<&$$,A')(F$(,:')(%$*7(+'$%&-*$&-,+%%(&'**&-$$'$6$2+(&*%&$)'%$&$2''.0(*2)$&++!!>$.!:-*%3/='/0'(')8,&&'()'$*&$&.'(,((.',%($%!,O(0$'?-(/=$(&/%)**&')%&&%7&&$'&%,'$'%&&(&&%$W%%,$$(%%%%%$%$$$&%%&$%'$&'&%'$$((+%%%$$$$&&%$$$&&%$$$%$$$%*&($$$($'$&&%'%$%$$$%%%'%'&&%$&%&%%%%%$'$'$$$&$%%$'%$&%&$$%%%%$$%$('%'%$%$$%&$*&$$))(&+($*%$$%&/%%$'&$($%(($$%'$%$'%%!!!%)%';-@)'$$$$$($$$$$&$%$$%$$%$$$%$$$$$$%$%*$$%'$%%%$$$$%$&$$$&'$($$$$)$%$%$%%$&$%$'$!;L'2-RRC';,-$&$9+*$$%$&$$%(*'$'9-$$$'$%*'(**)$$$$%(%%$$$+$$$)$$$$)$&$%&'(&$%$$%%$$&'$).%$%!-*$$&!-D'-1$;$&)$'&%%$+,($%%(&&&($!:94&,%%4)&%%%'0$!&6)%$'+$(2$%%)(%$$$%$$')$%$%/%%$'%$%$$&$'$%$$%$,&%%$$*%&$&$$$&$$$($%$%%''%&$&'%%)$)&%%$'$&%+'%&%%$$'&%$%$$$$(%'%%$(%%%(&&*'%'$$$%$$&$$$$(%'(&%$$*$%&&$$$'$$$'%$%&$&$&%''$%%$$$%$%*'%$('$'&'($'%%'%&&%+%%%$)$$&$%$%$$%%$%$%*''$'$&$)$'$$$%$%'+(%%$&)+(%$$'$'&($$$&&$&$%$%%(()%($%$,%&%+&$$(%&$$$%$!!!!8,%$&%$%$%$%$$$',%$$&$%$$'$'&%$$$$'&$$%$$$&%$$$$)%%$$%$!!&($(0&((/$'*)0%(%&'&3.&%$%'$2,94(9(%%%$4%$,%J1,:'%&&%$$))&$$@'%$$%$$$%%%$$$$$'$'(&%*$%%%&$$%%,)$$$&$$'$%&'&%'$&$$%$W($$%%&%%$$''%%6(%$%'$$%%%$%+$$$'$$&$$%%$%$$%$%%$$%&*'(%%$$&%%$%%%&$$$$($((%'!5$$&%$(+2$$%$&$%%%%$.&$**%$&*$$$*&.&'%$%)$$)%$$$$$(%$%)%&$'&%$$'$!/C&%$$;;*0+&%$$(&+8-%$*)*(&&*%*$%$%$$$*%$$(&'$%$(&')$)%$+%$$$'%'$%&$%$('&)%%$$&%$&$%$%$+$&$&%%$$'$&$$%%%$$$%'&&$,%%$$(%$&$&$(%+$%!V%%&)$$%++$%,&)%$$'&%*$'&''%$$0$$$,$&$,%%$$%(*)&%$,&%%*''$%&&%($$$&$$$%($,&$%$.$('&$$'$$&((&%&)&%$%$!B'$%$=1'$$'($*$),5--%%$)%&*/B9$&$&%$%%&&$$%&$&%)'$9$%$&$*H5";

  const FACETS = ["year", "agency", "column", "topic", "genre", "validity"];

  /** Fields of the head. */
  const TITLE = 0, DOC_NO = 1, INDEX_NO = 2, ABOUT = 3, PINYIN = 4;

  /** Words up to this length are answered from lists alone. */
  const LISTS_ONLY = 7;
  /** How many lists of a longer word are read first. */
  const FIRST_LISTS = 4;
  /** Pairs of a word that are looked up where nothing contains the word. */
  const NEAR_PAIRS = 8;
  /** Characters before the first match that a snippet shows, and characters it shows in all. */
  const BEFORE = 24, LENGTH = 120;
  /** Requests of one search, so far as that can be kept to. */
  const REQUESTS = 8;
  /** What a request more than that may save in bytes. */
  const REQUEST_BYTES = 15000;
  /** Bytes of decompressed files kept for later queries. */
  const KEPT = 16 << 20;

  /**
   * @typedef {{ id: string, name: string, count: number }} FacetCount
   * @typedef {{ title: string, url: string, index_no: string, doc_no: string, date: string, agency: string, column: string,
   *   topic: string, genre: string, validity: string, summary: string }} Result
   * @typedef {{ total: number, exact: boolean, results: Result[], facets: Record<string, FacetCount[]> }} Answer
   * @typedef {{ filters?: Record<string, string[]>, sort?: string, offset?: number, limit?: number }} SearchOptions
   * @typedef {{ units: number[], place: number | null, without: boolean }} Word  place: a head field, -1 the agency, null anywhere
   * @typedef {{ unit: number, times: number }} Posting
   * @typedef {{ head: Posting[], body: Posting[] }} Stands
   * @typedef {Stands & { occurrences: number, wide: boolean, sides: (Uint16Array | null)[] }} List
   * @typedef {{ doc: number, head: number[], body: number }} Match
   * @typedef {{ doc: number, tier: number, score: number }} Found
   * @typedef {{ first: number, name: string, size: number }} Shard
   * @typedef {{ names: string[], sizes: number[] }} Wide
   * @typedef {{ docs: number, firstDoc: number, shards: Shard[], wide: Map<number, Wide> }} Segment
   * @typedef {{ docs: number, size: number, name: string, first: number }} CardBlock
   * @typedef {{ parts: Uint32Array, length: Float64Array, title: Uint8Array, day: Uint32Array, facets: Uint32Array[],
   *   values: { id: string, name: string }[][], cards: CardBlock[][], averageLength: number, averageTitle: number }} Docs
   */

  /** What is wrong with an index: `missing`, `damaged`, `version` (script and index do not fit) or `local` (opened from a
   *  disk without the files for that). */
  class SearchError extends Error {
    /**
     * @param {"missing" | "damaged" | "version" | "local"} code
     * @param {string} message
     */
    constructor(code, message) {
      super(message);
      this.name = "SearchError";
      this.code = code;
    }
  }

  /** @param {string} path @returns {never} */
  const damaged = (path) => { throw new SearchError("damaged", `search index: ${path} is damaged`); };

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

  /** Folds what needs no table: ASCII in both widths, brackets, dashes. @param {number} unit */
  const foldQuick = (unit) => {
    if (unit > 0xff00 && unit < 0xff5f) unit -= 0xfee0;
    if (unit > 64 && unit < 91) return unit + 32;
    if (unit < 91 || unit > 93 && unit < 0x2010 || unit > 0x3017 && unit < 0xfe5d) return unit;
    const char = String.fromCharCode(unit);
    return "[〔【〖﹝".includes(char) ? 40 : "]〕】〗﹞".includes(char) ? 41 : "‐‑‒–—―−﹣".includes(char) ? 45 : unit;
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

  /** @type {[string, number][]} */
  const PLACES = [["标题", TITLE], ["title", TITLE], ["文号", DOC_NO], ["doc_no", DOC_NO], ["索引号", INDEX_NO],
    ["index_no", INDEX_NO], ["机构", -1], ["agency", -1]];

  /**
   * Takes a query apart; the words still as written.
   * @param {string} query
   * @param {boolean} minus
   */
  const wordsOf = (query, minus) => {
    /** @type {{ text: string, place: number | null, without: boolean }[]} */
    const words = [];
    let rest = query.trim();
    while (rest) {
      let without = false;
      /** @type {number | null} */
      let place = null;
      if (minus && /^[-－][^ ]/.test(rest)) {
        without = true;
        rest = rest.slice(1);
      }
      for (const [name, named] of PLACES) {
        if (rest.startsWith(name) && /^[:：][^ ]/.test(rest.slice(name.length))) {
          place = named;
          rest = rest.slice(name.length + 1);
          break;
        }
      }
      const quoted = /^["＂]([^"＂]*[^"＂ ][^"＂]*)["＂]/.exec(rest);
      const end = rest.indexOf(" ");
      const text = quoted ? quoted[1] : end < 0 ? rest : rest.slice(0, end);
      words.push({ text: text.trim(), place, without });
      rest = rest.slice(quoted ? quoted[0].length : text.length).trim();
    }
    return words;
  };

  /** @param {string} query */
  const parse = (query) => {
    const cleaned = clean(query);
    const words = wordsOf(cleaned, true);
    return words.some((word) => !word.without) ? words : wordsOf(cleaned, false);
  };

  // ---------------------------------------------------------------- files

  /** Reads numbers and texts; whatever points outside is damage. */
  class Input {
    /** @param {Uint8Array} bytes @param {string} path */
    constructor(bytes, path) {
      this.bytes = bytes;
      this.path = path;
      this.at = 0;
    }

    number() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = this.bytes[this.at++];
        if (byte === undefined || shift === 28 && byte > 15) break;
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return value;
      }
      return damaged(this.path);
    }

    /** A number of things of at least a byte each. */
    count() {
      const count = this.number();
      return count > this.bytes.length - this.at ? damaged(this.path) : count;
    }

    /** @param {number} length */
    take(length) {
      if (length > this.bytes.length - this.at) damaged(this.path);
      this.at += length;
      return this.bytes.subarray(this.at - length, this.at);
    }

    section() {
      return new Input(this.take(this.number()), this.path);
    }

    text() {
      return decodeText(this.take(this.number()), this.path);
    }

    name() {
      let all = 0;
      for (const byte of this.take(5)) all = all * 256 + byte;
      let text = "";
      for (let i = 0; i < 8; i++) {
        text = "abcdefghijklmnopqrstuvwxyz234567"[all % 32] + text;
        all = Math.floor(all / 32);
      }
      return text;
    }

    /** @param {number} count */
    numbers(count) {
      if (count > this.bytes.length - this.at) damaged(this.path);
      const numbers = new Uint32Array(count);
      for (let i = 0; i < count; i++) numbers[i] = this.number();
      return numbers;
    }

    end() {
      if (this.at !== this.bytes.length) damaged(this.path);
    }
  }

  /** @param {Uint8Array} bytes @param {string} path */
  const decodeText = (bytes, path) => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return damaged(path);
    }
  };

  /** Decompresses zlib's format where the browser cannot. @param {Uint8Array} input */
  const inflate = (input) => {
    const broken = () => new Error("broken");
    let out = new Uint8Array(Math.max(1024, input.length * 4));
    let size = 0, at = 2, hold = 0, held = 0, last = 0;
    /** @param {number} count */
    const bits = (count) => {
      while (held < count) {
        if (at >= input.length) throw broken();
        hold |= input[at++] << held;
        held += 8;
      }
      const value = hold & (1 << count) - 1;
      hold >>>= count;
      held -= count;
      return value;
    };
    /** @param {ArrayLike<number>} lengths */
    const tree = (lengths) => {
      const counts = new Uint16Array(16), offsets = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
      for (let i = 0; i < lengths.length; i++) counts[lengths[i]]++;
      counts[0] = 0;
      for (let i = 1; i < 16; i++) offsets[i] = offsets[i - 1] + counts[i - 1];
      for (let i = 0; i < lengths.length; i++) if (lengths[i]) symbols[offsets[lengths[i]]++] = i;
      return { counts, symbols };
    };
    /** @param {{ counts: Uint16Array, symbols: Uint16Array }} tree */
    const symbol = ({ counts, symbols }) => {
      let code = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length++) {
        code |= bits(1);
        const count = counts[length];
        if (code - first < count) return symbols[index + code - first];
        index += count;
        first = first + count << 1;
        code <<= 1;
      }
      throw broken();
    };
    /** @param {number} more */
    const room = (more) => {
      if (size + more > out.length) {
        const larger = new Uint8Array(Math.max(out.length * 2, size + more));
        larger.set(out);
        out = larger;
      }
    };
    const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    while (!last) {
      last = bits(1);
      const type = bits(2);
      if (type === 0) {
        hold = held = 0;
        const length = input[at] | input[at + 1] << 8;
        at += 4;
        if (!(at + length <= input.length)) throw broken();
        room(length);
        out.set(input.subarray(at, at + length), size);
        size += length;
        at += length;
        continue;
      }
      let literals, distances;
      if (type === 1) {
        literals = tree(Array.from({ length: 288 }, (_, i) => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
        distances = tree(new Array(30).fill(5));
      } else if (type === 2) {
        const literalCount = bits(5) + 257, distanceCount = bits(5) + 1, codeCount = bits(4) + 4;
        const lengths = new Uint8Array(320);
        for (let i = 0; i < codeCount; i++) lengths[ORDER[i]] = bits(3);
        const codes = tree(lengths.slice(0, 19));
        lengths.fill(0);
        for (let i = 0; i < literalCount + distanceCount;) {
          const code = symbol(codes);
          if (code < 16) {
            lengths[i++] = code;
          } else {
            const value = code === 16 ? lengths[i - 1] : 0;
            let repeat = code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7);
            while (repeat--) lengths[i++] = value;
          }
        }
        literals = tree(lengths.slice(0, literalCount));
        distances = tree(lengths.slice(literalCount, literalCount + distanceCount));
      } else {
        throw broken();
      }
      for (;;) {
        let code = symbol(literals);
        if (code === 256) break;
        if (code < 256) {
          room(1);
          out[size++] = code;
          continue;
        }
        code -= 257;
        if (code > 28) throw broken();
        // Lengths and distances double every four and every two codes.
        const lengthBits = code < 8 || code === 28 ? 0 : (code >> 2) - 1;
        const length = (code < 8 ? code + 3 : code === 28 ? 258 : ((code & 3) + 4 << lengthBits) + 3) + bits(lengthBits);
        const far = symbol(distances);
        const farBits = far < 4 ? 0 : (far >> 1) - 1;
        const distance = (far < 4 ? far + 1 : ((far & 1) + 2 << farBits) + 1) + bits(farBits);
        if (far > 29 || distance > size) throw broken();
        room(length);
        for (let i = 0; i < length; i++, size++) out[size] = out[size - distance];
      }
    }
    let a = 1, b = 0;
    for (let i = 0; i < size; i++) {
      a = (a + out[i]) % 65521;
      b = (b + a) % 65521;
    }
    at -= held >> 3;
    for (const byte of [b >> 8, b & 255, a >> 8, a & 255]) if (input[at++] !== byte) throw broken();
    return out.slice(0, size);
  };

  /** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
  const decompress = async (bytes) => {
    if (typeof DecompressionStream === "undefined" || !Blob.prototype.stream) return inflate(bytes);
    const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  /** Files that came as scripts, and who waits for them. @type {Map<string, (base64: string) => void>} */
  const waiting = new Map();

  /** Called by the files that are scripts. @param {string} path @param {string} base64 */
  const deliver = (path, base64) => {
    const take = waiting.get(path);
    waiting.delete(path);
    if (take) take(base64);
  };

  /** Loads a file as a script, where nothing can be fetched. @param {string} base @param {string} path */
  const loadScript = (base, path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(path, (base64) => resolve(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))));
    script.src = base + path.replace(/bin$/, "js");
    script.onload = () => {
      script.remove();
      if (waiting.delete(path)) reject(new SearchError("damaged", `search index: ${path} is damaged`));
    };
    script.onerror = () => {
      script.remove();
      waiting.delete(path);
      reject(new SearchError(path === "root.bin" ? "local" : "missing", `search index: ${path} cannot be read from a disk`));
    };
    document.head.append(script);
  });

  /** Fetches, checks and keeps files. */
  class Source {
    /** @param {string} base @param {typeof fetch | undefined} fetcher */
    constructor(base, fetcher) {
      this.base = base;
      this.fetcher = fetcher;
      /** @type {Map<string, Promise<Uint8Array>>} */
      this.kept = new Map();
      /** @type {Map<string, number>} */
      this.sizes = new Map();
      this.requests = 0;
    }

    /** @param {string} path @returns {Promise<Uint8Array>} */
    async bytes(path) {
      this.requests++;
      if (!this.fetcher && /^file:/.test(this.base)) return loadScript(this.base, path);
      let response;
      try {
        // All files but the root are named by their content; the root is asked for anew.
        response = await (this.fetcher || fetch)(this.base + path, path === "root.bin" ? { cache: "no-cache" } : {});
      } catch (error) {
        throw new SearchError("missing", `search index: ${path} cannot be fetched (${error})`);
      }
      if (!response.ok) throw new SearchError("missing", `search index: ${path} cannot be fetched (${response.status})`);
      return new Uint8Array(await response.arrayBuffer());
    }

    /** The payload of a file. @param {string} kind @param {string} path @returns {Promise<Uint8Array>} */
    payload(kind, path) {
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
        if (bytes[3] !== VERSION) {
          throw new SearchError("version", `search index: format ${bytes[3]}, this script reads ${VERSION}`);
        }
        let inner;
        try {
          inner = await decompress(bytes.subarray(5));
        } catch {
          return damaged(path);
        }
        this.sizes.set(path, inner.length);
        this.forget();
        return inner;
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

    /** @param {string} path */
    has(path) {
      return this.kept.has(path);
    }
  }

  /** @param {string} name */
  const termsPath = (name) => `terms/${name}.bin`;

  /** @param {Input} input @param {number} count */
  const readKeys = (input, count) => {
    let last = 0;
    const firsts = input.numbers(count).map((step) => last += step);
    const seconds = input.numbers(count);
    return Array.from(firsts, (first, i) => first * 65536 + seconds[i]);
  };

  /** @param {Uint8Array} payload */
  const readRoot = (payload) => {
    const input = new Input(payload, "root.bin");
    const root = { docs: input.name(), places: input.name(), fold: input.name(), segments: /** @type {Segment[]} */ ([]),
      table: /** @type {Uint8Array} */ (new Uint8Array()) };
    let firstDoc = 0;
    for (let left = input.count(); left > 0; left--) {
      const docs = input.number(), shardCount = input.count(), wideCount = input.count();
      const firsts = readKeys(input, shardCount), sizes = input.numbers(shardCount);
      const keys = readKeys(input, wideCount), sideSizes = input.numbers(2 * wideCount);
      const shards = firsts.map((first, i) => ({ first, name: input.name(), size: sizes[i] }));
      const wide = new Map(keys.map((key, i) =>
        [key, { names: [input.name(), input.name()], sizes: [sideSizes[2 * i], sideSizes[2 * i + 1]] }]));
      root.segments.push({ docs, firstDoc, shards, wide });
      firstDoc += docs;
    }
    root.table = input.take(input.number());
    input.end();
    return root;
  };

  /** @param {Uint8Array} payload @param {string} path @returns {Docs} */
  const readDocs = (payload, path) => {
    const input = new Input(payload, path);
    const count = input.count();
    const values = FACETS.map(() => Array.from({ length: input.count() }, () => {
      const id = input.text();
      return { id, name: input.text() || id };
    }));
    const columns = Array.from({ length: 10 }, () => {
      const section = input.section();
      const numbers = section.numbers(count);
      section.end();
      return numbers;
    });
    const parts = new Uint32Array(count + 1);
    const length = new Float64Array(count), title = new Uint8Array(count), day = new Uint32Array(count);
    let last = 0, lengths = 0, titles = 0;
    for (let doc = 0; doc < count; doc++) {
      parts[doc + 1] = parts[doc] + columns[0][doc];
      const size = columns[1][doc];
      length[doc] = (size % 4 + 4) * 2 ** Math.min(size >> 2, 28) - 4;
      title[doc] = columns[2][doc];
      const step = columns[3][doc];
      day[doc] = last = last + (step >>> 1 ^ -(step & 1)) >>> 0;
      lengths += length[doc];
      titles += title[doc];
    }
    const facets = columns.slice(4);
    facets.forEach((column, facet) => column.forEach((value) => value > values[facet].length && damaged(path)));
    const cards = [0, 1].map(() => {
      const blocks = Array.from({ length: input.count() }, () => ({ docs: input.number(), size: input.number(), name: "", first: 0 }));
      let first = 0;
      for (const block of blocks) {
        block.name = input.name();
        block.first = first;
        first += block.docs;
      }
      if (first !== count) damaged(path);
      return blocks;
    });
    input.end();
    const many = Math.max(count, 1);
    return { parts, length, title, day, facets, values, cards,
      averageLength: Math.max(lengths / many, 1), averageTitle: Math.max(titles / many, 1) };
  };

  /**
   * The list of a term in a shard.
   * @param {Uint8Array} payload @param {string} path @param {number} wanted @returns {List | null}
   */
  const findTerm = (payload, path, wanted) => {
    const input = new Input(payload, path);
    const terms = input.number();
    const [keys, counts, gaps, times, alphabets, high, low, ranks] = Array.from({ length: 8 }, () => input.section());
    let first = 0, second = 0;
    for (let index = 0; index < terms; index++) {
      const step = keys.number(), rest = keys.number();
      second = (step === 0 && index > 0 ? second : 0) + rest;
      first += step;
      const key = first * 65536 + second;
      if (key > wanted) return null;
      const isPair = second !== 0;
      const headCount = counts.number();
      const wide = (headCount & 1) === 1;
      let occurrences = 0;
      /** @param {number} count @returns {Posting[]} */
      const postings = (count) => {
        const list = [];
        let next = 0;
        for (let i = 0; i < count; i++) {
          const unit = next + gaps.number();
          const often = isPair ? times.number() + 1 : 1;
          next = unit + 1;
          occurrences += often;
          if (key === wanted) list.push({ unit, times: often });
        }
        return list;
      };
      const head = postings(headCount >>> 1), body = postings(counts.number());
      /** @type {(Uint16Array | null)[]} */
      const sides = [null, null];
      if (isPair && !wide) {
        for (let side = 0; side < 2; side++) {
          const count = alphabets.number();
          const highs = high.take(count), lows = low.take(count);
          const letters = Uint16Array.from(highs, (value, i) => value << 8 | lows[i]);
          if (key === wanted) sides[side] = readRanks(ranks, letters, occurrences);
          else if (count > 1) for (let i = 0; i < occurrences; i++) ranks.number();
        }
      }
      if (key === wanted) return { head, body, occurrences, wide, sides };
    }
    return null;
  };

  /** @param {Input} input @param {Uint16Array} letters @param {number} occurrences */
  const readRanks = (input, letters, occurrences) => {
    if (letters.length === 0 || occurrences > 1 << 27) damaged(input.path);
    const side = new Uint16Array(occurrences);
    for (let i = 0; i < occurrences; i++) {
      const rank = letters.length > 1 ? input.number() : 0;
      if (rank >= letters.length) damaged(input.path);
      side[i] = letters[rank];
    }
    return side;
  };

  /** @param {Uint8Array} payload @param {string} path @param {number} occurrences */
  const readSide = (payload, path, occurrences) => {
    const input = new Input(payload, path);
    const letters = Uint16Array.from({ length: input.count() }, () => {
      const [high, low] = input.take(2);
      return high << 8 | low;
    });
    const side = readRanks(input, letters, occurrences);
    input.end();
    return side;
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

  /** How often a word stands in some units, overlaps counted. @param {number[]} units @param {number[]} word */
  const timesIn = (units, word) => {
    let count = 0;
    next: for (let start = 0; start + word.length <= units.length; start++) {
      for (let i = 0; i < word.length; i++) if (units[start + i] !== word[i]) continue next;
      count++;
    }
    return count;
  };

  /** @param {number} count */
  const upTo = (count) => Array.from({ length: count }, (_, i) => i);

  /** @param {number[]} word @param {number} at */
  const pairAt = (word, at) => word[at] * 65536 + word[at + 1];

  /** @param {Segment} segment @param {number} key @returns {Shard | undefined} */
  const shardOf = (segment, key) => {
    let from = 0, to = segment.shards.length;
    while (from < to) {
      const middle = from + to >> 1;
      if (segment.shards[middle].first <= key) from = middle + 1;
      else to = middle;
    }
    return segment.shards[from - 1];
  };

  /** Bytes to fetch for a pair with one of its sides. @param {Segment} segment @param {number} key @param {number} side */
  const cost = (segment, key, side) => {
    const shard = shardOf(segment, key), wide = segment.wide.get(key);
    return (shard ? shard.size : 0) + (wide ? wide.sizes[side] : 0);
  };

  /** Which pairs of a word to match, from and to. @param {Segment} segment @param {number[]} word */
  const chainOf = (segment, word) => {
    if (word.length > 3) return [1, word.length - 2];
    return cost(segment, pairAt(word, 0), 1) <= cost(segment, pairAt(word, 1), 0) ? [0, 1] : [1, 2];
  };

  /** The pairs of a long word in the order of their cost. @param {Segment} segment @param {number[]} word */
  const cheapest = (segment, word) => {
    const costs = upTo(word.length).map((at) =>
      cost(segment, pairAt(word, at), 0) + cost(segment, pairAt(word, at), 1));
    return upTo(word.length - 3).map((i) => i + 1).sort((a, b) => costs[a] - costs[b] || a - b);
  };

  /** What a result keeps for its snippet. @type {WeakMap<Result, { doc: number, words: number[][], stands: Stands[] }>} */
  const memory = new WeakMap();

  const ENTITIES = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });

  /** @param {string} text */
  const escape = (text) => text.replace(/[&<>"']/g, (char) => ENTITIES[char]);

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
        const docs = root.table.length > 0 ? readDocs(root.table, "root.bin") : readDocs(await source.payload("D", path), path);
        if (root.segments.reduce((sum, segment) => sum + segment.docs, 0) !== docs.day.length) damaged("root.bin");
        return docs;
      })());
      // Nobody waits for this yet; who does gets the error.
      this.docs().catch(() => { this.docsPromise = undefined; });
      /** @type {Map<string, string>} */
      this.table = new Map();
      /** Requests made before the search at hand. */
      this.spent = 0;
    }

    /** Folds a text that may need the table. @param {string} text */
    async fold(text) {
      let needs = false;
      for (let i = 0; i < text.length; i++) needs = needs || needsTable(text.charCodeAt(i));
      if (needs && this.table.size === 0) {
        if (this.root.fold !== FOLD_NAME) throw new SearchError("version", "search index: script and index do not fit");
        this.table = await loadTable(this.source);
      }
      return fold(text, this.table);
    }

    /**
     * Answers a query: the items that contain every word of it, the best first.
     * @param {string} query
     * @param {SearchOptions} [options]
     * @returns {Promise<Answer>}
     */
    async search(query, options = {}) {
      const { filters = {}, sort = "relevance", offset = 0, limit = 10 } = options;
      /** @type {Word[]} */
      const words = [];
      for (const { text, place, without } of parse(query)) {
        const units = await this.fold(text);
        const same = (/** @type {Word} */ word) =>
          word.place === place && word.without === without && String(word.units) === String(units);
        if (!words.some(same)) words.push({ units, place, without });
      }
      const stands = await Promise.all(words.map((word) => word.place === -1 ? { head: [], body: [] } : this.stands(word.units)));
      const docs = await this.docs();
      const matches = words.map((word, i) => this.documents(docs, word, stands[i]));
      const excluded = new Set();
      words.forEach((word, i) => { if (word.without) for (const match of matches[i]) excluded.add(match.doc); });
      const wanted = upTo(words.length).filter((i) => !words[i].without);
      const wantedMatches = wanted.map((i) => matches[i]);
      const allowed = (/** @type {Found} */ found) => !excluded.has(found.doc);
      let exact = true;
      let found = allWords(docs, wanted.map((i) => words[i].units.length), wantedMatches).filter(allowed);
      if (found.length === 0 && wanted.length > 0) {
        found = anyWords(docs, wantedMatches).filter(allowed);
        if (found.length === 0) found = (await this.nearWords(docs, wanted.map((i) => words[i].units))).filter(allowed);
        exact = found.length === 0;
      }
      const facets = countFacets(docs, found, filters);
      found = found.filter(({ doc }) => fits(docs, doc, filters, -1));
      const day = docs.day;
      if (sort === "newest") found.sort((a, b) => day[b.doc] - day[a.doc] || b.doc - a.doc);
      else if (sort === "oldest") found.sort((a, b) => day[a.doc] - day[b.doc] || a.doc - b.doc);
      else found.sort((a, b) => b.tier - a.tier || b.score - a.score || day[b.doc] - day[a.doc] || b.doc - a.doc);
      const shown = found.slice(offset, offset + limit).map(({ doc }) => doc);
      const results = await this.cards(docs, shown, Math.max(2, REQUESTS - (this.source.requests - this.spent)));
      this.spent = this.source.requests;
      results.forEach((result, i) => memory.set(result,
        { doc: shown[i], words: wanted.map((at) => words[at].units), stands: wanted.map((at) => stands[at]) }));
      return { total: found.length, exact, results, facets };
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
          const count = stands.filter(({ body }) => hasUnit(body, at)).length;
          if (count > best) [best, part] = [count, at];
        }
        const text = await this.partText(part);
        const lines = [...text.body, ...text.head.slice(3)].filter((line) => line);
        let most = -1, chosen = "";
        for (const line of lines) {
          const units = await this.foldLine(line);
          const count = words.filter((word) => timesIn(units, word) > 0).length;
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
        const list = await this.list(segment, word.length === 1 ? word[0] * 65536 : pairAt(word, 0), [false, false]);
        return list || { head: [], body: [] };
      }
      if (word.length <= LISTS_ONLY) {
        const [from, to] = chainOf(segment, word);
        return this.chain(segment, word, from, to);
      }
      const first = cheapest(segment, word).slice(0, FIRST_LISTS);
      const fours = await Promise.all(first.map((at) => this.chain(segment, word.slice(at - 1, at + 3), 1, 2)));
      const remain = fours.reduce((a, b) => ({ head: common(a.head, b.head), body: common(a.body, b.body) }));
      const count = remain.head.length + remain.body.length;
      if (count === 0) return remain;
      if (count > Math.max(word.length - 3 - FIRST_LISTS, FIRST_LISTS)) return this.chain(segment, word, 1, word.length - 2);
      return this.confirm(segment, word, remain);
    }

    /** The list of a term. @param {Segment} segment @param {number} key @param {boolean[]} asked @returns {Promise<List | null>} */
    async list(segment, key, asked) {
      const shard = shardOf(segment, key);
      if (!shard) return null;
      const wide = segment.wide.get(key);
      const path = termsPath(shard.name);
      const sides = asked.map((ask, side) => ask && wide ? this.source.payload("S", termsPath(wide.names[side])) : null);
      // Should the shard fail first, nobody waits for these.
      for (const side of sides) if (side) side.catch(() => {});
      const list = findTerm(await this.source.payload("T", path), path, key);
      if (!list) return null;
      for (let side = 0; side < 2; side++) {
        const payload = await sides[side];
        if (payload && wide) list.sides[side] = readSide(payload, termsPath(wide.names[side]), list.occurrences);
      }
      return list;
    }

    /**
     * Matches the lists of a word's pairs, occurrence by occurrence.
     * @param {Segment} segment @param {number[]} word @param {number} from @param {number} to @returns {Promise<Stands>}
     */
    async chain(segment, word, from, to) {
      const lists = await Promise.all(upTo(to - from).map((i) => this.list(segment, pairAt(word, from + i),
        [from + i > 0, from + i + 2 < word.length])));
      /** For every occurrence handed from the list before: whether all characters so far stand before it. @type {Uint8Array | null} */
      let handed = null;
      /** @type {Stands} */
      let result = { head: [], body: [] };
      for (let i = 0; i < lists.length; i++) {
        const at = from + i, list = lists[i];
        if (!list) return { head: [], body: [] };
        const [left, right] = list.sides;
        const alive = new Uint8Array(list.occurrences).fill(1);
        if (at > 0) {
          if (!left) return damaged("terms");
          let next = 0;
          for (let o = 0; o < alive.length; o++) {
            if (left[o] !== word[at - 1]) alive[o] = 0;
            else if (handed) alive[o] = handed[next++];
          }
          if (handed && next !== handed.length) damaged("terms");
        }
        if (at + 2 < word.length) {
          if (!right) return damaged("terms");
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
      const times = (/** @type {string} */ line) => timesIn(fold(line, this.table), word);
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

    /** The text of a part. @param {number} part */
    async partText(part) {
      const path = `${this.root.places}.bin`;
      const input = new Input(await this.source.payload("P", path), path);
      const counts = input.numbers(input.count());
      let block = 0, first = 0;
      while (block < counts.length && part >= first + counts[block]) first += counts[block++];
      if (block === counts.length) damaged(path);
      input.take(5 * block);
      const textPath = `texts/${input.name()}.bin`;
      const all = decodeText(await this.source.payload("X", textPath), textPath).split("\f");
      if (all.length !== counts[block] + 1) damaged(textPath);
      const text = all[part - first];
      const end = text.indexOf("\v");
      return { head: end < 0 ? [] : text.slice(0, end).split("\n"), body: text.slice(end + 1).split("\n") };
    }

    /** The documents in which a word stands where it is asked for. @param {Docs} docs @param {Word} word @param {Stands} stands */
    documents(docs, word, stands) {
      if (word.place === null) return matchesOf(docs, stands);
      if (word.place >= 0) return matchesOf(docs, { head: stands.head.filter(({ unit }) => unit % 8 === word.place), body: [] });
      const fitting = docs.values[1].map((value) => timesIn(fold(clean(value.name), this.table), word.units) > 0);
      /** @type {Match[]} */
      const matches = [];
      docs.facets[1].forEach((value, doc) => {
        if (value > 0 && fitting[value - 1]) matches.push({ doc, head: [0, 0, 0, 0], body: 0 });
      });
      return matches;
    }

    /** Documents with at least half of the pairs of the words. @param {Docs} docs @param {number[][]} words */
    async nearWords(docs, words) {
      /** @type {Map<number, number[]>} */
      const pairs = new Map();
      for (const word of words) {
        for (let at = 0; at + 1 < word.length; at++) {
          if (pairs.size < NEAR_PAIRS) pairs.set(pairAt(word, at), word.slice(at, at + 2));
        }
      }
      const all = await Promise.all(Array.from(pairs.values(), (pair) => this.stands(pair)));
      const matches = all.map((stands) => matchesOf(docs, stands));
      /** @type {Map<number, number>} */
      const counts = new Map();
      for (const list of matches) for (const { doc } of list) counts.set(doc, (counts.get(doc) || 0) + 1);
      return anyWords(docs, matches).filter(({ doc }) => {
        const count = counts.get(doc) || 0;
        return count >= 2 && count * 2 >= pairs.size;
      });
    }

    /** The cards of some documents, in few requests. @param {Docs} docs @param {number[]} wanted @param {number} allowed */
    async cards(docs, wanted, allowed) {
      const path = (/** @type {CardBlock} */ block) => `cards/${block.name}.bin`;
      const blockOf = (/** @type {number} */ level, /** @type {number} */ doc) => {
        const found = docs.cards[level].find((block) => doc < block.first + block.docs);
        return found || damaged("cards");
      };
      /** Which block each document is read from. @type {Map<number, CardBlock>} */
      const from = new Map(wanted.map((doc) => [doc, blockOf(0, doc)]));
      // Where small files would be too many, large ones take the place of those that lie together. A request more than is
      // allowed counts as much as some more bytes.
      const large = new Map();
      for (const doc of wanted) {
        const block = blockOf(1, doc);
        large.set(block, [...(large.get(block) || []), doc]);
      }
      const price = () => {
        const missing = new Set([...from.values()].filter((block) => !this.source.has(path(block))));
        let sum = Math.max(0, missing.size - allowed) * REQUEST_BYTES;
        for (const { size } of missing) sum += size;
        return sum;
      };
      let best = new Map(from), least = price();
      for (const [block, inside] of [...large].sort((a, b) => b[1].length - a[1].length)) {
        for (const doc of inside) from.set(doc, block);
        const sum = price();
        if (sum < least) [best, least] = [new Map(from), sum];
      }
      return Promise.all(wanted.map(async (doc) => {
        const block = best.get(doc) || damaged("cards");
        const lines = decodeText(await this.source.payload("C", path(block)), path(block)).split("\n");
        if (lines.length !== block.docs * 5 + 1) damaged(path(block));
        const [title, url, index_no, doc_no, summary] = lines.slice((doc - block.first) * 5);
        const facet = (/** @type {number} */ at) => {
          const value = docs.values[at][docs.facets[at][doc] - 1];
          return value ? value.name : "";
        };
        return { title, url: url || `item/${index_no}.html`, index_no, doc_no, date: dateOf(docs.day[doc]), agency: facet(1), column: facet(2),
          topic: facet(3), genre: facet(4), validity: facet(5), summary };
      }));
    }
  }

  // ---------------------------------------------------------------- ranking

  /** @param {Posting[]} list @param {number} unit */
  const hasUnit = (list, unit) => {
    let from = 0, to = list.length;
    while (from < to) {
      const middle = from + to >> 1;
      if (list[middle].unit < unit) from = middle + 1;
      else to = middle;
    }
    return from < list.length && list[from].unit === unit;
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

  /** @param {Docs} docs @param {Match} match @param {number} rare */
  const score = (docs, { doc, head, body }, rare) => {
    const titleNorm = 0.5 + 0.5 * docs.title[doc] / docs.averageTitle;
    const bodyNorm = 0.4 + 0.6 * docs.length[doc] / docs.averageLength;
    let x = 6 * head[TITLE] / titleNorm;
    x += 6 * (head[DOC_NO] + head[INDEX_NO]);
    x += 2 * head[ABOUT];
    x += body / bodyNorm;
    return rare * x / (x + 1.5);
  };

  /** @param {Docs} docs @param {number[]} lengths @param {Match[]} here */
  const tier = (docs, lengths, here) => {
    const has = (/** @type {number} */ field) => here.every(({ head }) => head[field] > 0);
    if (has(TITLE)) {
      const units = lengths.reduce((a, b) => a + b, 0), title = docs.title[here[0].doc];
      return units === title || units + lengths.length - 1 === title ? 3 : 2;
    }
    return has(DOC_NO) || has(INDEX_NO) ? 1 : 0;
  };

  /** Documents that contain every word. @param {Docs} docs @param {number[]} lengths @param {Match[][]} matches @returns {Found[]} */
  const allWords = (docs, lengths, matches) => {
    if (matches.length === 0) return upTo(docs.day.length).map((doc) => ({ doc, tier: 0, score: 0 }));
    const rare = matches.map((list) => rarity(docs, list.length));
    const cursor = matches.map(() => 0);
    /** @type {Found[]} */
    const found = [];
    for (const { doc } of matches[0]) {
      const here = matches.map((list, i) => {
        while (cursor[i] < list.length && list[cursor[i]].doc < doc) cursor[i]++;
        return list[cursor[i]];
      });
      if (here.every((match) => match && match.doc === doc)) {
        const sum = here.reduce((all, match, i) => all + score(docs, match, rare[i]), 0);
        found.push({ doc, tier: tier(docs, lengths, here), score: sum });
      }
    }
    return found;
  };

  /** Documents that contain any word. @param {Docs} docs @param {Match[][]} matches @returns {Found[]} */
  const anyWords = (docs, matches) => {
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const list of matches) {
      const rare = rarity(docs, list.length);
      for (const match of list) scores.set(match.doc, (scores.get(match.doc) || 0) + score(docs, match, rare));
    }
    return Array.from(scores, ([doc, sum]) => ({ doc, tier: 0, score: sum })).sort((a, b) => a.doc - b.doc);
  };

  /** @param {Docs} docs @param {number} doc @param {Record<string, string[]>} filters @param {number} but */
  const fits = (docs, doc, filters, but) => FACETS.every((name, facet) => {
    const ids = filters[name];
    if (!ids || ids.length === 0 || facet === but) return true;
    const value = docs.values[facet][docs.facets[facet][doc] - 1];
    return value !== undefined && ids.includes(value.id);
  });

  /** @param {Docs} docs @param {Found[]} found @param {Record<string, string[]>} filters */
  const countFacets = (docs, found, filters) => {
    /** @type {Record<string, FacetCount[]>} */
    const facets = {};
    FACETS.forEach((name, facet) => {
      const counts = new Uint32Array(docs.values[facet].length + 1);
      for (const { doc } of found) if (fits(docs, doc, filters, facet)) counts[docs.facets[facet][doc]]++;
      const counted = docs.values[facet].map(({ id, name }, i) => ({ id, name, count: counts[i + 1] })).filter(({ count }) => count > 0);
      facets[name] = name === "year" ? counted.reverse() : counted.sort((a, b) => b.count - a.count);
    });
    return facets;
  };

  /** The ISO date of a day. @param {number} day */
  const dateOf = (day) => day === 0 ? "" : new Date(Date.UTC(1800, 0, day)).toISOString().slice(0, 10);

  /**
   * Marks the matches in a text, shortened around the first where asked.
   * @param {string} text @param {number[]} units @param {number[][]} words @param {boolean} shorten
   */
  const markUnits = (text, units, words, shorten) => {
    const hit = new Uint8Array(units.length);
    for (const word of words) {
      next: for (let start = 0; start + word.length <= units.length; start++) {
        for (let i = 0; i < word.length; i++) if (units[start + i] !== word[i]) continue next;
        hit.fill(1, start, start + word.length);
      }
    }
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
    const lines = decodeText(await source.payload("F", path), path).split("\n");
    return new Map(lines.filter((line) => line).map((line) => {
      const [from, to] = line;
      return [from, to];
    }));
  };

  /**
   * Opens the index in a folder. Who knows the first query says it, and what it needs is fetched along.
   * @param {string | URL} base the folder's address, with the slash at its end
   * @param {{ query?: string, fetch?: typeof fetch }} [options]
   * @returns {Promise<Catalog>}
   */
  const open = async (base, options = {}) => {
    const source = new Source(String(base), options.fetch);
    const query = clean(options.query || "");
    if (upTo(query.length).some((at) => needsTable(query.charCodeAt(at)))) loadTable(source).catch(() => {});
    return new Catalog(source, readRoot(await source.payload("R", "root.bin")));
  };

  /** @type {any} */ (globalThis).MuluSearch = { open, deliver, clean, escape, inflate, SearchError, VERSION };
})();
