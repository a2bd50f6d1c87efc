import { pinyin } from "pinyin-pro"
import type { Spell } from "../domain/registry/spelling.ts"

/** The pinyin of each character, without tones, ü as v; readings follow the words around it (重庆: chong qing). */
export const spell: Spell = (text) =>
  pinyin(text, { type: "all", toneType: "none", v: true }).map(({ origin, pinyin: letters, isZh }) => ({
    origin,
    pinyin: isZh ? letters : null,
  }))
