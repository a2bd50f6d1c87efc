import { afterAll, beforeAll, expect, test } from "vitest"
import { seedDemonstration } from "../../scripts/seeding/seed-city.ts"
import { openDatabase } from "../../worker/data/database.ts"
import { openData } from "../../worker/data/open.ts"
import type { MemberActor } from "../../worker/domain/actor.ts"
import { wholeQuarter } from "../../worker/domain/submission/desk-lists.ts"
import { openTestCell, type TestCell } from "../support/cell.ts"

const now = new Date("2026-10-12T02:00:00Z")
const today = "2026-10-12"
const quarter = "2026Q3"
/** Tables with a row for every estate of a city, or more. */
const large = ["estates", "submissions", "tenures", "values", "audit_events", "scorecards"]

let cell: TestCell

beforeAll(async () => {
  cell = await openTestCell({ now, watched: false })
  await seedDemonstration({ client: cell.client, now, estates: 120, hashPassword: async () => "" })
})
afterAll(() => cell.close())

function member(id: string, kind: "company" | "authority", level: MemberActor["level"]): MemberActor {
  const placeCode = kind === "authority" ? id.slice("place-".length) : null
  return {
    kind: "member",
    userId: "u",
    memberId: "m",
    name: "n",
    role: kind === "company" ? "manager" : "approver",
    organisation: { id, kind, name: id, placeCode, deletionRequestedAt: null, factorRoles: [] },
    level,
    limited: false,
    sessionId: null,
    secondFactor: "off",
    memberships: 1,
    unread: 0,
    key: null,
  }
}

const actors = {
  company: member("company-1", "company", null),
  city: member("place-510100", "authority", "city"),
  district: member("place-510104", "authority", "district"),
  street: member("place-510104018", "authority", "street"),
}

interface Sent {
  sql: string
  args: { type: string; value?: string }[]
}

/** The statements of a Hrana pipeline that are about data. */
function statementsOf(body: string): Sent[] {
  const texts = new Map<number, string>()
  const found: Sent[] = []
  const one = (stmt: { sql?: string; sql_id?: number; args?: Sent["args"] }) => {
    const sql = stmt.sql ?? texts.get(stmt.sql_id ?? -1) ?? ""
    if (/^\s*select/i.test(sql)) found.push({ sql, args: stmt.args ?? [] })
  }
  for (const request of JSON.parse(body).requests) {
    if (request.type === "store_sql") texts.set(request.sql_id, request.sql)
    if (request.type === "execute") one(request.stmt)
    if (request.type === "batch") for (const step of request.batch.steps) one(step.stmt)
  }
  return found
}

/** An actor's reads, and every statement that they sent. */
function watched(actor: MemberActor) {
  const sent: Sent[] = []
  const listening = async (input: URL | RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init)
    sent.push(...statementsOf(await request.clone().text()))
    return fetch(request)
  }
  return { read: openData(openDatabase({ url: cell.url, fetch: listening }), actor).read, sent }
}

const lists = {
  registry: (read: ReturnType<typeof watched>["read"]) =>
    read.estates.list({ q: "", district: "", show: "standing", sort: "place", today }),
  filing: (read) => read.filingList.page(wholeQuarter(quarter)),
  "filing by score": (read) => read.filingList.page({ ...wholeQuarter(quarter), sort: "score" }),
  queue: (read) => read.submissions.desk({ quarter, states: "waiting" }),
  quarter: (read) => read.quarters.progress(quarter),
} satisfies Record<string, (read: ReturnType<typeof watched>["read"]) => Promise<unknown>>

/** What SQLite does for a statement, line by line. */
async function planOf({ sql, args }: Sent): Promise<string[]> {
  const values = args.map(({ type, value }) => (type === "integer" ? Number(value) : (value ?? null)))
  const { rows } = await cell.client.execute({ sql: `explain query plan ${sql}`, args: values })
  return rows.map((row) => String(row["detail"]))
}

const isCount = ({ sql }: Sent) => sql.includes("json_group_array(json_array(")

test.each(Object.keys(actors) as (keyof typeof actors)[])(
  "no list of the %s reads a large table from end to end; what is counted reads an index",
  async (who) => {
    for (const [name, list] of Object.entries(lists)) {
      const { read, sent } = watched(actors[who])
      await list(read)
      expect(sent.length).toBeGreaterThan(2)
      for (const statement of sent)
        for (const step of await planOf(statement)) {
          const [, scanned, by = ""] = /^SCAN (\w+)(.*)$/.exec(step) ?? []
          if (!scanned || !large.includes(scanned)) continue
          // In the order of an index a page ends after its rows.
          const bounded = isCount(statement) || / limit /i.test(statement.sql)
          expect(bounded && by.includes("INDEX"), `${name}: ${step}`).toBe(true)
        }
    }
  },
)

test("a company's states are counted without a row of a submission being read", async () => {
  const { read, sent } = watched(actors.company)
  await read.filingList.page(wholeQuarter(quarter))
  const counts = sent.filter((one) => isCount(one) && one.sql.includes("submissions"))
  expect(counts.length).toBe(2)
  for (const one of counts)
    for (const step of await planOf(one))
      if (step.includes("submissions")) expect(step).toContain("COVERING INDEX")
})

test("counts are made once, and again after a write", async () => {
  const { read } = watched(actors.city)
  const first = await read.submissions.desk({ quarter, states: ["submitted"] })
  await cell.rows("update submissions set state = 'verified' where state = 'submitted' and quarter = ?", [
    quarter,
  ])
  const kept = await read.submissions.desk({ quarter, states: ["submitted"] })
  expect(first.total).toBeGreaterThan(0)
  expect(kept.total).toBe(first.total)
  await cell.rows(
    `insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail) values ('e', ?, 'system', 'x', 'x', 'x', '{}')`,
    [now.toISOString()],
  )
  const again = await read.submissions.desk({ quarter, states: ["submitted"] })
  expect(again.total).toBe(0)
})

test("a page's rows are looked for once, and again after a write; what a row shows is read each time", async () => {
  const { read, sent } = watched(actors.company)
  const list = () => read.filingList.page(wholeQuarter(quarter))
  const first = await list()
  const [last, ...others] = first.rows.toReversed()
  expect(others.length).toBeGreaterThan(10)
  await cell.rows("update estates set name = '0 ' || name where slug = ?", [last?.slug ?? ""])
  await cell.rows(
    "update tenures set to_date = '2020-01-01' where estate_id = (select id from estates where slug = ?)",
    [others[0]?.slug ?? ""],
  )
  const kept = await list()
  expect(new Set(kept.rows.map(({ slug }) => slug))).toEqual(new Set(first.rows.map(({ slug }) => slug)))
  expect(kept.rows.find(({ slug }) => slug === last?.slug)?.name).toBe(`0 ${last?.name}`)
  await cell.rows(
    `insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail) values ('f', ?, 'system', 'x', 'x', 'x', '{}')`,
    [now.toISOString()],
  )
  const again = await list()
  expect(again.rows.map(({ slug }) => slug)).not.toContain(others[0]?.slug)
  expect(again.rows).toHaveLength(first.rows.length - 1)
  const texts = new Set(sent.map(({ sql }) => sql).filter((sql) => sql.includes("json_group_array(id)")))
  expect(texts.size).toBe(1)
})

test("each list keeps its own page: of another actor, another search, another programme", async () => {
  const page = async (who: keyof typeof actors, q: string) => {
    const { read } = watched(actors[who])
    const { rows } = await read.estates.list({
      q,
      district: "",
      show: "standing",
      sort: "place",
      today,
    })
    return rows.map(({ slug }) => slug)
  }
  const asked = [
    ["city", ""],
    ["city", "锦"],
    ["company", ""],
    ["district", ""],
  ] as const
  const first = await Promise.all(asked.map(([who, q]) => page(who, q)))
  expect(new Set(first.map((slugs) => slugs.join())).size).toBe(asked.length)
  expect(await Promise.all(asked.map(([who, q]) => page(who, q)))).toEqual(first)
})
