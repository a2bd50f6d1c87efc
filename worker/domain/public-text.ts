import type { Fault } from "./errors.ts"

/** Most characters of a text that everybody reads: an answer, a reason. */
export const publicTextLimit = 1000

/** Says when a text is longer than it may be. */
export const tooLong = (field: string, text: string, max: number): Fault[] =>
  text.length > max ? [{ rule: "too_long", field, with: { length: text.length, max } }] : []

const personal = [
  /(?<!\d)1[3-9]\d{9}(?!\d)/,
  /(?<!\d)\d{17}[\dXx](?!\d)/,
  /[\w.+-]+@[\w-]+\.\w/,
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/,
]

/**
 * Words by which people name the counts of persons in care or dispute; every sensitive input of the editions, its key and
 * its indicator are named by one of them (test/domain/public-text.test.ts).
 */
const aboutPersons = [
  /纠纷|调解|调处|特殊困难|困难居民|特殊人群|重点人群|独居|孤寡|空巢|关怀|关爱|探访|走访|看望|慰问/,
  /\bGOV-08\b|\bSVC-05\b|disput|mediat|special need|in care|\bcare(?:_|\b)|visit|vulnerable|living alone/i,
]
const numbers = [
  /[0-9０-９]/,
  /[零〇一二两三四五六七八九十百半几多少每全双]\s*(?:人|名|位|户|件|起|例|个|次|分|宗|家|桩|对|成|组|月|数)/,
  /百分之|分之|一半|半数|过半|全部|全都|所有|唯一|没有|未曾|从未/,
  /\b(?:no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|once|twice|half|all|every|each|only)\b/i,
]
/** Which way something went, which value was changed, and who claimed what. */
const turns = [
  /增|减|上升|下降|提高|降低|升高|翻番|翻倍|偏高|偏低|不足|超过|以上|以下|高于|低于|多于|少于|得分|扣分|失分|加分/,
  /报(?:错|多|少|高|低)|[虚瞒漏误多少错谎]报|造假|不实|属实|更正|改正|更改|修改|改为|改成|调整|核减|核增|核实|填错|算错/,
  /\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|drop\w*|up|down|increas\w+|decreas\w+|reduc\w+|more|fewer|less|higher|lower|points?)\b/i,
  /\b(?:over|under|mis)(?:stated|reported|counted)|\b(?:correct|adjust|chang|falsif|claim|verif|invent)\w*|\b(?:wrong|false|true|untrue)\b/i,
]

const anyOf = (patterns: readonly RegExp[], text: string) => patterns.some((pattern) => pattern.test(text))

/** Whether a text names counts of persons in care or dispute, whatever it says of them. */
export const namesPersons = (text: string) => anyOf(aboutPersons, text)

/**
 * Whether a text tells of persons in care or dispute: it names them, and says a number, which way something went, which
 * value was changed or who claimed what.
 */
export const tellsOfPersons = (text: string) =>
  namesPersons(text) && (anyOf(numbers, text) || anyOf(turns, text))

/** Stands in what is public in place of words that nobody may read; pages and files write a fixed sentence for it. */
export const FIXED_TEXT = "fixed"

/**
 * The public words about a claim (an answer to an objection, why an award was revoked): none of those typed where they or
 * the claim, `about`, name persons in care or dispute, whatever they say of them.
 */
export function claimWords(typed: string, about?: string): string
export function claimWords(typed: string | null, about?: string): string | null
export function claimWords(typed: string | null, about = ""): string | null {
  if (typed === null || typed === "") return typed
  return namesPersons(typed) || namesPersons(about) ? FIXED_TEXT : typed
}

/** The public words about something as a whole, a programme or its rules: none of those that tell of persons. */
export function generalWords(typed: string): string
export function generalWords(typed: string | null): string | null
export function generalWords(typed: string | null): string | null {
  return typed !== null && tellsOfPersons(typed) ? FIXED_TEXT : typed
}

/** Public words as they are read: `sentence` in place of those that nobody may read. */
export const withFixed = (words: string, sentence: string): string =>
  words === FIXED_TEXT ? sentence : words

/** Says when a text that everybody will read tells of persons in care or dispute. */
export const sensitiveFaults = (field: string, text: string): Fault[] =>
  tellsOfPersons(text) ? [{ rule: "public_text_sensitive", field }] : []

/**
 * What is wrong with a text that everybody will read: nothing there, too long, telephone, identity or e-mail in it, or
 * what tells of persons in care or dispute, from which a withheld count could be worked back.
 */
export function publicTextFaults(field: string, text: string, max: number): Fault[] {
  if (text === "") return [{ rule: "public_text_missing", field }]
  const found = personal.some((pattern) => pattern.test(text))
  const faults: Fault[] = found ? [{ rule: "public_text_personal", field }] : []
  return [...faults, ...sensitiveFaults(field, text), ...tooLong(field, text, max)]
}
