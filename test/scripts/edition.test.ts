import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Client, createClient } from "@libsql/client"
import { afterEach, beforeEach, expect, test } from "vitest"
import { planPreset, presetEdition } from "../../scripts/edition.ts"
import { migrate } from "../../scripts/migrate.ts"
import { baseStatements } from "../../scripts/seeding/base.ts"
import { activeEdition } from "../../worker/domain/scoring/edition-activation.ts"

const id = "cd-wwsg-2023@1.1.0"
const now = new Date("2026-11-23T02:00:00Z")
let folder: string
let client: Client

const open = (quarter: string, edition = "cd-wwsg-2023@1.0.0") =>
  client.execute({
    sql: "insert into quarters (quarter, edition_id, deadline_day, opened_at) values (?, ?, '2099-01-01', '2024-01-02T00:00:00.000Z')",
    args: [quarter, edition],
  })
const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
const everything = async () =>
  JSON.stringify([await rows("select id from editions"), await rows("select id from audit_events")])

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edition-"))
  const url = `file:${join(folder, "cell.db")}`
  await migrate(url)
  client = createClient({ url, intMode: "number" })
  await client.batch(baseStatements("2024-01-02T00:00:00.000Z"), "write")
  for (const quarter of ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]) await open(quarter)
})
afterEach(async () => {
  client.close()
  await rm(folder, { recursive: true })
})

async function editions() {
  const stored = await rows("select id, version, effective_from, active_from from editions")
  return stored.map((row) => ({
    id: String(row["id"]),
    version: String(row["version"]),
    effectiveFrom: String(row["effective_from"]),
    activeFrom: row["active_from"] === null ? null : String(row["active_from"]),
  }))
}

test("preset from the first quarter of a year that has not opened; quarters before keep their edition", async () => {
  const preset = await planPreset(client, id, "2027Q1")
  expect(preset).toMatchObject({
    id,
    from: "2027Q1",
    last: { quarter: "2026Q4", edition: "cd-wwsg-2023@1.0.0" },
    withoutScore: [],
  })
  const before = await everything()
  expect(before).not.toContain(id)
  await presetEdition(client, preset, now)
  const known = await editions()
  const of = (quarter: string) => activeEdition(known, quarter)?.id
  expect(["2023Q1", "2026Q4", "2027Q1", "2028Q2"].map(of)).toEqual([
    "cd-wwsg-2023@1.0.0",
    "cd-wwsg-2023@1.0.0",
    id,
    id,
  ])
  const events = await rows("select actor_name, action, entity_id, after from audit_events")
  expect(events).toEqual([
    {
      actor_name: "edition",
      action: "edition.activate",
      entity_id: id,
      after: expect.stringContaining('"activeFrom":"2027Q1"'),
    },
  ])
})

test("a version that is the same method may begin within a year, and the year keeps its score", async () => {
  await presetEdition(client, await planPreset(client, id, "2027Q1"), now)
  await open("2027Q1", id)
  const same = "cd-wwsg-2023@1.1.1"
  await expect(planPreset(client, same, "2027Q1")).rejects.toThrow(/opened already/)
  const preset = await planPreset(client, same, "2027Q2")
  expect(preset.withoutScore).toEqual([])
  await presetEdition(client, preset, now)
  const known = await editions()
  expect(["2027Q1", "2027Q2"].map((quarter) => activeEdition(known, quarter)?.id)).toEqual([id, same])
})

test("years whose quarters fall under two methods are named", async () => {
  await client.execute("delete from quarters")
  for (const quarter of ["2025Q3", "2025Q4", "2026Q1"]) await open(quarter)
  await client.execute({
    sql: `insert into editions (id, code, version, effective_from, document, hash, activated_at)
          select 'other@1', 'other', '1', '2026Q2', json_set(document, '$.bonus_cap', 1, '$.code', 'other', '$.effective_from', '2026Q2'), hash, activated_at
          from editions where id = 'cd-wwsg-2023@1.0.0'`,
    args: [],
  })
  expect((await planPreset(client, id, "2027Q1")).withoutScore).toEqual(["2026"])
})

test("refused with a sentence, and nothing is written", async () => {
  const refusals: [from: string, wanted: RegExp, edition?: string][] = [
    ["2027Q2", /first quarter of a year/],
    ["2027", /first quarter of a year/],
    ["2026Q1", /opened already/],
    ["2025Q1", /opened already/],
    ["2022Q1", /not in force/],
    ["2027Q1", /There is no edition nobody@9/, "nobody@9"],
    ["2027Q1", /activated in this city already/, "cd-wwsg-2023@1.0.0"],
  ]
  const before = await everything()
  for (const [from, wanted, edition = id] of refusals)
    await expect(planPreset(client, edition, from), from).rejects.toThrow(wanted)
  const first = await planPreset(client, id, "2027Q1")
  expect(await everything()).toBe(before)
  await presetEdition(client, first, now)
  await expect(planPreset(client, id, "2028Q1")).rejects.toThrow(/already/)
  await expect(presetEdition(client, first, now)).rejects.toThrow(/changed in the meantime/)
  expect(await rows("select count(*) n from audit_events")).toEqual([{ n: 1 }])
})

test("a quarter that opened after the plan was made stops it", async () => {
  const preset = await planPreset(client, id, "2027Q1")
  await open("2027Q1")
  await expect(presetEdition(client, preset, now)).rejects.toThrow(/changed in the meantime/)
  expect(await rows("select id from editions")).toEqual([{ id: "cd-wwsg-2023@1.0.0" }])
})
