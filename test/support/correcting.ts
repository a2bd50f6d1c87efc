import type { MemberActor } from "../../worker/domain/actor.ts"
import { openCorrection } from "../../worker/usecases/correction/open-correction.ts"
import { perform } from "../../worker/usecases/perform.ts"
import { runRelease } from "../../worker/usecases/release/advance-release.ts"
import { requestRelease } from "../../worker/usecases/release/request-release.ts"
import { openFilingFor } from "../../worker/usecases/submission/open-filing.ts"
import { openVerification } from "../../worker/usecases/submission/open-verification.ts"
import { saveDraft } from "../../worker/usecases/submission/save-draft.ts"
import { submit } from "../../worker/usecases/submission/submit.ts"
import { verifying } from "../../worker/usecases/submission/verify.ts"
import { authorityMember, companyMember, system, type TestCell } from "./cell.ts"
import { allReasons, allSettled } from "./marks.ts"

let keys = 0
/** A key that no other command of the test has. */
export const nextKey = () => `correcting-${++keys}`

export const people = {
  city: authorityMember("approver"),
  company: companyMember("editor"),
  street: authorityMember("verifier", "510104035"),
  district: authorityMember("approver", "510104"),
} as const

/** One estate's quarter in the hands of those who work on it, in a cell of `smallCity`. */
export function correcting(cell: TestCell, quarter: string, slug: string, streetCode = "510104035") {
  const decide = async (actor: MemberActor) => {
    const ctx = cell.contextFor(actor)
    const open = await openVerification(ctx, slug, quarter)
    const asked = { given: { decisions: new Map(), settled: allSettled(open) }, seen: open.seen }
    return (await perform(ctx, verifying(actor), open, asked, { key: nextKey() })).result
  }
  return {
    async open(reason = "户数填错了，按台账更正。", actor: MemberActor = people.city, key = nextKey()) {
      const ctx = cell.contextFor(actor)
      const open = await openCorrection.on.open(ctx, { quarter })
      return (await perform(ctx, openCorrection, open, { given: { estate: slug, reason } }, { key })).result
    },
    async save(texts: Record<string, string>, actor: MemberActor = people.company) {
      const ctx = cell.contextFor(actor)
      const filing = await openFilingFor(ctx, slug, quarter)
      const given = { texts: new Map(Object.entries(texts)), reasons: new Map<string, string>() }
      const asked = { given, seen: filing.partRevision }
      return (await perform(ctx, saveDraft, filing, asked, { key: nextKey() })).result
    },
    async submit() {
      const ctx = cell.contextFor(people.company)
      const filing = await openFilingFor(ctx, slug, quarter)
      const reasons = allReasons(filing)
      const asked = { given: { reasons }, seen: filing.partRevision }
      return (await perform(ctx, submit, filing, asked, { key: nextKey() })).result
    },
    verifyStreet: () => decide(authorityMember("verifier", streetCode)),
    verifyDistrict: () => decide(authorityMember("approver", streetCode.slice(0, 6))),
    /** From what the company types to what the district verifies. */
    async whole(texts: Record<string, string> = { households: "500", cultural_events: "3" }) {
      await this.save(texts)
      await this.submit()
      await this.verifyStreet()
      await this.verifyDistrict()
    },
    async state(): Promise<unknown> {
      const [row] = await cell.rows(
        "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
        [slug, quarter],
      )
      return row?.["state"]
    },
  }
}

/** Asks for a release as the city's approver. */
export function askRelease(cell: TestCell, period: string, key = nextKey()) {
  return requestRelease(cell.contextFor(people.city), async () => {}, { period, key, named: period })
}

/** Releases a quarter, and the year where it calls for that. */
export async function release(cell: TestCell, period: string): Promise<void> {
  await runRelease(cell.contextFor(system), cell.deps, await askRelease(cell, period))
}
