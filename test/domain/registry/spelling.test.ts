import { expect, test } from "vitest"
import { type Spell, slugBase } from "../../../worker/domain/registry/spelling.ts"

/** Spells each character by its own letter, and counts them. */
function counted(): { spell: Spell; characters: () => number } {
  let characters = 0
  const spell: Spell = (text) => {
    characters += text.length
    return [...text].map((origin) => ({ origin, pinyin: origin > "\u3000" ? "zi" : null }))
  }
  return { spell, characters: () => characters }
}

test.each([
  ["a name of 2,000 characters", "长".repeat(2000)],
  ["signs that become eighteen each", "\uFDFA".repeat(60)],
])("no more of a name is spelt than an address holds: %s", (_, name) => {
  const { spell, characters } = counted()
  slugBase(name, spell)
  expect(characters()).toBe(60)
})

test("a name as long as a name may be is spelt to its end", () => {
  const { spell, characters } = counted()
  expect(slugBase("a".repeat(60), spell)).toBe("a".repeat(60))
  expect(slugBase("锦禾 Ｂ座", spell)).toBe("zi-zi-b-zi")
  expect(characters()).toBe(60 + 5)
})
