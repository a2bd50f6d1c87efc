import { afterAll, beforeAll, expect, test } from "vitest"
import { seedEdition } from "../../scripts/seeding/base.ts"
import { paths } from "../../web/paths.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

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

const finalOf = (words: string) => Number(/总分\s+([\d.]+)，/.exec(words)?.[1])

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
  const parts = words.slice(words.indexOf("从各项指标到总分"))
  const points = [...parts.matchAll(/ ([\d.]+) \/ [\d.]+ /g)].map(([, number]) => Number(number))
  expect(points.length).toBeGreaterThan(25)
  expect(parts).toContain("没有填报")
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
  expect(words).not.toMatch(/总分\s+[\d.]+，/)
  expect(words).not.toContain("从各项指标到总分")
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

test("a value stands beside the released ones of eight estates of its size; with fewer there is a sentence", async () => {
  const slug = await slugIn("verified")
  const figures = { inspections_planned: [8, 1234.5, 6789.25] }
  const put = (peers: object) =>
    door.cell.rows("update releases set peers = ? where length(period) = 6", [JSON.stringify(peers)])
  await put({ 0: figures, 1: figures, 2: figures, 3: figures })
  const words = await page(slug)
  expect(words).toContain("1234.5–6789.25")
  await put({})
  const none = await page(slug)
  expect(none).not.toContain("1234.5–6789.25")
  expect(none).toContain("不足 8 个")
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
