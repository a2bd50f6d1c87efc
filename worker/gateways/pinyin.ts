import { pinyin } from "pinyin-pro"
import type { Spell } from "../domain/registry/spelling.ts"
import type { Syllables } from "../domain/search/plain-search.ts"

/** The pinyin of each character, without tones, ü as v; readings follow the words around it (重庆: chong qing). */
export const spell: Spell = (text) =>
  pinyin(text, { type: "all", toneType: "none", v: true }).map(({ origin, pinyin: letters, isZh }) => ({
    origin,
    pinyin: isZh ? letters : null,
  }))

/** The syllables alone: a third of the time, for the names of a whole city. */
export const syllables: Syllables = (text) => pinyin(text, { type: "array", toneType: "none", v: true })
