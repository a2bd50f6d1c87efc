import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram, type Program } from "../../support/program.ts"

let door: FrontDoor
let program: Program
let path: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
  program = await openProgram(door, "manager")
  const [row] = await door.cell.rows(
    `select slug from estates e where place_code = '510104018004'
     and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)`,
    [door.openQuarter],
  )
  path = paths.apiSubmission(String(row?.["slug"]), door.openQuarter).replace("/api/v1", "")
})
afterAll(() => door.close())

interface Told {
  status: number
  code?: string
  values: Record<string, string>
  conflicts?: unknown[]
  faults?: { pointer: string; rule: string }[]
  by?: { person: string | null; role: string; organisation: string }
}

interface Spec {
  key: string
  mine: boolean
  type: string
}

async function ask(method: string, part: string, body: unknown, headers = {}): Promise<Told> {
  const answer = await program.send(method, `${path}${part}`, body, {
    "idempotency-key": randomUUID(),
    ...headers,
  })
  const content = (await answer.json()) as Told
  return { ...content, status: answer.status }
}

const change = (values: Record<string, { was: unknown; value: unknown }>, headers = {}) =>
  ask("PATCH", "/draft", { values }, headers)
const standing = async () => ((await (await program.get(path)).json()) as { part: Told }).part.values
const events = async () =>
  (await door.cell.rows("select count(*) as n from audit_events where action = 'submission.save'"))[0]?.["n"]

test("values are changed one by one, and all others stay", async () => {
  const first = await change({
    households: { was: null, value: 1270 },
    parking_patrols: { was: "", value: 9 },
  })
  expect([first.status, first.faults]).toEqual([200, undefined])
  const before = await events()
  const { response, roundTrips } = await door.costOf(() =>
    program.send(
      "PATCH",
      `${path}/draft`,
      { values: { households: { was: 1270, value: 1280 } } },
      { "idempotency-key": randomUUID() },
    ),
  )
  expect([response.status, roundTrips]).toEqual([200, 2])
  expect(await standing()).toEqual({ ...first.values, households: "1280" })
  expect(Number(await events()) - Number(before)).toBe(1)
})

test("one that is no longer what it was to replace refuses the whole, and is named with what stands", async () => {
  const before = await standing()
  const told = await change({ households: { was: 1, value: 2 }, parking_violations: { was: null, value: 4 } })
  expect(told).toMatchObject({
    status: 409,
    code: "value_conflict",
    conflicts: [{ of: "value", key: "households", was: "1", yours: "2", now: "1280" }],
    faults: [{ rule: "value_moved", pointer: "/values/households/was" }],
  })
  expect(await standing()).toEqual(before)
})

test("what it should become already is no conflict, and a repetition writes nothing", async () => {
  expect((await change({ households: { was: 1, value: 1280 } })).status).toBe(200)
  const headers = { "idempotency-key": randomUUID() }
  expect((await change({ households: { was: 1280, value: 1290 } }, headers)).status).toBe(200)
  const before = await events()
  expect((await change({ households: { was: 1280, value: 1290 } }, headers)).status).toBe(200)
  expect(await events()).toBe(before)
})

test("two who change different values at once both succeed", async () => {
  const answers = await Promise.all([
    change({ households: { was: 1290, value: 1300 } }),
    change({ parking_violations: { was: null, value: 5 } }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await standing()).toMatchObject({ households: "1300", parking_violations: "5" })
})

test("of ten who change different values at once none is refused", async () => {
  const spec = ((await (await program.get(`${path}/keys`)).json()) as { items: Spec[] }).items
  const ten = spec.filter(({ mine, type }) => mine && type === "integer").slice(0, 10)
  const before = await standing()
  const answers = await Promise.all(
    ten.map(({ key }, at) => change({ [key]: { was: before[key] ?? null, value: 5 + at } })),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
  const after = await standing()
  expect(ten.map(({ key }) => after[key])).toEqual(ten.map((_, at) => String(5 + at)))
})

test("unknown names are refused by sentence, in a change and in a check", async () => {
  const wrong = await change({ nobodys_key: { was: null, value: 1 } })
  expect([wrong.status, wrong.faults?.map(({ rule }) => rule)]).toEqual([422, ["unknown_key"]])
  const checked = await ask("POST", "/check", { values: { nobodys_key: 1 } })
  expect([checked.status, checked.faults?.map(({ pointer }) => pointer)]).toEqual([
    422,
    ["/values/nobodys_key"],
  ])
  expect((await ask("PATCH", "/draft", { values: {}, more: 1 })).status).toBe(422)
})

test("PUT takes no `*`, and a stale one is told who was faster", async () => {
  const any = await ask("PUT", "/draft", { values: {} }, { "if-match": "*" })
  expect([any.status, any.code]).toEqual([400, "if_match_any"])
  const stale = await ask("PUT", "/draft", { values: {} }, { "if-match": '"1|company:1"' })
  expect(stale.status).toBe(412)
  expect(stale.by).toMatchObject({
    role: "manager",
    person: expect.any(String),
    organisation: expect.any(String),
  })
})
