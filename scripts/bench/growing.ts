import { join } from "node:path"
import { createClient } from "@libsql/client/http"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths, withQuery } from "../../web/paths.ts"
import { type RunningApp, startApp } from "../start/app.ts"
import { seedOnFirstUse } from "../start/first-use.ts"
import { openCall } from "./open-call.ts"
import type { Measurement } from "./report.ts"
import { abbaRates } from "./rounds.ts"
import { Visitor } from "./visitor.ts"

const most = 1.5
const inARound = 10
/** More than a page of the log shows. */
const inALog = 60

/** The pages whose lists grow with the city, each by whoever opens it. */
function pagesOf({ open, released, programme, member }: Grown): [who: string, path: string][] {
  return [
    ["manager", paths.registry()],
    ["manager", paths.registry({ show: "former" })],
    ["manager", paths.filing()],
    ["manager", withQuery(paths.filing(), { sort: "score", band: "good" })],
    ["manager", withQuery(paths.filing(), { sort: "deadline", q: "l" })],
    ["manager", paths.trend()],
    ["manager", paths.burden()],
    ["city", paths.burden()],
    ["manager", paths.members()],
    ["manager", paths.memberEstates(member)],
    ["manager", paths.nominations()],
    ["manager", paths.newNomination(programme)],
    ["manager", paths.audit()],
    ["editor", paths.desk()],
    ["street", paths.verification()],
    ["approver", paths.verification()],
    ["approver", paths.registry()],
    ["approver", paths.quarter(open)],
    ["approver", paths.newNomination(programme)],
    ["approver", paths.audit()],
    ["city", paths.desk()],
    ["city", paths.verification()],
    ["city", paths.verification({ quarter: released, state: "verified" })],
    ["city", paths.board()],
    ["city", paths.board({ by: "street" })],
    ["city", paths.boardEstates()],
    ["city", paths.correctionRequests()],
    ["city", paths.registry()],
    ["city", paths.registry({ show: "unmanaged" })],
    ["city", paths.registry({ show: "incomplete" })],
    ["city", paths.registry({ q: "锦" })],
    ["operator", paths.places()],
    ["city", paths.oversight({ quarter: released })],
    ["city", paths.quarters()],
    ["city", paths.quarter(open)],
    ["city", paths.quarter(released)],
    ["city", paths.audit()],
    ["operator", paths.organisations()],
    ["operator", paths.audit()],
    ["secretary", paths.selection()],
    ["secretary", paths.selectionPart(programme, "nominations")],
    ["secretary", paths.selectionPart(programme, "assignment")],
    ["secretary", paths.newNomination(programme)],
    ["secretary", paths.newNomination(programme, { q: "锦" })],
  ]
}

/** A city with people who are signed in. */
async function openCity(data: string, estates: number) {
  await seedOnFirstUse(data, console.error, { estates, endedQuarters: 1 })
  const app = await startApp({ data, cron: false, progress: console.error })
  const visitors = new Map<string, Visitor>()
  const visitor = async (who: string) => {
    const known = visitors.get(who)
    if (known) return known
    const made = new Visitor(app)
    await made.signIn(`${who}@demo.shige.example`, demonstrationPassword)
    visitors.set(who, made)
    return made
  }
  return { app, visitor }
}

/** What the addresses of the pages are made of, in a city of any size the same. */
interface Grown {
  open: string
  released: string
  programme: string
  /** An editor of the company, whose estates can be chosen. */
  member: string
}

/**
 * Gives the small city's pages as many rows as a page of the large one has, so that what is compared is the cost of the
 * city and not of the rows that are shown: everything is managed by one company and stands in one street.
 */
async function fillPages(app: RunningApp): Promise<void> {
  const client = createClient({ url: app.libsqlUrl })
  try {
    await client.batch(
      [
        "update tenures set organisation_id = 'company-1' where to_date is null",
        `update estates set district_code = '${demonstrationStreet.slice(0, 6)}', street_code = '${demonstrationStreet}'`,
      ],
      "write",
    )
  } finally {
    client.close()
  }
}

/** Fills a page of the log of the platform and of the city's authority, which a city of one quarter's age does not. */
async function fillLog(app: RunningApp): Promise<void> {
  const client = createClient({ url: app.libsqlUrl })
  try {
    const { rows } = await client.execute(
      "select count(*) n from audit_events where organisation_id = 'platform'",
    )
    if (Number(rows[0]?.["n"]) > inALog) return
    const numbers = JSON.stringify(Array.from({ length: inALog }, (_, at) => at))
    await client.execute({
      sql: `insert into audit_events (id, at, actor_kind, organisation_id, action, entity, entity_id, detail)
        select 'filled-' || o.id || n.value, ?, 'system', o.id, 'quarter.open', 'quarter', '2026Q1', '{}'
        from json_each(?) n join organisations o on o.id in ('platform', 'place-510100')`,
      args: [new Date().toISOString(), numbers],
    })
  } finally {
    client.close()
  }
}

/** In the small city everything that was filed waits for the level of whoever opens the list. */
async function letWait(app: RunningApp, quarter: string, who: string): Promise<void> {
  const client = createClient({ url: app.libsqlUrl })
  const state = who === "street" ? "submitted" : "street_verified"
  try {
    await client.execute({
      sql: "update submissions set state = ? where quarter = ?",
      args: [state, quarter],
    })
  } finally {
    client.close()
  }
}

async function prepare(app: RunningApp): Promise<Grown> {
  const client = createClient({ url: app.libsqlUrl })
  try {
    const { rows } = await client.execute("select quarter from quarters order by quarter desc limit 2")
    return {
      open: String(rows[0]?.["quarter"]),
      released: String(rows[1]?.["quarter"]),
      programme: await openCall(client),
      member: "company-1-editor",
    }
  } finally {
    client.close()
  }
}

async function rate(visitor: Visitor, path: string): Promise<number> {
  const begun = performance.now()
  for (let at = 0; at < inARound; at++) {
    const { status } = await visitor.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
  }
  return (inARound * 1000) / (performance.now() - begun)
}

/** The signed-in pages that grow, in a city of 60 estates and in one of `estates`, in ABBA rounds. */
export async function measureGrowing(folder: string, estates: number): Promise<Measurement[]> {
  const small = await openCity(join(folder, "small"), 60)
  const large = await openCity(join(folder, "large"), estates)
  try {
    const all: Measurement[] = []
    await prepare(small.app)
    await fillPages(small.app)
    const grown = await prepare(large.app)
    await fillLog(small.app)
    await fillLog(large.app)
    for (const [who, path] of pagesOf(grown)) {
      if (path === paths.verification()) await letWait(small.app, grown.open, who)
      const [few, many] = [await small.visitor(who), await large.visitor(who)]
      await rate(few, path)
      await rate(many, path)
      const { ratio, spread, a, b } = await abbaRates(
        () => rate(many, path),
        () => rate(few, path),
        5,
      )
      const span = spread.map((one) => one.toFixed(2)).join("–")
      all.push({
        name: `${path} (${who}), ${estates} estates to 60`,
        measured: `${ratio.toFixed(2)} × (${span}): ${(1000 / a).toFixed(1)} ms to ${(1000 / b).toFixed(1)} ms`,
        limit: `≤ ${most} ×`,
        ok: ratio <= most,
      })
    }
    return all
  } finally {
    await small.app.stop()
    await large.app.stop()
  }
}
