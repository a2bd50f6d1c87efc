import { plainText } from "../registry/names.ts"

/** Traditional characters as simplified ones; made by gateways/simplified.ts. */
export type Simplify = (text: string) => string

/** The pinyin of a text, one syllable for each Chinese character, without tone; all else stands as it is. */
export type Syllables = (text: string) => string[]

const numerals = "零一二三四五六七八九"
const number = /[一二三四五六七八九]?十[一二三四五六七八九]?|[零〇一二三四五六七八九]/g

function digitsOf(numeral: string): string {
  if (numeral === "〇") return "0"
  const ten = numeral.indexOf("十")
  if (ten < 0) return String(numerals.indexOf(numeral))
  const tens = ten === 0 ? 1 : numerals.indexOf(numeral[0] ?? "")
  const ones = ten + 1 === numeral.length ? 0 : numerals.indexOf(numeral[ten + 1] ?? "")
  return String(10 * tens + ones)
}

/**
 * A name, or what is searched for, so that nothing tells them apart but the words themselves: no punctuation, brackets or
 * spaces, small letters without accents, simplified characters, numerals as digits (二期 = 2期, 十二 = 12).
 */
export function plainSearch(text: string, simplify: Simplify): string {
  const plain = plainText(text.replace(/[üǖǘǚǜÜ]/g, "v"))
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
  return simplify(plain).replace(number, digitsOf)
}

/** Whether a plain word is written in letters and digits only, as pinyin is. */
export const isSpelt = (word: string): boolean => /^[a-z0-9]+$/.test(word)
