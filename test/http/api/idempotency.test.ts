import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { storeKey } from "../../../scripts/bench/stored-key.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { marksIn } from "../../support/marks.ts"
import { type Program, programWith } from "../../support/program.ts"

let door: FrontDoor
let company: Program
let street: Program
let district: Program
let city: Program
let slug: string

const holder = async (organisation: string, role: "manager" | "approver") =>
  programWith(door, (await storeKey(door.cell.client as never, organisation, { role, now: door.now })).key)

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
  company = await holder("company-1", "manager")
  street = await holder("place-510104018", "approver")
  district = await holder("place-510104", "approver")
  city = await holder("place-510100", "approver")
  const [row] = await door.cell.rows(
    `select slug from estates e where place_code = '510104018004'
     and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)`,
    [door.openQuarter],
  )
  slug = String(row?.["slug"])
})
afterAll(() => door.close())

const events = async (action: string) => {
  const [row] = await door.cell.rows("select count(*) as n from audit_events where action = ?", [action])
  return Number(row?.["n"])
}

test("every POST answers a repetition byte for byte, in turn and at once, and writes once; another body is refused", async () => {
  const path = `/submissions/${door.openQuarter}/${slug}`
  const version = async (program: Program) => (await program.get(path)).headers.get("etag") ?? ""
  const draft = { values: { households: 1126 } }
  await company.send("PUT", `${path}/draft`, draft, { "if-match": await version(company) })
  const verification = `${path}/verification`
  const told = (await (
    await company.send("POST", `${path}/check`, draft, { "idempotency-key": randomUUID() })
  ).json()) as {
    soft: { field: string }[]
  }
  const signing = { reasons: Object.fromEntries(told.soft.map(({ field }) => [field, "与台账一致。"])) }
  /** What the street settles, known once it is filed. */
  const settling: { settled: string[] } = { settled: [] }
  const closing = `/quarters/${door.openQuarter}/closing`
  const release = `/quarters/${door.openQuarter}/release`
  const early = { reason: "已全部核定。" }
  const named = door.openQuarter
  const answering = { reasons: { ...signing.reasons, "answer:2": "户数已核对。" } }
  const back = { reason: "请核对户数。" }
  /** What is sent, and another request with the same key: another body, or another address where there is but one body. */
  const steps: [
    Program,
    action: string,
    one: [path: string, body: object],
    other: [path: string, body: object],
  ][] = [
    [company, "submission.check", [`${path}/check`, draft], [`${path}/check`, { values: {} }]],
    [
      company,
      "submission.submit",
      [`${path}/sign-off`, signing],
      [`${path}/sign-off`, { reasons: { households: "x" } }],
    ],
    [company, "submission.withdraw", [`${path}/withdrawal`, {}], [`${path}/check`, {}]],
    [company, "submission.submit", [`${path}/sign-off`, signing], [`${path}/check`, {}]],
    [street, "submission.return", [`${path}/return`, back], [`${path}/return`, { reason: "另一个原因" }]],
    [company, "submission.submit", [`${path}/sign-off`, answering], [`${path}/sign-off`, { reasons: {} }]],
    [street, "submission.verify_street", [verification, settling], [verification, { decisions: {} }]],
    [district, "submission.verify_district", [verification, settling], [`${path}/check`, {}]],
    [district, "submission.take_back_verification", [`${path}/taking-back`, back], [`${path}/check`, {}]],
    [district, "submission.verify_district", [verification, settling], [`${path}/check`, {}]],
    [district, "quarter.close", [closing, early], [`${path}/check`, {}]],
    [city, "quarter.release", [release, { named }], [release, { restart: true }]],
  ]
  for (const [program, action, one, other] of steps) {
    if (action === "submission.verify_street")
      settling.settled = marksIn(await (await street.get(path)).json())
    const before = await events(action)
    const headers = { "idempotency-key": randomUUID(), "if-match": await version(program) }
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => program.send("POST", ...one, headers)))
    const later = await program.send("POST", ...one, headers)
    const answers = await Promise.all(
      [...atOnce, later].map(async (got) => `${got.status} ${await got.text()}`),
    )
    expect(new Set(answers).size, `${action}\n${answers.join("\n")}`).toBe(1)
    expect(answers[0], action).toMatch(/^20[02] /)
    const reused = await program.send("POST", ...other, headers)
    const { code } = (await reused.json()) as { code: string }
    expect([reused.status, code], `${action}, then ${other[0]}`).toEqual([422, "key_reused"])
    expect(await events(action), action).toBe(before + 1)
  }
})

test("the same key of one person in two organisations is two commands", async () => {
  const [member] = await door.cell.rows(
    "select user_id from members where organisation_id = 'company-1' and role = 'manager'",
  )
  const statements: [string, string[]][] = [
    [
      "insert into organisations (id, kind, name, created_at) values ('second', 'company', 'second', '2026-10-01')",
      [],
    ],
    [
      "insert into members (id, user_id, organisation_id, role, created_at) values ('second', ?, 'second', 'manager', '2026-10-01')",
      [String(member?.["user_id"])],
    ],
    [
      `insert into estates (id, slug, name, place_code, district_code, origin, created_at)
       values ('second', 'second', 'second', '510104018004', '510104', 'demonstration', '2024-01-01')`,
      [],
    ],
    [
      "insert into tenures (id, estate_id, organisation_id, from_date) values ('second', 'second', 'second', '2024-01-01')",
      [],
    ],
  ]
  for (const [sql, args] of statements) await door.cell.rows(sql, args)
  const other = await holder("second", "manager")
  const headers = { "idempotency-key": randomUUID() }
  const asked: [Program, string][] = [
    [company, slug],
    [other, "second"],
  ]
  for (const [program, estate] of asked) {
    const path = `/submissions/${door.openQuarter}/${estate}/check`
    expect((await program.send("POST", path, { values: {} }, headers)).status).toBe(200)
  }
})

/** 100 estates of the company, each with a draft. */
async function hundredDrafts(): Promise<string[]> {
  const slugs = Array.from({ length: 100 }, (_, n) => `retried-${n}`)
  const statements = slugs.flatMap((name): [string, string[]][] => [
    [
      `insert into estates (id, slug, name, place_code, district_code, street_code, origin, created_at)
       values (?, ?, ?, '510104018004', '510104', '510104018', 'demonstration', '2024-01-01T00:00:00.000Z')`,
      [name, name, name],
    ],
    [
      "insert into tenures (id, estate_id, organisation_id, from_date) values (?, ?, 'company-1', '2024-01-01')",
      [name, name],
    ],
    [
      `insert into submissions (id, estate_id, quarter, organisation_id, state, revision, filing)
       values (?, ?, ?, 'company-1', 'draft', 1, 0)`,
      [name, name, door.openQuarter],
    ],
    [
      `insert into submission_parts (submission_id, provider, revision, saved_at, member_id)
       values (?, 'company', 1, '2026-10-10', 'm')`,
      [name],
    ],
    [
      `insert into "values" (submission_id, provider, filing, key, value) values (?, 'company', 1, 'households', '1126')`,
      [name],
    ],
  ])
  await door.cell.client.batch(
    statements.map(([sql, args]) => ({ sql, args })),
    "write",
  )
  return slugs
}

test("with a third of the replies lost, 100 retried submissions store none twice", async () => {
  for (const table of ["closings", "scorecards", "publications", "releases"])
    await door.cell.rows(`delete from ${table}`)
  const slugs = await hundredDrafts()
  const check = await company.send(
    "POST",
    `/submissions/${door.openQuarter}/${slugs[0]}/check`,
    {},
    {
      "idempotency-key": randomUUID(),
    },
  )
  const { soft } = (await check.json()) as { soft: { field: string }[] }
  const reasons = Object.fromEntries(soft.map(({ field }) => [field, "与台账一致。"]))
  let seed = 7
  const lost = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31 < 1 / 3
  }
  let retries = 0
  const before = await events("submission.submit")
  for (const name of slugs) {
    // As programs retry: the very same request until an answer comes.
    const headers = { "idempotency-key": randomUUID(), "if-match": '"1|company:1"' }
    for (;;) {
      door.now = new Date(door.now.getTime() + 1000)
      const answer = await company.send(
        "POST",
        `/submissions/${door.openQuarter}/${name}/sign-off`,
        { reasons },
        headers,
      )
      if (lost()) {
        retries += 1
        continue
      }
      expect(answer.status, await answer.clone().text()).toBe(200)
      break
    }
  }
  expect(retries).toBeGreaterThan(25)
  const rows = await door.cell.rows(
    "select filing, revision, count(*) n from submissions where id like 'retried-%' group by filing, revision",
  )
  expect(rows).toEqual([{ filing: 1, revision: 2, n: 100 }])
  expect(await events("submission.submit")).toBe(before + 100)
  const values = await door.cell.rows(
    `select count(*) n from "values" where submission_id like 'retried-%' and value <> ''`,
  )
  expect(values).toEqual([{ n: 100 }])
  console.log(`100 submissions, ${retries} of their requests sent again, none stored twice`)
})
