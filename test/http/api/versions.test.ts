import { afterAll, beforeAll, expect, test } from "vitest"
import { storeKey } from "../../../scripts/bench/stored-key.ts"
import type { Role } from "../../../worker/domain/actor.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type Program, programWith } from "../../support/program.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
})
afterAll(() => door.close())

async function programOf(organisation: string, role: Role): Promise<Program> {
  const { key } = await storeKey(door.cell.client as never, organisation, { role, now: door.now })
  return programWith(door, key)
}

interface Told {
  code?: string
  detail?: string
  by?: { action: string; organisation: string; role: string; person: string | null }
}

/** All of them are asked for before any is answered. */
async function atOnce(asked: readonly (() => Promise<Response>)[]) {
  const answers = await Promise.all(asked.map((one) => one()))
  return Promise.all(answers.map(async (got) => ({ status: got.status, told: (await got.json()) as Told })))
}

test("a closing names no version: of several at once one closes, the others are told truly who did", async () => {
  const district = await programOf("place-510104", "approver")
  const path = `/quarters/${door.openQuarter}/closing`
  // What it does not ask for it does not look at either.
  const headers: Record<string, string>[] = [{}, { "if-match": '"7"' }, {}, { "if-match": "*" }]
  const early = { reason: "已全部核定。" }
  const answers = await atOnce(headers.map((more) => () => district.send("POST", path, early, more)))
  const late = answers.filter(({ status }) => status !== 200)
  expect(answers.length - late.length).toBe(1)
  expect(late.map(({ status }) => status)).toEqual([409, 409, 409])
  expect(late.every(({ told }) => ["changed_meanwhile", "already_closed"].includes(told.code ?? ""))).toBe(
    true,
  )
  const outrun = late.filter(({ told }) => told.code === "changed_meanwhile")
  expect(outrun.length).toBeGreaterThan(0)
  for (const { told } of outrun) {
    expect(told.detail).toContain("没有写明版本")
    expect(told.by).toMatchObject({ action: "quarter.close", role: "approver" })
    expect(told.by?.person).toMatch(/.+/)
  }
  const again = await district.send("POST", path, early, { "if-match": "*" })
  expect([again.status, ((await again.json()) as Told).code]).toEqual([409, "already_closed"])
})

test("of two changes that saw the same version the later one is told that it has moved, and who moved it", async () => {
  const city = await programOf("place-510100", "approver")
  const [row] = await door.cell.rows("select slug, name from estates where origin = 'demonstration' limit 1")
  const path = `/estates/${row?.["slug"]}`
  const seen = { "if-match": (await city.get(path)).headers.get("etag") ?? "" }
  const body = { from: "2026-12-01", reason: "整体拆迁" }
  const both = [1, 2].map(() => () => city.send("POST", `${path}/retirement`, body, seen))
  const answers = await atOnce(both)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const late = answers.find(({ status }) => status === 412)?.told
  expect(late).toMatchObject({ code: "stale", by: { action: "estate.retire", role: "approver" } })
})
