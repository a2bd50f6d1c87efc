import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { csvFile } from "../../worker/domain/registry/table-text.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openProgram } from "../support/program.ts"
import { openWalk, shown, startAgain, storedValues, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
})
afterAll(() => door.close())

test("one quarter filed by hand, by workbook and by a program holds the same values and scores the same", async () => {
  const typed = walk.before["company"] ?? {}
  const program = await openProgram(door, "manager")
  const path = `/submissions/${walk.open}/${walk.slug}`
  const outcome = async () => {
    const checked = await program.send("POST", `${path}/check`, {}, { "idempotency-key": randomUUID() })
    const { expected } = (await checked.json()) as { expected: unknown }
    return { values: await storedValues(walk, "company"), expected }
  }
  await startAgain(walk)
  await walk.save("editor", typed)
  const byHand = await outcome()
  await startAgain(walk)
  const body = new FormData()
  const lines = [
    ["编号", ...Object.keys(typed)],
    [walk.slug, ...Object.values(typed)],
  ]
  body.set("file", new File([csvFile(lines)], "book.csv"))
  const editor = await door.as("editor")
  const page = await shown(await editor.send(paths.book(walk.open), { method: "POST", body }))
  const form = formsOf(page.html).find(({ action }) => action.endsWith("/confirmation"))
  expect((await editor.post(form?.action ?? "", form?.fields ?? [])).status).toBe(303)
  const byBook = await outcome()
  await startAgain(walk)
  const values = Object.fromEntries(
    Object.entries(typed).map(([key, text]) => [key, { was: null, value: text }]),
  )
  const sent = await program.send("PATCH", `${path}/draft`, { values }, { "idempotency-key": randomUUID() })
  expect(sent.status).toBe(200)
  const byProgram = await outcome()
  expect(Object.keys(byHand.values).length).toBe(Object.keys(typed).length)
  expect(byBook).toEqual(byHand)
  expect(byProgram).toEqual(byHand)
  expect(byHand.expected).toBeTruthy()
})
