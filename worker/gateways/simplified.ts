import characters from "opencc-js/dict/TSCharacters"
import type { Simplify } from "../domain/search/plain-search.ts"

/**
 * One simplified character for each traditional one, from OpenCC's own table: 29 KB, kept by those who keep the standard.
 * Its phrases decide where a character has several (乾 as 干 or 乾), which no name of a place is searched by.
 */
const simple = new Map(
  characters.split("|").flatMap((pair): [string, string][] => {
    const [traditional, simplified] = pair.split(" ")
    return traditional && simplified && traditional !== simplified ? [[traditional, simplified]] : []
  }),
)

export const simplify: Simplify = (text) => {
  let changed = ""
  for (const character of text) changed += simple.get(character) ?? character
  return changed
}
