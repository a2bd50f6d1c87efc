import { afterAll, beforeAll, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { openMarks } from "../../../worker/usecases/submission/marks.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import { openVerification } from "../../../worker/usecases/submission/open-verification.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { verifying } from "../../../worker/usecases/submission/verify.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter } from "../../support/cell-rows.ts"
import { allReasons } from "../../support/marks.ts"
import { useSecondEdition } from "../../support/second-edition.ts"

let cell: TestCell
let keys = 0
const quarter = "2026Q2"
const company = companyMember("editor")
const street = authorityMember("verifier", "510104035")
const district = authorityMember("approver", "510104")
const sent = { households: "500", volunteer_families: "40", volunteer_hours: "300" }

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, quarter, "2026-07-20")
  await useSecondEdition(cell)
  await addEstates(cell, [{ slug: "one" }, { slug: "two" }])
})
afterAll(() => cell.close())

const key = () => ({ key: `key-${++keys}` })

async function file(slug: string, other: Record<string, string> = {}) {
  const ctx = cell.contextFor(company)
  const open = await openFilingFor(ctx, slug, quarter)
  const texts = new Map(Object.entries({ ...sent, ...other }))
  const typed = { given: { texts, reasons: new Map() }, seen: open.partRevision }
  await perform(ctx, saveDraft, open, typed, key())
  const filing = await openFilingFor(ctx, slug, quarter)
  const given = { reasons: allReasons(filing) }
  await perform(ctx, submit, filing, { given, seen: filing.partRevision }, key())
}

async function marksFor(actor: MemberActor, slug: string) {
  return openMarks(await openVerification(cell.contextFor(actor), slug, quarter))
}

async function pass(
  actor: MemberActor,
  slug: string,
  { adjusted = {}, leaving = [] }: { adjusted?: Record<string, string>; leaving?: string[] } = {},
) {
  const ctx = cell.contextFor(actor)
  const open = await openVerification(ctx, slug, quarter)
  const decisions = new Map<string, TypedDecision>(
    Object.entries(adjusted).map(([name, checkedText]) => [
      name,
      { decision: "adjusted", checkedText, reasonClass: "other", reason: "现场核对" },
    ]),
  )
  const settled = openMarks(open).flatMap(({ id }) => (leaving.includes(id) ? [] : [id]))
  return perform(ctx, verifying(actor), open, { given: { decisions, settled }, seen: open.seen }, key())
}

test("what a street made of a value and breaks a soft check is the district's to settle by name", async () => {
  await file("one")
  expect((await marksFor(street, "one")).map(({ id }) => id)).not.toContain("volunteer-household")
  await pass(street, "one", { adjusted: { volunteer_hours: "6000" } })

  const mark = (await marksFor(district, "one")).find(({ id }) => id === "volunteer-household")
  expect(mark).toMatchObject({ settled: null, fault: { check: { severity: "soft" } } })
  await expect(pass(district, "one", { leaving: ["volunteer-household"] })).rejects.toMatchObject({
    rule: "marks_open",
    with: { n: 1 },
  })
  expect((await pass(district, "one")).result).toEqual({ done: "verified" })
})

test("a mark that a street's adjustment does away with is none to the district", async () => {
  await file("two", { volunteer_hours: "6000" })
  expect((await marksFor(street, "two")).map(({ id }) => id)).toContain("volunteer-household")
  await pass(street, "two", { adjusted: { volunteer_hours: "300" }, leaving: ["volunteer-household"] })
  expect((await marksFor(district, "two")).map(({ id }) => id)).not.toContain("volunteer-household")
  expect((await pass(district, "two")).result).toEqual({ done: "verified" })
})
