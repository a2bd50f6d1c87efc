import { afterAll, beforeAll, expect, test } from "vitest"
import { texts as languages } from "../../../web/text/text.ts"
import { filingView } from "../../../worker/http/forms/filing-view.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, sampleTexts } from "../../support/cell-rows.ts"
import { correcting, release } from "../../support/correcting.ts"
import { useSecondEdition } from "../../support/second-edition.ts"
import { smallCity } from "../../support/small-city.ts"

const [first, gap, later] = ["2025Q4", "2026Q1", "2026Q2"] as const
const small = { disputes_settled: "2", disputes_taken: "3" }
let cell: TestCell

/** What `previous` means in a check of an estate's quarter: the values of the quarters before, the latest first. */
async function before(slug: string, quarter: string, organisation = "company-1") {
  const member = companyMember("editor", organisation)
  return (await openFilingFor(cell.contextFor(member), slug, quarter)).before
}
const households = async (slug: string, quarter: string, at = 0) =>
  (await before(slug, quarter))[at]?.get("households")

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-01T00:00:00Z") })
  await smallCity(cell, first, "2026-01-20", {
    alder: { texts: { ...sampleTexts(1), households: "700" } },
    birch: {
      texts: { ...sampleTexts(2), households: "800" },
      findings: [{ level: "district", key: "households", decision: "adjusted", checkedValue: "810" }],
    },
    cedar: { texts: { ...sampleTexts(3), ...small, households: "900" } },
  })
  await useSecondEdition(cell)
})
afterAll(() => cell.close())

test("in a first quarter there is nothing before", async () => {
  expect(await before("alder", first)).toEqual([null, null, null, null])
})

test("before a release what was filed counts as it stands, checked before typed", async () => {
  await addQuarter(cell, gap, "2026-04-20")
  await cell.rows("update quarters set edition_id = 'cd-wwsg-2023@1.1.0'")
  expect(await households("alder", gap)).toBe(700)
  expect(await households("birch", gap)).toBe(810)
  await cell.rows('update "values" set value = 701 where key = ? and submission_id = ?', [
    "households",
    `${first}-alder`,
  ])
  expect(await households("alder", gap)).toBe(701)
})

test("a quarter after a gap looks past it: the quarter directly before says nothing", async () => {
  await release(cell, first)
  await addQuarter(cell, later, "2026-07-20")
  await cell.rows("update quarters set edition_id = 'cd-wwsg-2023@1.1.0'")
  const found = await before("alder", later)
  expect(found[0]).toBeNull()
  expect(found[1]?.get("households")).toBe(701)
})

test("of a former company only what was released counts, a small count by its range's end", async () => {
  await addSubmissions(cell, [
    { slug: "elm", quarter: gap, state: "verified", texts: { ...sampleTexts(9), households: "123" } },
  ])
  await addEstates(cell, [{ slug: "pine", company: "company-2" }])
  await cell.rows("update tenures set to_date = '2026-03-31' where estate_id in ('id-cedar', 'id-elm')")
  for (const slug of ["cedar", "elm"])
    await cell.rows(
      "insert into tenures (id, estate_id, organisation_id, from_date) values (?, ?, 'company-2', '2026-04-01')",
      [`next-${slug}`, `id-${slug}`],
    )
  const [last, released] = await before("cedar", later, "company-2")
  expect(last).toBeNull()
  expect(released?.get("households")).toBe(900)
  expect(released?.has("disputes_taken")).toBe(false)
  expect((await before("elm", later, "company-2"))[0]).toBeNull()
  const own = await before("cedar", gap)
  expect(own[0]?.get("disputes_taken")).toBe(3)
})

test("while a quarter is corrected its newest release counts, then the next one", async () => {
  cell.now = new Date("2026-02-02T00:00:00Z")
  const work = correcting(cell, first, "birch")
  await work.open()
  expect(await households("birch", gap)).toBe(810)
  cell.now = new Date("2026-02-03T00:00:00Z")
  await work.save({ households: "555" })
  await work.submit()
  expect(await households("birch", gap)).toBe(810)
  await work.verifyStreet()
  await work.verifyDistrict()
  expect(await households("birch", gap)).toBe(810)
  await release(cell, first)
  expect(await households("birch", gap)).toBe(555)
})

test("of a correction that was opened before it kept what stood, what is filed by now counts, and it is told", async () => {
  cell.now = new Date("2026-02-04T00:00:00Z")
  const work = correcting(cell, first, "birch")
  await work.open()
  await work.save({ households: "556" })
  await work.submit()
  const open = async (organisation: string) => {
    const member = companyMember("editor", organisation)
    return openFilingFor(cell.contextFor(member), "birch", gap)
  }
  const told = async () => {
    const filing = await open("company-1")
    const { view } = filingView(filing, { now: cell.now, formKey: "form-00000001" })
    return { households: filing.before[0]?.get("households"), unkept: view.unkept }
  }
  expect(await told()).toEqual({ households: 555, unkept: [] })
  await cell.rows(
    "update corrections set released_values = null, released_findings = null where closed_by is null",
  )
  expect(await told()).toEqual({ households: 556, unkept: [first] })
  const sentence = languages.zh.corrections.filing.unkept("2025 年第 4 季度")
  expect(sentence).toContain("只供参考")
})
