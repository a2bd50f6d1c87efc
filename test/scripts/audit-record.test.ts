import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { compareRows } from "../../scripts/audit/record/compare-rows.ts"
import { recordLines, reportLines } from "../../scripts/audit/report.ts"
import { isWhole, verifyChain } from "../../scripts/audit/verify-chain.ts"
import { runSeededProgrammes } from "../../scripts/start/programmes/run.ts"
import { filing } from "../support/acts/filing.ts"
import { openStage, type Stage } from "../support/acts/stage.ts"
import { type FrontDoor, openFrontDoor, secret } from "../support/front-door.ts"

/** What was changed by SQL, and what is said of it. */
type Changes = [what: string, sql: string, said: RegExp][]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shige-record-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A copy of a city's database, as it stands. */
async function copyOf(door: FrontDoor, name: string): Promise<string> {
  const file = join(folder, name)
  await door.cell.client.execute({ sql: "vacuum into ?", args: [file] })
  return file
}

let copies = 0
/** Changes rows of a copy by SQL, past the application, and looks. */
async function changed(file: string, sql: string): Promise<string> {
  const copy = join(folder, `${copies++}.db`)
  await copyFile(file, copy)
  const client = createClient({ url: `file:${copy}`, intMode: "number" })
  try {
    await client.executeMultiple(`pragma foreign_keys = off; ${sql};`)
    return recordLines(await compareRows(client)).join("\n")
  } finally {
    client.close()
  }
}

describe("an estate's quarter from its draft to a correction", () => {
  let stage: Stage
  let copy = ""
  let asked = ""
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.door.close())

  test("every row is as its last event says, after each act", async () => {
    let fields = 0
    for (const [name, { perform }] of Object.entries(filing)) {
      if (name === "correction/open-correction") copy = await copyOf(stage.door, "quarter.db")
      await perform(stage)
      if (name === "submission/save-findings") asked = await copyOf(stage.door, "asked.db")
      const report = await compareRows(stage.door.cell.client)
      expect(report.faults, name).toEqual([])
      fields = Math.max(fields, report.fields)
    }
    expect(fields).toBeGreaterThan(100)
  })

  const filed =
    "(select entity_id from audit_events where action like 'submission.verify%' order by seq desc limit 1)"
  test.each<Changes[number]>([
    [
      "a state",
      `update submissions set state = 'draft' where id = ${filed}`,
      /submission \S+: state is draft, its last event \d+ \(\S+\) says/,
    ],
    [
      "a time of sending",
      `update submissions set submitted_at = '2020-01-01T00:00:00.000Z' where id = ${filed}`,
      /submittedAt is 2020-01-01/,
    ],
    [
      "a typed figure",
      `update "values" set value = '987654' where submission_id = ${filed} and key = 'parking_patrols' and provider = 'company'`,
      /value \S+ company: parking_patrols is 987654/,
    ],
    [
      "a typed figure that is gone",
      `delete from "values" where submission_id = ${filed} and provider = 'company' and key = 'parking_patrols'`,
      /value \S+ company: parking_patrols is –/,
    ],
    [
      "a submission that is gone",
      `delete from submissions where id = ${filed}`,
      /submission \S+: its row is gone/,
    ],
    [
      "a deadline",
      "update quarters set deadline_day = '2030-01-01' where quarter in (select entity_id from audit_events where action = 'quarter.open')",
      /quarter \S+: deadlineDay is 2030-01-01/,
    ],
    [
      "a closing",
      "delete from closings where quarter in (select entity_id from audit_events where action = 'quarter.close')",
      /closing \S+ \d+: its row is gone/,
    ],
    [
      "a release",
      "update releases set manifest_hash = 'x' where state = 'final'",
      /release \S+: manifestHash is x/,
    ],
  ])("%s that was changed by SQL is named", async (_, sql, said) => {
    expect(await changed(copy, sql)).toMatch(said)
  })

  test("a decision and a reason that were changed by SQL are named", async () => {
    expect(await changed(asked, "update findings set decision = 'accepted'")).toMatch(
      /finding \S+: households.decision is accepted, its last event \d+ \(submission.save_findings\) says asked/,
    )
  })
})

describe("programmes from their rules to a certificate that was taken back", () => {
  let door: FrontDoor
  let copy = ""
  beforeAll(async () => {
    door = await openFrontDoor({ now: new Date("2026-11-26T02:00:00Z"), released: 7 })
    const { url, bucket } = door.cell
    await runSeededProgrammes(url, { bucket, secret, now: door.now, progress: () => {} })
    copy = await copyOf(door, "programmes.db")
  })
  afterAll(() => door.close())

  test("every row is as its last event says", async () => {
    const record = await compareRows(door.cell.client)
    expect(record.faults).toEqual([])
    expect(record.fields).toBeGreaterThan(300)
    const chain = await verifyChain(door.cell.client, { now: door.now.getTime() })
    expect([isWhole(chain), reportLines(chain, record).at(-1)]).toEqual([
      true,
      "whole: every block fits, every row is as its last event says",
    ])
  })

  test.each<Changes[number]>([
    [
      "a programme's phase",
      "update programmes set phase = 'review' where phase = 'archived'",
      /programme \S+: phase is review/,
    ],
    [
      "an archive's hash",
      "update programmes set archive_hash = 'x' where phase = 'archived'",
      /programme \S+: archiveHash is x/,
    ],
    [
      "a nomination",
      "update nominations set state = 'withdrawn' where state = 'submitted'",
      /nomination \S+: state is withdrawn/,
    ],
    [
      "figures of a nomination",
      "update nominations set figures_hash = 'x' where figures_hash is not null",
      /nomination \S+: figuresHash is x/,
    ],
    ["a judge", "update judges set state = 'declined'", /judge \S+: state is declined/],
    [
      "a score",
      "update reviews set scores = json_replace(scores, '$.' || (select key from json_each(scores) limit 1), 1) where state = 'submitted'",
      /review \S+: \S+ is 1, its last event/,
    ],
    ["a list", "update shortlists set hash = 'x'", /shortlist \S+\/1: hash is x/],
    ["a notice", "update notices set to_day = '2030-01-01'", /notice \S+: toDay is 2030-01-01/],
    ["a notice that is open again", "update notices set closed_at = null", /notice \S+: closed is 0/],
    ["an objection", "update objections set state = 'upheld'", /objection \S+: state is upheld/],
    ["a certificate", "update awards set hash = 'x'", /award \S+: hash is x/],
    [
      "a revocation",
      "update awards set revoked_at = null where revoked_at is not null",
      /award \S+: revoked is 0/,
    ],
    ["an award that is gone", "delete from awards where revoked_at is null", /award \S+: its row is gone/],
  ])("%s that was changed by SQL is named", async (_, sql, said) => {
    expect(await changed(copy, sql)).toMatch(said)
  })
})
