import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import { allActs as acts } from "../support/acts/all.ts"
import { openStage, type Stage } from "../support/acts/stage.ts"
import { openTestCell, system } from "../support/cell.ts"
import { goldenActs, goldenFile } from "../support/golden/golden-acts.ts"
import { goldenGuards } from "../support/golden/golden-guards.ts"
import { rivals } from "../support/golden/rivals.ts"
import { type GoldenWalk, walkAt } from "../support/golden/walk.ts"
import { unaudited } from "../support/write-spy.ts"

/**
 * That every write leaves an event is made sure four times over:
 * - `ctx.write`, which alone hands out stores, refuses a batch without an event;
 * - no file of worker/data changes rows outside of such a batch, but for what is named here;
 * - in every test of the application the database is watched (write-spy.ts), whatever code writes to it;
 * - here each use case is performed once, and what its events say is looked at. One without an act fails the test.
 *
 * Before each write its request is sent again by everybody and in every state, on copies: the answers are a golden file.
 */
const root = "worker/usecases"
/** The runner of acts and their list: what they do is declared elsewhere. */
const machinery = ["perform.ts", "acts.ts"]
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !machinery.includes(file),
)
const sourceOf = (file: string) => readFileSync(join(root, file), "utf8")
const nameOf = (file: string) => file.replace(/\.ts$/, "")

/** Files that write themselves, and those that call one which does. */
function writingFiles(): Set<string> {
  const writing = new Set(
    files.filter((file) =>
      /\bctx\s*\.\s*write\(|\{[^}]*\bwrite\b[^}]*\}\s*=\s*ctx\b|\bact\(\{/.test(sourceOf(file)),
    ),
  )
  for (let known = 0; known !== writing.size; ) {
    known = writing.size
    for (const file of files)
      for (const [, target = ""] of sourceOf(file).matchAll(/^import \{[^}]*\} from "(\.[^"]+)"/gm))
        if (writing.has(relative(root, join(dirname(join(root, file)), target)))) writing.add(file)
  }
  return writing
}

/** Actions that a file names. */
function actionsIn(file: string): string[] {
  const named = [...sourceOf(file).matchAll(/\b(?:action\b[^"\n]*|name: )"([a-z_]+\.[a-z_]+)"/g)]
  return [...new Set(named.map(([, action = ""]) => action))]
}

/** Events without a changed field, and why. */
const withoutFields: Record<string, string> = {
  "session.begin": "a session has nothing that may be told besides its person",
  "session.end": "a session has nothing that may be told besides its person",
  "session.end_others": "sessions have nothing that may be told",
  "session.block": "nothing of the person changes",
  "session.wrong_code": "nothing of the person changes",
  "passkey.copied": "nothing of the person changes",
  "session.pass_second_factor": "a session has nothing that may be told",
  "submission.check": "nothing of the submission changes",
  "submission.preview": "nothing of the submission changes",
  "submission.weigh": "nothing of the submissions changes; how many is in the detail",
  "member.session_end": "a session has nothing that may be told",
  "calendar.renew": "an address is never told",
  "member.renew_slip": "a password is never told; until when it is good is in the detail",
  "password.change": "a password is never told, and neither is its hash",
  "password.ask_reset": "a link is never told",
  "email.ask_proof": "a link is never told",
  "email.ask_change": "a link is never told, and nothing changes before it is opened",
  "invitation.ask_letter": "a link is never told",
  "recovery_codes.renew": "codes are never told",
  "mail.try": "a letter is never told; its tries are in the detail",
  "mail.sent": "a letter is never told",
  "mail.failed": "a letter is never told",
  "mail.skipped": "a letter is never told; why is in the detail",
  "mail.digest": "a letter is never told",
  "mail.remind": "a letter is never told; the deadline and how many letters are in the detail",
  "mail.send_digest": "a letter is never told; how many went into it is in the detail",
}
const needsFields = (action: string) =>
  withoutFields[action] === undefined && !action.startsWith("retention.")

interface EventRow {
  seq: number
  action: string
  actor_kind: string
  actor_user_id: string | null
  actor_name: string | null
  organisation_id: string | null
  request_id: string | null
  entity: string
  entity_id: string
  at: string
  before: string | null
  after: string | null
}

const writing = [...writingFiles()].filter((file) => actionsIn(file).length > 0 || acts[nameOf(file)])
let stage: Stage
let golden: GoldenWalk
const rows = (after: number) =>
  stage.door.cell.rows("select * from audit_events where seq > ? order by seq", [
    after,
  ]) as Promise<unknown> as Promise<EventRow[]>
const last = async () => Number((await stage.door.cell.rows("select max(seq) n from audit_events"))[0]?.["n"])

beforeAll(async () => {
  stage = await openStage()
  golden = await walkAt(stage.door)
})
// Throws when the spy has seen a change without an event.
afterAll(() => {
  golden.stop()
  return stage.door.close()
})

test("every use case that writes has an act here, and every act its use case", () => {
  const known = Object.keys(acts)
  expect([...writingFiles()].map(nameOf).filter((name) => !known.includes(name) && !isStep(name))).toEqual([])
  expect(known.filter((name) => !writingFiles().has(`${name}.ts`))).toEqual([])
  expect(writing.length).toBeGreaterThan(40)
})

/** Parts of a use case that is named: they have no caller of their own outside. */
const stepOf: Record<string, string> = {
  "release/publish-step": "release/advance-release",
  "release/finish-step": "release/advance-release",
  "release/conclude-step": "release/request-preliminary",
  "registry/change-tenures": "registry/begin-tenure",
  "identity/warn-owner": "identity/sign-in",
  "mail/mail-step": "mail/send-mail",
  "award/answer-objection": "award/decide-objection",
  "judge/give-pairs": "judge/assign-one",
  "judge/record-conflicts": "judge/invite-judge",
}
function isStep(name: string): boolean {
  return acts[stepOf[name] ?? ""] !== undefined
}

/** Who, from which request, what and which object. */
function expectComplete(event: EventRow, name: string): void {
  const words = `${name}: ${event.action}`
  expect(event.at, words).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect(event.entity_id, words).not.toBe("")
  expect(event.entity in texts.zh.audit.entities, `${words}: ${event.entity}`).toBe(true)
  if (event.actor_kind === "system") expect(event.actor_name, words).toBeTruthy()
  else expect(event.request_id, words).toMatch(/^[0-9a-f-]{36}$/)
  if (event.actor_kind === "member" || event.actor_kind === "key") {
    expect(event.actor_user_id, words).toBeTruthy()
    expect(event.organisation_id, words).toBeTruthy()
  }
  if (needsFields(event.action)) expect(event.before ?? event.after, words).not.toBeNull()
}

describe("performed at the front door or as a job", () => {
  test.each(Object.entries(acts))("%s", async (name, act) => {
    const before = await last()
    await act.perform(stage)
    const events = await rows(before)
    const seen = new Set(events.map(({ action }) => action))
    expect(
      act.actions.filter((action) => !seen.has(action)),
      `events missing of ${name}`,
    ).toEqual([])
    const own = [name, ...Object.keys(stepOf).filter((step) => stepOf[step] === name)]
    const named = own.flatMap((one) => actionsIn(`${one}.ts`))
    expect(named.filter((action) => !act.actions.includes(action) && !withoutAct[action])).toEqual([])
    for (const event of events) expectComplete(event, name)
  })
})

test("who may do what, in which state, with which refusal, is test/golden/acts.txt", () => {
  const { acts: told, silent } = goldenActs(stage.door.app, golden.tables)
  const { acts: wanted, silent: known } = goldenFile()
  expect(Object.keys(told).filter((act) => !(act in wanted))).toEqual([])
  expect(told).toEqual(wanted)
  expect(silent).toEqual(known)
  console.log(`${Object.keys(told).length} acts at their addresses, ${golden.asked()} requests sent again`)
})

test("what each write makes sure of is test/golden/guards.txt, and rivals stand ready for all of it", () => {
  const { asked } = golden.guards
  const told = Object.fromEntries([...asked].map(([action, names]) => [action, [...names].toSorted()]))
  expect(told).toEqual(goldenGuards())
  const all = new Set([...asked.values()].flatMap((names) => [...names]))
  expect(Object.keys(rivals).filter((name) => !all.has(name))).toEqual([])
})

test("a write whose rival was faster is refused, and nothing of it is written", () => {
  const { faults, tried } = golden.guards
  expect(faults).toEqual([])
  console.log(`${tried} writes met a rival`)
})

/** Actions that a use case names but takes only under circumstances that another test makes. */
const withoutAct: Record<string, string> = {
  "year.release": "test/usecases/release/year-release.test.ts",
  "key.revoke": "test/http/key-letters.test.ts",
}

test("no event contains an e-mail, a person's name, a password, a token or a code", async () => {
  const { cell } = stage.door
  const people = await cell.rows("select name, email from users")
  const invited = await cell.rows("select email from invitations where email is not null")
  const hashes = await cell.rows(
    "select token_hash t from sessions union select hash from api_keys union select id from proofs",
  )
  const never = new Set<string>([...stage.secrets, ...stage.names, "王女士"])
  for (const row of people) never.add(String(row["name"])).add(String(row["email"]))
  for (const row of invited) never.add(String(row["email"]))
  for (const row of hashes) never.add(String(row["t"]))
  const words = [...never].filter((word) => word.length > 2)
  expect(words.length).toBeGreaterThan(60)
  const events = await cell.rows(
    "select seq, action, entity_id || ' ' || detail || ' ' || coalesce(before, '') || ' ' || coalesce(after, '') all_text from audit_events",
  )
  const leaks = events.flatMap((row) =>
    words
      .filter(
        (word) =>
          String(row["all_text"]).includes(word) || String(row["all_text"]).includes(word.toLowerCase()),
      )
      .map((word) => `${row["action"]}: ${word}`),
  )
  expect([...new Set(leaks)]).toEqual([])
  expect(events.filter((row) => /[\w.]@[\w-]+\./.test(String(row["all_text"])))).toEqual([])
})

test("every action, object and job has words in both languages", async () => {
  const recorded = await stage.door.cell.rows(
    "select distinct action, entity, actor_kind, actor_name from audit_events",
  )
  const without: string[] = []
  for (const { audit } of [texts.zh, texts.en])
    for (const row of recorded) {
      if (!(String(row["action"]) in audit.actions)) without.push(String(row["action"]))
      if (!(String(row["entity"]) in audit.entities)) without.push(String(row["entity"]))
      const job = row["actor_kind"] === "system" ? String(row["actor_name"]) : null
      if (job !== null && !(job in audit.jobs)) without.push(job)
    }
  for (const file of files)
    without.push(...actionsIn(file).filter((action) => !(action in texts.zh.audit.actions)))
  expect([...new Set(without)]).toEqual([])
})

test("a batch without an event is refused, and nothing of it is written", async () => {
  const cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  const ctx = cell.contextFor(system)
  const silent = ctx.write({ key: "silent", action: "test", result: null }, (store) => {
    store.quarters.close({ quarter: "2026Q3", placeCode: "510104", closedAt: "x", memberId: "m" })
  })
  await expect(silent).rejects.toThrow("records no audit event")
  expect(await cell.rows("select 1 from writes")).toEqual([])
  await cell.close()
})

/** Statements that change rows outside of a batch, and why they may. */
const besideBatches: Record<string, string> = {
  "write.ts insert": "the head of the batch itself",
  "api-keys.ts update": "counts the requests of a key in the running minute; see write-spy.ts",
  "insert-many.ts run": "a statement for its callers, whose calls are looked at like those of the database",
  "mails.ts run": "a statement of a letter, which write.ts puts into its batch when the letter is sealed",
  "identity.ts insert": "counts a try before anything is known; the table attempts needs no event",
}

test("worker/data changes rows nowhere but in batches", () => {
  const found: string[] = []
  for (const file of readdirSync("worker/data").filter((name) => name.endsWith(".ts"))) {
    const source = readFileSync(join("worker/data", file), "utf8")
    for (const match of source.matchAll(
      /\b(?:(?:unit\.)?db\s*\.(?=(?:insert|update|delete|run)\()|(?<!function )(?=insertMany\())(\w+)\(/g,
    )) {
      const inBatch = /\b(add|addEvent)\(\s*$/.test(source.slice(0, match.index))
      const name = `${file} ${match[1]}`
      if (!inBatch && !besideBatches[name])
        found.push(`${name}: ${source.slice(match.index, match.index + 60)}`)
    }
  }
  expect(found).toEqual([])
})

test("the spy sees what is written beside ctx.write or without an event", async () => {
  const cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  const beside = createClient({ url: cell.url })
  await beside.execute("update places set name = 'x' where code = '510100'")
  beside.close()
  await expect(cell.close()).rejects.toThrow("update of places beside a batch with an audit event")
  const log = (words: string) => words.split(" ").map((tbl) => ({ tbl, op: "insert" }))
  expect(unaudited(log("writes users audit_events writes users members audit_events audit_events"))).toEqual(
    [],
  )
  expect(unaudited(log("writes users"))).toHaveLength(1)
  expect(unaudited(log("writes users writes users audit_events"))).toHaveLength(1)
  expect(unaudited(log("writes users audit_events users"))).toHaveLength(1)
  expect(unaudited(log("audit_events"))).toHaveLength(1)
})
