import { expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { cutText } from "../../worker/domain/cut-text.ts"

test("a text is cut between characters, never through one", () => {
  expect(cutText("小区", 2)).toBe("小区")
  expect(cutText("小区里", 2)).toBe("小区")
  expect(cutText("小😀", 3)).toBe("小😀")
  expect(cutText("小😀区", 2)).toBe("小")
  expect(cutText("小\u{2a6a5}", 2)).toBe("小")
  expect(cutText("😀😀", 2)).toBe("😀")
  expect(cutText("", 2)).toBe("")
})

test("an address is made of any text, also of half a character", () => {
  expect(paths.filing({ state: "\ud83d" })).toBe("/filing?state=%EF%BF%BD")
  expect(paths.estateSheet("a\ude00b")).toBe("/registry/estates/a%EF%BF%BDb")
  expect(paths.filing({ state: "😀" })).toBe(`/filing?state=${encodeURIComponent("😀")}`)
})
