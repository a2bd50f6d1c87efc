import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { marksIn } from "../support/marks.ts"
import { type Program, programWith } from "../support/program.ts"
import {
  errorBeside,
  openWalk,
  reasonsFor,
  startAgain,
  type Typed,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
let company: Program
let community: Program
let street: Program

/** Figures that cannot be, and which check says so: hard ones first, then what asks for a reason. */
const bad: { values: Record<string, number>; hard: string[]; soft: string[]; by: "company" | "community" }[] =
  [
    {
      values: { hazards_fixed: 50, hazards_found: 7, hazards_brought_forward: 3 },
      hard: ["hazards-fixed"],
      soft: [],
      by: "company",
    },
    {
      values: { care_visited_month2: 200, care_registered: 20 },
      hard: ["care-month2"],
      soft: [],
      by: "community",
    },
    {
      values: { water_saved_m3: 1_000_000, water_supplied_m3: 20_000 },
      hard: ["water-saved-supply"],
      soft: ["water-saved-household"],
      by: "company",
    },
    {
      values: { event_turnout: 200_000, cultural_events: 0 },
      hard: [],
      soft: ["turnout-no-event", "turnout-households"],
      by: "company",
    },
    {
      values: { appeals_rated: 5000, appeals_received: 100, appeals_closed: 90 },
      hard: ["appeals-rated"],
      soft: [],
      by: "community",
    },
    {
      values: { microgrids_staffed: 700, microgrids_total: 10 },
      hard: ["microgrids-staffed"],
      soft: ["microgrids-staffed-size"],
      by: "community",
    },
    {
      values: { observers: 2000, households: 1000 },
      hard: ["observers-households"],
      soft: [],
      by: "community",
    },
  ]
const texts = (values: Record<string, number>): Typed =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
const all = Object.assign({}, ...bad.map(({ values }) => values)) as Record<string, number>
const hard = bad.flatMap((one) => one.hard)
const soft = bad.flatMap((one) => one.soft)

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
  company = await holder("company-1")
  community = await holder("place-510104018004")
  street = await holder("place-510104018")
})
beforeEach(() => startAgain(walk))
afterAll(() => door.close())

const holder = async (organisation: string) =>
  programWith(
    door,
    (
      await storeKey(door.cell.client as never, organisation, {
        role: organisation.startsWith("company") ? "manager" : "approver",
        now: door.now,
      })
    ).key,
  )
const path = () => `/submissions/${walk.open}/${walk.slug}`
interface Told {
  hard: { rule: string; message: string; parameters: Record<string, unknown> }[]
  soft: { rule: string }[]
  told: { rule: string; parameters: Record<string, unknown> }[]
}
async function checked(program: Program, values: object): Promise<Told> {
  const answer = await program.send("POST", `${path()}/check`, { values })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Told
}
const rules = (faults: readonly { rule: string }[]) => faults.map(({ rule }) => rule)

/** The ids of the checks that the scoring command prints for the same values. */
function commandRules(values: Record<string, number>): string[] {
  const rows = Object.entries(values).map(([key, value]) => `e,2026Q3,${key},${value}`)
  const file = join(mkdtempSync(join(tmpdir(), "shige-bad-")), "values.csv")
  writeFileSync(file, `estate,quarter,key,value\n${rows.join("\n")}\n`)
  const edition = "schema/seed/editions/cd-wwsg-2023-1.1.json"
  const given = ["scripts/score.ts", "--edition", edition, "--values", file, "--check"]
  const { stdout } = spawnSync(process.execPath, given, { encoding: "utf8" })
  return stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[2] ?? "")
}

test.each(bad.map((one) => [Object.keys(one.values)[0] ?? "", one] as const))(
  "%s: page and API stop or ask who provides it, and the other is told at most",
  async (key, { values, by, ...ids }) => {
    const [program, account] = by === "company" ? [company, "editor"] : [community, "community"]
    if (by === "community") {
      // Of the company's part the community is told what is filed.
      await walk.save("editor", { ...walk.before["company"], households: "1000" })
      expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
    }
    const own = Object.fromEntries(
      Object.entries(values).filter(([one]) => by === "company" || one !== "households"),
    )
    const told = await checked(program, own)
    expect(rules(told.hard).filter((id) => hard.includes(id))).toEqual(ids.hard)
    await walk.save(account, texts(own))
    const page = await walk.form(account)
    for (const { rule, message } of told.hard) expect(page.words, rule).toContain(message)
    if (ids.hard.length > 0) expect(errorBeside(page, `v-${key}`)).not.toBe("")
    if (by === "company") return
    // The registry says how many households there are: what the community typed does not stop the company.
    await door.cell.rows("update estates set households = 1000 where slug = ?", [walk.slug])
    const seen = await checked(company, { households: 1000 })
    expect(rules(seen.hard)).toEqual([])
    expect(rules(seen.told)).toEqual(expect.arrayContaining(ids.hard))
    for (const { parameters } of seen.told) expect(parameters["providers"]).toContain("community")
  },
)

test("the same values with the other sides left empty are marked", async () => {
  const firsts = Object.fromEntries(bad.map(({ values }) => Object.entries(values)[0] ?? ["", 0]))
  const own = Object.fromEntries(
    Object.entries(firsts).filter(([key]) => key in (walk.before["company"] ?? {})),
  )
  const told = await checked(company, own)
  for (const id of ["hazards-fixed", "water-saved-supply", "turnout-no-event"])
    expect(rules(told.soft), id).toContain(`open:${id}`)
  const theirs = await checked(community, {
    appeals_rated: 5000,
    microgrids_staffed: 700,
    care_visited_month2: 200,
  })
  for (const id of ["appeals-rated", "microgrids-staffed", "care-month2"])
    expect(rules(theirs.soft), id).toContain(`open:${id}`)
})

test("not applicable claimed for everything that may be is asked about, and no answer without its reason", async () => {
  const keys = await company.get(`${path()}/keys`)
  const { items } = (await keys.json()) as { items: { key: string; mine: boolean; naAllowed: boolean }[] }
  const claimed = items.filter(({ mine, naAllowed }) => mine && naAllowed).map(({ key }) => [key, "NA"])
  const told = await checked(company, Object.fromEntries(claimed))
  expect(claimed.length).toBeGreaterThan(3)
  expect(rules(told.soft)).toContain("few_answers")
  expect(rules(told.soft).filter((rule) => rule === "na_before").length).toBeGreaterThan(2)
})

test("points that a bonus does not have are refused", async () => {
  const told = await checked(company, { "BON-01": 2.5 })
  expect(rules(told.hard)).toEqual(["not_one_of"])
})

test("a value that breaks a hard check passes neither street nor district, by page or API", async () => {
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.save("community", { ...walk.before["community"], observers: "1200" })
  const households = Number(walk.before["company"]?.["households"])
  await door.cell.rows("update estates set households = ? where slug = ?", [households, walk.slug])
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
  const page = await walk.decide("street", "verification")
  expect(page.status).toBe(422)
  expect(page.words).toContain("民情观察员不能多于户数")
  const seen = await street.get(path())
  const { etag } = Object.fromEntries(seen.headers)
  const settled = marksIn(await seen.json())
  const refused = await street.send("POST", `${path()}/verification`, { settled }, { "if-match": etag ?? "" })
  expect(refused.status).toBe(422)
  expect(rules(((await refused.json()) as { faults: { rule: string }[] }).faults)).toEqual([
    "observers-households",
  ])
  const worse = {
    "d:observers": "adjusted",
    "c:observers": "1300",
    "k:observers": "records",
    "r:observers": "按台账。",
  }
  expect((await walk.decide("street", "findings", worse)).status).toBe(422)
  const mended = await walk.decide("street", "verification", { ...worse, "c:observers": "12" })
  expect(mended.location).toMatch(/done=street_verified$/)
})

test("each mark is settled by its name before it passes", async () => {
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.save("community", { ...walk.before["community"], observers: "9" })
  await walk.submit(reasonsFor(walk))
  const desk = await walk.desk("street")
  expect(desk.words).toContain("个数字与上季度完全相同")
  expect(desk.words).toContain("说明：已逐项核对，确与上季度相同。")
  expect(desk.words).not.toContain("没有需要留意的变化")
  const open = await walk.decide("street", "verification", { "s:same_as_last": "" })
  expect(open.status).toBe(409)
  expect(open.words).toContain("还有 1 处标记没有处理")
  expect((await walk.decide("street", "verification")).location).toMatch(/done=street_verified$/)
})

test("in one call the API tells what the command tells, where the company types for a place without members", async () => {
  await door.cell.rows(
    "update members set ended_at = '2026-10-01' where organisation_id like 'place-510104018004%'",
  )
  const told = await checked(company, all)
  await door.cell.rows("update members set ended_at = null where organisation_id like 'place-510104018004%'")
  const printed = commandRules(all)
  expect(rules(told.hard)).toEqual(printed.filter((id) => hard.includes(id)))
  expect(new Set(rules(told.hard))).toEqual(new Set(hard))
  for (const id of soft) expect(rules(told.soft), id).toContain(id)
  expect(printed).toEqual(expect.arrayContaining(soft))
  // What a hard check says already is not asked again about the same values.
  expect(rules(told.soft)).not.toContain("care-month2-registered")
  expect(printed).toContain("care-month2-registered")
})
