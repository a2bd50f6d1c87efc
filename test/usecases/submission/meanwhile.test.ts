import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import type { Act } from "../../../worker/usecases/act.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { openFilingFor } from "../../../worker/usecases/submission/open-filing.ts"
import type { EstateQuarter } from "../../../worker/usecases/submission/open-submission.ts"
import { openVerification, type Verification } from "../../../worker/usecases/submission/open-verification.ts"
import { returnSubmission } from "../../../worker/usecases/submission/return-submission.ts"
import { saveDraft } from "../../../worker/usecases/submission/save-draft.ts"
import { saveFindings } from "../../../worker/usecases/submission/save-findings.ts"
import { submit } from "../../../worker/usecases/submission/submit.ts"
import { verify } from "../../../worker/usecases/submission/verify.ts"
import { withdraw } from "../../../worker/usecases/submission/withdraw.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import {
  addEstates,
  addQuarter,
  addSubmissions,
  type CellSubmission,
  closeDistrict,
} from "../../support/cell-rows.ts"
import { allReasons, allSettled } from "../../support/marks.ts"
import { meanwhile } from "../../support/meanwhile.ts"

const quarter = "2026Q2"
const slug = "alder"
const id = `${quarter}-${slug}`
const company = companyMember("editor")
const district = authorityMember("approver", "510104")
let cell: TestCell
let keys = 0

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, quarter, "2026-07-20")
  await addEstates(cell, [{ slug }])
})
afterAll(() => cell.close())

const key = () => `meanwhile-${++keys}`

interface Done {
  name: string
  actor: MemberActor
  /** Where the submission stands when it is done. */
  from: CellSubmission["state"]
  /** Reads, lets something happen, writes. */
  run(ctx: UseCaseContext<MemberActor>): Promise<unknown>
}

const filed = (
  name: string,
  from: Done["from"],
  act: (ctx: UseCaseContext<MemberActor>) => Promise<unknown>,
): Done => ({
  ...{ name, from, actor: company, run: act },
})

async function deciding<Rule extends string>(
  ctx: UseCaseContext<MemberActor>,
  act: Act<Verification, EstateQuarter, Deciding, Rule, unknown>,
) {
  const open = await openVerification(ctx, slug, quarter)
  const given = { decisions: new Map<string, TypedDecision>(), reason: "请核对", settled: allSettled(open) }
  return perform(ctx, act, open, { given, seen: open.seen }, { key: key() })
}

interface Deciding {
  given: { decisions: Map<string, TypedDecision>; reason: string; settled: string[] }
  seen: string
}

const acts: Done[] = [
  filed("saving a draft", "draft", async (ctx) => {
    const filing = await openFilingFor(ctx, slug, quarter)
    const typed = { texts: new Map([["households", "501"]]), reasons: new Map<string, string>() }
    return perform(ctx, saveDraft, filing, { given: typed, seen: filing.partRevision }, { key: key() })
  }),
  filed("submitting", "draft", async (ctx) => {
    const filing = await openFilingFor(ctx, slug, quarter)
    const given = { reasons: allReasons(filing) }
    return perform(ctx, submit, filing, { given, seen: filing.partRevision }, { key: key() })
  }),
  filed("withdrawing", "submitted", async (ctx) => {
    return perform(ctx, withdraw, await openFilingFor(ctx, slug, quarter), { given: {} }, { key: key() })
  }),
  { name: "keeping findings", from: "submitted", actor: district, run: (ctx) => deciding(ctx, saveFindings) },
  { name: "verifying", from: "submitted", actor: district, run: (ctx) => deciding(ctx, verify.district) },
  { name: "returning", from: "submitted", actor: district, run: (ctx) => deciding(ctx, returnSubmission) },
]

async function release(state: "running" | "final") {
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, instance_id)
     select 'r1', ?, 1, ?, 'done', id, 'v', 1, '{}', 'm', 'at', 'at', 'i' from editions limit 1`,
    [quarter, state],
  )
}
const correct = () =>
  cell.rows(
    `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
     values ('c1', ?, ?, 'r1', 'r', 'm', 'at')`,
    [quarter, `id-${slug}`],
  )

async function reset(from: Done["from"]): Promise<void> {
  for (const table of [
    "corrections",
    "closings",
    "releases",
    "receipts",
    "findings",
    "returns",
    '"values"',
    "submission_parts",
    "submissions",
  ])
    await cell.rows(`delete from ${table}`)
  await addSubmissions(cell, [
    { slug, quarter, state: from, texts: { households: "500" }, filing: from === "draft" ? 0 : 1 },
  ])
  await cell.rows(
    `insert into submission_parts (submission_id, provider, revision, saved_at, member_id)
     values (?, 'company', 1, '2026-07-09', 'm')`,
    [id],
  )
}

async function standing(): Promise<string> {
  const tables = [
    "submissions",
    "submission_parts",
    '"values"',
    "findings",
    "returns",
    "audit_events",
    "writes",
  ]
  return JSON.stringify(await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`))))
}

/** What happens between reading and writing, on a quarter that was prepared. */
const happenings: [string, prepare: () => Promise<unknown>, happens: () => Promise<unknown>][] = [
  ["the district closes", async () => {}, () => closeDistrict(cell, quarter, "510104")],
  ["the city asks for the release", async () => {}, () => release("running")],
  [
    "the correction's release is asked for",
    async () => {
      await release("final")
      await correct()
    },
    () => cell.rows("update releases set state = 'running'"),
  ],
  [
    "the correction is taken back",
    async () => {
      await release("final")
      await correct()
    },
    () => cell.rows("update corrections set taken_back_at = 'at'"),
  ],
]

describe.each(acts)("$name", ({ actor, from, run }) => {
  test("is written when nothing happens meanwhile", async () => {
    await reset(from)
    const before = await standing()
    await run(meanwhile(cell.contextFor(actor), async () => {}))
    expect(await standing()).not.toBe(before)
  })

  test.each(happenings)(
    "is refused, and nothing of it written, when meanwhile %s",
    async (_, prepare, happens) => {
      await reset(from)
      await prepare()
      // The first write makes the rows that the member stands on.
      let before = ""
      const ctx = meanwhile(cell.contextFor(actor), async () => {
        await happens()
        before = await standing()
      })
      // A draft that was outrun is tried once more on what stands then, and told why it cannot be.
      await expect(run(ctx)).rejects.toMatchObject({ code: expect.stringMatching(/^(stale|conflict)$/) })
      expect(await standing()).toBe(before)
    },
  )

  test("is refused when the submission moved meanwhile", async () => {
    await reset(from)
    let before = ""
    const ctx = meanwhile(cell.contextFor(actor), async () => {
      const state = from === "draft" ? "submitted" : "draft"
      await cell.rows("update submissions set revision = revision + 1, state = ? where id = ?", [state, id])
      before = await standing()
    })
    // A draft that was outrun is tried once more on what stands then, and told why it cannot be.
    await expect(run(ctx)).rejects.toMatchObject({ code: expect.stringMatching(/^(stale|conflict)$/) })
    expect(await standing()).toBe(before)
  })
})
