import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, shown, startAgain, storedValues, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
})
afterAll(() => door.close())

test.each([
  ["libreoffice.xlsx", ["1 格公式按算出的值读", "没有读隐藏的工作表：说明"]],
  ["libreoffice-gb18030.csv", ["表头在第 2 行"]],
  ["wps.xlsx", ["1 格公式按算出的值读", "合并的格只读左上角一格：A1:F1"]],
])("%s is read as its people filled it in", async (name, notes) => {
  await startAgain(walk)
  const bytes = new Uint8Array(await readFile(new URL(`../fixtures/books/${name}`, import.meta.url)))
  const body = new FormData()
  body.set("file", new File([bytes], name))
  const editor = await door.as("editor")
  const page = await shown(await editor.send(paths.book(walk.open), { method: "POST", body }))
  for (const note of notes) expect(page.words).toContain(note)
  const form = formsOf(page.html).find(({ action }) => action.endsWith("/confirmation"))
  expect((await editor.post(form?.action ?? "", form?.fields ?? [])).status).toBe(303)
  expect(await storedValues(walk, "company")).toMatchObject({ households: "1000" })
})
