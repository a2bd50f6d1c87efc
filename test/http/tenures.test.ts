import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorBeside, fieldValue, shown } from "../support/quarter-forms.ts"
import { openRegistry, type Registry } from "../support/registry-forms.ts"

const minhe = "示例·岷禾物业"
const jinyan = "示例·锦砚物业"

let door: FrontDoor
let registry: Registry
/** A member of 锦砚, the company that takes over. */
let other: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, released: 1 })
  registry = openRegistry(door)
  other = await door.addMember("company-2", "viewer")
})
afterAll(() => door.close())

/** An estate that 岷禾 has managed since 2021, entered today. */
async function managed(name: string): Promise<string> {
  const slug = await registry.enter({ name })
  expect((await registry.begin(slug, minhe, "2021-01-01")).status).toBe(303)
  return slug
}

async function tenuresOf(slug: string) {
  return door.cell.rows(
    `select t.organisation_id company, t.from_date, t.to_date from tenures t join estates e on e.id = t.estate_id
     where e.slug = ? order by t.from_date`,
    [slug],
  )
}

const opens = async (who: string, slug: string, quarter: string) =>
  (await registry.page(who, paths.submission(slug, quarter))).status

describe("handing over on a day", () => {
  test("the old company ends the day before; the quarter goes with its last day, and the note says who had it when", async () => {
    const slug = await managed("移交小区")
    const answer = await registry.begin(slug, jinyan, "2026-08-16")
    expect(answer.location).toBe(`/registry/estates/${slug}?done=begun`)
    expect(await tenuresOf(slug)).toEqual([
      { company: "company-1", from_date: "2021-01-01", to_date: "2026-08-15" },
      { company: "company-2", from_date: "2026-08-16", to_date: null },
    ])
    expect([await opens("editor", slug, "2026Q3"), await opens(other, slug, "2026Q3")]).toEqual([404, 200])
    for (const [who, path] of [
      [other, paths.submission(slug, "2026Q3")],
      ["city", paths.estateSheet(slug)],
      ["city", paths.verifySubmission(slug, "2026Q3")],
    ] as const) {
      const { words } = await registry.page(who, path)
      expect(words, path).toContain("2026 年第 3 季度内管理公司有变化")
      expect(words).toContain(`${minhe}：2026 年 7 月 1 日 至 2026 年 8 月 15 日`)
      expect(words).toContain(`${jinyan}：2026 年 8 月 16 日 至 2026 年 9 月 30 日`)
    }
    const events = await door.cell.rows(
      "select * from audit_events where action = 'tenure.begin' order by seq desc",
    )
    expect(events.slice(0, 2).map((event) => event["concerns_id"])).toEqual(["company-1", "company-2"])
    expect(JSON.parse(String(events[0]?.["before"]))).toMatchObject({ ended: { toDate: null } })
  })

  test("from the first day of a quarter on, the quarter before stays the former company's", async () => {
    const slug = await managed("季首移交")
    await registry.begin(slug, jinyan, "2026-10-01")
    expect([await opens("editor", slug, "2026Q3"), await opens(other, slug, "2026Q3")]).toEqual([200, 404])
    const { words } = await registry.page("editor", paths.submission(slug, "2026Q3"))
    expect(words).not.toContain("管理公司有变化")
    const list = await registry.page("editor", paths.registry({ show: "former", q: "季首" }))
    expect(list.words).toContain("季首移交")
  })

  test("not into a quarter that is released or closed: its day is after that quarter", async () => {
    const [row] = await door.cell.rows(
      `select e.slug from estates e join tenures t on t.estate_id = e.id
       where t.organisation_id = 'company-1' and t.to_date is null order by e.id limit 1`,
    )
    const slug = String(row?.["slug"])
    for (const day of ["2026-06-30", "2026-04-01", "2025-02-01"]) {
      const refused = await registry.begin(slug, jinyan, day)
      expect(refused.status, day).toBe(422)
      expect(errorBeside(refused, "f-fromDate")).toMatch(/已经关账或发布，它归谁不能再变/)
      expect(fieldValue(refused, "company")).toBe(jinyan)
    }
    expect((await tenuresOf(slug)).length).toBe(1)
  })

  test("a quarter that was filed moves only with a reason, and what was filed stands", async () => {
    const [row] = await door.cell.rows(
      `select e.slug, e.district_code d, s.state from submissions s join estates e on e.id = s.estate_id
       join tenures t on t.estate_id = e.id and t.to_date is null and t.organisation_id <> 'company-2'
       where s.quarter = ? and s.state in ('submitted', 'street_verified', 'verified') and not exists
         (select 1 from closings c where c.quarter = s.quarter and c.place_code = e.district_code) limit 1`,
      [door.openQuarter],
    )
    const slug = String(row?.["slug"])
    const asked = await registry.begin(slug, jinyan, "2026-09-01")
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("2026 年第 3 季度 已由原公司提交")
    const done = await registry.begin(slug, jinyan, "2026-09-01", { reason: "合同提前到期" })
    expect(done.status).toBe(303)
    const [after] = await door.cell.rows(
      "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
      [slug, door.openQuarter],
    )
    expect(after?.["state"]).toBe(row?.["state"])
  })

  test("a closing in between makes the form stale", async () => {
    const slug = await managed("抢关小区")
    const page = await registry.page("city", paths.tenures(slug))
    const form = formsOf(page.html).find(({ action }) => action.endsWith("/tenures"))
    await door.cell.rows(`update estates set revision = revision + 1 where slug = ?`, [slug])
    const fields = new Map([...(form?.fields ?? []), ["company", jinyan], ["fromDate", "2026-08-01"]])
    const stale = await shown(
      await (await door.as("city")).post(paths.tenures(slug), [...fields] as [string, string][]),
    )
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("已被别人改动")
    expect(fieldValue(stale, "company")).toBe(jinyan)
  })
})

describe("days that cannot be", () => {
  test.each<[string, Record<string, string>, string, string]>([
    ["no company", { company: "", fromDate: "2026-10-01" }, "f-company", "请填写公司"],
    ["an unknown company", { company: "没有物业", fromDate: "2026-10-01" }, "f-company", "没有找到这家公司"],
    ["an authority", { company: "成都市（演示）", fromDate: "2026-10-01" }, "f-company", "没有找到这家公司"],
    ["no day", { company: jinyan, fromDate: "" }, "f-fromDate", "请填写日期"],
    ["no real day", { company: jinyan, fromDate: "2026-02-30" }, "f-fromDate", "不是日期"],
    ["long ago", { company: jinyan, fromDate: "1949-10-01" }, "f-fromDate", "1980 年之后"],
    ["far ahead", { company: jinyan, fromDate: "2028-01-01" }, "f-fromDate", "天之内"],
    ["over another's days", { company: jinyan, fromDate: "2020-01-01" }, "f-fromDate", "与已有的登记重叠"],
    ["the same company", { company: minhe, fromDate: "2026-10-01" }, "f-company", "就在管理"],
    [
      "an end before the beginning",
      { company: jinyan, fromDate: "2026-10-02", toDate: "2026-10-01" },
      "f-toDate",
      "不能早于",
    ],
  ])("%s", async (_, typed, id, sentence) => {
    const slug = await managed("日期小区").catch(() => "ri-qi-xiao-qu")
    const answer = await registry.send("city", paths.tenures(slug), "/tenures", typed)
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, id)).toContain(sentence)
    for (const [name, value] of Object.entries(typed)) expect(fieldValue(answer, name)).toBe(value)
    expect((await tenuresOf(slug)).length).toBe(1)
  })

  test("days as people write them; an earlier company is added before the present one", async () => {
    const slug = await managed("补登小区")
    const earlier = await registry.begin(slug, jinyan, "2018年3月5日", { toDate: "2020/12/31" })
    expect(earlier.status).toBe(303)
    expect(await tenuresOf(slug)).toEqual([
      { company: "company-2", from_date: "2018-03-05", to_date: "2020-12-31" },
      { company: "company-1", from_date: "2021-01-01", to_date: null },
    ])
  })
})

describe("ending, taking back, retiring", () => {
  test("a company ends; nobody holds the quarter, and it can be filed for by nobody", async () => {
    const slug = await managed("结束小区")
    const ended = await registry.send("city", paths.tenures(slug), "/end", { toDate: "2026-09-29" })
    expect(ended.location).toBe(`/registry/estates/${slug}?done=ended`)
    expect(await opens("editor", slug, "2026Q3")).toBe(404)
    expect((await registry.page("city", paths.registry({ show: "unmanaged" }))).words).toContain("结束小区")
  })

  test("a mistaken hand-over is taken back, and the former company goes on", async () => {
    const slug = await managed("误登小区")
    await registry.begin(slug, jinyan, "2026-09-01")
    const removed = await registry.send("city", paths.tenures(slug), "/removal", {})
    expect(removed.location).toBe(`/registry/estates/${slug}?done=removed`)
    expect(await tenuresOf(slug)).toEqual([{ company: "company-1", from_date: "2021-01-01", to_date: null }])
    expect(await opens("editor", slug, "2026Q3")).toBe(200)
  })

  test("a retired estate takes part in no quarter that ends later, and is counted nowhere", async () => {
    const slug = await managed("停用小区")
    const counted = async () => {
      const [, figures] =
        /锦江区 \d+\/(\d+) 个小区/.exec((await registry.page("city", paths.quarter("2026Q3"))).words) ?? []
      return Number(figures)
    }
    const before = await counted()
    const form = { from: "2026-09-30", reason: "整体拆迁", confirmed: "yes" }
    const unsure = await registry.send("city", paths.retirement(slug), "/retirement", {
      ...form,
      confirmed: null,
    })
    expect(unsure.words).toContain("请先勾选确认")
    expect(fieldValue(unsure, "reason")).toBe("整体拆迁")
    expect(
      (await registry.send("city", paths.retirement(slug), "/retirement", { ...form, reason: " " })).words,
    ).toContain("请写明原因")
    expect((await registry.send("city", paths.retirement(slug), "/retirement", form)).status).toBe(303)
    expect(await counted()).toBe(before - 1)
    for (const who of ["editor", "city"])
      expect((await registry.page(who, paths.filing({ quarter: "2026Q3" }))).words).not.toContain("停用小区")
    expect(await opens("editor", slug, "2026Q3")).toBe(404)
    expect((await registry.page("city", paths.registry({ show: "retired" }))).words).toContain("停用小区")
    expect((await registry.page("city", paths.registry({ q: "停用小区" }))).words).toContain("没有找到")
    expect((await registry.send("city", paths.estateSheet(slug), "/reinstatement", {})).status).toBe(303)
    expect(await opens("editor", slug, "2026Q3")).toBe(200)
    expect(await counted()).toBe(before)
  })

  test("not from a day within a quarter that is closed or released", async () => {
    const [row] = await door.cell.rows("select slug from estates where origin = 'demonstration' limit 1")
    const refused = await registry.send("city", paths.retirement(String(row?.["slug"])), "/retirement", {
      from: "2026-06-30",
      reason: "拆除",
      confirmed: "yes",
    })
    expect(errorBeside(refused, "f-from")).toContain("停用日要晚于")
  })
})
