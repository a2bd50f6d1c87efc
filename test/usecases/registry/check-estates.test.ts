import { afterAll, beforeAll, expect, test } from "vitest"
import { spell } from "../../../worker/gateways/pinyin.ts"
import { checkEstates } from "../../../worker/usecases/registry/import-estates.ts"
import { authorityMember, openTestCell, type TestCell } from "../../support/cell.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
})
afterAll(() => cell.close())

test("a name of a file is spelt once, however often it stands there", async () => {
  const spelt: string[] = []
  const rows = ["锦禾里", "锦禾里", " 锦禾 里", "杏里"].map((name, at) => ({
    line: at + 2,
    cells: { name, placeCode: at === 1 ? "510104035" : "510104018" },
  }))
  const { rows: estates } = await checkEstates(
    cell.contextFor(authorityMember("approver", "510104")),
    (text) => {
      spelt.push(text)
      return spell(text)
    },
    rows,
  )
  expect(estates.map(({ slug }) => slug)).toEqual(["jin-he-li", "jin-he-li-2", "xing-li"])
  expect(spelt).toEqual(["锦禾里", "锦禾 里", "杏里"])
})
