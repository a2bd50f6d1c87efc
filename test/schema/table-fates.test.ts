import { afterAll, beforeAll, expect, test } from "vitest"
import type { exportTables } from "../../worker/domain/leaving/export-tables.ts"
import type { keptDays } from "../../worker/domain/retention.ts"
import { openTestCell, type TestCell } from "../support/cell.ts"

/** What becomes of a table's rows: they go along in an organisation's archive, they go after some days, or why neither. */
interface Fate {
  exported?: keyof typeof exportTables
  goes?: keyof typeof keptDays
  stays?: string
}

const publicRecord = "published for everyone, with its own downloads"
const selection = "part of a programme's record, in the programme's archive"
const account = "goes with its account"

const fates: Record<string, Fate> = {
  api_keys: { exported: "keys" },
  askings: { exported: "askings", goes: "askings" },
  assignment_runs: { stays: selection },
  assignments: { stays: selection },
  attachments: { stays: selection, goes: "attachments" },
  attempts: { goes: "attempts" },
  audit_events: { exported: "audit" },
  audit_seals: { stays: "proves the audit; holds no one's data" },
  awards: { exported: "awards" },
  calendar_feeds: { stays: account },
  closings: { exported: "closings" },
  conflicts: { stays: selection },
  correction_requests: { exported: "correctionRequests" },
  corrections: { exported: "corrections" },
  credentials: { stays: account },
  editions: { stays: publicRecord },
  estates: { exported: "estates" },
  evidence: { exported: "evidence" },
  evidence_likenesses: { stays: "found anew from the evidence of all; tells one tenant of another" },
  evidence_looks: { stays: "an authority's own record of who looked" },
  exports: { goes: "exports" },
  factor_resets: { exported: "factorResets", goes: "factor_resets" },
  findings: { exported: "findings" },
  interests: { stays: selection },
  invitations: { exported: "invitations", goes: "invitations" },
  judges: { stays: selection },
  mails: { goes: "mails" },
  member_estates: { exported: "members" },
  members: { exported: "members" },
  messages: { goes: "messages" },
  nominations: { exported: "nominations", goes: "nomination_drafts" },
  notices: { stays: publicRecord },
  objections: { stays: selection, goes: "objection_contacts" },
  organisations: { exported: "organisation" },
  outlines: { stays: "outlines of places, from public sources" },
  overrides: { stays: selection },
  passkeys: { stays: account },
  places: { stays: "public divisions" },
  press_records: { stays: publicRecord },
  programme_archives: { stays: publicRecord },
  programme_rules: { stays: selection },
  programmes: { exported: "programmes" },
  proofs: { goes: "proofs" },
  publications: { stays: publicRecord },
  quarters: { exported: "quarters" },
  receipts: { exported: "receipts" },
  rechecks: { stays: selection },
  recovery_codes: { stays: account },
  releases: { stays: publicRecord },
  exemptions: { exported: "exemptions" },
  extensions: { exported: "extensions" },
  returns: { exported: "returns" },
  reviews: { stays: selection },
  scorecards: { exported: "scorecards" },
  sessions: { goes: "sessions" },
  shortlists: { stays: selection },
  spent_challenges: { goes: "challenges" },
  submission_parts: { exported: "submissions", goes: "drafts" },
  submission_risks: { stays: "found anew from submissions; an order of an authority's work, no record" },
  submissions: { exported: "submissions", goes: "drafts" },
  tenures: { exported: "tenures" },
  users: { exported: "members" },
  values: { exported: "values" },
  writes: { goes: "writes" },
}

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
})
afterAll(() => cell.close())

test("of every table it is decided whether its rows go along in an archive, go after some days, or why neither", async () => {
  const tables = await cell.rows(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
     and name not like '\\_\\_%' escape '\\' and name not like 'libsql_%' and name not like 'spy_%' order by name`,
  )
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(fates).sort())
  expect(Object.entries(fates).filter(([, fate]) => Object.keys(fate).length === 0)).toEqual([])
})
