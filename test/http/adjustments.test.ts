import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { demonstrationCommunity } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, submitAgain, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
})
beforeEach(async () => {
  await submitAgain(walk)
})
afterAll(() => door.close())

const adjust = (key: string, value: string, words: string) => ({
  [`d:${key}`]: "adjusted",
  [`c:${key}`]: value,
  [`k:${key}`]: "records",
  [`r:${key}`]: words,
})
const events = adjust("cultural_events", "0", "台账里没有活动")
const observers = adjust("observers", "1", "名册只有一人")

/** What the company's people were written of adjustments, each letter once. */
async function letters() {
  const rows = await door.cell.rows("select distinct fields from messages where kind = 'values_adjusted'")
  return rows.map((row) => {
    const { estate, count } = JSON.parse(String(row["fields"])) as Record<"estate" | "count", string>
    return { estate, count }
  })
}

interface Part {
  adjustments: { key: string; typed: string | null; checkedValue: string; effect: number | null }[]
  adjusted: Record<"filed" | "adjusted", { final: number; deductions: number; band: string | null }> | null
}

/** What a program of an organisation reads of its part. */
async function partOf(organisation: string, role: "manager" | "approver"): Promise<Part> {
  const program = await programOf(door, organisation, role)
  const path = paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")
  const answer = await program.get(path)
  expect([organisation, answer.status]).toEqual([organisation, 200])
  return ((await answer.json()) as { part: Part }).part
}

test("what is only saved is told to nobody; passed on, the company reads it at once with its effect", async () => {
  await walk.decide("street", "findings", events)
  expect(await letters()).toEqual([])
  expect((await walk.form("editor")).words).not.toContain("核查调整（")
  expect((await partOf("company-1", "manager")).adjustments).toEqual([])
  await walk.decide("street", "verification", events)
  const { words } = await walk.form("editor")
  const { adjustments, adjusted } = await partOf("company-1", "manager")
  const typed = walk.before["company"]?.["cultural_events"]
  expect(adjustments).toEqual([
    {
      key: "cultural_events",
      level: "street",
      typed,
      checkedValue: "0",
      reasonClass: "records",
      reason: "台账里没有活动",
      effect: expect.any(Number),
    },
  ])
  const [one] = adjustments
  expect(one?.effect).toBeLessThan(0)
  expect(adjusted?.adjusted.final).toBeCloseTo((adjusted?.filed.final ?? 0) + (one?.effect ?? 0), 9)
  expect(adjusted?.adjusted.deductions).toBe(adjusted?.filed.deductions)
  expect(words).toContain("核查调整（1 项）")
  expect(words).toMatch(new RegExp(`文化活动场次 ?： ?填报 ${typed} 场 → 核查 0 场`))
  expect(words).toContain(`街道 · 与台账不符 · 对总分的影响 −${Math.abs(one?.effect ?? 0).toFixed(2)}`)
  expect(words).toContain("依据：台账里没有活动")
  expect(await letters()).toEqual([{ estate: expect.any(String), count: "1" }])
  expect(words).toContain(`按核查值 ${adjusted?.adjusted.final.toFixed(2)}`)
})

test("the district's adjustment stands over the street's, and is told when the district has verified", async () => {
  await walk.decide("street", "verification", events)
  const district = adjust("cultural_events", "1", "补充一场的照片")
  await walk.decide("district", "findings", district)
  expect((await walk.form("editor")).words).not.toContain("补充一场的照片")
  await walk.decide("district", "verification", district)
  const { words } = await walk.form("editor")
  expect(words).toContain("依据：补充一场的照片")
  expect(words).toContain("区县 · 与台账不符")
  expect(words).not.toContain("台账里没有活动")
  const now = door.now
  door.now = new Date(now.getTime() + 40 * 86_400_000)
  expect((await walk.form("editor")).words).toContain("依据：补充一场的照片")
  door.now = now
})

test("the community is told of its own value, without a score; the company of it without what was typed", async () => {
  await walk.decide("street", "verification", { ...events, ...observers })
  const community = await walk.form("community")
  expect(community.words).toContain("核查调整（1 项）")
  expect(community.words).toMatch(/民情观察员人数 ?： ?填报 9 人 → 核查 1 人/)
  expect(community.words).not.toMatch(/对总分的影响|台账里没有活动|总分：/)
  const told = await partOf(`place-${demonstrationCommunity}`, "approver")
  expect([told.adjustments.map(({ key, effect }) => [key, effect]), told.adjusted]).toEqual([
    [["observers", null]],
    null,
  ])
  const company = await walk.form("editor")
  expect(company.words).toContain("核查调整（2 项）")
  expect(company.words).toMatch(/民情观察员人数 ?： ?核查 1 人/)
})

test("nobody else reads it where it is told", async () => {
  await walk.decide("street", "verification", events)
  for (const account of ["city", "chair", null]) {
    const answer = await (await door.as(account)).get(paths.submission(walk.slug, walk.open))
    expect([account, answer.status === 200 && (await answer.text()).includes("台账里没有活动")]).toEqual([
      account,
      false,
    ])
  }
})
