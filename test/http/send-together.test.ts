import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { parseCsv } from "../../worker/domain/csv.ts"
import { csvFile } from "../../worker/domain/registry/table-text.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, shown, startAgain, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
let second: string

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
  const rows = await door.cell.rows(
    `select e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     where t.organisation_id = (select t.organisation_id from tenures t join estates e on e.id = t.estate_id
       where e.slug = ? and t.to_date is null) and e.slug <> ? and e.origin <> 'press'
       and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)`,
    [walk.slug, walk.slug, walk.open],
  )
  second = String(rows[0]?.["slug"])
})
beforeEach(async () => {
  await startAgain(walk)
  await startAgain({ ...walk, slug: second })
})
afterAll(() => door.close())

/** Fills both estates in by one file, with a reason for what asks for one. */
async function fillIn(): Promise<void> {
  const editor = await door.as("editor")
  const template = await (await editor.get(paths.bookTemplate(walk.open, "csv"))).text()
  const [titles = [], keys = [], ...rows] = parseCsv(template).records.map((record) => [...record.fields])
  const filled = rows.filter((row) => row[1] === walk.slug || row[1] === second)
  for (const row of filled) {
    for (const [key, text] of Object.entries(walk.before["company"] ?? {})) row[keys.indexOf(key)] = text
    row[row.length - 1] = "与台账核对无误。"
  }
  const body = new FormData()
  body.set("file", new File([csvFile([titles, keys, ...filled])], "book.csv"))
  const page = await shown(await editor.send(paths.book(walk.open), { method: "POST", body }))
  const form = formsOf(page.html).find(({ action }) => action.endsWith("/confirmation"))
  if (!form) throw new Error(page.words)
  expect((await editor.post(form.action, form.fields)).status).toBe(303)
}

async function states(): Promise<unknown[]> {
  const rows = await door.cell.rows(
    "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug in (?, ?) and s.quarter = ? order by 1",
    [walk.slug, second, walk.open],
  )
  return rows.map((row) => row["state"])
}

const counted = async (table: string) =>
  Number((await door.cell.rows(`select count(*) n from ${table}`))[0]?.["n"])

async function confirmation() {
  const page = await shown(await (await door.as("editor")).get(paths.sendings(walk.open)))
  const form = formsOf(page.html).find(({ action }) => action.endsWith("/sending"))
  return { page, form }
}

test("what is clean is listed, sent with one confirmation, and has its receipt and its event each", async () => {
  await fillIn()
  const { page, form } = await confirmation()
  if (!form) throw new Error(page.words)
  const asked = JSON.parse(form.fields.find(([name]) => name === "asked")?.[1] ?? "{}") as {
    estates: { slug: string }[]
  }
  expect(asked.estates.map(({ slug }) => slug)).toEqual(expect.arrayContaining([walk.slug, second]))
  const [receipts, events] = [await counted("receipts"), await counted("audit_events")]
  const done = await (await door.as("editor")).post(form.action, form.fields)
  expect(done.status).toBe(303)
  expect(await states()).toEqual(["submitted", "submitted"])
  expect((await counted("receipts")) - receipts).toBe(asked.estates.length)
  expect((await counted("audit_events")) - events).toBe(asked.estates.length)
  const told = await shown(await (await door.as("editor")).get(done.headers.get("location") ?? ""))
  expect(told.words).toContain(`已提交 ${asked.estates.length} 个小区`)
  const receipt = await (await door.as("editor")).get(paths.receipt(second, walk.open))
  expect(receipt.status).toBe(200)
})

test("nothing is sent when one of them changed after the list was looked at", async () => {
  await fillIn()
  const { form } = await confirmation()
  await walk.save("editor", { ...walk.before["company"], parking_patrols: "77" })
  const answer = await shown(await (await door.as("editor")).post(form?.action ?? "", form?.fields ?? []))
  expect(answer.status).toBe(409)
  expect(answer.words).toContain("一个也没有提交")
  expect(await states()).toEqual(["draft", "draft"])
})
