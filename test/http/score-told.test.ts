import { afterAll, beforeAll, expect, test } from "vitest"
import { seedEdition } from "../../scripts/seeding/base.ts"
import { paths } from "../../web/paths.ts"
import { ageOf, PEERS_LEAST, sizeOf } from "../../worker/domain/release/peers.ts"
import { quartiles } from "../../worker/domain/release/quartiles.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import { readerOf } from "../support/cell-reader.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { programOf } from "../support/told-program.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
})
afterAll(() => door.close())

async function slugIn(state: string): Promise<string> {
  const [row] = await door.cell.rows(
    `select e.slug from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.state = ? and s.organisation_id = 'company-1' order by e.slug`,
    [door.openQuarter, state],
  )
  return String(row?.["slug"])
}

async function page(slug: string, quarter = door.openQuarter): Promise<string> {
  const editor = await door.as("editor@demo.shige.example")
  const answer = await editor.get(paths.scoreTold(slug, quarter))
  expect(answer.status).toBe(200)
  return (await answer.text()).replace(/<svg.*?<\/svg>/gs, "").replace(/<[^>]+>/g, " ")
}

const finalOf = (words: string) => Number(/总分\s+(\d[\d.]*)/.exec(words)?.[1])

test("a draft's score is expected, its parts add up, and it says what the check before sending says", async () => {
  const slug = await slugIn("draft")
  const words = await page(slug)
  expect(words).toContain("按现有数据预计，尚未核定")
  const editor = await door.as("editor@demo.shige.example")
  const check = (await (await editor.get(paths.submitCheck(slug, door.openQuarter))).text()).replace(
    /<[^>]+>/g,
    " ",
  )
  expect(Number(/总分\s+([\d.]+)/.exec(check)?.[1])).toBe(finalOf(words))
  expect(check).toContain("得分说明")
  const parts = words.slice(words.indexOf("从各维度到总分"))
  const points = [...parts.matchAll(/ ([\d.]+) \/ [\d.]+ /g)].map(([, number]) => Number(number))
  expect(points.length).toBeGreaterThan(25)
  // What nobody filed stands first among the losses.
  const lost = words.slice(words.indexOf("失分在哪里"), words.indexOf("从各维度到总分"))
  expect(lost.indexOf("没有填报")).toBeGreaterThan(0)
  expect(lost.lastIndexOf("没有填报")).toBeLessThan(lost.indexOf("满分要"))
})

test("a verified one says so, and how the next band is reached or that there is none", async () => {
  const words = await page(await slugIn("verified"))
  expect(words).toContain("按核定后的数据")
  expect(words).toMatch(/下一个等次是|已是最高等次/)
})

test("what a release gives no score to has none here either, not zero points", async () => {
  const [row] = await door.cell.rows(
    `select e.slug, s.id, s.quarter from submissions s join estates e on e.id = s.estate_id
     join releases r on r.period = s.quarter and r.state = 'final'
     where s.organisation_id = 'company-1' and s.state = 'verified' order by e.slug limit 1`,
  )
  await door.cell.rows("update submissions set state = 'submitted' where id = ?", [String(row?.["id"])])
  const words = await page(String(row?.["slug"]), String(row?.["quarter"]))
  await door.cell.rows("update submissions set state = 'verified' where id = ?", [String(row?.["id"])])
  expect(words).toContain("未报送不等于零分")
  expect(words).toContain("查看公开页面")
  expect(words).not.toMatch(/总分\s+\d/)
  expect(words).not.toContain("从各维度到总分")
})

test("a released quarter's has the points that were published, and leads to the public page", async () => {
  const [row] = await door.cell.rows(
    `select e.slug, r.period, c.final from scorecards c join releases r on r.id = c.release_id
     join estates e on e.id = c.estate_id join submissions s on s.estate_id = e.id and s.quarter = r.period
     where s.organisation_id = 'company-1' and r.state = 'final' and length(r.period) = 6
     order by r.period desc, r.number desc, e.slug limit 1`,
  )
  const [slug, period] = [String(row?.["slug"]), String(row?.["period"])]
  const editor = await door.as("editor@demo.shige.example")
  const html = await (await editor.get(paths.scoreTold(slug, period))).text()
  expect(html).toContain(`href="${paths.estate(slug, { quarter: period })}"`)
  expect(finalOf(await page(slug, period))).toBe(Number(row?.["final"]))
  // So does the form of that quarter, and not that of one that is open.
  const form = async (quarter: string) => (await editor.get(paths.submission(slug, quarter))).text()
  expect(await form(period)).toContain(`href="${paths.estate(slug, { quarter: period })}"`)
  expect(await form(door.openQuarter)).not.toContain(
    `href="${paths.estate(slug, { quarter: door.openQuarter })}"`,
  )
})

test("peers are made of nothing but what scorecards publish one by one: no difference tells more than they do", async () => {
  const reader = readerOf(door.cell)
  const { releases } = await reader.state()
  const release = releases.find(({ kind }) => kind === "quarter")!
  const edition = await reader.edition(release.editionId)
  const years = new Map(
    (await door.cell.rows("select slug, built_year from estates")).map((row) => [
      String(row["slug"]),
      row["built_year"] === null ? null : Number(row["built_year"]),
    ]),
  )
  const groups = new Map<string, number[]>()
  let withheld = 0
  for await (const cards of reader.cards(release))
    for (const { slug, values, indicators } of cards) {
      const households = values.find(({ key }) => key === "households")?.value
      const year = years.get(slug)
      if (typeof households !== "number" || typeof year !== "number") continue
      for (const { code, measure, alternative, state } of indicators) {
        if (state === "suppressed") withheld++
        if (measure === null) continue
        const name = `${sizeOf(households)}.${ageOf(year)} ${code}.${alternative ?? 0}`
        groups.set(name, [...(groups.get(name) ?? []), measure])
      }
    }
  const open = [...groups].flatMap(([name, all]) => {
    const middle = quartiles(all, Math.max(PEERS_LEAST, edition.rank.min_group))
    return middle ? [[name, [all.length, middle[1], middle[3], middle[2]]]] : []
  })
  const [row] = await door.cell.rows("select peers from releases where id = ?", [release.id])
  const stored: Record<string, Record<string, number[]>> = JSON.parse(String(row?.["peers"]))
  const told = Object.entries(stored).flatMap(([group, figures]) =>
    group.includes(".") ? Object.entries(figures).map(([name, own]) => [`${group} ${name}`, own]) : [],
  )
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(open))
  expect(told.length).toBeGreaterThan(20)
  expect(withheld).toBeGreaterThan(0)
})

test("its indicators stand beside what its peers published; without peers there is one sentence why", async () => {
  const slug = await slugIn("verified")
  const indicators = seedEdition("demonstration").edition.indicators.map(({ code }) => code)
  const figures = Object.fromEntries(indicators.map((code) => [`${code}.0`, [8, 1234.5, 6789.25, 2345.75]]))
  const put = (peers: object) =>
    door.cell.rows("update releases set peers = ? where length(period) = 6", [JSON.stringify(peers)])
  const groups = ["0", "1", "2", "3"].flatMap((size) => ["0", "1", "2"].map((age) => `${size}.${age}`))
  await put(Object.fromEntries(groups.map((group) => [group, figures])))
  const words = await page(slug)
  expect(words).toContain("1234.5–6789.25")
  expect(words).toContain("2345.75")
  expect(words).toMatch(/\d+ 项指标可以比较/)
  await put({})
  const none = await page(slug)
  expect(none).not.toContain("1234.5–6789.25")
  expect(none).toMatch(/同类小区（.*建成）不足 8 个/)
  await door.cell.rows("update estates set built_year = null where slug = ?", [slug])
  expect(await page(slug)).toContain("没有建成年份")
})

test("programs are told the figures of the page, parts that add up to the final score, and nothing that it hides", async () => {
  const program = await programOf(door, "company-1", "manager", ["submissions:read"])
  for (const state of ["draft", "verified", "returned"]) {
    const slug = await slugIn(state)
    const answer = await program.get(`/submissions/${door.openQuarter}/${slug}/score`)
    const told = await answer.json()
    expect(answer.status, JSON.stringify(told)).toBe(200)
    const { dimensions, aggregated, bonus, deductions, floor } = told.parts
    const sum = (all: number[]) => Number(all.reduce((total, one) => total + one, 0).toFixed(9))
    for (const { points, stretched, indicators } of dimensions)
      expect(sum([...indicators.map((one: { points: number | null }) => one.points ?? 0), stretched])).toBe(
        points,
      )
    const points = dimensions.map((one: { points: number }) => one.points)
    expect(sum([...points, aggregated, bonus, deductions, floor])).toBe(told.final)
    expect(finalOf(await page(slug))).toBe(told.final)
    for (const way of told.improving?.ways ?? []) expect(way.band).toBe(told.improving.band)
    const hidden = dimensions.flatMap((one: { indicators: { measure: number | null }[] }) =>
      one.indicators.filter(({ measure }) => measure === null),
    )
    expect(hidden.length > 0).toBe(true)
  }
})

test("values that others file are not told, only who files them", async () => {
  const editor = await door.as("editor@demo.shige.example")
  const titles = new Map(
    [...editionKeys(seedEdition("demonstration").edition).values()].map((spec) => [spec.key, spec.title.zh]),
  )
  const rows = await door.cell.rows(
    `select e.slug from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.organisation_id = 'company-1' order by e.slug`,
    [door.openQuarter],
  )
  let [examples, provided] = [0, 0]
  for (const { slug } of rows) {
    const form = await (await editor.get(paths.submission(String(slug), door.openQuarter))).text()
    const own = [...form.matchAll(/name="v:([^"]+)"/g)].map(([, key = ""]) => titles.get(key))
    const words = await page(String(slug))
    if (words.includes("数据由社区填报")) provided++
    for (const [, list = ""] of words.matchAll(/例如：([^·\n]*?)(?: {2}| ·)/g))
      for (const change of list.split("、")) {
        examples++
        expect(own).toContain(/^(.*) \S+ → \S+$/.exec(change.trim())?.[1])
      }
  }
  expect(examples).toBeGreaterThan(10)
  expect(provided).toBeGreaterThan(0)
})

test("of a released quarter no workbook is asked for: it says that it can only be looked at", async () => {
  const editor = await door.as("editor@demo.shige.example")
  const released = String(door.endedQuarters.at(-1))
  const page = await (await editor.get(paths.book(released))).text()
  expect(page).toContain("这一季度已经发布，只能查看")
  expect(page).not.toMatch(/type="file"|一起提交/)
  expect(await (await editor.get(paths.book(door.openQuarter))).text()).toMatch(/type="file"/)
})

test("an estate with nothing filed has a score of nothing and no fault; what there is not is not found", async () => {
  const editor = await door.as("editor@demo.shige.example")
  const list = await (await editor.get(paths.filing({ state: "none" }))).text()
  const slug = /href="\/filing\/\d{4}Q\d\/([a-z0-9-]+)"/.exec(list)?.[1] ?? ""
  expect(finalOf(await page(slug))).toBe(0)
  for (const path of [
    paths.scoreTold("no-such-estate", door.openQuarter),
    paths.scoreTold(slug, "2026Q9"),
    paths.scoreTold(slug, "1999Q1"),
  ])
    expect((await editor.get(path)).status, path).toBe(404)
})

test("an estate that takes no part, or whose district closed before it sent anything, has no score rather than zero", async () => {
  const [unsent, city] = [
    await door.cell.rows(
      `select e.slug, e.district_code as district from estates e
       join tenures t on t.estate_id = e.id and t.to_date is null and t.organisation_id = 'company-1'
       where not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)
       and not exists (select 1 from closings c where c.quarter = ? and c.place_code = e.district_code)
       and e.retired_from is null order by e.slug`,
      [door.openQuarter, door.openQuarter],
    ),
    await door.as("city"),
  ]
  const [slug, district] = [String(unsent[0]?.["slug"]), String(unsent[0]?.["district"])]
  const program = await programOf(door, "company-1", "manager", ["submissions:read"])
  const path = `/submissions/${door.openQuarter}/${slug}/score`
  const expectNone = async (state: string, words: string) => {
    const shown = await page(slug)
    expect(shown).toContain(words)
    expect(shown).not.toMatch(/总分|待提升|下一个等次|尚未核定/)
    expect(await (await program.get(path)).json()).toMatchObject({
      ...{ state, final: null, band: null, rank: null, parts: null, improving: null },
    })
  }
  const post = (ending: string) =>
    city.post(`${paths.exemption(slug, door.openQuarter)}${ending}`, {
      key: crypto.randomUUID(),
      reason: "整体改造",
    })
  expect(finalOf(await page(slug))).toBe(0)
  expect((await post("")).status).toBe(303)
  await expectNone("exempt", "这个小区这一季度免报")
  expect((await post("/end")).status).toBe(303)
  await door.cell.rows(
    "insert into closings (quarter, place_code, closed_at, member_id) values (?, ?, '2026-01-01T00:00:00.000Z', 'm')",
    [door.openQuarter, district],
  )
  await leaveEvent(door.cell)
  await expectNone("unfiled", "所在区县已关账。这个小区没有报送")
  // What was sent keeps its score, closed or not.
  const sent = await door.cell.rows(
    `select e.slug from submissions s join estates e on e.id = s.estate_id join closings c
       on c.quarter = s.quarter and c.place_code = e.district_code
     where s.quarter = ? and s.state in ('submitted', 'verified') and s.organisation_id = 'company-1'`,
    [door.openQuarter],
  )
  for (const one of sent) expect(await page(String(one["slug"]))).toMatch(/总分\s+\d/)
  expect(sent.length).toBeGreaterThan(0)
})
