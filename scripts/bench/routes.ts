import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import type { RunningApp } from "../start/app.ts"
import { findPlaces, type Places } from "./places.ts"
import { type Answered, Visitor } from "./visitor.ts"

/** What one request of a route cost, warm. */
export interface RouteCost {
  /** As the router has it, for example `POST /filing/:quarter/:slug/draft`. */
  route: string
  who: string
  status: number
  roundTrips: number
}

/**
 * What a route may cost: nothing where everybody reads, two for a page (session with membership, data), three for a
 * write; where better-auth does the work it is as it is.
 */
export function mostRoundTrips({ route, who }: RouteCost): number {
  if (/\/(api\/auth|sign-in|sign-out)/.test(route) && route !== "GET /sign-in")
    return Number.POSITIVE_INFINITY
  if (route.startsWith("POST ")) return 3
  return who === "nobody" ? 0 : 2
}

type Account = "editor" | "community" | "street" | "district" | "approver" | "city"

/** Walks routes and keeps what each cost. */
class Walk {
  readonly costs: RouteCost[] = []
  readonly #app: RunningApp
  readonly #visitors = new Map<string, Visitor>()

  constructor(app: RunningApp) {
    this.#app = app
  }

  async visitor(who: Account | "nobody"): Promise<Visitor> {
    const known = this.#visitors.get(who)
    if (known) return known
    const visitor = new Visitor(this.#app)
    this.#visitors.set(who, visitor)
    if (who !== "nobody") {
      const answer = await visitor.signIn(`${who}@demo.shige.example`, demonstrationPassword)
      if (who === "editor") this.#keep("POST /sign-in", "nobody", answer)
    }
    return visitor
  }

  #keep(route: string, who: string, { status, roundTrips }: Answered): void {
    this.costs.push({ route, who, status, roundTrips })
  }

  /** A page, asked for twice: the second time counts. */
  async get(route: string, who: Account | "nobody", path: string): Promise<void> {
    const visitor = await this.visitor(who)
    await visitor.get(path)
    this.#keep(`GET ${route}`, who, await visitor.get(path))
  }

  /** A form of a page, sent as it stands with `changes`, to its own action or to another one. */
  async post(
    route: string,
    who: Account,
    options: { page: string; form: string; action?: string; changes?: [string, string][] },
  ): Promise<void> {
    const visitor = await this.visitor(who)
    const { action, fields } = await visitor.formOf(options.page, options.form)
    const changed = new Map([...fields, ...(options.changes ?? [])])
    this.#keep(`POST ${route}`, who, await visitor.post(options.action ?? action, [...changed]))
  }
}

async function walkPublic(walk: Walk, { released, slug }: Places): Promise<void> {
  const get = (route: string, path: string) => walk.get(route, "nobody", path)
  await get("/", paths.home())
  await get("/", paths.home({ q: "锦江" }))
  await get("/ranking", paths.ranking())
  await get("/estates/:slug", paths.estate(slug))
  await get("/compare", paths.compare([slug, "hefeng-yuan"]))
  await get("/methodology/:code", paths.methodology("cd-wwsg-2023"))
  await get("/api/v1/releases", paths.apiReleases())
  await get("/api/v1/releases/:file", paths.apiRelease(released))
  await get("/api/v1/releases/:file", paths.apiRelease(released, ".csv"))
  await get("/api/v1/releases/:period/values.csv", paths.apiValues(released))
  await get("/api/v1/editions/:id", paths.apiEdition("cd-wwsg-2023"))
  await get("/sign-in", paths.signIn())
}

async function walkSessions(walk: Walk): Promise<void> {
  await walk.get("/api/auth/*", "editor", "/api/auth/get-session")
  await walk.post("/sign-out", "editor", { page: paths.filing(), form: "/sign-out" })
}

async function walkFiling(walk: Walk, { open, slug, fields }: Places): Promise<void> {
  const page = paths.submission(slug, open)
  const route = "/filing/:quarter/:slug"
  const draft = { page, form: "/draft", changes: fields["company"] }
  await walk.get("/desk", "district", paths.desk())
  await walk.get("/filing", "editor", paths.filing())
  await walk.get(route, "editor", page)
  await walk.post(`${route}/draft`, "editor", draft)
  await walk.post(`${route}/check`, "editor", { ...draft, action: paths.submitCheck(slug, open) })
  await walk.get(`${route}/check`, "editor", paths.submitCheck(slug, open))
  const signOff = { page: paths.submitCheck(slug, open), form: "/sign-off" }
  await walk.post(`${route}/sign-off`, "editor", signOff)
  await walk.post(`${route}/withdrawal`, "editor", { page, form: "/withdrawal" })
  await walk.post(`${route}/sign-off`, "editor", signOff)
  await walk.post(`${route}/draft`, "community", { ...draft, changes: fields["community"] })
}

async function walkVerification(walk: Walk, { open, slug }: Places): Promise<void> {
  const page = paths.verifySubmission(slug, open)
  const route = "/verification/:quarter/:slug"
  const findings = { page, form: "/findings", action: paths.findings(slug, open) }
  const verification = { ...findings, action: paths.verify(slug, open) }
  await walk.get("/verification", "street", paths.verification())
  await walk.get(route, "street", page)
  await walk.post(`${route}/findings`, "street", findings)
  await walk.post(`${route}/verification`, "street", verification)
  await walk.get(route, "district", page)
  await walk.post(`${route}/verification`, "district", verification)
  const changes: [string, string][] = [["reason", "请核对户数。"]]
  await walk.post(`${route}/return`, "district", {
    ...findings,
    action: paths.returnSubmission(slug, open),
    changes,
  })
}

async function walkQuarter(walk: Walk, { open }: Places): Promise<void> {
  const page = paths.quarter(open)
  const confirmed: [string, string][] = [["confirmed", "yes"]]
  await walk.get("/quarters", "city", paths.quarters())
  await walk.get("/quarters/:quarter", "approver", page)
  await walk.post("/quarters/:quarter/closing", "approver", { page, form: "/closing", changes: confirmed })
  await walk.post("/quarters/:quarter/release", "city", { page, form: "/release", changes: confirmed })
}

/** Walks every route once, warm, on a fresh demonstration (it files, verifies, closes and releases). */
export async function walkRoutes(app: RunningApp): Promise<RouteCost[]> {
  const places = await findPlaces(app.libsqlUrl)
  const walk = new Walk(app)
  await walkPublic(walk, places)
  await walkFiling(walk, places)
  await walkVerification(walk, places)
  await walkSessions(walk)
  // Last: the release goes on behind the answers and would be counted with them.
  await walkQuarter(walk, places)
  return walk.costs
}
