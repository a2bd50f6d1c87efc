import { afterAll, beforeAll, expect, test } from "vitest"
import { parseCsv } from "../../../worker/domain/csv.ts"
import { exported } from "../../support/exports.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"

let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 3 })
})
afterAll(() => door.close())

const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)

/** Rows of a CSV file as objects. */
function table(text = ""): Record<string, string>[] {
  const [header, ...body] = parseCsv(text).records.map(({ fields }) => fields)
  return body.map((fields) => Object.fromEntries((header ?? []).map((name, at) => [name, fields[at] ?? ""])))
}

test("returns, requests for correction and the list of evidence go along: what is the organisation's own, to an authority what it may read", async () => {
  const [one] = await rows(
    `select s.id, s.estate_id, s.quarter, e.slug from submissions s join estates e on e.id = s.estate_id
     where s.organisation_id = 'company-1' and e.district_code = '510104' limit 1`,
  )
  const [id, estate, quarter] = [String(one?.["id"]), String(one?.["estate_id"]), String(one?.["quarter"])]
  const [release] = await rows("select id from releases limit 1")
  await rows(
    `insert into returns (submission_id, filing, level, reason, at)
     values (?, 90, 'street', '户数与台账不符', '2026-10-10T01:00:00.000Z')`,
    [id],
  )
  for (const [request, owner] of [
    ["r-own", "company-1"],
    ["r-other", "company-2"],
  ] as const)
    await rows(
      `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
         evidence, "values", prefill, effect, state, revision, due_day)
       values (?, ?, ?, ?, ?, 'm', '2026-10-10T01:00:00.000Z', '填错了', '台账', '{}', '{}', '{}', 'withdrawn', 1, '2026-10-20')`,
      [request, quarter, estate, String(release?.["id"]), owner],
    )
  for (const [file, owner] of [
    ["f-own", "company-1"],
    ["f-other", "company-2"],
  ] as const)
    await rows(
      `insert into evidence (id, estate_id, quarter, indicator, organisation_id, provider, filing, file, name, note, type,
         bytes, hash, received_hash, member_id, added_at)
       values (?, ?, ?, 'REQ-01', ?, 'company', 1, ?, 'a.jpg', '水表', 'image/jpeg', 10, 'h', 'h', 'm', '2026-10-10')`,
      [file, estate, quarter, owner, file],
    )
  const { files } = await exported(door, await door.as("manager"))
  expect(table(files.get("returns.csv")).filter(({ filing }) => filing === "90")).toMatchObject([
    { submission: id, estate: one?.["slug"], level: "street", reason: "户数与台账不符" },
  ])
  expect(table(files.get("correctionRequests.csv")).map((row) => row["id"])).toEqual(["r-own"])
  expect(table(files.get("evidence.csv"))).toMatchObject([{ id: "f-own", description: "水表" }])
  const district = await exported(door, await door.as("approver"))
  expect(table(district.files.get("returns.csv")).map((row) => row["submission"])).toContain(id)
  expect(table(district.files.get("correctionRequests.csv"))).toEqual([])
  expect(table(district.files.get("evidence.csv"))).toEqual([])
  const city = await exported(door, await door.as("city"))
  // In a file for each page of estates.
  const pages = [...city.files].filter(([name]) => /^correctionRequests.*csv$/.test(name))
  expect(pages.flatMap(([, text]) => table(text)).map((row) => row["id"])).toEqual(["r-other", "r-own"])
  await rows("delete from returns where filing = 90")
  await rows("delete from correction_requests where id like 'r-%'")
  await rows("delete from evidence where id like 'f-%'")
})
