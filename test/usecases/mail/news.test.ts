import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { MOST_NAMED } from "../../../worker/domain/mail/letter-kind.ts"
import { system, type TestCell } from "../../support/cell.ts"
import { addEstates, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { meanwhile } from "../../support/meanwhile.ts"
import { forgetNews, linesOf, openNewsCity, newsQuarter as quarter, toldOf } from "../../support/news-city.ts"
import { addPerson, jobsAt, remind } from "../../support/remind-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openNewsCity()
})
afterAll(() => cell.close())
beforeEach(() => forgetNews(cell))

const at = (time: string) => jobsAt(cell, time)
const lines = (kind: string) => linesOf(cell, kind)
const told = (kind: string) => toldOf(cell, kind)

const opened = (when: string) => cell.rows("update quarters set opened_at = ?", [when])

describe("a quarter that is opened", () => {
  test("is told of once to who files, and to each level that provides a part, with its own estates", async () => {
    await opened("2026-10-01T01:00:00.000Z")
    at("2026-10-01T10:00")
    // ann, cem, eve; street, community and two districts.
    expect(await remind(cell)).toBe(7)
    expect(await lines("quarter_opened")).toEqual(["ann 3: a1, a2, a3", "cem 1: a1", "eve 1: b1"])
    expect((await told("part_opened")).map(({ who, count }) => `${who} ${count}`)).toEqual([
      "of-community 3",
      "of-jinjiang 3",
      "of-qingyang 1",
      "of-street 3",
    ])
    const [one] = await cell.rows("select fields from messages where user_id = 'of-street'")
    expect(JSON.parse(String(one?.["fields"]))).toMatchObject({ day: "2026-10-25", quarter })
    for (const time of ["2026-10-01T10:05", "2026-10-05T09:00", "2026-09-30T09:00", "2026-10-01T10:00"]) {
      at(time)
      expect(await remind(cell), time).toBe(0)
    }
  })

  test("not at night, not before it is opened, not a week later, not after its deadline", async () => {
    await opened("2026-10-01T14:00:00.000Z")
    for (const time of ["2026-10-01T06:00", "2026-09-30T09:00", "2026-10-02T06:59", "2026-10-09T09:00"]) {
      at(time)
      expect(await remind(cell), time).toBe(0)
    }
    await cell.rows("update quarters set deadline_day = '2026-10-03'")
    at("2026-10-04T09:00")
    expect(await remind(cell)).toBe(0)
    await cell.rows("update quarters set deadline_day = '2026-10-25'")
    at("2026-10-08T23:00")
    expect(await remind(cell)).toBe(7)
  })

  test("a moved deadline, two runs at once and a killed run make no second letter", async () => {
    await opened("2026-10-01T01:00:00.000Z")
    at("2026-10-01T10:00")
    const ctx = cell.contextFor(system)
    let writes = 0
    const killed: typeof ctx = {
      ...ctx,
      async write(command, change) {
        if (++writes > 1) throw new Error("killed")
        return ctx.write(command, change)
      },
    }
    await expect(remind(cell, killed)).rejects.toThrow("killed")
    await Promise.all([remind(cell), remind(cell)])
    await cell.rows("update quarters set deadline_day = '2026-10-28'")
    await remind(cell)
    expect(await cell.rows("select count(*) n, count(distinct user_id) p from messages")).toEqual([
      { n: 7, p: 7 },
    ])
  })

  test("nobody who has left between reading and writing, and nothing of what is closed or sent", async () => {
    await opened("2026-10-01T01:00:00.000Z")
    at("2026-10-01T10:00")
    const leave = () =>
      cell.rows("update members set ended_at = '2026-10-01' where user_id in ('ann', 'of-street')")
    await remind(cell, meanwhile(cell.contextFor(system), leave))
    await remind(cell)
    expect(await cell.rows("select 1 from messages where user_id in ('ann', 'of-street')")).toEqual([])
    await cell.rows("delete from messages")
    await cell.rows("delete from writes")
    await cell.rows("update members set ended_at = null")
    await closeDistrict(cell, quarter, "510105")
    await addSubmissions(cell, [{ slug: "b1", quarter, state: "submitted", texts: {} }])
    await remind(cell)
    expect(await lines("quarter_opened")).toEqual(["ann 2: a1, a2", "cem 1: a1"])
    expect((await told("part_opened")).map(({ who }) => who)).toEqual([
      "of-community",
      "of-jinjiang",
      "of-street",
    ])
  })

  test("five hundred estates are one letter that names the first of them", async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({
      slug: `m${String(n).padStart(3, "0")}`,
      company: "company-9",
    }))
    await addEstates(cell, many)
    await addPerson(cell, "company-9", { id: "max" })
    await opened("2026-10-01T01:00:00.000Z")
    at("2026-10-01T10:00")
    await remind(cell)
    const [max, another] = (await told("quarter_opened")).filter(({ who }) => who === "max")
    expect(another).toBeUndefined()
    expect(max?.count).toBe("500")
    expect(max?.estates.map(({ name }) => name)).toEqual(
      many.slice(0, MOST_NAMED).map(({ slug }) => `小区 ${slug}`),
    )
    await cell.rows("delete from tenures where organisation_id = 'company-9'")
    await cell.rows("delete from estates where slug like 'm%'")
    await cell.rows("update members set ended_at = 'x' where user_id = 'max'")
  })
})

async function release(
  number: number,
  cards: [slug: string, final: number | null, band: string | null][],
  when: string,
) {
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
      requested_by, requested_at, heartbeat_at, instance_id)
      select ?, ?, ?, 'final', 'done', edition_id, '1', 0, '{}', 'm', 'x', 'x', 'i' from quarters`,
    [`r${number}`, quarter, number],
  )
  for (const [at, [slug, final, band]] of cards.entries())
    await cell.rows(
      `insert into scorecards (release_id, estate_id, position, outcome, final, band)
       values (?, ?, ?, ?, nullif(?, ''), nullif(?, ''))`,
      [`r${number}`, `id-${slug}`, at, final === null ? "not_reported" : "scored", final ?? "", band ?? ""],
    )
  await cell.rows("insert or replace into publications (period, release_id, published_at) values (?, ?, ?)", [
    quarter,
    `r${number}`,
    when,
  ])
}

describe("a release", () => {
  const first = () =>
    release(
      1,
      [
        ["a1", 87.254, "good"],
        ["a2", null, null],
        ["a3", 59.4, "improve"],
        ["b1", 91, "candidate"],
      ],
      "2026-11-20T01:00:00.000Z",
    )

  test("is told of once to each company: its estates, band, points and public page, those that were not scored by name", async () => {
    await first()
    at("2026-11-20T10:00")
    expect(await remind(cell)).toBe(3)
    expect(await lines("released")).toEqual([
      "ann 3: a1 优良 87.25, a2, a3 待提升 59.40",
      "cem 1: a1 优良 87.25",
      "eve 1: b1 示范候选 91.00",
    ])
    const [ann] = await told("released")
    expect(ann?.estates.map(({ link }) => link)).toEqual(
      ["a1", "a2", "a3"].map((slug) => `http://localhost:8787/estates/${slug}?quarter=${quarter}`),
    )
    for (const time of ["2026-11-20T10:00", "2026-11-27T10:00"]) {
      at(time)
      expect(await remind(cell)).toBe(0)
    }
  })

  test("what is not public yet, and what was published long ago, is told to nobody", async () => {
    await first()
    await cell.rows("delete from publications")
    at("2026-11-20T10:00")
    expect(await remind(cell)).toBe(0)
    await release(2, [["a1", 87.254, "good"]], "2026-11-21T01:00:00.000Z")
    at("2026-11-29T10:00")
    expect(await remind(cell)).toBe(0)
  })

  test("a correction is told to those whose result it changes", async () => {
    await first()
    await release(
      2,
      [
        ["a1", 87.254, "good"],
        ["a2", null, null],
        ["a3", 61, "pass"],
        ["b1", 91, "candidate"],
      ],
      "2026-12-01T01:00:00.000Z",
    )
    at("2026-12-01T10:00")
    expect(await remind(cell)).toBe(1)
    expect(await lines("released")).toEqual(["ann 1: a3 达标 61.00"])
  })

  test("whoever does not manage on the quarter's last day is told nothing", async () => {
    await first()
    await cell.rows("update tenures set to_date = '2026-09-29' where id = 'tenure-b1'")
    at("2026-11-20T10:00")
    await remind(cell)
    await cell.rows("update tenures set to_date = null where id = 'tenure-b1'")
    expect((await told("released")).map(({ who }) => who)).toEqual(["ann", "cem"])
  })
})
