import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram } from "../../support/program.ts"
import { openWalk, startAgain, storedValues, type Walk } from "../../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
let key: string

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
  key = (await openProgram(door, "manager")).key
})
beforeEach(() => startAgain(walk))
afterAll(() => door.close())

async function send(csv: string, query = "", command: string = randomUUID()) {
  const answer = await door.fetch(
    new Request(`http://localhost:8787${paths.apiBook(walk.open)}${query}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "text/csv", "idempotency-key": command },
      body: csv,
    }),
  )
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const book = (...lines: string[]) => ["编号,households,parking_patrols", ...lines].join("\n").concat("\n")

test("one call checks, and one enters; a repeated one is answered the same, and the same file changes nothing", async () => {
  const file = book(`${walk.slug},1079,4`)
  const checked = await send(file, "?dryRun=true")
  expect(checked).toMatchObject({ status: 200, body: { rows: 1, good: 1, same: 0, faults: [] } })
  expect(await storedValues(walk, "company")).toEqual({})
  const command = randomUUID()
  const entered = await send(file, "", command)
  expect(entered).toMatchObject({ status: 201, body: { estates: 1, added: 2, changed: 0 } })
  expect(await send(file, "", command)).toEqual(entered)
  expect(await storedValues(walk, "company")).toMatchObject({ households: "1079", parking_patrols: "4" })
  expect(await send(file)).toMatchObject({
    status: 201,
    body: { estates: 0, added: 0, changed: 0, unchanged: 2 },
  })
})

test("with one bad cell nothing is entered, and the fault names rule, key, row and cell; the good rows on demand", async () => {
  const file = book(`${walk.slug},三万,4`, "nobody-at-all,1,1")
  const refused = await send(file)
  expect(refused).toMatchObject({ status: 422, body: { code: "import_faults" } })
  expect(refused.body["faults"]).toMatchObject([
    { rule: "not_a_number", field: "households", parameters: { row: 2, cell: "B2" } },
    { rule: "unknown_estate", parameters: { row: 3 } },
  ])
  expect(await storedValues(walk, "company")).toEqual({})
  const good = await send(book(`${walk.slug},900,5`, "nobody-at-all,1,1"), "?which=good")
  expect(good).toMatchObject({ status: 201, body: { estates: 1 } })
  expect(await storedValues(walk, "company")).toMatchObject({ households: "900" })
})
